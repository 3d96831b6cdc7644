"""Classic Outlook on Windows: a draft shown, or sent at once where that was asked for."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from estate_xl.deliver.foreign_words import one_line
from estate_xl.deliver.outbox import Handed
from estate_xl.deliver.sentence_names import NAMES
from estate_xl.errors.codes import ErrorCode
from estate_xl.errors.exceptions import DeliveryError
from estate_xl.language import Label, Phrase
from estate_xl.schema.mail import FAILED, OUTLOOK, OUTLOOK_DRAFT, SENT, UNSURE

if TYPE_CHECKING:
    from estate_xl.deliver.message import Letter

_MAIL_ITEM: Final = 0
_SHOWN: Final = Label(
    "草稿已在 Outlook 打開：看過後按發送，再把「{log}」的{state}改為「{sent}」。",
    "The draft is open in Outlook: read it, send it, then set {state} in “{log}” to “{sent}”.",
)
_SENT: Final = Label("已交給 Outlook 發送。", "Handed to Outlook, which sends it.")
_FAILED: Final = Label(
    "Outlook 沒有接受郵件（{reason}），沒有發出，請改用草稿檔案（--eml）。",
    "Outlook did not take the mail ({reason}); nothing left: use a draft file (--eml).",
)
_UNSURE: Final = Label(
    "Outlook 發送時出錯（{reason}），郵件可能已經發出，請看 Outlook 的「已傳送郵件」。",
    "Outlook failed while sending ({reason}), the mail may have left: look into its sent items.",
)


class Outlook:
    """Classic Outlook by COM; new Outlook answers no COM."""

    def __init__(self, *, now: bool) -> None:
        """Take whether to send at once rather than to show a draft."""
        self.way = OUTLOOK if now else OUTLOOK_DRAFT
        self._now = now
        self._program: Any = None

    def ready(self) -> None:
        """Start Outlook, or find it running.

        Raises:
            DeliveryError: there is no classic Outlook.
        """
        try:
            from win32com.client import Dispatch  # noqa: PLC0415 - only Windows has it

            self._program = Dispatch("Outlook.Application")
        except Exception as error:  # COM raises its own kinds, which elsewhere are not there
            raise DeliveryError(ErrorCode.NO_OUTLOOK) from error

    def hand_over(self, letter: Letter) -> Handed:
        """Fill a mail, then show or send it."""
        try:
            item = self._fill(letter)
            if not self._now:
                item.Display(False)  # noqa: FBT003 - COM takes arguments by place
        except Exception as error:  # noqa: BLE001 - likewise
            return Handed(FAILED, _words(_FAILED, error), went_well=False)
        if not self._now:
            return Handed(UNSURE, Phrase(_SHOWN, NAMES), went_well=True)
        try:
            item.Send()
        except Exception as error:  # noqa: BLE001 - likewise
            return Handed(UNSURE, _words(_UNSURE, error), went_well=False)
        return Handed(SENT, Phrase(_SENT), went_well=True)

    def close(self) -> None:
        """Outlook stays open for whoever uses it."""
        self._program = None

    def _fill(self, letter: Letter) -> Any:  # noqa: ANN401 - a COM object
        item = self._program.CreateItem(_MAIL_ITEM)
        item.To = "; ".join(address.address for address in letter.to)
        item.CC = "; ".join(address.address for address in letter.cc)
        item.Subject = letter.subject
        item.HTMLBody = letter.html
        with tempfile.TemporaryDirectory() as folder:
            for attachment in letter.attachments:
                path = Path(folder) / attachment.safe_name
                path.write_bytes(attachment.data)
                item.Attachments.Add(str(path))  # Outlook keeps a copy of its own.
        return item


def _words(label: Label, error: Exception) -> Phrase:
    return Phrase(label, {"reason": one_line(str(error))})
