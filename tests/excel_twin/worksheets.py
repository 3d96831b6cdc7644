"""Worksheets, and what belongs to one: page, breaks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from estate_xl.engine.model import layout
from excel_twin import ranges
from excel_twin.dispatcher import Collection, Dispatcher, UnknownMember, refusal
from excel_twin.drawings import ChartObjects, Pictures, Shapes
from excel_twin.tables import ListObjects

if TYPE_CHECKING:
    from estate_xl.engine.model.workbook_entries import SheetPart
    from estate_xl.engine.views.sheet import Sheet
    from excel_twin.cell_objects import Comment
    from excel_twin.workbooks import Names, Workbook

_VISIBLE, _HIDDEN, _VERY_HIDDEN = -1, 0, 2
_STATES = {"visible": _VISIBLE, "hidden": _HIDDEN, "veryHidden": _VERY_HIDDEN}


class Worksheets(Collection):
    """MS Worksheets."""

    def __init__(self, book: Workbook) -> None:
        """Take the workbook."""
        self.border = book.border
        self._book = book

    def held(self) -> list[Worksheet]:
        """The sheets."""
        return [Worksheet(self._book, sheet) for sheet in self._book.file.sheets]

    @property
    def Parent(self) -> Workbook:
        """The workbook. MS Worksheets.Parent."""
        return self._book

    def Add(self, Before: Worksheet | None = None) -> Worksheet:
        """Before that sheet or the active one; the new one is active. MS Sheets.Add."""
        before = None if Before is None else Before.file
        return Worksheet(self._book, self._book.file.sheets.add(before=before))


class Worksheet(Dispatcher):
    """MS Worksheet."""

    def __init__(self, book: Workbook, file: Sheet) -> None:
        """Take the workbook and the sheet as the file holds it."""
        self.border = book.border
        self.excel = book.excel
        self.book = book
        self.file = file

    @property
    def part(self) -> SheetPart:
        """The sheet as the file holds it."""
        return self.file.part

    def check_layout(self) -> None:
        """Refuse heights, widths and hidden rows of a protected sheet. MS Worksheet.Protect."""
        if layout.is_protected(self.file.grid):
            held = layout.protection(self.file.grid)
            if held.get("formatRows") not in {"0", "false"}:
                raise refusal(self.excel.words("protected"))

    @property
    def Application(self) -> Any:
        """MS Worksheet.Application."""
        return self.excel.application

    @property
    def Parent(self) -> Workbook:
        """The workbook. MS Worksheet.Parent."""
        return self.book

    @property
    def Name(self) -> str:
        """MS Worksheet.Name."""
        return self.file.name

    @Name.setter
    def Name(self, value: str) -> None:
        self.file.name = value

    @property
    def Next(self) -> Worksheet | None:
        """The sheet to its right. MS Worksheet.Next."""
        right = self.file.right
        return None if right is None else Worksheet(self.book, right)

    @property
    def Index(self) -> int:
        """MS Worksheet.Index."""
        return self.file.index

    @property
    def Names(self) -> Names:
        """Those of the sheet alone. MS Worksheet.Names."""
        from excel_twin.workbooks import Names  # noqa: PLC0415 - workbooks hold sheets

        return Names(self.book, self)

    def Range(self, Cell1: object, Cell2: object = None) -> ranges.Range:
        """MS Worksheet.Range."""
        return ranges.find(self, Cell1, Cell2)

    @property
    def Cells(self) -> ranges.Range:
        """MS Worksheet.Cells."""
        return ranges.Range(self, [self.file.cells])

    @property
    def Rows(self) -> ranges.Range:
        """MS Worksheet.Rows."""
        return ranges.Range(self, [self.file.cells], "rows")

    @property
    def Columns(self) -> ranges.Range:
        """MS Worksheet.Columns."""
        return ranges.Range(self, [self.file.cells], "columns")

    @property
    def UsedRange(self) -> ranges.Range:
        """Cells that hold something or have a format of their own. MS Worksheet.UsedRange."""
        return ranges.Range(self, [self.file.used_range])

    @property
    def ListObjects(self) -> ListObjects:
        """MS Worksheet.ListObjects."""
        return ListObjects(self)

    def ChartObjects(self) -> ChartObjects:
        """MS Worksheet.ChartObjects."""
        return ChartObjects(self)

    def Pictures(self) -> Pictures:
        """A hidden member without a page: xlwings Sheet.pictures."""
        return Pictures(self)

    @property
    def Shapes(self) -> Shapes:
        """MS Worksheet.Shapes."""
        return Shapes(self)

    @property
    def Comments(self) -> list[Comment]:
        """The notes. MS Worksheet.Comments."""
        from excel_twin.cell_objects import Comment  # noqa: PLC0415 - beside the member's name

        return [Comment(ranges.Range(self, [note.location]), note) for note in self.file.notes]

    @property
    def Visible(self) -> int:
        """XlSheetVisibility. MS Worksheet.Visible."""
        return _STATES[self.part.values.get("state", "visible")]

    @Visible.setter
    def Visible(self, value: int) -> None:
        if value == _VERY_HIDDEN:
            raise UnknownMember("Worksheet.Visible = xlSheetVeryHidden")
        self.file.visible = bool(value)

    @property
    def ProtectContents(self) -> bool:
        """MS Worksheet.ProtectContents."""
        return self.file.api.ProtectContents

    @property
    def FilterMode(self) -> bool:
        """A filter of the sheet's own hides rows. MS Worksheet.FilterMode."""
        return self.file.api.FilterMode

    def ShowAllData(self) -> None:
        """1004 without such a filter. MS Worksheet.ShowAllData."""
        if not self.file.api.FilterMode:
            raise refusal("ShowAllData method of Worksheet class failed")
        self.file.api.ShowAllData()

    @property
    def PageSetup(self) -> PageSetup:
        """MS Worksheet.PageSetup."""
        return PageSetup(self)

    @property
    def HPageBreaks(self) -> HPageBreaks:
        """MS Worksheet.HPageBreaks."""
        return HPageBreaks(self)

    def ResetAllPageBreaks(self) -> None:
        """MS Worksheet.ResetAllPageBreaks."""
        self.file.api.ResetAllPageBreaks()

    def Activate(self) -> None:
        """1004 for a hidden sheet. MS Worksheet.Activate."""
        if not self.part.is_visible:
            raise refusal("Activate method of Worksheet class failed")
        self.file.activate()

    def Select(self) -> None:
        """MS Worksheet.Select."""
        self.Activate()

    def Copy(self, Before: Worksheet | None = None, After: Worksheet | None = None) -> None:
        """Into that one's workbook; the copy is active if it is seen. MS Worksheet.Copy."""
        if (Before is None) == (After is None):
            raise UnknownMember("Worksheet.Copy into a new workbook")
        beside = Before or After
        assert beside is not None
        if beside.book.file.model is not self.book.file.model:
            if self.excel.settings["DisplayAlerts"]:
                raise UnknownMember("Worksheet.Copy with boxes that ask about names")
            beside.book.Activate()
        model = beside.book.file.model
        held = list(model.sheets)
        self.file.copy(
            None if Before is None else Before.file, None if After is None else After.file
        )
        new = next(each for each in model.sheets if each not in held)
        if new.is_visible:
            model.active = new

    def Move(self, Before: Worksheet | None = None, After: Worksheet | None = None) -> None:
        """Within the workbook; the sheet is active. MS Worksheet.Move."""
        if (Before is None) == (After is None):
            raise UnknownMember("Worksheet.Move into a new workbook")
        self.file.move(
            None if Before is None else Before.file, None if After is None else After.file
        )

    def Delete(self) -> bool:
        """Excel asks before, unless its alerts are off. MS Worksheet.Delete."""
        if self.excel.settings["DisplayAlerts"]:
            raise UnknownMember("Worksheet.Delete with a box that asks")
        self.file.delete()
        return True


