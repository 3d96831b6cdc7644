Attribute VB_Name = "EstateTexts"
Option Explicit
Option Private Module

' VBA cannot hold Chinese: every text stands on the first sheet of this add-in, put there by the build.
' Column A says what a row is. text: B its key, C the text. function: B its name, C its category,
' D what it answers, from E on what each argument is.

Public Sub EstateDescribe()
    Dim sheet As Worksheet, row As Long
    Set sheet = ThisWorkbook.Worksheets(1)
    row = 1
    Do While CStr(sheet.Cells(row, 1).Value) <> ""
        If sheet.Cells(row, 1).Value = "function" Then DescribeFunction sheet, row
        row = row + 1
    Loop
    ThisWorkbook.Saved = True
End Sub

Public Sub EstateTell(ByVal key As Long)
    Dim message As String, heading As String
    message = TextOf(CStr(key)) & " (" & CStr(key) & ")"
    heading = TextOf("title")
    #If Mac Then
        MsgBox message, vbExclamation, heading
    #Else
        ' MsgBox would turn Chinese into question marks where the machine's code page lacks it.
        CreateObject("WScript.Shell").Popup message, 0, heading, vbExclamation
    #End If
End Sub

Private Function TextOf(ByVal key As String) As String
    Dim sheet As Worksheet, row As Long
    Set sheet = ThisWorkbook.Worksheets(1)
    row = 1
    Do While CStr(sheet.Cells(row, 1).Value) <> ""
        If sheet.Cells(row, 1).Value = "text" And CStr(sheet.Cells(row, 2).Value) = key Then
            TextOf = sheet.Cells(row, 3).Value
            Exit Function
        End If
        row = row + 1
    Loop
    TextOf = "estate_xl"
End Function

Private Sub DescribeFunction(ByVal sheet As Worksheet, ByVal row As Long)
    Dim arguments() As String, count As Long
    Do While CStr(sheet.Cells(row, 5 + count).Value) <> ""
        ReDim Preserve arguments(0 To count)
        arguments(count) = CStr(sheet.Cells(row, 5 + count).Value)
        count = count + 1
    Loop
    ' Excel refuses this for a hidden workbook at times; the functions work without their help.
    On Error Resume Next
    Application.MacroOptions Macro:=CStr(sheet.Cells(row, 2).Value), _
        Description:=CStr(sheet.Cells(row, 4).Value), _
        Category:=CStr(sheet.Cells(row, 3).Value), ArgumentDescriptions:=arguments
    On Error GoTo 0
End Sub
