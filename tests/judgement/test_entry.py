"""Whether a published list would have let her in, how an undecided option stands, and what it waits for.

Worked by hand on invented documents. The woman is one of whom a board knows the common ground of a catheter and
nothing against it (known_ground), so that entry alone decides.
"""

from __future__ import annotations

import pytest
from each import each
from invented import document, known_ground
from worked import book_of, option_of

from haic_core.case.patient import Patient
from haic_core.evidence.source import Source
from haic_core.judgement.options import Option
from haic_core.words.vocabulary import EntryReading, Finding, Modality, SafetyReading, Standing, Verdict

ADMITTED, PARTLY, OUTSIDE = EntryReading.ADMITTED, EntryReading.PARTLY, EntryReading.OUTSIDE
OPEN, NONE = EntryReading.OPEN, EntryReading.NONE


def line(fact: str, /, **more: object) -> dict[str, object]:
    return {"modality": "haic", "fact": fact, **more}


def option(patient: Patient, *sources: Source) -> Option:
    return option_of(book_of(Modality.HAIC, sources), patient)


WHOLE = document("whole", [line("lesion_count", at_most=5), line("age_years", at_most=70)])
PART = document("part", [line("lesion_count", at_most=9), line("largest_lesion_cm", at_most=5)], extent="part")

# Lesions, age, largest lesion; what WHOLE and PART say together. First a whole list met, then one without an unmet
# line, then a part list met, then one open, else outside.
READINGS = [
    (5, 70, 3, ADMITTED, Verdict.MEETS),
    (5, 70, 9, ADMITTED, Verdict.MEETS),
    (5, None, 3, OPEN, Verdict.UNKNOWN),
    (None, 70, 9, OPEN, Verdict.UNKNOWN),
    (6, 70, 3, PARTLY, Verdict.CAUTION),
    (6, None, 3, PARTLY, Verdict.CAUTION),
    (6, 70, None, OPEN, Verdict.UNKNOWN),
    (None, 71, 3, OPEN, Verdict.UNKNOWN),
    (6, 70, 6, OUTSIDE, Verdict.FAILS),
    (10, None, None, OUTSIDE, Verdict.FAILS),
]


@pytest.mark.parametrize(("lesions", "age", "largest", "reading", "verdict"), READINGS)
def test_the_first_reading_that_holds_is_told(
    lesions: int | None, age: int | None, largest: float | None, reading: EntryReading, verdict: Verdict
) -> None:
    woman = known_ground(lesion_count=lesions, age_years=age, largest_lesion_cm=largest)
    found = option(woman, PART, WHOLE)
    assert (found.entry.reading, found.verdict) == (reading, verdict)


def test_what_each_list_says_stands_beside_the_reading() -> None:
    found = option(known_ground(lesion_count=6, largest_lesion_cm=3), WHOLE, PART)
    told = [(one.source, one.whole, one.finding, one.counts, one.printed_for) for one in found.entry.lists]
    assert told == [("whole", True, Finding.NOT_MET, True, None), ("part", False, Finding.MET, True, None)]


def test_exclusions_decide_like_entry_lines_and_a_caution_decides_nothing() -> None:
    listed = document(
        "listed",
        [
            line("lesion_count", at_most=5),
            line("brain_metastases", role="contraindication", **{"is": False}),
            line("haemoglobin_g_dl", role="caution", at_least=10),
        ],
    )
    brain = option(known_ground(lesion_count=3, brain_metastases=True), listed)
    assert (brain.verdict, brain.safety.reading) == (Verdict.FAILS, SafetyReading.CLEAR)
    waiting = option(known_ground(lesion_count=3), listed)
    assert (waiting.verdict, waiting.missing) == (Verdict.UNKNOWN, ("brain_metastases",))
    fine = {"lesion_count": 3, "brain_metastases": False}
    assert option(known_ground(**fine), listed).verdict is Verdict.MEETS
    pale = option(known_ground(haemoglobin_g_dl=9, **fine), listed)
    assert (pale.verdict, [row.criterion.facts for row in pale.deciding]) == (Verdict.CAUTION, [("haemoglobin_g_dl",)])


def test_a_caution_of_another_document_of_the_option_counts_too_and_so_does_a_relative_limit() -> None:
    warns = document("warns", [line("ecog", at_most=0), line("haemoglobin_g_dl", role="caution", at_least=10)])
    label = document("label", limit=[line("haemoglobin_g_dl", role="caution", at_least=10)])
    woman = known_ground(lesion_count=5, age_years=60, haemoglobin_g_dl=9)
    assert option(woman, WHOLE).verdict is Verdict.MEETS
    assert option(woman, WHOLE, warns).verdict is option(woman, WHOLE, label).verdict is Verdict.CAUTION


