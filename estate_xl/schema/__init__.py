"""The workbook, declared once."""

from __future__ import annotations

from estate_xl.language import Label, Language
from estate_xl.schema.estate_book import APPRAISAL_PREFIX, ESTATE_BOOK
from estate_xl.schema.model import Book, Column, Kind, Role, Sheet
from estate_xl.schema.office_settings import AppraisalSettings, OfficeSettings
from estate_xl.schema.settings import SETTING_BY_KEY, SETTINGS, Setting, SettingKind

__all__ = [
    "APPRAISAL_PREFIX",
    "ESTATE_BOOK",
    "SETTINGS",
    "SETTING_BY_KEY",
    "AppraisalSettings",
    "Book",
    "Column",
    "Kind",
    "Label",
    "Language",
    "OfficeSettings",
    "Role",
    "Setting",
    "SettingKind",
    "Sheet",
]
