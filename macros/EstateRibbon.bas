Attribute VB_Name = "EstateRibbon"
Option Explicit

' One line a button. What a button does is estate_xl.ribbon.press, in Python.

Public Sub EstateValidate(control As IRibbonControl)
    RunPython "import estate_xl.ribbon; estate_xl.ribbon.press('validate')"
End Sub

Public Sub EstateWorkOrders(control As IRibbonControl)
    RunPython "import estate_xl.ribbon; estate_xl.ribbon.press('work_orders')"
End Sub

Public Sub EstateOverdue(control As IRibbonControl)
    RunPython "import estate_xl.ribbon; estate_xl.ribbon.press('overdue')"
End Sub

Public Sub EstateReminders(control As IRibbonControl)
    RunPython "import estate_xl.ribbon; estate_xl.ribbon.press('reminders')"
End Sub

Public Sub EstateFollowUp(control As IRibbonControl)
    RunPython "import estate_xl.ribbon; estate_xl.ribbon.press('follow_up')"
End Sub

Public Sub EstateReturnSlip(control As IRibbonControl)
    RunPython "import estate_xl.ribbon; estate_xl.ribbon.press('return_slip')"
End Sub

Public Sub EstateChange(control As IRibbonControl)
    RunPython "import estate_xl.ribbon; estate_xl.ribbon.press('change')"
End Sub

Public Sub EstateRegisterDuty(control As IRibbonControl)
    RunPython "import estate_xl.ribbon; estate_xl.ribbon.press('register_duty')"
End Sub

Public Sub EstateRegisterRelations(control As IRibbonControl)
    RunPython "import estate_xl.ribbon; estate_xl.ribbon.press('register_relations')"
End Sub

Public Sub EstateRegisterSurvey(control As IRibbonControl)
    RunPython "import estate_xl.ribbon; estate_xl.ribbon.press('register_survey')"
End Sub

Public Sub EstateRegisterFees(control As IRibbonControl)
    RunPython "import estate_xl.ribbon; estate_xl.ribbon.press('register_fees')"
End Sub

Public Sub EstateRegisterFeeReminders(control As IRibbonControl)
    RunPython "import estate_xl.ribbon; estate_xl.ribbon.press('register_fee_reminders')"
End Sub

Public Sub EstateRegisterRenovations(control As IRibbonControl)
    RunPython "import estate_xl.ribbon; estate_xl.ribbon.press('register_renovations')"
End Sub

Public Sub EstateRegisterErrands(control As IRibbonControl)
    RunPython "import estate_xl.ribbon; estate_xl.ribbon.press('register_errands')"
End Sub

Public Sub EstateRegisterContractors(control As IRibbonControl)
    RunPython "import estate_xl.ribbon; estate_xl.ribbon.press('register_contractors')"
End Sub

Public Sub EstateRegisterWorkPlans(control As IRibbonControl)
    RunPython "import estate_xl.ribbon; estate_xl.ribbon.press('register_work_plans')"
End Sub

Public Sub EstateRegisterWorkRecords(control As IRibbonControl)
    RunPython "import estate_xl.ribbon; estate_xl.ribbon.press('register_work_records')"
End Sub

Public Sub EstatePrepare(control As IRibbonControl)
    RunPython "import estate_xl.ribbon; estate_xl.ribbon.press('prepare')"
End Sub

Public Sub EstateMonthEnd(control As IRibbonControl)
    RunPython "import estate_xl.ribbon; estate_xl.ribbon.press('month_end')"
End Sub

Public Sub EstateApprove(control As IRibbonControl)
    RunPython "import estate_xl.ribbon; estate_xl.ribbon.press('approve')"
End Sub

Public Sub EstateStatistics(control As IRibbonControl)
    RunPython "import estate_xl.ribbon; estate_xl.ribbon.press('statistics')"
End Sub

Public Sub EstateSend(control As IRibbonControl)
    RunPython "import estate_xl.ribbon; estate_xl.ribbon.press('send')"
End Sub

Public Sub EstateScoreSlips(control As IRibbonControl)
    RunPython "import estate_xl.ribbon; estate_xl.ribbon.press('score_slips')"
End Sub

Public Sub EstateNewBook(control As IRibbonControl)
    RunPython "import estate_xl.ribbon; estate_xl.ribbon.press('new_book')"
End Sub

Public Sub EstateRestore(control As IRibbonControl)
    RunPython "import estate_xl.ribbon; estate_xl.ribbon.press('restore')"
End Sub

Public Sub EstateNewYear(control As IRibbonControl)
    RunPython "import estate_xl.ribbon; estate_xl.ribbon.press('new_year')"
End Sub

Public Sub EstateUpgrade(control As IRibbonControl)
    RunPython "import estate_xl.ribbon; estate_xl.ribbon.press('upgrade')"
End Sub

Public Sub EstateSettings(control As IRibbonControl)
    RunPython "import estate_xl.ribbon; estate_xl.ribbon.press('settings')"
End Sub

Public Sub EstateHelp(control As IRibbonControl)
    RunPython "import estate_xl.ribbon; estate_xl.ribbon.press('help')"
End Sub

Public Sub EstateAbout(control As IRibbonControl)
    RunPython "import estate_xl.ribbon; estate_xl.ribbon.press('about')"
End Sub
