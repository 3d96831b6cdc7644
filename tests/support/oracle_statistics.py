"""Statistics counted once more, record by record, in plain Python.

It shares no code with the product: the official working days are asked of `chinese_calendar`, all
else is loops over records as typed. A midnight is a date typed without a time: some time on that
day. A number is `(value, part, whole)`, exact; a value of nothing
is None. Lines are called as the product calls them, in zh-Hant.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import Any

import chinese_calendar

Row = dict[str, Any]
Records = dict[str, list[Row]]
Number = tuple[Fraction | None, int, int]
Figures = dict[str, dict[str, Number]]

ALL, EMPTY = "合計", "（未填）"
LEVELS = ("主管級", "主任級", "公司總部")
WEEKLY = ("片區周檢", "主管周檢")
DEPARTMENTS = ("客戶服務中心", "協管隊", "工程維修部", "環境部")


def count(records: Records, settings: Row, first: date, last: date) -> Figures:
    """Every figure of the days from `first` to `last`, both inclusive; the days of whole months."""
    return _Count(records, settings, first, last).figures()


def has_records(records: Records, first: date, last: date) -> bool:
    """Whether the workbook's records have begun by then and not ended before."""
    begun, known = beginnings(records), moments(records)
    return bool(begun) and min(begun) <= last and max(known) >= first


def beginnings(records: Records) -> list[date]:
    """Days of what begins a record."""
    return [
        day(row[key])
        for name, key in (
            ("Tickets", "registered"),
            ("Complaints", "received"),
            ("Inspections", "date"),
            ("Commendations", "date"),
        )
        for row in records.get(name, [])
        if row.get(key)
    ]


def moments(records: Records) -> list[date]:
    """Days of all that the figures look at."""
    steps = ("dispatched", "arrived", "completed", "returned", "visited", "archived")
    ends = ("settled", "visited", "filed")
    more = [
        day(row[key])
        for name, keys in (
            ("Tickets", steps),
            ("Complaints", ends),
            ("FollowUps", ("at",)),
            ("SlipReturns", ("at", "again")),
        )
        for row in records.get(name, [])
        for key in keys
        if row.get(key)
    ]
    return beginnings(records) + more


def day(moment: date | datetime) -> date:
    """Its day."""
    return moment.date() if isinstance(moment, datetime) else moment


def has_clock(moment: datetime) -> bool:
    """Whether a time was typed with the date."""
    return (moment.hour, moment.minute) != (0, 0)


def at_latest(moment: datetime) -> datetime:
    """Its day's end, where no time was typed."""
    return moment if has_clock(moment) else moment + timedelta(hours=23, minutes=59, seconds=59)


def is_same_day(one: datetime, other: datetime) -> bool:
    """Whether they are of one day and one of them has no time, so that none comes first."""
    return day(one) == day(other) and not (has_clock(one) and has_clock(other))


def is_sooner(one: datetime | None, other: datetime | None) -> bool:
    """Whether the one is surely before the other, as far as times of day are known."""
    return one is not None and other is not None and at_latest(one) < other


def in_order(*times: datetime | None) -> list[datetime]:
    """A key that sorts by times, unknown ones last."""
    return [time or datetime.max for time in times]  # noqa: DTZ901 - no zones here


