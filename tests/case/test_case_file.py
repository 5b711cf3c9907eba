"""Case files and case addresses: what is read comes back the same, what is wrong is refused in one sentence."""

from __future__ import annotations

import json
import string
import zlib
from base64 import urlsafe_b64encode
from collections.abc import Callable
from datetime import date
from functools import cache

import pytest
from each import each
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn
from laws import examples
from patients import patients
from worked import case_text, complete_facts

from haic_core.case.address import LONGEST_ADDRESS, from_address, to_address
from haic_core.case.decision import (
    LONGEST_SENTENCE,
    MOST_CONDITIONS,
    MOST_DISSENT,
    UNDECIDED,
    BoardRole,
    Choice,
    Decision,
)
from haic_core.case.fact_kinds import NumberFact
from haic_core.case.facts import FACTS
from haic_core.case.file import LARGEST_BYTES, Case, case_from, read_case, write_case
from haic_core.case.patient import Patient
from haic_core.words.refusal import Refusal


def refusal(content: bytes | str, place: str = "case.json") -> str:
    """The one sentence a content is refused with."""
    with pytest.raises(Refusal) as refused:
        read_case(content, place)
    sentence = str(refused.value)
    assert sentence.startswith(f"{place}: "), sentence
    assert "\n" not in sentence and "Traceback" not in sentence
    assert sentence[-1] in ".?", sentence
    return sentence


def facts(**given_facts: object) -> str:
    return case_text(given_facts)


