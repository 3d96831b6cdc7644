"""Cell functions: what a cell asks, answered from the workbook that the cell is in.

Excel on Windows calls these through xlwings; the names in a cell are those of
`estate_xl.addin.function_help`. An argument may be a cell or a block, and so is the answer. The
last two arguments come from VBA: a number that each calculation has for itself, and the calling
cell. The workbook is read once for each calculation. No function is volatile: what they read
besides their arguments they read anew when Excel calculates them anew.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import xlwings as xw

from estate_xl.language import Phrase, spoken_language
from estate_xl.live import answer_texts as texts
from estate_xl.live import function_answers
from estate_xl.live.busy_excel import is_busy, keep_asking
from estate_xl.live.error_log import write_log
from estate_xl.live.function_arrays import gather, spread
from estate_xl.live.function_data import Snapshots
from estate_xl.live.user_folder import data_folder

if TYPE_CHECKING:
    from collections.abc import Callable

Cells = Any
"""A cell's value or rows of them; xlwings looks at this name when it calls from Excel."""

_SNAPSHOTS = Snapshots()


def _argument(name: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Hand the argument over as rows, its error values as texts."""
    return xw.arg(name, ndim=2, err_to_str=True)


@xw.func(category="estate_xl")
@_argument("from_day")
@_argument("days")
def estate_workdays(from_day: Cells, days: Cells, calculation: Cells, caller: Cells) -> Cells:
    """ESTATE_WORKDAYS: the day that many working days after a day (R-5.4)."""
    return _answer(function_answers.workdays, (from_day, days), calculation, caller)


@xw.func(category="estate_xl")
@_argument("kind")
@_argument("category")
@_argument("from_day")
def estate_due(
    kind: Cells, category: Cells, from_day: Cells, calculation: Cells, caller: Cells
) -> Cells:
    """ESTATE_DUE: the day by which a matter is due (R-5.3 to R-5.6)."""
    return _answer(function_answers.due, (kind, category, from_day), calculation, caller)


@xw.func(category="estate_xl")
@_argument("month")
@_argument("zone")
def estate_zone_score(month: Cells, zone: Cells, calculation: Cells, caller: Cells) -> Cells:
    """ESTATE_ZONE_SCORE: a zone's score of a month (R-8.1)."""
    return _answer(function_answers.zone_score, (month, zone), calculation, caller)


@xw.func(category="estate_xl")
@_argument("month")
@_argument("staff")
def estate_month_score(month: Cells, staff: Cells, calculation: Cells, caller: Cells) -> Cells:
    """ESTATE_MONTH_SCORE: a person's total of a month (R-8.4)."""
    return _answer(function_answers.month_score, (month, staff), calculation, caller)


@xw.func(category="estate_xl")
@_argument("month")
@_argument("zone")
def estate_rank(month: Cells, zone: Cells, calculation: Cells, caller: Cells) -> Cells:
    """ESTATE_RANK: a zone's place in the forced ranking of a month (R-8.1)."""
    return _answer(function_answers.rank, (month, zone), calculation, caller)


@xw.func(category="estate_xl")
@_argument("ticket")
def estate_status(ticket: Cells, calculation: Cells, caller: Cells) -> Cells:
    """ESTATE_STATUS: the state of a ticket (R-5)."""
    return _answer(function_answers.status, (ticket,), calculation, caller)


def _answer(
    ask: Callable[..., object],
    arguments: tuple[Cells, ...],
    calculation: object,
    caller: xw.Range,
) -> object:
    """The answers in the arguments' shape; whatever goes wrong is an answer too."""
    fitting = spread(arguments)
    if fitting is None:
        return texts.SIZES_DIFFER.text(spoken_language())
    shape, cells = fitting
    keep_asking()
    try:
        snapshot = _SNAPSHOTS.of(caller.sheet.book, calculation)
        if not snapshot.is_ours:
            return gather([texts.NOT_OURS.text(spoken_language())] * len(cells), shape)
        return gather([function_answers.answer(ask, snapshot, values) for values in cells], shape)
    except Exception as error:  # noqa: BLE001 - a cell never gets a traceback
        words = Phrase(texts.EXCEL_BUSY) if is_busy(error) else _broken(error)
        return gather([words.text(spoken_language())] * len(cells), shape)


def _broken(error: Exception) -> Phrase:
    now = dt.datetime.now()  # noqa: DTZ005 - the log's times are local, as the clerk's clock
    log = write_log(data_folder(), "functions", error, now)
    return Phrase(texts.BROKEN, {"kind": type(error).__name__, "log": log.name})
