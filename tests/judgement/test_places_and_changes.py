"""Where a patient lies on what a cohort prints, and what differs between two versions of her: worked by hand."""

from __future__ import annotations

from typing import Any

from each import each
from invented import arden, birch, changed, document, invented_library, invented_patient, known_ground

from haic_core.case.patient import NOBODY, Patient
from haic_core.evidence.source import Source
from haic_core.judgement.assessment import assess
from haic_core.judgement.matching import Match, Place
from haic_core.judgement.what_if import Change, Comparison, compare, telling_changes
from haic_core.words.vocabulary import Finding, Modality, Verdict


def beside(source: Source, patient: Patient) -> Match:
    """The first series of a document, beside a patient."""
    return next(one for one in assess(patient, invented_library(source)).evidence if one.source == source)


def place(match: Match, fact: str) -> Place:
    (found,) = [one for one in match.places if one.fact == fact]
    return found


def prints(*rows: dict[str, object], criteria: list[dict[str, object]] | None = None) -> Source:
    """A document whose one infused cohort prints these rows of its baseline."""
    baseline = [{"name": "A row", "locator": "Table 1", **row} for row in rows]
    series = {"id": "all", "label": "All", "modality": "haic", "treatment": "x", "n": 10, "locator": "Table 1"}
    return document("print", criteria, cohort=[{**series, "baseline": baseline}])


# What stands beside her value


def test_each_fact_stands_beside_what_is_printed_of_it_and_where() -> None:
    match = beside(arden(), invented_patient())
    told = {one.fact: (one.value, one.inside, one.printed, one.locator) for one in match.places}
    assert told == {
        "age_years": (48, True, "30 to 70", "Table 1, age"),
        "lesion_count": (6, True, "1 to 4: 10; 5 or more: 30", "Table 1, lesions"),
        "extrahepatic_disease": ("progressive", False, "None: 22; Stable: 18; Progressive: 0", "Table 1, extrahepatic"),
        "primary": ("breast", True, "entry limit", "Methods, Patients"),
        "platelets_e9_l": (90, False, "entry limit", "Methods, Laboratory"),
        "bilirubin_mg_dl": (1.5, True, "entry limit", "Methods, Laboratory"),
        "portal_vein_thrombosis": (None, None, "entry limit", "Methods, Exclusion"),
    }
    assert match.unreported == ("ecog", "prior_lines", "largest_lesion_cm")


def test_only_a_printed_row_can_be_drawn_and_an_entry_limit_has_none() -> None:
    match = beside(arden(), invented_patient())
    assert [one.fact for one in match.places if one.base is None] == [
        fact for fact in (one.fact for one in match.places) if place(match, fact).printed == "entry limit"
    ]
    age = place(match, "age_years").base
    assert age is not None and (age.name, age.range) == ("Age", (30, 70))


def test_a_fact_not_recorded_is_neither_inside_nor_outside_a_printed_range() -> None:
    found = place(beside(arden(), NOBODY), "age_years")
    assert (found.value, found.inside, found.printed) == (None, None, "30 to 70")


@each(("age", "inside"), [(29, False), (30, True), (70, True), (71, False)])
def test_both_ends_of_a_printed_range_belong_to_it(age: int, inside: bool) -> None:
    assert place(beside(arden(), invented_patient(age_years=age)), "age_years").inside is inside


def test_a_range_goes_before_an_open_category_wherever_it_stands() -> None:
    """30 lesions are more than 3, but nobody in the cohort had more than 25."""
    open_ended = {"fact": "lesion_count", "shares": [{"label": "Over 3", "count": 6, "when": {"more_than": 3}}]}
    ranged = {"fact": "lesion_count", "range": [1, 25]}
    for rows in ((open_ended, ranged), (ranged, open_ended)):
        found = place(beside(prints(*rows), Patient({"lesion_count": 30})), "lesion_count")
        assert (found.inside, found.printed) == (False, "1 to 25")


