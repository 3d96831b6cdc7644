"""Guards that keep a package from leaving: each with its own sentence, which says what to do.

Some an office may overrule, where it can know better than the workbook: a month sent again after a
correction, a total that stays open. Some it may not: without a filled sheet there is nothing to
send, with numbers that nobody computed nothing to say, without a well-formed address nobody to say
it to; and an address outside the allowed domains is let in by naming its domain, not by a switch
that a hurried person always adds.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, Final, NamedTuple

from estate_xl.deliver.foreign_words import one_line
from estate_xl.deliver.sentence_names import NAMES
from estate_xl.language import Label, Listing, Phrase
from estate_xl.schema.mail import SENT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from estate_xl.deliver.addresses import Address, Addresses
    from estate_xl.language import Fact
    from estate_xl.write.mail_log import LogLine

_MEGABYTE: Final = 1024 * 1024
_NAMED: Final = 5
_AND_MORE: Final = Label("{people}…", "{people}…")


class _Kind(NamedTuple):
    label: Label
    may_be_forced: bool = False


class Guard(Enum):
    """Every guard: its sentence, and whether an office may overrule it."""

    NOT_RUN = _Kind(
        Label(
            "{month} 還沒有做月度考核（工作簿裏沒有「{sheet}」），請先執行月度考核（month-end）。",
            "{month} has not been appraised (there is no sheet “{sheet}”): run month-end first.",
        )
    )
    NO_RECORD = _Kind(
        Label(
            "不知道「{sheet}」是按哪些數據算出來的，請重新執行月度考核（month-end）。",
            "From which data “{sheet}” was computed is not recorded: run month-end again.",
        )
    )
    NOT_PACKED = _Kind(Label("{reason}", "{reason}"))
    CHANGED_SINCE = _Kind(
        Label(
            "「{sheet}」算好以後，{sheets}又改過，請重新執行月度考核（month-end）。",
            "After “{sheet}” was computed, {sheets} changed: run month-end again.",
        ),
        may_be_forced=True,
    )
    OTHER_NUMBERS = _Kind(
        Label(
            "現在的數據算出來的分數和「{sheet}」上的不同，請重新執行月度考核（month-end）。",
            "The data now give other scores than “{sheet}” shows: run month-end again.",
        )
    )
    OTHER_MONTH_SINCE = _Kind(
        Label(
            "計分依據和月度統計現在是另一個月的，請先重新執行 {month} 的月度考核（month-end）。",
            "The evidence and the month's statistics now hold another month: run month-end of "
            "{month} again first.",
        )
    )
    NOT_APPROVED = _Kind(
        Label(
            "{month} 還沒有審定，按「{settings}」的 approval_required 不能發送，"
            "請先由管理處主任審定（approve）。",
            "{month} is not approved, and approval_required of “{settings}” asks for it: have the "
            "director approve it first.",
        )
    )
    CHANGED_SINCE_CLOSED = _Kind(
        Label(
            "{month} 第 {version} 版{state}以後，原始記錄又改過，現在算出來的分數不同；"
            "要更正請重開（month-end --reopen），不更正就照{state}的發送。",
            "After version {version} of {month} was closed ({state}), records changed and now give "
            "other scores: reopen it to correct them (month-end --reopen), or send what was "
            "closed.",
        ),
        may_be_forced=True,
    )
    ERRORS = _Kind(
        Label(
            "數據有 {count} 個影響分數的錯誤（{example}），請按「{results}」（validate）改正，"
            "再執行月度考核（month-end）。",
            "{count:error bears|errors bear} on the scores ({example}): mend what “{results}” "
            "lists (validate), then run month-end again.",
        ),
        may_be_forced=True,
    )
    PARTS_MISSING = _Kind(
        Label(
            "{count} 人缺項，沒有總分（{people}），請補齊後再執行月度考核（month-end）。",
            "{count:person has|people have} no total ({people}): fill in what is missing, then run "
            "month-end again.",
        ),
        may_be_forced=True,
    )
    ALREADY_SENT = _Kind(
        Label(
            "{month} 的考核表已在 {at} 發送（{way}），見「{log}」；不是更正，就不用再發。",
            "{month} was sent at {at} ({way}), see “{log}”: unless this corrects it, do not send "
            "it again.",
        ),
        may_be_forced=True,
    )
    PERHAPS_SENT = _Kind(
        Label(
            "{month} 的考核表可能已在 {at} 發出（{way}，待確認），請看已發送郵件或問總部，"
            "再把「{log}」的{state}改為「{sent}」或「{failed}」。",
            "{month} may have left at {at} ({way}, to be confirmed): look into the sent mails or "
            "ask headquarters, then set {state} in “{log}” to “{sent}” or “{failed}”.",
        ),
        may_be_forced=True,
    )
    NO_RECIPIENTS = _Kind(
        Label(
            "沒有收件人，請在「{settings}」的 hq_recipients 填總部的郵箱。",
            "There are no recipients: put headquarters' addresses into hq_recipients of "
            "“{settings}”.",
        )
    )
    MALFORMED = _Kind(
        Label(
            "「{settings}」的 {key} 裏「{text}」不是郵箱地址，請改正。",
            "“{text}” in {key} of “{settings}” is no mail address: correct it.",
        )
    )
    NO_SENDER = _Kind(
        Label(
            "沒有發件人，請在您的設置或「{settings}」的 sender 填管理處的郵箱。",
            "There is no sender: put the office's address into sender, yours or that of "
            "“{settings}”.",
        )
    )
    NO_SERVER = _Kind(
        Label(
            "沒有發信服務器，請用 estate-xl settings set smtp_host 設好，或不用 --smtp。",
            "There is no mail server: set it by estate-xl settings set smtp_host, or leave --smtp.",
        )
    )
    OUTSIDE = _Kind(
        Label(
            "收件人 {address} 不在允許的域名（{domains}）內，請核對地址，"
            "或在「{settings}」的 hq_domains 補上這個域名。",
            "{address} is outside the allowed domains ({domains}): check the address, or add its "
            "domain to hq_domains of “{settings}”.",
        )
    )
    OUTSIDE_OWN = _Kind(
        Label(
            "收件人 {address} 不在您的設置允許的域名（{domains}）內，請核對地址；確實要發往這裏，"
            "才用 estate-xl settings confirm domain 加上它的域名。",
            "{address} is outside the domains that your settings allow ({domains}): check the "
            "address; only if it is right, add its domain by estate-xl settings confirm domain.",
        )
    )
    TOO_LARGE = _Kind(
        Label(
            "附件在郵件裏共 {size} MB，超過上限 {limit} MB，請不附計分依據或 PDF，"
            "或調高「{settings}」的 mail_limit_mb。",
            "In the mail the attachments are {size} MB, over the limit of {limit} MB: leave out "
            "the evidence or the PDF, or raise mail_limit_mb in “{settings}”.",
        ),
        may_be_forced=True,
    )

    @property
    def may_be_forced(self) -> bool:
        """True if an office may overrule it."""
        return self.value.may_be_forced


@dataclass(frozen=True)
class Stop:
    """A guard that does not let the package go."""

    guard: Guard
    facts: Mapping[str, Fact] = field(default_factory=dict)

    @property
    def words(self) -> Phrase:
        """Its sentence."""
        return Phrase(self.guard.value.label, {**NAMES, **self.facts})

    def in_book(self, names: Mapping[str, Fact]) -> Stop:
        """The same, its sentence with a workbook's own names of things."""
        return Stop(self.guard, {**names, **self.facts})


