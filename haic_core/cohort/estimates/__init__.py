"""Estimates from counts alone: each takes arms of ``counts`` and never a row of a patient.

``survival``: the curve, its limits, its median; ``restricted_mean``; ``compared``: log-rank and Cox; ``proportional``:
whether hazards are; ``competing``: an event of another kind; ``arms``: arms put together or begun at a landmark.
"""
