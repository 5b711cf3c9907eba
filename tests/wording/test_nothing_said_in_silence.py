"""Each bound beside the document that prints it, a reason beside every refusal, and what no blood test can end."""

from __future__ import annotations

from invented import document, invented_library, known_ground

from haic_core.case.patient import Patient
from haic_core.evidence.source import Source
from haic_core.judgement.assessment import assess
from haic_core.judgement.options import Option
from haic_core.wording.option import judging_names, next_line, safety_line, verdict_line, why_nothing_against
from haic_core.words.vocabulary import Modality, Verdict


def line(fact: str, **bound: object) -> dict[str, object]:
    return {"modality": "haic", "fact": fact, **bound}


ENTRY = document("entry", [line("platelets_e9_l", at_least=25), line("inr", at_most=5)])


def judged(patient: Patient, *sources: Source) -> tuple[Option, str]:
    """Infusion for this patient, and its safety in one line."""
    library = invented_library(*sources)
    option = assess(patient, library).option(Modality.HAIC)
    return option, safety_line(option, judging_names(library))


def test_no_document_is_named_for_a_bound_that_another_prints() -> None:
    """Platelets of 40: one label asks for 100, a society for 50; the third warns below 30 and does not."""
    label, society, third = (
        document(key, limit=[line("platelets_e9_l", at_least=bound, role="caution")])
        for key, bound in (("label", 100), ("society", 50), ("third", 30))
    )
    _, safety = judged(known_ground(platelets_e9_l=40), ENTRY, label, society, third)
    assert safety == "not stopped; caution: platelets 40 ×10⁹/L, 100 needed (Label 2020), 50 needed (Society 2020)."


def test_two_documents_of_the_same_bound_share_it() -> None:
    one, two = (document(key, limit=[line("inr", at_most=1.5, role="caution")]) for key in ("one", "two"))
    _, safety = judged(known_ground(inr=1.8), ENTRY, one, two)
    assert safety == "not stopped; caution: INR 1.8, 1.5 allowed (One 2020 and Two 2020)."


def test_what_stops_is_told_with_the_most_lenient_bound_and_who_prints_that_one() -> None:
    """Bilirubin of 8 passes 2 and 3 alike, and 3 is the bound that would have let most patients through."""
    strict, lenient = (
        document(key, limit=[line("bilirubin_mg_dl", at_most=bound)]) for key, bound in (("lenient", 3), ("strict", 2))
    )
    _, safety = judged(known_ground(bilirubin_mg_dl=8), ENTRY, strict, lenient)
    assert safety == "stopped: bilirubin 8 mg/dL, 3 allowed (Lenient 2020)."


def test_a_woman_left_out_only_by_what_lies_beyond_all_is_told_so_and_the_lines_that_decide_show_it() -> None:
    """A part list of platelets and INR says nothing of albumin; the two that do ask for 28 and 30."""
    part = document("part", [line("platelets_e9_l", at_least=50), line("inr", at_most=2)], extent="part")
    asks = document("asks", [line("albumin_g_l", at_least=30), line("ecog", at_most=2)], extent="part")
    again = document("again", [line("albumin_g_l", at_least=28), line("ecog", at_most=2)], extent="part")
    option, safety = judged(known_ground(albumin_g_l=25), part, asks, again)
    assert option.verdict is Verdict.FAILS
    assert safety == "no absolute limit is passed; beyond every list: albumin 25 g/L."
    assert [row.source for row in option.deciding] == ["asks", "again"]


def test_points_that_hang_on_a_grade_of_ascites_are_left_to_the_board_and_asked_of_nobody() -> None:
    """Bilirubin 0.6 and INR 1.0 one point each, albumin 35 two, ascites two to three, no encephalopathy one: 7 to 8."""
    points = document("points", limit=[line("child_pugh_points", at_most=7)])
    patient = known_ground(albumin_g_l=35, ascites=True, encephalopathy=False, bilirubin_mg_dl=0.6, inr=1.0)
    option, safety = judged(patient, ENTRY, points)
    assert option.verdict is Verdict.UNKNOWN
    assert verdict_line(option) == "Nothing against it so far; for the board to judge: Child-Pugh points."
    assert safety == "open: Child-Pugh points."
    assert next_line(option) == "for the board to judge: Child-Pugh points."


def test_what_would_only_bring_caution_is_not_called_what_closes_it() -> None:
    """An INR of 1.6 is past a caution, platelets of 99 past the only list."""
    whole = document("whole", [line("platelets_e9_l", at_least=100), line("ecog", at_most=2)])
    book = document("book", limit=[line("inr", at_most=1.5, role="caution")])
    near_caution, _ = judged(known_ground(inr=1.5, platelets_e9_l=250), whole, book)
    assert next_line(near_caution) == "would bring caution: INR 1.5 → 1.6."
    near_the_end, _ = judged(known_ground(inr=1.0, platelets_e9_l=101), whole, book)
    assert next_line(near_the_end) == "would close it: platelets 101 → 99 ×10⁹/L."


