"""Trees written back with the prefixes that Excel uses."""

from __future__ import annotations

import pytest

from estate_xl.engine.ooxml.namespaces import CHART, DECLARATION, MAIN, RELATION, STRICT
from estate_xl.engine.ooxml.xml_trees import name_of, parse, part_text, serialised

SHEET = f'<worksheet xmlns="{MAIN}" xmlns:r="{RELATION}">'


@pytest.mark.parametrize(
    "text",
    [
        f'{SHEET}<drawing r:id="rId1"/></worksheet>',
        f'<t xmlns="{MAIN}" xml:space="preserve"> a &amp; b &lt;c&gt; </t>',
        f'<f xmlns="{MAIN}" a="&quot;x&quot;&#10;&#13;&#9;&amp;">IF("","",1)</f>',
        f'<c:chart xmlns:c="{CHART}"><c:f>A1</c:f></c:chart>',
    ],
)
def test_a_part_in_the_usual_spelling_stays_as_it_is(text: str) -> None:
    assert part_text(parse(text)) == DECLARATION + text


def test_other_prefixes_and_strict_namespaces_become_the_usual_ones() -> None:
    strict = f'<s:worksheet xmlns:s="{STRICT[MAIN]}"><s:row r="1"/></s:worksheet>'
    assert (
        serialised(parse(strict), root=True)
        == f'<worksheet xmlns="{MAIN}"><row r="1"/></worksheet>'
    )


def test_a_fragment_declares_nothing() -> None:
    root = parse(f'{SHEET}<row r="1"><c/></row></worksheet>')
    assert name_of(root[0]) == "row"
    assert serialised(root[0]) == '<row r="1"><c/></row>'


def test_a_namespace_that_no_part_of_ours_has_is_not_written() -> None:
    with pytest.raises(KeyError):
        part_text(parse(f'<a xmlns="{MAIN}"><b xmlns="urn:unknown"/></a>'))


@pytest.mark.parametrize("text", ["<a>", b"<a", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'])
def test_what_is_no_plain_xml_is_refused(text: str | bytes) -> None:
    with pytest.raises(ValueError, match=r"\S"):
        parse(text)
