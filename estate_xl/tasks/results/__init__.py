"""Results of tasks: a class a task, with the lines for a person and the JSON for machines."""

from __future__ import annotations

from estate_xl.tasks.results.approve import ApproveResult
from estate_xl.tasks.results.base import Result, Values
from estate_xl.tasks.results.change import ChangeResult
from estate_xl.tasks.results.follow_up import FollowUpResult
from estate_xl.tasks.results.month_end import MonthEndResult
from estate_xl.tasks.results.new_year import NewYearResult
from estate_xl.tasks.results.overdue import OverdueResult
from estate_xl.tasks.results.prepare import PrepareResult
from estate_xl.tasks.results.reminders import Reminded, RemindersResult
from estate_xl.tasks.results.return_slip import SlipReturnResult
from estate_xl.tasks.results.score_slips import ScoreSlipsResult
from estate_xl.tasks.results.statistics import StatisticsResult
from estate_xl.tasks.results.upgrade import UpgradeResult
from estate_xl.tasks.results.validate import ValidateResult
from estate_xl.tasks.results.work_orders import WorkOrdersResult

__all__ = [
    "ApproveResult",
    "ChangeResult",
    "FollowUpResult",
    "MonthEndResult",
    "NewYearResult",
    "OverdueResult",
    "PrepareResult",
    "Reminded",
    "RemindersResult",
    "Result",
    "ScoreSlipsResult",
    "SlipReturnResult",
    "StatisticsResult",
    "UpgradeResult",
    "ValidateResult",
    "Values",
    "WorkOrdersResult",
]
