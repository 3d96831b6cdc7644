"""The tickets' words: customers' reports, their causes, and what was done about them.

A line is content, cause and result, in Chinese and then in English; ◇ is a building.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from estate_xl.language import Label
from estate_xl.sample.bilingual import paired_labels
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
    content: Label
    cause: Label
    result: Label


_REPAIR_HOME = """
廚房洗菜盆下水管漏水|下水軟管老化開裂|更換軟管，試水不漏
Kitchen sink drain leaks|Old hose cracked|Hose replaced, tested dry
衛生間馬桶漏水|水箱進水閥密封圈損壞|更換進水閥，試水正常
Toilet keeps running|Seal of the inlet valve worn|Inlet valve replaced, works
衛生間地漏堵塞返水|毛髮雜物堵塞|機械疏通，排水順暢
Bathroom floor drain backs up|Blocked by hair|Cleared by machine, drains well
陽台洗衣機水龍頭滴水|閥芯磨損|更換水龍頭
Tap of the washing machine drips|Valve core worn|Tap replaced
家中跳閘無電|浴室插座受潮短路|更換插座，合閘供電正常
Breaker tripped, no power|Damp bathroom socket short-circuited|Socket replaced, power is back
客廳燈不亮|鎮流器燒壞|更換燈具配件，照明正常
Living room light is out|Ballast burnt out|Parts replaced, light works
可視對講無聲音|室內分機聽筒接線鬆動|重新接線，通話正常
Video intercom has no sound|Loose wire in the handset|Rewired, intercom works
入戶門鎖打不開|鎖芯卡死|協助開鎖並更換鎖芯
Front door lock is stuck|Lock cylinder jammed|Door opened, cylinder replaced
樓上漏水，天花板有水漬|樓上衛生間軟管接頭滲水|通知樓上更換軟管，觀察三天不再滲水
Water from above, ceiling stained|Hose upstairs seeps|Hose replaced, dry for three days
廚房下水道有異味|存水彎乾涸|注水封並加裝防臭地漏
Kitchen drain smells|Trap ran dry|Trap filled, odour-proof drain fitted
熱水器進水管接頭滲水|生料帶老化|重新纏繞生料帶並擰緊
Water heater inlet seeps|Old sealing tape|Taped anew and tightened
窗戶關不嚴漏風|窗扇滑輪變形|更換滑輪並調整窗扇
Window does not close tightly|Roller bent|Roller replaced, sash adjusted
家中水壓過低|表前過濾網堵塞|清洗過濾網，水壓恢復
Water pressure is low|Strainer before the meter blocked|Strainer cleaned, pressure is back
電表箱有焦味|接線端子鬆動發熱|緊固端子並更換線耳
Burnt smell from the meter box|Loose terminal ran hot|Terminal tightened, lug replaced
陽台推拉門脫軌|下軌道變形|校正軌道，門扇歸位
Balcony door off its rail|Lower rail bent|Rail straightened, door back in place
"""

_REPAIR_PUBLIC = """
◇電梯運行有異響|導靴磨損|維保單位更換導靴，試運行正常
◇: lift makes a noise|Guide shoes worn|Shoes replaced by the contractor, runs well
◇電梯困人求助|門機信號故障|十五分鐘內解救，更換門機板
◇: people trapped in the lift|Door drive signal failed|Freed within fifteen minutes, board replaced
◇電梯按鈕失靈|按鈕觸點接觸不良|更換按鈕
◇: lift button does not work|Poor contact|Button replaced
◇單元門禁刷卡無反應|讀卡器電源損壞|更換電源模塊，刷卡正常
◇: entrance does not read cards|Power supply of the reader failed|Supply replaced, reads cards again
◇單元門閉門器失效|閉門器漏油|更換閉門器
◇: entrance door does not close|Door closer leaks oil|Closer replaced
◇樓道燈不亮|聲控開關損壞|更換聲控開關
◇: stair light is out|Sound switch broken|Switch replaced
◇天台雨水管滲漏|管道接口膠圈脫落|重新安裝並打膠
◇: rain pipe on the roof leaks|Ring came off the joint|Fitted anew and sealed
◇消防栓箱門損壞|鉸鏈斷裂|更換鉸鏈並貼封條
◇: hydrant box door is broken|Hinge snapped|Hinge replaced, box sealed
◇樓道窗玻璃破裂|大風撞擊|更換鋼化玻璃
◇: stair window is cracked|Slammed by the wind|Tempered glass fitted
地下車庫積水|集水井水泵浮球卡住|清理浮球，排水恢復
Water in the basement car park|Float of the sump pump stuck|Float freed, water pumped out
地下車庫道閘不抬桿|地感線圈斷線|重新敷設線圈，起落正常
Car park barrier does not rise|Ground loop broken|New loop laid, barrier works
地下車庫照明大面積不亮|回路空開跳閘|排除短路點後送電
Car park lights are out|Circuit breaker tripped|Short circuit removed, power on
中心花園路燈不亮|電纜接頭進水|重做防水接頭
Lamp in the central garden is out|Water in a cable joint|Joint made waterproof
兒童樂園滑梯螺絲鬆動|長期使用鬆脫|緊固全部螺絲並檢查
Slide in the playground has loose screws|Worn loose by use|All screws tightened and checked
噴泉水泵不出水|濾網堵塞|清洗濾網，噴泉恢復
Fountain pump gives no water|Filter blocked|Filter cleaned, fountain runs
人行道地磚鬆動|基層沉降|重新鋪設地磚
Loose paving on the footpath|Ground settled|Paving relaid
"""

_RECTIFICATION = """
外牆滲水，臥室牆面發霉|外牆防水層開裂|外牆補做防水，內牆鏟除重刷
Outer wall seeps, mould in the bedroom|Waterproofing cracked|Waterproofed outside, repainted inside
客廳地磚空鼓|鋪貼砂漿不飽滿|撬起空鼓地磚重新鋪貼
Hollow tiles in the living room|Too little mortar|Hollow tiles lifted and relaid
窗框四周滲水|窗框密封膠開裂|清除舊膠重新打膠，淋水試驗合格
Water around the window frame|Sealant cracked|Sealed anew, spray test passed
衛生間防水滲漏到樓下|防水層施工缺陷|重做防水層，閉水四十八小時合格
Bathroom leaks to the flat below|Waterproofing badly done|Redone, held water for 48 hours
牆面開裂|砌體與梁交接處未掛網|剔槽掛網抹灰，重刷乳膠漆
Crack in the wall|No mesh where wall meets beam|Meshed, plastered and painted
入戶門門框變形|安裝固定不牢|校正門框並加固
Front door frame is bent|Not fixed firmly|Frame set straight and fixed
陽台地面倒坡積水|找坡不足|重新找坡鋪磚
Water is on the balcony|Slope too small|Sloped and tiled anew
廚房煙道止逆閥漏裝|施工遺漏|補裝止逆閥並試煙
No check valve in the kitchen flue|Forgotten by the builder|Valve fitted, smoke test done
"""

_ORDER = """
◇樓下車輛亂停堵住消防通道|訪客未按位停車|聯繫車主駛離，加設提示牌
◇: cars block the fire lane|Visitors parked out of the bays|Cars moved, a sign put up
樓上深夜裝修噪音擾民|施工人員超時作業|現場制止，告知裝修時間規定
Renovation noise late at night|Workmen went on too long|Stopped, told the permitted hours
◇大堂有推銷人員逗留|門崗登記不嚴|勸離並加強出入登記
◇: hawkers in the lobby|Gate let them in|Sent away, gate checks tightened
車位被他人佔用|外來車輛誤停|聯繫車主移車
Somebody parked in my bay|A visitor's mistake|Owner called, car moved
寵物狗未牽繩嚇到小孩|養犬人未按規定牽繩|上門勸導，簽文明養犬承諾
Dog off its lead frightened a child|Owner ignored the rule|Owner visited, pledge signed
◇架空層電動車違規充電|業主私拉電線|拆除私拉電線，引導到充電棚
◇: e-bike charged under the building|Private cable|Cable removed, shown the charging shed
快遞放在門口丟失，請求查看監控|被鄰居誤拿|調取監控，物品已找回
Parcel gone from the door, asks for CCTV|Taken by a neighbour|Found on CCTV, parcel returned
訪客車輛無法進場|系統未登記車牌|核實身份後放行並補錄車牌
Visitor's car cannot get in|Plate not registered|Identity checked, let in, plate entered
夜間廣場舞音量過大|未按約定時間結束|現場勸導，九點半後關閉音響
Dance music too loud at night|Went on past the agreed time|Talked to, music off at 9:30
南門崗夜間無人值守|換崗間隙空崗|批評當班人員，調整換崗時間
Nobody at the south gate at night|Gap between two shifts|Guard reprimanded, shifts changed
有人高空拋物|住戶向窗外倒水|調監控核實，上門教育並張貼告示
Things thrown from a height|Water poured out of a window|Seen on CCTV, resident warned
地下車庫車輛被刮|倒車碰擦|調監控協助雙方協商賠付
Car scratched in the car park|Touched in reversing|CCTV shown, the two agreed on payment
小孩在中心花園走失|與家長走散|十分鐘內找到並交還家長
Child lost in the central garden|Parted from the parents|Found within ten minutes
請求協助搬運大件家具|電梯需專人控制|安排人員協助並保護電梯
Asks for help with large furniture|Lift needs an attendant|Helped, lift protected
"""

_CLEANING = """
◇樓道有垃圾未清|裝修垃圾堆放|當日清運並拖洗樓道
◇: rubbish on the stairs|Renovation waste left|Removed the same day, stairs mopped
◇電梯轎廂有異味|寵物便溺|清洗消毒轎廂
◇: lift car smells|A pet's mess|Car washed and disinfected
◇垃圾桶滿溢|清運次數不足|增加一次清運並清洗桶身
◇: bins overflow|Emptied too rarely|Emptied once more a day, bins washed
◇樓道扶手積灰|清潔周期過長|擦拭扶手，改為每日一次
◇: dust on the handrails|Cleaned too rarely|Wiped, from now on daily
◇大堂玻璃門有污漬|雨後水漬|清洗玻璃門
◇: lobby glass is stained|Rain marks|Glass cleaned
地下車庫地面油污|車輛漏油|用除油劑清洗
Oil on the car park floor|A car leaks oil|Washed with degreaser
中心花園水池有落葉浮萍|季節落葉|打撈並換水
Leaves in the garden pond|Autumn leaves|Skimmed, water changed
垃圾房蒼蠅多|清洗消殺不到位|沖洗並噴藥消殺
Flies in the waste room|Not cleaned well|Washed down and sprayed
◇單元門口有狗糞|養犬人未清理|清理並增設拾便箱
◇: dog mess at the entrance|Dog owner did not clear it|Cleared, bag box put up
會所衛生間無紙、地面潮濕|巡查不及時|補紙拖乾，增加巡查
Clubhouse toilet: no paper, wet floor|Not checked in time|Refilled, mopped, checked more often
樓道發現蟑螂|下水管井未封堵|投放藥劑並封堵管井
Cockroaches on the stairs|Pipe shaft open|Bait laid, shaft closed
請求家中開荒保潔|業主委托有償服務|派兩人完成清潔，業主驗收
Asks for a first cleaning of the flat|Paid service|Two people cleaned, owner accepted
"""

_GREENING = """
◇前樹枝遮擋窗戶|喬木未及時修剪|修剪過密枝條並清運
◇: branches cover the windows|Tree not pruned in time|Pruned, branches removed
◇後綠籬過高擋住通道|修剪周期過長|修剪至一米二
◇: hedge blocks the path|Trimmed too rarely|Trimmed to 1.2 m
中心花園草坪枯黃|缺水缺肥|增加澆水並追施氮肥
Lawn in the central garden turns yellow|Lacks water and feed|Watered more, fertilised
行道樹有毛毛蟲|美國白蛾幼蟲|噴施低毒藥劑兩次
Caterpillars on the street trees|Fall webworm|Sprayed twice
大風後樹木傾斜|支撐不足|扶正並加固支撐
Trees lean after the storm|Too few stakes|Set upright and staked
花壇雜草叢生|除草不及時|人工除草
Weeds in the flower bed|Not weeded in time|Weeded by hand
澆灌水管爆裂噴水|接頭老化|關閥更換接頭
Watering pipe burst|Old joint|Shut off, joint replaced
枯死灌木影響美觀|移栽未成活|拔除並補種
Dead shrubs look bad|Did not take after planting|Removed and replanted
桂花樹枝擦到車輛|枝條下垂|修剪下垂枝條
Osmanthus branches scratch cars|Branches hang low|Low branches pruned
草坪被踩出小路|業主抄近路|鋪設汀步石並補植草皮
A path is worn across the lawn|Residents take a short cut|Stepping stones laid, turf replaced
"""

_SERVICE = """
物業費賬單金額有疑問|對公攤水電不了解|出示明細並解釋清楚
Question about the fee bill|Shared utilities not understood|Details shown and explained
申請裝修出入證|新裝修開工|審核資料，辦理出入證
Applies for renovation passes|Renovation begins|Papers checked, passes issued
請求代收快遞包裹|業主外出|代收並通知領取
Asks us to take in a parcel|Owner is away|Taken in, owner told
業主資料電話變更|更換手機號碼|核實身份後更新檔案
Owner's telephone changed|New mobile number|Identity checked, file updated
咨詢車位租賃|家中新購車輛|登記輪候，已排到車位
Asks about renting a bay|New car|Put on the list, bay found
委托代繳水電費|業主長期在外|代繳並交付票據
Asks us to pay utilities|Owner is away for long|Paid, receipts handed over
裝修押金退還申請|裝修已完工驗收|核驗後辦理退款
Asks for the renovation deposit|Renovation finished and accepted|Checked and refunded
咨詢社區中秋活動|未看到通知|發送活動通知並登記報名
Asks about the Mid-Autumn party|Missed the notice|Notice sent, place booked
委托代看鑰匙給維修人員|業主上班不在家|登記保管，當日交還
Leaves a key for the repairman|Owner is at work|Key recorded, returned the same day
希望補辦門禁卡|卡片遺失|註銷舊卡並補發
Needs a new access card|Card lost|Old card cancelled, new one issued
"""


_PUBLIC: Final = ("地下", "中心", "南門", "會所", "垃圾")


def _jobs(trade: str, text: str, *, at_home: bool | None = None) -> tuple[Job, ...]:
    """The jobs of a table; where `at_home` is open, a ◇ says that it is not at home."""
    jobs = []
    for content, cause, result in paired_labels(text):
        public = "◇" in content.hant or content.hant.startswith(_PUBLIC)
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

CANCELLED: Final = (
    Label("業主自行解決", "Owner mended it"),
    Label("重複報事", "Reported twice"),
    Label("業主改期，另行報事", "Owner will report again later"),
    Label("經查不屬物業服務範圍", "Not ours to do"),
)
SLIP_FAULTS: Final = (
    Label("缺客戶簽字", "Not signed by the customer"),
    Label("處理結果沒有寫清楚", "The result is not clear"),
    Label("漏填到達時間", "Time of arrival left out"),
    Label("現場未清理，業主要求返工", "Site not cleaned, the owner wants it done"),
)
ESCALATED_BECAUSE: Final = Label(
    "業主回訪不滿意，部門返修後仍未解決", "Owner dissatisfied, the department could not settle it"
)
WAITING: Final = (
    Label("配件已訂購，預計三天後到貨，已告知業主", "Part ordered, due in three days, owner told"),
    Label("維保單位已排期，等待上門", "Contractor has a date, waiting"),
    Label("已與業主約好周末上門", "Agreed with the owner on the weekend"),
    Label("現場複查，方案報主管審批中", "Seen again, plan is with the supervisor"),
    Label("業主外出，回來後再約時間", "Owner away, will agree on a time later"),
    Label("聯繫施工單位，催促進場", "Builder called and urged to come"),
    Label("雨天無法施工，順延，已向業主說明", "Rain, put off, owner told"),
    Label("已進場施工，完成約一半", "Work under way, half done"),
)
FIRST_CONTACT: Final = (
    Label("電話告知業主預計上門時間", "Told the owner by phone when we come"),
    Label("已派人到場，處理中", "Somebody is there and at work"),
    Label("現場查看完畢，正在準備材料", "Looked at, getting the material"),
    Label("催促部門盡快到場，業主表示理解", "Department urged, owner understands"),
)
