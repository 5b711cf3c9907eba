"""The Evidence and Survival pages beside the cohorts: randomised first, context below, the age of a systemic curve."""

from __future__ import annotations

import pytest
from screens import EXAMPLES, library, opened, pieces, text

from haic_core.evidence.library import Library
from haic_core.judgement.curve_choice import choices_of
from haic_core.words.vocabulary import Endpoint, Modality

PATIENT = EXAMPLES["Liver-dominant, two lines, progressing"]


def first(at: list[str], needle: str) -> int:
    """Where a piece of the page stands; behind everything where it is not there."""
    return next((place for place, piece in enumerate(at) if needle in piece), len(at))


@pytest.mark.parametrize("option", Modality)
def test_each_option_shows_what_was_randomised_before_the_cohorts_and_context_after_them(option: Modality) -> None:
    at = opened("evidence", PATIENT)
    at.radio(key="evidence_option").set_value(option).run()
    assert not at.exception
    found = pieces(at)
    randomised, cohort, context = (first(found, one) for one in (">Randomised<", 'class="hb-match"', ">Context: "))
    assert cohort < context < len(found)
    # Of Y-90 nothing randomised was found.
    assert randomised < cohort if option is not Modality.Y90 else randomised == len(found)


def test_a_board_that_compares_all_options_is_told_which_therapies_of_today_have_no_series() -> None:
    at = opened("evidence", PATIENT)
    told = text(at)
    assert "No liver-metastasis series of CDK4/6 inhibitors in this library" in told
    assert "No liver-metastasis series of trastuzumab deruxtecan in this library" in told
    assert '<details class="hb-more"><summary>' in pieces(at)[first(pieces(at), ">Randomised<")]


def test_resin_and_glass_stand_beside_each_other_under_y90_only() -> None:
    at = opened("evidence", PATIENT)
    assert "Resin and glass between studies, not randomised." not in text(at)
    at.radio(key="evidence_option").set_value(Modality.Y90).run()
    assert "Resin and glass between studies, not randomised." in text(at)


def test_a_systemic_curve_on_the_chart_says_how_old_it_is() -> None:
    at = opened("survival", PATIENT)
    assert "Systemic alone, Ruiz 2018b" not in text(at).partition("Read the curves")[0]
    at.multiselect(key="cohorts:OS").set_value([systemic(library(), "ruiz_2018_matched")]).run()
    assert (
        "Systemic alone, Ruiz 2018b: Enrolled 1983–2013, before CDK4/6 inhibitors and trastuzumab deruxtecan; partly "
        "before T-DM1." in text(at)
    )


def systemic(read: Library, key: str) -> str:
    """The curve of a document's systemic arm, by its name in the list."""
    found = choices_of(read.sources, Endpoint.OS).items()
    return next(
        name for name, one in found if one.source.key == key and one.modality is Modality.SYSTEMIC and one.group is None
    )


def test_a_link_from_a_series_opens_its_document_in_the_library() -> None:
    at = opened("library", document="hsiao")
    assert not at.exception and at.selectbox(key="document").value == "hsiao"
    assert opened("library", document="nobody").selectbox(key="document").value == library().sources[0].key
