"""VBA run by LibreOffice's Basic beside stand-ins for Excel, and how Windows cuts a command.

LibreOffice 7.4 hangs on `#If`, so the branch of one kind of Office is chosen here. Calls that
leave Basic (CreateObject, GetAttr, Environ, MsgBox, AppleScriptTask, the library) go to stand-ins,
which write what they are asked for to a file; see `excel_stubs`.
"""

from __future__ import annotations

import html
import re
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

_SOFFICE = shutil.which("soffice")
PROGRAM: Final = Path(_SOFFICE).resolve().with_name("soffice.bin") if _SOFFICE else None
"""The program itself: its shell script would outlive a time limit."""

LIMIT_SECONDS: Final = 120

KINDS: Final[dict[str, dict[str, bool]]] = {
    "Windows, 64 bits": {"VBA7": True, "Win64": True, "Mac": False},
    "Windows, 32 bits": {"VBA7": True, "Win64": False, "Mac": False},
    "Mac": {"VBA7": True, "Win64": True, "Mac": True},
}

_LIBRARY = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" \
library:readonly="false" library:passwordprotected="false">{modules}</library:library>
"""
_MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="{name}" \
script:language="StarBasic">{text}</script:module>
"""
_OUTSIDE = re.compile(r"\b(CreateObject|GetAttr|MsgBox|Environ)\b")
_DECLARED = re.compile(r"^ *(Private |Public )?Declare .*\n", re.MULTILINE)
_HEADER = re.compile(r"\AVERSION .*?^END\n", re.MULTILINE | re.DOTALL)
_ATTRIBUTE = re.compile(r"^Attribute .*\n", re.MULTILINE)


def chosen_branch(text: str, constants: Mapping[str, bool]) -> str:
    """The lines of VBA that one kind of Office compiles."""
    kept: list[str] = []
    open_branches: list[bool] = []
    for line in text.splitlines():
        words = line.split()
        if words[:1] == ["#If"]:
            assert words[2:] == ["Then"], line
            open_branches.append(constants[words[1]])
        elif words[:1] == ["#Else"]:
            open_branches[-1] = not open_branches[-1]
        elif words[:2] == ["#End", "If"]:
            open_branches.pop()
        elif all(open_branches):
            kept.append(line)
    assert not open_branches
    return "\n".join(kept) + "\n"


def as_basic(text: str, constants: Mapping[str, bool], *, is_class: bool = False) -> str:
    """A VBA module as LibreOffice's Basic takes it."""
    text = chosen_branch(text, constants)
    text = _ATTRIBUTE.sub("", _HEADER.sub("", text))
    text = _OUTSIDE.sub(r"Stub\1", _DECLARED.sub("", text))
    options = "Option VBASupport 1\n" + ("Option ClassModule\n" if is_class else "")
    return options + text


def run_basic(
    folder: Path,
    modules: Mapping[str, str],
    environment: Mapping[str, str],
    limit_seconds: int = LIMIT_SECONDS,
    working_folder: Path | None = None,
) -> None:
    """Run `Sub Main` of the module `Runner` in a profile of its own under that folder."""
    profile = folder / "profile"
    start = [str(PROGRAM), f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore"]
    if not profile.exists():
        _run([*start, "--terminate_after_init"], folder, environment, LIMIT_SECONDS)
    library = profile / "user" / "basic" / "Standard"
    library.mkdir(parents=True, exist_ok=True)
    for old in library.glob("*.xba"):
        old.unlink()
    for name, text in modules.items():
        written = _MODULE.format(name=name, text=html.escape(text))
        (library / f"{name}.xba").write_text(written, encoding="utf-8")
    names = "".join(f'<library:element library:name="{name}"/>' for name in modules)
    (library / "script.xlb").write_text(_LIBRARY.format(modules=names), encoding="utf-8")
    place = working_folder or folder
    _run([*start, "macro:///Standard.Runner.Main"], place, environment, limit_seconds)


def _run(
    command: list[str], folder: Path, environment: Mapping[str, str], limit_seconds: int
) -> None:
    """A module that does not compile makes LibreOffice wait for ever: hence the limit."""
    subprocess.run(
        command,
        cwd=folder,
        env=dict(environment),
        check=True,
        capture_output=True,
        timeout=limit_seconds,
    )


def windows_arguments(line: str) -> list[str]:
    r"""The arguments that a Windows program sees (CommandLineToArgvW, and Python's own start-up).

    >>> windows_arguments(r'"C:\a b\x.exe" -c "say(1)" c\"d "e\\" f')
    ['C:\\a b\\x.exe', '-c', 'say(1)', 'c"d', 'e\\', 'f']
    """
    end = line.index('"', 1) if line.startswith('"') else (line + " ").index(" ")
    first = line[1:end] if line.startswith('"') else line[:end]
    rest = line[end + 1 :] if line.startswith('"') else line[end:]
    arguments, current, is_open, is_quoted = [first], "", False, False
    position = 0
    while position < len(rest):
        letter = rest[position]
        slashes = len(rest) - position - len(rest[position:].lstrip("\\"))
        if slashes and rest[position + slashes : position + slashes + 1] == '"':
            current += "\\" * (slashes // 2) + ('"' if slashes % 2 else "")
            position += slashes + slashes % 2
            is_open = True
            continue
        if slashes:
            current += "\\" * slashes
            position += slashes
            is_open = True
            continue
        if letter == '"':
            is_quoted = not is_quoted
            is_open = True
        elif letter in " \t" and not is_quoted:
            if is_open:
                arguments.append(current)
            current, is_open = "", False
        else:
            current += letter
            is_open = True
        position += 1
    return [*arguments, current] if is_open else arguments
