"""Which inspections are owed (R-7), which of their findings are open, who knows the owners (R-6).

Periods include their first and their last day. A deadline is the last minute of its day.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

from estate_xl.column_needs import needs
from estate_xl.compute.master_states import rows_taken_back, spans_of, zone_beginnings
from estate_xl.compute.past_values import zones_in_use
from estate_xl.compute.zone_scores import active_zones
from estate_xl.schema import terms
from estate_xl.schema.registers import ZONES
from estate_xl.typed_frames import natural_key, split_codes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    import numpy as np
    from numpy.typing import NDArray

    from estate_xl.compute.months import Month
    from estate_xl.typed_frames import Tables

RECOGNITION_TARGET: Final = 0.90
"""R-6: share of the rooms asked that must be known, where the office sets no other."""

_END_OF_DAY: Final = pd.Timedelta(hours=23, minutes=59)
_WEEK: Final = 7
_A_SUNDAY: Final = 3  # 1970-01-04
_WEEKLY: Final = {
    terms.WEEKLY_INSPECTION.hant: "R-7.2",
    terms.SUPERVISOR_INSPECTION.hant: "R-7.3",
}
_DAILY: Final = {terms.DAILY_INSPECTION.hant: "R-7.1"}
_DTYPES: Final = {
    "zone": "str",
    "kind": "str",
    "due": "datetime64[us]",
    "rule": "str",
    "done": "bool",
    "trades": "float64",
    "officer": "str",
    "before": "str",
}
"""Columns of inspections owed."""
_GROUP: Final = ("officer", "order", "repair", "cleaning", "greening")
_RECORDS: Final = (("Inspections", "date"), ("Tickets", "registered"))


class _Leads:
    """Who leads the zones in use, as long as no master changes."""

    def __init__(self, tables: Tables) -> None:
        zones, staff = tables["Zones"], tables["Staff"]
        self.zones = list(active_zones(tables)["zone"])
        known = zones.dropna(subset=["zone"]).drop_duplicates("zone")
        officers = known["officer"].astype(object).where(known["officer"].notna(), None)
        self.officers = dict(zip(known["zone"], officers, strict=True))
        own = staff[staff["post"].eq(terms.ZONE_OFFICER.hant)]
        self._able = {
            *zip(zones["zone"], zones["officer"], strict=True),
            *zip(own["zone"], own["staff"], strict=True),
        }

    def counts(self, zone: str, inspector: str) -> bool:
        """Whether a 片區日檢 of that inspector is one of the zone's."""
        return self.officers.get(zone) is None or (zone, inspector) in self._able


