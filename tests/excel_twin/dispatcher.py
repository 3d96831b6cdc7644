"""The base of the twin's objects: each member reached is counted, and none is there undeclared.

A class of this folder is an object of Excel's model; its members with a capital letter, its call
(the default member) and its iteration cross the border to Excel's process. Each costs a round trip.
Looking a name up (`GetIDsOfNames`) and counting references are not counted.

Where a behaviour comes from stands in its docstring: `MS Range.Value` is the page
`learn.microsoft.com/office/vba/api/excel.range.value`, `xlwings` is `_xlwindows.py`, `#747` is an
issue of xlwings.
"""

from __future__ import annotations

import functools
from collections import Counter
from typing import TYPE_CHECKING, Any

from estate_xl.engine.errors import CallError, EngineError, NotOfferedError
from excel_twin.pywin32 import CDispatch, ComError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

REFUSED = -2147352567
"""DISP_E_EXCEPTION: Excel answered with an error, which the details name."""
REJECTED = -2147418111
"""RPC_E_CALL_REJECTED: a cell is being edited, or a box is open."""
IGNORED = -2146777998
"""VBA_E_IGNORE, among the details of an error: a call is put aside while a cell is being edited."""
UNAVAILABLE = -2147023174
"""RPC_S_SERVER_UNAVAILABLE: the process is gone."""
APPLICATION_ERROR = -2146827284
"""0x800A03EC, VBA's error 1004."""
BAD_INDEX = -2147352565
"""DISP_E_BADINDEX: a collection has no such item."""


class UnknownMember(BaseException):
    """Something is asked that the twin does not know of Excel; no product code may catch it."""


class NoVariantError(TypeError):
    """pywin32's TypeError of a value that it does not hand over."""


def refusal(words: str, scode: int = APPLICATION_ERROR) -> ComError:
    """The error with which Excel refuses a call."""
    if scode == BAD_INDEX:
        return ComError(REFUSED, "Exception occurred.", (0, None, None, None, 0, BAD_INDEX), None)
    details = (0, "Microsoft Excel", words, "xlmain11.chm", 0, scode)
    return ComError(REFUSED, "Exception occurred.", details, None)


def rejection() -> ComError:
    """The error of an Excel that takes no call now."""
    return ComError(REJECTED, "Call was rejected by callee.", None, None)


def ignored() -> ComError:
    """The error of an Excel in which a cell is being edited. xlwings: `COMRetryObjectWrapper`."""
    return ComError(REFUSED, "Exception occurred.", (0, None, None, None, 0, IGNORED), None)


def death() -> ComError:
    """The error of an Excel that is gone."""
    return ComError(UNAVAILABLE, "The RPC server is unavailable.", None, None)


class Border:
    """The border between the two processes: round trips are counted here, and fail here."""

    def __init__(self) -> None:
        """Begin with no round trip."""
        self.trips: Counter[tuple[str, str]] = Counter()
        self.is_dead = False
        self._depth = 0
        self._failures: list[tuple[int, ComError, int | None]] = []

    @property
    def round_trips(self) -> int:
        """How many there were."""
        return self.trips.total()

    def forget_trips(self) -> None:
        """Count from nought, and fail no more."""
        self.trips.clear()
        self._failures.clear()

    def fail_at(self, number: int, error: ComError, times: int | None = 1) -> None:
        """Raise at that round trip, counted from 1, and at those that follow it.

        Args:
            number: The first that fails.
            error: What is raised; `rejection()` and `death()` make the usual ones.
            times: How many fail; None for all, as of an Excel that is gone. xlwings asks again for
                as long as a call is rejected: a rejection needs an end.
        """
        self._failures.append((number, error, times))

    def crossed(self, kind: str, member: str, call: Callable[[], Any]) -> Any:
        """The answer of a member; what one member asks of another stays within Excel."""
        if self._depth:
            return call()
        self.trips[kind, member] += 1
        self._fail()
        self._depth += 1
        try:
            return call()
        except NoVariantError:
            raise
        except NotOfferedError as error:
            raise UnknownMember(f"{kind}.{member}: {error}") from error
        except (EngineError, CallError) as error:
            raise refusal(str(error)) from error
        except (AttributeError, TypeError) as error:
            raise UnknownMember(f"{kind}.{member}: {error}") from error
        finally:
            self._depth -= 1

    def _fail(self) -> None:
        if self.is_dead:
            raise death()
        at = self.round_trips
        for first, error, times in self._failures:
            if at >= first and (times is None or at < first + times):
                self.is_dead = error.hresult == UNAVAILABLE and times is None
                raise error


