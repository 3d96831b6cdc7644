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
from estate_xl.tasks.month_end import appraise, month_end

if TYPE_CHECKING:
    from pathlib import Path


def packed_again(book: Path, month: str, *, with_evidence: bool, has_phones: bool) -> Manifest:
    """The manifest of a package of that month, as the workbook makes it now.

    Args:
        book: The office's workbook; nothing is written into it.
        month: `YYYY-MM`.
        with_evidence: Whether 計分依據 goes along.
        has_phones: Whether telephone numbers in its texts go along unmasked.

    Raises:
        WorkbookError: it cannot be read or is none of ours.
        DeliveryError: it makes no package.
    """
    asked, now = Month.parse(month), dt.datetime.now()  # noqa: DTZ005 - a workbook's times have no zone
    with open_file(book) as opened:
        done = appraise(opened.book, asked, now, lambda _: None)
        outcome = month_end(opened.book, asked, now, lambda _: None)
        keep_results(opened.book, outcome.results)
        package = make_package(
            opened.book,
            asked,
            outcome.language,
            with_evidence=with_evidence,
            settings=done.settings,
            has_phones=has_phones,
        )
    manifest = Manifest.from_properties(own_properties(package.data))
    if manifest is None:
        raise DeliveryError(ErrorCode.NOT_PACKED_AGAIN, name=book.name, month=month)
    return manifest
