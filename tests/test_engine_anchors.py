"""Places of drawn things, moved with rows and columns as Excel moves them."""

from __future__ import annotations

import re

import pytest

from estate_xl.engine.model.anchors import (
    moved_down,
    shifted_anchors,
    shifted_controls,
    shifted_shapes,
)
from estate_xl.engine.model.moved_cells import Shift


def drawn(kind: str, top: int, bottom: int, offset: int = 5, attributes: str = "") -> str:
    """An anchor of a drawing whose lower end lies `offset` into its row."""
    end = f"<xdr:to>{place(bottom, offset)}</xdr:to>" if kind == "twoCellAnchor" else ""
    return f"<xdr:{kind}{attributes}><xdr:from>{place(top, 5)}</xdr:from>{end}</xdr:{kind}>"


def place(row: int, offset: int) -> str:
    return (
        f"<xdr:col>{row}</xdr:col><xdr:colOff>{offset}</xdr:colOff>"
        f"<xdr:row>{row}</xdr:row><xdr:rowOff>{offset}</xdr:rowOff>"
    )


def rows(text: str, name: str = "row") -> list[int]:
    return [int(each) for each in re.findall(rf"<xdr:{name}>(\d+)<", text)]


@pytest.mark.parametrize(
    ("anchor", "move", "expected"),
    [
        (drawn("twoCellAnchor", 4, 6), Shift("row", 3, 2), [6, 8]),
        (drawn("twoCellAnchor", 4, 6), Shift("row", 8, 2), [4, 6]),
        (drawn("twoCellAnchor", 4, 6), Shift("row", 6, 2), [4, 8]),
        (drawn("twoCellAnchor", 4, 6, attributes=' editAs="oneCell"'), Shift("row", 6, 2), [4, 6]),
        (drawn("twoCellAnchor", 4, 6, attributes=' editAs="oneCell"'), Shift("row", 2, 2), [6, 8]),
        (drawn("twoCellAnchor", 4, 6, attributes=" editAs='absolute'"), Shift("row", 2, 2), [4, 6]),
        (drawn("twoCellAnchor", 4, 6, offset=0), Shift("row", 7, 2), [4, 6]),
        (drawn("twoCellAnchor", 4, 6, offset=0), Shift("row", 6, 2), [4, 8]),
        (drawn("twoCellAnchor", 4, 6), Shift("row", 5, -2), [4, 4]),
        (drawn("twoCellAnchor", 4, 6), Shift("row", 2, -2), [2, 4]),
        (drawn("oneCellAnchor", 4, 0), Shift("row", 3, 2), [6]),
        (drawn("absoluteAnchor", 4, 0), Shift("row", 3, 2), [4]),
    ],
)
def test_anchors_follow_rows(anchor: str, move: Shift, expected: list[int]) -> None:
    assert rows(shifted_anchors(anchor, move)) == expected
    across = move._replace(axis="column")
    assert rows(shifted_anchors(anchor, across), "col") == expected
    assert rows(shifted_anchors(anchor, across)) == rows(anchor)


@pytest.mark.parametrize(
    ("attributes", "expected"),
    [
        (' moveWithCells="1"', [6, 8]),
        (' moveWithCells="1" sizeWithCells="1"', [6, 8]),
        (' moveWithCells="0"', [4, 6]),
        ("", [4, 6]),
    ],
)
def test_controls_follow_where_the_sheet_says_so(attributes: str, expected: list[int]) -> None:
    text = f"<anchor{attributes}><from>{place(4, 5)}</from><to>{place(6, 5)}</to></anchor>"
    assert rows(shifted_controls(text, Shift("row", 3, 2))) == expected


def shape(data: str, anchor: str = "1, 0, 4, 2, 3, 0, 6, 7") -> str:
    inner = f"<x:ClientData>{data}<x:Anchor>\n {anchor}</x:Anchor></x:ClientData>"
    return f"<v:shape id='s'>{inner}</v:shape>"


@pytest.mark.parametrize(
    ("data", "move", "whole", "expected"),
    [
        ("", Shift("row", 3, 2), True, [6, 8]),
        ("", Shift("row", 6, 2), True, [4, 8]),
        ("<x:SizeWithCells/>", Shift("row", 6, 2), True, [4, 6]),
        ("<x:MoveWithCells/><x:SizeWithCells/>", Shift("row", 3, 2), True, [4, 6]),
        ("", Shift("row", 3, 2, 1, 5), False, [4, 6]),
        ("<x:Row>4</x:Row><x:Column>0</x:Column>", Shift("row", 3, 2), True, [6, 8]),
        ("<x:Row>4</x:Row><x:Column>0</x:Column>", Shift("row", 3, 2, 1, 1), False, [6, 8]),
        ("<x:Row>4</x:Row><x:Column>8</x:Column>", Shift("row", 3, 2, 1, 1), False, [4, 6]),
        ("<x:Row>4</x:Row><x:Column>0</x:Column>", Shift("row", 5, -1), True, None),
    ],
)
def test_shapes_of_the_older_drawing(
    data: str, move: Shift, *, whole: bool, expected: list[int] | None
) -> None:
    text = shifted_shapes(f"<xml>{shape(data)}</xml>", move, whole=whole)
    if expected is None:
        assert text == "<xml></xml>"
        return
    found = re.search(r"<x:Anchor>([^<]*)<", text)
    assert found is not None
    numbers = [int(each) for each in found[1].split(",")]
    assert [numbers[2], numbers[6]] == expected
    assert [numbers[0], numbers[4]] == [1, 3]
    if "<x:Row>" in data:
        assert f"<x:Row>{expected[0]}</x:Row>" in text


def test_a_copy_lies_further_down() -> None:
    text = moved_down(drawn("twoCellAnchor", 4, 6) + shape(""), 35)
    assert rows(text) == [39, 41]
    assert "1, 0, 39, 2, 3, 0, 41, 7" in text