# Content, and words that the refusing sentence must hold: the field, what was found, what is allowed, the guess.
REFUSED = {
    "nothing at all": ("", ["not JSON", "schema"]),
    "not JSON": ("lesions: 3", ["not JSON", "line 1"]),
    "JSON that was cut off": ('{"schema": 1, "facts": {"ecog": 1', ["not JSON"]),
    "a list": ("[]", ["JSON object"]),
    "null": ("null", ["JSON object"]),
    "a number": ("3", ["JSON object"]),
    "no schema": ('{"facts": {}}', ["schema must be 1", "None"]),
    "another schema": ('{"schema": 2, "facts": {}}', ["schema must be 1", "2"]),
    "schema as text": ('{"schema": "1", "facts": {}}', ["schema must be 1", "'1'"]),
    "schema as yes": ('{"schema": true, "facts": {}}', ["schema must be 1", "True"]),
    "a name": (case_text({}, name="Jane Roe"), ["'name'", "label"]),
    "a date of birth among the facts": (facts(date_of_birth="1970-01-01"), ["'date_of_birth'", "dates of birth"]),
    "a fact outside the facts": (case_text({}, ecog=1), ["'ecog'", "inside 'facts'"]),
    "a misspelt key": ('{"schema": 1, "fact": {}}', ["'fact'", "Did you mean 'facts'?"]),
    "a misspelt fact": (facts(bilirubine_mg_dl=1), ["'bilirubine_mg_dl'", "Did you mean 'bilirubin_mg_dl'?"]),
    "facts as a list": ('{"schema": 1, "facts": [1]}', ["'facts' must be an object"]),
    "facts as null": ('{"schema": 1, "facts": null}', ["'facts' must be an object"]),
    "too old": (facts(age_years=111), ["age_years", "18 to 110", "111"]),
    "too young": (facts(age_years=17), ["age_years", "18 to 110", "17"]),
    "no lesion": (facts(lesion_count=0), ["lesion_count", "1 to 200", "0"]),
    "half a lesion": (facts(lesion_count=2.5), ["lesion_count", "whole number", "2.5"]),
    "a number as text": (facts(lesion_count="3"), ["lesion_count", "whole number", "'3'"]),
    "a value with its unit": (facts(bilirubin_mg_dl="17 umol/L"), ["bilirubin_mg_dl", "mg/dL", "'17 umol/L'"]),
    "micromoles in the field for milligrams": (facts(bilirubin_mg_dl=171), ["bilirubin_mg_dl", "mg/dL", "171"]),
    "yes for a number": (facts(ecog=True), ["ecog", "whole number", "True"]),
    "one for yes": (facts(ascites=1), ["ascites", "true or false", "1"]),
    "yes as a word": (facts(ascites="yes"), ["ascites", "true or false", "'yes'"]),
    "a misspelt choice": (facts(primary="brest"), ["primary", "'brest'", "Did you mean 'breast'?"]),
    "a choice as a list": (facts(primary=["breast"]), ["primary", "one of breast"]),
    "NaN": ('{"schema": 1, "facts": {"inr": NaN}}', ["NaN", "finite"]),
    "Infinity": ('{"schema": 1, "facts": {"inr": Infinity}}', ["Infinity", "finite"]),
    "minus Infinity": ('{"schema": 1, "facts": {"inr": -Infinity}}', ["-Infinity", "finite"]),
    "a number beyond all": ('{"schema": 1, "facts": {"inr": 1e999}}', ["finite"]),
    "a number of five thousand digits": ('{"schema": 1, "facts": {"inr": ' + "9" * 5000 + "}}", ["too long"]),
    "a number of four hundred digits": ('{"schema": 1, "facts": {"inr": ' + "9" * 400 + "}}", ["inr", "0.5 to 20"]),
    "a key twice": ('{"schema": 1, "facts": {"ecog": 0, "ecog": 2}}', ["'ecog'", "twice"]),
    "facts twice": ('{"schema": 1, "facts": {}, "facts": {"ecog": 2}}', ["'facts'", "twice"]),
    "a huge file": (" " * (LARGEST_BYTES + 1), ["bytes", f"{LARGEST_BYTES:,}"]),
    "a hundred thousand brackets": ("[" * 100_000, ["bytes"]),
    "thirty thousand brackets": ("[" * 30_000 + "]" * 30_000, ["nested too deep"]),
    "a label with a record number": (case_text({}, label="case 1234567"), ["label", "record or telephone number"]),
    "a label with a date of birth": (case_text({}, label="12.03.1970"), ["label", "date"]),
    "a label as long as a story": (case_text({}, label="x" * 41), ["label", "40"]),
    "a label in two lines": (case_text({}, label="case\n7"), ["label"]),
    "a label that is a number": (case_text({}, label=7), ["label", "7"]),
    "a question with a name": (case_text({}, question="Can Mrs Roe have HAIC?"), ["question", "person's name"]),
    "a question as long as a story": (case_text({}, question="x" * 241), ["question", "240"]),
    "a question in two lines": (case_text({}, question="HAIC?\nor Y-90?"), ["question", "one plain sentence"]),
    "a question that is a number": (case_text({}, question=7), ["question", "7"]),
    "a day that is none": (
        case_text({"ecog": 1}, recorded_on={"ecog": "2026-02-30"}),
        ["recorded_on", "ecog", "2026-02-30"],
    ),
    "a day with a time": (case_text({"ecog": 1}, recorded_on={"ecog": "2026-02-03T10:00"}), ["recorded_on", "ecog"]),
    "a day for an unknown fact": (
        case_text({}, recorded_on={"ecgo": "2026-02-03"}),
        ["'ecgo'", "Did you mean 'ecog'?"],
    ),
    "days as a list": (case_text({}, recorded_on=["2026-02-03"]), ["recorded_on must be an object"]),
    "a decision as text": (case_text({}, decision="haic"), ["decision must be an object", "'haic'"]),
    "a misspelt key of a decision": (case_text({}, decision={"choise": "haic"}), ["Did you mean 'choice'?"]),
    "a misspelt decision": (case_text({}, decison={"choice": "haic"}), ["Did you mean 'decision'?"]),
    "a name in a decision": (case_text({}, decision={"preference": "Mrs Roe agrees"}), ["preference", "name"]),
    "a choice twice": ('{"schema": 1, "decision": {"choice": "haic", "choice": "y90"}}', ["'choice'", "twice"]),
    "half a character": (b'{"schema": 1, "facts": {}, "label": "\xff"}', ["UTF-8"]),
    "UTF-16": (case_text({}).encode("utf-16"), ["UTF-8"]),
    "a spreadsheet": (b"PK\x03\x04\x14\x00\x06\x00", ["not JSON"]),
}


