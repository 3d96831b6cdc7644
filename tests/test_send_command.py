"""`estate-xl send` on real files: every guard, the draft, and what stays as it was."""

from __future__ import annotations

import email
import email.policy
import hashlib
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import keyring
import mailparser
import pytest

from estate_xl.console.cli import main
from estate_xl.deliver.book_copies import own_properties
from estate_xl.deliver.manifest import Manifest
from estate_xl.files.session import open_file
from estate_xl.schema.mail import FAILED, MAIL_STATES, PREPARED, SENT, UNSURE
from estate_xl.write.mail_log import read_lines
from support.mails import (
    MONTH,
    OFFICE,
    RECIPIENTS,
    PlainKeyring,
    clean_office,
    confirm,
    nobody_answers,
)
from support.sheets import read_sheet

if TYPE_CHECKING:
    from collections.abc import Callable
    from email.message import EmailMessage

    from estate_xl.schema import Label

    Send = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clean office, its month appraised."""
    path = tmp_path_factory.mktemp("office") / "濱江花園.xlsx"
    clean_office(path)
    return path


@pytest.fixture
def book(tmp_path: Path, made: Path) -> Path:
    """A copy of it in a folder of its own."""
    return Path(shutil.copy(made, tmp_path / made.name))


@pytest.fixture
def send(capsys: pytest.CaptureFixture[str]) -> Send:
    """Runs the command; its status, output and errors."""
    capsys.readouterr()

    def run(path: Path, *words: object) -> tuple[int, str, str]:
        status = main(["send", str(path), "--month", MONTH, *map(str, words)])
        shown = capsys.readouterr()
        return status, shown.out, shown.err

    return run


@pytest.fixture(autouse=True)
def empty_keyring(monkeypatch: pytest.MonkeyPatch) -> dict[tuple[str, str], str]:
    """A keyring without passwords, and no other; nobody sits at the terminal."""
    monkeypatch.setattr("getpass.getpass", nobody_answers)
    held: dict[tuple[str, str], str] = {}
    keyring.set_keyring(PlainKeyring(held))
    return held


def states(path: Path) -> list[Label]:
    with open_file(path) as opened:
        return [line.state for line in read_lines(opened.book)]


def set_setting(path: Path, key: str, value: object) -> None:
    """Type a setting, as a person does."""
    edit(path, "參數", lambda row: row[0] == key, 2, value)


def edit(
    path: Path, title: str, is_row: Callable[[list[object]], bool], column: int, value: object
) -> None:
    with open_file(path) as opened:
        tab = opened.book.sheets[title]
        rows = tab.used_range.options(ndim=2).value
        top, left = tab.used_range.row, tab.used_range.column
        row = next(number for number, cells in enumerate(rows, start=top) if is_row(cells))
        tab.range((row, left + column - 1)).value = value
        opened.save()


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def draft(folder: Path) -> EmailMessage:
    (path,) = folder.glob("*.eml")
    return email.message_from_bytes(path.read_bytes(), policy=email.policy.default)


def test_a_draft_beside_the_workbook(book: Path, send: Send) -> None:
    status, out, err = send(book)
    assert (status, err) == (0, "")
    assert ".eml" in out
    assert "記在「郵件記錄」第 4 行，狀態是「待確認」。" in out
    message = draft(book.parent)
    assert message["X-Unsent"] == "1"
    assert message["Subject"] == "【濱江花園】2026年10月月度考核表（未審定草稿）"
    assert OFFICE in str(message["From"])
    assert [one.addr_spec for one in message["To"].addresses] == [
        "kaohe@example.com",
        "pinzhi@example.com",
    ]
    (part,) = message.iter_attachments()
    name = part.get_filename()
    assert name is not None
    assert name.endswith(".xlsx")
    assert MONTH in name
    text = message.get_body(("plain",))
    assert text is not None
    for words in ("第一名：", "平均總分：", "待補事項：0 項"):
        assert words in text.get_content()
    with open_file(book) as opened:
        (line,) = read_lines(opened.book)
    assert line.state is UNSURE
    assert line.recipients == "kaohe@example.com; pinzhi@example.com; quyu@example.com"
    manifest = Manifest.from_properties(own_properties(part.get_content()))
    assert manifest is not None
    assert line.digest == manifest.digest
    (path,) = book.parent.glob("*.eml")
    parsed = mailparser.parse_from_file(path)
    assert (parsed.subject, parsed.attachments[0]["filename"]) == (message["Subject"], name)


@pytest.mark.slow
def test_one_command_makes_one_backup(book: Path, send: Send) -> None:
    before = digest(book)
    assert send(book)[0] == 0
    assert digest(book.with_name(f"{book.name}.bak")) == before
    assert not book.with_name(f"{book.name}.2.bak").exists()


@pytest.mark.slow
def test_package_and_eml_at_other_places(book: Path, send: Send, tmp_path: Path) -> None:
    package, eml = tmp_path / "考核.xlsx", tmp_path / "草稿.eml"
    status, out, _ = send(book, "--package", package, "--eml", eml)
    assert status == 0
    assert f"考核文件另存為「{package}」。" in out
    message = email.message_from_bytes(eml.read_bytes(), policy=email.policy.default)
    (part,) = message.iter_attachments()
    assert package.read_bytes() == part.get_content()


def test_dry_run_shows_all_and_changes_nothing(book: Path, send: Send) -> None:
    before = digest(book), sorted(book.parent.iterdir())
    status, out, err = send(book, "--dry-run")
    assert (status, err) == (0, "")
    for words in (
        "發件人：濱江花園管理處 <binjiang@example.com>",
        "收件人：考核組 <kaohe@example.com>; pinzhi@example.com",
        "抄送：quyu@example.com",
        "主題：【濱江花園】2026年10月月度考核表",
        "附件：",
        "KB）",
        "公司總部：",
        "沒有攔截",
    ):
        assert words in out
    assert (digest(book), sorted(book.parent.iterdir())) == before


def stopped(send: Send, book: Path, *words: object) -> str:
    """The sentences of a run that guards stopped: nothing left, nothing was written."""
    before = digest(book)
    status, out, err = send(book, *words)
    assert (status, err) == (1, "")
    assert out.startswith("沒有發送")
    assert digest(book) == before
    assert list(book.parent.glob("*.eml")) == []
    return out


def forced(send: Send, book: Path) -> bool:
    """Whether `--force` lets it pass."""
    status, _, err = send(book, "--force")
    assert err == ""
    return status == 0


@pytest.mark.slow
def test_guard_month_not_run(book: Path, send: Send) -> None:
    with open_file(book) as opened:
        opened.book.sheets[f"考核 {MONTH}"].delete()
        opened.save()
    assert "還沒有做月度考核" in stopped(send, book)
    assert not forced(send, book)


@pytest.mark.slow
def test_guard_data_changed_since(book: Path, send: Send) -> None:
    edit(book, "評分錄入", lambda row: row[0] == MONTH, 3, 61.5)
    said = stopped(send, book)
    assert "「評分錄入」又改過" in said
    assert "加 --force" in said
    assert forced(send, book)


@pytest.mark.slow
def test_guard_errors(book: Path, send: Send) -> None:
    edit(book, "巡檢", lambda row: row[2] == "主管周檢", 2, "不是日期")
    said = stopped(send, book)
    assert "個影響分數的錯誤（巡檢 第 4 行：" in said
    assert forced(send, book)


@pytest.mark.slow
def test_guard_parts_missing(book: Path, send: Send) -> None:
    edit(book, "評分錄入", lambda row: row[0] == MONTH, 3, None)
    assert main(["month-end", str(book), "--month", MONTH, "--quiet"]) == 1
    said = stopped(send, book)
    assert "1 人缺項，沒有總分（" in said
    assert "又改過" not in said
    assert forced(send, book)
    text = draft(book.parent).get_body(("plain",))
    assert text is not None
    assert "待補事項：1 項" in text.get_content()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("state", "words"), [(SENT, "已在"), (UNSURE, "可能已在"), (PREPARED, "可能已在")]
)
def test_guard_sent_before(book: Path, send: Send, state: Label, words: str) -> None:
    assert send(book)[0] == 0
    edit(book, "郵件記錄", lambda row: row[1] == MONTH, 6, state.hant)
    for draft_file in book.parent.glob("*.eml"):
        draft_file.unlink()
    status, out, _ = send(book)
    assert status == 1
    assert words in out
    assert states(book) == [UNSURE if state is PREPARED else state]
    assert forced(send, book)
    assert len(states(book)) == 2


@pytest.mark.slow
def test_a_failed_one_does_not_stop_the_next(book: Path, send: Send) -> None:
    assert send(book)[0] == 0
    edit(book, "郵件記錄", lambda row: row[1] == MONTH, 6, FAILED.hans)
    assert send(book)[0] == 0
    assert states(book) == [FAILED, UNSURE]


@pytest.mark.slow
def test_another_months_mail_does_not_stop_this_one(book: Path, send: Send) -> None:
    assert send(book)[0] == 0
    edit(book, "郵件記錄", lambda row: row[1] == MONTH, 2, "2026-09")
    assert send(book)[0] == 0


@pytest.mark.slow
@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        ("hq_recipients", None, "沒有收件人"),
        ("hq_recipients", "總部", "hq_recipients 裏「總部」不是郵箱地址"),
        ("hq_cc", "quyu@", "hq_cc 裏「quyu@」不是郵箱地址"),
        ("sender", "管理處", "sender 裏「管理處」不是郵箱地址"),
        ("hq_recipients", "a@example.com;b@exmaple.com", "b@exmaple.com 不在允許的域名"),
        ("hq_cc", "c@evil.example", "c@evil.example 不在允許的域名"),
        ("hq_domains", "example.org", "不在允許的域名（example.org）"),
    ],
)
def test_guards_of_addresses(book: Path, send: Send, key: str, value: object, words: str) -> None:
    set_setting(book, key, value)
    assert words in stopped(send, book)
    assert not forced(send, book)


@pytest.mark.slow
def test_without_domains_every_domain_is_allowed(book: Path, send: Send) -> None:
    set_setting(book, "hq_domains", None)
    set_setting(book, "hq_cc", "c@elsewhere.example")
    assert send(book)[0] == 0


@pytest.mark.slow
def test_guard_too_large(book: Path, send: Send) -> None:
    set_setting(book, "mail_limit_mb", 0.001)
    assert "超過上限 0.001 MB" in stopped(send, book)
    assert forced(send, book)


@pytest.mark.slow_after_first
@pytest.mark.parametrize(("key", "words"), [("sender", "沒有發件人"), ("smtp_host", "發信服務器")])
def test_guards_of_smtp(book: Path, send: Send, key: str, words: str) -> None:
    set_setting(book, key, None)
    assert words in stopped(send, book, "--smtp")


def test_all_guards_are_told_at_once(book: Path, send: Send) -> None:
    set_setting(book, "hq_recipients", None)
    set_setting(book, "mail_limit_mb", 0.001)
    said = stopped(send, book)
    assert said.startswith("沒有發送，2 項攔截：")
    assert said.count("--force") == 1


@pytest.mark.slow
def test_out_leaves_the_book_and_remembers(book: Path, send: Send, tmp_path: Path) -> None:
    """What was sent is in OUT's log alone; the next run to OUT reads it there."""
    before, out = digest(book), tmp_path / "out.xlsx"
    assert send(book, "--out", out)[0] == 0
    assert digest(book) == before
    assert states(out) == [UNSURE]
    status, said, _ = send(book, "--out", out)
    assert status == 1
    assert "可能已在" in said
    assert send(book, "--out", out, "--force")[0] == 0
    assert states(out) == [UNSURE, UNSURE]


