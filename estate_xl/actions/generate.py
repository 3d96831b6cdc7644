"""Files of the repository that follow from the declared actions.

    python -m estate_xl.actions.generate

writes them all; a test compares them.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from estate_xl.actions.doc_pages import commands_page, with_table
from estate_xl.actions.ribbon_files import apple_script, ribbon_xml, vba_module
from estate_xl.language import Language

ROOT: Final = Path(__file__).parents[2]


def generated_files(root: Path) -> dict[Path, str]:
    """The contents that each file should have.

    Args:
        root: Of the repository.
    """
    macros = root / "macros"
    files = {macros / f"ribbon.{language}.xml": ribbon_xml(language) for language in Language}
    files[macros / "EstateRibbon.bas"] = vba_module()
    script = macros / "estate_xl.applescript"
    files[script] = apple_script(script.read_text(encoding="utf-8"))
    files[root / "docs" / "commands.md"] = commands_page()
    for page in sorted(root.glob("README*.md")):
        files[page] = with_table(page.read_text(encoding="utf-8"))
    return files


def main() -> None:
    """Write the files."""
    for path, text in generated_files(ROOT).items():
        path.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
