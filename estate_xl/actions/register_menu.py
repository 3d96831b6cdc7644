"""The menu of the registers of duties: an item each, which brings its sheet to the front.

The sheet comes when its item is pressed first. Items follow from the declared registers.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from estate_xl.language import Label
from estate_xl.schema.office_registers import OFFICE_REGISTERS

if TYPE_CHECKING:
    from estate_xl.schema.model import Sheet

LABEL: Final = Label("登記", "Registers")
ICON: Final = "TableInsertExcel"
TIP: Final = Label("值班、客戶關係、收費、裝修等登記表", "Registers of the office's other duties")
ABOUT: Final = Label(
    "點一下就到那張表；還沒有的，第一次點時加上。不用的表不加，可以照 Excel 的辦法隱藏。",
    "Each leads to its sheet, which comes when it is pressed first. One that is not used may be "
    "hidden as any sheet.",
)
ITEM_TIP: Final = Label("到「{sheet}」", "Go to “{sheet}”")

_PREFIX: Final = "register"
_WORDS: Final = re.compile(r"(?=[A-Z])")


class Item(NamedTuple):
    """An item of the menu.

    Attributes:
        key: By which it is pressed.
        sheet: The sheet of its register.
    """

    key: str
    sheet: Sheet

    @property
    def macro(self) -> str:
        """Name of the VBA macro behind it: `EstateRegisterFees`."""
        return "Estate" + "".join(word.capitalize() for word in self.key.split("_"))


def _key(sheet: Sheet) -> str:
    """`register_fee_reminders` for the sheet `FeeReminders`."""
    return "_".join([_PREFIX, *_WORDS.split(sheet.key)[1:]]).lower()


ITEMS: Final = {
    item.key: item for item in (Item(_key(each.sheet), each.sheet) for each in OFFICE_REGISTERS)
}
"""By their keys, in the order of the tabs."""
