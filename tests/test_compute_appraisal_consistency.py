"""What follows from what on a 考核 sheet, told without a workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from estate_xl.compute.appraisal_consistency import first_contradiction
from estate_xl.compute.appraisal_numbers import Block, Standing, take_numbers
from estate_xl.schema.terms import ENGINEERING, WORKER, ZONE_OFFICER

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from estate_xl.compute.appraisal_numbers import Numbers

    Rows = Sequence[Mapping[str, object]]

HEADING = {
    "complaint_deduction": 5,
    "commendation_bonus": 2,
    "owner_score_floor": 0,
    "owner_score_ceiling": None,
    "zone_inspection_weight": 0.3,
    "zone_owner_weight": 0.7,
}
ZONE = {
    "rank": 1,
    "zone": "A01",
    "officer": "Y01",
    "inspection": 80.55,
    "complaints": 0,
    "commendations": 0,
    "owner": 100,
    "score": 94.17,
    "code_order": 1,
    "visits": 0.5,
    "tie_break": None,
}
SECOND = {**ZONE, "rank": 2, "zone": "A02", "officer": "Y02", "complaints": 1, "owner": 95}
SECOND |= {"score": 90.67, "code_order": 2}
DEPARTMENT = {"department": ENGINEERING.hant, "composite": 90.34, "self_check": 88}
PART = {
    "department": ENGINEERING.hant,
    "inspection": 90,
    "complaints": 2,
    "commendations": 0,
    "owner": 90,
    "composite": 90,
    "self_check": 88,
}
OTHER_PART = {**PART, "inspection": 92.25, "composite": 90.68, "self_check": None}
WEIGHTS = ("self", "zone", "supervisor", "head_composite", "director")
PERSON: dict[str, object] = {
    "rank": 1,
    "department": ENGINEERING.hant,
    "post": "工程主管",
    "staff": "Y09",
    **dict.fromkeys(WEIGHTS),
    **dict.fromkeys(f"{part}_weight" for part in WEIGHTS),
}
HEAD = {**PERSON, "self": 90, "self_weight": 0.5, "zone": 88, "zone_weight": 0.05}
HEAD |= {"head_composite": 90.34, "head_composite_weight": 0.05, "director": 95.5}
HEAD |= {"director_weight": 0.4, "total": 92.12}
HAND = {**PERSON, "post": WORKER.hant, "zone": 99, "zone_weight": 0.3, "rank": 2}
HAND |= {"supervisor": 80, "supervisor_weight": 0.7, "total": 85.7, "staff": "Y10"}
OFFICER = {**PERSON, "post": ZONE_OFFICER.hant, "staff": "Y01", "self": 80, "self_weight": 0.5}
OFFICER |= {"supervisor": 94.17, "supervisor_weight": 0.5, "total": 87.09, "rank": 2}


def numbers(heading: Mapping[str, object] = HEADING, **sections: Rows) -> Numbers:
    """Numbers of a sheet with these single cells and lists."""
    held: dict[tuple[int, int], object] = {}
    cells = {}
    for column, (key, value) in enumerate(heading.items()):
        cells[f"{chr(65 + column)}1"] = key
        held[1, column + 1] = value
    blocks, row = [], 10
    for section, rows in sections.items():
        columns = {chr(65 + place): key for place, key in enumerate(rows[0])}
        blocks.append(Block(section, row, len(rows), columns))
        for record in rows:
            held |= {(row, place): value for place, value in enumerate(record.values(), start=1)}
            row += 1
    return take_numbers("2026-10", Standing(cells, blocks), lambda *at: held[at])


def test_what_follows_is_let_be() -> None:
    whole = numbers(
        zones=[ZONE, SECOND],
        departments=[DEPARTMENT],
        department_zones=[PART, OTHER_PART],
        staff=[HEAD, HAND, {**OFFICER, "department": "客戶服務中心", "rank": 1}],
    )
    assert first_contradiction(whole) is None


@pytest.mark.parametrize(
    ("section", "changes", "expected"),
    [
        ("zones", {"owner": 99}, ("owner", 100.0, "R-8.1")),
        ("zones", {"complaints": 1}, ("owner", 95.0, "R-8.1")),
        ("zones", {"score": 94.16}, ("score", 94.17, "R-8.1")),
        ("zones", {"score": "94.17"}, ("score", 94.17, "R-8.1")),
        ("zones", {"inspection": None}, ("score", None, "R-8.1")),
        ("zones", {"rank": 2}, ("rank", 1.0, "R-8.1")),
        ("zones", {"rank": None}, ("rank", 1.0, "R-8.1")),
        ("zones", {"tie_break": "業主評價"}, ("tie_break", None, "R-8.1")),
        ("department_zones", {"composite": 91}, ("composite", 90.0, "R-8.2")),
        ("departments", {"composite": 91}, ("composite", 90.34, "R-8.2")),
        ("departments", {"self_check": 44}, ("self_check", 88.0, "R-8.3")),
        ("staff", {"total": 92.13}, ("total", 92.12, "R-8.4")),
        ("staff", {"self": None}, ("total", None, "R-8.4")),
        ("staff", {"self_weight": 0.4}, ("total", None, "R-8.4")),
        ("staff", {"rank": 2}, ("rank", 1.0, "R-8.4")),
        ("staff", {"zone": 90}, ("zone", 88.0, "R-8.3")),
        ("staff", {"head_composite": 90}, ("head_composite", 90.34, "R-8.2")),
    ],
)
def test_what_does_not_follow_is_named(
    section: str, changes: Mapping[str, object], expected: tuple[str, float | None, str]
) -> None:
    sections: dict[str, list[Mapping[str, object]]] = {
        "zones": [ZONE, SECOND],
        "departments": [DEPARTMENT],
        "department_zones": [PART, OTHER_PART],
        "staff": [HEAD, HAND],
    }
    first = {**sections[section][0], **changes}
    sections[section][0] = first
    whole = numbers(HEADING, **sections)
    found = first_contradiction(whole)
    assert found is not None
    key, value, rule = expected
    assert found.place == whole.records(section)[0][key][0]
    assert (found.expected, found.rule) == (value, rule)
    assert found.found == first[key]


def test_an_officer_has_the_score_of_the_zone() -> None:
    found = first_contradiction(
        numbers(zones=[ZONE, SECOND], staff=[{**OFFICER, "supervisor": 95}])
    )
    assert found is not None
    assert (found.expected, found.rule) == (94.17, "R-8.1")


@pytest.mark.parametrize(
    ("changes", "tie_break"),
    [
        ({"code_order": 2}, "片區編號"),
        ({"visits": 0.4, "code_order": 2}, "回訪認可率"),
        ({"visits": 0.4, "code_order": 2}, "Visits approved"),
    ],
)
def test_ties_are_parted_in_order(changes: Mapping[str, object], tie_break: str) -> None:
    first = {**ZONE, "tie_break": tie_break}
    second = {**ZONE, **changes, "zone": "A02", "rank": 2, "tie_break": tie_break}
    assert first_contradiction(numbers(zones=[first, second])) is None
    swapped = [{**first, "rank": 2}, {**second, "rank": 1}]
    assert first_contradiction(numbers(zones=swapped)) is not None
    wrong = first_contradiction(numbers(zones=[first, {**second, "tie_break": "投訴次數"}]))
    assert wrong is not None
    assert wrong.found == "投訴次數"


def test_what_the_template_leaves_out_is_not_judged() -> None:
    zones = [
        {key: value for key, value in zone.items() if key not in {"visits", "tie_break"}}
        for zone in ({**ZONE, "rank": 2}, {**ZONE, "rank": 1, "code_order": 2})
    ]
    assert first_contradiction(numbers(zones=zones)) is None
    bare = [{"zone": "A01", "score": 1, "complaints": 9}]
    assert first_contradiction(numbers({}, zones=bare, staff=[{"staff": "Y1", "total": 3}])) is None
    assert first_contradiction(numbers({}, zones=[{**ZONE, "owner": 3, "score": 2}])) is None


def test_unscored_zones_have_no_rank() -> None:
    last = {**SECOND, "inspection": None, "score": None, "rank": None}
    assert first_contradiction(numbers(zones=[ZONE, last])) is None
    found = first_contradiction(numbers(zones=[ZONE, {**last, "rank": 2}]))
    assert found is not None
    assert (found.found, found.expected) == (2, None)


def test_a_total_without_a_part_is_none_and_not_ranked() -> None:
    """R-8.4: the others of the department rank among themselves."""
    lacking = {**HEAD, "self": None, "total": None, "rank": None}
    assert first_contradiction(numbers(staff=[lacking, {**HAND, "rank": 1}])) is None
    found = first_contradiction(numbers(staff=[{**lacking, "rank": 2}, {**HAND, "rank": 1}]))
    assert found is not None


def test_a_part_that_weighs_nothing_need_not_follow() -> None:
    own = {**OFFICER, "self_weight": 1, "supervisor": 12, "supervisor_weight": None}
    own |= {"total": 80, "rank": 1}
    assert first_contradiction(numbers(zones=[ZONE], staff=[own])) is None


def test_what_the_sheet_does_not_show_is_not_asked_of_it() -> None:
    plain = {key: value for key, value in HEAD.items() if key not in {"total", "rank", "zone"}}
    bare = {"department": ENGINEERING.hant, "self_check": 88}
    whole = numbers(departments=[bare], department_zones=[PART], staff=[plain])
    assert first_contradiction(whole) is None


def test_each_of_several_tied_zones_names_what_parts_it_from_the_one_above() -> None:
    """R-8.1: of three, the second fell to the complaints, the third to its code."""
    tied = {**ZONE, "tie_break": "投訴次數"}
    second = {**tied, "zone": "A02", "rank": 2, "complaints": 1}
    third = {**second, "zone": "A03", "rank": 3, "code_order": 3, "tie_break": "片區編號"}
    heading = {**HEADING, "owner_score_floor": 100}
    assert first_contradiction(numbers(heading, zones=[tied, second, third])) is None
    found = first_contradiction(
        numbers(heading, zones=[tied, second, {**third, "tie_break": "投訴次數"}])
    )
    assert found is not None
    assert (found.place, found.found) == ("K12", "投訴次數")
    assert (found.expected, found.rule) == ("片區編號", "R-8.1")


def test_ties_are_told_by_rank_wherever_the_rows_stand() -> None:
    """R-8.1: an office sorts the sheet by code, the best zone last."""
    tied = {**ZONE, "tie_break": "投訴次數"}
    second = {**tied, "zone": "A02", "rank": 2, "complaints": 1}
    third = {**second, "zone": "A03", "rank": 3, "code_order": 3, "tie_break": "片區編號"}
    heading = {**HEADING, "owner_score_floor": 100}
    assert first_contradiction(numbers(heading, zones=[second, third, tied])) is None


def test_zones_alike_in_everything_name_no_tie_breaker() -> None:
    alike = {**ZONE, "zone": "A02", "rank": 2}
    assert first_contradiction(numbers(zones=[ZONE, alike])) is None
    found = first_contradiction(numbers(zones=[ZONE, {**alike, "tie_break": "片區編號"}]))
    assert found is not None
    assert (found.found, found.expected) == ("片區編號", None)


def test_the_bare_columns_of_a_ranking_are_judged() -> None:
    """R-8.1: criteria, rank and tie-breaker alone say whether the tie-breaker is the right one."""
    bare = ("rank", "score", "owner", "complaints", "inspection", "visits", "code_order")
    zone: dict[str, object] = {key: ZONE[key] for key in bare} | {"tie_break": "片區編號"}
    other = {**zone, "rank": 2, "code_order": 2}
    assert first_contradiction(numbers({}, zones=[zone, other])) is None
    found = first_contradiction(numbers({}, zones=[zone, {**other, "tie_break": None}]))
    assert found is not None
    assert found.expected == "片區編號"
    person: dict[str, object] = {"department": "環境部", "total": 80, "rank": 2}
    unranked = first_contradiction(numbers(staff=[person]))
    assert unranked is not None
    assert (unranked.expected, unranked.rule) == (1.0, "R-8.4")
    without = first_contradiction(numbers(staff=[{**person, "total": None}]))
    assert without is not None
    assert (without.expected, without.rule) == (None, "R-8.4")


def test_the_officer_of_a_zone_without_a_score_has_no_part() -> None:
    """R-8.1: a typed one does not follow."""
    unscored = {**ZONE, "inspection": None, "score": None, "rank": None}
    own = {**OFFICER, "supervisor": None, "total": None, "rank": None}
    assert first_contradiction(numbers(zones=[unscored], staff=[own])) is None
    found = first_contradiction(numbers(zones=[unscored], staff=[{**own, "supervisor": 90}]))
    assert found is not None
    assert (found.found, found.expected, found.rule) == (90, None, "R-8.1")


def test_only_the_officer_of_a_zone_has_its_score() -> None:
    """R-8.1: not an officer without a zone, nor another post that a zone names."""
    idle = {**OFFICER, "staff": "Y77", "supervisor": 70, "total": 75, "rank": 1}
    assert first_contradiction(numbers(zones=[ZONE], staff=[idle])) is None
    stand_in = {**HAND, "staff": "Y01", "rank": 1}
    assert first_contradiction(numbers(zones=[ZONE], staff=[stand_in])) is None
    nameless = {key: value for key, value in OFFICER.items() if key != "staff"}
    assert first_contradiction(numbers(zones=[ZONE], staff=[{**nameless, "rank": 1}])) is None


def test_a_part_of_nought_counts_as_nought() -> None:
    """R-8.4: it was given, and is not missing."""
    own = {**HAND, "zone": 0, "total": 56, "rank": 1}
    assert first_contradiction(numbers(staff=[own])) is None


@pytest.mark.parametrize(
    ("heading", "counts", "owner"),
    [
        ({"owner_score_floor": 60}, (9, 0), 60),
        ({"owner_score_floor": 0}, (21, 0), 0),
        ({"owner_score_floor": None}, (21, 0), -5),
        ({"owner_score_ceiling": 103}, (0, 3), 103),
        ({"owner_score_ceiling": None}, (0, 3), 106),
        ({"complaint_deduction": 4, "commendation_bonus": 3}, (2, 1), 95),
        ({"complaint_deduction": None}, (2, 1), 102),
        ({"commendation_bonus": None}, (2, 1), 90),
    ],
)
def test_the_owner_part_follows_from_the_settings_that_stand_there(
    heading: Mapping[str, object], counts: tuple[int, int], owner: int
) -> None:
    """R-8.1: an empty amount is none, an empty limit too."""
    own = ("complaint_deduction", "commendation_bonus", "owner_score_floor", "owner_score_ceiling")
    settings = {key: HEADING[key] for key in own} | dict(heading)
    zone: dict[str, object] = {"complaints": counts[0], "commendations": counts[1], "owner": owner}
    assert first_contradiction(numbers(settings, zones=[zone])) is None
    found = first_contradiction(numbers(settings, zones=[{**zone, "owner": owner + 1}]))
    assert found is not None
    assert (found.place, found.expected, found.rule) == ("C10", owner, "R-8.1")


@pytest.mark.parametrize("unknown", ["complaints", "commendations"])
def test_an_owner_part_without_its_counts_is_let_be(unknown: str) -> None:
    zone: dict[str, object] = {"complaints": 1, "commendations": 0, "owner": 50, unknown: None}
    assert first_contradiction(numbers(zones=[zone])) is None


def test_a_score_follows_from_its_parts_and_weights_alone() -> None:
    """R-8.1: an empty weight weighs nothing."""
    weights: dict[str, object] = {"zone_inspection_weight": 0.3, "zone_owner_weight": 0.7}
    zone = {"inspection": 80.55, "owner": 100, "score": 94.17}
    assert first_contradiction(numbers(weights, zones=[zone])) is None
    found = first_contradiction(numbers(weights, zones=[{**zone, "score": 94.16}]))
    assert found is not None
    assert (found.place, found.expected) == ("C10", 94.17)
    for weight, score in (("zone_inspection_weight", 70), ("zone_owner_weight", 24.17)):
        held = numbers({**weights, weight: None}, zones=[{**zone, "score": score}])
        assert first_contradiction(held) is None


def test_ranks_follow_from_scores_alone() -> None:
    """R-8.1: where the template shows neither parts nor tie-breakers."""
    zones: list[dict[str, object]] = [{"rank": 1, "score": 90}, {"rank": 2, "score": 91}]
    found = first_contradiction(numbers({}, zones=zones))
    assert found is not None
    assert (found.place, found.expected, found.rule) == ("A11", 1.0, "R-8.1")
    unscored = first_contradiction(numbers({}, zones=[{"rank": 1, "score": None}]))
    assert unscored is not None
    assert (unscored.expected, unscored.rule) == (None, "R-8.1")


def test_no_complaint_is_fewer_than_one() -> None:
    """R-8.1: nought is a count, and goes before the zone code."""
    tied = {**ZONE, "tie_break": "投訴次數", "code_order": 9}
    second = {**tied, "zone": "A02", "rank": 2, "complaints": 1, "code_order": 1}
    heading = {**HEADING, "owner_score_floor": 100}
    assert first_contradiction(numbers(heading, zones=[tied, second])) is None


@pytest.mark.parametrize(("key", "rule"), [("composite", "R-8.2"), ("self_check", "R-8.3")])
def test_a_department_is_the_mean_of_its_zones(key: str, rule: str) -> None:
    """None where no zone has a part of it; other departments' zones do not count."""
    name, other = ENGINEERING.hant, "環境部"
    parts: Rows = [{"department": name, key: None}, {"department": other, key: 60}]
    departments: Rows = [{"department": name, key: None}, {"department": other, key: 60}]
    assert first_contradiction(numbers(departments=departments, department_zones=parts)) is None
    wrong = [{"department": name, key: 60}, departments[1]]
    found = first_contradiction(numbers(departments=wrong, department_zones=parts))
    assert found is not None
    assert (found.place, found.expected, found.rule) == ("B10", None, rule)
    assert first_contradiction(numbers(departments=wrong)) is None


