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

    from estate_xl.compute.months import Month
    from estate_xl.typed_frames import Tables

RECOGNITION_TARGET: Final = 0.90
"""R-6: share of the rooms asked that must be known, where the office sets no other."""

_END_OF_DAY: Final = pd.Timedelta(hours=23, minutes=59)
_ONE_DAY: Final = pd.Timedelta(days=1)
_SUNDAY: Final = 6
_WEEKLY: Final = {
    terms.WEEKLY_INSPECTION.hant: "R-7.2",
    terms.SUPERVISOR_INSPECTION.hant: "R-7.3",
}
_DAILY: Final = {terms.DAILY_INSPECTION.hant: "R-7.1"}
_KEYS: Final = ["zone", "kind", "due"]
_RECORDS: Final = (("Inspections", "date"), ("Tickets", "registered"))


@needs(
    active_zones,
    Zones=("officer",),
    Staff=("staff", "post", "zone"),
    Tickets=("registered", "zone"),
    Inspections=("date", "kind", "zone", "trade", "inspector"),
)
def inspection_gaps(  # noqa: PLR0913 - the period, the moment and what the settings say
    tables: Tables,
    first: pd.Timestamp,
    last: pd.Timestamp,
    now: pd.Timestamp,
    is_working: Callable[[pd.Series], pd.Series] | None = None,
    *,
    all_trades: bool = False,
) -> pd.DataFrame:
    """Each inspection that the active zones owe in the period, and whether it was done.

    Each zone owes one 片區日檢 a day (R-7.1), and from Monday to Sunday one 片區周檢 (R-7.2) and
    one 主管周檢 (R-7.3). A week belongs to the period that its Sunday lies in.

    A 片區日檢 counts when the zone's officer made it: the one on 片區, or somebody whose post is
    片區客戶人員 and whose own zone on 員工 is this one, as an officer's predecessor is. Other
    people's do not count; in a zone without an officer anybody's does. The weekly ones count by
    their kind, as R-8.1 counts them.

    The workbook does not say since when a zone is active. A zone owes from the day of its first
    inspection or ticket, and the week of that day; one without any from the office's first day;
    in an empty workbook from today. Whatever is dated after the day of `now` is not there yet.

    Args:
        tables: The workbook's.
        first: First day.
        last: Last day; days to come are owed too, their `due` says when.
        now: The moment.
        is_working: Which of some days are working days, where R-7.1 is set to them; None for
            every day.
        all_trades: Whether a 片區日檢 is done with all five trades; else one of them will do.

    Returns:
        `zone`, `kind`, `due`, `rule`, `done` and `trades`, how many of the five trades a 片區日檢
        looked at (of the weekly ones missing), in the order of due date, zone and rule.
    """
    inspections = _until(tables["Inspections"], "date", now)
    days = pd.Series(pd.date_range(first.normalize(), last.normalize()), dtype="datetime64[us]")
    daily = days if is_working is None else days[is_working(days)]
    weeks = days[days.dt.day_of_week.eq(_SUNDAY)]
    since = _owing_since(tables, now)
    owed = pd.concat(
        [
            *(_each_zone(since, daily, kind, rule) for kind, rule in _DAILY.items()),
            *(_each_zone(since, weeks, kind, rule) for kind, rule in _WEEKLY.items()),
        ]
    )
    owed = owed[owed["due"].ge(owed["since"])]
    made = _made(inspections, tables)
    places = pd.MultiIndex.from_frame(owed[_KEYS])
    owed["done"] = places.isin(pd.MultiIndex.from_frame(made[_KEYS]))
    trades = made.groupby(_KEYS)["trade"].nunique().reindex(places, fill_value=0)
    owed["trades"] = trades.to_numpy()
    daily_ones = owed["kind"].isin(list(_DAILY))
    owed["trades"] = owed["trades"].where(daily_ones)
    if all_trades:
        owed["done"] &= owed["trades"].ge(len(terms.TRADES)) | ~daily_ones
    ordered = owed.sort_values(["due", "zone", "rule"], key=_in_order, ignore_index=True)
    return ordered[[*_KEYS, "rule", "done", "trades"]]


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


def _until(frame: pd.DataFrame, column: str, now: pd.Timestamp) -> pd.DataFrame:
    """Rows with a moment that is not after the day of `now`."""
    return frame[frame[column].lt(now.normalize() + _ONE_DAY)]


def _owing_since(tables: Tables, now: pd.Timestamp) -> pd.DataFrame:
    """First day on which each active zone owes."""
    records = pd.concat(
        [
            _until(tables[sheet], column, now)[["zone", column]].set_axis(["zone", "day"], axis=1)
            for sheet, column in _RECORDS
        ]
    )
    office = records["day"].min()
    by_zone = records.groupby("zone")["day"].min()
    since = by_zone.reindex(active_zones(tables)["zone"]).rename("since").rename_axis("zone")
    since = since.fillna(now if pd.isna(office) else office).dt.normalize()
    owing: pd.DataFrame = since.reset_index()
    return owing


def _each_zone(since: pd.DataFrame, days: pd.Series, kind: str, rule: str) -> pd.DataFrame:
    """Every zone on every day, owing an inspection of the kind at the day's end."""
    due = pd.DataFrame({"due": days + _END_OF_DAY, "kind": kind, "rule": rule})
    return since.merge(due, how="cross")


def _made(inspections: pd.DataFrame, tables: Tables) -> pd.DataFrame:
    """Zone, kind, the deadline that it meets and trade of each inspection that counts."""
    weekly = inspections["kind"].isin(list(_WEEKLY))
    daily = inspections["kind"].isin(list(_DAILY)) & _by_officer(inspections, tables)
    day = inspections["date"].dt.normalize()
    sunday = day + pd.to_timedelta(_SUNDAY - day.dt.day_of_week, unit="D")
    due = (day.where(~weekly, sunday) + _END_OF_DAY).astype("datetime64[us]")
    return inspections.assign(due=due).loc[weekly | daily, [*_KEYS, "trade"]]


def _by_officer(inspections: pd.DataFrame, tables: Tables) -> pd.Series:
    """Which inspections an officer of their zone made; any where the zone has none."""
    zones, staff = tables["Zones"], tables["Staff"]
    own = staff.loc[staff["post"].eq(terms.ZONE_OFFICER.hant), ["zone", "staff"]]
    officers = pd.concat([zones[["zone", "officer"]].set_axis(["zone", "staff"], axis=1), own])
    made_by = pd.MultiIndex.from_frame(inspections[["zone", "inspector"]])
    known = made_by.isin(pd.MultiIndex.from_frame(officers.dropna()))
    without = zones.loc[zones["officer"].isna(), "zone"]
    return inspections["zone"].isin(without.dropna()) | known


def _in_order(values: pd.Series) -> pd.Series:
    return values.map(natural_key) if values.name == "zone" else values


def _sums(checks: pd.DataFrame, by: str) -> pd.DataFrame:
    sums = checks.groupby(by)[["asked", "correct"]].sum()
    sums = sums.sort_index(key=lambda keys: keys.map(natural_key))
    return sums.rename_axis("key").reset_index().assign(by=by)[["by", "key", "asked", "correct"]]