@each(("content", "words"), REFUSED.values(), ids=REFUSED.keys())
def test_what_is_no_case_file_is_refused_in_one_sentence(content: bytes | str, words: list[str]) -> None:
    sentence = refusal(content)
    assert [word for word in words if word not in sentence] == [], sentence


@each("depth", range(900, 1100, 7))
@each("start", ['{"schema": 1, "facts": {"ecog": ', '{"schema": 1, "facts": ', '{"schema": ', ""])
def test_no_depth_of_nesting_slips_past_the_refusal(start: str, depth: int) -> None:
    refusal(start + "[" * depth + "]" * depth + "}" * start.count("{"))


def test_a_byte_order_mark_in_front_is_no_fault() -> None:
    content = b"\xef\xbb\xbf" + facts(ecog=1).encode()
    assert read_case(content, "case.json").patient == Patient({"ecog": 1})


def test_a_missing_key_and_null_both_mean_not_recorded() -> None:
    assert read_case(facts(ecog=None, her2="positive"), "case.json").patient == Patient({"her2": "positive"})


def test_a_case_without_facts_is_empty_and_a_whole_number_may_be_written_with_a_point() -> None:
    assert read_case('{"schema": 1}', "case.json") == Case()
    assert read_case(facts(lesion_count=3.0), "case.json").patient.get("lesion_count") == 3


def test_every_fact_of_the_contract_can_be_read_at_both_ends_of_its_range() -> None:
    for fact in FACTS.values():
        ends = (fact.low, fact.high) if isinstance(fact, NumberFact) else fact.answers
        for value in ends:
            assert read_case(facts(**{fact.code: value}), "case.json").patient.get(fact.code) == value


def test_a_day_of_a_fact_that_is_not_recorded_is_let_go() -> None:
    case = read_case(case_text({"ecog": 1}, recorded_on={"ecog": "2026-11-02", "inr": "2026-11-02"}), "case.json")
    assert dict(case.recorded_on) == {"ecog": "2026-11-02"}
    assert dict(case.with_patient(Patient({"inr": 1.0})).recorded_on) == {}


def test_with_other_facts_a_case_keeps_the_days_of_those_that_are_still_recorded() -> None:
    days = {"ecog": "2026-11-02", "inr": "2026-11-03"}
    case = read_case(case_text({"ecog": 1, "inr": 1.1}, label="case 7", recorded_on=days), "case.json")
    later = case.with_patient(Patient({"inr": 1.4}))
    assert (later.patient, later.label, dict(later.recorded_on)) == (
        Patient({"inr": 1.4}),
        "case 7",
        {"inr": "2026-11-03"},
    )


def test_what_the_board_is_asked_is_kept_and_a_case_without_a_question_has_no_such_key() -> None:
    asked = read_case(case_text({"ecog": 1}, label="case 7", question=" HAIC before the next line? "), "case.json")
    assert asked.question == "HAIC before the next line?"
    assert list(asked.as_mapping()) == ["schema", "label", "question", "facts", "recorded_on"]
    assert read_case(write_case(asked), "case.json") == asked
    assert asked.with_patient(Patient({"ecog": 2})).question == "HAIC before the next line?"
    assert "question" not in asked.bare().as_mapping()
    blank = read_case(case_text({}, question=None), "x"), read_case(case_text({}, question=" "), "x")
    assert blank == (Case(), Case())


LABELS = st.text(string.ascii_letters + " äß–", max_size=40).map(str.strip)
DAYS = st.dates().map(lambda day: day.isoformat())


SENTENCES = st.text(string.ascii_letters + " äß–≤%", max_size=40).map(str.strip)


