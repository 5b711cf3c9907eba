"""A referral letter pasted as text: a small grammar for each group of facts proposes, a person accepts.

``reading`` is the door (``read_letter``). ``sentences`` and ``dates`` take the text apart, ``silence`` says which
sentences propose nothing, ``quoting`` what may be shown again; the other modules read one group of facts each.
"""
