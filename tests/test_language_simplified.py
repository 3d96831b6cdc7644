"""Simplified texts say what mainland offices say; English ones hold no Chinese but names."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import estate_xl
from estate_xl.files.versions import FOLDER
from estate_xl.language.simplified import MAINLAND_WORDS, simplify, simplify_characters
from estate_xl.schema import APPRAISAL_PREFIX, ESTATE_BOOK, Label, Language
from estate_xl.schema.headers import index_headers, match_headers
from estate_xl.schema.months import ARCHIVE_FOLDER
from estate_xl.schema.reminders import REMINDERS_TITLE
from estate_xl.schema.score_forms import FORMS_TITLE, SCORE_SLIPS_TITLE
from estate_xl.schema.terms import NO, YES

if TYPE_CHECKING:
    from collections.abc import Iterator

FOREIGN_TO_THE_MAINLAND = re.compile(
    "受保护的检视|检视|唯读|储存|巨集|设定|磁碟|硬碟|终端机|资料夹|栏位|选单|下拉清单|请存档|"
    "(?<!业主)(?<!更新)档案|(?<!存)(?<!户一)档(?!案)|副档名|签章|登入|登出|帐|"
    "存取|私隐|传送|介面|贴上|使用者|搜寻|活页簿|试算表|范本|套用|软体|硬体|网路|程式|伺服器|"
    "萤幕|荧幕|滑鼠|视窗|印表机|列印|预设|连结|字型|字元|支援|讯息|资讯|游标|剪贴簿|电邮|电子邮件|"
    "汇入|汇出|复原|拖曳|核取|方块|文字框|捷径|图示|功能表|右键选单|简讯|透过|回覆|覆述|"
    "全形|半形|缩排|阵列|物件|变数|函式|回圈|位元|[「」『』]"
)
"""Words of Taiwan or Hong Kong, and marks of theirs."""

HAN = re.compile("[\u3400-\u9fff]")
ENGLISH = re.compile("[A-Za-z]{2,} [A-Za-z]")
CHINESE = re.compile("[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]+")
NAMES_IN_ENGLISH = {
    FOLDER,
    ARCHIVE_FOLDER,
    "片區管理",
    FORMS_TITLE.hant,
    SCORE_SLIPS_TITLE.hant,
    REMINDERS_TITLE.hant,
    APPRAISAL_PREFIX.hant,
    *(sheet.title.hant for sheet in ESTATE_BOOK.sheets),
    *(column.header.hant for sheet in ESTATE_BOOK.sheets for column in sheet.columns),
} - {YES.hant, NO.hant}
"""The folders of copies, the tab, and what pages on the repository call sheets and columns."""


def sources() -> Iterator[Path]:
    """The package's modules."""
    return Path(estate_xl.__file__).parent.rglob("*.py")


def texts_of(tree: ast.AST) -> Iterator[str]:
    """The texts that stand in the code, docstrings apart."""
    alone = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in alone:
            yield node.value


def english_of(tree: ast.Module) -> Iterator[str]:
    """The English texts of the labels that a module writes out."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id="Label"), args=[_, english]):
                yield from texts_of(english)


def _is_english(text: str) -> bool:
    return ENGLISH.search(text) is not None and HAN.search(text) is None


@pytest.mark.slow
def test_no_text_of_ours_has_words_that_the_mainland_does_not_use() -> None:
    found = {
        f"{path.name}: {match[0]} in {text}"
        for path in sources()
        if path.name != "simplified.py"
        for text in texts_of(ast.parse(path.read_text(encoding="utf-8")))
        if HAN.search(text)
        if (match := FOREIGN_TO_THE_MAINLAND.search(simplify(text)))
    }
    assert found == set()


@pytest.mark.slow
def test_no_english_text_of_ours_has_chinese_in_it() -> None:
    found = {
        f"{path.name}: {text}"
        for path in sources()
        for tree in [ast.parse(path.read_text(encoding="utf-8"))]
        for text in (*english_of(tree), *filter(_is_english, texts_of(tree)))
        if not NAMES_IN_ENGLISH.issuperset(CHINESE.findall(text))
    }
    assert found == set()


@pytest.mark.parametrize("word", MAINLAND_WORDS.values())
def test_words_are_given_in_simplified_characters(word: str) -> None:
    assert simplify_characters(word) == word
    assert not FOREIGN_TO_THE_MAINLAND.search(word)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("「濱江花園」在「受保護的檢視」中", "“滨江花园”在“受保护的视图”中"),
        ("唯讀的檔案放進資料夾", "只读的文件放进文件夹"),
        ("每次修改後請存檔", "每次修改后请保存"),
        ("已存檔、存檔時間", "已存档、存档时间"),
        ("業主檔案", "业主档案"),
        ("合併儲存格的巨集設定在磁碟上", "合并单元格的宏设置在磁盘上"),
        ("選擇性貼上，終端機", "选择性粘贴，终端"),
        ("代客驗收欄", "代客验收栏"),
    ],
)
def test_mainland_wording(text: str, expected: str) -> None:
    assert simplify(text) == expected


def test_a_label_is_known_by_the_spelling_of_earlier_versions_too() -> None:
    assert Label("欄位", "Column").spellings() == ("欄位", "列", "Column", "栏位")
    assert Label("日期", "Date").spellings() == ("日期", "Date")


def test_headers_of_earlier_simplified_workbooks_are_ours() -> None:
    findings = ESTATE_BOOK["Findings"]
    former = [simplify_characters(column.header.hant) for column in findings.columns]
    assert "栏位" in former
    assert len(match_headers(index_headers(former), findings)) == len(findings.columns)


def test_titles_headers_and_choices_of_the_sheets_that_people_type_are_worded_as_before() -> None:
    labels = [sheet.title for sheet in ESTATE_BOOK.sheets]
    for sheet in ESTATE_BOOK.data_sheets():
        labels += [column.header for column in sheet.columns]
        labels += [choice for column in sheet.columns for choice in column.choices]
    assert all(each.text(Language.HANS) == simplify_characters(each.hant) for each in labels)
