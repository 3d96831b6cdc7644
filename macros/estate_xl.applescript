-- Called by the add-in on a Mac, where Excel's sandbox lets nothing else start a program.
-- request: the interpreter's whole path, a line feed, the key of a button. No workbook's name is among it.

on RunEstate(request)
	set previousDelimiters to AppleScript's text item delimiters
	set AppleScript's text item delimiters to linefeed
	set parts to text items of request
	set AppleScript's text item delimiters to previousDelimiters
	if (count of parts) is not 2 then return "1"
	set interpreter to item 1 of parts
	set button to item 2 of parts
	if interpreter does not start with "/" then return "1"
	considering case
		if button is not in {"validate", "work_orders", "overdue", "follow_up", "month_end", "statistics", "send", "new_book", "settings", "help", "about"} then return "1"
	end considering
	set statement to "import estate_xl.ribbon; estate_xl.ribbon.press('" & button & "')"
	try
		do shell script "test -x " & quoted form of interpreter
		do shell script "cd / && " & quoted form of interpreter & " -I -B -X utf8 -c " & quoted form of statement & " > /dev/null 2>&1 &"
	on error
		return "1"
	end try
	return "0"
end RunEstate
