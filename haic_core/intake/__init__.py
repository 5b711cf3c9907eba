"""Patients in: what somebody hands in becomes proposals, each with its own words, and a list of what was passed over.

``proposal`` holds the records every way in ends in, ``units`` the units that laboratories write, ``quantity`` a number
as a person types it. Nothing here makes a case: a person accepts, then there is one. ``paper`` is the same for a paper:
a draft, until the library's own reader takes it.
"""
