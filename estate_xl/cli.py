"""The command line: parse arguments, run one task, turn what stops it into one sentence.

Exit status: 0 clean, 1 findings, 2 could not run. Neither `--help` nor a usage error imports pandas
or xlwings.
"""

from __future__ import annotations

import datetime as dt
import functools
import gc
import sys
import uuid
from pathlib import Path
from typing import TYPE_CHECKING

from estate_xl.addin.commands import add_addin_commands
from estate_xl.cli_send import add_send, run_send
from estate_xl.cli_settings import add_settings
from estate_xl.error_sentences import is_interrupt, last_words
from estate_xl.errors import WorkbookError
from estate_xl.interrupting import uninterrupted
from estate_xl.language import Language, speak
from estate_xl.output import abandon_output, print_json, print_line, settle_output, tell
from estate_xl.replacing import no_wider_than, placed_files
from estate_xl.usage import (
    Parser,
    moment,
    month_text,
    one_line,
    seed_number,
    ticket_count,
    year_number,
)
from estate_xl.verifying import add_arguments as add_verify_arguments

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Sequence

    import xlwings as xw

    from estate_xl.schema import Label
    from estate_xl.tasks import Outcome

    Task = Callable[..., Outcome]

OK, FINDINGS, FAILED = 0, 1, 2
LANGUAGES = ("zh-Hant", "zh-Hans", "en")
_SHOWN_FINDINGS, _SHOWN_UNLISTED = 12, 100


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Args:
        arguments: Words after the program's name; those of the process if None.

    Returns:
        The exit status.
    """
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")
    try:
        options = _parser().parse_args(arguments)
    except SystemExit as stop:
        settle_output()
        return stop.code if isinstance(stop.code, int) else FAILED
    options.status = FAILED
    asked = getattr(options, "lang", None)
    speak(Language(asked) if asked else None)
    gc.disable()  # A run is short, and its millions of cells are no garbage.
    try:
        return _run(options)
    finally:
        gc.enable()


def _run(options: argparse.Namespace) -> int:
    """The command's status; 2 only where nothing was changed, whatever fails after the save."""
    with placed_files() as placed:
        try:
            options.status = int(options.run(options))
            settle_output()
        except BaseException as error:
            if options.debug and not is_interrupt(error):
                raise
            with uninterrupted(forgets=True):
                abandon_output()
                tell(one_line(last_words(error, saved=placed[-1] if placed else None)))
                return int(options.status) if placed else FAILED
    return int(options.status)


