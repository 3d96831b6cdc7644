"""The sentences below 月度統計: lines as wide as the sheet, and the very cells of their numbers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from estate_xl.blueprint import make_book
from estate_xl.cells import text_width_chars
from estate_xl.compute.analysis import FIGURES, Cell, Sentence, ZoneCell
from estate_xl.compute.appraisal_numbers import Block, Standing
from estate_xl.console.cli import main
from estate_xl.language import Label, Language
from estate_xl.sample import make_sample
from estate_xl.schema.statistics_sheets import MONTH_LAYOUT
from estate_xl.write.analysis import NOTES, TITLE, Ranking, analysis_lines
from support.sheets import read_sheet

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet

WIDTH: Final = 40.0
STANDING: Final = Standing({}, [Block("zones", 6, 2, {"F": "score"}), Block("staff", 9, 1, {})])
RANKING: Final = Ranking.of("考核 2026-10", STANDING, ["A02", "A01"])


def lines_of(*sentences: Sentence, language: Language = Language.HANT) -> list[str]:
    found, around = (
        analysis_lines(each, lambda cell: f"B{cell.line}", RANKING, language, WIDTH)
        for each in (sentences, ())
    )
    tail = around[1 + NOTES :]
    assert found[: 1 + NOTES] == around[: 1 + NOTES]
    assert found[-len(tail) :] == tail
    return found[1 + NOTES : -len(tail)]


@pytest.mark.parametrize("language", Language)
def test_what_is_compared_is_named(language: Language) -> None:
    lines = analysis_lines((), lambda _: "", RANKING, language, WIDTH)
    told = re.sub(r"\s", "", "".join(lines[1 + NOTES :]))
    assert all(re.sub(r"\s", "", each.text(language)) in told for each in FIGURES.values())


def said(words: str) -> Label:
    return Label(words, words)


def test_a_sentence_says_where_its_numbers_stand() -> None:
    cells = (Cell("x", "4", 0), Cell("x", "5", 1))
    assert lines_of(Sentence(said("多了。"), {}, cells)) == ["1. 多了。（見 B4、B5）"]
    english = lines_of(Sentence(said("More."), {}, cells), language=Language.EN)
    assert english == ["1. More. (see B4, B5)"]


def test_numbers_of_zones_stand_on_the_sheet_that_was_filled() -> None:
    cells = (ZoneCell("A01", "score"), ZoneCell("A02", "score"), ZoneCell("A01", "owner"))
    assert lines_of(Sentence(said("好。"), {}, cells)) == ["1. 好。（見 「考核 2026-10」F7、F6）"]


def test_of_a_template_without_them_the_sheet_alone_is_named() -> None:
    sentence = Sentence(said("好。"), {}, (ZoneCell("A01", "owner"),))
    assert lines_of(sentence) == ["1. 好。（見 「考核 2026-10」）"]


def test_a_sentence_without_numbers_names_no_cell() -> None:
    assert lines_of(Sentence(said("沒有。"))) == ["1. 沒有。"]


@settings(deadline=None)
@given(st.text(alphabet="中文，。（）、 ab1“”\n", max_size=200))
def test_a_long_sentence_goes_on_on_the_next_line(words: str) -> None:
    """Nothing is lost but blanks, no line is wider than the sheet, no closing mark begins one."""
    lines = lines_of(Sentence(said(words)))
    joined = "".join(lines)
    assert re.sub(r"\s", "", joined) == re.sub(r"\s", "", f"1. {words}")
    for line in lines:
        longest = max(map(len, re.findall(r"\S+", line)), default=0)
        assert text_width_chars(line) <= max(WIDTH, 2 * longest + 4)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sample office after month-end."""
    sample = make_sample(1, 120)
    path = tmp_path_factory.mktemp("office") / "a.xlsx"
    path.write_bytes(make_book(Language.HANT, sample.records, sample.settings))
    main(["month-end", str(path), "--month", "2026-10", "--quiet"])
    return path


def analysis(sheet: Worksheet) -> list[str]:
    texts = [str(cell.value or "") for cell in sheet["A"]]
    return texts[texts.index(TITLE.hant) :]


@pytest.mark.slow
def test_the_cells_hold_the_numbers_that_are_said(filled: Path) -> None:
    sheet, appraisal = read_sheet(filled, "月度統計"), read_sheet(filled, "考核 2026-10")
    text = "".join(line.strip("　 ") for line in analysis(sheet)[1 + NOTES :])
    sentences = re.findall(r"\d\. .*?(?=\d\. |$)", text)
    assert len(sentences) == 6
    compared = 0
    for sentence in sentences:
        words, _, places = sentence.partition("（見 ")
        held = appraisal if "考核 2026-10" in places else sheet
        numbers = {float(each) for each in re.findall(r"\d+(?:\.\d+)?", words)}
        for place in re.findall(r"\b[A-Z]+\d+", places.replace("考核 2026-10", "")):
            value = held[place].value
            if not isinstance(value, int | float):
                continue
            compared += 1
            shown = {round(value, 2), round(100 * value, 1)}
            assert shown & numbers or "不滿意" in words, (sentence, place, value)
    assert compared


@pytest.mark.slow
def test_lines_are_no_wider_than_the_sheet_and_it_is_made_again_alike(filled: Path) -> None:
    before = analysis(read_sheet(filled, "月度統計"))
    assert all(text_width_chars(line) <= sum(MONTH_LAYOUT.widths) for line in before)
    main(["month-end", str(filled), "--month", "2026-10", "--quiet"])
    assert analysis(read_sheet(filled, "月度統計")) == before
