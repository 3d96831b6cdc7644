"""Names as people write them, through the real command on real files."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from estate_xl.blueprint import make_book
from estate_xl.console.cli import main
from estate_xl.schema import ESTATE_BOOK, Language
from support.desks import records
from support.sheets import read_sheet

if TYPE_CHECKING:
    from collections.abc import Callable

    from openpyxl import Workbook

    Office = Callable[..., Path]

CASES = (Path(__file__).parents[1] / "../shared/cases").resolve()
_FIRST = 4
_MONTH = "2026-10"
_RECORDS: dict[str, list[dict[str, object]]] = records()
_RECORDS["Staff"] += [
    {"staff": "Y04", "name": "沈濤", "department": "工程維修部", "post": "員工", "trade": "維修"},
    {"staff": "Y05", "name": "衛東", "department": "工程維修部", "post": "工程主管"},
    {"staff": "Y06", "name": "陳靜", "department": "客戶服務中心", "post": "前臺接待員"},
    {"staff": "Y07", "name": "陳強", "department": "協管隊", "post": "員工", "trade": "協管"},
]
_RECORDS["Owners"] = [
    {"room": "1棟—101", "owner": "王五", "zone": "A01", "moved_in": "是"},
    {"room": "2棟—0201", "owner": "趙六", "zone": "A02", "moved_in": "是"},
]
_RECORDS["Complaints"] = [
    {
        "complaint": f"TS202610-{number:04}",
        "received": _RECORDS["Tickets"][0]["registered"],
        "zone": "A02",
        "content": "噪音",
        "department": "協管隊",
        "level": "主管級",
    }
    for number in range(1, 5)
]
_RECORDS["InspectionStandards"] = [
    {"code": code, "trade": "維修", "item": "甲", "standard": "乙", "deduction": 2}
    for code in ("WX01", "綠1")
]
_RECORDS["MonthlyScores"] = [{"month": _MONTH, "staff": "Y04", "supervisor": 90}]


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """Makes a small office in which some cells are typed otherwise."""

    def make(
        *changes: tuple[str, str, int, str | None],
        language: Language = Language.HANT,
        edit: Callable[[Workbook], object] | None = None,
    ) -> Path:
        path = tmp_path / f"{len(list(tmp_path.iterdir()))}.xlsx"
        rows = {sheet: [dict(row) for row in held] for sheet, held in _RECORDS.items()}
        if language is Language.HANS:
            for record in [*rows["Staff"], *rows["Zones"], *rows["Owners"]]:
                record |= {key: _simple(text) for key, text in record.items()}
        path.write_bytes(make_book(language, rows))
        workbook = openpyxl.load_workbook(path)
        for sheet, key, row, value in changes:
            declared = ESTATE_BOOK[sheet]
            column = [each.key for each in declared.columns].index(key) + 1
            workbook[declared.title.text(language)].cell(row, column, value)
        if edit is not None:
            edit(workbook)
        workbook.save(path)
        return path

    return make


def _simple(text: object) -> object:
    kept = {"衛東": "卫东", "沈濤": "沈涛", "聽濤苑": "听涛苑", "1棟—101": "1栋-101"}
    return kept.get(str(text), text)


def answer(capsys: pytest.CaptureFixture[str], *words: str | Path) -> Any:  # noqa: ANN401 - JSON
    capsys.readouterr()
    assert main([*map(str, words), "--json", "--quiet"]) in {0, 1}
    return json.loads(capsys.readouterr().out)


def result(capsys: pytest.CaptureFixture[str], path: Path) -> Any:  # noqa: ANN401 - JSON
    return answer(capsys, "month-end", path, "--month", _MONTH)


def found(capsys: pytest.CaptureFixture[str], path: Path) -> list[Any]:
    """Messages of `validate` that the sound office does not have."""
    return [
        (each["sheet"], each["row"], each["column"], each["message"])
        for each in answer(capsys, "validate", path)["findings"]
    ]


_PLAIN = (
    *(("Tickets", "worker", row, "Y04") for row in range(_FIRST, _FIRST + 3)),
    *(("Tickets", "room", row, "1棟—101") for row in range(_FIRST, _FIRST + 2)),
    ("Inspections", "findings", _FIRST, "綠1"),
)
_OTHERWISE = (
    ("Tickets", "worker", _FIRST, "沈　濤"),
    ("Tickets", "worker", _FIRST + 1, " 沈\u200b涛 "),
    ("Tickets", "worker", _FIRST + 2, "ｙ０４"),
    ("Tickets", "room", _FIRST, "1栋－101"),
    ("Tickets", "room", _FIRST + 1, "１棟 - １０１"),
    ("Tickets", "zone", _FIRST, "觀瀾　苑"),
    ("Tickets", "kind", _FIRST, "工程类"),
    ("Tickets", "kind", _FIRST + 1, " 物 管類\u200b"),
    ("Tickets", "department", _FIRST, "工程维修部"),
    ("Zones", "officer", _FIRST, "林晓"),
    ("Zones", "officer", _FIRST + 1, "林　曉"),
    ("MonthlyScores", "staff", _FIRST, "沈　濤"),
    *(("Complaints", "zone", row, "听涛苑") for row in range(_FIRST, _FIRST + 3)),
    ("Complaints", "zone", _FIRST + 3, "聽 濤 苑"),
    ("Inspections", "findings", _FIRST, "绿1"),
    ("FollowUps", "by", _FIRST, "周 明"),
    ("FollowUps", "ticket", _FIRST, "ｂｓ202610—0001"),
    ("Settings", "key", _FIRST, "ｐｒｏｊｅｃｔ＿ｎａｍｅ "),
)


@pytest.mark.slow
@pytest.mark.parametrize("language", [Language.HANT, Language.HANS])
def test_the_same_in_other_characters(
    office: Office, capsys: pytest.CaptureFixture[str], language: Language
) -> None:
    plain = office(*_PLAIN, language=language)
    otherwise = office(*_OTHERWISE, language=language)
    assert found(capsys, otherwise) == found(capsys, plain)
    assert result(capsys, otherwise) == result(capsys, plain)


@pytest.mark.slow
def test_a_simplified_workbook_understands_the_traditional_name(
    office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    names = enumerate(("衛東", "卫东", "衞　東"), start=_FIRST)
    path = office(
        *(("Tickets", "worker", row, name) for row, name in names), language=Language.HANS
    )
    keys = (("Tickets", "worker", row, "Y05") for row in range(_FIRST, _FIRST + 3))
    assert found(capsys, path) == found(capsys, office(*keys, language=Language.HANS))


@pytest.mark.slow
def test_complaints_by_the_zones_name_in_the_other_script_cost_the_zone(
    office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    changes = [("Complaints", "zone", row, "听涛苑") for row in range(_FIRST, _FIRST + 4)]
    zones = result(capsys, office(*changes))["zones"]
    assert {zone["zone"]: zone["complaints"] for zone in zones} == {"A01": 0, "A02": 4}


_NEAREST = {
    ("Tickets", "receptionist", _FIRST, "陳淨"): (
        "「接待人」的「陳淨」在「員工」表中找不到。"
        "最接近的是 陳靜（Y06）；請填「員工」表中已有的編號或名稱，或先在該表登記。"
    ),
    ("Tickets", "room", _FIRST, "2棟-201室"): (
        "「房號」的「2棟-201室」在「業主」表中找不到。"
        "最接近的是 2棟—0201；請填「業主」表中已有的編號或名稱，或先在該表登記。"
    ),
    ("Tickets", "zone", _FIRST, "聽海苑"): (
        "「片區」的「聽海苑」在「片區」表中找不到。"
        "最接近的是 聽濤苑（A02）；請填「片區」表中已有的編號或名稱，或先在該表登記。"
    ),
    ("Tickets", "receptionist", _FIRST + 1, "諸葛亮"): (
        "「接待人」的「諸葛亮」在「員工」表中找不到。"
        "請填「員工」表中已有的編號或名稱，或先在該表登記。"
    ),
    ("Tickets", "kind", _FIRST, "工程"): (
        "「類別」的「工程」不在選項之內。最接近的是 工程類；請從下拉選單選擇：工程類、物管類。"
    ),
    ("Inspections", "findings", _FIRST, "WX1"): (
        "「不合格項」的「WX1」不在巡檢標準之內。"
        "最接近的是 WX01；請填「巡檢標準」表中的編號，多項用「、」隔開。"
    ),
    ("Settings", "key", _FIRST, "project_nam"): (
        "不認識鍵「project_nam」。最接近的是 project_name；請核對拼寫，或刪去這一行。"
    ),
}


def test_the_nearest_is_proposed(office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    lines = found(capsys, office(*_NEAREST))
    for (sheet, column, row, _), message in _NEAREST.items():
        declared = ESTATE_BOOK[sheet]
        place = (declared.title.hant, row, declared.column(column).header.hant)
        assert (*place, message) in lines


@pytest.mark.slow
def test_two_that_are_written_alike_are_both_named(
    office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    other = ("Staff", "name", _FIRST, "沈　涛")
    lines = found(capsys, office(other, ("Tickets", "worker", _FIRST, "沈涛")))
    message = (
        "「服務人員」的「沈涛」在「員工」表中不止一個。"
        "可能是 沈　涛（Y01）、沈濤（Y04），請填其中一個的編號。"
    )
    assert ("報事", _FIRST, "服務人員", message) in lines
    exact = found(capsys, office(other, ("Tickets", "worker", _FIRST, "沈濤")))
    assert not [line for line in exact if line[:3] == ("報事", _FIRST, "服務人員")]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("sheet", "column", "typed"), [("Owners", "room", "１栋-101"), ("Staff", "staff", "y０1")]
)
def test_keys_that_are_written_alike_are_one_key_twice(
    office: Office, capsys: pytest.CaptureFixture[str], sheet: str, column: str, typed: str
) -> None:
    lines = found(capsys, office((sheet, column, _FIRST + 1, typed)))
    header = ESTATE_BOOK[sheet].column(column).header.hant
    rows = [line[1] for line in lines if line[2] == header and "重複：第 4、5 行" in line[3]]
    assert rows == [_FIRST, _FIRST + 1]


@pytest.mark.slow
def test_a_header_in_mixed_characters_is_understood_and_another_asked_for(
    office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    def renamed(header: str, *, own: str = "") -> Callable[[Workbook], object]:
        def edit(workbook: Workbook) -> None:
            sheet = workbook["報事"]
            del sheet.tables["Tickets"]
            headers = {cell.value: cell for cell in sheet[3]}
            headers["聯繫電話"].value = header
            sheet.cell(3, sheet.max_column + 1, own or None)

        return edit

    sound = found(capsys, office())
    assert found(capsys, office(edit=renamed("聯系電話"))) == sound
    assert found(capsys, office(edit=renamed("聯繫電話", own="聯絡電話"))) == sound
    (asked,) = set(found(capsys, office(edit=renamed("聯絡 電話")))) - set(sound)
    assert asked == (
        "報事",
        3,
        "聯繫電話",
        (
            "缺少欄位「聯繫電話」。是不是「聯絡 電話」？若是，把它改名為「聯繫電話」；"
            "若不是，在表頭行補上「聯繫電話」一欄。"
        ),
    )
    (missing,) = set(found(capsys, office(edit=renamed("備註")))) - set(sound)
    assert missing[3] == "缺少欄位「聯繫電話」。在表頭行補上「聯繫電話」一欄。"


@pytest.mark.slow
def test_a_tab_in_mixed_characters_is_ours(
    office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    def edit(workbook: Workbook) -> None:
        workbook["檢查結果"].title = "檢查结果"
        del workbook["員工"].tables["Staff"]
        workbook["員工"].title = "員 工"

    path = office(edit=edit)
    assert found(capsys, path) == found(capsys, office())


@pytest.mark.slow
@pytest.mark.parametrize(
    ("ticket", "by", "said"),
    [
        ("ｂｓ202610—0001", "林　晓", ""),
        ("BS202610-1", "林曉", "沒有「BS202610-1」，最接近的是 BS202610-0001，請核對單號。"),
        ("BS202610-0001", "陳淨", "沒有「陳淨」，最接近的是 陳靜（Y06），請寫工號或姓名。"),
    ],
)
def test_what_is_typed_on_the_command_line(
    office: Office, capsys: pytest.CaptureFixture[str], ticket: str, by: str, said: str
) -> None:
    path = office()
    words = ["follow-up", str(path), "--ticket", ticket, "--by", by, "--note", "已約"]
    assert main(words) == (2 if said else 0)
    assert said in capsys.readouterr().err
    if not said:
        line = [read_sheet(path, "跟進").cell(5, column).value for column in (1, 3)]
        assert line == ["BS202610-0001", "林曉"]  # as the master spells them
        assert main(["work-orders", str(path), "--ticket", ticket]) == 0


def test_a_template_name_in_the_other_script(
    office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    def edit(workbook: Workbook) -> None:
        workbook["報事單模板"]["A1"] = "{{ 报事內容 }}"

    assert main(["work-orders", str(office(edit=edit)), "--ticket", "BS202610-0001"]) == 0
    capsys.readouterr()


@pytest.mark.slow
@pytest.mark.skipif(not CASES.is_dir(), reason="the case workbooks are not here")
def test_the_office_with_blanks_in_names_has_the_results_of_the_one_without(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    printed = {}
    for name in ("base", "padname"):
        path = tmp_path / f"{name}.xlsx"
        path.write_bytes((CASES / path.name).read_bytes())
        # Three visits contradict their slips (art. 5), whoever is named.
        assert {row for _, row, *_ in found(capsys, path)} == {9, 22, 35}
        printed[name] = result(capsys, path)
    assert printed["padname"] == printed["base"]