class PageSetup(Dispatcher):
    """MS PageSetup."""

    def __init__(self, sheet: Worksheet) -> None:
        """Take the sheet."""
        self.border = sheet.border
        self._sheet = sheet
        self._page = sheet.file.api.PageSetup

    @property
    def PrintArea(self) -> str:
        """Empty for the whole sheet. MS PageSetup.PrintArea."""
        return self._sheet.file.page_setup.print_area or ""

    @PrintArea.setter
    def PrintArea(self, value: str | None) -> None:
        self._sheet.file.page_setup.print_area = value or None

    @property
    def Zoom(self) -> int | bool:
        """Percent, or False where the sheet fits itself to pages. MS PageSetup.Zoom."""
        return self._page.Zoom

    @Zoom.setter
    def Zoom(self, value: int) -> None:
        if not 10 <= value <= 400:
            raise refusal("Unable to set the Zoom property of the PageSetup class")
        self._page.Zoom = value

    @property
    def PaperSize(self) -> int:
        """XlPaperSize. MS PageSetup.PaperSize."""
        return self._page.PaperSize

    @property
    def Orientation(self) -> int:
        """1 portrait, 2 landscape. MS PageSetup.Orientation."""
        return self._page.Orientation

    @property
    def LeftMargin(self) -> float:
        """In points. MS PageSetup.LeftMargin."""
        return self._page.LeftMargin

    @property
    def RightMargin(self) -> float:
        """In points. MS PageSetup.RightMargin."""
        return self._page.RightMargin

    @property
    def TopMargin(self) -> float:
        """In points. MS PageSetup.TopMargin."""
        return self._page.TopMargin

    @property
    def BottomMargin(self) -> float:
        """In points. MS PageSetup.BottomMargin."""
        return self._page.BottomMargin


class HPageBreaks(Dispatcher):
    """MS HPageBreaks."""

    def __init__(self, sheet: Worksheet) -> None:
        """Take the sheet."""
        self.border = sheet.border
        self._breaks = sheet.file.api.HPageBreaks

    @property
    def Count(self) -> int:
        """The manual ones: automatic ones need a printer. MS HPageBreaks.Count."""
        return self._breaks.Count

    def Add(self, Before: ranges.Range) -> None:
        """MS HPageBreaks.Add."""
        self._breaks.Add(Before.first)
