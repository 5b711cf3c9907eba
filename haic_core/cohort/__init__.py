"""A hospital's own cohort: a registry read, counted where it lies, and estimated from the counts alone.

``mapping`` says which column is what; ``engines`` count events and leavers by time and group, one expression for every
engine; ``estimates`` turn counts into curves and tests; ``sites`` joins the counts of several hospitals. Rows of
patients leave an engine only where they are listed as unreadable.
"""
