"""Which formulas reach outside of their workbook, in every spelling; and which do not."""

from __future__ import annotations

import pytest

from estate_xl.external_formulas import names_in, what_reaches_out

REACHING = [
    '=WEBSERVICE("http://a/"&A1)',
    '=_xlfn.WEBSERVICE("http://a")',
    "=1+webservice(A1)",
    "=@WEBSERVICE(A1)",
    "=MAP(A1:A2,WEBSERVICE)",
    "=_xlfn.MAP(A1:A2,_xleta.WEBSERVICE)",
    "=_xlfn.LET(_xlpm.w,_xleta.IMAGE,_xlpm.w(A1))",
    '=WebService ("http://a")',
    '=IF(TRUE,_xlfn.IMAGE("http://a/b.png"),"")',
    '=FILTERXML(A1,"//x")',
    '=RTD("a.b",,"x")',
    '=STOCKHISTORY("MSFT",TODAY())',
    "=_xlfn._xlws.PY(1,0)",
    '=CUBEVALUE("c","m")',
    '=DDE("a";"b";"c")',
    '=CALL("urlmon","URLDownloadToFileA")',
    '=REGISTER.ID("kernel32","WinExec")',
    "=[1]Sheet1!A1",
    "=SUM(A1:A2,[1]Sheet1!$A$1)",
    "=[12]!rate",
    "=[Book 2.xlsx]Sheet1!A1",
    "='[Book 2.xlsx]Sheet 1'!A1",
    "='C:\\x\\[b.xlsx]c'!A1",
    "='\\\\host\\share\\[b.xlsx]c'!A1",
    "='https://host/[b.xlsx]c'!A1",
    "='https://host/b.xlsx'!rate",
    "='\\\\host\\b.xlsx'!rate",
    "='it''s [b.xlsx]c'!A1",
    "=cmd|'/c calc'!A0",
    "=Excel|Book!R1C1",
    '=HYPERLINK("\\\\host\\share")',
    '=HYPERLINK("file:///c:/x")',
    '=HYPERLINK("C:\\x.exe","x")',
    '=HYPERLINK("x.exe")',
    '=HYPERLINK("ftp://a")',
    "=HYPERLINK(A1)",
    '=HYPERLINK("\\"&"\\host")',
    '=hyperlink( "{{ 照片 }}" )',
    '="a"&"b"&[1]x!A1&"c"',
    '=A1&"""[1]x!""" & [1]x!A1',
    "='a'!A1+[1]x!A1",
    "=t[a]+[1]x!A1",
    '=COM.MICROSOFT.WEBSERVICE("http://a")',
    '=_xlfn.ORG.LIBREOFFICE.WEBSERVICE("http://a")',
    "='file:///x/b.ods'#$Sheet1.A1",
    "=t[[#All],[a]]&RTD(1)",
]
STAYING = [
    "=A1/B1",
    '="http://a/[1]x!A1|b"',
    '="WEBSERVICE("&A1',
    '=HYPERLINK("#\'報事\'!A1","x")',
    '=HYPERLINK("https://example.com/"&A1)',
    '=hyperlink( "MAILTO:a@b.c")',
    "='a|b'!A1",
    "='a b:c d'!A1",
    "=SUM(片區[戶數])",
    "=SUM(t[[#This Row],[a]:[b]])",
    "=t['[x']!y]",
    "=[@a]*[@[b c]]",
    "=IMAGERY(1)+RTDX",
    "=image!A1+SUM(rtd[a])+images",
    "=INDIRECT(\"'報事'!A\"&ROW())",
    "='it''s'!A1/2",
    "='x",
    '="x',
    "",
]


@pytest.mark.parametrize("formula", REACHING)
def test_a_formula_that_reaches_out(formula: str) -> None:
    assert what_reaches_out(formula)
    assert what_reaches_out(formula.removeprefix("="))


@pytest.mark.parametrize("formula", STAYING)
def test_a_formula_that_stays_within(formula: str) -> None:
    assert what_reaches_out(formula) is None


def test_it_says_what_reaches_out() -> None:
    assert what_reaches_out('=1+_xlfn.WEBSERVICE("x")') == "WEBSERVICE"
    assert what_reaches_out("=[1]Sheet1!A1") == "[1]Sheet1!"
    assert what_reaches_out("='C:\\x\\[b.xlsx]c'!A1") == "C:\\x\\[b.xlsx]c"


def test_words_that_may_be_names() -> None:
    assert names_in("=SUM(率)+Rate*'x'!A1&\"no\"&t[a]") == {"率", "rate", "a1", "t"}
