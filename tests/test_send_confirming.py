"""Who may be written to is the user's to say: the first mail, the user's own settings, telephones.

The real command, a real mail server on loopback, and a terminal where a person answers.
"""

from __future__ import annotations

import email
import email.policy
import hashlib
import io
import os
import pty
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import keyring
import pytest

from estate_xl.console.cli import main
from estate_xl.files.session import open_file
from support.mails import (
    MONTH,
    PASSWORD,
    RECIPIENTS,
    SENDER,
    USER,
    Mailbox,
    PlainKeyring,
    clean_office,
    confirm,
    confirm_all,
    free_port,
    make_certificates,
    nobody_answers,
    serving,
    set_own,
)
from support.packages import file_of, parts_of, sheet_parts
from support.sheets import read_sheet

if TYPE_CHECKING:
    from support.mails import Certificates

DEED = "業主李先生（電話13812345678、座機0755-86541234）來電致謝，報事BS202610-0003，2026-10-05"
MASKED = "業主李先生（電話138****5678、座機0755-86****34）來電致謝，報事BS202610-0003，2026-10-05"
NEW = "new@elsewhere.example"


class Place(NamedTuple):
    """An office, its server on loopback with an account, and who vouches for it."""

    book: Path
    port: int
    certificates: Certificates


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """The office."""
    folder = tmp_path_factory.mktemp("office")
    certificates, port = make_certificates(folder), free_port()
    path = folder / "濱江花園.xlsx"
    clean_office(path, [DEED, "熱心"], smtp_port=port, smtp_user=USER, hq_attach_evidence="是")
    return Place(path, port, certificates)


@pytest.fixture
def place(tmp_path: Path, made: Place, monkeypatch: pytest.MonkeyPatch) -> Place:
    """A copy of it; its server is trusted, and the keyring has its password."""
    monkeypatch.setenv("SSL_CERT_FILE", str(made.certificates.authority))
    monkeypatch.setattr("getpass.getpass", nobody_answers)
    name = f"smtp:{USER}@localhost:{made.port}"
    keyring.set_keyring(PlainKeyring({("estate_xl", name): PASSWORD}))
    return made._replace(book=Path(shutil.copy(made.book, tmp_path / made.book.name)))


class Done(NamedTuple):
    """What a run left."""

    status: int
    out: str
    err: str
    changed: bool


def press(place: Place, capsys: pytest.CaptureFixture[str], *words: str) -> Done:
    """Run `send` once, nobody at a terminal."""
    capsys.readouterr()
    before = digest(place.book)
    status = main(["send", str(place.book), "--month", MONTH, *words])
    shown = capsys.readouterr()
    return Done(status, shown.out, shown.err, digest(place.book) != before)


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def set_setting(path: Path, key: str, value: object) -> None:
    """Type a setting into 參數, as whoever has the workbook can."""
    with open_file(path) as opened:
        tab = opened.book.sheets["參數"]
        rows = tab.used_range.options(ndim=2).value
        row = next(n for n, cells in enumerate(rows, start=tab.used_range.row) if cells[0] == key)
        tab.range((row, tab.used_range.column + 1)).value = value
        opened.save()


def commands_in(text: str) -> list[list[str]]:
    """The commands among the lines, as words after the program's name."""
    lines = (line.split() for line in text.splitlines())
    return [words[1:] for words in lines if words[:1] == ["estate-xl"]]


@pytest.mark.slow
def test_the_first_mail_without_a_terminal_is_refused_with_the_commands_that_confirm_it(
    place: Place, capsys: pytest.CaptureFixture[str], user_settings: Path
) -> None:
    with serving(Mailbox(), place.port, place.certificates, auth_required=True) as box:
        for words in (("--smtp",), ("--smtp", "--force"), ("--smtp", "--quiet")):
            done = press(place, capsys, *words)
            assert (done.status, done.out, done.changed) == (2, "", False)
            for named in (*RECIPIENTS, SENDER, f"{USER}@localhost:{place.port}"):
                assert named in done.err
            assert "沒有發送" in done.err
        assert (box.seen, box.logins) == ([], [])
        assert not user_settings.exists()
        commands = commands_in(done.err)
        assert len(commands) == 6
        for command in commands[:-1]:
            assert main([*command, "--quiet"]) == 0
        assert press(place, capsys, "--smtp").status == 2, "the server is still to be confirmed"
        assert main([*commands[-1], "--quiet"]) == 0
        done = press(place, capsys, "--smtp")
        assert (done.status, done.changed, len(box.letters)) == (0, True, 1)
    assert "第一次" not in done.out


