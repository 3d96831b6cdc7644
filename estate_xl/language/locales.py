"""The language in which the computer speaks to its user."""

from __future__ import annotations

import locale
import os
import sys
from typing import Final

from estate_xl.language.label import Language

_VARIABLES: Final = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
_TRADITIONAL: Final = frozenset({"hant", "tw", "hk", "mo"})


def computer_language() -> Language:
    """The user's own of the three, or zh-Hant."""
    for name in (*map(os.environ.get, _VARIABLES), _windows_name()):
        language = language_of(name or "")
        if language is not None:
            return language
    return Language.HANT


def language_of(name: str) -> Language | None:
    """The language of a locale's name, or None where it is none of the three.

    >>> [str(language_of(name)) for name in ("zh_HK.UTF-8", "zh-CN", "en_GB", "fr_FR:en", "C")]
    ['zh-Hant', 'zh-Hans', 'en', 'en', 'None']
    """
    for each in name.split(":"):
        parts = each.partition(".")[0].replace("-", "_").casefold().split("_")
        if parts[0] in {"en", "english"}:
            return Language.EN
        if parts[0] in {"zh", "chinese"}:
            is_hans = "hans" in parts or not _TRADITIONAL.intersection(parts)
            return Language.HANS if is_hans else Language.HANT
    return None


def _windows_name() -> str:
    """Name of the language of Windows' own windows; empty elsewhere."""
    if sys.platform != "win32":
        return ""
    import ctypes  # noqa: PLC0415 - Windows alone is asked

    return locale.windows_locale.get(ctypes.windll.kernel32.GetUserDefaultUILanguage(), "")
