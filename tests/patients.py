"""Random patients for the laws: within the contract's ranges, often near the bounds that documents print."""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn
from worked import patient_of, sources, worked_patients

from haic_core.case.fact_kinds import Fact, NumberFact, Value
from haic_core.case.facts import FACTS
from haic_core.case.patient import NOBODY, Patient
from haic_core.judgement.findings import probes

_BASES = [patient_of(source, worked) for source, worked in worked_patients()]
_LIMITS = Patient({"bilirubin_uln_mg_dl": 1.2, "creatinine_uln_mg_dl": 1.1, "alt_uln_u_l": 35, "ast_uln_u_l": 35})


def _near_bounds() -> dict[str, list[Value]]:
    found: dict[str, list[Value]] = {}
    for source in sources():
        for rule in source.criterion:
            for condition in rule.conditions:
                found.setdefault(condition.fact, []).extend(probes(condition, _LIMITS))
    return found


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


@st.composite
def patients(draw: DrawFn) -> Patient:
    """Somebody new, or a worked patient with a few facts changed, added or gone."""
    patient = draw(st.sampled_from([NOBODY, *_BASES, *_BASES]))
    changed = draw(st.lists(st.sampled_from(list(FACTS)), max_size=12, unique=True))
    for code in changed:
        patient = patient.with_fact(code, draw(st.one_of(st.none(), FACT_VALUES[code], FACT_VALUES[code])))
    return patient