def test_a_dispute_makes_what_is_admitted_read_with_caution() -> None:
    strict, lenient = (
        document(key, limit=[line("largest_lesion_cm", at_most=most)]) for key, most in (("strict", 3), ("lenient", 7))
    )
    woman = known_ground(lesion_count=5, age_years=60, largest_lesion_cm=5)
    found = option(woman, WHOLE, strict, lenient)
    assert (found.entry.reading, found.safety.disputed, found.verdict) == (
        ADMITTED,
        ("largest_lesion_cm",),
        Verdict.CAUTION,
    )


# Part lists


THIN = [
    [line("lesion_count", at_most=9)],
    [line("lesion_count", at_most=9), line("primary", **{"is": "breast"})],
    [line("lesion_count", at_most=9), line("histology_confirmed", **{"is": True})],
    [line("lesion_count", at_most=9), line("lesion_count", at_least=1)],
    [{"modality": "haic", "any_of": [line("ecog", at_most=1), line("karnofsky", at_least=80)]}],
]


@each("lines", THIN)
def test_a_part_list_with_fewer_than_two_limits_besides_primary_and_histology_says_nothing(
    lines: list[dict[str, object]],
) -> None:
    lines = [{key: value for key, value in one.items() if key != "any_of"} | _conditions(one) for one in lines]
    thin = document("thin", lines, extent="part")
    woman = known_ground(lesion_count=6, histology_confirmed=True)
    assert option(woman, thin).entry.reading is OUTSIDE
    assert option(woman, thin, PART).entry.reading is OPEN
    whole = document("whole", lines)
    assert option(woman, whole).entry.reading is ADMITTED


def _conditions(one: dict[str, object]) -> dict[str, object]:
    several = one.get("any_of")
    if not isinstance(several, list):
        return {}
    return {"any_of": [{key: value for key, value in part.items() if key != "modality"} for part in several]}


def test_a_list_printed_for_another_disease_lets_her_in_only_in_part() -> None:
    mark = {"modality": "haic", "extent": "part", "printed_for": "colorectal liver metastases"}
    lines = [line("lesion_count", at_most=9), line("age_years", at_most=70)]
    found = option(known_ground(lesion_count=6, age_years=60), document("colorectal", lines, list=[mark]))
    assert (found.entry.reading, found.verdict) == (PARTLY, Verdict.CAUTION)
    assert found.entry.lists[0].printed_for == "colorectal liver metastases"


# Waiting


WAITS = document("waits", [line("lesion_count", at_most=9), line("weeks_since_systemic", at_least=3)])


def test_a_waiting_time_that_is_not_over_keeps_a_list_open_and_the_row_says_not_yet() -> None:
    found = option(known_ground(lesion_count=6, weeks_since_systemic=1), WAITS)
    assert (found.entry.reading, found.verdict, found.standing) == (OPEN, Verdict.UNKNOWN, Standing.TOO_LITTLE)
    row = next(row for row in found.ledger if row.criterion.facts == ("weeks_since_systemic",))
    assert (row.finding, row.not_yet, row.value) == (Finding.NOT_MET, True, 1)
    assert row in found.deciding and found.missing == ()
    assert [(flip.fact, flip.after, flip.verdict) for flip in found.opens] == [
        ("weeks_since_systemic", 3, Verdict.MEETS)
    ]


def test_a_waiting_time_that_is_over_is_met_and_one_not_recorded_is_missing() -> None:
    assert option(known_ground(lesion_count=6, weeks_since_systemic=3), WAITS).verdict is Verdict.MEETS
    assert option(known_ground(lesion_count=6), WAITS).missing == ("weeks_since_systemic",)


def test_only_time_that_has_to_pass_is_waited_for() -> None:
    """At most eight weeks cannot be waited for, and a label's weeks or a caution's are judged as any other line."""
    within = document("within", [line("lesion_count", at_most=9), line("weeks_since_systemic", at_most=8)])
    assert option(known_ground(lesion_count=6, weeks_since_systemic=9), within).entry.reading is OUTSIDE
    label = document("label", limit=[line("weeks_since_systemic", at_least=3)])
    assert option(known_ground(weeks_since_systemic=1), label).safety.stopped == ("weeks_since_systemic",)
    warns = document("warns", [line("ecog", at_most=1), line("weeks_since_systemic", role="caution", at_least=3)])
    assert option(known_ground(weeks_since_systemic=1), warns).verdict is Verdict.CAUTION


