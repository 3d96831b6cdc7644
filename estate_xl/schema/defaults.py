"""The first contents of an empty workbook: weights, inspection standards.

Data only. The weights are the regulation's (R-8.4); it prints no inspection standards, so these are
the ones a residential estate commonly inspects by, for an office to replace with its company's own.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from estate_xl.language import Label
from estate_xl.schema import terms


class Weight(NamedTuple):
    """The composition of a post's month; shares of 1, None where a part does not count."""

    department: Label
    post: Label
    own: float | None
    zone: float | None
    supervisor: float | None
    head_composite: float | None
    director: float | None
    scorer: Label | None


REVIEWER: Final = terms.DIRECTOR

_SERVICE_HEAD: Final = terms.SERVICE_SUPERVISOR


def _head(department: Label, post: Label) -> Weight:
    return Weight(department, post, 0.5, 0.05, None, 0.05, 0.4, _SERVICE_HEAD)


def _half(department: Label, post: Label, scorer: Label) -> Weight:
    return Weight(department, post, 0.5, None, 0.5, None, None, scorer)


def _worker(department: Label, scorer: Label) -> Weight:
    return Weight(department, terms.WORKER, None, 0.3, 0.7, None, None, scorer)


WEIGHTS: Final = (
    Weight(terms.SERVICE_CENTRE, _SERVICE_HEAD, 0.5, None, None, None, 0.5, None),
    _half(terms.SERVICE_CENTRE, terms.RECEPTIONIST, _SERVICE_HEAD),
    _half(terms.SERVICE_CENTRE, terms.ZONE_OFFICER, _SERVICE_HEAD),
    _head(terms.ORDER_TEAM, terms.ORDER_HEAD),
    _half(terms.ORDER_TEAM, terms.ORDER_FOREMAN, terms.ORDER_HEAD),
    _worker(terms.ORDER_TEAM, terms.ORDER_HEAD),
    _head(terms.ENGINEERING, terms.ENGINEERING_HEAD),
    _half(terms.ENGINEERING, terms.REPAIR_FOREMAN, terms.ENGINEERING_HEAD),
    _worker(terms.ENGINEERING, terms.ENGINEERING_HEAD),
    _head(terms.ENVIRONMENT, terms.ENVIRONMENT_HEAD),
    _half(terms.ENVIRONMENT, terms.CLEANING_FOREMAN, terms.ENVIRONMENT_HEAD),
    _half(terms.ENVIRONMENT, terms.GREENING_FOREMAN, terms.ENVIRONMENT_HEAD),
    _worker(terms.ENVIRONMENT, terms.ENVIRONMENT_HEAD),
)


def _s(
    item: str, item_en: str, standard: str, standard_en: str, points: int
) -> tuple[Label, Label, int]:
    return Label(item, item_en), Label(standard, standard_en), points


