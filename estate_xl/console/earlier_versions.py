"""The version that a command has replaced: noted, and kept in 備份 if it is the day's first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from estate_xl.check import parse_settings
from estate_xl.column_needs import needs_of
from estate_xl.errors.texts.refusals import refusal_of
from estate_xl.files.replacement import backup_names
from estate_xl.files.versions import FOLDER, keep_replaced
from estate_xl.language import Label, Listing, Phrase
from estate_xl.read import read_office
from estate_xl.read.our_workbook import find_settings

if TYPE_CHECKING:
    import datetime as dt

    from estate_xl.files.session import OpenFile
    from estate_xl.language import Fact, Language
    from estate_xl.read.sheet_places import Places

_DELETED: Final = Label(
    "「{folder}」裏的備份保留 {days} 天（參數 backup_days），已刪去較早的：{names}",
    "Copies in “{folder}” are kept {days:day|days} (setting backup_days); older ones were "
    "deleted: {names}",
)
_NOT_KEPT: Final = Label(
    "今天的備份沒有存進「{folder}」（{reason}）；上一版仍是「{backup}」。",
    "Today's copy could not be kept in “{folder}” ({reason}); the last version is “{backup}” "
    "all the same.",
)


def keep_version(
    opened: OpenFile,
    action: str,
    now: dt.datetime,
    language: Language,
    places: Places | None = None,
) -> list[str]:
    """Keep the version that was replaced; the lines that a person has to read.

    Args:
        opened: The workbook, saved.
        action: Key of the action that replaced it.
        now: The moment.
        language: Of the screen.
        places: Where the workbook keeps what, if that is known.
    """
    if opened.replaced is None:
        return []
    days = 0

    def asked() -> int:
        nonlocal days
        where = places or find_settings(opened.book)
        office = read_office(opened.book, needs_of(parse_settings), where)
        settings, _ = parse_settings(office.tables["Settings"])
        days = int(settings.number("backup_days"))
        return days

    facts: dict[str, Fact] = {"folder": FOLDER}
    try:
        kept = keep_replaced(opened.path, opened.replaced, action, now, asked)
    except OSError as error:
        backup = backup_names(opened.path)[0].name
        facts |= {"reason": refusal_of(error), "backup": backup}
        return [Phrase(_NOT_KEPT, facts).text(language)]
    if not kept.deleted:
        return []
    facts |= {"days": days, "names": Listing(kept.deleted)}
    return [Phrase(_DELETED, facts).text(language)]
