"""What a command did with a troubled workbook, and whether that was right."""

from __future__ import annotations

import enum
import json
import os
import zipfile
from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING, Any
from xml.parsers import expat

import openpyxl
from python_calamine import CalamineWorkbook

from estate_xl.files.versions import FOLDER
from support.survival import losses
from support.trouble.registry import Expect

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from support.commands import Command

SECONDS = 30
MEBIBYTES = 2048
_NO_MEMORY = ("MemoryError", "記憶體不足", "内存不足", "enough memory")
_READER_BYTES = 3 << 30
_MOST_FOR_OPENPYXL = 1_500_000
_SENTENCE_ENDS = "。！"
_SCORES = ("zones", "departments", "staff", "items")


class Verdict(enum.Enum):
    """How one run of one command on one file ended, the worst last."""

    CLEAN = "clean run"
    REFUSED = "right refusal"
    UNEXPECTED = "refused what is to be read, or read what is to be refused"
    OTHER_SCORES = "other scores than the sound office"
    POOR_SENTENCE = "refusal that is not one sentence"
    LOST = "part or feature lost"
    NOT_OPENING = "output that does not open"
    INPUT_CHANGED = "input changed on error"
    STRAY = "stray file left"
    MEMORY = "memory over 2 GiB"
    HANG = "hang over 30 s"
    TRACEBACK = "traceback"

    @property
    def is_right(self) -> bool:
        """Whether that is how it shall be."""
        return self in {Verdict.CLEAN, Verdict.REFUSED}


@dataclass
class Run:
    """One run of one command, as it was seen from outside."""

    status: int | None
    seconds: float
    mebibytes: float
    output: str
    errors: str
    before: bytes
    after: bytes
    stray: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Judgement:
    """A verdict with its reason."""

    verdict: Verdict
    why: str = ""


def judge(
    run: Run,
    command: Command,
    expect: Expect,
    moved: dict[str, str],
    usual: dict[str, Any] | None = None,
) -> Judgement:
    """Say how a run ended.

    Args:
        run: The run.
        command: Its command.
        expect: What was to happen.
        moved: Titles of sheets that do not stand under their own.
        usual: What the command prints of the sound office, None where it prints nothing.
    """
    if run.status is None:
        return Judgement(Verdict.HANG, f"stopped after {run.seconds:.0f} s")
    if any(words in run.errors for words in _NO_MEMORY) or run.mebibytes > MEBIBYTES:
        return Judgement(Verdict.MEMORY, f"{run.mebibytes:.0f} MiB")
    if run.status not in {0, 1, 2} or "Traceback" in run.errors or "內部出錯" in run.errors:
        return Judgement(Verdict.TRACEBACK, f"status {run.status}: {run.errors.strip()[-300:]}")
    if run.stray:
        return Judgement(Verdict.STRAY, ", ".join(run.stray))
    if run.status == 2:
        return _judge_refusal(run, command, expect)
    return _judge_result(run, command, expect, moved, usual)


def _judge_refusal(run: Run, command: Command, expect: Expect) -> Judgement:
    sentence = run.errors.strip()
    if run.after != run.before:
        return Judgement(Verdict.INPUT_CHANGED, sentence)
    if "\n" in sentence or not sentence.endswith(tuple(_SENTENCE_ENDS)):
        return Judgement(Verdict.POOR_SENTENCE, sentence[:300])
    lacks = any(words in sentence for words in command.needs)
    if expect in {Expect.SAME, Expect.READ} and not lacks:
        return Judgement(Verdict.UNEXPECTED, sentence)
    return Judgement(Verdict.REFUSED, sentence)


def _judge_result(
    run: Run,
    command: Command,
    expect: Expect,
    moved: dict[str, str],
    usual: dict[str, Any] | None,
) -> Judgement:
    if expect is Expect.REFUSED:
        if command.after and run.after == run.before:
            return Judgement(Verdict.CLEAN, f"stopped, as {command.after} was refused")
        return Judgement(Verdict.UNEXPECTED, f"read with status {run.status}")
    if run.after == run.before:
        return _judge_scores(run, expect, usual)
    trouble = _not_opening(run.before, run.after)
    if trouble:
        return Judgement(Verdict.NOT_OPENING, trouble)
    lost = losses(run.before, run.after, command, moved)
    if lost:
        return Judgement(Verdict.LOST, "; ".join(lost)[:600])
    return _judge_scores(run, expect, usual)


