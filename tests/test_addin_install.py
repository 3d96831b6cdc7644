"""Install and uninstall on made Windows and Mac profiles leave exactly what they say."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from estate_xl.addin.install import MARK, install, uninstall
from estate_xl.errors.exceptions import AddinError
from estate_xl.files.system import Platform
from estate_xl.schema import Language
from support.computers import (
    EXCEL,
    HOME,
    MAC_HOME,
    MAC_PYTHON,
    PYTHON,
    FakeComputer,
    build,
    build_nothing,
    make_mac,
    make_windows,
    read_script,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Make = Callable[[Path], FakeComputer]

HANT, EN = Language.HANT, Language.EN
START = "C/Users/王 小明/AppData/Roaming/Microsoft/Excel/XLSTART"
WINDOWS_ADDIN = rf"{HOME}\AppData\Roaming\Microsoft\Excel\XLSTART\estate_xl.xlam"
MAC_START = (
    "Users/王 小明/Library/Group Containers/UBF8T346G9.Office/User Content.localized/"
    "Startup.localized/Excel"
)
MAC_ADDIN = f"/{MAC_START}/estate_xl.xlam"
BOTH = pytest.mark.parametrize("make", [make_windows, make_mac])


def put_in(computer: FakeComputer, language: Language = HANT) -> list[str]:
    return install(computer, build, read_script, language)


def changes(before: dict[str, bytes | None], after: dict[str, bytes | None]) -> set[str]:
    """Names that are new, gone, or have other bytes."""
    return {name for name in before | after if before.get(name, 0) != after.get(name, 0)}


def addin_of(computer: FakeComputer) -> str:
    return WINDOWS_ADDIN if computer.platform is Platform.WINDOWS else MAC_ADDIN


def test_install_on_windows_writes_two_files(tmp_path: Path) -> None:
    computer = make_windows(tmp_path)
    before = computer.tree()
    said = put_in(computer)
    after = computer.tree()
    assert changes(before, after) == {
        START,
        f"{START}/estate_xl.xlam",
        "C/Users/王 小明/.estate_xl",
        "C/Users/王 小明/.estate_xl/estate_xl.conf",
    }
    assert after[f"{START}/estate_xl.xlam"] == build(HANT)
    conf = after["C/Users/王 小明/.estate_xl/estate_xl.conf"]
    assert conf is not None
    assert conf.decode("cp936").splitlines()[0] == f'"INTERPRETER_WIN","{PYTHON}"'
    assert [line for line in said if line.startswith("已寫入")] == [
        rf"已寫入「{HOME}\.estate_xl\estate_xl.conf」。",
        f"已寫入「{WINDOWS_ADDIN}」。",
    ]


def test_install_on_a_mac_writes_three_files(tmp_path: Path) -> None:
    computer = make_mac(tmp_path)
    before = computer.tree()
    put_in(computer)
    after = computer.tree()
    scripts = "Users/王 小明/Library/Application Scripts"
    conf = "Users/王 小明/Library/Containers/com.microsoft.Excel/Data/estate_xl.conf"
    start = MAC_START.split("/")
    assert changes(before, after) == {
        *("/".join(start[:count]) for count in range(6, len(start) + 1)),
        f"{MAC_START}/estate_xl.xlam",
        scripts,
        f"{scripts}/com.microsoft.Excel",
        f"{scripts}/com.microsoft.Excel/estate_xl.applescript",
        conf,
    }
    assert (after[conf] or b"").splitlines()[0].decode() == f'"INTERPRETER_MAC","{MAC_PYTHON}"'
    script = after[f"{scripts}/com.microsoft.Excel/estate_xl.applescript"]
    assert script == f'on run "{MAC_PYTHON}"'.encode()


def test_another_python_is_written_into_the_script_anew(tmp_path: Path) -> None:
    computer = make_mac(tmp_path)
    put_in(computer)
    computer.interpreter = "/opt/python/bin/python3"
    said = put_in(computer)
    assert [line.startswith("已寫入") for line in said[:3]] == [True, True, False]
    (script,) = tmp_path.rglob("estate_xl.applescript")
    assert script.read_bytes() == b'on run "/opt/python/bin/python3"'


@BOTH
def test_uninstall_leaves_nothing(make: Make, tmp_path: Path) -> None:
    computer = make(tmp_path)
    before = computer.tree()
    put_in(computer)
    said = uninstall(computer, HANT)
    assert computer.tree() == before
    assert said[0] == f"已刪除「{addin_of(computer)}」。"
    assert uninstall(computer, HANT) == ["沒有安裝過，沒有改動。"]
    assert computer.tree() == before


@BOTH
def test_twice_is_the_same_and_still_leaves_nothing(make: Make, tmp_path: Path) -> None:
    computer = make(tmp_path)
    before = computer.tree()
    put_in(computer)
    once = computer.tree()
    said = put_in(computer)
    assert computer.tree() == once
    assert sum("已是最新" in line for line in said) == len(said) - 1
    uninstall(computer, HANT)
    assert computer.tree() == before


@BOTH
def test_an_update_in_another_language(make: Make, tmp_path: Path) -> None:
    computer = make(tmp_path)
    before = computer.tree()
    put_in(computer)
    said = put_in(computer, EN)
    assert f"Wrote “{addin_of(computer)}”." in said
    assert computer.read(computer.platform.path(addin_of(computer))) == build(EN)
    uninstall(computer, EN)
    assert computer.tree() == before


def test_folders_that_were_there_stay(tmp_path: Path) -> None:
    computer = make_windows(tmp_path)
    computer.folder(rf"{HOME}\AppData\Roaming\Microsoft\Excel\XLSTART")
    computer.folder(rf"{HOME}\.estate_xl")
    before = computer.tree()
    put_in(computer)
    uninstall(computer, HANT)
    assert computer.tree() == before


def test_what_others_put_there_stays(tmp_path: Path) -> None:
    computer = make_windows(tmp_path)
    put_in(computer)
    computer.put(rf"{HOME}\AppData\Roaming\Microsoft\Excel\XLSTART\PERSONAL.XLSB", b"hers")
    said = uninstall(computer, HANT)
    assert computer.tree()[f"{START}/PERSONAL.XLSB"] == b"hers"
    assert (
        rf"資料夾「{HOME}\AppData\Roaming\Microsoft\Excel\XLSTART」裏還有別的檔案，保留。" in said
    )


@BOTH
def test_the_log_goes_and_copies_of_workbooks_stay(make: Make, tmp_path: Path) -> None:
    computer = make(tmp_path)
    is_windows = computer.platform is Platform.WINDOWS
    above = rf"{HOME}\AppData\Local" if is_windows else f"{MAC_HOME}/Library/Application Support"
    computer.folder(above)
    before = computer.tree()
    slash = "\\" if is_windows else "/"
    data = f"{above}{slash}estate_xl"
    put_in(computer)
    computer.put(f"{data}{slash}ribbon.log", b"TypeError")
    computer.put(f"{data}{slash}ribbon.1.log", b"TypeError")
    uninstall(computer, HANT)
    assert computer.tree() == before
    put_in(computer)
    computer.put(f"{data}{slash}ribbon.log", b"TypeError")
    computer.put(f"{data}{slash}備份{slash}濱江花園 2026-11-25.xlsx", b"hers")
    said = uninstall(computer, HANT)
    assert said[-1] == f"「{data}」裏有工作簿的備份，保留；不再需要時請自行刪除。"
    left = changes(before, computer.tree())
    assert sorted(name.rpartition("/")[2] for name in left) == [
        "estate_xl",
        "備份",
        "濱江花園 2026-11-25.xlsx",
    ]


def test_settings_deleted_by_hand(tmp_path: Path) -> None:
    computer = make_windows(tmp_path)
    put_in(computer)
    (tmp_path / "C/Users/王 小明/.estate_xl/estate_xl.conf").unlink()
    uninstall(computer, HANT)
    assert f"{START}/estate_xl.xlam" not in computer.tree()


def test_a_roaming_profile(tmp_path: Path) -> None:
    computer = make_windows(tmp_path)
    computer.variables["APPDATA"] = r"\\server\profiles\王 小明\AppData"
    computer.folder(r"\\server\profiles")
    before = computer.tree()
    put_in(computer)
    addin = "server/profiles/王 小明/AppData/Microsoft/Excel/XLSTART/estate_xl.xlam"
    assert computer.tree()[addin] == build(HANT)
    uninstall(computer, HANT)
    assert computer.tree() == before


def test_the_mark_of_the_web_goes(tmp_path: Path) -> None:
    computer = make_windows(tmp_path)
    computer.put(WINDOWS_ADDIN, build(HANT))
    computer.put(WINDOWS_ADDIN + MARK, b"[ZoneTransfer]\r\nZoneId=3\r\n")
    said = put_in(computer)
    assert f"已寫入「{WINDOWS_ADDIN}」。" in said
    assert f"{START}/estate_xl.xlam{MARK}" not in computer.tree()


@BOTH
def test_excel_is_open(make: Make, tmp_path: Path) -> None:
    computer = make(tmp_path)
    computer.put(addin_of(computer), b"older")
    computer.put(addin_of(computer).replace("estate_xl.xlam", "~$estate_xl.xlam"), b"owner")
    before = computer.tree()
    for attempt in (put_in, uninstall):
        with pytest.raises(AddinError, match=r"正開着加載項.*沒有改動；請關閉所有 Excel 窗口再試"):
            attempt(computer, HANT)
        assert computer.tree() == before


@BOTH
@pytest.mark.parametrize("name", ["estate_xl.xlam", "estate_xl.conf"])
def test_a_file_that_cannot_be_written(make: Make, name: str, tmp_path: Path) -> None:
    """All or nothing: files written before it are put back."""
    computer = make(tmp_path)
    before = computer.tree()
    computer.refused = {name}
    with pytest.raises(AddinError, match=f"{name}」不能改動（Permission denied），一切保持原樣"):
        put_in(computer)
    assert computer.tree() == before


@BOTH
@pytest.mark.parametrize("name", ["estate_xl.xlam", "estate_xl.conf"])
def test_a_file_that_cannot_be_changed(make: Make, name: str, tmp_path: Path) -> None:
    computer = make(tmp_path)
    put_in(computer)
    before = computer.tree()
    computer.refused = {name}
    is_windows = computer.platform is Platform.WINDOWS
    computer.interpreter = PYTHON.replace("python", "pythonw") if is_windows else "/bin/python3"
    for attempt in (put_in, uninstall):
        with pytest.raises(AddinError) as caught:
            attempt(computer, EN)
        assert f"{name}” cannot be changed" in caught.value.text(EN)
        assert computer.tree() == before


def test_the_interpreter_is_asked_isolated(tmp_path: Path) -> None:
    computer = make_windows(tmp_path)
    put_in(computer)
    assert [words[:3] for words in computer.ran] == [[PYTHON, "-I", "-c"]]


@pytest.mark.parametrize("answer", [None, {}, {"python": 1}])
def test_a_package_installed_for_the_user_only(
    answer: dict[str, object] | None, tmp_path: Path
) -> None:
    computer = make_windows(tmp_path)
    computer.answer = answer and {**answer}
    refuse(computer, "找不到 estate_xl.*虛擬環境")
    computer = make_windows(tmp_path)
    assert computer.answer is not None
    computer.answer["package"] = None
    refuse(computer, "找不到 estate_xl.*虛擬環境")


@pytest.mark.parametrize(
    ("interpreter", "code_page"),
    [
        ("C:\\程序 甲\\python.exe", "cp1252"),
        ("C:\\Py한글\\python.exe", "cp936"),
        ("C:\\100%\\python.exe", "cp936"),
        ("\\\\server\\share\\python.exe", "cp936"),
        ("C:/Python/python.exe", "cp936"),
        ("C:\\a\\..\\python.exe", "cp936"),
        ("C:\\Python\\python.exe:stream\\python.exe", "cp936"),
        ("C:\\Python\\py.exe", "cp936"),
        (f"C:\\{'a' * 250}\\python.exe", "cp936"),
        ("", "cp936"),
    ],
)
def test_a_path_that_vba_cannot_read(interpreter: str, code_page: str, tmp_path: Path) -> None:
    computer = make_windows(tmp_path)
    computer.interpreter, computer.encoding = interpreter, code_page
    refuse(computer, "VBA 讀不到的字符.*例如 C:")


def test_a_home_outside_the_code_page(tmp_path: Path) -> None:
    computer = make_windows(tmp_path)
    computer.interpreter, computer.encoding = r"C:\Python312\python.exe", "cp1252"
    refuse(computer, "代碼頁寫不出.*Windows 帳戶")


@pytest.mark.parametrize(
    "interpreter", ["/Users/王/python3", "/Users/a|b/python3", '/a"b/python3', "python3"]
)
def test_a_macs_interpreter_has_plain_letters(interpreter: str, tmp_path: Path) -> None:
    computer = make_mac(tmp_path)
    computer.interpreter = interpreter
    refuse(computer, "VBA 讀不到的字符")


def test_python_of_the_store(tmp_path: Path) -> None:
    computer = make_windows(tmp_path)
    computer.base = r"C:\Program Files\WindowsApps\PythonSoftwareFoundation.Python.3.12"
    refuse(computer, "Microsoft Store.*python.org")


def test_a_mac_whose_excel_was_never_opened(tmp_path: Path) -> None:
    computer = FakeComputer(tmp_path, Platform.MAC)
    refuse(computer, "先打開一次 Excel")


def test_no_system_for_excel(tmp_path: Path) -> None:
    computer = FakeComputer(tmp_path, Platform.OTHER)
    refuse(computer, "沒有 Excel")
    with pytest.raises(AddinError) as caught:
        uninstall(computer, EN)
    assert "no Excel" in caught.value.text(EN)


def test_no_variable(tmp_path: Path) -> None:
    computer = make_windows(tmp_path)
    del computer.variables["APPDATA"]
    refuse(computer, "APPDATA 沒有值")


def test_an_addin_that_cannot_be_built(tmp_path: Path) -> None:
    computer = make_windows(tmp_path)
    before = computer.tree()
    with pytest.raises(AddinError, match="add-in in zh-Hant"):
        install(computer, build_nothing, read_script, HANT)
    assert computer.tree() == before


def test_the_programs_own_start_folder_is_left_alone(tmp_path: Path) -> None:
    computer = make_windows(tmp_path)
    computer.folder(rf"{EXCEL}\XLSTART")
    put_in(computer)
    assert computer.names(computer.platform.path(rf"{EXCEL}\XLSTART")) == []


def refuse(computer: FakeComputer, words: str) -> None:
    """Installing stops with one sentence of these words, and changes nothing."""
    before = computer.tree()
    with pytest.raises(AddinError, match=words) as caught:
        put_in(computer)
    assert "\n" not in str(caught.value)
    assert computer.tree() == before
