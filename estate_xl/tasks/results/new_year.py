"""The result of 結轉新年度."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from estate_xl.language import Label, Phrase
from estate_xl.tasks.results.base import Result, listed

if TYPE_CHECKING:
    from estate_xl.language import Language

_MADE = Label(
    "「{target}」是 {year} 年的工作簿；「{before}」沒有改動，上年的記錄和考核仍在那裏。",
    "“{target}” is the workbook of {year}; “{before}” was not changed and has the year before.",
)
_CARRIED = Label("結轉：{shares}。", "Carried: {shares}.")
_SHARE = Label(
    "{sheet} {count} 行（留下 {gone} 行）", "{sheet} {count:row|rows} ({gone} left behind)"
)
_WHOLE = Label(
    "其他表（片區、員工、業主、參數、模板和您自己的表等）整張帶過來；結果表已清空。",
    "All other sheets (masters, settings, templates, your own) came along whole; result sheets are "
    "empty.",
)
_LEFT = Label("沒有帶過來的工作表：{sheets}。", "Sheets that stayed behind: {sheets}.")
_BESIDE = Label(
    "這些儲存格在表旁，隨整行一起留下，沒有帶過來：{cells}。",
    "These cells beside a table stayed behind with their rows: {cells}.",
)
_LOST = Label(
    "這些儲存格的公式和名稱引用了沒有帶過來的行或表，現在是 #REF!，請重寫：{cells}。",
    "The formulas of these cells, and these names, referred to rows or sheets that stayed behind "
    "and are #REF! now; please write them again: {cells}.",
)
_OPEN_MONTHS = Label(
    "這些月份還沒有審定或上報，請在「{before}」裏辦完：{months}。"
    "之後改了數字，請重新結轉，年度比較才一致。",
    "These months are neither approved nor reported; finish them in “{before}”: {months}. "
    "If their numbers change, begin the year once more, so that comparisons agree.",
)


class Share(NamedTuple):
    """How many records of a sheet went along, and how many stayed behind."""

    title: str
    carried: int
    gone: int


@dataclass(frozen=True, kw_only=True)
class NewYearResult(Result):
    """A year's workbook.

    Attributes:
        year: The year.
        before: Name of the workbook of the years before.
        shares: What went along, by sheet.
        left: Titles of sheets that stayed behind.
        beside: Cells beside tables that stayed behind with their rows.
        open_months: Months of the year before that are neither approved nor reported.
    """

    COVER: ClassVar[Label] = Label(
        "結轉自「{before}」（{year} 年）：{shares}。", "Carried from “{before}” ({year}): {shares}."
    )

    year: int
    before: str
    shares: list[Share]
    left: list[str]
    beside: list[str]
    open_months: list[str] = field(default_factory=list)

    def as_json(self) -> dict[str, object]:
        """Rows carried and left by sheet, and the findings."""
        rows = [
            {"sheet": each.title, "carried": each.carried, "left": each.gone}
            for each in self.shares
        ]
        return {"year": self.year, "sheets": rows, **super().as_json()}

    def lines(self, language: Language, target: str, *, in_excel: bool = False) -> list[str]:
        """What went along, what stayed behind, and what is to be done."""
        facts = {"target": target, "year": str(self.year), "before": self.before}
        lines = [
            _MADE.text(language).format_map(facts),
            _CARRIED.text(language).format(shares=self._shares(language)),
            _WHOLE.text(language),
        ]
        for words, cells in ((_LEFT, self.left), (_BESIDE, self.beside), (_LOST, self.lost)):
            if cells:
                shown = listed(cells, language)
                lines.append(words.text(language).format(sheets=shown, cells=shown))
        if self.open_months:
            months = listed(self.open_months, language)
            lines.append(_OPEN_MONTHS.text(language).format(before=self.before, months=months))
        return [*lines, *self.finding_lines(language, in_excel=in_excel)]

    def cover_line(self, language: Language) -> str:
        """The line on 首頁."""
        shares = self._shares(language)
        return self.COVER.text(language).format(before=self.before, year=self.year, shares=shares)

    def _shares(self, language: Language) -> str:
        shown = [
            Phrase(
                _SHARE,
                {
                    "sheet": each.title,
                    "count": each.carried,
                    "gone": each.gone,
                },
            ).text(language)
            for each in self.shares
            if each.carried + each.gone
        ]
        return listed(shown, language)
