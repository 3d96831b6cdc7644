"""The result of 結轉新年度."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from estate_xl.language import Label, Phrase
from estate_xl.schema import ESTATE_BOOK
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
_CLOSED = Label(
    "「{sheet}」帶過去的有 {count} 行已經關閉：{why}。",
    "On “{sheet}” {count:row that is|rows that are} closed came along: {why}.",
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
    "這些儲存格（公式、下拉或條件格式）、圖表和名稱引用了沒有帶過來的行或表，"
    "現在是 #REF!，請重寫：{cells}。",
    "These cells (formulas, drop-downs or conditional formats), charts and names referred to rows "
    "or sheets that stayed behind and are #REF! now; please write them again: {cells}.",
)
_NOT_OVER = Label(
    "這些月份還沒有過完，記錄和考核請在「{before}」裏辦完：{months}。",
    "These months are not over; their records and appraisals belong in “{before}”: {months}.",
)
_NOT_COMPUTED = Label(
    "這些月份還沒有計算考核，請在「{before}」裏辦完：{months}。",
    "These months were never appraised; finish them in “{before}”: {months}.",
)
_NOT_APPROVED = Label(
    "這些月份計算了考核，還沒有審定或上報，請在「{before}」裏辦完：{months}。",
    "These months were appraised, but neither approved nor reported; finish them in “{before}”: "
    "{months}.",
)
_AGAIN = Label(
    "之後上年的數字改了，請重新結轉，年度比較才一致。",
    "If numbers of the year before change, begin the year once more, so that comparisons agree.",
)


class Share(NamedTuple):
    """How many records of a sheet went along, and how many stayed behind."""

    title: str
    carried: int
    gone: int


@dataclass(frozen=True)
class OpenMonths:
    """Months of the year before that are not closed.

    Attributes:
        not_over: Those that have not passed.
        not_computed: Those that have, without an appraisal.
        not_approved: Those whose appraisal is neither approved nor reported.
    """

    not_over: list[str] = field(default_factory=list)
    not_computed: list[str] = field(default_factory=list)
    not_approved: list[str] = field(default_factory=list)

    def sentences(self) -> list[tuple[Label, list[str]]]:
        """What is said of each kind that has months."""
        held = (
            (_NOT_OVER, self.not_over),
            (_NOT_COMPUTED, self.not_computed),
            (_NOT_APPROVED, self.not_approved),
        )
        return [(words, months) for words, months in held if months]


@dataclass(frozen=True, kw_only=True)
class NewYearResult(Result):
    """A year's workbook.

    Attributes:
        year: The year.
        before: Name of the workbook of the years before.
        shares: What went along, by sheet.
        left: Titles of sheets that stayed behind.
        beside: Cells beside tables that stayed behind with their rows.
        open_months: Months of the year before that are not closed.
        closed: How many closed records of a sheet, by its key, went along.
    """

    COVER: ClassVar[Label] = Label(
        "結轉自「{before}」（{year} 年）：{shares}。", "Carried from “{before}” ({year}): {shares}."
    )

    year: int
    before: str
    shares: list[Share]
    left: list[str]
    beside: list[str]
    open_months: OpenMonths = field(default_factory=OpenMonths)
    closed: dict[str, int] = field(default_factory=dict)

    def as_json(self) -> dict[str, object]:
        """Rows carried and left by sheet, months that are not closed, and the findings."""
        rows = [
            {"sheet": each.title, "carried": each.carried, "left": each.gone}
            for each in self.shares
        ]
        months = asdict(self.open_months)
        return {"year": self.year, "sheets": rows, "open_months": months, **super().as_json()}

    def lines(self, language: Language, target: str, *, in_excel: bool = False) -> list[str]:
        """What went along, what stayed behind, and what is to be done."""
        facts = {"target": target, "year": str(self.year), "before": self.before}
        lines = [
            _MADE.text(language).format_map(facts),
            _CARRIED.text(language).format(shares=self._shares(language)),
            *self._closed_lines(language),
            _WHOLE.text(language),
        ]
        for words, cells in ((_LEFT, self.left), (_BESIDE, self.beside), (_LOST, self.lost)):
            if cells:
                shown = listed(cells, language)
                lines.append(words.text(language).format(sheets=shown, cells=shown))
        unsettled = self.open_months.sentences()
        lines += [
            words.text(language).format(before=self.before, months=listed(months, language))
            for words, months in unsettled
        ]
        if unsettled:
            lines.append(_AGAIN.text(language))
        return [*lines, *self.finding_lines(language, in_excel=in_excel)]

    def _closed_lines(self, language: Language) -> list[str]:
        lines = []
        for key, count in self.closed.items():
            sheet = ESTATE_BOOK[key]
            why = sheet.carried.why_closed or sheet.title
            title = sheet.title.text(self.language)
            told = Phrase(_CLOSED, {"sheet": title, "count": count, "why": why})
            lines.append(told.text(language))
        return lines

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
