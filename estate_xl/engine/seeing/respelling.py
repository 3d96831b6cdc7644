"""A file whose parts are spelled in one way: what a parser of XML reads is what is looked at.

XML may be written so that a quick look overlooks what a parser sees, and whoever wants that finds
a way which `plain.text_of` does not know. Read and written again, every part is spelled alike.
"""

from __future__ import annotations

import io
import zipfile
from typing import Final

from estate_xl.engine import plain
from estate_xl.engine.package import Package

_XML: Final = (".xml", ".rels", ".vml")


def respelled(data: bytes) -> bytes:
    """The file with every part of XML written anew.

    Raises:
        ValueError: a part is not well formed, has a document type, or stands twice.
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
            package.write(name, plain.respelled(package.read(name)).encode())
    return package.to_bytes()
