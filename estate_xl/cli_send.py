"""The command `send`: its options, and what is asked, shown and written around the task."""

from __future__ import annotations

import datetime as dt
import tempfile
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from estate_xl.error_codes import ErrorCode
from estate_xl.errors import DeliveryError, EstateError
from estate_xl.language import Label, Phrase, spoken_language
from estate_xl.output import ask_yes, is_terminal, tell

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from estate_xl.deliver.log import LogLine
    from estate_xl.deliver.outbox import Outbox
    from estate_xl.deliver.package import Package
    from estate_xl.language import Language
    from estate_xl.tasks import Prepared
    from estate_xl.user_settings import UserSettings

    Say = Callable[[str], None]

_OK, _STOPPED, _FAILED = 0, 1, 2
_ASK = Label(
    "以上各項都對，發送嗎？輸入「是」或 yes 發送，其他取消：",
    "Is all of this right, and shall it go? yes sends it, anything else cancels: ",
)
_NOT_SENT = Label(
    "已取消，沒有發送，什麼也沒有改動。", "Cancelled: nothing was sent and nothing was changed."
)
_NOT_KEPT = Label(
    "您的確認沒有記住，下次會再問：{reason}",
    "What you confirmed could not be kept, and you will be asked again: {reason}",
)
_PASSWORD = Label("考核文件的打開密碼：", "Password of the package: ")


def add_send(parser: argparse.ArgumentParser, month: Callable[[str], str]) -> None:
    """Add the options of `send`.

    Args:
        parser: Of the command.
        month: Reads a month's text.
    """
    parser.add_argument("book", metavar="BOOK", type=Path, help="工作簿檔案")
    parser.add_argument(
        "--month", required=True, type=month, metavar="YYYY-MM", help="發送哪個月，例如 2026-10"
    )
    ways = parser.add_mutually_exclusive_group()
    ways.add_argument(
        "--eml", metavar="FILE", type=Path, help="郵件草稿寫到哪裏（默認在工作簿旁邊）"
    )
    ways.add_argument("--smtp", action="store_true", help="由您確認過的發信服務器直接發出")
    ways.add_argument("--outlook", action="store_true", help="在經典版 Outlook 打開草稿")
    parser.add_argument("--now", action="store_true", help="和 --outlook 一起：不看草稿，馬上發送")
    parser.add_argument("--package", metavar="FILE", type=Path, help="同時把考核文件存成檔案")
    parser.add_argument("--pdf", action="store_true", help="附上考核表的 PDF")
    parser.add_argument(
        "--password", action="store_true", help="加密考核文件；密碼取自系統鑰匙串，沒有則詢問"
    )
    parser.add_argument("--dry-run", action="store_true", help="只顯示將會發送什麼，什麼也不改")
    parser.add_argument("--force", action="store_true", help="放行管理處可以自行決定的攔截")
    parser.add_argument("--out", metavar="FILE", type=Path, help="寫到另一個檔案，BOOK 保持原樣")
    parser.add_argument("--lang", choices=("zh-Hant", "zh-Hans", "en"), help="提示的語言")


def run_send(options: argparse.Namespace, say: Say) -> int:
    """Send, or show what would be sent, or say what stops it.

    Returns:
        0 done, 1 stopped by a guard or the person, refused by the server or to be confirmed, 2
        where nobody is there to confirm what is new.

    Raises:
        EstateError: it could not run, and the workbook is as it was.
    """
    from estate_xl import tasks
    from estate_xl.compute import Month
    from estate_xl.progress import Progress
    from estate_xl.schema import Language
    from estate_xl.screen_send import preview, refusals, remarks
    from estate_xl.session import check_writable, open_file, replace_file
    from estate_xl.user_settings import read_settings

    _check_places(options)
    own = read_settings()
    month, now = Month.parse(options.month), dt.datetime.now()  # noqa: DTZ005 - local times
    language = Language(options.lang) if options.lang else None
    wish = tasks.Wish(
        _way(options),
        options.force,
        _password() if options.password and not options.dry_run else None,
        partial(_print, options.book) if options.pdf else None,
        _known(options.out),
        own,
    )
    with open_file(options.book) as opened:
        check_writable(options.out or options.book)
        with Progress(shown=not options.quiet, language=language) as progress:
            prepared = tasks.prepare_sending(opened.book, month, now, progress.report, wish)
        shown = language or prepared.screen_language
        if options.dry_run:
            for line in preview(prepared, shown):
                say(line)
            return _STOPPED if prepared.stops else _OK
        if prepared.stops:
            if prepared.log.is_changed and options.out is None:
                opened.save()
            for line in refusals(prepared, shown):
                say(line)
            return _STOPPED
        if prepared.must_ask:
            status = _confirmed(prepared, shown, say)
            if status != _OK:
                return status
            prepared = prepared.once_confirmed()
        outbox = _outbox(options, prepared)
        if options.package is not None:
            replace_file(options.package, prepared.letter.attachments[0].data)
        with Progress(shown=not options.quiet, language=shown) as progress:
            handed = tasks.hand_over(
                prepared, outbox, lambda: opened.save(options.out), now, progress.report
            )
    for line in remarks(prepared, shown):
        say(line)
    say(handed.words.text(shown))
    return _OK if handed.went_well else _STOPPED


