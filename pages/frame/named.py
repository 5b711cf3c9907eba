"""What a case is called, never a name, and what the board is asked about it: two fields side by side."""

import streamlit as st

from haic_core.case.file import LONGEST_LABEL, LONGEST_QUESTION
from haic_core.wording.decision import ASKED_LIKE, QUESTION

from . import in_hand, intake


def label_and_question() -> None:
    """Both write into the case in hand; what is refused is told at the head of the page."""
    st.text_input(
        "Label (never a name)",
        in_hand.case().label,
        max_chars=LONGEST_LABEL,
        placeholder="case 7",
        key=f"{in_hand.generation()}:label",
        on_change=intake.relabel,
    )
    st.text_input(
        QUESTION,
        in_hand.case().question,
        max_chars=LONGEST_QUESTION,
        placeholder=ASKED_LIKE,
        key=f"{in_hand.generation()}:question",
        on_change=intake.ask_the_board,
    )
