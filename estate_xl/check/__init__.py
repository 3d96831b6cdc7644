"""Findings of an office's typed frames: pure rules, each over whole columns at once."""

from __future__ import annotations

from estate_xl.check.ids import check_ids
from estate_xl.check.office import check_counted, check_office
from estate_xl.check.references import Resolved, resolve_reference
from estate_xl.check.settings import parse_settings

__all__ = [
    "Resolved",
    "check_counted",
    "check_ids",
    "check_office",
    "parse_settings",
    "resolve_reference",
]
