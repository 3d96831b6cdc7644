"""WEIGHTS_NOT_WHOLE and posts given twice (R-8.4)."""

from __future__ import annotations

import pytest

from estate_xl.check.weights import check_weights
from estate_xl.findings.codes import FindingCode
from estate_xl.schema import Language
from estate_xl.schema.defaults import WEIGHTS
from estate_xl.typed_frames import build_tables

_PARTS = ("self", "zone", "supervisor", "head_composite", "director")


def _row(*weights: float | None, post: str | None = "協管隊長") -> dict[str, object]:
    return {"department": "協管隊", "post": post, **dict(zip(_PARTS, weights, strict=True))}


def test_the_regulations_weights_are_whole() -> None:
    rows = {
        row: {
            "department": weight.department.hant,
            "post": weight.post.hant,
            **dict(zip(_PARTS, weight[2:7], strict=True)),
        }
        for row, weight in enumerate(WEIGHTS, start=4)
    }
    assert check_weights(build_tables({"AppraisalWeights": rows})) == []


@pytest.mark.parametrize(
    ("weights", "total"),
    [
        ((0.5, 0.05, None, 0.05, 0.4), None),
        ((0.1, 0.2, 0.3, 0.15, 0.25), None),
        ((0.5, None, 0.5 + 5e-10, None, None), None),
        ((0.5, 0.05, None, None, 0.4), "95%"),
        ((0.5, None, 0.6, None, None), "110%"),
        ((0.5, None, 0.505, None, None), "100.5%"),
        ((0.5, None, 0.50000001, None, None), "100.000001%"),
        ((None, None, None, None, None), "0%"),
    ],
)
def test_weights_add_up(weights: tuple[float | None, ...], total: str | None) -> None:
    findings = check_weights(build_tables({"AppraisalWeights": {6: _row(*weights)}}))
    assert [(f.code, f.sheet, f.row, f.column, f.facts["total"]) for f in findings] == (
        []
        if total is None
        else [(FindingCode.WEIGHTS_NOT_WHOLE, "AppraisalWeights", 6, None, total)]
    )


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        (Language.HANT, "協管隊協管隊長的各項比重合計為 95%，不是 100%"),
        (Language.HANS, "协管队协管队长的各项比重合计为 95%，不是 100%"),
        (
            Language.EN,
            "The weights of Order-keeping Team Order Captain add up to 95%, not to 100 %",
        ),
    ],
)
def test_the_words(language: Language, expected: str) -> None:
    rows = {6: _row(0.5, 0.05, None, None, 0.4)}
    finding = check_weights(build_tables({"AppraisalWeights": rows}))[0]
    assert finding.message(language) == expected


def test_a_row_without_its_post_is_added_up_too() -> None:
    rows = {6: _row(0.5, None, None, None, None, post=None)}
    finding = check_weights(build_tables({"AppraisalWeights": rows}))[0]
    assert finding.message(Language.HANT) == "協管隊的各項比重合計為 50%，不是 100%"


def test_a_post_given_twice() -> None:
    whole = _row(1, None, None, None, None)
    rows = {
        4: whole,
        5: {**whole, "department": "環境部"},
        6: {**whole, "post": None},
        7: whole,
        8: {**whole, "post": None},
    }
    findings = check_weights(build_tables({"AppraisalWeights": rows}))
    assert [(f.code, f.sheet, f.row, f.column, f.value) for f in findings] == [
        (FindingCode.DUPLICATE_ID, "AppraisalWeights", 4, "post", "協管隊協管隊長"),
        (FindingCode.DUPLICATE_ID, "AppraisalWeights", 7, "post", "協管隊協管隊長"),
    ]
    assert "第 4、7 行" in findings[0].message(Language.HANT)
