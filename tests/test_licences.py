"""Every package that comes along is listed with its licence."""

from __future__ import annotations

import re
import tomllib
from itertools import chain
from pathlib import Path

ROOT = Path(__file__).parent.parent


def test_each_dependency_is_listed() -> None:
    listed = (ROOT / "docs" / "licences.md").read_text(encoding="utf-8")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = [*project["dependencies"], *chain(*project["optional-dependencies"].values())]
    names = [re.split(r"[^A-Za-z0-9._-]", each, maxsplit=1)[0] for each in asked]
    names = [re.sub(r"[-_.]+", "-", name).lower() for name in names]
    assert [name for name in names if f"| {name} |" not in listed] == []
    assert "not told" not in listed
