"""What a board decided: kept as it was said, refused where it is malformed or would identify somebody."""

from __future__ import annotations

import pytest
from each import each
from hypothesis import given
from hypothesis import strategies as st

from haic_core.case.decision import (
    KEYS,
    LONGEST_SENTENCE,
    MOST_CONDITIONS,
    UNDECIDED,
    BoardRole,
    Choice,
    Decision,
    read_decision,
)
from haic_core.case.file import Case
from haic_core.words.identifiers import identifying
from haic_core.words.refusal import Refusal
from haic_core.words.vocabulary import Modality, Verdict

WHOLE = {
    "considered": ["haic", "y90", "systemic"],
    "choice": "haic",
    "conditions": ["if the lung shunt is 20 % or less", "if platelets recover to 100"],
    "dissent": [{"role": "radiotherapy", "said": "would wait for the scan"}],
    "preference": "no further stay in hospital before spring",
    "leaves_criteria_because": "bone disease has been stable for two years",
    "trial": "NCT01387295 was considered, too far away",
    "decided_on": "2026-11-20",
    "next_step": "work-up for infusion",
    "owner": "interventional_radiology",
    "due": "2026-12-04",
    "rules_version": "2.1a2b3c4d",
    "verdicts": {"resection": "fails", "haic": "caution", "systemic": "meets"},
}


def test_a_whole_decision_comes_back_as_it_was_said() -> None:
    decision = read_decision(WHOLE, "case.json")
    assert decision.as_mapping() == WHOLE
    assert decision.choice is Choice.HAIC and decision.dissent[0].role is BoardRole.RADIOTHERAPY
    assert read_decision(decision.as_mapping(), "case.json") == decision


def test_the_next_step_may_be_due_on_the_day_of_the_decision_and_not_before() -> None:
    same = read_decision({"decided_on": "2026-11-20", "due": "2026-11-20"}, "f")
    assert same.due == "2026-11-20" and read_decision({"due": "2026-11-19"}, "f").due == "2026-11-19"
    with pytest.raises(Refusal) as refused:
        read_decision(
            {"decided_on": "2026-11-20", "due": "2026-11-19", "owner": "surgery", "next_step": "ask Frau Meier"}, "f"
        )
    assert [fault.place for fault in refused.value.faults] == [
        "f: decision: next_step", "f: decision: owner", "f: decision: due",
    ]  # fmt: skip
    assert refused.value.faults[2].sentence == (
        "f: decision: due must be the day of the decision, 2026-11-20, or a later one, but '2026-11-19' was found."
    )


def test_a_next_step_an_owner_or_a_day_alone_is_a_decision() -> None:
    for said in ({"next_step": "biopsy"}, {"owner": "nursing"}, {"due": "2026-12-04"}):
        assert read_decision(said, "f") and read_decision(said, "f").as_mapping() == said


def test_a_decision_saved_before_versions_were_kept_opens_without_them() -> None:
    old = {key: said for key, said in WHOLE.items() if key not in ("rules_version", "verdicts")}
    decision = read_decision(old, "case.json")
    assert (decision.rules_version, decision.verdicts) == ("", ())
    assert decision.as_mapping() == old


def test_the_rules_and_verdicts_before_a_decision_are_no_decision_themselves() -> None:
    kept = read_decision({"rules_version": "2.1a2b3c4d", "verdicts": {"haic": "meets"}}, "case.json")
    assert not kept and Case(decision=kept).as_mapping() == Case().as_mapping()


NOW = ((Modality.HAIC, Verdict.UNKNOWN),)
THEN = ((Modality.HAIC, Verdict.MEETS),)


def test_a_new_decision_is_taken_under_the_rules_of_now() -> None:
    taken = Decision(choice=Choice.HAIC).taken_under(UNDECIDED, "2.b", NOW)
    assert (taken.rules_version, taken.verdicts) == ("2.b", NOW)


def test_mended_words_leave_a_decision_under_the_rules_of_its_day() -> None:
    before = Decision(choice=Choice.HAIC, decided_on="2026-11-20", rules_version="2.a", verdicts=THEN)
    mended = Decision(choice=Choice.HAIC, decided_on="2026-11-20", preference="at home").taken_under(before, "2.b", NOW)
    assert (mended.preference, mended.rules_version, mended.verdicts) == ("at home", "2.a", THEN)


