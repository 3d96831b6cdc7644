"""Tables of a sheet and their filters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from excel_twin import ranges
from excel_twin.dispatcher import Collection, Dispatcher, UnknownMember, refusal
from excel_twin.range_edits import Held

if TYPE_CHECKING:
    from estate_xl.engine.views.table import Table
    from excel_twin.worksheets import Worksheet


class ListObjects(Collection):
    """MS ListObjects."""

    def __init__(self, sheet: Worksheet) -> None:
        """Take the sheet."""
        self.border = sheet.border
        self._sheet = sheet

    def held(self) -> list[ListObject]:
        """The tables."""
        return [ListObject(self._sheet, table) for table in self._sheet.file.tables]


class ListObject(Dispatcher):
    """MS ListObject."""

    def __init__(self, sheet: Worksheet, table: Table) -> None:
        """Take the sheet and the table as the file holds it."""
        self.border = sheet.border
        self._sheet = sheet
        self.table = table

    @property
    def Name(self) -> str:
        """MS ListObject.Name."""
        return self.table.display_name

    @property
    def DisplayName(self) -> str:
        """MS ListObject.DisplayName."""
        return self.table.display_name

    @property
    def Parent(self) -> Worksheet:
        """The sheet. MS ListObject.Parent."""
        return self._sheet

    @property
    def Range(self) -> ranges.Range:
        """Header and totals included. MS ListObject.Range."""
        return ranges.Range(self._sheet, [self.table.range])

    @property
    def HeaderRowRange(self) -> ranges.Range | None:
        """MS ListObject.HeaderRowRange."""
        return self._range(self.table.header_row_range)

    @property
    def DataBodyRange(self) -> ranges.Range | None:
        """Nothing where the table has no rows. MS ListObject.DataBodyRange."""
        return self._range(self.table.data_body_range)

    @property
    def TotalsRowRange(self) -> ranges.Range | None:
        """MS ListObject.TotalsRowRange."""
        return self._range(self.table.totals_row_range)

    def _range(self, found: Any) -> ranges.Range | None:
        return None if found is None else ranges.Range(self._sheet, [found])

    @property
    def ShowHeaders(self) -> bool:
        """MS ListObject.ShowHeaders."""
        return self.table.show_headers

    @property
    def ShowTotals(self) -> bool:
        """MS ListObject.ShowTotals."""
        return self.table.show_totals

    @property
    def ShowAutoFilter(self) -> bool:
        """MS ListObject.ShowAutoFilter."""
        return self.table.show_autofilter

    @property
    def TableStyle(self) -> TableStyle:
        """MS ListObject.TableStyle."""
        name = self.table.table_style
        if name is None:
            raise UnknownMember("ListObject.TableStyle of a table without one")
        return TableStyle(self, name)

    @property
    def AutoFilter(self) -> AutoFilter | None:
        """Nothing where the header shows no arrows. MS ListObject.AutoFilter."""
        return AutoFilter(self) if self.table.show_autofilter else None

    def Resize(self, Range: ranges.Range) -> None:
        """MS ListObject.Resize."""
        if Range.sheet.part is not self._sheet.part:
            raise refusal("")
        resize: Any = self.table.resize
        resize(Held(Range.first))


class TableStyle(Dispatcher):
    """MS TableStyle."""

    def __init__(self, table: ListObject, name: str) -> None:
        """Take the table and the name of its style."""
        self.border = table.border
        self._name = name

    @property
    def Name(self) -> str:
        """MS TableStyle.Name."""
        return self._name


class AutoFilter(Dispatcher):
    """MS AutoFilter."""

    def __init__(self, table: ListObject) -> None:
        """Take the table."""
        self.border = table.border
        self._table = table

    @property
    def Filters(self) -> Filters:
        """MS AutoFilter.Filters."""
        return Filters(self._table)

    @property
    def FilterMode(self) -> bool:
        """True if one of its criteria is set. MS AutoFilter.FilterMode."""
        return any(each["type"] != "none" for each in self._table.table.autofilter.criteria)


class Filters(Collection):
    """MS Filters."""

    def __init__(self, table: ListObject) -> None:
        """Take the table."""
        self.border = table.border
        self._table = table

    def held(self) -> list[Filter]:
        """A filter for each column."""
        criteria = self._table.table.autofilter.criteria
        return [Filter(self._table, is_on=each["type"] != "none") for each in criteria]


class Filter(Dispatcher):
    """MS Filter."""

    def __init__(self, table: ListObject, *, is_on: bool) -> None:
        """Take whether it hides rows."""
        self.border = table.border
        self._is_on = is_on

    @property
    def On(self) -> bool:
        """MS Filter.On."""
        return self._is_on

    @property
    def Operator(self) -> int:
        """xlAnd, or 0 for one criterion. MS Filter.Operator; xlwings AutoFilter.criteria."""
        return 0

    @property
    def Criteria1(self) -> str:
        """What the twin does not read from the file. MS Filter.Criteria1."""
        raise refusal("")

    @property
    def Criteria2(self) -> str:
        """1004 where there is none. MS Filter.Criteria2; xlwings AutoFilter.criteria."""
        raise refusal("")
