"""Charts on a sheet: counted, named, and given other cells to show.

A chart keeps a copy of what its cells hold, for programs that show a workbook without computing it.
Source data set here puts both in: the references and that copy.
"""
# ruff: noqa: D102, D105 - xlwings documents its own calls, Excel names its own

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, NamedTuple

from xlwings import base_classes

from estate_xl.engine.addresses import area, quoted_title
from estate_xl.engine.errors import NotOfferedError
from estate_xl.engine.model.drawing import NAME, anchors, drawing_of, drawing_text
from estate_xl.engine.model.value_conversion import number_text, to_serial
from estate_xl.engine.ooxml import relationships
from estate_xl.engine.ooxml.xml_text import (
    attributes,
    children,
    decoded,
    escape,
    local_name,
    unescape,
)
from estate_xl.engine.views.shapes import Drawn
from estate_xl.engine.views.unsupported_calls import fill_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from estate_xl.engine.model.moved_cells import Area
    from estate_xl.engine.views.parents import ParentRange, ParentSheet

    Line = tuple[Area, Sequence[object]]

_CHART = re.compile(r"<c:chart\b[^>]*>")
_SERIES = re.compile(r"<c:ser>(.*?)</c:ser>", re.DOTALL)
_ANY_SERIES = re.compile(r"<c:ser>.*?</c:ser>", re.DOTALL)
_CELLS = re.compile(r"<c:f>([^<]*)</c:f>")
_REPLACED = frozenset({"tx", "cat", "val"})
_BEFORE_VALUES = "smooth", "shape", "extLst"
_SCATTERED = frozenset({"xVal", "yVal"})


class ChartApi:
    """The part of Excel's Chart object that we use, under its own names."""

    def __init__(self, text: str) -> None:
        """Take the text of the chart's part: its title is before what it plots."""
        head = text.partition("<c:plotArea")[0]
        self.HasTitle = "<c:title>" in head
        runs = re.findall(r"<a:t(?:\s[^>]*)?>([^<]*)</a:t>", head)
        self.ChartTitle = ChartTitleApi("".join(map(unescape, runs)))
        self._text = text

    def SeriesCollection(self) -> list[SeriesApi]:  # noqa: N802 - Excel's name
        return [SeriesApi(each[0]) for each in _ANY_SERIES.finditer(self._text)]

    def __getattr__(self, member: str) -> object:
        raise NotOfferedError(f"Chart.api.{member}")  # noqa: EM102 - builds its own text


class SeriesApi:
    """A series of a chart, whatever its kind."""

    def __init__(self, text: str) -> None:
        """Take the text of its element."""
        cells = ",".join(map(unescape, _CELLS.findall(text)))
        self.Formula = f"=SERIES({cells})"


class ChartTitleApi(NamedTuple):
    """A title; one that a cell holds is not read."""

    Text: str


@fill_in("Chart")
class Chart(base_classes.Chart):
    """One chart, told from others by its part."""

    def __init__(self, sheet: ParentSheet, name: str, part: str) -> None:
        """Take the sheet, the chart's name and its part."""
        self._sheet = sheet
        self._name = name
        self._part = part

    @property
    def parent(self) -> ParentSheet:
        return self._sheet

    @property  # type: ignore[misc] # read only here
    def name(self) -> str:
        return self._name

    @property
    def api(self) -> tuple[Chart, ChartApi]:
        package = self._sheet.model.package
        return self, ChartApi(decoded(package.read(self._part)))

    def set_source_data(self, rng: ParentRange, plot_by: str | None = None) -> None:
        """Show other cells: their first row and first column name the series and the categories.

        How the series look stays; there must be as many as before.
        """
        top, left, bottom, right = rng.area
        if plot_by is None:
            plot_by = "columns" if bottom - top > right - left else "rows"
        values = [list(row) for row in rng.contents.block(rng.area)]
        by_columns = plot_by == "columns"
        names = (top, left, bottom, left) if by_columns else (top, left, top, right)
        lines: list[Line] = []
        for number in range(1, (right - left if by_columns else bottom - top) + 1):
            if by_columns:
                held = [row[number] for row in values]
                lines.append(((top, left + number, bottom, left + number), held))
            else:
                lines.append(((top + number, left, top + number, right), values[number]))
        categories = [row[0] for row in values] if by_columns else values[0]
        self._show(rng, (names, categories), lines, by_columns=by_columns)

    def _show(
        self, rng: ParentRange, names: Line, lines: Sequence[Line], *, by_columns: bool
    ) -> None:
        package = self._sheet.model.package
        text = decoded(package.read(self._part))
        held = list(_SERIES.finditer(text))
        scattered = any(_SCATTERED & set(map(local_name, children(each[1]))) for each in held)
        if len(held) != len(lines) or scattered:
            call = "Chart.set_source_data(another number of series, or a scatter chart)"
            raise NotOfferedError(call)
        sources = _Sources(rng, by_columns=by_columns)
        pieces, at = [], 0
        for found, line in zip(held, lines, strict=True):
            pieces += [text[at : found.start()], sources.put_into(found, names, line)]
            at = found.end()
        new = "".join([*pieces, text[at:]])
        if new != text:
            package.write(self._part, new.encode())


