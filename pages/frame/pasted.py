"""Paste or open: what was handed in as proposals, each with its own words; a person takes it over, all or singly."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from haic_core.case.fact_kinds import Value
from haic_core.intake.proposal import Proposal, Question
from haic_core.intake.review import Held, Review, answered, taken
from haic_core.screen.literal import ours
from haic_core.screen.proposals import asked, folded, read_list, said, to_settle, unused
from haic_core.wording.intake import (
    DONE,
    EMPTY_PASTE,
    LEAVE_OUT,
    NOTHING_READ,
    ONE_BY_ONE,
    PASTE_FIELD,
    READ,
    amount_said,
    keep_said,
    read_said,
    take_said,
    take_value_said,
    value_said,
)

from . import in_hand, intake, reading
from .asked_back import follow_the_case

_ONE = "case:one"


def paste() -> None:
    """Draws the field for a text and, once something was read, what came of it."""
    st.text_area(
        PASTE_FIELD, key=reading.text_field(), placeholder=EMPTY_PASTE, height=180, on_change=intake.read_pasted
    )
    review, case = reading.review(), in_hand.case()
    ready = review.beyond_doubt(case) if review else ()
    # The first button stays where it is: who leaves the text by the tabulator stands on it while the text is read.
    with st.container(horizontal=True, gap="xsmall", key="case-read"):
        st.button(READ, on_click=intake.read_pasted)
        if ready:
            st.button(ours(take_said(len(ready))), on_click=_take, args=(ready,), type="primary", key="case:take")
        if review:
            st.button(DONE, on_click=reading.done)
    if not review:
        return
    _whole(review, ready)
    for held in review.to_settle(case):
        with _point(held.proposal.fact):
            _settle(review, held)
    for question in review.questions(case):
        with _point(question.fact):
            _ask(review, question)
    st.html(f"{read_list(review.held(case))}{folded(review.passed_over)}{unused(review.proposed.unused)}")


def _whole(review: Review, ready: tuple[Proposal, ...]) -> None:
    """How much was read, and what is beyond doubt one by one."""
    case = in_hand.case()
    open_points = len(review.to_settle(case)) + len(review.questions(case))
    counted = read_said(review.name, len(review.proposed.read), open_points, len(review.passed_over))
    nothing = [] if review.proposed.read or review.proposed.questions else [NOTHING_READ]
    st.html(said([counted, *review.proposed.say, *nothing]))
    if ready:
        named = {value_said(one.fact, one.value): one for one in ready}
        st.pills(ONE_BY_ONE, list(named), format_func=ours, key=_ONE, on_change=_take_one, args=(named,), wrap=True)


def _point(fact: str) -> DeltaGenerator:
    """One thing to settle: what is asked, and its answers behind it."""
    return st.container(key=f"case-settle-{fact}", horizontal=True, vertical_alignment="center", gap="xsmall")


def _settle(review: Review, held: Held) -> None:
    """Another value is recorded, or the value is doubtful: both are shown, and nothing happens unasked."""
    fact, value = held.proposal.fact, held.proposal.value
    st.html(to_settle(held))
    st.button(ours(take_value_said(fact, value)), on_click=_take, args=((held.proposal,),), key=f"case:take:{fact}")
    keep = LEAVE_OUT if held.recorded is None else keep_said(fact, held.recorded)
    st.button(ours(keep), on_click=_leave_out, args=(review, fact), key=f"case:keep:{fact}")


def _ask(review: Review, question: Question) -> None:
    fact = question.fact
    st.html(asked(question))
    for answer in question.answers:
        label = amount_said(fact, answer)
        st.button(ours(label), on_click=_answer, args=(review, question, answer), key=f"case:say:{fact}:{label}")
    st.button(LEAVE_OUT, on_click=_leave_out, args=(review, fact), key=f"case:keep:{fact}")


def _take(proposals: tuple[Proposal, ...]) -> None:
    in_hand.keep(taken(in_hand.case(), proposals))
    follow_the_case([one.fact for one in proposals])


def _take_one(named: dict[str, Proposal]) -> None:
    chosen = st.session_state[_ONE]
    if chosen:
        _take((named[chosen],))


def _answer(review: Review, question: Question, value: Value) -> None:
    _take((answered(question, value),))
    _leave_out(review, question.fact)


def _leave_out(review: Review, fact: str) -> None:
    reading.look_at(review.without(fact))
