"""What stands at a key of a mapping: one of some words, yes or no."""

from __future__ import annotations

from collections.abc import Callable

from haic_core.words.refusal import misfit


def one_of(words: tuple[str, ...]) -> Callable[[object, str], str]:
    """A reader of one of some words, which raises Refusal for any other."""

    def read(raw: object, place: str) -> str:
        if raw not in words:
            raise misfit(place, f"one of {', '.join(words)}", raw, words)
        return str(raw)

    return read


def yes_or_no(raw: object, place: str) -> bool:
    """True or false as they stand; raises Refusal for anything else."""
    if not isinstance(raw, bool):
        raise misfit(place, "true or false", raw)
    return raw
