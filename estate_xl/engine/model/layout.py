"""The surroundings of the cells of a sheet part: columns, merges, links, protection."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from estate_xl.engine.addresses import MAX_COLUMN, area, parse_area
from estate_xl.engine.model.links import Link
from estate_xl.engine.model.moved_cells import overlap
from estate_xl.engine.ooxml.namespaces import RELATION, in_scope
from estate_xl.engine.ooxml.xml_text import (
    attributes,
    element,
    elements,
    escape_attribute,
    start_tag,
    unescape,
    whole_number,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from estate_xl.engine.model.grid import Grid
    from estate_xl.engine.model.moved_cells import Area

_AFTER_CELLS = [
    "sheetCalcPr",
    "sheetProtection",
    "protectedRanges",
    "scenarios",
    "autoFilter",
    "sortState",
    "dataConsolidate",
    "customSheetViews",
    "mergeCells",
    "phoneticPr",
    "conditionalFormatting",
    "dataValidations",
    "hyperlinks",
    "printOptions",
    "pageMargins",
    "pageSetup",
    "headerFooter",
    "rowBreaks",
    "colBreaks",
    "customProperties",
    "cellWatches",
    "ignoredErrors",
    "smartTags",
    "drawing",
    "legacyDrawing",
    "legacyDrawingHF",
    "drawingHF",
    "picture",
    "oleObjects",
    "controls",
    "webPublishItems",
    "tableParts",
    "extLst",
]
_DEFAULT_WIDTH = 8.43
_DEFAULT_HEIGHT = 15.0
_PADDING = 5
_MAX_TIP = 255
_BAND = 64  # rows; merged areas are looked up by such stretches
DIGIT_PIXELS = 7


def merges(grid: Grid) -> list[Area]:
    """Merged areas of the sheet."""
    if grid.known_merges is None or grid.known_merges[0] is not grid.tail:
        found = element(grid.tail, "mergeCells")
        cells = elements(grid.tail[slice(*found)], "mergeCell") if found else []
        areas = [parse_area(attributes(cell)["ref"]) for cell in cells]
        grid.known_merges = grid.tail, areas
    return list(grid.known_merges[1])


def merges_over(grid: Grid, place: Area) -> list[Area]:
    """Merged areas that have a cell in common with that one, in the order of the file."""
    if grid.known_merges is None or grid.known_merges[0] is not grid.tail:
        merges(grid)
    known = grid.known_merges[1] if grid.known_merges else []
    if grid.known_bands is None or grid.known_bands[0] is not grid.tail:
        low: dict[int, list[int]] = {}
        tall = []
        for index, (top, _, bottom, _) in enumerate(known):
            if bottom - top > _BAND:
                tall.append(index)
            else:
                for band in {top // _BAND, bottom // _BAND}:
                    low.setdefault(band, []).append(index)
        grid.known_bands = grid.tail, low, tall
    _, low, tall = grid.known_bands
    first, last = place[0] // _BAND, place[2] // _BAND
    bands: Iterable[int] = range(first, last + 1)
    if last - first > len(low):
        bands = [band for band in low if first <= band <= last]
    found = {*tall, *(index for band in bands for index in low.get(band, ()))}
    return [known[index] for index in sorted(found) if overlap(known[index], place)]


def set_merges(grid: Grid, areas: list[Area]) -> None:
    """Set the merged areas of the sheet."""
    cells = "".join(f'<mergeCell ref="{area(*each)}"/>' for each in areas)
    raw = f'<mergeCells count="{len(areas)}">{cells}</mergeCells>' if areas else ""
    set_after_cells(grid, "mergeCells", raw)


def links(grid: Grid) -> list[Link]:
    """Links of the sheet."""
    if grid.known_links is not None and grid.known_links[0] is grid.tail:
        return grid.known_links[1]
    found = element(grid.tail, "hyperlinks")
    if found is None:
        return []
    result = []
    for tag in elements(grid.tail[slice(*found)], "hyperlink"):
        values = attributes(tag)
        relation = values.get("r:id")
        location = values.get("location")
        place = None if location is None else unescape(location)
        result.append(Link(parse_area(values["ref"]), relation, place, tag))
    grid.known_links = (grid.tail, result)
    grid.last_linked_row = max((link.area[2] for link in result), default=0)
    return result


def set_links(grid: Grid, held: list[Link]) -> None:
    """Set the links of the sheet."""
    raw = "".join(link.tag for link in held)
    set_after_cells(grid, "hyperlinks", f"<hyperlinks>{raw}</hyperlinks>" if raw else "")
    grid.known_links = (grid.tail, held)
    grid.last_linked_row = max((link.area[2] for link in held), default=0)


def add_link(grid: Grid, new: Link) -> None:
    """Add a link that touches no other one of the sheet."""
    held = links(grid)
    end = grid.tail.rfind("</hyperlinks>")
    if end < 0:
        set_links(grid, [*held, new])
        return
    grid.tail = f"{grid.tail[:end]}{new.tag}{grid.tail[end:]}"
    grid.is_changed = True
    held.append(new)
    grid.known_links = (grid.tail, held)
    grid.last_linked_row = max(grid.last_linked_row, new.area[2])


def link_tag(
    place: Area, location: str | None, tip: str | None, relation: str | None = None
) -> str:
    """Element of a link to a place in the book, or to the target of a relationship."""
    values = {"ref": area(*place) if place[:2] != place[2:] else area(*place).partition(":")[0]}
    if relation is not None:
        values["r:id"] = relation
    if location is not None:
        values["location"] = escape_attribute(location)
    if tip:
        values["tooltip"] = escape_attribute(tip[:_MAX_TIP])
    return start_tag("hyperlink", values, closed=True)


def name_relations(grid: Grid) -> None:
    """Make sure that the sheet part knows the prefix `r`."""
    at = grid.head.index("<worksheet") + len("<worksheet")
    if "xmlns:r=" not in grid.head[at : grid.head.index(">", at)]:
        tag = in_scope(f' xmlns:r="{RELATION}"', grid.head)
        grid.head = f"{grid.head[:at]}{tag}{grid.head[at:]}"
        grid.is_changed = True


def protection(grid: Grid) -> dict[str, str]:
    """Attributes of the sheet's protection, none where it has none."""
    if grid.known_protection is None or grid.known_protection[0] is not grid.tail:
        end = max(0, grid.tail.find("<hyperlinks")) or None
        at = grid.tail.find("<sheetProtection", 0, end)
        found = element(grid.tail, "sheetProtection") if at >= 0 else None
        values = {} if found is None else attributes(grid.tail[slice(*found)])
        grid.known_protection = grid.tail, values
    return grid.known_protection[1]


