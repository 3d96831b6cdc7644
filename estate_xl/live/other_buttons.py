"""Buttons that change no workbook: 新建工作簿, 設置, 幫助, 關於."""

from __future__ import annotations

import platform
from pathlib import Path
from typing import TYPE_CHECKING, Final

import xlwings as xw

from estate_xl.actions import BUTTONS
from estate_xl.cells import MAX_PATH
from estate_xl.errors.codes import ErrorCode
from estate_xl.errors.exceptions import WorkbookError
from estate_xl.files.excel_copies import is_url
from estate_xl.files.versions import FOLDER
from estate_xl.language import Label, Phrase
from estate_xl.live.error_log import LOG_NAME
from estate_xl.live.message_boxes import TITLE
from estate_xl.live.open_master import screen_language
from estate_xl.live.refusal import RefusedError
from estate_xl.schema import ESTATE_BOOK

if TYPE_CHECKING:
    from estate_xl.live.excel_window import Desk
    from estate_xl.live.open_master import Visit

_MADE: Final = Label(
    "已新建「{book}」並打開，請從「{cover}」的步驟開始。",
    "“{book}” was made and opened; begin with the steps on “{cover}”.",
)
CANCELLED: Final = Label("已取消，沒有改動。", "Cancelled; nothing was changed.")
_NO_SETTINGS: Final = Label(
    "這本工作簿沒有「{sheet}」表，請從新建的工作簿複製該表回來。",
    "This workbook has no sheet “{sheet}”; copy it from a new workbook.",
)
_SETTINGS: Final = Label(
    "這裏是「{sheet}」：改「{header}」那一欄，下次按按鈕即生效。",
    "This is “{sheet}”: change a “{header}” and it counts at the next button.",
)
_HELP_HEAD: Final = Label("片區管理的按鈕：", "The buttons of zone management:")
_HELP_FOOT: Final = Label(
    "每天第一次改動前會存一份備份（「{folder}」資料夾）；"
    "除「審定」和「發送總部」外，按鈕不替您保存，請看過後按 Ctrl+S。",
    "Before the day's first change a copy goes into the folder “{folder}”. No button but Approve "
    "and Send saves: look, then press Ctrl+S.",
)
_ABOUT: Final = Label(
    "片區管理 estate_xl {version}（MIT 許可）\nPython {python}，xlwings {xlwings}\n"
    "出錯記錄：{log}\n網上工作簿的備份：{copies}",
    "Zone management estate_xl {version} (MIT licence)\nPython {python}, xlwings {xlwings}\n"
    "Log of errors: {log}\nCopies of workbooks on the web: {copies}",
)


def make_new_book(desk: Desk) -> None:
    """Ask for a place, write an empty workbook there and open it.

    Raises:
        RefusedError: Excel has a workbook of that name open, and opens no two.
        WorkbookError: there is a file of that name already, it cannot be written, or Excel could
            not open it, as its path is too long.
    """
    from estate_xl.blueprint import make_book  # noqa: PLC0415 - likewise
    from estate_xl.files.session import write_new  # noqa: PLC0415 - only this button writes files

    language = screen_language(desk)
    path = desk.screen.ask_place(usual_folder(desk) / f"{TITLE.text(language)}.xlsx")
    if path is None:
        desk.screen.tell(CANCELLED.text(language))
        return
    if path.suffix.lower() != ".xlsx":
        path = path.with_name(f"{path.name}.xlsx")
    names = {book.name.casefold() for book in desk.app.books}
    if path.name.casefold() in names and not path.exists():
        raise RefusedError(ErrorCode.SAME_NAME_OPEN, book=path.name)
    if len(str(path)) > MAX_PATH:
        raise WorkbookError(
            ErrorCode.PATH_TOO_LONG, book=path.name, length=len(str(path)), most=MAX_PATH
        )
    write_new(path, make_book(language))
    desk.app.books.open(str(path))
    made = Phrase(_MADE, {"book": path.name, "cover": ESTATE_BOOK["Cover"].title})
    desk.screen.tell(made.text(language))


def go_to_settings(visit: Visit) -> None:
    """Show 參數, its first value selected."""
    place = visit.places.found.get("Settings")
    if place is None:
        title = ESTATE_BOOK["Settings"].title.text(visit.places.language)
        words = Phrase(_NO_SETTINGS, {"sheet": title})
        visit.desk.screen.tell(words.text(visit.language), is_error=True)
        return
    sheet = visit.book.sheets[place.title]
    sheet.visible = True
    visit.desk.show(sheet)
    sheet.range((place.header_row + 1, place.columns.get("value", 1))).select()
    header = ESTATE_BOOK["Settings"].column("value").header.text(visit.places.language)
    words = Phrase(_SETTINGS, {"sheet": place.title, "header": header})
    visit.desk.screen.tell(words.text(visit.language))


def show_help(desk: Desk) -> None:
    """The buttons' descriptions, a line each."""
    language = screen_language(desk)
    lines = [
        f"{button.label.text(language)}　{button.does.text(language)}"
        for button in BUTTONS.values()
    ]
    foot = Phrase(_HELP_FOOT, {"folder": FOLDER})
    words = [_HELP_HEAD.text(language), *lines, "", foot.text(language)]
    desk.screen.tell("\n".join(words))


def show_about(desk: Desk) -> None:
    """Versions and places, for who asks for help."""
    from importlib import metadata  # noqa: PLC0415 - brings `email` along

    facts = {
        "version": metadata.version("estate-xl"),
        "python": platform.python_version(),
        "xlwings": xw.__version__,
        "log": desk.folder / LOG_NAME,
        "copies": desk.folder / FOLDER,
    }
    desk.screen.tell(_ABOUT.text(screen_language(desk)).format_map(facts))


def usual_folder(desk: Desk) -> Path:
    """Beside the open workbook, or the user's documents."""
    book = desk.book()
    location = "" if book is None else desk.location(book)
    if location and not is_url(location) and Path(location).is_absolute():
        return Path(location).parent
    documents = Path.home() / "Documents"
    return documents if documents.is_dir() else Path.home()
