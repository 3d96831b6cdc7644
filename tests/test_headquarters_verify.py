"""`estate-xl verify` accepts what was packed and names the first thing that was changed since."""

from __future__ import annotations

import datetime as dt
import json
import random
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest

from estate_xl.blueprint import make_book
from estate_xl.check import parse_settings
from estate_xl.compute.appraisal import calculate_appraisal
from estate_xl.compute.appraisal_numbers import plain, take_numbers
from estate_xl.console import cli
from estate_xl.deliver.book_copies import add_properties, open_data, own_properties, sight_of
from estate_xl.deliver.encryption import protect_package
from estate_xl.deliver.formula_equality import formula_meaning
from estate_xl.deliver.manifest import Manifest
from estate_xl.deliver.package import make_package
from estate_xl.deliver.package_checks import verify_package
from estate_xl.deliver.visible_content import as_held
from estate_xl.engine.addresses import address
from estate_xl.engine.opening import store_results
from estate_xl.files.session import open_file
from estate_xl.read import read_office
from estate_xl.read.sheet_values import reader
from estate_xl.sample import make_sample
from estate_xl.schema import Language
from estate_xl.tasks.common import names
from estate_xl.tasks.month_end import month_end
from estate_xl.write.appraisal import heading, lists
from estate_xl.write.corrections import Edition
from estate_xl.write.month_records import MonthRecord, write_record
from estate_xl.write.placeholders import fill_template
from support.closed_month import FILLED, MONTH
from support.packages import file_of, parts_of
from test_deliver_passwords import environment, in_terminal

if TYPE_CHECKING:
    import xlwings as xw

    from estate_xl.deliver.package import Package
    from estate_xl.read import Office

pytestmark = pytest.mark.slow
PACKAGES = 50
RESAVED = (Path(__file__).parents[1] / "../shared/cases/package-resaved.xlsx").resolve()
SHEET = "xl/worksheets/sheet1.xml"
PASSWORD = "開門-Sesame 7"  # noqa: S105 - the tests' own


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> list[Package]:
    """Packages of one office whose scores are other ones each time."""
    sample = make_sample(tickets=20, months=[str(MONTH)])
    records = {**sample.records, "Inspections": sample.records["Inspections"][::9]}
    records |= {"Owners": records["Owners"][:30], "Staff": records["Staff"][:16]}
    path = tmp_path_factory.mktemp("made") / "book.xlsx"
    path.write_bytes(make_book(Language.HANT, records, sample.settings))
    chance = random.Random(7)  # noqa: S311 - no secret
    packages = []
    with open_file(path) as opened:
        now = dt.datetime(2026, 11, 1)  # noqa: DTZ001 - a workbook's times have no zone
        month_end(opened.book, MONTH, now, lambda _: None)
        office = read_office(opened.book)
        settings, _ = parse_settings(office.tables["Settings"])
        for _ in range(PACKAGES):
            for key, column in (("MonthlyScores", "director"), ("Inspections", "score")):
                frame = office.tables[key]
                frame[column] = [chance.randrange(6000, 10001) / 100 for _ in frame.index]
            fill_again(opened.book, office)
            packages.append(
                make_package(
                    opened.book, MONTH, Language.HANT, with_evidence=False, settings=settings
                )
            )
    return packages


def fill_again(book: xw.Book, office: Office) -> None:
    """What month-end writes of these frames on 考核, without reading the workbook again."""
    settings, _ = parse_settings(office.tables["Settings"])
    appraisal = calculate_appraisal(office.tables, settings.appraisal, MONTH)
    edition = Edition(1)
    values = heading(appraisal, settings.values, Language.HANT, edition)
    records = lists(appraisal, names(office), Language.HANT)
    template = book.sheets["月度考核模板"]
    old = book.sheets[FILLED]
    filled = fill_template(template, FILLED, values, records, Language.HANT, old=old)
    store_results(book, {FILLED: cast("dict[str, float]", filled.results)})
    standing, held = filled.places.standing(), filled.places.values
    numbers = take_numbers(str(MONTH), standing, lambda *place: held[place])
    record = MonthRecord(MONTH, FILLED, {}, numbers.digest, "0", standing)
    write_record(book, record, Language.HANT)


