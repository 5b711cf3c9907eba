"""Facts by how they become known: what is cheaper to learn is asked first."""

from __future__ import annotations

from collections.abc import Iterable

from haic_core.case.facts import FACTS
from haic_core.words.vocabulary import KnownFrom


def by_cost(codes: Iterable[str]) -> dict[KnownFrom, list[str]]:
    """Facts by how they become known, the cheapest first."""
    listed = list(codes)
    found = {known: [code for code in listed if FACTS[code].known_from is known] for known in KnownFrom}
    return {known: own for known, own in found.items() if own}
