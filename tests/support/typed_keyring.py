"""A keyring whose secrets a test gives, in place of the system's."""

from __future__ import annotations

import os

from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked

GIVEN = "TEST_KEYRING_"
LOCKED = "TEST_KEYRING_LOCKED"


class TypedKeyring(KeyringBackend):
    """Secrets of `estate_xl` from variables named after them."""

    priority = 1.0

    def get_password(self, service: str, username: str) -> str | None:
        """The secret, None where none was given."""
        if LOCKED in os.environ:
            raise KeyringLocked
        return os.environ.get(f"{GIVEN}{username}") if service == "estate_xl" else None

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep nothing."""