@each(
    "again",
    [
        Decision(choice=Choice.Y90, decided_on="2026-11-20"),
        Decision(choice=Choice.HAIC, decided_on="2026-12-04"),
        Decision(choice=Choice.HAIC, decided_on="2026-11-20", considered=(Modality.HAIC, Modality.Y90)),
    ],
)
def test_another_choice_day_or_field_of_options_is_a_decision_of_now(again: Decision) -> None:
    before = Decision(choice=Choice.HAIC, decided_on="2026-11-20", rules_version="2.a", verdicts=THEN)
    taken = again.taken_under(before, "2.b", NOW)
    assert (taken.rules_version, taken.verdicts) == ("2.b", NOW)


def test_a_decision_taken_back_keeps_nothing() -> None:
    before = Decision(choice=Choice.HAIC, rules_version="2.a", verdicts=THEN)
    assert UNDECIDED.taken_under(before, "2.b", NOW) == UNDECIDED


def test_nothing_said_is_no_decision() -> None:
    blank = {"considered": [], "choice": None, "conditions": ["", " "], "preference": "", "decided_on": ""}
    for nothing in (None, {}, dict.fromkeys(KEYS), blank):
        assert read_decision(nothing, "case.json") == UNDECIDED
    assert not UNDECIDED and UNDECIDED.as_mapping() == {}
    assert read_decision({"choice": "deferred"}, "case.json")


def test_the_options_considered_stand_in_their_fixed_order_so_that_no_order_is_a_ranking() -> None:
    told = read_decision({"considered": ["systemic", "haic", "resection"]}, "case.json")
    assert told.considered == (Modality.RESECTION, Modality.HAIC, Modality.SYSTEMIC)


def test_a_board_may_choose_each_option_none_of_them_or_put_it_off() -> None:
    assert [choice.value for choice in Choice] == [*(option.value for option in Modality), "none", "deferred"]
    for choice in Choice:
        assert read_decision({"choice": choice.value}, "case.json").choice is choice
    for neither in ("none", "deferred"):
        assert read_decision({"considered": ["haic"], "choice": neither}, "case.json").choice == neither


# A raw decision, and words that the refusing sentence must hold: the field, what was found, what is allowed, the guess.
REFUSED = {
    "text": ("haic", ["must be an object", "'haic'"]),
    "a list": (["haic"], ["must be an object"]),
    "a misspelt key": ({"choise": "haic"}, ["'choise'", "Did you mean 'choice'?"]),
    "a misspelt option": ({"considered": ["haci"]}, ["considered 1", "'haci'", "Did you mean 'haic'?"]),
    "options as text": ({"considered": "haic"}, ["considered", "list", "'haic'"]),
    "an option twice": ({"considered": ["haic", "haic"]}, ["considered", "twice"]),
    "a misspelt choice": ({"choice": "defered"}, ["choice", "Did you mean 'deferred'?"]),
    "a choice that is a number": ({"choice": 4}, ["choice", "4"]),
    "a choice nobody considered": ({"considered": ["y90"], "choice": "haic"}, ["'haic'", "considered", "y90"]),
    "dissent by name": ({"dissent": [{"name": "A. Roe", "said": "no"}]}, ["dissent 1", "'name'", "role"]),
    "dissent of a role nobody has": ({"dissent": [{"role": "surgeon"}]}, ["dissent 1", "role", "'surgeon'"]),
    "dissent without a role": ({"dissent": [{"said": "no"}]}, ["dissent 1", "role", "None"]),
    "dissent as text": ({"dissent": ["surgery objects"]}, ["dissent 1", "must be an object"]),
    "too many conditions": ({"conditions": ["if"] * (MOST_CONDITIONS + 1)}, ["conditions", str(MOST_CONDITIONS)]),
    "a condition as long as a story": (
        {"conditions": ["x" * (LONGEST_SENTENCE + 1)]},
        ["conditions 1", str(LONGEST_SENTENCE)],
    ),
    "a condition in two lines": ({"conditions": ["if\nnot"]}, ["conditions 1", "plain"]),
    "a preference that is a number": ({"preference": 7}, ["preference", "7"]),
    "half a character": ({"preference": "\ud800"}, ["preference"]),
    "a day that is none": ({"decided_on": "2026-02-30"}, ["decided_on", "2026-02-30"]),
    "a version that is a sentence": ({"rules_version": "the old one"}, ["rules_version", "'the old one'"]),
    "a version as long as a story": ({"rules_version": "2" * 41}, ["rules_version"]),
    "verdicts as text": ({"verdicts": "meets"}, ["verdicts", "must be an object"]),
    "a verdict of no option": ({"verdicts": {"haci": "meets"}}, ["verdicts", "'haci'", "Did you mean 'haic'?"]),
    "a verdict that is none": ({"verdicts": {"haic": "meet"}}, ["verdicts: haic", "Did you mean 'meets'?"]),
    "a day in another form": ({"decided_on": "20.11.2026"}, ["decided_on", "2026-11-20"]),
}