@pytest.mark.slow
def test_nothing_offers_a_password_to_a_server_that_the_user_did_not_confirm(
    place: Place, capsys: pytest.CaptureFixture[str]
) -> None:
    """Not a word of it, whatever the way, and the one in the keyring stays there."""
    confirm("recipient", *RECIPIENTS, SENDER)
    set_setting(place.book, "smtp_user", "other@example.com")
    with serving(Mailbox(), place.port, place.certificates, auth_required=True) as box:
        for words in (("--smtp",), ("--smtp", "--force"), ("--smtp", "--dry-run"), ()):
            done = press(place, capsys, *words)
            assert "keyring" not in done.out + done.err
            assert "密碼" not in done.out + done.err
        assert (box.seen, box.logins) == ([], [])
    confirm("server", f"other@example.com@localhost:{place.port}")
    done = press(place, capsys, "--smtp", "--force")
    assert "keyring set estate_xl smtp:other@example.com@localhost" in done.err


@pytest.mark.slow_after_first
@pytest.mark.parametrize(
    ("key", "value", "named"),
    [
        ("hq_cc", NEW, NEW),
        ("sender", NEW, NEW),
        ("smtp_host", "evil.example", "office@example.com@evil.example:"),
        ("smtp_port", 2525, "office@example.com@localhost:2525"),
        ("smtp_user", "other@example.com", "other@example.com@localhost:"),
    ],
)
def test_a_workbook_that_names_another_way_is_asked_again_and_for_that_alone(
    place: Place, capsys: pytest.CaptureFixture[str], key: str, value: object, named: str
) -> None:
    confirm_all(place.port, USER)
    set_setting(place.book, "hq_domains", None)
    set_setting(place.book, key, value)
    done = press(place, capsys, "--smtp", "--force")
    assert (done.status, done.changed) == (2, False)
    assert named in done.err
    assert not [address for address in RECIPIENTS if address in done.err]


def answered(place: Place, answer: str) -> tuple[int, str]:
    """Status and screen of the real command on a terminal where somebody types that answer."""
    here = Path(__file__).parent
    names = {
        "PYTHONPATH": os.pathsep.join([str(here.parent), str(here)]),
        "PYTHON_KEYRING_BACKEND": "support.typed_keyring.TypedKeyring",
        "PYTHONIOENCODING": "utf-8",
        "SSL_CERT_FILE": str(place.certificates.authority),
    }
    words = ["-m", "estate_xl", "send", str(place.book), "--month", MONTH, "--smtp", "--quiet"]
    main_side, other = pty.openpty()
    with subprocess.Popen(
        [sys.executable, *words],
        stdin=other,
        stdout=other,
        stderr=other,
        env={**os.environ, **names},
        start_new_session=True,
    ) as run:
        os.close(other)
        seen = b""
        while "其他取消：".encode() not in seen:
            seen += os.read(main_side, 4096)
        os.write(main_side, f"{answer}\n".encode())
        while True:
            try:
                piece = os.read(main_side, 4096)
            except OSError:  # how Linux tells that the other side is gone
                break
            if not piece:
                break
            seen += piece
        status = run.wait(timeout=60)
    os.close(main_side)
    return status, seen.decode()


