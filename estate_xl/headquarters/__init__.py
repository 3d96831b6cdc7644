"""Headquarters: packages received, verified, and computed again."""
