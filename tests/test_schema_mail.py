"""Words of the mail to headquarters."""

from __future__ import annotations

import pytest

from estate_xl.schema import Language
from estate_xl.schema.mail import MAIL_STATES, MAIL_WAYS


@pytest.mark.parametrize("language", list(Language))
def test_states_and_ways_can_be_told_apart(language: Language) -> None:
    """A line of 郵件記錄 is read back by its words."""
    for words in (MAIL_STATES, MAIL_WAYS):
        assert len({word.text(language) for word in words}) == len(words)
