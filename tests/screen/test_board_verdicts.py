"""What the board's screens tell of each option: four lines, why, disagreement; and nothing while it is silent."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from invented import arden, document, invented_library, known_ground
from laws import examples
from patients import patients
from screens import EXAMPLES, library, plain
from worked import complete_facts

from haic_core.case.facts import FACTS, LABS
from haic_core.case.meeting import Screen
from haic_core.case.patient import Patient
from haic_core.chart.palette import LIGHT
from haic_core.evidence.library import Library
from haic_core.judgement.assessment import assess
from haic_core.judgement.freshness import waiting
from haic_core.screen.board.evidence import evidence_screen
from haic_core.screen.board.screens import QUESTIONS, options_screen, patient_screen, screen_title, why_screen
from haic_core.wording.cost import NOTHING_TO_ASK
from haic_core.wording.judgement import VERDICT_GLYPH
from haic_core.wording.option import standing_mark, verdict_said

PRETREATED = EXAMPLES["Liver-dominant, two lines, progressing"]
EVERY_EXAMPLE = pytest.mark.parametrize("title", EXAMPLES)
TELLING = {
    "Meets published entry criteria",
    "Meets with caution",
    "Does not meet",
    "Nothing against",
    "In question",
    "Too little",
    "Always an option",
    *VERDICT_GLYPH.values(),
    "list met",
    "not met",
    "would open",
    "would close",
    "Provisional",
    "hb-meets",
    "hb-caution",
    "hb-fails",
    "hb-unknown",
    "hb-verdict",
    "contraindication",
}


def screens(patient: Patient, read: Library | None = None, hidden: bool = False) -> dict[str, str]:
    """The screens that tell verdicts, as HTML."""
    read = read or library()
    found = assess(patient, read)
    waits = {option.modality: waiting(option, ()) for option in found.options}
    return {
        "options": options_screen(found, waits, read, LIGHT, hidden),
        "why": why_screen(found, read, LIGHT, hidden),
        "evidence": evidence_screen(found, read, LIGHT, hidden),
    }


# What a screen shows.


@EVERY_EXAMPLE
def test_every_recorded_fact_stands_on_the_first_screen_and_what_is_not_known_beside_it(title: str) -> None:
    found = assess(EXAMPLES[title].patient, library())
    said = plain(patient_screen(found, ()))
    assert [code for code in found.patient if "_uln_" not in code and FACTS[code].label not in said] == []
    for code in found.ask_next[:9]:
        assert FACTS[code].label in said.split("Not known")[1]


def test_what_the_board_is_asked_stands_above_the_facts_and_smaller_where_it_is_long() -> None:
    found = assess(PRETREATED.patient, library())
    assert patient_screen(found, (), "HAIC now?").startswith('<p class="hb-b-question">HAIC now?</p><div')
    for length, drawn in ((80, "hb-b-question"), (81, "hb-b-question hb-b-long")):
        assert patient_screen(found, (), "x" * length).startswith(f'<p class="{drawn}">{"x" * length}</p>')
    assert patient_screen(found, ()).startswith('<div class="hb-b-patient">')


def test_facts_that_do_not_fit_beside_what_is_not_known_take_its_column_as_well() -> None:
    """Fourteen facts of the patient herself leave no room below them for the eight of her disease."""
    whole = complete_facts()

    def drawn(*left_out: str) -> str:
        return patient_screen(
            assess(Patient({code: whole[code] for code in whole if FACTS[code].section not in left_out}), library()), ()
        )

    assert drawn().startswith('<div class="hb-b-patient hb-b-many">')
    assert drawn("Disease", LABS, "Procedure and anatomy").startswith('<div class="hb-b-patient">')


def cards(drawn: str) -> list[tuple[str, ...]]:
    """Each card as read: the option, its glyph and verdict, then its lines with their titles."""
    return [
        (*re.findall(r"<h3>(.*?)</h3>", card),
         *re.findall(r'aria-hidden="true">(.*?)</span> (.*?)</p>', card.replace("<sup>", "").replace("</sup>", ""))[0],
         *(plain(line) for line in re.findall(r"<div>(<dt>.*?)</div>", card)))
        for card in drawn.split("<section")[1:]
    ]  # fmt: skip


def test_an_option_is_a_card_of_four_lines_verdict_safety_entry_next() -> None:
    """Arden admits her; a board still has to learn her INR, and an angiogram whether the artery is open."""
    patient = known_ground(portal_vein_thrombosis=False, extrahepatic_disease="none", bilirubin_uln_mg_dl=1.2,
                           inr=None, hepatic_artery_patent=None)  # fmt: skip
    told = {card[0]: card[1:] for card in cards(screens(patient, invented_library())["options"])}
    assert list(told) == ["Resection", "Ablation", "TACE", "HAIC", "Y-90", "Systemic alone"]
    assert told["HAIC"] == (
        "○+",
        "Nothing against it so far",
        "Safety open: 2 facts.",
        "Entry admitted by Arden 2020.",
        "Next still open: 1 from blood and 1 from the work-up.",
    )
    assert told["Systemic alone"] == (
        "●",
        "Always an option",
        "Safety the limits of each drug are not judged here.",
        "Entry no list is needed.",
        "Next goes on beside every other option.",
    )


@EVERY_EXAMPLE
def test_six_options_stand_in_their_order_with_symbol_and_word_together(title: str) -> None:
    found = assess(EXAMPLES[title].patient, library())
    assert [card[:3] for card in cards(screens(EXAMPLES[title].patient)["options"])] == [
        (
            library().entry(option.modality).short,
            VERDICT_GLYPH[option.verdict] + standing_mark(option),
            verdict_said(option),
        )
        for option in found.options
    ]


@pytest.mark.parametrize("screen", list(Screen))
def test_every_screen_says_up_to_which_month_the_library_was_read(screen: Screen) -> None:
    said = plain(screen_title(screen, replace(library(), read_until="2026-11"), PRETREATED))
    assert said.startswith(f"{QUESTIONS[screen]} {PRETREATED.label} · 47 years, HR positive, HER2 negative, ")
    assert "largest 4.2 cm and 2 more Library" in said, "her line says what it leaves out"
    assert said.endswith(f" Library read up to November 2026. {list(Screen).index(screen) + 1} of 7")


def test_an_option_that_fails_shows_what_is_asked_and_what_this_patient_has() -> None:
    said = plain(screens(known_ground(platelets_e9_l=90), invented_library())["why"])
    assert (
        "HAIC ■ Does not meet Platelets at least 100 ×10⁹/L 90 ×10⁹/L Arden 2020: Methods, Laboratory "
        "Would leave it undecided: platelets 90 → 100 ×10⁹/L." in said
    )


def test_where_printed_limits_differ_both_sides_stand_on_the_screen() -> None:
    """A bilirubin of 1.5 mg/dL is above Rush's 1 and below Sedge's 2."""
    lists = document("moss", [{"modality": "haic", "fact": "ecog", "at_most": 2}])
    rush, sedge = (
        document(key, limit=[{"modality": "haic", "fact": "bilirubin_mg_dl", "at_most": bound}])
        for key, bound in (("rush", 1), ("sedge", 2))
    )
    said = plain(screens(known_ground(bilirubin_mg_dl=1.5), invented_library(lists, rush, sedge))["why"])
    assert (
        "HAIC ▲ Caution Admitted by Moss 2020. Printed limits differ bilirubin 1.5 mg/dL "
        "not by Rush 2020 (at most 1 mg/dL); allowed by Sedge 2020 (at most 2 mg/dL)" in said
    )


def test_no_screen_tells_a_woman_in_good_health_that_she_has_to_get_worse() -> None:
    """A solitary resectable metastasis, controlled: no option names progression, more lines or more lesions."""
    said = plain("".join(screens(EXAMPLES["Solitary late recurrence"].patient).values()))
    openings = re.findall(r"would open it: ([^.]*)\.", said)
    assert [word for word in ("progressive", "lines", "lesions", "ECOG") for told in openings if word in told] == []


def test_a_met_list_that_lets_nobody_in_says_why_and_is_no_full_circle() -> None:
    """Of what stops her the closest cohorts print nothing; every list that says who entered leaves her out."""
    patient = EXAMPLES["Liver-dominant, two lines, progressing"].patient.with_fact("ecog", 4)
    said = plain(screens(patient.with_fact("platelets_e9_l", 5))["evidence"])
    assert "part list met" not in said
    assert "outside all, list too short" in said
    assert "outside all, list silent" in said


def test_what_leaves_her_out_of_every_option_is_told_with_its_number_on_each() -> None:
    patient = EXAMPLES["Liver-dominant, two lines, progressing"].patient.with_fact("platelets_e9_l", 5)
    told = [" ".join(card) for card in cards(screens(patient)["options"])]
    assert ["platelets 5 ×10⁹/L" in said for said in told if "platelets" in said] == [True] * 5


def test_lists_that_read_this_patient_differently_are_named_whole_lists_first() -> None:
    """Platelets of 120 are enough for Arden, not for the site's own list."""
    own = document("our_list", [{"modality": "haic", "fact": "platelets_e9_l", "at_least": 150}])
    patient = known_ground(platelets_e9_l=120, portal_vein_thrombosis=False, bilirubin_uln_mg_dl=1.2)
    both = invented_library(own, arden())
    said = plain(screens(patient, both)["evidence"])
    assert "On this patient HAIC whole list met: Arden 2020; whole list not met: Our_list 2020" in said
    assert "whole list" not in evidence_screen(assess(patient, both), both, LIGHT, hidden=True)


@examples(25, 500)
@given(patients())
def test_in_silence_no_screen_tells_a_verdict_whoever_the_patient_is(patient: Patient) -> None:
    for name, drawn in screens(patient, hidden=True).items():
        assert {word for word in TELLING if word in drawn} == set(), name


@examples(10, 200)
@given(patients())
def test_in_silence_the_options_and_the_reasons_are_the_same_for_everybody(patient: Patient) -> None:
    spoken, silent = screens(patient), screens(patient, hidden=True)
    other = screens(PRETREATED.patient, hidden=True)
    assert (silent["options"], silent["why"]) == (other["options"], other["why"])
    assert all("Always an option" in plain(spoken[name]) for name in ("options", "why"))


def test_of_a_patient_whom_every_option_stops_the_board_does_not_say_that_all_is_recorded() -> None:
    found = assess(Patient({"ecog": 3, "pregnant": True, "hepatic_artery_patent": False}), library())
    assert not found.ask_next
    assert NOTHING_TO_ASK in plain(patient_screen(found, ()))
