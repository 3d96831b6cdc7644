"""A month computed and packed anew from the office's workbook, which stays as it is."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from estate_xl.compute import Month
from estate_xl.deliver.book_copies import keep_results, own_properties
from estate_xl.deliver.manifest import Manifest
from estate_xl.deliver.package import make_package
from estate_xl.errors.codes import ErrorCode
from estate_xl.errors.exceptions import DeliveryError
from estate_xl.files.session import open_file
from estate_xl.tasks.month_end import appraise, write_appraisal
from estate_xl.tasks.month_states import Months, edition_of

if TYPE_CHECKING:
    from pathlib import Path


def packed_again(book: Path, package: Manifest, *, has_phones: bool) -> Manifest:
    """The manifest of a package of the same version of its month, as the workbook makes it now.

    Args:
        book: The office's workbook; nothing is written into it.
        package: What the package says of itself.
        has_phones: Whether telephone numbers in its texts go along unmasked.

    Raises:
        WorkbookError: it cannot be read or is none of ours.
        DeliveryError: it makes no package.
    """
    asked, now = Month.parse(package.month), dt.datetime.now()  # noqa: DTZ005 - a workbook's times have no zone
    with open_file(book) as opened:
        done = appraise(opened.book, asked, now, lambda _: None)
        language = done.office.places.language
        versions = Months(done.lists, language).versions
        edition = edition_of(done.lists, asked, versions, package.edition, language)
        written = write_appraisal(opened.book, asked, done, edition, lambda _: None)
        keep_results(opened.book, written.results)
        made = make_package(
            opened.book,
            asked,
            language,
            with_evidence=package.has_evidence,
            settings=done.settings,
            has_phones=has_phones,
        )
    manifest = Manifest.from_properties(own_properties(made.data))
    if manifest is None:
        raise DeliveryError(ErrorCode.NOT_PACKED_AGAIN, name=book.name, month=package.month)
    return manifest
