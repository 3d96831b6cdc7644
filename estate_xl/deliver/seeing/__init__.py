"""What a person sees of a workbook, and what in it nobody should have put there.

Programs write the same workbook in different ways: what is compared is what it shows, not bytes.
"""

from __future__ import annotations

from estate_xl.deliver.seeing.looking import SheetSight, Sight, look_at
from estate_xl.deliver.seeing.respelling import StrayBytesError, respelled
from estate_xl.deliver.seeing.strangers import Stranger

__all__ = ["SheetSight", "Sight", "Stranger", "StrayBytesError", "look_at", "respelled"]
