"""Several hospitals, no patient moves: what a site writes down of its counts, and the counts of several sites joined.

``coarsening`` widens time until every cell holds enough patients; ``counts_file`` reads and writes what is sent;
``joined`` compares within the sites and says how far these differ.
"""
