"""A workbook's bytes with nothing left that reaches outside of them, to be printed from.

What a program that opens the file follows are the references between its parts. Of those the ones
named here stay, and the parts that they lead to; no reference to an address stays, and no part of
links, queries, embedded objects, macros, forms' programs or extensions. Each part is spelled
plainly first, so that no odd spelling hides anything. Then what pointed to what is gone is taken
out of the parts' text, formulas that reach outside leave their last result behind, and
pictures are of kinds that hold points alone.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from estate_xl.engine.ooxml import relationships, xml_spelling
from estate_xl.engine.ooxml.namespaces import MAIN, RELATION, SPREADSHEET_TYPE
from estate_xl.engine.ooxml.package import Package
from estate_xl.engine.ooxml.xml_text import attributes, decoded, unescape
from estate_xl.errors.codes import ErrorCode
from estate_xl.errors.exceptions import WorkbookError
from estate_xl.external_formulas import what_reaches_out
from estate_xl.files.session import check_kind

if TYPE_CHECKING:
    from collections.abc import Callable

_KEPT: Final = frozenset(
    """
    officeDocument extended-properties core-properties worksheet chartsheet sharedStrings styles
    theme themeOverride drawing vmlDrawing chart chartUserShapes chartStyle chartColorStyle image
    table comments ctrlProp diagramData diagramLayout diagramQuickStyle diagramColors diagramDrawing
    """.split()  # noqa: SIM905 - a list of words reads better so
)
"""Kinds of references that stay, where they lead to a part."""
_SHEETS: Final = frozenset({"worksheet", "chartsheet"})
_OTHER_SHEETS: Final = frozenset({"xlMacrosheet", "xlIntlMacrosheet", "dialogsheet"})
_EMPTY_SHEET: Final = f'<worksheet xmlns="{MAIN}"><sheetData/></worksheet>'.encode()
_SHEET_TYPE: Final = f"{SPREADSHEET_TYPE}.worksheet+xml"
_POINTS: Final = (
    b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*",
    b"\xd7\xcd\xc6\x9a", b"\x01\0\x09\0", b"\x01\0\0\0",
)  # fmt: skip
"""First bytes of pictures of points or Windows' drawing calls; an SVG may name addresses."""

_MADE_UP: Final = re.compile(r"\b(?:INDIRECT|CELL|INFO)\s*\(", re.IGNORECASE)
_FORMULA: Final = re.compile(r"<f(?=[\s/>])[^>]*(?<!/)>[^<]*</f>|<f(?=[\s/>])[^>]*/>")
_RULE: Final = re.compile(r"(<(?:formula[12]?|xm:f)(?:\s[^>]*)?>)([^<]*)(?=</)")
_NAME: Final = re.compile(r"(<definedName\s[^>]*>)([^<]*)(?=</definedName>)")
_RICH: Final = re.compile(r'(<c\s[^>]*?)\s(?:vm|cm)="[^"]*"')
_REFERENCE: Final = re.compile(r'\sr:(\w+)="([^"]*)"')
_ADDRESS: Final = re.compile(
    r"""\s(?:\w+:)?(?:src|href|althref|link)\s*=\s*(?:"[^"]*"|'[^']*')""", re.IGNORECASE
)
_CONTROL: Final = re.compile(r"(<x:Fmla\w+>)([^<]*)(?=</x:Fmla)")
_CHARTED: Final = re.compile(r"(<c:f>)([^<]*)(?=</c:f>)")
_TEXT_LINK: Final = re.compile(r'\stextlink="([^"]*)"')
_QUERY: Final = re.compile(r'\s(?:tableType|connectionId)="[^"]*"')
_CUT_OF_SHEETS: Final = (
    "hyperlinks", "oleObjects", "customSheetViews", "customProperties", "webPublishItems",
    "smartTags", "cellWatches", "scenarios", "dataConsolidate", "dataValidations",
)  # fmt: skip
_CUT_OF_BOOKS: Final = (
    "externalReferences", "pivotCaches", "webPublishing", "webPublishObjects", "fileRecoveryPr",
    "functionGroups", "customWorkbookViews", "smartTagTypes", "extLst",
)  # fmt: skip
_CUT_OF_DRAWINGS: Final = (
    "a:hlinkClick", "a:hlinkHover", "a:hlinkMouseOver", "a:audioFile", "a:videoFile",
    "a:quickTimeFile", "a:wavAudioFile", "c:externalData",
)  # fmt: skip
_WITH_IDENTITY: Final = (
    "drawing",
    "legacyDrawing",
    "legacyDrawingHF",
    "drawingHF",
    "picture",
    "tablePart",
)


