"""One field of the case form. The case is the truth: a field shows it and changes it; what a field does not take over
stays in it as it was typed, with its sentence and its answers."""

from html import escape

import streamlit as st

from haic_core.case.fact_kinds import ChoiceFact, Fact, NumberFact, Value, YesNoFact, spoken
from haic_core.case.sections import waits_for
from haic_core.intake.typed import AskedBack, Taken, field_text, read_field
from haic_core.screen.literal import ours
from haic_core.wording.intake import NOT_RECORDED, help_said, label_said, placeholder_said, waits_said

from . import in_hand
from .asked_back import asked_back, notes, question
from .dates import can_grow_old, day_of

_MOST_SEGMENTS = 3


def field(fact: Fact) -> None:
    """Draws one field with what is asked back of it."""
    if isinstance(fact, NumberFact):
        _number(fact)
    else:
        _choice(fact)


def record(fact: Fact, value: Value | None) -> None:
    """A changed value was recorded on the section's day, where there is one; its former day is gone with it."""
    asked_back().pop(fact.code, None)
    changed = in_hand.case().with_patient(in_hand.case().patient.with_fact(fact.code, value))
    in_hand.keep(changed.with_day([fact.code], day_of(fact.section) if can_grow_old(fact.code) else None))


def read(fact: NumberFact, text: str) -> bool:
    """Takes a typed number over, or keeps it with its question; answers whether the case now holds it."""
    notes().clear()
    found = read_field(fact.code, text, in_hand.case().patient.facts)
    if isinstance(found, AskedBack):
        asked_back()[fact.code] = found
        return False
    _take(fact, found)
    return True


def _take(fact: NumberFact, found: Taken) -> None:
    record(fact, found.value)
    if found.said:
        notes()[fact.code] = found.said


def _number(fact: NumberFact) -> None:
    kept, note = asked_back().get(fact.code), notes().get(fact.code)
    if not kept and not note:
        _text(fact, field_text(in_hand.case().patient.get(fact.code)))
        return
    with st.container(key=f"cell-{fact.code}", gap="xsmall"):
        _text(fact, kept.text if kept else field_text(in_hand.case().patient.get(fact.code)))
        question(fact, record)
        if note:
            st.html(f'<p class="hb-small hb-muted">{escape(note)}</p>')


def _text(fact: NumberFact, shown: str) -> None:
    key = f"{in_hand.generation()}:{fact.code}"
    # Only where it differs: what is handed over replaces what is being typed at this moment.
    if st.session_state.get(key, "") != shown:
        st.session_state[key] = shown
    st.text_input(
        ours(label_said(fact)),
        key=key,
        placeholder=placeholder_said(fact),
        help=ours(help_said(fact)),
        autocomplete="off",
        on_change=_typed,
        args=(fact, key),
    )


def _choice(fact: ChoiceFact | YesNoFact) -> None:
    key, value = f"{in_hand.generation()}:{fact.code}", in_hand.case().patient.get(fact.code)
    shown = NOT_RECORDED if value is None else value
    if key not in st.session_state or st.session_state[key] != shown:
        st.session_state[key] = shown
    labels: dict[Value, str] = {NOT_RECORDED: NOT_RECORDED}
    labels.update((answer, spoken(answer)) for answer in fact.answers)
    missing = waits_for(fact.code, in_hand.case().patient)
    label = f"{fact.label} ({waits_said(*missing)})" if missing else fact.label
    shut, answers, read_aloud = missing is not None, list(labels), labels.__getitem__
    meant = ours(help_said(fact))
    if len(labels) > _MOST_SEGMENTS:
        st.selectbox(ours(label), answers, 0, read_aloud, key, meant, _chosen, (fact, key), disabled=shut)
    else:
        given = (key, meant, _chosen, (fact, key))
        st.radio(ours(label), answers, 0, read_aloud, *given, disabled=shut, horizontal=True)


def _typed(fact: NumberFact, key: str) -> None:
    read(fact, st.session_state[key])


def _chosen(fact: Fact, key: str) -> None:
    notes().clear()
    chosen = st.session_state[key]
    record(fact, None if chosen == NOT_RECORDED else chosen)