def _parser() -> argparse.ArgumentParser:
    parser = Parser(
        prog="estate-xl",
        description="物業服務片區的 Excel 工作簿：校驗、逾期提醒、月度考核、結果逐項可查。",
        epilog="退出碼：0 沒有問題；1 發現問題，已列出；2 不能執行，工作簿保持原樣。",
    )
    commands = parser.add_subparsers(title="命令", metavar="命令", required=True, dest="command")

    new = _command(commands, "new", _new, "新建一個空白工作簿")
    new.add_argument("book", metavar="BOOK", type=Path, help="新工作簿的檔案名，例如 濱江花園.xlsx")
    new.add_argument("--lang", choices=LANGUAGES, default="zh-Hant", help="工作簿的語言")

    demo = _command(commands, "demo", _demo, "生成一個示範管理處，並在其上執行各個命令")
    demo.add_argument(
        "folder",
        metavar="DIR",
        type=Path,
        nargs="?",
        default=Path("estate_xl_demo"),
        help="放示範檔案的資料夾（默認 estate_xl_demo）",
    )
    demo.add_argument("--tickets", type=ticket_count, default=540, help="三個月的報事件數")
    demo.add_argument("--seed", type=seed_number, default=1, help="同一種子得到同樣的檔案")
    demo.add_argument("--lang", choices=LANGUAGES, default="zh-Hant", help="工作簿的語言")

    validate = _command(commands, "validate", _validate, "檢查整個工作簿，結果寫入「檢查結果」")
    _add_book(validate)

    month_end = _command(
        commands, "month-end", _month_end, "月度考核：填寫「考核 年-月」「計分依據」和「月度統計」"
    )
    _add_book(month_end)
    month_end.add_argument(
        "--month", required=True, type=month_text, metavar="YYYY-MM", help="考核月份，例如 2026-10"
    )

    statistics = _command(commands, "statistics", _statistics, "年度統計：逐月填寫「年度統計」")
    _add_book(statistics, has_json=False)
    statistics.add_argument(
        "--year", required=True, type=year_number, metavar="YYYY", help="年份，例如 2026"
    )

    orders = _command(
        commands,
        "work-orders",
        _work_orders,
        "新的報事、投訴、巡檢編號，為未完工的新報事填寫一式三聯的「報事單」，可以打印",
    )
    _add_book(orders, has_json=False)
    which = orders.add_mutually_exclusive_group()
    which.add_argument(
        "--ticket", metavar="NO", action="append", default=[], help="只打印這個單號，可以寫多次"
    )
    which.add_argument("--numbers-only", action="store_true", help="只編號，不打印")
    orders.add_argument("--pdf", metavar="FILE", type=Path, help="同時把報事單存成 PDF")
    orders.add_argument(
        "--dispatch", action="store_true", help="把打印的報事的派工時間填為此刻（已填的不動）"
    )

    follow_up = _command(
        commands, "follow-up", _follow_up, "登記跟進：在「跟進」表末尾為每個單號加一行"
    )
    _add_book(follow_up, has_json=False)
    follow_up.add_argument(
        "--ticket", metavar="NO", action="append", required=True, help="單號，可以寫多次"
    )
    follow_up.add_argument("--by", metavar="STAFF", required=True, help="跟進人，工號或姓名")
    follow_up.add_argument("--note", metavar="TEXT", required=True, help="跟進內容")
    follow_up.add_argument(
        "--at",
        type=moment,
        metavar="YYYY-MM-DDTHH:MM",
        help="跟進的時刻（默認此刻），例如 2026-10-31T08:30",
    )

    overdue = _command(
        commands, "overdue", _overdue, "今天欠什麼：填寫「逾期提醒」和報事的狀態、期限"
    )
    _add_book(overdue)
    overdue.add_argument(
        "--as-of",
        type=moment,
        metavar="YYYY-MM-DDTHH:MM",
        help="按哪一刻計算（默認此刻），例如 2026-10-31T08:30",
    )

    add_addin_commands(commands, _command)
    add_send(_command(commands, "send", _send, "把某月的考核表發送總部"), month_text)

    add_settings(commands, _command, _say)

    verify = _command(commands, "verify", _verify, "總部核對收到的文件：數字、排名、總分")
    add_verify_arguments(verify)
    verify.add_argument("--lang", choices=LANGUAGES, default="zh-Hant", help="提示的語言")
    return parser


def _command(
    commands: argparse._SubParsersAction[Parser],
    name: str,
    run: Callable[[argparse.Namespace], int],
    words: str,
) -> argparse.ArgumentParser:
    parser = commands.add_parser(name, help=words, description=words)
    parser.set_defaults(run=run)
    parser.add_argument("--quiet", action="store_true", help="不顯示進度和說明")
    parser.add_argument("--debug", action="store_true", help="出錯時顯示技術細節")
    return parser


def _add_book(parser: argparse.ArgumentParser, *, has_json: bool = True) -> None:
    parser.add_argument("book", metavar="BOOK", type=Path, help="工作簿檔案")
    parser.add_argument("--out", metavar="FILE", type=Path, help="寫到另一個檔案，BOOK 保持原樣")
    if has_json:
        parser.add_argument("--json", action="store_true", help="結果以 JSON 輸出")
    parser.add_argument("--lang", choices=LANGUAGES, help="提示的語言（默認按「參數」表）")


def _new(options: argparse.Namespace) -> int:
    from estate_xl.schema import Language
    from estate_xl.session import check_writable, write_new
    from estate_xl.write.blueprint import make_book

    check_writable(options.book)
    options.status = OK
    write_new(options.book, make_book(Language(options.lang), office_id=uuid.uuid4().hex))
    _say(options, f"已新建「{options.book}」，請先打開「首頁」看使用步驟。")
    return OK


def _demo(options: argparse.Namespace) -> int:
    from estate_xl.demo import run_demo
    from estate_xl.progress import Progress
    from estate_xl.schema import Language

    with Progress(shown=not options.quiet) as progress:
        lines = run_demo(
            options.folder, Language(options.lang), options.tickets, options.seed, progress.report
        )
    for line in lines:
        _say(options, line)
    return OK


