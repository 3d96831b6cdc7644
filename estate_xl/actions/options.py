"""Options that more than one command takes."""

from __future__ import annotations

from typing import Final

from estate_xl.actions.kinds import FILE, FLAG, LANGUAGE, MOMENT, MONTH
from estate_xl.actions.model import Option, Proposal, Question
from estate_xl.language import Label, Language

BOOK: Final = Option("BOOK", Label("工作簿檔案", "the workbook"), FILE, required=True)
OUT: Final = Option(
    "--out",
    Label("寫到另一個檔案，BOOK 保持原樣", "write to another file and leave BOOK as it is"),
    FILE,
    "FILE",
)
JSON: Final = Option("--json", Label("結果以 JSON 輸出", "print the result as JSON"), FLAG)
SCREEN_LANGUAGE: Final = Option(
    "--lang",
    Label("提示的語言（默認按「參數」表）", "language of the screen (else as the workbook says)"),
    LANGUAGE,
)
SPOKEN_LANGUAGE: Final = Option(
    "--lang",
    Label("提示的語言（默認按系統）", "language of the screen (else the system's)"),
    LANGUAGE,
)
TOP_LANGUAGE: Final = Option(
    "--lang",
    Label("提示和說明的語言", "language of the screen and the help"),
    LANGUAGE,
)
BOOK_LANGUAGE: Final = Option(
    "--lang",
    Label("工作簿的語言（默認 zh-Hant）", "language of the workbook (else zh-Hant)"),
    LANGUAGE,
    default=Language.HANT,
)
QUIET: Final = Option(
    "--quiet", Label("不顯示進度和說明", "show neither progress nor what was done"), FLAG
)
DEBUG: Final = Option(
    "--debug", Label("出錯時顯示技術細節", "show technical details of an error"), FLAG
)
COMMON: Final = (QUIET, DEBUG)
"""The options of every command besides its own."""
ON_A_BOOK: Final = (BOOK, OUT, SCREEN_LANGUAGE)
ON_A_BOOK_WITH_JSON: Final = (BOOK, OUT, JSON, SCREEN_LANGUAGE)
AS_OF: Final = Option(
    "--as-of",
    Label(
        "按哪一刻計算（默認此刻），例如 2026-10-31T08:30",
        "the moment it is computed for (else now), such as 2026-10-31T08:30",
    ),
    MOMENT,
    "YYYY-MM-DDTHH:MM",
    parameter="now",
)
TICKETS: Final = Option(
    "--ticket",
    Label("單號，可以寫多次", "number of a ticket; may be repeated"),
    metavar="NO",
    required=True,
    many=True,
    parameter="tickets",
)


def month(words: Label, question: Label) -> Option:
    """The month that a command is about; a button asks for it and proposes the last one."""
    again = Label("「{text}」不是月份。", "“{text}” is no month. ")
    asked = Question(question, again, Proposal.LAST_MONTH)
    return Option("--month", words, MONTH, "YYYY-MM", required=True, question=asked)


def pdf(hant: str, en: str) -> Option:
    """A file for what is printed.

    Args:
        hant: What it is, 報事單.
        en: In English, slips.
    """
    words = Label(f"同時把{hant}存成 PDF", f"save the {en} as a PDF too")
    return Option("--pdf", words, FILE, "FILE")
