"""The links from the file to a tab that Excel shows: trust, policies, what disables an add-in."""

from __future__ import annotations

from pathlib import PureWindowsPath
from typing import TYPE_CHECKING, Final

from estate_xl.addin.diagnosis import Line, State
from estate_xl.addin.excel_registry import expand, read_policy
from estate_xl.addin.install import is_marked
from estate_xl.addin.locations import ADDIN
from estate_xl.language import Label

if TYPE_CHECKING:
    from estate_xl.addin.diagnosis_facts import Situation
    from estate_xl.addin.locations import Places
    from estate_xl.files.system import System
    from estate_xl.language import Fact

MARK = Label("網絡標記", "Mark of the web")
TRUST = Label("信任位置", "Trusted location")
MACROS = Label("巨集政策", "Macro policy")
DISABLED = Label("加載項停用", "Disabled add-ins")
_CANNOT = Label("不能檢查", "cannot be checked")
_SECURITY: Final = r"Excel\Security"
_TRUSTED: Final = r"Excel\Security\Trusted Locations"
_DISABLED_ITEMS: Final = r"HKCU\Software\Microsoft\Office\{}\Excel\Resiliency\DisabledItems"
# 1: all run, 2: ask (Excel's own), 3: signed ones only, 4: none. Only 1 needs no trusted location.
_ALL_RUN, _ASK = 1, 2
_OURS = Label("請 IT 管理員放行", "ask your administrator to allow it")


def check_mark(case: Situation) -> Line:
    """Excel blocks the macros of what a mail or the web brought."""
    if not case.is_windows or case.places is None:
        return Line(State.UNKNOWN, MARK, _CANNOT)
    if not is_marked(case.system, case.places.addin):
        return Line(State.GOOD, MARK, Label("沒有", "none"))
    return Line(
        State.BAD,
        MARK,
        Label(
            "檔案帶有「來自網絡」的標記，Excel 會封鎖其巨集",
            "the file is marked as from the web, and Excel blocks its macros",
        ),
        Label("重新執行 estate-xl addin install", "run estate-xl addin install again"),
    )


def check_trust(case: Situation) -> Line:
    """The user's start folder is a trusted location of its own accord, unless somebody forbade."""
    if not case.is_windows or case.places is None:
        return Line(State.UNKNOWN, TRUST, _CANNOT)
    folder = PureWindowsPath(case.places.addin.parent)
    lines = [_trust(case.system, version, folder) for version in case.versions]
    return next((line for line in lines if line.state is not State.GOOD), lines[0])


def _trust(system: System, version: str, folder: PureWindowsPath) -> Line:
    facts: dict[str, Fact] = {"folder": str(folder)}
    if read_policy(system, version, _TRUSTED, "alllocationsdisabled")[0] == 1:
        words = Label("所有信任位置都被停用", "all trusted locations are switched off")
        mend = Label(
            "Excel 選項 › 信任中心 › 信任位置，取消「停用所有信任位置」；若由公司設定，"
            "請 IT 管理員放行",
            "Excel Options › Trust Center › Trusted Locations: clear “Disable all”; if your "
            "company set it, ask your administrator",
        )
        return Line(State.BAD, TRUST, words, mend)
    by_policy = _locations(system, rf"HKCU\Software\Policies\Microsoft\Office\{version}")
    if _covers(system, by_policy, folder):
        return Line(State.GOOD, TRUST, Label("「{folder}」", "“{folder}”"), facts=facts)
    common = r"Common\Security\Trusted Locations"
    if read_policy(system, version, common, "allow user locations")[0] == 0:
        words = Label("公司只准用它指定的信任位置", "your company allows only its own locations")
        mend = Label("請 IT 管理員加入「{folder}」", "ask your administrator to add “{folder}”")
        return Line(State.BAD, TRUST, words, mend, facts)
    is_remote = folder.drive.startswith("\\\\")
    allowed = read_policy(system, version, _TRUSTED, "allownetworklocations")[0] == 1
    if is_remote and not allowed:
        words = Label(
            "啟動資料夾在網絡上（漫遊用戶）：「{folder}」，Excel 默認不信任網絡位置",
            "the start folder is on the network (a roaming profile): “{folder}”; Excel does not "
            "trust the network by default",
        )
        mend = Label(
            "Excel 選項 › 信任中心 › 信任位置，勾選「允許網絡上的信任位置」並加入這個資料夾",
            "Excel Options › Trust Center › Trusted Locations: allow locations on the network and "
            "add this folder",
        )
        return Line(State.BAD, TRUST, words, mend, facts)
    by_user = _locations(system, rf"HKCU\Software\Microsoft\Office\{version}")
    if by_user and not _covers(system, by_user, folder):
        words = Label(
            "登記的信任位置中沒有「{folder}」，是否信任不能判斷",
            "“{folder}” is not among those written down; whether it is trusted cannot be told",
        )
        mend = Label(
            "在 Excel 選項 › 信任中心 › 信任位置中看有沒有它，沒有就加入",
            "look for it in Excel Options › Trust Center › Trusted Locations; add it if missing",
        )
        return Line(State.UNKNOWN, TRUST, words, mend, facts)
    return Line(State.GOOD, TRUST, Label("「{folder}」", "“{folder}”"), facts=facts)


