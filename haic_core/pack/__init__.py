"""The board pack: one case as slides, sheet, pictures and tables, in one folder, the same bytes every time.

Gathers its content once and draws it; writes a folder whole or not at all. The library leaves from here too, as tables
for others (publication).
"""
