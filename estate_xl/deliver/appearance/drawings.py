"""Drawings on a sheet: pictures, charts, lines and boxes, their places and texts."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING, Any, Final

from estate_xl.deliver.appearance.unknown_parts import Stranger, strangers_of
from estate_xl.deliver.extract.images import bare_picture
from estate_xl.engine.ooxml import relationships
from estate_xl.engine.ooxml.namespaces import ART, CHART, DRAWING, RELATION
from estate_xl.engine.ooxml.xml_trees import name_of, parse

if TYPE_CHECKING:
    from xml.etree import ElementTree as ET

    from estate_xl.deliver.appearance.sheet_frames import Sizes
    from estate_xl.engine.ooxml.package import Package

_X, _A, _C = f"{{{DRAWING}}}", f"{{{ART}}}", f"{{{CHART}}}"
_EMU_A_POINT: Final = 12_700
_TURNS: Final = ("rot", "flipH", "flipV")
_DIGITS: Final = 12
_SMALLEST: Final = 0.33
_WIDEST: Final = 6
_PLAIN_CODE: Final = re.compile(r"[0#?.,%;@ -]*|General|Standard", re.IGNORECASE)
_INSETS: Final = ("lIns", "tIns", "rIns", "bIns")
_INSET: Final = 20 * _EMU_A_POINT
_SETTINGS: Final = (
    *("barDir", "grouping", "scatterStyle", "radarStyle", "firstSliceAng", "holeSize"),
    *("showVal", "showCatName", "showSerName", "showPercent", "showLegendKey", "showBubbleSize"),
)
_SCALE: Final = ("orientation", "max", "min", "logBase")


def look_at_drawing(
    package: Package, part: str, sizes: Sizes
) -> tuple[dict[str, Any], list[Stranger]]:
    """The contents of a drawing, by place, and what of it no package holds.

    Args:
        package: The file.
        part: The drawing's part.
        sizes: Of the sheet's rows and columns.
    """
    root = parse(package.read(part))
    strange = strangers_of(root, part, "")
    targets = {each.identity: each.target for each in relationships.relations(package, part)}
    found: dict[str, Any] = {}
    for number, anchor in enumerate(root, start=1):
        shapes = [each for each in anchor if name_of(each) in _KINDS]
        if len(shapes) != 1:
            strange.append(Stranger(part, f"{name_of(anchor)} ×{len(shapes)}"))
            continue
        shape = shapes[0]
        kind, read = _KINDS[name_of(shape)]
        shown, more = read(package, shape, targets)
        strange += more
        named = next(shape.iter(f"{_X}cNvPr"), None)
        hidden = named is not None and named.get("hidden") in {"1", "true"}
        cells = _cells(anchor)
        found[f"{kind} {number}"] = {
            "at": [*_place(anchor, sizes), *cells],
            **shown,
            **({"hidden": True} if hidden else {}),
        }
    return found, strange


def _place(anchor: ET.Element, sizes: Sizes) -> list[int]:
    """Left, top, right and bottom in points."""

    def corner(name: str) -> list[int] | None:
        marker = anchor.find(f"{_X}{name}")
        if marker is None:
            return None
        column, left, row, top = (
            int(marker.findtext(f"{_X}{each}") or "0")
            for each in ("col", "colOff", "row", "rowOff")
        )
        return [sizes.from_left(column, left), sizes.from_top(row, top)]

    first, last, at = corner("from"), corner("to"), anchor.find(f"{_X}pos")
    if first is None:
        first = (
            [0, 0]
            if at is None
            else [round(int(at.get(each, "0")) / _EMU_A_POINT) for each in "xy"]
        )
    if last is None:
        size = anchor.find(f"{_X}ext")
        wide, high = (
            (0, 0)
            if size is None
            else (round(int(size.get(each, "0")) / _EMU_A_POINT) for each in ("cx", "cy"))
        )
        last = [first[0] + wide, first[1] + high]
    return [*first, *last]


def _cells(anchor: ET.Element) -> list[int]:
    """Columns and rows of the corners, where both hang on cells."""
    markers = [anchor.find(f"{_X}{name}") for name in ("from", "to")]
    if None in markers:
        return []
    return [
        int(marker.findtext(f"{_X}{name}") or "0")  # type: ignore[union-attr]
        for marker in markers
        for name in ("col", "row")
    ]


Shown = tuple[dict[str, Any], list[Stranger]]


def _picture(package: Package, shape: ET.Element, targets: dict[str, str]) -> Shown:
    blip = shape.find(f"{_X}blipFill/{_A}blip")
    target = targets.get("" if blip is None else blip.get(f"{{{RELATION}}}embed", ""), "")
    data = package.read(target) if package.has(target) else b""
    bare = bare_picture(data)
    points = hashlib.sha256(data if bare is None else bare[1]).hexdigest()[:_DIGITS]
    cropped = shape.find(f"{_X}blipFill/{_A}srcRect")
    sides = {} if cropped is None else {k: v for k, v in sorted(cropped.attrib.items()) if v != "0"}
    return {"points": points, **_turns(shape), **({"cropped": sides} if sides else {})}, []


def _shape(package: Package, shape: ET.Element, targets: dict[str, str]) -> Shown:
    del package, targets
    form = shape.find(f"{_X}spPr/{_A}prstGeom")
    lines = [
        "".join(each.text or "" for each in line.iter(f"{_A}t")) for line in shape.iter(f"{_A}p")
    ]
    text = "\n".join(lines).strip()
    inks = sorted(
        {
            each.get("val", "").upper()
            for run in shape.iter(f"{_A}rPr")
            for each in run.iter(f"{_A}srgbClr")
        }
    )
    body = shape.find(f"{_X}txBody/{_A}bodyPr")
    insets = [0 if body is None else int(body.get(each, "0")) for each in _INSETS]
    wide = _wide_lines(shape)
    filled = shape.find(f"{_X}spPr/{_A}solidFill") is not None
    return {
        "form": "" if form is None else form.get("prst", ""),
        "text": text,
        "filled": filled,
        **({"ink": " ".join(inks)} if inks else {}),
        **({"insets": True} if max(map(abs, insets)) > _INSET else {}),
        **({"outlines": wide} if wide else {}),
        **_turns(shape),
    }, []


def _turns(shape: ET.Element) -> dict[str, Any]:
    room = shape.find(f"{_X}spPr/{_A}xfrm")
    turned = {} if room is None else {key: room.get(key, "0") for key in _TURNS}
    return {key: value for key, value in turned.items() if value not in {"0", "false"}}


def _frame(package: Package, shape: ET.Element, targets: dict[str, str]) -> Shown:
    chart = next(shape.iter(f"{_C}chart"), None)
    target = targets.get("" if chart is None else chart.get(f"{{{RELATION}}}id", ""), "")
    if not package.has(target):
        return {}, []
    root = parse(package.read(target))
    return look_at_chart(root), strangers_of(root, target, "")


def look_at_chart(root: ET.Element) -> dict[str, Any]:
    """The contents of a chart: titles, kinds of plots, series with what they last drew, axes."""
    area = root.find(f"{_C}chart/{_C}plotArea")
    plots, axes = [], []
    for each in area if area is not None else ():
        kind = name_of(each)
        if kind.endswith("Chart"):
            plots.append(
                [kind, _settings(each), [_series(one) for one in each.findall(f"{_C}ser")]]
            )
        elif kind.endswith("Ax"):
            axes.append([kind, _axis(each)])
    legend = root.find(f"{_C}chart/{_C}legend")
    taken_out = (
        []
        if legend is None
        else [
            each.find(f"{_C}idx").get("val")  # type: ignore[union-attr]
            for each in legend.findall(f"{_C}legendEntry")
            if _value(each, "delete") == "1" and each.find(f"{_C}idx") is not None
        ]
    )
    referred = [_text(each) for each in root.iter(f"{_C}title") if _is_referred(each)]
    return {
        "titles": [_text(each) for each in root.iter(f"{_C}title")],
        "plots": plots,
        "axes": axes,
        "legend": legend is not None,
        "taken out": taken_out,
        **({"small": True} if area is not None and _is_small(area) else {}),
        **({"referred": referred} if referred else {}),
        **({"outlines": wide} if (wide := _wide_lines(root)) else {}),
    }


def _is_referred(title: ET.Element) -> bool:
    """True if it says what a cell says rather than what was typed."""
    return title.find(f"{_C}tx/{_C}strRef") is not None


def _is_small(area: ET.Element) -> bool:
    """True if the plots have less than a third of the chart's width or height."""
    layout = area.find(f"{_C}layout/{_C}manualLayout")
    if layout is None:
        return False
    sizes = [float(_value(layout, each) or "1") for each in ("w", "h")]
    corner = [float(_value(layout, each) or "0") for each in ("x", "y")]
    return min(sizes) < _SMALLEST or any(
        at < -_SMALLEST or at + size > 1 + _SMALLEST for at, size in zip(corner, sizes, strict=True)
    )


