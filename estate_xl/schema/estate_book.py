"""Our workbook, declared once; the template, the readers, the checks, the demo and docs follow.

Data sheets stand first as registers and daily records, then the office's set-up, then results and
templates. Headers and names are the contract of the workbook; tables carry the ASCII key.
"""

from __future__ import annotations

from typing import Final

from estate_xl.schema import terms
from estate_xl.schema.model import Book, Column, Kind, Label, Role, Sheet

_L = Label


def _department(*, required: bool, key: str = "department", header: Label | None = None) -> Column:
    return Column(
        key,
        header or _L("部門", "Department"),
        Kind.CHOICE,
        required=required,
        choices=terms.DEPARTMENTS,
        width_chars=15,
    )


def _staff(key: str, header: Label, *, required: bool = False) -> Column:
    return Column(key, header, Kind.REFERENCE, required=required, reference="Staff", width_chars=11)


def _zone(*, required: bool = True) -> Column:
    return Column(
        "zone",
        _L("片區", "Zone"),
        Kind.REFERENCE,
        required=required,
        reference="Zones",
        width_chars=11,
    )


def _moment(key: str, hant: str, en: str, *, required: bool = False) -> Column:
    return Column(key, _L(hant, en), Kind.DATETIME, required=required, width_chars=17)


def _day(key: str, hant: str, en: str, *, required: bool = False) -> Column:
    return Column(key, _L(hant, en), Kind.DATE, required=required, width_chars=12)


def _choice(
    key: str, header: Label, choices: tuple[Label, ...], *, required: bool = False, width: int = 11
) -> Column:
    return Column(key, header, Kind.CHOICE, required=required, choices=choices, width_chars=width)


def _score(key: str, header: Label) -> Column:
    return Column(key, header, Kind.SCORE, minimum=0, maximum=100, width_chars=14)


def _share(key: str, header: Label) -> Column:
    return Column(key, header, Kind.SHARE, minimum=0, maximum=1, width_chars=14)


def _count(key: str, hant: str, en: str, *, required: bool = False) -> Column:
    return Column(key, _L(hant, en), Kind.INTEGER, required=required, minimum=0, width_chars=10)


_TRADE: Final = _choice("trade", _L("專業", "Trade"), terms.TRADES, width=9)
_TRADE_REQUIRED: Final = _choice("trade", _L("專業", "Trade"), terms.TRADES, required=True, width=9)

_COVER: Final = Sheet("Cover", _L("首頁", "Start"), Role.COVER)

_ZONES: Final = Sheet(
    "Zones",
    _L("片區", "Zones"),
    Role.REGISTER,
    (
        Column("zone", _L("片區編號", "Zone code"), Kind.ID, required=True, width_chars=11),
        Column("name", _L("片區名稱", "Zone name"), required=True, width_chars=16),
        Column("estate", _L("小區", "Estate"), width_chars=14),
        Column("range", _L("管轄範圍", "Area"), width_chars=28),
        _count("households", "戶數", "Households"),
        _staff("officer", _L("片區管理員", "Zone officer"), required=True),
        _staff("order", _L("協管", "Order")),
        _staff("repair", _L("維修", "Repair")),
        _staff("cleaning", _L("保潔", "Cleaning")),
        _staff("greening", _L("綠化", "Greening")),
        _choice("active", _L("啟用", "Active"), terms.YES_NO, width=8),
    ),
    name_column="name",
    about=_L(
        "每個片區一行：一名管理員，協管、維修、保潔、綠化各一人（R-2）。停用的片區在「啟用」填「否」。",
        "One row a zone: its officer and its order, repair, cleaning and greening people (R-2).",
    ),
)