def is_protected(grid: Grid) -> bool:
    """True if locked cells of the sheet refuse changes."""
    return protection(grid).get("sheet", "0") in {"1", "true"}


def columns(grid: Grid) -> list[dict[str, str]]:
    """Attributes of the `<col>` elements.

    Raises:
        FileTextError: one does not say which columns it means.
    """
    found = element(grid.head, "cols")
    if found is None:
        return []
    entries = [attributes(tag) for tag in elements(grid.head[slice(*found)], "col")]
    for entry in entries:
        for name in ("min", "max"):
            whole_number(entry.get(name, ""))
        whole_number(entry.get("style", "0"))
    return entries


def column(grid: Grid, number: int) -> dict[str, str]:
    """Attributes of the `<col>` element of that column, none if there is none."""
    for values in columns(grid):
        if int(values["min"]) <= number <= int(values["max"]):
            return values
    return {}


def column_styles(grid: Grid, left: int, right: int) -> dict[int, int]:
    """Formats of the columns of a span, those without one left out."""
    if grid.known_styles is None or grid.known_styles[0] is not grid.head:
        spans = [
            (int(values["min"]), int(values["max"]), int(values.get("style", "0")))
            for values in columns(grid)
        ]
        grid.known_styles = (grid.head, [span for span in spans if span[2]])
    found = {}
    for low, high, style in grid.known_styles[1]:
        found.update(dict.fromkeys(range(max(left, low), min(right, high) + 1), style))
    return found


def set_columns(grid: Grid, entries: list[dict[str, str]]) -> None:
    """Set the `<col>` elements."""
    tags = "".join(start_tag("col", entry, closed=True) for entry in entries)
    raw = f"<cols>{tags}</cols>" if tags else ""
    found = element(grid.head, "cols")
    grid.head = grid.head + raw if found is None else _replaced(grid.head, found, raw)
    grid.is_changed = True


