"""The month's appraisal as one would script it with openpyxl alone: load, loop, fill, save.

    python benchmarks/plain_openpyxl.py BOOK OUT YYYY-MM

The same reading of R-8 on the same sheets and the same lines of evidence with their links, without
checks, department composites, formulas or safety; the measure beside which
`benchmarks/month_end.py` puts ours.
"""

from __future__ import annotations

import datetime as dt
import sys
from collections import defaultdict
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Any, cast

from openpyxl import load_workbook

if TYPE_CHECKING:
    from collections.abc import Iterator

    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

HEADER_ROW = 3
SHEETS = ["片區", "員工", "報事", "投訴", "表揚", "巡檢", "巡檢標準", "考核構成", "評分錄入"]
TRADES = {
    "客服": "客戶服務中心",
    "協管": "協管隊",
    "維修": "工程維修部",
    "保潔": "環境部",
    "綠化": "環境部",
}

Rows = list[dict[str, Any]]
Line = tuple[Any, ...]


def main(book_path: str, out_path: str, month: str) -> None:
    """Fill the month's sheet of the workbook."""
    book = load_workbook(book_path)
    data = {title: rows_of(cast("Worksheet", book[title])) for title in SHEETS}
    zones = score_zones(data, month)
    workers = score_workers(data, month)
    staff = score_staff(data, month, zones, workers)
    fill(book, month, zones, staff)
    prove(book, data, month, staff)
    book.save(out_path)


def rows_of(sheet: Worksheet) -> Rows:
    """Records of a data sheet, one dict a row."""
    headers = [str(cell.value) for cell in sheet[HEADER_ROW]]
    return [
        dict(zip(headers, cells, strict=True), row=number)
        for number, cells in enumerate(
            sheet.iter_rows(min_row=HEADER_ROW + 1, values_only=True), start=HEADER_ROW + 1
        )
        if any(cell is not None for cell in cells)
    ]


def cents(value: Decimal) -> Decimal:
    """To two decimals, half up."""
    return value.quantize(Decimal("0.01"), ROUND_HALF_UP)


def in_month(value: object, month: str) -> bool:
    """Whether a date lies in the month."""
    return isinstance(value, dt.date) and f"{value.year}-{value.month:02}" == month


def score_zones(data: dict[str, Rows], month: str) -> dict[str, Decimal]:
    """R-8.1, by zone code."""
    deductions = {row["編號"]: Decimal(str(row["扣分"])) for row in data["巡檢標準"]}
    scores: dict[tuple[str, str], list[Decimal]] = defaultdict(list)
    for row in data["巡檢"]:
        if row["巡檢類型"] != "主管周檢" or not in_month(row["日期"], month):
            continue
        score = row["得分"]
        if score is None:
            codes = (row["不合格項"] or "").split("、")
            score = 100 - sum(deductions.get(code, Decimal(0)) for code in codes)
        scores[row["片區"], row["專業"]].append(Decimal(str(score)))
    complaints: dict[str, int] = defaultdict(int)
    for row in data["投訴"]:
        if in_month(row["投訴時間"], month) and row["有效"] != "否":
            complaints[row["片區"]] += 1
    deeds: dict[str, int] = defaultdict(int)
    for row in data["表揚"]:
        if in_month(row["日期"], month) and row["已核實"] == "是":
            deeds[row["片區"]] += 1
    ranked = {}
    for row in data["片區"]:
        zone = row["片區編號"]
        means = [
            sum(scores[zone, trade], Decimal(0)) / len(scores[zone, trade])
            for trade in TRADES
            if scores[zone, trade]
        ]
        if means:
            inspection = cents(sum(means, Decimal(0)) / len(means))
            owner = max(Decimal(0), Decimal(100 - 5 * complaints[zone] + 2 * deeds[zone]))
            ranked[zone] = cents(Decimal("0.3") * inspection + Decimal("0.7") * owner)
    return dict(sorted(ranked.items(), key=lambda item: -item[1]))


