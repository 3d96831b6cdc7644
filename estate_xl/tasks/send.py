"""send: the month's package to headquarters, past its guards, never twice for one press."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from estate_xl.compute.month_facts import month_facts
from estate_xl.compute.month_states import is_of_version, reported
from estate_xl.deliver.addresses import parse_addresses, parse_domains
from estate_xl.deliver.encryption import protect_package
from estate_xl.deliver.message import PDF, Attachment, Letter
from estate_xl.deliver.outbox import INTERRUPTED
from estate_xl.deliver.package import make_package, no_archive
from estate_xl.deliver.send_guards import (
    Guard,
    Stop,
    guard_addresses,
    guard_log,
    guard_size,
)
from estate_xl.deliver.sentence_names import names_in
from estate_xl.errors.codes import ErrorCode
from estate_xl.errors.exceptions import DeliveryError
from estate_xl.errors.sentences import words_of
from estate_xl.errors.texts.records import SAVE_INTERRUPTED
from estate_xl.identity.office_id import find_office_id
from estate_xl.language import Label
from estate_xl.schema.mail import OUTLOOK, SENT, SMTP
from estate_xl.schema.terms import YES
from estate_xl.tasks.free_texts import FreeTexts, read_free_texts
from estate_xl.tasks.month_end import appraise
from estate_xl.tasks.month_guards import guard_month
from estate_xl.tasks.month_states import Months
from estate_xl.tasks.preconditions import needed_sheet
from estate_xl.user_settings import UserSettings
from estate_xl.user_settings.mail_server import read_server
from estate_xl.user_settings.new_recipients import Firsts, find_firsts
from estate_xl.write.corrections import Edition
from estate_xl.write.mail_log import MailLog, new_line
from estate_xl.write.mail_text import fill_mail, key_figures, stated_figures
from estate_xl.write.month_records import read_record

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Mapping, Sequence

    import xlwings as xw

    from estate_xl.compute import Month
    from estate_xl.deliver.outbox import Handed, Outbox
    from estate_xl.deliver.package import Archive, Package
    from estate_xl.deliver.server import Server
    from estate_xl.language import Fact
    from estate_xl.read.sheet_places import Places
    from estate_xl.schema import Language, OfficeSettings
    from estate_xl.tasks.common import Report
    from estate_xl.write.mail_log import LogLine

    Printer = Callable[[Package, str], bytes]
    Keeper = Callable[[], object]

PACKING = Label("準備發送的文件", "Making the package")
SENDING = Label("發送", "Sending")
_CODE = Label("核對碼：{digest}", "Check code: {digest}")
_KEY_DIGITS = 16
_ASKING = (SMTP, OUTLOOK)
"""Ways that nobody looks at between the command and headquarters."""
_WITHOUT_SHEET = frozenset({Guard.NOT_RUN, Guard.NO_RECORD})


@dataclass(frozen=True)
class Wish:
    """The way in which a package shall go.

    Attributes:
        way: As the log names it.
        force: Whether guards that an office may overrule let it pass.
        password: Encrypts the package; None for none.
        printer: Makes a PDF of the package's sheet of that title, to go with it.
        known: Lines of another log that count as this workbook's, too.
        own: The user's own settings, which win over 參數.
        archive: Reads the copy of an approved version.
    """

    way: Label
    force: bool = False
    password: str | None = None
    printer: Printer | None = None
    known: Sequence[LogLine] = ()
    own: UserSettings = field(default_factory=UserSettings)
    archive: Archive = no_archive


@dataclass(frozen=True)
class Prepared:
    """A package ready to go, or what stops it.

    Attributes:
        month: Which month.
        settings: What 參數 says.
        language: The workbook's.
        screen_language: What its 參數 asks for on the screen.
        names: What sentences name of the workbook.
        stops: Guards that do not let it go.
        overruled: Guards that were forced.
        letter: The mail; without a package nothing is attached.
        package: What goes with it; None where a guard says that there is none.
        log: The workbook's log, what broke off settled.
        months: Its months as records.
        server: What it goes by, over SMTP.
        firsts: To whom the user has not confirmed yet that mail goes.
        asks: Whether the way is one that what is new must be confirmed for.
        free_texts: The office's own words that go along.
        set_aside: Keys of 參數 that the user's own settings win over.
    """

    month: Month
    settings: OfficeSettings
    language: Language
    screen_language: Language
    names: Mapping[str, Fact]
    stops: list[Stop]
    overruled: list[Stop]
    letter: Letter
    package: Package | None
    log: MailLog
    months: Months
    server: Server | None = None
    firsts: Firsts = field(default_factory=Firsts)
    asks: bool = False
    free_texts: FreeTexts = field(default_factory=FreeTexts)
    set_aside: tuple[str, ...] = ()

    @property
    def must_ask(self) -> bool:
        """True if a person must confirm what is new before it goes."""
        return self.asks and bool(self.firsts)

    def once_confirmed(self) -> Prepared:
        """The same, once a person confirmed what is new."""
        server = None if self.server is None else replace(self.server, is_known=True)
        return replace(self, server=server, firsts=Firsts())


def prepare_sending(  # noqa: PLR0913, PLR0917 - what is sent, when and how
    book: xw.Book,
    month: Month,
    now: dt.datetime,
    report: Report,
    wish: Wish,
    places: Places | None = None,
) -> Prepared:
    """The package, its mail and the guards; of the book only what broke off before is settled.

    Args:
        book: The workbook.
        month: The month sent.
        now: The moment.
        report: Told about progress.
        wish: How it shall go.
        places: As `read_ours` takes them.

    Raises:
        WorkbookError: the workbook is none of ours, has no zones or people, or lacks a sheet.
        TemplateError: 郵件模板 asks for what is not there.
        DeliveryError: the package cannot be made, or the server is named by odd signs.
    """
    done = appraise(book, month, now, report, places)
    settings, language = done.settings, done.office.places.language
    template = needed_sheet(book, "MailTemplate", language)
    listed = needed_sheet(book, "MailLog", language)
    log = MailLog(listed, language)
    log.take(wish.known)
    log.settle_broken_off()
    texts = {key: settings.text(key) for key in ("hq_recipients", "hq_cc", "sender")}
    texts["sender"] = wish.own.text("sender") or texts["sender"]
    names = names_in(done.office.places)
    sheet = names["settings"]
    addresses = {key: parse_addresses(text, sheet) for key, text in texts.items()}
    server = read_server(settings, wish.own, sheet) if wish.way is SMTP else None
    with_evidence = settings.text("hq_attach_evidence") == YES.hant
    report(PACKING)
    record = read_record(done.lists, month, language)
    months = Months(done.lists, language, log)
    done = done._replace(findings=[*done.findings, *months.findings_of(month)])
    version = months.current(month)
    stops = list(guard_month(month, done, record, version))
    edition = Edition(*(record.edition if record is not None else (0, False)))
    figures = key_figures(done.appraisal, settings.values, language, edition)
    package: Package | None = None
    attachments: tuple[Attachment, ...] = ()
    if record is not None and not any(stop.guard in _WITHOUT_SHEET for stop in stops):
        try:
            package = make_package(
                book,
                month,
                language,
                with_evidence=with_evidence,
                settings=settings,
                has_phones=wish.own.has_phones,
                archive=wish.archive,
                facts={
                    "office_id": find_office_id(book),
                    "revision": 1 + len(log.of_month(str(month))),
                    **month_facts(done.office.tables, settings, month),
                },
            )
        except DeliveryError as error:
            stops.append(Stop(Guard.NOT_PACKED, {"reason": error}))
    if package is not None and record is not None:
        figures |= stated_figures(package.numbers, language)
        attachments = _attachments(package, record.title, wish)
    stops += guard_log(
        line
        for line in log.of_month(str(month))
        if version is None or is_of_version(line.moment, version)
    )
    domains = parse_domains(settings.text("hq_domains"), sheet)
    stops += guard_addresses(
        addresses, domains, wish.own.allowed_domains, needs_sender=wish.way is SMTP
    )
    if wish.way is SMTP and server is None:
        stops.append(Stop(Guard.NO_SERVER))
    size = sum(attachment.size_in_mail for attachment in attachments)
    stops += guard_size(size, settings.number("mail_limit_mb"))
    text = fill_mail(template, figures, language)
    body = text.body if package is None else _with_code(text.body, package.digest, language)
    letter = Letter(
        next(iter(addresses["sender"].good), None),
        tuple(addresses["hq_recipients"].good),
        tuple(addresses["hq_cc"].good),
        text.subject,
        body,
        attachments,
        now.astimezone(),
        package.digest[:_KEY_DIGITS] if package else "",
        language,
    )
    stops = [stop.in_book(names) for stop in stops]
    overruled = [stop for stop in stops if wish.force and stop.guard.may_be_forced]
    return Prepared(
        month,
        settings,
        language,
        settings.language,
        names,
        [stop for stop in stops if stop not in overruled],
        overruled,
        letter,
        package,
        log,
        months,
        server,
        find_firsts(
            letter.recipients,
            server,
            wish.own,
            None if wish.own.text("sender") else letter.sender,
        ),
        wish.way in _ASKING,
        read_free_texts(package if with_evidence else None, has_phones=wish.own.has_phones),
        tuple(wish.own.set_aside(settings)),
    )


def hand_over(
    prepared: Prepared, outbox: Outbox, keep: Keeper, now: dt.datetime, report: Report
) -> Handed:
    """Send what nothing stops; the log is kept before it leaves and after.

    Args:
        prepared: Of `prepare_sending`, without stops.
        outbox: The way out; it is closed at the end.
        keep: Saves the workbook.
        now: The moment.
        report: Told about progress.

    Raises:
        DeliveryError: the way out cannot be made ready, and nothing was written; or the log could
            not be kept after the mail left.
        WorkbookError: the workbook cannot be saved, and nothing left.
        ValueError: something stops it, or what is new must be confirmed first.
    """
    letter, log, months = prepared.letter, prepared.log, prepared.months
    if prepared.stops or prepared.package is None:
        msg = "what is stopped is not sent"
        raise ValueError(msg)
    if prepared.must_ask:
        msg = "what is new is confirmed first"
        raise ValueError(msg)
    report(SENDING)
    try:
        outbox.ready()
        recipients = [address.address for address in letter.recipients]
        line = new_line(
            now,
            month=str(prepared.month),
            way=outbox.way,
            recipients=recipients,
            digest=prepared.package.digest,
        )
        row = log.add(line)
        months.write(months.versions)
        keep()
        try:
            handed = outbox.hand_over(letter)
        except BaseException:  # noqa: BLE001 - whatever it was, the mail may have left
            handed = INTERRUPTED
        handed = handed.in_book(prepared.names)
        log.set_state(row, handed.state)
        if handed.state is SENT:
            at = now.replace(microsecond=0)
            months.write(reported(months.versions, str(prepared.month), at))
        try:
            keep()
        except BaseException as error:
            raise DeliveryError(
                ErrorCode.LOG_NOT_KEPT,
                handed=handed.words,
                sheet=prepared.names["log"],
                state=prepared.names["unsure"],
                reason=words_of(error) or SAVE_INTERRUPTED,
            ) from error
    finally:
        outbox.close()
    return handed


def send(  # noqa: PLR0913 - all that a button decides
    book: xw.Book,
    month: Month,
    now: dt.datetime,
    report: Report,
    *,
    outbox: Outbox,
    keep: Keeper,
    force: bool = False,
    own: UserSettings | None = None,
    places: Places | None = None,
    archive: Archive = no_archive,
) -> tuple[Prepared, Handed | None]:
    """The month's package to headquarters, where no guard stops it.

    Args:
        book: The workbook.
        month: The month sent.
        now: The moment.
        report: Told about progress.
        outbox: The way out.
        keep: Saves the workbook; called before the mail leaves and after.
        force: Whether guards that an office may overrule let it pass.
        own: The user's own settings; None for none.
        places: As `read_ours` takes them.
        archive: Reads the copy of an approved version.

    Returns:
        What was prepared, its stops among it, and what became of it; None where it was stopped.
    """
    wish = Wish(outbox.way, force=force, own=own or UserSettings(), archive=archive)
    prepared = prepare_sending(book, month, now, report, wish, places)
    if prepared.stops:
        if prepared.log.is_changed:
            keep()
        return prepared, None
    return prepared, hand_over(prepared, outbox, keep, now, report)


def _with_code(body: str, digest: str, language: Language) -> str:
    """The mail's text with the package's check code, where the template does not show it."""
    if digest in body:
        return body
    return f"{body.rstrip()}\n\n{_CODE.text(language).format(digest=digest)}\n"


def _attachments(package: Package, title: str, wish: Wish) -> tuple[Attachment, ...]:
    data = package.data
    if wish.password is not None:
        data = protect_package(data, wish.password)
    files = [Attachment(package.name, data)]
    if wish.printer is not None:
        name = f"{package.name.removesuffix('.xlsx')}.pdf"
        files.append(Attachment(name, wish.printer(package, title), PDF))
    return tuple(files)