def rewritten(data: bytes, place: str, number: float, *, formula: bool) -> bytes:
    """The package with another number in a cell, and another formula where it has one."""
    parts = parts_of(data)
    text = parts[SHEET].decode()
    cell = re.search(rf'<c r="{place}"[^>]*>.*?</c>', text)
    assert cell is not None
    new = re.sub(r"<v>[^<]*</v>", f"<v>{number!r}</v>", cell[0])
    if formula:
        new = re.sub(r"<f>[^<]*</f>", f"<f>{number!r}+0</f>", new)
    assert new != cell[0]
    parts[SHEET] = text.replace(cell[0], new).encode()
    return file_of(parts)


def forged(data: bytes) -> bytes:
    """The package with a manifest made anew from what it now holds."""
    manifest = Manifest.from_properties(own_properties(data))
    assert manifest is not None
    with open_data(data, "x.xlsx") as book:
        standing = manifest.numbers.standing
        value_at = reader(book.sheets[manifest.title], "value")
        numbers = take_numbers(manifest.month, standing, value_at)
    sight = sight_of(data)
    sights = {title: as_held(sheet) for title, sheet in sight.sheets.items()}
    about = manifest.office, manifest.version, manifest.title
    new = Manifest.of(*about, numbers, manifest.facts, sights, sight.parts)
    parts = parts_of(data)
    del parts["docProps/custom.xml"]
    for name, pattern in (
        ("[Content_Types].xml", r'<Override PartName="/docProps/custom.xml"[^>]*/>'),
        ("_rels/.rels", r'<Relationship [^>]*custom-properties"[^>]*/>'),
    ):
        parts[name] = re.sub(pattern.encode(), b"", parts[name])
    return add_properties(file_of(parts), new.as_properties())


def numeric_places(package: Package) -> list[tuple[int, int]]:
    """Where numbers stand, texts and blanks apart."""
    return [
        place
        for place, value in package.numbers.values.items()
        if isinstance(value, int | float) and not isinstance(value, bool)
    ]


def test_packages_are_accepted(made: list[Package]) -> None:
    assert len({package.digest for package in made}) == PACKAGES
    for package in made:
        verdict = verify_package(package.data, package.name)
        assert verdict.difference is None
        assert verdict.manifest is not None
        assert verdict.manifest.digest == package.digest


def test_one_number_changed_is_caught_and_named(made: list[Package]) -> None:
    chance = random.Random(11)  # noqa: S311 - no secret
    for package in made:
        place = chance.choice(numeric_places(package))
        old = package.numbers.values[place]
        assert isinstance(old, int | float)
        new = round(old + chance.choice([0.01, -0.01, 1, 5]), 2)
        for formula in (False, True):
            data = rewritten(package.data, address(*place), new, formula=formula)
            found = verify_package(data, package.name).difference
            assert found is not None
            assert (found.kind, found.sheet, found.cell) == ("changed", FILLED, address(*place))
            assert (found.found, found.expected) == (plain(new), old)


def test_a_formula_changed_alone_is_caught(made: list[Package]) -> None:
    parts = parts_of(made[0].data)
    parts[SHEET] = re.sub(rb'(<c r="L7"[^>]*>)<f>[^<]*</f>', rb"\1<f>99+0</f>", parts[SHEET])
    found = verify_package(file_of(parts), "x").difference
    assert found is not None
    assert (found.kind, found.cell, found.found) == ("formula", "L7", "=99+0")
    assert str(found.expected).startswith("=IF(COUNT(F7,J7)=2,")