@cache
def decisions() -> st.SearchStrategy[dict[str, object]]:
    """Anything a board may have decided, as it stands in a file."""
    dissent = st.fixed_dictionaries({"role": st.sampled_from(list(BoardRole)), "said": SENTENCES})
    said = {
        "choice": st.sampled_from([None, *Choice]),
        "conditions": st.lists(SENTENCES, max_size=3),
        "dissent": st.lists(dissent, max_size=2),
        "preference": SENTENCES,
        "trial": SENTENCES,
        "decided_on": DAYS,
        "next_step": SENTENCES,
        "owner": st.sampled_from([None, *BoardRole]),
        "due": st.dates(min_value=date(9998, 1, 1)).map(lambda day: day.isoformat()),
    }
    return st.fixed_dictionaries({}, optional=said)


@st.composite
def cases(draw: DrawFn) -> Case:
    patient = draw(patients())
    days = draw(st.dictionaries(st.sampled_from(sorted(patient.facts) or ["ecog"]), DAYS, max_size=4))
    return case_from(
        {
            "schema": 1,
            "label": draw(LABELS),
            "question": draw(SENTENCES),
            "facts": dict(patient.facts),
            "recorded_on": days,
            "decision": draw(decisions()),
        },
        "drawn",
    )


@given(cases())
def test_a_case_comes_back_from_its_file_as_it_went(case: Case) -> None:
    assert read_case(write_case(case), "case.json") == case
    assert read_case(write_case(case).encode("utf-8"), "case.json") == case
    assert json.loads(write_case(case)) == case.as_mapping()


@given(cases())
def test_a_case_comes_back_from_its_address_as_it_went_but_for_the_decision(case: Case) -> None:
    address = to_address(case)
    assert from_address(address) == case.bare()
    assert address == to_address(case.bare())
    assert set(address) <= set(string.ascii_letters + string.digits + "-_.")


@examples(25, 1000)
@given(patients())
def test_the_order_in_which_facts_were_typed_leaves_no_trace(patient: Patient) -> None:
    backwards = Patient(dict(reversed(list(patient.facts.items()))))
    texts = [write_case(case_from({"schema": 1, "facts": dict(one.facts)}, "drawn")) for one in (patient, backwards)]
    assert texts[0] == texts[1]


def test_the_fullest_case_still_fits_its_address() -> None:
    full = complete_facts()
    days = dict.fromkeys(full, "2026-11-02")
    case = case_from({"schema": 1, "label": "x" * 40, "facts": full, "recorded_on": days}, "full")
    assert len(to_address(case)) < LONGEST_ADDRESS / 2
    assert from_address(to_address(case)) == case


def test_the_longest_decision_of_the_fullest_case_still_fits_its_file() -> None:
    sentence = "≥" * LONGEST_SENTENCE
    decision = {
        "considered": list(Choice)[:6],
        "choice": "haic",
        "conditions": [sentence] * MOST_CONDITIONS,
        "dissent": [{"role": "other", "said": sentence}] * MOST_DISSENT,
        "preference": sentence,
        "leaves_criteria_because": sentence,
        "trial": sentence,
        "decided_on": "2026-11-20",
    }
    full = complete_facts()
    case = case_from(
        {
            "schema": 1,
            "label": "x" * 40,
            "facts": full,
            "recorded_on": dict.fromkeys(full, "2026-11-02"),
            "decision": decision,
        },
        "full",
    )
    content = write_case(case).encode()
    assert len(content) < LARGEST_BYTES / 2
    assert read_case(content, "case.json") == case


def test_a_case_without_a_decision_has_no_such_key_and_keeps_its_decision_when_facts_change() -> None:
    assert "decision" not in case_from({"schema": 1}, "drawn").as_mapping()
    decided = case_from({"schema": 1, "facts": {"ecog": 1}, "decision": {"choice": "deferred"}}, "drawn")
    assert decided.with_patient(Patient({"ecog": 2})).decision == Decision(choice=Choice.DEFERRED)
    assert decided.with_decision(UNDECIDED) == case_from({"schema": 1, "facts": {"ecog": 1}}, "drawn")


