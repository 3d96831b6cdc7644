"""The appraisal of R-8 worked out as a careful clerk with a calculator does it: the tests' oracle.

It was written from the regulation alone, not from `estate_xl.compute`, and shares no code with it.
Numbers are exact fractions all the way, because a mean over three inspections may be periodic
(250/3 has no last digit), and a sum of binary floats is not what a calculator shows. A cell's float
is read as the decimal that people see (`0.3`, `80.55`). Results are handed out as `Decimal`: named
scores have two decimals, typed ones those that people see.

A month runs from its first day to its last, both included; a time counts on its calendar day.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal, localcontext
from fractions import Fraction
from functools import cached_property
from itertools import groupby, pairwise

Row = dict[str, object]
Records = dict[str, list[Row]]

TRADES_OF_DEPARTMENT = {
    "客戶服務中心": ("客服",),
    "協管隊": ("協管",),
    "工程維修部": ("維修",),
    "環境部": ("保潔", "綠化"),
}
DEPARTMENTS = tuple(TRADES_OF_DEPARTMENT)
TRADES = ("客服", "協管", "維修", "保潔", "綠化")
HEADS = ("客戶主管", "協管隊長", "工程主管", "環境主管")
PARTS = ("self", "zone", "supervisor", "head_composite", "director")
TYPED_PARTS = ("self", "zone", "supervisor", "director")
SUPERVISOR_KINDS = ("主管周檢",)
ZONE_KINDS = ("片區日檢", "片區周檢")

MASTERS = {"Staff": ("員工", "staff"), "Zones": ("片區", "zone")}
"""對象 of 變更記錄 and the column of the key, by sheet."""
HEADERS = {
    "部門": "department",
    "崗位": "post",
    "入職日期": "joined",
    "離職日期": "left",
    "片區管理員": "officer",
    "啟用": "active",
}
FIRST_RECORDS = {
    "Tickets": "registered",
    "Complaints": "received",
    "Commendations": "date",
    "Inspections": "date",
}
"""The time that tells when the zone of a record was there."""

_REGULATION_NUMBERS = {
    "zone_inspection_weight": 0.30,
    "zone_owner_weight": 0.70,
    "complaint_deduction": 5,
    "commendation_bonus": 2,
    "owner_score_floor": 0,
    "owner_score_ceiling": None,
    "dissatisfied_visit_deduction": 1,
    "defective_slip_deduction": 1,
    "composite_over": "zones",
}
_FULL_MARKS = Fraction(100)
_NOTHING = Fraction(0)
_DIGITS = 60


def appraise(records: Records, settings: dict[str, object], month: str) -> dict[str, object]:
    """The parts of the object that `month-end --json` prints, its findings apart.

    Args:
        records: Rows by sheet key; choices in zh-Hant, references as keys, empty = absent or None.
            `Changes` has values as the columns have them; 員工 and 片區 stand as before them all.
        settings: Values of 參數 by key; an absent key has the regulation's number, a floor or
            ceiling that is None does not exist.
        month: As `YYYY-MM`.
    """
    office = _Office(records, settings, month)
    zones = _zones(office)
    departments = [_department(office, name) for name in DEPARTMENTS]
    staff = _staff(office, zones, departments)
    return {
        "month": month,
        "zones": [_shown(row) for row in zones],
        "departments": [_shown(row) for row in departments],
        "staff": [_shown(row) for row in staff],
    }


def exact(value: object) -> Fraction | None:
    """The number that people see in the cell, or None for an empty cell."""
    return None if value is None else Fraction(str(value))


def by_number(code: str) -> list[tuple[bool, int, str]]:
    """A code as people order it: A9 before A10."""
    pieces: list[str] = []
    for letter in code:
        if pieces and pieces[-1][-1].isdigit() == letter.isdigit():
            pieces[-1] += letter
        else:
            pieces.append(letter)
    return [(not p.isdigit(), int(p) if p.isdigit() else 0, p) for p in pieces]


def rounded(value: Fraction) -> Fraction:
    """To two decimals, half away from zero, as Excel's ROUND does on the decimal value."""
    cents = int(abs(value) * 100 + Fraction(1, 2))
    return Fraction(cents if value >= 0 else -cents, 100)


def mean(values: list[Fraction]) -> Fraction | None:
    """Sum divided by count, unrounded; None of nothing."""
    return sum(values, _NOTHING) / len(values) if values else None


