"""Words for people and places: surnames by how common they are, given names, the zones."""

from __future__ import annotations

from typing import Final

SURNAMES: Final = (
    "王王王王李李李李張張張劉劉劉陳陳陳楊楊黃黃趙趙吳吳周周徐徐孫孫馬馬朱朱胡胡郭何林高羅鄭梁謝宋"
    "唐許鄧韓馮曹彭曾蕭田董潘袁蔡蔣余于杜葉程魏蘇呂丁任盧姚沈鍾姜崔譚陸范汪廖石金韋賈夏付方鄒熊"
    "白孟秦邱侯江尹薛閻段雷龍黎史陶賀毛郝顧龔邵萬覃武錢戴嚴"
)

_GIVEN_NAMES: Final = (
    "偉 芳 娜 敏 靜 麗 強 磊 軍 洋 勇 艷 傑 娟 濤 明 超 霞 平 剛 輝 玲 燕 鵬 斌 慧 婷 浩 凱 雪 "
    "建國 建華 志強 志明 國強 國慶 文斌 文傑 海燕 海波 春梅 春生 秀蘭 秀英 桂英 桂芳 玉蘭 玉梅 "
    "小紅 小軍 曉東 曉燕 麗華 麗娟 永強 永康 俊傑 俊豪 家豪 家輝 嘉欣 嘉怡 子涵 子軒 雨欣 雨桐 "
    "思遠 思琪 雅婷 雅文 慧敏 慧玲 立新 立群 衛東 衛國 長青 長林 福生 福財 德明 德華 金鳳 金寶 "
    "美玲 美蓮 宏偉 宏達 少華 少峰 振宇 振東 啟明 啟航 婉清 婉如 淑珍 淑芬 翠萍 翠英 世豪 世傑"
)
GIVEN_NAMES: Final = tuple(_GIVEN_NAMES.split())

# Code, name and what else than its two buildings belongs to it; the last is its number of rooms.
ZONES: Final = (
    ("A01", "觀瀾苑", "北門崗、兒童樂園", 112),
    ("A02", "聽濤苑", "東門崗、地下車庫東區", 96),
    ("A03", "映月苑", "中心花園、噴泉廣場", 104),
    ("A04", "攬江苑", "南門崗、商業街", 88),
    ("A05", "沐風苑", "會所、游泳池", 92),
    ("A06", "臨溪苑", "西門崗、地下車庫西區", 108),
)
ESTATE: Final = "濱江花園"
