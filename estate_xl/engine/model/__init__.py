"""The book: its sheets, rows, cells, styles, names, and what changes them."""
