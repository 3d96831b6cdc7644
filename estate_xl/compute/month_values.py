"""A month's numbers apart from any sheet: their digest, and what a correction changed (R-M1, R-M2).

The values are plain JSON, by kind, record and field, so that they can be kept and compared whatever
template showed them. What words are for, a name or a remark, is not among them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from estate_xl.compute.appraisal_numbers import digest_of, plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from estate_xl.compute.appraisal import Appraisal
    from estate_xl.compute.appraisal_numbers import Numbers, Value

Fields = dict[str, "Value"]
Values = dict[str, dict[str, Fields]]
"""By kind (`zones`, `departments`, `staff`) and record, the value of each field."""

KINDS: Final[Mapping[str, tuple[str, tuple[str, ...]]]] = {
    "zones": (
        "zone",
        ("score", "rank", "inspection", "owner", "complaints", "commendations", "tie_break"),
    ),
    "departments": ("department", ("composite", "self_check")),
    "staff": (
        "staff",
        (
            "total",
            "rank",
            "self",
            "zone",
            "supervisor",
            "head_composite",
            "director",
            "department",
            "post",
        ),
    ),
}
"""By kind, the key of its records and their fields, the results first."""
_FROM_SHEET: Final = frozenset({"tie_break", "department", "post"})
"""Words in the language of a sheet."""


class Change(NamedTuple):
    """A field whose value is another one than in the version before.

    Attributes:
        kind: Of `KINDS`.
        record: The zone's code, the department or the staff number.
        field: Key of the field; empty where the whole record is new or gone.
        before: Its value in the version before.
        after: Its value now.
    """

    kind: str
    record: str
    field: str
    before: Value
    after: Value


def month_values(appraisal: Appraisal) -> Values:
    """The numbers of a month, as they were computed."""
    told: dict[str, Any] = appraisal.as_json()
    return {
        kind: {
            str(record[key]): {field: plain(record[field]) for field in fields}
            for record in told[kind]
        }
        for kind, (key, fields) in KINDS.items()
    }


def values_digest(values: Values) -> str:
    """SHA-256 of the values, 64 hexadecimal digits."""
    return digest_of(values)


def values_shown(numbers: Numbers) -> Values:
    """The numbers that a filled sheet shows, of a version whose values were not kept.

    What its template does not show is not among them, nor are words; departments are left out,
    which the sheet calls by the names of its own language.
    """
    values: Values = {}
    for kind, (key, fields) in KINDS.items():
        if kind == "departments":
            continue
        values[kind] = {
            str(record[key][1]): {
                field: record[field][1]
                for field in fields
                if field in record and field not in _FROM_SHEET
            }
            for record in numbers.records(kind)
            if key in record
        }
    return values


def changes_between(before: Values, after: Values) -> list[Change]:
    """What changed from one version to the next: zones, departments, then people.

    Only fields that both have are compared; a record that only one has is one change.
    """
    return [
        change
        for kind in KINDS
        if kind in before
        for change in _changes(kind, before[kind], after[kind])
    ]


def _changes(
    kind: str, before: Mapping[str, Fields], after: Mapping[str, Fields]
) -> Iterator[Change]:
    for record, fields in after.items():
        if record not in before:
            yield Change(kind, record, "", None, _result(fields))
            continue
        old = before[record]
        for field in KINDS[kind][1]:
            if field in old and field in fields and old[field] != fields[field]:
                yield Change(kind, record, field, old[field], fields[field])
    for record, fields in before.items():
        if record not in after:
            yield Change(kind, record, "", _result(fields), None)


def _result(fields: Fields) -> Value:
    """The score or total that stands for a record; an empty text where it has none."""
    found = next(iter(fields.values()), None)
    return "" if found is None else found
