"""The blocks of 月度統計 and 年度統計, each with a word for the reader on what it counts.

A note's line is at most as long as the sheet is wide.
"""

from __future__ import annotations

from typing import Final

from estate_xl.language import Label
from estate_xl.schema.statistics import Block, Measure, Rows, Unit

_REGISTERED: Final = Label(
    "按登記時間計，包括後來取消的報事（R-5.1）。",
    "By time of registration, cancelled ones too (R-5.1).",
)
_STATES: Final = (
    Label(
        "截至期末已登記的全部報事，按期末之前填寫的時間判斷狀態，之後填的不算；",
        "All tickets registered by then, judged by the times up to then; later ones do not count;",
    ),
    Label(
        "取消沒有時間，有取消原因的一律算已取消。",
        "cancelling has no time: a ticket with a reason counts as cancelled throughout.",
    ),
)
_ON_TIME: Final = (
    Label(
        "按期限所在月份計。回訪：返單後一個工作日內（R-5.4，見參數），返工中、驗收不合格的不計；",
        "By the deadline's month. Visits: in their working day (R-5.4), not of slips sent back;",
    ),
    Label(
        "跟進：未完工時工程類 7 天、物管類 3 天一次（R-5.5，見參數），期限前已完工的不計。",
        "follow-ups: 7 or 3 days while work is open (R-5.5); none where it was completed before.",
    ),
    Label(
        "報事暫停時不計時，恢復後重新計；有暫停的，另列暫停照計的（R-5.7）。",
        "No clock in a pause, a new one after it; where there are pauses, also as without (R-5.7).",
    ),
    Label(
        "期限晚於工作簿最後一筆記錄的，還不計。",
        "A deadline after the last record of the workbook does not count yet.",
    ),
)
_LATE: Final = (
    Label(
        "過了期限未做或晚做的回訪、跟進和片區巡檢，按期限所在月份計；",
        "Return visits, follow-ups and zone inspections missed or late, by the deadline's month;",
    ),
    Label(
        "回訪、跟進算接待人（未填算服務人員），片區巡檢算當時的片區管理員；主管周檢不計。",
        "of the receptionist, else the worker; of the zone's officer then; no supervisor's ones.",
    ),
)
_COMPLETION: Final = Label(
    "從登記到完工的小時數，按完工時間計，不含已取消的；百分位同 Excel 的 PERCENTILE.INC。",
    "Hours from registration to completion, by completion; as Excel's PERCENTILE.INC has it.",
)
_NO_CLOCK: Final = Label(
    "只填了日期、沒有填時間的，算不出用時，不計。",
    "None where only a date was typed, without a time: how long it took is not known.",
)
_VISIT_RATED: Final = Label(
    "回訪評價不是「不滿意」的佔比（同 R-8.1），按回訪時間計；沒有評價的不計。",
    "Share of rated visits that are not dissatisfied (as R-8.1), by time of visit.",
)
_SLIP_RATED: Final = Label(
    "報事單上客戶評價不是「不滿意」的佔比（R-5.2），按返單時間計。",
    "Share of rated slips that are not dissatisfied (R-5.2), by the slip's return.",
)
_SENT_BACK: Final = Label(
    "返工次數；未填而填單合格為「否」的算一次（R-5.6、R-8.3），按返單時間計。",
    "Times sent back; one where empty and the slip is not in order (R-5.6, R-8.3), by return.",
)
_COMPLAINTS: Final = Label(
    "按投訴時間計；「有效」填「否」的不屬實，不計入（同 R-8.1）。",
    "By the time received; those marked unfounded do not count (as R-8.1).",
)
_CLOSED: Final = Label(
    "備案的投訴，按備案時間計；未填備案而回訪滿意的，按回訪時間（R-C1）。",
    "Filed complaints, by the filing, else by the visit that found the customer satisfied (R-C1).",
)
_OPEN: Final = Label(
    "期末還沒有備案的投訴，按當時所在的級別（R-C1）。",
    "Complaints not filed at the period's end, by the level at that time (R-C1).",
)
_DEEDS: Final = Label(
    "已核實的好人好事，按日期計（R-8.1）。", "Verified good deeds, by date (R-8.1)."
)
_INSPECTED: Final = Label(
    "巡檢記錄的行數：一次巡檢每個專業一行（R-7）。", "Lines of inspections, one a trade (R-7)."
)
_COVERED: Final = (
    Label(
        "片區日檢每天一次，片區周檢、主管周檢每周一次，一周算在周日所在的月份（R-7）；",
        "Daily ones each day, weekly ones each week, which belongs to its Sunday's month (R-7);",
    ),
    Label(
        "片區日檢由片區管理員做的才算；晚於工作簿最後一筆記錄的，還不計。",
        "daily ones by the zone's officer; none yet after the last record of the workbook.",
    ),
)

