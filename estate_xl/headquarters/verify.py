"""`estate-xl verify`: packages compared with their manifests and the rules, one after another.

Each is judged alone: whatever is wrong with one is one line, and the others are judged as well.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from estate_xl.engine.errors import EngineError
from estate_xl.errors.codes import ErrorCode
from estate_xl.errors.exceptions import EstateError, WorkbookError
from estate_xl.errors.sentences import words_of
from estate_xl.headquarters.received_packages import Passwords, received
from estate_xl.language import Label, Phrase
from estate_xl.output import print_json, visible
from estate_xl.schema.months import statement

if TYPE_CHECKING:
    from collections.abc import Callable

    from estate_xl.actions import Given
    from estate_xl.deliver.manifest import Manifest
    from estate_xl.deliver.package_checks import Verdict
    from estate_xl.headquarters.received_packages import Received
    from estate_xl.language import Fact, Language

    Told = tuple[dict[str, object], list[str]]

OK, DIFFERS, UNREADABLE = 0, 1, 2
_UNTOUCHED: Final = Label(
    "與打包時一致，排名和總分正確。", "as it was packed; ranks and totals follow."
)
_RESAVED: Final = Label(
    "另存過，內容一致，排名和總分正確。",
    "saved again by another program, the same in content; ranks and totals follow.",
)
_EDITION: Final = Label("{state}；", "{state}; ")
_BY_DIGEST: Final = Label("核對碼相符。", " The check code is the one that was given.")
_BY_BOOK: Final = Label(
    "與管理處工作簿重算的結果一致。", " It is what the office's workbook makes it."
)
_UNPROVEN: Final = Label(
    "是否重做過，只能用另外得到的核對碼（--digest）或工作簿（--book）判斷；核對碼 {digest}…",
    " Whether it was made anew, only a check code that came another way (--digest) or the "
    "workbook (--book) tells; check code {digest}…",
)
_OF_PACKAGE: Final = Label("{name}：{words}", "{name}: {words}")
_MORE: Final = Label(
    "{name}：另有 {count} 處不同。", "{name}: {count:more difference|more differences}."
)
_SHOWN: Final = 5
"""Number of differences of one package that are printed."""


def verify(
    options: Given,
    language: Language,
    say: Callable[[str], None],
    complain: Callable[[str], None],
) -> int:
    """Verify the files, each as soon as it is read; the exit status.

    Args:
        options: With `files`, `book`, `digest`, `json` and `debug`.
        language: Of the sentences.
        say: Prints a line.
        complain: Prints a sentence on what cannot be read.

    Raises:
        WorkbookError: the office's workbook cannot be read.
        DeliveryError: the month cannot be packed from it, or the digest is none.
    """
    entries: list[dict[str, object]] = []
    judging = _Judging(options)
    status = OK
    for each in received(options.files):
        entry, lines = judging.entry(each, language)
        entries.append({**entry, "message": "\n".join(lines)})
        status = max(status, _STATUS[str(entry["status"])])
        if not options.json:
            tell = complain if entry["status"] == "unreadable" else say
            for line in lines:
                tell(line)
    if options.json:
        print_json({"files": entries})
    return status


_STATUS: Final = {"ok": OK, "differs": DIFFERS, "unreadable": UNREADABLE}


class _Judging:
    """One run of the command."""

    def __init__(self, options: Given) -> None:
        self._options = options
        self._passwords = Passwords()
        self._again: dict[tuple[object, ...], Manifest] = {}

    def entry(self, package: Received, language: Language) -> Told:
        """The lines about a package."""
        reason = package.reason
        if package.data is not None:
            try:
                verdict = self._verdict(package.name, package.data)
            except (EstateError, EngineError) as error:
                if self._options.debug:
                    raise
                reason = words_of(error)
            except Exception as error:
                if self._options.debug:
                    raise
                kind = type(error).__name__
                reason = WorkbookError(ErrorCode.RECEIVED_DAMAGED, name=package.name, kind=kind)
            else:
                return _entry(package, verdict, language, self._options)
        lines = [] if reason is None else [visible(reason.text(language))]
        return {"file": str(package.path), "status": "unreadable"}, lines

    def _verdict(self, name: str, data: bytes) -> Verdict:
        from estate_xl.deliver.package_checks import (  # noqa: PLC0415 - as in the command line
            verify_package,
        )

        data = self._passwords.opened(name, data)
        if self._options.book is None:
            return verify_package(data, name, digest=self._options.digest)
        manifest = verify_package(data, name).manifest
        if manifest is None:
            return verify_package(data, name, digest=self._options.digest)

        def compared(*, has_phones: bool) -> Verdict:
            again = self._packed_again(manifest, has_phones=has_phones)
            return verify_package(data, name, digest=self._options.digest, again=again)

        verdict = compared(has_phones=False)
        if manifest.has_evidence and verdict.differences:
            # Whether telephones were masked is the sender's own setting, so either may be.
            other = compared(has_phones=True)
            return verdict if other.differences else other
        return verdict

    def _packed_again(self, manifest: Manifest, *, has_phones: bool) -> Manifest:
        """The manifest of the same month, computed and packed from the office's workbook."""
        from estate_xl.headquarters.recomputing import packed_again  # noqa: PLC0415 - likewise

        key = manifest.month, manifest.has_evidence, manifest.edition, has_phones
        if key not in self._again:
            self._again[key] = packed_again(self._options.book, manifest, has_phones=has_phones)
        return self._again[key]


def _entry(package: Received, verdict: Verdict, language: Language, options: Given) -> Told:
    manifest, found = verdict.manifest, verdict.differences
    about = (
        {}
        if manifest is None
        else {
            "office": manifest.office,
            "month": manifest.month,
            "version": manifest.version,
            "sha256": manifest.digest,
            **manifest.facts,
        }
    )
    entry: dict[str, object] = {"file": str(package.path), **about}
    if not found and manifest is not None:
        fine = _fine(manifest, verdict, language, options)
        return {**entry, "status": "ok"}, [_line(package, fine, language)]
    lines = [_line(package, each.message, language) for each in found[:_SHOWN]]
    if len(found) > _SHOWN:
        more = Phrase(_MORE, {"name": package.name, "count": len(found) - _SHOWN})
        lines.append(visible(more.text(language)))
    told = {
        "difference": found[0].as_json(),
        "differences": [each.as_json() for each in found],
    }
    return {**entry, "status": "differs", **told}, lines


def _line(package: Received, words: Fact, language: Language) -> str:
    line = Phrase(_OF_PACKAGE, {"name": package.name, "words": words})
    return visible(line.text(language))


def _fine(manifest: Manifest, verdict: Verdict, language: Language, options: Given) -> str:
    """The meaning of no difference, and its limits."""
    text = (_RESAVED if verdict.is_resaved else _UNTOUCHED).text(language)
    proofs = [
        words.text(language)
        for words, given in ((_BY_DIGEST, options.digest), (_BY_BOOK, options.book))
        if given
    ]
    if not proofs:
        proofs = [_UNPROVEN.text(language).format(digest=manifest.digest[:16])]
    return f"{_edition(manifest, language)}{text}{''.join(proofs)}"


def _edition(manifest: Manifest, language: Language) -> str:
    """The version of the month and whether it is approved, of packages that tell."""
    version, is_approved = manifest.edition
    if not version:
        return ""
    state = statement(version, is_approved=is_approved).text(language)
    return _EDITION.text(language).format(state=state)
