"""Titles of sheets that Excel takes."""

from __future__ import annotations

from estate_xl.engine.markup import escape_attribute
from estate_xl.errors import WorkbookError


def check_title(title: str) -> str:
    """The title as an attribute's value, refused where Excel refuses it."""
    bad = not title or len(title) > 31 or set(title) & set("\\/?*[]:")  # noqa: PLR2004
    if bad or title.startswith("'") or title.endswith("'") or title.casefold() == "history":
        rule = "須為 1 至 31 個字元，不含 \\ / ? * [ ] : ，首尾不是單引號"
        msg = f"「{title}」不能作工作表名稱：{rule}。"
        raise WorkbookError(msg)
    return escape_attribute(title)