_STAFF: Final = Sheet(
    "Staff",
    _L("員工", "Staff"),
    Role.REGISTER,
    (
        Column("staff", _L("工號", "Staff no."), Kind.ID, required=True, width_chars=10),
        Column("name", _L("姓名", "Name"), required=True, width_chars=10),
        _choice(
            "department",
            _L("部門", "Department"),
            (*terms.DEPARTMENTS, terms.OFFICE),
            required=True,
            width=15,
        ),
        _choice("post", _L("崗位", "Post"), terms.POSTS, required=True, width=15),
        _TRADE,
        _zone(required=False),
        Column("phone", _L("電話", "Phone"), width_chars=15),
        Column("email", _L("郵箱", "Email"), width_chars=24),
        _day("joined", "入職日期", "Joined"),
        _day("left", "離職日期", "Left"),
    ),
    name_column="name",
    about=_L(
        "全部在職和離職人員。離職者填離職日期，不要刪行：以前的月份仍要用到。",
        "Everybody, those who left included: fill in the day they left, do not delete the row.",
    ),
)

_OWNERS: Final = Sheet(
    "Owners",
    _L("業主", "Owners"),
    Role.REGISTER,
    (
        Column("room", _L("房號", "Room"), Kind.ID, required=True, width_chars=12),
        Column("owner", _L("業主姓名", "Owner"), required=True, width_chars=12),
        Column("phone", _L("電話", "Phone"), width_chars=15),
        _zone(),
        _choice("moved_in", _L("已入住", "Moved in"), terms.YES_NO, required=True, width=9),
        _day("moved_in_on", "入住日期", "Moved in on"),
    ),
    about=_L(
        "每個房號一行。「已入住」填「否」的房號，工程整改須先代客驗收（R-5.3）。",
        "One row a room. Where the owner has not moved in, R-5.3 asks for a joint check first.",
    ),
)

_TICKETS: Final = Sheet(
    "Tickets",
    _L("報事", "Tickets"),
    Role.DAILY,
    (
        Column("ticket", _L("單號", "Ticket no."), Kind.ID, derived=True, width_chars=16),
        _moment("registered", "登記時間", "Registered", required=True),
        _choice("channel", _L("來源", "Channel"), terms.CHANNELS, required=True, width=9),
        _zone(),
        Column("room", _L("房號", "Room"), Kind.REFERENCE, reference="Owners", width_chars=12),
        Column("customer", _L("客戶姓名", "Customer"), width_chars=11),
        Column("phone", _L("聯繫電話", "Contact phone"), width_chars=15),
        _choice("kind", _L("類別", "Kind"), terms.KINDS, required=True, width=10),
        _department(required=True, header=_L("處理部門", "Department")),
        Column("content", _L("報事內容", "Report"), required=True, width_chars=34),
        _choice("rectification", _L("工程整改", "Rectification"), terms.YES_NO, width=10),
        _staff("receptionist", _L("接待人", "Receptionist")),
        _moment("dispatched", "派工時間", "Dispatched"),
        _staff("worker", _L("服務人員", "Worker")),
        _moment("arrived", "到達時間", "Arrived"),
        _moment("completed", "完工時間", "Completed"),
        Column("cause", _L("原因", "Cause"), width_chars=20),
        Column("result", _L("處理結果", "Result"), width_chars=24),
        _choice("rating", _L("客戶評價", "Customer rating"), terms.RATINGS),
        _choice("signed", _L("客戶簽字", "Signed"), terms.YES_NO, width=10),
        _choice("joint_check", _L("代客驗收", "Joint check"), terms.RESULTS),
        _moment("joint_checked", "驗收時間", "Joint check at"),
        _moment("returned", "返單時間", "Slip returned"),
        _choice("slip_ok", _L("填單合格", "Slip in order"), terms.YES_NO, width=10),
        _count("rework", "返工次數", "Times sent back"),
        _moment("visited", "回訪時間", "Visited"),
        _choice("visit_method", _L("回訪方式", "Visit method"), terms.VISIT_METHODS),
        _choice("visit_rating", _L("回訪評價", "Visit rating"), terms.RATINGS),
        _staff("visitor", _L("回訪人", "Visitor")),
        _moment("archived", "存檔時間", "Archived"),
        Column("cancelled", _L("取消原因", "Cancelled because"), width_chars=16),
        Column("status", _L("狀態", "Status"), derived=True, width_chars=10),
        Column("next_due", _L("下次期限", "Next due"), Kind.DATETIME, derived=True, width_chars=17),
        Column("overdue", _L("逾期", "Overdue"), derived=True, width_chars=9),
    ),
    about=_L(
        "每件報事一行，從登記到存檔（R-5）。單號、狀態、下次期限、逾期由程序填寫，請勿手填。",
        "One row a report, from registration to archive (R-5). Grey columns are filled by command.",
    ),
)

