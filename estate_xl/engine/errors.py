"""Errors of the engine: a problem with its facts.

    EngineError
    └── NotOfferedError   a call of xlwings that the engine does not answer
    CallError             a call that asks for nothing Excel knows; the book has no part in it

A program that serves people words each problem itself, by its code and its facts; `str` of an
error is a line for developers.
"""

from __future__ import annotations

from enum import Enum, unique


@unique
class EngineProblem(Enum):
    """Kinds of problems; the value is the developers' line, which names the facts of each."""

    NOT_OFFERED = "not offered: {call}"

    # A file that is not opened.
    TOO_LARGE = "{name}: {megabytes} MiB, more than {limit} (bounds: {bounds})"
    TOO_MANY_PARTS = "{name}: {parts} parts"
    TOO_LARGE_UNPACKED = "{name}: too large unpacked (bounds: {bounds})"
    TOO_MANY_TAGS = "{name}: too many tags of XML (bounds: {bounds})"
    TORN = "{name}: a zip that is not whole"
    NOT_A_WORKBOOK = "{name}: no workbook"
    BINARY_WORKBOOK = "{name}: a binary workbook (.xlsb)"
    WORD_DOCUMENT = "{name}: a Word document"
    PRESENTATION = "{name}: a PowerPoint presentation"
    OPEN_DOCUMENT = "{name}: an OpenDocument file"
    NUMBERS_FILE = "{name}: a Numbers file"
    ARCHIVE = "{name}: a zip with workbooks in it"
    PART_TWICE = "{name}: two parts {part}"
    PARTS_OVERLAP = "{name}: {part} lies over another part"
    PART_UNREADABLE = "{name}: {part} cannot be unpacked"
    PART_MALFORMED = "{name}: {part} is no XML, or unsafe"
    MALFORMED = "{name}: no workbook that can be read"
    NO_SHEETS = "{name}: no sheet with cells"
    SAME_TITLE = "{name}: sheets {first!r} and {second!r} have one title"
    SAME_PART = "{name}: sheets {first!r} and {second!r} have one part"
    PART_MISSING = "{name}: {part} is missing"

    # What a sheet holds.
    DAMAGED_CELL = "sheet {sheet!r}: cell {cell} means nothing"
    DAMAGED_ROW = "sheet {sheet!r}: row {row} means nothing"
    DAMAGED_ROWS = "sheet {sheet!r}: rows mean nothing ({detail})"
    SHEET_TOO_LONG = "sheet {sheet!r}: too long to be held whole, and written in an unusual way"
    ROW_TWICE = "sheet {sheet!r}: two rows {row}"
    ROW_OUTSIDE = "sheet {sheet!r}: there is no row {row}"
    DAMAGED_PART = "sheet {sheet!r}: {part} means nothing"
    UNREADABLE_SHEET = "sheet {sheet!r} cannot be read ({kind}: {detail})"
    UNREADABLE_BOOK = "the book cannot be read ({kind}: {detail})"
    CELL_TOO_FAR = "sheet {sheet!r}: {cell} makes it too large to be read"
    CELLS_TOO_FAR = "sheet {sheet!r}: {cell} and {other} make it too large to be read"

    # What is asked for and is not there.
    NO_SUCH_SHEET = "{name}: no sheet {sheet!r}"
    SHEET_DELETED = "sheet {sheet!r} was deleted"
    NO_SUCH_CELLS = "sheet {sheet!r}: no cells {address!r}"
    NO_SUCH_NAME = "{name}: no defined name {defined!r}"
    NAME_WITHOUT_SHEET = "defined name {defined!r}: no such sheet"
    NAME_WITHOUT_CELLS = "defined name {defined!r} is no area: {formula}"
    NO_HYPERLINK = "sheet {sheet!r}: the cell has no hyperlink"
    NO_FORMULA = "sheet {sheet!r}: cell {cell} has no formula to store a result for"

    # A change that Excel refuses as well.
    STRUCTURE_PROTECTED = "{name}: its structure is protected"
    CELLS_LOCKED = "sheet {sheet!r} is protected and cells are locked"
    SHIFT_PROTECTED = "sheet {sheet!r} is protected: no cells can be inserted or deleted"
    PICTURES_PROTECTED = "sheet {sheet!r} is protected: no picture can be added"
    BAD_TITLE = "{title!r} is no title of a sheet"
    TITLE_TAKEN = "there is a sheet {title!r}"
    LAST_SHEET_DELETED = "sheet {sheet!r} is the last visible one, and is not deleted"
    LAST_SHEET_HIDDEN = "sheet {sheet!r} is the last visible one, and is not hidden"
    BAD_NAME = "{defined!r} is no defined name"
    NOT_FINITE = "sheet {sheet!r}: {cell} takes no number that is not finite"
    TEXT_TOO_LONG = "sheet {sheet!r}: {cell} takes no text of {length} characters, only {limit}"
    CONTROL_CHARACTER = "sheet {sheet!r}: {cell} takes no character {character}"
    FORMULA_TOO_LONG = "sheet {sheet!r}: {cell} takes no formula of {length} characters, {limit}"
    FORMULA_UNBALANCED = "sheet {sheet!r}: {cell} takes no formula with an open bracket or quote"
    ARRAY_TORN = "sheet {sheet!r}: an array formula is changed as a whole only"
    MERGE_IN_TABLE = "sheet {sheet!r}: cells of a table are not merged"
    OUT_OF_ROOM = "sheet {sheet!r} ends at row {rows} and column {column}"
    PUSHED_OUT = "sheet {sheet!r}: the insertion would push cells off the sheet"
    AREA_TORN = "sheet {sheet!r}: a merged cell or table is shifted as a whole only"
    TABLE_PLACE = "table {table!r}: no such size (header row in its place, a row, a common column)"
    TABLES_OVERLAP = "table {table!r} would lie over another"

    # A change that Excel would make.
    COPY_ELSEWHERE = (
        "sheet {sheet!r} has more than cells and tables, and is copied within its book only"
    )
    TABLE_DELETED = "sheet {sheet!r}: rows with a whole table are not deleted"
    TABLE_COLUMNS = "sheet {sheet!r}: columns of a table and its header row stay"
    TABLE_EDGES = "table {table!r}: its left edge and its totals row stay"

    # A save that fails.
    OTHER_SUFFIX = "{name} is saved as {suffix} only"
    NOT_SAVED = "{name} could not be saved: {reason}"
    NOT_COPIED = "{name} could not be copied: {reason}"
    WRITTEN_MALFORMED = "{name}, as it would be saved: {part} is no XML"
    WRITTEN_UNRELATED = "{name}, as it would be saved: {part} refers to what is not there"
    WRITTEN_MISSING = "{name}, as it would be saved: {part} leads to {target}, which is not there"


class EngineError(Exception):
    """A call that cannot be done, and why."""

    def __init__(self, problem: EngineProblem, **facts: str | int) -> None:
        """Take the problem, and the facts that its line names."""
        self.problem = problem
        self.facts = facts
        super().__init__(problem.value.format(**facts))


class NotOfferedError(EngineError, NotImplementedError):
    """A call of xlwings that the engine does not answer."""

    def __init__(self, call: str) -> None:
        """Take the call's public name, such as `Range.to_png`."""
        super().__init__(EngineProblem.NOT_OFFERED, call=call)
        self.call = call


class CallError(TypeError, IndexError):
    """A program's call asks for what Excel does not know; the workbook has no part in it."""
