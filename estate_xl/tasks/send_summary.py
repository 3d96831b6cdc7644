"""The texts of `send` before and instead of sending."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from estate_xl.language import Label, Listing, Phrase
from estate_xl.output import visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from estate_xl.deliver.outbox import Handed
    from estate_xl.language import Fact, Language
    from estate_xl.tasks.send import Prepared

_STOPPED = Label("沒有發送，{count} 項攔截：", "Not sent; {count:guard stops|guards stop} it:")
_WOULD_STOP = Label("會被 {count} 項攔截：", "{count:guard|guards} would stop it:")
_OVERRULED = Label("用 --force 放行 {count} 項攔截：", "{count:guard|guards} overruled by --force:")
_NOTHING_STOPS = Label("沒有攔截，可以發送。", "Nothing stops it.")
_MAY_FORCE = Label("確認要發可加 --force。", "To send it all the same add --force.")
_NOTHING_CHANGED = Label("以上只是預覽，什麼也沒有改動。", "This is a preview; nothing changed.")
_FIELDS = (
    Label("發件人：{value}", "From: {value}"),
    Label("收件人：{value}", "To: {value}"),
    Label("抄送：{value}", "Copies: {value}"),
    Label("主題：{value}", "Subject: {value}"),
)
_ATTACHED = Label("附件：{name}（{size} KB）", "Attached: {name} ({size} KB)")
_KILOBYTE = 1024
_NEW_TO = Label(
    "第一次寫到：{new}，不在您確認過的名單裏，發出前請核對。",
    "New to you: {new}, not among what you confirmed; check before it goes.",
)
_NEW_SERVER = Label("服務器 {server}", "the server {server}")
_NEW_DOMAIN = Label("{address}（新域名）", "{address} (new domain)")
_BETWEEN = Label("、", ", ")
_TO_CONFIRM = Label(
    "這些來自工作簿，您還沒有確認過，所以沒有發送，什麼也沒有改動。",
    "These come from the workbook and you have not confirmed them, so nothing was sent or changed.",
)
_BY_COMMAND = Label(
    "核對無誤後逐行執行，再發送一次：", "Check them, run these lines, then send again:"
)
_BY_ANSWER = Label(
    "或在終端執行同一個命令，看過以後回答「是」。",
    "Or run the same command at a terminal, and answer yes.",
)
_AT_TERMINAL = Label(
    "請在終端執行同一個命令，看過以後回答「是」（其中有不能寫進命令的字）。",
    "Run the same command at a terminal and answer yes (some signs do not go into a command).",
)
_FIRST_TIME = Label(
    "您第一次這樣發送，請逐項核對（標「新」的還沒有確認過）：",
    "You send this way for the first time; check each line (“new” is not confirmed yet):",
)
_NEW = Label("  ← 新", "  ← new")
_ASKED_SERVER = Label("服務器：{value}", "Server: {value}")
_ASKED_ACCOUNT = Label("賬號：{value}", "Account: {value}")
_ASKED_OUTLOOK = Label("由 Outlook 直接發出", "by Outlook, at once")
_NO_ACCOUNT = Label("（不登錄）", "(no login)")
_TEXTS = Label(
    "計分依據裏有 {count} 段自由填寫的內容（投訴、表揚、報事等原文）會一併發出，{phones}，例如：",
    "{count:free text|free texts} in the evidence (complaints, commendations, tickets as typed) "
    "will go along, {phones}, such as:",
)
_MASKED = Label("其中的電話號碼已遮蓋", "telephone numbers in them masked")
_NOT_MASKED = Label(
    "按您的設置 mask_phones，電話號碼沒有遮蓋",
    "telephone numbers not masked, as your mask_phones says",
)
_TEXT = Label("「{text}」", "“{text}”")
_LONGEST_TEXT = 60
_OWN_WIN = Label(
    "「{settings}」的 {keys} 和您自己的設置不同，以您的設置為準。",
    "{keys} of “{settings}” differ from your own settings, which win.",
)
_LOGGED = Label("記在「{log}」第 {row} 行，狀態是「{now}」。", "Row {row} of “{log}” says “{now}”.")
_KEPT = Label("考核文件另存為「{file}」。", "The package is kept as “{file}”.")
_WOULD_ASK = Label(
    "發送前要由您確認一次：在終端回答「是」，或先執行：",
    "Before it goes you confirm once: answer yes at a terminal, or run first:",
)


@dataclass(frozen=True)
class SendResult:
    """The result of 發送總部.

    Attributes:
        prepared: The package.
        handed: What became of its mail; None where guards stopped it.
        package: File in which the package was kept, too; empty for none.
    """

    prepared: Prepared
    handed: Handed | None
    package: str = ""

    def lines(self, language: Language) -> list[str]:
        """Lines on what stopped it; or on what was new and what became of it."""
        if self.handed is None:
            return list(_list(_STOPPED, self.prepared, language))
        lines = [*remarks(self.prepared, language), self.handed.words.text(language)]
        if self.package:
            lines.append(Phrase(_KEPT, {"file": self.package}).text(language))
        log = self.prepared.log
        row = max(log.lines)
        facts: dict[str, Fact] = {
            "log": log.title,
            "row": row,
            "now": log.lines[row].state.text(log.language),
        }
        return [*lines, Phrase(_LOGGED, facts).text(language)]


def remarks(prepared: Prepared, language: Language) -> Iterator[str]:
    """Notes of a letter: what was forced, left out, taken along, and what is new to the user."""
    if prepared.overruled:
        yield Phrase(_OVERRULED, {"count": len(prepared.overruled)}).text(language)
        yield from (f"  {stop.words.text(language)}" for stop in prepared.overruled)
    if prepared.package is not None:
        yield from (note.text(language) for note in prepared.package.notes)
    if prepared.set_aside:
        facts = {**prepared.names, "keys": Listing(prepared.set_aside)}
        yield Phrase(_OWN_WIN, facts).text(language)
    yield from _free_texts(prepared, language)
    if prepared.firsts:
        yield _NEW_TO.text(language).format(new=_new(prepared, language))


def question(prepared: Prepared, language: Language) -> Iterator[str]:
    """All that a first mail goes by and to, what is new marked, and what goes along."""
    letter, server, firsts = prepared.letter, prepared.server, prepared.firsts
    yield _FIRST_TIME.text(language)
    mark = _NEW.text(language)
    if server is None:
        yield f"  {_ASKED_OUTLOOK.text(language)}"
    else:
        account = server.user or _NO_ACCOUNT.text(language)
        for label, value in (
            (_ASKED_SERVER, f"{server.host}:{server.port}"),
            (_ASKED_ACCOUNT, account),
        ):
            line = label.text(language).format(value=value)
            yield f"  {line}{mark if firsts.server else ''}"
    sender = visible(_FIELDS[0].text(language).format(value=letter.sender or "—"))
    is_new = letter.sender is not None and letter.sender.address.casefold() in firsts.recipients
    yield f"  {sender}{mark if is_new else ''}"
    for label, addresses in zip(_FIELDS[1:3], (letter.to, letter.cc), strict=True):
        for address in addresses:
            is_new = address.address.casefold() in firsts.recipients
            line = visible(label.text(language).format(value=address))
            yield f"  {line}{mark if is_new else ''}"
    yield from _free_texts(prepared, language)


def unconfirmed(prepared: Prepared, language: Language) -> Iterator[str]:
    """That it was not sent without a person's yes, and the commands that give it beforehand."""
    commands = prepared.firsts.commands
    new = _NEW_TO.text(language).format(new=_new(prepared, language))
    yield f"{new}{_TO_CONFIRM.text(language)}"
    if commands is None:
        yield _AT_TERMINAL.text(language)
        return
    yield _BY_COMMAND.text(language)
    yield from (f"  {command}" for command in commands)
    yield _BY_ANSWER.text(language)


