"""A package encrypted with a password as Excel does it (ECMA-376, agile encryption), and opened."""

from __future__ import annotations

import io
from typing import Final

from estate_xl.errors.codes import ErrorCode
from estate_xl.errors.exceptions import DeliveryError

_OLE_MAGIC: Final = bytes.fromhex("d0cf11e0a1b11ae1")
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_LONGEST: Final = 255
_MOST_ROUNDS: Final = 1_000_000
"""Of the password's hash, before it opens a file: Excel's are 100,000; each costs every reader."""


def protect_package(data: bytes, password: str) -> bytes:
    """The workbook's bytes, encrypted; other bytes each time, as the salt is drawn anew.

    Raises:
        DeliveryError: the password is empty or longer than Excel takes.
    """
    from msoffcrypto.format.ooxml import OOXMLFile  # noqa: PLC0415 - only a password needs it

    if not 1 <= len(password) <= _LONGEST:
        raise DeliveryError(ErrorCode.PASSWORD_LENGTH, most=_LONGEST)
    target = io.BytesIO()
    OOXMLFile(io.BytesIO(data)).encrypt(password, target)
    return target.getvalue()


def is_protected(data: bytes) -> bool:
    """True if a file is a workbook that a password opens."""
    return data.startswith(_OLE_MAGIC) and _ENCRYPTED in data


def unprotect_package(data: bytes, password: str) -> bytes | None:
    """The workbook's bytes, None where that is not the password.

    Raises:
        DeliveryError: the file is damaged.
    """
    from msoffcrypto.exceptions import (  # noqa: PLC0415 - only a password needs it
        DecryptionError,
        FileFormatError,
        InvalidKeyError,
        ParseError,
    )
    from msoffcrypto.format.ooxml import OOXMLFile  # noqa: PLC0415 - likewise

    target = io.BytesIO()
    try:
        file = OOXMLFile(io.BytesIO(data))
        if int(file.info.get("spinValue", 0)) > _MOST_ROUNDS:
            raise DeliveryError(ErrorCode.ENCRYPTED_DAMAGED)
        file.load_key(password, verify_password=True)
        file.decrypt(target, verify_integrity=True)
    except InvalidKeyError as error:
        if "integrity" not in str(error):
            return None
        raise DeliveryError(ErrorCode.ENCRYPTED_DAMAGED) from error
    except (DecryptionError, FileFormatError, ParseError, OSError, ValueError, KeyError) as error:
        raise DeliveryError(ErrorCode.ENCRYPTED_DAMAGED) from error
    return target.getvalue()
