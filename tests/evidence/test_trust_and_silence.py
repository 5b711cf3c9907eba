"""Small print of trust and silence: tags of documents, empty cells of the gap map, harms without a share; by hand."""

from __future__ import annotations

from typing import Any

from each import each
from invented import arden, birch, changed

from haic_core.evidence.certainty import certainty
from haic_core.evidence.criterion import Condition
from haic_core.evidence.gap_map import Cell, gap_map, implies
from haic_core.evidence.pooling import pool_all
from haic_core.evidence.response import response_of, serious_harms
from haic_core.evidence.side_lists import Subgroup
from haic_core.evidence.source import Source
from haic_core.words.vocabulary import Modality


def arden_as(key: str = "arden", **own: Any) -> Source:
    """Arden's paper under another key, with other content of her cohort; None takes a field away."""

    def change(raw: dict[str, Any]) -> None:
        raw["key"] = key
        raw["cohort"][0] = {name: value for name, value in {**raw["cohort"][0], **own}.items() if value is not None}
        raw["dispute"], raw["regimen"] = [], []

    return changed(arden(), change)


# Trust


@each(
    ("document", "said", "tag"),
    [
        ("full_text", "not judged", None),
        ("abstract", "only the abstract was read", "abstract only"),
        ("abstract_truncated", "only the abstract was read", "abstract only"),
        ("secondary_quote", "only a quotation was read", "second-hand"),
    ],
)
def test_what_was_not_judged_says_how_much_of_the_document_was_read(document: str, said: str, tag: str | None) -> None:
    found = certainty(changed(birch(), lambda raw: raw.update(document=document)), ())
    assert {(one.reason, one.locator, one.rating) for one in found.domains} == {(said, "–", "no_information")}
    assert [one for one in found.tags if one in ("abstract only", "second-hand")] == ([tag] if tag else [])


@each("design", ["narrative_review", "guideline_or_label"])
def test_a_review_or_a_label_without_data_is_the_lowest_level(design: str) -> None:
    def without_patients(raw: dict[str, Any]) -> None:
        raw["study"]["design"] = design
        for rules in ("list", "limit", "criterion", "worked_patient"):
            raw.pop(rules, None)

    found = certainty(changed(birch(), without_patients), ())
    assert (found.level, found.level_reason) == (5, "opinion, review or label without data of its own")


def test_groups_by_response_are_warned_of_and_groups_known_before_are_not() -> None:
    """Arden prints survival of her responders, and progression by lines before, which was known when she began."""
    warning = "guarantee time: groups defined by response"
    assert warning in certainty(arden(), ()).tags

    def unprinted(raw: dict[str, Any]) -> None:
        own = raw["cohort"][0]
        own["outcome"] = [row for row in own["outcome"] if row.get("group") != "responders"]
        own["curve"] = [row for row in own["curve"] if row.get("group") != "responders"]

    assert warning not in certainty(changed(arden(), unprinted), ()).tags


def test_patients_selected_by_downstaging_are_tagged_so() -> None:
    tag = "selected by successful downstaging"
    assert tag in certainty(arden_as(selected_by="downstaging"), ()).tags and tag not in certainty(arden(), ()).tags


# Silence


def cell(sources: list[Source], primary: str = "breast", **bound: object) -> Cell:
    """How many of those treated by infusion certainly belong to a subgroup."""
    asked = Subgroup.model_validate({"id": "asked", "label": "Asked", "condition": bound})
    (found,) = [one for one in gap_map(sources, [asked], primary) if one.modality is Modality.HAIC]
    return found


def bound(fact: str, **verb: object) -> Condition:
    return Subgroup.model_validate({"id": "a", "label": "A", "condition": {"fact": fact, **verb}}).condition


@each(
    ("fact", "narrow", "wide", "holds"),
    [
        ("lesion_count", {"between": [6, 7]}, {"at_least": 5}, True),
        ("lesion_count", {"between": [4, 7]}, {"at_least": 5}, False),
        ("lesion_count", {"at_most": 4}, {"less_than": 5}, True),
        ("lesion_count", {"less_than": 5}, {"at_most": 4}, True),
        ("lesion_count", {"at_least": 6}, {"between": [5, 20]}, False),
        # A lesion of 4.95 cm is below 5 and not at most 4.9.
        ("largest_lesion_cm", {"less_than": 5}, {"at_most": 4.9}, False),
        ("largest_lesion_cm", {"more_than": 5}, {"at_least": 5.1}, False),
        ("largest_lesion_cm", {"at_most": 4.9}, {"less_than": 5}, True),
        ("largest_lesion_cm", {"between": [2, 3]}, {"more_than": 1.9}, True),
        ("extrahepatic_disease", {"is": "none"}, {"one_of": ["none", "stable"]}, True),
        ("extrahepatic_disease", {"is_not": "none"}, {"one_of": ["stable"]}, False),
    ],
)
def test_a_bound_lies_within_another_where_every_value_of_it_does(
    fact: str, narrow: dict[str, object], wide: dict[str, object], holds: bool
) -> None:
    assert implies(fact, bound(fact, **narrow).span, bound(fact, **wide).span) is holds


def lesions(**share: object) -> list[dict[str, object]]:
    """A table of five or more metastases, printed as a count or as a percentage only."""
    shares = [{"label": "5 or more", "when": {"at_least": 5}, **share}]
    return [{"name": "Metastases", "fact": "lesion_count", "shares": shares, "locator": "Table 1"}]


