"""Our workbook out: the empty one, template sheets filled, results put back."""
