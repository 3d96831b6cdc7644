"""Buttons, VBA, labels and documents fit together; nothing stands alone."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from estate_xl.actions import BUTTONS, COMMANDS
from estate_xl.actions.register_menu import ITEMS
from estate_xl.addin.function_help import HELP
from estate_xl.errors import exceptions
from estate_xl.schema import Language

WITHOUT_BUTTON = {"demo", "verify", "addin"}
WITHOUT_COMMAND = {"help", "about"}
ROOT = Path(__file__).parent.parent
MACROS = ROOT / "macros"
README = (ROOT / "README.md").read_text(encoding="utf-8")
STUB = re.compile(
    r"Public Sub (\w+)\(control As IRibbonControl\)\s+RunPython \"([^\"]*)\"\s+End Sub"
)
PRESS = re.compile(r"import estate_xl\.ribbon; estate_xl\.ribbon\.press\('(\w+)'\)")
WRAPPER = re.compile(r"Public Function (ESTATE_\w+)\(([^)]*)\)")


def stubs() -> dict[str, str]:
    """Name of the VBA macro by the key of its button."""
    found = {}
    for path in sorted(MACROS.glob("EstateRibbon.bas")):
        for name, statement in STUB.findall(path.read_text(encoding="ascii")):
            match = PRESS.fullmatch(statement)
            assert match is not None, statement
            found[match[1]] = name
    return found


def ribbons() -> list[Path]:
    """The ribbon's sources, one a language."""
    return sorted(MACROS.glob("ribbon*.xml"))


def labels(path: Path) -> dict[str, str]:
    """Label by the name of the macro that a button calls."""
    root = ET.parse(path)  # noqa: S314 - our own file
    buttons = [each for each in root.iter() if each.tag.endswith("}button")]
    return {each.attrib["onAction"].rpartition(".")[2]: each.attrib["label"] for each in buttons}


def test_every_command_on_a_workbook_has_its_button_and_no_other() -> None:
    """What a person can ask for on the command line, they can ask for on the ribbon."""
    commands = {name.replace("-", "_") for name in COMMANDS if " " not in name} - WITHOUT_BUTTON
    buttons = {"new" if key == "new_book" else key for key in BUTTONS} - WITHOUT_COMMAND
    assert buttons == commands


@pytest.mark.parametrize("key", BUTTONS)
def test_every_button_has_three_labels_and_a_line_of_help(key: str) -> None:
    label, does = BUTTONS[key].label, BUTTONS[key].does
    assert all(label.all_texts())
    assert all(does.all_texts())


@pytest.mark.parametrize("key", BUTTONS)
def test_every_button_has_its_place_in_the_readme(key: str) -> None:
    assert f"**{BUTTONS[key].label.hant}**" in README


def test_every_button_has_its_stub_and_every_stub_its_button() -> None:
    assert not ribbons() or stubs(), "labels without macros"
    if stubs():
        assert set(stubs()) == {*BUTTONS, *ITEMS}


def test_every_label_of_the_ribbon_is_its_buttons() -> None:
    for path in ribbons():
        language = next(each for each in Language if path.name.endswith(f".{each.value}.xml"))
        by_macro = {stubs()[key]: button.label.text(language) for key, button in BUTTONS.items()}
        by_macro |= {item.macro: item.sheet.title.text(language) for item in ITEMS.values()}
        assert labels(path) == by_macro, path.name
    assert len(ribbons()) in {0, len(Language)}


def test_every_cell_function_has_its_wrapper() -> None:
    for path in MACROS.glob("EstateFunctions.bas"):
        found = dict(WRAPPER.findall(path.read_text(encoding="ascii")))
        counts = {name: len(arguments.split(",")) for name, arguments in found.items()}
        assert counts == {name: len(arguments) for name, (_, arguments) in HELP.items()}


def test_every_cell_function_has_its_place_in_the_readme() -> None:
    assert [name for name in HELP if name not in README] == []


def test_a_refusal_is_an_error_of_ours() -> None:
    from estate_xl.live.refusal import RefusedError  # noqa: PLC0415 - for this one

    assert issubclass(RefusedError, exceptions.EstateError)