def _wide_lines(root: ET.Element) -> list[int]:
    """Widths in points of lines so wide that they cover what is beside them."""
    widths = [round(int(each.get("w", "0")) / _EMU_A_POINT) for each in root.iter(f"{_A}ln")]
    return sorted(width for width in widths if width > _WIDEST)


def _settings(plot: ET.Element) -> dict[str, str]:
    found = {name: value for name in _SETTINGS[:6] if (value := _value(plot, name))}
    labels = plot.find(f"{_C}dLbls")
    return found | ({} if labels is None else _labels(labels))


def _labels(labels: ET.Element) -> dict[str, str]:
    shown = {name: "1" for name in _SETTINGS[6:] if _value(labels, name) == "1"}
    spoilt = [
        [_value(each, "idx"), code]
        for each in labels.findall(f"{_C}dLbl")
        if (code := "delete" if _value(each, "delete") == "1" else _own_code(each))
    ]
    typed = [_text(each) for each in labels.findall(f"{_C}dLbl") if _text(each)]
    moved = [
        _value(each, "idx")
        for each in labels.findall(f"{_C}dLbl")
        if each.find(f"{_C}layout/{_C}manualLayout") is not None
    ]
    inks = sorted({each.get("val", "").upper() for each in labels.iter(f"{_A}srgbClr")})
    code = _own_code(labels)
    own = {"code": code} if code else {}
    return {
        **shown,
        **own,
        **({"single": str(spoilt)} if spoilt else {}),
        **({"moved": ", ".join(map(str, moved))} if moved else {}),
        **({"ink": " ".join(inks)} if inks else {}),
        **({"typed": "\n".join(typed)} if typed else {}),
        **({"delete": "1"} if _value(labels, "delete") == "1" else {}),
    }


