"""The picture of the rule says what the rule does: each of its cells is tried on a patient made for it."""

from __future__ import annotations

import pytest
from invented import document, invented_library

from haic_core.case.fact_kinds import Value
from haic_core.case.patient import Patient
from haic_core.evidence.library import Library
from haic_core.judgement.assessment import assess
from haic_core.screen.verdict_picture import TABLE, verdict_picture
from haic_core.words.vocabulary import EntryReading, Modality, SafetyReading, Verdict

# What a board knows before a catheter, all of it in order.
KNOWN: dict[str, Value] = {
    "primary": "breast", "ecog": 0, "platelets_e9_l": 200, "inr": 1.0, "bilirubin_mg_dl": 0.8, "ascites": False,
    "pregnant": False, "active_infection": False, "creatinine_mg_dl": 0.8, "contrast_allergy": False,
    "hepatic_artery_patent": True, "lesion_count": 3, "largest_lesion_cm": 2.0,
}  # fmt: skip
# Of the whole list, of the part list: met, open, not met.
ENTRY: dict[EntryReading, dict[str, Value | None]] = {
    EntryReading.ADMITTED: {},
    EntryReading.PARTLY: {"lesion_count": 8},
    EntryReading.OPEN: {"lesion_count": None},
    EntryReading.OUTSIDE: {"lesion_count": 20},
}
SAFETY: dict[SafetyReading, dict[str, Value | None]] = {
    SafetyReading.CLEAR: {},
    SafetyReading.OPEN: {"inr": None},
    SafetyReading.STOPPED: {"hepatic_artery_patent": False},
}


def library_of_a_whole_and_a_part_list() -> Library:
    whole = document("whole", [{"modality": "haic", "fact": "lesion_count", "at_most": 5}])
    part = document(
        "part",
        [
            {"modality": "haic", "fact": "lesion_count", "at_most": 10},
            {"modality": "haic", "fact": "largest_lesion_cm", "at_most": 5},
        ],
        list=[{"modality": "haic", "extent": "part"}],
    )
    return invented_library(whole, part)


@pytest.mark.parametrize(("safety", "entry"), TABLE, ids=lambda reading: str(reading))
def test_each_cell_of_the_picture_is_what_the_rule_says(safety: SafetyReading, entry: EntryReading) -> None:
    facts = {**KNOWN, **SAFETY[safety], **ENTRY[entry]}
    patient = Patient({code: value for code, value in facts.items() if value is not None})
    found = assess(patient, library_of_a_whole_and_a_part_list()).option(Modality.HAIC)
    assert found.entry.reading is entry
    assert found.verdict is TABLE[safety, entry][0]


def test_the_picture_has_a_word_and_a_mark_for_every_verdict_of_its_table() -> None:
    html = verdict_picture()
    assert html.count("<td ") == 12
    assert html.count('data-head="only a part list is met"') == 3, "on a phone each verdict stands under its list"
    assert html.count("Does not meet") == 6 and html.count("Not known") == 4 and html.count("Caution") == 2
    for verdict in Verdict:
        assert f'class="hb-{verdict.value}"' in html
