"""What to ask next: the facts that most undecided options wait for, the cheaper to learn first."""

from __future__ import annotations

from collections.abc import Sequence

from haic_core.case.fact_kinds import Fact
from haic_core.case.facts import FACTS
from haic_core.case.patient import Patient
from haic_core.judgement.options import Option
from haic_core.words.vocabulary import KnownFrom, Standing, Verdict

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


def on_the_form(section: str, patient: Patient, options: Sequence[Option]) -> tuple[list[Fact], list[Fact]]:
    """The facts of a section of the form: those always asked, and those rarely needed. A rare one is asked like the
    others once it is recorded, or once an option waits for it of which enough is known to say how it stands."""
    waited_for = {
        code
        for option in options
        if option.standing in (Standing.NOTHING_AGAINST, Standing.IN_QUESTION)
        for code in option.missing
    }
    asked: list[Fact] = []
    rarely: list[Fact] = []
    for fact in FACTS.values():
        if fact.section == section:
            needed = not fact.rare or fact.code in waited_for or patient.knows(fact.code)
            (asked if needed else rarely).append(fact)
    return asked, rarely
