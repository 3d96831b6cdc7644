"""Severity, rule, words and remedy of a kind of finding.

A name in braces is one of the finding's facts, `{value}`, or `{header}`. `{nearest}` begins a
remedy with what is spelt most like the value, and is empty where nothing is.
"""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple

from estate_xl.schema import Label


class Severity(Enum):
    """The severity of a finding; notes alone leave the exit status 0."""

    ERROR = Label("錯誤", "Error")
    WARNING = Label("提醒", "Warning")
    NOTE = Label("說明", "Note")


class FindingKind(NamedTuple):
    """One kind: rule, severity, what is wrong, how to mend it."""

    rule: str
    severity: Severity
    message: Label
    mend: Label


def error(rule: str, hant: str, en: str, mend_hant: str, mend_en: str) -> FindingKind:
    """A kind that stops `send`: a number is or may be wrong."""
    return FindingKind(rule, Severity.ERROR, Label(hant, en), Label(mend_hant, mend_en))


def warning(rule: str, hant: str, en: str, mend_hant: str, mend_en: str) -> FindingKind:
    """A kind that somebody has to look at."""
    return FindingKind(rule, Severity.WARNING, Label(hant, en), Label(mend_hant, mend_en))


def note(rule: str, hant: str, en: str, mend_hant: str, mend_en: str) -> FindingKind:
    """A kind that only says what was left out or assumed."""
    return FindingKind(rule, Severity.NOTE, Label(hant, en), Label(mend_hant, mend_en))
