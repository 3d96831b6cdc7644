"""The index of all kinds of error; their words are in `estate_xl.error_texts`.

A code is stable; its words may change.
"""

from __future__ import annotations

from enum import Enum

from estate_xl.error_texts import files, printing, records, sheets, templates, workbooks


class ErrorCode(Enum):
    """Every kind of error that an `estate_xl.errors.EstateError` carries."""

    # Files
    NOT_FOUND = files.NOT_FOUND
    IN_USE = files.IN_USE
    NOT_ACCESSIBLE = files.NOT_ACCESSIBLE
    DISK_REFUSES = files.DISK_REFUSES
    NAME_TOO_LONG = files.NAME_TOO_LONG
    LINKS_IN_CIRCLE = files.LINKS_IN_CIRCLE
    FOLDER_FOR_FILE = files.FOLDER_FOR_FILE
    FILE_FOR_FOLDER = files.FILE_FOR_FOLDER
    NO_SCRATCH = files.NO_SCRATCH
    SCRATCH_REFUSED = files.SCRATCH_REFUSED
    FOLDER_BUSY = files.FOLDER_BUSY
    EXISTS = files.EXISTS
    MOVED_MEANWHILE = files.MOVED_MEANWHILE
    CHANGED_MEANWHILE = files.CHANGED_MEANWHILE
    IS_ADDRESS = files.IS_ADDRESS
    WRONG_SUFFIX = files.WRONG_SUFFIX
    NO_FOLDER = files.NO_FOLDER
    IS_FOLDER = files.IS_FOLDER
    NOT_REGULAR = files.NOT_REGULAR
    OPEN_ELSEWHERE = files.OPEN_ELSEWHERE
    READ_ONLY = files.READ_ONLY
    FOLDER_READ_ONLY = files.FOLDER_READ_ONLY
    FOLDER_NOT_MADE = files.FOLDER_NOT_MADE
    NOT_A_FOLDER = files.NOT_A_FOLDER
    SAME_FILE = files.SAME_FILE
    NOT_SAVED = files.NOT_SAVED

    # Workbooks
    FOLDER_FOR_WORKBOOK = workbooks.FOLDER_FOR_WORKBOOK
    NO_WORKBOOK_FILE = workbooks.NO_WORKBOOK_FILE
    IS_OLD_WORKBOOK = workbooks.IS_OLD_WORKBOOK
    HAS_PASSWORD = workbooks.HAS_PASSWORD
    IS_WORD = workbooks.IS_WORD
    IS_POWERPOINT = workbooks.IS_POWERPOINT
    IS_PDF = workbooks.IS_PDF
    IS_CSV = workbooks.IS_CSV
    IS_WEB_PAGE = workbooks.IS_WEB_PAGE
    BAD_TEXT = workbooks.BAD_TEXT
    SIGNED = workbooks.SIGNED
    NOT_PACKED_AGAIN = workbooks.NOT_PACKED_AGAIN

    # Printing
    NOT_PDF = printing.NOT_PDF
    PDF_NOT_WRITABLE = printing.PDF_NOT_WRITABLE
    NO_PRINTER = printing.NO_PRINTER
    PDF_NOT_MADE = printing.PDF_NOT_MADE
    EXCEL_NOT_STARTED = printing.EXCEL_NOT_STARTED
    NOT_WHOLE_PATH = printing.NOT_WHOLE_PATH
    NO_PROGRAM = printing.NO_PROGRAM

    # Sheets
    NOT_OURS = sheets.NOT_OURS
    IS_PACKAGE = sheets.IS_PACKAGE
    LACKS_SHEET = sheets.LACKS_SHEET
    LACKS_REGISTER = sheets.LACKS_REGISTER
    LACKS_HEADERS = sheets.LACKS_HEADERS
    HEADERS_UNKNOWN = sheets.HEADERS_UNKNOWN
    SHEETS_ALIKE = sheets.SHEETS_ALIKE
    NOT_MADE_BY_US = sheets.NOT_MADE_BY_US
    LISTS_NOT_OURS = sheets.LISTS_NOT_OURS
    ROW_TAKEN = sheets.ROW_TAKEN
    NOT_SET_UP = sheets.NOT_SET_UP

    # Records
    NO_TICKET = records.NO_TICKET
    NO_TICKETS_NAMED = records.NO_TICKETS_NAMED
    TICKET_CLOSED = records.TICKET_CLOSED
    FOLLOW_UP_TO_COME = records.FOLLOW_UP_TO_COME
    FOLLOW_UP_TOO_EARLY = records.FOLLOW_UP_TOO_EARLY
    NO_PERSON = records.NO_PERSON
    PEOPLE_ALIKE = records.PEOPLE_ALIKE
    NOTE_EMPTY = records.NOTE_EMPTY
    NOTE_TOO_LONG = records.NOTE_TOO_LONG
    TOO_MANY_SLIPS = records.TOO_MANY_SLIPS
    NUMBER_TWICE = records.NUMBER_TWICE
    NOTHING_TO_NUMBER = records.NOTHING_TO_NUMBER
    NUMBER_FORMAT = records.NUMBER_FORMAT
    FORMATS_CLASH = records.FORMATS_CLASH
    AT_SETTING = records.AT_SETTING
    QR_TOO_LONG = records.QR_TOO_LONG
    LOG_NOT_KEPT = records.LOG_NOT_KEPT

    # Templates
    NO_LISTS = templates.NO_LISTS
    UNKNOWN_NAME = templates.UNKNOWN_NAME
    UNLIKE_ANY_NAME = templates.UNLIKE_ANY_NAME
    SYNTAX = templates.SYNTAX
    ONLY_EXPRESSIONS = templates.ONLY_EXPRESSIONS
    NOT_COMPUTED = templates.NOT_COMPUTED
    NOT_ALLOWED = templates.NOT_ALLOWED
    TOO_COMPLEX = templates.TOO_COMPLEX
    NO_VALUE = templates.NO_VALUE
    FILLED_TOO_LONG = templates.FILLED_TOO_LONG
    UNKNOWN_LIST = templates.UNKNOWN_LIST
    TWO_LISTS = templates.TWO_LISTS
    MAIL_TEXT_EMPTY = templates.MAIL_TEXT_EMPTY
    REACHES_OUT = templates.REACHES_OUT
