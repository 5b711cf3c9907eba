"""How finely a figure is printed."""

from __future__ import annotations

from decimal import Decimal


def half_unit(value: float) -> float:
    """Half a unit of the last printed decimal; a whole number is read as printed to one decimal."""
    exponent = Decimal(repr(float(value))).as_tuple().exponent
    return 0.5 * 10.0 ** min(int(exponent), -1)


def share_slack(share: float) -> float:
    """How far a survival may lie from the printed one: half a per cent where it is printed to the per cent."""
    return max(0.005 if round(share, 2) == share else half_unit(share), 0.0005)
