"""How far a verdict holds, drawn: which strips are shown, in which order, and where on them everything lies."""

from __future__ import annotations

import re

from invented import document, invented_library, known_ground

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
    return sensitivity_strips(
        sensitivities(rule_books(library)[Modality.HAIC], patient), option.verdict, option.standing
    )


def asks(key: str, **bound: object) -> dict[str, object]:
    return {"modality": "haic", "fact": key, **bound}


def shown(html: str) -> list[tuple[str, str]]:
    """The facts of the strips in their order, each with the recorded value beside it."""
    return re.findall(r"<b>([^<]*)</b><br><span class=\"hb-muted\">([^<]*)</span>", html)


def test_recorded_numbers_come_first_by_how_near_a_change_is_then_choices_then_what_is_missing_then_limits() -> None:
    """Neutrophils are 2 % from their bound, albumin a fifth; lobes are recorded, the liver's share and both parts of
    ALT are not. Each document lets her in for another reason, so only a list that asks it all leaves her out."""
    lines = [
        asks("liver_involvement_percent", at_most=70),
        asks("albumin_g_l", at_least=30),
        asks("lobes", **{"is": "unilobar"}),
        asks("anc_e9_l", at_least=1.5),
        asks("alt_u_l", at_most=5, times_uln=True),
    ]
    patient = known_ground(anc_e9_l=1.53, albumin_g_l=36, lobes="unilobar", alt_u_l=300)
    assert shown(strips(patient, document("all_of_it", lines)))[:3] == [
        ("Neutrophils", "1.53 ×10⁹/L"),
        ("Albumin", "36 g/L"),
        ("Lobes", "unilobar"),
    ]
    names = [name for name, value in shown(strips(patient, document("all_of_it", lines))) if value == "not recorded"]
    assert names == ["Liver involvement", "ALT, upper limit"]


def test_what_cannot_change_is_no_strip_unless_it_is_a_number() -> None:
    """Nobody's primary tumour changes, nor what she had before; her age does not either, but how near its bound lies
    is worth seeing."""
    source = document(
        "fixed",
        [asks("primary", **{"is": "breast"}), asks("prior_taxane", **{"is": True}), asks("age_years", at_most=80)],
    )
    told = [name for name, _ in shown(strips(known_ground(prior_taxane=True, age_years=70), source))]
    assert "Age" in told and "Primary tumour" not in told and "Prior taxane" not in told


def test_where_nothing_would_change_the_verdict_it_is_said_and_silent_facts_are_counted() -> None:
    """Her prior taxane alone keeps her outside the only list, and nothing takes it back."""
    source = document("past", [asks("prior_taxane", **{"is": False}), asks("albumin_g_l", at_least=30)])
    drawn = strips(known_ground(prior_taxane=True, albumin_g_l=36), source)
    assert shown(drawn) == [] and "No single fact would change this verdict." in drawn
    assert "facts that change nothing on their own</summary>" in drawn and "Albumin" in drawn.split("<details", 1)[1]


def strip_of(name: str, drawn: str) -> str:
    """The strip of one fact."""
    return next(row for row in drawn.split('<div class="hb-reach">') if f"<b>{name}</b>" in row)


def test_a_strip_of_whole_numbers_changes_between_two_of_them() -> None:
    """ASA grade 1, at most 2: the window has room of two on both sides, cut to 1 to 5, a quarter of it for each
    number. The last number that meets is 2 and the first that does not is 3, so the stretches part in the middle."""
    drawn = strips(known_ground(asa_grade=1), document("whole", [asks("asa_grade", at_most=2)]))
    own = strip_of("ASA grade", drawn)
    assert re.findall(r'<i class="hb-(\w+)" style="left:([\d.]+)%;width:([\d.]+)%">(.?)</i>', own) == [
        ("meets", "0.00", "37.50", "●"),
        ("fails", "37.50", "62.50", "■"),
    ]
    assert '<b style="left:50.00%">3</b>' in own and '<u style="left:0.00%"></u>' in own
    assert "Meets up to 2; does not meet from 3." in own


def test_a_choice_shows_every_answer_with_its_verdict_and_marks_her_own() -> None:
    drawn = strips(known_ground(lobes="bilobar"), document("choice", [asks("lobes", **{"is": "unilobar"})]))
    own = strip_of("Lobes", drawn)
    assert re.findall(r'<i class="(hb-[^"]*)">([^<]*)</i>', own) == [
        ("hb-meets", "● unilobar"),
        ("hb-fails hb-own", "■ bilobar"),
    ]
    assert "Meets: unilobar; does not meet: bilobar." in own


def test_labels_of_bounds_that_would_touch_are_left_out() -> None:
    """Below 29 albumin fails, from 29 she is let in with caution, from 30 without: closer than a label is wide."""
    near = document("near", [asks("albumin_g_l", at_least=29), {**asks("albumin_g_l", at_least=30), "role": "caution"}])
    own = strip_of("Albumin", strips(known_ground(albumin_g_l=45), near))
    assert re.findall(r'<b style="left:[\d.]+%">([^<]*)</b>', own) == ["29"]
    assert "Does not meet below 29 g/L; meets with caution from 29 g/L to below 30 g/L; meets from 30 g/L." in own


def test_the_head_says_from_which_verdict_the_strips_start() -> None:
    drawn = strips(known_ground(hepatic_artery_patent=None), document("one", [asks("albumin_g_l", at_least=30)]))
    assert "The verdict now: ○ too little known, so still open." in drawn


def test_what_is_still_open_has_in_the_head_the_name_that_its_card_has() -> None:
    """A second fact of the list is met, so the card says 'Nothing against it so far'."""
    both = document("both", [asks("albumin_g_l", at_least=30), asks("ecog", at_most=2)])
    woman = known_ground(hepatic_artery_patent=None, albumin_g_l=40)
    assert "The verdict now: ○ nothing against, so still open." in strips(woman, both)
    assert "The verdict now: ● meets." in strips(known_ground(albumin_g_l=40), both)
