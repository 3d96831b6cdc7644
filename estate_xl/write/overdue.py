"""Open matters into 逾期提醒, and each ticket's state and deadline back into 報事."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from estate_xl.compute.open_matters import MATTERS, days_over
from estate_xl.compute.reminders import listed_matters
from estate_xl.compute.repeats import DAYS
from estate_xl.identity.cell_blocks import Blocks, cells_at, raw_rows
from estate_xl.language import COMMA, Phrase
from estate_xl.output import visible
from estate_xl.schema import Label, terms
from estate_xl.schema.rules import rule_words
from estate_xl.times_of_day import minute_text
from estate_xl.write.record_numbers import write_cells
from estate_xl.write.result_lists import ResultList, link_to

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping

    import xlwings as xw

    from estate_xl.schema import Language
    from estate_xl.write.registers import Register

_COMING = Label("—— 今天和明天到期 ——", "— Due today and tomorrow —")
_OUT = Label("—— 退單未返回，尚未到期 ——", "— Slips sent back, not due yet —")
_SENT_BACK = Label("{at} 退回{department}", "Sent back {at}, {department}")
_REPEATED = Label(
    "{days} 天內同房號、同類別重複報事，上一件 {number}",
    "Same room and kind within {days} days: {number}",
)
_PROVISIONAL = Label("暫定：節假日表沒有這一年的安排", "Provisional: no calendar for that year")
_LED_BEFORE = Label(
    "這一周先由{before}負責；一周的巡檢由周日在任的片區管理員負責",
    "Led by {before} earlier that week; owed by the officer of its Sunday",
)
_WORDS = {label.hant: label for label in (*terms.STATES, *terms.YES_NO, *terms.TICKET_LEVELS)}
_ROW = Label("第 {row} 行", "Row {row}")
_TRADES = {trade.hant: trade for trade in terms.TRADES}
_LONGEST_ITEM = 40


def write_overdue(  # noqa: PLR0913 - the sheet, what to say, and the words to say it in
    tab: xw.Sheet,
    matters: pd.DataFrame,
    *,
    now: pd.Timestamp,
    language: Language,
    titles: Mapping[str, str],
    names: Mapping[str, str],
) -> None:
    """The matters that are over, oldest first; those due today and tomorrow; all slips still out.

    Args:
        tab: The sheet 逾期提醒 of the workbook.
        matters: Of `sort_matters`.
        now: The moment.
        language: The workbook's.
        titles: Title of each sheet in this workbook, by key.
        names: Names by staff number.
    """
    over, coming, out = listed_matters(matters, now)
    rows: list[dict[str, object]] = []
    links: list[str | None] = []
    for heading, block in ((None, over), (_COMING, coming), (_OUT, out)):
        if heading is not None and len(block):
            rows.append({"matter": heading.text(language)})
            links.append(None)
        days = days_over(block["due"], now)
        for matter, late in zip(block.to_dict("records"), days, strict=True):
            rows.append(matter_line(matter, int(late), language, names))
            place = matter_place(matter, titles)
            links.append(None if place is None else link_to(*place, 1))
    ResultList(tab, "Overdue").write(rows, {"record": links})


def matter_line(
    matter: Mapping[Hashable, object], late: int, language: Language, names: Mapping[str, str]
) -> dict[str, object]:
    """A line of 逾期提醒, by key of its columns.

    Args:
        matter: A row of the frame of matters.
        late: Calendar days over.
        language: The workbook's.
        names: Names by staff number.
    """
    owes = matter["owes"]
    return {
        "due": pd.Timestamp(str(matter["due"])).to_pydatetime(),
        "days_overdue": late,
        "matter": MATTERS[str(matter["matter"])].text(language),
        "record": _text(matter["record"]) or _row_words(matter, language),
        "zone": _text(matter["zone"]),
        "owes": names.get(str(owes), _text(owes)),
        "rule": rule_words(str(matter["rule"]), language),
        "note": _note(matter, language, names) or None,
    }


def matter_place(
    matter: Mapping[Hashable, object], titles: Mapping[str, str]
) -> tuple[str, int] | None:
    """Title of the sheet and row where a matter is recorded; None for one without a row."""
    row = _row_number(matter)
    return None if row is None else (titles[str(matter["sheet"])], row)


def _row_number(matter: Mapping[Hashable, object]) -> int | None:
    row = _text(matter["row"])
    return None if row is None else int(float(row))


def _row_words(matter: Mapping[Hashable, object], language: Language) -> str | None:
    """The name of a record without a number."""
    row = _row_number(matter)
    return None if row is None else _ROW.text(language).format(row=row)


def _note(matter: Mapping[Hashable, object], language: Language, names: Mapping[str, str]) -> str:
    """The subject of the matter; who led the zone before or has the slip; if a deadline moves."""
    place, item = (
        visible(" ".join((_text(matter[key]) or "").split())) for key in ("place", "item")
    )
    item = item.replace(terms.CODE_SEPARATOR, COMMA.text(language))
    if len(item) > _LONGEST_ITEM:
        item = f"{item[:_LONGEST_ITEM]}…"
    thing = f"{_TRADES[place].text(language) if place in _TRADES else place} {item}".strip()
    provisional = _PROVISIONAL.text(language) if matter["provisional"] is True else ""
    before = _text(matter["before"])
    led = (
        ""
        if before is None
        else _LED_BEFORE.text(language).format(before=_people(before, language, names))
    )
    reason = terms.choice_label(_text(matter["reason"]) or "").text(language)
    parts = (
        thing,
        _repeated(matter, language),
        led,
        visible(" ".join(reason.split())),
        _sent_back(matter, language),
        provisional,
    )
    return "\n".join(part for part in parts if part)


def _repeated(matter: Mapping[Hashable, object], language: Language) -> str:
    """The same report before it, where it came again."""
    number = _text(matter["repeated"])
    return (
        "" if number is None else _REPEATED.text(language).format(days=DAYS, number=visible(number))
    )


def _people(numbers: str, language: Language, names: Mapping[str, str]) -> str:
    people = [names.get(each, each) for each in numbers.split(terms.CODE_SEPARATOR)]
    return COMMA.text(language).join(map(visible, people))


def _sent_back(matter: Mapping[Hashable, object], language: Language) -> str:
    """Since when the slip is out, and at which department."""
    since = _text(matter["since"])
    if since is None:
        return ""
    at = minute_text(pd.Timestamp(since))
    department = terms.choice_label(_text(matter["department"]) or "")
    return Phrase(_SENT_BACK, {"at": at, "department": department}).text(language).rstrip(", ")


def _text(value: object) -> str | None:
    return None if value is None or value != value else str(value)  # noqa: PLR0124 - NaN


def write_states(register: Register, deadlines: pd.DataFrame, language: Language) -> list[str]:
    """狀態, 下次期限, 逾期 and 升級級別 of each ticket as values, a block for each run of rows.

    A column that is right already stays as it is, and so does one that holds formulas: it is the
    office's own. Rows that hold something else than a record stay too.

    Args:
        register: 報事.
        deadlines: Of `find_owed`, by row.
        language: The workbook's.

    Returns:
        Keys of the columns that were written.
    """
    rows = register.rows
    held = deadlines.reindex(rows)
    derived = {
        "level": [_shown(level, language) for level in held["level"]],
        "status": [_shown(state, language) for state in held["state"]],
        "next_due": [None if due is pd.NaT else due.to_pydatetime() for due in held["next_due"]],
        "overdue": [_shown(word, language) for word in held["overdue"]],
    }
    if not len(rows):
        return []
    cells = Blocks(register.tab.book)
    return [
        key
        for key, values in derived.items()
        if key in register.columns
        and _write_column(cells, register.tab, register.columns[key], rows, values)
    ]


def _shown(word: object, language: Language) -> str | None:
    text = _text(word)
    return None if text is None else _WORDS[text].text(language)


def _write_column(
    cells: Blocks, tab: xw.Sheet, column: int, rows: pd.Index, values: list[object]
) -> bool:
    first = int(rows[0])
    block = cells_at(tab, (first, column, int(rows[-1]), column))
    held = cells.values(raw_rows(block))
    if [held[row - first][0] for row in rows] == values:
        return False
    lines = _lines(block.formula)
    if any(str(lines[row - first][0]).startswith("=") for row in rows):
        return False
    write_cells(tab, column, pd.Series(values, index=rows, dtype=object))
    return True


def _lines(formulas: object) -> tuple[tuple[str, ...], ...]:
    """Values from xlwings, of one cell or of many, as rows."""
    return formulas if isinstance(formulas, tuple) else ((str(formulas),),)
