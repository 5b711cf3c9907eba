"""Your cohort as HTML: the mapping's guesses, rows that could not be read, numbers beside the curves.

Every label of a registry is a stranger's text: escaped here, bounded where it could be long.
"""
