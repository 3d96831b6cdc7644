"""The VBA between buttons and Python: xlwings' own text where it is safe, ours for the rest.

xlwings' module looks its settings up in a sheet of the active workbook, then in its folder, and
puts that folder on Python's path. Of its text we keep the licence, the declarations of its library
and a few procedures that know no workbook; `macros/EstateBinding.bas` has what took the place of
the others. A module of xlwings that is not the one that was read for this is refused.
"""

from __future__ import annotations

import hashlib
import re
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from estate_xl.addin.macro_sources import read_source
from estate_xl.errors.codes import ErrorCode
from estate_xl.errors.exceptions import AddinError
from estate_xl.language import Label

KNOWN_TEXT: Final = "76ee0d1b11848aa09f4bbbbc2d57d64bff2f269c1a59d10f4a10ca57600a3d1b"
"""SHA-256 of xlwings' module, its lines ended by line feeds and its version number taken out."""

KEPT: Final = ("WScript", "FileExistsOnWindows", "ParentFolder", "GetConfigFromFile")
"""Procedures of xlwings that stay, each made private: a cell must not be able to call them."""

_MODULE: Final = "xlwings_custom_addin.bas"
_VERSION: Final = re.compile(r"^'Version: (\S+)$", re.MULTILINE)
_NO_VERSION: Final = Label("版本不明", "version unknown")
_FIRST_KEPT: Final = "'xlwings is distributed under"
_LICENCE_END: Final = "'SOFTWARE, EVEN IF ADVISED OF THE POSSIBILITY OF SUCH DAMAGE."
_DECLARATIONS: Final = re.compile(r"^#If VBA7 Then\n.*?^#End If\n", re.MULTILINE | re.DOTALL)
_KEPT_NAMES: Final = ("XLPyDLLName", "XLPyDLLActivateAuto", "LoadLibrary")
_MAC_BLOCK: Final = re.compile(r"^ +#If Mac Then\n(?: +.*\bsystem\b.*\n)+ +#End If\n", re.MULTILINE)
_PROCEDURE: Final = re.compile(
    r"^(?:Public |Private )?(?P<kind>Sub|Function) (?P<name>\w+).*?^End (?P=kind)\n",
    re.MULTILINE | re.DOTALL,
)
_DECLARATIONS_MARK: Final = "'@xlwings declarations\n"
_PROCEDURES_MARK: Final = "'@xlwings procedures\n"


def make_binding() -> str:
    """The text of the module `EstateBinding`.

    Raises:
        AddinError: xlwings' module is missing or not the text that we know.
    """
    theirs, version = check_known(_xlwings_module())
    ours = read_source("EstateBinding.bas")
    head = f"' Marked parts of this module are xlwings' own, version {version}:\n"
    declarations = f"{head}{_licence(theirs)}\n{_declarations(theirs)}"
    procedures = "' From xlwings:\n\n" + "\n".join(_private(theirs, name) for name in KEPT)
    return ours.replace(_DECLARATIONS_MARK, declarations).replace(_PROCEDURES_MARK, procedures)


def check_known(text: str) -> tuple[str, str]:
    """The text of xlwings' module and its version, if it is the text that we know how to bind.

    Raises:
        AddinError: it is another one.
    """
    found = _VERSION.search(text)
    version = found[1] if found else ""
    plain = text.replace(version, "") if version else text
    if hashlib.sha256(plain.encode()).hexdigest() != KNOWN_TEXT:
        raise AddinError(ErrorCode.XLWINGS_UNKNOWN, version=version or _NO_VERSION)
    return text, version


def _xlwings_module() -> str:
    spec = find_spec("xlwings")
    places = (spec.submodule_search_locations if spec else None) or ()
    for place in places:
        path = Path(place) / _MODULE
        if path.is_file():
            text = path.read_bytes().decode("utf-8", errors="replace")
            return text.replace("\r\n", "\n")
    raise AddinError(ErrorCode.XLWINGS_INCOMPLETE)


def _licence(text: str) -> str:
    start = text.index(_FIRST_KEPT)
    end = text.index(_LICENCE_END) + len(_LICENCE_END)
    return text[start:end] + "\n"


def _declarations(text: str) -> str:
    """The library's name, its one entry and LoadLibrary, for each kind of Office, all private."""
    found = _DECLARATIONS.search(text)
    block = _MAC_BLOCK.sub("", found[0] if found else "")
    lines = [
        re.sub(r"^( +)(?=Const|Declare)", r"\1Private ", line)
        for line in block.splitlines()
        if line.lstrip().startswith("#") or any(name in line for name in _KEPT_NAMES)
    ]
    return "\n".join(lines) + "\n"


def _private(text: str, name: str) -> str:
    for found in _PROCEDURE.finditer(text):
        if found["name"] == name:
            start = found.start("kind") - found.start()
            return "Private " + found[0][start:]
    raise KeyError(name)
