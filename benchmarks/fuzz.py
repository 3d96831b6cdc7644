"""Damaged workbooks against every command: a right sentence or a clean run, and nothing else.

    python benchmarks/fuzz.py [--seconds 60] [--cases N] [--seed 1] [--keep FOLDER] [FILE...]

Small made offices, and the files given, are damaged by chance: bytes of the file, bytes of a part,
tags, attributes and texts of a part, whole parts. Each is put to one command with `--out`, in a
process that runs case after case under a limit of memory and is watched from outside. A find is an
exception that is no EstateError, 30 seconds without an answer, a death, a changed input, a status 2
that left a file, or an output that does not open. The same seed gives the same cases; status 1
where anything was found. Not for Windows.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import io
import json
import os
import random
import re
import resource
import select
import signal
import sys
import tempfile
import time
import traceback
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, TextIO
from xml.parsers.expat import ExpatError, ParserCreate

from document import put_figures

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

COMMANDS = (
    ("validate",),
    ("month-end", "--month", "2026-10"),
    ("overdue", "--as-of", "2026-10-31T18:00"),
    ("work-orders",),
)
SECONDS = 30
MEMORY = 2 << 30
FAILED = 2
VALUES = (
    *("", "0", "-1", "1", "4294967296", "99999999999999999999", "1e999", "NaN", "A1", "XFD1048576"),
    *("A0", "A1:XFE9999999", "R1C1", "#REF!", "1:1", "A:A", "rId1", "rId999", "..", "/", "\x01"),
    *("true", "&amp;", "&#0;", "&bogus;", "_x0001_", "中", "x" * 40_000, "2026-13-45", "s", "str"),
    *("{{ 姓名 }}", "{% for 員工 %}", "{{", "{{ 1/0 }}", "=1+", "inlineStr", "http://x", "１２"),
)
TEMPLATES = (
    *("{{ 姓名 }}", "{{ 性名 }}", "{{", "{% for 員工 %}{{ 姓名 }}", "{% for 片區 %}{% for 員工 %}"),
    *(
        "{{ 1/0 }}",
        "{{ 總分|round(1) }}",
        '="{{ 總分 }}"*2',
        "{{ ''.__class__ }}",
        "{% include 'x' %}",
    ),
)


def main() -> int:
    """Run until the time or the cases are over and print what was found."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--cases", type=int, default=sys.maxsize)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--first", type=int, default=0, help="number of the first case")
    parser.add_argument("--document", type=Path, help="put the figures into this document")
    parser.add_argument("--keep", type=Path, help="where found workbooks are kept")
    options = parser.parse_args()
    if options.keep is not None:
        options.keep.mkdir(parents=True, exist_ok=True)
    import_everything()
    books = [path.read_bytes() for path in options.files if path.is_file()] + made_books()
    end = time.monotonic() + options.seconds
    counts: dict[str, int] = {}
    finds: list[str] = []
    number = options.first
    while time.monotonic() < end and number < options.first + options.cases:
        for line in watch(books, options, number, end):
            number = int(line["case"]) + 1
            counts[line["seen"]] = counts.get(line["seen"], 0) + 1
            if line["find"]:
                finds.append(f"case {line['case']} {line['command']}: {line['find'].strip()}")
                print(finds[-1], flush=True)
    lines = [
        f"{number - options.first} cases of seed {options.seed} over {len(books)} workbooks:",
        *(f"  {count:>6}  {seen}" for seen, count in sorted(counts.items(), key=lambda x: -x[1])),
        f"finds: {len(finds) or 'none'}",
    ]
    print("\n".join(lines))
    if options.document is not None:
        words = f"python benchmarks/fuzz.py --seconds {options.seconds:.0f} --seed {options.seed}"
        put_figures(options.document, "fuzz", words, lines)
    return 1 if finds else 0


def watch(
    books: Sequence[bytes], options: argparse.Namespace, first: int, end: float
) -> list[dict[str, str]]:
    """Cases from the first on in one process, until the time is over or one does not come back."""
    told, tells = os.pipe()
    process = os.fork()
    if process == 0:
        os.close(told)
        run_cases(books, options, first, end, os.fdopen(tells, "w", encoding="utf-8"))
    os.close(tells)
    lines: list[dict[str, str]] = []
    with os.fdopen(told, encoding="utf-8") as answers:
        find = ""
        while True:
            if not select.select([answers], [], [], SECONDS)[0]:
                os.kill(process, signal.SIGKILL)
                find = f"no answer in {SECONDS} s"
                break
            line = answers.readline()
            if not line:
                break
            lines.append(json.loads(line))
    _, status = os.waitpid(process, 0)
    if not find and status:
        find = f"died: {os.waitstatus_to_exitcode(status)}"
    if find:
        case = int(lines[-1]["case"]) + 1 if lines else first
        command = COMMANDS[case % len(COMMANDS)][0]
        lines.append({"case": str(case), "seen": find, "find": find, "command": command})
    return lines