# A table: item, then its standard in both languages, then points.
# fmt: off
_SERVICE_LINES: Final = (
    _s("儀容儀表", "Appearance", "按規定着工裝、佩戴工牌，衣着整潔，不穿拖鞋、不染誇張髮色。",
       "Uniform and badge as prescribed, clean and tidy.", 2),
    _s("接待禮儀", "Reception", "業主到訪起身相迎、微笑問候，使用禮貌用語，不與業主爭執。",
       "Stands up and greets visitors, polite words, never argues.", 3),
    _s("電話接聽", "Telephone", "電話鈴響三聲內接聽，先報部門姓名，記錄完整並覆述確認。",
       "Answers within three rings, gives name, notes and repeats the matter.", 2),
    _s("報事登記", "Ticket entries", "報事當場登記，時間、房號、聯繫電話、內容齊全，無漏登、後補。",
       "Reports are entered at once and complete: time, room, phone, content.", 5),
    _s("派工時效", "Dispatch", "登記後 15 分鐘內開單並通知部門領單，急修立即電話通知。",
       "Slip issued and department told within 15 minutes, urgent ones at once.", 3),
    _s("回訪執行", "Return visits", "返單後一個工作日內回訪，方式、評價、時間、回訪人記錄完整。",
       "Visit within one working day of the returned slip, fully recorded.", 5),
    _s("未完跟進", "Follow-ups", "未完工報事按期跟進並告知業主進度：工程類每周、物管類每三天。",
       "Open work is followed up in time and the owner is told how it stands.", 4),
    _s("投訴處理", "Complaints", "投訴即時登記、分類並上報，承諾的答覆時間不逾期。",
       "Complaints are entered, sorted and passed on at once; promises kept.", 5),
    _s("業主檔案", "Owner files", "業主資料一戶一檔，變更當日更新，存放上鎖，無外洩。",
       "One file a household, changes the same day, locked away.", 3),
    _s("前臺環境", "Front desk", "前臺桌面整潔，公示欄內容有效、張貼平整，無過期通知。",
       "Desk tidy; notice board current, no expired notices.", 2),
    _s("鑰匙管理", "Keys", "託管鑰匙編號上架，借還登記齊全，每月盤點相符。",
       "Keys numbered, loans recorded, monthly count agrees.", 3),
    _s("片區走訪", "Walks in the zone", "片區管理員每日巡視片區，熟悉業主姓名和房號，走訪有記錄。",
       "Zone officer walks the zone daily and knows owners by name and room.", 3),
)
_ORDER_LINES: Final = (
    _s("儀容裝備", "Appearance and kit", "着裝統一，對講機、手電、警棍齊備可用，站姿端正。",
       "Uniform complete; radio, torch and baton at hand and working.", 2),
    _s("在崗履職", "On duty", "按崗位排班在崗，不脫崗、睡崗，不玩手機、不聚崗閒聊。",
       "At the post as rostered; no sleeping, phone games or chatting.", 5),
    _s("門崗查驗", "Gate checks", "外來人員詢問、登記並聯繫業主確認，推銷人員不得入內。",
       "Visitors asked, recorded and confirmed with the owner; no hawkers.", 4),
    _s("車輛秩序", "Vehicles", "車輛按位停放，無佔用消防通道、單元門口，進出指揮規範。",
       "Cars in their bays; fire lanes and entrances clear.", 4),
    _s("巡邏簽到", "Patrols", "按路線、頻次巡邏並簽到打卡，漏點、補簽為不合格。",
       "Patrols by route and times with check-ins; none missed or added later.", 5),
    _s("消防通道", "Fire lanes", "消防通道、樓道無雜物和電動車堆放，發現即時清理並記錄。",
       "Fire lanes and stairs free of goods and e-bikes; cleared at once.", 5),
    _s("消防器材", "Fire equipment", "滅火器、消火栓在位有效，每月點檢並簽卡。",
       "Extinguishers and hydrants in place and valid, signed monthly.", 4),
    _s("監控值守", "CCTV room", "監控室 24 小時有人值守，畫面完好，錄像保存不少於 30 天。",
       "Manned day and night, pictures good, records kept for 30 days.", 4),
    _s("裝修管控", "Renovations", "裝修人員持證出入，動火作業有審批，違規裝修即時制止上報。",
       "Workers carry passes, hot work is approved, breaches stopped.", 3),
    _s("物品放行", "Goods leaving", "大件物品憑放行條出門，業主或客服確認後放行並留存。",
       "Large goods leave with a signed pass, which is kept.", 3),
    _s("交接班", "Handover", "交接班列隊交接，記錄清楚，未盡事項有跟進人。",
       "Shifts handed over in line; open matters have a name.", 2),
    _s("突發處置", "Incidents", "接警 3 分鐘內到場，處置過程和結果有記錄並上報。",
       "On the spot within three minutes; recorded and reported.", 5),
)
_REPAIR_LINES: Final = (
    _s("到場時效", "Arrival", "急修 30 分鐘內到場，一般維修按約定時間到場，變更提前告知。",
       "Urgent work within 30 minutes; otherwise as agreed, changes told before.", 4),
    _s("入戶規範", "In the home", "入戶敲門、亮證、穿鞋套、鋪墊布，完工清理現場。",
       "Knocks, shows badge, wears overshoes, lays a cloth, cleans up.", 3),
    _s("維修質量", "Quality of work", "一次修復，同一故障 30 天內返修為不合格。",
       "Mended the first time; the same fault within 30 days fails.", 5),
    _s("報事單填寫", "Slips", "到達、完工時間，原因、結果填寫齊全，業主評價並簽字。",
       "Arrival, completion, cause and result filled in; rated and signed.", 3),
    _s("公共照明", "Public lighting", "樓道、路燈、車庫照明完好率不低於 98%，故障當日修復。",
       "98 % of lights work; faults mended the same day.", 3),
    _s("電梯運行", "Lifts", "電梯轎廂整潔，年檢有效，五方通話暢通，困人 30 分鐘內到場。",
       "Cars clean, certificate valid, intercom works, rescue within 30 minutes.", 5),
    _s("水泵房", "Pump room", "水泵房上鎖，設備無跑冒滴漏，水箱清洗和水質檢測有記錄。",
       "Locked, no leaks, tank cleaning and water tests on record.", 4),
    _s("配電房", "Switch room", "配電房門鎖完好、擋鼠板在位，溫濕度和儀錶每日抄錄。",
       "Locked, rat guard in place, readings taken daily.", 4),
    _s("消防設施", "Fire systems", "消防泵、報警主機處於自動狀態，無屏蔽、無故障，月度測試有記錄。",
       "Pumps and panel on automatic, nothing muted, monthly tests recorded.", 5),
    _s("公共設施", "Public facilities", "單元門、欄杆、健身設施完好牢固，破損有警示並限期修復。",
       "Doors, rails and fitness gear sound; damage marked and dated.", 3),
    _s("排水管網", "Drains", "雨污管井暢通，井蓋完好，雨季前全面疏通並記錄。",
       "Drains clear, covers whole, cleared before the rains.", 3),
    _s("安全作業", "Safe work", "登高、用電、動火作業有防護和監護，工具絕緣完好。",
       "Height, electric and hot work protected and watched; tools insulated.", 5),
)
_CLEANING_LINES: Final = (
    _s("大堂", "Lobby", "地面光亮無污漬、腳印，玻璃門無手印，信報箱無積塵。",
       "Floor bright, glass without prints, letter boxes dusted.", 3),
    _s("樓道地面", "Corridors", "樓道地面無垃圾、污漬、積水，每日清掃，每周拖洗。",
       "No litter, stains or water; swept daily, mopped weekly.", 3),
    _s("扶手欄杆", "Handrails", "扶手、欄杆、窗台無積塵，手摸無明顯灰跡。",
       "Rails and sills free of dust to the touch.", 2),
    _s("電梯轎廂", "Lift cars", "轎廂四壁、按鍵、地面潔淨，無小廣告，每日消毒。",
       "Walls, buttons and floor clean, no stickers, disinfected daily.", 3),
    _s("牆面天花", "Walls and ceilings", "牆面、天花無蛛網、積塵，小廣告當日清除。",
       "No cobwebs or dust; stickers removed the same day.", 2),
    _s("道路廣場", "Roads and squares", "道路、廣場每 100 平方米雜物不超過 2 處，無積水、積雪。",
       "No more than two bits of litter in 100 m²; no water or snow.", 3),
    _s("垃圾桶", "Bins", "垃圾桶不滿溢、外觀無污垢，日產日清，周邊無散落。",
       "Never overflowing, clean outside, emptied daily.", 4),
    _s("垃圾房", "Waste room", "垃圾房每日沖洗消毒，無異味、無蚊蠅聚集，分類標識清楚。",
       "Washed and disinfected daily, no smell or flies, sorted.", 4),
    _s("地下車庫", "Basement car park", "車庫地面無油污、積水、垃圾，管線和標識無積塵。",
       "No oil, water or litter; pipes and signs dusted.", 3),
    _s("公共衛生間", "Public toilets", "潔具無污垢、水漬，無異味，洗手液和紙品充足。",
       "Fittings clean, no smell, soap and paper in place.", 3),
    _s("宣傳欄標識", "Boards and signs", "宣傳欄、標識牌、休閒椅表面潔淨無塵。",
       "Boards, signs and benches clean.", 2),
    _s("消殺作業", "Pest control", "按計劃消殺滅鼠滅蚊，投藥有告示和記錄，雨水井無孳生。",
       "Done to plan, with notices and records; no breeding in drains.", 3),
)
_GREENING_LINES: Final = (
    _s("草坪修剪", "Lawns", "草坪平整，高度不超過 8 厘米，邊緣整齊，無枯黃斑禿。",
       "Even, no higher than 8 cm, edges trimmed, no bare patches.", 3),
    _s("灌木造型", "Shrubs", "灌木、綠籬修剪成形，線條清晰，無枯枝、徒長枝。",
       "Hedges in shape, no dead or overgrown branches.", 3),
    _s("喬木養護", "Trees", "喬木無枯枝、斷枝，樹冠不遮擋住戶窗戶和路燈。",
       "No dead limbs; crowns clear of windows and lamps.", 4),
    _s("病蟲害防治", "Pests", "植株受害率不超過 5%，打藥提前公示並設警示。",
       "No more than 5 % affected; spraying announced and marked.", 4),
    _s("澆水施肥", "Water and feeding", "按季節澆水施肥，無旱死、澇死，有作業記錄。",
       "By season, no plant lost to drought or flood, on record.", 3),
    _s("雜草清除", "Weeds", "綠地內雜草率不超過 5%，無高於 20 厘米的雜草。",
       "No more than 5 % weeds, none over 20 cm.", 2),
    _s("綠地保潔", "Litter on lawns", "綠地無垃圾、落葉堆積，枯枝落葉當日清運。",
       "No litter or heaps of leaves; removed the same day.", 2),
    _s("補植補種", "Replanting", "黃土裸露不超過 1 平方米，缺株一周內補植。",
       "No bare soil over 1 m²; gaps replanted within a week.", 3),
    _s("支撐防護", "Stakes and shelter", "新植樹木支撐牢固，颱風、寒潮前有加固和防寒。",
       "New trees staked; made fast before storms and frost.", 3),
    _s("工具藥品", "Tools and chemicals", "機具完好、按規操作，農藥專櫃上鎖、領用登記。",
       "Machines sound, pesticides locked and signed for.", 4),
    _s("作業安全", "Safe work", "修剪、打藥、登高作業有圍擋和警示，佩戴防護用品。",
       "Work fenced and marked, protection worn.", 4),
    _s("灌溉設施", "Irrigation", "噴頭、水管、閥門無滴漏，用水後及時關閉。",
       "No leaks; closed after use.", 2),
)
# fmt: on

STANDARDS: Final = (
    ("KF", terms.SERVICE, _SERVICE_LINES),
    ("XG", terms.ORDER, _ORDER_LINES),
    ("WX", terms.REPAIR, _REPAIR_LINES),
    ("BJ", terms.CLEANING, _CLEANING_LINES),
    ("LH", terms.GREENING, _GREENING_LINES),
)
"""Code prefix, trade and its lines: item, standard, deduction in points."""
