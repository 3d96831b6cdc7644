"""Workbooks that are whole and say what cannot be."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from support.trouble.draft import made, records, rows
from support.trouble.registry import Expect, kind, kinds

if TYPE_CHECKING:
    import random

    Row = dict[str, object]
    Rows = list[Row]

_DATA = (
    "Tickets",
    "FollowUps",
    "Complaints",
    "ComplaintRounds",
    "Commendations",
    "Inspections",
    "RecognitionChecks",
    "MonthlyScores",
    "Zones",
    "Staff",
    "Owners",
    "Calendar",
    "InspectionStandards",
    "AppraisalWeights",
)
_LEAP_DAY = dt.datetime(2028, 2, 29, 9, 0)  # noqa: DTZ001 - a workbook's times have no zone


@kinds(Expect.READ, {key.lower(): key for key in _DATA})
def nothing_on(_: random.Random, key: str) -> bytes:
    return made({key: []})


@kind(Expect.READ)
def nothing_at_all(_: random.Random) -> bytes:
    return made({key: [] for key in _DATA})


@kinds(Expect.READ, {key.lower(): key for key in _DATA if key in records()[0]})
def each_record_twice(_: random.Random, key: str) -> bytes:
    return made({key: [*rows(key), *rows(key)]})


@kind(Expect.READ)
def references_to_nobody(_: random.Random) -> bytes:
    changed: dict[str, Rows] = {}
    for key in ("Tickets", "Complaints", "Inspections", "Commendations", "MonthlyScores"):
        changed[key] = [
            {k: "查無此人" if k in _REFERRING else v for k, v in row.items()} for row in rows(key)
        ]
    return made(changed)


@kind(Expect.READ)
def references_in_a_circle(_: random.Random) -> bytes:
    """Zones named like each other's codes, officers of each other's zones, rounds of rounds."""
    zones, staff = rows("Zones"), rows("Staff")
    codes = [row["zone"] for row in zones]
    for place, row in enumerate(zones):
        row["name"] = codes[(place + 1) % len(codes)]
        row["officer"] = zones[(place + 2) % len(zones)]["officer"]
    for row in staff:
        row["name"] = row["staff"]
    complaints = rows("Complaints")
    for place, row in enumerate(complaints):
        row["ticket"] = complaints[place - 1]["complaint"]
    return made({"Zones": zones, "Staff": staff, "Complaints": complaints})


@kind(Expect.READ)
def one_name_for_all(_: random.Random) -> bytes:
    return made({key: [{**row, "name": "王偉"} for row in rows(key)] for key in ("Staff", "Zones")})


@kind(Expect.READ)
def one_number_for_all(_: random.Random) -> bytes:
    numbered = {
        "Tickets": "ticket",
        "Complaints": "complaint",
        "Inspections": "inspection",
        "Staff": "staff",
        "Zones": "zone",
    }
    return made(
        {key: [{**row, column: "1"} for row in rows(key)] for key, column in numbered.items()}
    )


@kind(Expect.READ)
def zone_with_no_one(_: random.Random) -> bytes:
    zones = [
        {k: v for k, v in row.items() if k in {"zone", "name", "active"}} for row in rows("Zones")
    ]
    return made({"Zones": zones, "Staff": rows("Staff")[:1]})


@kinds(Expect.READ, {"none": "否", "unknown": "也許"})
def active_zones(_: random.Random, active: str) -> bytes:
    return made({"Zones": [{**row, "active": active} for row in rows("Zones")]})


@kind(Expect.READ)
def three_hundred_zones(_: random.Random) -> bytes:
    zones = [{**rows("Zones")[0], "zone": f"Z{n:03}", "name": f"片區{n}"} for n in range(300)]
    return made({"Zones": zones})


@kind(Expect.READ)
def month_without_working_days(_: random.Random) -> bytes:
    first = dt.date(2026, 9, 1)
    days = [{"date": first + dt.timedelta(n), "kind": "休", "name": "停業"} for n in range(120)]
    return made({"Calendar": days})


@kind(Expect.READ)
def years_without_working_days(_: random.Random) -> bytes:
    first = dt.date(2026, 1, 1)
    days = [{"date": first + dt.timedelta(n), "kind": "休", "name": "停業"} for n in range(4_000)]
    return made({"Calendar": days})


@kind(Expect.READ)
def all_on_a_leap_day(_: random.Random) -> bytes:
    return made({key: [_at(row, _LEAP_DAY) for row in rows(key)] for key in _DATED})


@kinds(
    Expect.READ,
    {
        "past": dt.datetime(1901, 1, 1),  # noqa: DTZ001 - as above
        "future": dt.datetime(2099, 12, 31, 23, 59),  # noqa: DTZ001
        "far": dt.datetime(9999, 12, 31, 23, 59),  # noqa: DTZ001
        "turn-of-the-month": dt.datetime(2026, 10, 31, 23, 59, 59),  # noqa: DTZ001
    },
)
def all_in_the(_: random.Random, moment: dt.datetime) -> bytes:
    return made({key: [_at(row, moment) for row in rows(key)] for key in _DATED})


@kind(Expect.READ)
def steps_backwards(_: random.Random) -> bytes:
    changed = []
    for row in rows("Tickets"):
        times = [k for k, v in row.items() if isinstance(v, dt.datetime)]
        values = sorted((row[k] for k in times), key=str, reverse=True)
        changed.append({**row, **dict(zip(times, values, strict=True))})
    return made({"Tickets": changed})


@kinds(
    Expect.READ,
    {
        "fine": 100.005,
        "half": 94.165,
        "below": -1,
        "above": 101,
        "huge": 1e308,
        "tiny": 1e-308,
        "digits": 1 / 3,
        "text": "很好",
        "whole": 100,
    },
)
def scores(_: random.Random, score: object) -> bytes:
    parts = ("self", "supervisor", "director", "score")
    changed = {
        key: [{k: score if k in parts else v for k, v in row.items()} for row in rows(key)]
        for key in ("MonthlyScores", "Inspections")
    }
    return made(changed)


@kinds(
    Expect.READ,
    {
        "nothing": {"ticket_number_format": ""},
        "torn": {"ticket_number_format": "BS{"},
        "jinja": {"ticket_number_format": "{{ 7*7 }}"},
        "long": {"ticket_number_format": "長" * 5_000},
        "weights-over-one": {"zone_inspection_weight": 0.9, "zone_owner_weight": 0.9},
        "weights-below-zero": {"zone_inspection_weight": -1, "zone_owner_weight": 2},
        "weights-words": {"zone_inspection_weight": "三成", "zone_owner_weight": "七成"},
        "huge-deduction": {"complaint_deduction": 1e300},
        "floor-over-ceiling": {"owner_score_floor": 90, "owner_score_ceiling": 10},
        "days-far": {"follow_up_days_engineering": 1e9, "return_visit_working_days": 1e9},
        "days-zero": {"follow_up_days_engineering": 0, "return_visit_working_days": 0},
        "days-half": {"follow_up_days_property": 2.5, "return_visit_working_days": 0.5},
        "days-below-zero": {"return_visit_working_days": -30},
        "target": {"recognition_target": 9},
        "inspections-on": {"daily_inspection_on": "sometimes"},
        "names": {"project_name": "長" * 30_000, "office_name": "../../own"},
        "mail": {"hq_recipients": "own\r\nBcc: own@example.com", "mail_limit_mb": "own"},
    },
)
def setting(_: random.Random, values: dict[str, object]) -> bytes:
    return made({}, values)


@kinds(Expect.READ, {"twice": 1, "hundredfold": 99})
def settings_repeated(_: random.Random, more: int) -> bytes:
    from support.trouble.draft import Draft  # noqa: PLC0415 - only here

    draft = Draft()
    raw = "".join(
        f'<row r="{n}"><c r="A{n}" t="inlineStr"><is><t>complaint_deduction</t></is></c>'
        f'<c r="B{n}"><v>{n}</v></c></row>'
        for n in range(200, 200 + more)
    )
    draft.append_rows("Settings", raw)
    return draft.file()


@kinds(
    Expect.READ,
    {
        "huge": "BS202610-99999999999999999999",
        "last": "BS202610-9999",
        "below-zero": "BS202610--001",
        "words": "報事單",
        "long": "9" * 3_000,
    },
)
def ticket_number(_: random.Random, number: str) -> bytes:
    tickets = rows("Tickets")
    tickets[0]["ticket"] = number
    return made({"Tickets": tickets})


@kinds(
    Expect.READ, {"unknown": "ZZ99、ZZ98", "many": "、".join(["KF01"] * 2_000), "marks": "、、，；"}
)
def findings_of_inspections(_: random.Random, codes: str) -> bytes:
    return made({"Inspections": [{**row, "findings": codes} for row in rows("Inspections")]})


@kinds(Expect.READ, {"huge": 1e300, "below-zero": -50, "fine": 0.0001, "words": "一點"})
def deductions(_: random.Random, deduction: object) -> bytes:
    from estate_xl.blueprint.standard_rows import default_records  # noqa: PLC0415
    from estate_xl.schema import Language  # noqa: PLC0415 - only here

    standards = default_records(Language.HANT)["InspectionStandards"]
    return made({"InspectionStandards": [{**row, "deduction": deduction} for row in standards]})


@kinds(Expect.READ, {"huge": 1e9, "below-zero": -3, "high": 99})
def rounds_of_complaints(_: random.Random, number: object) -> bytes:
    return made(
        {
            "Complaints": [{**row, "rounds": number} for row in rows("Complaints")],
            "ComplaintRounds": [{**row, "round": number} for row in rows("ComplaintRounds")],
        }
    )


@kinds(Expect.READ, {"yes": True, "zero": 0, "one": 1, "words": "對"})
def truth_as(_: random.Random, value: object) -> bytes:
    """Another thing where 是 or 否 stands, and where a number does."""
    changed = [
        {
            k: value if k in {"signed", "slip_ok", "rework", "rectification"} else v
            for k, v in row.items()
        }
        for row in rows("Tickets")
    ]
    return made({"Tickets": changed})


_REFERRING = frozenset({"zone", "worker", "receptionist", "staff", "inspector", "handler", "room"})
_DATED = ("Tickets", "FollowUps", "Complaints", "ComplaintRounds", "Commendations", "Inspections")


def _at(row: Row, moment: dt.datetime) -> Row:
    """The record with all its moments at one."""
    return {
        key: moment
        if isinstance(value, dt.datetime)
        else (moment.date() if isinstance(value, dt.date) else value)
        for key, value in row.items()
    }