def run_cases(
    books: Sequence[bytes], options: argparse.Namespace, first: int, end: float, answers: TextIO
) -> None:
    """Run cases in this process, tell each one's end, and never come back."""
    status = 1
    try:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        with tempfile.TemporaryDirectory() as folder:
            last = min(first + 200, options.first + options.cases)
            for number in range(first, last):
                if time.monotonic() > end:
                    break
                seen, find = run_case(books, options.seed, number, Path(folder), options.keep)
                command = COMMANDS[number % len(COMMANDS)][0]
                line = {"case": str(number), "seen": seen, "find": find, "command": command}
                answers.write(json.dumps(line) + "\n")
                answers.flush()
        status = 0
    except BaseException:  # noqa: BLE001 - nothing of the child may go on in the parent's place
        traceback.print_exc()
    os._exit(status)


def run_case(
    books: Sequence[bytes], seed: int, number: int, folder: Path, keep: Path | None
) -> tuple[str, str]:
    """What was seen of one case, and what was found wrong, if anything."""
    chance = random.Random(f"{seed}/{number}")  # noqa: S311 - chance, no secret
    data = damaged(chance.choice(books), chance)
    book, out = folder / "book.xlsx", folder / "out.xlsx"
    book.write_bytes(data)
    if keep is not None:
        (keep / "last.xlsx").write_bytes(data)
    words = COMMANDS[number % len(COMMANDS)]
    status, said = run_command([words[0], str(book), *words[1:], "--out", str(out), "--quiet"])
    find = ""
    if status not in {0, 1, FAILED}:
        find = f"status {status}: {said}"
    elif "程序內部出錯" in said:
        find = said
    elif len(said.splitlines()) != (status == FAILED):
        find = f"{len(said.splitlines())} lines: {said[:300]}"
    elif hashlib.sha256(book.read_bytes()).digest() != hashlib.sha256(data).digest():
        find = "input changed"
    elif status == FAILED and sorted(folder.iterdir()) != [book]:
        find = "a file is left"
    elif status != FAILED:
        find = opens(out)
    for path in folder.iterdir():
        path.unlink()
    if find and keep is not None:
        (keep / f"{seed}-{number}-{words[0]}.xlsx").write_bytes(data)
    kind = re.sub(r"「.*?」|（.*?）|[\w./]+!?[A-Z]+\d+|\d+", "…", said.strip())
    return f"{status} {kind}"[:100], find


def run_command(words: list[str]) -> tuple[int, str]:
    """Status and standard error of a command."""
    from estate_xl.console.cli import main as run  # noqa: PLC0415 - imported before the fork

    said = io.StringIO()
    with contextlib.redirect_stderr(said), contextlib.redirect_stdout(io.StringIO()):
        try:
            status = run(words)
        except BaseException as error:  # noqa: BLE001 - whatever comes is a find
            return -1, repr(error)
    return status, said.getvalue()


def opens(out: Path) -> str:
    """Why the output cannot be opened; nothing where it can."""
    from estate_xl.files.session import open_file  # noqa: PLC0415

    try:
        with open_file(out):
            return ""
    except Exception as error:  # noqa: BLE001 - whatever comes is a find
        return f"output does not open: {error!r}"


def damaged(data: bytes, chance: random.Random) -> bytes:
    """The workbook, damaged once or a few times."""
    if chance.random() < 0.12:  # noqa: PLR2004 - some as a whole
        for _ in range(chance.randint(1, 8)):
            data = damaged_bytes(data, chance)
        return data
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {info.filename: package.read(info) for info in package.infolist()}
    for _ in range(chance.choice((1, 1, 1, 2, 5, 20))):
        name = chance.choice([each for each in parts if damages_of(each)] or list(parts))
        before = dict(parts)
        chance.choice(damages_of(name) or (drop,))(parts, name, chance)
        if chance.random() < 0.95 and not is_well_formed(parts.get(name)):  # noqa: PLR2004
            parts = before  # most of what breaks the XML is refused at the door, and shows no more
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return made.getvalue()


def is_well_formed(content: bytes | None) -> bool:
    """Whether a part is XML, or gone."""
    try:
        if content is not None:
            ParserCreate().Parse(content, True)  # noqa: FBT003 - the parser's own order
    except (ExpatError, LookupError, ValueError):
        return False
    return True


def damages_of(name: str) -> tuple[Callable[[dict[str, bytes], str, random.Random], None], ...]:
    """How a part may be damaged; sheets and lists oftener than what nobody reads."""
    if not name.endswith((".xml", ".rels")) or name.startswith(("docProps", "xl/theme")):
        return ()
    usual = (attribute,) * 6 + (text,) * 4 + (element,) * 5 + (tag, piece)
    return (*usual, *[template] * 4) if "worksheets/sheet" in name else (*usual, drop, broken)


def attribute(parts: dict[str, bytes], name: str, chance: random.Random) -> None:
    """Another value of an attribute, or none."""
    found = list(re.finditer(rb'\s[\w:]+="([^"]*)"', parts[name]))
    if found:
        one = chance.choice(found)
        new = b"" if chance.random() < 0.2 else None  # noqa: PLR2004 - some are taken out
        start, end = one.span() if new == b"" else one.span(1)
        replace(parts, name, start, end, new if new is not None else some_value(chance))


