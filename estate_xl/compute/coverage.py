"""Which inspections are owed (R-7), which of their findings are open, who knows the owners (R-6).

Periods include their first and their last day. A deadline is the last minute of its day.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

from estate_xl.column_needs import needs
from estate_xl.compute.zone_scores import active_zones
from estate_xl.schema import terms
from estate_xl.typed_frames import natural_key, split_codes

if TYPE_CHECKING:
    from collections.abc import Callable

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
}
"""Columns of inspections owed."""
_RECORDS: Final = (("Inspections", "date"), ("Tickets", "registered"))


@needs(
    active_zones,
    Zones=("officer",),
    Staff=("staff", "post", "zone"),
    Tickets=("registered", "zone"),
    Inspections=("date", "kind", "zone", "trade", "inspector"),
)
class InspectionDuties:
    """Inspections that the active zones owe, and those that were made, for any periods.

    Each zone owes one 片區日檢 a day (R-7.1), and from Monday to Sunday one 片區周檢 (R-7.2) and
    one 主管周檢 (R-7.3). A week belongs to the period that its Sunday lies in.

    A 片區日檢 counts when the zone's officer made it: the one on 片區, or somebody whose post is
    片區客戶人員 and whose own zone on 員工 is this one, as an officer's predecessor is. Other
    people's do not count; in a zone without an officer anybody's does. The weekly ones count by
    their kind, as R-8.1 counts them.

    The workbook does not say since when a zone is active. A zone owes from the day of its first
    inspection or ticket, and the week of that day; one without any from the office's first day;
    in an empty workbook from today. Whatever is dated after today is not there yet.
    """

    def __init__(self, tables: Tables) -> None:
        """Take the workbook's tables."""
        self._zones = list(active_zones(tables)["zone"])
        self._first_days = _first_days(tables)
        zones, staff = tables["Zones"], tables["Staff"]
        own = staff[staff["post"].eq(terms.ZONE_OFFICER.hant)]
        self._officers = {
            *zip(zones["zone"], zones["officer"], strict=True),
            *zip(own["zone"], own["staff"], strict=True),
        }
        self._led_by_nobody = set(zones.loc[zones["officer"].isna(), "zone"].dropna())
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
            In the order of due date, zone and rule: `zone`, `kind`, `due`, `rule`, `done` and
            `trades`, how many of the five trades a 片區日檢 looked at (missing of the weekly ones).
        """
        dates = pd.Series(pd.date_range(first.normalize(), last.normalize(), unit="us"))
        days = _days_of(dates)
        daily = set(days if is_working is None else days[is_working(dates)])
        since = self._since(now)
        made = self._made(days[0] - _WEEK, min(days[-1], _day_of(now)))
        owed = []
        for day in days:
            rules = {**(_DAILY if day in daily else {}), **(_WEEKLY if _is_sunday(day) else {})}
            for zone in self._zones:
                for kind, rule in rules.items() if since[zone] <= day else ():
                    trades = made.get((zone, kind, day))
                    count = len((trades or set()) - {""})
                    is_done = trades is not None
                    if kind in _DAILY:
                        is_done &= not all_trades or count == len(terms.TRADES)
                    owed.append((zone, kind, day, rule, is_done, count if kind in _DAILY else None))
        found = pd.DataFrame(owed, columns=list(_DTYPES))
        found["due"] = pd.to_datetime(found["due"], unit="D") + _END_OF_DAY
        return found.astype(_DTYPES)

    def _since(self, now: pd.Timestamp) -> dict[str, int]:
        """First day on which each active zone owes."""
        today = _day_of(now)
        there = {zone: day for zone, day in self._first_days.items() if day <= today}
        office = min(there.values(), default=today)
        return {zone: there.get(zone, office) for zone in self._zones}

    def _made(self, first: int, last: int) -> dict[tuple[str, str, int], set[str]]:
        """The trades of the inspections of some days, by zone, kind and day of the deadline met."""
        are_there = (self._days >= first) & (self._days <= last)
        held = self._inspections[are_there]
        found: dict[tuple[str, str, int], set[str]] = {}
        for day, zone, kind, trade, inspector in zip(
            self._days[are_there].tolist(),
            *(held[key].fillna("") for key in ("zone", "kind", "trade", "inspector")),
            strict=True,
        ):
            due = day
            if kind in _WEEKLY:
                due += (_A_SUNDAY - day) % _WEEK
            elif zone not in self._led_by_nobody and (zone, inspector) not in self._officers:
                continue
            trades = found.setdefault((zone, kind, due), set())
            trades.add(trade)
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


@needs(active_zones, RecognitionChecks=("date", "zone", "staff", "asked", "correct"))
def recognition(tables: Tables, month: Month, target: float = RECOGNITION_TARGET) -> pd.DataFrame:
    """Rooms asked and known in the month, of each zone and of each person (R-6).

    `share = Σ correct / Σ asked`; `reached` where it is at least the target. A check without one
    of the two numbers does not count. Active zones without a check are there, with 0 asked and
    without a share; of people only those who were checked.

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
    unasked = pd.DataFrame({"zone": active_zones(tables)["zone"], "asked": 0.0, "correct": 0.0})
    zones = _sums(pd.concat([held[["zone", "asked", "correct"]], unasked]), "zone")
    found = pd.concat([zones, _sums(held, "staff")], ignore_index=True)
    found["share"] = found["correct"] / found["asked"].where(found["asked"].gt(0))
    found["target"] = target
    found["reached"] = found["share"].ge(target)
    return found


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
