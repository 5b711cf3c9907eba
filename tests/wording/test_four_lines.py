"""An option in four lines, word for word, on small documents whose bounds and values are set here by hand."""

from __future__ import annotations

from each import each
from invented import arden, document, invented_library, known_ground

from haic_core.case.patient import NOBODY, Patient
from haic_core.evidence.library import Library
from haic_core.evidence.source import Source
from haic_core.judgement.assessment import assess
from haic_core.judgement.options import Option
from haic_core.wording.option import (
    entry_line,
    judging_names,
    next_line,
    safety_line,
    standing_mark,
    verdict_line,
    verdict_said,
    verdict_short,
)
from haic_core.wording.safety import safety_brief
from haic_core.words.vocabulary import Modality, Standing, Verdict


def line(fact: str, modality: str = "haic", **bound: object) -> dict[str, object]:
    return {"modality": modality, "fact": fact, **bound}


def absent(fact: str, modality: str = "haic", **more: object) -> dict[str, object]:
    return line(fact, modality, **{"is": False}, **more)


FOUR_WEEKS = line("weeks_since_chemotherapy", at_least=4)
FLINT = document("flint", [line("platelets_e9_l", at_least=100), line("alt_u_l", at_most=5, times_uln=True)])
STONE = document("stone", [line("platelets_e9_l", at_least=100), line("alt_u_l", at_most=2.5, times_uln=True)])
LABEL = document("label", limit=[absent("ascites"), absent("encephalopathy"), line("bilirubin_mg_dl", at_most=3)])
BOOK = document("book", limit=[line("bilirubin_mg_dl", at_most=2), line("inr", at_most=1.5, role="caution")])


def judged(patient: Patient, *sources: Source, modality: Modality = Modality.HAIC) -> tuple[Option, Library]:
    library = invented_library(*sources)
    return assess(patient, library).option(modality), library


def lines(patient: Patient, *sources: Source) -> dict[str, str]:
    option, library = judged(patient, *sources)
    names = judging_names(library)
    return {
        "verdict": verdict_line(option), "safety": safety_line(option, names), "entry": entry_line(option, names),
        "next": next_line(option),
    }  # fmt: skip


def healthy(**changed: float | bool | str | None) -> Patient:
    """Nothing against her by catheter; ALT at its limit of 35, no encephalopathy."""
    return known_ground(**({"alt_u_l": 35, "alt_uln_u_l": 35, "encephalopathy": False} | changed))


def test_a_woman_who_meets_a_whole_list_reads_clear_and_admitted_and_how_near_the_limit_is() -> None:
    """Platelets of 110 are the nearest: 99 is a tenth below, bilirubin would have to rise fivefold."""
    assert lines(healthy(platelets_e9_l=110), FLINT, LABEL) == {
        "verdict": "Meets published entry criteria.",
        "safety": "clear.",
        "entry": "admitted by Flint 2020.",
        "next": "would close it: platelets 110 → 99 ×10⁹/L.",
    }


def test_a_list_that_leaves_her_out_stands_beside_the_one_that_lets_her_in_with_value_and_bound() -> None:
    """ALT of 95 at a limit of 35 is 2.71 times; Stone allows 2.5, Flint 5."""
    told = lines(healthy(alt_u_l=95), FLINT, STONE)
    assert told["entry"] == "admitted by Flint 2020; outside Stone 2020: ALT 2.7 ×, 2.5 allowed."


def test_a_multiple_so_near_its_bound_that_one_decimal_hides_it_is_told_with_two() -> None:
    """88 / 35 is 2.514."""
    told = lines(healthy(alt_u_l=88), FLINT, STONE)
    assert told["entry"].endswith("outside Stone 2020: ALT 2.51 ×, 2.5 allowed.")


def test_what_stops_is_named_with_its_value_and_who_prints_it_and_nothing_else_is_told() -> None:
    """Bilirubin of 8 is above Label's 3; Flint's list limits neither."""
    told = lines(healthy(ascites=True, bilirubin_mg_dl=8, hepatic_artery_patent=False), FLINT, LABEL)
    assert told["verdict"] == "Does not meet published criteria."
    assert told["safety"] == (
        "stopped: hepatic artery not open (by nature), ascites and bilirubin 8 mg/dL, 3 allowed (Label 2020)."
    )
    assert told["entry"] == "admitted by Flint 2020."


