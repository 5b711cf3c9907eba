"""Names at the ends of lines: each as near to its line's end as the others leave room for."""

from __future__ import annotations

from collections.abc import Sequence


def spread(wanted: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Places at least ``gap`` apart within low and high, in the order of the wanted ones, each moved as little as the
    ones it would lie on need; where there is no room for all, they stand evenly from high to low.

    >>> spread([0.5, 0.5], 0.25, 0, 1)
    [0.625, 0.375]
    """
    count = len(wanted)
    if not count:
        return []
    if gap * (count - 1) > high - low:
        step = (high - low) / max(count - 1, 1)
        ranked = sorted(range(count), key=lambda at: -wanted[at])
        return [high - step * ranked.index(at) for at in range(count)]
    return _clusters(wanted, gap, low, high)


def _clusters(wanted: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Neighbours that would overlap are moved together around their middle, as far as the ends let them."""
    ranked = sorted(range(len(wanted)), key=lambda at: -wanted[at])
    groups: list[list[int]] = []
    for at in ranked:
        groups.append([at])
        while len(groups) > 1 and _top(groups[-2], wanted, gap, low, high) - gap * len(groups[-2]) < _top(
            groups[-1], wanted, gap, low, high
        ):
            groups[-2:] = [groups[-2] + groups[-1]]
    placed = [0.0] * len(wanted)
    for group in groups:
        top = _top(group, wanted, gap, low, high)
        for place, at in enumerate(group):
            placed[at] = top - gap * place
    return placed


def _top(group: Sequence[int], wanted: Sequence[float], gap: float, low: float, high: float) -> float:
    """Where the highest of a group of neighbours stands."""
    height = gap * (len(group) - 1)
    middle = sum(wanted[at] for at in group) / len(group)
    return min(max(middle + height / 2, low + height), high)