def _plain(value: object) -> object:
    """An argument without xlwings' wrapper around it."""
    while type(value).__name__ == "COMRetryObjectWrapper":
        value = vars(value)["_inner"]
    return value


def _crossing(member: str, call: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(call)
    def crossed(self: Dispatcher, *given: object, **named: object) -> Any:
        plain = [_plain(each) for each in given]
        plain_named = {name: _plain(each) for name, each in named.items()}
        return self.border.crossed(
            type(self).__name__, member, lambda: call(self, *plain, **plain_named)
        )

    return crossed


def _stepping(steps: Callable[..., Iterator[Any]]) -> Callable[..., Any]:
    @functools.wraps(steps)
    def stepped(self: Dispatcher) -> Iterator[Any]:
        held = self.border.crossed(type(self).__name__, "_NewEnum", lambda: list(steps(self)))
        for each in held:
            self.border.crossed(type(self).__name__, "Next", lambda: None)
            yield each
        self.border.crossed(type(self).__name__, "Next", lambda: None)

    return stepped


class Dispatcher(CDispatch):
    """One object of Excel's model."""

    border: Border

    def __init_subclass__(cls) -> None:
        """Let each declared member cross the border."""
        for name, member in list(vars(cls).items()):
            if isinstance(member, property) and name[0].isupper():
                reads = member.fget and _crossing(name, member.fget)
                writes = member.fset and _crossing(f"{name} =", member.fset)
                setattr(cls, name, property(reads, writes, None, member.__doc__))
            elif callable(member) and name[0].isupper():
                setattr(cls, name, _crossing(name, member))
            elif name == "__call__":
                cls.__call__ = _crossing("Item", member)  # type: ignore[method-assign]
            elif name == "__iter__":
                cls.__iter__ = _stepping(member)  # type: ignore[attr-defined]

    def __getattr__(self, member: str) -> Any:
        """Name what is not there."""
        if member[0].isupper():
            raise UnknownMember(f"{type(self).__name__}.{member}")
        raise AttributeError(member)

    def __setattr__(self, member: str, value: object) -> None:
        """Set a declared member; nothing else has a capital letter."""
        if member[0].isupper():
            declared = getattr(type(self), member, None)
            if not isinstance(declared, property) or declared.fset is None:
                raise UnknownMember(f"{type(self).__name__}.{member} = …")
        object.__setattr__(self, member, value)


class Collection(Dispatcher):
    """Objects counted from 1 and known by name; MS calls each kind's own `Item` so."""

    def held(self) -> list[Any]:
        """The objects in order."""
        raise NotImplementedError

    @property
    def Count(self) -> int:
        """Their number. MS Names.Count."""
        return len(self.held())

    def Item(self, Index: object) -> Any:
        """One by number or by name, capitals or not; else DISP_E_BADINDEX. MS Names.Item."""
        held = self.held()
        if isinstance(Index, str):
            for each in held:
                if each.Name.casefold() == Index.casefold():
                    return each
        elif isinstance(Index, (int, float)) and 1 <= Index <= len(held):
            return held[int(Index) - 1]
        raise refusal("", BAD_INDEX)

    def __call__(self, Index: object) -> Any:
        """The default member is Item. MS Worksheets.Item."""
        return self.Item(Index)

    def __iter__(self) -> Iterator[Any]:
        """`_NewEnum`, and a round trip for each object and for the end. xlwings Collection."""
        return iter(self.held())