class _Count:
    def __init__(self, records: Records, settings: Row, first: date, last: date) -> None:
        self.records = {key: list(rows) for key, rows in records.items()}
        self.settings, self.first, self.last = settings, first, last
        known = moments(records)
        self.until = max(known) if known else last
        self.kept = [row for row in self.rows("Tickets") if not row.get("cancelled")]

    def rows(self, name: str) -> list[Row]:
        return self.records.get(name, [])

    def now(self, moment: date | datetime | None) -> bool:
        return moment is not None and self.first <= day(moment) <= self.last

    def figures(self) -> Figures:
        registered = [row for row in self.rows("Tickets") if self.now(row.get("registered"))]
        found: Figures = {}
        for key in ("zone", "department", "kind", "channel"):
            found[f"tickets_{key}"] = tally(registered, key)
        found["states"] = tally(
            [
                {"state": self.state(row)}
                for row in self.rows("Tickets")
                if row.get("registered") and day(row["registered"]) <= self.last
            ],
            "state",
        )
        kept = self.visits() + self.calls()
        found["on_time"] = shares(kept, "matter", total=False)
        zones = [each for each in self.owed() if each["kind"] != "主管周檢"]
        found["late"] = tally([each for each in kept + zones if not each["good"]], "owes")
        done = [
            (row.get("kind") or EMPTY, minutes(row["registered"], row["completed"]))
            for row in self.kept
            if self.now(row.get("completed"))
            and row.get("registered")
            and has_clock(row["registered"])
            and has_clock(row["completed"])
        ]
        found["completion"] = percentiles([each for each in done if each[1] >= 0], 60)
        self.satisfaction(found)
        self.slips(found)
        self.complaints(found)
        deeds = [
            {**row, "department": row.get("department") or self.department_of(row.get("staff"))}
            for row in self.rows("Commendations")
            if row["verified"] == "是" and self.now(row["date"])
        ]
        found["deeds_zone"], found["deeds_department"] = (
            tally(deeds, "zone"),
            tally(deeds, "department"),
        )
        inspected = [row for row in self.rows("Inspections") if self.now(row["date"])]
        found["inspections"] = tally(inspected, "kind")
        owed = self.owed()
        found["coverage"], found["coverage_zone"] = shares(owed, "kind"), shares(owed, "zone")
        return found

    def state(self, row: Row) -> str:
        if row.get("cancelled"):
            return "已取消"
        rows = [each for each in self.returns(row) if each["at"] and day(each["at"]) <= self.last]
        agains = [each["again"] for each in rows]
        agains = [again if again and day(again) <= self.last else None for again in agains]
        if None in agains:
            return "返工"
        back = max(agains, default=None)
        state = "已登記"
        for key, word in (
            ("dispatched", "已派工"),
            ("arrived", "處理中"),
            ("completed", "已完工"),
            ("returned", "已返單"),
            ("visited", "已回訪"),
            ("archived", "已存檔"),
        ):
            if key == "visited" and not row.get("visit_rating"):
                continue
            if key in {"visited", "archived"} and is_sooner(row.get(key), back):
                continue
            if row.get(key) and day(row[key]) <= self.last:
                state = word
        if self.returns(row):
            return state
        return "返工" if state == "已返單" and row.get("slip_ok") == "否" else state

    def returns(self, row: Row) -> list[Row]:
        """Rows of 退單記錄 of a ticket."""
        return [
            each
            for each in self.rows("SlipReturns")
            if row.get("ticket") and each["ticket"] == row["ticket"]
        ]

    def visits(self) -> list[Row]:
        found = []
        for row in self.kept:
            if not row.get("returned"):
                continue
            rows = sorted(self.returns(row), key=lambda each: in_order(each["at"], each["again"]))
            waits = row.get("joint_check") == "不合格"
            waits = waits or (row.get("slip_ok") == "否" and not rows)
            visit = row.get("visited") if row.get("visit_rating") else None
            starts = [row["returned"], *(each["again"] for each in rows)]
            stops = [*(each["at"] for each in rows), None]
            for place, (start, stop) in enumerate(zip(starts, stops, strict=True)):
                if start is None:
                    continue
                due = self.after(day(start), self.settings["return_visit_working_days"])
                is_later = is_sooner(stop, visit)
                made = None if is_later or (place and is_sooner(visit, start)) else visit
                went_out = stop is not None and day(stop) <= due
                if made is None and (waits or is_later or went_out):
                    continue
                if self.now(due) and due <= self.until:
                    good = made is not None and day(made) <= due
                    found.append({"matter": "回訪", "good": good, "owes": owing(row)})
        return found

    def after(self, start: date, working_days: int) -> date:
        while working_days:
            start += timedelta(days=1)
            working_days -= self.is_working(start)
        return start

    def is_working(self, one: date) -> bool:
        for line in reversed(self.rows("Calendar")):
            if day(line["date"]) == one:
                return bool(line["kind"] == "班")
        return bool(chinese_calendar.is_workday(one))

    def calls(self) -> list[Row]:
        days = {
            "工程類": self.settings["follow_up_days_engineering"],
            "物管類": self.settings["follow_up_days_property"],
        }
        found = []
        for row in self.kept:
            start = row.get("dispatched") or row.get("registered")
            if start is None or row.get("kind") not in days:
                continue
            stop = next(
                (
                    row[key]
                    for key in ("completed", "returned", "visited", "archived")
                    if row.get(key)
                ),
                None,
            )
            calls = sorted(
                {
                    at_latest(call["at"])
                    for call in self.rows("FollowUps")
                    if call["ticket"] == row.get("ticket")
                    and (call["at"] > start or is_same_day(call["at"], start))
                    and (stop is None or call["at"] <= stop or is_same_day(call["at"], stop))
                }
            )
            for begin, following in zip([start, *calls], [*calls, None], strict=True):
                due = day(begin) + timedelta(days=days[row["kind"]])
                if following is None and stop is not None and day(stop) <= due:
                    continue
                if self.now(due) and due <= self.until:
                    good = following is not None and day(following) <= due
                    found.append({"matter": "跟進", "good": good, "owes": owing(row)})
        return found

    def satisfaction(self, found: Figures) -> None:
        visits, slips = (
            [
                {**row, "good": row[rating] != "不滿意", "source": source}
                for row in self.kept
                if row.get(rating) and self.now(row.get(when))
            ]
            for rating, when, source in (
                ("visit_rating", "visited", "回訪評價"),
                ("rating", "returned", "客戶評價"),
            )
        )
        found["satisfaction"] = shares(visits + slips, "source", total=False)
        for key in ("zone", "department", "worker"):
            found[f"visit_{key}"] = shares(visits, key)
        for key in ("zone", "department"):
            found[f"slip_{key}"] = shares(slips, key)

    def slips(self, found: Figures) -> None:
        returned, sent_back = [], []
        for row in self.kept:
            if self.now(row.get("returned")):
                returned.append(row)
            rows = self.returns(row)
            sent_back += [{**row, "times": 1} for each in rows if self.now(each["at"])]
            times = row.get("rework")
            times = (row.get("slip_ok") == "否") if times is None else times
            if times and not rows and self.now(row.get("returned")):
                sent_back.append({**row, "times": int(times)})
        table: dict[str, Number] = {}
        came, went = grouped(returned, "department"), grouped(sent_back, "department")
        for line in (*came, *went):
            held = went.get(line, [])
            total = sum(row["times"] for row in held)
            table[line] = (Fraction(total), len(held), len(came.get(line, [])))
        found["sent_back_department"] = table
        found["sent_back_worker"] = {
            line: (Fraction(sum(row["times"] for row in held)), 0, 0)
            for line, held in grouped(sent_back, "worker").items()
        }

    def complaints(self, found: Figures) -> None:
        every = self.rows("Complaints")
        received = [row for row in every if self.now(row.get("received"))]
        words = [
            {"founded": "查明不屬實" if row.get("valid") == "否" else "計入的投訴"}
            for row in received
        ]
        found["complaints"] = tally(words, "founded", total=False)
        founded = [row for row in received if row.get("valid") != "否"]
        for key in ("zone", "department", "category"):
            found[f"complaints_{key}"] = tally(founded, key)
        closed, still = [], []
        spans = []
        for row in every:
            if row.get("valid") == "否":
                continue
            over = row.get("filed") or (
                row.get("visited") if row.get("visit_rating") == "滿意" else None
            )
            if over is not None and self.now(over):
                closed.append({"level": self.level(row)})
                end = row.get("settled") or over
                if has_clock(row["received"]) and has_clock(end):
                    spans.append((ALL, minutes(row["received"], end)))
            if day(row["received"]) <= self.last and (over is None or day(over) > self.last):
                still.append({"level": self.level_then(row)})
        found["closed_level"], found["open_level"] = tally(closed, "level"), tally(still, "level")
        found["settling"] = percentiles([each for each in spans if each[1] >= 0], 24 * 60)

    def level(self, row: Row) -> str:
        if row.get("level"):
            return str(row["level"])
        kept = [LEVELS.index(each["level"]) + 1 for each in self.rounds(row)]
        return LEVELS[min(max(kept, default=0), 2)]

    def level_then(self, row: Row) -> str:
        later = [
            each
            for each in self.rounds(row)
            if each.get("visited") and day(each["visited"]) > self.last
        ]
        if later:
            return str(min(later, key=lambda each: at_latest(each["visited"]))["level"])
        return self.level(row)

    def rounds(self, row: Row) -> list[Row]:
        number = row.get("complaint")
        return [each for each in self.rows("ComplaintRounds") if each["complaint"] == number]

    def department_of(self, staff: str | None) -> str | None:
        people = [row for row in self.rows("Staff") if row["staff"] == staff]
        return people[0]["department"] if people else None

    def owed(self) -> list[Row]:
        """Inspections owed; each month as its own last day sees it."""
        found = []
        start = self.first
        while start <= self.last:
            following = (start + timedelta(days=31)).replace(day=1)
            found += self.owed_in(start, following - timedelta(days=1))
            start = following
        return [{**row} for row in found if row["due"] <= self.until]

    def owed_in(self, first: date, last: date) -> list[Row]:
        every = self.rows("Inspections")
        inspections = [row for row in every if row["date"] <= last]
        begun = [(row["zone"], row["date"]) for row in every] + [
            (row["zone"], day(row["registered"])) for row in self.rows("Tickets")
        ]
        office = min((when for _, when in begun), default=last)
        found = []
        for zone in self.rows("Zones"):
            if zone.get("active") == "否":
                continue
            since = min((when for code, when in begun if code == zone["zone"]), default=office)
            since = max(since, self.beginning(zone["zone"]))
            one = first
            while one <= last:
                kinds = ["片區日檢"] if self.counts_daily(one) else []
                kinds += WEEKLY if one.weekday() == 6 else ()
                found += [
                    {
                        "zone": zone["zone"],
                        "kind": kind,
                        "owes": zone.get("officer"),
                        "due": one,
                        "good": any(self.meets(row, zone, kind, one) for row in inspections),
                    }
                    for kind in kinds
                    if one >= since
                ]
                one += timedelta(days=1)
        return found

    def beginning(self, zone: str) -> date:
        """First of the month of its first record of any kind; the office's first zones were always.

        R-M3: a zone's first record is its beginning.
        """
        records = [
            (row["zone"], day(row[key]).replace(day=1))
            for name, key in (
                ("Tickets", "registered"),
                ("Complaints", "received"),
                ("Inspections", "date"),
                ("Commendations", "date"),
            )
            for row in self.rows(name)
            if row.get("zone") in {each["zone"] for each in self.rows("Zones")} and row.get(key)
        ]
        own = [month for code, month in records if code == zone]
        if not own or min(own) == min(month for _, month in records):
            return date(1900, 1, 1)
        return min(own)

    def counts_daily(self, one: date) -> bool:
        return self.settings["daily_inspection_on"] != "working" or self.is_working(one)

    def meets(self, row: Row, zone: Row, kind: str, due: date) -> bool:
        if row["zone"] != zone["zone"] or row["kind"] != kind:
            return False
        if kind in WEEKLY:
            return bool(due - timedelta(days=6) <= row["date"] <= due)
        officers = {zone.get("officer")} | {
            each["staff"]
            for each in self.rows("Staff")
            if each["post"] == "片區客戶人員" and each.get("zone") == zone["zone"]
        }
        return bool(
            row["date"] == due and (not zone.get("officer") or row["inspector"] in officers)
        )


