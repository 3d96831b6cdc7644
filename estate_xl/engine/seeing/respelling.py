"""A file whose parts are spelled in one way: what a parser of XML reads is what is looked at.

XML may be written so that a quick look overlooks what a parser sees: a blank within a closing tag,
a prefix of one's own, an entity. Read and written again, every part is spelled alike.
"""

from __future__ import annotations

import io
import zipfile
from typing import Final
from xml.etree import ElementTree as ET

from estate_xl.engine.package import Package

_XML: Final = (".xml", ".rels", ".vml")


def respelled(data: bytes) -> bytes:
    """The file with every part of XML written anew.

    Raises:
        ValueError: a part is not well formed, or stands twice.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = [name.casefold() for name in archive.namelist()]
    if len(names) != len(set(names)):
        twice = next(name for name in names if names.count(name) > 1)
        msg = f"{twice} ×2"
        raise ValueError(msg)
    package = Package(data)
    for name in package.names():
        if name.casefold().endswith(_XML):
            try:
                root = ET.fromstring(package.read(name))  # noqa: S314 - its size was checked
            except ET.ParseError as error:
                msg = f"{name}: {error}"
                raise ValueError(msg) from error
            package.write(name, ET.tostring(root, encoding="utf-8", xml_declaration=True))
    return package.to_bytes()
