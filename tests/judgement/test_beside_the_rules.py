"""Small rules beside the verdict: what is only known to lie somewhere, which lists count together, what is offered."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from invented import arden, birch, changed, document, elm, fir, invented_library, invented_patient, known_ground
from worked import book_of, option_of

from haic_core.case.facts import NUMBERS
from haic_core.case.patient import Patient
from haic_core.evidence.context import context_of
from haic_core.evidence.source import Source
from haic_core.judgement.assessment import assess
from haic_core.judgement.changes import Flip
from haic_core.judgement.curve_choice import choices_of, curves_of
from haic_core.judgement.options import Option
from haic_core.judgement.sensitivity import Stretch, sensitivities
from haic_core.judgement.what_if import compare, telling_changes
from haic_core.words.vocabulary import Endpoint, EntryReading, Finding, Modality, Verdict


def line(fact: str, modality: str = "haic", /, **more: object) -> dict[str, object]:
    return {"modality": modality, "fact": fact, **more}


OAK = document("oak", [line("albumin_g_l", at_least=30), line("inr", at_most=2)])


def haic(patient: Patient, *sources: Source) -> Option:
    return assess(patient, invented_library(*sources)).option(Modality.HAIC)


def with_flips(option: Option, flips: tuple[Flip, ...]) -> Option:
    """An option whose changes are already worked out: these."""
    other = replace(option)
    vars(other)["flips"] = flips
    return other


def with_weeks_printed(raw: dict[str, Any]) -> None:
    printed = {
        "name": "Weeks", "fact": "weeks_since_chemotherapy", "unit": "weeks", "range": [2, 9], "locator": "Table 1",
    }  # fmt: skip
    raw["cohort"][0]["baseline"].append(printed)


def test_weeks_that_are_only_known_to_be_many_lie_neither_inside_nor_outside_a_cohort() -> None:
    """Systemic therapy ended three weeks ago, so chemotherapy at least as long ago: inside 2 to 9, or past 9."""
    library = invented_library(changed(arden(), with_weeks_printed))
    [match] = assess(invented_patient(weeks_since_systemic=3), library).evidence
    assert "weeks_since_chemotherapy" in match.not_recorded
    [place] = [one for one in match.places if one.fact == "weeks_since_chemotherapy"]
    assert (place.value, place.inside, place.printed) == (None, None, "2 to 9")
    [match] = assess(invented_patient(weeks_since_chemotherapy=3), library).evidence
    assert "weeks_since_chemotherapy" in match.inside


def test_a_fact_of_which_a_cohort_prints_nothing_is_placed_by_the_documents_entry_limit() -> None:
    [match] = assess(invented_patient(), invented_library(arden())).evidence
    [place] = [one for one in match.places if one.fact == "platelets_e9_l"]
    assert (place.value, place.inside, place.printed, place.base) == (90, False, "entry limit", None)


def test_what_concerns_one_drug_is_no_common_ground_of_all_options_through_the_artery() -> None:
    """Two lists limit the ejection fraction, one of chemoembolisation; infusion does not have to know it."""
    other = document("other", [line("lvef_percent", "tace", at_least=50), line("inr", "tace", at_most=2)])
    third = document("third", [line("lvef_percent", "tace", at_least=45), line("ecog", "tace", at_most=2)])
    assert haic(known_ground(albumin_g_l=40), OAK, other, third).verdict is Verdict.MEETS
    albumin = [
        document(key, [line("haemoglobin_g_dl", "tace", at_least=least), line("ecog", "tace", at_most=2)])
        for key, least in (("first", 8), ("second", 9))
    ]
    found = haic(known_ground(albumin_g_l=40), OAK, *albumin)
    assert (found.verdict, found.missing) == (Verdict.UNKNOWN, ("haemoglobin_g_dl",))


def test_an_option_that_meets_waits_for_nothing_although_another_list_is_open() -> None:
    other = document("other", [line("age_years", at_most=70), line("ecog", at_most=2)])
    found = haic(known_ground(albumin_g_l=40), OAK, other)
    assert (found.verdict, found.missing) == (Verdict.MEETS, ())


def test_outside_every_list_nothing_is_concluded_while_the_primary_is_not_known() -> None:
    assert haic(known_ground(albumin_g_l=25, primary=None), OAK).verdict is Verdict.UNKNOWN
    assert haic(known_ground(albumin_g_l=25), OAK).verdict is Verdict.FAILS


def test_of_a_part_list_met_the_lines_of_the_whole_list_that_leave_her_out_decide() -> None:
    part = document("part", [line("inr", at_most=1.5), line("ecog", at_most=2)], extent="part")
    far = document("far", [line("haemoglobin_g_dl", at_least=10), line("ecog", at_most=2)], extent="part")
    found = haic(known_ground(albumin_g_l=25, haemoglobin_g_dl=8), OAK, part, far)
    assert (found.verdict, found.entry.reading) == (Verdict.CAUTION, EntryReading.PARTLY)
    assert [(row.source, row.criterion.locator, row.value) for row in found.deciding] == [("oak", "Methods", 25)]


def test_of_a_disputed_fact_the_limit_that_is_passed_decides_and_no_line_of_a_list() -> None:
    """Bilirubin of 2.5: above Sorrel's limit of 2 and the third list's 2.2, below what Wide takes and
    Thyme allows."""
    third = document("third", [line("bilirubin_mg_dl", at_most=2.2), line("ecog", at_most=2)])
    wide = document("wide", [line("bilirubin_mg_dl", at_most=3), line("ecog", at_most=1)])
    sorrel = document("sorrel", limit=[line("bilirubin_mg_dl", at_most=2)])
    thyme = document("thyme", limit=[line("bilirubin_mg_dl", at_most=3)])
    found = haic(known_ground(bilirubin_mg_dl=2.5), wide, third, sorrel, thyme)
    assert (found.verdict, found.safety.disputed) == (Verdict.CAUTION, ("bilirubin_mg_dl",))
    assert [row.source for row in found.deciding] == ["sorrel"]


def test_how_near_a_change_is_counts_as_a_share_of_the_value_also_below_one() -> None:
    """Bilirubin 0.6 to 0.9 is half of it, platelets 250 to 150 two fifths."""
    near = document("near", [line("bilirubin_mg_dl", at_most=0.8), line("platelets_e9_l", at_least=151)])
    found = haic(known_ground(), near)
    nearest = [(flip.fact, flip.after) for flip in found.closes if flip.fact in ("bilirubin_mg_dl", "platelets_e9_l")]
    assert nearest == [("platelets_e9_l", 150), ("bilirubin_mg_dl", 0.9)]


def test_each_fact_that_could_open_an_option_is_offered_once() -> None:
    """An albumin of 25 keeps her out of the list of infusion, an INR of 2.5 out of that of ablation."""
    needle = document("needle", [line("inr", "ablation", at_most=2), line("ecog", "ablation", at_most=2)])
    infusion = document("infusion", [line("albumin_g_l", at_least=30), line("ecog", at_most=2)])
    options = assess(known_ground(albumin_g_l=25, inr=2.5), invented_library(infusion, needle)).options
    offered = {(flip.fact, flip.before, flip.after) for flip in telling_changes(options)}
    assert offered == {("albumin_g_l", 25, 30), ("inr", 2.5, 2)}
    assert len(telling_changes(options, most=1)) == 1


def test_six_changes_are_offered_at_most() -> None:
    found = haic(known_ground(albumin_g_l=25), OAK)
    many = tuple(Flip(code, 1, 2, Verdict.MEETS, True) for code in NUMBERS)
    assert [flip.fact for flip in telling_changes([with_flips(found, many)])] == list(NUMBERS)[:6]


def test_statements_without_a_limit_come_with_the_document_that_makes_them() -> None:
    option = assess(known_ground(), invented_library(birch())).option(Modality.TACE)
    assert [(key, said.about) for key, said in option.open_statements] == [("birch", "Adequate organ function")]


def test_series_of_carrying_on_stand_behind_what_may_be_open_and_before_what_is_closed() -> None:
    """Infusion waits for the portal vein; with platelets of 90 it is closed."""

    def of_systemic(raw: dict[str, Any]) -> None:
        raw["key"] = "systemic"
        raw["cohort"][0]["modality"] = "systemic"
        raw["list"], raw["criterion"] = [], []

    library = invented_library(arden(), changed(arden(), of_systemic))
    waits = assess(invented_patient(platelets_e9_l=100), library).evidence
    closed = assess(invented_patient(portal_vein_thrombosis=True), library).evidence
    assert [match.modality for match in waits] == [Modality.HAIC, Modality.SYSTEMIC]
    assert [match.modality for match in closed] == [Modality.SYSTEMIC, Modality.HAIC]


def test_without_an_option_chosen_a_context_is_never_said_to_stand_alone() -> None:
    found = context_of((elm(),), (), None, "breast", {})
    assert (found.alone, found.rows, found.other_subtype) == (False, (), ())


def test_the_curves_of_one_option_are_the_matched_ones_and_while_verdicts_are_hidden_the_whole_cohorts() -> None:
    library = invented_library(arden())
    choices = choices_of(library.sources, Endpoint.PFS)
    patient = invented_patient(platelets_e9_l=100, portal_vein_thrombosis=False, prior_lines=2)
    evidence = assess(patient, library).evidence
    assert curves_of(Modality.HAIC, choices, evidence, hidden=False) == ["arden/infused.few_lines"]
    both = ["arden/infused.few_lines", "arden/infused.many_lines"]
    assert curves_of(Modality.HAIC, choices, evidence, hidden=True) == both, "no curve of all forty is printed"
    overall = choices_of(library.sources, Endpoint.OS)
    assert curves_of(Modality.HAIC, overall, evidence, hidden=True) == ["arden/infused"]


def test_if_her_platelets_recover_she_comes_inside_the_cohort_that_asks_for_them() -> None:
    """From 90 to 110, where Arden asks for 100; back again she goes outside."""
    library = invented_library(arden())
    ill, well = (assess(invented_patient(platelets_e9_l=count), library) for count in (90, 110))
    [better] = compare(ill, well).evidence
    assert (better.came_inside, better.went_outside) == (("platelets_e9_l",), ())
    [worse] = compare(well, ill).evidence
    assert (worse.came_inside, worse.went_outside) == ((), ("platelets_e9_l",))
    [haic] = [one for one in compare(ill, well).options if one.modality is Modality.HAIC]
    assert [(before.finding, after.finding) for before, after in haic.lines] == [(Finding.NOT_MET, Finding.MET)]


def test_stretches_of_whole_numbers_end_on_the_last_number_that_reads_so() -> None:
    """Fewer than 5 metastases: 1 to 4 and 5 to the most there can be; at least 2 of them splits off the 1."""
    range_ = document(
        "range", [line("lesion_count", less_than=5), line("lesion_count", at_least=2), line("inr", at_most=2)]
    )
    patient = known_ground(lesion_count=3)
    found = {one.fact: one for one in sensitivities(book_of(Modality.HAIC, (range_,)), patient)}["lesion_count"]
    most = NUMBERS["lesion_count"].high
    told = [
        (float(one.low), float(one.high), one.low_included, one.high_included, one.verdict) for one in found.stretches
    ]
    assert told == [
        (1, 1, True, True, Verdict.FAILS), (2, 4, True, True, Verdict.MEETS), (5, most, True, True, Verdict.FAILS),
    ]  # fmt: skip
    assert found.decides and found.margin == pytest.approx(2 / 3)


def test_one_more_line_of_therapy_moves_her_into_the_other_group_of_a_cohort() -> None:
    """Two lines are fewer than Arden's three, four are not; nothing else about the cohort changes."""
    library = invented_library(arden())
    before, after = (assess(invented_patient(prior_lines=lines), library) for lines in (2, 4))
    [one] = compare(before, after).evidence
    assert one.group_turns and not (one.entry_turns or one.came_inside or one.went_outside)
    assert [match.group.id for match in (one.before, one.after) if match.group] == ["few_lines", "many_lines"]


