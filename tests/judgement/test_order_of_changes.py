"""Which change is named, and which fact is asked first: worked by hand on a few invented lines.

The woman is one of whom a board knows the common ground of a catheter and nothing against it (known_ground).
"""

from __future__ import annotations

from each import each
from invented import document, invented_library, known_ground
from worked import book_of, option_of

from haic_core.case.fact_kinds import Value
from haic_core.case.patient import NOBODY, Patient
from haic_core.evidence.source import Source
from haic_core.judgement.assessment import assess
from haic_core.words.vocabulary import Modality, Verdict


def line(fact: str, modality: str = "haic", /, **bound: object) -> dict[str, object]:
    return {"modality": modality, "fact": fact, **bound}


def opened(patient: Patient, *sources: Source) -> list[tuple[str, Value, Verdict]]:
    found = option_of(book_of(Modality.HAIC, sources), patient)
    return [(flip.fact, flip.after, flip.verdict) for flip in found.opens]


def facts_opened(patient: Patient, *sources: Source) -> list[tuple[str, Value]]:
    return [(fact, after) for fact, after, _ in opened(patient, *sources)]


LISTED = document("listed", [line("lesion_count", at_most=9)])


# Which comes first


@each("turned", [False, True], ids=["the nearer first", "the nearer last"])
def test_the_nearer_of_two_changes_stands_first_in_whatever_order_the_documents_come(turned: bool) -> None:
    """Haemoglobin of 9 is 1 short of 10, a ninth of hers; six metastases are one more than 5, a sixth."""
    sources = [
        document("one", [line("haemoglobin_g_dl", at_least=10)]),
        document("other", [line("lesion_count", at_most=5)]),
    ]
    woman = known_ground(haemoglobin_g_dl=9, lesion_count=6)
    found = facts_opened(woman, *(reversed(sources) if turned else sources))
    assert found == [("haemoglobin_g_dl", 10), ("lesion_count", 5)]


@each("bounds", [(10, 8), (8, 10)])
def test_of_two_bounds_of_one_fact_the_nearer_is_named(bounds: tuple[int, int]) -> None:
    sources = [document(f"from_{bound}", [line("albumin_g_l", at_least=bound)]) for bound in bounds]
    assert facts_opened(known_ground(albumin_g_l=5), *sources) == [("albumin_g_l", 8)]


@each("turned", [False, True])
def test_a_change_of_degree_stands_before_a_change_of_kind_however_far_it_is(turned: bool) -> None:
    """Albumin of 5 is a sixth of the 30 asked for; an anticoagulant is taken or not."""
    sources = [
        document("one", [line("albumin_g_l", at_least=30)]),
        document("two", [line("oral_anticoagulation", **{"is": False})]),
    ]
    woman = known_ground(albumin_g_l=5, oral_anticoagulation=True)
    found = facts_opened(woman, *(reversed(sources) if turned else sources))
    assert found == [("albumin_g_l", 30), ("oral_anticoagulation", False)]


def test_a_change_to_meets_stands_before_a_nearer_one_to_caution() -> None:
    """The part list, one metastasis away, would let her in with caution; the whole one, two away, without."""
    part = document("part", [line("lesion_count", at_most=9), line("largest_lesion_cm", at_most=5)], extent="part")
    whole = document("whole", [line("albumin_g_l", at_least=30)])
    woman = known_ground(lesion_count=10, largest_lesion_cm=3, albumin_g_l=20)
    assert opened(woman, part, whole) == [("albumin_g_l", 30, Verdict.MEETS), ("lesion_count", 9, Verdict.CAUTION)]


# On a few invented lines: one fact may end all that is open, also where several are not recorded


def test_of_two_facts_of_which_one_is_enough_either_opens() -> None:
    either: dict[str, object] = {
        "modality": "haic",
        "any_of": [{"fact": "albumin_g_l", "at_least": 30}, {"fact": "alp_u_l", "at_most": 200}],
    }
    label = document("label", limit=[either])
    assert set(opened(known_ground(lesion_count=6), LISTED, label)) == {
        ("albumin_g_l", 30, Verdict.MEETS),
        ("alp_u_l", 200, Verdict.MEETS),
    }


