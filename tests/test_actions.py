"""The declared actions: what follows from them is what is there, and what they name is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from estate_xl.actions import ACTIONS, BUTTONS, COMMANDS, GROUPS, load
from estate_xl.actions.generate import generated_files
from estate_xl.actions.kinds import FLAG
from estate_xl.blueprint.cover_words import STEPS
from estate_xl.schema import ESTATE_BOOK
from estate_xl.schema.marks import LISTS
from estate_xl.tasks.run_action import parameters_of

ROOT = Path(__file__).parent.parent
TASKS = [key for key, action in ACTIONS.items() if action.task]


@pytest.mark.parametrize("path", generated_files(ROOT), ids=lambda path: path.name)
def test_a_generated_file_is_what_the_actions_say(path: Path) -> None:
    assert path.read_text(encoding="utf-8") == generated_files(ROOT)[path]


@pytest.mark.parametrize("key", ACTIONS)
def test_every_place_that_an_action_names_is_there(key: str) -> None:
    action = ACTIONS[key]
    places = [action.task]
    if action.command is not None:
        places.append(action.command.run)
        runs = bool(action.command.run or action.task)
        assert runs is not action.command.needs_verb
    if action.button is not None:
        places += [action.button.prepare, action.button.press]
        assert bool(action.button.press) is not bool(action.task)
    for place in filter(None, places):
        assert callable(load(place)), place
    assert all(key == LISTS or ESTATE_BOOK[key] for key in action.sheets)


@pytest.mark.parametrize("key", TASKS)
def test_every_option_of_a_task_is_a_parameter_of_it(key: str) -> None:
    """But for those that say where a result goes, and those of a command that runs itself."""
    action = ACTIONS[key]
    if action.command is None or action.command.run:
        return
    taken = {option.name for option in action.options} - {"out", "json", "lang"}
    assert taken <= set(parameters_of(action))
    asked = {option.name for option in action.options if option.required} - {"book"}
    assert asked <= set(parameters_of(action))


@pytest.mark.parametrize("key", COMMANDS)
def test_every_command_is_told_in_three_languages(key: str) -> None:
    command = COMMANDS[key].command
    assert command is not None
    labels = [command.words, *(option.words for option in command.options)]
    assert all(all(label.all_texts()) for label in labels)
    assert not any(re.search("[一-鿿]", label.en.replace("片區管理", "")) for label in labels)
    flags = {option.flag for option in command.options}
    assert len(flags) == len(command.options)
    assert all(flag in flags for group in command.apart for flag in group)
    assert not any(option.required and option.kind is FLAG for option in command.options)


@pytest.mark.parametrize("key", BUTTONS)
def test_every_button_stands_in_a_group(key: str) -> None:
    assert BUTTONS[key].group in {group.key for group in GROUPS}


def test_the_lines_of_the_cover_are_numbered_without_a_gap() -> None:
    assert [step.place for step in STEPS] == list(range(1, len(STEPS) + 1))
    assert not any("{" in text for step in STEPS for text in step.what.all_texts())
