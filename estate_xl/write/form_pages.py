"""Forms to print: the pages of a template, each once for each record of its kind.

The parts of the template's print area are its kinds of pages, and a kind is known by the lists of
its marked rows. Rows are copied whole, so that an office that moves cells, changes fonts or takes
a page away prints what it drew.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from estate_xl.engine.addresses import parse_area
from estate_xl.identity import clear_marks, copy_after, succeed
from estate_xl.write.blocks import rectangles, set_row_heights, unions, write_blocks
from estate_xl.write.outside_references import check_within
from estate_xl.write.page_breaks import break_forms
from estate_xl.write.placeholders import FilledRow, Plan, raise_rows, read_cells

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import xlwings as xw

    from estate_xl.schema import Language
    from estate_xl.write.expressions import Value
    from estate_xl.write.placeholders import Vocabulary

    Record = Mapping[str, object]

_USUAL_ROW_HEIGHT: Final = 15.0


class FormPage(NamedTuple):
    """The contents of a page: values of its names by key, and the records of its lists."""

    heading: Record
    lists: Mapping[str, Sequence[Record]]


class FilledForms(NamedTuple):
    """A filled sheet.

    Attributes:
        sheet: The sheet.
        pages: How many pages it has.
        results: Results of the formulas in repeated rows, by address.
        lost: The cells elsewhere that referred to the older sheet and cannot to this one.
    """

    sheet: xw.Sheet
    pages: int
    results: dict[str, Value]
    lost: list[str]


class _Kind(NamedTuple):
    """A kind of page: its rows on the template, and the lists of its marked rows by row."""

    top: int
    bottom: int
    marked: Mapping[int, str]

    @property
    def rows(self) -> int:
        return self.bottom - self.top + 1


class FormTemplate:
    """The template, checked before anything is written."""

    def __init__(self, sheet: xw.Sheet, vocabulary: Vocabulary, language: Language) -> None:
        """Read the template.

        Args:
            sheet: The template.
            vocabulary: What it may name.
            language: Of errors.

        Raises:
            TemplateError: it names what is not there, holds a broken expression, or a formula
                that reaches outside of the workbook.
        """
        cells = read_cells(sheet)
        check_within(sheet, cells, language)
        self._sheet = sheet
        self._plan = Plan(cells, vocabulary, sheet.name, language)
        self._empty = {field.key: None for field in vocabulary.heading}
        parts = _printed_parts(sheet, len(cells), max(map(len, cells)))
        self._left = min(left for _, left, _, _ in parts)
        self._right = max(right for _, _, _, right in parts)
        self._kinds = [self._kind(top, bottom) for top, _, bottom, _ in parts]
        self._last_row = max(len(cells), self._kinds[-1].bottom)

    def fill(
        self, title: str, pages: Sequence[FormPage], old: xw.Sheet | None = None
    ) -> FilledForms | None:
        """The sheet of that title, made again with these pages, kind by kind.

        A page whose lists the template has on none of its own is left out.

        Args:
            title: Title of the sheet.
            pages: In their order.
            old: The sheet of that title filled before, which gives way.

        Returns:
            The sheet; None, and nothing is changed, where the template has none of the pages.

        Raises:
            TemplateError: an expression cannot be computed; the book is then as it was.
        """
        sorted_out = [[page for page in pages if _is_of(page, kind)] for kind in self._kinds]
        if not any(sorted_out):
            return None
        template = self._sheet
        sheet = copy_after(template, old or template)
        try:
            clear_marks(sheet)
            sheet.visible = True
            for kind, held in reversed(list(zip(self._kinds, sorted_out, strict=True))):
                _repeat(sheet, kind, held)
            rows = list(self._rows(sorted_out))
            changes, results = self._plan.fill(read_cells(sheet), rows, self._empty)
            write_blocks(sheet, list(rectangles(changes)))
            raise_rows(sheet, template, rows, changes)
            places = list(self._places(sorted_out))
            break_forms(sheet, places, self._left, self._right)
        except BaseException:
            sheet.delete()
            raise
        lost = succeed(sheet, title, old)
        return FilledForms(sheet, sum(map(len, places)), results, lost)

    def _kind(self, top: int, bottom: int) -> _Kind:
        sections = ((row, self._plan.section(row)) for row in range(top, bottom + 1))
        return _Kind(top, bottom, {row: section.key for row, section in sections if section})

    def _rows(self, sorted_out: Sequence[Sequence[FormPage]]) -> Iterator[FilledRow]:
        """Every row of the filled sheet, in order."""
        pages_at = {
            kind.top: (kind, held) for kind, held in zip(self._kinds, sorted_out, strict=True)
        }
        within = {row for kind in self._kinds for row in range(kind.top, kind.bottom + 1)}
        for origin in range(1, self._last_row + 1):
            if origin not in within:
                yield FilledRow(origin, self._plan.section(origin), None)
            elif origin in pages_at:
                kind, held = pages_at[origin]
                for page in held:
                    yield from self._page_rows(kind, page)

    def _page_rows(self, kind: _Kind, page: FormPage) -> Iterator[FilledRow]:
        heading = {**self._empty, **page.heading}
        for row in range(kind.top, kind.bottom + 1):
            section = self._plan.section(row)
            if section is None:
                yield FilledRow(row, None, heading)
                continue
            records = page.lists.get(section.key, ())
            for record in records:
                yield FilledRow(row, section, {**heading, **record})
            if not records:
                yield FilledRow(row, section, None)

    def _places(self, sorted_out: Sequence[Sequence[FormPage]]) -> Iterator[list[tuple[int, int]]]:
        """First and last row of each page, kind by kind; kinds without a page are left out."""
        moved = 0
        for kind, held in zip(self._kinds, sorted_out, strict=True):
            top = kind.top + moved
            group = []
            for page in held:
                bottom = top + kind.rows - 1 + sum(_more(kind, page).values())
                group.append((top, bottom))
                top = bottom + 1
            moved = top - kind.bottom - 1
            if group:
                yield group


def _is_of(page: FormPage, kind: _Kind) -> bool:
    return any(key in page.lists for key in kind.marked.values())


def _more(kind: _Kind, page: FormPage) -> dict[int, int]:
    """Rows to be added below each marked row."""
    counts = {row: len(page.lists.get(key, ())) - 1 for row, key in kind.marked.items()}
    return {row: count for row, count in counts.items() if count > 0}


def _repeat(sheet: xw.Sheet, kind: _Kind, pages: Sequence[FormPage]) -> None:
    """The kind's rows for each page, with a row for each record; none without a page.

    All pages are made as long as the longest, then rows that one does not need go: few calls.
    """
    if not pages:
        sheet.range(f"{kind.top}:{kind.bottom}").delete("up")
        return
    heights = {
        row: sheet.range(f"{row}:{row}").row_height or _USUAL_ROW_HEIGHT for row in kind.marked
    }
    wanted = [_more(kind, page) for page in pages]
    most = {row: max(more.get(row, 0) for more in wanted) for row in sorted(kind.marked)}
    for row, count in reversed(most.items()):
        if count:
            _copy_below(sheet, (row, row), count)
    rows = kind.rows + sum(most.values())
    if len(pages) > 1:
        _copy_below(sheet, (kind.top, kind.top + rows - 1), rows * (len(pages) - 1))
    spare: list[str] = []
    for index, more in enumerate(wanted):
        moved = rows * index
        for row, count in most.items():
            if more.get(row, 0) < count:
                spare.append(f"{row + moved + more.get(row, 0) + 1}:{row + moved + count}")
            moved += count
    for block in reversed(list(unions(sheet, spare))):
        block.delete("up")
    set_row_heights(sheet, dict(_added(kind, pages, heights)))


def _copy_below(sheet: xw.Sheet, rows: tuple[int, int], count: int) -> None:
    """Insert that many rows below these, and copy these over them."""
    first, last = rows
    room = f"{last + 1}:{last + count}"
    sheet.range(room).insert("down")
    sheet.range(f"{first}:{last}").copy(sheet.range(room))


def _added(
    kind: _Kind, pages: Sequence[FormPage], heights: Mapping[int, float]
) -> Iterator[tuple[int, float]]:
    """The rows that were added below marked ones, and their heights."""
    moved = 0
    for index, page in enumerate(pages):
        for origin, count in sorted(_more(kind, page).items()):
            row = origin + kind.rows * index + moved
            for added in range(row + 1, row + count + 1):
                yield added, heights[origin]
            moved += count


def _printed_parts(sheet: xw.Sheet, rows: int, columns: int) -> list[tuple[int, int, int, int]]:
    """The parts of the template's print area, from above; all that is used where it has none."""
    printed = sheet.page_setup.print_area
    if not printed:
        return [(1, 1, rows, columns)]
    parts = [parse_area(part.rpartition("!")[2]) for part in printed.split(",")]
    return sorted(parts)
