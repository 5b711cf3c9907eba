"""One check for every free text of a case: what would identify a person is refused, what boards write is not."""

from __future__ import annotations

import pytest
from each import each

from haic_core.case.decision import read_decision
from haic_core.case.file import LONGEST_LABEL, case_from, read_label
from haic_core.case.file_names import slug
from haic_core.words.identifiers import identifying
from haic_core.words.refusal import Refusal

IDENTIFY = {
    "an e-mail address": ["jane@example.org", "j.roe@nhs.net"],
    "a full date, such as a date of birth": [
        "12.03.1970", "1970-03-12", "3/12/70", "12 March 1970", "case 7, born 1970", "DOB 1961", "geb. 12.3.61",
        "26-11-26", "née le 3 mai", "12. Oktober 1970", "1970年3月12日", "*12.03.2009",
    ],
    "a record or telephone number": [
        "case 1234567", "943 476 5919", "943-476-5919", "MRN 4711", "NHS no. 943", "PID: 12", "QQ 12 34 56 C",
        "A123456789", "RSSMRA85M01H501U", "+49 30 1234567", "850101-1234",
    ],
    "a person's name": [
        "Mrs Roe", "Mr. Doe", "Ms Łukasz", "Frau Müller", "Herrn Weber", "Mme Dupont", "Dr. med. Weber", "Prof Chen",
        "Sra. García", "Signora Rossi", "Mevr. de Vries", "mrs roe", "frau müller", "陳小姐", "王先生",
    ],
}  # fmt: skip
HARMLESS = [
    "case 7, MDT 2026-11-26", "MDT 26.11.2026", "board of 3 Dec 2026", "case 7", "Fall 12", "case A/3", "2026-11 no. 4",
    "segments 5/6/7", "MR liver, then CT", "Ms3 grading", "Child-Pugh A6", "3+2 lesions", "Y-90 2 of 3",
    "ER 8/8, PR 0/8", "ECOG 0-1", "T2N1M1", "G3, Ki-67 40 %", "eine Frau mit zwei Herden", "May 2 lesions",
    "2026年11月26日 會議", "Sr-90", "NCT01387295", "TACE 2.5.4", "miss of 2 doses", "prof. judgement",
]  # fmt: skip


@each(("words", "text"), [(words, text) for words, texts in IDENTIFY.items() for text in texts])
def test_what_identifies_a_person_is_refused_as_label_as_sentence_and_as_file_name(words: str, text: str) -> None:
    with pytest.raises(Refusal, match=f"which looks like {words}"):
        case_from({"schema": 1, "label": text}, "case.json")
    with pytest.raises(Refusal, match=f"which looks like {words}"):
        read_decision({"preference": text}, "case.json")
    assert slug(text) == "case"


@each("text", HARMLESS)
def test_what_a_board_calls_its_cases_is_taken_as_label_and_as_sentence(text: str) -> None:
    assert identifying(text) == ""
    assert case_from({"schema": 1, "label": text}, "case.json").label == text
    assert read_decision({"preference": text}, "case.json").preference == text


def test_a_label_with_the_day_of_the_meeting_names_its_file() -> None:
    assert slug("case 7, MDT 2026-11-26") == "case-7-mdt-2026-11-26"


def test_a_refused_label_is_told_with_field_find_and_reason() -> None:
    with pytest.raises(Refusal) as refused:
        read_label("Mrs Roe", "case.json: label")
    assert str(refused.value) == (
        "case.json: label must not hold anything that identifies a person, but 'Mrs Roe' was found, which looks like a "
        "person's name."
    )
    with pytest.raises(Refusal, match=f"at most {LONGEST_LABEL} plain characters such as 'case 7', never a name"):
        read_label("x" * (LONGEST_LABEL + 1), "case.json: label")