_FOLLOW_UPS: Final = Sheet(
    "FollowUps",
    _L("跟進", "Follow-ups"),
    Role.DAILY,
    (
        Column(
            "ticket",
            _L("單號", "Ticket no."),
            Kind.REFERENCE,
            required=True,
            reference="Tickets",
            width_chars=16,
        ),
        _moment("at", "跟進時間", "Followed up at", required=True),
        _staff("by", _L("跟進人", "By"), required=True),
        Column("note", _L("跟進內容", "Note"), required=True, width_chars=48),
    ),
    about=_L(
        "未完工的報事：工程類每 7 天、物管類每 3 天至少跟進一次（R-5.5）。",
        "Open work is followed up: engineering every 7 days, property every 3 (R-5.5).",
    ),
)

_COMPLAINTS: Final = Sheet(
    "Complaints",
    _L("投訴", "Complaints"),
    Role.DAILY,
    (
        Column("complaint", _L("投訴編號", "Complaint no."), Kind.ID, derived=True, width_chars=16),
        _moment("received", "投訴時間", "Received", required=True),
        Column(
            "ticket",
            _L("關聯單號", "Ticket no."),
            Kind.REFERENCE,
            reference="Tickets",
            width_chars=16,
        ),
        _zone(),
        Column("room", _L("房號", "Room"), width_chars=12),
        Column("customer", _L("客戶姓名", "Customer"), width_chars=11),
        Column("content", _L("投訴內容", "Complaint"), required=True, width_chars=34),
        Column("category", _L("投訴分類", "Category"), width_chars=12),
        _department(required=False, key="proposed", header=_L("建議部門", "Proposed department")),
        _department(required=False, header=_L("責任部門", "Department")),
        Column(
            "level",
            _L("處理級別", "Level"),
            Kind.CHOICE,
            derived=True,
            choices=terms.LEVELS,
            width_chars=11,
        ),
        Column("plan", _L("處理方案", "Plan"), width_chars=28),
        _staff("handler", _L("責任人", "Handler")),
        _moment("settled", "處理完成", "Settled"),
        _moment("visited", "回訪時間", "Visited"),
        _choice(
            "visit_rating",
            _L("回訪結果", "Visit result"),
            (terms.SATISFIED, terms.DISSATISFIED),
        ),
        _moment("filed", "備案時間", "Filed"),
        _choice("valid", _L("有效", "Founded"), terms.YES_NO, width=8),
        Column(
            "rounds",
            _L("處理輪次", "Rounds"),
            Kind.INTEGER,
            derived=True,
            minimum=0,
            width_chars=10,
        ),
    ),
    about=_L(
        "投訴從主管級開始，不滿意即升級（R-C1）。查明不屬實的在「有效」填「否」，不扣分。",
        "Complaints climb a ladder (R-C1). An unfounded one gets No in Founded and costs nothing.",
    ),
)

_ROUNDS: Final = Sheet(
    "ComplaintRounds",
    _L("投訴輪次", "Complaint Rounds"),
    Role.DAILY,
    (
        Column(
            "complaint",
            _L("投訴編號", "Complaint no."),
            Kind.REFERENCE,
            required=True,
            reference="Complaints",
            width_chars=16,
        ),
        Column("round", _L("輪次", "Round"), Kind.INTEGER, required=True, minimum=1, width_chars=8),
        _choice("level", _L("處理級別", "Level"), terms.LEVELS, required=True),
        Column("handler", _L("責任人", "Handler"), width_chars=11),
        Column("plan", _L("處理方案", "Plan"), width_chars=34),
        _moment("settled", "處理完成", "Settled"),
        _moment("visited", "回訪時間", "Visited"),
        Column("visit_rating", _L("回訪結果", "Visit result"), width_chars=11),
    ),
    about=_L(
        "每一輪處理的完整記錄，升級時自動寫入（R-C1）。",
        "Each handling round, kept whole when a complaint climbs (R-C1).",
    ),
)

