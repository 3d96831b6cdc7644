"""Digests of the templates that earlier versions drew; what they are of: test_earlier_versions."""

from __future__ import annotations

import re

from estate_xl.schema import ESTATE_BOOK
from estate_xl.schema.earlier_templates import EARLIER_TEMPLATES, drawn_earlier


def test_each_version_has_a_digest_a_language_of_each_of_its_templates() -> None:
    for templates in EARLIER_TEMPLATES.values():
        for key, digests in templates.items():
            assert ESTATE_BOOK[key].key == key
            assert len(set(digests)) == 3
            assert all(re.fullmatch("[0-9a-f]{32}", digest) for digest in digests)


def test_the_digests_of_a_template_are_those_of_all_versions() -> None:
    assert drawn_earlier("SlipTemplate") >= set(EARLIER_TEMPLATES["0.1.0"]["SlipTemplate"])
    assert drawn_earlier("Tickets") == frozenset()
