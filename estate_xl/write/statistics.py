"""月度統計 and 年度統計 filled: tables below, the charts above them made to show these tables.

The tables' own columns from their first row down are made again at each run; what is beside
them or above, charts and shapes of the office's own among it, stays.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Final, NamedTuple

import pandas as pd

from estate_xl.cells import wrapped_lines
from estate_xl.compute.statistics import PART, WHOLE
from estate_xl.engine.addresses import address, area
from estate_xl.engine.errors import NotOfferedError
from estate_xl.identity.cell_blocks import cells_at, used_area
from estate_xl.schema import Label, Language
from estate_xl.schema.office_registers import ALL_BLOCKS
from estate_xl.schema.statistics import BLANK, HEADERS, TOTAL, WORDS, Measure, Rows
from estate_xl.schema.statistics_sheets import MONTH_LAYOUT, YEAR_LAYOUT
from estate_xl.write.analysis import NOTES, analysis_lines
from estate_xl.write.blocks import set_row_heights, unions, write_block
from estate_xl.write.page_breaks import keep_together
from estate_xl.write.plain_text import as_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import xlwings as xw

    from estate_xl.compute.analysis import Cell, Sentence
    from estate_xl.compute.months import Month
    from estate_xl.compute.statistics import Statistics
    from estate_xl.schema.statistics import Block
    from estate_xl.schema.statistics_sheets import Layout
    from estate_xl.write.analysis import Ranking

    Names = Mapping[Rows, Mapping[str, str]]

_LINE_HEIGHT: Final = 16.5
_HEADER_COLOUR: Final = (221, 235, 247)
_INK: Final = (31, 56, 100)
_QUIET_INK: Final = (89, 89, 89)
_TITLE_SIZE, _NOTE_SIZE = 12, 9
_COUNT_FORMAT: Final = "0"
_MARGIN: Final = 3
"""Characters left free at the end of a sentence's line."""

_THIS_MONTH: Final = (
    Label("本月 {month}", "This month {month}"),
    Label("上月 {month}", "Last month {month}"),
    Label("上年同月 {month}", "Year before {month}"),
)
_UNKNOWN: Final = (
    Label("本月", "This month"),
    Label("上月 無數據", "Last month: no data"),
    Label("上年同月 無數據", "Year before: no data"),
)
_MONTHS: Final = tuple(
    Label(f"{number}月", f"{pd.Timestamp(2000, number, 1):%b}") for number in range(1, 13)
)
_WHOLE_YEAR: Final = Label("全年", "Year")
_YEAR_BEFORE: Final = Label("{year}年", "{year}")
_EMPTY: Final = Label(
    "空格表示當時沒有數據，或沒有可算的。每張表名下寫明怎樣計算。",
    "An empty cell: no data of that time, or nothing to compute from. Each table says what counts.",
)
_LEFT_OUT: Final = Label(
    "沒有數據的上月或上年同月不列。", "A last month or a year before without data is left out."
)
_SHARES: Final = Label(
    "百分率是表右兩欄（本月）相除。",
    "Shares are the two columns on the right, divided (this month).",
)


class _Table(NamedTuple):
    """A block as lines of cells, and where it begins."""

    block: Block
    row: int
    header: int
    cells: list[list[object]]
    keys: list[str]
    columns: list[int | str]

    @property
    def last(self) -> int:
        """Its last row."""
        return self.row + len(self.cells) - 1

    @property
    def periods(self) -> int:
        """How many of its columns are periods."""
        return sum(isinstance(each, int) for each in self.columns)

    def place(self, cell: Cell) -> str:
        """The address of a number."""
        row = self.header + 1 + self.keys.index(cell.line)
        return address(row, 2 + self.columns.index(cell.column))


def write_month_statistics(  # noqa: PLR0913 - the sheet, its figures, and the words for them
    tab: xw.Sheet,
    statistics: Statistics,
    month: Month,
    office: str,
    *,
    names: Names,
    language: Language,
    sentences: Sequence[Sentence],
    ranking: Ranking,
) -> None:
    """The month beside the one before and the one a year before; below, what the numbers say.

    Args:
        tab: The sheet 月度統計.
        statistics: Of the month.
        month: The month.
        office: What the office calls itself; may be empty.
        names: Names of zones by code and of workers by staff number.
        language: The workbook's.
        sentences: Of `compute.analysis`.
        ranking: Where 考核 has the numbers of the zones.
    """
    headers = [
        (shown if known else unknown).text(language).format(month=f"{period.first_day:%Y-%m}")
        for shown, unknown, period, known in zip(
            _THIS_MONTH, _UNKNOWN, statistics.periods, statistics.known, strict=True
        )
    ]
    _Writer(tab, MONTH_LAYOUT, names, language).write(
        statistics, [0, 1, 2], headers, f"{office} {tab.name} {month}", (sentences, ranking)
    )