@dataclass(frozen=True)
class _Office:
    """The workbook's rows, the settings and the month that is appraised."""

    records: Records
    settings: dict[str, object]
    month: str

    def rows(self, sheet: str) -> list[Row]:
        """The rows of a sheet; none where the sheet is not given."""
        return self.records.get(sheet, [])

    def limit(self, key: str) -> Fraction | None:
        """A setting that may be empty."""
        return exact(self.settings.get(key, _REGULATION_NUMBERS[key]))

    def number(self, key: str) -> Fraction:
        """A setting that is a number."""
        value = self.limit(key)
        assert value is not None, f"{key} is empty"
        return value

    def in_month(self, moment: object) -> bool:
        """Whether a date or time lies in the month."""
        return isinstance(moment, date) and f"{moment:%Y-%m}" == self.month

    @cached_property
    def days(self) -> dict[date, Records]:
        """R-M3: 員工 and 片區 at the end of each day of the month.

        The rows given are those from before all changes; each day adds its own.
        """
        masters = {sheet: [dict(row) for row in self.rows(sheet)] for sheet in MASTERS}
        changes = sorted(self.rows("Changes"), key=lambda row: str(row["date"]))
        found: dict[date, Records] = {}
        day = date.fromisoformat(f"{self.month}-01")
        while self.in_month(day):
            while changes and str(changes[0]["date"]) <= f"{day}":
                _replay(masters, changes.pop(0))
            found[day] = {sheet: [dict(row) for row in rows] for sheet, rows in masters.items()}
            day += timedelta(days=1)
        return found

    def active_zones(self) -> list[str]:
        """Codes of the zones that are appraised: all that a day did not find switched off."""
        codes = {
            str(row["zone"])
            for masters in self.days.values()
            for row in masters["Zones"]
            if self._in_use(row)
        }
        return sorted(codes, key=by_number)

    def _in_use(self, zone: Row) -> bool:
        """Whether a zone is not switched off, nor was there before the month of its first record.

        Zones with which the office's records begin were always there, and one that a change of 啟用
        puts in use was there from that day on.
        """
        if zone.get("active") == "否":
            return False
        began = self._months_of_first_records.get(zone["zone"])
        if began is None or began == min(self._months_of_first_records.values()):
            return True
        uses = [
            row
            for row in sorted(self.rows("Changes"), key=lambda row: str(row["date"]))
            if row["key"] == zone["zone"] and row["field"] == "啟用"
        ]
        is_told = bool(uses) and uses[0]["before"] != "是"
        return is_told or self.month >= began

    @cached_property
    def _months_of_first_records(self) -> dict[object, str]:
        """By zone; of zones without a record nothing."""
        found: dict[object, str] = {}
        for sheet, column in FIRST_RECORDS.items():
            for row in self.rows(sheet):
                month = f"{row[column]:%Y-%m}"
                found[row["zone"]] = min(month, found.get(row["zone"], month))
        return found

    def people(self) -> list[Row]:
        """R-8.4: everybody employed on a day of the month, as on the last such day."""
        found: dict[object, Row] = {}
        for day, masters in self.days.items():
            for row in masters["Staff"]:
                if _day(row.get("joined"), day) <= day <= _day(row.get("left"), day):
                    found[row["staff"]] = row
        return list(found.values())

    def department_on(self, staff: object, day: object) -> object:
        """R-8.2: the department of a person on a day of the month."""
        masters = self.days[_day(day, date.min)]
        return {row["staff"]: row["department"] for row in masters["Staff"]}.get(staff)

    def days_led(self, staff: object) -> dict[str, int]:
        """R-8.1: on how many days a person led each zone, of those on which it was in use."""
        found: dict[str, int] = {}
        for masters in self.days.values():
            for row in masters["Zones"]:
                if row.get("officer") == staff and self._in_use(row):
                    zone = str(row["zone"])
                    found[zone] = found.get(zone, 0) + 1
        return found

    def sound_inspections(self) -> list[Row]:
        """R-8.1: an inspection whose score or items are not as they must be counts nowhere."""
        return [row for row in self.rows("Inspections") if self._is_sound(row)]

    def _is_sound(self, row: Row) -> bool:
        score = row.get("score")
        if score is not None:
            if isinstance(score, str) or not 0 <= (exact(score) or 0) <= 100:
                return False
            if 0 < (exact(score) or 0) < 1:
                return False  # 0.95 may be 95 % or a slip of the hand
        codes = [code.strip() for code in str(row.get("findings") or "").split("、")]
        codes = [code for code in codes if code]
        trades = {each["code"]: each["trade"] for each in self.rows("InspectionStandards")}
        return len(codes) == len(set(codes)) and all(
            trades.get(code) == row["trade"] for code in codes
        )


