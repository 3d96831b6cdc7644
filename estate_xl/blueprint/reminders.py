"""The template of 催辦單: a page for everybody who owes something, to be handed out.

Right of what is printed stands the same as a text, to be copied into a messenger.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from estate_xl.blueprint import looks
from estate_xl.blueprint.form_canvas import FormCanvas, FormColumn
from estate_xl.schema import Label, Language
from estate_xl.schema.reminders import REMINDED, REMINDER_HEADING

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_WIDTHS: Final = (17, 14, 13, 16, 10, 32, 16, 20, 3, 40)
_ENGLISH_WIDTHS: Final = (17, 15, 19, 16, 12, 34, 22, 20, 3, 40)
_DUE: Final = "yyyy-mm-dd hh:mm"
_LINK_INK: Final = "0563C1"
_REMINDER: Final = Label("催辦單", "Reminder")
_COPY_IT: Final = Label(
    "複製這一格，發給本人（這一列不打印）", "Copy this cell and send it (not printed)"
)
_DONE: Final = Label("處理情況", "What was done")
_RECEIVED: Final = Label("簽收：", "Received:")


def draw(sheet: Worksheet, language: Language) -> None:
    """Draw the template on an empty sheet."""
    page = FormCanvas(sheet, language, REMINDER_HEADING, "H")
    page.set_widths(_ENGLISH_WIDTHS if language is Language.EN else _WIDTHS)
    page.title(1, f"{page.named('project')} {_REMINDER.text(language)}")
    page.put("J1", _COPY_IT, bold=True, ink=looks.INK, fill=looks.PLAIN_HEADER)
    page.put("J2", page.named("message"), wrap=False)
    headers = {field.key: field.header for field in REMINDER_HEADING}
    place = f"{page.named('department')} {page.named('post')}"
    facts = (
        (2, ("A", "B", "B"), "name", page.named("name")),
        (2, ("C", "D", "D"), "staff", page.named("staff")),
        (2, ("E", "F", "F"), "department", place),
        (3, ("A", "B", "B"), "overdue_count", page.named("overdue_count")),
        (3, ("C", "D", "D"), "coming_count", page.named("coming_count")),
        (3, ("E", "F", "F"), "as_of", page.named("as_of")),
    )
    for row, cells, key, content in facts:
        page.fact(row, cells, headers[key], content)
        page.set_height(row, 24)
    page.put("G2", page.named("office"), to="H2", align="right")
    page.put("G3", page.named("page"), to="H3", ink=looks.QUIET_INK, align="right")
    page.note(4, page.named("note"))
    record, target = (
        page.name(field.header) for field in REMINDED.fields if field.key in {"record", "target"}
    )
    link = f'=IF("{target}"="","{record}",HYPERLINK("#{target}","{record}"))'
    columns = (
        FormColumn("A", "A", "due", number_format=_DUE),
        FormColumn("B", "B", "state"),
        FormColumn("C", "C", "matter"),
        FormColumn("D", "D", "record", content=link, ink=_LINK_INK),
        FormColumn("E", "E", "zone"),
        FormColumn("F", "F", "subject", align="left"),
        FormColumn("G", "G", "rule"),
        FormColumn("H", "H", header=_DONE, content=""),
    )
    page.table(5, REMINDED, columns, height=24)
    page.set_height(7, 10)
    page.sign(8, _RECEIVED, "A", ("B", "C"))
    page.day("F8", "H8")
    page.set_up_page("A1:H8", landscape=True)
