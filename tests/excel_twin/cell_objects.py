"""Small objects of cells: areas, links, notes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from excel_twin.dispatcher import BAD_INDEX, Collection, Dispatcher, UnknownMember, refusal

if TYPE_CHECKING:
    from estate_xl.engine.views.notes import Note
    from excel_twin.dispatcher import Border
    from excel_twin.ranges import Range


class Areas(Collection):
    """MS Areas."""

    def __init__(self, border: Border, areas: list[Range]) -> None:
        """Take the areas."""
        self.border = border
        self._areas = areas

    def held(self) -> list[Range]:
        """The areas."""
        return self._areas


class Hyperlinks(Dispatcher):
    """MS Hyperlinks."""

    def __init__(self, cells: Range) -> None:
        """Take the cells."""
        self.border = cells.border
        self._cells = cells

    def __call__(self, Index: int) -> Hyperlink:
        """The default member; 1004 without a link (xlwings Range.hyperlink). MS Hyperlinks.Item."""
        if Index != 1:
            raise UnknownMember(f"Hyperlinks({Index})")
        try:
            address = self._cells.first.hyperlink
        except Exception as error:
            raise refusal("", BAD_INDEX) from error
        return Hyperlink(self._cells, address)

    def Add(self, Anchor: Range, Address: str) -> Hyperlink:
        """A link; an empty cell shows its address. MS Hyperlinks.Add."""
        shown = Anchor.first(1, 1).raw_value
        link = Hyperlink(Anchor, Address)
        link.text = Address if shown is None else str(shown)
        link.put()
        return link


class Hyperlink(Dispatcher):
    """MS Hyperlink."""

    text = ""
    tip = ""

    def __init__(self, cells: Range, address: str) -> None:
        """Take the cells and where the link leads."""
        self.border = cells.border
        self.cells = cells
        self.address = address

    def put(self) -> None:
        """Put it into the sheet."""
        self.cells.first.add_hyperlink(self.address, self.text, self.tip)

    @property
    def Address(self) -> str:
        """Empty for a place of the workbook. MS Hyperlink.Address."""
        return "" if self.address.startswith("#") else self.address

    @property
    def TextToDisplay(self) -> str:
        """MS Hyperlink.TextToDisplay."""
        return self.text

    @TextToDisplay.setter
    def TextToDisplay(self, value: str) -> None:
        self.text = value
        self.put()

    @property
    def ScreenTip(self) -> str:
        """MS Hyperlink.ScreenTip."""
        return self.tip

    @ScreenTip.setter
    def ScreenTip(self, value: str | None) -> None:
        self.tip = value or ""
        self.put()


class Comment(Dispatcher):
    """A note. MS Comment."""

    def __init__(self, cell: Range, note: Note) -> None:
        """Take the cell and its note."""
        self.border = cell.border
        self._cell = cell
        self._note = note

    def Text(self) -> str:
        """MS Comment.Text."""
        return self._note.text

    @property
    def Author(self) -> str:
        """MS Comment.Author."""
        return self._note.author

    @property
    def Parent(self) -> Any:
        """The cell. MS Comment.Parent."""
        return self._cell
