"""Findings about an office that is not set up yet, in the order in which it is."""

from __future__ import annotations

from estate_xl.findings.texts.kinds import error, warning

NO_ZONES = error(
    "R-2",
    "工作表「{title}」還沒有片區",
    "The sheet “{title}” has no zones yet",
    "每個片區填一行：片區編號、名稱、片區管理員和各專業的人",
    "Enter a row for each zone: code, name, officer and the people of each trade",
)
NO_ACTIVE_ZONE = error(
    "R-2",
    "工作表「{title}」的片區全部停用了",
    "All zones of the sheet “{title}” are out of use",
    "在用的片區，「啟用」請填「是」或留空",
    "Enter Yes under Active, or leave it empty, for the zones in use",
)
NO_STAFF = error(
    "R-4",
    "工作表「{title}」還沒有員工",
    "The sheet “{title}” has no staff yet",
    "每人填一行：工號、姓名、部門、崗位",
    "Enter a row for each person: staff number, name, department and post",
)
NO_OWNERS = warning(
    "R-5",
    "工作表「{title}」還沒有業主，報事和投訴的房號核對不了",
    "The sheet “{title}” has no owners yet; rooms of tickets and complaints cannot be checked",
    "每戶填一行：房號、業主姓名、片區、已入住",
    "Enter a row for each room: room, owner, zone and whether moved in",
)
NO_NAME = warning(
    "",
    "參數 {key} 沒有填，考核表和報事單上沒有{what}",
    "The setting {key} is empty; sheets and slips show no {what}",
    "請在「參數」表的 {key} 填上{what}",
    "Enter {key} on Settings",
)