def sentence_of(read: Callable[..., object], *given: bytes | str) -> str:
    """The sentence something is refused with, or nothing where it is read; always in one line."""
    try:
        read(*given)
    except Refusal as refused:
        sentence = str(refused)
    else:
        return ""
    assert sentence.strip()
    assert "\n" not in sentence
    return sentence


SAMPLE = to_address(case_from({"schema": 1, "label": "case 7", "facts": {"ecog": 1, "inr": 1.1}}, "sample"))


def _refused_address(text: str) -> str:
    with pytest.raises(Refusal) as refused:
        from_address(text)
    assert "\n" not in str(refused.value)
    return str(refused.value)


@each("length", range(len(SAMPLE)))
def test_an_address_cut_anywhere_is_refused(length: int) -> None:
    _refused_address(SAMPLE[:length])


@examples(80, 2000)
@given(st.integers(0, len(SAMPLE) - 1), st.sampled_from(string.ascii_letters + string.digits + "-_.é \n%"))
def test_an_address_changed_in_one_place_is_refused_or_says_the_same(place: int, letter: str) -> None:
    text = SAMPLE[:place] + letter + SAMPLE[place + 1 :]
    if not sentence_of(from_address, text):
        assert from_address(text) == from_address(SAMPLE)


def _packed(content: bytes) -> str:
    return f"1.{zlib.crc32(content):08x}.{urlsafe_b64encode(zlib.compress(content)).decode().rstrip('=')}"


def test_an_address_with_a_right_checksum_is_still_read_as_strictly_as_a_file() -> None:
    assert "age_years" in _refused_address(_packed(facts(age_years=12).encode()))
    assert "'name'" in _refused_address(_packed(case_text({}, name="Jane Roe").encode()))
    assert "case file only" in _refused_address(_packed(case_text({}, decision={"choice": "haic"}).encode()))


def test_a_small_address_that_unpacks_into_megabytes_is_refused() -> None:
    bomb = _packed(b" " * 3_000_000)
    assert len(bomb) < LONGEST_ADDRESS
    _refused_address(bomb)


@each(
    "text",
    [
        "",
        "1",
        "1.00000000.",
        "2" + SAMPLE[1:],
        "A" * (LONGEST_ADDRESS + 1),
        "1..",
        "é.é.é",
        "1.00000000." + SAMPLE.split(".")[2],
    ],
)
def test_an_address_of_another_kind_is_refused(text: str) -> None:
    _refused_address(text)


@given(st.text(max_size=200))
def test_whatever_stands_in_the_address_there_is_a_case_or_a_sentence(text: str) -> None:
    sentence_of(from_address, text)


KEYS = st.one_of(st.sampled_from([*FACTS, "schema", "facts", "label", "recorded_on", "decision"]), st.text(max_size=8))
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=5),
    max_leaves=15,
)


@examples(100, 3000)
@given(JSON, st.booleans())
def test_whatever_json_is_given_there_is_a_case_or_one_sentence(raw: object, as_facts: bool) -> None:
    content = json.dumps({"schema": 1, "facts": raw} if as_facts else raw)
    sentence = sentence_of(read_case, content, "case.json")
    assert not sentence or sentence.startswith("case.json: ")
    if not sentence:
        case = read_case(content, "case.json")
        assert read_case(write_case(case), "case.json") == case


@examples(80, 2000)
@given(st.binary(max_size=400))
def test_whatever_bytes_are_given_there_is_a_case_or_one_sentence(content: bytes) -> None:
    sentence_of(read_case, content, "case.json")


def test_equal_patients_are_equal_however_their_numbers_were_written() -> None:
    whole, pointed = Patient({"largest_lesion_cm": 5}), Patient({"largest_lesion_cm": 5.0})
    assert whole == pointed
    assert hash(whole) == hash(pointed)
