"""The parts of Excel's Application, Workbook and Font that we use, under their own names.

xlwings has no public calls for them; programs reach them through `app.api`, `book.api` and
`font.api`, as Excel on Windows answers. Only what is named here is there.
"""
# ruff: noqa: D105, N802, N803 - the names are Excel's

from __future__ import annotations

import os
import shutil
import stat
from typing import TYPE_CHECKING, Final

from estate_xl.engine.errors import EngineError, EngineProblem, NotOfferedError

if TYPE_CHECKING:
    from estate_xl.engine.model.workbook import Model
    from estate_xl.engine.views.parents import ParentFormats

_LINE: Final = 2
_LINK_COLOR: Final = 11


class AppApi:
    """An application without a user and without windows."""

    UserName = ""
    ActiveProtectedViewWindow = None

    def __getattr__(self, member: str) -> object:
        raise NotOfferedError(f"App.api.{member}")  # noqa: EM102 - builds its own text


class BookApi:
    """A file's statements about itself."""

    def __init__(self, model: Model) -> None:
        """Take the book's content."""
        self._model = model

    @property
    def FullName(self) -> str:
        """Path of the file."""
        return str(self._model.path)

    @property
    def ReadOnly(self) -> bool:
        """True if the file must not be written."""
        path = self._model.path
        return not (path.stat().st_mode & stat.S_IWUSR and os.access(path, os.W_OK))

    @property
    def ProtectStructure(self) -> bool:
        """True if sheets may not be added, moved, renamed or deleted."""
        return self._model.is_structure_locked

    def SaveCopyAs(self, Filename: str) -> None:
        """Copy the file as it lies on the disk.

        Raises:
            EngineError: it cannot be copied.
        """
        try:
            shutil.copyfile(self._model.path, Filename)
        except OSError as error:
            raise EngineError(
                EngineProblem.NOT_COPIED,
                name=self._model.path.name,
                reason=error.strerror or str(error),
            ) from error

    def __getattr__(self, member: str) -> object:
        raise NotOfferedError(f"Book.api.{member}")  # noqa: EM102 - builds its own text


class FontApi:
    """The look of links, which cells of a range take."""

    def __init__(self, parent: ParentFormats) -> None:
        """Take the range."""
        object.__setattr__(self, "_parent", parent)

    def __setattr__(self, member: str, value: object) -> None:
        looks: dict[str, str | None] = {}
        if (member, value) == ("Underline", _LINE):
            looks = {"u": "<u/>"}
        elif (member, value) == ("ThemeColor", _LINK_COLOR):
            looks = {"color": '<color theme="10"/>'}
        else:
            raise NotOfferedError(f"Font.api.{member}")  # noqa: EM102 - builds its own text
        parent: ParentFormats = vars(self)["_parent"]
        styles = parent.sheet.model.styles
        parent.change_format(lambda style: styles.with_font(style, looks))

    def __getattr__(self, member: str) -> object:
        raise NotOfferedError(f"Font.api.{member}")  # noqa: EM102 - builds its own text
