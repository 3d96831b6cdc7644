"""xlwings over .xlsx and .xlsm files, without Excel: the engine named `file`.

It stands alone: nothing here imports the rest of `estate_xl`. What it offers answers as Excel does
through xlwings, and what it does not offer raises `estate_xl.engine.errors.NotOfferedError`.

Whoever uses it imports from `opening` (books), `soundness` (files refused before they are opened),
`addresses` and `errors`; the folders are its own: `views` (xlwings' classes) over `model` (the
book) over `ooxml` (the file). Importing the package alone loads nothing.
"""