def text(parts: dict[str, bytes], name: str, chance: random.Random) -> None:
    """Another text of an element."""
    found = list(re.finditer(rb">([^<]+)<", parts[name]))
    if found:
        start, end = chance.choice(found).span(1)
        replace(parts, name, start, end, some_value(chance))


def template(parts: dict[str, bytes], name: str, chance: random.Random) -> None:
    """An expression in a cell's place."""
    found = list(re.finditer(rb"<c r=\"([A-Z]+\d+)\"[^>]*?(?:/>|>.*?</c>)", parts[name]))
    if found:
        one, words = chance.choice(found), chance.choice(TEMPLATES)
        words = words.replace("&", "&amp;").replace("<", "&lt;")
        new = f'<c r="{one[1].decode()}" t="inlineStr"><is><t>{words}</t></is></c>'
        replace(parts, name, *one.span(), new.encode())


def element(parts: dict[str, bytes], name: str, chance: random.Random) -> None:
    """An element without others in it, or with some texts, taken out, doubled, or put elsewhere."""
    found = list(
        re.finditer(
            rb"<([\w:]+)(?:\s[^<>]*)?(?:/>|>[^<>]*(?:<(\w+)>[^<>]*</\2>)*</\1>)", parts[name]
        )
    )
    if found:
        one, other = chance.choice(found), chance.choice(found)
        new = chance.choice((b"", one[0] * 2, one[0] * 300, other[0], other[0] + one[0]))
        replace(parts, name, *one.span(), new)


def tag(parts: dict[str, bytes], name: str, chance: random.Random) -> None:
    """An element's tag taken out, doubled, renamed, or put elsewhere."""
    found = list(re.finditer(rb"<[^>]+>", parts[name]))
    if found:
        one, other = chance.choice(found), chance.choice(found)
        new = chance.choice((b"", one[0] * 2, re.sub(rb"\w+", b"x", one[0], count=1), other[0]))
        replace(parts, name, *one.span(), new)


def piece(parts: dict[str, bytes], name: str, chance: random.Random) -> None:
    """A stretch between two tags taken out or doubled."""
    marks = [each.start() for each in re.finditer(rb"<", parts[name])]
    if marks:
        at = chance.randrange(len(marks))
        start, end = marks[at], marks[min(len(marks) - 1, at + chance.choice((1, 3, 20, 400)))]
        stretch = parts[name][start:end]
        replace(parts, name, start, end, chance.choice((b"", stretch * 2, stretch * 50)))


def broken(parts: dict[str, bytes], name: str, chance: random.Random) -> None:
    """Bytes of a part."""
    parts[name] = damaged_bytes(parts[name], chance)


def drop(parts: dict[str, bytes], name: str, chance: random.Random) -> None:
    """A part is gone, empty, or another one."""
    kind = chance.randrange(3)
    if kind == 0 and len(parts) > 1:
        del parts[name]
    else:
        parts[name] = b"" if kind == 1 else parts[chance.choice(list(parts))]


def damaged_bytes(data: bytes, chance: random.Random) -> bytes:
    """Some bytes changed, taken out, doubled or cut off."""
    if not data:
        return bytes([chance.randrange(256)])
    start = chance.randrange(len(data))
    end = min(len(data), start + chance.choice((1, 1, 4, 100, 5000)))
    new = chance.choice((b"", data[start:end] * 2, chance.randbytes(end - start), b"\0" * 8))
    return data[:start] if chance.random() < 0.1 else data[:start] + new + data[end:]  # noqa: PLR2004


def some_value(chance: random.Random) -> bytes:
    """A value that somebody might not expect."""
    return chance.choice(VALUES).encode()


def replace(parts: dict[str, bytes], name: str, start: int, end: int, new: bytes) -> None:
    """Put other bytes in the place of these."""
    parts[name] = parts[name][:start] + new + parts[name][end:]


def made_books() -> list[bytes]:
    """Small offices in three languages, and one that has been through the commands."""
    from estate_xl.blueprint import make_book  # noqa: PLC0415
    from estate_xl.sample import make_sample  # noqa: PLC0415
    from estate_xl.schema import Language  # noqa: PLC0415

    sample = make_sample(1, 12)
    records = {key: list(rows)[:40] for key, rows in sample.records.items()}
    books = [make_book(language, records, sample.settings) for language in Language]
    with tempfile.TemporaryDirectory() as folder:
        used = Path(folder) / "used.xlsx"
        used.write_bytes(books[0])
        for words in COMMANDS:
            run_command([words[0], str(used), *words[1:], "--quiet"])
        books.append(used.read_bytes())
    return books


def import_everything() -> None:
    """What commands import on their way, so that no fork does it again."""
    from estate_xl.actions import ACTIONS, load  # noqa: PLC0415

    for action in ACTIONS.values():
        if action.task:
            load(action.task)


if __name__ == "__main__":
    sys.exit(main())