def test_of_alike_facts_the_one_that_is_not_told_opens_too() -> None:
    told = opened(known_ground(lesion_count=6, creatinine_mg_dl=None), LISTED)
    assert told == [], "a number that no line asks for has no bound to name"
    label = document("label", limit=[line("egfr_ml_min", role="caution", at_least=30)])
    found = opened(known_ground(lesion_count=6, creatinine_mg_dl=None), LISTED, label)
    assert found == [("egfr_ml_min", 30, Verdict.MEETS)]


def test_the_inr_answers_a_line_on_the_prothrombin_ratio_too() -> None:
    label = document("label", limit=[line("pt_times_control", at_most=1.5), line("inr", at_most=1.5)])
    found = opened(known_ground(lesion_count=6, inr=None), LISTED, label)
    assert found == [("inr", 1.5, Verdict.MEETS)]


def test_a_better_prothrombin_ratio_opens_nothing_beside_an_inr_that_is_worse() -> None:
    """Ratio 1.6 and INR 2.9 read as 2.9; with a ratio of 1.5 they still do."""
    listed = document("listed", [line("pt_times_control", at_most=1.5)])
    assert opened(known_ground(inr=2.9, pt_times_control=1.6), listed) == []
    assert opened(known_ground(inr=1.4, pt_times_control=1.6), listed) == [("pt_times_control", 1.5, Verdict.MEETS)]


def test_ascites_that_goes_settles_child_pugh_points_that_all_recorded_facts_leave_open() -> None:
    """With ascites 6 or 7 points, without it 5; at most 6 is asked."""
    label = document("label", limit=[line("child_pugh_points", at_most=6)])
    woman = known_ground(lesion_count=6, ascites=True, albumin_g_l=40, encephalopathy=False)
    assert opened(woman, LISTED, label) == [("ascites", False, Verdict.MEETS)]


def test_two_facts_that_are_both_needed_are_not_named_as_what_would_open() -> None:
    label = document("label", limit=[line("albumin_g_l", at_least=30), line("alp_u_l", at_most=200)])
    assert opened(known_ground(lesion_count=6), LISTED, label) == []


def test_to_fall_out_of_a_list_that_is_still_open_is_not_named_though_another_list_then_decides() -> None:
    """The whole list takes unresectable disease and waits for her ECG; the part list would let her in now."""
    whole = document("whole", [line("completely_resectable", **{"is": False}), line("normal_ecg", **{"is": True})])
    part = document("part", [line("lesion_count", at_most=9), line("age_years", at_most=70)], extent="part")
    woman = known_ground(lesion_count=6, age_years=50, completely_resectable=False)
    assert opened(woman, whole, part) == [("normal_ecg", True, Verdict.MEETS)]


def test_a_list_that_is_left_while_a_line_of_another_stays_unmet_opens_nothing_either() -> None:
    """From six metastases to four she leaves the open list of five and more, and a list of two and fewer is not met
    yet: two are named, with which that list lets her in, and not four."""
    many = document("many", [line("lesion_count", at_least=5), line("normal_ecg", **{"is": True})])
    few = document("few", [line("lesion_count", at_most=2), line("age_years", at_most=70)], extent="part")
    part = document("part", [line("lesion_count", at_most=9), line("largest_lesion_cm", at_most=5)], extent="part")
    woman = known_ground(lesion_count=6, age_years=50, largest_lesion_cm=3)
    assert opened(woman, many, few, part) == [("normal_ecg", True, Verdict.MEETS), ("lesion_count", 2, Verdict.CAUTION)]


def test_the_nearest_limit_closes_whichever_side_it_lies_on() -> None:
    """Platelets of 110 close at 99, eleven below; lesions 6 of at most 9 at 10, four more."""
    listed = document("both", [line("platelets_e9_l", at_least=100), line("lesion_count", at_most=9)])
    found = option_of(book_of(Modality.HAIC, [listed]), known_ground(lesion_count=6, platelets_e9_l=110))
    told = [(flip.fact, flip.after, flip.verdict) for flip in found.closes if flip.fact in listed_facts(listed)]
    assert told == [("platelets_e9_l", 99, Verdict.FAILS), ("lesion_count", 10, Verdict.FAILS)]


