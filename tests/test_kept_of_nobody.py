"""What the process keeps for speed, it keeps of published evidence alone: nothing of a patient outlives her session."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from datetime import date
from functools import _lru_cache_wrapper

from haic_core.case.doubts import doubts
from haic_core.case.file import Case, write_case
from haic_core.case.meeting_file import read_meeting
from haic_core.case.patient import Patient, read_patient
from haic_core.chart.evidence_table import option_rows
from haic_core.chart.palette import LIGHT
from haic_core.evidence.library import Library
from haic_core.intake.handed_in import read_handed_in
from haic_core.judgement.assessment import assess
from haic_core.judgement.compiling import rule_books
from haic_core.judgement.sensitivity import sensitivities
from haic_core.screen.evidence_table import evidence_table
from haic_core.screen.options import option_cards
from haic_core.wording.judgement import patient_line

TODAY = date(2026, 11, 28)
LETTER = """Dear colleague,
she was seen on {day}.11.2026. ECOG 1. Her mother is called {word}.

Test\tResult\tUnit\tRange
Bilirubin\t{number}\tumol/L\t<2{day}
{word}\t4{day}\tg/L\t35-50
Platelets\t21{day}\t10^9/L\t150-400
She has metastases in the liver and she is well with the therapy of today."""
LIST = "Name: {word}\nBilirubin {number} umol/L (ref < 2{day})\nAlbumin 4{day} g/L\n{word} {number}\n"
TABLE = "Test;Result;Unit;{word}\nBilirubin;{number};umol/L;\n{word};4{day};g/L;\n"


def sizes() -> Mapping[str, int]:
    """How much every cache of the core holds now."""
    modules = [module for name, module in sys.modules.items() if name.startswith("haic_core.")]
    kept = [one for module in modules for one in vars(module).values() if isinstance(one, _lru_cache_wrapper)]
    return {f"{one.__module__}.{one.__name__}": one.cache_info().currsize for one in kept}


def seen(library: Library, word: str, number: str, day: int) -> None:
    """One patient through the whole product: a letter, a list, a table and a case file in; judged, drawn and told."""
    for text in (LIST, TABLE, LETTER):  # a list makes clean behind itself, and behind a letter
        told = text.format(word=word, number=number, day=day)
        read_handed_in(told, "pasted", TODAY)
        read_handed_in(told.encode(), f"{word}.txt", TODAY)
    facts = {"age_years": 40 + day, "bilirubin_mg_dl": float(number) / 10, "bilirubin_uln_mg_dl": 1.1 + day / 100}
    patient: Patient = read_patient({**facts, "albumin_g_l": 30 + day / 10, "primary": "breast"}, word)
    (case,) = read_meeting(write_case(Case(patient, label=f"case {day}")), word).cases
    assert case.patient == patient
    assessment = assess(patient, library)
    for option in assessment.options:
        assert option.ledger and isinstance(option.flips, tuple)
        sensitivities(rule_books(library)[option.modality], patient)
    doubts(patient.facts)
    patient_line(dict(patient.facts))
    option_cards(assessment.options, dict.fromkeys(rule_books(library), ""), library, LIGHT)
    evidence_table(option_rows(assessment, library), library, LIGHT)


def test_no_cache_of_the_process_holds_anything_of_a_patient(library: Library) -> None:
    """The first fills what is kept of the library; the second, with another name, other numbers and another day, adds
    nothing."""
    seen(library, "Zqmark", "18.37", 3)
    before = sizes()
    seen(library, "Yvmark", "23.91", 7)
    after = sizes()
    assert {"haic_core.intake.labs.marks.marks_of", "haic_core.words.decimals.decimal_of"} <= set(before)
    assert {name: after[name] for name in after if after[name] > before.get(name, 0)} == {}
    assert [name for name in after if ".intake.labs." in name and after[name]] == [], "words of her letter or her list"
