Attribute VB_Name = "EstateFunctions"
Option Explicit

' One call a cell function. What it answers is the function of that name in estate_xl.functions, in Python.
' The workbook is Nothing on purpose: Python then looks for no code in the workbook's sheets.

Public Function ESTATE_WORKDAYS(from_day, days)
    On Error GoTo failed
    ESTATE_WORKDAYS = XLPy.CallUDF("estate_xl.functions", "estate_workdays", Array(from_day, days, EstateCalculation, Nothing), Nothing, Application.Caller)
    Exit Function
failed:
    ESTATE_WORKDAYS = CVErr(xlErrValue)
End Function

Public Function ESTATE_DUE(kind, category, from_day)
    On Error GoTo failed
    ESTATE_DUE = XLPy.CallUDF("estate_xl.functions", "estate_due", Array(kind, category, from_day, EstateCalculation, Nothing), Nothing, Application.Caller)
    Exit Function
failed:
    ESTATE_DUE = CVErr(xlErrValue)
End Function

Public Function ESTATE_ZONE_SCORE(month, zone)
    On Error GoTo failed
    ESTATE_ZONE_SCORE = XLPy.CallUDF("estate_xl.functions", "estate_zone_score", Array(month, zone, EstateCalculation, Nothing), Nothing, Application.Caller)
    Exit Function
failed:
    ESTATE_ZONE_SCORE = CVErr(xlErrValue)
End Function

Public Function ESTATE_MONTH_SCORE(month, staff)
    On Error GoTo failed
    ESTATE_MONTH_SCORE = XLPy.CallUDF("estate_xl.functions", "estate_month_score", Array(month, staff, EstateCalculation, Nothing), Nothing, Application.Caller)
    Exit Function
failed:
    ESTATE_MONTH_SCORE = CVErr(xlErrValue)
End Function

Public Function ESTATE_RANK(month, zone)
    On Error GoTo failed
    ESTATE_RANK = XLPy.CallUDF("estate_xl.functions", "estate_rank", Array(month, zone, EstateCalculation, Nothing), Nothing, Application.Caller)
    Exit Function
failed:
    ESTATE_RANK = CVErr(xlErrValue)
End Function

Public Function ESTATE_STATUS(ticket)
    On Error GoTo failed
    ESTATE_STATUS = XLPy.CallUDF("estate_xl.functions", "estate_status", Array(ticket, EstateCalculation, Nothing), Nothing, Application.Caller)
    Exit Function
failed:
    ESTATE_STATUS = CVErr(xlErrValue)
End Function
