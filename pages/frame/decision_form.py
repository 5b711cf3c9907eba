"""The board's decision: every field writes into the case in hand; a refused one stays as typed and blocks Save."""

from datetime import date

import streamlit as st

from haic_core.case.decision import LONGEST_SENTENCE, BoardRole, Choice, Decision
from haic_core.case.decision_form import Filled, fill
from haic_core.judgement.assessment import Assessment
from haic_core.judgement.rules_version import taken
from haic_core.screen.board.decision import decision_note
from haic_core.screen.literal import literal, ours
from haic_core.wording.decision import ROLE_WORDS, choice_words, refused_words, since_the_decision
from haic_core.words.vocabulary import Modality

from . import in_hand, judged
from .decision_files import take_away
from .refused_forms import refused_forms
from .shared import library

_SENTENCES = {
    "preference": "Patient’s preference",
    "leaves_criteria_because": "Reason for leaving published criteria",
    "trial": "Trial considered",
}


def decision_form(assessment: Assessment, hidden: bool) -> None:
    """The form, what has changed since it was filled in (not while verdicts are hidden), and what carries it away."""
    decision, held = in_hand.case().decision, refused_forms().get(in_hand.item().number, Filled())
    left, right = st.columns(2, gap="large")
    with left:
        _what_was_decided(decision, held)
    with right:
        _why_and_by_whom(decision, held)
    if not hidden and (note := decision_note(since_the_decision(decision, assessment, library()))):
        st.html(note)
    take_away(waits=bool(held.refused))


def _told(held: Filled, field: str) -> None:
    """At its field, why it is refused."""
    if field in held.refused:
        st.error(literal(refused_words(field, held.refused[field])))


def _what_was_decided(decision: Decision, held: Filled) -> None:
    st.multiselect(
        "Considered",
        list(Modality),
        held.typed.get("considered", list(decision.considered)),
        placeholder="which options",
        format_func=lambda option: library().entry(option).short,
        key=_key("considered"),
        on_change=_take,
    )
    _told(held, "considered")
    choices = [None, *Choice]
    st.selectbox(
        "Decided",
        choices,
        choices.index(held.typed.get("choice", decision.choice)),
        format_func=lambda choice: choice_words(choice, library()) if choice else "not yet",
        key=_key("choice"),
        on_change=_take,
    )
    _told(held, "choice")
    st.text_area(
        "Conditions, one a line",
        "\n".join(held.typed.get("conditions", decision.conditions)),
        height=110,
        placeholder="if the lung shunt is 20 % or less",
        key=_key("conditions"),
        on_change=_take,
    )
    _told(held, "conditions")
    st.date_input(
        "Decided on",
        date.fromisoformat(decision.decided_on) if decision.decided_on else None,
        format="YYYY-MM-DD",
        key=_key("decided_on"),
        on_change=_take,
    )


def _why_and_by_whom(decision: Decision, held: Filled) -> None:
    for name, label in _SENTENCES.items():
        _sentence(label, name, getattr(decision, name), held)
    roles = st.multiselect(
        "Dissent by",
        list(BoardRole),
        [one.role for one in decision.dissent],
        format_func=ROLE_WORDS.__getitem__,
        placeholder="nobody",
        key=_key("roles"),
        on_change=_take,
    )
    said = {one.role: one.said for one in decision.dissent}
    for role in roles:
        _sentence(f"What {ROLE_WORDS[role]} said", f"said:{role.value}", said.get(role, ""), held)


def _sentence(label: str, name: str, said: str, held: Filled) -> None:
    words = held.typed.get(name, said)
    st.text_input(ours(label), words, max_chars=LONGEST_SENTENCE, key=_key(name), on_change=_take)
    _told(held, name)


def _key(name: str) -> str:
    return f"{in_hand.generation()}:decision:{name}"


def _take() -> None:
    """Reads the whole form by the rules of the case file; what is refused is held with the case it was typed for."""
    state = st.session_state
    day = state[_key("decided_on")]
    roles = [role.value for role in state[_key("roles")]]
    raw = {
        "considered": [option.value for option in state[_key("considered")]],
        "choice": state[_key("choice")],
        "conditions": [line.strip() for line in state[_key("conditions")].splitlines() if line.strip()],
        "dissent": [{"role": role, "said": state.get(_key(f"said:{role}"), "")} for role in roles],
        "decided_on": day.isoformat() if day else None,
        **{name: state[_key(name)] for name in _SENTENCES},
    }
    before = in_hand.case().decision
    filled = fill(raw, before)
    refused_forms()[in_hand.item().number] = filled
    decision = taken(filled.decision, before, judged.assessed(in_hand.case().patient), library())
    in_hand.keep(in_hand.case().with_decision(decision))