def test_a_category_printed_as_a_percentage_is_shown_as_one() -> None:
    shares = [
        {"label": "One", "percent": 12.5, "when": {"at_most": 1}},
        {"label": "More", "count": 0, "when": {"more_than": 1}},
        {"label": "Not told", "when": {"more_than": 50}},
    ]
    source = prints({"fact": "lesion_count", "shares": shares})
    found = place(beside(source, Patient({"lesion_count": 1})), "lesion_count")
    assert (found.inside, found.printed) == (True, "One: 12.5 %; More: 0")
    assert place(beside(source, Patient({"lesion_count": 2})), "lesion_count").inside is False


def test_a_median_alone_places_nobody_and_leaves_the_fact_to_the_entry_limit() -> None:
    line = {"modality": "haic", "fact": "age_years", "at_most": 75}
    assert "age_years" in beside(prints({"fact": "age_years", "median": 50}), invented_patient()).unreported
    limited = place(
        beside(prints({"fact": "age_years", "median": 50}, criteria=[line]), invented_patient()), "age_years"
    )
    assert (limited.inside, limited.printed, limited.base) == (True, "entry limit", None)


def test_the_first_limit_that_a_document_prints_for_a_fact_is_the_one_beside_her() -> None:
    lines = [
        {"modality": "haic", "fact": "ecog", "at_most": 2, "locator": "Methods"},
        {"modality": "haic", "fact": "ecog", "at_most": 0, "locator": "Discussion"},
    ]
    found = place(beside(prints(criteria=lines), invented_patient(ecog=1)), "ecog")
    assert (found.inside, found.locator) == (True, "Methods")


def test_a_limit_in_multiples_waits_for_the_laboratorys_own_limit() -> None:
    found = place(beside(arden(), invented_patient(bilirubin_uln_mg_dl=None)), "bilirubin_mg_dl")
    assert (found.value, found.inside) == (1.5, None)


def test_a_group_is_hers_only_when_every_part_of_its_definition_is_met() -> None:
    def by_two(raw: dict[str, Any]) -> None:
        raw["cohort"][0]["group"][0]["where"].append({"fact": "ecog", "at_most": 1})

    both = changed(arden(), by_two)
    assert getattr(beside(both, invented_patient(ecog=1)).group, "id", None) == "few_lines"
    assert beside(both, invented_patient(ecog=2)).group is None
    assert beside(both, invented_patient(ecog=None)).group is None


def test_of_cohorts_alike_in_everything_the_key_decides() -> None:
    series = {"id": "all", "label": "All", "modality": "haic", "treatment": "x", "n": 10, "locator": "Table 1"}
    sources = [document(key, cohort=[series]) for key in ("cedar", "alder", "beech")]
    evidence = assess(NOBODY, invented_library(*sources)).evidence
    assert [one.key for one in evidence] == ["alder/all", "beech/all", "cedar/all"]


# Two versions of her


def versions(**values: Any) -> Comparison:
    library = invented_library(arden(), birch())
    return compare(assess(invented_patient(), library), assess(invented_patient(**values), library))


def test_a_changed_fact_is_told_with_what_it_was_and_what_it_is() -> None:
    found = versions(platelets_e9_l=100, ecog=None, age_years=48)
    assert sorted(found.changes, key=lambda one: one.fact) == [
        Change("ecog", 1, None),
        Change("platelets_e9_l", 90, 100),
    ]


def test_a_cohort_that_she_joins_on_a_fact_and_one_that_she_leaves_are_told_apart() -> None:
    came = versions(platelets_e9_l=100)
    assert [(one.before.key, one.came_inside, one.went_outside) for one in came.evidence] == [
        ("arden/infused", ("platelets_e9_l",), ())
    ]
    went = versions(age_years=71, largest_lesion_cm=9.5)
    assert {(one.before.key, one.came_inside, one.went_outside) for one in went.evidence} == {
        ("arden/infused", (), ("age_years",)),
        ("birch/embolised", (), ("largest_lesion_cm",)),
    }


def test_a_cohort_whose_closest_group_alone_changes_is_told() -> None:
    (found,) = versions(prior_lines=3).evidence
    assert found.group_turns and not found.entry_turns
    assert (found.came_inside, found.went_outside) == ((), ())


def test_a_cohort_is_told_when_its_list_turns_from_not_met_to_not_known() -> None:
    found = versions(platelets_e9_l=None)
    (arden_change,) = [one for one in found.evidence if one.before.key == "arden/infused"]
    assert arden_change.entry_turns and not arden_change.group_turns
    assert (arden_change.before.entry, arden_change.after.entry) == (Verdict.FAILS, Verdict.UNKNOWN)


