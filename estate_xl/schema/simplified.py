"""Simplified characters of our own texts, by OpenCC (Apache-2.0)."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from opencc import OpenCC


@lru_cache(maxsize=4096)
def simplify(text: str) -> str:
    """The text in simplified characters.

    >>> simplify("片區客戶服務")
    '片区客户服务'
    """
    return str(_converter().convert(text))


@cache
def _converter() -> OpenCC:
    from opencc import OpenCC  # noqa: PLC0415 - only a text in simplified characters needs it

    return OpenCC("t2s")
