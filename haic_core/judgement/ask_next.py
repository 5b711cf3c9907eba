"""What to ask next: the facts that most undecided options wait for, the cheaper to learn first."""

from __future__ import annotations

from collections.abc import Sequence

from haic_core.case.facts import FACTS
from haic_core.judgement.options import Option
from haic_core.words.vocabulary import KnownFrom, Verdict

_COST = {known: place for place, known in enumerate(KnownFrom)}


def ask_next(options: Sequence[Option]) -> tuple[str, ...]:
    """Facts not recorded: asked by most undecided options first, then history before blood before imaging before
    work-up, then in clinical order. Nothing is asked for an option that already fails."""
    undecided = [option for option in options if option.verdict is Verdict.UNKNOWN]
    order = {code: place for place, code in enumerate(FACTS)}
    asking = {
        code: sum(code in option.missing for option in undecided)
        for option in undecided
        for code in option.missing
        if code in order
    }
    return tuple(sorted(asking, key=lambda code: (-asking[code], _COST[FACTS[code].known_from], order[code])))
