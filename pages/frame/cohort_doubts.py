"""What is doubtful of a guess, asked before anything is counted."""

from collections.abc import Sequence

import streamlit as st

from haic_core.cohort.guess.part import Part
from haic_core.cohort.guess.settling import answers
from haic_core.screen.cohort.guesses import questions
from haic_core.screen.literal import literal
from haic_core.wording.registry import ALL_RIGHT, answer_told

from . import cohort_draft as draft


def ask(asked: Sequence[Part], is_whole: bool) -> None:
    """What is doubtful: what would turn a curve over or stretch it is answered one by one, the rest by one click."""
    st.html(questions(asked))
    guess = draft.guess()
    open_answers = {part.use: found for part in asked if guess and (found := answers(guess, part))}
    for use, found in open_answers.items():
        with st.container(horizontal=True, gap="xsmall", vertical_alignment="center"):
            for place, one in enumerate(found):
                key = draft.key("answer", use, place)
                st.button(literal(answer_told(one)), key=key, on_click=draft.answer, args=(use, one.held))
    if not open_answers:
        st.button(ALL_RIGHT, on_click=draft.seen, type="primary", disabled=not is_whole)