def test_a_percentage_alone_is_no_count_of_patients() -> None:
    assert cell([arden_as(baseline=lesions(count=30))], fact="lesion_count", at_least=5).patients == 30
    assert cell([arden_as(baseline=lesions(percent=75))], fact="lesion_count", at_least=5).studies == ()


def test_a_group_counts_where_the_table_prints_percentages_only() -> None:
    group = {"id": "many", "label": "Five or more", "n": 28, "where": [{"fact": "lesion_count", "at_least": 5}]}
    source = arden_as(
        baseline=lesions(percent=75),
        group=[{**group, "locator": "Table 1"}],
        outcome=None,
        curve=None,
        association=None,
    )
    assert cell([source], fact="lesion_count", at_least=5).patients == 28


def test_a_series_that_shares_patients_with_one_outside_the_library_counts_itself() -> None:
    alone = arden_as(same_patients_as="elsewhere/all")
    assert cell([alone], fact="lesion_count", at_least=5).patients == 30


def test_of_two_as_large_of_which_one_names_the_other_the_patients_count_once() -> None:
    naming = arden_as("second", same_patients_as="arden/infused")
    for sources in ([arden_as(), naming], [naming, arden_as()]):
        found = cell(sources, fact="lesion_count", at_least=5)
        assert (found.patients, len(found.studies)) == (30, 2)
    assert cell([arden_as(), arden_as("second")], fact="lesion_count", at_least=5).patients == 60


def test_the_map_of_another_primary_holds_the_series_of_that_primary() -> None:
    sources = [arden_as(), arden_as("bowel", primary="colorectal", baseline=lesions(count=11))]
    assert cell(sources, fact="lesion_count", at_least=5).patients == 30
    assert cell(sources, "colorectal", fact="lesion_count", at_least=5).patients == 11


# Harms


def test_a_harm_of_which_no_share_can_be_said_stands_behind_the_rarest_of_which_one_can() -> None:
    harms = [
        {"term": "Leak", "per": "events", "grades": [{"grade": "3", "serious": True, "count": 9}], "locator": "T"},
        {"term": "Ulcer", "grades": [{"grade": "3", "serious": True, "percent": 0.5}], "locator": "T"},
    ]
    found = serious_harms(arden_as(harm=harms).cohort[0])
    assert [(one.term, one.share) for one in found] == [("Ulcer", 0.5), ("Leak", None)]


def test_pooled_harms_are_counts_as_printed_and_name_their_papers() -> None:
    """Four of forty with nausea in both; nothing was worked out from a percentage."""
    pooled = {one.question: one.studies for one in pool_all([arden_as(), arden_as("second")])}
    assert [(one.name, one.x, one.n, one.derived, one.measure) for one in pooled["harm"]] == [
        ("Arden 2020", 4, 40, False, "Nausea, grade 3")
    ] * 2


def test_a_harm_of_a_group_is_counted_among_the_group() -> None:
    graded = {"grade": "3", "serious": True, "count": 6}
    own = {"term": "Ulcer", "group": "few_lines", "grades": [graded], "locator": "T"}
    [harm] = serious_harms(arden_as(harm=[own]).cohort[0])
    assert (harm.n, harm.share) == (24, 25)


def test_a_response_stands_where_its_first_category_is_printed() -> None:
    rows = [
        {"endpoint": name, "statistic": "count", "value": 5, "locator": place}
        for name, place in (("CR", "Table 2"), ("PR", "Table 7"))
    ]
    found = response_of(arden_as(outcome=rows, curve=None).cohort[0])
    assert found is not None and found.locator == "Table 2"


def pooled_response(*outcomes: dict[str, Any], **own: Any) -> list[tuple[str, int, int]]:
    """Question, patients and number of a paper with this response beside Arden's, whose 12 of 40 respond."""
    rows = [{"locator": "T", **row} for row in outcomes]
    first = arden_as("first", outcome=rows, curve=None, harm=None, **own)
    found = pool_all([first, arden_as()])
    return [(one.question, study.x, study.n) for one in found for study in one.studies if study.key == "first/infused"]


def test_a_percentage_of_complete_responses_is_not_the_response() -> None:
    complete, rate = ({"endpoint": name, "statistic": "percent", "value": x} for name, x in (("CR", 10), ("ORR", 40)))
    assert pooled_response(complete, rate) == [("response", 16, 40)]
    assert pooled_response(complete) == []


def test_complete_and_partial_responses_alone_are_no_control_of_the_disease() -> None:
    complete, partial = ({"endpoint": name, "statistic": "count", "value": x} for name, x in (("CR", 2), ("PR", 9)))
    stable = {"endpoint": "SD", "statistic": "count", "value": 20}
    assert pooled_response(complete, partial) == [("response", 11, 40)]
    assert pooled_response(complete, stable) == []
    assert pooled_response(complete, partial, stable) == [("response", 11, 40), ("control", 31, 40)]


def test_of_two_ways_of_measuring_the_one_that_says_among_how_many_is_pooled() -> None:
    """A cohort whose number is not printed: by one list nobody says of how many, by the other of 30."""
    rate = {"endpoint": "ORR", "statistic": "count"}
    rows = ({**rate, "value": 9, "term": "first list"}, {**rate, "value": 8, "term": "second list", "n": 30})
    assert pooled_response(*rows, n=None) == [("response", 8, 30)]
