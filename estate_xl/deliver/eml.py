"""A draft as a file, which any mail program opens to be looked at and sent."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

from estate_xl.deliver.message import write_message
from estate_xl.deliver.outbox import Handed
from estate_xl.deliver.sentence_names import NAMES
from estate_xl.errors.codes import ErrorCode
from estate_xl.errors.exceptions import DeliveryError, WorkbookError
from estate_xl.errors.texts.refusals import refusal_of
from estate_xl.files.replacement import flush, put_in_place
from estate_xl.files.temporary_files import temporary_beside
from estate_xl.language import Clause, Label, Phrase
from estate_xl.schema.mail import DRAFT_FILE, FAILED, UNSURE

if TYPE_CHECKING:
    from pathlib import Path

    from estate_xl.deliver.message import Letter

SUFFIX: Final = ".eml"
_WRITTEN: Final = Label(
    "草稿「{file}」已生成：雙擊打開，看過後按發送，再把「{log}」的{state}改為「{sent}」。",
    "The draft “{file}” is there: open it, read it, send it, then set {state} in “{log}” to "
    "“{sent}”.",
)
_UNWRITTEN: Final = Label(
    "草稿「{file}」不能寫入（{reason}），請換一個資料夾或名稱。",
    "The draft “{file}” cannot be written ({reason}): choose another folder or name.",
)


class EmlFile:
    """A file to write the draft into; an older one is replaced in one step."""

    way = DRAFT_FILE

    def __init__(self, path: Path) -> None:
        """Take where the draft goes."""
        self._path = path

    def ready(self) -> None:
        """See that the file can be written.

        Raises:
            DeliveryError: its name, its folder or an older file is in the way.
        """
        if self._path.suffix.lower() != SUFFIX:
            raise DeliveryError(ErrorCode.NOT_A_DRAFT_NAME, name=self._path.name)
        folder = self._path.parent
        if self._path.is_dir() or not folder.is_dir() or not os.access(folder, os.W_OK):
            raise DeliveryError(ErrorCode.DRAFT_NOT_WRITABLE, path=str(self._path))

    def hand_over(self, letter: Letter) -> Handed:
        """Write the draft; whether a person then sends it is to be confirmed."""
        try:
            with temporary_beside(self._path) as temporary:
                temporary.write_bytes(write_message(letter, is_draft=True))
                flush(temporary)
                put_in_place(temporary, self._path, has_backup=False)
        except (OSError, WorkbookError) as error:
            reason = refusal_of(error) if isinstance(error, OSError) else Clause(error)
            words = Phrase(_UNWRITTEN, {"file": self._path.name, "reason": reason})
            return Handed(FAILED, words, went_well=False)
        words = Phrase(_WRITTEN, {**NAMES, "file": self._path.name})
        return Handed(UNSURE, words, went_well=True)

    def close(self) -> None:
        """Nothing is held."""
