"""Which change is named and which fact is asked first does not follow the order of the documents: worked by hand."""

from __future__ import annotations

import pytest
from invented import document, invented_library

from haic_core.case.patient import NOBODY, Patient
from haic_core.evidence.source import Source
from haic_core.judgement.assessment import assess
from haic_core.judgement.options import Flip
from haic_core.words.vocabulary import Modality


def line(fact: str, modality: str = "haic", **bound: object) -> dict[str, object]:
    return {"modality": modality, "fact": fact, **bound}


def flips(patient: Patient, *sources: Source) -> tuple[Flip, ...]:
    return assess(patient, invented_library(*sources)).option(Modality.HAIC).flips


@pytest.mark.parametrize("turned", [False, True], ids=["the nearer first", "the nearer last"])
def test_the_nearer_of_two_changes_stands_first_in_whatever_order_the_documents_come(turned: bool) -> None:
    """Platelets of 90 are 10 short of 100, a ninth of her value; INR of 2 is 0.5 above 1.5, a quarter of hers."""
    sources = [document("one", [line("platelets_e9_l", at_least=100)]), document("other", [line("inr", at_most=1.5)])]
    found = flips(Patient({"platelets_e9_l": 90, "inr": 2}), *(reversed(sources) if turned else sources))
    assert [(flip.fact, flip.after) for flip in found] == [("platelets_e9_l", 100), ("inr", 1.5)]


@pytest.mark.parametrize("bounds", [(100, 80), (80, 100)])
def test_of_two_bounds_of_one_fact_the_nearer_is_named(bounds: tuple[int, int]) -> None:
    sources = [document(f"from_{bound}", [line("platelets_e9_l", at_least=bound)]) for bound in bounds]
    assert [flip.after for flip in flips(Patient({"platelets_e9_l": 50}), *sources)] == [80]


@pytest.mark.parametrize("turned", [False, True])
def test_a_change_of_degree_stands_before_a_change_of_kind_however_far_it_is(turned: bool) -> None:
    """Platelets of 10 are a tenth of the 100 asked for; ascites is there or not."""
    sources = [
        document("one", [line("platelets_e9_l", at_least=100)]),
        document("two", [{**line("ascites"), "is": False}]),
    ]
    found = flips(Patient({"platelets_e9_l": 10, "ascites": True}), *(reversed(sources) if turned else sources))
    assert [(flip.fact, flip.after) for flip in found] == [("platelets_e9_l", 100), ("ascites", False)]


def test_of_two_facts_that_settle_nothing_the_one_more_options_ask_for_comes_first() -> None:
    """ECOG comes before albumin on the form, but one part list asks for it and two ask for albumin."""
    parts = [
        {"modality": modality, "about": "Adequate organ function", "blocks": True, "locator": "Abstract"}
        for modality in ("haic", "tace")
    ]
    sources = [
        document("infusion", [line("platelets_e9_l", at_least=100)]),
        document("particles", [line("inr", "tace", at_most=1.5)]),
        document(
            "part",
            [line("ecog", at_most=2), *(line("albumin_g_l", option, at_least=30) for option in ("haic", "tace"))],
            open_statement=parts,
        ),
    ]
    assert assess(NOBODY, invented_library(*sources)).ask_next == ("platelets_e9_l", "inr", "albumin_g_l", "ecog")
