"""Lab lists, pasted or as a file, of any laboratory's habit.

``pasted`` and ``files`` are the doors; ``table``, ``lines`` and ``oru`` find the results, ``marks`` and ``analytes``
read what stands in them, ``judged`` makes proposals of them. A name that is not one of a fact's own names is never
taken for it.
"""
