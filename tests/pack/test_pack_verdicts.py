"""What a pack says of verdicts, on invented documents: limits that differ, lists that are met, what a decision kept."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest
from invented import arden, document, invented_library, known_ground

from haic_core.case.decision import UNDECIDED, Choice, Decision
from haic_core.case.fact_kinds import Value
from haic_core.case.file import Case
from haic_core.evidence.source import Source
from haic_core.judgement.assessment import assess
from haic_core.judgement.rules_version import taken
from haic_core.pack.content import PackContent, content_of
from haic_core.pack.deciding import DecidingLine, Says, first_of_each
from haic_core.pack.tables import pack_tables
from haic_core.pack.words import GLANCE, options_headline
from haic_core.words.vocabulary import Modality, Verdict

HAIC = {"modality": "haic"}
MOSS = document("moss", [{**HAIC, "fact": "ecog", "at_most": 2}, {**HAIC, "fact": "platelets_e9_l", "at_least": 75}])
RUSH = document("rush", limit=[{**HAIC, "fact": "bilirubin_mg_dl", "at_most": 1}])
SEDGE = document("sedge", limit=[{**HAIC, "fact": "bilirubin_mg_dl", "at_most": 2}])
WAITED = document("waited", [{**HAIC, "fact": "weeks_since_systemic", "at_least": 4}])


def packed(*sources: Source, **facts: Value | None) -> PackContent:
    """The content of a pack for a woman without anything against a catheter but for what is named."""
    return content_of(Case(known_ground(**facts)), invented_library(*sources))


def table(content: PackContent, name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(pack_tables(content)[name].decode("utf-8-sig"))))


def haic_lines(content: PackContent) -> list[tuple[str, str, Says, tuple[str, ...]]]:
    return [
        (line.asks, line.has, line.says, line.sources) for line in content.deciding if line.modality is Modality.HAIC
    ]


def test_limits_that_differ_are_a_line_with_both_sides() -> None:
    """A bilirubin of 1.5 mg/dL is above Rush's 1 and below Sedge's 2; Moss admits her."""
    assert haic_lines(packed(MOSS, RUSH, SEDGE, bilirubin_mg_dl=1.5)) == [
        ("Every line of the whole list", "2 lines met", Says.MET, ("Moss 2020",)),
        (
            "Printed limits differ: not by Rush 2020 (at most 1 mg/dL); allowed by Sedge 2020 (at most 2 mg/dL)",
            "bilirubin 1.5 mg/dL",
            Says.DISPUTED,
            ("Rush 2020", "Sedge 2020"),
        ),
    ]


def test_an_open_option_says_what_it_waits_for_and_what_is_recorded_against_it() -> None:
    warned = document("warned", limit=[{**HAIC, "role": "caution", "fact": "inr", "at_most": 1.5}])
    assert haic_lines(packed(MOSS, warned, inr=1.8, ascites=None)) == [
        ("In question; caution for INR 1.8; still open: ascites from imaging.", "1 fact not yet known", Says.OPEN, ()),
        ("INR at most 1.5", "1.8", Says.WARNS, ("Warned 2020",)),
    ]
    assert {line.option for line in packed(MOSS, ascites=None).deciding if line.says is Says.OPEN} >= {"HAIC", "TACE"}


WHOLE = document("whole", [{**HAIC, "fact": "lesion_count", "at_most": 5}])
PART = document(
    "part", [{**HAIC, "fact": "lesion_count", "at_most": 9}, {**HAIC, "fact": "ecog", "at_most": 2}], extent="part"
)


def places(content: PackContent) -> list[tuple[str, str, Says, tuple[str, ...]]]:
    """Whose lines decide about HAIC, what they ask, and where it is printed."""
    told = [line for line in content.deciding if line.modality is Modality.HAIC]
    return [(line.option, line.asks, line.says, line.places) for line in told]


def test_a_list_that_leaves_her_out_never_stands_among_those_that_are_met() -> None:
    """Six lesions: one more than the whole list lets in, and within the part list."""
    assert places(packed(PART, WHOLE, lesion_count=6)) == [
        ("HAIC", "Every line of a part list", Says.MET, ("Part 2020: Methods",)),
        ("HAIC", "Number of liver metastases at most 5 lesions", Says.NOT_MET, ("Whole 2020: Methods",)),
    ]


def test_a_whole_list_stands_before_a_part_and_disputed_limits_after_both_with_all_their_places() -> None:
    assert places(packed(PART, WHOLE, RUSH, SEDGE, lesion_count=4, bilirubin_mg_dl=1.5)) == [
        ("HAIC", "Every line of the whole list", Says.MET, ("Whole 2020: Methods",)),
        ("HAIC", "Every line of a part list", Says.MET, ("Part 2020: Methods",)),
        (
            "HAIC",
            "Printed limits differ: not by Rush 2020 (at most 1 mg/dL); allowed by Sedge 2020 (at most 2 mg/dL)",
            Says.DISPUTED,
            ("Rush 2020: Contraindications", "Sedge 2020: Contraindications"),
        ),
    ]


def test_up_to_two_missing_facts_are_named_in_the_line_and_more_are_counted() -> None:
    two, three = packed(MOSS, ascites=None, inr=None), packed(MOSS, ascites=None, inr=None, pregnant=None)
    assert [line[:3] for line in haic_lines(two)] == [
        (
            "Nothing against it so far; still open: INR from blood and ascites from imaging.",
            "2 facts not yet known",
            Says.OPEN,
        )
    ]
    assert [line[:3] for line in haic_lines(three)] == [
        ("Nothing against it so far.", "3 facts not yet known", Says.OPEN)
    ]


def test_every_wording_of_the_reason_names_what_is_in_question_before_what_is_missing() -> None:
    warned = document("warned", limit=[{**HAIC, "role": "caution", "fact": "inr", "at_most": 1.5}])
    (line,) = [one for one in packed(MOSS, warned, inr=1.8, ascites=None).options if one.entry.short == "HAIC"]
    assert line.why[:2] == (
        "Caution for INR 1.8; still open: ascites from imaging.",
        "Caution for INR 1.8; 1 fact not yet known.",
    )


def test_of_an_option_that_no_list_takes_the_reason_is_the_line_that_leaves_her_out() -> None:
    five = document("five", [{**HAIC, "fact": "lesion_count", "at_most": 5}, {**HAIC, "fact": "ecog", "at_most": 2}])
    (line,) = [one for one in packed(five, lesion_count=8).options if one.entry.short == "HAIC"]
    assert line.why[:2] == (
        "Outside every list; Five 2020: 8 lesions, 5 allowed.",
        "Number of liver metastases at most 5 lesions (here: 8 lesions).",
    )


def test_the_table_of_options_tells_standing_safety_and_entry_apart() -> None:
    content = packed(MOSS, RUSH, SEDGE, bilirubin_mg_dl=1.5, ascites=None)
    row = next(row for row in table(content, "options.csv") if row["modality"] == "haic")
    kept = ("verdict", "standing", "safety", "entry", "stopped", "disputed", "not_recorded")
    assert tuple(row[column] for column in kept) == (
        "unknown", "in_question", "open", "admitted", "", "bilirubin_mg_dl", "ascites"
    )  # fmt: skip


def test_the_ledger_tells_lists_from_limits_and_a_wait_from_a_line_that_is_not_met() -> None:
    """Two of Waited's four weeks are over."""
    listed = table(packed(MOSS, WAITED, RUSH, weeks_since_systemic=2), "ledger.csv")
    kept = {(row["source"], row["facts"], row["of"], row["finding"], row["not_yet"]) for row in listed}
    assert {one for one in kept if one[0] in ("rush", "waited")} == {
        ("rush", "bilirubin_mg_dl", "limit", "met", "no"),
        ("waited", "weeks_since_systemic", "list", "not_met", "yes"),
    }