def _zones(office: _Office) -> list[Row]:
    """R-8.1: the zones in their forced order; those without a score last, by code."""
    appraised = [_zone(office, zone) for zone in office.active_zones()]
    scored = sorted((row for row in appraised if row["score"] is not None), key=_forced_order)
    unscored = [row for row in appraised if row["score"] is None]
    for rank, row in enumerate(scored, start=1):
        row["rank"] = rank
    for _, equals in groupby(scored, key=lambda row: row["score"]):
        _name_tie_breakers(list(equals))
    for row in unscored:
        row["reason"] = "no supervisor inspection"
    return scored + unscored


def _zone(office: _Office, zone: str) -> Row:
    """R-8.1: zone score = 30 % x inspection part + 70 % x owner part."""
    complaints = len(_counted_complaints(office, zone))
    commendations = len(_counted_commendations(office, zone))
    inspection = _inspection_part(office, zone, TRADES, SUPERVISOR_KINDS)
    owner = _owner_part(office, complaints, commendations)
    lacking = [
        trade
        for trade in TRADES
        if _inspection_part(office, zone, (trade,), SUPERVISOR_KINDS) is None
    ]
    return {
        "zone": zone,
        "inspection": inspection,
        "owner": owner,
        "score": None if inspection is None else _weigh(office, inspection, owner),
        "rank": None,
        "complaints": complaints,
        "commendations": commendations,
        "tie_break": None,
        "reason": "without " + ", ".join(lacking) if lacking else None,
        "visits": _approved_visits(office, zone),
    }


def _inspection_part(
    office: _Office, zone: str | None, trades: tuple[str, ...], kinds: tuple[str, ...]
) -> Fraction | None:
    """R-8.1 to R-8.3: mean over the trades inspected of each trade's mean score, rounded.

    Without a zone, over all zones that are appraised together.
    """
    zones = office.active_zones() if zone is None else [zone]
    trade_means: list[Fraction] = []
    for trade in trades:
        scores = [
            _inspection_score(office, row)
            for row in office.sound_inspections()
            if row["zone"] in zones
            and row["trade"] == trade
            and row["kind"] in kinds
            and office.in_month(row["date"])
        ]
        trade_mean = mean(scores)
        if trade_mean is not None:
            trade_means.append(trade_mean)
    part = mean(trade_means)
    return None if part is None else rounded(part)


def _inspection_score(office: _Office, row: Row) -> Fraction:
    """The typed score; where empty, 100 less the deduction of each listed code, at least 0."""
    typed = exact(row.get("score"))
    if typed is not None:
        return typed
    score = _FULL_MARKS
    for code in str(row.get("findings") or "").split("、"):
        for standard in office.rows("InspectionStandards"):
            if standard["code"] == code.strip():
                score -= exact(standard["deduction"]) or _NOTHING
    return max(score, _NOTHING)


def _counted_complaints(office: _Office, zone: str) -> list[Row]:
    """R-8.1: registered in the month, charged to the zone, not marked unfounded."""
    return [
        row
        for row in office.rows("Complaints")
        if row["zone"] == zone
        and office.in_month(row["received"])
        and row.get("valid") in {None, "是"}  # what is neither 是 nor 否 counts nowhere
    ]


def _counted_commendations(office: _Office, zone: str) -> list[Row]:
    """R-8.1: dated in the month, for the zone, verified."""
    return [
        row
        for row in office.rows("Commendations")
        if row["zone"] == zone and office.in_month(row["date"]) and row.get("verified") == "是"
    ]


def _owner_part(office: _Office, complaints: int, commendations: int) -> Fraction:
    """R-8.1: 100 - 5 x complaints + 2 x commendations, within floor and ceiling, rounded."""
    part = (
        _FULL_MARKS
        - office.number("complaint_deduction") * complaints
        + office.number("commendation_bonus") * commendations
    )
    floor, ceiling = office.limit("owner_score_floor"), office.limit("owner_score_ceiling")
    if floor is not None and part < floor:
        part = floor
    if ceiling is not None and part > ceiling:
        part = ceiling
    return rounded(part)


def _weigh(office: _Office, inspection: Fraction, owner: Fraction) -> Fraction:
    """R-8.1: 30 % x inspection part + 70 % x owner part, both already rounded; rounded."""
    return rounded(
        office.number("zone_inspection_weight") * inspection
        + office.number("zone_owner_weight") * owner
    )


