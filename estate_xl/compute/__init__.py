"""The regulation, computed: pure functions from frames to a month's scores."""

from __future__ import annotations

from estate_xl.compute.months import Month

__all__ = ["Month"]
