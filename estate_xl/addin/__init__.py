"""Excel's add-in: built from `macros/` and xlwings' own module, put in its place, looked after."""
