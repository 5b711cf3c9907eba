"""What published documents say: records of one paper a file, the library that reads them, and what is read off them.

Figures, response, certainty, agreement, gaps and pooled shares belong here, and the audit that holds the print against
itself. Knows facts, but no patient.
"""
