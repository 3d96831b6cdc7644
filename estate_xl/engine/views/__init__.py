"""xlwings' classes over the model."""
