"""The templates that earlier versions drew, by their digests (`write.template_digest`).

`upgrade` replaces a template that is still as its version drew it; any other is the office's own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

EARLIER_TEMPLATES: Final[Mapping[str, Mapping[str, tuple[str, ...]]]] = {
    "0.1.0": {
        "SlipTemplate": (
            "992917a0c3d71c496a68101f06f32da5",
            "b52431d237ffce8e0b0cb99770ca0132",
            "c1f63b2e24915cf7f50d712d87c7767d",
        ),
        "AppraisalTemplate": (
            "3519175b3bbb7d5da621044cf3dffe74",
            "f21f206e53fd1952710644257140d335",
            "fbe0d714afe17acd1509586366f72b53",
        ),
        "MailTemplate": (
            "6bc22b0ff00719d8515fc445a469c5d7",
            "8ed2d6f80d9fd75f6ed87a4dc9ee5b64",
            "659059c952ac96edcc7b11fe85c4caa1",
        ),
    },
}
"""By version and key of the sheet: a digest for zh-Hant, zh-Hans and English."""


def drawn_earlier(key: str) -> frozenset[str]:
    """The digests of a template in all earlier versions.

    Args:
        key: Of its sheet.
    """
    held = (templates.get(key, ()) for templates in EARLIER_TEMPLATES.values())
    return frozenset(digest for digests in held for digest in digests)
