"""月度統計 and 年度統計 as empty sheets: band, columns, print set-up, and their charts.

Charts are drawn for grey paper: a dark fill and a hatched one, lines told apart by dash and marker,
numbers beside them. The commands point them at the tables that they write below.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from openpyxl.chart import BarChart, LineChart, Reference
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.legend import Legend
from openpyxl.chart.marker import Marker
from openpyxl.chart.series_factory import SeriesFactory
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText, Text
from openpyxl.chart.title import Title
from openpyxl.drawing.colors import ColorChoice
from openpyxl.drawing.fill import PatternFillProperties
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, TwoCellAnchor
from openpyxl.drawing.text import (
    CharacterProperties,
    Font,
    Paragraph,
    ParagraphProperties,
    RegularTextRun,
)

from estate_xl.blueprint import looks
from estate_xl.blueprint.printing import set_up_print
from estate_xl.blueprint.validations import LAST_ROW
from estate_xl.engine.addresses import area, column_letters
from estate_xl.schema import Language
from estate_xl.schema.statistics_sheets import LAYOUTS, Look

if TYPE_CHECKING:
    from openpyxl.chart.series import Series
    from openpyxl.worksheet.worksheet import Worksheet

    from estate_xl.schema import Sheet
    from estate_xl.schema.statistics_sheets import Chart

    _Dash = Literal["solid", "sysDash", "sysDot"]
    _Symbol = Literal["circle", "triangle", "square"]

_ABOUT_LINES: Final = {"MonthStatistics": 2, "YearStatistics": 1}
_DARK, _MIDDLE, _LIGHT, _PAPER = "404040", "7F7F7F", "BFBFBF", "FFFFFF"
_POINT: Final = 12700
_TITLE_SIZE, _TEXT_SIZE = 1100, 900
_PIXEL: Final = 9525
_DIGIT_PIXELS: Final = {Language.HANT: 8, Language.HANS: 8, Language.EN: 7}
"""A column is as wide as digits of the workbook's font."""
_MARGIN: Final = 40_000
_DOWN: Final = 150_000
_SHARE_TOP: Final = 1.15
"""Above the bars of 100 % their numbers need room; the axis itself is not shown."""
_LINES: Final[tuple[tuple[str, _Dash, float, _Symbol], ...]] = (
    (_DARK, "solid", 2.25, "circle"),
    (_MIDDLE, "sysDash", 1.5, "triangle"),
    (_DARK, "sysDot", 1.5, "square"),
)


def draw_statistics(sheet: Worksheet, declared: Sheet, language: Language) -> None:
    """Draw an empty statistics sheet."""
    layout = LAYOUTS[declared.key]
    sheet["A1"] = declared.title.text(language)
    sheet["A2"] = declared.about.text(language)
    width = len(layout.widths)
    for number, chars in enumerate(layout.widths, start=1):
        sheet.column_dimensions[column_letters(number)].width = chars
    sheet.merge_cells(start_row=2, start_column=1, end_row=2, end_column=width)
    looks.band_rows(sheet, _ABOUT_LINES[declared.key])
    sheet.freeze_panes = "A3"
    sheet.sheet_properties.tabColor = looks.TAB_COLOUR[declared.role]
    set_up_print(sheet, sum(layout.widths))
    last = column_letters(width)
    filled = f"COUNTA($B{layout.bare_row}:${last}{layout.bare_row})>0"
    sheet.conditional_formatting.add(
        area(layout.bare_row, 1, LAST_ROW, width), looks.formula_rule(filled, underlined=True)
    )
    for chart in layout.charts:
        top, left, bottom, right = chart.place
        drawn = _chart(sheet, chart, layout.first_row, language, by_columns=layout.by_columns)
        anchor = TwoCellAnchor(
            editAs="twoCell",
            _from=AnchorMarker(left - 1, 0, top - 1, 0),
            to=AnchorMarker(
                right - 1, _across(layout.widths[right - 1], language), bottom - 1, _DOWN
            ),
        )
        drawn.anchor = anchor  # type: ignore[assignment] # the stubs know addresses only
        sheet.add_chart(drawn)


def _across(chars: float, language: Language) -> int:
    """Almost the width of a column: a chart that touched the next one would be printed with it."""
    return round(chars * _DIGIT_PIXELS[language] * _PIXEL) - _MARGIN


