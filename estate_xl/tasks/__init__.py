"""The tasks of the office: one function an action in a module of its name, read top to bottom.

Each takes the workbook as an `xlwings.Book`, live or on file, and the moment as an argument; it
changes the book and returns what it found. Saving is the caller's. Each is imported alone, so that
a command loads no other's libraries.
"""
