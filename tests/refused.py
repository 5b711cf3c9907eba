"""What something is refused with, fault by fault."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from haic_core.words.refusal import Fault, Refusal


def sentence_of(how: Callable[..., object], *given: object) -> str:
    """The sentence with which ``how`` refuses what it is given; empty where it takes it."""
    try:
        how(*given)
    except Refusal as refusal:
        return str(refusal)
    return ""


def faults(how: Callable[..., object], *given: object) -> tuple[Fault, ...]:
    """The faults with which ``how`` refuses what it is given."""
    with pytest.raises(Refusal) as refusal:
        how(*given)
    return refusal.value.faults
