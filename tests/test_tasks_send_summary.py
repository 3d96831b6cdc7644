"""The texts of `send`: what stops a package, what is new to the user, what goes along."""

from __future__ import annotations

from string import Formatter
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import pytest

from estate_xl.deliver.send_guards import Guard, Stop
from estate_xl.language import Language
from estate_xl.tasks.free_texts import FreeTexts
from estate_xl.tasks.send_summary import SendResult, remarks, unconfirmed
from estate_xl.user_settings.new_recipients import Firsts

if TYPE_CHECKING:
    from estate_xl.tasks.send import Prepared


def prepared(**changed: object) -> Prepared:
    """A package ready to go, as far as its texts ask."""
    usual: dict[str, object] = {
        "stops": [],
        "overruled": [],
        "package": None,
        "set_aside": (),
        "names": {"settings": "參數表"},
        "free_texts": FreeTexts(),
        "firsts": Firsts(),
    }
    return cast("Prepared", SimpleNamespace(**(usual | changed)))


@pytest.mark.parametrize("guard", Guard)
def test_each_guard_that_stops_it_has_a_line(guard: Guard) -> None:
    fields = Formatter().parse(guard.value.label.en)
    stop = Stop(guard, {name: 2 if nouns else "X" for _, name, nouns, _ in fields if name})
    heading, line = SendResult(prepared(stops=[stop]), None).lines(Language.EN)
    assert heading == "Not sent; 1 guard stops it:"
    assert line.startswith(f"  {stop.words.text(Language.EN)}")
    assert line.endswith("add --force.") == guard.value.may_be_forced


def test_what_is_new_to_the_user_is_named_with_its_commands() -> None:
    new = Firsts(recipients=("hq@example.com",), domains=("example.com",))
    lines = list(unconfirmed(prepared(firsts=new), Language.EN))
    assert "hq@example.com (new domain)" in lines[0]
    assert "  estate-xl settings confirm recipient hq@example.com" in lines
    assert "  estate-xl settings confirm domain example.com" in lines


def test_an_address_that_no_shell_takes_is_confirmed_at_a_terminal() -> None:
    odd = prepared(firsts=Firsts(recipients=("a'b@example.com",)))
    assert len(list(unconfirmed(odd, Language.EN))) == 2
    assert "at a terminal" in list(unconfirmed(odd, Language.EN))[1]


def test_remarks_name_the_sheet_as_the_workbook_has_it_and_cut_long_texts() -> None:
    texts = FreeTexts(count=2, first=("短", "長" * 100))
    told = list(remarks(prepared(set_aside=("smtp_host",), free_texts=texts), Language.HANT))
    assert told[0].startswith("「參數表」的 smtp_host ")
    assert "電話號碼已遮蓋" in told[1]
    assert told[2] == "  「短」"
    assert told[3] == f"  「{'長' * 59}…」"


def test_nothing_special_has_no_remark() -> None:
    assert list(remarks(prepared(), Language.EN)) == []
