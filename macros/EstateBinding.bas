Attribute VB_Name = "EstateBinding"
Option Explicit
Option Private Module

' The one way from the buttons and the cell functions to Python.
' No workbook has a say here: neither a sheet nor a folder nor a name of one is looked at. The interpreter
' stands in the file that "estate-xl addin install" writes in the user's profile; it is started isolated (-I)
' in its own folder, without a command shell, and only with the two commands below. On a Mac it stands in the
' script that is installed, which is given the key of a button and nothing else. See docs/security.md.

'@xlwings declarations

' Raised by each calculation and change; see EstateEvents.
Public EstateCalculation As Long

Private Const ESTATE_NO_SETTINGS As Long = 20001
Private Const ESTATE_NO_INTERPRETER As Long = 20002
Private Const ESTATE_UNSAFE_INTERPRETER As Long = 20003
Private Const ESTATE_UNKNOWN_COMMAND As Long = 20004
Private Const ESTATE_FAILED As Long = 20005
Private Const ESTATE_BUSY As Long = 20006

Private Const PRESS_START As String = "import estate_xl.ribbon; estate_xl.ribbon.press('"
Private Const PRESS_END As String = "')"
Private Const SERVE As String = "import xlwings; xlwings.serve('$(CLSID)')"

Private isRunning As Boolean
Private serverLine As String

Public Sub RunPython(ByVal statement As String)
    Dim number As Long, button As String
    If isRunning Then
        EstateTell ESTATE_BUSY
        Exit Sub
    End If
    isRunning = True
    On Error GoTo failed
    button = ButtonOf(statement)
    Press button
    isRunning = False
    Exit Sub
failed:
    number = Err.Number
    isRunning = False
    If number < ESTATE_NO_SETTINGS Or number > ESTATE_BUSY Then number = ESTATE_FAILED
    EstateTell number
End Sub

Public Sub EstateCount()
    If EstateCalculation = 2147483647 Then EstateCalculation = 0
    EstateCalculation = EstateCalculation + 1
End Sub

' The server of the cell functions, started at the first call. A cell can ask for no more than that it runs.
Public Function XLPy() As Object
    Dim server As Variant, path As String
    #If Mac Then
        Err.Raise ESTATE_FAILED
    #Else
        If serverLine <> "" Then
            If XLPyDLLActivateAuto(server, serverLine, 0) = 0 Then
                If Not server Is Nothing Then
                    Set XLPy = server
                    Exit Function
                End If
            End If
        End If
        path = Interpreter()
        LoadServer path
        serverLine = ServerCommand(path)
        If StartServer(server, ParentFolder(path)) <> 0 Then Err.Raise ESTATE_FAILED
        Set XLPy = server
    #End If
End Function

#If Mac Then
' AppleScript has no call for a copy of a workbook that lies on the web. No formula can call a Sub.
Public Sub EstateSaveCopy(ByVal target As String)
    Application.ActiveWorkbook.SaveCopyAs target
End Sub
#End If

Private Sub Press(ByVal button As String)
    #If Mac Then
        PressOnMac button
    #Else
        Dim path As String
        path = Interpreter()
        If RunIn(ParentFolder(path), PressCommand(path, button)) <> 0 Then Err.Raise ESTATE_FAILED
    #End If
End Sub

' The key of a button. Any other statement is refused.
Private Function ButtonOf(ByVal statement As String) As String
    Dim button As String, position As Long
    If Left$(statement, Len(PRESS_START)) <> PRESS_START Then Err.Raise ESTATE_UNKNOWN_COMMAND
    If Right$(statement, Len(PRESS_END)) <> PRESS_END Then Err.Raise ESTATE_UNKNOWN_COMMAND
    If Len(statement) <= Len(PRESS_START) + Len(PRESS_END) Then Err.Raise ESTATE_UNKNOWN_COMMAND
    button = Mid$(statement, Len(PRESS_START) + 1, Len(statement) - Len(PRESS_START) - Len(PRESS_END))
    For position = 1 To Len(button)
        If InStr("abcdefghijklmnopqrstuvwxyz_", Mid$(button, position, 1)) = 0 Then Err.Raise ESTATE_UNKNOWN_COMMAND
    Next position
    ButtonOf = button
End Function

Private Function Quoted(ByVal text As String) As String
    Quoted = Chr$(34) & text & Chr$(34)
End Function

