"""Our own texts in simplified characters, worded as mainland offices word them.

The words of `MAINLAND_WORDS` come first, the longest that fits, then the characters by OpenCC
(Apache-2.0). OpenCC's own tables of phrases are not used: they know the words of programs alone,
where 存檔 saves a file and 程序 is a process; in an office's book 存檔 archives a slip.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from opencc import OpenCC

MAINLAND_WORDS: Final = {
    # Excel and files
    "儲存格": "单元格",
    "欄位": "列",
    "一欄": "一列",
    "兩欄": "两列",
    "各欄": "各列",
    "每欄": "每列",
    "的欄": "的列",
    "」欄": "”列",
    "」等欄": "”等列",
    "巨集政策": "宏策略",
    "巨集": "宏",
    "唯讀": "只读",
    "受保護的檢視": "受保护的视图",
    "請存檔": "请保存",
    "已存好": "已保存",
    "資料夾": "文件夹",
    "業主檔案": "业主档案",
    "更新檔案": "更新档案",
    "一戶一檔": "一户一档",
    "存檔": "存档",
    "檔案": "文件",
    "檔": "文件",
    "記錄檔": "日志文件",
    "文字檔": "文本文件",
    "副檔名": "扩展名",
    "文字框": "文本框",
    "「文字」格式": "“文本”格式",
    "字元": "字符",
    "下拉選單": "下拉列表",
    "下拉清單": "下拉列表",
    "選擇性貼上": "选择性粘贴",
    "列印": "打印",
    "匯出": "导出",
    "陣列公式": "数组公式",
    "連結": "链接",
    "全形": "全角",
    "縮排": "缩进",
    "視窗": "窗口",
    "表格設計": "表设计",
    "數位簽章": "数字签名",
    "簽章": "签名",
    # The computer
    "資訊": "信息",
    "版本歷程記錄": "版本历史记录",
    "記憶體": "内存",
    "設定": "设置",
    "磁碟取用權限": "磁盘访问权限",
    "磁碟": "磁盘",
    "存取": "访问",
    "終端機": "终端",
    "登入": "登录",
    "私隱": "隐私",
    "帳戶": "账户",
    "信任位置": "受信任位置",
    "加載項停用": "加载项被禁用",
    "改了資料": "改了数据",
    "資料可填": "数据可填",
    "已傳送郵件": "已发送邮件",
    # Words of the office
    "覆述": "复述",
    # Quotation marks
    "「": "“",
    "」": "”",
    "『": "‘",
    "』": "’",
}
"""Words of ours that the mainland does not use, or uses of other things, and what it says."""


@lru_cache(maxsize=4096)
def simplify(text: str) -> str:
    """The text as a mainland office writes it.

    >>> simplify("片區客戶服務"), simplify("「檔案」是唯讀的，請存檔"), simplify("已存檔")
    ('片区客户服务', '“文件”是只读的，请保存', '已存档')
    """
    words = _any_of(tuple(MAINLAND_WORDS))
    return simplify_characters(words.sub(lambda match: MAINLAND_WORDS[match[0]], text))


def reword(text: str) -> str:
    """The simplified text of an earlier version with the words of this one.

    >>> reword("「栏位」") == simplify("「欄位」")
    True
    """
    words = _former_words()
    return _any_of(tuple(words)).sub(lambda match: words[match[0]], text)


@lru_cache(maxsize=4096)
def simplify_characters(text: str) -> str:
    """The text with its words kept, as workbooks of earlier versions have it.

    >>> simplify_characters("欄位")
    '栏位'
    """
    return str(_converter().convert(text))


@cache
def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    """Any of the words, the longest that fits."""
    return re.compile("|".join(sorted(map(re.escape, words), key=len, reverse=True)))


@cache
def _former_words() -> dict[str, str]:
    return {simplify_characters(word): meant for word, meant in MAINLAND_WORDS.items()}


@cache
def _converter() -> OpenCC:
    from opencc import OpenCC  # noqa: PLC0415 - only a text in simplified characters needs it

    return OpenCC("t2s")