_COMMENDATIONS: Final = Sheet(
    "Commendations",
    _L("表揚", "Commendations"),
    Role.DAILY,
    (
        _day("date", "日期", "Date", required=True),
        _zone(),
        _department(required=False),
        _staff("staff", _L("員工", "Staff")),
        Column("content", _L("事跡", "Deed"), required=True, width_chars=44),
        _choice("verified", _L("已核實", "Verified"), terms.YES_NO, required=True, width=9),
    ),
    about=_L(
        "好人好事：核實後每次加分（R-8.1）。未核實的不加分。",
        "Good deeds; only verified ones count (R-8.1).",
    ),
)

_INSPECTIONS: Final = Sheet(
    "Inspections",
    _L("巡檢", "Inspections"),
    Role.DAILY,
    (
        Column(
            "inspection",
            _L("巡檢編號", "Inspection no."),
            Kind.ID,
            derived=True,
            width_chars=16,
        ),
        _day("date", "日期", "Date", required=True),
        _choice("kind", _L("巡檢類型", "Inspection kind"), terms.INSPECTION_KINDS, required=True),
        _zone(),
        _TRADE_REQUIRED,
        _staff("inspector", _L("巡檢人", "Inspector"), required=True),
        Column(
            "findings",
            _L("不合格項", "Failed items"),
            Kind.CODES,
            reference="InspectionStandards",
            width_chars=20,
            help=_L(
                "填巡檢標準的編號，多項用「、」隔開，例如 BJ01、BJ03。",
                "Codes of the inspection standards, separated by 、",
            ),
        ),
        Column(
            "score",
            _L("得分", "Score"),
            Kind.SCORE,
            minimum=0,
            maximum=100,
            width_chars=8,
            help=_L(
                "0 到 100。空着則按 100 減去不合格項的扣分計算。",
                "0 to 100; left empty it is 100 less the deductions of the failed items.",
            ),
        ),
        Column("note", _L("說明", "Note"), width_chars=28),
        _staff("responsible", _L("責任人", "Responsible")),
        _day("fix_by", "整改期限", "Fix by"),
        _day("fixed", "整改完成", "Fixed"),
        _choice("recheck", _L("複查結果", "Re-check"), terms.RESULTS),
    ),
    about=_L(
        "每次巡檢每個專業一行：片區日檢、片區周檢、主管周檢（R-7）。主管周檢計入片區得分（R-8.1）。",
        "One row an inspection and trade (R-7). The supervisor's enter the zone score (R-8.1).",
    ),
)

_STANDARDS: Final = Sheet(
    "InspectionStandards",
    _L("巡檢標準", "Inspection Standards"),
    Role.SETUP,
    (
        Column("code", _L("編號", "Code"), Kind.ID, required=True, width_chars=9),
        _TRADE_REQUIRED,
        Column("item", _L("檢查項目", "Item"), required=True, width_chars=18),
        Column("standard", _L("標準", "Standard"), required=True, width_chars=52),
        Column(
            "deduction",
            _L("扣分", "Deduction"),
            Kind.NUMBER,
            required=True,
            minimum=0,
            maximum=100,
            width_chars=8,
        ),
    ),
    about=_L(
        "各專業的檢查項目、標準和扣分，可按公司標準增改。",
        "Items, standards and deductions of each trade; change them to your company's own.",
    ),
)

_RECOGNITION: Final = Sheet(
    "RecognitionChecks",
    _L("認知抽查", "Recognition Checks"),
    Role.DAILY,
    (
        _day("date", "日期", "Date", required=True),
        _zone(),
        _staff("staff", _L("員工", "Staff"), required=True),
        _count("asked", "抽查戶數", "Rooms asked", required=True),
        _count("correct", "答對戶數", "Rooms right", required=True),
    ),
    about=_L(
        "抽查片區小組成員對業主姓名和房號的熟悉程度，應達 90%（R-6）。",
        "Spot checks: do zone people know owners' names and rooms? 90 % is due (R-6).",
    ),
)