def _own_code(labels: ET.Element) -> str:
    """The number format of labels, where it is not that of the cells."""
    code = labels.find(f"{_C}numFmt")
    if code is None or code.get("sourceLinked") in {"1", "true"}:
        return ""
    return code.get("formatCode", "")


def _series(series: ET.Element) -> dict[str, Any]:
    labels = series.find(f"{_C}dLbls")
    drawn = {
        name: _drawn(held)
        for name in ("tx", "cat", "val", "xVal", "yVal", "bubbleSize")
        if (held := series.find(f"{_C}{name}")) is not None
    }
    doubled = [name for name in drawn if len(series.findall(f"{_C}{name}")) > 1]
    ink = series.find(f"{_C}spPr/{_A}solidFill/{_A}srgbClr")
    trends = len(series.findall(f"{_C}trendline"))
    unseen = series.find(f"{_C}spPr/{_A}noFill") is not None
    points = [
        _value(each, "idx")
        for each in series.findall(f"{_C}dPt")
        if each.find(f"{_C}spPr/{_A}noFill") is not None
    ]
    coloured = {
        f"point {_value(each, 'idx')}": {"ink": found.get("val", "").upper()}
        for each in series.findall(f"{_C}dPt")
        if (found := each.find(f"{_C}spPr/{_A}solidFill/{_A}srgbClr")) is not None
        and (ink is None or found.get("val", "").upper() != ink.get("val", "").upper())
    }
    faint = [each.get("val", "") for each in series.iter(f"{_A}alpha")]
    errors = len(series.findall(f"{_C}errBars"))
    codes = sorted(
        {
            code
            for each in series.iter(f"{_C}formatCode")
            if not _PLAIN_CODE.fullmatch(code := (each.text or "").strip())
        }
    )
    return {
        **drawn,
        **({} if labels is None else {"labels": _labels(labels)}),
        **({"doubled": doubled} if doubled else {}),
        **({} if ink is None else {"ink": ink.get("val", "").upper()}),
        **({"trends": trends} if trends else {}),
        **({"unseen": True} if unseen else {}),
        **({"unseen points": points} if points else {}),
        **coloured,
        **({"faint": faint} if faint else {}),
        **({"errors": errors} if errors else {}),
        **({"codes": codes} if codes else {}),
    }


def _drawn(held: ET.Element) -> list[Any]:
    """A reference, and the texts or numbers that were drawn of it."""
    reference = next((each.text or "" for each in held.iter(f"{_C}f")), "")
    points: dict[int, object] = {}
    for each in held.iter(f"{_C}pt"):
        text = each.findtext(f"{_C}v") or ""
        points[int(each.get("idx", "0"))] = _number(text)
    texts = [points[index] for index in sorted(points)]
    return [reference.replace("'", "").replace("$", ""), texts or [_text(held)]]


def _axis(axis: ET.Element) -> dict[str, Any]:
    scaling = axis.find(f"{_C}scaling")
    scale = {} if scaling is None else {name: _value(scaling, name) for name in _SCALE}
    found = {key: value for key, value in scale.items() if value not in {None, "minMax"}}
    code, units = _own_code(axis), axis.find(f"{_C}dispUnits")
    return (
        found
        | ({"delete": "1"} if _value(axis, "delete") == "1" else {})
        | ({"code": code} if not _PLAIN_CODE.fullmatch(code) else {})
        | ({"units": True} if units is not None else {})
    )


def _value(holder: ET.Element, name: str) -> str | None:
    found = holder.find(f"{_C}{name}")
    value = None if found is None else found.get("val", "1")
    return {"true": "1", "false": "0"}.get(value, value) if value is not None else None


def _text(holder: ET.Element) -> str:
    """All that is written within: rich text, or a value."""
    return "".join(
        each.text or "" for each in holder.iter() if each.tag in {f"{_A}t", f"{_C}v"}
    ).strip()


def _number(text: str) -> object:
    try:
        return float(text)
    except ValueError:
        return text


_KINDS: Final = {
    "pic": ("picture", _picture),
    "sp": ("shape", _shape),
    "cxnSp": ("line", _shape),
    "graphicFrame": ("chart", _frame),
}
