"""Beyond all that is printed: where every document that limits a fact leaves her out, no silence lets her in.

Worked by hand on invented documents. The woman is one of whom a board knows the common ground of a catheter and
nothing against it; platelets, bilirubin, creatinine and the like belong to that ground.
"""

from __future__ import annotations

from each import each
from invented import document, known_ground
from worked import book_of, option_of

from haic_core.case.patient import Patient
from haic_core.evidence.source import Source
from haic_core.judgement.options import Option
from haic_core.words.vocabulary import EntryReading, Modality, Standing, Verdict


def line(fact: str, modality: str = "haic", /, **more: object) -> dict[str, object]:
    return {"modality": modality, "fact": fact, **more}


def option(patient: Patient, *sources: Source, modality: Modality = Modality.HAIC) -> Option:
    return option_of(book_of(modality, sources), patient)


SILENT = document("silent", [line("ecog", at_most=1), line("lesion_count", at_most=9)])
KNOWN = {"lesion_count": 6}


def creatinine(key: str, at_most: float, modality: str = "haic") -> Source:
    return document(key, [line("creatinine_mg_dl", modality, at_most=at_most)])


def test_a_whole_list_that_is_silent_on_it_admits_and_reads_with_caution() -> None:
    found = option(known_ground(creatinine_mg_dl=8, **KNOWN), SILENT, creatinine("a", 1.5), creatinine("b", 2))
    assert (found.entry.reading, found.verdict) == (EntryReading.ADMITTED, Verdict.CAUTION)
    assert found.safety.beyond_all == ("creatinine_mg_dl",)
    assert [row.source for row in found.deciding] == ["a", "b"]


def test_a_part_list_that_is_silent_on_it_admits_nobody() -> None:
    part = document("part", [line("ecog", at_most=1), line("lesion_count", at_most=9)], extent="part")
    found = option(known_ground(creatinine_mg_dl=8, **KNOWN), part, creatinine("a", 1.5))
    assert (found.entry.reading, found.verdict) == (EntryReading.OUTSIDE, Verdict.FAILS)
    assert option(known_ground(**KNOWN), part, creatinine("a", 0.7)).verdict is Verdict.FAILS
    assert option(known_ground(**KNOWN), part, creatinine("a", 0.8)).verdict is Verdict.MEETS


def test_one_document_that_lets_her_in_is_enough() -> None:
    found = option(known_ground(creatinine_mg_dl=8, **KNOWN), SILENT, creatinine("a", 1.5), creatinine("b", 8))
    assert (found.safety.beyond_all, found.verdict) == ((), Verdict.MEETS)


def test_a_limit_of_the_option_is_a_document_that_limits_it_and_a_caution_or_context_is_none() -> None:
    ill = known_ground(creatinine_mg_dl=8, **KNOWN)
    lenient = document("lenient", limit=[line("creatinine_mg_dl", at_most=10)])
    assert option(ill, SILENT, creatinine("a", 1.5), lenient).safety.beyond_all == ()
    warns = document("warns", limit=[line("creatinine_mg_dl", role="caution", at_most=10)])
    assert option(ill, SILENT, creatinine("a", 1.5), warns).safety.beyond_all == ("creatinine_mg_dl",)
    context = document("context", [line("creatinine_mg_dl", at_most=10)], tier="C")
    assert option(ill, SILENT, creatinine("a", 1.5), context).safety.beyond_all == ("creatinine_mg_dl",)


def test_lists_of_options_through_the_artery_let_her_in_for_each_other_and_a_needle_does_not() -> None:
    ill = known_ground(creatinine_mg_dl=8, **KNOWN)
    assert option(ill, SILENT, creatinine("a", 1.5), creatinine("b", 8, "tace")).safety.beyond_all == ()
    needle = option(ill, SILENT, creatinine("a", 1.5), creatinine("b", 8, "ablation"))
    assert needle.safety.beyond_all == ("creatinine_mg_dl",)


def test_facts_of_a_group_are_read_one_by_one() -> None:
    """Creatinine or clearance is enough to be known; each list still says what it says of its own one."""
    renal = document("renal", [line("egfr_ml_min", at_least=30)])
    found = option(known_ground(creatinine_mg_dl=8, egfr_ml_min=40, **KNOWN), SILENT, creatinine("a", 1.5), renal)
    assert found.safety.beyond_all == ("creatinine_mg_dl",)


def test_a_fact_that_only_one_list_limits_is_no_common_ground() -> None:
    one = document("one", [line("albumin_g_l", at_least=30)])
    found = option(known_ground(albumin_g_l=20, **KNOWN), SILENT, one)
    assert (found.safety.beyond_all, found.verdict) == ((), Verdict.MEETS)


# What could not be judged yet


EITHER = document(
    "either",
    [
        {
            "modality": "haic",
            "any_of": [{"fact": "creatinine_mg_dl", "at_most": 1.5}, {"fact": "egfr_ml_min", "at_least": 30}],
        }
    ],
)


