"""The whitelist of a package, element by element; what is not named here is left behind.

Not named, among much else: comments, links, data validations, tables and their names, protection
with its password's hash, revision marks, extensions, printer settings, references to other parts.
"""

from __future__ import annotations

from typing import Final, NamedTuple
from xml.etree import ElementTree as ET

from estate_xl.engine.ooxml.namespaces import ART, CHART, DRAWING, MAIN

_XML_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"


class Rule(NamedTuple):
    """The parts of an element that may be kept: attributes by name, and its text or not."""

    attributes: frozenset[str]
    has_text: bool = False


Whitelist = dict[str, Rule]
"""Rules by `{namespace}name`."""


def whitelist(namespace: str, lines: str, texts: str = "") -> Whitelist:
    """A whitelist of lines such as `pane: xSplit ySplit`; elements of `texts` keep their text.

    An element of several lines has the attributes of all of them.
    """
    kept = set(texts.split())
    rules: Whitelist = {}
    for line in lines.strip().splitlines():
        names, _, attributes = line.partition(":")
        for name in names.split():
            tag = f"{{{namespace}}}{name}"
            before = rules[tag].attributes if tag in rules else frozenset()
            rules[tag] = Rule(before | set(attributes.split()), name in kept)
    return rules


def cut(element: ET.Element, rules: Whitelist) -> ET.Element | None:
    """A copy with what the whitelist names, None if it does not name the element itself."""
    rule = rules.get(element.tag)
    if rule is None:
        return None
    values = {
        name: value
        for name, value in element.attrib.items()
        if name in rule.attributes or (rule.has_text and name == _XML_SPACE)
    }
    new = ET.Element(element.tag, values)
    if rule.has_text:
        new.text = element.text
    for child in element:
        kept = cut(child, rules)
        if kept is not None:
            new.append(kept)
    return new


_COLOR: Final = "rgb theme tint indexed auto"

SHEET: Final = whitelist(
    MAIN,
    f"""
    worksheet sheetPr sheetViews cols mergeCells
    sheetData
    tabColor: {_COLOR}
    outlinePr: summaryBelow summaryRight
    pageSetUpPr: fitToPage autoPageBreaks
    sheetView: showGridLines showRowColHeaders showZeros rightToLeft view zoomScale zoomScaleNormal
    pane: xSplit ySplit topLeftCell activePane state
    sheetFormatPr: baseColWidth defaultColWidth defaultRowHeight customHeight zeroHeight
    col: min max width style customWidth hidden bestFit
    mergeCell: ref
    conditionalFormatting: sqref
    cfRule: type dxfId priority stopIfTrue aboveAverage percent bottom operator text timePeriod
    cfRule: rank stdDev equalAverage
    formula
    colorScale
    dataBar: minLength maxLength showValue
    iconSet: iconSet showValue percent reverse
    cfvo: type val gte
    color: {_COLOR}
    printOptions: horizontalCentered verticalCentered headings gridLines gridLinesSet
    pageMargins: left right top bottom header footer
    pageSetup: paperSize scale firstPageNumber fitToWidth fitToHeight pageOrder orientation
    pageSetup: blackAndWhite draft useFirstPageNumber
    headerFooter: differentOddEven differentFirst scaleWithDoc alignWithMargins
    oddHeader oddFooter evenHeader evenFooter firstHeader firstFooter
    rowBreaks colBreaks: count manualBreakCount
    brk: id min max man
    ignoredErrors
    ignoredError: sqref evalError twoDigitTextYear numberStoredAsText formula formulaRange
    ignoredError: unlockedFormula emptyCellReference
    """,
    "formula oddHeader oddFooter evenHeader evenFooter firstHeader firstFooter",
)

_FONT: Final = f"""
    b i strike condense extend outline shadow u vertAlign sz family charset scheme name rFont: val
    color: {_COLOR}
    """

TEXT: Final = whitelist(MAIN, f"si r rPr t\n{_FONT}", "t")

STYLES: Final = whitelist(
    MAIN,
    f"""
    font border
    {_FONT}
    fill dxf
    patternFill: patternType
    fgColor bgColor: {_COLOR}
    gradientFill: type degree left right top bottom
    stop: position
    border: diagonalUp diagonalDown outline
    left right top bottom start end diagonal vertical horizontal: style
    numFmt: numFmtId formatCode
    alignment: horizontal vertical textRotation wrapText indent relativeIndent justifyLastLine
    alignment: shrinkToFit readingOrder
    protection: locked hidden
    indexedColors
    rgbColor: rgb
    """,
)

