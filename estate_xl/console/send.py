"""The command `send`: what is asked, shown and written around the task."""

from __future__ import annotations

import datetime as dt
import tempfile
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from estate_xl.console.workbooks import say
from estate_xl.errors.codes import ErrorCode
from estate_xl.errors.exceptions import DeliveryError, EstateError
from estate_xl.language import Label, Phrase, spoken_language
from estate_xl.output import ask_yes, is_terminal, tell

if TYPE_CHECKING:
    from estate_xl.actions import Given
    from estate_xl.deliver.outbox import Outbox
    from estate_xl.deliver.package import Package
    from estate_xl.language import Language
    from estate_xl.tasks.send import Prepared
    from estate_xl.user_settings import UserSettings
    from estate_xl.write.mail_log import LogLine

_OK, _STOPPED, _FAILED = 0, 1, 2
_ASK = Label(
    "以上各項都對，發送嗎？輸入「是」或 yes 發送，其他取消：",
    "Is all of this right? Type yes to send, anything else to cancel: ",
)
_NOT_SENT = Label(
    "已取消，沒有發送，什麼也沒有改動。", "Cancelled: nothing was sent and nothing was changed."
)
_NOT_KEPT = Label(
    "您的確認沒有記住，下次會再問：{reason}",
    "What you confirmed could not be kept, so you will be asked again: {reason}",
)
_PASSWORD = Label("考核文件的打開密碼：", "Password to open the package with: ")


def run_send(given: Given) -> int:
    """Send, or show what would be sent, or say what stops it.

    Returns:
        0 done, 1 stopped by a guard or the person, refused by the server or to be confirmed, 2
        where nobody is there to confirm what is new.

    Raises:
        EstateError: it could not run, and the workbook is as it was.
    """
    from estate_xl.actions.send import SEND
    from estate_xl.compute import Month
    from estate_xl.console.earlier_versions import keep_version
    from estate_xl.console.progress import Progress
    from estate_xl.files.session import check_writable, open_file, replace_file
    from estate_xl.tasks.archives import archive_reader
    from estate_xl.tasks.send import Wish, hand_over, prepare_sending
    from estate_xl.tasks.send_summary import SendResult, preview
    from estate_xl.user_settings import read_settings

    _check_places(given)
    own = read_settings()
    month, now = Month.parse(given.month), dt.datetime.now()  # noqa: DTZ005 - local times
    language = given.lang
    wish = Wish(
        _way(given),
        given.force,
        _password() if given.password and not given.dry_run else None,
        partial(_print, given.book) if given.pdf else None,
        _known(given.out),
        own,
        archive_reader(given.book.resolve().parent),
    )
    with open_file(given.book) as opened:
        check_writable(given.out or given.book)
        with Progress(shown=not given.quiet) as progress:
            prepared = prepare_sending(opened.book, month, now, progress.report, wish)
        shown = language or prepared.screen_language
        if given.dry_run:
            for line in preview(prepared, shown):
                say(given, line)
            return _STOPPED if prepared.stops else _OK
        if prepared.stops:
            if prepared.log.is_changed and given.out is None:
                opened.save()
            kept = keep_version(opened, SEND.key, now, shown)
            for line in [*SendResult(prepared, None).lines(shown), *kept]:
                say(given, line)
            return _STOPPED
        if prepared.must_ask:
            status = _confirmed(given, prepared, shown)
            if status != _OK:
                return status
            prepared = prepared.once_confirmed()
        outbox = _outbox(given, prepared)
        if given.package is not None:
            replace_file(given.package, prepared.letter.attachments[0].data)
        with Progress(shown=not given.quiet) as progress:
            handed = hand_over(
                prepared, outbox, lambda: opened.save(given.out), now, progress.report
            )
        kept = keep_version(opened, SEND.key, now, shown)
    package = "" if given.package is None else str(given.package)
    for line in [*SendResult(prepared, handed, package).lines(shown), *kept]:
        say(given, line)
    return _OK if handed.went_well else _STOPPED