@each(
    ("clearance", "open_facts", "beyond", "verdict"),
    [
        (None, ("egfr_ml_min",), (), Verdict.UNKNOWN),
        (30, (), (), Verdict.MEETS),
        (29, (), ("creatinine_mg_dl",), Verdict.CAUTION),
    ],
)
def test_where_the_last_document_cannot_be_judged_what_it_still_needs_is_open(
    clearance: int | None, open_facts: tuple[str, ...], beyond: tuple[str, ...], verdict: Verdict
) -> None:
    ill = known_ground(creatinine_mg_dl=8, egfr_ml_min=clearance, **KNOWN)
    found = option(ill, SILENT, creatinine("a", 1.5), EITHER)
    assert (found.safety.open, found.safety.beyond_all, found.verdict) == (open_facts, beyond, verdict)


def test_nothing_is_open_where_another_document_lets_her_in() -> None:
    found = option(known_ground(creatinine_mg_dl=8, **KNOWN), SILENT, creatinine("a", 1.5), creatinine("b", 8), EITHER)
    assert (found.safety.open, found.verdict) == ((), Verdict.MEETS)


def test_a_waiting_time_that_is_not_over_leaves_nobody_out_and_asks_nothing() -> None:
    waits = [
        document(key, [line("weeks_since_systemic", at_least=weeks), line("ecog", at_most=ecog)])
        for key, weeks, ecog in (("a", 3, 2), ("b", 4, 3))
    ]
    found = option(known_ground(weeks_since_systemic=1, **KNOWN), SILENT, *waits)
    assert (found.safety.beyond_all, found.safety.open, found.verdict) == ((), (), Verdict.MEETS)


# A caution speaks of patients who were treated


@each(
    ("recorded", "beyond", "verdict"),
    [
        ("none", (), Verdict.MEETS),
        ("bone_only_stable", (), Verdict.MEETS),
        ("progressive", ("extrahepatic_disease",), Verdict.CAUTION),
    ],
)
def test_a_caution_of_the_options_own_list_that_is_met_lets_her_in(
    recorded: str, beyond: tuple[str, ...], verdict: Verdict
) -> None:
    """Two lists take nobody with disease outside the liver; a third warns of progressive disease only."""
    strict = [
        document(key, [line("extrahepatic_disease", **{"is": "none"}), line("age_years", at_most=most)])
        for key, most in (("a", 70), ("b", 75))
    ]
    warns = document(
        "warns", [line("ecog", at_most=1), line("extrahepatic_disease", role="caution", is_not="progressive")]
    )
    found = option(known_ground(extrahepatic_disease=recorded, age_years=50), *strict, warns)
    assert (found.safety.beyond_all, found.verdict) == (beyond, verdict)


def test_a_caution_of_another_options_list_or_of_a_label_lets_nobody_in() -> None:
    ill = known_ground(creatinine_mg_dl=3, **KNOWN)
    caution = {"role": "caution", "at_most": 4}
    other = document("other", [line("ecog", "tace", at_most=1), line("creatinine_mg_dl", "tace", **caution)])
    label = document("label", limit=[line("creatinine_mg_dl", **caution)])
    own = document("own", [line("ecog", at_most=1), line("creatinine_mg_dl", **caution)])
    assert option(ill, SILENT, creatinine("a", 1.5), other, label).safety.beyond_all == ("creatinine_mg_dl",)
    assert option(ill, SILENT, creatinine("a", 1.5), own).safety.beyond_all == ()


# Beyond every list of every option


BEYOND = {"ecog": (1, 3, 4), "platelets_e9_l": (100, 60, 5), "bilirubin_mg_dl": (2, 3, 4)}
"""What one list asks, what another asks, and a value past both."""


@each("fact", BEYOND)
def test_past_every_list_of_every_option_she_is_stopped_though_her_options_list_is_silent(fact: str) -> None:
    first, second, recorded = BEYOND[fact]
    verb = "at_least" if fact == "platelets_e9_l" else "at_most"
    silent = document("silent", [line("lesion_count", at_most=9), line("age_years", at_most=70)])
    lists = [
        document("one", [line(fact, **{verb: first})]),
        document("two", [line(fact, "ablation", **{verb: second})]),
    ]
    past = known_ground(**{fact: recorded}, age_years=50, **KNOWN)
    found = option(past, silent, *lists)
    assert (found.safety.stopped, found.verdict) == ((fact,), Verdict.FAILS)
    at_the_last = option(known_ground(**{fact: second}, age_years=50, **KNOWN), silent, *lists)
    assert (at_the_last.safety.stopped, at_the_last.verdict) == ((), Verdict.CAUTION)


def test_pregnancy_that_no_list_takes_stops_and_creatinine_that_no_list_takes_only_warns() -> None:
    takes_none = document("takes_none", [line("pregnant", "resection", **{"is": False})])
    assert option(known_ground(pregnant=True, **KNOWN), SILENT, takes_none).safety.stopped == ("pregnant",)
    ill = option(known_ground(creatinine_mg_dl=8, **KNOWN), SILENT, creatinine("a", 1.5))
    assert (ill.safety.stopped, ill.verdict) == ((), Verdict.CAUTION)


def test_beyond_all_alone_puts_an_option_in_question_that_cannot_be_said_yet() -> None:
    """ECOG 0 and six lesions are met; the contrast allergy is not known, the creatinine beyond what anybody takes."""
    ill = known_ground(creatinine_mg_dl=8, contrast_allergy=None, **KNOWN)
    found = option(ill, SILENT, creatinine("a", 1.5))
    assert (found.verdict, found.standing) == (Verdict.UNKNOWN, Standing.IN_QUESTION)