def test_only_old_or_undated_facts_make_a_verdict_provisional() -> None:
    """Undated platelets make 'meets' provisional; what is not recorded makes it no verdict at all."""
    meets, undecided = (packed(MOSS, ascites=ascites).options[3] for ascites in (False, None))
    assert meets.option.verdict is Verdict.MEETS and meets.waits.undated
    assert undecided.option.verdict is Verdict.UNKNOWN and not undecided.waits


def test_a_pack_says_of_a_decision_what_has_turned_since() -> None:
    library = invented_library(arden())
    well = known_ground(portal_vein_thrombosis=False, extrahepatic_disease="none", bilirubin_uln_mg_dl=1.2)
    decision = taken(Decision(choice=Choice.HAIC), UNDECIDED, assess(well, library), library)
    closed = well.with_fact("portal_vein_thrombosis", True)
    assert content_of(Case(closed, decision=decision), library).since == (
        "Verdicts that read otherwise since: HAIC Meets → Does not meet."
    )
    assert content_of(Case(closed), library).since == ""


def test_the_headline_counts_the_options_beside_systemic_therapy_by_how_they_stand() -> None:
    """Moss admits her for infusion; of the other four no list is held here."""
    options = packed(MOSS).assessment.options
    assert options_headline(options) == (
        "Of five options beside systemic therapy, 1 meets published entry criteria and 4 are too little known",
        "Of five, 1 meets and 4 are too little known",
        "Of five: 1 meets, 4 too little known",
        GLANCE,
    )


def test_the_closest_cohort_of_each_option_stands_in_the_options_order() -> None:
    content = content_of(Case(known_ground()), invented_library())
    assert [line.match.key for line in content.evidence] == ["birch/embolised", "arden/infused"]


def test_the_first_line_of_every_option_stands_before_the_second_of_any() -> None:
    lines = [
        DecidingLine(option.value, option, str(place), "", Says.NOT_MET, (), (), ())
        for option in (Modality.TACE, Modality.HAIC)
        for place in range(3)
    ]
    fixed, decided = (Modality.TACE, Modality.HAIC), (Modality.HAIC, Modality.TACE)
    for most, order, whole, kept in (
        (2, fixed, 1, [(0, "tace"), (0, "haic")]),
        (3, fixed, 1, [(0, "tace"), (1, "tace"), (0, "haic")]),
        (1, decided, 1, [(0, "haic")]),
        (2, decided, 2, [(0, "haic"), (1, "haic")]),
        (3, decided, 2, [(0, "haic"), (1, "haic"), (0, "tace")]),
    ):
        assert [(int(line.asks), line.option) for line in first_of_each(lines, most, order, whole)] == kept


@pytest.mark.parametrize(
    ("month", "said"),
    [("2026-11", "Library read up to November 2026."), ("2027-02", "Library read up to February 2027.")],
)
def test_a_pack_says_up_to_when_its_library_was_read(month: str, said: str) -> None:
    assert content_of(Case(), replace(invented_library(), read_until=month)).read_until == said


def test_beside_the_closest_series_it_stands_that_she_is_outside_every_list() -> None:
    (haic,) = [
        line for line in packed(MOSS, arden(), platelets_e9_l=70).evidence if line.match.modality is Modality.HAIC
    ]
    assert haic.outside_and_apart.endswith("; she is outside every list that says who entered")
    (taken,) = [line for line in packed(MOSS, arden()).evidence if line.match.modality is Modality.HAIC]
    assert (taken.apart, taken.outside_and_apart) == ("", taken.outside)
