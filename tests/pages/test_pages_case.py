"""The case form without a browser: what is typed is what is judged, and a file that is refused changes nothing."""

from __future__ import annotations

import json
from typing import Any

import pytest
from screens import (
    EXAMPLES,
    as_read,
    case_in_address,
    in_address,
    opened,
    pieces,
    plain,
    strip,
    strip_words,
    text,
    verdicts,
)
from streamlit.testing.v1 import AppTest

from haic_core.case.facts import FACTS, NUMBERS
from haic_core.case.file import STARTING, Case, write_case
from haic_core.case.patient import Patient

EXAMPLE = EXAMPLES["Liver-dominant, two lines, progressing"]
CONVENTIONAL, SI = "mg/dL, g/dL", "µmol/L, g/L"


def field(at: AppTest, label: str) -> Any:
    """The form's field with this label, whatever kind it is; each kind takes values of its own type."""
    return next(
        one for kind in (at.number_input, at.radio, at.selectbox, at.text_input) for one in kind if one.label == label
    )


def fields(at: AppTest) -> dict[str, object]:
    """What every field of the form shows."""
    return {one.label: one.value for kind in (at.number_input, at.radio, at.selectbox, at.text_input) for one in kind}


def press(at: AppTest, label: str) -> AppTest:
    return next(button for button in at.button if button.label == label).click().run()


def hand_in(at: AppTest, content: bytes | str, name: str = "case.json") -> AppTest:
    data = content.encode() if isinstance(content, str) else content
    return at.file_uploader[0].set_value((name, data, "application/json")).run()


def file_of(**facts: object) -> str:
    return json.dumps({"schema": 1, "label": "case 7", "facts": facts})


# Typing.


def test_the_form_starts_with_nothing_but_the_primary() -> None:
    shown = fields(opened())
    assert shown.pop("Primary tumour") == "breast" and shown.pop("Units") == CONVENTIONAL
    assert shown.pop("Label (never a name)") == ""
    assert set(shown.values()) == {None}
    assert len(shown) == len(FACTS) - 1


def test_every_field_says_its_definition_and_what_is_allowed() -> None:
    at = opened()
    said = text(at)
    for fact in FACTS.values():
        assert fact.definition in said, fact.code
    assert field(at, "Age (years)").help == "Completed years on the day of the board. Allowed: 18 to 110 years."
    assert field(at, "Age (years)").placeholder == "not recorded · 18–110"


def test_ascites_entered_on_the_form_speaks_against_chemoembolisation_on_the_options_page() -> None:
    at = opened()
    assert verdicts(at.switch_page("pages/options.py").run())["TACE"] == "Too little is recorded"
    field(at.switch_page("pages/case.py").run(), "Ascites").set_value(True).run()
    assert in_address(at) == Case(Patient({"primary": "breast", "ascites": True}))
    assert verdicts(at.switch_page("pages/options.py").run())["TACE"] == "Does not meet published criteria"


def test_a_raised_bilirubin_turns_the_verdict_and_a_corrected_one_turns_it_back() -> None:
    at = opened(case=EXAMPLE)
    for typed, read in [(9.0, "Does not meet published criteria"), (1.1, "Nothing against it so far")]:
        field(at, "Bilirubin (mg/dL)").set_value(typed).run()
        assert verdicts(at.switch_page("pages/options.py").run())["HAIC"] == read
        at.switch_page("pages/case.py").run()


def test_a_number_taken_back_is_not_recorded_any_more() -> None:
    at = opened(case=EXAMPLE)
    field(at, "Platelets (10^9/L)").set_value(None).run()
    assert case_in_address(at).patient == EXAMPLE.patient.with_fact("platelets_e9_l", None)


def test_what_is_typed_is_still_there_after_a_look_at_another_page() -> None:
    at = opened()
    field(at, "Age (years)").set_value(58).run()
    field(at, "Largest lesion (cm)").set_value(3.4).run()
    field(at, "Extrahepatic disease").set_value("bone_only_stable").run()
    at.switch_page("pages/library.py").run()
    at.switch_page("pages/case.py").run()
    shown = fields(at)
    assert (shown["Age (years)"], shown["Largest lesion (cm)"]) == (58, 3.4)
    assert shown["Extrahepatic disease"] == "bone_only_stable"


def test_a_number_out_of_range_is_not_recorded() -> None:
    at = opened()
    field(at, "Age (years)").set_value(17).run()
    assert in_address(at) is None


def test_an_albumin_in_another_unit_is_asked_back_beside_the_form_and_judged_as_it_stands() -> None:
    """3.9 g/dL, typed where g/L is asked for; 3.9 × 10 is 39."""
    at = opened("case", Case(Patient({"primary": "breast", "albumin_g_l": 3.9})))
    told = "Please look again Albumin 3.9 g/L is below what is usually seen (10 to 70); 3.9 g/dL would be 39 g/L."
    assert any(told in plain(piece) for piece in pieces(at))
    assert not any("Please look again" in piece for piece in pieces(opened("case", Case(Patient({"ecog": 1})))))


