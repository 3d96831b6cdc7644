"""Workbooks and their names."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from estate_xl.engine.model.saving import saved_bytes
from estate_xl.engine.model.workbook import Model
from estate_xl.engine.views.book import Book
from excel_twin.dispatcher import Collection, Dispatcher, UnknownMember, refusal
from excel_twin.ranges import Range
from excel_twin.worksheets import Worksheet, Worksheets

if TYPE_CHECKING:
    from estate_xl.engine.views.names import Name as FileName
    from excel_twin.application import Excel

_FORMATS = {".xlsx": 51, ".xlsm": 52}
"""XlFileFormat: xlOpenXMLWorkbook, xlOpenXMLWorkbookMacroEnabled."""


class Workbooks(Collection):
    """MS Workbooks."""

    def __init__(self, excel: Excel) -> None:
        """Take the Excel."""
        self.border = excel.border
        self._excel = excel

    def held(self) -> list[Workbook]:
        """The open workbooks."""
        return self._excel.books

    @property
    def Application(self) -> Any:
        """MS Workbooks.Application."""
        return self._excel.application

    def Add(self) -> Workbook:
        """A new workbook with one sheet, which is active. MS Workbooks.Add."""
        return self._excel.take(self._excel.file_app.books.add(), saved=False)

    def Open(self, Filename: str, *options: object) -> Workbook:
        """1004 without such a file; one that is open already is shown. MS Workbooks.Open."""
        if any(option is not None for option in options):
            raise UnknownMember(f"Workbooks.Open with {options}")
        path = Path(Filename).absolute()
        for book in self._excel.books:
            if Path(book.FullName) == path:
                book.Activate()
                return book
            if book.Name.casefold() == path.name.casefold():
                raise refusal("Excel cannot open two workbooks of one name at a time.")
        if not path.is_file():
            raise refusal(f"Sorry, we couldn't find {path}.")
        return self._excel.take(Book(Model(path), self._excel.file_app), saved=True)


class Workbook(Dispatcher):
    """MS Workbook."""

    def __init__(self, excel: Excel, file: Book, *, is_saved: bool) -> None:
        """Take the Excel, the book as the file holds it, and whether it has a file."""
        self.border = excel.border
        self.excel = excel
        self.file = file
        self.has_file = is_saved

    @property
    def Application(self) -> Any:
        """MS Workbook.Application."""
        return self.excel.application

    @property
    def Name(self) -> str:
        """Without an ending before it has a file. MS Workbook.Name."""
        return self.file.name if self.has_file else Path(self.file.name).stem

    @property
    def FullName(self) -> str:
        """The path, or the name before there is one. MS Workbook.FullName."""
        return self.file.fullname if self.has_file else Path(self.file.name).stem

    @property
    def Path(self) -> str:
        """The folder, empty before there is a file. MS Workbook.Path."""
        return str(Path(self.file.fullname).parent) if self.has_file else ""

    @property
    def FileFormat(self) -> int:
        """XlFileFormat. MS Workbook.FileFormat."""
        return _FORMATS[Path(self.file.name).suffix.lower()]

    @property
    def ReadOnly(self) -> bool:
        """MS Workbook.ReadOnly."""
        return self.has_file and self.file.api.ReadOnly

    @property
    def ProtectStructure(self) -> bool:
        """MS Workbook.ProtectStructure."""
        return self.file.api.ProtectStructure

    @property
    def Worksheets(self) -> Worksheets:
        """MS Workbook.Worksheets."""
        return Worksheets(self)

    @property
    def ActiveSheet(self) -> Worksheet:
        """MS Workbook.ActiveSheet."""
        return Worksheet(self, self.file.sheets.active)

    @property
    def Names(self) -> Names:
        """Those of its sheets too. MS Workbook.Names."""
        return Names(self, None)

    @property
    def Saved(self) -> bool:
        """True without changes since it was opened or saved. MS Workbook.Saved."""
        path = Path(self.file.fullname)
        return self.has_file and saved_bytes(self.file.model) == path.read_bytes()

    def Activate(self) -> None:
        """MS Workbook.Activate."""
        self.excel.books.remove(self)
        self.excel.books.append(self)

    def Close(self, SaveChanges: bool) -> None:
        """Without saving; else Excel would ask or save. MS Workbook.Close."""
        if SaveChanges:
            raise UnknownMember("Workbook.Close(SaveChanges=True)")
        self.excel.books.remove(self)
        self.file.close()

    def Save(self) -> None:
        """MS Workbook.Save."""
        if not self.has_file:
            raise UnknownMember("Workbook.Save of a workbook without a file")
        if self.file.api.ReadOnly:
            raise refusal("Cannot access read-only document.")
        self.file.save()

    def SaveAs(self, Filename: str, FileFormat: int, Password: str | None = None) -> None:
        """The workbook is that file from now on; over another it asks. MS Workbook.SaveAs."""
        path = Path(Filename).absolute()
        if Password is not None or FileFormat != _FORMATS.get(path.suffix.lower()):
            raise UnknownMember("Workbook.SaveAs with a password or another format")
        if path.exists() and self.excel.settings["DisplayAlerts"]:
            raise UnknownMember("Workbook.SaveAs with a box that asks")
        self.file.save(str(path))
        self.has_file = True

    def SaveCopyAs(self, Filename: str) -> None:
        """The workbook as it is now; it keeps its own file. MS Workbook.SaveCopyAs."""
        try:
            Path(Filename).write_bytes(saved_bytes(self.file.model))
        except OSError as error:
            raise refusal(f"Microsoft Excel cannot access the file '{Filename}'.") from error


class Names(Collection):
    """MS Names."""

    def __init__(self, book: Workbook, sheet: Worksheet | None) -> None:
        """Take the workbook, and the sheet of those that are a sheet's own."""
        self.border = book.border
        self._book = book
        self._file = book.file.names if sheet is None else sheet.file.names

    def held(self) -> list[Name]:
        """The names by their letters."""
        return [Name(self._book, self._file(number + 1)) for number in range(len(self._file))]

    def Item(self, Index: object) -> Name:
        """By number, by name, or by `sheet!name`. MS Names.Item."""
        if isinstance(Index, (str, int)) and self._file.contains(Index):
            return Name(self._book, self._file(Index))
        raise refusal("")

    def Add(self, Name: str, RefersTo: str) -> Any:
        """One that is there refers to it from now on. MS Names.Add."""
        return named(self._book, self._file.add(Name, RefersTo))


class Name(Dispatcher):
    """MS Name."""

    def __init__(self, book: Workbook, name: FileName) -> None:
        """Take the workbook and the name as the file holds it."""
        self.border = book.border
        self._book = book
        self._name = name

    @property
    def Name(self) -> str:
        """With the sheet before it if it is the sheet's own. MS Name.Name."""
        return self._name.name

    @Name.setter
    def Name(self, value: str) -> None:
        self._name.name = value

    @property
    def RefersTo(self) -> str:
        """A formula in English. MS Name.RefersTo."""
        return self._name.refers_to

    @RefersTo.setter
    def RefersTo(self, value: str) -> None:
        self._name.refers_to = value

    @property
    def RefersToRange(self) -> Range:
        """1004 where it is no range. MS Name.RefersToRange."""
        found: Any = self._name.refers_to_range
        return Range(Worksheet(self._book, found.sheet), [found])

    @property
    def Visible(self) -> bool:
        """MS Name.Visible."""
        return self._name.api.Visible

    @Visible.setter
    def Visible(self, value: bool) -> None:
        self._name.api.Visible = value

    def Delete(self) -> None:
        """MS Name.Delete."""
        self._name.delete()


named = Name
"""Name, where a member of that name hides it."""
