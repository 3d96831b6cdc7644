"""A stray value in a far corner: little memory, and a sentence that names the cell or none at all.

Each command runs in a process of its own, whose greatest memory the system tells.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from estate_xl.blueprint import make_book
from estate_xl.console.cli import main
from estate_xl.engine.addresses import address
from estate_xl.engine.model.area_limits import MOST_CELLS, check_readable
from estate_xl.engine.model.grid import Grid
from estate_xl.engine.ooxml.namespaces import MAIN
from estate_xl.files.session import open_file
from estate_xl.sample import make_sample
from estate_xl.schema import Language
from support.refusals import refused

pytestmark = pytest.mark.slow

MOST_MEBIBYTES: Final = 500
FAR: Final = "XFD1048576"
CASE: Final = (Path(__file__).parents[1] / "../shared/cases/package-far1.xlsx").resolve()
MEASURED: Final = """
import resource, sys
from estate_xl.console.cli import main
status = main(sys.argv[1:])
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024, file=sys.stderr)
sys.exit(status)
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small office, its month appraised, with a sheet of the user's."""
    path = tmp_path_factory.mktemp("far") / "b.xlsx"
    sample = make_sample(1, 12)
    records = {**sample.records, "Inspections": sample.records["Inspections"][:60]}
    path.write_bytes(make_book(Language.HANT, records, sample.settings))
    with open_file(path) as opened:
        opened.book.sheets.add("我的表", after=opened.book.sheets[-1])["A1"].value = "自己的"
        opened.save()
    assert main(["month-end", str(path), "--month", "2026-10", "--quiet"]) == 1
    return path


def run(*words: str) -> tuple[int, list[str], int]:
    """Status, what was told, and the greatest memory in MiB; no more than 4 GiB are given."""
    # The shell stays in between: a process is told its parent's memory from before it began.
    shell = f'ulimit -v {4 << 20}; "$@"; exit $?'
    done = subprocess.run(
        ["bash", "-c", shell, "bash", sys.executable, "-c", MEASURED, *words],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    *told, memory = done.stderr.splitlines()
    return done.returncode, told, int(memory)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows tells memory in another way")
@pytest.mark.parametrize(
    ("title", "words", "is_refused"),
    [
        ("報事單模板", ("work-orders", "--ticket", "BS202610-0001"), True),
        ("月度考核模板", ("month-end", "--month", "2026-10"), True),
        ("郵件模板", ("send", "--month", "2026-10", "--force"), True),
        ("報事", ("validate",), False),
        ("參數", ("validate",), False),
        ("月度統計", ("month-end", "--month", "2026-10"), False),
        ("檢查結果", ("validate",), False),
        ("我的表", ("month-end", "--month", "2026-10"), False),
    ],
)
def test_a_stray_value(
    title: str,
    words: tuple[str, ...],
    is_refused: bool,  # noqa: FBT001 - a column of the table
    made: Path,
    tmp_path: Path,
) -> None:
    path = tmp_path / "b.xlsx"
    shutil.copy(made, path)
    with open_file(path) as opened:
        opened.book.sheets[title][FAR].value = 1
        opened.save()
    before = path.read_bytes()
    status, told, memory = run(words[0], str(path), *words[1:], "--quiet")
    assert memory < MOST_MEBIBYTES
    if is_refused:
        (line,) = told
        assert status == 2
        assert f"工作表「{title}」的 {FAR} " in line
        assert path.read_bytes() == before
    else:
        assert (status, told) in ((0, []), (1, []))


@pytest.mark.skipif(not CASE.exists(), reason="needs the shared cases")
def test_a_stray_value_in_a_package() -> None:
    status, told, memory = run("verify", str(CASE))
    assert memory < MOST_MEBIBYTES
    assert status == 2
    assert FAR in told[0]


@pytest.mark.parametrize(
    ("cells", "named"),
    [
        ([(1, 1), (1_048_576, 16_384)], "工作表「表」的 XFD1048576 離"),
        ([(1, 16_384), (1_048_576, 1)], "工作表「表」的 A1048576、XFD1 離"),
        ([], "工作表「表」的 XFD1048576 離"),
    ],
)
def test_the_cells_that_make_it_vast_are_named(cells: list[tuple[int, int]], named: str) -> None:
    rows = "".join(
        f'<row r="{row}"><c r="{address(row, column)}"><v>1</v></c></row>' for row, column in cells
    )
    text = f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'
    grid = Grid(text, "表")
    check_readable(grid, (1, 1, MOST_CELLS // 16_384, 16_384))
    with refused(named):
        check_readable(grid, (1, 1, 1_048_576, 16_384))
