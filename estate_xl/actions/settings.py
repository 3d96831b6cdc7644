"""設置: the user's own settings, and what mail may go to."""

from __future__ import annotations

from typing import Final

from estate_xl.actions import groups
from estate_xl.actions.kinds import one_of
from estate_xl.actions.model import Action, Button, Command, Entry, Option
from estate_xl.actions.options import JSON, SPOKEN_LANGUAGE
from estate_xl.language import Label

_VALUES: Final = Option(
    "VALUE",
    Label("可以寫多個", "one or more"),
    required=True,
    many=True,
)
_KIND: Final = Option(
    "KIND",
    Label("recipient 收件人、domain 域名、server 服務器", "a recipient, a domain or a mail server"),
    one_of("recipient", "domain", "server"),
    required=True,
)

SETTINGS: Final = Action(
    "settings",
    command=Command(
        "settings",
        Label(
            "您自己的設置：發信服務器、賬號、域名、確認過什麼",
            "your own settings: mail server, account, domains, what was confirmed",
        ),
        (JSON, SPOKEN_LANGUAGE),
        run="estate_xl.console.settings.run_show",
    ),
    button=Button(
        Label("設置", "Settings"),
        Label(
            "您自己的設置（發信服務器、域名、確認過什麼），並可轉到「參數」表",
            "your own settings (mail server, domains, what was confirmed), and the way to Settings",
        ),
        groups.WORKBOOK,
        "PropertySheet",
        Label("您自己的設置，和「參數」表", "Your own settings, and the settings sheet"),
        Label(
            "發信服務器、賬號、允許的域名和您確認過的收件人在這裏看和改；"
            "項目名稱、扣分、期限等在「參數」表改。",
            "Mail server, account, allowed domains and confirmed recipients are shown and changed "
            "here; names, deductions and deadlines on the settings sheet.",
        ),
        is_large=False,
        press="estate_xl.live.settings_dialog.press_settings",
    ),
    entry=Entry(
        Label("發郵件的人", "whoever sends mail"),
        "estate-xl settings",
        Label(
            "自己的郵件服務器、賬號、允許的域名和確認過什麼，優先於「參數」；`set KEY VALUE` "
            "修改，`confirm recipient\\|domain\\|server VALUE` 確認，`forget` 取消",
            "this user's own mail server, account, allowed domains and what was confirmed, "
            "which win over 參數; `set KEY VALUE` changes it, "
            "`confirm recipient\\|domain\\|server VALUE` confirms, `forget` takes it back",
        ),
    ),
)
SETTINGS_SET: Final = Action(
    "settings_set",
    command=Command(
        "settings set",
        Label("改一項設置；值留空就清除", "change a setting; without a value it is cleared"),
        (
            Option(
                "KEY",
                Label(
                    "例如 smtp_host；全部的鍵見 estate-xl settings",
                    "such as smtp_host; estate-xl settings shows them all",
                ),
                required=True,
            ),
            Option(
                "VALUE",
                Label(
                    "值；有 - 開頭的參數時，前面加 --",
                    "the value; put -- before it if a word of it begins with -",
                ),
                many=True,
            ),
            SPOKEN_LANGUAGE,
        ),
        run="estate_xl.console.settings.run_set",
    ),
)
SETTINGS_CONFIRM: Final = Action(
    "settings_confirm",
    command=Command(
        "settings confirm",
        Label(
            "確認可以發往的收件人、域名，或可以使用的服務器",
            "confirm recipients and domains that mail may go to, or a server to send by",
        ),
        (_KIND, _VALUES, SPOKEN_LANGUAGE),
        run="estate_xl.console.settings.run_confirm",
    ),
)
SETTINGS_FORGET: Final = Action(
    "settings_forget",
    command=Command(
        "settings forget",
        Label("收回確認，下次發送會再問", "take a confirmation back; the next mail asks again"),
        (_KIND, _VALUES, SPOKEN_LANGUAGE),
        run="estate_xl.console.settings.run_forget",
    ),
)
