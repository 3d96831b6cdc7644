"""Why the system refused to read or write."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING, Final

from estate_xl.errors.texts import files

if TYPE_CHECKING:
    from estate_xl.language import Label

REFUSALS: Final = {
    errno.ENOSPC: files.DISK_FULL,
    errno.EDQUOT: files.QUOTA_USED,
    errno.EFBIG: files.FILE_TOO_LARGE,
    errno.EROFS: files.DISK_READ_ONLY,
}
"""Why a disk takes no more."""


def refusal_of(error: OSError) -> Label | str:
    """Why the system refused, in a few words."""
    return REFUSALS.get(error.errno or 0) or error.strerror or str(error)
