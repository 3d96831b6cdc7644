"""Tables of words in Chinese and English."""

from __future__ import annotations

from estate_xl.language import Label


def paired_labels(text: str) -> list[list[Label]]:
    """The labels of a table whose lines are Chinese and English by turns, cells parted by |."""
    lines = [line.split("|") for line in text.strip().splitlines()]
    return [
        [Label(chinese, english) for chinese, english in zip(*pair, strict=True)]
        for pair in zip(lines[::2], lines[1::2], strict=True)
    ]
