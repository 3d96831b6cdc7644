"""Sheets to typed frames."""

from __future__ import annotations

from estate_xl.read.office import Office, read_office
from estate_xl.read.sheet_places import Place, Places

__all__ = ["Office", "Place", "Places", "read_office"]
