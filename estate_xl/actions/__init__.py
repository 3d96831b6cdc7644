"""Actions: what a person can ask for, each declared once.

From these declarations come the command line, the buttons and what they ask, the ribbon's three
files, the VBA module, the AppleScript, lines of 首頁, the table of the README and
`docs/commands.md`. Nothing here imports a task: each is named by its place.
"""

from __future__ import annotations

from estate_xl.actions.all_actions import ACTIONS, BUTTONS, COMMANDS
from estate_xl.actions.groups import GROUPS
from estate_xl.actions.lazy_imports import load
from estate_xl.actions.model import Action, Button, Command, Given, Group, Option, Question

__all__ = [
    "ACTIONS",
    "BUTTONS",
    "COMMANDS",
    "GROUPS",
    "Action",
    "Button",
    "Command",
    "Given",
    "Group",
    "Option",
    "Question",
    "load",
]
