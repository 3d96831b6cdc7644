"""The way to headquarters: the month's package and what carries it there."""
