"""Parts with prefixes of their own, read under the ones that Excel writes."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest

from estate_xl.engine.ooxml.namespace_prefixes import odd_ones
from estate_xl.engine.ooxml.namespaces import (
    ART,
    CHART,
    COMPATIBILITY,
    DRAWING,
    MAIN,
    PREFIXES,
    RELATION,
    STRICT,
    in_scope,
)
from estate_xl.engine.ooxml.xml_text import decoded

OWN = "urn:own"


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        (f'<wsDr xmlns="{DRAWING}"><pic/></wsDr>', ["<xdr:wsDr ", "<xdr:pic/>", "</xdr:wsDr>"]),
        (f'<a:wsDr xmlns:a="{DRAWING}"><x:p xmlns:x="{ART}"/></a:wsDr>', ["<xdr:wsDr ", "<a:p "]),
        (
            f'<worksheet xmlns="{MAIN}" xmlns:q="{RELATION}"><c q:id="1"/></worksheet>',
            [' r:id="1"'],
        ),
        (f'<c xmlns="{MAIN}"><q:d xmlns:q="{RELATION}" q:id="1"/></c>', [' r:id="1"']),
        (f'<s:c xmlns:s="{STRICT[CHART]}"><s:v/></s:c>', ["<c:c ", "<c:v/>"]),
        (f'<x:c xmlns:x="{MAIN}" xmlns="{OWN}"><x:v/><w><x:f/></w></x:c>', ["<c ", "<v/>"]),
        (f'<c xmlns="{MAIN}"><a:d xmlns:a="{OWN}"><a:e/></a:d></c>', ["<a1:d ", "<a1:e/>"]),
        (f'<x:c xmlns:x="{MAIN}"><v/></x:c>', ['<c xmlns="', "<v"]),
        (f'<q:c xmlns:q="{MAIN}" q:d="1"><q:e q:f="2"/></q:c>', ["<c ", "<e "]),
        (
            f'<d xmlns="{DRAWING}" xmlns:r="{ART}" xmlns:q="{RELATION}" q:id="1"><r:t/></d>',
            [" r:id"],
        ),
        (
            f'<d:w xmlns:d="{DRAWING}"><e:w xmlns:e="{STRICT[DRAWING]}"/></d:w>',
            ["<xdr:w ", "<xdr1:w "],
        ),
    ],
)
def test_names_get_their_usual_prefixes_and_mean_the_same(given: str, wanted: list[str]) -> None:
    text = decoded(given.encode())
    assert all(each in text for each in wanted)
    assert _tree(text) == _tree(given)


def test_lists_of_prefixes_follow() -> None:
    given = (
        f'<w xmlns="{DRAWING}" xmlns:m="{COMPATIBILITY}" xmlns:a="{OWN}" xmlns:k="{ART}"'
        f' xmlns:p="{MAIN}" m:Ignorable="a p" m:ProcessContent="a:b k:c"><m:AlternateContent>'
        '<m:Choice Requires="k a"><k:t Requires="k"/></m:Choice></m:AlternateContent></w>'
    )
    text = decoded(given.encode())
    assert 'mc:Ignorable="a1"' in text
    assert 'mc:ProcessContent="a1:b a:c"' in text
    assert '<mc:Choice Requires="a a1"><a:t Requires="k"/>' in text


@pytest.mark.parametrize(
    "text",
    [
        f'<worksheet xmlns="{MAIN}" xmlns:r="{RELATION}"><c r:id="1"/></worksheet>',
        f'<xdr:wsDr xmlns:xdr="{DRAWING}"><own xmlns="{OWN}"/></xdr:wsDr>',
        f'<slicers xmlns="{OWN}" xmlns:x="{MAIN}"><slicer/></slicers>',
        f'<a:theme xmlns:a="{ART}" xmlns:own="{OWN}"><own:b/></a:theme>',
    ],
)
def test_usual_ones_stay_to_the_byte(text: str) -> None:
    assert odd_ones(text) == {}
    assert decoded(text.encode()) == text


def test_a_prefix_that_is_declared_nowhere_stays() -> None:
    assert "<y:b/>" in decoded(f'<w xmlns="{DRAWING}"><y:b/></w>'.encode())


def test_what_is_put_into_a_strict_part_is_strict() -> None:
    tag = f'<p xmlns:r="{RELATION}" xmlns:a="{ART}"/>'
    assert in_scope(tag, f'<w xmlns="{MAIN}">') == tag
    strict = in_scope(tag, f'<w xmlns="{STRICT[MAIN]}">')
    assert STRICT[RELATION] in strict
    assert STRICT[ART] in strict


def test_each_usual_prefix_is_of_one_namespace_and_its_strict_name() -> None:
    spaces = [space for space in PREFIXES if space not in STRICT.values()]
    prefixes = [PREFIXES[space] for space in spaces if PREFIXES[space]]
    assert len(prefixes) == len(set(prefixes))
    assert {re.sub(r"\W", "", each) for each in prefixes} == set(prefixes)


def _tree(text: str) -> str:
    return ET.canonicalize(text, rewrite_prefixes=True)
