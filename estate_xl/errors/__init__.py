"""Errors: what stops a run, by codes with their words in three languages."""