def test_what_to_ask_next_shrinks_as_facts_come_in() -> None:
    def decided(at: AppTest) -> str:
        return next(plain(piece) for piece in pieces(at) if "hb-meter" in piece)

    assert decided(opened()) == (
        "1 of 6 options can be read from what is recorded. Of the others: too little known of 5."
    )
    told = decided(opened(case=EXAMPLE))
    assert told.startswith("3 of 6 options can be read") and "too little" not in told


def folded(at: AppTest) -> set[str]:
    """The fields that stand folded away as rarely needed."""
    boxes = [box for box in at.expander if box.label == "Rarely needed"]
    return {one.label for box in boxes for kind in (box.number_input, box.radio, box.selectbox) for one in kind}


def test_rare_facts_are_folded_away_until_they_are_recorded_or_an_open_option_waits_for_them() -> None:
    """Of the example enough is known to say how radioembolisation stands, and it waits for the lung dose; of nobody it
    is not."""
    at = opened()
    shut = folded(at)
    assert {"Pacemaker or implanted device", "Lung dose of this treatment (Gy)"} <= shut
    assert "Ascites" not in shut and len(shut) == sum(fact.rare for fact in FACTS.values())
    field(at, "Pacemaker or implanted device").set_value(False).run()
    assert folded(at) == shut - {"Pacemaker or implanted device"}
    assert case_in_address(at).patient == Patient({"primary": "breast", "pacemaker_or_implant": False})
    assert "Lung dose of this treatment (Gy)" not in folded(opened(case=EXAMPLE))


@pytest.mark.parametrize("title", EXAMPLES)
def test_an_example_fills_the_form_with_exactly_its_facts(title: str) -> None:
    at = press(opened(), title)
    assert in_address(at) == EXAMPLES[title]
    filled = [
        value
        for label, value in fields(at).items()
        if label not in ("Units", "Label (never a name)") and value is not None
    ]
    assert len(filled) == len(list(EXAMPLES[title].patient))
    assert fields(at)["Label (never a name)"] == title


def test_clearing_takes_every_fact_away() -> None:
    at = press(opened(case=EXAMPLE), "Clear all facts")
    assert fields(at) == fields(opened())
    assert in_address(at) is None and strip_words(at).startswith("breast primary ")


# Units.


def test_two_milligrams_typed_as_micromoles_are_two_milligrams() -> None:
    at = opened()
    field(at, "Units").set_value(SI).run()
    field(at, "Bilirubin (µmol/L)").set_value(34.2).run()
    assert case_in_address(at).patient.get("bilirubin_mg_dl") == 2
    field(at, "Units").set_value(CONVENTIONAL).run()
    assert field(at, "Bilirubin (mg/dL)").value == 2
    assert case_in_address(at).patient.get("bilirubin_mg_dl") == 2


@pytest.mark.parametrize("title", EXAMPLES)
def test_switching_the_units_there_and_back_keeps_the_case(title: str) -> None:
    at = opened(case=EXAMPLES[title])
    before = fields(at)
    field(at, "Units").set_value(SI).run()
    assert not at.exception and in_address(at) == EXAMPLES[title]
    field(at, "Units").set_value(CONVENTIONAL).run()
    assert fields(at) == before and in_address(at) == EXAMPLES[title]


def test_the_chosen_units_stay_when_a_case_is_opened() -> None:
    at = opened()
    field(at, "Units").set_value(SI).run()
    press(at, "Liver-dominant, two lines, progressing")
    assert field(at, "Haemoglobin (g/L)").value == 106
    assert field(at, "Creatinine (µmol/L)").value == pytest.approx(79.56)


@pytest.mark.parametrize("units", [CONVENTIONAL, SI])
@pytest.mark.parametrize("end", ["low", "high"])
def test_values_at_the_ends_of_their_ranges_can_be_shown(units: str, end: str) -> None:
    ends = {code: getattr(fact, end) for code, fact in NUMBERS.items()}
    at = hand_in(opened(), file_of(**ends))
    field(at, "Units").set_value(units).run()
    assert not at.exception and not at.error
    assert case_in_address(at).patient == Patient(ends)


# Files.


def test_a_saved_case_opens_as_the_same_case() -> None:
    at = hand_in(opened(), write_case(EXAMPLE))
    assert in_address(at) == EXAMPLE and not at.error
    assert fields(at) == fields(opened(case=EXAMPLE))


