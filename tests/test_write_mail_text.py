"""郵件模板 filled, and the figures that it may name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from estate_xl.blueprint import make_book
from estate_xl.check import parse_settings
from estate_xl.compute import Month
from estate_xl.compute.appraisal import calculate_appraisal
from estate_xl.engine.opening import open_book
from estate_xl.errors.exceptions import TemplateError
from estate_xl.findings.texts.kinds import Severity
from estate_xl.read import read_office
from estate_xl.schema import ESTATE_BOOK, Language
from estate_xl.schema.mail import MAIL_HEADING
from estate_xl.write.corrections import Edition
from estate_xl.write.mail_text import fill_mail, key_figures
from support.mails import MONTH, clean_office

if TYPE_CHECKING:
    from pathlib import Path

VALUES: dict[str, object] = {
    "project": "濱江花園",
    "office": "濱江花園管理處",
    "month": "2026-10",
    "month_title": "2026年10月",
    "version": 2,
    "state": "更正 第 2 版 已審定",
    "first_zone": "臨溪苑（A06）",
    "average_total": 92.784,
    "open_points": 2,
}


@pytest.mark.parametrize("language", Language)
def test_the_empty_workbooks_template(tmp_path: Path, language: Language) -> None:
    path = tmp_path / "book.xlsx"
    path.write_bytes(make_book(language))
    book = open_book(path)
    sheet = book.sheets[ESTATE_BOOK["MailTemplate"].title.text(language)]
    assert set(VALUES) == {field.key for field in MAIL_HEADING}
    text = fill_mail(sheet, VALUES, language)
    assert "2026年10月" in text.subject
    assert "\n" not in text.subject
    assert text.subject.count("更正 第 2 版 已審定") == 1
    for words in ("臨溪苑（A06）", "92.78", "2", "更正 第 2 版 已審定"):
        assert words in text.body
    nothing = fill_mail(sheet, dict.fromkeys(VALUES), language)
    assert "None" not in nothing.subject + nothing.body
    assert "—" in nothing.body
    sheet.range("B4:B5").value = [["{{ month }}"], ["{{ office }}"]]
    told = fill_mail(sheet, VALUES, language)
    assert "更正 第 2 版 已審定" in told.subject, "a template of an earlier version does not say it"
    assert "更正 第 2 版 已審定" in told.body
    sheet.range("B5").value = "{{ nobody }}"
    with pytest.raises(TemplateError):
        fill_mail(sheet, VALUES, language)
    book.close()


def test_key_figures(tmp_path: Path) -> None:
    path = tmp_path / "office.xlsx"
    clean_office(path)
    book = open_book(path)
    office = read_office(book)
    settings, _ = parse_settings(office.tables["Settings"])
    appraisal = calculate_appraisal(office.tables, settings.appraisal, Month.parse(MONTH))
    figures = key_figures(appraisal, settings.values, Language.HANT, Edition(1))
    totals = [float(person.total) for person in appraisal.staff if person.total is not None]
    assert figures["first_zone"] == "臨溪苑（A01）"
    assert figures["average_total"] == pytest.approx(sum(totals) / len(totals), abs=0.005)
    assert figures["open_points"] == len(
        {
            finding.message(Language.HANT)
            for finding in appraisal.findings()
            if finding.severity is not Severity.NOTE
        }
    )
    book.close()
