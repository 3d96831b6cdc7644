"""Refusals that are nobody's fault: said politely, not logged."""

from __future__ import annotations

from estate_xl.errors.exceptions import EstateError


class RefusedError(EstateError):
    """A button cannot be pressed now; its text is one sentence that says what to do."""
