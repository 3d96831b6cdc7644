"""首頁 says at which step of the month the office is: the formulas, calculated by LibreOffice."""

from __future__ import annotations

import datetime as dt
import subprocess
from typing import TYPE_CHECKING, Final

import openpyxl
import pytest

from estate_xl.blueprint import make_book
from estate_xl.blueprint.cover_progress import month_formula, steps_formula
from estate_xl.files.session import open_file
from estate_xl.schema import ESTATE_BOOK, Language
from support.desks import office_bytes

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet

MOST_IN_A_FORMULA = 8192
SCORED = [
    {"month": month, "staff": staff, **scores}
    for month, staff, scores in (
        ("2026-09", "Y02", {"self": 90}),
        ("2026-10", "Y02", {"self": 90}),
        ("2026-10", "Y03", {}),
    )
]
CASES: Final[tuple[tuple[str, list[tuple[str, int, str]], str, str], ...]] = (
    ("begun", [], "2026-10", "備考 1/2 人有分  →  月度考核  →  審定  →  上報"),
    (
        "draft",
        [("2026-10", 1, "草稿")],
        "2026-10",
        "備考 1/2 人有分  →  月度考核 ✓  →  審定  →  上報",
    ),
    (
        "approved",
        [("2026-10", 1, "已審定")],
        "2026-10",
        "備考 1/2 人有分  →  月度考核 ✓  →  審定 ✓  →  上報",
    ),
    (
        "reported again",
        [("2026-10", 1, "已上報"), ("2026-10", 2, "已上報")],
        "2026-10",
        "備考 1/2 人有分  →  月度考核 ✓  →  審定 ✓  →  上報 ✓（更正 第 2 版）",
    ),
    (
        "an earlier month opened again",
        [("2026-10", 1, "已上報"), ("2026-09", 2, "草稿")],
        "2026-09",
        "備考 1/1 人有分  →  月度考核 ✓  →  審定  →  上報（更正 第 2 版）",
    ),
    (
        "a month without scores",
        [("2026-11", 1, "草稿")],
        "2026-11",
        "備考 未開始  →  月度考核 ✓  →  審定  →  上報",
    ),
)


def calculated(folder: Path, *names: str) -> Worksheet:
    """首頁 of the last of these workbooks; all are calculated by LibreOffice into `done`."""
    done = folder / "done"
    subprocess.run(
        ["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
        + ["--convert-to", "xlsx", "--outdir", str(done)]
        + [str(folder / f"{name}.xlsx") for name in names],
        check=True,
        capture_output=True,
    )
    return openpyxl.load_workbook(done / f"{names[-1]}.xlsx", data_only=True)["首頁"]


@pytest.mark.parametrize("language", Language)
def test_the_formulas_are_short_and_ask_no_clock(language: Language) -> None:
    for formula in (month_formula(language), steps_formula("$B$3", language)):
        assert len(formula) < MOST_IN_A_FORMULA
        assert not any(name in formula for name in ("TODAY(", "NOW(", "OFFSET(", "INDIRECT("))
        assert ESTATE_BOOK["MonthRecords"].title.text(language) in formula


@pytest.mark.slow
@pytest.mark.libreoffice
def test_a_mail_that_a_clerk_marks_as_sent_is_the_report(tmp_path: Path) -> None:
    path = tmp_path / "given.xlsx"
    path.write_bytes(make_book(Language.HANT, {"MonthlyScores": SCORED}))
    approved, sent = dt.datetime(2026, 11, 2, 9), dt.datetime(2026, 11, 2, 10)  # noqa: DTZ001
    with open_file(path) as opened:
        line = opened.book.sheets["月度記錄"].range("A4")
        line.value = ["2026-10", 1, "已審定", approved, approved]
        log = opened.book.sheets["郵件記錄"].range("A4")
        log.value = [sent, "2026-10", "草稿檔案", "a@example.com", "f", "已發送"]
        opened.save(tmp_path / "sent.xlsx")
    assert calculated(tmp_path, "sent")["C3"].value.endswith("審定 ✓  →  上報 ✓")


@pytest.mark.slow
@pytest.mark.libreoffice
def test_each_step_is_told(tmp_path: Path) -> None:
    books = {"empty": office_bytes()}
    for name, lines, _, _ in CASES:
        path = tmp_path / "given.xlsx"
        path.write_bytes(make_book(Language.HANT, {"MonthlyScores": SCORED}))
        with open_file(path) as opened:
            sheet = opened.book.sheets["月度記錄"]
            for row, line in enumerate(lines, start=4):
                sheet.range((row, 1)).value = list(line)
            books[name] = opened.save(tmp_path / f"{name}.xlsx").read_bytes()
    (tmp_path / "empty.xlsx").write_bytes(books["empty"])
    calculated(tmp_path, *books)
    for name, _, month, steps in (*CASES, ("empty", [], "", "")):
        cover = openpyxl.load_workbook(tmp_path / f"done/{name}.xlsx", data_only=True)["首頁"]
        assert (cover["B3"].value or "", cover["C3"].value or "") == (month, steps), name
