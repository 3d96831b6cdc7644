"""Words of the findings, by topic; `estate_xl.finding_codes` is the index."""
