"""The settings' declaration, and an office's settings as read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from estate_xl.schema import (
    SETTING_BY_KEY,
    SETTINGS,
    AppraisalSettings,
    Language,
    OfficeSettings,
    SettingKind,
)

if TYPE_CHECKING:
    from estate_xl.schema import Setting

_DEFAULTS = OfficeSettings({setting.key: setting.default for setting in SETTINGS})


def test_the_contracts_keys() -> None:
    keys = (
        "project_name office_name language zone_inspection_weight zone_owner_weight "
        "complaint_deduction commendation_bonus owner_score_floor owner_score_ceiling "
        "composite_over dissatisfied_visit_deduction defective_slip_deduction "
        "follow_up_days_engineering follow_up_days_property return_visit_working_days "
        "daily_inspection_on daily_inspection_trades recognition_target "
        "renovation_inspection_days ticket_number_format "
        "complaint_number_format inspection_number_format renovation_number_format "
        "errand_number_format plan_number_format dispatch_minutes duty_hours backup_days "
        "approval_required hq_recipients hq_cc hq_domains hq_attach_evidence mail_limit_mb sender "
        "smtp_host smtp_port smtp_user"
    )
    assert list(SETTING_BY_KEY) == keys.split()


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.key)
def test_a_setting_fits_its_kind(setting: Setting) -> None:
    is_number = setting.kind in {SettingKind.NUMBER, SettingKind.INTEGER}
    assert is_number == (setting.minimum is not None) == (setting.maximum is not None)
    assert (setting.kind is SettingKind.CHOICE) == bool(setting.choices)
    assert not (setting.required and (setting.default is None or setting.empty_means_none))
    assert setting.note.all_texts()


def test_only_floor_and_ceiling_may_be_none() -> None:
    assert [setting.key for setting in SETTINGS if setting.empty_means_none] == [
        "owner_score_floor",
        "owner_score_ceiling",
    ]


def test_the_defaults_are_the_regulations_numbers() -> None:
    assert _DEFAULTS.appraisal == AppraisalSettings()
    assert _DEFAULTS.language is Language.HANT


def test_the_appraisal_takes_the_offices_numbers() -> None:
    changed = {
        "zone_inspection_weight": 0.4,
        "zone_owner_weight": 0.6,
        "complaint_deduction": 6,
        "commendation_bonus": 3,
        "owner_score_floor": None,
        "owner_score_ceiling": 110,
        "dissatisfied_visit_deduction": 1.5,
        "defective_slip_deduction": 0.5,
    }
    office = OfficeSettings({**_DEFAULTS.values, **changed})
    assert office.appraisal == AppraisalSettings(0.4, 0.6, 6, 3, None, 110, 1.5, 0.5)


def test_numbers_and_texts() -> None:
    assert _DEFAULTS.number("mail_limit_mb") == 20
    assert _DEFAULTS.text("smtp_port") == "587"
    assert _DEFAULTS.text("sender") == ""
    with pytest.raises(TypeError, match="language is a text"):
        _DEFAULTS.number("language")
    with pytest.raises(TypeError, match="owner_score_ceiling has no number"):
        _DEFAULTS.number("owner_score_ceiling")
