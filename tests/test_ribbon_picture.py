"""The picture of the tab in README is what the ribbon's XML says."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "macros" / "ribbon.zh-Hant.xml"
PICTURE = ROOT / "docs" / "images" / "ribbon.svg"
SCRIPT = ROOT / "docs" / "draw_ribbon.py"
SMALL = "<button id='b{0}' label='鈕{0}'/>"
MADE = (
    "<customUI xmlns='http://schemas.microsoft.com/office/2009/07/customui'><ribbon><tabs>"
    "<tab id='t' label='片區管理' insertAfterMso='TabHome'><group id='g' label='檢查 &amp; 報事'>"
    "<button id='a' label='校驗' size='large'/>"
    + "".join(map(SMALL.format, range(4)))
    + "<menu id='m' label='表' size='large'><button id='i' label='項'/></menu>"
    + "</group></tab></tabs></ribbon></customUI>"
)


def draw(source: Path, target: Path) -> str:
    """The drawing that the script makes."""
    subprocess.run([sys.executable, SCRIPT, source, target], check=True)
    return target.read_text(encoding="utf-8")


def texts(svg: str) -> list[str]:
    return [each.text or "" for each in ET.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")]  # noqa: S314 - our own drawing


def test_every_label_of_the_xml_is_drawn(tmp_path: Path) -> None:
    source = tmp_path / "made.xml"
    source.write_text(MADE, encoding="utf-8")
    shown = texts(draw(source, tmp_path / "made.svg"))
    assert shown[1:4] == ["常用", "片區管理", "插入"]
    assert [text for text in shown if text.startswith("鈕") and len(text) > 1] == [
        f"鈕{number}" for number in range(4)
    ]
    assert "表 ▾" in shown
    assert "項" not in shown
    assert shown[-1] == "檢查 & 報事"


def test_the_picture_is_drawn_from_the_xml(tmp_path: Path) -> None:
    assert PICTURE.read_text(encoding="utf-8") == draw(SOURCE, tmp_path / "ribbon.svg")


def test_readme_calls_it_a_drawing() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "docs/images/ribbon.svg" in readme
    assert "drawn from `macros/ribbon.zh-Hant.xml`" in readme
