"""生成報事單: numbers of new records, and slips to print."""

from __future__ import annotations

from typing import Final

from estate_xl.actions import groups
from estate_xl.actions.kinds import FLAG
from estate_xl.actions.model import Action, Button, Command, Entry, Option
from estate_xl.actions.options import ON_A_BOOK, pdf
from estate_xl.actions.steps import DAILY, Step
from estate_xl.language import Label

WORK_ORDERS: Final = Action(
    "work_orders",
    task="estate_xl.tasks.work_orders.work_orders",
    writes=("SlipTemplate", "Lists", "Tickets", "Complaints", "Inspections"),
    widens="estate_xl.schema.office_registers.NUMBERED_REGISTERS",
    replaces=("estate_xl.schema.slips.SLIP_TITLE",),
    makes_sheets=True,
    shows=-1,
    command=Command(
        "work-orders",
        Label(
            "新的報事、投訴、巡檢編號，為未完工的新報事填寫一式三聯的「報事單」，可以打印",
            "number new tickets, complaints and inspections, and fill a slip in three copies for "
            "each new ticket that is open, ready to print",
        ),
        (
            *ON_A_BOOK,
            Option(
                "--ticket",
                Label("只打印這個單號，可以寫多次", "print this ticket only; may be repeated"),
                metavar="NO",
                many=True,
                parameter="tickets",
            ),
            Option("--numbers-only", Label("只編號，不打印", "number, and print nothing"), FLAG),
            pdf("報事單", "slips"),
            Option(
                "--dispatch",
                Label(
                    "把打印的報事的派工時間填為此刻（已填的不動）",
                    "set the dispatch time of what is printed to now, where it is empty",
                ),
                FLAG,
            ),
        ),
        apart=(("--ticket", "--numbers-only"),),
        run="estate_xl.console.printed_sheets.run_work_orders",
    ),
    button=Button(
        Label("生成報事單", "Slips"),
        Label("「報事」選中的行，或全部新報事，編號並填單", "numbers and slips of new tickets"),
        groups.TICKETS,
        "FilePrint",
        Label("給新報事編號並填好報事單", "Number new tickets and fill their slips"),
        Label(
            "選中報事的行就只填這些行的單；沒有選中就處理所有新報事。"
            "一單一頁、一式三聯，可以打印。",
            "For the rows selected in the tickets sheet, or else for all that is new. One page a "
            "ticket, three copies, ready to print.",
        ),
        prepare="estate_xl.live.button_tasks.work_orders",
    ),
    entry=Entry(
        Label("接待員，接到報事時", "receptionist, at each call"),
        "estate-xl work-orders 濱江花園.xlsx --pdf 報事單.pdf",
        Label(
            "新記錄的編號和報事單：每件一頁，一式三聯，有二維碼。`--ticket NO` 補打，"
            "`--dispatch` 填派工時間，`--numbers-only` 只編號",
            "numbers for what is new, and its slip: a page a ticket, three copies, a QR code."
            " `--ticket NO` prints one again, `--dispatch` sets 派工時間, `--numbers-only` "
            "prints nothing",
        ),
    ),
    step=Step(
        3,
        DAILY,
        Label(
            "運行「{work_orders}」：自動編號，一式三聯；打印後通知部門領單。",
            "Run {work_orders}: it numbers new tickets and fills the slips, three copies each; "
            "print them.",
        ),
        latest=("latest_slips",),
    ),
)
