"""The buttons' steps around a task in a live Excel.

The application is found by its window and left as it was, questions and answers are message boxes,
a dated copy comes before the first change of the day, and whatever stops a button is one sentence.
"""
