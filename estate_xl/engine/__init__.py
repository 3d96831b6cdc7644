"""xlwings over .xlsx and .xlsm files, without Excel: the engine named `file`.

It stands alone: nothing here knows the rest of `estate_xl` but its cell addresses. What it offers
answers as Excel does through xlwings, and what it does not offer raises
`estate_xl.engine.errors.NotOfferedError`.

Whoever uses it imports from `opening` (books), `soundness` (files refused before they are opened)
and `isolating` (files without what reaches outside); the other modules are its own. Importing the
package alone loads nothing.
"""
