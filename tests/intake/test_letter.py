"""A whole letter: what is proposed with which words and day, what is passed over and why; no name comes back."""

from __future__ import annotations

import time
from contextlib import suppress
from datetime import date

import pytest
from each import each
from hypothesis import given
from hypothesis import strategies as st

from haic_core.case.facts import FACTS
from haic_core.intake.letter.reading import read_letter
from haic_core.intake.proposal import PassedOver, Proposed
from haic_core.words.refusal import Refusal

BOARD = date(2026, 11, 27)

LETTER = """Breast Unit, 12 Elm Street, Kingsbridge KB1 2XY
Tel 01632 960 123, anna.keller@example.org
Date: 20/11/2026
Re: Mrs Marta NOVAKOVA, DOB 12/03/1979, NHS 943 476 5919

Dear Dr Keller,

Thank you for seeing this pleasant 47-year-old woman with metastatic breast cancer (ER 90 %, PR 20 %, HER2-negative).
Marta Novakova is ECOG 1 and has received three lines of systemic therapy; last dose of capecitabine 12/10/2026.

Staging CT 12/10/2026:
- 8 liver metastases, both lobes, largest 42 mm
  in segment VIII.
- Portal vein patent.
- No ascites.
- Bone metastases, stable.

Labs (18/11/2026): Bilirubin 18 µmol/L (ref < 21), AST 2 x ULN, ALT 45 U/L (ref. 10-35), Hb 11,5 g/dl,
platelets 188.000/µl, INR 1,1; albumin 3.9 g/dL.

Family history: mother had breast cancer with 3 liver metastases at 47.
Plan: HAIC if bilirubin stays below 30.
Yours sincerely,
Dr Petra Lindqvist
"""
NAMES = ("Marta", "Novakova", "NOVAKOVA", "Keller", "Kingsbridge", "Elm Street", "Lindqvist", "Petra", "KB1", "01632",
         "960 123", "12/03/1979", "1979", "943 476", "5919", "example.org")  # fmt: skip


@pytest.fixture(scope="module")
def read() -> Proposed:
    return read_letter(LETTER, BOARD)


def _texts(read: Proposed) -> str:
    told = [*read.say, *read.unused]
    told += [text for one in read.read for text in (one.as_written, one.origin, one.doubt)]
    told += [text for one in read.questions for text in (one.as_written, one.origin, one.sentence)]
    return "\n".join([*told, *(text for one in read.passed_over for text in (one.what, one.why))])


def test_a_letter_proposes_what_it_says_beyond_doubt(read: Proposed) -> None:
    assert read.facts == {
        "age_years": 47, "ecog": 1, "primary": "breast", "hormone_receptor": "positive", "her2": "negative",
        "prior_lines": 3, "weeks_since_chemotherapy": 6, "capecitabine_within_2_months": True,
        "lesion_count": 8, "lobes": "bilobar", "largest_lesion_cm": 4.2, "portal_vein_thrombosis": False,
        "ascites": False,
        "bilirubin_mg_dl": 1.052632, "bilirubin_uln_mg_dl": 1.22807, "alt_u_l": 45, "alt_uln_u_l": 35,
        "haemoglobin_g_dl": 11.5, "platelets_e9_l": 188, "inr": 1.1, "albumin_g_l": 39,
    }  # fmt: skip
    asked = {one.fact: one.doubt for one in read.read if one.doubt}
    assert asked == {
        "weeks_since_systemic": "Weeks since last systemic therapy: “12 October”: was any other systemic therapy "
        "given since?"
    }


def test_every_proposal_carries_its_words_and_its_day(read: Proposed) -> None:
    by_fact = {one.fact: one for one in read.read}
    bilirubin, largest = by_fact["bilirubin_mg_dl"], by_fact["largest_lesion_cm"]
    assert (bilirubin.as_written, bilirubin.origin) == ("18 μmol/L", "“Bilirubin 18 μmol/L (ref < 21)”")
    assert (bilirubin.on, largest.on) == (date(2026, 11, 18), date(2026, 10, 12))
    assert largest.origin == "“largest 42 mm in segment VIII”"
    assert read.days["lesion_count"] == date(2026, 10, 12)


