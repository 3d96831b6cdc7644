"""estate_xl: a property office's own workbook does its month."""
