"""How likely chance alone goes beyond a value. scipy.special has what scipy.stats would call, loads in a fraction of
its time, and only once a test is made."""

from __future__ import annotations


def beyond_chi_squared(value: float, df: int) -> float:
    """The probability of a chi-squared value above this one; what rounding left below zero is zero."""
    from scipy.special import chdtrc

    return float(chdtrc(df, max(value, 0.0)))


def both_tails(value: float) -> float:
    """The probability of a standard normal value further from zero than this one, on either side."""
    from scipy.special import ndtr

    return float(2 * ndtr(-abs(value)))