def test_a_bound_belongs_to_the_stretch_that_includes_it() -> None:
    low, high = Fraction(1), Fraction(2)
    own = Stretch(low, high, True, True, Verdict.MEETS)
    assert own.holds(1) and own.holds(1.5) and own.holds(2) and not own.holds(0.9) and not own.holds(2.1)
    between = Stretch(low, high, False, False, Verdict.MEETS)
    assert between.holds(1.5) and not between.holds(1) and not between.holds(2)


def test_a_randomised_trial_of_context_stands_in_its_own_block_and_not_among_the_rows() -> None:
    library = invented_library(changed(fir(), lambda raw: raw.update(tier="C", tier_reason="Another line.")))
    assert context_of(library.sources, (), Modality.Y90, "breast", {}).rows == ()


def test_two_women_of_two_laboratories_are_told_each_their_own_bound() -> None:
    """Twice the limit is 70 U/L where it is 35, and 100 where it is 50; one book judges both."""
    liver = document("liver", [line("alt_u_l", at_most=2, times_uln=True), line("ecog", at_most=2)])
    book = book_of(Modality.HAIC, (liver,))
    for limit, bound in ((35, 70), (50, 100)):
        option = option_of(book, known_ground(alt_u_l=120, alt_uln_u_l=limit))
        assert [(flip.fact, flip.after) for flip in option.opens] == [("alt_u_l", bound)]
