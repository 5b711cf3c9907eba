"""The case in hand, judged: its assessment, kept in this session, and how old its facts are today."""

from collections.abc import Iterable
from datetime import date

import streamlit as st

from haic_core.case.meeting import MOST_CASES
from haic_core.case.patient import Patient
from haic_core.judgement.assessment import Assessment, assess
from haic_core.judgement.compiling import rule_books
from haic_core.judgement.freshness import FactAge, Waiting, fact_ages, waiting
from haic_core.judgement.open_questions import OpenQuestions, open_questions
from haic_core.judgement.sensitivity import Sensitivity, sensitivities
from haic_core.words.vocabulary import Modality

from . import in_hand
from .shared import library

_ASSESSED, _KEPT, _OPEN = "assessed", 2, "still_open"


def assessed(patient: Patient) -> Assessment:
    """The assessment of a patient; the last few are kept, so that stepping through screens judges nobody twice."""
    known: dict[tuple[Patient, str], Assessment] = st.session_state.setdefault(_ASSESSED, {})
    if (patient, library().version) not in known:
        known[patient, library().version] = assess(patient, library())
        for oldest in list(known)[:-_KEPT]:
            del known[oldest]
    return known[patient, library().version]


def still_open(patient: Patient) -> OpenQuestions:
    """What is open in a patient's case. Kept for a whole agenda, so that its list judges nobody twice."""
    known: dict[tuple[Patient, str], OpenQuestions] = st.session_state.setdefault(_OPEN, {})
    if (patient, library().version) not in known:
        known[patient, library().version] = open_questions(assess(patient, library()))
        for oldest in list(known)[: -2 * MOST_CASES]:
            del known[oldest]
    return known[patient, library().version]


def sensitivity(assessment: Assessment, modality: Modality) -> tuple[Sensitivity, ...]:
    """Over which values of each fact the verdict of one option holds."""
    return sensitivities(rule_books(library())[modality], assessment.patient)


def today() -> date:
    """The day that the ages of facts are counted to."""
    return date.today()


def ages(codes: Iterable[str] | None = None) -> tuple[FactAge, ...]:
    """How old the facts of the case in hand are today, all of them or some."""
    found = fact_ages(in_hand.case().patient, in_hand.case().recorded_on, library().freshness, today())
    return found if codes is None else tuple(age for age in found if age.fact in set(codes))


def waits(assessment: Assessment) -> dict[Modality, Waiting]:
    """What each option's verdict still waits for, today."""
    known = ages()
    return {option.modality: waiting(option, known) for option in assessment.options}
