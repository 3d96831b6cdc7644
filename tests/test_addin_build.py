"""The built add-in, as other readers see it: pyOpenVBA, olevba, olefile, LibreOffice and more."""

from __future__ import annotations

import hashlib
import io
import json
import os
import re
import subprocess
import sys
import zipfile
from importlib.resources import files
from pathlib import Path
from xml.etree import ElementTree as ET

import olefile
import pytest
from pyopenvba import ExcelFile, check_file

from estate_xl.addin.build import CLASSES, FILE_NAME, MODULES, build_addin
from estate_xl.addin.commands import write_addin
from estate_xl.addin.function_help import HELP
from estate_xl.addin.macro_sources import read_source
from estate_xl.addin.vba_binding import make_binding
from estate_xl.addin.vba_texts import PROBLEMS
from estate_xl.console.cli import main
from estate_xl.errors.exceptions import EstateError
from estate_xl.schema import Language
from support.basic import PROGRAM
from support.packages import complaints, file_of, parts_of

CUSTOM_UI = "http://schemas.microsoft.com/office/2009/07/customui"
RIBBON = "customUI/customUI14.xml"


@pytest.fixture(scope="module")
def addin(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The add-in in traditional Chinese."""
    path = tmp_path_factory.mktemp("addin") / FILE_NAME
    path.write_bytes(build_addin(Language.HANT))
    return path


def sources() -> dict[str, str]:
    """The text of every module as we wrote it, without what stands above its first line."""
    texts = {name: read_source(f"{name}.bas") for name in MODULES}
    texts["EstateBinding"] = make_binding()
    texts |= {name: read_source(f"{name}.cls") for name in (*CLASSES, "ThisWorkbook")}
    return {name: text[text.index("Option Explicit") :].strip() for name, text in texts.items()}


def body(text: str) -> str:
    """A module's text with line feeds and without its header."""
    lines = text.replace("\r\n", "\n").splitlines()
    return "\n".join(line for line in lines if not line.startswith("Attribute ")).strip()


def test_pyopenvba_reads_the_modules_back(addin: Path) -> None:
    with ExcelFile(addin) as book:
        assert book.validate() == []
        kinds = {module.name: module.kind.name for module in book.vba_project().modules}
        texts = {name: body(text) for name, text in book.vba_modules().items()}
        references = [(each.name, each.guid) for each in book.references()]
        assert not book.vba_signature().present
    assert kinds == {
        "ThisWorkbook": "other",
        "Sheet1": "other",
        **dict.fromkeys(MODULES, "standard"),
        **dict.fromkeys(CLASSES, "other"),
    }
    assert texts == {"Sheet1": "", **sources()}
    # IRibbonControl is a type of the Office library.
    assert references == [
        ("stdole", "{00020430-0000-0000-C000-000000000046}"),
        ("Office", "{2DF8D04C-5BFA-101B-BDE5-00AA0044DE52}"),
    ]
    report = check_file(addin)
    assert list(report.issues) == []


def test_no_module_holds_compiled_code(addin: Path) -> None:
    """Its text starts at the first byte of its stream."""
    with ExcelFile(addin) as book:
        assert {module.text_offset for module in book.vba_project().modules} == {0}


def test_class_modules_are_in_the_form_that_a_stream_needs(addin: Path) -> None:
    """`New` fails in Excel where a class lacks VB_Base or keeps an exported file's preamble."""
    with ExcelFile(addin) as book:
        texts = book.vba_modules()
    assert '"0{FCFB3D2A-A0FA-1068-A738-08002B3371B5}"' in texts["EstateEvents"]
    assert '"0{00020819-0000-0000-C000-000000000046}"' in texts["ThisWorkbook"]
    assert "VERSION 1.0" not in "".join(texts.values())


def test_olevba_reads_the_same(addin: Path) -> None:
    command = [sys.executable, "-m", "oletools.olevba", "--json", "--loglevel", "error"]
    command.append(str(addin))
    printed = subprocess.run(command, check=True, capture_output=True).stdout
    (file,) = (each for each in json.loads(printed) if each.get("macros"))
    found = {
        macro["ole_stream"].rpartition("/")[2]: (macro["vba_filename"], body(macro["code"]))
        for macro in file["macros"]
    }
    assert {stream: text for stream, (_, text) in found.items()} == {"Sheet1": "", **sources()}
    suffixes = {stream: name.rpartition(".")[2] for stream, (name, _) in found.items()}
    assert suffixes == {
        "ThisWorkbook": "cls",
        "Sheet1": "cls",
        **dict.fromkeys(MODULES, "bas"),
        **dict.fromkeys(CLASSES, "cls"),
    }


def test_olefile_finds_each_stream_and_no_more(addin: Path) -> None:
    """No `__SRP_` stream: Excel's cache of compiled code has no place in a file that we write."""
    data = parts_of(addin)["xl/vbaProject.bin"]
    with olefile.OleFileIO(io.BytesIO(data), raise_defects=olefile.DEFECT_INCORRECT) as project:
        streams = {"/".join(path) for path in project.listdir()}
        declared = project.openstream("PROJECT").read().decode("ascii")
        version = project.openstream("VBA/_VBA_PROJECT").read()
    assert version == bytes.fromhex("cc61ffff000000")
    modules = {*MODULES, *CLASSES, "ThisWorkbook", "Sheet1", "dir", "_VBA_PROJECT"}
    assert streams == {"PROJECT", "PROJECTwm", *(f"VBA/{name}" for name in modules)}
    lines = declared.splitlines()
    assert [line for line in lines if line.startswith("Module=")] == [
        f"Module={n}" for n in MODULES
    ]
    assert [line for line in lines if line.startswith("Class=")] == [f"Class={n}" for n in CLASSES]
    assert [line for line in lines if line.startswith("Document=")] == [
        "Document=ThisWorkbook/&H00000000",
        "Document=Sheet1/&H00000000",
    ]


def test_package_is_an_addin_with_its_ribbon(addin: Path) -> None:
    parts = parts_of(addin)
    types = parts["[Content_Types].xml"].decode()
    assert "application/vnd.ms-excel.addin.macroEnabled.main+xml" in types
    assert (
        'Type="http://schemas.microsoft.com/office/2007/relationships/ui/extensibility" '
        f'Target="{RIBBON}"'
    ) in parts["_rels/.rels"].decode()
    assert parts[RIBBON].decode() == read_source("ribbon.zh-Hant.xml")
    assert b"William" not in b"".join(parts.values())


@pytest.mark.parametrize("language", list(Language))
def test_openxml_audit_is_content(tmp_path: Path, language: Language) -> None:
    path = tmp_path / FILE_NAME
    path.write_bytes(build_addin(language))
    assert complaints(path) == []


@pytest.mark.parametrize(
    ("right", "wrong"), [('size="large"', 'size="huge"'), ("<ribbon>", "<ribbon><nothing/>")]
)
def test_openxml_audit_would_see_a_wrong_ribbon(
    addin: Path, tmp_path: Path, right: str, wrong: str
) -> None:
    parts = parts_of(addin)
    parts[RIBBON] = parts[RIBBON].decode().replace(right, wrong, 1).encode()
    path = tmp_path / FILE_NAME
    path.write_bytes(file_of(parts))
    assert complaints(path)


@pytest.mark.parametrize("language", list(Language))
def test_ribbon_validates_against_microsofts_schema(language: Language) -> None:
    """Elements, their order and their attributes are those of the 2009/07 customUI schema.

    Source: the schema as Microsoft's Open XML SDK publishes it (MIT; its
    `schemas_microsoft_com_office_2009_07_customui.json`, in the copy that openxml-audit carries).
    The three files were also validated once, by hand and with xmlschema, against Microsoft's
    `customui14.xsd`, as the Office RibbonX Editor keeps it; its licence lets us not carry it.
    """
    data = files("openxml_audit") / "data" / "openxml" / "schemas"
    schema = json.loads(
        (data / "schemas_microsoft_com_office_2009_07_customui.json").read_text(encoding="utf-8")
    )
    kinds = {each["Name"]: each for each in schema["Types"]}
    way = {
        "customUI": "mso14:CT_CustomUI/mso14:customUI",
        "ribbon": "mso14:CT_Ribbon/mso14:ribbon",
        "tabs": "mso14:CT_Tabs/mso14:tabs",
        "tab": "mso14:CT_Tab/mso14:tab",
        "group": "mso14:CT_Group/mso14:group",
        "button": "mso14:CT_Button/mso14:button",
        "menu": "mso14:CT_Menu/mso14:menu",
        "menu/button": "mso14:CT_ButtonRegular/mso14:button",
    }
    seen = set()
    root = ET.fromstring(read_source(f"ribbon.{language}.xml"))  # noqa: S314 - our own file
    names = {element: element.tag.removeprefix(f"{{{CUSTOM_UI}}}") for element in root.iter()}
    names |= {
        item: f"menu/{names[item]}"
        for each in root.iter()
        if names[each] == "menu"
        for item in each
    }
    for element, name in names.items():
        kind = kinds[way[name]]
        allowed = {each["QName"].removeprefix(":") for each in kind.get("Attributes", ())}
        assert set(element.attrib) <= allowed
        assert all(0 < len(value) <= 1024 for value in element.attrib.values())
        children = {each["Name"] for each in kind.get("Children", ())}
        for child in element:
            assert way[names[child]] in children
        seen.add(name)
    assert seen == set(way)


def test_texts_of_the_sheet(addin: Path) -> None:
    parts = parts_of(addin)
    root = ET.fromstring(parts["xl/sharedStrings.xml"].decode())  # noqa: S314 - our own part
    strings = ["".join(item.itertext()) for item in root]
    for label in PROBLEMS.values():
        assert label.hant in strings
    for name, (answer, _) in HELP.items():
        assert {name, answer.hant} <= set(strings)


def test_a_build_is_the_same_on_another_day() -> None:
    """Another clock, another seed of Python's hashes, another zone, another folder for scratch."""
    code = (
        "import time, hashlib; time.time = lambda: 2e9; time.localtime = lambda *_: "
        "time.struct_time((2033, 5, 18, 3, 33, 20, 2, 138, 0));"
        "from estate_xl.addin.build import build_addin; from estate_xl.schema import Language;"
        "print(hashlib.sha256(build_addin(Language.HANT)).hexdigest())"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone},
            check=True,
            capture_output=True,
            text=True,
        ).stdout.strip()
        for seed, zone in (("1", "Asia/Shanghai"), ("77", "America/New_York"))
    }
    assert digests == {hashlib.sha256(build_addin(Language.HANT)).hexdigest()}