def test_a_number_spelled_as_other_programs_do_is_the_same(made: list[Package]) -> None:
    parts = parts_of(made[0].data)
    assert b"1E+9" in parts[SHEET]
    parts[SHEET] = parts[SHEET].replace(b"1E+9", b"1000000000")
    kinds = {each.kind for each in verify_package(file_of(parts), "x").differences}
    assert kinds == {"touched"}
    parts[SHEET] = parts[SHEET].replace(b"1000000000", b"1000000001", 1)
    found = verify_package(file_of(parts), "x").difference
    assert found is not None
    assert found.kind == "formula"


@pytest.mark.skipif(not RESAVED.exists(), reason="needs the shared cases")
def test_a_package_saved_again_by_another_program() -> None:
    assert verify_package(RESAVED.read_bytes(), RESAVED.name).difference is None


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("=A1+.5", "=A1+0.50", True),
        ("=1e3", "=1000", True),
        ('="1E+9"', '="1000000000"', False),
        ("='1E+3'!A1", "='1000'!A1", False),
        ("=A1E3", "=A1000", False),
        ("=N2.50", "=N2.5", False),
        ("=SUM(1:1)", "=SUM(1:2)", False),
        ("=2", "=3", False),
        ("=2", None, False),
    ],
)
def test_formulas_are_compared_by_what_their_numbers_mean(
    one: str,
    other: str | None,
    is_same: bool,  # noqa: FBT001 - a column of the table
) -> None:
    assert (formula_meaning(one) == formula_meaning(other)) is is_same


@pytest.mark.parametrize("key", ["score", "rank", "owner"])
def test_a_forger_who_makes_the_manifest_anew_has_to_get_the_rules_right(
    made: list[Package], key: str
) -> None:
    for package in made[:5]:
        place, value = package.numbers.records("zones")[2][key]
        assert isinstance(value, int | float)
        data = forged(rewritten(package.data, place, value + 1, formula=True))
        found = verify_package(data, package.name).difference
        assert found is not None
        assert found.kind == "rule"
        assert found.rule == "R-8.1"


@pytest.mark.parametrize(
    ("key", "rule"), [("total", "R-8.4"), ("rank", "R-8.4"), ("head_composite", "R-8.2")]
)
def test_totals_and_ranks_follow_from_their_parts(made: list[Package], key: str, rule: str) -> None:
    person = next(
        each
        for each in made[0].numbers.records("staff")
        if all(isinstance(each[name][1], int | float) for name in (key, "total"))
    )
    place, value = person[key]
    assert isinstance(value, int | float)
    found = verify_package(forged(rewritten(made[0].data, place, value + 1, formula=True)), "x")
    assert found.difference is not None
    assert (found.difference.kind, found.difference.rule) == ("rule", rule)
    assert found.difference.cell == place


def test_another_sheet_changed_is_caught(made: list[Package]) -> None:
    parts = parts_of(made[0].data)
    strings = parts["xl/sharedStrings.xml"].decode()
    parts["xl/sharedStrings.xml"] = strings.replace("月度統計", "月度改計").encode()
    found = verify_package(file_of(parts), "x").difference
    assert found is not None
    assert (found.kind, found.sheet) == ("changed", "月度統計")
    assert "月度改計" in str(found.found)


def test_a_damaged_manifest_is_caught(made: list[Package]) -> None:
    parts = parts_of(made[0].data)
    name = "docProps/custom.xml"
    for old, new in ((made[0].digest.encode(), b"0" * 64), (b'name="manifest-2"', b'name="x"')):
        changed = {**parts, name: parts[name].replace(old, new)}
        assert changed[name] != parts[name]
        found = verify_package(file_of(changed), "x")
        assert found.manifest is None
        assert found.difference is not None
        assert found.difference.kind == "manifest"


