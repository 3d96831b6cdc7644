"""Words of the findings, by topic; `estate_xl.findings.codes` is the index."""
