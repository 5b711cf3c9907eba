"""The board's decision: every field writes into the case in hand; a refused sentence changes nothing."""

from datetime import date

import streamlit as st

from haic_core.case.decision import LONGEST_SENTENCE, BoardRole, Choice, Decision, read_decision
from haic_core.judgement.assessment import Assessment
from haic_core.judgement.rules_version import taken
from haic_core.screen.board.decision import decision_note
from haic_core.screen.literal import literal
from haic_core.wording.decision import ROLE_WORDS, choice_words, since_the_decision
from haic_core.words.refusal import Refusal
from haic_core.words.vocabulary import Modality

from . import in_hand, judged
from .decision_files import take_away
from .shared import library

_SENTENCES = {
    "preference": "Patient’s preference",
    "leaves_criteria_because": "Reason for leaving published criteria",
    "trial": "Trial considered",
}
_REFUSED = "decision_refused"


def decision_form(assessment: Assessment, hidden: bool) -> None:
    """The form in two columns, what has changed since it was filled in, and the file that carries the decision away.

    hidden: while verdicts are hidden nothing is said of them.
    """
    decision = in_hand.case().decision
    left, right = st.columns(2, gap="large")
    with left:
        _what_was_decided(decision)
    with right:
        _why_and_by_whom(decision)
    if not hidden and (note := decision_note(since_the_decision(decision, assessment, library()))):
        st.html(note)
    if sentence := st.session_state.get(_REFUSED):
        st.error(literal(sentence))
    take_away()


def _what_was_decided(decision: Decision) -> None:
    st.multiselect(
        "Considered",
        list(Modality),
        list(decision.considered),
        placeholder="which options",
        format_func=lambda option: library().entry(option).short,
        key=_key("considered"),
        on_change=_take,
    )
    choices = [None, *Choice]
    st.selectbox(
        "Decided",
        choices,
        choices.index(decision.choice),
        format_func=lambda choice: choice_words(choice, library()) if choice else "not yet",
        key=_key("choice"),
        on_change=_take,
    )
    st.text_area(
        "Conditions, one a line",
        "\n".join(decision.conditions),
        height=110,
        placeholder="if the lung shunt is 20 % or less",
        key=_key("conditions"),
        on_change=_take,
    )
    st.date_input(
        "Decided on",
        date.fromisoformat(decision.decided_on) if decision.decided_on else None,
        format="YYYY-MM-DD",
        key=_key("decided_on"),
        on_change=_take,
    )


def _why_and_by_whom(decision: Decision) -> None:
    for name, label in _SENTENCES.items():
        st.text_input(label, getattr(decision, name), max_chars=LONGEST_SENTENCE, key=_key(name), on_change=_take)
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
        words, key = said.get(role, ""), _key(f"said:{role}")
        st.text_input(f"What {ROLE_WORDS[role]} said", words, max_chars=LONGEST_SENTENCE, key=key, on_change=_take)


def _key(name: str) -> str:
    return f"{in_hand.generation()}:decision:{name}"


def _take() -> None:
    """Reads the whole form by the rules of the case file."""
    state = st.session_state
    day = state[_key("decided_on")]
    raw = {
        "considered": [option.value for option in state[_key("considered")]],
        "choice": state[_key("choice")],
        "conditions": [line.strip() for line in state[_key("conditions")].splitlines() if line.strip()],
        "dissent": [{"role": role.value, "said": state.get(_key(f"said:{role}"), "")} for role in state[_key("roles")]],
        "decided_on": day.isoformat() if day else None,
        **{name: state[_key(name)] for name in _SENTENCES},
    }
    state.pop(_REFUSED, None)
    before = in_hand.case().decision
    found = judged.assessed(in_hand.case().patient)
    try:
        decision = taken(read_decision(raw, "The form"), before, found, library())
        in_hand.keep(in_hand.case().with_decision(decision))
    except Refusal as refusal:
        state[_REFUSED] = str(refusal)
