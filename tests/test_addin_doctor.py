"""The doctor gives the right line in each made situation, and changes nothing."""

from __future__ import annotations

import re
from importlib import metadata
from typing import TYPE_CHECKING, NamedTuple

import pytest

from estate_xl.addin import file_checks, python_checks, trust_checks
from estate_xl.addin.diagnosis import State, choose_marks
from estate_xl.addin.doctor import diagnose, is_well
from estate_xl.addin.install import MARK, install
from estate_xl.files.system import Platform
from estate_xl.schema import Language
from support.computers import (
    EXCEL,
    HOME,
    MAC_HOME,
    PYTHON,
    FakeComputer,
    add_excel,
    add_old_excel,
    build,
    build_nothing,
    make_mac,
    make_windows,
    read_script,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from estate_xl.addin.diagnosis import Line
    from estate_xl.files.system import Value
    from estate_xl.schema import Label

HANT, EN = Language.HANT, Language.EN
GOOD, BAD, UNKNOWN = State.GOOD, State.BAD, State.UNKNOWN
ADDIN = rf"{HOME}\AppData\Roaming\Microsoft\Excel\XLSTART\estate_xl.xlam"
OFFICE = r"HKCU\Software\Microsoft\Office\16.0"
POLICY = r"HKCU\Software\Policies\Microsoft\Office\16.0"
CLOUD = r"HKCU\Software\Policies\Microsoft\Cloud\Office\16.0"
TRUSTED = r"Excel\Security\Trusted Locations"
CHOICE = r"HKCU\Software\Microsoft\Windows\CurrentVersion\Explorer\FileExts\.xlsx\UserChoice"
WPS = r"HKCU\Software\Kingsoft\Office\6.0\Common"
ACCOUNTS = r"HKCU\Software\Microsoft\OneDrive\Accounts"
SCRIPT = f"{MAC_HOME}/Library/Application Scripts/com.microsoft.Excel/estate_xl.applescript"
BOOK = rf"{HOME}\OneDrive - 物業\濱江花園.xlsx"


def examine(computer: FakeComputer, book: str | None = None) -> list[Line]:
    return diagnose(computer, build, read_script, book)


def shown(line: Line) -> str:
    return line.text(HANT, choose_marks("utf-8"))


def well(root: Path) -> FakeComputer:
    """A Windows on which the add-in is installed and all is in order."""
    computer = make_windows(root)
    install(computer, build, read_script, HANT)
    return computer


def disabled_item(kind: str) -> bytes:
    """As Excel writes it: kind, lengths, path and name in small letters."""
    path, name = f"{ADDIN.lower()}\0".encode(kind), "estate_xl\0".encode(kind)
    lengths = [each.to_bytes(4, "little") for each in (1, len(path), len(name))]
    return b"".join(lengths) + path + name


class Situation(NamedTuple):
    """What is wrong, the link that tells, and how."""

    name: str
    spoil: Callable[[FakeComputer], object]
    link: Label
    state: State
    words: str
    book: str | None = None


def answering(**values: object) -> Callable[[FakeComputer], object]:
    return lambda computer: (computer.answer or {}).update(values)


def with_key(key: str, **values: int | str | bytes) -> Callable[[FakeComputer], object]:
    return lambda computer: computer.keys.setdefault(key, {}).update(values)


def no_excel(computer: FakeComputer) -> None:
    computer.keys.clear()


def no_start(computer: FakeComputer) -> None:
    computer.answer = None


def narrow_excel(computer: FakeComputer) -> None:
    add_excel(computer, "x86")
    computer.put(r"C:\程序 甲\estate_xl\xlwings32-0.37.8.dll")


def old_excel_only(computer: FakeComputer) -> None:
    computer.keys.clear()
    add_old_excel(computer)
    computer.put(r"C:\程序 甲\estate_xl\Scripts\xlwings32-0.37.8.dll")


def left_over(computer: FakeComputer) -> None:
    """The registry of an Excel that was removed."""
    computer.remove(computer.platform.path(rf"{EXCEL}\EXCEL.EXE"))


def roaming(computer: FakeComputer) -> None:
    computer.variables["APPDATA"] = r"\\server\profiles\王"
    computer.folder(r"\\server\profiles")
    install(computer, build, read_script, HANT)


def roaming_allowed(computer: FakeComputer) -> None:
    roaming(computer)
    computer.keys[rf"{OFFICE}\{TRUSTED}"] = {"allownetworklocations": 1}


def only_policy_locations(computer: FakeComputer) -> None:
    computer.keys[rf"{POLICY}\Common\Security\Trusted Locations"] = {"allow user locations": 0}


def listed_by_policy(computer: FakeComputer) -> None:
    only_policy_locations(computer)
    location: dict[str, Value] = {"path": r"%APPDATA%\Microsoft\Excel", "allowsubfolders": 1}
    computer.keys[rf"{POLICY}\{TRUSTED}\Location0"] = location


def with_location(path: str, below: int) -> Callable[[FakeComputer], object]:
    return with_key(rf"{OFFICE}\{TRUSTED}\Location3", path=path, allowsubfolders=below)


def untrusted(level: int, root: str = OFFICE) -> Callable[[FakeComputer], object]:
    def spoil(computer: FakeComputer) -> None:
        computer.keys[rf"{OFFICE}\{TRUSTED}"] = {"alllocationsdisabled": 1}
        computer.keys[rf"{root}\Excel\Security"] = {"vbawarnings": level}

    return spoil


def second_copy(computer: FakeComputer) -> None:
    computer.put(r"D:\共用\estate_xl.xlam")
    computer.keys[rf"{OFFICE}\Excel\Options"] = {"altstartup": r"D:\共用", "fontsize": 11}


def library(computer: FakeComputer) -> None:
    """A SharePoint library, synchronised to a folder of its own."""
    key = rf"{ACCOUNTS}\Business1\Tenants\物業"
    computer.keys[key] = {rf"{HOME}\OneDrive - 物業": r"https://…"}


def store_python(computer: FakeComputer) -> None:
    path = rf"{HOME}\WindowsApps\python.exe"
    computer.put(path)
    computer.put(CONF, f'"INTERPRETER_WIN","{path}"\r\n'.encode("cp936"))


def percent(computer: FakeComputer) -> None:
    path = r"C:\100%\python.exe"
    computer.put(path)
    computer.put(CONF, f'"INTERPRETER_WIN","{path}"\r\n'.encode("cp936"))


def without(path: str) -> Callable[[FakeComputer], object]:
    return lambda computer: computer.remove(computer.platform.path(path))


CONF = rf"{HOME}\.estate_xl\estate_xl.conf"
DLL = r"C:\程序 甲\estate_xl\xlwings64-0.37.8.dll"
LP, LT, LF = python_checks, trust_checks, file_checks
SITUATIONS = [
    Situation("one Excel", bool, LP.EXCEL, GOOD, r"16.0 \(64\)"),
    Situation("no Excel", no_excel, LP.EXCEL, BAD, "沒有找到 Excel → 先安裝"),
    Situation("a removed Excel", left_over, LP.EXCEL, BAD, "沒有找到 Excel"),
    Situation("two Excels", add_old_excel, LP.EXCEL, BAD, r"15.0 \(32\), 16.0 \(64\) → 只留一個"),
    Situation("an old Excel", old_excel_only, LP.EXCEL, GOOD, r"：15.0 \(32\)$"),
    Situation("no WPS", bool, LP.WPS, GOOD, "不是 WPS$"),
    Situation("WPS too", with_key(WPS, installroot="C:\\WPS"), LP.WPS, GOOD, "也裝了 WPS"),
    Situation("WPS opens", with_key(CHOICE, progid="ET.Xlsx.6"), LP.WPS, BAD, "默認應用"),
    Situation("Excel opens", with_key(CHOICE, progid="Excel.Sheet.12"), LP.WPS, GOOD, "不是 WPS"),
    Situation("all well", bool, LP.PYTHON, GOOD, "3.12.4，64 位，和 Excel 相同"),
    Situation("Python does not start", no_start, LP.PYTHON, BAD, "不能啟動 → 重新安裝"),
    Situation("old Python", answering(python=[3, 9, 1]), LP.PYTHON, BAD, "3.9.1 太舊 → 安裝"),
    Situation("narrow Excel", narrow_excel, LP.PYTHON, GOOD, "64 位；Excel 是 32 位.*不要緊"),
    Situation(
        "Store",
        store_python,
        LP.PYTHON,
        BAD,
        "Microsoft Store.*python.org",
    ),
    Situation("package", bool, LP.PACKAGE, GOOD, "estate_xl：0.1.0"),
    Situation("no package", answering(package=None), LP.PACKAGE, BAD, "--user.*虛擬環境"),
    Situation("other package", answering(package="0.0.9"), LP.PACKAGE, BAD, "裏是 0.0.9，現在"),
    Situation("package unknown", no_start, LP.PACKAGE, UNKNOWN, "不能檢查"),
    Situation("xlwings", bool, LP.XLWINGS_LINK, GOOD, "0.37.8$"),
    Situation("old xlwings", answering(xlwings="0.33.1"), LP.XLWINGS_LINK, BAD, "0.33.1.*pip"),
    Situation("new xlwings", answering(xlwings="0.38.0"), LP.XLWINGS_LINK, BAD, "0.38.0.*pip"),
    Situation("no xlwings", answering(xlwings=None), LP.XLWINGS_LINK, BAD, "—，不是.*pip"),
    Situation("parts", bool, LP.PARTS_LINK, GOOD, "齊全"),
    Situation("no COM", answering(parts=[]), LP.PARTS_LINK, BAD, "pythoncom, win32com.*pywin32"),
    Situation("no library", without(DLL), LP.PARTS_LINK, BAD, "沒有 xlwings64-0.37.8.dll"),
    Situation(
        "other library",
        lambda c: add_excel(c, "x86"),
        LP.PARTS_LINK,
        BAD,
        "沒有 xlwings32-0.37.8.dll",
    ),
    Situation("library beside", old_excel_only, LP.PARTS_LINK, GOOD, "齊全"),
    Situation("parts unknown", no_start, LP.PARTS_LINK, UNKNOWN, "不能檢查"),
    Situation("settings", bool, LP.SETTINGS, GOOD, "程序 甲"),
    Situation("no settings", without(CONF), LP.SETTINGS, BAD, "不存在 → 執行 estate-xl addin"),
    Situation("empty settings", lambda c: c.put(CONF), LP.SETTINGS, BAD, "沒有寫明"),
    Situation("Python removed", without(PYTHON), LP.SETTINGS, BAD, "已不存在 → 重新"),
    Situation("Python refused", percent, LP.SETTINGS, BAD, "100%.*加載項不能用 → 把 Python"),
    Situation("file", bool, LF.FILE, GOOD, "estate_xl.xlam"),
    Situation("no file", without(ADDIN), LF.FILE, BAD, "不存在 → 執行"),
    Situation("old file", lambda c: c.put(ADDIN, b"old"), LF.FILE, BAD, "不是同一版本 → 執行"),
    Situation("English file", lambda c: c.put(ADDIN, build(EN)), LF.FILE, GOOD, "estate_xl.xlam"),
    Situation("no mark", bool, LT.MARK, GOOD, "沒有"),
    Situation("mark", lambda c: c.put(ADDIN + MARK, b"3"), LT.MARK, BAD, "封鎖其巨集 → 重新"),
    Situation("trust", bool, LT.TRUST, GOOD, "XLSTART"),
    Situation(
        "no trust at all",
        with_key(rf"{POLICY}\{TRUSTED}", alllocationsdisabled=1),
        LT.TRUST,
        BAD,
        "都被停用.*IT",
    ),
    Situation("company's trust", only_policy_locations, LT.TRUST, BAD, "公司只准.*XLSTART"),
    Situation("listed by company", listed_by_policy, LT.TRUST, GOOD, "XLSTART"),
    Situation("roaming", roaming, LT.TRUST, BAD, "漫遊.*允許網絡上的信任位置"),
    Situation("roaming allowed", roaming_allowed, LT.TRUST, GOOD, "server"),
    Situation("another location", with_location("D:\\a", 1), LT.TRUST, UNKNOWN, "不能判斷 → "),
    Situation(
        "its location",
        with_location("%APPDATA%\\Microsoft\\Excel\\XLSTART\\", 0),
        LT.TRUST,
        GOOD,
        "XLSTART",
    ),
    Situation(
        "above its location", with_location(rf"{HOME}\AppData", 0), LT.TRUST, UNKNOWN, "不能判斷"
    ),
    Situation("macros", bool, LT.MACROS, GOOD, "可以執行"),
    Situation(
        "macros off but trusted",
        with_key(rf"{OFFICE}\Excel\Security", vbawarnings=4),
        LT.MACROS,
        GOOD,
        "可以執行",
    ),
    Situation("untrusted, ask", untrusted(2), LT.MACROS, BAD, "是 2（.*先解決「信任位置」"),
    Situation("untrusted, company", untrusted(4, CLOUD), LT.MACROS, BAD, "是 4（.*IT"),
    Situation("perhaps trusted", with_location("D:\\a", 1), LT.MACROS, UNKNOWN, "信任位置」一行"),
    Situation("untrusted, all", untrusted(1), LT.MACROS, GOOD, "全部啟用"),
    Situation("VBA off", with_key(rf"{POLICY}\Common", vbaoff=1), LT.MACROS, BAD, "停用了.*VBA"),
    Situation(
        "VBA off for all",
        with_key(r"HKLM\Software\Microsoft\Office\16.0\Common", vbaoff=1),
        LT.MACROS,
        BAD,
        "停用了.*VBA",
    ),
    Situation("not disabled", bool, LT.DISABLED, GOOD, "沒有"),
    *(
        Situation(
            f"disabled {kind}",
            with_key(rf"{OFFICE}\Excel\Resiliency\DisabledItems", a=disabled_item(kind)),
            LT.DISABLED,
            BAD,
            "停用的項目",
        )
        for kind in ("utf-16-le", "utf-16-be")
    ),
    Situation(
        "another disabled",
        with_key(rf"{OFFICE}\Excel\Resiliency\DisabledItems", a=b"\1\0\0\0", b="x"),
        LT.DISABLED,
        GOOD,
        "沒有",
    ),
    Situation(
        "no add-ins",
        with_key(rf"{OFFICE}\Excel\Security", disablealladdins=1),
        LT.DISABLED,
        BAD,
        "所有應用程序加載項",
    ),
    Situation(
        "signed only",
        with_key(rf"{POLICY}\Excel\Security", requireaddinsig=1),
        LT.DISABLED,
        BAD,
        "簽署",
    ),
    Situation(
        "listed only",
        with_key(rf"{POLICY}\Excel\Resiliency", restricttolist=1),
        LT.DISABLED,
        BAD,
        "名單.*estate_xl.xlam",
    ),
    Situation(
        "listed",
        lambda c: c.keys.update(
            {
                rf"{POLICY}\Excel\Resiliency": {"restricttolist": 1},
                rf"{POLICY}\Excel\Resiliency\AddinList": {"estate_xl.xlam": "1"},
            }
        ),
        LT.DISABLED,
        GOOD,
        "沒有",
    ),
    Situation("one copy", bool, LF.COPIES, GOOD, "沒有"),
    Situation("a second copy", second_copy, LF.COPIES, BAD, r"共用\\estate_xl.xlam → 刪除"),
    Situation(
        "a ticked copy",
        with_key(rf"{OFFICE}\Excel\Options", open1='/R "E:\\Estate_XL.xlam"', open="a.xlam"),
        LF.COPIES,
        BAD,
        "Estate_XL.xlam",
    ),
    Situation(
        "a program's copy",
        lambda c: c.put(rf"{EXCEL}\XLSTART\estate_xl.xlam"),
        LF.COPIES,
        BAD,
        "Program Files",
    ),
    Situation("no book", bool, LF.BOOK, UNKNOWN, "--book"),
    Situation("book on the disk", bool, LF.BOOK, GOOD, "OneDrive - 物業", BOOK),
    Situation(
        "OneDrive",
        lambda c: c.variables.update(OneDriveCommercial=rf"{HOME}\OneDrive - 物業".upper()),
        LF.BOOK,
        BAD,
        "雲端同步.*移到",
        BOOK,
    ),
    Situation(
        "OneDrive by account",
        with_key(rf"{ACCOUNTS}\Business1", userfolder=rf"{HOME}\OneDrive - 物業"),
        LF.BOOK,
        BAD,
        "雲端同步",
        BOOK,
    ),
    Situation("SharePoint", library, LF.BOOK, BAD, "雲端同步", BOOK),
]


@pytest.mark.parametrize("case", SITUATIONS, ids=lambda case: case.name)
def test_the_right_line(case: Situation, tmp_path: Path) -> None:
    computer = well(tmp_path)
    case.spoil(computer)
    before = computer.tree()
    lines = examine(computer, case.book)
    assert computer.tree() == before
    (line,) = (each for each in lines if each.link == case.link)
    assert line.state is case.state
    assert re.search(case.words, shown(line))
    assert is_well(lines) == all(each.state is not BAD for each in lines)
    for each in lines:
        for language in Language:
            text = each.text(language, choose_marks("utf-8"))
            assert "\n" not in text
            assert "{" not in text
        if each.state is BAD:
            assert each.mend is not None


def test_there_are_enough_situations() -> None:
    bad = [case for case in SITUATIONS if case.state is BAD]
    assert len(bad) >= 20
    assert len({case.name for case in SITUATIONS}) == len(SITUATIONS)
    assert {case.link for case in bad} == {case.link for case in SITUATIONS}


def test_a_well_windows(tmp_path: Path) -> None:
    lines = examine(well(tmp_path), rf"{HOME}\Desktop\名單.xlsx")
    assert {line.state for line in lines} == {GOOD}
    assert is_well(lines)
    assert len(lines) == 14


def test_a_windows_without_anything(tmp_path: Path) -> None:
    computer = make_windows(tmp_path)
    bad = [line.link.hant for line in examine(computer) if line.state is BAD]
    assert bad == ["加載項檔案", "設定檔"]


def test_an_addin_that_cannot_be_built(tmp_path: Path) -> None:
    lines = diagnose(well(tmp_path), build_nothing, read_script, HANT)
    (line,) = (each for each in lines if each.link == LF.FILE)
    assert line.state is BAD
    assert "不能和現在的版本比較：找不到加載項的源檔案「add-in in zh-Hant」" in shown(line)
    assert shown(line).endswith(" → 重新安裝 estate_xl")


@pytest.mark.parametrize("make", [make_windows, make_mac])
def test_files_that_may_not_be_read(make: Callable[[Path], FakeComputer], tmp_path: Path) -> None:
    computer = make(tmp_path)
    install(computer, build, read_script, HANT)
    computer.hidden = {"estate_xl.xlam", "estate_xl.xlam" + MARK, "estate_xl.conf"}
    bad = {line.link.hant: shown(line) for line in examine(computer) if line.state is BAD}
    assert list(bad) == ["加載項檔案", "設定檔"]
    assert all("不能讀取（Operation not permitted） → " in words for words in bad.values())


def test_a_mac_that_lacks_the_script_to_compare(tmp_path: Path) -> None:
    def read_nothing() -> bytes:
        return build_nothing(HANT)

    computer = make_mac(tmp_path)
    install(computer, build, read_script, HANT)
    lines = diagnose(computer, build, read_nothing, HANT)
    assert [line.link for line in lines if line.state is BAD] == [LF.SCRIPT_LINK]


def test_a_mac(tmp_path: Path) -> None:
    computer = make_mac(tmp_path)
    install(computer, build, read_script, HANT)
    lines = examine(computer, f"{MAC_HOME}/Documents/名單.xlsx")
    states = {line.link.hant: line.state for line in lines}
    assert states == {
        "Excel": GOOD,
        "加載項檔案": GOOD,
        "巨集政策": UNKNOWN,
        "AppleScript": GOOD,
        "系統權限": UNKNOWN,
        "設定檔": GOOD,
        "Python": GOOD,
        "estate_xl": GOOD,
        "xlwings": GOOD,
        "xlwings 的部件": GOOD,
        "工作簿所在": GOOD,
    }
    assert is_well(lines)


@pytest.mark.parametrize(
    ("spoil", "link", "words"),
    [
        (lambda c: c.place(c.platform.path(SCRIPT)).unlink(), LF.SCRIPT_LINK, "不存在 → 執行"),
        (lambda c: c.put(SCRIPT, b"old"), LF.SCRIPT_LINK, "不是現在的版本 → 執行"),
        (
            lambda c: c.put(SCRIPT, b'on run "/tmp/evil/python3"'),
            LF.SCRIPT_LINK,
            "不是現在的版本 → 執行",
        ),
        (lambda c: c.answer.update(parts=["psutil"]), LP.PARTS_LINK, "appscript 不能載入"),
        (lambda c: c.refused.clear(), LF.BOOK, "雲端同步"),
    ],
)
def test_a_mac_that_ails(
    spoil: Callable[[FakeComputer], object], link: Label, words: str, tmp_path: Path
) -> None:
    computer = make_mac(tmp_path)
    install(computer, build, read_script, HANT)
    spoil(computer)
    lines = examine(computer, f"{MAC_HOME}/Library/CloudStorage/OneDrive-物業/a.xlsx")
    (line,) = (each for each in lines if each.link == link)
    assert line.state is BAD
    assert words in shown(line)


def test_a_workbook_at_a_path_too_long_for_excel(tmp_path: Path) -> None:
    book = rf"C:\{'長' * 100}\{'長' * 110}\a.xlsx"
    lines = examine(well(tmp_path), book)
    (line,) = (each for each in lines if each.link == LF.BOOK)
    assert line.state is BAD
    assert "路徑有 221 個字符，Excel 最多打開 218 個的" in shown(line)


def test_a_mac_without_excel(tmp_path: Path) -> None:
    lines = examine(FakeComputer(tmp_path, Platform.MAC))
    assert [line.state for line in lines if line.link == LP.EXCEL] == [BAD]


def test_linux_says_what_cannot_be_checked(tmp_path: Path) -> None:
    computer = FakeComputer(tmp_path, Platform.OTHER)
    lines = examine(computer)
    good = [line.link.hant for line in lines if line.state is GOOD]
    assert good == ["Python", "estate_xl", "xlwings"]
    assert {line.state for line in lines if line.link.hant not in good} == {UNKNOWN}
    assert is_well(lines)


def test_versions_of_xlwings_are_those_of_the_package() -> None:
    (needed,) = (each for each in metadata.requires("estate-xl") or () if "xlwings" in each)
    first, below = (".".join(map(str, version)) for version in LP.XLWINGS)
    assert set(needed.removeprefix("xlwings").split(",")) == {f">={first}", f"<{below}"}
    assert metadata.metadata("estate-xl")["Requires-Python"] == ">=3.11"


@pytest.mark.parametrize(
    ("encoding", "marks"), [("utf-8", "✓✗–"), ("cp936", "√×–"), ("cp950", "√×–"), ("gbk", "√×–")]
)
def test_marks_that_a_stream_can_show(encoding: str, marks: str) -> None:
    assert "".join(choose_marks(encoding).values()) == marks
    assert list(choose_marks("ascii").values()) == ["OK", "NO", "--"]
