"""Stand-ins for Excel, Windows' shell and xlwings' library, in LibreOffice's Basic.

Each call that leaves VBA is one line of the file that ESTATE_NOTES names. Files that GetAttr finds
are named by ESTATE_PRESENT, one after the other with `|` between them.
"""

from __future__ import annotations

from typing import Final

STUBS: Final = """Option VBASupport 1
Option Explicit
Public Const xlErrValue As Long = 2015
Public StubHome As String
Public StubStatus As Long
Private isServing As Boolean

Public Sub Note(ByVal line As String)
    Dim number As Integer
    number = FreeFile
    Open Environ("ESTATE_NOTES") For Append As #number
    Print #number, line
    Close #number
End Sub

Public Function Application() As Object
    Set Application = New StubApplication
End Function

Public Function ThisWorkbook() As Object
    Set ThisWorkbook = New StubBook
End Function

Public Function StubCreateObject(ByVal name As String) As Object
    Note "create " & name
    Set StubCreateObject = New StubShell
End Function

Public Function StubEnviron(ByVal name As String) As String
    If name = "USERPROFILE" Or name = "HOME" Then StubEnviron = StubHome
End Function

Public Function StubGetAttr(ByVal path As String) As Long
    If InStr("|" & Environ("ESTATE_PRESENT") & "|", "|" & path & "|") = 0 Then Err.Raise 53
    StubGetAttr = 0
End Function

Public Sub StubMsgBox(ByVal message As String, ByVal style As Long, ByVal heading As String)
    Note "say " & heading & ": " & message
End Sub

Public Function AppleScriptTask(script As String, handler As String, request As String) As String
    Note "task " & script & " " & handler & " " & Replace(request, Chr(10), "|")
    AppleScriptTask = "0"
End Function

Public Function LoadLibrary(ByVal path As String) As Long
    Note "load " & path
    LoadLibrary = 1
End Function

Public Function XLPyDLLActivateAuto(result As Variant, ByVal line As String, mode As Long) As Long
    Note "serve " & CStr(mode) & " " & line
    If mode = 1 Then isServing = True
    If isServing Then
        Set result = New StubServer
    Else
        Set result = Nothing
    End If
    XLPyDLLActivateAuto = 0
End Function
"""

_CLASS = "Option VBASupport 1\nOption ClassModule\nOption Explicit\n"

CLASSES: Final = {
    "StubApplication": _CLASS
    + """
Public Property Get Hwnd() As Long
    Hwnd = 328442
End Property

Public Property Get Caller() As Variant
    Caller = "the calling cell"
End Property

Public Property Get ActiveWorkbook() As Object
    Set ActiveWorkbook = New StubBook
End Property

Public Sub MacroOptions(Macro As String, Description As String, Category As String, _
        ArgumentDescriptions As Variant)
    Dim number As Long, words As String
    For number = 0 To UBound(ArgumentDescriptions)
        words = words & "/" & ArgumentDescriptions(number)
    Next number
    Note "describe " & Macro & "/" & Category & "/" & Description & words
End Sub
""",
    "StubShell": _CLASS
    + """
Public Property Get CurrentDirectory() As String
    CurrentDirectory = Environ("ESTATE_FOLDER")
End Property

Public Property Let CurrentDirectory(ByVal folder As String)
    Note "folder " & folder
End Property

Public Function Run(ByVal line As String, ByVal style As Long, ByVal wait As Boolean) As Long
    Note "run " & CStr(style) & " " & CStr(wait) & " " & line
    Run = StubStatus
End Function

Public Function Popup(message As String, seconds As Long, heading As String, style As Long) As Long
    Note "say " & heading & ": " & message
End Function
""",
    "StubServer": _CLASS
    + """
Public Function CallUDF(module As String, name As String, arguments As Variant, book As Variant, _
        caller As Variant) As Variant
    Dim number As Long, words As String
    For number = 0 To UBound(arguments) - 1
        words = words & "/" & CStr(arguments(number))
    Next number
    words = words & "/" & CStr(arguments(UBound(arguments)) Is Nothing)
    Note "call " & module & "." & name & words & "/" & CStr(book Is Nothing) & "/" & caller
    CallUDF = "answer"
End Function
""",
    "StubBook": _CLASS
    + """
Public Saved As Boolean

Public Sub SaveCopyAs(ByVal target As String)
    Note "copy " & target
End Sub

Public Function Worksheets(ByVal number As Long) As Object
    Set Worksheets = New Worksheet
End Function
""",
    "Worksheet": _CLASS
    + """
Public Function Cells(ByVal row As Long, ByVal column As Long) As Object
    Dim cell As Object
    Set cell = New StubCell
    cell.Value = TextAt(row, column)
    Set Cells = cell
End Function
""",
    "StubCell": _CLASS + "\nPublic Value As Variant\n",
}


def texts_module(rows: list[list[str]]) -> str:
    """The add-in's sheet as a function of row and column, both counted from 1."""
    lines = [
        f'        Case {row * 100 + column}: TextAt = "{value}"'
        for row, values in enumerate(rows, start=1)
        for column, value in enumerate(values, start=1)
    ]
    body = "\n".join(lines)
    return f"""Option VBASupport 1
Option Explicit
Public Function TextAt(ByVal row As Long, ByVal column As Long) As String
    TextAt = ""
    Select Case row * 100 + column
{body}
    End Select
End Function
"""


def runner(*steps: str) -> str:
    """A `Sub Main` of these statements; what stops it is noted."""
    body = "\n".join(f"    {step}" for step in steps)
    return f"""Option VBASupport 1
Option Explicit
Sub Main
    On Error GoTo bad
    Note "start"
{body}
    Note "end"
    StarDesktop.terminate()
    Exit Sub
bad:
    Note "error " & CStr(Err.Number) & " " & Err.Description
    StarDesktop.terminate()
End Sub
"""
