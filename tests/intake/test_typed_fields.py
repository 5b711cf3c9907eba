"""What becomes of a field somebody typed into: a value, or a question with its answers to press."""

from __future__ import annotations

from each import each

from haic_core.case.facts import FACTS
from haic_core.intake.answering import Move, by_one_key, read_answer
from haic_core.intake.typed import AskedBack, Taken, field_text, read_field

NOBODY: dict[str, float | int | str | bool] = {}


@each(
    ("fact", "typed", "value"),
    [
        ("bilirubin_mg_dl", "1,1", 1.1),
        ("bilirubin_mg_dl", " 1.1 mg/dl ", 1.1),
        ("bilirubin_mg_dl", "34.2 µmol/L", 2),
        ("creatinine_mg_dl", "88,4 umol/l", 1),
        ("platelets_e9_l", "188 G/l", 188),
        ("platelets_e9_l", "188.000", 188),
        ("platelets_e9_l", "188000/µl", 188),
        ("haemoglobin_g_dl", "128 g/L", 12.8),
        ("albumin_g_l", "3,9 g/dl", 39),
        ("largest_lesion_cm", "24 mm", 2.4),
        ("weeks_since_systemic", "21 days", 3),
        ("age_years", "58", 58),
    ],
)
def test_a_number_in_any_habit_is_recorded_in_the_case_files_unit(fact: str, typed: str, value: float) -> None:
    found = read_field(fact, typed, NOBODY)
    assert isinstance(found, Taken) and found.value == value


def test_an_emptied_field_takes_the_value_back() -> None:
    assert read_field("age_years", "  ", NOBODY) == Taken(None)


def test_a_unit_of_its_own_is_told_as_it_was_read_and_the_fields_own_unit_is_not() -> None:
    """18 / 17.1 is 1.053."""
    assert read_field("bilirubin_mg_dl", "18 umol/L", NOBODY) == Taken(1.052632, "18 umol/L is 1.053 mg/dL")
    assert read_field("bilirubin_mg_dl", "1.1 mg/dL", NOBODY) == Taken(1.1, "")


@each(
    ("fact", "typed", "answers"),
    [
        ("bilirubin_mg_dl", "24", (("yes, 24 mg/dL", 24), ("24 µmol/L = 1.4 mg/dL", 1.403509))),
        ("albumin_g_l", "3,9", (("yes, 3.9 g/L", 3.9), ("3,9 g/dL = 39 g/L", 39))),
        ("largest_lesion_cm", "24", (("yes, 24 cm", 24), ("24 mm = 2.4 cm", 2.4))),
        ("platelets_e9_l", "150000", (("150000 per µL = 150 ×10⁹/L", 150),)),
        ("anc_e9_l", "2400", (("2400 per µL = 2.4 ×10⁹/L", 2.4),)),
        ("haemoglobin_g_dl", "128", (("128 g/L = 12.8 g/dL", 12.8),)),
        ("haemoglobin_g_dl", "6,9", (("yes, 6.9 g/dL", 6.9),)),
        ("platelets_e9_l", "2.100", (("yes, 2.1 ×10⁹/L", 2.1), ("2100 ×10⁹/L", 2100))),
        ("age_years", "17", ()),
        ("lesion_count", "2,5", ()),
        ("bilirubin_mg_dl", "<0.3", ()),
        ("platelets_e9_l", "many", ()),
    ],
)
def test_what_is_doubtful_or_refused_keeps_its_text_and_offers_what_it_may_stand_for(
    fact: str, typed: str, answers: tuple[tuple[str, float], ...]
) -> None:
    """24 / 17.1 is 1.403509; a cell per microlitre is a thousandth of 10^9/L."""
    found = read_field(fact, typed, NOBODY)
    assert isinstance(found, AskedBack) and found.text == typed and found.answers == answers
    assert found.sentence.startswith(FACTS[fact].label) and found.sentence[-1] in ".?"


def test_a_value_that_contradicts_what_is_recorded_is_asked_back() -> None:
    found = read_field("karnofsky", "40", {"ecog": 0})
    assert isinstance(found, AskedBack) and found.answers == (("yes, 40 %", 40),)
    assert found.sentence == "ECOG performance status 0 and Karnofsky performance status 40 contradict each other."


def test_a_value_is_not_asked_back_against_its_own_former_one() -> None:
    assert read_field("karnofsky", "90", {"ecog": 0, "karnofsky": 40}) == Taken(90)


def test_a_multiple_of_the_limit_uses_that_laboratorys_limit() -> None:
    """2.1 × 35 is 73.5."""
    assert read_field("ast_u_l", "2.1 x ULN", {"ast_uln_u_l": 35}) == Taken(73.5, "2.1 x ULN is 73.5 U/L")


@each(("value", "shown"), [(None, ""), (58, "58"), (1.1, "1.1"), (1.052632, "1.05263"), (0.1, "0.1"), (4999, "4999")])
def test_a_field_shows_what_is_recorded(value: float | None, shown: str) -> None:
    assert field_text(value) == shown


# One question's answers.


def test_yes_no_choices_and_small_scales_are_answered_by_one_key() -> None:
    assert by_one_key(FACTS["ascites"]) == {"Y": True, "N": False}
    assert by_one_key(FACTS["her2"]) == {"1": "positive", "2": "negative", "3": "low"}
    assert by_one_key(FACTS["ecog"]) == {"0": 0, "1": 1, "2": 2, "3": 3, "4": 4}
    assert by_one_key(FACTS["asa_grade"]) == {"1": 1, "2": 2, "3": 3, "4": 4, "5": 5}
    assert by_one_key(FACTS["platelets_e9_l"]) == by_one_key(FACTS["prior_lines"]) == {}


def test_no_key_of_an_answer_is_one_of_those_that_move() -> None:
    keys = {key for fact in FACTS.values() for key in by_one_key(fact)}
    assert keys.isdisjoint({Move.NOT_KNOWN.value, Move.BACK.value}) and keys.isdisjoint({"C", "R"})
    assert all(len(key) == 1 for key in keys)


@each(
    ("fact", "typed", "meant"),
    [
        ("ascites", "y", True),
        ("ascites", "nein", False),
        ("her2", "3", "low"),
        ("her2", "Negative", "negative"),
        ("extrahepatic_disease", "bone only, stable", "bone_only_stable"),
        ("ecog", "2", Taken(2)),
        ("platelets_e9_l", "188 G/l", Taken(188)),
        ("platelets_e9_l", "u", Move.NOT_KNOWN),
        ("ascites", "?", Move.NOT_KNOWN),
        ("ascites", "B", Move.BACK),
        ("inr", "<", Move.BACK),
        ("inr", "  ", None),
    ],
)
def test_an_answer_is_read_by_its_key_its_word_or_its_number(fact: str, typed: str, meant: object) -> None:
    assert read_answer(FACTS[fact], typed, NOBODY) == meant


def test_an_answer_that_is_none_is_refused_with_the_keys_that_are() -> None:
    found = read_answer(FACTS["ascites"], "perhaps", NOBODY)
    assert isinstance(found, AskedBack) and found.text == "perhaps"
    assert found.sentence == "Ascites must be Y (yes) or N (no), but 'perhaps' was found."