def _reaches(formula: str) -> bool:
    """True if it reaches outside, or makes up while it is calculated where it reaches."""
    return what_reaches_out(formula) is not None or _MADE_UP.search(formula) is not None


def without_outside(data: bytes, name: str) -> bytes:
    """A workbook's bytes with nothing left that reaches outside of them, to be printed from.

    Args:
        data: The file.
        name: Its name, for what has to be said of it.

    Raises:
        WorkbookError: it is encrypted, or breaks the rules of workbooks.
        EngineError: it is damaged, or no workbook.
    """
    check_kind(name, data)
    try:
        return _isolated(data)
    except Exception as error:  # zip, inflate and XML failures share no base class
        raise WorkbookError(ErrorCode.NOT_FIT_FOR_PDF, name=name) from error


def _isolated(data: bytes) -> bytes:
    """The workbook's bytes without what reaches outside.

    Raises:
        KeyError: it is no workbook, which whoever opened it has found out.
        ValueError: a part that stays is no XML, or has a document type.
    """
    package = Package(data)
    for name in package.names():
        if name == relationships.TYPES or name.casefold().endswith(".rels"):
            package.write(name, xml_spelling.respelled(package.read(name)).encode())
    kinds, lost = _walk(package)
    for name, known in kinds.items():
        for clean in {_CLEANED.get(kind) or _named for kind in known if kind != "image"}:
            if clean is not _named or name in lost:
                _rewrite(package, name, clean, lost.get(name, frozenset()))
    listings = set(map(relationships.rels_name, ("", *kinds)))
    gone = set(package.names()) - kinds.keys() - listings - {relationships.TYPES}
    for name in gone:
        package.remove(name)
    _tell_types(package, gone)
    return package.to_bytes(level=1)


def _walk(package: Package) -> tuple[dict[str, set[str]], dict[str, frozenset[str]]]:
    """Kinds of each part that stays, and the identities that each part's text may name no more.

    A part that is referred to as two things is cleaned as both.
    """
    kinds: dict[str, set[str]] = {}
    lost: dict[str, frozenset[str]] = {}
    waiting = [""]
    while waiting:
        part = waiting.pop()
        kept: list[str] = []
        dropped: list[str] = []
        known = {each.identity: each for each in relationships.relations(package, part)}
        for identity, each in known.items():
            if each.kind in _OTHER_SHEETS and not each.is_external and package.has(each.target):
                # The workbook's list of sheets stays whole: what was a program is an empty sheet.
                package.write(each.target, _EMPTY_SHEET)
                package.remove(relationships.rels_name(each.target))
                kinds.setdefault(each.target, set()).add("worksheet")
                kept.append(identity)
            elif _stays(package, each):
                kept.append(identity)
                if each.target not in kinds:
                    waiting.append(each.target)
                kinds.setdefault(each.target, set()).add(each.kind)
            else:
                dropped.append(identity)
        _keep_relations(package, part, frozenset(kept))
        if dropped:
            lost[part] = frozenset(dropped)
    return kinds, lost


def _stays(package: Package, relation: relationships.Relation) -> bool:
    if relation.is_external or relation.kind not in _KEPT or not package.has(relation.target):
        return False
    return relation.kind != "image" or package.read(relation.target).startswith(_POINTS)


def _keep_relations(package: Package, part: str, kept: frozenset[str]) -> None:
    name = relationships.rels_name(part)
    if not package.has(name):
        return

    def settled(match: re.Match[str]) -> str:
        tag = match[0]
        values = attributes(tag)
        if unescape(values.get("Id", "")) not in kept:
            return ""
        kind = values.get("Type", "").rpartition("/")
        return tag.replace(values["Type"], _WORKSHEET) if kind[2] in _OTHER_SHEETS else tag

    text = relationships.RELATIONSHIP.sub(settled, decoded(package.read(name)))
    package.write(name, text.encode())


_WORKSHEET: Final = f"{RELATION}/worksheet"


def _rewrite(
    package: Package, name: str, clean: Callable[[str, frozenset[str]], str], lost: frozenset[str]
) -> None:
    data = package.read(name)
    # Excel's older drawings need not be XML, and nothing is searched in them but attributes.
    text = data.decode("utf-8-sig", "replace") if clean is _vml else xml_spelling.respelled(data)
    package.write(name, clean(text, lost).encode())