@needs(
    spans_of,
    rows_taken_back,
    zone_beginnings,
    active_zones,
    Zones=("officer",),
    Staff=("staff", "post", "zone"),
    Tickets=("registered", "zone"),
    Inspections=("date", "kind", "zone", "trade", "inspector"),
    Changes=("date", "subject", "key", "field", "after"),
)
class InspectionDuties:
    """Inspections that the zones in use owe, and those that were made, for any periods.

    Each zone owes one 片區日檢 a day (R-7.1), and from Monday to Sunday one 片區周檢 (R-7.2) and
    one 主管周檢 (R-7.3). A week belongs to the period that its Sunday lies in. Zones and people are
    those of each day by 變更記錄 (R-M3), and those of today for the days to come; a week is owed by
    the zones in use on its Sunday, and of whoever leads them then.

    A 片區日檢 counts when the zone's officer made it: the one on 片區, or somebody whose post is
    片區客戶人員 and whose own zone on 員工 is this one, as an officer's predecessor is. Other
    people's do not count; in a zone without an officer anybody's does. The weekly ones count by
    their kind, as R-8.1 counts them.

    A zone owes from the day on which 變更記錄 has it in use, or from that of its first inspection
    or ticket, and the week of that day; one without any record from the office's first day; in an
    empty workbook from today. Whatever is dated after today is not there yet.
    """

    def __init__(self, tables: Tables) -> None:
        """Take the workbook's tables."""
        self._tables = tables
        self._first_days = _first_days(tables)
        self._beginnings = zone_beginnings(tables)
        self._opened = _opened_days(tables["Changes"])
        self._today = _Leads(tables)
        inspections = tables["Inspections"]
        dated = inspections.loc[
            inspections["date"].notna(), ["date", "zone", "kind", "trade", "inspector"]
        ]
        self._inspections = dated.dropna(subset=["zone", "kind"])
        self._days = _days_of(self._inspections["date"])

    def gaps(
        self,
        first: pd.Timestamp,
        last: pd.Timestamp,
        now: pd.Timestamp,
        is_working: Callable[[pd.Series], pd.Series] | None = None,
        *,
        all_trades: bool = False,
    ) -> pd.DataFrame:
        """Each inspection owed in the period, and whether it was done.

        Args:
            first: First day.
            last: Last day; days to come are owed too, their `due` says when.
            now: The moment.
            is_working: Which of some days are working days, where R-7.1 is set to them; None for
                every day.
            all_trades: Whether a 片區日檢 is done with all five trades; else one of them will do.

        Returns:
            In the order of due date, zone and rule: `zone`, `kind`, `due`, `rule`, `done`;
            `trades`, how many of the five trades a 片區日檢 looked at (missing of the weekly
            ones); `officer` of the zone on that day; `before`, who else led it earlier in the week
            of a 片區周檢, with 、 between (missing where nobody did).
        """
        dates = pd.Series(pd.date_range(first.normalize(), last.normalize(), unit="us"))
        days = _days_of(dates)
        daily = set(days if is_working is None else days[is_working(dates)])
        since = self._since(now)
        leads = self._leads(days[0] - _WEEK, days[-1], _day_of(now))
        made = self._made(days[0] - _WEEK, min(days[-1], _day_of(now)))
        owed = []
        for day in days:
            lead = leads[day]
            rules = {**(_DAILY if day in daily else {}), **(_WEEKLY if _is_sunday(day) else {})}
            for zone in lead.zones:
                officer = lead.officers[zone]
                for kind, rule in rules.items() if since[zone] <= day else ():
                    visits = made.get((zone, kind, day), set())
                    count = before = None
                    if kind in _DAILY:
                        visits = {each for each in visits if lead.counts(zone, each[1])}
                        count = len({trade for trade, _ in visits} - {""})
                        if all_trades and count < len(terms.TRADES):
                            visits = set()
                    elif kind == terms.WEEKLY_INSPECTION.hant:
                        week = [leads[each] for each in range(day - _WEEK + 1, day)]
                        before = _led_before(zone, week, officer)
                    owed.append((zone, kind, day, rule, bool(visits), count, officer, before))
        found = pd.DataFrame(owed, columns=list(_DTYPES))
        found["due"] = pd.to_datetime(found["due"], unit="D") + _END_OF_DAY
        return found.astype(_DTYPES)

    def _leads(self, first: int, last: int, today: int) -> dict[int, _Leads]:
        """Who leads the zones on each day of the period; on those to come as today."""
        known = min(last, today)
        begin, end = (pd.Timestamp(day, unit="D") for day in (min(first, known), known))
        found: dict[int, _Leads] = {}
        for span in spans_of(self._tables, begin, end, self._beginnings):
            is_today = all(span.tables[key] is self._tables[key] for key in ("Zones", "Staff"))
            held = self._today if is_today else _Leads(span.tables)
            found |= dict.fromkeys(range(_day_of(span.first), _day_of(span.last) + 1), held)
        coming = found[known]
        if self._beginnings.gt(end).any():  # it owes from its first record, as `_since` has it
            coming = _Leads(rows_taken_back(self._tables, end))
        return found | dict.fromkeys(range(known + 1, last + 1), coming)

    def _since(self, now: pd.Timestamp) -> dict[str, int]:
        """First day on which each zone owes."""
        today = _day_of(now)
        office = min(self._first_days.values(), default=today)
        since = {
            zone: self._first_days.get(zone, office)
            for zone in self._tables["Zones"]["zone"].dropna()
        }
        for zone, day in self._opened:
            if day <= today and zone in since:
                since[zone] = min(day, since[zone])
        return since

    def _made(self, first: int, last: int) -> Mapping[tuple[str, str, int], set[tuple[str, str]]]:
        """Trade and inspector of the inspections of some days, by zone, kind and day they meet."""
        are_there = (self._days >= first) & (self._days <= last)
        held = self._inspections[are_there]
        found: dict[tuple[str, str, int], set[tuple[str, str]]] = {}
        for day, zone, kind, trade, inspector in zip(
            self._days[are_there].tolist(),
            *(held[key].fillna("") for key in ("zone", "kind", "trade", "inspector")),
            strict=True,
        ):
            due = day + (_A_SUNDAY - day) % _WEEK if kind in _WEEKLY else day
            found.setdefault((zone, kind, due), set()).add((trade, inspector))
        return found


@needs(
    Inspections=(
        "inspection",
        "date",
        "zone",
        "findings",
        "responsible",
        "fix_by",
        "fixed",
        "recheck",
    )
)
def open_rectifications(inspections: pd.DataFrame, now: pd.Timestamp) -> pd.DataFrame:
    """Inspections whose findings are not closed, by row (R-7).

    `matter` is `failed_recheck` where the re-check was 不合格, else `rectification` where nothing
    was put right yet, else `recheck` where nobody looked again. Findings are to be put right at
    once: without 整改期限, or with one before the inspection, they are due on its own day, without
    either date today. A day after that of `now` has not come: the inspection is not there yet,
    and the rectification not made.

    Args:
        inspections: Frame of 巡檢.
        now: The moment.

    Returns:
        `inspection`, `zone`, `matter`, `due`, `responsible` (missing where empty) and `rule`.
    """
    there = inspections[~inspections["date"].gt(now)]
    held = there[there.index.isin(split_codes(there["findings"]).index)]
    failed = held["recheck"].eq(terms.FAILED.hant).fillna(value=False)
    unfixed = ~held["fixed"].le(now)
    matter = pd.Series("recheck", index=held.index, dtype="str")
    matter = matter.mask(unfixed, "rectification").mask(failed, "failed_recheck")
    by = held["fix_by"].fillna(held["date"])
    by = by.mask(by.lt(held["date"]), held["date"]).fillna(now)
    found = pd.DataFrame(
        {
            "inspection": held["inspection"],
            "zone": held["zone"],
            "matter": matter,
            "due": by.dt.normalize() + _END_OF_DAY,
            "responsible": held["responsible"],
            "rule": "R-7",
        }
    )
    return found[failed | unfixed | held["recheck"].isna()]


