"""The templates of 評分表 (a scorer's list, a zone's self-check) and of 個人得分單.

Each part of the print area is a page, which is printed once for each scorer, zone or person.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from estate_xl.blueprint import looks
from estate_xl.blueprint.form_canvas import RULED, FormCanvas, FormColumn
from estate_xl.schema import Label, Language
from estate_xl.schema.score_forms import (
    CHECKED_DEPARTMENTS,
    CHECKED_WORKERS,
    FORM_HEADING,
    SCORED,
    SLIP_HEADING,
    SLIP_LINES,
    SLIP_PARTS,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from openpyxl.worksheet.worksheet import Worksheet


_FORM_WIDTHS: Final = (5, 14, 8, 12, 8, 8, 8, 9, 10, 16)
_SLIP_WIDTHS: Final = (11, 15, 14, 11, 11, 11, 9, 14)
_ENGLISH_FORM_WIDTHS: Final = (5, 18, 10, 15, 8, 12, 8, 10, 10, 17)
_ENGLISH_SLIP_WIDTHS: Final = (12, 19, 17, 10, 10, 12, 9, 21)
_SCORE: Final = "0.00"
_POINTS: Final = "0.##"
_SHARE: Final = "0.##%"
_DAY: Final = "yyyy-mm-dd"
_LINK_INK: Final = "0563C1"

_HOW_TO_SCORE: Final = Label(
    "滿分 100 分，可以有兩位小數。評好簽字，交客戶服務中心錄入「評分錄入」。",
    "Out of 100, two decimals at most. Sign it; the service centre types it into Monthly Scores.",
)
_REMARK: Final = Label("備註、簽字", "Note, signature")
_SIGNED: Final = Label("簽字：", "Signed:")
_SELF_CHECK: Final = Label("片區小組自檢", "Zone self-check")
_DEPARTMENTS_TITLE: Final = Label(
    "一、本月片區日檢、周檢（計入部門負責人）", "1. The zone's own inspections (for the heads)"
)
_WORKERS_TITLE: Final = Label(
    "二、業主評價（計入員工）：{formula}", "2. Owners (for the workers): {formula}"
)
_HOW_TO_ADJUST: Final = Label(
    "要改的才填「調整得分」，並寫明理由；沒有理由不計入（R-8.3）。不改的留空。",
    "Fill in Adjusted only to change a score, with the reason; without one it does not count "
    "(R-8.3). Leave the others empty.",
)
_OFFICER_SIGNS: Final = Label("片區管理員簽字：", "Zone officer:")
_SUPERVISOR_SIGNS: Final = Label("客戶主管審核：", "Service supervisor:")
_SLIP: Final = Label("個人得分單", "Score slip")
_PARTS_TITLE: Final = Label("一、各項得分", "1. Parts")
_LINES_TITLE: Final = Label("二、扣分、加分和算式", "2. Deductions, bonuses and arithmetic")
_CONFIRM: Final = Label("本人已閱，無異議。簽字：", "I have read it and agree. Signed:")
_APPEAL: Final = Label(
    "本人有異議，申訴（指哪一項、為什麼）：", "I appeal against (which part, and why):"
)
_APPEAL_SIGNS: Final = Label("申訴人簽字：", "Signed:")
_ANSWER: Final = Label("管理處答復：", "Answer of the office:")
_OUT_OF: Final = Label("{rank} / {ranked}", "{rank} of {ranked}")


def draw_forms(sheet: Worksheet, language: Language) -> None:
    """Draw the template of 評分表 on an empty sheet."""
    page = FormCanvas(sheet, language, FORM_HEADING, "J")
    page.set_widths(_ENGLISH_FORM_WIDTHS if language is Language.EN else _FORM_WIDTHS)
    end = _draw_scorer(page)
    last = _draw_zone(page, end + 2)
    page.set_up_page(f"A1:J{end}")
    sheet.print_area = f"A1:J{end},A{end + 2}:J{last}"


def draw_score_slip(sheet: Worksheet, language: Language) -> None:
    """Draw the template of 個人得分單 on an empty sheet."""
    page = FormCanvas(sheet, language, SLIP_HEADING, "H")
    page.set_widths(_ENGLISH_SLIP_WIDTHS if language is Language.EN else _SLIP_WIDTHS)
    last = _draw_slip(page)
    page.set_up_page(f"A1:H{last}")


def _draw_scorer(page: FormCanvas) -> int:
    """The list of one scorer; its last row."""
    page.title(1, f"{page.named('project')} {page.named('form')} {page.named('month_title')}")
    page.put("A2", page.named("scorer"), to="F2", size=12, bold=True)
    page.put("G2", page.named("page"), to="J2", ink=looks.QUIET_INK, align="right")
    page.set_height(2, 24)
    page.note(3, _HOW_TO_SCORE)
    columns = (
        FormColumn("A", "A", "number", number_format="0"),
        FormColumn("B", "B", "department"),
        FormColumn("C", "C", "staff"),
        FormColumn("D", "D", "name"),
        FormColumn("E", "G", "post"),
        FormColumn("H", "I", "score", number_format=_SCORE),
        FormColumn("J", "J", header=_REMARK, content=""),
    )
    page.table(4, SCORED, columns, height=25)
    page.set_height(6, 10)
    page.sign(7, _SIGNED, "A", ("C", "E"))
    page.day("G7", "J7")
    return 7


def _draw_zone(page: FormCanvas, top: int) -> int:
    """The self-check of one zone; its last row."""
    language = page.language
    page.title(
        top,
        f"{page.named('project')} {_SELF_CHECK.text(language)} {page.named('month_title')}",
    )
    page.put(
        f"A{top + 1}",
        f"{page.named('zone')} {page.named('zone_name')}",
        to=f"F{top + 1}",
        size=12,
        bold=True,
    )
    officer = next(field.header for field in FORM_HEADING if field.key == "officer_name")
    shown = f"{officer.text(language)} {page.named('officer_name')} {page.named('page')}"
    page.put(f"G{top + 1}", shown, to=f"J{top + 1}", align="right")
    page.set_height(top + 1, 24)
    page.note(top + 2, _DEPARTMENTS_TITLE, bold=True)
    departments = (
        FormColumn("A", "B", "department"),
        FormColumn("C", "D", "daily", number_format="0"),
        FormColumn("E", "F", "weekly", number_format="0"),
        FormColumn("G", "H", "self_check", number_format=_SCORE),
        FormColumn("I", "J", "reason", align="left"),
    )
    page.table(top + 3, CHECKED_DEPARTMENTS, departments, height=22)
    page.set_height(top + 5, 8)
    workers_title = _WORKERS_TITLE.text(language).format(formula=page.named("arithmetic"))
    page.note(top + 6, workers_title, bold=True)
    page.note(top + 7, _HOW_TO_ADJUST)
    workers = (
        FormColumn("A", "A", "number", number_format="0"),
        FormColumn("B", "B", "department"),
        FormColumn("C", "C", "staff"),
        FormColumn("D", "D", "name"),
        FormColumn("E", "E", "visits", number_format="0"),
        FormColumn("F", "F", "dissatisfied", number_format="0"),
        FormColumn("G", "G", "sent_back", number_format="0"),
        FormColumn("H", "H", "computed", number_format=_SCORE),
        FormColumn("I", "I", "given", number_format=_SCORE),
        FormColumn("J", "J", "reason", align="left"),
    )
    page.table(top + 8, CHECKED_WORKERS, workers, height=25)
    page.set_height(top + 10, 10)
    page.sign(top + 11, _OFFICER_SIGNS, "A", ("D", "E"))
    page.day(f"G{top + 11}", f"J{top + 11}")
    page.sign(top + 12, _SUPERVISOR_SIGNS, "A", ("D", "E"))
    page.day(f"G{top + 12}", f"J{top + 12}")
    return top + 12


def _draw_slip(page: FormCanvas) -> int:
    """A person's slip; its last row."""
    language = page.language
    page.title(1, f"{page.named('project')} {_SLIP.text(language)} {page.named('month_title')}")
    headers = {field.key: field.header for field in SLIP_HEADING}
    for row, keys in ((2, ("name", "staff", "total")), (3, ("department", "post", "rank"))):
        places = (("A", "B", "C"), ("D", "E", "F"), ("G", "H", "H"))
        for (label, first, last), key in zip(places, keys, strict=True):
            format_ = _SCORE if key == "total" else "General"
            page.fact(row, (label, first, last), headers[key], _fact(page, key), format_)
        page.set_height(row, 24)
    page.note(4, page.named("note"))
    page.note(5, _PARTS_TITLE, bold=True)
    parts = (
        FormColumn("A", "B", "part"),
        FormColumn("C", "C", "scorer"),
        FormColumn("D", "D", "score", number_format=_SCORE),
        FormColumn("E", "E", "weight", number_format=_SHARE),
        FormColumn("F", "F", "points", number_format="0.00"),
        FormColumn("G", "H", "reason", align="left"),
    )
    page.table(6, SLIP_PARTS, parts, height=22)
    page.note(8, _LINES_TITLE, bold=True)
    source, target = (
        page.name(field.header) for field in SLIP_LINES.fields if field.key in {"source", "target"}
    )
    link = f'=IF("{source}"="","",HYPERLINK("#{target}","{source}"))'
    lines = (
        FormColumn("A", "A", "date", number_format=_DAY),
        FormColumn("B", "B", "subject"),
        FormColumn("C", "C", "part"),
        FormColumn("D", "F", "detail", align="left"),
        FormColumn("G", "G", "points", number_format=_POINTS),
        FormColumn("H", "H", "source", content=link, ink=_LINK_INK),
    )
    page.table(9, SLIP_LINES, lines, height=20)
    page.set_height(11, 10)
    page.sign(12, _CONFIRM, "A", ("D", "E"))
    page.day("F12", "H12")
    page.put("A13", _APPEAL, to="H13", bold=True)
    page.set_height(13, 24)
    for row in (14, 15):
        for cell in page.sheet[f"A{row}:H{row}"][0]:
            cell.border = RULED
        page.set_height(row, 26)
    page.sign(16, _APPEAL_SIGNS, "A", ("C", "D"))
    page.day("F16", "H16")
    page.sign(17, _ANSWER, "A", ("C", "H"))
    return 17


def _fact(page: FormCanvas, key: str) -> str:
    if key != "rank":
        return page.named(key)
    facts: Mapping[str, str] = {"rank": page.named("rank"), "ranked": page.named("ranked")}
    return _OUT_OF.text(page.language).format_map(facts)
