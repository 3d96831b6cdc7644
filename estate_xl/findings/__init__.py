"""Findings: what a clerk typed wrong, by codes with their words in three languages."""
