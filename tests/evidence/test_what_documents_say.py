"""Response, harms, agreement, silence and trust as the two invented documents print them; worked by hand."""

from __future__ import annotations

import json
from typing import Any

from each import each
from invented import arden, birch, changed, document

from haic_core.evidence.agreement import questions
from haic_core.evidence.certainty import DOMAINS, certainty
from haic_core.evidence.gap_map import Cell, gap_map
from haic_core.evidence.response import Response, response_of, serious_harms
from haic_core.evidence.side_lists import Era, Subgroup
from haic_core.evidence.source import Source
from haic_core.words.vocabulary import Endpoint, Modality

INFUSED = {"id": "all", "label": "All", "modality": "haic", "treatment": "x", "n": 20, "locator": "Table 1"}


def infused(key: str, **more: object) -> Source:
    """A document with one infused cohort of 20."""
    return document(key, cohort=[{**INFUSED, **more}])


def result(endpoint: str, value: float, statistic: str = "count", **more: object) -> dict[str, object]:
    return {"endpoint": endpoint, "statistic": statistic, "value": value, "locator": "Table 2", **more}


# Response and harms


def test_the_best_response_is_told_category_by_category_with_count_and_percentage() -> None:
    assert response_of(arden().cohort[0]) == Response(
        40,
        None,
        "RECIST 1.1",
        ((Endpoint.CR, 2, 5), (Endpoint.PR, 10, 25), (Endpoint.SD, 16, 40), (Endpoint.PD, 12, 30)),
        "Table 2",
    )


def test_where_no_categories_are_printed_the_rate_stands_alone() -> None:
    assert response_of(birch().cohort[0]) == Response(25, None, None, ((Endpoint.ORR, None, 36),), "Abstract")
    counted = infused("counted", outcome=[result("ORR", 7, n=18, criteria="WHO", term="at 3 months")])
    assert response_of(counted.cohort[0]) == Response(18, "at 3 months", "WHO", ((Endpoint.ORR, 7, None),), "Table 2")


def test_one_category_alone_is_no_response_and_a_group_is_not_the_cohort() -> None:
    group = {"id": "few", "label": "Few", "n": 9, "locator": "Table 1"}
    rows = [result("CR", 1), result("PR", 4, group="few"), result("ORR", 5, group="few")]
    assert response_of(infused("alone", outcome=rows, group=[group]).cohort[0]) is None


def test_of_two_ways_of_measuring_the_first_with_two_categories_is_shown_in_the_order_of_the_categories() -> None:
    rows = [
        result("CR", 1, term="WHO"),
        result("SD", 40, "percent", term="RECIST", n=15),
        result("PR", 6, term="RECIST", percent=30, criteria="RECIST 1.0"),
    ]
    assert response_of(infused("two", outcome=rows).cohort[0]) == Response(
        15, "RECIST", "RECIST 1.0", ((Endpoint.PR, 6, 30), (Endpoint.SD, None, 40)), "Table 2"
    )


def test_a_category_printed_twice_is_shown_as_first_printed() -> None:
    rows = [result("CR", 1), result("PR", 6), result("PR", 8)]
    found = response_of(infused("twice", outcome=rows).cohort[0])
    assert found is not None and found.counts == ((Endpoint.CR, 1, None), (Endpoint.PR, 6, None))


def test_serious_harms_stand_by_their_share_and_events_have_none() -> None:
    """4 of 40 are 10 %; 7.5 % is as printed; 6 occlusions are events, not patients; nausea of grade 1-2 is left out."""
    assert [(harm.term, harm.grade, harm.share, harm.n, harm.locator) for harm in serious_harms(arden().cohort[0])] == [
        ("Nausea", "3", 10, 40, "Table 3"),
        ("Gastric ulcer", "3-4", 7.5, 40, "Table 3"),
        ("Catheter occlusion", "3", None, 40, "Table 3"),
    ]