def guard_addresses(
    addresses: Mapping[str, Addresses],
    domains: Sequence[str],
    own_domains: Sequence[str],
    *,
    needs_sender: bool,
) -> Iterator[Stop]:
    """Stops of recipients and sender.

    Args:
        addresses: Of the settings `hq_recipients`, `hq_cc` and `sender`.
        domains: Those that the workbook allows; none for all.
        own_domains: Those that the user allows, which win; none for the workbook's.
        needs_sender: Whether the way out asks who sends.
    """
    for key, held in addresses.items():
        for text in held.bad:
            yield Stop(Guard.MALFORMED, {"key": key, "text": one_line(text)})
    to, sender = addresses["hq_recipients"], addresses["sender"]
    if not to.good and not to.bad:
        yield Stop(Guard.NO_RECIPIENTS)
    if needs_sender and not sender.good and not sender.bad:
        yield Stop(Guard.NO_SENDER)
    allowed = own_domains or domains
    guard = Guard.OUTSIDE_OWN if own_domains else Guard.OUTSIDE
    outside: list[Address] = [
        address
        for address in (*to.good, *addresses["hq_cc"].good)
        if allowed and address.domain not in allowed
    ]
    for address in outside:
        yield Stop(guard, {"address": address.address, "domains": "; ".join(allowed)})


def guard_scores(errors: Sequence[Fact], without_total: Sequence[Fact]) -> Iterator[Stop]:
    """Stops of what the month's scores lack.

    Args:
        errors: A sentence for each error that bears on them.
        without_total: People whose total is open.
    """
    if errors:
        yield Stop(Guard.ERRORS, {"count": len(errors), "example": errors[0]})
    if without_total:
        people: Fact = Listing(without_total[:_NAMED])
        if len(without_total) > _NAMED:
            people = Phrase(_AND_MORE, {"people": people})
        yield Stop(Guard.PARTS_MISSING, {"count": len(without_total), "people": people})


def guard_log(lines: Iterable[LogLine]) -> Iterator[Stop]:
    """The stop of the month's last package that left or may have left."""
    left = [line for line in lines if line.may_have_left]
    sure = [line for line in left if line.state is SENT]
    if not left:
        return
    last = (sure or left)[-1]
    guard = Guard.ALREADY_SENT if sure else Guard.PERHAPS_SENT
    yield Stop(guard, {"month": last.month, "at": last.at, "way": last.way})


def guard_size(size: int, limit_mb: float) -> Iterator[Stop]:
    """The stop of attachments larger than the limit, both counted as they are in the mail.

    Args:
        size: Bytes within the mail.
        limit_mb: In megabytes of 1024 x 1024 bytes.
    """
    if size > limit_mb * _MEGABYTE:
        facts = {"size": f"{size / _MEGABYTE:.2f}", "limit": f"{limit_mb:g}"}
        yield Stop(Guard.TOO_LARGE, facts)
