"""The values of an office's settings, and those that R-8 computes with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from estate_xl.language import Language
from estate_xl.schema.duty_hours import DutyHours, read_hours
from estate_xl.schema.settings import OVER_ZONES

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True)
class AppraisalSettings:
    """The settings that R-8 computes with; defaults are the regulation's numbers.

    Attributes:
        zone_inspection_weight: Share of the inspection part, 0 to 1.
        zone_owner_weight: Share of the owner part, 0 to 1.
        complaint_deduction: Points for each complaint.
        commendation_bonus: Points for each commendation.
        owner_score_floor: Smallest owner part; None for none.
        owner_score_ceiling: Largest owner part; None for none.
        dissatisfied_visit_deduction: Points for each dissatisfied return visit.
        defective_slip_deduction: Points for each slip sent back.
        composite_over: `zones` for the mean over the zones, `office` for the office as one.
    """

    zone_inspection_weight: float = 0.30
    zone_owner_weight: float = 0.70
    complaint_deduction: float = 5
    commendation_bonus: float = 2
    owner_score_floor: float | None = 0
    owner_score_ceiling: float | None = None
    dissatisfied_visit_deduction: float = 1
    defective_slip_deduction: float = 1
    composite_over: str = OVER_ZONES


@dataclass(frozen=True)
class OfficeSettings:
    """The values of an office's 參數 sheet, defaults filled in.

    Attributes:
        values: By key, every declared setting: a text, a number or None. A choice is one of its
            declared words, yes and no in zh-Hant; a share is a fraction of 1.
        given: Keys of the settings whose cell is filled in.
    """

    values: Mapping[str, str | float | None]
    given: frozenset[str] = frozenset()

    @property
    def appraisal(self) -> AppraisalSettings:
        """The settings that R-8 computes with."""
        return AppraisalSettings(
            zone_inspection_weight=self.number("zone_inspection_weight"),
            zone_owner_weight=self.number("zone_owner_weight"),
            complaint_deduction=self.number("complaint_deduction"),
            commendation_bonus=self.number("commendation_bonus"),
            owner_score_floor=self._number_or_none("owner_score_floor"),
            owner_score_ceiling=self._number_or_none("owner_score_ceiling"),
            dissatisfied_visit_deduction=self.number("dissatisfied_visit_deduction"),
            defective_slip_deduction=self.number("defective_slip_deduction"),
            composite_over=self.text("composite_over"),
        )

    @property
    def duty_hours(self) -> DutyHours:
        """When the front desk is there (R-5.1)."""
        return read_hours(self.text("duty_hours")) or DutyHours(0, 24 * 60)

    @property
    def language(self) -> Language:
        """The language of prompts and results."""
        return Language(self.text("language"))

    def number(self, key: str) -> float:
        """The number of a setting that has one.

        Raises:
            TypeError: it holds a text or nothing.
        """
        value = self._number_or_none(key)
        if value is None:
            msg = f"the setting {key} has no number"
            raise TypeError(msg)
        return value

    def text(self, key: str) -> str:
        """The text of a setting; an empty one is the empty text."""
        value = self.values[key]
        return "" if value is None else str(value)

    def _number_or_none(self, key: str) -> float | None:
        value = self.values[key]
        if isinstance(value, str):
            msg = f"the setting {key} is a text"
            raise TypeError(msg)
        return value
