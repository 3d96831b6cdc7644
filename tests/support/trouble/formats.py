"""Files of other kinds under a workbook's name, and workbooks of kinds that need care."""

from __future__ import annotations

import gzip
import io
import tarfile
import zipfile
from typing import TYPE_CHECKING

from support.packages import TYPES, file_of
from support.trouble.draft import Draft, office
from support.trouble.registry import Expect, kind, kinds

if TYPE_CHECKING:
    import random

_MAIN = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_HTML = "<html><body><table><tr><td>單號</td></tr></table></body></html>"


def _ole(*streams: str) -> bytes:
    """What the readers look at of an old binary file: its mark and the names of its streams."""
    names = [name.encode("utf-16-le").ljust(64, b"\0") + bytes(64) for name in streams]
    return _OLE + bytes(504) + b"".join(names)


@kinds(
    Expect.REFUSED,
    {
        "nothing": b"",
        "one-byte": b"P",
        "zip-mark-only": b"PK\3\4",
        "end-mark-only": b"PK\5\6" + bytes(18),
        "csv": "單號,登記時間\nBS-1,2026-10-01\n".encode(),
        "csv-big5": "單號,登記時間\n".encode("big5"),
        "csv-utf-16": "單號\t登記時間\n".encode("utf-16"),
        "html": _HTML.encode(),
        "html-of-excel": f'<html xmlns:x="urn:schemas-microsoft-com:office:excel">{_HTML}</html>'.encode(),
        "xml-2003": b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>',
        "json": b'{"a": 1}',
        "pdf": b"%PDF-1.7\n%own\n",
        "picture": b"\x89PNG\r\n\x1a\n" + bytes(90),
        "rar": b"Rar!\x1a\x07\x01\x00" + bytes(90),
        "seven-zip": b"7z\xbc\xaf\x27\x1c" + bytes(90),
        "gzip": gzip.compress(b"own", mtime=0),
        "rtf": b"{\\rtf1 own}",
        "zeros": bytes(5000),
        "program": b"MZ" + bytes(400),
    },
)
def really(_: random.Random, data: bytes) -> bytes:
    return data


@kind(Expect.REFUSED)
def really_noise(chance: random.Random) -> bytes:
    return chance.randbytes(30_000)


@kind(Expect.REFUSED)
def really_tar(_: random.Random) -> bytes:
    target = io.BytesIO()
    with tarfile.open(fileobj=target, mode="w") as archive:
        archive.addfile(tarfile.TarInfo("own.txt"))
    return target.getvalue()


@kinds(
    Expect.REFUSED,
    {
        "xls": _ole("Workbook"),
        "doc": _ole("WordDocument"),
        "encrypted": _ole("EncryptionInfo", "EncryptedPackage"),
        "mark-only": _OLE,
    },
)
def really_ole(_: random.Random, data: bytes) -> bytes:
    return data


@kinds(
    Expect.REFUSED,
    {
        "xlsb": {TYPES: "<Types/>", "_rels/.rels": "<x/>", "xl/workbook.bin": "own"},
        "docx": {TYPES: "<Types/>", "word/document.xml": "<document/>"},
        "pptx": {TYPES: "<Types/>", "ppt/presentation.xml": "<presentation/>"},
        "ods": {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": "<document/>",
        },
        "numbers": {"Index/Document.iwa": "own", "preview.jpg": "own"},
        "empty-zip": {},
        "zip-of-workbooks": {"濱江花園.xlsx": "own"},
        "jar": {"META-INF/MANIFEST.MF": "own"},
    },
)
def really_zip(_: random.Random, parts: dict[str, str]) -> bytes:
    return file_of({name: text.encode() for name, text in parts.items()})


@kind(Expect.REFUSED)
def zip_of_one_workbook(_: random.Random) -> bytes:
    return file_of({"濱江花園.xlsx": office()})


@kinds(
    Expect.EITHER,
    {
        "macros": "application/vnd.ms-excel.sheet.macroEnabled.main+xml",
        "template": "application/vnd.openxmlformats-officedocument.spreadsheetml.template.main+xml",
        "add-in": "application/vnd.ms-excel.addin.macroEnabled.main+xml",
    },
)
def declared_as(_: random.Random, content: str) -> bytes:
    draft = Draft()
    draft.swap(TYPES, _MAIN, content)
    return draft.file()


@kind(Expect.READ, suffix=".xlsm")
def no_macros_in_xlsm(_: random.Random) -> bytes:
    return office()


@kind(Expect.READ, suffix=".XLSX")
def ending_in_capitals(_: random.Random) -> bytes:
    return office()


@kinds(Expect.REFUSED, {"xltx": ".xltx"}, suffix=".xltx")
def ending(_: random.Random, __: str) -> bytes:
    return office()


@kind(Expect.REFUSED, suffix=".xls")
def workbook_named_xls(_: random.Random) -> bytes:
    return office()


@kind(Expect.REFUSED, suffix="")
def workbook_without_ending(_: random.Random) -> bytes:
    return office()


@kind(Expect.REFUSED)
def signed(_: random.Random) -> bytes:
    """Signed by its sender: any change breaks the signature."""
    draft = Draft()
    folder = "_xmlsignatures"
    draft.parts[f"{folder}/origin.sigs"] = b""
    draft.put(f"{folder}/sig1.xml", '<Signature xmlns="http://www.w3.org/2000/09/xmldsig#"/>')
    base = "http://schemas.openxmlformats.org/package/2006/relationships/digital-signature"
    draft.relate("", f"{base}/origin", f"{folder}/origin.sigs")
    draft.relate(f"{folder}/origin.sigs", f"{base}/signature", "sig1.xml")
    draft.declare(
        f"{folder}/sig1.xml",
        "application/vnd.openxmlformats-package.digital-signature-xmlsignature+xml",
    )
    return draft.file()


@kind(Expect.REFUSED)
def zipped_twice(_: random.Random) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo(TYPES), b"<Types/>")
        archive.writestr(zipfile.ZipInfo("xl/inner.xlsx"), office())
    return target.getvalue()
