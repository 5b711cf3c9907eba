"""Survival curves: what a paper prints of one, its reconstruction, the kept file, and records from digitised figures.

The only wing that estimates; lifelines, numpy and scipy have their doors here. Knows no patient and no option.
"""
