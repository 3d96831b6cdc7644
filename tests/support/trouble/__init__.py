"""Workbooks that go wrong: every kind of trouble by name, made by code from a seed.

`KINDS` holds them. A kind makes the bytes of one file, always the same for the same seed, and says
what a command must do with it. The families are modules; to add a kind, write a maker in one of
them under the mark `kind`.
"""

from __future__ import annotations

from support.trouble import (
    attachments,
    cells,
    formats,
    layouts,
    meaning,
    package,
    rules,
    spellings,
    xml,
    zips,
)
from support.trouble.registry import Expect, Kind, gather

__all__ = ["KINDS", "Expect", "Kind"]

KINDS: dict[str, Kind] = gather(
    zips, xml, package, formats, attachments, cells, spellings, layouts, rules, meaning
)
