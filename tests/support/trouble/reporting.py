"""What came of many runs, as text on the screen and as the generated part of a document."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from estate_xl.schema import ESTATE_BOOK
from support.commands import COMMANDS, WHOLE, titles_of
from support.trouble.judging import Verdict
from support.trouble.registry import Expect

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from support.trouble.judging import Judgement
    from support.trouble.running import Case

    Found = list[tuple[Case, Judgement]]

_WORST = 30


def table(found: Found) -> str:
    """Verdicts by command."""
    counts = Counter((judgement.verdict, case.command) for case, judgement in found)
    names = _commands(found)
    lines = [f"{'':58}" + "".join(f"{name:>13}" for name in names) + f"{'all':>8}"]
    for verdict in Verdict:
        row = [counts[verdict, name] for name in names]
        lines.append(f"{verdict.value:58}" + "".join(f"{n:>13}" for n in row) + f"{sum(row):>8}")
    return "\n".join(lines)


def worst(found: Found, seed: int) -> Iterator[str]:
    """The worst cases with a command that repeats each."""
    wrong = [each for each in found if not each[1].verdict.is_right]
    ranks = list(Verdict)
    for case, judgement in sorted(wrong, key=lambda each: -ranks.index(each[1].verdict))[:_WORST]:
        where = f"--kinds {case.name} --seed {seed}"
        if case.path is not None:
            where = f"--folder {case.path.parent}"
        yield f"{judgement.verdict.value}: {judgement.why}"
        yield f"  python benchmarks/reliability.py {where} --commands {case.command}"


def sentences(found: Found) -> dict[str, list[str]]:
    """Distinct refusals, each with the files that got it."""
    said: dict[str, list[str]] = {}
    for case, judgement in found:
        if judgement.verdict is Verdict.REFUSED:
            names = said.setdefault(_general(judgement.why), [])
            if case.name not in names:
                names.append(case.name)
    return said


def document(found: Found, words: str) -> Iterator[str]:
    """Lines of the generated part of a document.

    Args:
        found: What came of each run.
        words: The command that makes them.
    """
    names = _commands(found)
    counts = Counter((judgement.verdict, case.command) for case, judgement in found)
    sources = len({case.name for case, _ in found})
    yield f"`{words}`: {sources} workbooks, {len(found)} runs.\n"
    yield from _grid(
        ["a run ended as", *names],
        [[each.value, *(str(counts[each, name]) for name in names)] for each in Verdict],
    )
    yield "\nWhat is made, and what must happen to it; the last column says what did:\n"
    yield from _grid(
        ["family", *(each.value for each in Expect), "read / refused"], _families(found)
    )
    yield "\nWhat each command may change; every other part and cell is compared and must be equal:\n"
    yield from _grid(
        ["command", "sheets made again", "columns it writes"],
        [[name, *_permits(name)] for name in names],
    )
    yield "\nEvery distinct refusal, and how many of the files got it:\n"
    for sentence, files in sentences(found).items():
        yield f"- {sentence} ({len(files)})"


def _families(found: Found) -> list[list[str]]:
    rows = []
    for family in dict.fromkeys(case.kind.family for case, _ in found if case.kind):
        held = [each for each in found if each[0].kind and each[0].kind.family == family]
        kinds = {case.name: case.expect for case, _ in held}
        expected = Counter(kinds.values())
        ended = Counter(judgement.verdict for _, judgement in held)
        read, refused = ended[Verdict.CLEAN], ended[Verdict.REFUSED]
        rows.append([family, *(str(expected[each]) for each in Expect), f"{read} / {refused}"])
    return rows


def _permits(name: str) -> tuple[str, str]:
    whole, columns = [], []
    for key, keys in COMMANDS[name].writes.items():
        title = titles_of(key)[0]
        if keys == WHOLE:
            whole.append(title)
            continue
        shown = [each.header.hant for each in ESTATE_BOOK[key].columns if each.key in keys]
        more = ["new rows"] if key in COMMANDS[name].grows else []
        columns.append(f"{title}: {'、'.join([*shown, *more])}")
    return "、".join(whole), "; ".join(columns)


def _grid(head: list[str], rows: Iterable[list[str]]) -> Iterator[str]:
    for row in (head, ["---"] * len(head), *rows):
        yield f"| {' | '.join(row)} |"


def _general(sentence: str) -> str:
    """The sentence with what differs from file to file taken out: parts, cells, counts."""
    text = re.sub(r"（[^（）]*?(?=( 讀不出來| 有兩份| 不合| 與別的|）))", "（…", sentence, count=1)
    text = re.sub(r"儲存格 [A-Z]+\d+", "儲存格 …", text)
    return re.sub(r"\d{3,}", "…", text)


def _commands(found: Found) -> list[str]:
    return [name for name in COMMANDS if any(case.command == name for case, _ in found)]
