"""Findings of an office's typed frames: pure rules, each over whole columns at once."""

from __future__ import annotations

from estate_xl.check.ids import check_numbers
from estate_xl.check.months import ComputedMonths
from estate_xl.check.office import check_counted, check_demands, check_office, check_records
from estate_xl.check.references import Records, Resolved, resolve_reference
from estate_xl.check.settings import parse_settings

__all__ = [
    "ComputedMonths",
    "Records",
    "Resolved",
    "check_counted",
    "check_demands",
    "check_numbers",
    "check_office",
    "check_records",
    "parse_settings",
    "resolve_reference",
]
