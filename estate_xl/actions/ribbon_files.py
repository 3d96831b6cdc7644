"""Files of `macros/` that name the buttons: the ribbon's XML, the VBA module, the AppleScript."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape

from estate_xl.actions import register_menu
from estate_xl.actions.all_actions import ACTIONS, BUTTONS
from estate_xl.actions.groups import GROUPS, REGISTERS
from estate_xl.language import Label

if TYPE_CHECKING:
    from estate_xl.actions.model import Button, Group
    from estate_xl.language import Language

TAB: Final = Label("片區管理", "Estate")

_RIBBON: Final = """<?xml version="1.0" encoding="UTF-8"?>
<customUI xmlns="http://schemas.microsoft.com/office/2009/07/customui">
  <ribbon>
    <tabs>
      <tab id="estateTab" label="{tab}" insertAfterMso="TabHome">
{groups}
      </tab>
    </tabs>
  </ribbon>
</customUI>
"""
_GROUP: Final = """        <group id="estateGroup{key}" label="{label}">
{buttons}
        </group>"""
_BUTTON: Final = """          <button
            id="{name}"
            tag="{key}"
            label="{label}"
            size="{size}"
            imageMso="{icon}"
            onAction="{macro}"
            screentip="{tip}"
            supertip="{about}"/>"""
_MENU: Final = """          <menu
            id="estateRegisters"
            label="{label}"
            size="large"
            imageMso="{icon}"
            itemSize="normal"
            screentip="{tip}"
            supertip="{about}">
{items}
          </menu>"""
_ITEM: Final = """            <button
              id="{name}"
              tag="{key}"
              label="{label}"
              onAction="{macro}"
              screentip="{tip}"
              supertip="{about}"/>"""
_MODULE: Final = """Attribute VB_Name = "EstateRibbon"
Option Explicit

' One line a button. What a button does is estate_xl.ribbon.press, in Python.
"""
_MACRO: Final = """
Public Sub {macro}(control As IRibbonControl)
    RunPython "import estate_xl.ribbon; estate_xl.ribbon.press('{key}')"
End Sub
"""
_KEYS: Final = re.compile(r"(?<=if button is not in \{)[^}]*(?=\})")


def ribbon_xml(language: Language) -> str:
    """The tab with its groups and buttons, as the add-in carries it."""
    groups = [_group(group, language) for group in GROUPS]
    return _RIBBON.format(tab=_attribute(TAB, language), groups="\n".join(groups))


def _group(group: Group, language: Language) -> str:
    buttons = [
        _button(key, button, language)
        for key, button in BUTTONS.items()
        if button.group == group.key
    ]
    if group.key == REGISTERS:
        buttons.append(_menu(language))
    label = _attribute(group.label, language)
    return _GROUP.format(key=group.key, label=label, buttons="\n".join(buttons))


def _menu(language: Language) -> str:
    items = [
        _ITEM.format(
            name=f"{item.macro[:1].lower()}{item.macro[1:]}",
            key=item.key,
            label=_attribute(item.sheet.title, language),
            macro=item.macro,
            tip=_attribute(register_menu.ITEM_TIP, language).format(
                sheet=_attribute(item.sheet.title, language)
            ),
            about=_attribute(item.sheet.about, language),
        )
        for item in register_menu.ITEMS.values()
    ]
    return _MENU.format(
        label=_attribute(register_menu.LABEL, language),
        icon=register_menu.ICON,
        tip=_attribute(register_menu.TIP, language),
        about=_attribute(register_menu.ABOUT, language),
        items="\n".join(items),
    )


def _macros() -> dict[str, str]:
    """The macros by the key that each presses, from left to right."""
    found: dict[str, str] = {}
    for group in GROUPS:
        found |= {
            key: ACTIONS[key].macro for key, each in BUTTONS.items() if each.group == group.key
        }
        if group.key == REGISTERS:
            found |= {item.key: item.macro for item in register_menu.ITEMS.values()}
    return found


def _button(key: str, button: Button, language: Language) -> str:
    macro = ACTIONS[key].macro
    return _BUTTON.format(
        name=f"{macro[:1].lower()}{macro[1:]}",
        key=key,
        label=_attribute(button.label, language),
        size="large" if button.is_large else "normal",
        icon=button.icon,
        macro=macro,
        tip=_attribute(button.tip, language),
        about=_attribute(button.about, language),
    )


def _attribute(label: Label, language: Language) -> str:
    return escape(label.text(language), {'"': "&quot;"})


def vba_module() -> str:
    """`EstateRibbon.bas`: one macro a button, and one an item of the menu."""
    macros = [_MACRO.format(macro=macro, key=key) for key, macro in _macros().items()]
    return "".join([_MODULE, *macros])


def apple_script(script: str) -> str:
    """The script of `macros/` with the keys of all buttons in its list of what may be run."""
    keys = ", ".join(f'"{key}"' for key in _macros())
    return _KEYS.sub(keys, script)
