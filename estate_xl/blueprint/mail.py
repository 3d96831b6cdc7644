"""The template of the mail to headquarters, and the canvas on which template sheets are drawn.

B4 is the subject, B5 the body; both may hold expressions with the names of `MAIL_HEADING`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from openpyxl.styles import Alignment, Border, Side
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.properties import PageSetupProperties

from estate_xl.blueprint import looks
from estate_xl.engine.addresses import column_letters
from estate_xl.language import Label
from estate_xl.schema.mail import BODY, MAIL_HEADING, SUBJECT
from estate_xl.write.expressions import identifier

if TYPE_CHECKING:
    from collections.abc import Sequence

    from openpyxl.worksheet.worksheet import Worksheet

    from estate_xl.language import Language

_A4: Final = "9"
_LINE: Final = Side(style="thin", color=looks.LINE)
_BOX: Final = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_PAGES: Final = Label("第 &P 頁，共 &N 頁", "Page &P of &N")

_TITLE: Final = Label("發給公司總部的郵件", "The mail to headquarters")
_ABOUT: Final = Label(
    "「send」按本頁的主題和正文寫郵件，附上月度考核表。文字可以隨意改寫。",
    "“send” writes the mail from this subject and body and attaches the appraisal. "
    "Reword it freely.",
)
_SUBJECT_TEXT: Final = Label(
    "【{project}】{month_title}月度考核表（{state}）",
    "{project}: monthly appraisal, {month_title} ({state})",
)
_BODY_TEXT: Final = Label(
    "公司總部：\n\n"
    "現報上{office} {month_title}的月度考核表（見附件，{state}），請審閱。\n\n"
    "　　片區強制排序第一名：{first_zone}\n"
    "　　員工平均總分：{average_total}\n"
    "　　待補事項：{open_points} 項（見考核表「備註」）\n\n"
    "各項得分的由來見考核表內的公式。如有疑問，請與管理處聯繫。\n\n"
    "{office}",
    "Dear colleagues,\n\n"
    "Attached is the monthly appraisal of {office} for {month_title} ({state}).\n\n"
    "    First zone of the forced ranking: {first_zone}\n"
    "    Average total of the staff: {average_total}\n"
    "    Open points: {open_points} (see the remarks of the sheet)\n\n"
    "The sheet's formulas show where each score comes from.\n\n"
    "{office}",
)
_HOW: Final = Label("可以用的名稱", "Names you may use")
_HOW_TEXT: Final = Label(
    "雙花括號裏的名稱，發送時換成當月的內容：\n\n{names}\n\n"
    "可加過濾器，例如\n{example}\n保留一位小數。名稱寫錯時不會發送，程序會指出是哪一格。",
    "A name in double braces is replaced when the mail is written:\n\n{names}\n\n"
    "A filter may follow, such as\n{example}\nfor one decimal. A misspelt name stops the mail and "
    "is pointed out.",
)


def draw(sheet: Worksheet, language: Language) -> None:
    """Draw the template on an empty sheet."""
    canvas = Canvas(sheet, language)
    canvas.set_widths((10, 76, 3, 34))
    names = {field.key: canvas.name(field.header) for field in MAIL_HEADING}
    shown = names | {"average_total": names["average_total"].replace(" }}", " | fixed(2) }}")}
    canvas.put("A1", _TITLE, to="D1", size=16, bold=True, ink=looks.INK)
    canvas.put("A2", _ABOUT, to="D2", ink=looks.QUIET_INK, fill=looks.BAND)
    for row, label, text in ((4, SUBJECT, _SUBJECT_TEXT), (5, BODY, _BODY_TEXT)):
        canvas.put(
            f"A{row}", label, bold=True, ink=looks.INK, fill=looks.PLAIN_HEADER, align="center"
        )
        canvas.put(f"B{row}", text.text(language).format_map(shown), size=11)
        for letter in "AB":
            sheet[f"{letter}{row}"].border = _BOX
    canvas.put("D4", _HOW, bold=True, ink=looks.INK, fill=looks.PLAIN_HEADER, align="center")
    example = names["average_total"].replace(" }}", " | fixed(1) }}")
    listed = "\n".join(name.strip("{} ") for name in names.values())
    # Instructions are no template: without the braces nobody fills them in.
    canvas.put(
        "D5",
        _HOW_TEXT.text(language).format(names=listed, example=example.strip("{} ")),
        ink=looks.QUIET_INK,
        fill=looks.BAND,
    )
    for place in ("B5", "D5"):
        sheet[place].alignment = Alignment("left", "top", wrap_text=True, indent=1)
    for row, height in ((1, 30), (2, 22), (3, 8), (4, 26), (5, 260)):
        canvas.set_height(row, height)
    canvas.set_up_page("A1:D5", landscape=True)


class Canvas:
    """A sheet on which cells are put, in one language."""

    def __init__(self, sheet: Worksheet, language: Language) -> None:
        """Take an empty sheet."""
        self.sheet = sheet
        self.language = language

    def name(self, header: Label) -> str:
        """The expression of that header's name."""
        return f"{{{{ {identifier(header.text(self.language))} }}}}"

    def set_widths(self, widths: Sequence[float]) -> None:
        """Set the widths of the columns from A on, in characters."""
        for column, width in enumerate(widths, start=1):
            self.sheet.column_dimensions[column_letters(column)].width = width

    def set_height(self, row: int, points: float) -> None:
        """Set a row's height."""
        self.sheet.row_dimensions[row].height = points

    def put(  # noqa: PLR0913 - all that a cell can look like
        self,
        place: str,
        content: str | Label,
        *,
        to: str | None = None,
        size: float = 10,
        bold: bool = False,
        ink: str | None = None,
        fill: str | None = None,
        align: str = "left",
        number_format: str = "General",
        boxed: bool = False,
        wrap: bool = True,
    ) -> None:
        """Write a cell, merged with those beside it up to `to`."""
        cells = self.sheet[f"{place}:{to or place}"]
        for cell in (cell for row in cells for cell in row):
            if boxed:
                cell.border = _BOX
            if fill is not None:
                cell.fill = looks.fill(fill)
        if to is not None and to != place:
            self.sheet.merge_cells(f"{place}:{to}")
        cell = self.sheet[place]
        cell.value = content.text(self.language) if isinstance(content, Label) else content
        cell.font = looks.font(self.language, size, bold=bold, color=ink)
        indent = 1 if align == "left" and (boxed or fill is not None) else 0
        cell.alignment = Alignment(align, "center", wrap_text=wrap, indent=indent)
        cell.number_format = number_format

    def set_up_page(
        self, area: str, *, landscape: bool = False, titles: str | None = None, tall: int = 0
    ) -> None:
        """Print the area on A4, one page wide and `tall` pages high (0: as many as needed)."""
        sheet = self.sheet
        sheet.print_area = area
        if titles is not None:
            sheet.print_title_rows = titles
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        sheet.page_setup.paperSize = _A4
        sheet.page_setup.orientation = "landscape" if landscape else "portrait"
        sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, tall
        sheet.print_options.horizontalCentered = True
        margins = sheet.page_margins
        margins.left = margins.right = 0.4
        margins.top, margins.bottom, margins.header, margins.footer = 0.45, 0.6, 0.3, 0.3
        footer = HeaderFooterItem()
        footer.left.text, footer.right.text = "&A", _PAGES.text(self.language)
        sheet.oddFooter = footer
        sheet.sheet_view.showGridLines = False
