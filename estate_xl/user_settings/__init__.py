"""This user's own settings: what no workbook may decide, in one file of the user's profile."""

from __future__ import annotations

from estate_xl.user_settings.file import change_settings, read_settings, settings_file
from estate_xl.user_settings.keys import (
    CONFIRMED,
    KEYS,
    PROPOSED_AS,
    find_key,
    read_confirmed,
    shown_value,
)
from estate_xl.user_settings.settings import UserSettings

__all__ = [
    "CONFIRMED",
    "KEYS",
    "PROPOSED_AS",
    "UserSettings",
    "change_settings",
    "find_key",
    "read_confirmed",
    "read_settings",
    "settings_file",
    "shown_value",
]