def write_year_statistics(  # noqa: PLR0913 - likewise
    tab: xw.Sheet,
    statistics: Statistics,
    year: int,
    office: str,
    *,
    names: Names,
    language: Language,
) -> None:
    """The year month by month, as a whole, and the year before.

    Args:
        tab: The sheet 年度統計.
        statistics: Of the year.
        year: The year.
        office: What the office calls itself; may be empty.
        names: Names of zones by code and of workers by staff number.
        language: The workbook's.
    """
    before = _YEAR_BEFORE.text(language).format(year=year - 1)
    headers = [
        *(label.text(language) for label in _MONTHS),
        _WHOLE_YEAR.text(language),
        before,
    ]
    _Writer(tab, YEAR_LAYOUT, names, language).write(
        statistics, [*range(1, 13), 0, 13], headers, f"{office} {tab.name} {year}"
    )


class _Writer:
    """One run on one sheet."""

    def __init__(self, tab: xw.Sheet, layout: Layout, names: Names, language: Language) -> None:
        self._tab = tab
        self._layout = layout
        self._names = names
        self._language = language
        self._width = len(layout.widths)
        self._charts = find_charts(tab, layout)

    def write(
        self,
        statistics: Statistics,
        order: Sequence[int],
        headers: Sequence[str],
        title: str,
        analysis: tuple[Sequence[Sentence], Ranking] | None = None,
    ) -> None:
        """Make the tables again, then point the charts at them."""
        row = first = self._layout.first_row if self._charts else self._layout.bare_row
        words = [_EMPTY, _SHARES] if self._layout.by_columns else [_EMPTY]
        if self._layout.by_columns and not all(statistics.known):
            words.append(_LEFT_OUT)
        separator = " " if self._language is Language.EN else ""
        about = separator.join(word.text(self._language) for word in words)
        write_block(self._tab, 1, 1, [[as_text(title.strip())], [about]])
        tables = []
        for block in ALL_BLOCKS:
            if block.key not in statistics.tables:
                continue
            shown = list(zip(order, headers, strict=True))
            if self._layout.by_columns:
                shown = self._with_data(block, shown, statistics.known)
            table = self._table(block, statistics.tables[block.key], row, shown)
            tables.append(table)
            row += len(table.cells) + 1
        said = [] if analysis is None else self._sentences(tables, *analysis)
        end = row - 1 + len(said) if said else row - 2
        last = max(end, used_area(self._tab)[2])
        cells_at(self._tab, (first, 1, last, self._width)).clear()
        lines: list[list[object]] = []
        for table in tables:
            lines += [*table.cells, [None] * self._width]
        lines += [[as_text(line), *[None] * (self._width - 1)] for line in said]
        write_block(self._tab, first, 1, lines if said else lines[:-1])
        heads = [(each.row, each.header - 1) for each in tables]
        blocks = [(1, first - 1), *((each.row, each.last) for each in tables)]
        if said:
            heads.append((row, row + NOTES))
            blocks.append((row, end))
        self._dress(tables, heads)
        self._dress_numbers(tables)
        heights = self._set_heights(tables, end)
        keep_together(self._tab, blocks, self._width, heights)
        self._draw({table.block.key: table for table in tables})

    def _table(
        self,
        block: Block,
        numbers: pd.DataFrame,
        row: int,
        columns: Sequence[tuple[int, str]],
    ) -> _Table:
        order, headers = [period for period, _ in columns], [header for _, header in columns]
        if self._layout.total_first and TOTAL.hant in numbers.index:
            numbers = pd.concat([numbers.tail(1), numbers.iloc[:-1]])
        extra = [
            (key, label)
            for key, label in ((PART, block.part), (WHOLE, block.whole))
            if label is not None and self._layout.by_columns
        ]
        notes: list[object] = [*block.note]
        width = self._width
        head: list[object] = [HEADERS[block.rows], *headers, *(label for _, label in extra)]
        places: list[int | str] = [*order, *(key for key, _ in extra)]
        shown = numbers[places]
        values = shown.astype(object).where(shown.notna(), None).to_numpy().tolist()
        keys = [str(key) for key in numbers.index]
        lines: list[list[object]] = [[block.title], *([note] for note in notes), head]
        lines += [[self._line(block, key), *line] for key, line in zip(keys, values, strict=True)]
        cells = [
            [self._text(cell) for cell in line] + [None] * (width - len(line)) for line in lines
        ]
        return _Table(block, row, row + 1 + len(notes), cells, keys, places)

    def _with_data(
        self, block: Block, columns: Sequence[tuple[int, str]], known: Sequence[bool]
    ) -> list[tuple[int, str]]:
        """The periods that have data, and as many as a chart of the block has series."""
        charted = max(
            (each.series for each in self._layout.charts if each.block == block.key), default=0
        )
        return [
            column
            for place, (column, has_data) in enumerate(zip(columns, known, strict=True))
            if has_data or place < charted
        ]

    def _text(self, cell: object) -> object:
        if isinstance(cell, Label):
            cell = cell.text(self._language)
        return as_text(cell) if isinstance(cell, str) else cell

    def _line(self, block: Block, key: str) -> str:
        """The name of a line."""
        if block.measure is Measure.QUANTILES:
            group, _, percentile = key.partition(" ")
            words = [] if block.rows is Rows.NONE else [group]
            return " ".join(self._word(word) for word in [*words, percentile])
        if key in {TOTAL.hant, BLANK.hant}:
            return self._word(key)
        if block.rows in self._names:
            return f"{key} {self._names[block.rows].get(key, '')}".strip()
        return key if block.rows is Rows.CATEGORY else self._word(key)

    def _word(self, key: str) -> str:
        return WORDS[key].text(self._language) if key in WORDS else key

    def _sentences(
        self, tables: Sequence[_Table], sentences: Sequence[Sentence], ranking: Ranking
    ) -> list[str]:
        """What the numbers say, a line of text each."""
        held = {table.block.key: table for table in tables}
        width = sum(self._layout.widths) - _MARGIN
        return analysis_lines(
            sentences, lambda cell: held[cell.block].place(cell), ranking, self._language, width
        )

    def _dress(self, tables: Sequence[_Table], titled: Sequence[tuple[int, int]]) -> None:
        """Formats of titles, notes and headers, each kind in all tables at once.

        Args:
            tables: The tables.
            titled: Row of each title, and of the last note below it.
        """
        tab, width = self._tab, self._width
        for block in unions(tab, (area(row, 1, row, 1) for row, _ in titled)):
            font = block.font
            font.bold, font.size, font.color = True, _TITLE_SIZE, _INK
        notes = (area(row + 1, 1, last, 1) for row, last in titled if last > row)
        for block in unions(tab, notes):
            font = block.font
            font.size, font.color = _NOTE_SIZE, _QUIET_INK
        heads = [(each.header, each.header) for each in tables]
        for block in unions(tab, (area(top, 1, bottom, width) for top, bottom in heads)):
            block.color, block.wrap_text = _HEADER_COLOUR, True
            block.font.bold, block.vertical_alignment = True, "center"
        for block in unions(tab, (area(top, 2, bottom, width) for top, bottom in heads)):
            block.horizontal_alignment = "center"

    def _dress_numbers(self, tables: Sequence[_Table]) -> None:
        """Their number formats, and their totals bold."""
        tab, width = self._tab, self._width
        codes: dict[str, list[str]] = {}
        totals = []
        for each in tables:
            if not each.keys:
                continue
            first, last, counts = each.header + 1, each.last, 2 + each.periods
            number_format = each.block.unit.number_format
            codes.setdefault(number_format, []).append(area(first, 2, last, counts - 1))
            if counts <= width:
                codes.setdefault(_COUNT_FORMAT, []).append(area(first, counts, last, width))
            if each.block.has_total and each.block.measure is not Measure.QUANTILES:
                row = first if self._layout.total_first else last
                totals.append(area(row, 1, row, width))
        for code, addresses in codes.items():
            for block in unions(tab, addresses):
                block.number_format = code
        for block in unions(tab, totals):
            block.font.bold = True

    def _set_heights(self, tables: Sequence[_Table], last: int) -> dict[int, float]:
        """Rows of one line each, headers of as many as they wrap to; their heights.

        Rows below the tables keep theirs: a stray value may be a million rows down.
        """
        heads = {each.header: each.cells[each.header - each.row] for each in tables}
        heights: dict[int, float] = {}
        for row in range(tables[0].row, last + 1):
            texts = [str(cell or "") for cell in heads.get(row, ())]
            widths = (width - 1 for width in self._layout.widths)
            heights[row] = _LINE_HEIGHT * max(map(wrapped_lines, texts, widths), default=1)
        set_row_heights(self._tab, heights)
        return heights

    def _draw(self, tables: Mapping[str, _Table]) -> None:
        """Point each of our charts that is still there at its table.

        One to which the office added series, or of which it took some, is theirs and stays.
        """
        for declared in self._layout.charts:
            chart = self._charts.get(declared.name)
            if chart is None:
                continue
            table = tables[declared.block]
            if self._layout.by_columns:
                lines = len(table.keys) - table.block.has_total
                corner = (table.header + max(lines, 1), 1 + declared.series)
            else:
                corner = (table.header + declared.series, 1 + len(_MONTHS))
            shown = self._tab.range((table.header, 1), corner)
            with suppress(NotOfferedError):
                chart.set_source_data(shown, "columns" if self._layout.by_columns else "rows")


def find_charts(tab: xw.Sheet, layout: Layout) -> dict[str, xw.Chart]:
    """Our charts that are still there, by the names under which we know them.

    A chart is told by its name; openpyxl gives names of its own, and then the title tells it.
    """
    held = {chart.name: chart for chart in tab.charts}
    found = {chart.name: held.pop(chart.name) for chart in layout.charts if chart.name in held}
    titled = {_title(chart): chart for chart in reversed(held.values())}
    for declared in layout.charts:
        known = (titled.get(text) for text in declared.title.spellings())
        chart = next((each for each in known if each is not None), None)
        if declared.name not in found and chart is not None:
            found[declared.name] = chart
    return found


def _title(chart: xw.Chart) -> str:
    """The chart's own title; on a Mac, where Excel has other words for it, none."""
    with suppress(AttributeError, TypeError):
        drawn = chart.api[1]
        return str(drawn.ChartTitle.Text) if drawn.HasTitle else ""
    return ""
