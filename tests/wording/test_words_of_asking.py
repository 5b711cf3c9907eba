"""What is said beside what to ask next: how a fact becomes known, who waits for it, how the undecided stand."""

from __future__ import annotations

from each import each
from invented import document, invented_library, known_ground
from reading import plain

from haic_core.case.facts import FACTS, NUMBERS
from haic_core.case.patient import Patient
from haic_core.evidence.source import Source
from haic_core.judgement.ask_next import on_the_form
from haic_core.judgement.assessment import assess
from haic_core.screen.ask_next import question_card
from haic_core.wording.cost import asked_said, decided_said, put_off_said, standings_said
from haic_core.wording.facts import answer, between
from haic_core.words.vocabulary import Modality

ALBUMIN = {"modality": "haic", "fact": "albumin_g_l", "at_least": 30}
INR = {"modality": "haic", "fact": "inr", "at_most": 2}
RARE = next(fact for fact in FACTS.values() if fact.rare and fact.code == "lvef_percent")


def test_a_fact_that_is_asked_for_says_how_it_becomes_known_and_by_how_many_options() -> None:
    assert asked_said("inr", 1) == "blood · asked for by 1 option"
    assert asked_said("contrast_allergy", 3) == "history · asked for by 3 options"


def test_of_six_options_it_is_counted_how_many_can_be_read_and_how_the_others_stand() -> None:
    """Only infusion has a list; of the other undecided ones nothing is printed."""
    library = invented_library(document("oak", [ALBUMIN, INR]))
    options = assess(known_ground(albumin_g_l=40, hepatic_artery_patent=None), library).options
    haic = [one for one in options if one.modality is Modality.HAIC]
    ablation = [one for one in options if one.modality is Modality.ABLATION]
    assert decided_said(1, 6) == "1 of 6 options can be read from what is recorded."
    assert standings_said(haic) == "Of the others: nothing against 1."
    assert standings_said([*haic, *ablation]) == "Of the others: nothing against 1 and too little known of 1."
    assert standings_said([one for one in options if one.modality is Modality.SYSTEMIC]) == ""


@each(("value", "said"), [(True, "present"), (False, "absent")])
def test_what_is_there_or_not_reads_present_or_absent(value: bool, said: str) -> None:
    assert answer("ascites", value) == said


def test_an_interval_is_said_by_its_ends_and_one_value_alone() -> None:
    assert between("child_pugh_points", 9, 11) == "9 to 11"
    assert between("child_pugh_points", 7, 7) == "7"
    assert between("weeks_since_chemotherapy", 2, 5) == "2 to 5 weeks"
    assert between("weeks_since_chemotherapy", 5, NUMBERS["weeks_since_chemotherapy"].high) == "at least 5 weeks"


# Where asking ends


def test_where_nobody_knows_what_open_options_wait_for_it_is_not_said_that_none_waits() -> None:
    waiting = assess(known_ground(), invented_library(document("oak", [ALBUMIN, INR])))
    told = plain(question_card(waiting, "", 0, None))
    assert told == put_off_said(len(waiting.ask_next)) and "No option" not in told
    assert put_off_said(3) == "Nothing more to ask now: 3 facts for which open options wait are not known."
    assert put_off_said(1) == "Nothing more to ask now: 1 fact for which an open option waits is not known."


def test_where_no_option_waits_it_is_said_what_the_ledgers_still_show_as_not_recorded() -> None:
    all_known = assess(
        known_ground(albumin_g_l=40, completely_resectable=True, safe_needle_path=True),
        invented_library(document("oak", [ALBUMIN, INR])),
    )
    assert plain(question_card(all_known, "", 0, None)) == (
        "No option that is open waits for a fact. What the ledgers still show as not recorded changes no reading of an "
        "open option; where an option meets, it could only add a caution."
    )


# The form


def rarely(patient: Patient, *sources: Source) -> bool:
    """Whether the ejection fraction stands among what is rarely needed."""
    asked, folded = on_the_form(RARE.section, patient, assess(patient, invented_library(*sources)).options)
    assert (RARE in asked) is not (RARE in folded)
    return RARE in folded


def test_a_rare_fact_is_asked_once_it_is_recorded_or_once_an_option_waits_for_it_that_is_known_enough() -> None:
    heart = document("heart", [ALBUMIN, INR, {"modality": "haic", "fact": "lvef_percent", "at_least": 50}])
    assert rarely(known_ground(albumin_g_l=40))
    assert not rarely(known_ground(albumin_g_l=40, lvef_percent=60))
    assert not rarely(known_ground(albumin_g_l=40), heart)
    assert rarely(Patient({}), heart), "of nobody enough is known"
