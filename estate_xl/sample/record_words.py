"""The words of complaints, good deeds, inspections' notes and spot checks."""

from __future__ import annotations

from typing import Final, NamedTuple

from estate_xl.language import Label
from estate_xl.sample.bilingual import paired_labels
from estate_xl.schema import terms


class Case(NamedTuple):
    """One kind of complaint: whose it is, its category, its words and the plan made for it."""

    department: str
    category: Label
    content: Label
    plan: Label


def _cases(department: str, text: str) -> tuple[Case, ...]:
    return tuple(Case(department, *labels) for labels in paired_labels(text))


COMPLAINTS: Final = (
    *_cases(
        terms.SERVICE_CENTRE.hant,
        """
服務態度|前臺接待員態度冷淡，解釋不清|主管上門致歉，安排服務禮儀培訓
Manners|Receptionist was cold and unclear|Supervisor apologised, training arranged
收費爭議|多收一個月車位費|核對賬目，退還多收費用
Charges|Charged a month too much for the bay|Accounts checked, money returned
服務時效|報事後兩天無人回覆|追查派單過程，當日安排並致歉
Delay|No answer for two days|Traced, arranged the same day, apologised
信息溝通|停水未提前通知|補發通知，完善停水停電告知流程
Information|Water cut off without notice|Notice sent, procedure improved
""",
    ),
    *_cases(
        terms.ORDER_TEAM.hant,
        """
車輛停放|固定車位多次被佔，協管不處理|安裝地鎖，加強車庫巡邏
Parking|Bay taken again and again, nobody acts|Ground lock fitted, more patrols
噪音擾民|樓上夜間裝修，協管未制止|約談裝修公司，扣減裝修押金
Noise|Renovation at night was not stopped|Firm called in, part of its deposit kept
安全管理|外來人員隨意進出單元|整頓門崗登記，補裝監控
Safety|Strangers walk in and out|Gate checks tightened, camera added
服務態度|協管員與業主爭執|當事人停崗學習，隊長上門致歉
Manners|Guard quarrelled with an owner|Guard retrained, captain apologised
""",
    ),
    *_cases(
        terms.ENGINEERING.hant,
        """
維修質量|同一處漏水修了三次仍漏|更換整段管道，閉水試驗後請業主驗收
Quality of work|Leak still there after three repairs|Whole pipe replaced and tested with the owner
維修時效|電梯停用四天未修好|督促維保單位加急換件，每日公告進度
Slow work|Lift out of order for four days|Contractor urged, progress posted daily
維修質量|維修後弄髒地板未清理|派人清潔，增加鞋套和鋪墊要求
Quality of work|Floor left dirty after a repair|Cleaned, overshoes and cloths required
整改遲緩|交房時的空鼓整改拖了兩個月|與施工單位簽訂期限，逾期由管理處代修
Slow rectification|Hollow tiles wait for two months|Builder signed a date, else we repair
""",
    ),
    *_cases(
        terms.ENVIRONMENT.hant,
        """
環境衛生|樓道垃圾兩天未清|調整保潔班次，班長每日抽查
Cleanliness|Rubbish on the stairs for two days|Shifts changed, foreman checks daily
環境衛生|電梯轎廂常有異味|每日消毒兩次並作記錄
Cleanliness|Lift car often smells|Disinfected twice a day, recorded
綠化養護|樹木遮光，多次反映未修剪|安排修剪，公布全年修剪計劃
Greenery|Trees take the light, never pruned|Pruned, yearly plan published
蚊蟲消殺|蚊蟲太多，消殺不到位|增加消殺次數，清理積水
Pests|Too many mosquitoes|Sprayed more often, standing water removed
""",
    ),
)

UNFOUNDED: Final = Label(
    "經查監控和記錄，情況不屬實，已向業主說明", "Not so by CCTV and records, explained to the owner"
)
CLIMBED_PLANS: Final = (
    Label("管理處主任約見業主，重訂方案並限期完成", "Director met the owner, new plan with a date"),
    Label(
        "公司總部派員到場協調，落實補償並書面答覆",
        "Headquarters came, compensation agreed in writing",
    ),
)

GOOD_DEEDS: Final = {
    terms.SERVICE.hant: (
        Label(
            "主動為行動不便的老人代辦繳費，業主送來感謝信",
            "Paid bills for a frail resident, letter of thanks",
        ),
        Label(
            "耐心調解鄰里糾紛，雙方業主致電表揚",
            "Settled a quarrel of neighbours, both called to praise",
        ),
        Label(
            "深夜為忘帶鑰匙的業主聯繫開鎖，家人致謝",
            "Found a locksmith late at night, family thanked",
        ),
    ),
    terms.ORDER.hant: (
        Label(
            "拾到錢包內有現金兩千餘元，當日交還失主",
            "Found a wallet with over 2,000 yuan, returned it",
        ),
        Label(
            "巡邏時發現住戶忘關燃氣，及時通知業主",
            "Noticed gas left on during a patrol, told the owner",
        ),
        Label("暴雨中幫業主推車，業主送來錦旗", "Pushed a car in a rainstorm, owner sent a banner"),
        Label(
            "協助送突發疾病的老人就醫，家屬致謝",
            "Helped a sick resident to hospital, family thanked",
        ),
    ),
    terms.REPAIR.hant: (
        Label(
            "下班後仍為業主搶修爆管，業主來電表揚",
            "Mended a burst pipe after hours, owner called to praise",
        ),
        Label(
            "維修後主動清理現場，業主在業主群點名表揚",
            "Cleaned up after the repair, praised in the owners' group",
        ),
        Label(
            "冒雨搶修停電線路，保障整棟樓晚間用電",
            "Restored power in the rain for a whole building",
        ),
    ),
    terms.CLEANING.hant: (
        Label("清掃時拾到金手鏈，交前臺歸還失主", "Found a gold bracelet, handed in at the desk"),
        Label(
            "主動為獨居老人倒垃圾，鄰居聯名表揚",
            "Takes out rubbish for a lone resident, neighbours praise",
        ),
    ),
    terms.GREENING.hant: (
        Label(
            "利用休息時間為業主救活盆栽，業主寫信感謝",
            "Saved an owner's plants in free time, letter of thanks",
        ),
        Label(
            "修剪時救下受困小貓，孩子們送來感謝卡",
            "Saved a kitten while pruning, children sent a card",
        ),
    ),
}

INSPECTION_NOTES: Final = (
    Label("已當場通知責任人整改", "Told on the spot to put it right"),
    Label("上次同類問題已改善", "Better than last time"),
    Label("雨後檢查", "After rain"),
    Label("業主在場，表示認可", "Owner was there and approved"),
    Label("已拍照留存", "Photos taken"),
    Label("與班長同行檢查", "Together with the foreman"),
)
