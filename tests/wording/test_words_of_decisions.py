"""How old facts are, how far a verdict holds, what was decided and up to when the library was read, word for word."""

from __future__ import annotations

from dataclasses import replace

from each import each
from invented import document, invented_library, known_ground

from haic_core.case.decision import UNDECIDED, Choice, Decision, read_decision
from haic_core.case.patient import Patient
from haic_core.evidence.side_lists import FreshnessLimit
from haic_core.judgement.assessment import assess
from haic_core.judgement.compiling import rule_books
from haic_core.judgement.freshness import FactAge, Freshness, Waiting
from haic_core.judgement.rules_version import rules_version, taken
from haic_core.judgement.sensitivity import Sensitivity, sensitivities
from haic_core.wording.decision import choice_words, decision_lines, since_the_decision
from haic_core.wording.evidence import library_read_sentence
from haic_core.wording.freshness import days, limit_sentence, waiting_sentence
from haic_core.wording.sensitivity import sensitivity_sentence
from haic_core.words.vocabulary import Modality, Verdict

LABS = FreshnessLimit.model_validate({"id": "labs", "label": "Laboratory", "days": 14, "facts": ("inr", "alt_u_l")})


def aged(fact: str, old: int | None, standing: Freshness) -> FactAge:
    return FactAge(fact, old, LABS, standing)


@each(
    ("waits", "sentence"),
    [
        (Waiting(), ""),
        (Waiting(old=(aged("inr", 15, Freshness.OLD),)), "Provisional: INR 15 days old (limit 14 days)."),
        (
            Waiting(old=tuple(aged("inr", 20 + place, Freshness.OLD) for place in range(4))),
            "Provisional: INR 20 days old (limit 14 days), INR 21 days old (limit 14 days) and "
            "INR 22 days old (limit 14 days) and 1 more.",
        ),
        (
            Waiting(old=tuple(aged("inr", 20 + place, Freshness.OLD) for place in range(3))),
            "Provisional: INR 20 days old (limit 14 days), INR 21 days old (limit 14 days) and "
            "INR 22 days old (limit 14 days).",
        ),
        (Waiting(old=(aged("inr", 0, Freshness.OLD),)), "Provisional: INR 0 days old (limit 14 days)."),
        (Waiting(old=(aged("inr", -1, Freshness.AHEAD),)), "Provisional: INR dated after today."),
        (Waiting(undated=(aged("inr", None, Freshness.UNDATED),)), "Provisional: 1 fact without a date."),
        (
            Waiting(
                tuple(aged("inr", 20 + place, Freshness.OLD) for place in range(5)),
                (aged("alt_u_l", None, Freshness.UNDATED),) * 2,
            ),
            "Provisional: INR 20 days old (limit 14 days), INR 21 days old (limit 14 days) and "
            "INR 22 days old (limit 14 days) and 2 more; 2 facts without a date.",
        ),
    ],
)
def test_why_a_verdict_is_provisional(waits: Waiting, sentence: str) -> None:
    assert waiting_sentence(waits) == sentence


def test_a_limit_of_freshness_says_where_it_comes_from() -> None:
    assert limit_sentence(LABS) == "Laboratory: 14 days (this project’s convention, printed in no document)"
    printed = LABS.model_copy(update={"source": "arden", "locator": "Methods", "days": 1})
    assert limit_sentence(printed) == "Laboratory: 1 day (arden, Methods)"
    assert [days(0), days(1), days(2)] == ["0 days", "1 day", "2 days"]


def reach(fact: str, patient: Patient, *lines: dict[str, object]) -> Sensitivity:
    """How far the HAIC verdict of one small document holds along one fact."""
    library = invented_library(document("reach", [{"modality": "haic", **line} for line in lines]))
    found = sensitivities(rule_books(library)[Modality.HAIC], patient)
    return next(one for one in found if one.fact == fact)


@each(
    ("fact", "value", "bound", "sentence"),
    [
        ("platelets_e9_l", 90, {"at_least": 100}, "Does not meet below 100 ×10⁹/L; meets from 100 ×10⁹/L."),
        ("platelets_e9_l", 90, {"more_than": 100}, "Does not meet up to 100 ×10⁹/L; meets above 100 ×10⁹/L."),
        (
            "inr", 1.2, {"between": [0.8, 1.5]},
            "Does not meet below 0.8; meets from 0.8 to 1.5; does not meet above 1.5.",
        ),
        ("ecog", 1, {"at_most": 2}, "Meets up to 2; does not meet from 3."),
        ("lobes", "bilobar", {"is": "unilobar"}, "Meets: unilobar; does not meet: bilobar."),
        (
            "extrahepatic_disease", "none", {"one_of": ["none", "stable"]},
            "Meets: none or stable; does not meet: bone only, stable or progressive.",
        ),
    ],
)  # fmt: skip
def test_how_far_a_verdict_holds_in_words(
    fact: str, value: float | str, bound: dict[str, object], sentence: str
) -> None:
    assert sensitivity_sentence(reach(fact, known_ground(**{fact: value}), {"fact": fact, **bound})) == sentence


