"""The add-in of Excel: where it goes, how it is put there and taken away, and what ails it."""