def _check_places(given: Given) -> None:
    """Refuse options that contradict each other, and files that cannot be written."""
    from estate_xl.files.pdf import check_can_print
    from estate_xl.files.session import check_apart, check_writable
    from estate_xl.schema import APPRAISAL_PREFIX

    if given.now and not given.outlook:
        raise DeliveryError(ErrorCode.NOW_WITHOUT_OUTLOOK)
    if given.pdf and given.password:
        raise DeliveryError(ErrorCode.PDF_WITH_PASSWORD)
    check_apart(given.book, out=given.out, package=given.package, eml=given.eml)
    if given.package is not None:
        check_writable(given.package)
    if given.pdf:
        target = Path(tempfile.gettempdir()) / "sheet.pdf"
        check_can_print(target, given.book, APPRAISAL_PREFIX, configured=_libreoffice())


def _way(given: Given) -> Label:
    from estate_xl.schema import mail

    if given.smtp:
        return mail.SMTP
    if given.outlook:
        return mail.OUTLOOK if given.now else mail.OUTLOOK_DRAFT
    return mail.DRAFT_FILE


def _outbox(given: Given, prepared: Prepared) -> Outbox:
    """The way out; what it asks for is asked now, while nothing else is on the screen."""
    if prepared.server is not None:
        from estate_xl.deliver.smtp import Smtp

        outbox = Smtp(prepared.server)
        outbox.unlock()
        return outbox
    if given.outlook:
        from estate_xl.deliver.outlook import Outlook

        return Outlook(now=given.now)
    from estate_xl.deliver.eml import SUFFIX, EmlFile

    if given.eml is not None:
        return EmlFile(given.eml)
    beside = given.package or given.out or given.book
    name = prepared.letter.attachments[0].safe_name.removesuffix(".xlsx")
    return EmlFile(beside.parent / f"{name}{SUFFIX}")


def _confirmed(given: Given, prepared: Prepared, language: Language) -> int:
    """Ask a person to agree to what is new, and remember it; the status if they do not."""
    from estate_xl.tasks.send_summary import question, unconfirmed
    from estate_xl.user_settings import change_settings

    if not is_terminal():
        for line in unconfirmed(prepared, language):
            tell(line)
        return _FAILED
    for line in question(prepared, language):
        tell(line)
    if not ask_yes(_ASK.text(language)):
        say(given, _NOT_SENT.text(language))
        return _STOPPED

    def remember(held: UserSettings) -> UserSettings:
        for kind, values in prepared.firsts.by_kind.items():
            held = held.with_confirmed(kind, values)
        return held

    try:
        change_settings(remember)
    except EstateError as error:
        tell(Phrase(_NOT_KEPT, {"reason": error}).text(language))
    return _OK


def _known(out: Path | None) -> tuple[LogLine, ...]:
    """Lines of the log in the file that will be written, where there is one already."""
    from estate_xl.files.session import open_file
    from estate_xl.write.mail_log import read_lines

    if out is None or not out.exists():
        return ()
    with open_file(out) as opened:
        return tuple(read_lines(opened.book))


def _password() -> str:
    from estate_xl.deliver.passwords import PACKAGE_PASSWORD, read_secret

    password = read_secret(PACKAGE_PASSWORD, prompt=_PASSWORD.text(spoken_language()))
    if not password:
        raise DeliveryError(ErrorCode.NO_PACKAGE_PASSWORD, secret=PACKAGE_PASSWORD)
    return password


def _libreoffice() -> str:
    """LibreOffice's path in the user's own settings, or empty."""
    from estate_xl.files.programs import LIBREOFFICE
    from estate_xl.user_settings import read_settings

    return read_settings().text(LIBREOFFICE.key)


def _print(book: Path, package: Package, title: str) -> bytes:
    """One sheet of the workbook's package as a PDF."""
    from estate_xl.files.pdf import sheet_printer
    from estate_xl.files.replacement import placed_files
    from estate_xl.files.temporary_files import scratch_folder

    with scratch_folder() as folder, placed_files():
        packed, target = folder / "package.xlsx", folder / "sheet.pdf"
        packed.write_bytes(package.data)
        with sheet_printer(target, book, configured=_libreoffice()) as print_sheet:
            print_sheet(packed, title)
        return target.read_bytes()
