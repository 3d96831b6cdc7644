"""The result of 更新工作簿."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from estate_xl.language import Label
from estate_xl.tasks.results.base import Result, listed

if TYPE_CHECKING:
    from estate_xl.language import Language

_NOTHING = Label(
    "這本工作簿不缺什麼，沒有改動。", "This workbook lacks nothing; nothing was changed."
)
_SHEETS = Label("新增工作表：{names}。", "Sheets added: {names}.")
_COLUMNS = Label("新增欄位：{names}。", "Columns added: {names}.")
_KEYS = Label("「參數」新增：{names}，都是默認值。", "Settings added, with defaults: {names}.")
_MONTHS = Label(
    "郵件記錄裏已發送的月份記入月度記錄，狀態「已上報」：{names}。",
    "Months that the mail log shows as sent are on the month records, as reported: {names}.",
)
_TEMPLATES = Label(
    "這些模板您沒有改過，換成了這一版的：{names}。",
    "These templates were as an earlier version drew them and are this version's now: {names}.",
)
_KEPT_OUT = Label("沒有加上{name}：{reason}。", "Not added: {name}, as {reason}.")
_NEWS = Label(
    "「{sheet}」是您自己的模板，沒有改動；新模板還會顯示：{names}。要用，就把它們寫進模板。",
    "“{sheet}” is your own template and was not changed; the new one shows besides: {names}. "
    "Write them into yours to have them.",
)


@dataclass(frozen=True, kw_only=True)
class UpgradeResult(Result):
    """A workbook that has what this version has.

    Attributes:
        sheets: Titles of the sheets that were added.
        columns: Columns that were added, with their sheets.
        keys: Settings that were added.
        months: Months that were entered on 月度記錄.
        templates: Titles of templates that were replaced, as the office had not touched them.
        kept_out: What could not be added, and why.
        news: Names that new templates show and the office's do not, by title.
    """

    sheets: list[str]
    columns: list[str]
    keys: list[str]
    months: list[str]
    templates: list[str]
    kept_out: list[tuple[str, Label]]
    news: list[tuple[str, list[str]]]

    def as_json(self) -> dict[str, object]:
        """What was added, and the findings."""
        return {
            "sheets": self.sheets,
            "columns": self.columns,
            "settings": self.keys,
            "months": self.months,
            "templates": self.templates,
            **super().as_json(),
        }

    def lines(self, language: Language, target: str, *, in_excel: bool = False) -> list[str]:
        """What was added, what could not be, and what is new besides."""
        held = (
            (_SHEETS, self.sheets),
            (_COLUMNS, self.columns),
            (_KEYS, self.keys),
            (_MONTHS, self.months),
            (_TEMPLATES, self.templates),
        )
        lines = [
            words.text(language).format(names=listed(names, language))
            for words, names in held
            if names
        ]
        lines = [*self.written_lines(language, target), *lines] if lines else lines
        lines += [
            _KEPT_OUT.text(language).format(name=name, reason=reason.text(language))
            for name, reason in self.kept_out
        ]
        lines = lines or [_NOTHING.text(language)]
        lines += [
            _NEWS.text(language).format(sheet=sheet, names=listed(names, language))
            for sheet, names in self.news
        ]
        return [*lines, *self.finding_lines(language, in_excel=in_excel)]
