"""Every command on every troubled workbook: what is refused, what is read, what goes wrong.

    python benchmarks/reliability.py [--small] [--kinds PATTERN ...] [--seed N] [--folder DIR ...]

Makes each kind of trouble of `tests/support/trouble` from the seed and takes each workbook of the
folders, as it is and carried within the sound office;
runs every command on a copy in a process of its own with a limit of time and memory, and judges
what it did by the file it left. Prints a table, the worst cases with a command that repeats each,
and leaves with 1 if any case is wrong. `--sentences` also prints every distinct refusal.
"""

from __future__ import annotations

import argparse
import fnmatch
import os
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

for _name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"):
    os.environ.setdefault(_name, "1")
os.environ["LANGUAGE"] = "zh_TW"  # the language of the sentences that are judged
os.environ["LANGUAGE"] = "zh_TW"  # a refusal is judged by how a Chinese sentence ends
sys.path[:0] = [str(Path(__file__).resolve().parents[1] / folder) for folder in ("", "tests")]

from document import put_block  # noqa: E402

from support.commands import COMMANDS  # noqa: E402 - found by the path set above
from support.trouble import (  # noqa: E402
    KINDS,
    Expect,
    reporting,
)
from support.trouble.judging import Judgement, Verdict  # noqa: E402
from support.trouble.running import Case, run_cases, usual_answers  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SMALL = (
    "sound-office",
    "cut-off-07",
    "cut-off-33",
    "bomb-in-a-picture",
    "bomb-that-lies-about-its-size",
    "two-parts-of-one-name-sheet",
    "seventy-thousand-parts",
    "name-in-an-old-code-page",
    "entity-bomb-texts",
    "external-entity-sheet",
    "all-in-utf-16-le",
    "prefixed-tags",
    "prefixed-relations",
    "texts-in-cdata",
    "missing-sheet",
    "loop-of-relations",
    "strict",
    "really-ole-xls",
    "really-ole-encrypted",
    "really-zip-xlsb",
    "signed",
    "chart-picture-and-shape-form",
    "threaded-comment-data",
    "damaged-value-nan",
    "damaged-value-text-beyond",
    "text-surrogate-escape",
    "rich-texts",
    "cell-in-the-last-row-findings",
    "two-rows-of-one-number",
    "million-styled-rows-data",
    "dates-spelled-chinese-halves",
    "dates-from-1904",
    "numbers-as-full-width",
    "headers-in-row-7",
    "tables-renamed",
    "tables-cut-short",
    "table-at-word",
    "table-with-no-header-row",
    "formula-array",
    "formula-shared",
    "template-with-loop-of-unknown",
    "protected-sheet-findings",
    "years-without-working-days",
    "setting-days-far",
    "ticket-number-huge",
)
"""Some of each family, and what was found to go wrong once."""


_PIECES = (
    "Not made in one sitting: {known} of these runs are of earlier output that the last one went "
    "on from, with what was wrong then mended between and run again.\n"
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the cases and print what came of them."""
    options = _parser().parse_args(arguments)
    started = time.perf_counter()
    with tempfile.TemporaryDirectory(prefix="reliability-") as folder:
        cases = list(_cases(options))
        usual = usual_answers(Path(folder))
        found: list[tuple[Case, Judgement]] = []
        if options.resume is not None:
            known = judged_before(options.resume)
            found = [
                (case, known[key]) for case in cases if (key := (case.name, case.command)) in known
            ]
            cases = [case for case in cases if (case.name, case.command) not in known]
            print(f"{len(found)} runs are known, {len(cases)} are to be made", flush=True)
        for case, judgement in run_cases(cases, Path(folder), usual, options.jobs):
            found.append((case, judgement))
            if options.verbose or not judgement.verdict.is_right:
                print(
                    f"{case.name} × {case.command}: {judgement.verdict.value}: {judgement.why}",
                    flush=True,
                )
    print(f"\n{reporting.table(found)}\n")
    for line in reporting.worst(found, options.seed):
        print(line)
    if options.sentences:
        for sentence, names in reporting.sentences(found).items():
            print(f"- {sentence}\n    {', '.join(names)[:160]}")
    if options.document is not None:
        words = " ".join(["python benchmarks/reliability.py", *_told(arguments or sys.argv[1:])])
        lines = list(reporting.document(found, words))
        if options.resume is not None:
            lines.insert(1, _PIECES.format(known=len(found) - len(cases)))
        put_block(options.document, "trouble", "\n".join(lines))
    sources = len({case.name for case, _ in found})
    seconds = time.perf_counter() - started
    print(f"\n{sources} workbooks, {len(found)} runs, seed {options.seed}, {seconds:.0f} s")
    return 0 if all(judgement.verdict.is_right for _, judgement in found) else 1


def judged_before(log: Path) -> dict[tuple[str, str], Judgement]:
    """What went right in an earlier run that printed each case, by the case's name and command."""
    right = {verdict.value: verdict for verdict in Verdict if verdict.is_right}
    found = {}
    for line in log.read_text(encoding="utf-8").splitlines():
        name, _, rest = line.partition(" × ")
        command, _, rest = rest.partition(": ")
        verdict, _, why = rest.partition(": ")
        if verdict in right:
            found[name, command] = Judgement(right[verdict], why)
    return found


def _told(arguments: Sequence[str]) -> list[str]:
    """The arguments that a document repeats."""
    silent = {"--document", "docs/reliability.md", "--verbose", "--resume"}
    return [each for each in arguments if each not in silent and not each.endswith(".log")]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--small", action="store_true", help="a small fixed selection")
    parser.add_argument("--kinds", nargs="+", metavar="PATTERN", help="kinds by name, as in sh")
    parser.add_argument("--families", nargs="+", metavar="NAME", help="only kinds of these modules")
    parser.add_argument("--commands", nargs="+", choices=COMMANDS, default=list(COMMANDS))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", nargs="+", type=Path, default=[], help="workbooks of others")
    parser.add_argument("--jobs", type=int, default=2, help="runs at a time")
    parser.add_argument("--sentences", action="store_true", help="print each distinct refusal")
    parser.add_argument("--document", type=Path, help="put the figures into this document")
    parser.add_argument(
        "--resume", type=Path, metavar="LOG", help="output of --verbose to go on from"
    )
    parser.add_argument("--verbose", action="store_true", help="print each case")
    return parser


def _cases(options: argparse.Namespace) -> Iterator[Case]:
    wanted = options.kinds or (SMALL if options.small else [] if options.folder else ["*"])
    for name, kind in KINDS.items():
        if options.families and kind.family not in options.families:
            continue
        if any(fnmatch.fnmatchcase(name, pattern) for pattern in wanted):
            for command in options.commands:
                yield Case(
                    name,
                    command,
                    kind.expect,
                    kind.suffix,
                    kind.moved,
                    kind=kind,
                    seed=options.seed,
                )
    for path in (path for folder in options.folder for path in sorted(folder.glob("*.xls?"))):
        for command in options.commands:
            yield Case(path.name, command, Expect.EITHER, path.suffix, {}, path=path)
            name = f"{path.name} in an office"
            yield Case(name, command, Expect.READ, path.suffix, {}, path=path, is_carried=True)


if __name__ == "__main__":
    sys.exit(main())
