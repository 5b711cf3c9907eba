"""The board's decision beside the six verdicts: every field writes into the case in hand."""

import streamlit as st

from haic_core.case.decision_form import Filled, fill
from haic_core.judgement.assessment import Assessment
from haic_core.judgement.rules_version import taken
from haic_core.screen.board.decision import decision_chips, decision_note, decision_on_paper
from haic_core.wording.decision import since_the_decision

from . import in_hand, judged
from .decision_fields import decision_fields, typed_now
from .decision_files import take_away
from .opening import theme
from .refused_forms import refused_forms
from .shared import library


def decision_form(assessment: Assessment, hidden: bool) -> None:
    """The six verdicts and what has changed since the decision (neither while verdicts are hidden), the form, and what
    carries it away. A refused field stays as typed and blocks Save."""
    decision, held = in_hand.case().decision, refused_forms().get(in_hand.item().number, Filled())
    left, right = st.columns([1, 4], gap="medium")
    with left:
        st.html(decision_chips(assessment, library(), theme(), hidden))
        if not hidden and (note := decision_note(since_the_decision(decision, assessment, library()))):
            st.html(note)
    with right, st.container(key="decision_fields"):
        decision_fields(decision, held, _take)
        st.html(decision_on_paper(decision, library()))
    take_away(assessment, waits=bool(held.refused), hidden=hidden)


def _take() -> None:
    """Reads the whole form by the rules of the case file; what is refused is held with the case it was typed for."""
    before = in_hand.case().decision
    filled = fill(typed_now(), before)
    refused_forms()[in_hand.item().number] = filled
    decision = taken(filled.decision, before, judged.assessed(in_hand.case().patient), library())
    in_hand.keep(in_hand.case().with_decision(decision))
