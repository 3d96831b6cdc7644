"""The user's own settings as a value: what is set, and what was confirmed."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from estate_xl.deliver.server import parse_server_name
from estate_xl.errors.codes import ErrorCode
from estate_xl.errors.exceptions import SettingsError
from estate_xl.user_settings.keys import (
    CONFIRMED,
    PROPOSED_AS,
    find_key,
    read_confirmed,
    read_value,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from estate_xl.deliver.addresses import Address
    from estate_xl.deliver.server import Server
    from estate_xl.schema import OfficeSettings
    from estate_xl.user_settings.keys import Value

_CONFIRMED = "confirmed"


@dataclass(frozen=True)
class UserSettings:
    """The user's decisions; nothing is set in a new one.

    Attributes:
        values: By key of `KEYS` what is set.
        confirmed: By kind of `CONFIRMED` what mail may go to unasked.
        older: A file of an earlier version that is there and not read any more.
    """

    values: Mapping[str, Value] = field(default_factory=dict)
    confirmed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    older: Path | None = None

    def text(self, key: str) -> str:
        """The text of a setting, empty where it is not set."""
        return str(self.values.get(key, ""))

    def number(self, key: str) -> int | None:
        """The number of a setting that has one."""
        value = self.values.get(key)
        return value if isinstance(value, int) else None

    def words(self, key: str) -> tuple[str, ...]:
        """The words of a setting that has several, none where it is not set."""
        value = self.values.get(key)
        return value if isinstance(value, tuple) else ()

    @property
    def has_phones(self) -> bool:
        """True if telephone numbers leave as they are."""
        return self.values.get("mask_phones") is False

    @property
    def allowed_domains(self) -> tuple[str, ...]:
        """The domains that mail may go to; none where the user set none."""
        own = self.words("domains")
        return (*own, *self.confirmed.get("domain", ())) if own else ()

    def knows_address(self, address: Address) -> bool:
        """True if the user confirmed this very address."""
        return address.address.casefold() in self._addresses

    def knows_domain(self, domain: str) -> bool:
        """True if the user named the domain, or an address in it."""
        return domain in self._domains

    def knows_server(self, server: Server) -> bool:
        """True if the user set its host, or confirmed it, perhaps with account and port."""
        held = self.confirmed.get("server", ())
        return self.text("smtp_host") == server.host or any(
            parse_server_name(name).fits(server) for name in held
        )

    def set_aside(self, office: OfficeSettings) -> list[str]:
        """Keys of 參數 that are filled in otherwise than the user's own settings, which win."""
        found = []
        for own, key in PROPOSED_AS.items():
            held = office.values[key]
            if own not in self.values or held in {None, ""}:
                continue
            try:
                text = f"{held:g}" if isinstance(held, float) else held
                proposed: Value | None = read_value(own, text)
            except SettingsError:
                proposed = None
            if key in office.given and proposed != self.values[own]:
                found.append(key)
        return found

    @cached_property
    def _addresses(self) -> frozenset[str]:
        return frozenset(self.confirmed.get("recipient", ()))

    @cached_property
    def _domains(self) -> frozenset[str]:
        of_addresses = (address.rpartition("@")[2] for address in self._addresses)
        named = (*self.words("domains"), *self.confirmed.get("domain", ()))
        return frozenset((*named, *of_addresses))

    def with_value(self, key: str, text: object) -> UserSettings:
        """The settings with that value; an empty one takes it out.

        Raises:
            SettingsError: there is no such key, or the value does not fit.
        """
        found = find_key(key)
        values = {name: value for name, value in self.values.items() if name != found}
        if not (isinstance(text, str) and not text.strip()):
            values[found] = read_value(found, text)
        return replace(self, values=values)

    def with_confirmed(self, kind: str, texts: Iterable[str]) -> UserSettings:
        """The settings with these confirmed, too.

        Raises:
            SettingsError: one is no address, domain or server.
        """
        new = [read_confirmed(kind, text) for text in texts]
        held = tuple(dict.fromkeys((*self.confirmed.get(kind, ()), *new)))
        return replace(self, confirmed={**self.confirmed, kind: held})

    def without_confirmed(self, kind: str, texts: Iterable[str]) -> UserSettings:
        """The settings without these.

        Raises:
            SettingsError: one was not confirmed.
        """
        held = list(self.confirmed.get(kind, ()))
        for text in texts:
            found = read_confirmed(kind, text)
            if found not in held:
                label = CONFIRMED[kind].label
                raise SettingsError(ErrorCode.NOT_CONFIRMED, kind=label, value=found)
            held.remove(found)
        return replace(self, confirmed={**self.confirmed, kind: tuple(held)})

    def as_json(self) -> dict[str, object]:
        """The contents of the file."""
        confirmed = {
            held.listed: list(self.confirmed.get(kind, ())) for kind, held in CONFIRMED.items()
        }
        return {**self.values, _CONFIRMED: confirmed}

    @classmethod
    def from_json(cls, held: object) -> UserSettings:
        """The settings of what a file holds.

        Raises:
            SettingsError: a key is unknown or a value does not fit.
            TypeError: it has another form.
        """
        if not isinstance(held, dict):
            raise TypeError(held)
        settings = cls()
        for key, value in held.items():
            if key != _CONFIRMED:
                settings = settings.with_value(key, value)
        listed = held.get(_CONFIRMED, {})
        kinds = {each.listed: kind for kind, each in CONFIRMED.items()}
        if not isinstance(listed, dict) or not listed.keys() <= kinds.keys():
            raise TypeError(listed)
        for name, texts in listed.items():
            if not isinstance(texts, list):
                raise TypeError(texts)
            settings = settings.with_confirmed(kinds[name], texts)
        return settings