@pytest.mark.slow
def test_an_unknown_name_in_the_template_stops_with_its_cell(book: Path, send: Send) -> None:
    edit(book, "郵件模板", lambda row: row[0] == "正文", 2, "得分 {{ 平均總份 }}")
    before = digest(book)
    status, out, err = send(book)
    assert (status, out) == (2, "")
    assert err == "郵件模板!B5 的「{{ 平均總份 }}」不認識，最接近的是「平均總分」。\n"
    assert digest(book) == before


@pytest.mark.slow
def test_an_empty_subject_stops(book: Path, send: Send) -> None:
    edit(book, "郵件模板", lambda row: row[0] == "主題", 2, None)
    status, _, err = send(book)
    assert status == 2
    assert err == "郵件模板!B4 是空的，請填寫郵件的主題。\n"


@pytest.mark.slow
def test_a_template_whose_cells_moved_and_calculate(book: Path, send: Send) -> None:
    with open_file(book) as opened:
        tab = opened.book.sheets["郵件模板"]
        tab.range("2:3").insert("down")
        tab.range("B6").value = "{{ 考核月份 }}\n{{ 平均總分 | fixed(1) }}"
        opened.save()
    assert send(book)[0] == 0
    assert str(draft(book.parent)["Subject"]).startswith("2026年10月 ")