_SCORES: Final = Sheet(
    "MonthlyScores",
    _L("評分錄入", "Monthly Scores"),
    Role.DAILY,
    (
        Column("month", _L("月份", "Month"), Kind.MONTH, required=True, width_chars=10),
        _staff("staff", _L("員工", "Staff"), required=True),
        _score("self", _L("員工自檢", "Self score")),
        _score("supervisor", _L("主管級評分", "Supervisor score")),
        _score("director", _L("主任級評分", "Director score")),
        Column("note", _L("說明", "Note"), width_chars=28),
    ),
    about=_L(
        "每人每月一行。片區客戶人員的主管級評分由片區得分算出，不用填（R-8.1）。",
        "One row a person and month. A zone officer's supervisor score is computed (R-8.1).",
    ),
)

_WEIGHTS: Final = Sheet(
    "AppraisalWeights",
    _L("考核構成", "Appraisal Weights"),
    Role.SETUP,
    (
        _department(required=True),
        _choice("post", _L("崗位", "Post"), terms.POSTS[1:], required=True, width=15),
        _share("self", _L("員工自檢", "Self")),
        _share("zone", _L("片區小組自檢", "Zone self-check")),
        _share("supervisor", _L("主管級", "Supervisor")),
        _share("head_composite", _L("客服主管綜合", "Department composite")),
        _share("director", _L("主任級", "Director")),
        Column("scorer", _L("主管級評分人", "Supervisor scorer"), width_chars=14),
        Column("reviewer", _L("審核人", "Reviewer"), width_chars=14),
    ),
    about=_L(
        "每個崗位月度評分的組成，各行合計必須為 100%（R-8.4）。",
        "How a post's monthly score is made up; each row must add up to 100 % (R-8.4).",
    ),
)

_CALENDAR: Final = Sheet(
    "Calendar",
    _L("節假日", "Calendar"),
    Role.SETUP,
    (
        _day("date", "日期", "Date", required=True),
        _choice("kind", _L("類型", "Kind"), terms.CALENDAR_KINDS, required=True, width=8),
        Column("name", _L("名稱", "Name"), width_chars=20),
    ),
    about=_L(
        "本單位與法定安排不同的日子：休＝放假，班＝上班。以本表為準（R-5.4）。",
        "Days that differ from the official calendar; this sheet wins (R-5.4).",
    ),
)

_SETTINGS: Final = Sheet(
    "Settings",
    _L("參數", "Settings"),
    Role.SETUP,
    (
        Column("key", _L("鍵", "Key"), Kind.ID, required=True, width_chars=30),
        Column("value", _L("值", "Value"), width_chars=24),
        Column("unit", _L("單位", "Unit"), width_chars=10),
        Column("note", _L("說明", "Note"), width_chars=64),
    ),
    about=_L(
        "本單位的參數。只改「值」一列；「鍵」是程序認的名字，請勿改動。",
        "Your office's settings. Change the values only; the keys are names that programs know.",
    ),
)

_FINDINGS: Final = Sheet(
    "Findings",
    _L("檢查結果", "Findings"),
    Role.RESULT,
    (
        Column("severity", _L("程度", "Severity"), width_chars=8),
        Column("sheet", _L("工作表", "Sheet"), width_chars=12),
        Column("cell", _L("單元格", "Cell"), width_chars=10),
        Column("column", _L("欄位", "Column"), width_chars=14),
        Column("rule", _L("條款", "Rule"), width_chars=8),
        Column("message", _L("問題", "What is wrong"), width_chars=52),
        Column("mend", _L("怎樣改正", "How to mend it"), width_chars=44),
    ),
    about=_L(
        "每次校驗重新生成；點「單元格」跳到出錯的地方。",
        "Made again at each check; click a cell's address to go there.",
    ),
    header_row=3,
)

