"""發送總部 from a live Excel: a draft that the clerk reads and sends, never a mail by itself.

The mail log must be on the disk before a mail can leave, so this button alone saves the workbook.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from estate_xl.deliver.eml import SUFFIX, EmlFile
from estate_xl.deliver.outlook import Outlook
from estate_xl.errors.codes import ErrorCode
from estate_xl.errors.exceptions import DeliveryError, WorkbookError
from estate_xl.files.excel_copies import is_url
from estate_xl.live.busy_excel import is_busy
from estate_xl.schema import APPRAISAL_PREFIX
from estate_xl.tasks.archives import archive_reader
from estate_xl.tasks.send import send
from estate_xl.tasks.send_summary import SendResult
from estate_xl.user_settings import read_settings

if TYPE_CHECKING:
    from estate_xl.compute import Month
    from estate_xl.deliver.outbox import Outbox
    from estate_xl.live.open_master import Visit
    from estate_xl.tasks.common import Report


def send_draft(visit: Visit, month: Month, report: Report) -> list[str]:
    """The month's package as a draft, where no guard stops it; lines that say what became of it.

    Raises:
        EstateError: it could not be made, or the log could not be saved.
    """

    def keep() -> None:
        try:
            visit.book.save()
        except Exception as error:
            if is_busy(error):
                raise
            raise WorkbookError(ErrorCode.NOT_SAVED_NOT_SENT, book=visit.book.name) from error

    sent = send(
        visit.book,
        month,
        visit.desk.now,
        report,
        outbox=_outbox(visit, month),
        keep=keep,
        own=read_settings(),
        places=visit.places,
        archive=archive_reader(_folder(visit)),
    )
    return SendResult(*sent).lines(visit.language)


def _outbox(visit: Visit, month: Month) -> Outbox:
    """Outlook's window where there is a classic Outlook, else a draft as a file."""
    outlook = Outlook(now=False)
    try:
        outlook.ready()
    except DeliveryError:
        prefix = APPRAISAL_PREFIX.text(visit.places.language)
        return EmlFile(_folder(visit) / f"{prefix} {month}{SUFFIX}")
    return outlook


def _folder(visit: Visit) -> Path:
    """Beside the workbook; the user's own folder where that is on the web."""
    location = visit.desk.location(visit.book)
    return visit.desk.folder if is_url(location) else Path(location).parent
