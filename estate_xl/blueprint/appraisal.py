"""The template of 考核: what a director signs and headquarters gets.

All sections share one grid of columns, A to Q, that of the longest: staff. Above each marked row
is its header and below it a thin closing row, so that ranges from header to closing row grow
with the rows inserted between. Formulas hold no function younger than Excel 2010.

    owner part       = 100 − deduction × complaints + bonus × commendations, floor to ceiling
    zone score       = inspection weight × inspection part + owner weight × owner part
    officer's part   = zone scores weighted by the days on which the officer led them
    total            = sum of part × weight; blank while a weighted part is missing
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from openpyxl.styles import Border, Side

from estate_xl.blueprint import appraisal_formulas as formulas
from estate_xl.blueprint import looks
from estate_xl.blueprint.mail import Canvas
from estate_xl.language import Label, Language
from estate_xl.schema.appraisal import (
    DEPARTMENT_ZONES,
    DEPARTMENTS,
    HEADING,
    OFFICER_DAYS,
    REMARKS,
    STAFF,
    ZONES,
)
from estate_xl.schema.terms import WORKER, ZONE_OFFICER
from estate_xl.write.expressions import identifier

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

    from estate_xl.schema.appraisal import Section

_WIDTHS: Final = (6, 15, 15, 9.5, 10.5, 9, 5.5, 9, 5.5, 9, 5.5, 9, 5.5, 9, 5.5, 9, 26)
_ENGLISH_WIDTHS: Final = (6, 21, 23, 10, 12, 10, 6, 11, 13, 11, 6, 11, 6, 9, 6, 9, 24)
_LAST: Final = "Q"
_SCORE: Final = "0.00"
_SHARE: Final = "0%"
_PARAMETER_ROW: Final = 4
_PART_KEYS: Final = ("self", "zone", "supervisor", "head_composite", "director")
_HEADER_HEIGHT: Final = 34
_CLOSING_HEIGHT: Final = 5
_HEADERS: Final = {field.key: field.header for field in HEADING}
_STAFF_HEADERS: Final = {field.key: field.header for field in STAFF.fields}

_FORM: Final = Label("月度考核表", "Monthly Appraisal")
_SCALE: Final = Label(
    "滿分 100，各項得分四捨五入到小數後兩位", "Out of 100, each score rounded to two decimals"
)
_ARITHMETIC: Final = Label(
    "片區得分＝巡檢比重×巡檢得分＋業主比重×業主評價；業主評價＝100－扣分×投訴次數＋加分×表揚次數",
    "Zone score = inspection weight × part + owner weight × part; "
    "owner part = 100 − deduction × complaints + bonus × commendations",
)
_WEIGHT: Final = Label("比重", "Wt.")
_ZONES_TITLE: Final = Label("一、片區強制排序", "1. Forced ranking of the zones")
_ZONES_NOTE: Final = Label(
    "同分依次比較：業主評價、投訴次數、巡檢得分、回訪認可率、編號次序",
    "Ties: owner part, fewer complaints, inspection part, visits approved, code order",
)
_DEPARTMENTS_TITLE: Final = Label("二、部門綜合", "2. Departments")
_DEPARTMENTS_NOTE: Final = Label(
    "綜合評分：{{ 綜合口徑 }}；自檢得分：各片區平均；明細見第四部分",
    "Composite: {{ Composite_basis }}; self-check: mean over the zones; see part 4",
)
_STAFF_TITLE: Final = Label("三、員工月度評分", "3. Staff")
_STAFF_NOTE: Final = Label(
    "總分＝各項得分×比重之和；缺項者沒有總分；名次在本部門內排列，同分並列",
    "Total = sum of part × weight; none while a part is missing; ranked within the department",
)
_DETAIL_TITLE: Final = Label("四、部門各片區明細", "4. Departments in each zone")
_DETAIL_NOTE: Final = Label(
    "主管周檢和業主評價計入綜合評分，片區日檢、周檢計入自檢得分",
    "Supervisor inspections and owners make the composite, zone inspections the self-check",
)
_DAYS_TITLE: Final = Label("五、片區管理員負責天數", "5. Days on which officers led zones")
_DAYS_NOTE: Final = Label(
    "主管級評分＝片區得分按天數加權平均；沒有得分的片區不計",
    "Supervisor score = mean of the zone scores weighted by days; zones without a score left out",
)
_REMARKS_TITLE: Final = Label("六、備註", "6. Remarks")
_REMARKS_NOTE: Final = Label(
    "更正、缺少、未計入或月內變更", "Corrected, missing, not counted, or changed in the month"
)
_SIGNERS: Final = (
    (Label("編制", "Prepared by"), "A", "E"),
    (Label("審核", "Reviewed by"), "F", "K"),
    (Label("批準", "Approved by"), "L", "Q"),
)
_DATE: Final = Label("日期：　　　　年　　月　　日", "Date:")
_COLON: Final = Label("：", ": ")


def draw(sheet: Worksheet, language: Language) -> None:
    """Draw the template on an empty sheet."""
    _Drawing(sheet, language).draw()


class _Drawing(Canvas):
    """The sheet, drawn from top to bottom."""

    def draw(self) -> None:
        self.set_widths(_ENGLISH_WIDTHS if self.language is Language.EN else _WIDTHS)
        self._draw_title()
        self._draw_parameters()
        self._draw_zones()
        self._draw_departments()
        self._draw_staff()
        self._draw_detail()
        self._draw_days()
        self._draw_remarks()
        self._draw_signatures()
        self.set_up_page(f"A1:{_LAST}{formulas.REMARKS_AT + 5}", landscape=True, titles="1:2")
        self.sheet.freeze_panes = "A3"

    def _draw_title(self) -> None:
        project, month = self.name(_HEADERS["project"]), self.name(_HEADERS["month_title"])
        title = f"{project} {_FORM.text(self.language)} {month}"
        self.put("A1", title, to="Q1", size=18, bold=True, ink=looks.INK, align="center")
        self.put("A2", self.name(_HEADERS["office"]), to="D2", size=11, bold=True)
        self.put("E2", self.name(_HEADERS["state"]), to="J2", size=11, bold=True, align="center")
        self.put("K2", _SCALE, to="Q2", size=9, ink=looks.QUIET_INK, align="right")
        for cell in self.sheet["A2:Q2"][0]:
            cell.border = Border(bottom=Side(style="medium", color=looks.INK))
        self.set_height(1, 32)
        self.set_height(2, 20)

    def _draw_parameters(self) -> None:
        """Value cells, to which formulas refer absolutely."""
        places = (
            ("zone_inspection_weight", "A", "B", _SHARE),
            ("zone_owner_weight", "C", "C", _SHARE),
            ("complaint_deduction", "D", "E", "General"),
            ("commendation_bonus", "F", "G", "General"),
            ("owner_score_floor", "H", "I", "General"),
            ("owner_score_ceiling", "J", "K", "General"),
        )
        for key, first, last, number_format in places:
            label = _HEADERS[key]
            self.put(f"{first}3", label, to=f"{last}3", size=9, ink=looks.QUIET_INK, align="center")
            place = f"{first}{_PARAMETER_ROW}"
            self.put(
                place,
                self.name(label),
                to=f"{last}{_PARAMETER_ROW}",
                number_format=number_format,
                align="center",
                boxed=True,
            )
        self.put("L3", _ARITHMETIC, to="Q4", size=9, ink=looks.QUIET_INK)
        self.set_height(3, 26)
        self.set_height(_PARAMETER_ROW, 18)

    def _draw_zones(self) -> None:
        row = formulas.ZONES_AT + 2
        table = _Table(self, formulas.ZONES_AT, ZONES, _ZONES_TITLE, _ZONES_NOTE)
        table.column("A", "rank", formulas.zone_rank(row), number_format="0", bold=True)
        table.column("B", "zone", marked=True)
        table.column("C", "name", align="left")
        table.column("D", "officer")
        table.column("E", "officer_name")
        table.part("F", "G", "inspection", None, "zone_inspection_weight")
        table.column("H", "complaints", number_format="0")
        table.column("I", "commendations", number_format="0")
        table.part("J", "K", "owner", formulas.owner(row), "zone_owner_weight")
        table.column("L", "score", formulas.weighted(row), number_format=_SCORE, bold=True)
        table.column("M", "code_order", number_format="0", quiet=True)
        table.column("N", "visits", number_format="0.0%")
        table.column("O", "tie_break", to="P")
        table.column("Q", "reason", align="left")

    def _draw_departments(self) -> None:
        row = formulas.DEPARTMENTS_AT + 2
        table = _Table(
            self, formulas.DEPARTMENTS_AT, DEPARTMENTS, _DEPARTMENTS_TITLE, _DEPARTMENTS_NOTE
        )
        table.column("A", "department", to="B", marked=True, align="left")
        table.column(
            "C", "composite", formulas.over_zones("L", row), number_format=_SCORE, bold=True
        )
        table.column("D", "self_check", formulas.over_zones("N", row), to="E", number_format=_SCORE)

    def _draw_staff(self) -> None:
        row = formulas.STAFF_AT + 2
        table = _Table(self, formulas.STAFF_AT, STAFF, _STAFF_TITLE, _STAFF_NOTE)
        table.column("A", "rank", formulas.staff_rank(row), number_format="0")
        table.column("B", "department", marked=True, align="left")
        table.column("C", "post", align="left")
        table.column("D", "staff")
        table.column("E", "name")
        table.column("F", "self", number_format=_SCORE)
        table.column("H", "zone", self._zone_part(row), number_format=_SCORE)
        table.column("J", "supervisor", self._supervisor_part(row), number_format=_SCORE)
        table.column("L", "head_composite", formulas.head_composite(row), number_format=_SCORE)
        table.column("N", "director", number_format=_SCORE)
        for letter, key in zip(formulas.WEIGHT_COLUMNS, _PART_KEYS, strict=True):
            table.column(letter, f"{key}_weight", header=_WEIGHT, number_format=_SHARE, quiet=True)
        table.column("P", "total", formulas.total(row), number_format=_SCORE, bold=True)
        table.column("Q", "missing", align="left")

    def _draw_detail(self) -> None:
        row = formulas.DETAIL_AT + 2
        table = _Table(self, formulas.DETAIL_AT, DEPARTMENT_ZONES, _DETAIL_TITLE, _DETAIL_NOTE)
        table.column("A", "department", to="B", marked=True, align="left")
        table.column("C", "name", align="left")
        table.column("D", "zone", to="E")
        table.part("F", "G", "inspection", None, "zone_inspection_weight")
        table.column("H", "complaints", number_format="0")
        table.column("I", "commendations", number_format="0")
        table.part("J", "K", "owner", formulas.owner(row), "zone_owner_weight")
        table.column(
            "L", "composite", formulas.weighted(row), to="M", number_format=_SCORE, bold=True
        )
        table.column("N", "self_check", to="O", number_format=_SCORE)
        table.column("P", "reason", to="Q", align="left")

    def _draw_days(self) -> None:
        row = formulas.DAYS_AT + 2
        table = _Table(self, formulas.DAYS_AT, OFFICER_DAYS, _DAYS_TITLE, _DAYS_NOTE)
        table.column("A", "staff", to="B", marked=True)
        table.column("C", "name")
        table.column("D", "zone", to="E")
        table.column("F", "zone_name", to="K", align="left")
        table.column("L", "days", to="M", number_format="0")
        table.column("N", "score", formulas.led_score(row), to="O", number_format=_SCORE)

    def _draw_remarks(self) -> None:
        row = formulas.REMARKS_AT + 1
        self.section_title(formulas.REMARKS_AT, _REMARKS_TITLE, _REMARKS_NOTE)
        number, text = (self.name(field.header) for field in REMARKS.fields)
        self.put(
            f"A{row}", self.marked(REMARKS, number), number_format="0", align="center", boxed=True
        )
        self.put(f"B{row}", text, to=f"{_LAST}{row}", align="left", boxed=True)
        self.set_height(row, 17)
        self.set_height(row + 1, _CLOSING_HEIGHT)

    def _draw_signatures(self) -> None:
        row = formulas.REMARKS_AT + 4
        for label, first, last in _SIGNERS:
            text = f"{label.text(self.language)}{_COLON.text(self.language)}"
            self.put(f"{first}{row}", text, bold=True, wrap=False)
            self.put(f"{first}{row + 1}", _DATE, size=10, wrap=False)
            for cell in self.sheet[f"{first}{row}:{last}{row}"][0][1:-1]:
                cell.border = Border(bottom=Side(style="thin"))
        self.set_height(row, 30)
        self.set_height(row + 1, 22)

    def _zone_part(self, row: int) -> str:
        given = self.name(_STAFF_HEADERS["zone"])
        checks, departments = (
            formulas.span("D", formulas.DEPARTMENTS_AT),
            formulas.span("A", formulas.DEPARTMENTS_AT),
        )
        return (
            f'=IF(N(I{row})=0,"",IF(C{row}="{WORKER.text(self.language)}","{given}",'
            f'IFERROR(AVERAGEIFS({checks},{departments},B{row}),"")))'
        )

    def _supervisor_part(self, row: int) -> str:
        given = self.name(_STAFF_HEADERS["supervisor"])
        officers, days, scores = (formulas.span(letter, formulas.DAYS_AT) for letter in "ALN")
        post = ZONE_OFFICER.text(self.language)
        scored = f"({officers}=D{row})*ISNUMBER({scores}),{days}"
        mean = f"SUMPRODUCT({scored},{scores})/SUMPRODUCT({scored})"
        return (
            f'=IF(AND(C{row}="{post}",COUNTIFS({officers},D{row})>0),'
            f'IFERROR(ROUND({mean},2),""),"{given}")'
        )

    def section_title(self, row: int, title: Label, note: Label) -> None:
        """A section's title, with what it tells in small print."""
        self.put(f"A{row}", title, to=f"E{row}", size=12, bold=True, ink=looks.INK, wrap=False)
        self.put(f"F{row}", note, to=f"{_LAST}{row}", size=9, ink=looks.QUIET_INK, align="right")
        self.set_height(row, 24)

    def marked(self, section: Section, content: str) -> str:
        """The content of a cell that marks its row."""
        return f"{{% for {identifier(section.name.text(self.language))} %}}{content}"