@pytest.mark.slow_after_first
@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--eml", "x.txt"), ".eml"),
        (("--eml", "nowhere/x.eml"), "不能寫入"),
        (("--package", "x.csv"), "副檔名"),
        (("--now",), "--outlook"),
        (("--pdf", "--password"), "--pdf"),
        (("--password",), "keyring set estate_xl package"),
        (("--outlook",), "--eml"),
        (("--outlook", "--now"), "--eml"),
    ],
)
def test_what_cannot_run_changes_nothing(
    book: Path, send: Send, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], said: str
) -> None:
    monkeypatch.chdir(book.parent)
    confirm("recipient", *RECIPIENTS)
    before = digest(book), sorted(book.parent.iterdir())
    status, out, err = send(book, *words)
    assert (status, out) == (2, "")
    assert said in err
    assert len(err.splitlines()) == 1
    assert (digest(book), sorted(book.parent.iterdir())) == before


def test_package_never_over_the_workbook(book: Path, send: Send) -> None:
    before = digest(book)
    assert send(book, "--package", book)[0] == 2
    assert digest(book) == before


@pytest.mark.slow
def test_a_password_from_the_keyring(
    book: Path, send: Send, empty_keyring: dict[tuple[str, str], str]
) -> None:
    empty_keyring["estate_xl", "package"] = "only-headquarters-knows"
    status, out, err = send(book, "--password")
    assert (status, err) == (0, "")
    (part,) = draft(book.parent).iter_attachments()
    data = part.get_content()
    assert data.startswith(bytes.fromhex("d0cf11e0a1b11ae1"))
    for place in (out.encode(), book.read_bytes(), *map(_bytes, book.parent.glob("*.eml"))):
        assert b"only-headquarters-knows" not in place


@pytest.mark.libreoffice
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not here")
def test_a_pdf_goes_along(book: Path, send: Send) -> None:
    assert send(book, "--pdf")[0] == 0
    names = {
        part.get_filename(): part.get_content() for part in draft(book.parent).iter_attachments()
    }
    (name,) = (name for name in names if name and name.endswith(".pdf"))
    assert MONTH in name
    assert names[name].startswith(b"%PDF")
    assert len(names) == 2


def _bytes(path: Path) -> bytes:
    return path.read_bytes()


@pytest.mark.slow
def test_the_log_is_seen_in_excel(book: Path, send: Send) -> None:
    """What openpyxl, another reader, sees on 郵件記錄."""
    assert send(book)[0] == 0
    sheet = read_sheet(book, "郵件記錄")
    line = [cell.value for cell in sheet[4]][:6]
    assert line[1:3] == [MONTH, "草稿檔案"]
    assert line[5] in {state.hant for state in MAIL_STATES}
    assert "yy" in sheet["A4"].number_format