def owing(row: Row) -> str | None:
    """Who owes a ticket's visit and its follow-ups."""
    return row.get("receptionist") or row.get("worker")


def grouped(rows: list[Row], key: str, *, total: bool = True) -> dict[str, list[Row]]:
    """Rows by what they are told apart by, and all of them."""
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row.get(key) or EMPTY].append(row)
    if total:
        found[ALL] = rows
    return found


def tally(rows: list[Row], key: str, *, total: bool = True) -> dict[str, Number]:
    """How many there are of each."""
    held = grouped(rows, key, total=total)
    return {line: (Fraction(len(rows)), 0, 0) for line, rows in held.items()}


def shares(rows: list[Row], key: str, *, total: bool = True) -> dict[str, Number]:
    """How many of each are good, of how many."""
    found: dict[str, Number] = {}
    for line, held in grouped(rows, key, total=total).items():
        good = sum(row["good"] for row in held)
        found[line] = (Fraction(good, len(held)) if held else None, good, len(held))
    return found


def percentiles(spans: list[tuple[str, int]], unit: int) -> dict[str, Number]:
    """Median and 90th percentile of each group and of all, in the unit of so many minutes."""
    groups: dict[str, list[int]] = defaultdict(list)
    for group, span in spans:
        groups[group].append(span)
    groups[ALL] = [span for _, span in spans]
    found: dict[str, Number] = {}
    for group, held in groups.items():
        for words, share in (("中位數", Fraction(1, 2)), ("第 90 百分位", Fraction(9, 10))):
            if held:
                ordered = sorted(held)
                place = share * (len(ordered) - 1)
                low = int(place)
                high = min(low + 1, len(ordered) - 1)
                value = ordered[low] + (place - low) * (ordered[high] - ordered[low])
                found[f"{group} {words}"] = (Fraction(value) / unit, 0, len(held))
    return found


def minutes(start: datetime, stop: datetime) -> int:
    """Whole minutes between."""
    return (stop - start) // timedelta(minutes=1)
