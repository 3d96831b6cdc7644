"""Formulas that reach outside of their workbook: into the network, other files, other programs.

Such a formula tells a stranger's server that a workbook was opened, hands Windows' credentials to
a file share, or lets a program answer. Formulas are read as Excel shows them and as files hold
them, with or without the `=`.
"""

from __future__ import annotations

import re
from typing import Final

_CALLS: Final = frozenset(
    """
    CALL COPILOT CUBEKPIMEMBER CUBEMEMBER CUBEMEMBERPROPERTY CUBERANKEDMEMBER CUBESET CUBESETCOUNT
    CUBEVALUE DDE DETECTLANGUAGE EXEC EXECUTE FIELDVALUE FILTERXML IMAGE IMPORTCSV IMPORTTEXT
    INITIATE POKE PY REGISTER REGISTER.ID REQUEST RTD SQL.REQUEST STOCKHISTORY TRANSLATE WEBSERVICE
    """.split()  # noqa: SIM905 - a list of words reads better so
)
"""Functions that ask the network, a service, a library or another program."""
_LINK: Final = "HYPERLINK"
_HARMLESS_LINK: Final = re.compile(r'\(\s*+"(?:#|https?://|mailto:)', re.IGNORECASE)
"""A place in the workbook, a page or an address: where else a link leads must not be computed."""
_FOREIGN_SIGNS: Final = frozenset("[]/\\")
"""No title of a sheet has them: what is quoted before a `!` is then a file."""
_MAY: Final = re.compile(
    r"[\[|/\\]|" + "|".join(re.escape(name) for name in (*sorted(_CALLS), _LINK)), re.IGNORECASE
)
_TOKEN: Final = re.compile(
    r"""
    "(?:[^"]++|"")*+"?                                             # a text
    | '(?P<quoted>(?:[^']++|'')*+)'?(?P<of>[!\#]?)                 # what a reference is of
    | (?P<file>\[[^\[\]"']*+\][\w.:]*+!)                            # [1]Sheet!, [1]!name
    | (?P<word>[^\W\d][\w.]*+)(?P<call>\s*+\()?                     # a function or a name
      (?:\[(?:[^\[\]']++|'.|\[(?:[^\[\]']++|'.)*+\])*+\])?          # of a table: its columns
    | (?P<dde>\|)                                                   # program|topic!item
    """,
    re.VERBOSE | re.DOTALL,
)
_PREFIX: Final = re.compile(
    r"(?:_xlfn\.|_xlws\.|_xludf\.|_xleta\.|com\.microsoft\.|org\.libreoffice\.|org\.openoffice\.)++",
    re.IGNORECASE,
)
"""Excel's of newer functions, and LibreOffice's of those of other programs."""


def what_reaches_out(formula: str) -> str | None:
    r"""The part of a formula that reaches outside of the workbook; None if nothing does.

    >>> what_reaches_out('=_xlfn.WEBSERVICE("http://a")&"[1]x!"')
    'WEBSERVICE'
    >>> what_reaches_out(r"='\\a\[b.xlsx]c'!A1"), what_reaches_out("=cmd|'/c x'!A0")
    ('\\\\a\\[b.xlsx]c', '|')
    >>> what_reaches_out('=HYPERLINK("#a!A1")'), what_reaches_out('=SUM(t[[#All],[a]])/2')
    (None, None)
    """
    if _MAY.search(formula) is None:
        return None
    for token in _TOKEN.finditer(formula):
        if token["dde"] or token["file"]:
            return token["dde"] or token["file"]
        if token["quoted"] and token["of"] and not _FOREIGN_SIGNS.isdisjoint(token["quoted"]):
            return token["quoted"]
        name = _PREFIX.sub("", token["word"] or "").upper()
        if name in _CALLS and (token["call"] or _is_passed(token, formula)):
            return name
        if token["call"] and name == _LINK:
            at = token.end("call") - 1
            if _HARMLESS_LINK.match(formula, at) is None:
                return name
    return None


def _is_passed(token: re.Match[str], formula: str) -> bool:
    """True if a word stands alone, as a function that MAP or another calls; no sheet, no table."""
    return token.end() == token.end("word") and not formula.startswith("!", token.end())


def names_in(formula: str) -> frozenset[str]:
    """Words of a formula that may be defined names, in lower case.

    >>> sorted(names_in('=SUM(rate*A1)&"no"'))
    ['a1', 'rate']
    """
    tokens = _TOKEN.finditer(formula)
    return frozenset(
        token["word"].casefold() for token in tokens if token["word"] and not token["call"]
    )
