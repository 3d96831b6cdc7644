"""`estate-xl verify`: packages compared with their manifests and the rules, one after another."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from estate_xl.errors import EstateError, WorkbookError
from estate_xl.output import print_json
from estate_xl.temporaries import reason_of

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from estate_xl.deliver.verifying import Verdict
    from estate_xl.schema import Language

OK, DIFFERS, UNREADABLE = 0, 1, 2
_PROMPT: Final = "「{name}」的打開密碼："


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What `verify` takes."""
    parser.add_argument("files", metavar="FILE", type=Path, nargs="+", help="收到的上報文件")
    parser.add_argument("--json", action="store_true", help="結果以 JSON 輸出")


def verify(
    options: argparse.Namespace, language: Language, say: Callable[[str], None]
) -> tuple[int, list[str]]:
    """Verify the files; the exit status, and a sentence for each that cannot be read.

    Args:
        options: With `files` and `json`.
        language: Of the sentences.
        say: Prints a line.
    """
    entries: list[dict[str, object]] = []
    unread: list[str] = []
    passwords: list[str] = []
    status = OK
    for path in options.files:
        try:
            verdict = _verdict(path, passwords)
        except EstateError as error:
            if options.debug:
                raise
            status = UNREADABLE
            unread.append(str(error))
            entries.append({"file": str(path), "status": "unreadable", "message": str(error)})
            continue
        entries.append(_entry(path, verdict, language))
        if verdict.difference is not None:
            status = max(status, DIFFERS)
    if options.json:
        print_json({"files": entries})
    else:
        for entry in entries:
            if entry["status"] != "unreadable":
                say(str(entry["message"]))
    return status, unread


def _entry(path: Path, verdict: Verdict, language: Language) -> dict[str, object]:
    from estate_xl.schema import Label  # noqa: PLC0415 - as in the command line

    manifest, difference = verdict.manifest, verdict.difference
    about = (
        {}
        if manifest is None
        else {
            "office": manifest.office,
            "month": manifest.month,
            "version": manifest.version,
            "sha256": manifest.digest,
        }
    )
    if difference is None:
        fine = Label("與打包時一致，排名和總分正確。", "as it was packed; ranks and totals follow.")
        text = f"{path.name}：{fine.text(language)}"
        return {"file": str(path), "status": "ok", **about, "message": text}
    text = f"{path.name}：{difference.message.text(language)}"
    return {
        "file": str(path),
        "status": "differs",
        **about,
        "difference": {
            "kind": difference.kind,
            "sheet": difference.sheet,
            "cell": difference.cell,
            "found": difference.found,
            "expected": difference.expected,
            "rule": difference.rule,
        },
        "message": text,
    }


def _verdict(path: Path, passwords: list[str]) -> Verdict:
    from estate_xl.deliver.protection import is_protected  # noqa: PLC0415 - as in the command line
    from estate_xl.deliver.verifying import verify_package  # noqa: PLC0415 - likewise

    data = _read(path)
    if is_protected(data):
        data = _opened(path.name, data, passwords)
    return verify_package(data, path.name)


def _opened(name: str, data: bytes, passwords: list[str]) -> bytes:
    """The package that a password opens: one that did before, the keyring's, or one typed now."""
    from estate_xl.deliver.protection import unprotect_package  # noqa: PLC0415 - likewise
    from estate_xl.deliver.secrets import (  # noqa: PLC0415 - likewise
        PACKAGE_PASSWORD,
        ask_secret,
        read_secret,
    )

    kept = read_secret(PACKAGE_PASSWORD, prompt=None)
    for password in dict.fromkeys([*passwords, *([kept] if kept else [])]):
        opened = unprotect_package(data, password)
        if opened is not None:
            return opened
    typed = ask_secret(_PROMPT.format(name=name))
    if typed is None:
        msg = f"「{name}」有打開密碼，請在終端執行並輸入，或先用 keyring 存好。"
        raise WorkbookError(msg)
    opened = unprotect_package(data, typed)
    if opened is None:
        msg = f"「{name}」的打開密碼不對，請核對後再試。"
        raise WorkbookError(msg)
    passwords.append(typed)
    return opened


def _read(path: Path) -> bytes:
    from estate_xl.extraction import check_size  # noqa: PLC0415 - likewise

    if path.is_dir():
        msg = f"「{path}」是資料夾，請指定一個文件。"
        raise WorkbookError(msg)
    try:
        check_size(path.name, path.stat().st_size)
        return path.read_bytes()
    except FileNotFoundError as error:
        msg = f"找不到「{path}」，請核對檔案名稱和資料夾。"
        raise WorkbookError(msg) from error
    except OSError as error:
        msg = f"「{path.name}」讀不出來：{reason_of(error)}。"
        raise WorkbookError(msg) from error
