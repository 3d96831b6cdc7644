"""Files on the disk: a workbook opened, saved in one step and printed, without harm to any."""