def test_a_value_that_no_line_of_the_option_asks_for_is_told_all_the_same() -> None:
    """Pregnancy lies beyond every list of every option; the list of infusion says nothing of it."""
    other = document("other", [{"modality": "tace", "fact": "pregnant", "is": False}])
    _, safety = judged(known_ground(pregnant=True), ENTRY, other)
    assert safety == "stopped: pregnant (outside every list of every option)."


def test_a_single_month_is_told_in_the_singular() -> None:
    book = document("book", limit=[line("life_expectancy_months", at_least=3)])
    _, safety = judged(known_ground(life_expectancy_months=1), ENTRY, book)
    assert safety == "stopped: 1 month of life expectancy, 3 needed (Book 2020)."


def test_another_primary_is_not_told_as_a_matter_of_safety() -> None:
    """Entry takes breast cancer only: that her primary is another says nothing of what forbids the treatment."""
    breast = document("breast", [line("primary", **{"is": "breast"}), line("inr", at_most=5)])
    also = document("also", [line("primary", **{"is": "breast"}), line("ecog", at_most=2)])
    option, safety = judged(known_ground(primary="colorectal"), breast, also)
    assert verdict_line(option) == "Criteria for this primary are not judged here."
    assert safety == "clear."


def test_a_value_that_no_judged_list_lets_in_is_in_question_although_the_last_list_is_not_judged() -> None:
    """Bilirubin of 6 is past the 2 of one list; the other asks for a multiple of a limit that nobody recorded."""
    plain = document("plain", [line("bilirubin_mg_dl", at_most=2), line("ecog", at_most=2), line("inr", at_most=2)])
    multiple = document(
        "multiple",
        [line("bilirubin_mg_dl", less_than=2, times_uln=True), line("ecog", at_most=2), line("inr", at_most=2)],
    )
    option, _ = judged(known_ground(bilirubin_mg_dl=6, bilirubin_uln_mg_dl=None), plain, multiple)
    assert verdict_line(option) == "In question; still open: bilirubin, upper limit from blood."


def test_nothing_against_it_does_not_hide_that_a_whole_list_leaves_her_out() -> None:
    """Eight lesions are past the five of one list; the other takes ten and asks for haemoglobin, not recorded."""
    five = document("five", [line("lesion_count", at_most=5), line("ecog", at_most=2)])
    ten = document(
        "ten", [line("lesion_count", at_most=10), line("ecog", at_most=2), line("haemoglobin_g_dl", at_least=8)]
    )
    option, _ = judged(known_ground(lesion_count=8), five, ten)
    outside = "outside a whole list by 8 lesions, not outside another"
    assert verdict_line(option) == f"Nothing against it so far; {outside}; still open: haemoglobin from blood."
    assert why_nothing_against(option) == ["one list that does not leave her out is enough for “nothing against”"]
    in_both, _ = judged(known_ground(lesion_count=4, haemoglobin_g_dl=None), ten)
    assert why_nothing_against(in_both) == []


def test_what_only_the_lists_of_other_options_limit_is_said_beside_a_clear_option() -> None:
    """Platelets of 30: no infusion list asks for any; surgeons ask for 100, needles for 25."""
    own = document("own", [line("inr", at_most=5), line("ecog", at_most=2)])
    surgeons, needles = (
        document(option, [{"modality": option, "fact": "platelets_e9_l", "at_least": bound}])
        for option, bound in (("resection", 100), ("ablation", 25))
    )
    told = "platelets 30 ×10⁹/L: limited by lists of other options only"
    assert judged(known_ground(platelets_e9_l=30), own, surgeons, needles)[1] == f"not stopped; {told}."
    assert judged(known_ground(platelets_e9_l=120), own, surgeons, needles)[1] == "clear."


def test_a_limit_is_not_called_an_abstract_s_because_the_list_beside_it_is() -> None:
    """A thesis prints whom not to treat in a table, and its indications are only a part of a list."""
    thesis = document(
        "thesis", [line("ecog", at_most=2)], limit=[line("inr", at_most=1.5)], extent="part", document="abstract"
    )
    _, safety = judged(known_ground(inr=1.8), ENTRY, thesis)
    assert safety == "stopped: INR 1.8, 1.5 allowed (Thesis 2020)."


def test_karnofsky_changes_in_tens() -> None:
    whole = document("whole", [line("karnofsky", at_least=70), line("platelets_e9_l", at_least=25)])
    option, _ = judged(known_ground(karnofsky=80), whole)
    assert next_line(option) == "would close it: Karnofsky 80 → 60 %."
