"""Lab lists, pasted or as a file, of any laboratory's habit.

``pasted`` and ``files`` are the doors; ``table`` and ``lines`` find the results in a text, ``marks`` and ``analytes``
read what stands in them, ``judged`` makes proposals of them. A name that is not one of a fact's own names is never
taken for it.
"""
