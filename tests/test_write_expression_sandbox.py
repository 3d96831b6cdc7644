"""What a template may not reach, each known way by name, and the bounds of what it may cost."""

from __future__ import annotations

import datetime as dt
import os
import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from estate_xl.errors.exceptions import TemplateError
from estate_xl.schema import Language
from estate_xl.schema.appraisal import HEADING, STAFF
from estate_xl.write.expression_sandbox import MAX_DEPTH
from estate_xl.write.expressions import (
    MAX_SHOWN,
    MAX_SOURCE,
    Names,
    Place,
    parse_expression,
)

if TYPE_CHECKING:
    from collections.abc import Callable

NAMES = Names(STAFF.fields, HEADING)
PLACE = Place("月度考核模板", 9, 3, Language.HANT)
VALUES: dict[str, object] = {
    **{field.key: None for field in (*STAFF.fields, *HEADING)},
    "name": "王芳",
    "total": 92.25,
    "month": dt.date(2026, 10, 1),
}
AT_THE_CELL = re.compile("^月度考核模板!C9 ")
TOO_LARGE = re.compile("太長或太深|超過")
WORDS = (
    *(
        "姓名",
        "總分",
        "月份",
        "名次",
        "self",
        "nothing",
        "1",
        "0",
        "1e9",
        "'a'",
        "''",
        "none",
        "true",
    ),
    *("[]", "{}", "()", "[1,'a']", "{'a':1}", "+", "-", "*", "/", "//", "%", "**", "~", "==", "<"),
    *("and", "or", "not", "in", "is", "if", "else", "defined", "|", "|round", "|fixed(2)"),
    *("|replace('a','b')", "|int", "|float", "|length", "|first", "|e", "|truncate(3)", "|abs"),
    *("|default(1)", ".", ".year", ".__class__", ".upper", "[", "]", "[0]", "[0:2]", "(", ")"),
    *(
        "{{",
        "}}",
        "{%",
        "%}",
        "{#",
        "#}",
        "for",
        "x",
        "片區",
        "\\",
        '"',
        "'",
        " ",
        "\n",
        "%s",
        "lipsum",
    ),
)


def value(text: str) -> object:
    return parse_expression(text, PLACE).value(NAMES, VALUES, PLACE)


@pytest.mark.parametrize(
    "text",
    [
        "姓名.__class__",
        "姓名.__class__.__mro__[1].__subclasses__()",
        "''.__class__.__base__.__subclasses__()",
        "''['__class__']",
        "姓名['__cla' ~ 'ss__']",
        "姓名|attr('__class__')",
        "[姓名]|map(attribute='__class__')|list",
        "[姓名]|map('attr', '__class__')",
        "[姓名]|sort(attribute='__class__')",
        "[姓名]|groupby('__class__')",
        "'{0.__class__}'.format(姓名)",
        "'{0.__class__}'|format(姓名)",
        "'%s' % 姓名",
        "('%s'|e) % 姓名",
        "'{0.__class__}'.format_map({'a': 1})",
        "lipsum.__globals__['os'].environ",
        "lipsum()",
        "cycler.__init__.__globals__.os.popen('id').read()",
        "joiner.__init__",
        "namespace(a=1)",
        "dict(a=1)",
        "range(10**9)",
        "self.__init__.__globals__",
        "self._TemplateReference__context",
        "super()",
        "caller()",
        "loop.__class__",
        "varargs",
        "kwargs",
        "config",
        "request.application",
        "context.environment",
        "environment.loader",
        "resolve",
        "get_flashed_messages.__globals__",
        "url_for.__globals__",
        "undefined.__class__",
        "none.__class__",
        "true.__class__",
        "1.0.__class__",
        "().__class__.__bases__[0]",
        "{}.__class__",
        "[].append",
        "{}.items",
        "姓名.upper",
        "姓名.upper()",
        "姓名.format",
        "月份.strftime",
        "月份.__reduce__",
        "月份.today()",
        "總分.hex",
        "總分.__init__.__objclass__",
        "姓名.__doc__",
        "{'__class__': 1}.__class__",
        "姓名|pprint",
        "姓名|tojson",
        "姓名|safe",
    ],
)
def test_a_template_reaches_nothing(text: str) -> None:
    with pytest.raises(TemplateError, match=AT_THE_CELL) as caught:
        value(f"{{{{ {text} }}}}")
    said = str(caught.value)
    assert "object at 0x" not in said
    assert os.environ["PATH"] not in said


