"""The template of the work-order slip: one A4 page, three copies to cut apart (R-5.1 to R-5.4).

The upper half of a copy is printed, with the names of the Tickets columns; the lower half is for
the hand of the department, the customer and who makes the return visit, and prints what the row
already holds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from openpyxl.styles import Border, Side

from estate_xl.blueprint import looks
from estate_xl.blueprint.mail import Canvas
from estate_xl.schema import ESTATE_BOOK, Kind, Label
from estate_xl.schema.appraisal import HEADING
from estate_xl.schema.slips import (
    JOINT_BOX,
    METHOD_BOX,
    QR,
    RATING_BOX,
    REPEATED,
    REPRINT,
    VISIT_BOX,
)

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

    from estate_xl.schema import Language

_WIDTHS: Final = (11, 18, 11, 17, 11, 17, 12)
_LAST: Final = "G"
_HEIGHTS: Final = (22, 18, 18, 18, 18, 30, 19, 19, 23, 23, 24, 21, 18, 18, 18, 12)
_COPY_ROWS: Final = len(_HEIGHTS)
_PRINTED: Final = (
    ("ticket", "registered", "receptionist"),
    ("zone", "room", "kind"),
    ("customer", "phone", "channel"),
    ("department", "dispatched"),
)
_BY_HAND: Final = (("collected_by", "collected", "worker"), ("arrived", "completed", "returned"))
_COLUMNS: Final = {column.key: column for column in ESTATE_BOOK["Tickets"].columns}
_MOMENT: Final = "yyyy-mm-dd hh:mm"

_TITLE: Final = Label("報事單", "Work order")
_COPIES: Final = (
    Label("第一聯　前臺存根", "Copy 1: front desk"),
    Label("第二聯　部門", "Copy 2: department"),
    Label("第三聯　部門", "Copy 3: department"),
)
_CHECKERS: Final = Label("客服、工程\n驗收人", "Service,\nengineering")
_SIGNATURE: Final = Label("客戶簽字", "Signed")
_CUT: Final = Label("✂　沿此線裁開　✂", "✂  cut here  ✂")


def draw(sheet: Worksheet, language: Language) -> None:
    """Draw the template on an empty sheet."""
    slip = _Slip(sheet, language)
    slip.set_widths(_WIDTHS)
    for number, copy in enumerate(_COPIES):
        slip.draw_copy(1 + number * _COPY_ROWS, copy, is_last=number == len(_COPIES) - 1)
    last = _COPY_ROWS * len(_COPIES) - 1
    slip.set_up_page(f"A1:{_LAST}{last}", tall=1)


class _Slip(Canvas):
    """The page."""

    def draw_copy(self, top: int, copy: Label, *, is_last: bool) -> None:
        """One of the three copies, and the line to cut along below it."""
        for offset, height in enumerate(_HEIGHTS):
            self.set_height(top + offset, height)
        project = next(field.header for field in HEADING if field.key == "project")
        title = f"{self.name(project)} {_TITLE.text(self.language)}"
        self.put(f"A{top}", title, to=f"D{top}", size=15, bold=True, ink=looks.INK)
        self.put(f"E{top}", self.name(REPRINT.header), bold=True, ink=looks.INK, align="center")
        self.put(f"F{top}", copy, to=f"G{top}", bold=True, ink=looks.QUIET_INK, align="right")
        for offset, keys in enumerate(_PRINTED, start=1):
            for letters, key in zip(("AB", "CD", "EF"), keys, strict=False):
                self._put_field(top + offset, letters[0], letters[1], letters[1], key)
        self._put_label(top + 4, "E", REPEATED.header)
        self._put_box(top + 4, "F", "F", self.name(REPEATED.header))
        self.put(
            f"G{top + 1}",
            self.name(QR.header),
            to=f"G{top + 4}",
            size=8,
            ink=looks.LINE,
            align="center",
            boxed=True,
        )
        self._put_field(top + 5, "A", "B", _LAST, "content")
        for offset, keys in enumerate(_BY_HAND, start=6):
            for letters, key in zip(("AB", "CD", "EF"), keys, strict=True):
                last = _LAST if letters == "EF" else letters[1]
                self._put_field(top + offset, letters[0], letters[1], last, key)
        self._put_field(top + 8, "A", "B", _LAST, "cause")
        self._put_field(top + 9, "A", "B", _LAST, "result")
        self._put_joint_check(top + 10)
        self._put_label(top + 11, "A", _COLUMNS["rating"].header)
        self._put_box(top + 11, "B", "D", self.name(RATING_BOX.header))
        self._put_label(top + 11, "E", _SIGNATURE)
        self._put_box(top + 11, "F", _LAST, self.name(_COLUMNS["signed"].header))
        self._put_visit(top + 12)
        if not is_last:
            self._put_cut(top + _COPY_ROWS - 1)

    def _put_joint_check(self, row: int) -> None:
        """The result, when, and the two who checked on the owner's behalf (R-5.3)."""
        self._put_label(row, "A", _COLUMNS["joint_check"].header)
        self._put_box(row, "B", "B", self.name(JOINT_BOX.header))
        self._put_field(row, "C", "D", "D", "joint_checked")
        self._put_label(row, "E", _CHECKERS)
        for letter, key in (("F", "service_checker"), ("G", "trade_checker")):
            self._put_box(row, letter, letter, self.name(_COLUMNS[key].header))

    def _put_visit(self, row: int) -> None:
        """The return visit, on paper as in the workbook (R-5.4)."""
        self._put_label(row, "A", _COLUMNS["visit_method"].header)
        self._put_box(row, "B", "D", self.name(METHOD_BOX.header))
        self._put_field(row, "E", "F", _LAST, "visit_phone")
        self._put_label(row + 1, "A", _COLUMNS["visit_rating"].header)
        self._put_box(row + 1, "B", "D", self.name(VISIT_BOX.header))
        self._put_field(row + 1, "E", "F", _LAST, "visited")
        self._put_field(row + 2, "A", "B", "D", "visitor")
        self._put_field(row + 2, "E", "F", _LAST, "archived")

    def _put_field(self, row: int, label: str, first: str, last: str, key: str) -> None:
        column = _COLUMNS[key]
        self._put_label(row, label, column.header)
        number_format = _MOMENT if column.kind is Kind.DATETIME else "General"
        self._put_box(row, first, last, self.name(column.header), number_format)

    def _put_label(self, row: int, letter: str, label: Label) -> None:
        self.put(
            f"{letter}{row}",
            label,
            size=9,
            ink=looks.INK,
            fill=looks.BAND,
            align="center",
            boxed=True,
        )

    def _put_box(
        self, row: int, first: str, last: str, content: str, number_format: str = "General"
    ) -> None:
        self.put(
            f"{first}{row}",
            content,
            to=f"{last}{row}",
            number_format=number_format,
            boxed=True,
        )

    def _put_cut(self, row: int) -> None:
        self.put(f"A{row}", _CUT, to=f"{_LAST}{row}", size=8, ink=looks.QUIET_INK, align="center")
        for cell in self.sheet[f"A{row}:{_LAST}{row}"][0]:
            cell.border = Border(bottom=Side(style="dashed", color=looks.QUIET_INK))
