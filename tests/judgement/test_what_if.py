"""Two versions of one case: only what differs is named, and what differs is what judging anew says."""

from __future__ import annotations

from each import each
from screens import EXAMPLES, library

from haic_core.case.facts import FACTS
from haic_core.case.patient import Patient
from haic_core.judgement.assessment import assess
from haic_core.judgement.what_if import Change, Comparison, changed, compare, telling_changes
from haic_core.words.vocabulary import Finding, Modality, Standing, Verdict

REFERRED = EXAMPLES["Referred today, much not recorded"].patient
PRETREATED = EXAMPLES["Liver-dominant, two lines, progressing"].patient
BETTER = (Verdict.MEETS, Verdict.CAUTION, Verdict.UNKNOWN, Verdict.FAILS)


def versions(patient: Patient, **values: int | str | None) -> Comparison:
    return compare(assess(patient, library()), assess(changed(patient, values), library()))


def test_if_the_platelets_recover_nothing_speaks_against_haic_any_more_and_the_lines_that_decided_are_named() -> None:
    found = versions(REFERRED, platelets_e9_l=110)
    assert found.changes == (Change("platelets_e9_l", 82, 110),)
    turned = {one.modality: (one.before.standing, one.after.standing) for one in found.options if one.turns}
    assert turned == {Modality.HAIC: (Standing.IN_QUESTION, Standing.NOTHING_AGAINST)}
    [haic] = [one for one in found.options if one.modality is Modality.HAIC]
    assert all("platelets_e9_l" in before.criterion.facts for before, _ in haic.lines)
    assert {(before.finding, after.finding) for before, after in haic.lines} == {(Finding.NOT_MET, Finding.MET)}


def test_if_disease_outside_the_liver_progresses_options_turn_and_cohorts_say_who_left_them() -> None:
    found = versions(PRETREATED, extrahepatic_disease="progressive")
    turned = {one.modality: (one.after.verdict, one.after.standing) for one in found.options if one.turns}
    assert turned == {
        Modality.TACE: (Verdict.FAILS, None),
        Modality.HAIC: (Verdict.UNKNOWN, Standing.IN_QUESTION),
        Modality.Y90: (Verdict.UNKNOWN, Standing.IN_QUESTION),
    }
    assert any("extrahepatic_disease" in one.went_outside for one in found.evidence)
    assert all(one.entry_turns or one.group_turns or one.came_inside or one.went_outside for one in found.evidence)


def test_a_version_that_is_the_same_names_nothing() -> None:
    found = versions(PRETREATED)
    assert found.changes == () and found.evidence == ()
    assert not any(one.turns or one.lines for one in found.options)


def test_a_fact_can_be_taken_back_too() -> None:
    found = versions(PRETREATED, platelets_e9_l=None)
    assert found.changes == (Change("platelets_e9_l", 142, None),)
    [haic] = [one for one in found.options if one.modality is Modality.HAIC]
    assert haic.after.verdict is not Verdict.MEETS


@each("title", EXAMPLES)
def test_every_change_that_is_offered_turns_an_option_when_it_is_taken(title: str) -> None:
    patient = EXAMPLES[title].patient
    before = assess(patient, library())
    for flip in telling_changes(before.options):
        assert not FACTS[flip.fact].fixed
        after = compare(before, assess(changed(patient, {flip.fact: flip.after}), library()))
        turned = [one for one in after.options if one.after.verdict is flip.verdict]
        assert any(BETTER.index(one.after.verdict) < BETTER.index(one.before.verdict) for one in turned), flip