def change_columns(
    grid: Grid, first: int, last: int, change: Callable[[dict[str, str]], None]
) -> None:
    """Change the attributes of columns, others of the same `<col>` left as they are."""
    entries: list[dict[str, str]] = []
    missing = first
    for values in sorted(columns(grid), key=lambda entry: int(entry["min"])):
        low, high = int(values["min"]), int(values["max"])
        if high < first or low > last:
            entries.append(values)
            continue
        cut_low, cut_high = max(low, first), min(high, last)
        if missing < cut_low:
            entries.append(_changed({}, missing, cut_low - 1, change, grid))
        if low < cut_low:
            entries.append({**values, "max": str(cut_low - 1)})
        entries.append(_changed(values, cut_low, cut_high, change, grid))
        if high > cut_high:
            entries.append({**values, "min": str(cut_high + 1)})
        missing = cut_high + 1
    if missing <= last:
        entries.append(_changed({}, missing, last, change, grid))
    set_columns(grid, sorted(entries, key=lambda entry: int(entry["min"])))


def width_chars(grid: Grid, number: int) -> float:
    """Width of a column as Excel shows it, in characters."""
    values = column(grid, number)
    if values.get("hidden") in {"1", "true"}:
        return 0.0
    if "width" in values:
        return shown_width(float(values["width"]))
    default = _format(grid).get("defaultColWidth")
    return _DEFAULT_WIDTH if default is None else shown_width(float(default))


def shown_width(stored: float) -> float:
    """Characters that Excel shows for a stored width, which includes the cell's padding."""
    pixels = int(stored * DIGIT_PIXELS + 0.5)
    if pixels < DIGIT_PIXELS + _PADDING:
        return round(pixels / (DIGIT_PIXELS + _PADDING), 2)
    return round((pixels - _PADDING) / DIGIT_PIXELS, 2)


def stored_width(shown: float) -> float:
    """Width to store for characters as Excel shows them."""
    if shown < 1:
        return round(shown * (DIGIT_PIXELS + _PADDING) / DIGIT_PIXELS, 8)
    return round(int((shown * DIGIT_PIXELS + _PADDING) / DIGIT_PIXELS * 256) / 256, 8)


def refresh_extent(grid: Grid) -> None:
    """Make the hint of the sheet's extent fit its cells."""
    found, bounds = element(grid.head, "dimension"), grid.bounds()
    if found is None:
        return
    text = area(*bounds) if bounds else "A1"
    first, _, last = text.partition(":")
    tag = f'<dimension ref="{first if first == last else text}"/>'
    if tag != grid.head[slice(*found)]:
        grid.head = _replaced(grid.head, found, tag)
        grid.is_changed = True


def default_height(grid: Grid) -> float:
    """Height in points of rows that have none of their own."""
    return float(_format(grid).get("defaultRowHeight", _DEFAULT_HEIGHT))


def set_after_cells(grid: Grid, name: str, raw: str) -> None:
    """Set, add or remove (empty text) an element that is behind the cells."""
    found = element(grid.tail, name)
    if found is None and not raw:
        return
    if found is None:
        at = _place(grid.tail, name)
        found = (at, at)
    grid.tail = _replaced(grid.tail, found, raw)
    grid.is_changed = True


def _place(tail: str, name: str) -> int:
    later = _AFTER_CELLS[_AFTER_CELLS.index(name) + 1 :]
    match = re.search(rf"<(?:{'|'.join(later)})(?=[\s/>])|</worksheet>", tail)
    start = match.start() if match else len(tail)
    alternate = tail.find("<mc:AlternateContent")
    return min(start, alternate) if 0 <= alternate < start else start


def _changed(
    values: dict[str, str],
    low: int,
    high: int,
    change: Callable[[dict[str, str]], None],
    grid: Grid,
) -> dict[str, str]:
    entry = {**values, "min": str(low), "max": str(min(high, MAX_COLUMN))}
    if "width" not in entry:
        entry["width"] = _format(grid).get("defaultColWidth", "9.140625")
    change(entry)
    return entry


def _format(grid: Grid) -> dict[str, str]:
    found = element(grid.head, "sheetFormatPr")
    if found is None:
        return {}
    raw = grid.head[slice(*found)]
    return attributes(raw[: raw.index(">")])


def _replaced(text: str, span: tuple[int, int], raw: str) -> str:
    return text[: span[0]] + raw + text[span[1] :]
