"""The 參數 sheet: its texts read as settings, and what is wrong with them.

Of a key given twice the first row counts; `check_ids` reports them all.
"""

from __future__ import annotations

import math
import re
import unicodedata
from typing import TYPE_CHECKING, Final, NamedTuple

from estate_xl.check.report import proposal, report
from estate_xl.column_needs import needs
from estate_xl.findings.codes import FindingCode
from estate_xl.findings.finding import Finding
from estate_xl.language import filled, listed
from estate_xl.schema import (
    SETTING_BY_KEY,
    SETTINGS,
    Label,
    OfficeSettings,
    SettingKind,
)
from estate_xl.schema.duty_hours import read_hours
from estate_xl.schema.numbered import read_format
from estate_xl.schema.terms import YES_NO
from estate_xl.spelling import Spellings, fold
from estate_xl.typed_frames import normalise

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from estate_xl.schema import Setting

_SHEET: Final = "Settings"
_WEIGHTS: Final = ("zone_inspection_weight", "zone_owner_weight")
_TOLERANCE: Final = 1e-9
_NUMBER: Final = re.compile(r"([+-]?(?:\d++(?:\.\d*+)?|\.\d+))\s*(%?)", re.ASCII)
_FORMATS: Final = Label(
    "格式，例如 BS{yyyy}{mm}-{n:04}：{yyyy} 年、{mm} 月、{dd} 日，最後是流水號 {n:04}",
    "a format such as BS{yyyy}{mm}-{n:04}: {yyyy}, {mm}, {dd}, and the running number {n:04} last",
)
_HOURS: Final = Label(" 08:00-20:00 這樣的起止時間", "hours such as 08:00-20:00")
_WHOLE: Final = Label("使兩項比重合計為 1 的數", "a number that makes the two weights add up to 1")
_DEFAULT: Final = Label("現在按默認值 {default} 計算", "its default {default} counts")
_AS_EMPTY: Final = Label("現在當作沒有填", "it counts as empty")
_BOTH: Final = Label(
    "兩項比重現在都按默認值 {inspection} 和 {owner} 計算",
    "the defaults {inspection} and {owner} count for both weights",
)
_NO_NUMBERS: Final = Label("改好以前不編新號", "no new number is given until it is mended")
_YES_NO: Final = {label.en: label.hant for label in YES_NO}


class _Cell(NamedTuple):
    """A setting's row and value as typed; no row where the key is absent."""

    row: int | None
    text: str


@needs(Settings=("key", "value"))
def parse_settings(frame: pd.DataFrame) -> tuple[OfficeSettings, list[Finding]]:
    """All settings, and findings for what is missing, unknown or not allowed.

    A missing or wrong value falls back to its default, which the finding names; two zone weights
    that do not add up to 1 fall back together, and the one that was changed is blamed. An empty
    floor or ceiling means none, an absent one its default (R-8.1).

    Args:
        frame: The Settings sheet; values are texts, the numbers among them too.
    """
    keys = normalise(frame["key"])
    cells = _first_cells(frame, keys)
    values: dict[str, str | float | None] = {}
    findings: dict[str, Finding] = {}
    for setting in SETTINGS:
        cell = cells.get(setting.key, _Cell(None, ""))
        value = _parse_value(setting, cell.text) if cell.text else None
        if value is None and not (setting.empty_means_none and cell.row and not cell.text):
            value = setting.default
            if cell.text:
                near = Spellings(setting.choices).nearest(cell.text)
                allowed, used = _allowed(setting), _used(setting)
                findings[setting.key] = _out_of_range(setting.key, cell, allowed, used, near)
            elif setting.required:
                findings[setting.key] = _missing(setting, cell.row)
        is_format = setting.kind is SettingKind.NUMBER_FORMAT
        if is_format and cell.text and read_format(cell.text) is None:
            findings[setting.key] = _out_of_range(setting.key, cell, _FORMATS, _NO_NUMBERS)
        values[setting.key] = value
    given = frozenset(key for key, cell in cells.items() if cell.text)
    settings = OfficeSettings(values, given)
    if abs(sum(settings.number(key) for key in _WEIGHTS) - 1) > _TOLERANCE:
        defaults = {key: SETTING_BY_KEY[key].default for key in _WEIGHTS}
        changed = [key for key in _WEIGHTS if values[key] != defaults[key]]
        values |= defaults
        for key in changed[-1:]:
            findings[key] = _out_of_range(key, cells[key], _WHOLE, _both())
    return settings, [*findings.values(), *_unknown(frame, keys)]