@pytest.mark.slow
def test_a_person_at_the_terminal_is_asked_in_full_and_once(
    place: Place, capsys: pytest.CaptureFixture[str], user_settings: Path
) -> None:
    set_setting(place.book, "smtp_user", None)
    with serving(Mailbox(), place.port, place.certificates) as box:
        before = digest(place.book)
        for answer in ("", "否", "no", "是的吧"):
            status, seen = answered(place, answer)
            assert (status, digest(place.book), box.seen) == (1, before, [])
            assert not user_settings.exists()
        for named in (*RECIPIENTS, SENDER, f"localhost:{place.port}", "（不登錄）"):
            assert named in seen
        assert seen.count("← 新") == len((*RECIPIENTS, SENDER)) + 2
        assert MASKED[:20] in seen
        status, seen = answered(place, "是")
        assert (status, len(box.letters)) == (0, 1)
        done = press(place, capsys, "--smtp", "--force")
        assert (done.status, len(box.letters)) == (0, 2)
    assert oct(user_settings.stat().st_mode)[-3:] == "600"


@pytest.mark.slow
def test_a_draft_asks_nothing_and_marks_what_is_new(
    place: Place, capsys: pytest.CaptureFixture[str], user_settings: Path
) -> None:
    done = press(place, capsys)
    assert done.status == 0
    marked = "、".join(f"{address}（新域名）" for address in RECIPIENTS)
    assert f"第一次寫到：{marked}" in done.out
    assert not user_settings.exists()
    confirm("recipient", *RECIPIENTS[:2])
    done = press(place, capsys, "--force")
    assert (done.status, f"第一次寫到：{RECIPIENTS[2]}，" in done.out) == (0, True)
    confirm("recipient", RECIPIENTS[2])
    assert "第一次" not in press(place, capsys, "--force").out


@pytest.mark.slow
def test_outlook_that_sends_at_once_asks_as_smtp_does(
    place: Place, capsys: pytest.CaptureFixture[str]
) -> None:
    done = press(place, capsys, "--outlook", "--now", "--force")
    assert (done.status, done.changed) == (2, False)
    assert [command[1:3] for command in commands_in(done.err)] == [
        *[["confirm", "recipient"]] * 3,
        ["confirm", "domain"],
    ]
    assert "Outlook" in press(place, capsys, "--outlook").err, "a draft is no question"


def test_a_preview_tells_what_would_be_asked_and_changes_nothing(
    place: Place, capsys: pytest.CaptureFixture[str], user_settings: Path
) -> None:
    done = press(place, capsys, "--smtp", "--dry-run")
    assert (done.status, done.err, done.changed) == (0, "", False)
    assert len(commands_in(done.out)) == 6
    assert not user_settings.exists()


@pytest.mark.slow
def test_the_users_own_server_and_sender_win_over_the_workbooks(
    place: Place, capsys: pytest.CaptureFixture[str]
) -> None:
    for key, value in (
        ("smtp_host", "evil.example"),
        ("smtp_port", 2525),
        ("sender", "evil@example.com"),
    ):
        set_setting(place.book, key, value)
    set_own("smtp_host", "localhost")
    set_own("smtp_port", str(place.port))
    set_own("smtp_user", USER)
    set_own("sender", "濱江花園 <mine@example.com>")
    confirm("recipient", *RECIPIENTS)
    with serving(Mailbox(), place.port, place.certificates, auth_required=True) as box:
        done = press(place, capsys, "--smtp")
        assert (done.status, box.logins) == (0, [(USER, PASSWORD)])
    assert "「參數」的 smtp_host、smtp_port、sender 和您自己的設置不同" in done.out
    assert "mine@example.com" in str(letter(box)["From"])


@pytest.mark.slow
@pytest.mark.parametrize("words", [(), ("--smtp",), ("--smtp", "--force")])
def test_the_users_own_domains_win_over_the_workbooks(
    place: Place, capsys: pytest.CaptureFixture[str], words: tuple[str, ...]
) -> None:
    confirm_all(place.port, USER)
    confirm("recipient", NEW)
    set_setting(place.book, "hq_cc", NEW)
    set_setting(place.book, "hq_domains", "elsewhere.example; example.com")
    set_own("domains", "example.com")
    done = press(place, capsys, *words)
    assert (done.status, done.changed) == (1, False)
    assert f"收件人 {NEW} 不在您的設置允許的域名（example.com）內" in done.out
    assert "加 --force" not in done.out
    confirm("domain", "elsewhere.example")
    assert "不在您的設置" not in press(place, capsys, "--dry-run").out


