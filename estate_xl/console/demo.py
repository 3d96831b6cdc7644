"""A sample office on disk, with every command run on it."""

from __future__ import annotations

import datetime as dt
import os
from typing import TYPE_CHECKING

from estate_xl.blueprint import make_book
from estate_xl.compute import Month
from estate_xl.deliver.eml import SUFFIX, EmlFile
from estate_xl.errors.codes import ErrorCode
from estate_xl.errors.exceptions import WorkbookError
from estate_xl.errors.texts.refusals import refusal_of
from estate_xl.files.session import check_writable, open_file, replace_file
from estate_xl.language import Listing, Phrase
from estate_xl.sample import make_sample
from estate_xl.sample.open_matters import take_back_to_registration
from estate_xl.schema import APPRAISAL_PREFIX, Label
from estate_xl.tasks.month_end import month_end
from estate_xl.tasks.prepare import prepare
from estate_xl.tasks.reminders import reminders
from estate_xl.tasks.score_slips import score_slips
from estate_xl.tasks.send import send
from estate_xl.tasks.send_summary import SendResult
from estate_xl.tasks.statistics import statistics
from estate_xl.tasks.validate import validate
from estate_xl.tasks.work_orders import work_orders

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from estate_xl.files.session import OpenFile
    from estate_xl.language import Fact, Language
    from estate_xl.tasks.common import Report
    from estate_xl.tasks.results import MonthEndResult

    Record = dict[str, object]

NOW = dt.datetime(2026, 11, 2, 9, 0)  # noqa: DTZ001 - the sample's morning; same seed, same bytes
_BOOK_NAME = Label("濱江花園.xlsx", "Riverside Garden.xlsx")
_MAKING = Label("生成示範管理處", "Making the sample office")

_MADE = Label(
    "已生成示範工作簿（6 個片區、{staff} 人、{rooms} 戶、{tickets} 件報事，其中弄錯 {flaws} 處）：",
    "A sample office: 6 zones, {staff} people, {rooms} rooms, "
    "{tickets:ticket|tickets}, {flaws:mistake|mistakes}:",
)
_FINDINGS = Label(
    "校驗發現 {count} 個問題，寫在「{sheets}」，點單元格地址可跳到出錯處。",
    "The check has {count:finding|findings}, on “{sheets}”, with links to the cells.",
)
_SLIPS = Label(
    "{count} 件新報事已編號，報事單在「{sheet}」，一頁一件，一式三聯。",
    "{count:new ticket|new tickets} numbered; the slips are on “{sheet}”, in three copies each.",
)
_NEW_TICKETS = 3
_RANKING = Label(
    "{month} 考核已填好，第一名是 {zone}（{score} 分）。", "{month}: {zone} is first with {score}."
)
_SENT = Label(
    "給公司總部的文件是「{package}」，郵件草稿是「{draft}」（有 {count} 項攔截，示範時放行）。",
    "For headquarters: “{package}”; its mail as a draft: “{draft}” "
    "({count:guard|guards} overruled).",
)
_OPEN = Label("請打開：{path}", "Open: {path}")
_SHEETS = Label("看這幾張表：{sheets}", "Look at: {sheets}")


