"""The mail server to use: the user's own settings name it, 參數 proposes one where they do not.

A workbook travels by mail, so it must not name a command to run, switch off a check, or choose who
gets a password. What it proposes is used once the user has confirmed it; a password is kept under
account, host and port, so that another server gets none.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from estate_xl.deliver.sentence_names import NAMES
from estate_xl.deliver.server import (
    ACCOUNT,
    HOST,
    IMPLICIT_TLS_PORT,
    SUBMISSION_PORT,
    USUAL_SECONDS,
    Server,
)
from estate_xl.errors.codes import ErrorCode
from estate_xl.errors.exceptions import DeliveryError
from estate_xl.user_settings.keys import TLS

if TYPE_CHECKING:
    from estate_xl.language import Fact
    from estate_xl.schema import OfficeSettings
    from estate_xl.user_settings.settings import UserSettings


def read_server(
    settings: OfficeSettings, own: UserSettings, sheet: Fact = NAMES["settings"]
) -> Server | None:
    """The server to send by; None where neither names one.

    Of the server that the user set, 參數 may add port and account, if it names the same one.

    Args:
        settings: What 參數 says.
        own: The user's own settings, which win.
        sheet: Title of 參數.

    Raises:
        DeliveryError: host or account hold odd signs, a token's command has no server that it is
            for, or a settings file of an earlier version would be passed over.
    """
    proposed = settings.text("smtp_host").strip().casefold()
    host = own.text("smtp_host") or proposed
    if not host:
        return None
    if own.older is not None:
        raise DeliveryError(ErrorCode.OLDER_SETTINGS, file=str(own.older))
    command = own.words("token_command")
    if command and not own.text("smtp_host"):
        raise DeliveryError(ErrorCode.TOKEN_WITHOUT_SERVER)
    is_tls = own.text("smtp_security") == TLS
    port = own.number("smtp_port") or (IMPLICIT_TLS_PORT if is_tls else SUBMISSION_PORT)
    user = own.text("smtp_user")
    if host == proposed:
        port = own.number("smtp_port") or int(settings.number("smtp_port"))
        user = user or settings.text("smtp_user").strip()
    for key, text, signs in (("smtp_host", host, HOST), ("smtp_user", user, ACCOUNT)):
        if not signs.fullmatch(text):
            raise DeliveryError(ErrorCode.SETTING_HAS_ODD_SIGNS, sheet=sheet, key=key)
    if not own.text("smtp_security"):
        is_tls = port == IMPLICIT_TLS_PORT
    timeout = float(own.number("smtp_timeout") or USUAL_SECONDS)
    server = Server(host, port, user, is_tls, timeout, command)
    return replace(server, is_known=own.knows_server(server))
