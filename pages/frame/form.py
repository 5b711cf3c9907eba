"""The fields of the case form. The case is the truth; a field only shows it and changes it."""

from collections.abc import Sequence

import streamlit as st

from haic_core.case.fact_kinds import ChoiceFact, Fact, NumberFact, Value, YesNoFact, is_number, spoken
from haic_core.case.units import recorded_from, shown_in, unit_in
from haic_core.screen.literal import ours

from . import in_hand
from .dates import can_grow_old, day_of

NOT_RECORDED = "not recorded"
_ACROSS = 3


def fields(facts: Sequence[Fact], system: str) -> None:
    """The fields of one section, three a row; one row of columns each, so that the tab order is the reading order."""
    for start in range(0, len(facts), _ACROSS):
        row = facts[start : start + _ACROSS]
        for column, fact in zip(st.columns(_ACROSS, gap="medium"), row, strict=False):
            with column:
                _field(fact, system)


def _field(fact: Fact, system: str) -> None:
    value = in_hand.case().patient.get(fact.code)
    if isinstance(fact, NumberFact):
        _number(fact, f"{in_hand.generation()}:{fact.code}:{system}", value, system)
    else:
        _choice(fact, f"{in_hand.generation()}:{fact.code}:", value)


def _number(fact: NumberFact, key: str, value: Value | None, system: str) -> None:
    unit = unit_in(fact.code, system)
    low, high = shown_in(fact.code, fact.low, system), shown_in(fact.code, fact.high, system)
    whole = fact.whole
    kind = int if whole else float
    # Handed over as state, not as a default: a field that starts filled could not be emptied again.
    if key not in st.session_state and is_number(value):
        st.session_state[key] = kind(shown_in(fact.code, value, system))
    st.number_input(
        f"{fact.label} ({ours(unit)})" if unit else fact.label,
        kind(low),
        kind(high),
        None,
        kind(1 if whole else 0.1),
        format="%d" if whole else "%g",
        key=key,
        placeholder=f"{NOT_RECORDED} · {low:g}–{high:g}",
        help=ours(_help(fact, f"{low:g} to {high:g} {unit}")),
        on_change=_take_number,
        args=(fact, key, system),
    )


def _choice(fact: ChoiceFact | YesNoFact, key: str, value: Value | None) -> None:
    labels: dict[Value | None, str] = {None: NOT_RECORDED}
    labels.update((answer, spoken(answer)) for answer in fact.answers)
    chosen, meant = list(labels).index(value), _help(fact, "yes or no" if isinstance(fact, YesNoFact) else "")
    if len(labels) > 3:
        st.selectbox(fact.label, list(labels), chosen, labels.__getitem__, key, meant, _take, (fact, key))
    else:
        st.radio(fact.label, list(labels), chosen, labels.__getitem__, key, meant, _take, (fact, key), horizontal=True)


def _help(fact: Fact, allowed: str) -> str:
    judged = f" Judged by {fact.judged_by}." if fact.judged_by else ""
    return f"{fact.definition}{judged}{f' Allowed: {allowed.strip()}.' if allowed else ''}"


def _take_number(fact: Fact, key: str, system: str) -> None:
    typed = st.session_state[key]
    _record(fact, None if typed is None else recorded_from(fact.code, typed, system))


def _take(fact: Fact, key: str) -> None:
    _record(fact, st.session_state[key])


def _record(fact: Fact, value: Value | None) -> None:
    """A changed value was recorded on the section's day, where there is one; its former day is gone with it."""
    changed = in_hand.case().with_patient(in_hand.case().patient.with_fact(fact.code, value))
    in_hand.keep(changed.with_day([fact.code], day_of(fact.section) if can_grow_old(fact.code) else None))