def _judge_scores(run: Run, expect: Expect, usual: dict[str, Any] | None) -> Judgement:
    if expect is Expect.SAME and usual is not None:
        different = _different(usual, json.loads(run.output))
        if different:
            return Judgement(Verdict.OTHER_SCORES, different)
    return Judgement(Verdict.CLEAN)


def _not_opening(before: bytes, after: bytes) -> str:
    """Why a reader that opened the workbook as it was does not open it as it is."""
    for name, read in READERS.items():
        trouble = _opens(read, after)
        if trouble is not None and _opens(read, before) is None:
            return f"{name}: {trouble}"
    return _torn_xml(before, after)


def _different(usual: dict[str, Any], now: dict[str, Any]) -> str:
    for name in _SCORES:
        if usual.get(name) != now.get(name):
            pairs = zip(usual.get(name, []), now.get(name, []), strict=False)
            first = next((f"{a} became {b}" for a, b in pairs if a != b), "more or fewer")
            return f"{name}: {first}"
    return ""


def _opens(read: Callable[[bytes], str | None], data: bytes) -> str | None:
    """Read in a process of its own, as a reader may take endless room or die."""
    if not hasattr(os, "fork"):
        return read(data)
    import resource  # noqa: PLC0415 - Windows has none, and no fork

    pid = os.fork()
    if pid == 0:
        os.close(2)
        resource.setrlimit(resource.RLIMIT_DATA, (_READER_BYTES, _READER_BYTES))
        resource.setrlimit(resource.RLIMIT_CPU, (2 * SECONDS, 2 * SECONDS))
        os._exit(1 if read(data) else 0)
    _, status = os.waitpid(pid, 0)
    return None if status == 0 else f"it ended with {status}"


def _by_calamine(data: bytes) -> str | None:
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(data))
        for name in book.sheet_names:
            book.get_sheet_by_name(name)
    except Exception as error:  # noqa: BLE001 - as above
        return f"{type(error).__name__}: {error}"
    return None


def _by_openpyxl(data: bytes) -> str | None:
    if len(data) > _MOST_FOR_OPENPYXL:
        return None
    try:
        openpyxl.load_workbook(BytesIO(data)).close()
    except Exception as error:  # noqa: BLE001 - as above
        return f"{type(error).__name__}: {error}"
    return None


READERS: dict[str, Callable[[bytes], str | None]] = {
    "calamine": _by_calamine,
    "openpyxl": _by_openpyxl,
}
"""Readers that are not ours: None, or why one could not open a file."""


def _torn_xml(before: bytes, after: bytes) -> str:
    """The first changed part that is no XML."""
    with zipfile.ZipFile(BytesIO(before)) as old, zipfile.ZipFile(BytesIO(after)) as new:
        checksums = {info.filename: info.CRC for info in old.infolist()}
        for info in new.infolist():
            if checksums.get(info.filename) == info.CRC or not info.filename.endswith(
                (".xml", ".rels")
            ):
                continue
            try:
                expat.ParserCreate().Parse(new.read(info), True)  # noqa: FBT003 - its signature
            except expat.ExpatError as error:
                return f"{info.filename}: {error}"
    return ""


def stray_files(folder: Path, book: Path, leaves: tuple[str, ...] = ()) -> list[str]:
    """What a clerk would wonder about: all but the book, its backups and what is `leaves`."""
    known = {
        FOLDER,
        book.name,
        f"{book.name}.bak",
        *(f"{book.name}.{number}.bak" for number in (2, 3)),
    }
    names = (each.name for each in folder.iterdir())
    return sorted(name for name in names if name not in known and not name.endswith(leaves))