def test_of_a_list_only_the_lines_that_read_differently_are_told() -> None:
    (haic,) = [one for one in versions(platelets_e9_l=100).options if one.modality is Modality.HAIC]
    assert [(before.criterion.facts, before.finding, after.finding) for before, after in haic.lines] == [
        (("platelets_e9_l",), Finding.NOT_MET, Finding.MET)
    ]
    assert [one.lines for one in versions(platelets_e9_l=100).options if one.modality is not Modality.HAIC] == [()] * 5


def test_a_change_that_would_make_things_worse_or_of_a_fact_not_recorded_is_not_offered() -> None:
    one = document("one", [{"modality": "haic", "fact": "platelets_e9_l", "at_least": 100}])
    other = document("other", [{"modality": "tace", "fact": "inr", "at_most": 1.5}])
    options = assess(Patient({"platelets_e9_l": 90}), invented_library(one, other)).options
    assert [(flip.fact, flip.after) for flip in telling_changes(options)] == [("platelets_e9_l", 100)]
    well = assess(Patient({"platelets_e9_l": 110}), invented_library(one, other)).options
    assert telling_changes(well) == ()


def test_what_opens_an_option_that_is_not_met_is_offered_before_what_lifts_a_caution() -> None:
    caution = {"modality": "ablation", "role": "caution", "fact": "haemoglobin_g_dl", "at_least": 10}
    sources = [
        document("lists", [{"modality": "ablation", "fact": "ecog", "at_most": 2}, caution]),
        document("other", [{"modality": "tace", "fact": "lesion_count", "at_most": 5}]),
    ]
    woman = known_ground(haemoglobin_g_dl=9, lesion_count=6, safe_needle_path=True)
    offered = telling_changes(assess(woman, invented_library(*sources)).options)
    assert [(flip.fact, flip.after, flip.verdict) for flip in offered] == [
        ("lesion_count", 5, Verdict.MEETS),
        ("haemoglobin_g_dl", 10, Verdict.MEETS),
    ]
    assert [flip.fact for flip in telling_changes(assess(woman, invented_library(*sources)).options, 1)] == [
        "lesion_count"
    ]


MISSED = {
    "lesion_count": (9, 5), "largest_lesion_cm": (8, 5), "liver_involvement_percent": (60, 50), "alt_u_l": (300, 200),
    "ast_u_l": (300, 200), "alp_u_l": (900, 500), "karnofsky": (0, 10),
}  # fmt: skip
"""Seven facts with what is recorded and the most, of the last the least, that a list takes."""


def test_at_most_six_changes_are_offered() -> None:
    """Seven documents of one line each, none of them met: any one of seven facts would open the option."""
    verbs = {code: "at_least" if code == "karnofsky" else "at_most" for code in MISSED}
    sources = [
        document(code, [{"modality": "haic", "fact": code, verbs[code]: bound}]) for code, (_, bound) in MISSED.items()
    ]
    woman = known_ground(**{code: recorded for code, (recorded, _) in MISSED.items()})
    options = assess(woman, invented_library(*sources)).options
    assert len(telling_changes(options, 9)) == 7
    assert len(telling_changes(options)) == 6


# The whole


def test_an_assessment_says_on_which_data_it_rests_and_what_documents_on_her_own_primary_say() -> None:
    def of_colon(raw: dict[str, Any]) -> None:
        raw["cohort"][0]["primary"] = "colorectal"

    library = invented_library(changed(arden(), of_colon), birch())
    found = assess(invented_patient(), library)
    assert found.data_version == "invented"
    assert [[voice.series.key for voice in one.voices] for one in found.questions] == [["birch/embolised"]]
    colon = assess(invented_patient(primary="colorectal"), library)
    assert {voice.series.key for one in colon.questions for voice in one.voices} == {"arden/infused"}


def test_carrying_on_with_systemic_therapy_stays_listed_where_no_document_speaks_of_it() -> None:
    assert assess(NOBODY, invented_library()).option(Modality.SYSTEMIC).verdict is Verdict.MEETS