def _tell_types(package: Package, gone: set[str]) -> None:
    """Types of the parts that stay, of what they are now."""
    folded = {name.casefold() for name in gone}

    def settled(match: re.Match[str]) -> str:
        tag, values = match[0], attributes(match[0])
        kind = values.get("ContentType", "")
        if unescape(values.get("PartName", "")).lstrip("/").casefold() in folded:
            return ""
        other = any(
            f".{each.lower()}+xml" in kind.lower() for each in ("macrosheet", "dialogsheet")
        )
        other = other or "intlmacrosheet" in kind.lower()
        return tag.replace(kind, _SHEET_TYPE) if other else tag

    text = relationships.OVERRIDE.sub(settled, decoded(package.read(relationships.TYPES)))
    package.write(relationships.TYPES, text.encode())


def _named(text: str, lost: frozenset[str]) -> str:
    """The text without what names a reference that is gone."""
    if not lost:
        return text
    return _REFERENCE.sub(lambda match: "" if unescape(match[2]) in lost else match[0], text)


def _sheet(text: str, lost: frozenset[str]) -> str:
    start, opening, rest = text.partition("<sheetData")
    cells, closing, end = rest.partition("</sheetData>")
    if not closing:  # no cells
        start, cells, end = "", "", text
        opening = ""
    return (
        _around(start, lost) + opening + _plain_cells(_cells(cells)) + closing + _around(end, lost)
    )


def _plain_cells(text: str) -> str:
    """Cells without what tells of a richer value, which is kept in parts that are gone."""
    if ' vm="' not in text and ' cm="' not in text:
        return text
    return _RICH.sub(r"\1", _RICH.sub(r"\1", text))


def _cells(text: str) -> str:
    """Cells whose formulas stay within the workbook; of others the last result stays."""
    found = _FORMULA.findall(text) if "<f" in text else []
    reaching = {raw for raw in set(found) if _reaches(_inner(raw))}
    if not reaching:
        return text
    known = [attributes(_tag(raw)) for raw in reaching]
    shared = {values.get("si", "") for values in known if values.get("t") == "shared"}

    def settled(match: re.Match[str]) -> str:
        values = attributes(_tag(match[0]))
        is_of_shared = values.get("t") == "shared" and values.get("si", "") in shared
        return "" if is_of_shared or match[0] in reaching else match[0]

    return _FORMULA.sub(settled, text)


def _tag(raw: str) -> str:
    return raw[: raw.index(">") + 1]


def _inner(raw: str) -> str:
    return "" if raw.endswith("/>") else unescape(raw[raw.index(">") + 1 : raw.rindex("</")])


def _around(text: str, lost: frozenset[str]) -> str:
    """The XML before or after a sheet's cells."""
    text = _without(text, *_CUT_OF_SHEETS)
    text = _with(_RULE, "FALSE", text)
    if lost:
        for name in _WITH_IDENTITY:
            text = re.sub(
                rf'<{name}\s[^<>]*?r:id="([^"]*)"[^<>]*?(?:/>|>\s*</{name}>)',
                lambda match: "" if unescape(match[1]) in lost else match[0],
                text,
            )
        if any(unescape(match[2]) in lost for match in _REFERENCE.finditer(text)):
            text = _without(text, "controls", "extLst")
    return _named(text, lost)


def _book(text: str, lost: frozenset[str]) -> str:
    text = _with(_NAME, "#REF!", text)
    return _named(_without(text, *_CUT_OF_BOOKS), lost)


def _drawing(text: str, lost: frozenset[str]) -> str:
    text = _with(_CHARTED, "#REF!", _without(text, *_CUT_OF_DRAWINGS))
    text = _TEXT_LINK.sub(lambda match: "" if _reaches(unescape(match[1])) else match[0], text)
    return _named(text, lost)


def _vml(text: str, lost: frozenset[str]) -> str:
    return _named(_with(_CONTROL, "", _ADDRESS.sub("", text)), lost)


def _table(text: str, lost: frozenset[str]) -> str:
    return _named(_QUERY.sub("", _without(text, "calculatedColumnFormula")), lost)


def _with(pattern: re.Pattern[str], instead: str, text: str) -> str:
    """The text with something else for each formula found that reaches outside."""
    return pattern.sub(
        lambda match: match[1] + instead if _reaches(unescape(match[2])) else match[0], text
    )


def _without(text: str, *names: str) -> str:
    """The text without the elements of those names, none of which holds another of its name."""
    for name in names:
        if f"<{name}" in text:
            text = re.sub(
                rf"<{name}(?=[\s/>])(?:[^>]*/>|[^>]*>.*?</{name}>)", "", text, flags=re.DOTALL
            )
    return text


_CLEANED: Final[dict[str, Callable[[str, frozenset[str]], str]]] = {
    "officeDocument": _book,
    "worksheet": _sheet,
    "drawing": _drawing,
    "chart": _drawing,
    "chartUserShapes": _drawing,
    "diagramDrawing": _drawing,
    "diagramData": _drawing,
    "vmlDrawing": _vml,
    "table": _table,
}
