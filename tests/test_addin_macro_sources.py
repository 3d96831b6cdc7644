"""`macros/`: the ribbon in three languages, its VBA, and nothing orphaned between them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final
from xml.etree import ElementTree as ET

import pytest

from estate_xl.actions.register_menu import ITEMS
from estate_xl.addin.build import CLASSES, MODULES
from estate_xl.addin.function_help import HELP
from estate_xl.addin.macro_sources import read_source, script_for
from estate_xl.addin.vba_binding import KEPT, KNOWN_TEXT, check_known, make_binding
from estate_xl.addin.vba_texts import PROBLEMS
from estate_xl.errors.exceptions import EstateError
from estate_xl.language.simplified import simplify

MACROS = Path(__file__).parent.parent / "macros"
LANGUAGES = ("zh-Hant", "zh-Hans", "en")
NAMESPACE = "{http://schemas.microsoft.com/office/2009/07/customui}"
TEXTS = ("label", "screentip", "supertip")

BUTTONS: Final = {
    "validate": "校驗",
    "work_orders": "生成報事單",
    "overdue": "逾期提醒",
    "reminders": "催辦單",
    "follow_up": "登記跟進",
    "return_slip": "退單",
    "change": "調動",
    "prepare": "備考",
    "month_end": "月度考核",
    "approve": "審定",
    "statistics": "統計",
    "send": "發送總部",
    "score_slips": "個人得分單",
    "new_book": "新建工作簿",
    "restore": "還原",
    "new_year": "結轉新年度",
    "upgrade": "更新工作簿",
    "settings": "設置",
    "help": "幫助",
    "about": "關於",
}
ICONS: Final = frozenset(
    {
        "DataValidationCircleInvalid",
        "FilePrint",
        "TableInsertExcel",
        "ReplaceDialog",
        "FunctionsDateTimeInsertGallery",
        "ReviewAllowUsersToEditRanges",
        "ReviewNewComment",
        "ReviewPreviousComment",
        "TableRowsInsertBelowExcel",
        "Calculator",
        "FileMarkAsFinal",
        "ChartInsert",
        "FileSendAsAttachment",
        "FilePrintPreview",
        "FileNew",
        "Undo",
        "FileSaveAs",
        "RefreshAll",
        "PropertySheet",
        "Help",
        "FileProperties",
    }
)
"""Controls of Excel 2013 and of Microsoft 365 alike, by Microsoft's lists of control identifiers
(OfficeDev/office-fluent-ui-command-identifiers, `excelcontrols.xlsx` of both); a control's
identifier is its icon's name too."""


def ribbon(language: str) -> ET.Element:
    """The ribbon's root element."""
    return ET.fromstring(read_source(f"ribbon.{language}.xml"))  # noqa: S314 - our own file


def buttons(language: str) -> list[ET.Element]:
    """The buttons from left to right."""
    return list(ribbon(language).iter(f"{NAMESPACE}button"))


def shape(element: ET.Element) -> list[tuple[str, dict[str, str]]]:
    """Every element with what is no text of its attributes."""
    return [
        (each.tag, {name: value for name, value in each.attrib.items() if name not in TEXTS})
        for each in element.iter()
    ]


def test_three_ribbons_differ_in_text_alone() -> None:
    first = shape(ribbon("zh-Hant"))
    assert shape(ribbon("zh-Hans")) == first
    assert shape(ribbon("en")) == first


