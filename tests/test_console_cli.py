"""The command line on real files: statuses, one sentence for each refusal, nothing harmed."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import zipfile
from io import BytesIO
from typing import TYPE_CHECKING

import openpyxl
import pytest

from estate_xl.blueprint import make_book
from estate_xl.console.cli import main
from estate_xl.schema import Language
from support.links import link_of
from support.mails import clean_office

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Maker = Callable[[Path, bytes], None]

HEAVY = ("estate_xl.schema", "opencc", "openpyxl", "pandas", "python_calamine", "xlwings")
OLE_MAGIC = bytes.fromhex("d0cf11e0a1b11ae1")
VALIDATE, MONTH_END = ("validate",), ("month-end", "--month", "2026-10")

DANGEROUS = ("=1+1", "+86 138", "-5", "@SUM(A1)")
RECORDS: dict[str, list[dict[str, object]]] = {
    "Staff": [
        {"staff": "E00", "name": "何主任", "department": "管理處", "post": "管理處主任"},
        {"staff": "E01", "name": "陳大文", "department": "客戶服務中心", "post": "片區客戶人員"},
    ],
    "Zones": [{"zone": "A01", "name": "=東區", "officer": "E01", "active": "是"}],
    "MonthlyScores": [
        {"month": "2026-10", "staff": text, "self": 90} for text in (*DANGEROUS, "E01")
    ],
}


@pytest.fixture(scope="module")
def empty() -> bytes:
    """The empty workbook."""
    return make_book(Language.HANT)


@pytest.fixture(scope="module")
def faulty() -> bytes:
    """A workbook with findings, of texts that look like formulas."""
    return make_book(Language.HANT, RECORDS)


@pytest.fixture
def book(tmp_path: Path, empty: bytes) -> Path:
    """The empty workbook in a folder of its own."""
    path = tmp_path / "濱江花園.xlsx"
    path.write_bytes(empty)
    return path


@pytest.fixture
def office(book: Path, faulty: bytes) -> Path:
    """The workbook of an office that is set up, in a folder of its own."""
    book.write_bytes(faulty)
    return book


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""


def one_sentence(text: str) -> str:
    """The text, which must be one line of one sentence."""
    (line,) = text.splitlines()
    assert "Traceback" not in line
    assert "程序內部出錯" not in line
    assert line.endswith("。")
    return line


def run(
    command: tuple[str, ...], *words: object, capsys: pytest.CaptureFixture[str]
) -> tuple[int, str, str]:
    """Status, output and errors of a command."""
    status = main([command[0], *map(str, words), *command[1:]])
    shown = capsys.readouterr()
    return status, shown.out, shown.err


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (("--help",), 0),
        (("new", "--help"), 0),
        (("demo", "--help"), 0),
        (("validate", "--help"), 0),
        (("month-end", "--help"), 0),
        (("overdue", "--help"), 0),
        ((), 2),
        (("foo",), 2),
        (("new",), 2),
        (("new", "a.xlsx", "--lang", "fr"), 2),
        (("validate", "a.xlsx", "--color\nred"), 2),
        (("month-end", "a.xlsx"), 2),
        (("month-end", "a.xlsx", "--month"), 2),
        (("month-end", "a.xlsx", "--month", "2026-13"), 2),
        (("demo", "--tickets", "0"), 2),
        (("demo", "--seed", "x"), 2),
    ],
)
def test_help_and_usage(
    words: tuple[str, ...], status: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(words) == status
    shown = capsys.readouterr()
    if status:
        assert shown.out == ""
        assert one_sentence(shown.err).startswith("用法不對：")
    else:
        assert shown.err == ""
        assert "用法：estate-xl" in shown.out


def test_help_and_usage_errors_import_nothing_heavy() -> None:
    """One process for all of them: what any imported would stay imported."""
    program = (
        "import sys\n"
        "from estate_xl.console.cli import main\n"
        "for words in ('--help', 'new --help', 'demo --help', 'validate --help',"
        " 'month-end --help', 'overdue --help', '', 'foo', 'month-end a.xlsx',"
        " 'month-end a.xlsx --month 2026-13', 'overdue a.xlsx --as-of x'):\n"
        "    main(words.split())\n"
        f"print([name for name in {HEAVY} if name in sys.modules])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, encoding="utf-8", check=True
    )
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize(
    ("words", "status"), [(["--help"], 0), (["month-end", "a.xlsx", "--month", "2026-13"], 2)]
)
def test_as_a_process(words: list[str], status: int) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "estate_xl", *words],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == status
    assert len(done.stderr.splitlines()) == (1 if status else 0)


def _folder(path: Path, _: bytes) -> None:
    path.mkdir()


def _zip(path: Path, _: bytes) -> None:
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("readme.txt", "no workbook")


def _hollow(path: Path, _: bytes) -> None:
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("xl/nothing.xml", "<nothing/>")


def _read_only(path: Path, data: bytes) -> None:
    path.write_bytes(data)
    path.chmod(0o444)


def _owned(path: Path, data: bytes) -> None:
    path.write_bytes(data)
    path.with_name(f"~${path.name}").write_bytes(b"owner")


def _missing(_path: Path, _: bytes) -> None:
    """Make nothing."""


def _holding(content: bytes) -> Maker:
    def make(path: Path, _: bytes) -> None:
        path.write_bytes(content)

    return make


def _truncated(path: Path, data: bytes) -> None:
    path.write_bytes(data[: len(data) // 2])


BAD: dict[str, tuple[Maker, str]] = {
    "missing": (_missing, "找不到"),
    "folder": (_folder, "是資料夾"),
    "empty": (_holding(b""), "不是 Excel 工作簿"),
    "csv": (_holding(b"a,b\n1,2\n"), "其實是 CSV"),
    "zip": (_zip, "不是 Excel 工作簿"),
    "hollow": (_hollow, "book.xlsx"),
    "xls": (_holding(OLE_MAGIC + bytes(600)), "舊版 .xls"),
    "encrypted": (
        _holding(OLE_MAGIC + bytes(600) + "EncryptedPackage".encode("utf-16-le")),
        "有打開密碼",
    ),
    "truncated": (_truncated, "可能沒有複製完"),
    "read-only": (_read_only, "唯讀"),
    "owned": (_owned, "正在 Excel、WPS 或 LibreOffice 中打開"),
}


@pytest.mark.parametrize("command", [VALIDATE, MONTH_END])
@pytest.mark.parametrize("kind", BAD)
def test_bad_files(
    command: tuple[str, ...],
    kind: str,
    tmp_path: Path,
    empty: bytes,
    capsys: pytest.CaptureFixture[str],
) -> None:
    path = tmp_path / "book.xlsx"
    make, words = BAD[kind]
    make(path, empty)
    before = digest(path), sorted(tmp_path.iterdir())
    status, out, err = run(command, path, capsys=capsys)
    assert (status, out) == (2, "")
    assert words in one_sentence(err)
    assert (digest(path), sorted(tmp_path.iterdir())) == before


@pytest.mark.parametrize("command", [VALIDATE, MONTH_END])
@pytest.mark.parametrize(
    ("out", "words"),
    [
        ("濱江花園.xlsx", "同一個檔案"),
        ("nowhere/out.xlsx", "不存在"),
        ("out.csv", "副檔名"),
        ("../{folder}/濱江花園.xlsx", "同一個檔案"),
    ],
)
def test_bad_places_to_write(
    command: tuple[str, ...],
    out: str,
    words: str,
    book: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    before = digest(book)
    target = book.parent / out.format(folder=book.parent.name)
    status, shown, err = run(command, book, "--out", target, capsys=capsys)
    assert (status, shown) == (2, "")
    assert words in one_sentence(err)
    assert digest(book) == before
    assert list(book.parent.iterdir()) == [book]


@pytest.mark.slow
@pytest.mark.parametrize("title", ["月度考核模板", "計分依據"])
def test_a_needed_sheet_is_missing(
    title: str, office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    workbook = openpyxl.load_workbook(office)
    del workbook[title]
    workbook.save(office)
    before = digest(office)
    status, out, err = run(MONTH_END, office, capsys=capsys)
    assert (status, out) == (2, "")
    assert title in one_sentence(err)
    assert digest(office) == before
    assert list(office.parent.iterdir()) == [office]


@pytest.mark.slow
def test_a_template_with_an_unknown_name(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    workbook = openpyxl.load_workbook(office)
    workbook["月度考核模板"]["A1"] = "{{ 沒有這個 }}"
    workbook.save(office)
    before = digest(office)
    status, out, err = run(MONTH_END, office, capsys=capsys)
    assert (status, out) == (2, "")
    assert "沒有這個" in one_sentence(err)
    assert "A1" in err
    assert digest(office) == before
    assert list(office.parent.iterdir()) == [office]


def test_an_empty_workbook_says_what_to_fill_in_first(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, err = run(VALIDATE, book, capsys=capsys)
    assert (status, err) == (1, "")
    lines = [line.split("—")[0].strip() for line in out.splitlines()[2:]]
    assert lines == [
        "片區：工作表「片區」還沒有片區",
        "員工：工作表「員工」還沒有員工",
        "業主：工作表「業主」還沒有業主，報事和投訴的房號核對不了",
        "參數 第 4 行：參數 project_name 沒有填，考核表和報事單上沒有項目名稱",
        "參數 第 5 行：參數 office_name 沒有填，考核表和報事單上沒有管理處名稱",
    ]


@pytest.mark.slow_after_first
@pytest.mark.parametrize("command", [VALIDATE, MONTH_END])
def test_json_to_another_file(
    command: tuple[str, ...], book: Path, faulty: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    book.write_bytes(faulty)
    before, out = digest(book), book.with_name("out.xlsx")
    status, shown, err = run(command, book, "--out", out, "--json", "--quiet", capsys=capsys)
    assert (status, err) == (1, "")
    assert digest(book) == before
    assert sorted(book.parent.iterdir()) == sorted([book, out])
    printed = json.loads(shown, parse_constant=pytest.fail)
    keys = {"sheet", "row", "column", "rule", "severity", "message"}
    assert printed["findings"]
    assert all(set(finding) == keys for finding in printed["findings"])
    assert [each["row"] for each in printed["findings"] if each["sheet"] == "評分錄入"] != []
    assert command == VALIDATE or printed["month"] == "2026-10"


@pytest.mark.slow
def test_quiet_prints_nothing(
    book: Path, faulty: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    book.write_bytes(faulty)
    assert run((*VALIDATE, "--quiet"), book, capsys=capsys) == (1, "", "")


@pytest.mark.slow
def test_texts_that_look_like_formulas_stay_texts(
    book: Path, faulty: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    book.write_bytes(faulty)
    assert run(VALIDATE, book, capsys=capsys)[0] == 1
    assert run(MONTH_END, book, capsys=capsys)[0] == 1
    workbook = openpyxl.load_workbook(BytesIO(book.read_bytes()))
    for title in ("檢查結果", "計分依據"):
        cells = [cell for row in workbook[title].iter_rows(min_row=4) for cell in row]
        formulas = [cell for cell in cells if cell.data_type == "f"]
        assert formulas
        assert not [cell.coordinate for cell in formulas if link_of(cell) is None]
    listed = [row[5] for row in workbook["檢查結果"].iter_rows(min_row=4, values_only=True)]
    for text in DANGEROUS:
        assert any(text in str(line) for line in listed)


def test_new_never_overwrites(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = digest(book)
    status, out, err = run(("new",), book, capsys=capsys)
    assert (status, out) == (2, "")
    assert "已經存在" in one_sentence(err)
    assert digest(book) == before
    assert list(book.parent.iterdir()) == [book]


@pytest.mark.slow
def test_new_in_english(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "Riverside.xlsx"
    status, out, err = run(("new", "--lang", "en"), path, capsys=capsys)
    assert (status, err) == (0, "")
    assert str(path) in out
    workbook = openpyxl.load_workbook(path)
    assert "Tickets" in workbook.sheetnames
    office_id = workbook.defined_names["estate_office_id"].attr_text.strip('"')
    assert path.read_bytes() == make_book(Language.EN, office_id=office_id)


@pytest.mark.slow
@pytest.mark.parametrize("text", ["2026年10月", "202610", "2026/10", "２０２６-１０"])
def test_the_month_is_read_in_every_spelling(
    tmp_path: Path, text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """What a cell of 月份 takes, the command line takes."""
    book = tmp_path / "book.xlsx"
    clean_office(book)
    capsys.readouterr()
    main(["month-end", str(book), "--month", text, "--json"])
    assert json.loads(capsys.readouterr().out)["month"] == "2026-10"


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("zh-Hant", "記憶體不足，處理不了這個工作簿，工作簿沒有改動；請關閉其他程序，"),
        ("zh-Hans", "内存不足，处理不了这个工作簿，工作簿没有改动；请关闭其他程序，"),
        ("en", "There is not enough memory for this workbook; it was not changed. "),
    ],
)
def test_too_little_memory_is_said(
    office: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    language: str,
    words: str,
) -> None:
    """Also where a library makes another error of it."""

    def fail(*_: object) -> None:
        msg = "a library"
        raise ValueError(msg) from MemoryError()

    before = digest(office)
    monkeypatch.setattr("estate_xl.console.run_task.run_task", fail)
    status, out, err = run(("validate", "--lang", language), office, capsys=capsys)
    assert (status, out, digest(office)) == (2, "", before)
    (line,) = err.splitlines()[-1:]
    assert line.startswith(words)
