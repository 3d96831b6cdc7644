"""The questions of a button, as its action declares them."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from estate_xl.actions.model import Proposal

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from estate_xl.actions import Action, Option, Question
    from estate_xl.live.open_master import Visit


def ask_all(
    visit: Visit,
    action: Action,
    facts: Mapping[str, object] | None = None,
    proposed: Mapping[str, str] | None = None,
) -> dict[str, object] | None:
    """The answers by name of the option; None where the person cancels.

    Args:
        visit: Where it is asked.
        action: Whose questions.
        facts: For the words of the questions.
        proposed: Answers that are there, by name of the option, for questions that propose none.
    """
    answers: dict[str, object] = {}
    for option in action.options:
        if option.question is not None:
            shown = _PROPOSED[option.question.proposal](visit.desk.now)
            shown = shown or (proposed or {}).get(option.name, "")
            answer = _ask(visit, option, option.question, shown, facts or {})
            if answer is None:
                return None
            answers[option.name] = answer
    return answers


def _ask(
    visit: Visit, option: Option, question: Question, proposed: str, facts: Mapping[str, object]
) -> object:
    """Ask until the answer can be read; None where the person cancels."""
    language, prefix = visit.language, ""
    words = question.words.text(language).format_map(facts)
    while True:
        answer = visit.desk.screen.ask(prefix + words, proposed, language)
        if answer is None or question.again is None:
            return answer
        try:
            return option.kind.parse(answer.strip())
        except ValueError:
            prefix = question.again.text(language).format(text=answer)


def _last_month(now: dt.datetime) -> dt.datetime:
    return now.replace(day=1) - dt.timedelta(days=1)


_PROPOSED: Final[dict[Proposal, Callable[[dt.datetime], str]]] = {
    Proposal.NOTHING: lambda _: "",
    Proposal.LAST_MONTH: lambda now: f"{_last_month(now):%Y-%m}",
    Proposal.YEAR_OF_LAST_MONTH: lambda now: str(_last_month(now).year),
    Proposal.COMING_YEAR: lambda now: str(_last_month(now).year + 1),
    Proposal.TODAY: lambda now: f"{now:%Y-%m-%d}",
    Proposal.NOW: lambda now: f"{now:%Y-%m-%d %H:%M}",
}