def test_an_aromatase_inhibitor_today_and_chemotherapy_six_weeks_ago_meet_a_line_on_chemotherapy() -> None:
    chemotherapy = document("chemo", [line("lesion_count", at_most=9), line("weeks_since_chemotherapy", at_least=3)])
    today = {"lesion_count": 6, "weeks_since_systemic": 0}
    assert option(known_ground(**today, weeks_since_chemotherapy=6), chemotherapy).verdict is Verdict.MEETS
    assert option(known_ground(**today), chemotherapy).missing == ("weeks_since_chemotherapy",)


# The primary


def test_of_another_primary_only_what_forbids_the_procedure_is_judged() -> None:
    label = document("label", limit=[line("bilirubin_mg_dl", at_most=2)])
    met = {"lesion_count": 5, "age_years": 60}
    found = option(known_ground(primary="colorectal", **met), WHOLE, label)
    assert (found.entry.reading, found.entry.lists, found.verdict) == (NONE, (), Verdict.UNKNOWN)
    assert found.standing is Standing.TOO_LITTLE
    stopped = option(known_ground(primary="colorectal", bilirubin_mg_dl=3, **met), WHOLE, label)
    assert (stopped.verdict, stopped.entry.reading) == (Verdict.FAILS, NONE)


def test_where_the_primary_is_not_recorded_nothing_is_concluded_from_lists_that_leave_her_out() -> None:
    out = option(known_ground(primary=None, lesion_count=10), WHOLE, PART)
    assert (out.entry.reading, out.verdict, out.standing) == (OUTSIDE, Verdict.UNKNOWN, Standing.TOO_LITTLE)
    met = option(known_ground(primary=None, lesion_count=5, age_years=60), WHOLE, PART)
    assert met.verdict is Verdict.MEETS


# How an option stands that cannot be said yet, and what it waits for


CAUTION = document("warns", limit=[line("haemoglobin_g_dl", role="caution", at_least=10)])


@each(
    ("facts", "standing"),
    [
        ({"lesion_count": 5, "age_years": 60}, Standing.NOTHING_AGAINST),
        ({"lesion_count": 5, "age_years": 60, "haemoglobin_g_dl": 9}, Standing.IN_QUESTION),
        ({"lesion_count": 5}, Standing.TOO_LITTLE),
        ({"lesion_count": 6, "largest_lesion_cm": 3}, Standing.NOTHING_AGAINST),
        ({"lesion_count": 6}, Standing.TOO_LITTLE),
    ],
)
def test_an_undecided_option_stands_by_two_facts_that_a_list_without_an_unmet_line_finds_met(
    facts: dict[str, float], standing: Standing
) -> None:
    """Everything still waits for her INR."""
    found = option(known_ground(inr=None, **facts), WHOLE, PART, CAUTION)
    assert (found.verdict, found.standing) == (Verdict.UNKNOWN, standing)


def test_the_primary_is_not_one_of_the_two_facts() -> None:
    breast = document("breast", [line("primary", **{"is": "breast"}), line("lesion_count", at_most=5)])
    assert option(known_ground(inr=None, lesion_count=3), breast).standing is Standing.TOO_LITTLE


def test_a_decided_option_has_no_standing() -> None:
    assert option(known_ground(lesion_count=5, age_years=60), WHOLE).standing is None
    assert option(known_ground(lesion_count=6), WHOLE).standing is None


def test_a_met_whole_list_waits_for_safety_alone() -> None:
    found = option(known_ground(inr=None, lesion_count=5, age_years=60), WHOLE, PART)
    assert found.missing == ("inr",)


def test_whole_lists_are_waited_for_before_part_lists_are() -> None:
    assert option(known_ground(lesion_count=5), WHOLE, PART).missing == ("age_years",)
    assert option(known_ground(lesion_count=6), WHOLE, PART).missing == ("largest_lesion_cm",)


def test_safety_comes_first_and_a_list_that_is_ruled_out_asks_nothing() -> None:
    found = option(known_ground(inr=None, lesion_count=6), WHOLE, PART)
    assert found.missing == ("inr", "largest_lesion_cm")
    assert option(known_ground(lesion_count=10), WHOLE, PART).missing == ()


def test_a_list_that_waits_for_child_pugh_points_asks_what_they_are_worked_out_from() -> None:
    """INR 1, bilirubin 0.6 and no ascites: 5 to 9 points, so at most 7 is not known."""
    listed = document("listed", [line("lesion_count", at_most=9), line("child_pugh_points", at_most=7)])
    found = option(known_ground(lesion_count=6), listed)
    assert (found.verdict, found.missing) == (Verdict.UNKNOWN, ("albumin_g_l", "encephalopathy"))