THEME: Final = whitelist(
    ART,
    """
    clrScheme fontScheme dk1 lt1 dk2 lt2 accent1 accent2 accent3 accent4 accent5 accent6 hlink
    folHlink
    majorFont minorFont
    srgbClr: val
    sysClr: val lastClr
    latin ea cs: typeface
    font: script typeface
    """,
)

_ART: Final = """
    xfrm: rot flipH flipV
    off: x y
    ext: cx cy
    prstGeom: prst
    avLst
    gd: name fmla
    noFill solidFill gsLst effectLst lstStyle round bevel spAutoFit noAutofit
    ln: w cap cmpd algn
    gradFill: flip rotWithShape
    gs: pos
    lin: ang scaled
    pattFill: prst
    fgClr bgClr
    srgbClr schemeClr prstClr: val
    sysClr: val lastClr
    scrgbClr: r g b
    lnRef fillRef effectRef fontRef: idx
    alpha lumMod lumOff tint shade satMod: val
    prstDash: val
    miter: lim
    headEnd tailEnd: type w len
    bodyPr: rot vert wrap anchor anchorCtr lIns tIns rIns bIns spcFirstLastPara vertOverflow
    bodyPr: horzOverflow upright
    normAutofit: fontScale lnSpcReduction
    p r t
    pPr: algn marL marR indent lvl rtl
    defRPr rPr endParaRPr: lang altLang sz b i u strike baseline kern spc
    latin ea cs sym: typeface panose pitchFamily charset
    stretch
    fillRect: l t r b
    srcRect: l t r b
    """

SHAPES: Final = {
    **whitelist(
        DRAWING,
        """
        twoCellAnchor: editAs
        oneCellAnchor absoluteAnchor
        from to
        col colOff row rowOff
        pos: x y
        ext: cx cy
        clientData: fPrintsWithSheet
        pic nvPicPr cNvPicPr blipFill spPr
        sp nvSpPr style txBody
        cNvSpPr: txBox
        cxnSp nvCxnSpPr cNvCxnSpPr
        """,
        "col colOff row rowOff",
    ),
    **whitelist(ART, _ART, "t"),
}

CHARTS: Final = {
    **whitelist(
        CHART,
        """
        chartSpace chart title tx rich layout manualLayout plotArea legend legendEntry
        date1904 roundedCorners autoTitleDeleted plotVisOnly dispBlanksAs showDLblsOverMax: val
        overlay layoutTarget xMode yMode wMode hMode x y w h: val
        barChart bar3DChart lineChart line3DChart pieChart pie3DChart doughnutChart areaChart
        area3DChart
        scatterChart radarChart bubbleChart stockChart ofPieChart
        barDir grouping varyColors gapWidth overlap shape scatterStyle radarStyle: val
        firstSliceAng holeSize gapDepth smooth marker bubbleScale showNegBubbles sizeRepresents: val
        ofPieType splitType splitPos secondPieSize: val
        ser dLbls dLbl dPt cat val xVal yVal bubbleSize errBars trendline
        idx order invertIfNegative explosion symbol size bubble3D delete: val
        dLblPos showLegendKey showVal showCatName showSerName: val
        showPercent showBubbleSize showLeaderLines: val
        separator
        numFmt: formatCode sourceLinked
        strRef numRef multiLvlStrRef f
        strCache numCache strLit numLit formatCode
        ptCount: val
        pt: idx formatCode
        v
        errBarType errDir errValType noEndCap trendlineType period forward backward intercept: val
        dispRSqr dispEq name
        catAx valAx dateAx serAx scaling
        axId crossAx axPos majorTickMark minorTickMark tickLblPos: val
        crosses crossesAt crossBetween: val
        auto lblAlgn lblOffset noMultiLvlLbl tickLblSkip tickMarkSkip majorUnit minorUnit: val
        baseTimeUnit majorTimeUnit minorTimeUnit orientation max min logBase: val
        majorGridlines minorGridlines dropLines hiLowLines upDownBars upBars downBars
        leaderLines serLines
        dispUnits builtInUnit dispUnitsLbl: val
        legendPos style: val
        dTable
        showHorzBorder showVertBorder showOutline showKeys: val
        view3D floor sideWall backWall
        rotX rotY rAngAx perspective hPercent depthPercent thickness: val
        spPr txPr
        """,
        "f formatCode v separator name",
    ),
    **whitelist(ART, _ART, "t"),
}
