"""Why a mail server cannot be used; in each case nothing has left."""

from __future__ import annotations

from typing import Final

from estate_xl.language import Label

OLDER_SETTINGS: Final = Label(
    "舊的設置檔「{file}」不再讀取：請用 estate-xl settings set 設好 smtp_host、"
    "smtp_security、smtp_timeout、token_command，再刪除它。",
    "The older settings file “{file}” is not read any more: set smtp_host, smtp_security, "
    "smtp_timeout and token_command by estate-xl settings set, then delete it.",
)
TOKEN_WITHOUT_SERVER: Final = Label(
    "您設了 token_command，但沒有設它是哪個服務器的：登錄令牌不會交給工作簿選的服務器，"
    "請用 estate-xl settings set smtp_host 設好。",
    "You set token_command but not the server that it is for; a token never goes to a server that "
    "the workbook chose: set yours by estate-xl settings set smtp_host.",
)
SETTING_HAS_ODD_SIGNS: Final = Label(
    "「{sheet}」的 {key} 有不能用的字，請改正。",
    "{key} in “{sheet}” has characters that cannot be used: correct it.",
)
SERVER_NOT_CONFIRMED: Final = Label(
    "發信服務器 {server} 還沒有由您確認，密碼不會交給它。",
    "You have not confirmed the mail server {server}; it gets no password.",
)
NO_MAIL_PASSWORD: Final = Label(
    "沒有 {host} 的密碼，請用 keyring set estate_xl {secret} 存好，或在終端執行時輸入。",
    "There is no password for {host}: store it by keyring set estate_xl {secret}, or type it at a "
    "terminal.",
)
PASSWORD_NOT_ASCII: Final = Label(
    "密碼有服務器不接受的字（例如全形字），請改正後再試。",
    "The password has characters that no server takes, such as full-width ones: correct it and "
    "try again.",
)
LOGIN_NOT_OFFERED: Final = Label(
    "發信服務器 {host} 不接受登錄，請核對 smtp_host 和 smtp_port。",
    "{host} takes no login: check smtp_host and smtp_port.",
)
LOGIN_REFUSED: Final = Label(
    "發信服務器 {host} 不接受賬號 {account} 的密碼（{code}），請核對密碼或授權碼。",
    "{host} refuses the password of {account} ({code}): check the password or the app's code.",
)
TOKEN_COMMAND_UNFIT: Final = Label(
    "取得登錄令牌的命令用不了：{reason}",
    "The command that gets a token cannot be used: {reason}",
)
TOKEN_COMMAND_FAILED: Final = Label(
    "取得登錄令牌的命令「{program}」失敗，請單獨執行它看看。",
    "The command “{program}” that gets a token failed: run it by itself to see why.",
)
TOKEN_COMMAND_SILENT: Final = Label(
    "取得登錄令牌的命令「{program}」沒有輸出，請單獨執行它看看。",
    "The command “{program}” that gets a token printed nothing: run it by itself to see why.",
)
CERTIFICATE_NOT_TRUSTED: Final = Label(
    "發信服務器 {host} 的證書不可信（{detail}），什麼也沒有發送，請核對 smtp_host 或問管理員。",
    "The certificate of {host} is not to be trusted ({detail}); nothing left: check smtp_host or "
    "ask your administrator.",
)
NO_ENCRYPTED_LINE: Final = Label(
    "與 {host} 不能建立加密連接，請核對 smtp_host 和 smtp_port。",
    "No encrypted line to {host} can be made: check smtp_host and smtp_port.",
)
ENCRYPTION_NOT_OFFERED: Final = Label(
    "發信服務器 {host} 不支持加密（STARTTLS），沒有發送密碼和郵件，請換一個端口。",
    "{host} offers no encryption (STARTTLS); neither password nor mail left: use another port.",
)
ANSWER_WITHOUT_END: Final = Label(
    "發信服務器 {host} 的答覆沒完沒了，已斷開，請核對 smtp_host 和 smtp_port。",
    "{host} never ended its answer, and the line was closed: check smtp_host and smtp_port.",
)
SERVER_TOO_SLOW: Final = Label(
    "發信服務器 {host} 太慢，到了時限還沒有接好，已斷開，請核對網絡或稍後再試。",
    "{host} was too slow, and the line was closed: check the network or try again later.",
)
SERVER_SILENT: Final = Label(
    "發信服務器 {host} 沒有答覆，請核對網絡、smtp_host 和 smtp_port。",
    "{host} does not answer: check the network, smtp_host and smtp_port.",
)
SERVER_HUNG_UP: Final = Label(
    "發信服務器 {host} 沒有答覆或斷開了連接，請稍後再試。",
    "{host} did not answer or closed the line: try again later.",
)
ANSWER_NOT_UNDERSTOOD: Final = Label(
    "發信服務器 {host} 的答覆看不懂，請核對 smtp_host 和 smtp_port。",
    "The answer of {host} cannot be understood: check smtp_host and smtp_port.",
)
SERVER_UNREACHABLE: Final = Label(
    "連不上發信服務器 {host}，請核對網絡、smtp_host 和 smtp_port。",
    "{host} cannot be reached: check the network, smtp_host and smtp_port.",
)
NOT_A_SERVER_NAME: Final = Label(
    "「{host}」不是服務器名，請核對 smtp_host。",
    "“{host}” is no server's name: check smtp_host.",
)
CONNECTION_REFUSED: Final = Label(
    "發信服務器 {host} 不接受連接（{answer}），請稍後再試。",
    "{host} takes no connection ({answer}): try again later.",
)
