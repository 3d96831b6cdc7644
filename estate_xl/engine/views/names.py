"""Defined names of a book or of one of its sheets."""
# ruff: noqa: D102, D105, N802 - xlwings documents its own calls; Excel names its own

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from xlwings import base_classes

from estate_xl.engine.addresses import quoted_title
from estate_xl.engine.errors import EngineError, EngineProblem
from estate_xl.engine.model import references
from estate_xl.engine.model.workbook_entries import DefinedName
from estate_xl.engine.ooxml.xml_text import escape_attribute
from estate_xl.engine.views.unsupported_calls import fill_in

if TYPE_CHECKING:
    from estate_xl.engine.model.workbook_entries import SheetPart
    from estate_xl.engine.views.parents import ParentBook, ParentRange

_NAME = re.compile(r"[^\W\d][\w.?\\]*|\\[\w.?\\]*")
_CELL_LIKE = re.compile(r"[A-Za-z]{1,3}[0-9]+|[RrCc]|[Rr][0-9]*[Cc][0-9]*")
_BARE_TITLE = re.compile(r"[^\W\d][\w.]*")
_MAX_NAME = 255


@fill_in("Names", "snapshot")
class Names(base_classes.Names):
    """The names of a book, or those that belong to one sheet."""

    def __init__(self, book: ParentBook, sheet: SheetPart | None) -> None:
        """Take the book, and the sheet or None for all names."""
        self.book = book
        self.model = book.model
        self.sheet = sheet

    @property
    def api(self) -> Names:
        return self

    def __call__(self, name_or_index: int | str) -> Name:
        if not isinstance(name_or_index, str):
            return Name(self.book, self._all()[name_or_index - 1])
        found = self._find(name_or_index)
        if found is None:
            raise EngineError(
                EngineProblem.NO_SUCH_NAME, name=self.model.path.name, defined=name_or_index
            )
        return Name(self.book, found)

    def contains(self, name_or_index: int | str) -> bool:
        if not isinstance(name_or_index, str):
            return 1 <= name_or_index <= len(self)
        return self._find(name_or_index) is not None

    def __len__(self) -> int:
        return len(self._all())

    def add(self, name: str, refers_to: str) -> Name:
        scope, plain = self.sheet, name
        if "!" in name:
            title, _, plain = name.rpartition("!")
            place = references.find_place(self.model, f"{title}!A1")
            if place is None:
                raise EngineError(EngineProblem.NAME_WITHOUT_SHEET, defined=name)
            scope = place[0]
        _check_name(plain)
        old = next(
            (
                each
                for each in self.model.names
                if each.scope is scope
                and references.shown_name(each).casefold() == plain.casefold()
            ),
            None,
        )
        if old is not None:
            old.text = refers_to.removeprefix("=")
            return Name(self.book, old)
        new = DefinedName({"name": escape_attribute(plain)}, refers_to.removeprefix("="), scope)
        self.model.names.append(new)
        self.model.names.sort(key=lambda each: references.shown_name(each).casefold())
        return Name(self.book, new)

    def _all(self) -> list[DefinedName]:
        names = self.model.names
        return [name for name in names if self.sheet is None or name.scope is self.sheet]

    def _find(self, text: str) -> DefinedName | None:
        found = references.find_name(self.model, self.sheet, text)
        if found is None and self.sheet is None and "!" not in text:
            shown = (
                n for n in self._all() if references.shown_name(n).casefold() == text.casefold()
            )
            return next(shown, None)
        return found if found in self._all() else None


@fill_in("Name")
class Name(base_classes.Name):
    """One defined name."""

    def __init__(self, book: ParentBook, name: DefinedName) -> None:
        """Take the book and its name."""
        self.book = book
        self.model = book.model
        self._name = name

    @property
    def api(self) -> NameApi:
        return NameApi(self._name)

    def delete(self) -> None:
        if self._name in self.model.names:
            self.model.names.remove(self._name)

    @property
    def name(self) -> str:
        shown = references.shown_name(self._name)
        if self._name.scope is None:
            return shown
        title = self._name.scope.title
        plain = _BARE_TITLE.fullmatch(title) is not None
        return f"{title if plain else quoted_title(title)}!{shown}"

    @name.setter
    def name(self, value: str) -> None:
        plain = value.rpartition("!")[2]
        _check_name(plain)
        self._name.values["name"] = escape_attribute(plain)

    @property
    def refers_to(self) -> str:
        return f"={self._name.text}"

    @refers_to.setter
    def refers_to(self, value: str) -> None:
        self._name.text = value.removeprefix("=")

    @property
    def refers_to_range(self) -> ParentRange:
        place = references.find_place(self.model, self._name.text)
        if place is None:
            raise EngineError(
                EngineProblem.NAME_WITHOUT_CELLS, defined=self.name, formula=self.refers_to
            )
        return self.book.range_of(*place)


class NameApi:
    """The part of Excel's Name object that we use."""

    def __init__(self, name: DefinedName) -> None:
        """Take the name."""
        self._name = name

    @property
    def Visible(self) -> bool:
        """True if Excel lists it."""
        return self._name.values.get("hidden") not in {"1", "true"}

    @Visible.setter
    def Visible(self, value: bool) -> None:
        self._name.values.pop("hidden", None)
        if not value:
            self._name.values["hidden"] = "1"


def _check_name(name: str) -> None:
    bad = _NAME.fullmatch(name) is None or _CELL_LIKE.fullmatch(name) is not None
    if bad or len(name) > _MAX_NAME:
        raise EngineError(EngineProblem.BAD_NAME, defined=name)
