"""Words for people and places: surnames by how common they are, given names, the zones."""

from __future__ import annotations

from typing import Final, NamedTuple

from estate_xl.language import Label

SURNAMES: Final = (
    "王王王王李李李李張張張劉劉劉陳陳陳楊楊黃黃趙趙吳吳周周徐徐孫孫馬馬朱朱胡胡郭何林高羅鄭梁謝宋"
    "唐許鄧韓馮曹彭曾蕭田董潘袁蔡蔣余于杜葉程魏蘇呂丁任盧姚沈鍾姜崔譚陸范汪廖石金韋賈夏付方鄒熊"
    "白孟秦邱侯江尹薛閻段雷龍黎史陶賀毛郝顧龔邵萬覃武錢戴嚴"
)

_GIVEN = """
偉 Wei, 芳 Fang, 娜 Na, 敏 Min, 靜 Jing, 麗 Li, 強 Qiang, 磊 Lei, 軍 Jun, 洋 Yang, 勇 Yong,
艷 Yan, 傑 Jie, 娟 Juan, 濤 Tao, 明 Ming, 超 Chao, 霞 Xia, 平 Ping, 剛 Gang, 輝 Hui, 玲 Ling,
燕 Yen, 鵬 Peng, 斌 Bin, 慧 Huey, 婷 Ting, 浩 Hao, 凱 Kai, 雪 Xue, 建國 Jianguo,
建華 Jianhua, 志強 Zhiqiang, 志明 Zhiming, 國強 Guoqiang, 國慶 Guoqing, 文斌 Wenbin,
文傑 Wenjie, 海燕 Haiyan, 海波 Haibo, 春梅 Chunmei, 春生 Chunsheng, 秀蘭 Xiulan,
秀英 Xiuying, 桂英 Guiying, 桂芳 Guifang, 玉蘭 Yulan, 玉梅 Yumei, 小紅 Xiaohong,
小軍 Xiaojun, 曉東 Xiaodong, 曉燕 Xiaoyan, 麗華 Lihua, 麗娟 Lijuan, 永強 Yongqiang,
永康 Yongkang, 俊傑 Junjie, 俊豪 Junhao, 家豪 Jiahao, 家輝 Jiahui, 嘉欣 Jiaxin, 嘉怡 Jiayi,
子涵 Zihan, 子軒 Zixuan, 雨欣 Yuxin, 雨桐 Yutong, 思遠 Siyuan, 思琪 Siqi, 雅婷 Yating,
雅文 Yawen, 慧敏 Huimin, 慧玲 Huiling, 立新 Lixin, 立群 Liqun, 衛東 Weidong, 衛國 Weiguo,
長青 Changqing, 長林 Changlin, 福生 Fusheng, 福財 Fucai, 德明 Deming, 德華 Dehua,
金鳳 Jinfeng, 金寶 Jinbao, 美玲 Meiling, 美蓮 Meilian, 宏偉 Hongwei, 宏達 Hongda,
少華 Shaohua, 少峰 Shaofeng, 振宇 Zhenyu, 振東 Zhendong, 啟明 Qiming, 啟航 Qihang,
婉清 Wanqing, 婉如 Wanru, 淑珍 Shuzhen, 淑芬 Shufen, 翠萍 Cuiping, 翠英 Cuiying, 世豪 Shihao,
世傑 Shijie
"""
_SURNAMES = """
王 Wang, 李 Li, 張 Zhang, 劉 Liu, 陳 Chen, 楊 Yang, 黃 Huang, 趙 Zhao, 吳 Wu, 周 Zhou, 徐 Xu,
孫 Sun, 馬 Ma, 朱 Zhu, 胡 Hu, 郭 Guo, 何 He, 林 Lin, 高 Gao, 羅 Luo, 鄭 Zheng, 梁 Liang,
謝 Xie, 宋 Song, 唐 Tang, 許 Hsu, 鄧 Deng, 韓 Han, 馮 Feng, 曹 Cao, 彭 Peng, 曾 Zeng,
蕭 Xiao, 田 Tian, 董 Dong, 潘 Pan, 袁 Yuan, 蔡 Cai, 蔣 Jiang, 余 Yu, 于 Yue, 杜 Du, 葉 Ye,
程 Cheng, 魏 Wei, 蘇 Su, 呂 Lyu, 丁 Ding, 任 Ren, 盧 Loo, 姚 Yao, 沈 Shen, 鍾 Zhong,
姜 Kiang, 崔 Cui, 譚 Tan, 陸 Luk, 范 Fan, 汪 Wong, 廖 Liao, 石 Shi, 金 Jin, 韋 Wai, 賈 Jia,
夏 Xia, 付 Foo, 方 Fang, 鄒 Zou, 熊 Xiong, 白 Bai, 孟 Meng, 秦 Qin, 邱 Qiu, 侯 Hou, 江 Kong,
尹 Yin, 薛 Xue, 閻 Yen, 段 Duan, 雷 Lei, 龍 Long, 黎 Lai, 史 Shih, 陶 Tao, 賀 Ho, 毛 Mao,
郝 Hao, 顧 Gu, 龔 Gong, 邵 Shao, 萬 Wan, 覃 Tham, 武 Woo, 錢 Qian, 戴 Dai, 嚴 Yan
"""


def _spelt(text: str) -> dict[str, str]:
    """English spellings of a table's names, each in a way of its own."""
    entries = (entry.split() for entry in text.split(","))
    return {name: spelt for name, spelt in entries}  # noqa: C416 - dict() takes no lists of two


_GIVEN_SPELT: Final = _spelt(_GIVEN)
_SURNAME_SPELT: Final = _spelt(_SURNAMES)
GIVEN_NAMES: Final = tuple(_GIVEN_SPELT)
MADAM: Final = "女士"
SIR: Final = "先生"


def romanised(name: str) -> str:
    """A person's name, surname first, or what a relative is called.

    >>> romanised("陳靜"), romanised("王女士")
    ('Chen Jing', 'Ms Wang')
    """
    surname, rest = _SURNAME_SPELT[name[0]], name[1:]
    if rest in {MADAM, SIR}:
        return f"{'Ms' if rest == MADAM else 'Mr'} {surname}"
    return f"{surname} {_GIVEN_SPELT[rest]}"


class ZoneName(NamedTuple):
    """A zone's code and name, what belongs to it besides its two buildings, and its rooms."""

    code: str
    name: Label
    beside: Label
    rooms: int


ZONES: Final = (
    ZoneName(
        "A01",
        Label("觀瀾苑", "Billow Court"),
        Label("北門崗、兒童樂園", "north gate, playground"),
        112,
    ),
    ZoneName(
        "A02",
        Label("聽濤苑", "Surf Court"),
        Label("東門崗、地下車庫東區", "east gate, car park east"),
        96,
    ),
    ZoneName(
        "A03",
        Label("映月苑", "Moonlight Court"),
        Label("中心花園、噴泉廣場", "central garden, fountain"),
        104,
    ),
    ZoneName(
        "A04", Label("攬江苑", "Riverview Court"), Label("南門崗、商業街", "south gate, shops"), 88
    ),
    ZoneName("A05", Label("沐風苑", "Breeze Court"), Label("會所、游泳池", "clubhouse, pool"), 92),
    ZoneName(
        "A06",
        Label("臨溪苑", "Brookside Court"),
        Label("西門崗、地下車庫西區", "west gate, car park west"),
        108,
    ),
)
ESTATE: Final = Label("濱江花園", "Riverside Garden")
OFFICE: Final = Label("濱江花園管理處", "Riverside Garden Management Office")
