"""A last look at the parts that were changed, before a file is made of them.

A fault of ours must end here, in a sentence, and not in the office's workbook. Only changed parts
are looked at; what was unsound in the file as it was opened is not laid to a command.
"""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING, Final

from estate_xl.engine.errors import EngineError, EngineProblem
from estate_xl.engine.ooxml import relationships, xml_spelling

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from estate_xl.engine.ooxml.package import Package

_XML: Final = (".xml", ".rels", ".vml")
_REFERENCE: Final = re.compile(rb':(?:(?<= r:)(?:id|embed|link|pict)|(?<= o:)relid)="([^"]+)"')


def check_written(package: Package, name: str) -> None:
    """Refuse a part that is no XML, and a reference to a part that is not there.

    Args:
        package: The workbook's parts as they are to be saved.
        name: The file's, for the sentence.

    Raises:
        EngineError: the reason in one sentence.
    """
    changed = package.changed()
    for part in [each for each in changed if each.endswith(_XML)]:
        if not _is_sound(package.pieces(part)) and _was(package, part, _is_sound):
            raise EngineError(
                EngineProblem.WRITTEN_MALFORMED, name=name, part=posixpath.basename(part)
            )
        known = {relation.identity for relation in relationships.relations(package, part)}
        lost = _references(package.pieces(part)) - {each.encode() for each in known}
        if lost and _was(package, part, lambda old, lost=lost: not lost <= _references(old)):  # type: ignore[misc]
            raise EngineError(
                EngineProblem.WRITTEN_UNRELATED, name=name, part=posixpath.basename(part)
            )
    # Where a part went, any list may still refer to it.
    lists = package.names() if package.has_lost() else changed
    missing = [each for part in lists if part.endswith(".rels") for each in _missing(package, part)]
    was_missing = set(_opened_targets(package)) if missing else set()
    for part, target in missing:
        if package.opened(target) is not None or target not in was_missing:
            raise EngineError(
                EngineProblem.WRITTEN_MISSING,
                name=name,
                part=posixpath.basename(part),
                target=target,
            )


def _references(pieces: Iterable[bytes]) -> set[bytes]:
    return {each for piece in pieces for each in _REFERENCE.findall(piece)}


def _was(package: Package, part: str, is_so: Callable[[Iterable[bytes]], bool]) -> bool:
    """True if it was so of the part in the file as it was opened, or the part was not in it."""
    opened = package.opened(part)
    return opened is None or is_so([opened])


def _is_sound(pieces: Iterable[bytes]) -> bool:
    try:
        xml_spelling.check_whole(pieces)
    except xml_spelling.UnsafeXmlError:
        return False
    return True


def _missing(package: Package, part: str) -> Iterator[tuple[str, str]]:
    """The list's name with each target that is not there."""
    for relation in relationships.relations(package, relationships.owner(part)):
        if not relation.is_external and not package.has(relation.target):
            yield part, relation.target


def _opened_targets(package: Package) -> Iterator[str]:
    """Whatever the file referred to as it was opened."""
    for part in package.opened_names():
        if part.endswith(".rels"):
            yield from (
                each.target
                for each in relationships.opened_relations(package, relationships.owner(part))
            )
