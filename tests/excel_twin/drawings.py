"""Charts, pictures and shapes of a sheet."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from excel_twin.dispatcher import Collection, Dispatcher, UnknownMember

if TYPE_CHECKING:
    from estate_xl.engine.views.charts import Chart as FileChart
    from estate_xl.engine.views.pictures import Picture as FilePicture
    from excel_twin.ranges import Range
    from excel_twin.worksheets import Worksheet

_EMU = 12700
_PLOT_BY = {1: "rows", 2: "columns", None: None}


class ChartObjects(Collection):
    """MS ChartObjects."""

    def __init__(self, sheet: Worksheet) -> None:
        """Take the sheet."""
        self.border = sheet.border
        self._sheet = sheet

    def held(self) -> list[ChartObject]:
        """The charts."""
        return [ChartObject(self._sheet, chart) for chart in self._sheet.file.charts]

    @property
    def Parent(self) -> Worksheet:
        """The sheet. MS ChartObjects.Parent."""
        return self._sheet


class ChartObject(Dispatcher):
    """MS ChartObject."""

    def __init__(self, sheet: Worksheet, chart: FileChart) -> None:
        """Take the sheet and the chart as the file holds it."""
        self.border = sheet.border
        self._sheet = sheet
        self._chart = chart

    @property
    def Name(self) -> str:
        """MS ChartObject.Name."""
        return self._chart.name

    @property
    def Parent(self) -> Worksheet:
        """The sheet. MS ChartObject.Parent."""
        return self._sheet

    @property
    def Chart(self) -> Chart:
        """MS ChartObject.Chart."""
        return Chart(self._sheet, self._chart)


class Chart(Dispatcher):
    """MS Chart."""

    def __init__(self, sheet: Worksheet, chart: FileChart) -> None:
        """Take the sheet and the chart as the file holds it."""
        self.border = sheet.border
        self._chart = chart

    @property
    def HasTitle(self) -> bool:
        """MS Chart.HasTitle."""
        return self._chart.api[1].HasTitle

    @property
    def ChartTitle(self) -> ChartTitle:
        """MS Chart.ChartTitle."""
        return ChartTitle(self, self._chart.api[1].ChartTitle.Text)

    def SetSourceData(self, Source: Range, PlotBy: int | None = None) -> None:
        """MS Chart.SetSourceData."""
        self._chart.set_source_data(Source.first, _PLOT_BY[PlotBy])


class ChartTitle(Dispatcher):
    """MS ChartTitle."""

    def __init__(self, chart: Chart, text: str) -> None:
        """Take the chart and the text."""
        self.border = chart.border
        self._text = text

    @property
    def Text(self) -> str:
        """MS ChartTitle.Text."""
        return self._text


class Pictures(Collection):
    """The pictures of a sheet: xlwings Pictures; a hidden collection without a page."""

    def __init__(self, sheet: Worksheet) -> None:
        """Take the sheet."""
        self.border = sheet.border
        self._sheet = sheet

    def held(self) -> list[Picture]:
        """The pictures."""
        return [Picture(self._sheet, each) for each in self._sheet.file.pictures]

    @property
    def Parent(self) -> Worksheet:
        """The sheet. xlwings Pictures.parent."""
        return self._sheet


class Picture(Dispatcher):
    """One picture: xlwings Picture; MS Shape has the same members."""

    def __init__(self, sheet: Worksheet, picture: FilePicture) -> None:
        """Take the sheet and the picture as the file holds it."""
        self.border = sheet.border
        self._sheet = sheet
        self._picture = picture

    @property
    def Name(self) -> str:
        """MS Shape.Name."""
        return self._picture.name

    @Name.setter
    def Name(self, value: str) -> None:
        self._picture.name = value

    @property
    def Parent(self) -> Worksheet:
        """The sheet. MS Shape.Parent."""
        return self._sheet

    @property
    def Left(self) -> float:
        """In points. MS Shape.Left."""
        return self._picture.left

    @property
    def Top(self) -> float:
        """In points. MS Shape.Top."""
        return self._picture.top

    @property
    def Width(self) -> float:
        """In points. MS Shape.Width."""
        return self._size()[0]

    @property
    def Height(self) -> float:
        """In points. MS Shape.Height."""
        return self._size()[1]

    def _size(self) -> tuple[float, float]:
        found = re.search(r'<xdr:ext cx="(\d+)" cy="(\d+)"', self._picture._anchor())
        if found is None:
            raise UnknownMember("Picture.Width of a picture between two cells")
        return int(found[1]) / _EMU, int(found[2]) / _EMU

    def Delete(self) -> None:
        """MS Shape.Delete."""
        self._picture.delete()


class Shapes(Collection):
    """MS Shapes."""

    def __init__(self, sheet: Worksheet) -> None:
        """Take the sheet."""
        self.border = sheet.border
        self._sheet = sheet

    def held(self) -> list[Shape]:
        """The shapes."""
        return [Shape(self._sheet, each.name) for each in self._sheet.file.shapes]

    def AddPicture(  # noqa: PLR0913, PLR0917 - as Excel's own
        self,
        Filename: str,
        LinkToFile: bool,
        SaveWithDocument: bool,
        Left: float,
        Top: float,
        Width: float,
        Height: float,
    ) -> Shape:
        """-1 keeps the picture's own width or height. MS Shapes.AddPicture."""
        picture = self._sheet.file.pictures.add(
            Filename, LinkToFile, SaveWithDocument, Left, Top, Width, Height
        )
        return Shape(self._sheet, picture.name, Picture(self._sheet, picture))


class Shape(Dispatcher):
    """MS Shape."""

    def __init__(self, sheet: Worksheet, name: str, picture: Picture | None = None) -> None:
        """Take the sheet, the name, and the picture if it is one that was added."""
        self.border = sheet.border
        self._name = name
        self._picture = picture

    @property
    def Name(self) -> str:
        """MS Shape.Name."""
        return self._name

    @property
    def DrawingObject(self) -> Any:
        """The picture that it is. xlwings Pictures.add; a hidden member without a page."""
        if self._picture is None:
            raise UnknownMember("Shape.DrawingObject of a shape that was not added")
        return self._picture
