"""Passwords: from the system's keyring, else asked for at the terminal; kept nowhere.

They are in no cell, argument, log or environment. An office stores one by
`keyring set estate_xl NAME`.
"""

from __future__ import annotations

import getpass
import warnings
from typing import Final

from estate_xl.output import visible

SERVICE: Final = "estate_xl"
PACKAGE_PASSWORD: Final = "package"  # noqa: S105 - the name of a secret, not one
"""Name under which the keyring keeps the password of packages."""


def read_secret(name: str, *, prompt: str | None) -> str | None:
    """The secret of that name; None where there is none and nobody can be asked.

    Args:
        name: Its name in the keyring, such as `package`.
        prompt: What to ask where the keyring has none; None asks nothing. What is typed is not
            shown; without a terminal nothing is asked.
    """
    found = _from_keyring(name)
    if found or prompt is None:
        return found or None
    return ask_secret(prompt)


def ask_secret(prompt: str) -> str | None:
    """The password typed at the terminal, unseen; None without a terminal or for nothing."""
    try:
        with warnings.catch_warnings():
            # Without a terminal getpass would read, and show, what comes in at stdin.
            warnings.simplefilter("error", getpass.GetPassWarning)
            return getpass.getpass(visible(prompt)) or None
    except (getpass.GetPassWarning, EOFError):
        return None


def _from_keyring(name: str) -> str | None:
    import keyring  # noqa: PLC0415 - it looks for the system's keyrings when it is imported
    from keyring.errors import KeyringError  # noqa: PLC0415 - likewise

    try:
        return keyring.get_password(SERVICE, name)
    except KeyringError:
        return None
