"""The regulation, computed: pure functions from frames to a month's scores."""

from __future__ import annotations

from estate_xl.compute.appraisal import Appraisal, calculate_appraisal
from estate_xl.compute.months import Month

__all__ = ["Appraisal", "Month", "calculate_appraisal"]