_SATISFIED: Final = Label("非不滿意", "Not dissat.")
_RATED: Final = Label("已評", "Rated")
_KEPT: Final = Label("按時", "On time")
_DUE: Final = Label("應做", "Due")
_DONE: Final = Label("已檢", "Done")
_OWED: Final = Label("應檢", "Owed")


def _tickets(key: str, rows: Rows, words: Label) -> Block:
    title = Label(f"報事件數・按{words.hant}", f"Tickets by {words.en}")
    return Block(f"tickets_{key}", title, "registered", Measure.COUNT, rows, (_REGISTERED,))


def _satisfaction(key: str, rows: Rows, words: Label, *, slips: bool = False) -> Block:
    where = Label("客戶評價", "on slips") if slips else Label("回訪", "of return visits")
    return Block(
        f"{'slip' if slips else 'visit'}_{key}",
        Label(f"{where.hant}滿意率・按{words.hant}", f"Satisfaction {where.en} by {words.en}"),
        "slip_rated" if slips else "visit_rated",
        Measure.SHARE,
        rows,
        (_SLIP_RATED if slips else _VISIT_RATED,),
        Unit.SHARE,
        _SATISFIED,
        _RATED,
    )


_ZONE: Final = Label("片區", "zone")
_DEPARTMENT: Final = Label("部門", "department")
_WORKER: Final = Label("人員", "worker")