@pytest.mark.parametrize(
    "text",
    [
        "{% include '/etc/passwd' %}",
        "{% import 'os' as os %}",
        "{% from 'os' import environ %}",
        "{% extends '/etc/passwd' %}",
        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
        "{% set x = '' %}{% set x = x ~ x %}",
        "{% for i in [1] %}{% for j in [1] %}x{% endfor %}{% endfor %}",
        "{% for i in range(10**9) %}x{% endfor %}",
        "{% for i in 員工 recursive %}{{ loop(員工) }}{% endfor %}",
        "{% call x() %}{% endcall %}",
        "{% filter upper %}x{% endfilter %}",
        "{% block x %}{% endblock %}",
        "{% with a = 1 %}{{ a }}{% endwith %}",
        "{% autoescape true %}x{% endautoescape %}",
        "{% do 1 %}",
        "{% debug %}",
        "{% trans %}x{% endtrans %}",
    ],
)
def test_statements_are_refused(text: str) -> None:
    with pytest.raises(TemplateError, match=AT_THE_CELL):
        value(text)


@pytest.mark.parametrize(
    "text",
    [
        "姓名 * 1000000000",
        "'a' * 10 ** 9",
        "[0] * 1000000000",
        "'%999999999d' % 1",
        "range(1000000000)",
        "10 ** (10 ** 10)",
        "10.0 ** 400",
        "1e400",
        "9" * 4400,
        "9" * 2000 + " * " + "9" * 2000,
        "姓名|center(1000000000)",
        "姓名|indent(1000000000)",
        "姓名|truncate(1, true, 'x' * 3)",
        "姓名|replace('', '" + "x" * 8000 + "')|replace('', '" + "y" * 90 + "')",
    ],
)
def test_size_is_bounded(text: str) -> None:
    with pytest.raises(TemplateError, match=AT_THE_CELL):
        value(f"{{{{ {text} }}}}")


LINKS = ("+1", "*1", "**1", "~1", "|abs", "|string", ".a", "[0]", " and 1", " if 1 else 1", "<1")


@pytest.mark.parametrize("link", LINKS)
@pytest.mark.parametrize("make", [lambda x: f"1{x * 400}", lambda x: f"1{x * 1500}"])
def test_chains_are_bounded(link: str, make: Callable[[str], str]) -> None:
    """Jinja takes half a minute to compile three hundred of some, and Python refuses them."""
    with pytest.raises(TemplateError, match=TOO_LARGE):
        value(f"{{{{ {make(link)} }}}}")


@pytest.mark.parametrize("opened", ["(", "[", "-", "not ", "{1:"])
def test_nests_are_bounded(opened: str) -> None:
    closed = {"(": ")", "[": "]", "{1:": "}"}.get(opened, "")
    with pytest.raises(TemplateError, match=TOO_LARGE):
        value("{{ " + opened * 300 + "1" + closed * 300 + " }}")


@pytest.mark.parametrize("link", LINKS)
def test_chains_as_long_as_allowed_compile(link: str) -> None:
    """Whatever they come to, Python's compiler takes them."""
    text = "{{ 1" + link * (MAX_DEPTH // 2) + " }}"
    assert parse_expression(text, PLACE).names == ()


def test_sentences_are_short() -> None:
    with pytest.raises(TemplateError) as caught:
        value("{{ 姓名 + " + "1" * 500 + " }}")
    assert len(str(caught.value)) < 3 * MAX_SHOWN
    assert MAX_SOURCE > 3 * MAX_SHOWN


@settings(max_examples=400, deadline=None, derandomize=True, database=None)
@given(st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join))
def test_any_words_give_a_value_or_a_sentence(text: str) -> None:
    for shape in (f"{{{{ {text} }}}}", text):
        try:
            found = value(shape)
        except TemplateError as error:
            assert str(error).startswith("月度考核模板!C9 ")  # noqa: PT017 - either is right
        else:
            assert found is None or isinstance(found, str | bool | int | float | dt.date)
            assert "object at 0x" not in str(found)
