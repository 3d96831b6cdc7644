"""The whole workbook: every sheet drawn, then filled."""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING, Final

from openpyxl import Workbook

from estate_xl.blueprint import appraisal, cover, looks, mail, people, reminders, score_forms, slip
from estate_xl.blueprint.data_sheets import draw_data_sheet, draw_settings, setting_default
from estate_xl.blueprint.names import add_list_names, add_marks, add_office_id
from estate_xl.blueprint.package import CREATOR, Filling, finish_package
from estate_xl.blueprint.result_sheets import draw_result_sheet
from estate_xl.blueprint.rows import check_records
from estate_xl.blueprint.standard_rows import default_records
from estate_xl.errors.exceptions import SchemaError
from estate_xl.files.temporary_files import scratch_folder
from estate_xl.schema import ESTATE_BOOK, SETTING_BY_KEY, SETTINGS, Label, Role
from estate_xl.schema.office_registers import with_targets
from estate_xl.schema.slips import LISTS_TITLE
from estate_xl.schema.statistics_sheets import LAYOUTS

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from openpyxl.worksheet.worksheet import Worksheet

    from estate_xl.schema import Language, Sheet

TEMPLATE_SHEETS: Final[Mapping[str, Callable[[Worksheet, Language], None]]] = {
    "AppraisalTemplate": appraisal.draw,
    "SlipTemplate": slip.draw,
    "ScoreFormTemplate": score_forms.draw_forms,
    "ScoreSlipTemplate": score_forms.draw_score_slip,
    "ReminderTemplate": reminders.draw,
    "MailTemplate": mail.draw,
}
_DOCUMENT_TITLE: Final = Label("片區管理工作簿", "Zone management workbook")


def make_book(
    language: Language,
    records: Mapping[str, Sequence[Mapping[str, object]]] | None = None,
    settings: Mapping[str, object] | None = None,
    *,
    office_id: str | None = None,
    duties: Collection[str] = (),
) -> bytes:
    """The workbook as a file, the same bytes for the same arguments.

    Args:
        language: Language of titles, headers, choices and prompts.
        records: By sheet key, the records of data sheets, values by column key: a choice in
            zh-Hant, a reference as its key. `InspectionStandards` and `AppraisalWeights` have
            default records, which given ones replace.
        settings: By key, what is on 參數 instead of a default.
        office_id: By which headquarters knows the office; copies of the workbook keep it.
        duties: Keys of registers of duties to draw, beside those with records: a new workbook has
            none.

    Raises:
        SchemaError: no such sheet, column or setting, or a value that no cell holds.
    """
    filled = {**default_records(language), **(records or {})}
    for key, rows in filled.items():
        check_records(_fillable(key), rows)
    given = settings or {}
    if unknown := given.keys() - SETTING_BY_KEY.keys():
        msg = f"no setting {', '.join(sorted(unknown))}"
        raise SchemaError(msg)
    defaults = {each.key: setting_default(each, language) for each in SETTINGS}
    values = {**defaults, **given, "language": language.value}

    used = with_targets([*duties, *filled])
    sheets = tuple(
        sheet for sheet in ESTATE_BOOK.sheets if sheet.role is not Role.DUTY or sheet.key in used
    )
    drawn = _drawn(language, office_id, sheets)
    filling = Filling(
        sheets={sheet.title.text(language): sheet for sheet in sheets},
        records=filled,
        settings=values,
        results={
            LISTS_TITLE.text(language): people.list_results(filled.get("Staff", ()), language)
        },
        charts=[
            [(chart.name, chart.title.text(language)) for chart in LAYOUTS[sheet.key].charts]
            for sheet in ESTATE_BOOK.sheets
            if sheet.key in LAYOUTS
        ],
    )
    font = (looks.FONT_NAME[language], looks.FONT_SIZE)
    return finish_package(drawn, filling, language, font)


@lru_cache(maxsize=8)
def _drawn(language: Language, office_id: str | None, sheets: tuple[Sheet, ...]) -> bytes:
    """The workbook before its rows and the values of its settings."""
    workbook = _new_workbook(language)
    for declared in sheets:
        sheet = workbook.create_sheet(declared.title.text(language))
        _draw(sheet, declared, language)
    people.add_lists(workbook, language)
    add_list_names(workbook, sheets, language)
    add_marks(workbook, sheets, language)
    if office_id is not None:
        add_office_id(workbook, office_id)
    saved = BytesIO()
    with scratch_folder():  # openpyxl writes each sheet to a file first
        workbook.save(saved)
    return saved.getvalue()


def _fillable(key: str) -> Sheet:
    try:
        declared = ESTATE_BOOK[key]
    except KeyError:
        msg = f"no sheet {key}"
        raise SchemaError(msg) from None
    if not declared.is_data or key == "Settings":
        msg = f"sheet {key} takes no records"
        raise SchemaError(msg)
    return declared


def _new_workbook(language: Language) -> Workbook:
    workbook = Workbook()
    for sheet in workbook.worksheets:
        workbook.remove(sheet)
    looks.add_styles(workbook, language)
    workbook.properties.title = _DOCUMENT_TITLE.text(language)
    workbook.properties.creator = CREATOR
    workbook.properties.language = language.value
    return workbook


def _draw(sheet: Worksheet, declared: Sheet, language: Language) -> None:
    match declared.role:
        case Role.COVER:
            cover.draw_cover(sheet, language)
        case Role.TEMPLATE:
            TEMPLATE_SHEETS[declared.key](sheet, language)
            sheet.sheet_properties.tabColor = looks.TAB_COLOUR[Role.TEMPLATE]
        case Role.RESULT:
            draw_result_sheet(sheet, declared, language)
        case Role.SETUP if declared.key == "Settings":
            draw_settings(sheet, declared, language)
        case Role.REGISTER | Role.DAILY | Role.DUTY | Role.SETUP:
            draw_data_sheet(sheet, declared, language)
