"""The links from Excel to Python: which Excel, which Python, what is in it, the settings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from estate_xl.addin.diagnosis import Line, State
from estate_xl.addin.diagnosis_facts import PARTS
from estate_xl.addin.excel_registry import has_wps, is_opened_by_wps
from estate_xl.addin.install import is_store_python
from estate_xl.addin.settings import INTERPRETERS, is_usable
from estate_xl.language import Label

if TYPE_CHECKING:
    from estate_xl.addin.diagnosis_facts import Situation
    from estate_xl.language import Fact

LEAST_PYTHON: Final = (3, 11)
XLWINGS: Final = ((0, 37, 8), (0, 38))
"""From and below; pyproject.toml says the same."""

EXCEL = Label("Excel", "Excel")
WPS = Label("打開 .xlsx 的程序", "Program for .xlsx")
PYTHON = Label("Python", "Python")
PACKAGE = Label("estate_xl", "estate_xl")
XLWINGS_LINK = Label("xlwings", "xlwings")
PARTS_LINK = Label("xlwings 的部件", "Parts of xlwings")
SETTINGS = Label("設定檔", "Settings")

_ELSEWHERE = Label("這個系統上沒有 Excel，不能檢查", "no Excel on this system, cannot be checked")
_REINSTALL = Label("重新執行 estate-xl addin install", "run estate-xl addin install again")


def check_excel(case: Situation) -> Line:
    """One Excel, not none and not two."""
    if not (case.is_windows or case.is_mac):
        return Line(State.UNKNOWN, EXCEL, _ELSEWHERE)
    if not case.excels:
        return Line(
            State.BAD,
            EXCEL,
            Label("沒有找到 Excel", "Excel was not found"),
            Label("先安裝 Microsoft Excel（桌面版）", "install Microsoft Excel for the desktop"),
        )
    found = ", ".join(map(str, case.excels))
    if len(case.excels) > 1:
        return Line(
            State.BAD,
            EXCEL,
            Label("裝了不止一個：{found}", "more than one is installed: {found}"),
            Label(
                "只留一個，否則按鈕可能找到另一個 Excel",
                "keep one, or a button may find the other Excel",
            ),
            {"found": found},
        )
    return Line(State.GOOD, EXCEL, Label("{found}", "{found}"), facts={"found": found})


def check_wps(case: Situation) -> Line:
    """A double click opens Excel, where the tab is."""
    if not case.is_windows:
        return Line(State.UNKNOWN, WPS, Label("不能檢查", "cannot be checked"))
    if is_opened_by_wps(case.system):
        return Line(
            State.BAD,
            WPS,
            Label("雙擊工作簿打開的是 WPS，那裏沒有「片區管理」頁", "WPS, where the tab is not"),
            Label(
                "Windows 設定 › 應用 › 默認應用，把 .xlsx 改為 Excel",
                "Windows Settings › Apps › Default apps: choose Excel for .xlsx",
            ),
        )
    words = (
        Label("不是 WPS（電腦上也裝了 WPS）", "not WPS (which is installed too)")
        if has_wps(case.system)
        else Label("不是 WPS", "not WPS")
    )
    return Line(State.GOOD, WPS, words)


def check_python(case: Situation) -> Line:
    """It starts, is new enough, and its width goes with Excel's."""
    facts = case.facts
    if facts is None:
        return Line(
            State.BAD,
            PYTHON,
            Label("「{path}」不能啟動", "“{path}” does not start"),
            Label(
                "重新安裝 Python 和 estate_xl，再執行 estate-xl addin install",
                "install Python and estate_xl again, then run estate-xl addin install",
            ),
            {"path": case.interpreter},
        )
    said: dict[str, Fact] = {
        "version": ".".join(map(str, facts.python)),
        "bits": facts.bits,
        "excel": case.excels[0].bits if case.excels else 0,
    }
    if facts.python < LEAST_PYTHON:
        return Line(
            State.BAD,
            PYTHON,
            Label("{version} 太舊", "{version} is too old"),
            Label("安裝 Python 3.11 或更新的版本", "install Python 3.11 or newer"),
            said,
        )
    if is_store_python(case.system, case.interpreter):
        return Line(
            State.BAD,
            PYTHON,
            Label(
                "{version} 來自 Microsoft Store，它寫的檔案 Excel 看不見",
                "{version} is from the Microsoft Store; Excel does not see what it writes",
            ),
            Label("從 python.org 安裝 Python", "install Python from python.org"),
            said,
        )
    if not case.is_windows or not case.excels:
        return Line(
            State.GOOD, PYTHON, Label("{version}，{bits} 位", "{version}, {bits}-bit"), facts=said
        )
    if all(excel.bits == facts.bits for excel in case.excels):
        words = Label("{version}，{bits} 位，和 Excel 相同", "{version}, {bits}-bit as Excel")
        return Line(State.GOOD, PYTHON, words, facts=said)
    return Line(
        State.GOOD,
        PYTHON,
        Label(
            "{version}，{bits} 位；Excel 是 {excel} 位，兩者各在自己的進程，不要緊",
            "{version}, {bits}-bit; Excel is {excel}-bit, which is fine, as each runs on its own",
        ),
        facts=said,
    )


