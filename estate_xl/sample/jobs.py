"""What customers report, and why it was so and what was done about it: the tickets' words.

A line is content, cause and result; ◇ stands for a building.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from estate_xl.schema import terms


class Job(NamedTuple):
    """One kind of report.

    Attributes:
        trade: Whose work it is.
        at_home: Whether it is in somebody's rooms; else it lies in a public area.
        content: What is reported.
        cause: What was found.
        result: What was done.
    """

    trade: str
    at_home: bool
    content: str
    cause: str
    result: str


_REPAIR_HOME = """
廚房洗菜盆下水管漏水|下水軟管老化開裂|更換軟管，試水不漏
衛生間馬桶漏水|水箱進水閥密封圈損壞|更換進水閥，試水正常
衛生間地漏堵塞返水|毛髮雜物堵塞|機械疏通，排水順暢
陽台洗衣機水龍頭滴水|閥芯磨損|更換水龍頭
家中跳閘無電|浴室插座受潮短路|更換插座，合閘供電正常
客廳燈不亮|鎮流器燒壞|更換燈具配件，照明正常
可視對講無聲音|室內分機聽筒接線鬆動|重新接線，通話正常
入戶門鎖打不開|鎖芯卡死|協助開鎖並更換鎖芯
樓上漏水，天花板有水漬|樓上衛生間軟管接頭滲水|通知樓上更換軟管，觀察三天不再滲水
廚房下水道有異味|存水彎乾涸|注水封並加裝防臭地漏
熱水器進水管接頭滲水|生料帶老化|重新纏繞生料帶並擰緊
窗戶關不嚴漏風|窗扇滑輪變形|更換滑輪並調整窗扇
家中水壓過低|表前過濾網堵塞|清洗過濾網，水壓恢復
電表箱有焦味|接線端子鬆動發熱|緊固端子並更換線耳
陽台推拉門脫軌|下軌道變形|校正軌道，門扇歸位
"""

_REPAIR_PUBLIC = """
◇電梯運行有異響|導靴磨損|維保單位更換導靴，試運行正常
◇電梯困人求助|門機信號故障|十五分鐘內解救，更換門機板
◇電梯按鈕失靈|按鈕觸點接觸不良|更換按鈕
◇單元門禁刷卡無反應|讀卡器電源損壞|更換電源模塊，刷卡正常
◇單元門閉門器失效|閉門器漏油|更換閉門器
◇樓道燈不亮|聲控開關損壞|更換聲控開關
◇天台雨水管滲漏|管道接口膠圈脫落|重新安裝並打膠
◇消防栓箱門損壞|鉸鏈斷裂|更換鉸鏈並貼封條
◇樓道窗玻璃破裂|大風撞擊|更換鋼化玻璃
地下車庫積水|集水井水泵浮球卡住|清理浮球，排水恢復
地下車庫道閘不抬桿|地感線圈斷線|重新敷設線圈，起落正常
地下車庫照明大面積不亮|回路空開跳閘|排除短路點後送電
中心花園路燈不亮|電纜接頭進水|重做防水接頭
兒童樂園滑梯螺絲鬆動|長期使用鬆脫|緊固全部螺絲並檢查
噴泉水泵不出水|濾網堵塞|清洗濾網，噴泉恢復
人行道地磚鬆動|基層沉降|重新鋪設地磚
"""

_RECTIFICATION = """
外牆滲水，臥室牆面發霉|外牆防水層開裂|外牆補做防水，內牆鏟除重刷
客廳地磚空鼓|鋪貼砂漿不飽滿|撬起空鼓地磚重新鋪貼
窗框四周滲水|窗框密封膠開裂|清除舊膠重新打膠，淋水試驗合格
衛生間防水滲漏到樓下|防水層施工缺陷|重做防水層，閉水四十八小時合格
牆面開裂|砌體與梁交接處未掛網|剔槽掛網抹灰，重刷乳膠漆
入戶門門框變形|安裝固定不牢|校正門框並加固
陽台地面倒坡積水|找坡不足|重新找坡鋪磚
廚房煙道止逆閥漏裝|施工遺漏|補裝止逆閥並試煙
"""

_ORDER = """
◇樓下車輛亂停堵住消防通道|訪客未按位停車|聯繫車主駛離，加設提示牌
樓上深夜裝修噪音擾民|施工人員超時作業|現場制止，告知裝修時間規定
◇大堂有推銷人員逗留|門崗登記不嚴|勸離並加強出入登記
車位被他人佔用|外來車輛誤停|聯繫車主移車
寵物狗未牽繩嚇到小孩|養犬人未按規定牽繩|上門勸導，簽文明養犬承諾
◇架空層電動車違規充電|業主私拉電線|拆除私拉電線，引導到充電棚
快遞放在門口丟失，請求查看監控|被鄰居誤拿|調取監控，物品已找回
訪客車輛無法進場|系統未登記車牌|核實身份後放行並補錄車牌
夜間廣場舞音量過大|未按約定時間結束|現場勸導，九點半後關閉音響
南門崗夜間無人值守|換崗間隙空崗|批評當班人員，調整換崗時間
有人高空拋物|住戶向窗外倒水|調監控核實，上門教育並張貼告示
地下車庫車輛被刮|倒車碰擦|調監控協助雙方協商賠付
小孩在中心花園走失|與家長走散|十分鐘內找到並交還家長
請求協助搬運大件家具|電梯需專人控制|安排人員協助並保護電梯
"""

_CLEANING = """
◇樓道有垃圾未清|裝修垃圾堆放|當日清運並拖洗樓道
◇電梯轎廂有異味|寵物便溺|清洗消毒轎廂
◇垃圾桶滿溢|清運次數不足|增加一次清運並清洗桶身
◇樓道扶手積灰|清潔周期過長|擦拭扶手，改為每日一次
◇大堂玻璃門有污漬|雨後水漬|清洗玻璃門
地下車庫地面油污|車輛漏油|用除油劑清洗
中心花園水池有落葉浮萍|季節落葉|打撈並換水
垃圾房蒼蠅多|清洗消殺不到位|沖洗並噴藥消殺
◇單元門口有狗糞|養犬人未清理|清理並增設拾便箱
會所衛生間無紙、地面潮濕|巡查不及時|補紙拖乾，增加巡查
樓道發現蟑螂|下水管井未封堵|投放藥劑並封堵管井
請求家中開荒保潔|業主委托有償服務|派兩人完成清潔，業主驗收
"""

_GREENING = """
◇前樹枝遮擋窗戶|喬木未及時修剪|修剪過密枝條並清運
◇後綠籬過高擋住通道|修剪周期過長|修剪至一米二
中心花園草坪枯黃|缺水缺肥|增加澆水並追施氮肥
行道樹有毛毛蟲|美國白蛾幼蟲|噴施低毒藥劑兩次
大風後樹木傾斜|支撐不足|扶正並加固支撐
花壇雜草叢生|除草不及時|人工除草
澆灌水管爆裂噴水|接頭老化|關閥更換接頭
枯死灌木影響美觀|移栽未成活|拔除並補種
桂花樹枝擦到車輛|枝條下垂|修剪下垂枝條
草坪被踩出小路|業主抄近路|鋪設汀步石並補植草皮
"""

_SERVICE = """
物業費賬單金額有疑問|對公攤水電不了解|出示明細並解釋清楚
申請裝修出入證|新裝修開工|審核資料，辦理出入證
請求代收快遞包裹|業主外出|代收並通知領取
業主資料電話變更|更換手機號碼|核實身份後更新檔案
咨詢車位租賃|家中新購車輛|登記輪候，已排到車位
委托代繳水電費|業主長期在外|代繳並交付票據
裝修押金退還申請|裝修已完工驗收|核驗後辦理退款
咨詢社區中秋活動|未看到通知|發送活動通知並登記報名
委托代看鑰匙給維修人員|業主上班不在家|登記保管，當日交還
希望補辦門禁卡|卡片遺失|註銷舊卡並補發
"""


def _jobs(trade: str, text: str, *, at_home: bool | None = None) -> tuple[Job, ...]:
    """The jobs of a table; where `at_home` is open, a ◇ says that it is not at home."""
    jobs = []
    for line in text.strip().splitlines():
        content, cause, result = line.split("|")
        public = "◇" in content or content.startswith(("地下", "中心", "南門", "會所", "垃圾"))
        home = not public if at_home is None else at_home
        jobs.append(Job(trade, home, content, cause, result))
    return tuple(jobs)


RECTIFICATIONS: Final = _jobs(terms.REPAIR.hant, _RECTIFICATION, at_home=True)
JOBS: Final = {
    terms.REPAIR.hant: (
        *_jobs(terms.REPAIR.hant, _REPAIR_HOME, at_home=True),
        *_jobs(terms.REPAIR.hant, _REPAIR_PUBLIC, at_home=False),
    ),
    terms.ORDER.hant: _jobs(terms.ORDER.hant, _ORDER),
    terms.CLEANING.hant: _jobs(terms.CLEANING.hant, _CLEANING),
    terms.GREENING.hant: _jobs(terms.GREENING.hant, _GREENING, at_home=False),
    terms.SERVICE.hant: _jobs(terms.SERVICE.hant, _SERVICE, at_home=True),
}

CANCELLED: Final = ("業主自行解決", "重複報事", "業主改期，另行報事", "經查不屬物業服務範圍")
WAITING: Final = (
    "配件已訂購，預計三天後到貨，已告知業主",
    "維保單位已排期，等待上門",
    "已與業主約好周末上門",
    "現場複查，方案報主管審批中",
    "業主外出，回來後再約時間",
    "聯繫施工單位，催促進場",
    "雨天無法施工，順延，已向業主說明",
    "已進場施工，完成約一半",
)
FIRST_CONTACT: Final = (
    "電話告知業主預計上門時間",
    "已派人到場，處理中",
    "現場查看完畢，正在準備材料",
    "催促部門盡快到場，業主表示理解",
)
