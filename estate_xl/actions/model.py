"""Actions: their commands, their buttons, and what both call."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from types import SimpleNamespace
from typing import TYPE_CHECKING

from estate_xl.actions.kinds import FLAG, TEXT
from estate_xl.actions.lazy_imports import load

if TYPE_CHECKING:
    from estate_xl.actions.kinds import Kind
    from estate_xl.actions.steps import Step
    from estate_xl.language import Label


class Given(SimpleNamespace):
    """The values of a command's options, by name."""


class Proposal(StrEnum):
    """The answer that a question proposes."""

    NOTHING = "nothing"
    LAST_MONTH = "last month"
    YEAR_OF_LAST_MONTH = "year of last month"
    COMING_YEAR = "coming year"
    NOW = "now"
    TODAY = "today"


@dataclass(frozen=True)
class Question:
    """A question that a button asks in Excel.

    Attributes:
        words: The question.
        again: Said before it is asked again, with `{text}`, the answer that cannot be read.
        proposal: The answer that is there already.
    """

    words: Label
    again: Label | None = None
    proposal: Proposal = Proposal.NOTHING


@dataclass(frozen=True)
class Option:
    """A word of the command line: `--month` and its value, or `BOOK`, which has no dashes.

    Attributes:
        flag: How it is typed; in capitals what is by its place.
        words: What it is for.
        kind: What it takes.
        metavar: What its value is called.
        required: Whether the command needs it.
        many: Whether it may be given more than once.
        default: Its value where it is not given.
        question: What a button asks instead.
        parameter: The task's parameter that gets it; made of the flag if empty.
    """

    flag: str
    words: Label
    kind: Kind = TEXT
    metavar: str = ""
    required: bool = False
    many: bool = False
    default: object = None
    question: Question | None = None
    parameter: str = ""

    @property
    def name(self) -> str:
        """The name of its value: `numbers_only` of `--numbers-only`."""
        return self.parameter or self.flag.lstrip("-").replace("-", "_").lower()

    @property
    def is_flag(self) -> bool:
        """Given or not, without a value."""
        return self.kind is FLAG

    @property
    def is_positional(self) -> bool:
        """Known by its place among the words."""
        return not self.flag.startswith("-")

    @property
    def usage(self) -> str:
        """Its form in a line of usage: `--ticket NO …`."""
        if self.is_flag:
            return self.flag
        value = self.metavar or "|".join(self.kind.choices)
        word = self.flag if self.is_positional else f"{self.flag} {value}"
        return f"{word} …" if self.many else word


@dataclass(frozen=True)
class Command:
    """A command of `estate-xl`.

    Attributes:
        name: What is typed; `addin build` is below `addin`.
        words: What it does, in a line of help.
        options: What it takes.
        apart: Flags that contradict each other, by group.
        run: Place of the function that runs it; empty where the action's task is run on a book.
        needs_verb: Whether it does nothing by itself, being the head of others.
    """

    name: str
    words: Label
    options: tuple[Option, ...] = ()
    apart: tuple[tuple[str, ...], ...] = ()
    run: str = ""
    needs_verb: bool = False

    @property
    def last_name(self) -> str:
        """The last word of its name."""
        return self.name.rpartition(" ")[2]

    @property
    def usage_words(self) -> list[str]:
        """The words after its name; optional ones are in brackets."""
        in_order = sorted(self.options, key=lambda option: not option.is_positional)
        return [option.usage if option.required else f"[{option.usage}]" for option in in_order]


@dataclass(frozen=True)
class Group:
    """A group of the tab: its name in the ribbon's files, and its label."""

    key: str
    label: Label


@dataclass(frozen=True)
class Button:
    """A button of the tab 片區管理.

    Attributes:
        label: What is on it.
        does: What it does, in the words of 幫助.
        group: Key of its group.
        icon: Name of Office's own picture.
        tip: What shows when the mouse rests on it, in one line.
        about: What shows below that.
        is_large: Whether it takes the height of the ribbon.
        prepare: Place of the function that asks and prepares; empty where the questions of the
            command's options are all.
        asks_first: Whether that function asks before it looks at anything but 參數.
        press: Place of the function that is called where no task is.
    """

    label: Label
    does: Label
    group: str
    icon: str
    tip: Label
    about: Label
    is_large: bool = True
    prepare: str = ""
    asks_first: bool = False
    press: str = ""


@dataclass(frozen=True)
class Entry:
    """A line of the README's table: for whom, an example of what is typed, and what comes of it."""

    who: Label
    types: str
    gets: Label


@dataclass(frozen=True)
class Action:
    """An action that a person can ask for.

    Attributes:
        key: Its name in code.
        task: Place of the function in `estate_xl.tasks` that does it; empty where no book is
            changed.
        writes: Keys of the sheets that it may write.
        widens: Place of keys of further ones, which the schema tells.
        replaces: Places of the titles of further sheets that it makes anew or changes; a title may
            hold the values of options by name.
        makes_sheets: Whether it adds or deletes sheets.
        shows: Which of the sheets written is shown afterwards; None for the one shown before.
        command: Its command, if it has one.
        button: Its button, if it has one.
        entry: Its line in the README.
        step: Its line on 首頁, where it is part of the office's daily or monthly work.
    """

    key: str
    task: str = ""
    writes: tuple[str, ...] = ()
    widens: str = ""
    replaces: tuple[str, ...] = ()
    makes_sheets: bool = False
    shows: int | None = 0
    command: Command | None = None
    button: Button | None = None
    entry: Entry | None = None
    step: Step | None = None

    @property
    def options(self) -> tuple[Option, ...]:
        """The options of its command."""
        return () if self.command is None else self.command.options

    @property
    def sheets(self) -> tuple[str, ...]:
        """Keys of all the sheets that it may write."""
        return (*self.writes, *(load(self.widens) if self.widens else ()))

    @property
    def titles(self) -> tuple[Label, ...]:
        """Titles of the further sheets that it makes anew or changes."""
        return tuple(load(place) for place in self.replaces)

    @property
    def macro(self) -> str:
        """Name of the VBA macro behind its button: `EstateMonthEnd`."""
        return "Estate" + "".join(word.capitalize() for word in self.key.split("_"))
