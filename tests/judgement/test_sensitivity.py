"""How far a verdict holds: exact at every printed bound, the same as judging the patient anew, and in words."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

from each import each
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies._internal.core import DataObject
from invented import document, known_ground
from laws import examples
from patients import FACT_VALUES, patients
from screens import EXAMPLES
from worked import book_of, books, option_of

from haic_core.case.fact_kinds import Value
from haic_core.case.facts import FACTS, NUMBERS
from haic_core.case.patient import NOBODY, Patient
from haic_core.judgement.rulebook import RuleBook
from haic_core.judgement.sensitivity import Sensitivity, Stretch, sensitivities
from haic_core.screen.sensitivity import sensitivity_strips, window
from haic_core.wording.sensitivity import sensitivity_sentence
from haic_core.words.vocabulary import Modality, Verdict

BOOKS = books()
PRETREATED = EXAMPLES["Liver-dominant, two lines, progressing"].patient
LAW = examples(12, 300)


def of(modality: Modality, patient: Patient) -> dict[str, Sensitivity]:
    return {one.fact: one for one in sensitivities(BOOKS[modality], patient)}


def stretch_at(found: Sensitivity, value: Value) -> Stretch:
    [own] = [stretch for stretch in found.stretches if stretch.holds(value)]
    return own


def listed(*lines: dict[str, object]) -> RuleBook:
    """The rule book of infusion where one whole list prints these lines."""
    return book_of(Modality.HAIC, [document("listed", [{"modality": "haic", **line} for line in lines])])


def on(book: RuleBook, patient: Patient) -> dict[str, Sensitivity]:
    return {one.fact: one for one in sensitivities(book, patient)}


def test_infusion_reads_met_from_exactly_one_hundred_platelets() -> None:
    found = on(listed({"fact": "platelets_e9_l", "at_least": 100}), known_ground())["platelets_e9_l"]
    assert [(stretch.low, stretch.low_included, stretch.verdict) for stretch in found.stretches] == [
        (Fraction(0), True, Verdict.FAILS),
        (Fraction(100), True, Verdict.MEETS),
    ]
    assert sensitivity_sentence(found) == "Does not meet below 100 ×10⁹/L; meets from 100 ×10⁹/L."


def test_a_bound_in_multiples_lies_at_the_recorded_limit_times_the_multiple_and_the_limit_has_a_bound_of_its_own() -> (
    None
):
    """Five times 35 is 175; an ALT of 96 is five times 19.2."""
    book = listed({"fact": "alt_u_l", "at_most": 5, "times_uln": True})
    found = on(book, known_ground(alt_u_l=96, alt_uln_u_l=35))
    assert found["alt_u_l"].stretches[0].high == 175
    assert found["alt_uln_u_l"].stretches[1].low == Fraction(96, 5)


def test_whole_numbers_change_from_one_to_the_next_and_not_between() -> None:
    book = listed({"fact": "lesion_count", "at_most": 4})
    found = on(book, known_ground(lesion_count=3))["lesion_count"]
    ends = [(stretch.low, stretch.high) for stretch in found.stretches]
    assert ends == [(Fraction(1), Fraction(4)), (Fraction(5), Fraction(200))]
    assert sensitivity_sentence(found) == "Meets up to 4 lesions; does not meet from 5 lesions."


def test_every_answer_of_a_choice_has_its_verdict() -> None:
    fact = "extrahepatic_disease"
    lines: tuple[dict[str, object], ...] = (
        {"fact": fact, "one_of": ["none", "bone_only_stable"]},
        {"fact": fact, "role": "caution", "is": "none"},
    )
    assert dict(on(listed(*lines), known_ground())[fact].answers) == {
        "none": Verdict.MEETS,
        "bone_only_stable": Verdict.CAUTION,
        "stable": Verdict.FAILS,
        "progressive": Verdict.FAILS,
    }


def test_child_pugh_points_have_their_bounds_on_what_they_are_worked_out_from() -> None:
    """Bilirubin 0.6, INR 1, no ascites, no encephalopathy: 4 points, and of albumin 1 above 35, 2 from 28, 3 below."""
    found = on(listed({"fact": "child_pugh_points", "at_most": 6}), known_ground(encephalopathy=False))["albumin_g_l"]
    told = [(stretch.low, stretch.high, stretch.verdict) for stretch in found.stretches]
    assert told == [(Fraction(0), Fraction(28), Verdict.FAILS), (Fraction(28), Fraction(100), Verdict.MEETS)]


@LAW
@given(patients(), st.sampled_from(list(Modality)), st.data())
def test_any_value_reads_on_the_strip_as_it_reads_when_the_patient_is_judged_anew(
    patient: Patient, modality: Modality, data: DataObject
) -> None:
    found = of(modality, patient)
    for code in data.draw(st.lists(st.sampled_from(sorted(found) or ["ecog"]), max_size=4, unique=True)):
        value = data.draw(FACT_VALUES[code])
        if code not in found:
            continue
        anew = option_of(BOOKS[modality], patient.with_fact(code, value)).verdict
        shown = stretch_at(found[code], value).verdict if found[code].stretches else dict(found[code].answers)[value]
        assert shown is anew, (code, value)


@LAW
@given(patients(), st.sampled_from(list(Modality)))
def test_the_stretches_cover_the_whole_range_once_and_the_recorded_value_lies_on_its_own_verdict(
    patient: Patient, modality: Modality
) -> None:
    option = option_of(BOOKS[modality], patient)
    for code, found in of(modality, patient).items():
        if not found.stretches:
            continue
        assert (found.stretches[0].low, found.stretches[-1].high) == (
            Fraction(str(NUMBERS[code].low)),
            Fraction(str(NUMBERS[code].high)),
        )
        for before, after in pairwise(found.stretches):
            gap = 1 if NUMBERS[code].whole else 0
            assert after.low - before.high == gap and before.verdict is not after.verdict
            assert gap or before.high_included != after.low_included
        if found.recorded is not None:
            assert stretch_at(found, found.recorded).verdict is option.verdict


def test_a_multiple_without_its_limit_has_no_bound_to_show() -> None:
    found = of(Modality.HAIC, PRETREATED.with_fact("alt_uln_u_l", None))["alt_u_l"]
    assert not found.decides


@each("modality", list(Modality), ids=lambda modality: modality.value)
def test_strips_are_drawn_for_every_option_even_of_nobody(modality: Modality) -> None:
    for patient in (NOBODY, *(case.patient for case in EXAMPLES.values())):
        found = tuple(of(modality, patient).values())
        drawn = sensitivity_strips(found, Verdict.UNKNOWN)
        for one in found:
            if one.decides and one.stretches:
                low, high = window(one)
                assert low < high
                assert one.recorded is None or low <= Fraction(str(one.recorded)) <= high
                assert sensitivity_sentence(one) in drawn


def test_the_nearest_bound_stands_first() -> None:
    """Haemoglobin 10.6 is a quarter above 8, platelets of 142 three tenths above 100, six lesions four below ten."""
    book = listed(
        {"fact": "lesion_count", "at_most": 9},
        {"fact": "platelets_e9_l", "at_least": 100},
        {"fact": "haemoglobin_g_dl", "at_least": 8},
    )
    woman = known_ground(lesion_count=6, platelets_e9_l=142, haemoglobin_g_dl=10.6)
    drawn = sensitivity_strips(tuple(on(book, woman).values()), Verdict.MEETS)
    order = ("haemoglobin_g_dl", "platelets_e9_l", "lesion_count")
    places = [drawn.index(f"<b>{FACTS[code].label}</b>") for code in order]
    assert places == sorted(places)
