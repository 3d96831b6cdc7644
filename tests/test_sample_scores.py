"""Monthly scores: who is scored, in which parts."""

from __future__ import annotations

from collections import Counter

from estate_xl.sample.calendar import make_span
from estate_xl.sample.office import Office
from estate_xl.sample.scores import make_monthly_scores, typed_parts

SPAN = make_span(["2026-08", "2026-09", "2026-10"])
OFFICE = Office(1, SPAN)
ROWS = make_monthly_scores(1, SPAN, OFFICE)


def test_parts_of_the_thirteen_posts() -> None:
    parts = typed_parts()
    assert len(parts) == 13
    assert parts["客戶服務中心", "客戶主管"] == ("self", "director")
    assert parts["客戶服務中心", "片區客戶人員"] == ("self",)
    assert parts["協管隊", "協管隊長"] == ("self", "director")
    assert parts["環境部", "綠化班長"] == ("self", "supervisor")
    assert parts["環境部", "員工"] == ("supervisor",)


def test_everybody_employed_on_a_day_of_the_month_but_the_director() -> None:
    assert Counter(row["month"] for row in ROWS) == {"2026-08": 44, "2026-09": 45, "2026-10": 44}
    assert OFFICE.director.key not in {row["staff"] for row in ROWS}


def test_each_row_has_the_parts_of_its_post() -> None:
    people = {person.key: person for person in OFFICE.people}
    people |= {person.name: person for person in OFFICE.people if person.name}
    for row in ROWS:
        person = people[str(row["staff"])]
        assert set(row) - {"month", "staff"} == set(typed_parts()[person.department, person.post])


def test_scores_stand_in_half_points_from_82_to_98() -> None:
    scores = [
        row[part] for row in ROWS for part in ("self", "supervisor", "director") if part in row
    ]
    for score in scores:
        assert isinstance(score, int | float)
        assert 82 <= score <= 98
        assert score * 2 == int(score * 2)
    assert len(set(scores)) > 15