class _Sources:
    """Elements that refer to cells, with a copy of what these hold."""

    def __init__(self, rng: ParentRange, *, by_columns: bool) -> None:
        self._sheet = rng.sheet
        self._by_columns = by_columns

    def put_into(self, found: re.Match[str], names: Line, line: Line) -> str:
        """The series with the name, the categories and the values of its line of cells."""
        (place, values), (labels, categories) = line, names
        name = self._texts(place[:2] * 2, values[:1])
        texts = self._texts(self._rest(labels), categories[1:])
        numbers = self._numbers(self._rest(place), values[1:])
        kept = [each for each in children(found[1]) if local_name(each) not in _REPLACED]
        words = [local_name(each) for each in kept]
        ends = [words.index(word) for word in _BEFORE_VALUES if word in words]
        head, tail = words.index("order") + 1, min(ends, default=len(kept))
        tags = [
            f"<c:tx>{name}</c:tx>",
            *kept[head:tail],
            f"<c:cat>{texts}</c:cat><c:val>{numbers}</c:val>",
        ]
        inner = "".join([*kept[:head], *tags, *kept[tail:]])
        return f"<c:ser>{inner}</c:ser>"

    def _texts(self, place: Area, values: Sequence[object]) -> str:
        shown = [None if value is None else _as_shown(value) for value in values]
        return self._reference("str", place, shown, "")

    def _numbers(self, place: Area, values: Sequence[object]) -> str:
        is_1904 = self._sheet.model.is_1904
        shown = []
        for value in values:
            number = to_serial(value, is_1904=is_1904) if isinstance(value, dt.datetime) else value
            is_number = isinstance(number, float)
            shown.append(number_text(number) if is_number else None)  # type: ignore[arg-type]
        first = (place[0], place[1], place[0], place[1])
        code = self._sheet.range_of(first).number_format or "General"
        form = f"<c:formatCode>{escape(code)}</c:formatCode>"
        return self._reference("num", place, shown, form)

    def _reference(self, kind: str, place: Area, shown: Sequence[str | None], form: str) -> str:
        points = "".join(
            f'<c:pt idx="{index}"><c:v>{escape(text)}</c:v></c:pt>'
            for index, text in enumerate(shown)
            if text is not None
        )
        cells = area(*place, absolute=True)
        if place[:2] == place[2:]:
            cells = cells.partition(":")[0]
        source = escape(f"{quoted_title(self._sheet.name)}!{cells}")
        count = f'<c:ptCount val="{len(shown)}"/>'
        cache = f"<c:{kind}Cache>{form}{count}{points}</c:{kind}Cache>"
        return f"<c:{kind}Ref><c:f>{source}</c:f>{cache}</c:{kind}Ref>"

    def _rest(self, place: Area) -> Area:
        top, left, bottom, right = place
        return (
            (top + 1, left, bottom, right) if self._by_columns else (top, left + 1, bottom, right)
        )


@fill_in("Charts")
class Charts(Drawn):
    """The charts of a sheet."""

    def __init__(self, sheet: ParentSheet) -> None:
        """Take the sheet."""
        super().__init__(sheet.model, sheet.part, "Charts")
        self._sheet = sheet

    @property
    def parent(self) -> ParentSheet:
        return self._sheet

    def __iter__(self) -> Iterator[Chart]:  # type: ignore[override] # more than a name
        package = self._sheet.model.package
        drawing = drawing_of(package, self._sheet.part.part)
        if drawing is None:
            return
        parts = {r.identity: r.target for r in relationships.relations(package, drawing)}
        for anchor in anchors(drawing_text(package, drawing)):
            chart, name = _CHART.search(anchor), NAME.search(anchor)
            part = None if chart is None else parts.get(attributes(chart[0]).get("r:id", ""))
            if part is not None and name is not None:
                yield Chart(self._sheet, unescape(name[1]), part)


def _as_shown(value: object) -> str:
    return number_text(value) if isinstance(value, float) else str(value)
