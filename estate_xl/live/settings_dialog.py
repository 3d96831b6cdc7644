"""設置: the user's own settings shown and changed one by one, and the way to 參數.

What the open workbook says is proposed where the user has set nothing, and named as its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from estate_xl.deliver.addresses import parse_addresses
from estate_xl.errors.exceptions import DeliveryError, SettingsError
from estate_xl.language import Label, Phrase
from estate_xl.live.other_buttons import go_to_settings
from estate_xl.live.run_button import with_visit
from estate_xl.user_settings import (
    CONFIRMED,
    KEYS,
    PROPOSED_AS,
    change_settings,
    find_key,
    read_settings,
    settings_file,
    shown_value,
)
from estate_xl.user_settings.mail_server import read_server
from estate_xl.user_settings.overview import settings_lines

if TYPE_CHECKING:
    from estate_xl.live.excel_window import Desk
    from estate_xl.live.open_master import Visit
    from estate_xl.schema import OfficeSettings
    from estate_xl.user_settings import UserSettings

_TO_SHEET: Final = "0"
_WHICH: Final = Label(
    "改哪一項？請寫編號（{first} 到 {last} 是加一個確認）；"
    "0 是轉到工作簿的「{sheet}」。按取消就結束。",
    "Which one? Write its number ({first} to {last} confirm one more); 0 goes to “{sheet}” of the "
    "workbook. Cancel to end.",
)
_VALUE: Final = Label(
    "{label}：請寫{form}；留空就清除。", "{label}: {form}; leave it empty to clear it."
)
_CONFIRM: Final = Label("確認可以用的{label}：請寫{form}。", "Confirm one of {label}: {form}.")
_PROPOSED: Final = Label(
    "下面是工作簿寫的，不是您設的，請核對。",
    "Below is what the workbook says, not you: check it.",
)
_CANNOT_TYPE: Final = Label(
    "這裏不能輸入文字，請在終端用 estate-xl settings set 和 confirm 改。",
    "Nothing can be typed here: change them at a terminal by estate-xl settings set and confirm.",
)
_KEPT: Final = Label("已存好。", "Kept.")
_SHOWN: Final = 12
"""Number of confirmations that a box shows."""


def press_settings(desk: Desk) -> None:
    """The steps of the button.

    Raises:
        EstateError: what stopped it.
    """
    with_visit(desk, show_settings)


def show_settings(visit: Visit) -> None:
    """Show the user's own settings, change those that the person names, or go to 參數.

    Raises:
        SettingsError: their file cannot be understood.
    """
    screen, language = visit.desk.screen, visit.language
    lines = list(settings_lines(read_settings(), settings_file(), language, _SHOWN))
    if not screen.can_type:
        screen.tell("\n".join([*lines, "", _CANNOT_TYPE.text(language)]))
        go_to_settings(visit)
        return
    screen.tell("\n".join(lines))
    names = [*KEYS, *CONFIRMED]
    sheet = visit.places.title("Settings")
    which = Phrase(_WHICH, {"first": len(KEYS) + 1, "last": len(names), "sheet": sheet})
    words = which.text(language)
    while (answer := screen.ask(words, _TO_SHEET, language)) is not None:
        chosen = answer.strip()
        if chosen == _TO_SHEET:
            go_to_settings(visit)
            return
        try:
            is_kept = _change(visit, _name_of(chosen, names))
        except SettingsError as error:
            screen.tell(error.text(language), is_error=True)
            continue
        if is_kept:
            lines = list(settings_lines(read_settings(), settings_file(), language, _SHOWN))
            screen.tell("\n".join([_KEPT.text(language), *lines]))


def _name_of(chosen: str, names: list[str]) -> str:
    """The key or kind of that number or name.

    Raises:
        SettingsError: there is none.
    """
    if chosen.isdecimal() and 1 <= int(chosen) <= len(names):
        return names[int(chosen) - 1]
    return chosen if chosen in CONFIRMED else find_key(chosen)


def _change(visit: Visit, name: str) -> bool:
    """Ask for the value and keep it; whether one was given."""
    screen, language, own = visit.desk.screen, visit.language, read_settings()
    office = visit.settings
    present = shown_value(name, own.values[name], language) if name in own.values else ""
    if name in CONFIRMED:
        kind, label, form = _CONFIRM, CONFIRMED[name].label, CONFIRMED[name].form
        proposed = _unknown(name, office, own)
    else:
        kind, label, form = _VALUE, KEYS[name].label, KEYS[name].form
        key = PROPOSED_AS.get(name)
        value = None if key is None else office.values[key]
        proposed = f"{value:g}" if isinstance(value, int | float) else value or ""
    words = kind.text(language).format(label=label.text(language), form=form.text(language))
    if proposed and not present:
        words = f"{words}{_PROPOSED.text(language)}"
    answer = screen.ask(words, present or proposed, language)
    if answer is None or (name in CONFIRMED and not answer.strip()):
        return False
    if name in CONFIRMED:
        change_settings(lambda now: now.with_confirmed(name, [answer]))
    else:
        change_settings(lambda now: now.with_value(name, answer))
    return True


def _unknown(kind: str, office: OfficeSettings, own: UserSettings) -> str:
    """The first recipient, domain or server of 參數 that the user has not confirmed."""
    if kind == "server":
        try:
            server = read_server(office, own)
        except DeliveryError:
            return ""
        return "" if server is None or server.is_known else server.name
    addresses = [
        address
        for key in ("hq_recipients", "hq_cc")
        for address in parse_addresses(office.text(key)).good
    ]
    if kind == "domain":
        return next((one.domain for one in addresses if not own.knows_domain(one.domain)), "")
    return next((one.address for one in addresses if not own.knows_address(one)), "")