def run_demo(
    folder: Path, language: Language, tickets: int, seed: int, report: Report
) -> list[str]:
    """Make the sample office, run every command on it; say which files to open.

    Args:
        folder: Made where it is missing.
        language: Of the workbook and of what is said.
        tickets: How many, over three months.
        seed: Same seed, same bytes.
        report: Told about progress.

    Raises:
        WorkbookError: the folder or file cannot be written.
    """
    report(_MAKING)
    sample = make_sample(seed, tickets, language=language)
    exists = os.path.exists(folder)  # noqa: PTH110 - Path's own raises for a name that is too long
    if exists and not folder.is_dir():
        raise WorkbookError(ErrorCode.NOT_A_FOLDER, folder=str(folder))
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = refusal_of(error)
        raise WorkbookError(ErrorCode.FOLDER_NOT_MADE, folder=str(folder), reason=reason) from error
    path = folder / _BOOK_NAME.text(language)
    check_writable(path)
    records = {**sample.records, "Tickets": with_new_tickets(sample.records)}
    replace_file(path, make_book(language, records, sample.settings))
    with open_file(path) as opened:
        ordered = work_orders(opened.book, NOW, report)
        checked = validate(opened.book, NOW, report)
        owed = reminders(opened.book, NOW, report)
        month = Month.parse(sample.month)
        prepared = prepare(opened.book, month, NOW, report)
        appraised = month_end(opened.book, month, NOW, report)
        printed = score_slips(opened.book, month, NOW, report)
        summed = statistics(opened.book, int(sample.month[:4]), report)
        opened.save(
            results={**prepared.results, **appraised.results, **printed.results, **owed.results}
        )
        sent = _send(opened, Month.parse(sample.month), language, report)
    facts: dict[str, Fact] = {
        "staff": len(sample.records["Staff"]),
        "rooms": len(sample.records["Owners"]),
        "tickets": len(sample.records["Tickets"]),
        "flaws": len(sample.flaws),
    }
    lines = [Phrase(_MADE, facts).text(language)]
    lines += [f"  · {flaw}" for flaw in sample.flaws]
    facts = {"count": len(checked.findings), "sheets": Listing(checked.written)}
    lines.append(Phrase(_FINDINGS, facts).text(language))
    if ordered.slips:
        facts = {"count": len(ordered.slips), "sheet": ordered.written[-1]}
        lines.append(Phrase(_SLIPS, facts).text(language))
    lines += _first_zone(appraised, sample.month, language)
    lines.append(_OPEN.text(language).format(path=path))
    sheets = [
        *appraised.written,
        *summed.written,
        *checked.written,
        *owed.written,
        *ordered.written[-1:],
        *prepared.written[-1:],
        *printed.written,
    ]
    lines.append(Phrase(_SHEETS, {"sheets": Listing(sheets)}).text(language))
    return [*lines, *sent]


def _send(opened: OpenFile, month: Month, language: Language, report: Report) -> list[str]:
    """The month's package and the draft of its mail beside the book, its guards overruled."""
    path = opened.path
    draft = path.with_name(f"{APPRAISAL_PREFIX.text(language)} {month}{SUFFIX}")
    prepared, handed = send(
        opened.book, month, NOW, report, outbox=EmlFile(draft), keep=opened.save, force=True
    )
    if handed is None:
        return SendResult(prepared, handed).lines(language)
    package = prepared.letter.attachments[0]
    replace_file(path.with_name(package.safe_name), package.data)
    facts: dict[str, Fact] = {
        "package": package.safe_name,
        "draft": draft.name,
        "count": len(prepared.overruled),
    }
    return [Phrase(_SENT, facts).text(language)]


def with_new_tickets(records: Mapping[str, Sequence[Mapping[str, object]]]) -> list[Record]:
    """The tickets; the last ones that nothing refers to have just come in, without a number."""
    referring = [*records["FollowUps"], *records["Complaints"]]
    referred = {record.get("ticket") for record in referring}
    tickets = [dict(ticket) for ticket in records["Tickets"]]
    free = [t for t in tickets if t["ticket"] not in referred and "cancelled" not in t]
    for ticket in free[-_NEW_TICKETS:]:
        del ticket["ticket"]
        take_back_to_registration(ticket)
    return tickets


def _first_zone(result: MonthEndResult, month: str, language: Language) -> list[str]:
    if not result.appraisal.zones:
        return []
    first = result.appraisal.zones[0]
    if first.score is None:
        return []
    zone = f"{first.zone} {first.name}"
    words = _RANKING.text(language)
    return [words.format(month=month, zone=zone, score=f"{float(first.score):.2f}")]