def test_simplified_ribbon_is_the_traditional_one_converted() -> None:
    assert read_source("ribbon.zh-Hans.xml") == simplify(read_source("ribbon.zh-Hant.xml"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_button_has_its_texts(language: str) -> None:
    for button in buttons(language):
        texts = [button.get(name, "") for name in TEXTS]
        assert all(texts), button.get("id")
        assert len(set(texts)) == len(TEXTS)
        chinese = any("\u4e00" <= letter <= "\u9fff" for letter in "".join(texts))
        assert chinese == (language != "en")


def test_ribbon_is_the_tab_that_was_agreed() -> None:
    tab = ribbon("zh-Hant").find(f".//{NAMESPACE}tab")
    assert tab is not None
    assert tab.get("label") == "片區管理"
    assert [group.get("label") for group in tab] == [
        "檢查",
        "報事",
        "跟進",
        "人員",
        "登記",
        "月度",
        "工作簿",
    ]
    labels = {button.get("tag"): button.get("label") for button in buttons("zh-Hant")}
    assert labels == BUTTONS | {key: item.sheet.title.hant for key, item in ITEMS.items()}


def test_icons_are_offices_own() -> None:
    icons = [icon for each in ribbon("zh-Hant").iter() if (icon := each.get("imageMso"))]
    assert set(icons) == ICONS
    assert len(icons) == len(set(icons))


def test_every_button_has_its_sub_and_every_sub_its_button() -> None:
    subs = re.findall(
        r"^Public Sub (\w+)\(control As IRibbonControl\)\n"
        r"    RunPython \"import estate_xl\.ribbon; estate_xl\.ribbon\.press\('(\w+)'\)\"\n"
        r"End Sub\n",
        read_source("EstateRibbon.bas"),
        re.MULTILINE,
    )
    assert subs == [(button.get("onAction"), button.get("tag")) for button in buttons("zh-Hant")]
    assert read_source("EstateRibbon.bas").count("End Sub") == len(subs)
    for sub, key in subs:
        assert sub == "Estate" + "".join(word.capitalize() for word in key.split("_"))


def test_the_mac_script_knows_the_buttons() -> None:
    listed = re.search(r"is not in \{(.*)\}", read_source("estate_xl.applescript"))
    assert listed is not None
    assert re.findall(r'"(\w+)"', listed[1]) == [each.get("tag") for each in buttons("zh-Hant")]


def test_the_mac_script_quotes_what_it_is_given() -> None:
    shell = [
        line.strip()
        for line in read_source("estate_xl.applescript").splitlines()
        if "do shell script" in line
    ]
    assert shell == [
        'do shell script "test -x " & quoted form of interpreter',
        (
            'do shell script "cd / && " & quoted form of interpreter & " -I -B -X utf8 -c " '
            '& quoted form of statement & " > /dev/null 2>&1 &"'
        ),
    ]


def test_the_mac_script_is_given_a_buttons_key_and_nothing_else() -> None:
    """The interpreter is a text in it, which an installation writes; no request names a program."""
    text = read_source("estate_xl.applescript")
    assert re.findall(r"^on (.*)$", text, re.MULTILINE) == ["RunEstate(button)"]
    assert re.findall(r"set interpreter to (.*)", text) == ['"@interpreter"']
    assert "text item" not in text
    binding = read_source("EstateBinding.bas")
    assert re.findall(r"AppleScriptTask\((.*)\)", binding) == [
        '"estate_xl.applescript", "RunEstate", button'
    ]
    assert "INTERPRETER_MAC" not in binding


@pytest.mark.parametrize(
    ("path", "written"),
    [
        ("/Users/Shared/estate xl/bin/python3", '"/Users/Shared/estate xl/bin/python3"'),
        ("/a\\b/python3", '"/a\\\\b/python3"'),
        ('/a" & do shell script "x/python3', '"/a\\" & do shell script \\"x/python3"'),
    ],
)
def test_the_interpreter_is_written_as_applescript_writes_a_text(path: str, written: str) -> None:
    made = script_for(read_source("estate_xl.applescript").encode(), path).decode()
    assert f"\tset interpreter to {written}\n" in made
    assert "@interpreter" not in made


@pytest.mark.parametrize("source", [b"", b'"@interpreter" "@interpreter"'])
def test_a_script_without_a_place_for_the_interpreter_is_refused(source: bytes) -> None:
    with pytest.raises(EstateError, match=r"estate_xl\.applescript"):
        script_for(source, "/python3")


def test_every_cell_function_has_its_call_and_its_help() -> None:
    found = re.findall(
        r"^Public Function (\w+)\(([\w, ]*)\)\n"
        r"    On Error GoTo failed\n"
        r"    \1 = XLPy\.CallUDF\(\"estate_xl\.functions\", \"(\w+)\", "
        r"Array\(\2, EstateCalculation, Nothing\), Nothing, Application\.Caller\)\n"
        r"    Exit Function\n"
        r"failed:\n"
        r"    \1 = CVErr\(xlErrValue\)\n"
        r"End Function\n",
        read_source("EstateFunctions.bas"),
        re.MULTILINE,
    )
    assert {name: len(words.split(", ")) for name, words, _ in found} == {
        name: len(arguments) for name, (_, arguments) in HELP.items()
    }
    assert all(called == name.lower() for name, _, called in found)
    assert read_source("EstateFunctions.bas").count("End Function") == len(found)


def test_help_fits_excels_function_wizard() -> None:
    """Excel keeps 255 characters of each description."""
    for answer, arguments in HELP.values():
        for label in (answer, *arguments):
            assert all(0 < len(text) <= 255 for text in label.all_texts())


def test_vba_and_script_are_ascii() -> None:
    files = [*MACROS.glob("*.bas"), *MACROS.glob("*.cls"), *MACROS.glob("*.applescript")]
    assert {path.stem for path in files} == {*MODULES, *CLASSES, "ThisWorkbook", "estate_xl"}
    assert [path.name for path in files if not path.read_bytes().isascii()] == []
    assert make_binding().isascii()


def test_every_problem_that_vba_tells_has_its_sentence() -> None:
    numbers = re.findall(r"As Long = (20\d+)", read_source("EstateBinding.bas"))
    assert [int(number) for number in numbers] == list(PROBLEMS)


def test_nothing_else_can_be_called_from_a_cell() -> None:
    """A formula of any open workbook can call the public functions of an add-in's modules.

    Stock xlwings' `RunPython` is one, so `=RunPython("…")` in a sheet runs what it likes.
    """
    public = []
    for name in MODULES:
        text = make_binding() if name == "EstateBinding" else read_source(f"{name}.bas")
        public += re.findall(r"^(?:Public )?Function (\w+)", text, re.MULTILINE)
        assert not re.findall(r"^Sub |^Property ", text, re.MULTILINE)
        is_open = name in {"EstateRibbon", "EstateFunctions"}
        assert ("Option Private Module" in text) != is_open
    assert public == ["XLPy", *HELP]
    assert "Public Function XLPy() As Object\n" in make_binding()


def test_vba_asks_no_workbook() -> None:
    """No word by which VBA could reach the calling workbook, its folder or its sheets.

    But for one Sub, a Mac's only, that has Excel copy the workbook and reads nothing of it.
    """
    text = "".join(
        re.sub(r"^'.*|^ +'.*", "", source, flags=re.MULTILINE)
        for source in (
            make_binding(),
            *(read_source(f"{name}.bas") for name in MODULES if name != "EstateBinding"),
            *(read_source(f"{name}.cls") for name in (*CLASSES, "ThisWorkbook")),
        )
    )
    copying = (
        "Public Sub EstateSaveCopy(ByVal target As String)\n"
        "    Application.ActiveWorkbook.SaveCopyAs target\nEnd Sub\n"
    )
    assert text.count(copying) == 1
    for word in (
        "ActiveWorkbook", "ActiveSheet", "ActiveCell", "ActiveWindow", "Workbooks", "Sheets(",
        "Selection", "FullName", ".Path", "CurDir", "ChDir", "Evaluate", "Shell(", "cmd.exe",
        "PYTHONPATH", "Conda", "LICENSE_KEY", "libc.dylib", "MacScript", "Kill ", "For Output",
        "For Append", "For Binary", "Execute",
    ):  # fmt: skip
        without = text.replace("ThisWorkbook.Worksheets(1)", "").replace(copying, "")
        assert word.lower() not in without.lower(), word


def test_kept_text_of_xlwings_is_private_and_licensed() -> None:
    text = make_binding()
    assert "Zoomer Analytics" in text
    assert "Redistributions in binary form must reproduce" in text
    for name in KEPT:
        assert text.count(f"Private Function {name}(") == 1
    for line in re.findall(r"^.*\bDeclare\b.*$", text, re.MULTILINE):
        assert line.strip().startswith("Private Declare")
        assert re.search(r"Function (XLPyDLLActivateAuto|LoadLibrary) ", line)
    assert "@xlwings" not in text


def test_another_text_of_xlwings_is_refused() -> None:
    with pytest.raises(EstateError, match=r"0\.38\.0.*沒有生成加載項.*重新安裝 xlwings。$"):
        check_known("'Version: 0.38.0\nPublic Function RunPython(PythonCommand As String)\n")
    with pytest.raises(EstateError, match="版本不明"):
        check_known("")
    assert re.fullmatch(r"[0-9a-f]{64}", KNOWN_TEXT)


def test_a_missing_source_is_one_sentence() -> None:
    with pytest.raises(EstateError, match=r"^找不到加載項的源檔案「no\.bas」，請重新安裝"):
        read_source("no.bas")


def test_the_threat_model_names_tests_that_are() -> None:
    root = MACROS.parent
    named = set(re.findall(r"`(test_\w+)`", (root / "docs" / "security.md").read_text("utf-8")))
    tests = "".join(path.read_text("utf-8") for path in (root / "tests").glob("test_*.py"))
    assert len(named) >= 10
    assert [name for name in sorted(named) if f"def {name}(" not in tests] == []
