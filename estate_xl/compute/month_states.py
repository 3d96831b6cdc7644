"""A month as a record: its versions, and the state of each (R-M1, R-M2).

A version is a draft until it is approved or reported; then the month is closed, and only a new
version may say something else. A line is not the only witness: of a month that the mail log shows
as sent, the version that there was at that time is reported, and what the filled sheet was noted to
say on 名單 is so, whatever the line says and whether it is there or not.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, NamedTuple

from estate_xl.schema.months import APPROVED, DRAFT, REPORTED

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from estate_xl.language import Label

FIRST: Final = 1


@dataclass(frozen=True)
class MonthVersion:
    """A line of 月度記錄.

    Attributes:
        month: `YYYY-MM`.
        version: From 1 on.
        state: 草稿, 已審定 or 已上報.
        computed: When these numbers were computed first.
        approved: When the director approved them; None while nobody did.
        approver: Who did.
        sent: When they went to headquarters.
        reopened: When the version was begun, of all but the first.
        reason: Why.
        note: What was said at the approval.
        digest: Of the numbers; empty where they are not known.
    """

    month: str
    version: int = FIRST
    state: Label = DRAFT
    computed: dt.datetime | None = None
    approved: dt.datetime | None = None
    approver: str = ""
    sent: dt.datetime | None = None
    reopened: dt.datetime | None = None
    reason: str = ""
    note: str = ""
    digest: str = ""

    @property
    def is_closed(self) -> bool:
        """True if a plain run changes nothing of it any more (R-M2)."""
        return self.state is not DRAFT

    @property
    def is_approved(self) -> bool:
        """True if the director approved its numbers, also where it was sent since."""
        return self.approved is not None or self.state is APPROVED


class SentMail(NamedTuple):
    """A package that left for headquarters: its month, and when; None where that is not told."""

    month: str
    at: dt.datetime | None


class Noted(NamedTuple):
    """A month as its filled sheet was noted: the version, and whether it is approved."""

    month: str
    version: int
    is_approved: bool


Versions = tuple[MonthVersion, ...]


def current_version(versions: Iterable[MonthVersion], month: str) -> MonthVersion | None:
    """The last version of a month; None where it was never computed."""
    held = [each for each in versions if each.month == month]
    return max(held, key=lambda each: each.version, default=None)


def with_mails(versions: Iterable[MonthVersion], mails: Iterable[SentMail]) -> Versions:
    """The versions as the mail log shows them: what left is 已上報 (R-M1).

    A month without a line was computed by an earlier version of the program, and gets one.
    """
    found = {(each.month, each.version): each for each in versions}
    for mail in mails:
        held = _at_the_time(found.values(), mail)
        key = held.month, held.version
        sent = held.sent or mail.at
        found[key] = replace(held, state=REPORTED, sent=sent)
    return tuple(found[key] for key in sorted(found))


def with_notes(
    versions: Iterable[MonthVersion], notes: Iterable[Noted], mails: Iterable[SentMail]
) -> Versions:
    """The versions as the notes show them: no line that is lost or altered opens a month again.

    What was noted as approved is closed, and no draft after it counts. A version without a line is
    reported if a mail left after the version before it: rather closed than opened unseen.

    Args:
        versions: Of `with_mails`.
        notes: Of the months whose sheets say their version.
        mails: What left.
    """
    found = {(each.month, each.version): each for each in versions}
    sent = list(mails)
    for note in notes:
        key = note.month, note.version
        held = found.get(key)
        if held is None:
            held = MonthVersion(note.month, note.version)
            before = found.get((note.month, note.version - 1))
            last = None if before is None else before.sent
            after = [mail.at for mail in sent if _is_after(mail, note.month, last)]
            if after:
                held = replace(held, state=REPORTED, sent=after[0])
        if note.is_approved and not held.is_closed:
            held = replace(held, state=APPROVED)
        found[key] = held
        if note.is_approved:
            later = [each for each in found.values() if _is_draft_after(each, note)]
            for each in later:
                del found[each.month, each.version]
    return tuple(found[key] for key in sorted(found))


def is_of_version(at: dt.datetime | None, version: MonthVersion) -> bool:
    """True if a mail of that moment holds that version or a later one, not an earlier one."""
    begun = None if version.version == FIRST else version.reopened or version.computed
    if begun is None:
        return True
    return at is not None and at > begun


def drafted(versions: Versions, month: str, now: dt.datetime, digest: str) -> Versions:
    """The versions once the month was computed; the same numbers leave its line as it is.

    Raises:
        ValueError: the month is closed.
    """
    held = current_version(versions, month)
    if held is None:
        return _with(versions, MonthVersion(month, computed=now, digest=digest))
    _must(not held.is_closed)
    if held.digest == digest and held.computed is not None:
        return versions
    return _with(versions, replace(held, computed=now, digest=digest))


def reopened(
    versions: Versions, month: str, now: dt.datetime, digest: str, reason: str
) -> Versions:
    """The versions once a closed month was opened again: the next one is a draft (R-M2).

    Raises:
        ValueError: the month is not closed.
    """
    held = current_version(versions, month)
    _must(held is not None and held.is_closed)
    assert held is not None  # noqa: S101 - for the reader of types
    number = held.version + 1
    made = MonthVersion(month, number, computed=now, digest=digest, reopened=now, reason=reason)
    return _with(versions, made)


def approved(
    versions: Versions, month: str, now: dt.datetime, approver: str, note: str
) -> Versions:
    """The versions once the director approved the draft (R-M1).

    Raises:
        ValueError: there is no draft.
    """
    held = current_version(versions, month)
    _must(held is not None and not held.is_closed)
    assert held is not None  # noqa: S101 - as above
    done = replace(held, state=APPROVED, approved=now, approver=approver, note=note)
    return _with(versions, done)


def reported(versions: Versions, month: str, at: dt.datetime) -> Versions:
    """The versions once the month's package was sent."""
    held = current_version(versions, month) or MonthVersion(month)
    return _with(versions, replace(held, state=REPORTED, sent=held.sent or at))


def _at_the_time(versions: Iterable[MonthVersion], mail: SentMail) -> MonthVersion:
    """The version that there was when the mail left."""
    held = [each for each in versions if each.month == mail.month and is_of_version(mail.at, each)]
    return max(held, key=lambda each: each.version, default=MonthVersion(mail.month))


def _with(versions: Versions, changed: MonthVersion) -> Versions:
    """The versions, one of them changed or added, in order of months."""
    found = {(each.month, each.version): each for each in (*versions, changed)}
    return tuple(found[key] for key in sorted(found))


def _is_after(mail: SentMail, month: str, last: dt.datetime | None) -> bool:
    if mail.month != month or mail.at is None or last is None:
        return False
    return mail.at > last


def _is_draft_after(version: MonthVersion, note: Noted) -> bool:
    is_later = version.month == note.month and version.version > note.version
    return is_later and not version.is_closed


def _must(holds: bool) -> None:  # noqa: FBT001 - a condition
    if not holds:
        msg = "the month is not in that state"
        raise ValueError(msg)
