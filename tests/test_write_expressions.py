"""Expressions in cells: their values, their errors, and what they may not do."""

from __future__ import annotations

import datetime as dt

import pytest

from estate_xl.errors.exceptions import TemplateError
from estate_xl.schema import Language
from estate_xl.schema.appraisal import HEADING, STAFF
from estate_xl.write.expressions import (
    Names,
    Place,
    formula_literal,
    identifier,
    parse_expression,
    plain_value,
    value_text,
)

NAMES = Names(STAFF.fields, HEADING)
PLACE = Place("月度考核模板", 9, 3, Language.HANT)
VALUES: dict[str, object] = {
    **{field.key: None for field in (*STAFF.fields, *HEADING)},
    "name": "王芳",
    "self": 3,
    "total": 92.25,
    "zone_owner_weight": 0.7,
    "month": dt.date(2026, 10, 1),
}


def value(text: str, language: Language = Language.HANT) -> object:
    place = Place("月度考核模板", 9, 3, language)
    return parse_expression(text, place).value(NAMES, VALUES, place)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{{ 姓名 }}", "王芳"),
        ("{{ name }}", "王芳"),
        ("  {{ 总分 }} ", 92.25),
        ("{{ Total }}", 92.25),
        ("{{ 員工自檢 }}", 3),
        ("{{ self }}", 3),
        ("{{ 月份 }}", dt.date(2026, 10, 1)),
        ("{{ Staff_no }}", None),
        ("{{ Staff_no_ }}", None),
        ("{{ 總分 | round(1) }}", 92.3),
        ("{{ 總分 | round }}", 92),
        ("{{ -總分 | round(1) }}", -92.3),
        ("{{ 總分 * 2 - 1 }}", 183.5),
        ("{{ 2 ** 3 }}", 8.0),
        ("{{ 7 % 4 }}", 3),
        ("{{ 總分 | fixed(1) }}分", "92.3分"),
        ("{{ 業主比重 | percent }}", "70%"),
        ("{{ 姓名 | replace('王', '李') }}", "李芳"),
        ("{{ 姓名 }}　{{ 總分 }}", "王芳　92.25"),
        ("{{ 工號 }} {{ 姓名 }}", "王芳"),
        ("{{ 總分 > 60 }}", True),
        ("{# note #}", None),
        ("文字", "文字"),
    ],
)
def test_value(text: str, expected: object) -> None:
    assert value(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "{{ 名次 }}",
        "{{ 名次 | round(1) }}",
        "{{ 名次 + 總分 }}",
        "{{ 名次 * 2 }}",
        "{{ 名次 > 1 }}",
    ],
)
def test_blank_makes_blank(text: str) -> None:
    assert value(text) is None


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        (
            "{{ 性名 }}",
            Language.HANT,
            "月度考核模板!C9 的「{{ 性名 }}」不認識，最接近的是「姓名」。",
        ),
        (
            "{{ 总芬 }}",
            Language.HANS,
            "月度考核模板!C9 的“{{ 总芬 }}”不认识，最接近的是“总分”。",
        ),
        (
            "{{ Totl }}",
            Language.EN,
            "月度考核模板!C9: “{{ Totl }}” is unknown; the nearest name is “Total”.",
        ),
    ],
)
def test_unknown_name(text: str, language: Language, expected: str) -> None:
    with pytest.raises(TemplateError) as caught:
        value(text, language)
    assert caught.value.text(language) == expected


@pytest.mark.parametrize(
    "text",
    [
        "{{ 姓名",
        "{{ }}",
        "{{ 姓名 | nothing }}",
        "{% if 1 %}x{% endif %}",
        "{% endfor %}",
        "{{ 1 / 0 }}",
        "{{ 姓名 + 1 }}",
        "{{ 姓名.nothing }}",
        "{{ 姓名 | round }}",
        "{{ " + "(" * 3000 + "1" + ")" * 3000 + " }}",
        "x" * 9000 + "{{ 姓名 }}",
        "{{ 姓名 | truncate(0) }}",
        "{{ '1e999' | float | int }}",
        "{{ 'nan' | float | round }}",
        "{{ (-1) ** 0.5 }}",
        "{{ 10 ** 400 }}",
        "{{ [1][5] }}",
        "{{ {[]: 1} }}",
    ],
)
def test_broken_expression_names_its_cell(text: str) -> None:
    with pytest.raises(TemplateError, match="月度考核模板!C9"):
        value(text)


def test_value_not_given() -> None:
    with pytest.raises(TemplateError, match="沒有資料"):
        parse_expression("{{ 姓名 }}", PLACE).value(NAMES, {}, PLACE)


def test_too_long_for_a_cell() -> None:
    long = {**VALUES, "name": "字" * 30_000}
    with pytest.raises(TemplateError, match="32767"):
        parse_expression("{{ 姓名 }}{{ 姓名 }}", PLACE).value(NAMES, long, PLACE)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (True, "TRUE"),
        (0.1, "0.1"),
        (94.17, "94.17"),
        (-5, "(-5)"),
        (None, '""'),
        ('說"好"', '"說""好"""'),
        (dt.date(2026, 10, 31), "(DATE(2026,10,31))"),
        (dt.datetime(2026, 10, 31, 9, 5), "(DATE(2026,10,31)+TIME(09,05,00))"),  # noqa: DTZ001 - cells have no zone
        ("a" * 256, '("' + "a" * 255 + '"&"a")'),
    ],
)
def test_formula_literal(given: str | float | dt.date | None, expected: str) -> None:
    assert formula_literal(given) == expected


def test_plain_value() -> None:
    assert plain_value(float("inf")) is None
    assert plain_value([1]) == "[1]"


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (True, "TRUE"),
        (dt.date(2026, 10, 31), "2026-10-31"),
        (dt.datetime(2026, 10, 31, 9, 5), "2026-10-31 09:05"),  # noqa: DTZ001 - cells have no zone
        (dt.time(9, 5), "09:05"),
    ],
)
def test_value_text(given: bool | dt.date | dt.time, expected: str) -> None:  # noqa: FBT001 - a value
    assert value_text(given) == expected


def test_identifier_of_a_digit() -> None:
    assert identifier("1st zone") == "_1st_zone"
