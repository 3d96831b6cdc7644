"""Sentences for problems of the file engine with a file: not opened, not understood, not saved.

A name is that of the `EngineProblem` it words.
"""

from __future__ import annotations

from typing import Final

from estate_xl.errors.texts.engine_parts import BACKUP_OR_REPAIR, REPAIR, UNPROTECT, joined
from estate_xl.language import Label

_UNWRITTEN: Final = Label(
    "沒有寫入，原檔案沒有改動；請在 Excel 中打開工作簿並另存一次，再試。",
    "nothing was written and the file is as it was; open the workbook in Excel, save it as another "
    "file and try again.",
)
BOOK_REMEDY: Final = Label(
    "請用備份，或刪去不用的工作表", "use a backup, or delete sheets that are not used"
)
PACKAGE_REMEDY: Final = Label(
    "管理處請減少模板裏的圖片，或不附計分依據（參數 hq_attach_evidence），收到的請向管理處查問",
    "the office uses fewer pictures in its template, or leaves the scoring evidence out "
    "(setting hq_attach_evidence); whoever got it asks the office",
)
NOT_OFFERED: Final = Label(
    "檔案引擎不支持 {call}：請在 Excel 中打開工作簿後再用此功能。",
    "The file engine does not offer {call}: open the workbook in Excel and do it there.",
)
TOO_LARGE: Final = Label(
    "「{name}」有 {megabytes} MB，超過 {limit} MB，為免佔滿記憶體沒有打開，{remedy}。",
    "“{name}” has {megabytes} MB, more than {limit} MB, and was not opened lest it fill the "
    "memory; {remedy}.",
)
TOO_MANY_PARTS: Final = Label(
    "「{name}」含有 {parts} 個部分，多得不像工作簿，為免電腦停住沒有打開，請用備份。",
    "“{name}” has {parts:part|parts}, more than any workbook, and was not opened lest the "
    "computer stand still; use a backup.",
)
TOO_LARGE_UNPACKED: Final = Label(
    "「{name}」解開後大得不像工作簿，為免佔滿記憶體沒有打開，{remedy}。",
    "“{name}” unpacks to more than any workbook and was not opened lest it fill the memory; "
    "{remedy}.",
)
TOO_MANY_TAGS: Final = Label(
    "「{name}」的內容多得不像上報文件，為免電腦停住沒有打開，{remedy}。",
    "“{name}” holds more than any package and was not opened lest the computer stand still; "
    "{remedy}.",
)
TORN: Final = Label(
    "「{name}」不完整或已損壞，可能沒有複製完，請重新複製一份，或用備份（.bak）。",
    "“{name}” is incomplete or damaged, perhaps copied in part; copy it again, or use the "
    "backup (.bak).",
)
NOT_A_WORKBOOK: Final = Label(
    "「{name}」不是 Excel 工作簿，請確認選對了檔案。",
    "“{name}” is no Excel workbook; check that it is the right file.",
)
BINARY_WORKBOOK: Final = Label(
    "「{name}」是二進制的 .xlsb 檔案，請在 Excel 中另存為 .xlsx 後再試。",
    "“{name}” is a binary .xlsb file; save it as .xlsx in Excel and try again.",
)
WORD_DOCUMENT: Final = Label(
    "「{name}」是 Word 文件，請選工作簿檔案。",
    "“{name}” is a Word document; choose a workbook.",
)
PRESENTATION: Final = Label(
    "「{name}」是 PowerPoint 簡報，請選工作簿檔案。",
    "“{name}” is a PowerPoint presentation; choose a workbook.",
)
OPEN_DOCUMENT: Final = Label(
    "「{name}」是 OpenDocument 檔案（.ods），請另存為 .xlsx 後再試。",
    "“{name}” is an OpenDocument file (.ods); save it as .xlsx and try again.",
)
NUMBERS_FILE: Final = Label(
    "「{name}」是 Numbers 檔案，請匯出為 .xlsx 後再試。",
    "“{name}” is a Numbers file; export it as .xlsx and try again.",
)
ARCHIVE: Final = Label(
    "「{name}」是壓縮檔，請先解壓縮，再選裏面的工作簿。",
    "“{name}” is an archive; unpack it and choose the workbook in it.",
)
PART_TWICE: Final = joined(
    Label("「{name}」已損壞（{part} 有兩份），", "“{name}” is damaged ({part} twice); "),
    BACKUP_OR_REPAIR,
)
PARTS_OVERLAP: Final = Label(
    "「{name}」已損壞（{part} 與別的部分重疊），請用備份。",
    "“{name}” is damaged ({part} lies over another part); use a backup.",
)
PART_UNREADABLE: Final = joined(
    Label(
        "「{name}」已損壞（{part} 讀不出來），",
        "“{name}” is damaged ({part} cannot be read); ",
    ),
    BACKUP_OR_REPAIR,
)
PART_MALFORMED: Final = joined(
    Label(
        "「{name}」已損壞（{part} 不合 XML 規則），",
        "“{name}” is damaged ({part} breaks the rules of XML); ",
    ),
    BACKUP_OR_REPAIR,
)
MALFORMED: Final = joined(
    Label("「{name}」的內容不合規則，", "“{name}” breaks the rules of workbooks; "), REPAIR
)
NO_SHEETS: Final = Label(
    "「{name}」不是片區管理工作簿（沒有工作表），沒有改動；"
    "請選對檔案，或用 estate-xl new 新建一個工作簿。",
    "“{name}” is no workbook of ours (it has no worksheet) and was not changed; choose the "
    "right file, or make a new one with estate-xl new.",
)
SAME_TITLE: Final = joined(
    Label(
        "「{name}」已損壞（工作表「{first}」和「{second}」名稱相同），",
        "“{name}” is damaged (the sheets “{first}” and “{second}” have one name); ",
    ),
    REPAIR,
)
SAME_PART: Final = joined(
    Label(
        "「{name}」已損壞（工作表「{first}」和「{second}」內容相同），",
        "“{name}” is damaged (the sheets “{first}” and “{second}” are one and the same); ",
    ),
    REPAIR,
)
PART_MISSING: Final = joined(
    Label("「{name}」已損壞（缺少 {part}），", "“{name}” is damaged ({part} is missing); "),
    REPAIR,
)
UNREADABLE_BOOK: Final = joined(
    Label(
        "工作簿有讀不懂的內容（{kind}：{detail}），",
        "The workbook holds what cannot be understood ({kind}: {detail}); ",
    ),
    REPAIR,
)
NO_SUCH_SHEET: Final = Label(
    "「{name}」沒有工作表「{sheet}」。", "“{name}” has no sheet “{sheet}”."
)
NO_SUCH_NAME: Final = Label(
    "「{name}」沒有名稱「{defined}」。", "“{name}” has no name “{defined}”."
)
STRUCTURE_PROTECTED: Final = joined(
    Label(
        "「{name}」的工作簿結構受保護，不能增刪、移動或改名工作表；",
        "The structure of “{name}” is protected: no sheet can be added, deleted, moved or "
        "renamed; ",
    ),
    UNPROTECT,
)
OTHER_SUFFIX: Final = Label(
    "「{name}」只能存成 {suffix} 檔。", "“{name}” can be saved as {suffix} only."
)
NOT_SAVED: Final = Label(
    "「{name}」沒有存好：{reason}，請清出空間或換一個地方再存。",
    "“{name}” was not saved: {reason}; make room, or save it elsewhere.",
)
NOT_COPIED: Final = Label(
    "「{name}」複製不了：{reason}。", "“{name}” could not be copied: {reason}."
)
WRITTEN_MALFORMED: Final = joined(
    Label(
        "寫出的「{name}」不完整（{part} 不合 XML 規則），",
        "“{name}” would not be whole ({part} breaks the rules of XML): ",
    ),
    _UNWRITTEN,
)
WRITTEN_UNRELATED: Final = joined(
    Label(
        "寫出的「{name}」不完整（{part} 引用的部分不存在），",
        "“{name}” would not be whole ({part} refers to a part that is not there): ",
    ),
    _UNWRITTEN,
)
WRITTEN_MISSING: Final = joined(
    Label(
        "寫出的「{name}」不完整（{part} 所指的 {target} 不存在），",
        "“{name}” would not be whole ({part} leads to {target}, which is not there): ",
    ),
    _UNWRITTEN,
)
