"""Errors about a template sheet: its names, its expressions, and what it is filled with."""

from __future__ import annotations

from typing import Final

from estate_xl.language import Label

NO_LISTS: Final = Label(
    "{place} 的列表「{name}」不認識：這張模板沒有列表，請刪去這一段。",
    "{place}: the list “{name}” is unknown; this template has no lists, take the mark away.",
)
UNKNOWN_NAME: Final = Label(
    "{place} 的「{{{{ {name} }}}}」不認識，最接近的是「{nearest}」。",
    "{place}: “{{{{ {name} }}}}” is unknown; the nearest name is “{nearest}”.",
)
UNLIKE_ANY_NAME: Final = Label(
    "{place} 的「{{{{ {name} }}}}」不認識，請對照空白工作簿（estate-xl new）裏這張模板的名稱。",
    "{place}: “{{{{ {name} }}}}” is unknown; see the names on this sheet of an empty workbook.",
)
SYNTAX: Final = Label(
    "{place} 的表達式寫法有誤（{detail}），請對照「{{{{ 名稱 }}}}」的寫法改正。",
    "{place}: the expression is not well formed ({detail}); write it as “{{{{ name }}}}”.",
)
ONLY_EXPRESSIONS: Final = Label(
    "{place} 只能用「{{{{ 名稱 }}}}」；「{{% for 列表 %}}」只能放在單元格開頭，也不用 endfor。",
    "{place}: only “{{{{ name }}}}” may stand here; “{{% for list %}}” begins a cell, no endfor.",
)
NOT_COMPUTED: Final = Label(
    "{place} 的表達式「{text}」算不出來：{detail}。",
    "{place}: the expression “{text}” cannot be computed: {detail}.",
)
NOT_ALLOWED: Final = Label(
    "{place} 的表達式「{text}」用了不允許的寫法：只能用名稱、數的運算和過濾器。",
    "{place}: the expression “{text}” may use names, arithmetic of numbers and filters only.",
)
TOO_COMPLEX: Final = Label(
    "{place} 的表達式「{text}」太長或太深，請拆成幾個單元格。",
    "{place}: the expression “{text}” is too long or too deep; split it over several cells.",
)
NO_VALUE: Final = Label(
    "{place} 的「{{{{ {name} }}}}」這次沒有資料可填。",
    "{place}: there is nothing to put in for “{{{{ {name} }}}}” this time.",
)
FILLED_TOO_LONG: Final = Label(
    "{place} 填入後超過 Excel 單元格的 {limit} 個字符，請縮短要填入的文字。",
    "{place}: the filled text is longer than Excel's {limit} characters; shorten it.",
)
UNKNOWN_LIST: Final = Label(
    "{place} 的列表「{name}」不認識，可用的列表：{known}。",
    "{place}: the list “{name}” is unknown; the lists are “{known}”.",
)
TWO_LISTS: Final = Label(
    "{place}：一行只能重複一個列表，這一行還標了「{other}」。",
    "{place}: a row repeats for one list, and this one is also marked “{other}”.",
)
MAIL_TEXT_EMPTY: Final = Label(
    "{place} 是空的，請填寫郵件的{what}。", "{place} is empty: write the mail's {what} there."
)
REACHES_OUT: Final = Label(
    "{place} 的公式用了「{what}」，會連到工作簿以外（網絡、別的檔案或程序），模板裏不能用；"
    "請改成文字、本工作簿的儲存格，或只連到「#工作表!儲存格」、網頁、郵箱的 HYPERLINK。",
    "{place}: its formula uses “{what}”, which reaches outside of the workbook (the network, "
    "another file or program) and may not stand in a template; write a text, cells of this "
    "workbook, or a HYPERLINK to “#sheet!cell”, a page or an address.",
)
