"""Words of the errors, by topic; `estate_xl.errors.codes` is the index.

A name in braces is one of the error's facts. In English a number brings its noun:
`{count:row|rows}`.
"""