def _first_cells(frame: pd.DataFrame, keys: pd.Series) -> dict[str, _Cell]:
    first = frame.assign(key=keys).dropna(subset="key").drop_duplicates("key")
    values = first["value"].fillna("").str.strip()
    return {
        key: _Cell(row, text)
        for row, key, text in zip(first.index, first["key"], values, strict=True)
    }


def _parse_value(setting: Setting, text: str) -> str | float | None:
    """The text as that setting's value; None where it is not allowed."""
    plain = unicodedata.normalize("NFKC", text).strip()
    if setting.kind in {SettingKind.TEXT, SettingKind.NUMBER_FORMAT}:
        return text
    if setting.kind is SettingKind.HOURS:
        return None if read_hours(text) is None else plain
    if setting.kind is SettingKind.CHOICE:
        known = {choice: _YES_NO.get(choice, choice) for choice in setting.choices}
        if text not in known:
            known = {fold(choice): meant for choice, meant in known.items()}
            text = fold(text)
        return known.get(text)
    return _parse_number(setting, plain)


def _parse_number(setting: Setting, plain: str) -> float | None:
    """A number within the setting's bounds; `30%` is understood where a share is asked for."""
    match = _NUMBER.fullmatch(plain)
    minimum, maximum = _bounds(setting)
    if match is None or (match[2] and maximum > 1):
        return None
    number = float(match[1]) / (100 if match[2] else 1)
    if not minimum <= number <= maximum:
        return None
    if setting.kind is SettingKind.INTEGER:
        return int(number) if number.is_integer() else None
    return number


def _bounds(setting: Setting) -> tuple[float, float]:
    minimum = -math.inf if setting.minimum is None else setting.minimum
    maximum = math.inf if setting.maximum is None else setting.maximum
    return minimum, maximum


def _allowed(setting: Setting) -> Label:
    if setting.choices:
        english = [choice for choice in setting.choices if choice not in _YES_NO.values()]
        return Label(f" {'、'.join(setting.choices)} 之一", f"one of {', '.join(english)}")
    if setting.kind is SettingKind.HOURS:
        return _HOURS
    minimum, maximum = _bounds(setting)
    hant, en = (
        ("整數", "a whole number") if setting.kind is SettingKind.INTEGER else ("數", "a number")
    )
    return Label(
        f" {minimum:g} 到 {maximum:g} 之間的{hant}", f"{en} from {minimum:g} to {maximum:g}"
    )


def _used(setting: Setting) -> Label:
    """What counts in the place of a value that is not allowed."""
    if setting.key in _WEIGHTS:
        return _both()
    if setting.default is None:
        return _AS_EMPTY
    default = setting.default
    return filled(_DEFAULT, default=default if isinstance(default, str) else f"{default:g}")


def _both() -> Label:
    inspection, owner = (f"{SETTING_BY_KEY[key].default:g}" for key in _WEIGHTS)
    return filled(_BOTH, inspection=inspection, owner=owner)


def _missing(setting: Setting, row: int | None) -> Finding:
    facts = {"key": setting.key, "default": str(setting.default)}
    column = None if row is None else "value"
    return Finding(FindingCode.SETTING_MISSING, _SHEET, row, column, facts=facts)


def _out_of_range(
    key: str, cell: _Cell, allowed: Label, used: Label, near: Sequence[str] = ()
) -> Finding:
    facts: dict[str, str | Label] = {"key": key, "allowed": allowed, "used": used}
    if near:
        facts["nearest"] = proposal(listed(near))
    return Finding(FindingCode.SETTING_OUT_OF_RANGE, _SHEET, cell.row, "value", cell.text, facts)


def _unknown(frame: pd.DataFrame, keys: pd.Series) -> list[Finding]:
    unknown = frame["key"][keys.notna() & ~keys.isin(SETTING_BY_KEY.keys())]
    known = Spellings(SETTING_BY_KEY)
    nearest = [proposal(listed(known.nearest(key))) for key in unknown]
    return report(FindingCode.SETTING_UNKNOWN, _SHEET, "key", unknown, nearest=nearest)
