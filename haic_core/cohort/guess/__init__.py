"""The mapping of a registry guessed from its columns' names and contents.

``profile`` is what a guess rests on: counts of a column, never a row. Each guess says why, and how many rows it rests
on; what may be meant otherwise is asked, with what else it could be.
"""
