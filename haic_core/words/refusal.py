"""How the core says no: one plain sentence for a person, never a traceback."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


class Refusal(ValueError):
    """Input that is not accepted; ``str(refusal)`` is one sentence naming place, field, found and allowed."""


def nearest(word: object, allowed: Iterable[str]) -> str:
    """The nearest allowed word as a closing question, or an empty string when nothing is near."""
    guess = get_close_matches(str(word).lower(), list(allowed), n=1, cutoff=0.6)
    return f" Did you mean '{guess[0]}'?" if guess else ""


def shown(value: object, longest: int = 60) -> str:
    """A found value in quotes, short enough for a sentence."""
    text = repr(value)
    return text if len(text) <= longest else text[: longest - 1] + "…"
