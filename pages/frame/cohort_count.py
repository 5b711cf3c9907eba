"""A count under way: over at once, or looked at every second and stopped by a click. Other tabs are
answered meanwhile."""

from collections.abc import Sequence

import streamlit as st

from haic_core.cohort.counts import Counted
from haic_core.cohort.engines.running import Found, Running, Stage
from haic_core.cohort.mapping import Mapping
from haic_core.cohort.values import Likeness
from haic_core.screen.cohort.waiting import waiting
from haic_core.screen.literal import literal
from haic_core.wording.registry import COUNT_AGAIN, STOP, WAS_STOPPED
from haic_core.words.refusal import Refusal

from . import cohort_in_hand as hand


def counts_of(mapping: Mapping, like: Sequence[Likeness]) -> Counted | None:
    """The counts of the registry in hand; without any yet, how far they are or why there are none."""
    run = hand.counting(mapping, like)
    if not run.progress.is_over:
        wait_for(run, "count")
        return None
    try:
        found = run.result()
    except Refusal as refusal:
        for sentence in refusal.sentences:
            st.error(literal(sentence))
        st.button(COUNT_AGAIN, on_click=hand.count_again)
        return None
    if run.progress.stage is Stage.STOPPED:
        st.warning(WAS_STOPPED)
        st.button(COUNT_AGAIN, on_click=hand.count_again)
    return found


@st.fragment(run_every=1)
def wait_for(run: Running[Found], key: str) -> None:
    """Looks again every second; once it is over the page is drawn with what came of it. key: tells two runs apart."""
    progress = run.progress
    if progress.is_over:
        st.rerun()
    with st.container(horizontal=True, vertical_alignment="center"):
        st.html(waiting(progress))
        st.button(STOP, on_click=run.stop, disabled=progress.is_stopping, key=f"cohort:stop:{key}")