@pytest.mark.slow_after_first
@pytest.mark.parametrize("address", ["a|sh@example.com", "a`id`@example.com", "-f@example.com"])
def test_no_address_that_a_shell_would_obey_is_put_into_a_command(
    place: Place, capsys: pytest.CaptureFixture[str], address: str
) -> None:
    set_setting(place.book, "hq_cc", address)
    done = press(place, capsys, "--smtp")
    assert (done.status, commands_in(done.err)) == (2, [])
    assert "請在終端執行同一個命令" in done.err


def letter(box: Mailbox) -> email.message.Message:
    return email.message_from_bytes(box.letters[-1], policy=email.policy.default)


def evidence(data: bytes) -> set[str]:
    """The texts of 計分依據 in a package."""
    sheet = read_sheet(io.BytesIO(data), "計分依據")
    return {str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None}


@pytest.mark.slow
def test_telephones_in_the_evidence_that_leaves_are_masked_and_the_preview_shows_it(
    place: Place, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    package = tmp_path / "考核.xlsx"
    preview = press(place, capsys, "--dry-run").out
    assert "計分依據裏有 2 段自由填寫的內容" in preview
    assert "電話號碼已遮蓋" in preview
    assert "138****5678" in preview
    assert press(place, capsys, "--package", str(package)).status == 0
    assert MASKED in evidence(package.read_bytes())
    for number in (b"13812345678", b"86541234"):
        assert not [data for data in parts_of(package).values() if number in data]
    assert main(["verify", str(package), "--quiet"]) == 0
    assert main(["verify", str(package), "--book", str(place.book), "--quiet"]) == 0
    assert DEED in evidence(place.book.read_bytes()), "the office's own workbook stays as it is"


@pytest.mark.slow
def test_telephones_in_formatted_texts_and_formulas_are_masked_too(
    place: Place, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    package, parts = tmp_path / "考核.xlsx", parts_of(place.book)
    name = sheet_parts(parts)["計分依據"]
    text = parts[name].decode()
    row = re.search(r'<row r="([0-9]+)"[^>]*>', text)
    assert row is not None
    end = text.index("</row>", row.end())
    cells = (
        f'<c r="X{row[1]}" t="inlineStr"><is><r><t>電話138</t></r><r><t>12345678</t></r></is></c>'
        f'<c r="Y{row[1]}" t="str"><f>"手機"&amp;13812345678</f><v>手機13812345678</v></c>'
    )
    parts[name] = f"{text[:end]}{cells}{text[end:]}".encode()
    place.book.write_bytes(file_of(parts))
    assert press(place, capsys, "--package", str(package)).status == 0
    assert {"電話138****5678", "手機138****5678"} <= evidence(package.read_bytes())
    assert not [data for data in parts_of(package).values() if b"12345678" in data]


@pytest.mark.slow
def test_only_the_user_can_have_telephones_sent_unmasked(
    place: Place, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    package = tmp_path / "考核.xlsx"
    with open_file(place.book) as opened:
        tab = opened.book.sheets["參數"]
        row = tab.used_range.last_cell.row + 1
        tab.range((row, 1)).value = [["mask_phones", "否"]]
        opened.save()
    assert press(place, capsys, "--package", str(package), "--force").status == 0
    assert MASKED in evidence(package.read_bytes())
    set_own("mask_phones", "否")
    done = press(place, capsys, "--package", str(package), "--force")
    assert "電話號碼沒有遮蓋" in done.out
    assert main(["verify", str(package), "--book", str(place.book), "--quiet"]) == 0
    assert DEED in evidence(package.read_bytes())


def test_settings_that_cannot_be_read_stop_every_way_in_one_sentence(
    place: Place, capsys: pytest.CaptureFixture[str], user_settings: Path
) -> None:
    user_settings.parent.mkdir(parents=True)
    user_settings.write_text('{"smtp_host": "localhost",\n "smtp', encoding="utf-8")
    for words in ((), ("--smtp",), ("--smtp", "--dry-run")):
        done = press(place, capsys, *words)
        assert (done.status, done.out, done.changed) == (2, "", False)
        assert done.err == (
            f"設置檔「{user_settings}」讀不懂（第 2 行），沒有改動；"
            "請改正它，或移走它，再重新設置。\n"
        )