@needs(
    zones_in_use,
    RecognitionChecks=("date", "zone", "staff", "asked", "correct"),
    Zones=("zone", *_GROUP),
)
def recognition(tables: Tables, month: Month, target: float = RECOGNITION_TARGET) -> pd.DataFrame:
    """Rooms asked and known in the month, of each zone and of each person (R-6).

    `share = Σ correct / Σ asked`; `reached` where it is at least the target. A check without one
    of the two numbers does not count. Zones in use in the month and the members of their groups who
    were not asked are there, with 0 asked and without a share: they must know the owners, too.

    Args:
        tables: The workbook's.
        month: Its checks count.
        target: Share that must be reached, of 1.

    Returns:
        `by` (`zone` or `staff`), `key` (its code or number), `asked`, `correct`, `share`,
        `target` and `reached`; zones first, each in the order of the keys.
    """
    checks = tables["RecognitionChecks"]
    whole = checks["asked"].notna() & checks["correct"].notna()
    held = checks[month.holds(checks["date"]) & whole]
    used = zones_in_use(tables, month.first_day, month.last_day)
    groups = tables["Zones"].loc[tables["Zones"]["zone"].isin(used), list(_GROUP)]
    members = pd.Series(groups.to_numpy().ravel(), dtype="str").dropna()
    found = pd.concat(
        [_with_unasked(held, pd.Series(used), "zone"), _with_unasked(held, members, "staff")],
        ignore_index=True,
    )
    found["share"] = found["correct"] / found["asked"].where(found["asked"].gt(0))
    found["target"] = target
    found["reached"] = found["share"].ge(target)
    return found


def _with_unasked(checks: pd.DataFrame, keys: pd.Series, by: str) -> pd.DataFrame:
    """Sums of the checks, with those who were not asked among them."""
    unasked = pd.DataFrame({by: keys.astype("str"), "asked": 0.0, "correct": 0.0})
    return _sums(pd.concat([checks[[by, "asked", "correct"]], unasked]), by)


def _opened_days(changes: pd.DataFrame) -> list[tuple[str, int]]:
    """Zones and the days on which 變更記錄 puts them in use."""
    opened = changes[
        changes["subject"].eq(ZONES.title.hant)
        & changes["field"].eq("active")
        & changes["after"].eq(terms.YES.hant)
    ].dropna(subset=["date", "key"])
    return list(zip(opened["key"], _days_of(opened["date"]).tolist(), strict=True))


def _led_before(zone: str, week: Iterable[_Leads], officer: str | None) -> str | None:
    """Others who led the zone on those days, the earliest first; None for nobody."""
    led = (held.officers[zone] for held in dict.fromkeys(week) if zone in held.zones)
    others = [each for each in dict.fromkeys(led) if each is not None and each != officer]
    return terms.CODE_SEPARATOR.join(others) or None


def _first_days(tables: Tables) -> dict[str | None, int]:
    """The day of the first record of each zone; under None, of any."""
    found: dict[str | None, int] = {}
    for sheet, column in _RECORDS:
        times = tables[sheet][column]
        firsts = {None: times.min(), **times.groupby(tables[sheet]["zone"]).min()}
        for zone, first in firsts.items():
            if pd.notna(first):
                found[zone] = min(_day_of(first), found.get(zone, _day_of(first)))
    return found


def _days_of(times: pd.Series) -> NDArray[np.int64]:
    """The number of each day, of 1970-01-01 on."""
    return times.to_numpy().astype("datetime64[D]").astype("int64")


def _day_of(moment: pd.Timestamp) -> int:
    return int(moment.to_datetime64().astype("datetime64[D]").astype("int64"))


def _is_sunday(day: int) -> bool:
    return (day - _A_SUNDAY) % _WEEK == 0


def _sums(checks: pd.DataFrame, by: str) -> pd.DataFrame:
    sums = checks.groupby(by)[["asked", "correct"]].sum()
    sums = sums.sort_index(key=lambda keys: keys.map(natural_key))
    return sums.rename_axis("key").reset_index().assign(by=by)[["by", "key", "asked", "correct"]]
