"""The states of a month, and the names of its approved copies (R-M1)."""

from __future__ import annotations

from typing import Final

from estate_xl.language import Label

DRAFT: Final = Label("草稿", "Draft")
APPROVED: Final = Label("已審定", "Approved")
REPORTED: Final = Label("已上報", "Reported")
MONTH_STATES: Final = (DRAFT, APPROVED, REPORTED)
"""Of a line of 月度記錄, in the order in which a version takes them."""

ARCHIVE_FOLDER: Final = "存檔"
"""Beside the workbook: a copy of each version that was approved."""

IS_DRAFT: Final = Label("未審定草稿", "Draft, not approved")
IS_CORRECTION: Final = Label(
    "更正 第 {version} 版 {state}", "Correction, version {version}, {state}"
)


def statement(version: int, *, is_approved: bool) -> Label:
    """The words by which sheet, package and mail say what a version is.

    >>> statement(2, is_approved=True).en
    'Correction, version 2, approved'
    """
    state = APPROVED if is_approved else IS_DRAFT
    if version == 1:
        return state
    return Label(
        IS_CORRECTION.hant.format(version=version, state=state.hant),
        IS_CORRECTION.en.format(version=version, state=state.en.lower()),
    )