def _chart(
    sheet: Worksheet, chart: Chart, row: int, language: Language, *, by_columns: bool
) -> BarChart | LineChart:
    is_share = chart.look in {Look.SHARE_COLUMNS, Look.SHARE_LINES}
    is_lines = chart.look in {Look.LINES, Look.SHARE_LINES}
    drawn = _lines(is_share=is_share) if is_lines else _columns(is_share=is_share)
    drawn.roundedCorners = False
    drawn.title = _title(chart.title.text(language), language)
    for number in range(chart.series):
        place = (
            (row, 2 + number, row + 1) if by_columns else (row + 1 + number, 2, row + 1 + number)
        )
        top, column, bottom = place
        series = SeriesFactory(
            Reference(sheet, min_col=column, min_row=top + by_columns, max_row=bottom),
            title_from_data=False,
        )
        _dress(series, number, is_lines=is_lines, language=language)
        drawn.series.append(series)
    drawn.legend = Legend()
    drawn.legend.legendPos = "b"
    drawn.legend.txPr = _text(language)
    drawn.x_axis.delete = False
    drawn.x_axis.txPr = _text(language)
    drawn.x_axis.majorTickMark = "none"
    drawn.x_axis.graphicalProperties = GraphicalProperties(ln=LineProperties(solidFill=_MIDDLE))
    drawn.y_axis.majorGridlines = None
    drawn.y_axis.delete = not is_lines
    drawn.y_axis.txPr = _text(language)
    drawn.y_axis.number_format = "0%" if is_share else "0"
    return drawn


def _lines(*, is_share: bool) -> LineChart:
    chart = LineChart()
    chart.y_axis.scaling.max = 1 if is_share else None
    return chart


def _columns(*, is_share: bool) -> BarChart:
    chart = BarChart()
    chart.y_axis.scaling.min = 0
    chart.y_axis.scaling.max = _SHARE_TOP if is_share else None
    chart.gapWidth = 60
    chart.overlap = -5
    return chart


def _dress(series: Series, number: int, *, is_lines: bool, language: Language) -> None:
    labels = DataLabelList()
    labels.showVal = True
    labels.showSerName = labels.showCatName = labels.showLegendKey = labels.showPercent = False
    labels.txPr = _text(language, 800)
    if is_lines:
        colour, dash, points, marker = _LINES[number]
        line = LineProperties(solidFill=colour, prstDash=dash, w=round(points * _POINT))
        series.graphicalProperties = GraphicalProperties(ln=line)
        edge = GraphicalProperties(solidFill=colour, ln=LineProperties(solidFill=colour))
        series.marker = Marker(symbol=marker, size=6, spPr=edge)
        series.smooth = False
        labels.dLblPos = "t"
    else:
        fill = GraphicalProperties(ln=LineProperties(solidFill=_DARK, w=9525))
        if number == 0:
            fill.solidFill = _DARK
        else:
            fill.pattFill = PatternFillProperties(
                prst="wdUpDiag",
                fgClr=_colour(_MIDDLE),
                bgClr=_colour(_PAPER),
            )
        series.graphicalProperties = fill
        labels.dLblPos = "outEnd"
    if not (is_lines and number):
        series.dLbls = labels


def _colour(code: str) -> ColorChoice:
    return ColorChoice(srgbClr=code)  # type: ignore[arg-type] # a colour's code is understood


def _font(language: Language, size: int, *, bold: bool = False) -> CharacterProperties:
    font = Font(typeface=looks.FONT_NAME[language])
    return CharacterProperties(sz=size, b=bold, latin=font, ea=font, solidFill=_DARK)


def _text(language: Language, size: int = _TEXT_SIZE) -> RichText:
    properties = ParagraphProperties(defRPr=_font(language, size))
    return RichText(p=[Paragraph(pPr=properties, endParaRPr=CharacterProperties(), r=[])])


def _title(words: str, language: Language) -> Title:
    font = _font(language, _TITLE_SIZE, bold=True)
    run = RegularTextRun(rPr=font, t=words)
    paragraph = Paragraph(pPr=ParagraphProperties(defRPr=font), r=[run])
    return Title(tx=Text(rich=RichText(p=[paragraph])), overlay=False)