def test_what_is_passed_over_is_shown_with_its_reason(read: Proposed) -> None:
    assert set(read.passed_over) >= {
        PassedOver(
            "“Family history: mother had breast cancer with 3 liver metastases at 47.”",
            "stands under a heading about the family",
        ),
        PassedOver(
            "Extrahepatic disease: “Bone metastases, stable”", "does not say how all disease outside the liver stands"
        ),
        PassedOver(
            "AST: “AST 2 x ULN”", "AST: '2 x ULN' needs “AST, upper limit”; enter that laboratory's limit first."
        ),
    }


def test_no_name_address_number_or_day_of_birth_comes_back(read: Proposed) -> None:
    told = _texts(read)
    assert [name for name in NAMES if name in told] == []
    assert "Not shown, with names, addresses or numbers: 4 lines." in read.unused


def test_a_name_beside_a_value_is_hidden_in_its_words() -> None:
    read = read_letter("Marta Novakova (Dr Keller's patient) has 8 liver metastases, both lobes.", BOARD)
    assert read.facts == {"lesion_count": 8, "lobes": "bilobar"}
    assert [name for name in NAMES if name in _texts(read)] == []


def test_the_latest_of_dated_values_stands_and_that_is_said() -> None:
    read = read_letter("CT 12/06/2026: 3 liver metastases. CT 12/10/2026: 8 liver metastases.", BOARD)
    assert read.facts == {"lesion_count": 8}
    assert read.say == ("Number of liver metastases: the latest stands, 8 lesions; before it 3 lesions.",)


def test_a_range_is_asked_back_with_its_answers() -> None:
    (asked,) = read_letter("ECOG 1-2.", BOARD).questions
    assert (asked.answers, asked.sentence) == ((1, 2), "ECOG performance status: “1-2”: which?")
    (asked,) = read_letter("Last dose of systemic therapy on 5/10/2026.", BOARD).questions
    assert asked.answers == (7, 28), "5 October or 10 May"


def test_a_table_with_columns_of_several_days_is_read_by_its_days() -> None:
    table = """Results           14 Sep    12 Oct    6 Nov
Hb g/L              104       109      112
Platelets            88       131      146
ALT U/L              49        36       31    (ULN 40)
Bilirubin umol/L   34.2      20.1     17.1
ECOG 1."""
    read = read_letter(table, BOARD)
    assert read.facts == {
        "ecog": 1, "haemoglobin_g_dl": 11.2, "platelets_e9_l": 146, "alt_u_l": 31, "alt_uln_u_l": 40,
        "bilirubin_mg_dl": 1,
    }  # fmt: skip
    assert read.days["bilirubin_mg_dl"] == date(2026, 11, 6)


def test_an_earlier_letter_that_is_quoted_says_nothing_of_today() -> None:
    quoted = 'From the previous letter (3 June 2026): "ECOG 0. Three liver metastases, largest 2.1 cm." Platelets 201.'
    assert read_letter(quoted, BOARD).facts == {"platelets_e9_l": 201}


def test_what_follows_a_day_of_long_ago_in_its_paragraph_is_asked_back() -> None:
    told = "Relapse in the liver in March 2025. There were three liver metastases. Platelets are 201."
    read = read_letter(told, BOARD)
    assert read.facts == {"platelets_e9_l": 201}
    (count,) = (one for one in read.read if one.doubt)
    assert count.doubt == (
        "Number of liver metastases: “three liver metastases” stands after March 2025; is it of today?"
    )


def test_a_month_at_the_end_of_a_sentence_does_not_join_the_next_to_it() -> None:
    read = read_letter("No therapy since 10 November. ECOG 1. Bilirubin 17.1 umol/L.", BOARD)
    assert read.facts == {"ecog": 1, "bilirubin_mg_dl": 1}


def test_a_finding_of_long_ago_is_asked_whether_it_is_still_so() -> None:
    (old,) = read_letter("MRI 12 May 2026: 3 liver metastases.", BOARD).read
    assert old.doubt == "Number of liver metastases: 3 lesions was found in May 2026; is it still so?"


