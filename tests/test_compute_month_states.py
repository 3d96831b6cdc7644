"""A month as a record: the states of its versions, as a table (R-M1, R-M2)."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from estate_xl.compute.month_states import (
    MonthVersion,
    Noted,
    SentMail,
    approved,
    current_version,
    drafted,
    is_of_version,
    reopened,
    reported,
    with_mails,
    with_notes,
)
from estate_xl.schema.months import APPROVED, DRAFT, REPORTED, statement

MONTH = "2026-10"
FIRST, LATER, LAST = (dt.datetime(2026, 11, day, 9, 30) for day in (1, 5, 9))  # noqa: DTZ001 - a workbook's times are local

DRAFT_1 = MonthVersion(MONTH, computed=FIRST, digest="a")
APPROVED_1 = MonthVersion(MONTH, 1, APPROVED, FIRST, LATER, "何主任", digest="a", note="趕時間")
REPORTED_1 = MonthVersion(MONTH, 1, REPORTED, FIRST, sent=LATER, digest="a")
DRAFT_2 = MonthVersion(MONTH, 2, computed=LAST, reopened=LAST, reason="漏一筆", digest="b")


def test_a_month_that_was_never_computed() -> None:
    assert current_version((), MONTH) is None
    assert current_version((MonthVersion("2026-09"),), MONTH) is None


def test_the_last_version_counts() -> None:
    assert current_version((DRAFT_2, APPROVED_1), MONTH) == DRAFT_2


def test_a_month_is_computed_first() -> None:
    assert drafted((), MONTH, FIRST, "a") == (DRAFT_1,)


def test_the_same_numbers_keep_their_first_time() -> None:
    assert drafted((DRAFT_1,), MONTH, LAST, "a") == (DRAFT_1,)


def test_other_numbers_have_a_time_of_their_own() -> None:
    (held,) = drafted((DRAFT_1,), MONTH, LAST, "b")
    assert (held.computed, held.digest, held.version) == (LAST, "b", 1)


@pytest.mark.parametrize("held", [APPROVED_1, REPORTED_1])
def test_a_closed_month_is_neither_drafted_nor_approved(held: MonthVersion) -> None:
    assert held.is_closed
    with pytest.raises(ValueError, match="state"):
        drafted((held,), MONTH, LAST, "b")
    with pytest.raises(ValueError, match="state"):
        approved((held,), MONTH, LAST, "何主任", "")


@pytest.mark.parametrize("held", [(), (DRAFT_1,)])
def test_only_a_closed_month_is_reopened(held: tuple[MonthVersion, ...]) -> None:
    with pytest.raises(ValueError, match="state"):
        reopened(held, MONTH, LAST, "b", "漏一筆")


@pytest.mark.parametrize("held", [APPROVED_1, REPORTED_1])
def test_a_reopened_month_keeps_the_version_before(held: MonthVersion) -> None:
    assert reopened((held,), MONTH, LAST, "b", "漏一筆") == (held, DRAFT_2)


def test_what_was_never_computed_is_not_approved() -> None:
    with pytest.raises(ValueError, match="state"):
        approved((), MONTH, LATER, "何主任", "")


def test_a_draft_is_approved() -> None:
    held = approved((DRAFT_1,), MONTH, LATER, "何主任", "趕時間")
    assert held == (APPROVED_1,)
    assert held[0].is_approved


def test_a_month_is_reported_approved_or_not() -> None:
    (held,) = reported((APPROVED_1,), MONTH, LAST)
    assert (held.state, held.sent, held.is_approved) == (REPORTED, LAST, True)
    (held,) = reported((DRAFT_1,), MONTH, LAST)
    assert (held.state, held.sent, held.is_approved) == (REPORTED, LAST, False)
    assert reported((), MONTH, LAST) == (MonthVersion(MONTH, 1, REPORTED, sent=LAST),)


def test_the_first_report_keeps_its_time() -> None:
    assert reported((REPORTED_1,), MONTH, LAST) == (REPORTED_1,)


@pytest.mark.parametrize(
    ("held", "mails", "states"),
    [
        ((), [], []),
        ((), [SentMail(MONTH, FIRST)], [(1, REPORTED, FIRST)]),
        ((), [SentMail(MONTH, None)], [(1, REPORTED, None)]),
        ((DRAFT_1,), [SentMail("2026-09", FIRST)], [(1, REPORTED, FIRST), (1, DRAFT, None)]),
        ((DRAFT_1,), [SentMail(MONTH, LATER)], [(1, REPORTED, LATER)]),
        ((APPROVED_1,), [SentMail(MONTH, LAST)], [(1, REPORTED, LAST)]),
        ((REPORTED_1, DRAFT_2), [SentMail(MONTH, LATER)], [(1, REPORTED, LATER), (2, DRAFT, None)]),
        ((APPROVED_1, DRAFT_2), [SentMail(MONTH, LATER)], [(1, REPORTED, LATER), (2, DRAFT, None)]),
        ((APPROVED_1, DRAFT_2), [SentMail(MONTH, None)], [(1, REPORTED, None), (2, DRAFT, None)]),
        (
            (REPORTED_1, DRAFT_2),
            [SentMail(MONTH, LAST + dt.timedelta(hours=1))],
            [(1, REPORTED, LATER), (2, REPORTED, LAST + dt.timedelta(hours=1))],
        ),
    ],
)
def test_what_the_mail_log_shows_as_sent_is_reported(
    held: tuple[MonthVersion, ...], mails: list[SentMail], states: list[tuple[object, ...]]
) -> None:
    found = with_mails(held, mails)
    assert [(each.version, each.state, each.sent) for each in found] == states


def test_a_mail_of_the_moment_of_reopening_holds_the_version_before() -> None:
    assert not is_of_version(LAST, DRAFT_2)
    assert not is_of_version(None, DRAFT_2)
    assert is_of_version(LAST + dt.timedelta(seconds=1), DRAFT_2)
    assert is_of_version(None, DRAFT_1)


@pytest.mark.parametrize(
    ("version", "is_approved", "expected"),
    [
        (1, False, "未審定草稿"),
        (1, True, "已審定"),
        (2, False, "更正 第 2 版 未審定草稿"),
        (3, True, "更正 第 3 版 已審定"),
    ],
)
def test_what_is_said_of_a_version(version: int, *, is_approved: bool, expected: str) -> None:
    assert statement(version, is_approved=is_approved).hant == expected


def test_a_version_that_lost_its_time_of_reopening_begins_when_it_was_computed() -> None:
    held = replace(DRAFT_2, reopened=None)
    assert not is_of_version(LATER, held)
    assert is_of_version(LAST + dt.timedelta(seconds=1), held)
    assert is_of_version(LATER, replace(held, computed=None))


@pytest.mark.parametrize(
    ("lines", "note", "mails", "states"),
    [
        ((), (1, False), [], [(1, DRAFT)]),
        ((), (1, True), [], [(1, APPROVED)]),
        ((), (1, False), [LATER], [(1, REPORTED)]),
        ((DRAFT_1,), (1, False), [], [(1, DRAFT)]),
        ((DRAFT_1,), (1, True), [], [(1, APPROVED)]),
        ((APPROVED_1,), (1, False), [], [(1, APPROVED)]),
        ((REPORTED_1,), (1, True), [], [(1, REPORTED)]),
        ((APPROVED_1, DRAFT_2), (1, True), [], [(1, APPROVED)]),
        ((REPORTED_1,), (2, False), [LATER], [(1, REPORTED), (2, DRAFT)]),
        ((REPORTED_1,), (2, True), [LATER], [(1, REPORTED), (2, APPROVED)]),
        ((REPORTED_1,), (2, False), [LATER, LAST], [(1, REPORTED), (2, REPORTED)]),
        ((DRAFT_2,), (2, True), [], [(2, APPROVED)]),
    ],
)
def test_no_line_that_is_lost_or_altered_opens_a_month(
    lines: tuple[MonthVersion, ...],
    note: tuple[int, bool],
    mails: list[dt.datetime],
    states: list[tuple[object, ...]],
) -> None:
    sent = [SentMail(MONTH, at) for at in mails] + [SentMail("2026-09", LAST)]
    others = MonthVersion("2026-08")
    notes = [Noted(MONTH, *note)]
    found = with_notes(with_mails((others, *lines), sent), notes, sent)
    assert [(each.version, each.state) for each in found if each.month == MONTH] == states
    assert others in found


def test_a_version_without_a_line_was_sent_by_the_first_mail_after_the_one_before() -> None:
    mails = [SentMail(MONTH, None), SentMail(MONTH, LATER), SentMail(MONTH, LAST)]
    *_, last = with_notes((REPORTED_1,), [Noted(MONTH, 2, is_approved=True)], mails)
    assert (last.version, last.state, last.sent) == (2, REPORTED, LAST)
