"""One case: the facts there are, a patient, the case file and its address, a meeting of cases, a decision.

Reads what people hand in, strictly, and keeps nothing. Knows no paper: what a document asks is in evidence.
"""