def test_a_limit_that_one_document_draws_tighter_is_disputed_and_both_sides_are_named() -> None:
    """Bilirubin of 2.5 lies between Book's 2 and Label's 3; Book's INR of 1.5 is only a caution."""
    told = lines(healthy(bilirubin_mg_dl=2.5, inr=1.8), FLINT, LABEL, BOOK)
    assert told["verdict"] == "Meets with caution."
    assert told["safety"] == (
        "not stopped; disputed: bilirubin 2.5 mg/dL (not by Book 2020; allowed by Label 2020); "
        "caution: INR 1.8, 1.5 allowed (Book 2020)."
    )  # fmt: skip


def test_a_caution_of_which_nothing_is_recorded_keeps_a_woman_from_reading_clear() -> None:
    """Varices and infection of the bile ducts only warn; what is known to be absent no longer does."""
    warns = document(
        "warns", limit=[absent(fact, role="caution") for fact in ("varices_at_risk", "biliary_dilatation")]
    )
    told = lines(healthy(), FLINT, warns)
    assert told["verdict"] == "Meets published entry criteria."
    assert told["safety"] == "not stopped; caution still open: portal hypertension or varices and dilated bile ducts."
    assert safety_brief(judged(healthy(), FLINT, warns)[0]) == "2 cautions still open."
    assert lines(healthy(varices_at_risk=False, biliary_dilatation=False), FLINT, warns)["safety"] == "clear."


def test_without_an_absolute_limit_passed_a_woman_outside_every_list_reads_so() -> None:
    quartz = document("quartz", [line("albumin_g_l", at_least=30), line("alt_u_l", at_most=2.5, times_uln=True)])
    told = lines(healthy(albumin_g_l=25, alt_u_l=95, contrast_allergy=None), quartz)
    assert told == {
        "verdict": "Does not meet published criteria.",
        "safety": "no absolute limit is passed; 1 fact is not known.",
        "entry": "outside every list; Quartz 2020: albumin 25 g/L, 30 needed, and 1 more line.",
        "next": "no single change would open it.",
    }


def test_the_nearest_change_that_would_open_it_is_told_with_one_unit() -> None:
    told = lines(healthy(platelets_e9_l=82), FLINT)
    assert told["next"] == "would open it: platelets 82 → 100 ×10⁹/L."
    closed = lines(healthy(hepatic_artery_patent=False), FLINT)
    assert closed["next"] == "no single change would open it."
    ill = lines(healthy(ascites=True), FLINT, LABEL)
    assert ill["next"] == "would open it: no ascites."


def test_the_class_of_her_points_is_named_beside_what_is_allowed() -> None:
    """Bilirubin 1.9 one point, albumin 20 three, INR 2.6 three, encephalopathy two to three, no ascites one: 10 to 11
    points, class C; with albumin of 30 two points fewer by one, 9 to 10, class B or C."""
    points = document("points", limit=[line("child_pugh_points", at_most=8)])
    ill = {"bilirubin_mg_dl": 1.9, "inr": 2.6, "encephalopathy": True}
    told = lines(healthy(**ill, albumin_g_l=20), FLINT, points)
    assert told["safety"] == "stopped: Child-Pugh points 10 to 11 (class C), 8 allowed (Points 2020)."
    told = lines(healthy(**ill, albumin_g_l=30), FLINT, points)
    assert told["safety"] == "stopped: Child-Pugh points 9 to 10 (class B or C), 8 allowed (Points 2020)."


# Before the work-up


def test_before_the_angiogram_nothing_stands_against_it_and_the_work_up_still_has_to_show_the_artery() -> None:
    told = lines(healthy(hepatic_artery_patent=None), FLINT, LABEL)
    assert told == {
        "verdict": "Nothing against it so far; the work-up still has to show the hepatic artery.",
        "safety": "open: hepatic artery.",
        "entry": "admitted by Flint 2020.",
        "next": "the work-up still has to show the hepatic artery.",
    }


def test_what_is_still_open_is_told_in_the_order_of_what_it_costs_to_learn() -> None:
    """Not known: allergy and pregnancy (history), INR (blood), ascites (imaging), the artery (work-up)."""
    unknown = dict.fromkeys(["contrast_allergy", "pregnant", "inr", "ascites", "hepatic_artery_patent"])
    told = lines(healthy(**unknown), FLINT, LABEL)
    assert told["verdict"] == (
        "Nothing against it so far; still open: pregnancy and contrast allergy from history, INR from blood and "
        "ascites from imaging; the work-up still has to show the hepatic artery."
    )
    assert told["safety"] == "open: pregnancy, contrast allergy and 3 more."
    assert told["next"] == (
        "history: pregnancy and contrast allergy; blood: INR; imaging: ascites; "
        "the work-up still has to show the hepatic artery."
    )