def test_the_command_says_what_it_found(
    made: list[Package], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fine, bad = tmp_path / "好.xlsx", tmp_path / "壞.xlsx"
    fine.write_bytes(made[0].data)
    place, value = made[0].numbers.records("zones")[0]["score"]
    assert isinstance(value, int | float)
    bad.write_bytes(rewritten(made[0].data, place, 99.99, formula=False))
    assert cli.main(["verify", str(fine)]) == 0
    (told,) = capsys.readouterr().out.splitlines()
    assert told.startswith("好.xlsx：與打包時一致，排名和總分正確。是否重做過，")
    assert told.endswith(f"核對碼 {made[0].digest[:16]}…")
    assert cli.main(["verify", str(fine), str(bad)]) == 1
    assert capsys.readouterr().out.splitlines()[1] == (
        f"壞.xlsx：「{FILLED}」{place} 現在是 99.99，打包時是 {value}。"
    )
    assert cli.main(["verify", str(bad), "--lang", "en", "--quiet"]) == 1
    assert capsys.readouterr().out == ""
    assert cli.main(["verify", str(bad), "--json"]) == 1
    (entry,) = json.loads(capsys.readouterr().out)["files"]
    assert entry["status"] == "differs"
    assert (entry["month"], entry["sha256"]) == (str(MONTH), made[0].digest)
    assert entry["difference"] == {
        "kind": "changed",
        "sheet": FILLED,
        "cell": place,
        "found": 99.99,
        "expected": value,
        "rule": "",
    }


def test_what_cannot_be_read_is_said(
    made: list[Package], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fine, cut = tmp_path / "fine.xlsx", tmp_path / "cut.xlsx"
    fine.write_bytes(made[0].data)
    cut.write_bytes(made[0].data[:3000])
    other = tmp_path / "other.xlsx"
    other.write_bytes(make_book(Language.HANT))
    files = [str(fine), str(cut), str(other), str(tmp_path / "none.xlsx"), str(tmp_path)]
    assert cli.main(["verify", *files]) == 2
    seen = capsys.readouterr()
    fine_lines = seen.out.splitlines()
    assert len(fine_lines) == 2  # by its name, and in its folder
    assert all(line.startswith("fine.xlsx：與打包時一致，") for line in fine_lines)
    torn = "不完整或已損壞，可能沒有複製完，請重新複製一份，或用備份（.bak）。"
    no_package = "不是 estate-xl 生成的上報文件（沒有 manifest），請向管理處索取原件。"
    assert [line.partition("」")[2] for line in seen.err.splitlines()] == [
        torn,
        no_package,
        "，請核對檔案名稱和資料夾。",
        torn,
        no_package,
    ]


@pytest.fixture
def locked(made: list[Package], tmp_path: Path) -> Path:
    """A package with a password."""
    path = tmp_path / "locked.xlsx"
    path.write_bytes(protect_package(made[0].data, PASSWORD))
    return path


def test_a_password_is_taken_from_the_keyring(locked: Path) -> None:
    for given, status, words in (
        ({"TEST_KEYRING_package": PASSWORD}, 0, "與打包時一致"),
        ({"TEST_KEYRING_package": "wrong"}, 2, "有打開密碼"),
        ({}, 2, "有打開密碼"),
    ):
        run = subprocess.run(
            [sys.executable, "-m", "estate_xl", "verify", locked],
            check=False,
            capture_output=True,
            encoding="utf-8",
            env=environment(**given),
            stdin=subprocess.DEVNULL,
            start_new_session=True,
        )
        assert run.returncode == status
        assert words in run.stdout + run.stderr
        assert "Traceback" not in run.stderr


def test_a_typed_password_is_seen_by_nobody(locked: Path) -> None:
    code = (
        "from estate_xl.console import cli\n"
        f"print('found', cli.main(['verify', {str(locked)!r}, {str(locked)!r}]))\n"
    )
    seen = in_terminal(code, f"{PASSWORD}\n".encode())
    assert seen.count("密碼") == 1  # asked once for both
    assert seen.count("與打包時一致") == 2
    assert "found 0" in seen
    assert PASSWORD not in seen
    assert [path.name for path in locked.parent.iterdir()] == [locked.name]


def test_a_wrong_password_is_said(locked: Path) -> None:
    code = (
        "from estate_xl.console import cli\n"
        f"print('found', cli.main(['verify', {str(locked)!r}]))\n"
    )
    seen = in_terminal(code, b"Sesame\n")
    assert "打開密碼不對" in seen
    assert "found 2" in seen