BLOCKS: Final = (
    _tickets("zone", Rows.ZONE, _ZONE),
    _tickets("department", Rows.DEPARTMENT, Label("處理部門", "department")),
    _tickets("kind", Rows.KIND, Label("類別", "kind")),
    _tickets("channel", Rows.CHANNEL, Label("來源", "channel")),
    Block(
        "states",
        Label("期末報事狀態（件）", "Tickets by state at the end"),
        "states",
        Measure.STOCK,
        Rows.STATE,
        _STATES,
    ),
    Block(
        "on_time",
        Label("按時率", "Done on time"),
        "on_time",
        Measure.SHARE,
        Rows.MATTER,
        _ON_TIME,
        Unit.SHARE,
        _KEPT,
        _DUE,
        has_total=False,
    ),
    Block(
        "late",
        Label("逾期項數・按責任人", "Missed or late, by who owed it"),
        "late",
        Measure.COUNT,
        Rows.OWES,
        _LATE,
    ),
    Block(
        "completion",
        Label("完工用時（小時）", "Time to complete (hours)"),
        "completed",
        Measure.QUANTILES,
        Rows.KIND,
        (_COMPLETION, _NO_CLOCK),
        Unit.HOURS,
        whole=Label("完工件數", "Completed"),
    ),
    Block(
        "satisfaction",
        Label("滿意率", "Satisfaction"),
        "rated",
        Measure.SHARE,
        Rows.SOURCE,
        (_VISIT_RATED, _SLIP_RATED),
        Unit.SHARE,
        _SATISFIED,
        _RATED,
        has_total=False,
    ),
    _satisfaction("zone", Rows.ZONE, _ZONE),
    _satisfaction("department", Rows.DEPARTMENT, _DEPARTMENT),
    _satisfaction("worker", Rows.WORKER, _WORKER),
    _satisfaction("zone", Rows.ZONE, _ZONE, slips=True),
    _satisfaction("department", Rows.DEPARTMENT, _DEPARTMENT, slips=True),
    Block(
        "sent_back_department",
        Label("返工次數・按部門", "Slips sent back by department"),
        "returned",
        Measure.SUM,
        Rows.DEPARTMENT,
        (_SENT_BACK,),
        part=Label("返工單數", "Slips sent back"),
        whole=Label("返單數", "Slips returned"),
    ),
    Block(
        "sent_back_worker",
        Label("返工次數・按人員", "Slips sent back by worker"),
        "sent_back",
        Measure.SUM,
        Rows.WORKER,
        (_SENT_BACK,),
    ),
    Block(
        "complaints",
        Label("投訴件數", "Complaints"),
        "all_complaints",
        Measure.COUNT,
        Rows.FOUNDED,
        (_COMPLAINTS,),
        has_total=False,
    ),
    Block(
        "complaints_zone",
        Label("投訴件數・按片區", "Complaints by zone"),
        "complaints",
        Measure.COUNT,
        Rows.ZONE,
        (_COMPLAINTS,),
    ),
    Block(
        "complaints_department",
        Label("投訴件數・按責任部門", "Complaints by department"),
        "complaints",
        Measure.COUNT,
        Rows.DEPARTMENT,
        (_COMPLAINTS,),
    ),
    Block(
        "complaints_category",
        Label("投訴件數・按分類", "Complaints by category"),
        "complaints",
        Measure.COUNT,
        Rows.CATEGORY,
        (_COMPLAINTS,),
    ),
    Block(
        "closed_level",
        Label("備案的投訴・按處理到的級別", "Complaints filed, by the level reached"),
        "closed",
        Measure.COUNT,
        Rows.LEVEL,
        (_CLOSED,),
    ),
    Block(
        "open_level",
        Label("期末未備案的投訴・按級別", "Complaints still open, by level"),
        "open",
        Measure.STOCK,
        Rows.LEVEL,
        (_OPEN,),
    ),
    Block(
        "settling",
        Label("投訴處理用時（天）", "Time to settle complaints (days)"),
        "settled",
        Measure.QUANTILES,
        Rows.NONE,
        (
            _CLOSED,
            Label(
                "從投訴時間到最後一輪處理完成（未填按備案）的天數，24 小時為一天。",
                "Days of 24 hours from receipt to the end of the last round, else to the filing.",
            ),
            _NO_CLOCK,
        ),
        Unit.DAYS,
        whole=Label("件數", "Complaints"),
    ),
    Block(
        "deeds_zone",
        Label("表揚・按片區", "Commendations by zone"),
        "deeds",
        Measure.COUNT,
        Rows.ZONE,
        (_DEEDS,),
    ),
    Block(
        "deeds_department",
        Label("表揚・按部門", "Commendations by department"),
        "deeds",
        Measure.COUNT,
        Rows.DEPARTMENT,
        (
            _DEEDS,
            Label(
                "未填部門的算員工所在的部門（R-8.2）。",
                "Without a department it counts for its staff member's (R-8.2).",
            ),
        ),
    ),
    Block(
        "inspections",
        Label("巡檢記錄（行）", "Inspections (lines)"),
        "inspected",
        Measure.COUNT,
        Rows.INSPECTION,
        (_INSPECTED,),
    ),
    Block(
        "coverage",
        Label("巡檢覆蓋率・按類型", "Inspections done, by kind"),
        "owed",
        Measure.SHARE,
        Rows.INSPECTION,
        _COVERED,
        Unit.SHARE,
        _DONE,
        _OWED,
    ),
    Block(
        "coverage_zone",
        Label("巡檢覆蓋率・按片區", "Inspections done, by zone"),
        "owed",
        Measure.SHARE,
        Rows.ZONE,
        _COVERED,
        Unit.SHARE,
        _DONE,
        _OWED,
    ),
)

BLOCK_BY_KEY: Final = {block.key: block for block in BLOCKS}
