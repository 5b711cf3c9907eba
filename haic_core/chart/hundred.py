"""A hundred patients as dots: shares as whole numbers of them."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from haic_core.words.decimals import exact


def dots(percents: Sequence[float]) -> tuple[int, ...]:
    """Whole dots out of a hundred for shares that together make at most all: rounded so that none is lost.

    The largest remainders are rounded up; a share above zero keeps at least one dot.
    """
    shares = [exact(float(percent)) for percent in percents]
    total = min(round(sum(shares, Fraction(0))), 100)
    whole = [max(int(share), 1 if share > 0 else 0) for share in shares]
    order = sorted(range(len(shares)), key=lambda place: int(shares[place]) - shares[place])
    for place in order:
        if sum(whole) < total:
            whole[place] += 1
    while sum(whole) > 100:
        whole[whole.index(max(whole))] -= 1
    return tuple(whole)
