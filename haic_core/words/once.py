"""What is made of a record once, for as long as that record is in use."""

from __future__ import annotations

import weakref
from collections.abc import Callable
from functools import wraps
from typing import TypeVar

Of = TypeVar("Of")
Built = TypeVar("Built")


def once_each(build: Callable[[Of], Built]) -> Callable[[Of], Built]:
    """``build``, asked once of each record: of that very one, as to compare two takes longer than to build again. The
    record has to be frozen, and so what is built of it, which must not hold the record: it would never be let go."""
    made: dict[int, Built] = {}

    @wraps(build)
    def built(one: Of) -> Built:
        key = id(one)
        if key not in made:
            made[key] = build(one)
            weakref.finalize(one, made.pop, key, None)
        return made[key]

    return built