class _Table:
    """A section: its title, header, marked row and closing row."""

    def __init__(
        self, drawing: _Drawing, top: int, section: Section, title: Label, note: Label
    ) -> None:
        self._drawing = drawing
        self._header, self._row = top + 1, top + 2
        self._section = section
        self._headers = {field.key: field.header for field in section.fields}
        drawing.section_title(top, title, note)
        drawing.set_height(self._header, _HEADER_HEIGHT)
        drawing.set_height(self._row, 17)
        drawing.set_height(top + 3, _CLOSING_HEIGHT)

    def column(  # noqa: PLR0913 - all that a column can look like
        self,
        letter: str,
        key: str,
        formula: str | None = None,
        *,
        to: str | None = None,
        header: Label | None = None,
        marked: bool = False,
        number_format: str = "General",
        align: str = "center",
        bold: bool = False,
        quiet: bool = False,
    ) -> None:
        """A column: its header above, its value or formula in the marked row."""
        self._put_header(letter, header or self._headers[key], to, quiet=quiet)
        content = formula or self._drawing.name(self._headers[key])
        if marked:
            content = self._drawing.marked(self._section, content)
        self._put_cell(letter, content, to, number_format, align, bold=bold, quiet=quiet)

    def part(self, letter: str, beside: str, key: str, formula: str | None, weight: str) -> None:
        """A part of a score, its weight beside the header."""
        self._put_header(letter, self._headers[key], None)
        share = self._drawing.name(_HEADERS[weight])
        self._put_header(beside, share, None, number_format=_SHARE, quiet=True)
        content = formula or self._drawing.name(self._headers[key])
        self._put_cell(letter, content, beside, _SCORE, "center")

    def _put_header(
        self,
        letter: str,
        content: str | Label,
        to: str | None,
        *,
        number_format: str = "General",
        quiet: bool = False,
    ) -> None:
        self._drawing.put(
            f"{letter}{self._header}",
            content,
            to=f"{to or letter}{self._header}",
            size=8 if quiet else 9,
            bold=not quiet,
            ink=looks.QUIET_INK if quiet else looks.INK,
            fill=looks.PLAIN_HEADER,
            align="center",
            number_format=number_format,
            boxed=True,
        )

    def _put_cell(  # noqa: PLR0913 - all that a cell can look like
        self,
        letter: str,
        content: str,
        to: str | None,
        number_format: str,
        align: str,
        *,
        bold: bool = False,
        quiet: bool = False,
    ) -> None:
        self._drawing.put(
            f"{letter}{self._row}",
            content,
            to=f"{to or letter}{self._row}",
            size=8 if quiet else 10,
            bold=bold,
            ink=looks.QUIET_INK if quiet else None,
            align=align,
            number_format=number_format,
            boxed=True,
        )