def test_a_harm_that_nobody_had_or_that_repeats_another_is_not_shown() -> None:
    graded = {"grade": "3", "serious": True}
    harms = [
        {"term": "None", "grades": [{**graded, "count": 0}], "locator": "T"},
        {"term": "Again", "repeats": True, "grades": [{**graded, "count": 5}], "locator": "T"},
        {"term": "Ulcer", "n": 10, "grades": [{**graded, "count": 1, "percent": 11}], "locator": "T"},
        {"term": "Pain", "grades": [{**graded, "count": 4}], "locator": "T"},
    ]
    found = serious_harms(infused("harms", harm=harms).cohort[0])
    assert [(harm.term, harm.share) for harm in found] == [("Pain", 20), ("Ulcer", 10)]


# Agreement


def test_two_documents_that_contradict_each_other_come_before_one_that_speaks_alone() -> None:
    lines, her2 = questions([arden(), birch()])
    assert (lines.factor, lines.endpoint, lines.in_conflict) == ("prior_lines", Endpoint.OS, True)
    assert [voice.series.key for voice in lines.finding_it] == ["arden/infused"]
    assert [voice.series.key for voice in lines.not_finding_it] == ["birch/embolised"]
    assert (her2.factor, her2.in_conflict, her2.finding_it) == ("her2", False, ())


def said(factor: str, associated: bool = True, endpoint: str = "OS") -> dict[str, object]:
    return {"factor": factor, "endpoint": endpoint, "associated": associated, "locator": "Table 4"}


def test_of_questions_without_conflict_the_one_with_more_voices_comes_first_then_by_name() -> None:
    one = infused("one", association=[said("zinc"), said("albumin"), said("size")])
    other = infused("other", association=[said("size"), said("albumin", endpoint="PFS")])
    assert [(found.factor, found.endpoint, len(found.voices)) for found in questions([one, other])] == [
        ("size", "OS", 2),
        ("albumin", "OS", 1),
        ("albumin", "PFS", 1),
        ("zinc", "OS", 1),
    ]


@each(("primary", "heard"), [("breast", True), ("mixed", True), ("colorectal", False)])
def test_a_registry_of_all_primaries_speaks_too_and_one_of_another_primary_does_not(primary: str, heard: bool) -> None:
    assert bool(questions([infused("registry", primary=primary, association=[said("size")])])) is heard


# Where the library is silent


def cell(sources: list[Source], modality: Modality, **bound: object) -> Cell:
    written = {"id": "asked", "label": "Asked", "condition": bound}
    cells = gap_map(sources, [Subgroup.model_validate_json(json.dumps(written))])
    (found,) = [one for one in cells if one.modality is modality]
    return found


@each(
    ("bound", "patients", "with_outcome"),
    [
        ({"fact": "lesion_count", "at_most": 4}, 10, False),
        ({"fact": "lesion_count", "at_most": 3}, 0, False),
        ({"fact": "lesion_count", "at_least": 1}, 40, False),
        ({"fact": "prior_lines", "at_least": 3}, 16, True),
        ({"fact": "prior_lines", "at_most": 2}, 24, True),
        ({"fact": "primary", "is": "breast"}, 40, False),
        ({"fact": "extrahepatic_disease", "one_of": ["none", "bone_only_stable", "stable"]}, 40, False),
        ({"fact": "extrahepatic_disease", "is": "progressive"}, 0, False),
    ],
)
def test_only_those_are_counted_who_certainly_belong_to_a_subgroup(
    bound: dict[str, object], patients: int, with_outcome: bool
) -> None:
    found = cell([arden(), birch()], Modality.HAIC, **bound)
    assert found.patients == patients
    assert found.studies == (("arden/infused",) if patients else ())
    assert found.with_outcome == (("arden/infused",) if with_outcome else ())