def _approved_visits(office: _Office, zone: str) -> Fraction:
    """R-8.1: share of the month's rated return visits that are not 不滿意; 0 of none."""
    rated = approved = 0
    for row in office.rows("Tickets"):
        rating = row.get("visit_rating")
        if row["zone"] == zone and office.in_month(row.get("visited")) and rating is not None:
            rated += 1
            approved += rating != "不滿意"
    return Fraction(approved, rated) if rated else _NOTHING


def _tie_breakers(zone: Row) -> list[tuple[str, object]]:
    """R-8.1: what decides between equal scores, in order; the smaller value ranks first."""
    return [
        ("owner", -_fraction(zone["owner"])),
        ("complaints", zone["complaints"]),
        ("inspection", -_fraction(zone["inspection"])),
        ("visits", -_fraction(zone["visits"])),
        ("zone", by_number(str(zone["zone"]))),
    ]


def _forced_order(zone: Row) -> list[object]:
    return [-_fraction(zone["score"]), *(value for _, value in _tie_breakers(zone))]


def _name_tie_breakers(equals: list[Row]) -> None:
    """R-8.1: each zone of a tie names what parted it from the one above, the first from below."""
    for above, below in pairwise(equals):
        for (criterion, upper), (_, lower) in zip(
            _tie_breakers(above), _tie_breakers(below), strict=True
        ):
            if upper != lower:
                below["tie_break"] = criterion
                above["tie_break"] = above["tie_break"] or criterion
                break


def _department(office: _Office, department: str) -> Row:
    """R-8.2, R-8.3: a department's composite and its self-check, over the zones that have one."""
    over_office = office.settings.get("composite_over", "zones") == "office"
    composites: list[Fraction] = []
    self_checks: list[Fraction] = []
    trades = TRADES_OF_DEPARTMENT[department]
    for zones in [office.active_zones()] if over_office else [[z] for z in office.active_zones()]:
        where = None if over_office else zones[0]
        inspection = _inspection_part(office, where, trades, SUPERVISOR_KINDS)
        if inspection is not None:
            owner = _department_owner_part(office, department, zones)
            composites.append(_weigh(office, inspection, owner))
    for zone in office.active_zones():
        self_check = _inspection_part(office, zone, trades, ZONE_KINDS)
        if self_check is not None:
            self_checks.append(self_check)
    composite, self_check = mean(composites), mean(self_checks)
    return {
        "department": department,
        "composite": None if composite is None else rounded(composite),
        "self_check": None if self_check is None else rounded(self_check),
    }


def _department_owner_part(office: _Office, department: str, zones: list[str]) -> Fraction:
    """R-8.2: the owner part with only what is charged to the department in those zones."""
    complaints = commendations = 0
    for zone in zones:
        for row in _counted_complaints(office, zone):
            complaints += row.get("department") == department
        for row in _counted_commendations(office, zone):
            named = office.department_on(row.get("staff"), row["date"])
            charged = row.get("department") or named
            commendations += charged == department
    return _owner_part(office, complaints, commendations)


def _staff(office: _Office, zones: list[Row], departments: list[Row]) -> list[Row]:
    """R-8.4: everybody employed in the month, the director apart, ranked in each department."""
    appraised = [
        _person(office, person, zones, departments)
        for person in office.people()
        if person["post"] != "管理處主任"
    ]
    for row in appraised:
        if row["total"] is not None:
            better = [
                other
                for other in appraised
                if other["department"] == row["department"]
                and other["total"] is not None
                and _fraction(other["total"]) > _fraction(row["total"])
            ]
            row["rank"] = 1 + len(better)
    return appraised


def _replay(masters: Records, change: Row) -> None:
    """Put the new value of a change where it belongs."""
    for sheet, (subject, key) in MASTERS.items():
        for row in masters[sheet]:
            if change["subject"] == subject and row[key] == change["key"]:
                row[HEADERS[str(change["field"])]] = change["after"]


def _day(value: object, otherwise: date) -> date:
    return date.fromisoformat(f"{value:%Y-%m-%d}") if isinstance(value, date) else otherwise


def _person(office: _Office, person: Row, zones: list[Row], departments: list[Row]) -> Row:
    """R-8.4: total = sum of weight x part over the post's parts, rounded; none where one misses."""
    weights = _weights(office, person)
    parts = _parts(office, person, zones, departments)
    for part in PARTS:
        if not weights[part]:
            parts[part] = None
    total: Fraction | None = None
    missing = [part for part in PARTS if weights[part] and parts[part] is None]
    if sum(weights.values(), _NOTHING) != 1:
        missing = ["weights"]
    if not missing:
        total = _NOTHING
        for part in PARTS:
            total += weights[part] * (parts[part] or _NOTHING)
        total = rounded(total)
    return {
        "staff": person["staff"],
        "department": person["department"],
        "post": person["post"],
        **parts,
        "total": total,
        "rank": None,
        "missing": missing,
    }


