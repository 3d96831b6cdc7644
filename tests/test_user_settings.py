"""`estate-xl settings`: shown, changed, confirmed; the file whole and for the user alone."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from estate_xl.console.cli import main
from estate_xl.user_settings import KEYS, settings_file

KINDS = ("recipients", "domains", "servers")


class Settings:
    """The command, its file and what it last said."""

    def __init__(self, file: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """Take the file, not there yet."""
        self.file = file
        self._capsys = capsys

    def __call__(self, *words: str) -> tuple[int, str, str]:
        """Status, output and errors of the command."""
        self._capsys.readouterr()
        status = main(["settings", *words])
        shown = self._capsys.readouterr()
        return status, shown.out, shown.err

    def refused(self, *words: str) -> str:
        """The one sentence of a command that changes nothing."""
        before = self.file.read_bytes() if self.file.exists() else None
        status, out, err = self(*words)
        assert (status, out, err.count("\n")) == (2, "", 1)
        assert (self.file.read_bytes() if self.file.exists() else None) == before
        return err

    def held(self) -> dict[str, object]:
        """What `--json` says."""
        status, out, _ = self("--json")
        assert status == 0
        found: dict[str, object] = json.loads(out)
        return found


@pytest.fixture
def settings(user_settings: Path, capsys: pytest.CaptureFixture[str]) -> Settings:
    """The command."""
    return Settings(user_settings, capsys)


def test_nothing_set_is_shown_and_writes_nothing(settings: Settings) -> None:
    status, out, _ = settings()
    assert status == 0
    assert str(settings.file) in out
    assert all(key in out for key in KEYS)
    assert settings.held() == {
        "file": str(settings.file),
        "settings": dict.fromkeys(KEYS),
        "confirmed": {kind: [] for kind in KINDS},
    }
    assert not settings.file.exists()


VALUES: list[tuple[str, list[str], object]] = [
    ("smtp_host", ["SMTP.Example.com"], "smtp.example.com"),
    ("smtp_port", ["465"], 465),
    ("smtp_security", ["TLS"], "tls"),
    ("smtp_timeout", ["90"], 90),
    ("smtp_user", ["office@example.com"], "office@example.com"),
    ("sender", ["濱江花園 <a@example.com>"], "濱江花園 <a@example.com>"),
    ("domains", ["@Example.com；例子.cn"], ["example.com", "xn--fsqu00a.cn"]),
    ("mask_phones", ["否"], False),
    ("mask_phones", ["yes"], True),
    ("soffice", ["/opt/libreoffice/soffice"], "/opt/libreoffice/soffice"),
    ("token_command", ["--", "/bin/get", "--account", "a b"], ["/bin/get", "--account", "a b"]),
    ("token_command", ['/bin/get --account "a b"'], ["/bin/get", "--account", "a b"]),
    ("SMTP-Host", ["a.example"], "a.example"),
]


@pytest.mark.parametrize(("key", "words", "value"), VALUES)
def test_what_is_set_is_kept_shown_and_cleared(
    settings: Settings, key: str, words: list[str], value: object
) -> None:
    status, _, err = settings("set", key, *words)
    assert (status, err) == (0, "")
    name = key.casefold().replace("-", "_")
    shown = settings.held()["settings"]
    assert isinstance(shown, dict)
    assert shown[name] == value
    if name in {"smtp_host", "soffice"}:
        assert str(value) in settings()[1]
    assert settings("set", key, "")[0] == 0
    assert settings.held()["settings"] == dict.fromkeys(KEYS)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("smtp_host", "a b"),
        ("smtp_host", "a.example; rm"),
        ("smtp_port", "0"),
        ("smtp_port", "65536"),
        ("smtp_port", "x"),
        ("smtp_security", "none"),
        ("smtp_timeout", "601"),
        ("smtp_user", "a$(id)"),
        ("sender", "a@example.com; b@example.com"),
        ("sender", "nobody"),
        ("domains", "example"),
        ("domains", "example.com; a b"),
        ("mask_phones", "maybe"),
        ("soffice", "soffice"),
        ("soffice", "//server/share/soffice"),
        ("token_command", "get-token office"),
        ("token_command", '/bin/get "a'),
    ],
)
def test_a_value_that_does_not_fit_is_refused_with_its_form(
    settings: Settings, key: str, value: str
) -> None:
    assert settings("set", "smtp_port", "25")[0] == 0
    said = settings.refused("set", key, value)
    assert said.startswith(f"設置 {key} 的值「{value}」不對，要寫")


@pytest.mark.parametrize(
    ("key", "near"), [("smtp_hots", "smtp_host"), ("domain", "domains"), ("sofice", "soffice")]
)
def test_an_unknown_key_names_the_nearest(settings: Settings, key: str, near: str) -> None:
    assert settings.refused("set", key, "x") == (f"設置沒有「{key}」這個鍵，最接近的是 {near}。\n")
    assert "可用的是 smtp_host、" in settings.refused("set", "zzzzzzzz", "x")


def test_what_is_confirmed_is_kept_once_and_can_be_forgotten(settings: Settings) -> None:
    for kind, value in (
        ("recipient", "A@Example.com"),
        ("recipient", "王 <a@example.com>"),
        ("domain", "@例子.cn"),
        ("server", "Office@example.com@SMTP.example.com:587"),
        ("server", "smtp.example.com"),
    ):
        assert settings("confirm", kind, value)[0] == 0
    assert settings.held()["confirmed"] == {
        "recipients": ["a@example.com"],
        "domains": ["xn--fsqu00a.cn"],
        "servers": ["Office@example.com@smtp.example.com:587", "smtp.example.com"],
    }
    assert settings("forget", "recipient", "a@example.com")[0] == 0
    assert "沒有確認過" in settings.refused("forget", "recipient", "a@example.com")
    for kind, value in (("recipient", "nobody"), ("domain", "x"), ("server", "a b")):
        assert "不對" in settings.refused("confirm", kind, value)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no modes")
def test_the_file_is_for_the_user_alone_also_where_it_was_open_to_all(settings: Settings) -> None:
    before = os.umask(0o022)
    try:
        settings("set", "smtp_port", "25")
        assert settings.file.stat().st_mode & 0o777 == 0o600
        assert settings.file.parent.stat().st_mode & 0o777 == 0o700
        settings.file.chmod(0o644)
        settings("set", "smtp_port", "26")
        assert settings.file.stat().st_mode & 0o777 == 0o600
    finally:
        os.umask(before)
    assert [each.name for each in settings.file.parent.iterdir()] == ["settings.json"]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "第 1 行"),
        (b'{"smtp_port": 25,\n', "第 2 行"),
        (b"[]", "寫法不對"),
        (b'{"smtp_port": "x"}', "smtp_port 的值「x」不對"),
        (b'{"smtp_prot": 25}', "最接近的是 smtp_port"),
        (b'{"confirmed": []}', "寫法不對"),
        (b'{"confirmed": {"recipients": "a@example.com"}}', "寫法不對"),
        (b'{"confirmed": {"recipients": [3]}}', "收件人 的值「3」不對"),
        (b'{"confirmed": {"people": []}}', "寫法不對"),
        (b'{"token_command": [1]}', "token_command 的值"),
        (b'{"token_command": []}', "token_command 的值"),
        (b"\xff\xfe\x00", "寫法不對"),
        (b"[" * 100_000, "寫法不對"),
        (b" " * (2 << 20), "太大"),
    ],
)
def test_a_damaged_file_is_one_sentence_and_never_written_over(
    settings: Settings, data: bytes, reason: str
) -> None:
    settings.file.parent.mkdir(parents=True)
    settings.file.write_bytes(data)
    commands = ((), ("--json",), ("set", "smtp_port", "25"), ("confirm", "domain", "a.example"))
    for words in commands:
        said = settings.refused(*words)
        assert said.startswith(f"設置檔「{settings.file}」讀不懂（")
        assert reason in said


def test_a_folder_that_cannot_be_written_is_one_sentence(
    user_settings: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    user_settings.parent.parent.mkdir(parents=True, exist_ok=True)
    in_the_way = user_settings.parent
    in_the_way.write_bytes(b"")
    monkeypatch.setenv("ESTATE_XL_SETTINGS", str(in_the_way / "settings.json"))
    Settings(in_the_way / "settings.json", capsys).refused("set", "smtp_port", "25")


def test_commands_at_once_lose_nothing_of_each_other(settings: Settings) -> None:
    words = [sys.executable, "-m", "estate_xl", "settings", "confirm", "recipient", "--quiet"]
    runs = [subprocess.Popen([*words, f"a{number}@example.com"]) for number in range(4)]
    assert [run.wait(timeout=120) for run in runs] == [0] * 4
    confirmed = settings.held()["confirmed"]
    assert isinstance(confirmed, dict)
    assert sorted(confirmed["recipients"]) == [f"a{number}@example.com" for number in range(4)]


@pytest.mark.parametrize(
    ("system", "names", "expected"),
    [
        ("win32", {"APPDATA": "{tmp}/漫 遊"}, "漫 遊/estate_xl/settings.json"),
        ("win32", {"APPDATA": "", "HOME": "{tmp}"}, "AppData/Roaming/estate_xl/settings.json"),
        ("linux", {"XDG_CONFIG_HOME": "{tmp}/c"}, "c/estate_xl/settings.json"),
        ("darwin", {"XDG_CONFIG_HOME": "", "HOME": "{tmp}"}, ".config/estate_xl/settings.json"),
    ],
)
def test_where_the_file_stands_on_each_system(
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    system: str,
    names: dict[str, str],
    expected: str,
) -> None:
    monkeypatch.delenv("ESTATE_XL_SETTINGS")
    monkeypatch.setattr("sys.platform", system)
    for name, value in names.items():
        monkeypatch.setenv(name, value.format(tmp=tmp_path))
    assert settings_file() == tmp_path / expected


def test_a_user_without_a_folder_is_told_so(
    monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    for name in ("ESTATE_XL_SETTINGS", "XDG_CONFIG_HOME"):
        monkeypatch.delenv(name, raising=False)

    def nowhere() -> Path:
        raise RuntimeError

    monkeypatch.setattr("pathlib.Path.home", nowhere)
    assert "ESTATE_XL_SETTINGS" in settings.refused()


def test_an_older_file_is_named_and_not_passed_over(settings: Settings) -> None:
    settings.file.parent.mkdir(parents=True)
    settings.file.with_name("smtp.toml").write_text("", encoding="utf-8")
    assert "smtp.toml」不再讀取" in settings()[1]


def test_no_test_reads_the_settings_of_whoever_runs_it(user_settings: Path) -> None:
    assert settings_file() == user_settings
    assert Path.home() not in user_settings.parents


def test_the_soffice_of_the_settings_is_the_one_that_prints(
    settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One that is not there stops a command in one sentence, whatever else is on PATH."""
    missing = tmp_path / "no" / "soffice"
    assert settings("set", "soffice", str(missing))[0] == 0
    book = tmp_path / "濱江花園.xlsx"
    assert main(["new", str(book), "--quiet"]) == 0
    capsys.readouterr()
    assert main(["work-orders", str(book), "--pdf", str(tmp_path / "a.pdf")]) == 2
    assert f"soffice「{missing}」不在" in capsys.readouterr().err
