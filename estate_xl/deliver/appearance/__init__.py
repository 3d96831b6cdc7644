"""The visible contents of a workbook, and what nobody should have put into it.

Programs write the same workbook in different ways: what is compared is what it shows, not bytes.
"""

from __future__ import annotations

from estate_xl.deliver.appearance.respelled_parts import StrayBytesError, respelled
from estate_xl.deliver.appearance.unknown_parts import Stranger
from estate_xl.deliver.appearance.workbook import SheetSight, Sight, look_at

__all__ = ["SheetSight", "Sight", "Stranger", "StrayBytesError", "look_at", "respelled"]
