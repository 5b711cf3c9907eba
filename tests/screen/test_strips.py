"""How far a verdict holds, drawn: which strips are shown, in which order, and where on them everything lies."""

from __future__ import annotations

import re

from invented import document, invented_library

from haic_core.case.patient import Patient
from haic_core.evidence.source import Source
from haic_core.judgement.assessment import assess
from haic_core.judgement.compiling import rule_books
from haic_core.judgement.sensitivity import sensitivities
from haic_core.screen.sensitivity import sensitivity_strips
from haic_core.words.vocabulary import Modality


def strips(patient: Patient, *sources: Source) -> str:
    library = invented_library(*sources)
    option = assess(patient, library).option(Modality.HAIC)
    return sensitivity_strips(sensitivities(rule_books(library)[Modality.HAIC], patient), option.verdict)


def asks(key: str, **bound: object) -> dict[str, object]:
    return {"modality": "haic", "fact": key, **bound}


def shown(html: str) -> list[tuple[str, str]]:
    """The facts of the strips in their order, each with the recorded value beside it."""
    return re.findall(r"<b>([^<]*)</b><br><span class=\"hb-muted\">([^<]*)</span>", html)


def test_recorded_numbers_come_first_by_how_near_a_change_is_then_choices_then_what_is_missing_then_limits() -> None:
    """Platelets are 2 % from their bound, INR is a fifth; lobes are recorded, ascites and both parts of ALT are not."""
    lines = [
        asks("ascites", **{"is": False}),
        asks("inr", at_most=1.5),
        asks("lobes", **{"is": "unilobar"}),
        asks("platelets_e9_l", at_least=100),
        asks("alt_u_l", at_most=5, times_uln=True),
    ]
    one = [document(f"d{place}", [line]) for place, line in enumerate(lines)]
    drawn = strips(Patient({"platelets_e9_l": 98, "inr": 1.8, "lobes": "bilobar", "alt_u_l": 300}), *one)
    assert shown(drawn) == [
        ("Platelets", "98 ×10⁹/L"),
        ("INR", "1.8"),
        ("Lobes", "bilobar"),
        ("Ascites", "not recorded"),
        ("ALT, upper limit", "not recorded"),
    ]


def test_what_cannot_change_is_no_strip_unless_it_is_a_number() -> None:
    """Nobody's primary tumour changes; her age does not either, but how near its bound lies is worth seeing."""
    source = document("fixed", [asks("primary", **{"is": "breast"}), asks("age_years", at_most=80)])
    assert shown(strips(Patient({"primary": "breast", "age_years": 70}), source)) == [("Age", "70 years")]


def test_where_nothing_would_change_the_verdict_it_is_said_and_silent_facts_are_counted() -> None:
    either = document("either", [asks("ecog", at_most=4), asks("inr", at_most=20)])
    drawn = strips(Patient({"ecog": 1, "inr": 1}), either)
    assert shown(drawn) == [] and "No single fact would change this verdict." in drawn
    assert "2 facts that change nothing on their own" in drawn and "ECOG performance status and INR" in drawn


def test_a_strip_of_whole_numbers_changes_between_two_of_them() -> None:
    """ECOG 1, at most 2: the window has room of two on both sides, cut to 0 to 4, a quarter of it for each number.

    The last number that meets is 2 and the first that does not is 3, so the stretches part in the middle.
    """
    drawn = strips(Patient({"ecog": 1}), document("whole", [asks("ecog", at_most=2)]))
    assert re.findall(r'<i class="hb-(\w+)" style="left:([\d.]+)%;width:([\d.]+)%">(.?)</i>', drawn) == [
        ("meets", "0.00", "62.50", "●"),
        ("fails", "62.50", "37.50", "■"),
    ]
    assert '<b style="left:75.00%">3</b>' in drawn and '<u style="left:25.00%"></u>' in drawn


def test_a_choice_shows_every_answer_with_its_verdict_and_marks_her_own() -> None:
    drawn = strips(Patient({"lobes": "bilobar"}), document("choice", [asks("lobes", **{"is": "unilobar"})]))
    assert re.findall(r'<i class="(hb-[^"]*)">([^<]*)</i>', drawn) == [
        ("hb-meets", "● unilobar"),
        ("hb-fails hb-own", "■ bilobar"),
    ]


def test_labels_of_bounds_that_would_touch_are_left_out() -> None:
    """Bounds of 1.5 and 1.6 stand closer than a label is wide; the first is labelled."""
    sources = [document("near", [asks("inr", at_most=1.5)]), document("nearer", [asks("inr", at_most=1.6)])]
    caution = document("c", [{**asks("inr", at_most=1.5), "role": "caution"}])
    drawn = strips(Patient({"inr": 0.9}), *sources, caution)
    assert re.findall(r'<b style="left:[\d.]+%">([^<]*)</b>', drawn) == ["1.5"]