' Asked by xlwings' own text too, on every system.
Private Function FileExists(ByVal path As String) As Boolean
    #If Mac Then
        FileExists = (Dir(path) <> "")
    #Else
        FileExists = FileExistsOnWindows(path)
    #End If
End Function

#If Mac Then
' The script answers with a number; without the script the call itself fails.
Private Sub PressOnMac(ByVal button As String)
    Dim answer As String, number As Long
    On Error Resume Next
    answer = AppleScriptTask("estate_xl.applescript", "RunEstate", button)
    number = Err.Number
    On Error GoTo 0
    If number <> 0 Then Err.Raise ESTATE_NO_SETTINGS
    If answer = "2" Then Err.Raise ESTATE_NO_INTERPRETER
    If answer <> "0" Then Err.Raise ESTATE_FAILED
End Sub
#Else
' The interpreter that "estate-xl addin install" registered.
Private Function Interpreter() As String
    Dim path As String, isFound As Boolean
    On Error Resume Next
    isFound = GetConfigFromFile(SettingsFile(), "INTERPRETER_WIN", path)
    On Error GoTo 0
    If Not isFound Or path = "" Then Err.Raise ESTATE_NO_SETTINGS
    If Not IsSafe(path) Then Err.Raise ESTATE_UNSAFE_INTERPRETER
    If Not FileExists(path) Then Err.Raise ESTATE_NO_INTERPRETER
    Interpreter = path
End Function

Private Function SettingsFile() As String
    SettingsFile = Environ("USERPROFILE") & "\.estate_xl\estate_xl.conf"
End Function

' A Python on a drive of this machine, without what the shell or the library would put something else for.
Private Function IsSafe(ByVal path As String) As Boolean
    Dim position As Long, letter As String
    For position = 1 To Len(path)
        letter = Mid$(path, position, 1)
        If AscW(letter) >= 0 And AscW(letter) < 32 Then Exit Function
        If InStr(Chr$(34) & "%$<>|*?", letter) > 0 Then Exit Function
    Next position
    If Len(path) > 259 Or InStr(path, "/") > 0 Then Exit Function
    If Mid$(path, 2, 2) <> ":\" Or InStr(3, path, ":") > 0 Or InStr(path, "\..\") > 0 Then Exit Function
    If InStr("abcdefghijklmnopqrstuvwxyz", LCase$(Left$(path, 1))) = 0 Then Exit Function
    IsSafe = (Right$(LCase$(path), 11) = "\python.exe") Or (Right$(LCase$(path), 12) = "\pythonw.exe")
End Function

Private Function PressCommand(ByVal path As String, ByVal button As String) As String
    PressCommand = Quoted(path) & " -I -B -X utf8 -c " & Quoted(PRESS_START & button & PRESS_END) & " --hwnd=" & CStr(Application.Hwnd)
End Function

' The library puts a number that it has just made in the place of $(CLSID).
Private Function ServerCommand(ByVal path As String) As String
    ServerCommand = Quoted(path) & " -I -B -X utf8 -c " & Quoted(SERVE)
End Function

' Excel's working folder is often the workbook's: it is another one while Python starts.
Private Function RunIn(ByVal folder As String, ByVal commandLine As String) As Long
    Dim before As String, number As Long
    before = WScript.CurrentDirectory
    WScript.CurrentDirectory = folder
    On Error Resume Next
    RunIn = WScript.Run(commandLine, 0, True)
    number = Err.Number
    WScript.CurrentDirectory = before
    On Error GoTo 0
    If number <> 0 Then Err.Raise ESTATE_FAILED
End Function

Private Function StartServer(ByRef server As Variant, ByVal folder As String) As Long
    Dim before As String, number As Long
    before = WScript.CurrentDirectory
    WScript.CurrentDirectory = folder
    On Error Resume Next
    StartServer = XLPyDLLActivateAuto(server, serverLine, 1)
    number = Err.Number
    WScript.CurrentDirectory = before
    On Error GoTo 0
    If number <> 0 Then Err.Raise ESTATE_FAILED
End Function

' By its whole path, so that no folder is searched: beside the interpreter, or one folder up in a virtual environment.
Private Sub LoadServer(ByVal path As String)
    Dim folder As String
    folder = ParentFolder(path)
    If LoadLibrary(folder & "\" & XLPyDLLName) <> 0 Then Exit Sub
    If LoadLibrary(ParentFolder(folder) & "\" & XLPyDLLName) <> 0 Then Exit Sub
    Err.Raise ESTATE_FAILED
End Sub
#End If

'@xlwings procedures