def test_from_three_facts_on_a_kind_is_counted() -> None:
    unknown = dict.fromkeys(["contrast_allergy", "pregnant", "active_infection"])
    assert lines(healthy(**unknown), FLINT)["verdict"] == (
        "Nothing against it so far; still open: 3 facts from history."
    )


def test_a_caution_puts_an_open_option_in_question_and_says_which() -> None:
    told = lines(healthy(inr=1.8, hepatic_artery_patent=None), FLINT, BOOK)
    assert told["verdict"] == (
        "In question; caution for INR 1.8; the work-up still has to show the hepatic artery."
    )  # fmt: skip
    assert told["safety"] == "caution: INR 1.8, 1.5 allowed (Book 2020); open: hepatic artery."


def test_a_wait_that_is_not_over_says_how_long_it_is() -> None:
    waits = document("waits", [*(line(fact, at_most=9) for fact in ("inr", "bilirubin_mg_dl")), FOUR_WEEKS])
    told = lines(healthy(weeks_since_chemotherapy=2), waits)
    assert told["verdict"] == "Nothing against it so far; not yet: 2 of 4 weeks (weeks since chemotherapy)."
    assert told["entry"] == "open in Waits 2020."
    assert told["next"] == "not yet: 2 of 4 weeks (weeks since chemotherapy)."


# Part lists and other primaries


def test_a_part_list_is_told_in_the_singular_and_never_as_a_whole_list_met() -> None:
    part = document("part", [line("platelets_e9_l", at_least=50), line("inr", at_most=2)], extent="part")
    assert lines(healthy(), part)["entry"] == "no whole list met; inside what Part 2020 prints."
    other = document("other", [line("platelets_e9_l", at_least=60), line("inr", at_most=2)], extent="part")
    assert lines(healthy(), part, other)["entry"] == (
        "no whole list met; inside what Part 2020 and Other 2020 print."
    )  # fmt: skip


def test_a_list_that_was_read_as_an_abstract_says_so_and_two_say_it_once() -> None:
    short = [line("platelets_e9_l", at_least=50), line("inr", at_most=2)]
    one = document("one", short, extent="part", document="abstract")
    two = document("two", [*short, line("ecog", at_most=2)], extent="part", document="abstract")
    assert lines(healthy(), one)["entry"] == "no whole list met; inside what One 2020 (abstract only) prints."
    assert lines(healthy(), one, two)["entry"] == (
        "no whole list met; inside what One 2020 and Two 2020 (abstracts only) print."
    )


def test_a_list_of_another_disease_says_for_whom_it_was_printed() -> None:
    cirrhosis = document(
        "cirrhosis",
        [line("platelets_e9_l", at_least=50), line("inr", at_most=2)],
        list=[{"modality": "haic", "extent": "part", "printed_for": "hepatocellular carcinoma"}],
    )
    assert lines(healthy(), cirrhosis)["entry"] == "inside only what is printed for hepatocellular carcinoma."


def test_of_another_primary_only_what_forbids_is_judged() -> None:
    told = lines(healthy(primary="colorectal", inr=None), FLINT, LABEL)
    assert told["verdict"] == "Criteria for this primary are not judged here."
    assert told["entry"] == "no list is judged for this patient."


def test_carrying_on_is_always_an_option_and_needs_no_list() -> None:
    option, library = judged(NOBODY, arden(), modality=Modality.SYSTEMIC)
    assert (verdict_line(option), next_line(option)) == ("Always an option.", "goes on beside every other option.")
    assert entry_line(option, judging_names(library)) == "no list is needed."


# Signs


@each(
    ("patient", "standing", "mark", "short", "said"),
    [
        (healthy(inr=None), Standing.NOTHING_AGAINST, "+", "Nothing against", "Nothing against it so far"),
        (healthy(inr=None, bilirubin_mg_dl=2.5), Standing.IN_QUESTION, "?", "In question", "In question"),
        (NOBODY, Standing.TOO_LITTLE, "", "Too little known", "Too little is recorded"),
    ],
)
def test_an_undecided_option_says_in_words_and_by_a_mark_how_it_stands(
    patient: Patient, standing: Standing, mark: str, short: str, said: str
) -> None:
    option, _ = judged(patient, FLINT, LABEL, BOOK)
    assert (option.verdict, option.standing) == (Verdict.UNKNOWN, standing)
    assert (standing_mark(option), verdict_short(option), verdict_said(option)) == (mark, short, said)


def test_a_decided_option_carries_no_mark() -> None:
    option, _ = judged(healthy(), FLINT, LABEL)
    assert (standing_mark(option), verdict_short(option)) == ("", "Meets")
