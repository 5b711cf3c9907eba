"""A paper in: the draft of a source file, field by field, until the library's own reader takes it.

``places`` changes raw content, ``typed`` turns what is typed into it and back, ``draft`` holds it with its way back and
reads it, ``readable`` finds the part that can be read already, ``checks`` holds that part against itself and the
library, ``sections`` and ``form`` lay the draft out for a page, ``summary`` says how far it is, ``figure`` is the
digitised curve beside it.
"""
