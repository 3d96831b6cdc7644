"""The line of 首頁 that says at which step of the month the office is: live formulas.

The month is the last one of 月度記錄 that is not reported yet, else the later one of its last line
and of 評分錄入's. Functions alone that every Excel, WPS and LibreOffice has, and no array that
spills; nothing is volatile, so that a look changes no file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from estate_xl.engine.addresses import column_letters, quoted_title
from estate_xl.language import Label
from estate_xl.schema import ESTATE_BOOK
from estate_xl.schema.mail import SENT
from estate_xl.schema.months import APPROVED, REPORTED

if TYPE_CHECKING:
    from estate_xl.schema import Language

LAST_LINE: Final = 5000
"""The last row of a list that is looked at."""
_SCORES: Final = Label("備考 {done}/{all} 人有分", "scores {done}/{all}")
_NO_SCORES: Final = Label("備考 未開始", "scores not begun")
_COMPUTED: Final = Label("月度考核", "appraisal")
_APPROVED: Final = Label("審定", "approval")
_REPORTED: Final = Label("上報", "report")
_ARROW: Final = "  →  "
_DONE: Final = " ✓"
_VERSION: Final = Label("（更正 第 {version} 版）", " (version {version})")


def month_formula(language: Language) -> str:
    """The month that the office works on, as `2026-10`; empty before there is one."""
    noted, typed = (
        _last("MonthRecords", "month", language),
        _last("MonthlyScores", "month", language),
    )
    text = f'IFERROR(TEXT({typed},"yyyy-mm"),"")'
    line = f'IFERROR({noted},"")'
    state = f'IFERROR({_last("MonthRecords", "state", language)},"")'
    is_open = f'AND({line}<>"",{state}<>{_quoted(REPORTED.text(language))})'
    return f"=IF({is_open},{line},IF({text}>{line},{text},{line}))"


def steps_formula(month: str, language: Language) -> str:
    """The steps of that month, each with a tick once it is taken.

    Args:
        month: Address of the cell with the month.
        language: Of the workbook.
    """
    of_month = f'(TEXT({_area("MonthlyScores", "month", language)},"yyyy-mm")={month})'
    given = "+".join(
        f'({_area("MonthlyScores", key, language)}<>"")'
        for key in ("self", "supervisor", "director")
    )
    everybody = f"SUMPRODUCT(--{of_month})"
    done = f"SUMPRODUCT({of_month}*(({given})>0))"
    before, between, after = _parted(_SCORES.text(language), "done", "all")
    begun = "&".join([_quoted(before), done, _quoted(between), everybody, _quoted(after)])
    scores = f"IF({everybody}=0,{_quoted(_NO_SCORES.text(language))},{begun})"
    state = f'IFERROR({_of_month("state", month, language)},"")'
    version = f"IFERROR({_of_month('version', month, language)},1)"
    approved, reported = (_quoted(each.text(language)) for each in (APPROVED, REPORTED))
    since = f"IFERROR({_of_month('approved', month, language)},0)"
    mailed = "*".join(
        (
            f"({_area('MailLog', 'month', language)}={month})",
            f"({_area('MailLog', 'state', language)}={_quoted(SENT.text(language))})",
            f"({_area('MailLog', 'at', language)}>{since})",
        )
    )
    steps = (
        (_COMPUTED, f'{state}<>""'),
        (_APPROVED, f"OR({state}={approved},{state}={reported})"),
        (
            _REPORTED,  # the mail log is typed by hand, and no command may have run since
            f"OR({state}={reported},AND({state}={approved},SUMPRODUCT({mailed})>0))",
        ),
    )
    taken = "&".join(
        f'{_quoted(_ARROW + step.text(language))}&IF({is_taken},{_quoted(_DONE)},"")'
        for step, is_taken in steps
    )
    first, last = _VERSION.text(language).split("{version}")
    corrected = f'IF({version}>1,{_quoted(first)}&{version}&{_quoted(last)},"")'
    return f'=IF({month}="","",{scores}&{taken}&{corrected})'


def _parted(text: str, *names: str) -> list[str]:
    """The pieces of a text around its names in braces."""
    pieces = []
    for name in names:
        before, _, text = text.partition(f"{{{name}}}")
        pieces.append(before)
    return [*pieces, text]


def _last(sheet: str, column: str, language: Language) -> str:
    """What the last line of a sheet holds there, an error where there is none."""
    filled = _area(sheet, "month", language)
    return f'LOOKUP(2,1/({filled}<>""),{_area(sheet, column, language)})'


def _of_month(column: str, month: str, language: Language) -> str:
    """What the last version of a month holds there."""
    months = _area("MonthRecords", "month", language)
    return f"LOOKUP(2,1/({months}={month}),{_area('MonthRecords', column, language)})"


def _area(sheet: str, column: str, language: Language) -> str:
    declared = ESTATE_BOOK[sheet]
    keys = [each.key for each in declared.columns]
    letters = column_letters(keys.index(column) + 1)
    title = quoted_title(declared.title.text(language))
    return f"{title}!${letters}${declared.header_row + 1}:${letters}${LAST_LINE}"


def _quoted(text: str) -> str:
    doubled = text.replace('"', '""')
    return f'"{doubled}"'
