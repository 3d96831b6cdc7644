"""The template of 考核: what a director signs and headquarters gets.

All sections share one grid of columns, A to Q, that of the longest: staff. Above each marked row
stands its header and below it a thin closing row, so that ranges from header to closing row grow
with the rows inserted between. Formulas hold no function younger than Excel 2010.

    zone owner part  = 100 − deduction × complaints + bonus × commendations, within floor and ceiling
    zone score       = inspection weight × inspection part + owner weight × owner part
    total            = sum of part × weight; blank while a weighted part is missing
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from openpyxl.styles import Alignment, Border, Side
from openpyxl.worksheet.properties import PageSetupProperties

from estate_xl.schema.appraisal import (
    DEPARTMENT_ZONES,
    DEPARTMENTS,
    HEADING,
    REMARKS,
    STAFF,
    ZONES,
    Section,
)
from estate_xl.schema.model import Label
from estate_xl.schema.terms import WORKER, ZONE_OFFICER
from estate_xl.write.blueprint import looks

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

    from estate_xl.schema.model import Language

_WIDTHS: Final = (6, 15, 15, 9.5, 10.5, 9, 5.5, 9, 5.5, 9, 5.5, 9, 5.5, 9, 5.5, 9, 26)
_LAST: Final = "Q"
_SCORE: Final = "0.00"
_SHARE: Final = "0%"
_PARAMETER_ROW: Final = 4
_WEIGHTS: Final = ("$A$4", "$C$4")
_THIN: Final = Side(style="thin", color=looks.LINE)
_FIRM: Final = Side(style="medium", color=looks.INK)

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
    "各片區綜合評分、自檢得分的平均，明細見第四部分", "Means over the zones of part 4"
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
_REMARKS_TITLE: Final = Label("五、備註", "5. Remarks")
_REMARKS_NOTE: Final = Label("缺什麼，為什麼", "What is missing, and why")
_SIGNERS: Final = (
    (Label("編制", "Prepared by"), "A", "E"),
    (Label("審核", "Reviewed by"), "F", "K"),
    (Label("批準", "Approved by"), "L", "Q"),
)
_DATE: Final = Label("日期：　　　　年　　月　　日", "Date:")
_PAGES: Final = Label("第 &P 頁，共 &N 頁", "Page &P of &N")


def draw(sheet: Worksheet, language: Language) -> None:
    """Draw the template on an empty sheet."""
    _Drawing(sheet, language).draw()


class _Drawing:
    """The sheet, drawn from top to bottom."""

    def __init__(self, sheet: Worksheet, language: Language) -> None:
        self._sheet = sheet
        self._language = language
        self._heading = {field.key: field.header for field in HEADING}

    def draw(self) -> None:
        for column, width in enumerate(_WIDTHS, start=1):
            letter = self._sheet.cell(1, column).column_letter
            self._sheet.column_dimensions[letter].width = width
        self._draw_title()
        self._draw_parameters()
        self._draw_zones()
        self._draw_departments()
        self._draw_staff()
        self._draw_detail()
        self._draw_remarks()
        self._draw_signatures()
        self._set_up_page()

    def _draw_title(self) -> None:
        project, month = self._name("project"), self._name("month_title")
        title = f"{project} {_FORM.text(self._language)} {month}"
        self._put("A1", title, to="Q1", size=18, bold=True, ink=looks.INK, align="center")
        self._put("A2", self._name("office"), to="H2", size=11, bold=True)
        self._put("I2", _SCALE, to="Q2", size=9, ink=looks.QUIET_INK, align="right")
        for cell in self._sheet["A2:Q2"][0]:
            cell.border = Border(bottom=_FIRM)
        self._height(1, 32)
        self._height(2, 20)

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
            label = self._heading[key]
            self._put(f"{first}3", label, to=f"{last}3", size=9, ink=looks.QUIET_INK, align="center")
            place = f"{first}{_PARAMETER_ROW}"
            self._put(
                place,
                self._name(key),
                to=f"{last}{_PARAMETER_ROW}",
                number_format=number_format,
                align="center",
                boxed=True,
            )
        self._put("L3", _ARITHMETIC, to="Q4", size=9, ink=looks.QUIET_INK)
        self._height(3, 26)
        self._height(_PARAMETER_ROW, 18)

    def _draw_zones(self) -> None:
        table = _Table(self, 5, ZONES, _ZONES_TITLE, _ZONES_NOTE)
        table.column("A", "rank", _ZONE_RANK, number_format="0", bold=True)
        table.column("B", "zone", marked=True)
        table.column("C", "name", align="left")
        table.column("D", "officer")
        table.column("E", "officer_name")
        table.column("F", "inspection", number_format=_SCORE)
        table.weight("G", "zone_inspection_weight")
        table.column("H", "complaints", number_format="0")
        table.column("I", "commendations", number_format="0", header_size=8)
        table.column("J", "owner", _OWNER, number_format=_SCORE)
        table.weight("K", "zone_owner_weight")
        table.column("L", "score", _ZONE_SCORE, number_format=_SCORE, bold=True)
        table.column("M", "code_order", number_format="0", quiet=True)
        table.column("N", "visits", number_format="0.0%")
        table.column("O", "tie_break", to="P")
        table.column("Q", "reason", align="left")

    def _draw_departments(self) -> None:
        table = _Table(self, 9, DEPARTMENTS, _DEPARTMENTS_TITLE, _DEPARTMENTS_NOTE)
        table.column("A", "department", to="B", marked=True, align="left")
        table.column("C", "composite", _mean_over_zones("L"), number_format=_SCORE, bold=True)
        table.column("D", "self_check", _mean_over_zones("N"), to="E", number_format=_SCORE)

    def _draw_staff(self) -> None:
        language = self._language
        worker, officer = WORKER.text(language), ZONE_OFFICER.text(language)
        zone = self._name("zone", STAFF)
        supervisor = self._name("supervisor", STAFF)
        table = _Table(self, 13, STAFF, _STAFF_TITLE, _STAFF_NOTE)
        table.column("A", "rank", _STAFF_RANK, number_format="0")
        table.column("B", "department", marked=True, align="left")
        table.column("C", "post", align="left")
        table.column("D", "staff")
        table.column("E", "name")
        table.column("F", "self", number_format=_SCORE)
        table.column(
            "H",
            "zone",
            f'=IF(N(I{_S})=0,"",IF(C{_S}="{worker}","{zone}",'
            f'IFERROR(AVERAGEIFS($D$10:$D$12,$A$10:$A$12,B{_S}),"")))',
            number_format=_SCORE,
        )
        table.column(
            "J",
            "supervisor",
            f'=IF(AND(C{_S}="{officer}",COUNTIFS($D$6:$D$8,D{_S})>0),'
            f'IFERROR(AVERAGEIFS($L$6:$L$8,$D$6:$D$8,D{_S}),""),"{supervisor}")',
            number_format=_SCORE,
        )
        table.column(
            "L",
            "head_composite",
            f'=IF(N(M{_S})>0,IFERROR(AVERAGEIFS($C$10:$C$12,$A$10:$A$12,B{_S}),""),"")',
            number_format=_SCORE,
        )
        table.column("N", "director", number_format=_SCORE)
        for letter, key in zip("GIKMO", _PART_KEYS, strict=True):
            table.column(letter, f"{key}_weight", header=_WEIGHT, number_format=_SHARE, quiet=True)
        table.column("P", "total", _TOTAL, number_format=_SCORE, bold=True)
        table.column("Q", "missing", align="left")

    def _draw_detail(self) -> None:
        table = _Table(self, 17, DEPARTMENT_ZONES, _DETAIL_TITLE, _DETAIL_NOTE)
        table.column("A", "department", to="B", marked=True, align="left")
        table.column("C", "name", align="left")
        table.column("D", "zone", to="E")
        table.column("F", "inspection", number_format=_SCORE)
        table.weight("G", "zone_inspection_weight")
        table.column("H", "complaints", number_format="0")
        table.column("I", "commendations", number_format="0", header_size=8)
        table.column("J", "owner", _OWNER.replace("8", _D), number_format=_SCORE)
        table.weight("K", "zone_owner_weight")
        table.column("L", "composite", _COMPOSITE, to="M", number_format=_SCORE, bold=True)
        table.column("N", "self_check", to="O", number_format=_SCORE)
        table.column("P", "reason", to="Q", align="left")
