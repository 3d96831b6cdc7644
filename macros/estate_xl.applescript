-- Called by the add-in on a Mac, where Excel's sandbox lets nothing else start a program.
-- button: the key of a button, and nothing else. "estate-xl addin install" writes the interpreter's whole path in.

on RunEstate(button)
	set interpreter to "@interpreter"
	considering case
		if button is not in {"validate", "work_orders", "overdue", "reminders", "follow_up", "return_slip", "change", "register_duty", "register_relations", "register_survey", "register_fees", "register_fee_reminders", "register_renovations", "register_errands", "register_contractors", "register_work_plans", "register_work_records", "prepare", "month_end", "approve", "statistics", "send", "score_slips", "new_book", "restore", "new_year", "upgrade", "settings", "help", "about"} then return "1"
	end considering
	set statement to "import estate_xl.ribbon; estate_xl.ribbon.press('" & button & "')"
	try
		do shell script "test -x " & quoted form of interpreter
	on error
		return "2"
	end try
	try
		do shell script "cd / && " & quoted form of interpreter & " -I -B -X utf8 -c " & quoted form of statement & " > /dev/null 2>&1 &"
	on error
		return "1"
	end try
	return "0"
end RunEstate