def test_a_decision_is_told_line_by_line_and_what_was_not_said_is_left_out() -> None:
    library = invented_library()
    raw = {
        "considered": ["haic", "tace"], "choice": "haic", "conditions": ["INR below 1.5", "artery open"],
        "dissent": [{"role": "hepatobiliary_surgery", "said": ""}], "preference": "at home", "decided_on": "2026-11-20",
        "next_step": "angiography", "owner": "interventional_radiology", "due": "2026-12-04",
    }  # fmt: skip
    assert decision_lines(read_decision(raw, "test"), library) == (
        ("Considered", "TACE and HAIC"),
        ("Decided", "HAIC"),
        ("Condition 1", "INR below 1.5"),
        ("Condition 2", "artery open"),
        ("Dissent, hepatobiliary surgery", "without a reason"),
        ("Patient’s preference", "at home"),
        ("Next step", "angiography"),
        ("Who sees to it", "interventional radiology"),
        ("Due", "2026-12-04"),
        ("Decided on", "2026-11-20"),
    )
    one = read_decision({"choice": "none", "conditions": ["artery open"], "trial": "NCT00000001"}, "test")
    assert decision_lines(one, library) == (
        ("Decided", "none of them"), ("Condition", "artery open"), ("Trial considered", "NCT00000001"),
    )  # fmt: skip
    put_off = read_decision({"choice": "deferred"}, "test").choice
    assert put_off is not None and choice_words(put_off, library) == "put off"


# What has become of a decision since.


def well(**facts: float | bool | str) -> Patient:
    """A woman whom Arden admits for infusion."""
    return known_ground(
        portal_vein_thrombosis=False, extrahepatic_disease="none", bilirubin_uln_mg_dl=1.2, prior_lines=1, **facts
    )


def test_a_decision_says_that_every_verdict_reads_as_it_did() -> None:
    library = invented_library()
    found = assess(well(), library)
    decision = taken(Decision(choice=Choice.HAIC), UNDECIDED, found, library)
    assert since_the_decision(decision, found, library) == "Every verdict reads as when this was decided."


def test_a_decision_names_the_verdicts_that_read_otherwise_since() -> None:
    """Her portal vein has closed since, with which Arden left patients out; nobody else prints a limit on it."""
    library = invented_library()
    decision = taken(Decision(choice=Choice.HAIC), UNDECIDED, assess(well(), library), library)
    closed = well().with_fact("portal_vein_thrombosis", True)
    assert since_the_decision(decision, assess(closed, library), library) == (
        "Verdicts that read otherwise since: HAIC Meets → Does not meet."
    )


def test_a_decision_of_other_rules_says_so_beside_what_turned() -> None:
    library = invented_library()
    found = assess(well(), library)
    decision = taken(Decision(choice=Choice.HAIC), UNDECIDED, found, library)
    earlier = replace(decision, rules_version="1.00000000")
    assert since_the_decision(earlier, found, library) == (
        "Taken under an earlier rule; every verdict reads as when this was decided."
    )
    otherwise = replace(earlier, verdicts=((Modality.HAIC, Verdict.CAUTION), (Modality.TACE, Verdict.FAILS)))
    assert since_the_decision(otherwise, found, library) == (
        "Taken under an earlier rule; verdicts that read otherwise since: TACE Does not meet → Not known, "
        "HAIC Caution → Meets."
    )


def test_a_decision_of_which_nothing_was_kept_says_only_that() -> None:
    library = invented_library()
    found = assess(well(), library)
    assert since_the_decision(Decision(choice=Choice.HAIC), found, library) == (
        "Taken under an earlier rule; the verdicts of that day were not kept."
    )
    of_today = Decision(choice=Choice.HAIC, rules_version=rules_version(library))
    assert since_the_decision(of_today, found, library) == ""
    assert since_the_decision(UNDECIDED, found, library) == ""


@each(
    ("month", "sentence"),
    [
        ("2026-11", "Library read up to November 2026."),
        ("2027-01", "Library read up to January 2027."),
        ("2026-12", "Library read up to December 2026."),
    ],
)
def test_the_library_says_up_to_which_month_it_was_read(month: str, sentence: str) -> None:
    assert library_read_sentence(replace(invented_library(), read_until=month)) == sentence
