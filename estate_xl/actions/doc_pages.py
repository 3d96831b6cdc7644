"""Pages that list the actions: `docs/commands.md`, and the table of the README."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from estate_xl.actions.all_actions import ACTIONS, BUTTONS, COMMANDS
from estate_xl.actions.options import COMMON
from estate_xl.language import Label, Language
from estate_xl.schema import ESTATE_BOOK
from estate_xl.schema.marks import LISTS
from estate_xl.schema.slips import LISTS_TITLE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from estate_xl.actions.model import Action, Option

_HEAD: Final = """# 命令 · Commands

Made from the declared actions (`estate_xl/actions`); change them there, then run
`python -m estate_xl.actions.generate`.

退出碼 exit status:

- 0: 沒有問題，或只有說明 clean, or notes alone
- 1: 發現問題、有逾期、被攔截 findings, overdue work, stopped by a guard
- 2: 不能執行，工作簿保持原樣 could not run, and the workbook is as it was

每個命令都有 every command takes:

"""
_COLUMNS: Final = Label(
    "| 誰 | 輸入，或在 Excel 按 | 得到 |", "| who | types, or presses in Excel | gets |"
)
_TABLE: Final = re.compile(
    r"(?P<begin><!-- actions:(?P<language>[\w-]+) -->\n).*?(?P<end><!-- end of actions -->)",
    re.DOTALL,
)
"""The marks around a page's table of actions, and its language."""


def commands_page() -> str:
    """Every command with what it takes, what it writes, and its button."""
    lines = [_option(option) for option in COMMON]
    return "\n".join([_HEAD + "\n".join(lines), *map(_command, COMMANDS.values()), *_buttons()])


def _command(action: Action) -> str:
    command = action.command
    if command is None:
        return ""
    words = f"{command.words.hant}\n\n{command.words.en[:1].upper()}{command.words.en[1:]}."
    usage = " ".join(["estate-xl", command.name, *command.usage_words])
    lines = [f"\n## {command.name}", "", f"`{usage}`", "", words, ""]
    lines += [_option(option) for option in command.options]
    lines += _facts(action)
    return "\n".join(lines).rstrip("\n")


def _option(option: Option) -> str:
    return f"- `{option.usage}`: {option.words.hant} {option.words.en}"


def _facts(action: Action) -> Iterator[str]:
    """Its button, and the sheets that it writes."""
    if action.button is None and not action.sheets:
        return
    yield ""
    if action.button is not None:
        label = action.button.label
        yield f"按鈕 button: **{label.hant}** {label.en}"
    titles = [LISTS_TITLE if key == LISTS else ESTATE_BOOK[key].title for key in action.sheets]
    titles += action.titles
    if titles:
        yield ""
        named = ", ".join(f"「{title.hant}」 {title.en}" for title in titles)
        yield f"會寫 may write: {named}"


def _buttons() -> Iterator[str]:
    """Buttons without a command."""
    yield "\n## 只有按鈕 · Buttons alone\n"
    for key, button in BUTTONS.items():
        if ACTIONS[key].command is None:
            yield f"- **{button.label.hant}** {button.label.en}: {button.tip.hant} {button.tip.en}"
    yield ""


def with_table(page: str) -> str:
    """The page with the table of actions between its marks, if it has them."""
    return _TABLE.sub(
        lambda found: found["begin"] + _table(Language(found["language"])) + found["end"], page
    )


def _table(language: Language) -> str:
    lines = [_COLUMNS.text(language), "| --- | --- | --- |"]
    for action in ACTIONS.values():
        entry = action.entry
        if entry is not None:
            who, gets = entry.who.text(language), entry.gets.text(language)
            types = f"`{entry.types}`"
            if action.button is not None:
                types += f" **{action.button.label.hant}**"
            lines.append(f"| {who} | {types} | {gets} |")
    return "".join(f"{line}\n" for line in lines)