def listed_facts(source: Source) -> set[str]:
    return {code for rule in source.criterion for code in rule.facts}


def test_a_value_named_is_the_next_that_a_laboratory_prints_within_the_limit() -> None:
    """1.5 times 1.23 is 1.845: 1.8 is printed and inside, 1.9 is outside."""
    listed = document("multiple", [line("bilirubin_mg_dl", at_most=1.5, times_uln=True)])
    high = known_ground(bilirubin_mg_dl=3, bilirubin_uln_mg_dl=1.23)
    assert opened(high, listed) == [("bilirubin_mg_dl", 1.8, Verdict.MEETS)]
    well = option_of(book_of(Modality.HAIC, [listed]), known_ground(bilirubin_mg_dl=1, bilirubin_uln_mg_dl=1.23))
    assert [(flip.fact, flip.after) for flip in well.closes if flip.fact == "bilirubin_mg_dl"] == [
        ("bilirubin_mg_dl", 1.9)
    ]


@each(("lines", "opens"), [(4, []), (2, [])])
def test_prior_lines_neither_grow_nor_shrink_into_a_list(lines: int, opens: list[object]) -> None:
    listed = document("three", [line("prior_lines", between=[3, 3]), line("lesion_count", at_most=9)])
    assert opened(known_ground(prior_lines=lines, lesion_count=6), listed) == opens


# What to ask next


def asked(patient: Patient, *sources: Source) -> tuple[str, ...]:
    return assess(patient, invented_library(*sources)).ask_next


# Nothing is open of her for any option; carrying on never asks.
READY = {"completely_resectable": True, "safe_needle_path": True}
EVERYWHERE = ("resection", "ablation", "tace", "haic", "y90")


def lists(fact: str, modalities: tuple[str, ...], **bound: object) -> Source:
    """A document that lists this fact for these options; a second line keeps its lists apart."""
    return document(fact, [line(fact, modality, **bound) for modality in modalities])


def test_the_fact_that_most_undecided_options_wait_for_is_asked_first() -> None:
    """ECOG comes before albumin on the form and costs less, but one option asks for it and two ask for albumin."""
    sources = [lists("albumin_g_l", ("tace", "y90"), at_least=30), lists("age_years", ("haic",), at_most=70)]
    assert asked(known_ground(**READY), *sources) == ("albumin_g_l", "age_years")


def test_of_facts_asked_alike_history_comes_before_blood_before_imaging_before_the_work_up() -> None:
    """Each of four options waits for one fact; on the form the order is another."""
    sources = [
        lists("lung_shunt_percent", ("y90",), at_most=20),
        lists("lobes", ("haic",), **{"is": "unilobar"}),
        lists("albumin_g_l", ("tace",), at_least=30),
        lists("encephalopathy", ("ablation",), **{"is": False}),
    ]
    assert asked(known_ground(**READY), *sources) == ("encephalopathy", "albumin_g_l", "lobes", "lung_shunt_percent")


def test_of_facts_asked_alike_and_known_alike_the_form_gives_the_order() -> None:
    listed = document("one", [line("haemoglobin_g_dl", at_least=8), line("leucocytes_e9_l", at_least=3)])
    assert asked(known_ground(**READY), listed) == ("leucocytes_e9_l", "haemoglobin_g_dl")


def test_nothing_is_asked_for_an_option_that_fails_or_is_decided() -> None:
    fails = document("fails", [line("ecog", at_least=1), line("age_years", at_most=70)])
    met = document("met", [line("ecog", "tace", at_most=1)])
    other = document("other", [line("lesion_count", "tace", at_most=5)])
    assert asked(known_ground(**READY), fails, met, other) == ()


def test_of_nobody_what_all_five_need_is_asked_before_what_three_need_before_what_one_needs() -> None:
    asked_first = asked(NOBODY, document("silent"))
    assert asked_first == (
        "ecog", "active_infection", "pregnant", "platelets_e9_l", "bilirubin_mg_dl", "inr", "ascites",
        "contrast_allergy", "creatinine_mg_dl", "hepatic_artery_patent",
        "completely_resectable", "safe_needle_path",
    )  # fmt: skip
