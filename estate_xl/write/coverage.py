"""Two blocks beside the list on 逾期提醒: zones × days of inspections, and who knows the owners."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import pandas as pd

from estate_xl.engine.addresses import area, parse_area
from estate_xl.identity.cell_blocks import Blocks, cells_at, used_area
from estate_xl.output import visible
from estate_xl.schema import Label, terms
from estate_xl.schema.results import (
    COMING_MARK,
    COVERAGE_DAYS,
    COVERAGE_HEADERS,
    DONE_MARK,
    MISSED_MARK,
    RECOGNITION_HEADERS,
)
from estate_xl.typed_frames import natural_key
from estate_xl.write.blocks import write_block
from estate_xl.write.plain_text import as_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import xlwings as xw

    from estate_xl.schema import Language

    Lines = Sequence[Sequence[object]]

_SEARCHED_ROWS: Final = 30
_KINDS: Final = (
    terms.DAILY_INSPECTION,
    terms.WEEKLY_INSPECTION,
    terms.SUPERVISOR_INSPECTION,
)
_RECOGNITION_TITLE: Final = Label("認知度（{month}，R-6）", "Recognition, {month} (R-6)")
_COVERAGE_TITLE: Final = Label(
    "巡檢覆蓋（R-7）　✓ 已檢　✗ 漏檢　· 未到期　空白 當天不用檢，或片區未啟用　"
    "數字：當天日檢了五個專業中的幾個",
    "Inspections (R-7): ✓ done, ✗ missed, · to come, blank: none due or the zone not in use; "
    "numbers: trades of five inspected that day",
)
_TRADES: Final = Label("日檢專業數", "Trades")


class BlockPlaces(NamedTuple):
    """Row and column of each block's header, None where the office took it away."""

    coverage: tuple[int, int] | None
    recognition: tuple[int, int] | None


def find_blocks(tab: xw.Sheet) -> BlockPlaces:
    """Where the blocks are on 逾期提醒."""
    _, _, last, right = used_area(tab)
    held = Blocks(tab.book).read(tab, (1, 1, min(last, _SEARCHED_ROWS), right))
    return BlockPlaces(_find(held, COVERAGE_HEADERS[0]), _find(held, RECOGNITION_HEADERS[0]))


def write_coverage(  # noqa: PLR0913 - the block, its moment and the names in it
    tab: xw.Sheet,
    place: tuple[int, int] | None,
    coverage: pd.DataFrame,
    now: pd.Timestamp,
    *,
    language: Language,
    zones: Mapping[str, str],
) -> None:
    """Each zone's inspections of the days up to today, a mark a day (R-7).

    A sheet without the block's header is left alone.

    Args:
        tab: The sheet 逾期提醒.
        place: Of the block's header.
        coverage: Of `InspectionDuties.gaps`.
        now: The moment; its day is the last column.
        language: The workbook's.
        zones: Names by code.
    """
    if place is None:
        return
    row, column = place
    days = pd.date_range(end=now.normalize(), periods=COVERAGE_DAYS)
    shown = [as_text(f"{day.month}/{day.day}") for day in days]
    write_block(tab, row, column + len(COVERAGE_HEADERS), [shown])
    tab.range((row - 1, column)).value = _COVERAGE_TITLE.text(language)
    marks = coverage.assign(
        day=coverage["due"].dt.normalize(), mark=_marks(coverage, now)
    ).set_index(["zone", "kind", "day"])["mark"]
    daily = coverage[coverage["trades"].gt(0)]
    trades = daily.set_index(["zone", daily["due"].dt.normalize()])["trades"]
    lines: list[list[object]] = []
    for zone in sorted(coverage["zone"].unique(), key=natural_key):
        name = as_text(visible(zones.get(zone, zone)))
        for kind in _KINDS:
            lines.append(
                [name, kind.text(language), *(marks.get((zone, kind.hant, day)) for day in days)]
            )
            if kind is terms.DAILY_INSPECTION:
                counts = (trades.get((zone, day)) for day in days)
                lines.append([name, _TRADES.text(language), *counts])
    _replace(tab, row + 1, column, len(COVERAGE_HEADERS) + COVERAGE_DAYS, lines)


def write_recognition(  # noqa: PLR0913 - the block, its month and the names in it
    tab: xw.Sheet,
    place: tuple[int, int] | None,
    known: pd.DataFrame,
    month: str,
    *,
    language: Language,
    zones: Mapping[str, str],
    names: Mapping[str, str],
) -> None:
    """Recognition of each zone and of each person checked, against the target (R-6).

    Args:
        tab: The sheet 逾期提醒.
        place: Of the block's header.
        known: Of `recognition`.
        month: Its month, `YYYY-MM`.
        language: The workbook's.
        zones: Names by code.
        names: Names by staff number.
    """
    if place is None:
        return
    row, column = place
    tab.range((row - 1, column)).value = _RECOGNITION_TITLE.text(language).format(month=month)
    keys = known["key"].map(zones).where(known["by"].eq("zone"), known["key"].map(names))
    reached = known["reached"].map({True: terms.YES.text(language), False: terms.NO.text(language)})
    shown = pd.DataFrame(
        {
            "name": keys.fillna(known["key"]).map(visible).map(as_text),
            "asked": known["asked"],
            "correct": known["correct"],
            "share": known["share"],
            "target": known["target"],
            "reached": reached.where(known["share"].notna()),
        }
    )
    lines = shown.astype(object).where(shown.notna(), None).to_numpy().tolist()
    _replace(tab, row + 1, column, len(RECOGNITION_HEADERS), lines)


def fit_print_areas(tab: xw.Sheet, places: BlockPlaces) -> None:
    """Make the sheet's three print areas, the list and the two blocks, as long as their lines.

    Print areas that the office drew itself, not these three, stay.
    """
    setup = tab.page_setup
    held = (setup.print_area or "").replace("$", "").split(",")
    areas = [parse_area(part) for part in held if part]
    if [left for _, left, _, _ in areas] != [1, *(place[1] for place in places if place)]:
        return
    lines = Blocks(tab.book).read(tab, (1, 1, *used_area(tab)[2:]))
    setup.print_area = ",".join(_as_long_as_filled(lines, each) for each in areas)


def _as_long_as_filled(lines: Lines, place: tuple[int, int, int, int]) -> str:
    top, left, _, right = place
    shown = (line[left - 1 : right] for line in lines[top - 1 :])
    filled = [row for row, line in enumerate(shown, start=top) if any(v is not None for v in line)]
    return area(top, left, max(filled, default=top), right)


def _marks(coverage: pd.DataFrame, now: pd.Timestamp) -> pd.Series:
    missed = coverage["due"].lt(now).map({True: MISSED_MARK, False: COMING_MARK})
    return missed.mask(coverage["done"], DONE_MARK)


def _replace(tab: xw.Sheet, row: int, column: int, width: int, lines: Lines) -> None:
    """Put the lines in the place of the older ones."""
    last = used_area(tab)[2]
    if last >= row:
        cells_at(tab, (row, column, last, column + width - 1)).clear_contents()
    write_block(tab, row, column, lines)


def _find(held: Lines, header: Label) -> tuple[int, int] | None:
    """Row and column of a block's header, in any language."""
    known = set(header.spellings())
    return next(
        (
            (row, column)
            for row, texts in enumerate(held, start=1)
            for column, text in enumerate(texts, start=1)
            if text in known and row > 1
        ),
        None,
    )