def test_parts_follow_from_what_the_bare_lists_show() -> None:
    zones = [{"officer": "Y01", "score": 94.17}]
    found = first_contradiction(numbers(zones=zones, staff=[{**OFFICER, "supervisor": 95}]))
    assert found is not None
    assert (found.expected, found.rule) == (94.17, "R-8.1")


LED = {"staff": "Y01", "zone": "A01", "days": 12, "score": 94.17}
OTHER_LED = {"staff": "Y01", "zone": "A02", "days": 31, "score": 90.67}


@pytest.mark.parametrize(
    ("led", "supervisor"),
    [
        ([LED, OTHER_LED], 91.65),  # (94.17×12 + 90.67×31) ÷ 43 = 91.646
        ([LED, {**OTHER_LED, "staff": "Y02"}], 94.17),
        ([{**LED, "days": 0}], None),
        ([{**LED, "days": "?"}], None),
    ],
)
def test_an_officer_has_the_mean_of_the_zones_by_days(
    led: list[dict[str, object]], supervisor: float | None
) -> None:
    """R-8.1: wherever the sheet has the days, whoever stands beside the zones."""
    zones = [{**ZONE, "officer": "Y05"}, SECOND]
    own = {**OFFICER, "supervisor": 80}
    found = first_contradiction(numbers(zones=zones, staff=[own], officer_days=led))
    assert found is not None
    assert (found.found, found.expected, found.rule) == (80, supervisor, "R-8.1")


def test_a_zone_has_the_same_score_beside_its_days() -> None:
    elsewhere = {"zone": "A09", "score": 99}
    for led in (
        [{"zone": "A01", "score": 99}, elsewhere],
        [elsewhere, {**elsewhere, "zone": "A01"}],
    ):
        found = first_contradiction(numbers(zones=[ZONE], officer_days=led))
        assert found is not None
        assert (found.found, found.expected, found.rule) == (99, 94.17, "R-8.1")
    assert first_contradiction(numbers(zones=[ZONE], officer_days=[{"zone": "A01"}])) is None
