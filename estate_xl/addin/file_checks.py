"""The links of files: the add-in and its version, second copies, a Mac's script, the workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from estate_xl.addin.diagnosis import Line, State
from estate_xl.addin.excel_registry import expand
from estate_xl.addin.locations import ADDIN
from estate_xl.addin.macro_sources import script_for
from estate_xl.cells import MAX_PATH
from estate_xl.language import Label, Language

if TYPE_CHECKING:
    from pathlib import PurePath

    from estate_xl.addin.diagnosis_facts import Situation
    from estate_xl.language import Fact

FILE = Label("加載項檔案", "Add-in file")
COPIES = Label("重複的加載項", "Second copies")
SCRIPT_LINK = Label("AppleScript", "AppleScript")
ACCESS = Label("系統權限", "System permissions")
BOOK = Label("工作簿所在", "Workbook's folder")
_ELSEWHERE = Label("這個系統上沒有 Excel，不能檢查", "no Excel on this system, cannot be checked")
_INSTALL = Label("執行 estate-xl addin install", "run estate-xl addin install")
_CLOUD: Final = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")
_ACCOUNTS: Final = r"HKCU\Software\Microsoft\OneDrive\Accounts"
_MAC_CLOUD: Final = ("Library/CloudStorage", "Library/Mobile Documents")
_OPTIONS: Final = r"HKCU\Software\Microsoft\Office\{}\Excel\Options"


def check_file(case: Situation) -> Line:
    """The file is there, and is what this version of the package builds."""
    if case.places is None:
        return Line(State.UNKNOWN, FILE, _ELSEWHERE)
    facts: dict[str, Fact] = {"path": str(case.places.addin)}
    data = case.system.read(case.places.addin)
    if data is None:
        return Line(
            State.BAD, FILE, Label("「{path}」不存在", "“{path}” is not there"), _INSTALL, facts
        )
    if not any(data == case.build(language) for language in Language):
        words = Label(
            "「{path}」和已安裝的 estate_xl 不是同一版本",
            "“{path}” is not of the installed estate_xl's version",
        )
        return Line(State.BAD, FILE, words, _INSTALL, facts)
    return Line(State.GOOD, FILE, Label("「{path}」", "“{path}”"), facts=facts)


def check_copies(case: Situation) -> Line:
    """Two copies would show two tabs, of two versions."""
    if not case.is_windows or case.places is None:
        return Line(State.UNKNOWN, COPIES, Label("不能檢查", "cannot be checked"))
    found: list[str] = []
    folders = [case.system.platform.path(excel.folder) / "XLSTART" for excel in case.excels]
    for version in case.versions:
        for name, value in case.system.registry(_OPTIONS.format(version)).items():
            if not isinstance(value, str):
                continue
            if name == "altstartup":
                folders.append(case.system.platform.path(expand(case.system, value)))
            elif name.startswith("open") and ADDIN in value.lower():
                found.append(value)
    own = case.places.addin.parent
    found += [
        str(folder / ADDIN)
        for folder in folders
        if folder != own and ADDIN in map(str.lower, case.system.names(folder))
    ]
    if not found:
        return Line(State.GOOD, COPIES, Label("沒有", "none"))
    return Line(
        State.BAD,
        COPIES,
        Label("另有：{found}", "there is also {found}"),
        Label(
            "刪除它，或在 Excel 選項 › 加載項中取消勾選，只留 estate-xl addin install 裝的那一個",
            "delete it, or untick it in Excel Options › Add-ins; keep the one that "
            "estate-xl addin install put there",
        ),
        {"found": ", ".join(found)},
    )


def check_script(case: Situation) -> Line:
    """A Mac's Excel starts programs through a script only."""
    if case.places is None or case.places.script is None:
        return Line(State.UNKNOWN, SCRIPT_LINK, Label("只有 Mac 需要", "a Mac's only"))
    facts: dict[str, Fact] = {"path": str(case.places.script)}
    data = case.system.read(case.places.script)
    if data is None:
        words = Label("「{path}」不存在", "“{path}” is not there")
        return Line(State.BAD, SCRIPT_LINK, words, _INSTALL, facts)
    if data != script_for(case.read_script(), case.interpreter):
        words = Label("「{path}」不是現在的版本", "“{path}” is not of this version")
        return Line(State.BAD, SCRIPT_LINK, words, _INSTALL, facts)
    return Line(State.GOOD, SCRIPT_LINK, Label("「{path}」", "“{path}”"), facts=facts)


def check_access(case: Situation) -> Line:
    """A Mac does not tell what it allows."""
    if not case.is_mac:
        return Line(State.UNKNOWN, ACCESS, Label("只有 Mac 需要", "a Mac's only"))
    return Line(
        State.UNKNOWN,
        ACCESS,
        Label("macOS 不讓程序查看，不能檢查", "macOS does not tell, cannot be checked"),
        Label(
            "第一次按按鈕時，允許 Python 控制 Excel、允許 Excel 存取檔案；拒絕過的話，"
            "在系統設定 › 私隱與安全性 › 自動化中打開",
            "at the first click allow Python to control Excel and Excel to read the files; if "
            "refused once, switch it on in System Settings › Privacy & Security › Automation",
        ),
    )


def check_book(case: Situation) -> Line:
    """OneDrive gives the workbook an address of the web, and saves in between."""
    if case.book is None:
        return Line(
            State.UNKNOWN,
            BOOK,
            Label("沒有指定工作簿", "no workbook was named"),
            Label("加上 --book 工作簿，再檢查一次", "check again with --book FILE"),
        )
    facts: dict[str, Fact] = {"folder": str(case.book.parent)}
    length = len(str(case.book))
    if length > MAX_PATH:
        return Line(
            State.BAD,
            BOOK,
            Label(
                "路徑有 {length} 個字符，Excel 最多打開 {most} 個的",
                "its path has {length} characters, Excel opens no more than {most}",
            ),
            Label(
                "把工作簿移到上層的資料夾，或把名稱改短",
                "move the workbook to a folder further up, or give it a shorter name",
            ),
            facts | {"length": length, "most": MAX_PATH},
        )
    if not any(cloud == place for cloud in _clouds(case) for place in case.book.parents):
        return Line(State.GOOD, BOOK, Label("「{folder}」", "“{folder}”"), facts=facts)
    return Line(
        State.BAD,
        BOOK,
        Label(
            "「{folder}」由雲端同步，存檔時可能被改名或鎖住",
            "“{folder}” is synchronised with a cloud, which may rename or lock it at a save",
        ),
        Label("把工作簿移到不同步的資料夾再用", "move the workbook to a folder that is not"),
        facts,
    )


def _clouds(case: Situation) -> list[PurePath]:
    """Folders that are synchronised."""
    path = case.system.platform.path
    found = [value for name in _CLOUD if (value := case.system.variable(name))]
    for account in case.system.subkeys(_ACCOUNTS):
        own = case.system.registry(rf"{_ACCOUNTS}\{account}").get("userfolder")
        found += [own] if isinstance(own, str) else []
        tenants = rf"{_ACCOUNTS}\{account}\Tenants"
        for tenant in case.system.subkeys(tenants):
            # The names of these values are the folders of synchronised libraries.
            found += case.system.registry(rf"{tenants}\{tenant}")
    if case.is_mac and (home := case.system.variable("HOME")):
        found += [f"{home}/{name}" for name in _MAC_CLOUD]
    return [path(each) for each in found]
