"""The words everything else is made of: vocabularies, days, decimals, records, refusals, what identifies a person.

Knows no patient, no paper and no screen; every wing may import it.
"""
