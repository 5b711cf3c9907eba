"""Board: one screen per question, for a projector; verdicts can wait until the board has spoken."""

import streamlit as st

from haic_core.case.meeting import Screen
from haic_core.screen.board.evidence import evidence_screen
from haic_core.screen.board.screens import options_screen, patient_screen, screen_title, why_screen
from pages.frame import begin_page, in_hand, judged
from pages.frame.decision_form import decision_form
from pages.frame.meeting import bar
from pages.frame.opening import theme
from pages.frame.projected import harms_screen, survival_screen
from pages.frame.shared import library

assessment = begin_page("Board", "", projected=True)
bar()
item = in_hand.item()
hidden = item.hides_verdicts
st.html(screen_title(item.screen, library(), item.case))

match item.screen:
    case Screen.PATIENT:
        st.html(patient_screen(assessment, judged.ages(), item.case.question))
    case Screen.OPTIONS:
        st.html(options_screen(assessment, judged.waits(assessment), library(), theme(), hidden))
    case Screen.WHY:
        st.html(why_screen(assessment, library(), theme(), hidden))
    case Screen.EVIDENCE:
        st.html(evidence_screen(assessment, library(), theme(), hidden))
    case Screen.SURVIVAL:
        survival_screen(assessment, hidden)
    case Screen.HARMS:
        harms_screen(assessment)
    case Screen.DECISION:
        decision_form(assessment, hidden)
