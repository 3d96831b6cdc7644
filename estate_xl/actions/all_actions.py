"""Every action, in the order in which commands are listed; a new one is one more line."""

from __future__ import annotations

from typing import Final

from estate_xl.actions.about import ABOUT, HELP
from estate_xl.actions.addin import ADDIN, ADDIN_BUILD, ADDIN_DOCTOR, ADDIN_INSTALL, ADDIN_UNINSTALL
from estate_xl.actions.approve import APPROVE
from estate_xl.actions.change import CHANGE
from estate_xl.actions.demo import DEMO
from estate_xl.actions.follow_up import FOLLOW_UP
from estate_xl.actions.groups import GROUPS
from estate_xl.actions.month_end import MONTH_END
from estate_xl.actions.new_book import NEW_BOOK
from estate_xl.actions.new_year import NEW_YEAR
from estate_xl.actions.overdue import OVERDUE
from estate_xl.actions.prepare import PREPARE
from estate_xl.actions.reminders import REMINDERS
from estate_xl.actions.restore import RESTORE
from estate_xl.actions.return_slip import RETURN_SLIP
from estate_xl.actions.score_slips import SCORE_SLIPS
from estate_xl.actions.send import SEND
from estate_xl.actions.settings import (
    SETTINGS,
    SETTINGS_CONFIRM,
    SETTINGS_FORGET,
    SETTINGS_SET,
)
from estate_xl.actions.statistics import STATISTICS
from estate_xl.actions.upgrade import UPGRADE
from estate_xl.actions.validate import VALIDATE
from estate_xl.actions.verify import VERIFY
from estate_xl.actions.work_orders import WORK_ORDERS

ACTIONS: Final = {
    action.key: action
    for action in (
        NEW_BOOK,
        WORK_ORDERS,
        OVERDUE,
        REMINDERS,
        FOLLOW_UP,
        RETURN_SLIP,
        CHANGE,
        VALIDATE,
        PREPARE,
        MONTH_END,
        APPROVE,
        STATISTICS,
        SEND,
        SCORE_SLIPS,
        RESTORE,
        NEW_YEAR,
        UPGRADE,
        SETTINGS,
        SETTINGS_SET,
        SETTINGS_CONFIRM,
        SETTINGS_FORGET,
        DEMO,
        VERIFY,
        ADDIN,
        ADDIN_BUILD,
        ADDIN_INSTALL,
        ADDIN_UNINSTALL,
        ADDIN_DOCTOR,
        HELP,
        ABOUT,
    )
}
"""By key."""

COMMANDS: Final = {
    action.command.name: action for action in ACTIONS.values() if action.command is not None
}
"""Those that have a command, by its name."""

_PLACES: Final = {group.key: place for place, group in enumerate(GROUPS)}

BUTTONS: Final = dict(
    sorted(
        ((action.key, action.button) for action in ACTIONS.values() if action.button is not None),
        key=lambda each: _PLACES[each[1].group],
    )
)
"""Buttons by the key of their action, from left to right."""
