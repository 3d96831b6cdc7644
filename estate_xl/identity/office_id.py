"""The id of an office: made with its workbook, kept by copies, so that headquarters tells offices.

It is a hidden defined name, whose text nobody has to type. Workbooks of earlier versions have none.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from estate_xl.identity.sheet_marks import workbook_name
from estate_xl.schema.marks import OFFICE_ID

if TYPE_CHECKING:
    import xlwings as xw

_TEXT: Final = re.compile(r'="([0-9a-f]{8,64})"')


def find_office_id(book: xw.Book) -> str | None:
    """The office's id, None where the workbook has none."""
    name = workbook_name(book, OFFICE_ID)
    match = None if name is None else _TEXT.fullmatch(name.refers_to or "")
    return match[1] if match else None