def score_workers(data: dict[str, Rows], month: str) -> dict[str, int]:
    """R-8.3's deductions, by whoever stands in 服務人員."""
    taken: dict[str, int] = defaultdict(int)
    for row in data["報事"]:
        if in_month(row["回訪時間"], month) and row["回訪評價"] == "不滿意":
            taken[row["服務人員"]] += 1
        if in_month(row["返單時間"], month):
            taken[row["服務人員"]] += row["返工次數"] or (row["填單合格"] == "否")
    return taken


def score_staff(
    data: dict[str, Rows], month: str, zones: dict[str, Decimal], workers: dict[str, int]
) -> list[tuple[str, str, str, Decimal | None]]:
    """R-8.4's totals, department composites left out."""
    weights = {(row["部門"], row["崗位"]): row for row in data["考核構成"]}
    typed = {row["員工"]: row for row in data["評分錄入"] if row["月份"] == month}
    mean = sum(zones.values(), Decimal(0)) / len(zones) if zones else Decimal(0)
    people: list[tuple[str, str, str, Decimal | None]] = []
    for row in data["員工"]:
        share, own = weights.get((row["部門"], row["崗位"])), typed.get(row["工號"], {})
        if share is None:
            continue
        total = Decimal(0)
        for part in ("員工自檢", "片區小組自檢", "主管級", "客服主管綜合", "主任級"):
            weight = Decimal(str(share[part] or 0))
            score = own.get(part) or own.get(f"{part}評分") or mean
            if part == "片區小組自檢":
                score = 100 - workers.get(row["工號"], 0)
            total += weight * Decimal(str(score))
        people.append((row["部門"], row["工號"], row["姓名"], cents(total)))
    return people


def fill(
    book: Workbook,
    month: str,
    zones: dict[str, Decimal],
    staff: list[tuple[str, str, str, Decimal | None]],
) -> None:
    """Write both lists to a sheet of their own."""
    sheet = book.copy_worksheet(book["月度考核模板"])
    sheet.title = f"考核 {month}"
    row = sheet.max_row + 1
    for rank, (zone, score) in enumerate(zones.items(), start=1):
        sheet.append([rank, zone, float(score)])
    for department, number, name, total in staff:
        sheet.append([department, number, name, float(total or 0)])
    sheet.print_area = f"A1:D{row + len(zones) + len(staff)}"


def prove(
    book: Workbook,
    data: dict[str, Rows],
    month: str,
    staff: list[tuple[str, str, str, Decimal | None]],
) -> None:
    """List every inspection, deduction and person's total, each linked to its row."""
    sheet = cast("Worksheet", book["計分依據"])
    lines = [*zone_lines(data, month), *worker_lines(data, month)]
    for place, (_, person, name, total) in enumerate(staff, start=HEADER_ROW + 1):
        lines.append(("員工", person, "員工", None, name, float(total or 0), place))
    for number, (*cells, source_row) in enumerate(lines, start=HEADER_ROW + 1):
        for column, value in enumerate(cells, start=1):
            sheet.cell(number, column, value)
        source = cells[2]
        link = sheet.cell(number, 7, f"{source}!A{source_row}")
        link.hyperlink = f"#'{source}'!A{source_row}"
        link.style = "Hyperlink"


def zone_lines(data: dict[str, Rows], month: str) -> Iterator[Line]:
    """Inspections and complaints of the month."""
    for row in data["巡檢"]:
        if row["巡檢類型"] == "主管周檢" and in_month(row["日期"], month):
            text = f"{row['專業']} {row['不合格項'] or ''}"
            yield "片區", row["片區"], "巡檢", row["日期"], text, row["得分"], row["row"]
    for row in data["投訴"]:
        if in_month(row["投訴時間"], month) and row["有效"] != "否":
            yield "片區", row["片區"], "投訴", row["投訴時間"], row["投訴編號"], -5, row["row"]


def worker_lines(data: dict[str, Rows], month: str) -> Iterator[Line]:
    """What was taken off a worker."""
    for row in data["報事"]:
        for date, counts in (
            (row["回訪時間"], row["回訪評價"] == "不滿意"),
            (row["返單時間"], row["返工次數"] or row["填單合格"] == "否"),
        ):
            if counts and in_month(date, month):
                yield "員工", row["服務人員"], "報事", date, row["單號"], -1, row["row"]


if __name__ == "__main__":
    main(*sys.argv[1:])
