"""The Excel add-in: built here on any system, from `macros/` and xlwings' own module."""
