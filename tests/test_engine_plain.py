"""XML that is spelled otherwise and means the same."""

from __future__ import annotations

import pytest

from estate_xl.engine.ooxml.namespaces import MAIN, STRICT
from estate_xl.engine.ooxml.xml_spelling import UnsafeXmlError, check, check_head, text_of
from estate_xl.engine.ooxml.xml_text import cell_text, decoded

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


@pytest.mark.parametrize(
    ("given", "plain"),
    [
        ("<a><!-- <b/> --><c/></a>", "<a><c/></a>"),
        ("<a><![CDATA[1 < 2 & 3]]></a>", "<a>1 &lt; 2 &amp; 3</a>"),
        ("<a><?own <b/>?>甲</a>", "<a>甲</a>"),
        ('<a b="1>2/>3"></a>', '<a b="1&gt;2/&gt;3"/>'),
        ('<a b = "1"\n c\t=\n\'2"\'/>', '<a b="1" c="2&quot;"/>'),
        ("<c\n r='A1'><v>1</v></c>", '<c r="A1"><v>1</v></c>'),
        ("<a><v >1</v ></a >", "<a><v>1</v></a>"),
        ("<a><r\n>1</r\t></a>", "<a><r>1</r></a>"),
        ("<a>1 > 2&#13;\n</a>", "<a>1 &gt; 2&#13;\n</a>"),
        ('<a b=" 1&#10;2&#9;3 "><!----></a>', '<a b=" 1&#10;2&#9;3 "/>'),
    ],
)
def test_other_spellings_become_the_plain_one(given: str, plain: str) -> None:
    assert text_of(given.encode()) == HEAD + plain


@pytest.mark.parametrize("text", ["<a/>", '<a b="1">甲&amp;乙</a>', "<a b='1'/>", "<a>\n<b/></a>"])
def test_plain_text_stays_as_it_is(text: str) -> None:
    assert text_of(text.encode()) == text


@pytest.mark.parametrize("encoding", ["utf-16", "iso-8859-1"])
def test_declared_encodings_are_followed(encoding: str) -> None:
    text = f'<?xml version="1.0" encoding="{encoding}"?><a>é</a>'
    assert text_of(text.encode(encoding)) == f"{HEAD}<a>é</a>"


@pytest.mark.parametrize(
    "text",
    [
        '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
        '<!DOCTYPE a SYSTEM "http://127.0.0.1:9/a.dtd"><a/>',
        "<a>",
        "<a></b>",
        "<a>&b;</a>",
        "<a>\0</a>",
        "",
    ],
)
def test_what_is_no_xml_or_has_a_type_is_refused(text: str) -> None:
    with pytest.raises(UnsafeXmlError):
        check(text.encode())


def test_the_beginning_of_a_long_part_is_looked_at() -> None:
    check_head(b"<a><b>")
    with pytest.raises(UnsafeXmlError):
        check_head(b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>")


@pytest.mark.parametrize("space", [MAIN, STRICT[MAIN]])
def test_the_main_namespace_loses_its_prefix(space: str) -> None:
    text = f'<x:a xmlns:x="{space}"><x:b/><y:c/></x:a>'
    assert decoded(text.encode()) == f'<a xmlns="{space}"><b/><y:c/></a>'


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("_xD83D__xDE00_", "\U0001f600"),
        ("管_xD800_理", "管\ufffd理"),
        ("_x005F_x0041_", "_x0041_"),
        ("一_x000D_二", "一\r二"),
    ],
)
def test_halves_of_characters(raw: str, text: str) -> None:
    assert cell_text(raw) == text