def _weights(office: _Office, person: Row) -> dict[str, Fraction]:
    """The row of 考核構成 for a person's department and post; zeros where there is none."""
    for row in office.rows("AppraisalWeights"):
        if row["department"] == person["department"] and row["post"] == person["post"]:
            return {part: exact(row.get(part)) or _NOTHING for part in PARTS}
    return dict.fromkeys(PARTS, _NOTHING)


def _parts(
    office: _Office, person: Row, zones: list[Row], departments: list[Row]
) -> dict[str, Fraction | None]:
    """R-8.4: every part that somebody gave or a rule computes, whether the post needs it or not."""
    typed = _typed_scores(office, person)
    composite = self_check = None
    for row in departments:
        if row["department"] == person["department"]:
            composite, self_check = row["composite"], row["self_check"]
    is_head = person["post"] in HEADS
    return {
        "self": typed["self"],
        "zone": _known(self_check) if is_head else _given(office, person, typed["zone"]),
        "supervisor": _supervisor_part(office, person, zones, typed["supervisor"]),
        "head_composite": _known(composite),
        "director": typed["director"],
    }


def _typed_scores(office: _Office, person: Row) -> dict[str, Fraction | None]:
    """What stands on 評分錄入 for the month; nothing where the person stands there twice."""
    given = [
        row
        for row in office.rows("MonthlyScores")
        if row["month"] == office.month and row["staff"] == person["staff"]
    ]
    if len(given) != 1:
        return dict.fromkeys(TYPED_PARTS)
    typed = {part: exact(given[0].get(part)) for part in TYPED_PARTS}
    if not given[0].get("note"):
        typed["zone"] = None  # without a reason it does not count
    return {part: None if score and score < 1 else score for part, score in typed.items()}


def _given(office: _Office, person: Row, typed: Fraction | None) -> Fraction:
    """R-8.3: what the officer gave a worker, else what the slips say."""
    worked = _worker_part(office, person)
    return typed if typed is not None and person["post"] == "員工" else worked


def _supervisor_part(
    office: _Office, person: Row, zones: list[Row], typed: Fraction | None
) -> Fraction | None:
    """R-8.1: a zone officer's is the mean of their scored zones by days; else the typed one."""
    led = office.days_led(person["staff"])
    if person["post"] != "片區客戶人員" or not led:
        return typed
    each_day = [
        _fraction(row["score"])
        for row in zones
        if row["rank"] is not None
        for _ in range(led.get(str(row["zone"]), 0))
    ]
    part = mean(each_day)
    return None if part is None else rounded(part)


def _worker_part(office: _Office, person: Row) -> Fraction:
    """R-8.3: 100 - dissatisfied return visits - slips sent back, at least 0, rounded."""
    visits, slips = 0, _NOTHING
    for row in office.rows("Tickets"):
        if row.get("worker") != person["staff"]:
            continue
        if office.in_month(row.get("visited")) and row.get("visit_rating") == "不滿意":
            visits += 1
        rows = [each for each in office.rows("SlipReturns") if each["ticket"] == row["ticket"]]
        slips += sum(office.in_month(each["at"]) for each in rows)
        if office.in_month(row.get("returned")) and not rows:
            sent_back = exact(row.get("rework"))
            if sent_back is None:
                sent_back = Fraction(row.get("slip_ok") == "否")
            slips += sent_back
    part = (
        _FULL_MARKS
        - office.number("dissatisfied_visit_deduction") * visits
        - office.number("defective_slip_deduction") * slips
    )
    return rounded(max(part, _NOTHING))


def _known(value: object) -> Fraction | None:
    return value if isinstance(value, Fraction) else None


def _fraction(value: object) -> Fraction:
    assert isinstance(value, Fraction)
    return value


def _shown(row: Row) -> Row:
    """A result row as it is handed out: without the clerk's side notes, numbers as decimals."""
    return {
        key: _decimal(value) if isinstance(value, Fraction) else value
        for key, value in row.items()
        if key != "visits"
    }


def _decimal(value: Fraction) -> Decimal:
    with localcontext() as context:
        context.prec = _DIGITS
        return Decimal(value.numerator) / Decimal(value.denominator)
