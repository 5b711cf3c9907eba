"""Which published cohort comes first: what says most of her, never what says little or would not have taken her."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented import document
from laws import examples
from patients import patients
from worked import library, library_of

from haic_core.case.patient import Patient
from haic_core.evidence.library import Library
from haic_core.evidence.source import Source
from haic_core.judgement.assessment import assess
from haic_core.judgement.closest import Apart, apart
from haic_core.judgement.known import known_facts
from haic_core.judgement.matching import Match, match_cohorts
from haic_core.words.vocabulary import Extent, Modality, Role, Verdict

VERDICTS = [Verdict.MEETS, Verdict.CAUTION, Verdict.UNKNOWN, Verdict.FAILS]
NO_LIMITS = {"primary", "histology_confirmed"}
"""What every series limits; a list of nothing else says nothing of who entered."""


def in_order(patient: Patient, told: Library, verdicts: dict[Modality, Verdict]) -> tuple[Match, ...]:
    return match_cohorts(told, patient, known_facts(patient.facts, library().derived), verdicts)


def entry_of(match: Match) -> int:
    """Met lists first, lists not met last; a list too short to say who entered is no more than an open one."""
    if match.entry is not Verdict.MEETS:
        return 1 if match.entry is Verdict.UNKNOWN else 2
    lines = [one for one in match.source.criteria_for(match.modality) if one.role is not Role.CAUTION]
    whole = any(one.extent is Extent.WHOLE for one in match.source.list_ if one.modality is match.modality)
    return 0 if whole or len({line.facts for line in lines if not NO_LIMITS.issuperset(line.facts)}) > 1 else 1


def fit_of(match: Match) -> tuple[int, int]:
    return (0, 0) if match.inside else (1, len(match.outside)) if match.outside else (2, 0)


@examples(30, 1000)
@given(patients(), st.lists(st.sampled_from(VERDICTS), min_size=6, max_size=6))
def test_cohorts_come_by_their_options_verdict_then_entry_then_what_they_print_then_what_lies_outside(
    patient: Patient, read: list[Verdict]
) -> None:
    verdicts = dict(zip(Modality, read, strict=True))
    # Carrying on is always an option: its series stand behind what may be open, before what is closed.
    places = {option: (VERDICTS.index(verdict), 0) for option, verdict in verdicts.items()}
    places[Modality.SYSTEMIC] = (VERDICTS.index(Verdict.UNKNOWN), 1)
    order = [
        (places[match.modality], entry_of(match), fit_of(match), -match.compared[0], len(match.outside))
        for match in in_order(patient, library(), verdicts)
    ]
    assert order == sorted(order)


COHORT = {"id": "all", "label": "All", "modality": "haic", "treatment": "x", "n": 10, "locator": "Table 1"}


def series(key: str, lines: list[dict[str, object]], extent: str = "whole", **ranges: list[int]) -> Source:
    """A series of HAIC with a list of its own, and the ranges it prints of its patients."""
    baseline = [{"fact": fact, "name": fact, "range": span, "locator": "Table 1"} for fact, span in ranges.items()]
    lines = [{"modality": "haic", **line} for line in lines]
    return document(key, lines, extent=extent, cohort=[COHORT | {"baseline": baseline}])


def test_a_series_that_prints_much_of_her_comes_before_those_that_say_little_or_would_not_have_taken_her() -> None:
    """Four lesions, ECOG 1, platelets 150. Hardly anybody fails the list of "thin"; whether she met that of "full"
    hangs on an INR that nobody recorded, and it printed three things that fit her; "closed" asks for 200 platelets."""
    told = library_of(
        [
            series("thin", [{"fact": "ecog", "at_most": 2}], "part"),
            series(
                "full", [{"fact": "inr", "at_most": 1.5}], ecog=[0, 2], lesion_count=[1, 9], platelets_e9_l=[90, 300]
            ),
            series("taken", [{"fact": "ecog", "at_most": 2}]),
            series("silent", []),
            series("other", [], lesion_count=[5, 9]),
            series("closed", [{"fact": "platelets_e9_l", "at_least": 200}], ecog=[0, 2], lesion_count=[1, 9]),
        ]
    )
    her = Patient({"primary": "breast", "lesion_count": 4, "ecog": 1, "platelets_e9_l": 150})
    found = [match.source.key for match in in_order(her, told, {})]
    assert found == ["taken", "full", "thin", "other", "silent", "closed"]


FITS = series("fits", [{"fact": "ecog", "at_most": 2}], lesion_count=[1, 9])
DIFFERS = series("differs", [], lesion_count=[5, 9])
SILENT = series("silent", [])
REFUSES = series("refuses", [{"fact": "platelets_e9_l", "at_least": 200}], lesion_count=[1, 9])
REFUSES_ALL = series("refuses_all", [{"fact": "platelets_e9_l", "at_least": 200}], lesion_count=[5, 9])
PROTOCOL = document("protocol", [{"modality": "haic", "fact": "platelets_e9_l", "at_least": 100}])


def told_apart(her: Patient, there: list[Source]) -> tuple[Apart, ...]:
    found = assess(her, library_of(there))
    return apart([match for match in found.evidence if match.modality is Modality.HAIC], found.option(Modality.HAIC))


@pytest.mark.parametrize(
    ("there", "said"),
    [
        ([FITS, DIFFERS, REFUSES], ()),
        ([DIFFERS, SILENT], (Apart.OUTSIDE,)),
        ([SILENT], (Apart.SILENT,)),
        ([REFUSES], (Apart.EVERY_LIST,)),
        ([REFUSES, PROTOCOL], (Apart.EVERY_SERIES,)),
        ([REFUSES_ALL], (Apart.EVERY_LIST, Apart.OUTSIDE)),
        ([PROTOCOL], ()),
    ],
)
def test_that_no_series_of_an_option_fits_her_is_told_and_in_what(there: list[Source], said: tuple[Apart, ...]) -> None:
    """Four lesions, platelets of 150: too few for two series that ask for 200, enough for a protocol that asks for 100
    and has no series."""
    assert told_apart(Patient({"lesion_count": 4, "platelets_e9_l": 150}), there) == said


def test_of_a_patient_of_whom_nothing_is_recorded_it_is_not_said_that_nothing_fits() -> None:
    assert told_apart(Patient({}), [DIFFERS, SILENT]) == ()