def test_parts_are_stored_with_one_date(addin: Path) -> None:
    """Stored, as compressed bytes depend on the build of zlib."""
    with zipfile.ZipFile(addin) as package:
        assert {info.compress_type for info in package.infolist()} == {zipfile.ZIP_STORED}
        assert {info.date_time for info in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert package.namelist()[0] == "[Content_Types].xml"


@pytest.mark.libreoffice
@pytest.mark.skipif(PROGRAM is None, reason="LibreOffice is not installed")
def test_libreoffice_loads_it_and_lists_its_modules(addin: Path, tmp_path: Path) -> None:
    """Saved again as .ods; LibreOffice knows no add-in by its name, so the filter is named."""
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    reading = "--infilter=Calc MS Excel 2007 VBA XML"
    command = ["soffice", profile, "--headless", "--norestore", reading, "--convert-to", "ods"]
    subprocess.run(
        [*command, "--outdir", tmp_path, addin],
        check=True,
        capture_output=True,
        timeout=60,
    )
    parts = parts_of(tmp_path / "estate_xl.ods")
    kinds = {}
    for name, data in parts.items():
        kind = re.search(rb"Attribute VBA_ModuleType=(\w+)", data)
        if name.startswith("Basic/VBAProject/") and kind:
            kinds[Path(name).stem] = kind[1].decode()
    assert kinds == {
        "ThisWorkbook": "VBADocumentModule",
        "Sheet1": "VBADocumentModule",
        **dict.fromkeys(MODULES, "VBAModule"),
        **dict.fromkeys(CLASSES, "VBAClassModule"),
    }
    assert "片區管理還沒有安裝好" in parts["content.xml"].decode()


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("zh-Hant", "已生成「{path}」。"),
        ("zh-Hans", "已生成“{path}”。"),
        ("en", "Made “{path}”."),
    ],
)
def test_command_builds(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], language: str, said: str
) -> None:
    path = tmp_path / "某 處" / FILE_NAME
    path.parent.mkdir()
    assert main(["addin", "build", "--out", str(path), "--lang", language]) == 0
    assert capsys.readouterr().out == f"{said.format(path=path)}\n"
    assert path.read_bytes() == build_addin(Language(language))
    assert [each.name for each in path.parent.iterdir()] == [FILE_NAME]
    stamp = path.stat().st_mtime_ns
    assert main(["addin", "build", "--out", str(path), "--lang", language, "--quiet"]) == 0
    assert capsys.readouterr().out == ""
    assert path.stat().st_mtime_ns == stamp


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("estate_xl.xlsx", "不是加載項的檔案名"),
        ("nowhere/estate_xl.xlam", "不存在"),
        ("folder.xlam", "不是加載項的檔案名"),
    ],
)
def test_command_refuses_a_place_in_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], place: str, words: str
) -> None:
    (tmp_path / "folder.xlam").mkdir()
    assert main(["addin", "build", "--out", str(tmp_path / place)]) == 2
    error = capsys.readouterr().err
    assert words in error
    assert len(error.splitlines()) == 1


def test_a_file_that_cannot_be_written_is_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: Path, __: bytes) -> int:
        raise PermissionError

    monkeypatch.setattr(type(tmp_path), "write_bytes", refuse)
    with pytest.raises(EstateError, match="不能寫入，請關閉 Excel"):
        write_addin(tmp_path / FILE_NAME, b"new")
    assert list(tmp_path.iterdir()) == []


def test_build_stops_where_xlwings_has_another_module(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("estate_xl.addin.vba_binding.KNOWN_TEXT", "0" * 64)
    path = tmp_path / FILE_NAME
    assert main(["addin", "build", "--out", str(path)]) == 2
    assert re.search(
        "和我們核對過的不同，沒有生成加載項；請按.*。$", capsys.readouterr().err.strip()
    )
    assert not path.exists()