_OVERDUE: Final = Sheet(
    "Overdue",
    _L("逾期提醒", "Overdue"),
    Role.RESULT,
    (
        Column("due", _L("期限", "Due"), Kind.DATETIME, width_chars=17),
        Column("days_overdue", _L("逾期天數", "Days over"), Kind.INTEGER, width_chars=10),
        Column("matter", _L("事項", "Matter"), width_chars=28),
        Column("record", _L("編號", "Record"), width_chars=16),
        Column("zone", _L("片區", "Zone"), width_chars=12),
        Column("owes", _L("責任人", "Owed by"), width_chars=12),
        Column("rule", _L("條款", "Rule"), width_chars=8),
        Column("note", _L("說明", "Note"), width_chars=36),
    ),
    about=_L("已過期和即將到期的事項，最早的在前。", "What is due or over, oldest first."),
)

_EVIDENCE: Final = Sheet(
    "Evidence",
    _L("計分依據", "Evidence"),
    Role.RESULT,
    (
        Column("subject_kind", _L("對象類別", "Subject kind"), width_chars=10),
        Column("subject", _L("對象", "Subject"), width_chars=20),
        Column("part", _L("項目", "Part"), width_chars=18),
        Column("date", _L("日期", "Date"), Kind.DATE, width_chars=12),
        Column("detail", _L("內容", "Detail"), width_chars=40),
        Column("points", _L("分值", "Points"), Kind.NUMBER, width_chars=9),
        Column("arithmetic", _L("算式", "Arithmetic"), width_chars=56),
        Column("source", _L("來源", "Source"), width_chars=14),
        Column("rule", _L("條款", "Rule"), width_chars=8),
    ),
    about=_L(
        "每個分數的由來：每次巡檢、每筆扣分和加分一行，點「來源」看原始記錄（R-8.4）。",
        "Where every score comes from, a line each; click the source to see its row (R-8.4).",
    ),
)

_MAIL_LOG: Final = Sheet(
    "MailLog",
    _L("郵件記錄", "Mail Log"),
    Role.RESULT,
    (
        Column("at", _L("時間", "Time"), Kind.DATETIME, width_chars=17),
        Column("month", _L("月份", "Month"), width_chars=10),
        Column("way", _L("方式", "Way"), width_chars=10),
        Column("recipients", _L("收件人", "Recipients"), width_chars=40),
        Column("hash", _L("文件指紋", "Hash"), width_chars=24),
        Column("state", _L("狀態", "State"), width_chars=10),
    ),
    about=_L("發送總部的每個文件一行。", "One line for each package sent to headquarters."),
)

_SLIP: Final = Sheet("SlipTemplate", _L("報事單模板", "Slip Template"), Role.TEMPLATE)
_APPRAISAL: Final = Sheet(
    "AppraisalTemplate", _L("月度考核模板", "Appraisal Template"), Role.TEMPLATE
)
_MONTH_STATISTICS: Final = Sheet("MonthStatistics", _L("月度統計", "Month Statistics"), Role.RESULT)
_YEAR_STATISTICS: Final = Sheet("YearStatistics", _L("年度統計", "Year Statistics"), Role.RESULT)
_MAIL: Final = Sheet("MailTemplate", _L("郵件模板", "Mail Template"), Role.TEMPLATE)

APPRAISAL_PREFIX: Final = Label("考核", "Appraisal")
"""What stands before the month in the title of a filled sheet."""

ESTATE_BOOK: Final = Book(
    (
        _COVER,
        _TICKETS,
        _FOLLOW_UPS,
        _COMPLAINTS,
        _ROUNDS,
        _COMMENDATIONS,
        _INSPECTIONS,
        _RECOGNITION,
        _SCORES,
        _ZONES,
        _STAFF,
        _OWNERS,
        _STANDARDS,
        _WEIGHTS,
        _CALENDAR,
        _SETTINGS,
        _FINDINGS,
        _OVERDUE,
        _EVIDENCE,
        _MONTH_STATISTICS,
        _YEAR_STATISTICS,
        _MAIL_LOG,
        _SLIP,
        _APPRAISAL,
        _MAIL,
    )
)