def _new(prepared: Prepared, language: Language) -> str:
    firsts = prepared.firsts
    new = [
        _NEW_DOMAIN.text(language).format(address=address)
        if address.rpartition("@")[2] in firsts.domains
        else address
        for address in firsts.recipients
    ]
    if firsts.server is not None:
        new.append(_NEW_SERVER.text(language).format(server=firsts.server))
    return _BETWEEN.text(language).join(new)


def _free_texts(prepared: Prepared, language: Language) -> Iterator[str]:
    held = prepared.free_texts
    if held.count:
        phones = _NOT_MASKED if held.has_phones else _MASKED
        yield Phrase(_TEXTS, {"count": held.count, "phones": phones}).text(language)
        for text in held.first:
            line = visible(" ".join(text.split()))
            cut = line if len(line) <= _LONGEST_TEXT else f"{line[: _LONGEST_TEXT - 1]}…"
            yield f"  {Phrase(_TEXT, {'text': cut}).text(language)}"


def preview(prepared: Prepared, language: Language) -> Iterator[str]:
    """All that would go out, and what would stop it."""
    letter = prepared.letter
    to = "; ".join(map(str, letter.to))
    values = (letter.sender, to, "; ".join(map(str, letter.cc)), letter.subject)
    for label, value in zip(_FIELDS, values, strict=True):
        yield visible(label.text(language).format(value=value or "—"))
    for attachment in letter.attachments:
        facts = {
            "name": attachment.safe_name,
            "size": f"{len(attachment.data) / _KILOBYTE:.1f}",
        }
        yield _ATTACHED.text(language).format_map(facts)
    yield ""
    yield from (f"│ {visible(line)}" for line in letter.text.splitlines())
    yield ""
    if prepared.stops:
        yield from _list(_WOULD_STOP, prepared, language)
    elif not prepared.overruled:
        yield _NOTHING_STOPS.text(language)
    yield from remarks(prepared, language)
    if prepared.must_ask:
        yield _WOULD_ASK.text(language)
        yield from (f"  {command}" for command in prepared.firsts.commands or ())
    yield _NOTHING_CHANGED.text(language)


def _list(heading: Label, prepared: Prepared, language: Language) -> Iterator[str]:
    """A heading, and a line for each guard that stops it."""
    yield Phrase(heading, {"count": len(prepared.stops)}).text(language)
    for stop in prepared.stops:
        may = _MAY_FORCE.text(language) if stop.guard.may_be_forced else ""
        between = " " if may and language == "en" else ""
        yield f"  {stop.words.text(language)}{between}{may}"