def _check_places(options: argparse.Namespace) -> None:
    """Refuse options that contradict each other, and files that cannot be written."""
    from estate_xl.pdf import check_can_print
    from estate_xl.session import check_apart, check_writable

    if options.now and not options.outlook:
        raise DeliveryError(ErrorCode.NOW_WITHOUT_OUTLOOK)
    if options.pdf and options.password:
        raise DeliveryError(ErrorCode.PDF_WITH_PASSWORD)
    check_apart(options.book, out=options.out, package=options.package, eml=options.eml)
    if options.package is not None:
        check_writable(options.package)
    if options.pdf:
        check_can_print(Path(tempfile.gettempdir()) / "sheet.pdf", options.book)


def _way(options: argparse.Namespace) -> Label:
    from estate_xl.schema import mail

    if options.smtp:
        return mail.SMTP
    if options.outlook:
        return mail.OUTLOOK if options.now else mail.OUTLOOK_DRAFT
    return mail.DRAFT_FILE


def _outbox(options: argparse.Namespace, prepared: Prepared) -> Outbox:
    """The way out; what it asks for is asked now, while nothing else is on the screen."""
    from estate_xl.deliver.eml import SUFFIX, EmlFile
    from estate_xl.deliver.outlook import Outlook
    from estate_xl.deliver.smtp import Smtp

    if prepared.server is not None:
        outbox = Smtp(prepared.server)
        outbox.unlock()
        return outbox
    if options.outlook:
        return Outlook(now=options.now)
    if options.eml is not None:
        return EmlFile(options.eml)
    beside = options.package or options.out or options.book
    name = prepared.letter.attachments[0].safe_name.removesuffix(".xlsx")
    return EmlFile(beside.parent / f"{name}{SUFFIX}")


def _confirmed(prepared: Prepared, language: Language, say: Say) -> int:
    """Whether a person agrees to what is new, which is then remembered; the status if not."""
    from estate_xl.screen_send import question, unconfirmed
    from estate_xl.user_settings import change_settings

    if not is_terminal():
        for line in unconfirmed(prepared, language):
            tell(line)
        return _FAILED
    for line in question(prepared, language):
        tell(line)
    if not ask_yes(_ASK.text(language)):
        say(_NOT_SENT.text(language))
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
    from estate_xl.deliver.log import read_lines
    from estate_xl.session import open_file

    if out is None or not out.exists():
        return ()
    with open_file(out) as opened:
        return tuple(read_lines(opened.book))


def _password() -> str:
    from estate_xl.deliver.secrets import PACKAGE_PASSWORD, read_secret

    password = read_secret(PACKAGE_PASSWORD, prompt=_PASSWORD.text(spoken_language()))
    if not password:
        raise DeliveryError(ErrorCode.NO_PACKAGE_PASSWORD, secret=PACKAGE_PASSWORD)
    return password


def _print(book: Path, package: Package, title: str) -> bytes:
    """One sheet of the workbook's package as a PDF."""
    from estate_xl.pdf import sheet_printer
    from estate_xl.replacing import placed_files
    from estate_xl.temporaries import scratch_folder

    with scratch_folder() as folder, placed_files():
        packed, target = folder / "package.xlsx", folder / "sheet.pdf"
        packed.write_bytes(package.data)
        with sheet_printer(target, book) as print_sheet:
            print_sheet(packed, title)
        return target.read_bytes()