@each(("raw", "words"), REFUSED.values(), ids=REFUSED.keys())
def test_a_malformed_decision_is_refused_in_one_sentence(raw: object, words: list[str]) -> None:
    with pytest.raises(Refusal) as refused:
        read_decision(raw, "case.json")
    sentence = str(refused.value)
    assert sentence.startswith("case.json: decision") and "\n" not in sentence and sentence[-1] in ".?"
    assert [word for word in words if word not in sentence] == [], sentence


IDENTIFYING = {
    "a date of birth with points": ("born 12.03.1970", "date"),
    "a date with slashes": ("restage, 3/12/70", "date"),
    "a date in ISO form": ("known since 1970-03-12", "date"),
    "a date in words": ("her birthday is 12 March 1970", "date"),
    "a date in American words": ("March 12, 1970", "date"),
    "a date in German": ("am 12. Oktober 1970", "date"),
    "a date in Chinese": ("1970年3月12日", "date"),
    "a birth without a date": ("DOB known", "date"),
    "a record number": ("see file 1234567", "number"),
    "a record number in groups": ("file 123 456 789", "number"),
    "a telephone number": ("call 030/450-5500", "number"),
    "a number in other digits": ("file １２３４５６", "number"),
    "an e-mail": ("write to jane.roe@example.org", "e-mail"),
    "an e-mail in wide letters": ("jane＠example.org", "e-mail"),
    "a title and a name": ("Mrs Roe prefers tablets", "name"),
}


@each("field", ["preference", "leaves_criteria_because", "trial", "conditions", "dissent"])
@each(("text", "word"), IDENTIFYING.values(), ids=IDENTIFYING.keys())
def test_a_sentence_that_looks_like_an_identifier_is_refused_in_every_field(text: str, word: str, field: str) -> None:
    raw: dict[str, object] = {field: text}
    if field == "conditions":
        raw = {field: ["if stable", text]}
    if field == "dissent":
        raw = {field: [{"role": "nursing", "said": text}]}
    with pytest.raises(Refusal, match=word):
        read_decision(raw, "case.json")


@each(
    "text",
    [
        "if the lung shunt is 20 % or less",
        "after 3 cycles, 130 Gy to the lobe",
        "platelets at least 100 000 per µL",
        "bilirubin 1.5 to 2 mg/dL",
        "8 to 12 lesions, largest 4.2 cm",
        "in 2026, not before May",
        "NCT01387295",
        "EudraCT 2014-001234-56",
        "ISRCTN12345678 is open",
        "FOLFOX 85 mg/m2 every 14 days",
        "for 2 maintained weeks",
        "≤ 2 × ULN; HER2 3+; ECOG 0-1",
        "may 2 marked lesions be ablated first?",
    ],
)
def test_what_boards_really_say_is_not_mistaken_for_an_identifier(text: str) -> None:
    assert identifying(text) == ""
    assert read_decision({"conditions": [text]}, "case.json").conditions == (text,)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=12) | st.sampled_from(list(Choice)),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(st.sampled_from([*KEYS, "role", "said"]) | st.text(max_size=5), inner, max_size=4)
        ),
        max_leaves=12,
    )
)
def test_whatever_is_given_there_is_a_decision_or_one_sentence(raw: object) -> None:
    decision, sentence = None, ""
    try:
        decision = read_decision(raw, "The form")
    except Refusal as refused:
        sentence = str(refused)
    if decision is None:
        assert sentence.startswith("The form: decision") and "\n" not in sentence
    else:
        assert read_decision(decision.as_mapping(), "The form") == decision
