"""Random patients for the laws: within the contract's ranges, often near the bounds that documents print."""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn
from worked import library, patient_of, worked_patients

from haic_core.case.fact_kinds import Fact, NumberFact, Value
from haic_core.case.facts import FACTS
from haic_core.case.patient import NOBODY, Patient
from haic_core.evidence.criterion import Condition
from haic_core.words.decimals import exact

_BASES = [patient_of(source, worked) for source, worked in worked_patients()]
# Upper limits of normal of an invented laboratory, for values near a bound that is printed in multiples.
_LIMITS = {"bilirubin_mg_dl": 1.2, "creatinine_mg_dl": 1.1, "alt_u_l": 35, "ast_u_l": 35}


def near_bounds(condition: Condition) -> list[Value]:
    """Values at the printed bounds of a condition and one step to both sides, as a case can hold them."""
    fact = FACTS.get(condition.fact)
    if fact is None:
        return []
    if not isinstance(fact, NumberFact):
        return list(fact.answers)
    scale = exact(_LIMITS[fact.code]) if condition.times_uln else 1
    step = exact(fact.step)
    near = [edge * scale + side * step for edge in condition.span.edges for side in (-1, 0, 1)]
    return [fact.typed(value) for value in near if fact.within(value) and not (fact.whole and value.denominator > 1)]


def _near_bounds() -> dict[str, list[Value]]:
    """Of every fact what lies near the bounds of lists, of limits and of the points of a derived fact."""
    found: dict[str, list[Value]] = {}
    for source in library().judging:
        for line in (*source.criterion, *source.limit):
            for condition in line.conditions:
                found.setdefault(condition.fact, []).extend(near_bounds(condition))
    for score in library().derived:
        for part in score.part:
            if part.two_points is not None:
                points = Condition(fact=part.fact, between=part.two_points)
                found.setdefault(part.fact, []).extend(near_bounds(points))
    return {code: list(dict.fromkeys(values)) for code, values in found.items() if values}


NEAR_BOUNDS = _near_bounds()


def values(fact: Fact) -> st.SearchStrategy[Value]:
    """Any allowed value of a fact, on the step a form has; half of them near a printed bound."""
    if not isinstance(fact, NumberFact):
        return st.sampled_from(fact.answers)
    if fact.whole:
        anywhere: st.SearchStrategy[Value] = st.integers(int(fact.low), int(fact.high))
    else:
        first, last = round(fact.low / fact.step), round(fact.high / fact.step)
        anywhere = st.integers(first, last).map(lambda steps: round(steps * fact.step, 6))
    near = NEAR_BOUNDS.get(fact.code)
    return st.one_of(st.sampled_from(near), anywhere) if near else anywhere


FACT_VALUES = {fact.code: values(fact) for fact in FACTS.values()}
# Made once: Hypothesis looks through all that a strategy chooses from whenever it is made anew.
_SOMEBODY = st.sampled_from([NOBODY, *_BASES, *_BASES])
_CHANGED = st.lists(st.sampled_from(list(FACTS)), max_size=12, unique=True)
_CHANGES = {code: st.one_of(st.none(), found, found) for code, found in FACT_VALUES.items()}


@st.composite
def patients(draw: DrawFn) -> Patient:
    """Somebody new, or a worked patient with a few facts changed, added or gone."""
    patient = draw(_SOMEBODY)
    for code in draw(_CHANGED):
        patient = patient.with_fact(code, draw(_CHANGES[code]))
    return patient