def _validate(options: argparse.Namespace) -> int:
    from estate_xl import tasks

    return _on_book(options, tasks.validate)


def _month_end(options: argparse.Namespace) -> int:
    from estate_xl import tasks
    from estate_xl.compute import Month

    month = Month.parse(options.month)
    return _on_book(options, lambda book, now, report: tasks.month_end(book, month, now, report))


def _follow_up(options: argparse.Namespace) -> int:
    from estate_xl import tasks

    def task(book: xw.Book, now: dt.datetime, report: Callable[[Label], None]) -> Outcome:
        return tasks.follow_up(
            book,
            now,
            report,
            tickets=options.ticket,
            by=options.by,
            note=options.note,
            at=options.at,
        )

    return _on_book(options, task)


def _statistics(options: argparse.Namespace) -> int:
    from estate_xl import tasks

    year = options.year
    return _on_book(options, lambda book, _, report: tasks.statistics(book, year, report))


def _overdue(options: argparse.Namespace) -> int:
    from estate_xl import tasks

    as_of = options.as_of
    return _on_book(options, lambda book, now, report: tasks.overdue(book, as_of or now, report))


def _work_orders(options: argparse.Namespace) -> int:
    from estate_xl import tasks
    from estate_xl.pdf import check_can_print, sheet_printer
    from estate_xl.session import check_apart

    printed: list[str] = []

    def task(book: xw.Book, now: dt.datetime, report: Callable[[Label], None]) -> Outcome:
        outcome = tasks.work_orders(
            book,
            now,
            report,
            tickets=options.ticket,
            dispatch=options.dispatch,
            numbers_only=options.numbers_only,
        )
        printed.extend(outcome.written[-1:] if outcome.slips else ())
        return outcome

    if options.numbers_only and (options.pdf or options.dispatch):
        msg = "--numbers-only 只編號，不打印也不派工，不能和 --pdf 或 --dispatch 一起用。"
        raise WorkbookError(msg)
    if options.pdf is None:
        return _on_book(options, task)
    check_apart(options.book, out=options.out, pdf=options.pdf)
    check_can_print(options.pdf, options.book)
    with (
        no_wider_than(options.book),
        sheet_printer(options.pdf, options.book) as print_sheet,
    ):

        def before_it_is_saved(book: Path) -> None:
            for title in printed:
                print_sheet(book, title)

        status = _on_book(options, task, before_it_is_saved)
    if printed:
        _say(options, f"已存成 PDF「{options.pdf}」。")
    return status


def _send(options: argparse.Namespace) -> int:
    return run_send(options, lambda line: _say(options, line))


def _verify(options: argparse.Namespace) -> int:
    from estate_xl.schema import Language
    from estate_xl.verifying import verify

    say = print_line if options.json else functools.partial(_say, options)
    return verify(options, Language(options.lang), say, lambda words: tell(one_line(words)))


def _on_book(
    options: argparse.Namespace,
    task: Callable[..., Outcome],
    before: Callable[[Path], None] | None = None,
) -> int:
    """Open the book, run the task, save, and print what came out.

    Args:
        options: Of the command line.
        task: Takes the book, the moment, and whom to tell about progress.
        before: Called with the new file before it is put in its place.
    """
    from estate_xl.progress import Progress
    from estate_xl.schema import Label, Language
    from estate_xl.screen import lists_findings, summarise
    from estate_xl.session import check_apart, check_writable, open_file

    target = options.out or options.book
    check_apart(options.book, out=options.out)
    now = dt.datetime.now()  # noqa: DTZ005 - a workbook's times are local, without a zone
    language = Language(options.lang) if options.lang else None
    with (
        Progress(shown=not options.quiet, language=language) as progress,
        open_file(options.book) as opened,
    ):
        check_writable(target)
        outcome = task(opened.book, now, progress.report)
        progress.report(Label("保存", "Saving"))
        options.status = FINDINGS if outcome.is_alarming else OK
        opened.save(options.out, outcome.results, before=before)
    if getattr(options, "json", False):
        print_json(outcome.as_json())
    else:
        shown = language or outcome.screen_language
        most = _SHOWN_FINDINGS if lists_findings(outcome) else _SHOWN_UNLISTED
        for line in summarise(outcome, shown, target, most):
            _say(options, line)
    return int(options.status)


def _say(options: argparse.Namespace, line: str) -> None:
    if not options.quiet:
        print_line(line)