def test_a_file_that_says_nothing_of_the_primary_does_not_get_one() -> None:
    at = hand_in(opened(), file_of(age_years=50))
    assert case_in_address(at).patient == Patient({"age_years": 50})
    assert fields(at)["Primary tumour"] is None


BROKEN: dict[str, bytes | str] = {
    "no JSON": "patient: 52 years, bilirubin 1.1",
    "a table": b"\x89PNG\r\n\x1a\n\xff\xfe",
    "empty": "",
    "a list": "[1, 2, 3]",
    "an unknown fact": file_of(bilirubine_mg_dl=1.1),
    "a name": file_of(name="Jane Roe"),
    "a key of its own": json.dumps({"schema": 1, "facts": {}, "date_of_birth": "1970-01-01"}),
    "a record number as label": json.dumps({"schema": 1, "label": "MRN 4711081", "facts": {}}),
    "out of range": file_of(age_years=17),
    "negative": file_of(platelets_e9_l=-1),
    "not a number": '{"schema": 1, "facts": {"bilirubin_mg_dl": NaN}}',
    "infinite": '{"schema": 1, "facts": {"bilirubin_mg_dl": 1e999}}',
    "a unit in the value": file_of(bilirubin_mg_dl="34.2 µmol/L"),
    "a number as text": file_of(age_years="52"),
    "half a lesion": file_of(lesion_count=2.5),
    "yes as a word": file_of(pregnant="no"),
    "an unknown choice": file_of(her2="3+"),
    "said twice": '{"schema": 1, "facts": {"age_years": 50, "age_years": 60}}',
    "another schema": json.dumps({"schema": 2, "facts": {}}),
    "nested without end": "[" * 30_000,
    "huge": file_of() + " " * 70_000,
    "a number without end": '{"schema": 1, "facts": {"age_years": ' + "9" * 6_000 + "}}",
}


@pytest.fixture(scope="module")
def board() -> tuple[AppTest, tuple[object, ...]]:
    """One session with a case in hand, and what it shows; every broken file is handed to this same session."""
    at = opened(case=EXAMPLE)
    return at, (strip(at), fields(at), in_address(at))


@pytest.mark.parametrize("content", BROKEN.values(), ids=BROKEN)
def test_a_file_that_cannot_be_read_is_refused_in_one_sentence_and_changes_nothing(
    content: bytes | str, board: tuple[AppTest, tuple[object, ...]]
) -> None:
    at, before = board
    hand_in(at, content, "from_mail.json")
    assert not at.exception
    [error] = [as_read(error.value) for error in at.error]
    assert error.startswith("from_mail.json: ") and error.endswith((".", "?")) and "\n" not in error
    assert len(error) < 400
    assert (strip(at), fields(at), in_address(at)) == before


def test_every_fault_of_a_file_is_told_at_once() -> None:
    facts = {"ecog": 7, "lesoin_count": 3, "inr": 0, "ascites": "no"}
    [error] = [
        as_read(one.value) for one in hand_in(opened(), json.dumps({"schema": 1, "facts": facts}), "mail.json").error
    ]
    told = ("ecog must be", "there is no fact 'lesoin_count'", "inr must be", "ascites must be")
    assert error.count("mail.json: ") == 4 and all(f"mail.json: {fault}" in error for fault in told)


def test_a_good_file_after_a_refused_one_is_opened_and_the_sentence_goes() -> None:
    at = hand_in(opened(), BROKEN["out of range"])
    assert len(at.error) == 1
    hand_in(at, write_case(EXAMPLE))
    assert not at.error and in_address(at) == EXAMPLE


def test_a_name_is_refused_with_its_reason() -> None:
    at = hand_in(opened(), BROKEN["a name"], "mail.json")
    assert "names, dates of birth and record numbers are never accepted" in as_read(at.error[0].value)


def test_a_wrong_word_is_answered_with_the_nearest_right_one() -> None:
    at = hand_in(opened(), BROKEN["an unknown fact"])
    assert as_read(at.error[0].value).endswith("Did you mean 'bilirubin_mg_dl'?")


@pytest.mark.parametrize("label", ["MRN 4711081", "12.03.1970"])
def test_a_label_that_identifies_somebody_is_refused(label: str) -> None:
    at = opened(case=EXAMPLE)
    field(at, "Label (never a name)").set_value(label).run()
    assert len(at.error) == 1 and as_read(at.error[0].value).startswith("The label field: ")
    assert in_address(at) == EXAMPLE


def test_a_label_is_shown_at_the_head_of_every_page() -> None:
    at = opened()
    field(at, "Label (never a name)").set_value("case 7 <b>x</b>").run()
    assert strip_words(at.switch_page("pages/options.py").run()).startswith("case 7 <b>x</b> · breast primary")
    assert in_address(at) == Case(STARTING.patient, "case 7 <b>x</b>")
