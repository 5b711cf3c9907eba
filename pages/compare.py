"""Compare: this case as recorded beside the same case with some facts changed. Nothing here changes the case."""

import streamlit as st

from haic_core.judgement.curve_choice import choices_of, suggested
from haic_core.judgement.what_if import changed, compare
from haic_core.screen.compare import changed_evidence, changed_lines, changes_line, curves_line, version_grid
from haic_core.wording.curves import curve_label
from haic_core.words.vocabulary import Endpoint
from pages.frame import begin_page, in_hand, judged
from pages.frame.opening import theme, wait_for_the_board
from pages.frame.shared import library
from pages.frame.versions import changed_facts, two_charts

recorded = begin_page(
    "Compare",
    "The case as recorded beside the same case with some facts changed. Only what changes "
    "is marked; the case in hand stays as it is.",
)
wait_for_the_board()
values = changed_facts(recorded)
what_if = judged.assessed(changed(in_hand.case().patient, values))
comparison = compare(recorded, what_if)
st.html(changes_line(comparison.changes))
st.html(version_grid(comparison, library(), theme()))

lines, evidence = st.columns([2, 3], gap="large")
lines.header("Lines that change", anchor=False)
lines.html(changed_lines(comparison, library()))
evidence.header("Evidence that changes", anchor=False)
evidence.html(changed_evidence(comparison, library()))

st.header("Curves", anchor=False)
choices = choices_of(library().sources, Endpoint.OS)
before, after = (suggested(choices, version.evidence) for version in (recorded, what_if))
st.html(
    curves_line(
        [curve_label(choices[key], library()) for key in before],
        [curve_label(choices[key], library()) for key in after],
    )
)
if before != after:
    two_charts(before, after)
