"""Of each option one curve, its closest, in the fixed order: what stands beside each other without a choice."""

from __future__ import annotations

import pytest
from each import each
from invented import arden, birch, fir, invented_library, invented_patient
from screens import EVERY_EXAMPLE, EXAMPLES
from worked import checked

from haic_core.judgement.assessment import Assessment, assess
from haic_core.judgement.curve_choice import choices_of, curves_of, leading
from haic_core.words.vocabulary import Endpoint, Modality, Verdict


def meets_arden(**changed: float) -> dict[str, float | bool]:
    return {"platelets_e9_l": 120, "portal_vein_thrombosis": False, **changed}


@each(("lines", "key"), [(2, "arden/infused.few_lines"), (3, "arden/infused.many_lines")], ids=["two lines", "three"])
def test_the_curve_of_the_group_she_belongs_to_leads_where_it_is_printed(lines: int, key: str) -> None:
    library = invented_library()
    evidence = assess(invented_patient(**meets_arden(prior_lines=lines)), library).evidence
    assert leading(choices_of(library.sources, Endpoint.PFS), evidence) == [key]


def test_every_option_with_a_curve_has_one_in_the_fixed_order_whatever_the_order_of_documents_and_evidence() -> None:
    """Chemoembolisation before infusion before systemic therapy; Fir prints no curve of Y-90."""
    library = invented_library(fir(), arden(), birch())
    choices = choices_of(library.sources, Endpoint.OS)
    expected = ["birch/embolised", "arden/infused", "fir/systemic"]
    for patient in (invented_patient(), invented_patient(**meets_arden()), invented_patient(lesion_count=3)):
        evidence = assess(patient, library).evidence
        assert leading(choices, evidence) == leading(choices, evidence[::-1]) == expected


def test_an_option_that_she_does_not_meet_still_leads_with_a_curve_and_without_curves_there_is_none() -> None:
    found = assess(invented_patient(), invented_library())
    assert found.option(Modality.HAIC).verdict is Verdict.FAILS
    assert "arden/infused" in leading(choices_of(invented_library().sources, Endpoint.OS), found.evidence)
    assert leading({}, found.evidence) == []


@EVERY_EXAMPLE
@pytest.mark.parametrize("endpoint", [Endpoint.OS, Endpoint.PFS])
def test_for_each_example_one_key_an_option_stands_in_the_fixed_order_and_is_the_first_of_its_option(
    title: str, endpoint: Endpoint
) -> None:
    choices = choices_of(checked().sources, endpoint)
    evidence = assess(EXAMPLES[title].patient, checked()).evidence
    keys = leading(choices, evidence)
    drawn = [choices[key].modality for key in keys]
    assert drawn == [modality for modality in Modality if modality in {one.modality for one in choices.values()}]
    assert keys == [curves_of(modality, choices, evidence, hidden=False)[0] for modality in drawn]


def failing_of(found: Assessment) -> tuple[Modality, ...]:
    return tuple(one.modality for one in found.options if one.verdict is Verdict.FAILS)


@EVERY_EXAMPLE
def test_the_options_that_fail_are_named_in_the_fixed_order(title: str) -> None:
    found = assess(EXAMPLES[title].patient, checked())
    assert found.failing == failing_of(found) and Modality.SYSTEMIC not in found.failing


def test_platelets_and_lesions_past_both_papers_limits_make_both_options_fail_and_within_them_neither() -> None:
    """Platelets of 90 below Arden's 100, six lesions above Birch's five."""
    library = invented_library()
    past, within = (assess(invented_patient(**own), library) for own in ({}, meets_arden(lesion_count=3)))
    assert {Modality.TACE, Modality.HAIC} <= set(past.failing)
    assert not {Modality.TACE, Modality.HAIC} & set(within.failing)
