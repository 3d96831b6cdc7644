"""What the tests share: made offices, readers of packages, other programs, oracles."""

from __future__ import annotations
