"""Range: cells of one sheet, in one area or several."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from estate_xl.engine.addresses import MAX_COLUMN, MAX_ROW
from excel_twin.cell_objects import Areas, Comment, Hyperlinks
from excel_twin.dispatcher import UnknownMember, refusal
from excel_twin.hidden_rows import filtered_rows
from excel_twin.local_texts import local_formulas
from excel_twin.range_edits import Edits
from excel_twin.values import check_typed, handed_over, taken

if TYPE_CHECKING:
    from collections.abc import Iterator

    from excel_twin.range_looks import FileRange
    from excel_twin.tables import ListObject
    from excel_twin.workbooks import Name
    from excel_twin.worksheets import Worksheet

_MOST_ADDRESS = 255
_MOST_COUNT = 2**31 - 1
_DIRECTIONS = {-4121: "down", -4159: "left", -4161: "right", -4162: "up"}
_CELL_TYPES = {4: "blanks", 2: "constants", -4123: "formulas", 12: "visible"}
_VALUE_TYPES = {1: "numbers", 2: "text", 4: "logical", 16: "errors"}


class Range(Edits):
    """MS Range.

    What is asked of a range of several areas is answered by the first one (Row, Column, Value …)
    or done in all of them (MS Range.Areas: some members work on the first area alone).
    """

    def __init__(self, sheet: Worksheet, areas: list[FileRange], axis: str | None = None) -> None:
        """Take the sheet, the areas, and `rows` or `columns` if those are what is counted."""
        self.border = sheet.border
        self.sheet = sheet
        self.areas = areas
        self.axis = axis

    def _of(self, *areas: FileRange, axis: str | None = None) -> Range:
        return Range(self.sheet, list(areas), axis)

    # Where it is.

    @property
    def Application(self) -> Any:
        """MS Range.Application."""
        return self.sheet.excel.application

    @property
    def Worksheet(self) -> Any:
        """MS Range.Worksheet."""
        return self.sheet

    @property
    def Parent(self) -> Any:
        """The sheet. MS Range.Parent."""
        return self.sheet

    @property
    def Row(self) -> int:
        """First row of the first area. MS Range.Row."""
        return self.first.row

    @property
    def Column(self) -> int:
        """First column of the first area. MS Range.Column."""
        return self.first.column

    @property
    def Count(self) -> int:
        """Cells, or rows or columns of `Rows` and `Columns`; too many overflow. MS Range.Count."""
        rows, columns = self.first.shape
        if self.axis is not None:
            return rows if self.axis == "rows" else columns
        count = sum(len(area) for area in self.areas)
        if count > _MOST_COUNT:
            raise refusal("Overflow", -2146828282)
        return count

    @property
    def Address(self) -> str:
        """Absolute, areas with commas between them. MS Range.Address."""
        return ",".join(area.address for area in self.areas)

    def GetAddress(
        self,
        RowAbsolute: bool = True,
        ColumnAbsolute: bool = True,
        ReferenceStyle: int = 1,
        External: bool = False,
    ) -> str:
        """Address with its arguments, under pywin32's name. MS Range.Address."""
        if ReferenceStyle != 1 or (External and len(self.areas) > 1):
            raise UnknownMember("Range.GetAddress in R1C1, or of several areas with their book")
        return ",".join(
            area.get_address(RowAbsolute, ColumnAbsolute, External) for area in self.areas
        )

    @property
    def Areas(self) -> Areas:
        """MS Range.Areas."""
        return Areas(self.border, [self._of(area) for area in self.areas])

    # What it leads to.

    def __call__(self, RowIndex: int, ColumnIndex: int | None = None) -> Range:
        """The default member, from the first area's corner on. MS Range.Item."""
        return self.Item(RowIndex, ColumnIndex)

    def Item(self, RowIndex: int, ColumnIndex: int | None = None) -> Range:
        """A cell, counted from 1; a row of `Rows`, a column of `Columns`. MS Range.Item."""
        top, left, bottom, right = self.first.area
        if self.axis is None:
            return self._of(self.first(RowIndex, ColumnIndex))
        if ColumnIndex is not None:
            raise UnknownMember("Range.Rows.Item(row, column)")
        place = (
            (top + RowIndex - 1, left, top + RowIndex - 1, right)
            if self.axis == "rows"
            else (top, left + RowIndex - 1, bottom, left + RowIndex - 1)
        )
        return self._of(self.first.sheet.range_of(place))

    def __iter__(self) -> Iterator[Range]:
        """Its cells, rows or columns. MS Range."""
        if len(self.areas) > 1 or self.Count > _MOST_ADDRESS:
            raise UnknownMember("a Range of many cells or areas, stepped through")
        return iter([self.Item(number) for number in range(1, self.Count + 1)])

    @property
    def Cells(self) -> Range:
        """MS Range.Cells."""
        return self._of(*self.areas)

    @property
    def Rows(self) -> Range:
        """The rows of the first area. MS Range.Rows."""
        return self._of(self.first, axis="rows")

    @property
    def Columns(self) -> Range:
        """The columns of the first area. MS Range.Columns."""
        return self._of(self.first, axis="columns")

    @property
    def EntireRow(self) -> Range:
        """MS Range.EntireRow."""
        return self._of(*(self._whole(area, rows=True) for area in self.areas))

    @property
    def EntireColumn(self) -> Range:
        """MS Range.EntireColumn."""
        return self._of(*(self._whole(area, rows=False) for area in self.areas))

    @staticmethod
    def _whole(area: FileRange, *, rows: bool) -> FileRange:
        top, left, bottom, right = area.area
        place = (top, 1, bottom, MAX_COLUMN) if rows else (1, left, MAX_ROW, right)
        return area.sheet.range_of(place)

    def End(self, Direction: int) -> Range:
        """From the first cell on. MS Range.End."""
        if filtered_rows(self.first.sheet):
            raise UnknownMember("Range.End among rows that a filter hides")
        if Direction not in _DIRECTIONS:
            raise refusal("Unable to get the End property of the Range class")
        return self._of(self.first.end(_DIRECTIONS[Direction]))

    @property
    def CurrentRegion(self) -> Range:
        """MS Range.CurrentRegion."""
        return self._of(self.first.current_region)

    def SpecialCells(self, Type: int, Value: int | None = None) -> Range:
        """Cells of a kind, 1004 if there are none; one cell stands for the used range.

        MS Range.SpecialCells; xlwings get_special_cells.
        """
        value_type = None if Value is None else _VALUE_TYPES[Value]
        source = self.areas
        if len(source) == 1 and len(source[0]) == 1:
            source = [source[0].sheet.used_range]
        found = [
            each
            for area in source
            for each in area.get_special_cells(_CELL_TYPES[Type], value_type)
        ]
        if not found:
            raise refusal(self.sheet.excel.words("no cells"))
        return self._of(*found)

    @property
    def MergeArea(self) -> Range:
        """Of a single cell only. MS Range.MergeArea."""
        merged = self.first.merge_area
        if len(self.areas) > 1 or (len(self.first) > 1 and merged.area != self.first.area):
            raise refusal("Unable to get the MergeArea property of the Range class")
        return self._of(merged)

    @property
    def ListObject(self) -> ListObject | None:
        """The table that its first cell is in. MS Range.ListObject."""
        from excel_twin.tables import ListObject  # noqa: PLC0415 - tables hold ranges

        found = self.first.table
        return None if found is None else ListObject(self.sheet, found)

    @property
    def Comment(self) -> Comment | None:
        """The note of its first cell. MS Range.Comment."""
        found = self.first.note
        return None if found is None else Comment(self._of(self.first(1, 1)), found)

    @property
    def Hyperlinks(self) -> Hyperlinks:
        """MS Range.Hyperlinks."""
        return Hyperlinks(self)

    @property
    def Name(self) -> Name:
        """The name of exactly these cells, 1004 without one. MS Range.Name; xlwings Range.name."""
        from excel_twin.workbooks import Name  # noqa: PLC0415 - names hold ranges

        found = self.first.name
        if found is None:
            raise refusal("")
        return Name(self.sheet.book, found)

    @Name.setter
    def Name(self, value: str) -> None:
        self.first.name = value

    # What it holds.

    @property
    def Value(self) -> Any:
        """MS Range.Value."""
        return handed_over(self.first, plain=False)

    @Value.setter
    def Value(self, data: Any) -> None:
        self._write("raw_value", data)

    @property
    def Value2(self) -> Any:
        """MS Range.Value2."""
        return handed_over(self.first, plain=True)

    @Value2.setter
    def Value2(self, data: Any) -> None:
        self._write("raw_value", data)

    @property
    def Formula(self) -> Any:
        """In English, constants as texts. MS Range.Formula."""
        return self.first.formula

    @Formula.setter
    def Formula(self, data: Any) -> None:
        self._write("formula", data)

    @property
    def Formula2(self) -> Any:
        """MS Range.Formula2."""
        return self.first.formula2

    @Formula2.setter
    def Formula2(self, data: Any) -> None:
        self._write("formula2", data)

    @property
    def FormulaLocal(self) -> Any:
        """In the user's language. MS Range.FormulaLocal."""
        return local_formulas(self.first.formula, self.sheet.excel.language)

    @property
    def HasArray(self) -> bool:
        """MS Range.HasArray."""
        return self.first.has_array

    def _write(self, name: str, data: Any) -> None:
        """Write into each area; rows that a filter hides stay, all others get the first element.

        #747: "it drops the first element of change_me into every non-hidden cell".
        """
        given = taken(data)
        check_typed(given)
        for area in self.areas:
            hidden = filtered_rows(area.sheet, area.area)
            if not hidden:
                setattr(area, name, given)
                continue
            element = given
            while isinstance(element, list):
                element = element[0]
            top, left, bottom, right = area.area
            for row in sorted(set(range(top, bottom + 1)) - hidden):
                setattr(area.sheet.range_of((row, left, row, right)), name, element)


def find(sheet: Worksheet, Cell1: object, Cell2: object = None) -> Range:
    """`Worksheet.Range`: by an address or a name, by two corners, or by several areas.

    MS Worksheet.Range: commas unite in every language; Excel takes 255 letters.
    """
    if Cell2 is not None:
        corners = [_corner(sheet, each) for each in (Cell1, Cell2)]
        return Range(sheet, [sheet.file.range(*corners)])
    if isinstance(Cell1, Range):
        return Cell1
    if not isinstance(Cell1, str):
        raise UnknownMember(f"Worksheet.Range({Cell1!r})")
    if len(Cell1) > _MOST_ADDRESS:
        raise refusal("Method 'Range' of object '_Worksheet' failed")
    return Range(sheet, [sheet.file.range(part.strip()) for part in _parts(Cell1)])


def _corner(sheet: Worksheet, given: object) -> Any:
    if isinstance(given, Range):
        if given.sheet.part is not sheet.part:
            raise refusal("Method 'Range' of object '_Worksheet' failed")
        return given.first
    return given


def _parts(text: str) -> list[str]:
    return [text] if "[" in text or "'" in text else text.split(",")
