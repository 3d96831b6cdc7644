"""restore: versions listed with what differs, one brought back, and what is refused."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING

import pytest

from estate_xl.console import cli
from estate_xl.files.replacement import backup_names, digest
from estate_xl.files.session import open_file
from estate_xl.files.versions import FOLDER, Version
from estate_xl.read.book_contents import Contents, Difference
from estate_xl.schema import Language
from estate_xl.tasks.restore import Compared, difference_words, version_words
from support.clocks import stop_clock
from support.desks import NOW, office_bytes

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import xlwings as xw

Run = tuple[int, str, str]


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small office's file, and a user's folder of its own."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "own"))
    path = tmp_path / "office" / "濱江花園.xlsx"
    path.parent.mkdir()
    path.write_bytes(office_bytes())
    return path


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Callable[..., Run]:
    """Run a command; its status and what it printed."""

    def call(*words: object) -> Run:
        status = cli.main([str(word) for word in words])
        return status, *capsys.readouterr()

    return call


def edit(path: Path, change: Callable[[xw.Book], object]) -> None:
    """Change the file as a clerk does in Excel, who leaves no version."""
    with open_file(path) as opened:
        change(opened.book)
        data = opened.save(path.with_name("passing.xlsx")).read_bytes()
    path.with_name("passing.xlsx").unlink()
    path.write_bytes(data)


def without_a_ticket(book: xw.Book) -> None:
    book.sheets["報事"].range("4:4").delete()


def test_a_list_says_when_what_and_by_how_many_rows(office: Path, run: Callable[..., Run]) -> None:
    run("work-orders", office, "--quiet")
    edit(office, without_a_ticket)
    status, said, _ = run("restore", office, "--list")
    assert status == cli.OK
    lines = said.splitlines()
    assert lines[0] == "「濱江花園.xlsx」較早的版本，最近的在前；「→」左邊是那時，右邊是現在："
    assert "「生成報事單」之前（濱江花園.xlsx.bak）" in lines[1]
    assert "報事 5 → 4 行，另有 2 行不同" in lines[2]
    assert "那時沒有「報事單」" in lines[2]


def test_the_latest_version_comes_back_and_back_again(
    office: Path, run: Callable[..., Run]
) -> None:
    first = office.read_bytes()
    run("work-orders", office, "--quiet")
    second = office.read_bytes()
    status, said, _ = run("restore", office)
    assert (status, office.read_bytes()) == (cli.OK, first)
    assert f"剛才的內容存在「{FOLDER}/濱江花園 " in said
    run("restore", office, "--quiet")
    assert office.read_bytes() == second


def test_json_has_the_versions_and_the_changes(office: Path, run: Callable[..., Run]) -> None:
    run("work-orders", office, "--quiet")
    edit(office, without_a_ticket)
    held = json.loads(run("restore", office, "--list", "--json")[1])["versions"]
    assert [(each["version"], each["action"], each["readable"]) for each in held] == [
        (1, "work_orders", True)
    ]
    assert held[0]["changes"][0] == {
        "sheet": "報事", "before": 5, "after": 4, "changed": 2, "new": False, "gone": False,
    }  # fmt: skip
    back = json.loads(run("restore", office, "--json")[1])
    assert back["kept"].startswith(f"{FOLDER}/濱江花園 ")


def test_out_writes_a_version_elsewhere(office: Path, run: Callable[..., Run]) -> None:
    first = office.read_bytes()
    run("work-orders", office, "--quiet")
    before = digest(office)
    out = office.with_name("那時.xlsx")
    assert run("restore", office, "--out", out)[0] == cli.OK
    assert (out.read_bytes(), digest(office)) == (first, before)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--version", "7"), "「濱江花園.xlsx」沒有第 7 版，只有 1 到 1；用 --list 看每一版。"),
        (("--version", "0"), "「0」不是版本的編號"),
        (("--version", "1", "--list"), "--list"),
    ],
)
def test_a_number_that_is_none_is_refused(
    office: Path, run: Callable[..., Run], words: tuple[str, ...], said: str
) -> None:
    run("work-orders", office, "--quiet")
    before = digest(office)
    status, _, told = run("restore", office, *words)
    assert (status, digest(office)) == (cli.FAILED, before)
    assert said in told


def test_without_versions_it_says_where_it_looked(office: Path, run: Callable[..., Run]) -> None:
    status, _, told = run("restore", office, "--list")
    assert status == cli.FAILED
    assert "沒有和現在不同的較早版本" in told
    assert "備份" in told
    status, _, told = run("restore", office.with_name("沒有.xlsx"))
    assert (status, told.startswith("找不到")) == (cli.FAILED, True)


def test_a_damaged_version_is_named_and_the_book_stays(
    office: Path, run: Callable[..., Run]
) -> None:
    run("work-orders", office, "--quiet")
    backup = backup_names(office)[0]
    backup.write_bytes(office_bytes()[:4000])
    before = digest(office)
    assert "已損壞，不能恢復：" in run("restore", office, "--list")[1]
    held = json.loads(run("restore", office, "--list", "--json")[1])["versions"]
    number = next(each["version"] for each in held if not each["readable"])
    status, _, told = run("restore", office, "--version", number)
    assert (status, digest(office)) == (cli.FAILED, before)
    assert f"第 {number} 版（濱江花園.xlsx.bak）已損壞，不能恢復" in told


def test_an_open_workbook_is_not_replaced(office: Path, run: Callable[..., Run]) -> None:
    run("work-orders", office, "--quiet")
    before = digest(office)
    office.with_name(f"~${office.name}").write_bytes(b"")
    status, _, told = run("restore", office)
    assert (status, digest(office)) == (cli.FAILED, before)
    assert "正在 Excel、WPS 或 LibreOffice 中打開" in told
    assert run("restore", office, "--list")[0] == cli.OK


def test_a_damaged_or_missing_workbook_is_put_right(office: Path, run: Callable[..., Run]) -> None:
    first = office.read_bytes()
    run("work-orders", office, "--quiet")
    office.write_bytes(b"PK torn")
    said = run("restore", office, "--list")[1]
    assert "現在的文件讀不了，無法比較" in said
    assert run("restore", office)[0] == cli.OK
    assert office.read_bytes() == first
    office.unlink()
    run("restore", office, "--version", 2)
    assert office.exists()


def test_a_copy_that_cannot_be_kept_is_said_and_the_command_goes_on(
    office: Path, run: Callable[..., Run]
) -> None:
    (office.parent / FOLDER).write_text("no folder", encoding="utf-8")
    status, said, _ = run("work-orders", office)
    assert status == cli.OK
    assert "今天的備份沒有存進「備份」" in said
    assert "上一版仍是「濱江花園.xlsx.bak」" in said


@pytest.mark.slow
def test_copies_that_go_are_named(
    office: Path, run: Callable[..., Run], monkeypatch: pytest.MonkeyPatch
) -> None:
    run("work-orders", office, "--quiet")
    (copy,) = (office.parent / FOLDER).glob("*.xlsx")
    later = dt.datetime.now() + dt.timedelta(days=40)  # noqa: DTZ005 - local times
    stop_clock(monkeypatch, later)
    words = ("--ticket", "BS202610-0001", "--by", "林曉", "--note", "約好")
    said = run("follow-up", office, *words)[1]
    assert f"「備份」裏的備份保留 30 天（參數 backup_days），已刪去較早的：{copy.name}" in said


@pytest.mark.parametrize(
    ("action", "words"),
    [
        ("month_end", "2026-11-03 09:30「月度考核」之前"),
        ("an action of a later program", "2026-11-03 09:30 被替換之前"),
    ],
)
def test_the_words_of_a_version(tmp_path: Path, action: str, words: str) -> None:
    version = Version(tmp_path, "", NOW, action, is_noted=True)
    assert version_words(version).text(Language.HANT) == words
    unknown = version._replace(action="", is_noted=False)
    assert version_words(unknown).text(Language.HANT) == "2026-11-03 09:30 保存的"


def test_many_sheets_are_told_by_their_number(tmp_path: Path) -> None:
    version = Version(tmp_path, "", NOW, "", is_noted=False)
    contents = Contents(Language.HANT, {}, {}, {})
    found = [Difference(f"表{number}", changed=number) for number in range(1, 9)]
    words = difference_words(Compared(1, version, contents, found)).text(Language.HANT)
    assert words.endswith("表5 5 行不同；另有 3 張表不同")
    alike = difference_words(Compared(1, version, contents, [])).text(Language.HANT)
    assert alike == "各表的內容和現在一樣，只有格式或程序填寫的欄不同"