def check_package(case: Situation) -> Line:
    """The isolated interpreter finds estate_xl."""
    if case.facts is None:
        return Line(
            State.UNKNOWN, PACKAGE, Label("Python 不能啟動，不能檢查", "Python does not start")
        )
    if case.facts.package is None:
        return Line(
            State.BAD,
            PACKAGE,
            Label(
                "以隔離方式啟動的 Python 找不到它（多半是裝成了 pip install --user）",
                "the isolated Python does not find it (pip install --user is a usual cause)",
            ),
            Label(
                "建一個虛擬環境，在其中 pip install estate-xl，再執行 estate-xl addin install",
                "make a virtual environment, pip install estate-xl in it, run estate-xl addin "
                "install there",
            ),
        )
    facts: dict[str, Fact] = {"version": case.facts.package, "own": case.own_version}
    if case.facts.package != case.own_version:
        words = Label(
            "Excel 所用的 Python 裏是 {version}，現在執行的是 {own}",
            "{version} in the Python that Excel uses, while this one is {own}",
        )
        return Line(State.BAD, PACKAGE, words, _REINSTALL, facts)
    return Line(State.GOOD, PACKAGE, Label("{version}", "{version}"), facts=facts)


def check_xlwings(case: Situation) -> Line:
    """A version that the add-in was made for."""
    version = case.facts.xlwings if case.facts else None
    facts: dict[str, Fact] = {"version": version or "—", "from": "0.37.8", "below": "0.38"}
    if version is not None and XLWINGS[0] <= _numbers(version) < XLWINGS[1]:
        return Line(State.GOOD, XLWINGS_LINK, Label("{version}", "{version}"), facts=facts)
    return Line(
        State.BAD,
        XLWINGS_LINK,
        Label("{version}，不是要求的版本", "{version}, not a version that we know"),
        Label(
            'pip install "xlwings>={from},<{below}"，再執行 estate-xl addin install',
            'pip install "xlwings>={from},<{below}", then estate-xl addin install',
        ),
        facts,
    )


def check_parts(case: Situation) -> Line:
    """Windows: COM and the library of Excel's width. Mac: Apple events."""
    if not (case.is_windows or case.is_mac):
        return Line(State.UNKNOWN, PARTS_LINK, _ELSEWHERE)
    if case.facts is None:
        return Line(
            State.UNKNOWN, PARTS_LINK, Label("Python 不能啟動，不能檢查", "Python does not start")
        )
    missing = [name for name in PARTS[case.system.platform] if name not in case.facts.parts]
    if missing:
        return Line(
            State.BAD,
            PARTS_LINK,
            Label("{missing} 不能載入，按鈕不能工作", "{missing} do not load; no button works"),
            Label(
                "pip install --force-reinstall {package}", "pip install --force-reinstall {package}"
            ),
            {
                "missing": ", ".join(missing),
                "package": "pywin32" if case.is_windows else "appscript psutil",
            },
        )
    lacking = _missing_libraries(case)
    if lacking:
        return Line(
            State.BAD,
            PARTS_LINK,
            Label(
                "Python 旁邊沒有 {missing}，單元格函數不能工作",
                "{missing} is not beside Python; no cell function works",
            ),
            Label("pip install --force-reinstall xlwings", "pip install --force-reinstall xlwings"),
            {"missing": ", ".join(lacking)},
        )
    return Line(State.GOOD, PARTS_LINK, Label("齊全", "all there"))


def _missing_libraries(case: Situation) -> list[str]:
    """Beside the interpreter and, for a virtual environment, one folder up; there xlwings looks."""
    if not case.is_windows or case.facts is None:
        return []
    above = list(case.system.platform.path(case.interpreter).parents)[:2]
    there = {name.lower() for folder in above for name in case.system.names(folder)}
    wanted = {f"xlwings{excel.bits}-{case.facts.xlwings}.dll" for excel in case.excels}
    return sorted(wanted - there)


def check_settings(case: Situation) -> Line:
    """The file is there and names a Python that is there."""
    if case.places is None:
        return Line(State.UNKNOWN, SETTINGS, _ELSEWHERE)
    facts: dict[str, Fact] = {"path": str(case.places.settings)}
    if case.settings is None:
        case.system.read(case.places.settings)  # Tells if it is there and may not be read.
        return Line(
            State.BAD,
            SETTINGS,
            Label("「{path}」不存在", "“{path}” is not there"),
            Label("執行 estate-xl addin install", "run estate-xl addin install"),
            facts,
        )
    named = case.settings.get(INTERPRETERS[case.system.platform])
    if not named:
        words = Label("「{path}」沒有寫明用哪個 Python", "“{path}” names no Python")
        return Line(State.BAD, SETTINGS, words, _REINSTALL, facts)
    facts["python"] = named
    if case.system.read(case.system.platform.path(named)) is None:
        words = Label(
            "所寫的 Python「{python}」已不存在", "its Python “{python}” is not there any more"
        )
        return Line(State.BAD, SETTINGS, words, _REINSTALL, facts)
    if not is_usable(case.system, named):
        words = Label(
            "所寫的 Python「{python}」加載項不能用", "the add-in refuses its Python “{python}”"
        )
        mend = Label(
            "把 Python 裝到只有英文字母的資料夾，用它重新安裝 estate_xl",
            "install Python into a folder of plain letters, and estate_xl with it",
        )
        return Line(State.BAD, SETTINGS, words, mend, facts)
    return Line(State.GOOD, SETTINGS, Label("{python}", "{python}"), facts=facts)


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".") if part.isdecimal())