def _locations(system: System, office: str) -> list[tuple[str, bool]]:
    """Folders written down as trusted, and whether those below are too."""
    key = rf"{office}\{_TRUSTED}"
    values = [system.registry(rf"{key}\{name}") for name in system.subkeys(key)]
    return [
        (path, each.get("allowsubfolders") == 1)
        for each in values
        if isinstance(path := each.get("path"), str)
    ]


def _covers(system: System, places: list[tuple[str, bool]], folder: PureWindowsPath) -> bool:
    known = [(PureWindowsPath(expand(system, path)), below) for path, below in places]
    return any(place == folder or (below and place in folder.parents) for place, below in known)


def check_macros(case: Situation) -> Line:
    """Macros in a trusted location run whatever the notification setting, unless VBA is off."""
    if case.is_mac:
        mend = Label(
            "Excel › 偏好設定 › 安全性，不要選「停用所有巨集而不通知」",
            "Excel › Preferences › Security: not “Disable all macros without notification”",
        )
        return Line(State.UNKNOWN, MACROS, _CANNOT, mend)
    if not case.is_windows:
        return Line(State.UNKNOWN, MACROS, _CANNOT)
    for version in case.versions:
        off = read_policy(case.system, version, "Common", "vbaoff")[0]
        machine = rf"HKLM\Software\Microsoft\Office\{version}\Common"
        if 1 in (off, case.system.registry(machine).get("vbaoff")):
            words = Label("公司停用了 Office 的 VBA", "your company switched VBA off")
            return Line(State.BAD, MACROS, words, _OURS)
    trust = check_trust(case).state
    is_trusted = trust is State.GOOD
    for version in case.versions:
        value, by_company = read_policy(case.system, version, _SECURITY, "vbawarnings")
        level = value if isinstance(value, int) else _ASK
        facts: dict[str, Fact] = {"level": level}
        if level == _ALL_RUN or is_trusted:
            continue
        if trust is State.UNKNOWN:
            words = Label("要看「信任位置」一行", "depends on the line of the trusted location")
            return Line(State.UNKNOWN, MACROS, words)
        words = Label(
            "不在信任位置，而巨集設定是 {level}（1 全部啟用，2 詢問，3 只限已簽署，4 停用）",
            "not in a trusted location, and the macro setting is {level} "
            "(1 all, 2 ask, 3 signed only, 4 none)",
        )
        mend = (
            _OURS
            if by_company
            else Label("先解決「信任位置」一行", "mend the line of the trusted location first")
        )
        return Line(State.BAD, MACROS, words, mend, facts)
    words = (
        Label("信任位置中的巨集可以執行", "macros in a trusted location run")
        if is_trusted
        else Label("巨集全部啟用", "all macros run")
    )
    return Line(State.GOOD, MACROS, words)


def check_disabled(case: Situation) -> Line:
    """Nobody, Excel itself included, keeps this add-in or all add-ins from loading."""
    if not case.is_windows or case.places is None:
        return Line(State.UNKNOWN, DISABLED, _CANNOT)
    for version in case.versions:
        if _is_disabled(case.system, version, case.places):
            words = Label("Excel 停用了這個加載項", "Excel has disabled the add-in")
            mend = Label(
                "Excel 選項 › 加載項 › 管理「停用的項目」 › 執行，選它並啟用",
                "Excel Options › Add-ins › Manage: Disabled Items › Go, choose it and enable",
            )
            return Line(State.BAD, DISABLED, words, mend)
        if read_policy(case.system, version, _SECURITY, "disablealladdins")[0] == 1:
            words = Label("所有應用程序加載項都被停用", "all application add-ins are disabled")
            mend = Label(
                "Excel 選項 › 信任中心 › 加載項，取消「停用所有應用程序加載項」",
                "Excel Options › Trust Center › Add-ins: clear “Disable all Application Add-ins”",
            )
            return Line(State.BAD, DISABLED, words, mend)
        if read_policy(case.system, version, _SECURITY, "requireaddinsig")[0] == 1:
            words = Label("只准用有簽署的加載項，本加載項沒有", "only signed add-ins are allowed")
            mend = Label(
                "Excel 選項 › 信任中心 › 加載項，取消「要求簽署」；若由公司設定，請 IT 管理員放行",
                "Excel Options › Trust Center › Add-ins: clear the demand for a signature, or ask "
                "your administrator",
            )
            return Line(State.BAD, DISABLED, words, mend)
        if _is_unlisted(case.system, version):
            words = Label("公司只准用名單上的加載項", "your company allows only listed add-ins")
            mend = Label("請 IT 管理員把 {name} 加入名單", "ask your administrator to list {name}")
            return Line(State.BAD, DISABLED, words, mend, {"name": ADDIN})
    return Line(State.GOOD, DISABLED, Label("沒有", "none"))


def _is_disabled(system: System, version: str, places: Places) -> bool:
    """Excel keeps a record of bytes for each, with the path in it in small letters."""
    name = places.addin.name.lower()
    records = system.registry(_DISABLED_ITEMS.format(version)).values()
    texts = [
        record.decode(kind, errors="replace").lower()
        for record in records
        if isinstance(record, bytes)
        for kind in ("utf-16-le", "utf-16-be")
    ]
    return any(name in text for text in texts)


def _is_unlisted(system: System, version: str) -> bool:
    below = rf"HKCU\Software\Policies\Microsoft\Office\{version}\Excel\Resiliency"
    if system.registry(below).get("restricttolist") != 1:
        return False
    return str(system.registry(rf"{below}\AddinList").get(ADDIN, "0")) not in {"1", "2"}