def test_her_age_is_never_reckoned_from_a_day_of_birth() -> None:
    assert read_letter("DOB 12/03/1979. Born 12 March 1979. ECOG 1.", BOARD).facts == {"ecog": 1}


def test_a_multiple_is_read_where_the_same_laboratory_names_its_limit_anywhere() -> None:
    read = read_letter("AST 2.5 x ULN (18/11/2026). AST 44 U/L (ULN 40 U/L) on 12/10/2026.", BOARD)
    assert (read.facts["ast_u_l"], read.facts["ast_uln_u_l"]) == (100, 40)


@each("text", ["", " \n\t", "\u200b"])
def test_without_text_there_is_nothing_to_read(text: str) -> None:
    with pytest.raises(Refusal, match="no text to read"):
        read_letter(text, BOARD)


def test_a_book_is_no_letter() -> None:
    with pytest.raises(Refusal, match="at most 100,000 are read"):
        read_letter("a" * 100_001, BOARD)
    with pytest.raises(Refusal, match="more than 4,000 sentences"):
        read_letter("ECOG 1. " * 5_000, BOARD)


@each(
    "piece",
    ["a", "1 ", "1,", "((((", "¤", " ", "a\n", "ECOG ", "ECOG 1-2 ", "8 liver metastases, ",
     "Bilirubin 18 umol/L (ref < 21) ",
     "Bilirubin 1 umol/L (ref < 21). Liver, largest 4 cm. HER2 3+. Last systemic therapy 4 weeks ago.\n",
     "12/10/2026 ", "last dose of ", "three lines of ", "largest 4.2 x ", "progression ", "x@", "\ufdfa"],
    ids=lambda piece: piece.strip()[:20] or "blank",
)  # fmt: skip
def test_a_hostile_text_of_100_kb_ends_in_time(piece: str) -> None:
    text = (piece * (100_000 // len(piece) + 1))[:100_000]
    began = time.process_time()
    with suppress(Refusal):
        read_letter(text, BOARD)
    assert time.process_time() - began < 2


_PIECES = st.sampled_from(
    ["ECOG", "1", "2", "-", "0", "no ", "mother ", "if ", "liver ", "metastases", "8", "largest ", "4.2",
    "4,2 ", "cm", "mm",
     ", ", ". ", "\n", "; ", "(", ")", "ref < ", "Bilirubin ", "umol/L", "mg/dL", "12/10/2026", "12 October ",
     "12 ", "(previously ",  "in May ",
     "HER2", "+", "ER ",
     "%", "AST ", "x ULN", "U/L", "three ", "lines of ", "systemic therapy ", "last dose ", "4 weeks ago ",
     "both lobes ",
     "ascites ", "Labs:", "Family history:", "- ", "47-year-old ", "Dr ", "Novakova ", "188.000/µl", "Hb ", "g/dl", " "]
)  # fmt: skip


@given(st.one_of(st.lists(_PIECES, min_size=1, max_size=40).map("".join), st.text(min_size=1, max_size=200)))
def test_any_text_gives_values_within_range_once_a_fact_and_quotes_that_are_short(text: str) -> None:
    try:
        read = read_letter(text, BOARD)
    except Refusal:
        return
    facts = [one.fact for one in read.read] + [one.fact for one in read.questions]
    assert len(facts) == len(set(facts))
    assert all(FACTS[one.fact].read(one.value, "letter") == one.value for one in read.read)
    assert all(FACTS[one.fact].read(answer, "letter") == answer for one in read.questions for answer in one.answers)
    assert all(len(one.answers) > 1 for one in read.questions)
    origins = [one.origin for one in read.read] + [one.origin for one in read.questions]
    assert all(len(origin) <= 400 for origin in origins)
    assert "Novakova" not in _texts(read)


@given(
    st.lists(_PIECES, min_size=1, max_size=20).map("".join),
    st.sampled_from(["no", "if", "without", "mother", "denies"]),
)
def test_a_silencing_word_anywhere_in_a_sentence_leaves_nothing_of_it(text: str, word: str) -> None:
    line = " ".join(text.replace(".", " ").replace(";", " ").replace(":", " ").split()).replace("- ", "")
    assert read_letter(f"x {line} {word} x", BOARD).facts == {}