def test_where_only_such_patients_could_enter_all_belong() -> None:
    found = cell([arden(), birch()], Modality.TACE, fact="lesion_count", at_most=5)
    assert (found.studies, found.patients) == (("birch/embolised",), 25)
    assert cell([arden(), birch()], Modality.TACE, fact="lesion_count", at_most=4).patients == 0


def test_a_caution_lets_nobody_be_counted() -> None:
    assert cell([arden()], Modality.HAIC, fact="portal_vein_thrombosis", **{"is": False}).patients == 0


def test_patients_in_two_documents_are_counted_once_in_the_larger() -> None:
    rows = [{"name": "Lines", "fact": "prior_lines", "locator": "T"}]

    def with_one_line(key: str, count: int, **more: object) -> Source:
        shares = [{"label": "One", "count": count, "when": {"at_most": 1}}]
        return infused(key, baseline=[{**rows[0], "shares": shares}], **more)

    first = with_one_line("first", 12)
    found = cell(
        [first, with_one_line("second", 7, same_patients_as="first/all")], Modality.HAIC, fact="prior_lines", at_most=1
    )
    assert (found.studies, found.patients) == (("first/all", "second/all"), 12)
    apart = cell([first, with_one_line("second", 7)], Modality.HAIC, fact="prior_lines", at_most=1)
    assert apart.patients == 19
    pair = [
        with_one_line("first", 9, same_patients_as="second/all"),
        with_one_line("second", 9, same_patients_as="first/all"),
    ]
    assert cell(pair, Modality.HAIC, fact="prior_lines", at_most=1).patients == 9


# How far a document can be trusted

ERAS = [
    Era(therapy="Old drug", from_year=2009),
    Era(therapy="Drug", from_year=2015),
    Era(therapy="New drug", from_year=2019),
]


def test_a_paper_is_tagged_by_its_responders_its_single_arm_and_its_years() -> None:
    """Enrolled 2010 to 2018: partly before 2015, wholly before 2019, not before 2009."""
    found = certainty(arden(), ERAS)
    assert (found.level, found.level_reason) == (4, "case series without a comparison")
    assert found.tags == (
        "guarantee time: groups defined by response",
        "single arm",
        "enrolled partly before Drug",
        "enrolled before New drug",
    )
    assert [(one.domain, one.rating) for one in found.domains] == [
        (domain, "serious" if domain == "confounding" else "no_information") for domain in DOMAINS
    ]
    assert {one.reason for one in found.domains[1:]} == {"not judged"}


def test_an_abstract_says_that_it_is_one_and_that_nobody_reviewed_it() -> None:
    found = certainty(birch(), ERAS)
    assert found.tags == ("single arm", "abstract only", "not peer reviewed")
    assert {one.reason for one in found.domains} == {"only the abstract was read"}


def test_the_last_year_of_enrolment_counts_as_enrolled() -> None:
    def until(year: int) -> tuple[str, ...]:
        def enrol(raw: dict[str, Any]) -> None:
            raw["study"]["enrolled"] = [year, year]

        return certainty(changed(arden(), enrol), ERAS[1:2]).tags

    assert "enrolled before Drug" in until(2014)
    assert not [tag for tag in until(2015) if tag.startswith("enrolled")]


@each(
    ("design", "level", "reason"),
    [
        ("randomised_trial", 2, "randomised trial"),
        ("retrospective_cohort", 3, "non-randomised comparison"),
        ("pooled_review", 4, "review of non-randomised, mostly single-arm studies"),
    ],
)
def test_two_treatments_side_by_side_are_a_comparison_unless_a_review_lists_them(
    design: str, level: int, reason: str
) -> None:
    def side_by_side(raw: dict[str, Any]) -> None:
        raw["study"]["design"] = design
        raw["cohort"].append({**INFUSED, "id": "other", "modality": "tace"})

    found = certainty(changed(arden(), side_by_side), [])
    assert (found.level, found.level_reason) == (level, reason)
    assert "single arm" not in found.tags
