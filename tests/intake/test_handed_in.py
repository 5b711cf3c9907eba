"""What a file or a pasted text is, told by its content."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from each import each

from haic_core.case.facts import FACTS, LABS
from haic_core.case.file import Case, write_case
from haic_core.case.meeting_file import Meeting
from haic_core.case.patient import Patient
from haic_core.intake.handed_in import Kind, kind_of, read_handed_in
from haic_core.intake.labs.pasted import read_pasted_labs
from haic_core.intake.proposal import Proposed
from haic_core.words.refusal import Refusal

TODAY = date(2026, 11, 27)
CASE = Case(Patient({"ecog": 1}), "case 7")
BUNDLE = json.dumps(
    {
        "resourceType": "Bundle",
        "type": "collection",
        "entry": [{"resource": {"resourceType": "Patient", "id": "a", "birthDate": "1970-01"}}],
    }
)
LETTER = "Dear colleagues,\nthis 58-year-old patient has 8 liver metastases, the largest 4.2 cm. ECOG 1.\nKind regards"


@each(
    ("content", "kind"),
    [
        (write_case(CASE), Kind.CASES),
        (write_case(CASE).encode(), Kind.CASES),
        ("\ufeff" + write_case(CASE), Kind.CASES),
        ('{"schema": 1, "cases": []}', Kind.CASES),
        ("[1, 2, 3]", Kind.CASES),
        ("", Kind.CASES),
        (b"\x89PNG\r\n\x1a\n\x00\x00", Kind.CASES),
        (BUNDLE, Kind.BUNDLE),
        (BUNDLE.encode(), Kind.BUNDLE),
        ("Test;Result;Unit\nBilirubin;1,1;mg/dL", Kind.LAB_LIST),
        ("Name\tValue\tUnit\nHb\t12.8\tg/dL".encode("utf-16"), Kind.LAB_LIST),
        ("Thrombozyten;188;/nl\nBilirubin;18;µmol/l".encode("cp1252"), Kind.LAB_LIST),
        ("Bilirubin 18 umol/L (ref < 21)\nINR 1,1\nPlatelets 188 G/L", Kind.LAB_LIST),
        ("Laboratory\nHb 12.8 g/dL\nALT 45 U/L H\nAST 40 U/L", Kind.LAB_LIST),
        (b"PK\x03\x04 xl/workbook.xml", Kind.LAB_LIST),
        (LETTER, Kind.LETTER),
        (LETTER.encode(), Kind.LETTER),
        ("ECOG 1. Bilirubin 18 umol/L (ref < 21), ALT 45 U/L, INR 1.1, platelets 188 G/L.", Kind.LETTER),
    ],
)
def test_what_is_handed_in_is_known_by_its_content(content: bytes | str, kind: Kind) -> None:
    assert kind_of(content, "from mail") is kind


def test_a_name_that_promises_json_is_taken_at_its_word() -> None:
    assert kind_of(LETTER, "from_mail.json") is Kind.CASES


@each(
    ("content", "said"),
    [
        (b"%PDF-1.7", "letter.x: it is a PDF; copy its text and paste it."),
        (b"PK\x03\x04..word/document.xml", "letter.x: it is a document of a word processor; copy its text"),
        (b"{\\rtf1 a", "letter.x: it is a document of a word processor; copy its text and paste it."),
        (b"\x00\x01\x02", "letter.x: "),
    ],
)
def test_what_no_reader_opens_is_told_with_what_to_do_instead(content: bytes, said: str) -> None:
    with pytest.raises(Refusal) as refused:
        read_handed_in(content, "letter.x", TODAY)
    assert str(refused.value).startswith(said)


def test_each_kind_is_read_by_its_own_reader() -> None:
    assert read_handed_in(write_case(CASE), "case", TODAY) == Meeting("", (CASE,))
    listed = read_handed_in("Bilirubin 18 umol/L (ref < 21)\nINR 1,1", "list", TODAY)
    assert isinstance(listed, Proposed)
    assert listed.facts == {"bilirubin_mg_dl": 1.052632, "bilirubin_uln_mg_dl": 1.22807, "inr": 1.1}
    letter = read_handed_in(LETTER, "letter", TODAY)
    assert isinstance(letter, Proposed)
    assert letter.facts["lesion_count"] == 8 and letter.facts["ecog"] == 1 and letter.facts["age_years"] == 58
    bundle = read_handed_in(BUNDLE, "bundle", TODAY)
    assert isinstance(bundle, Proposed) and "No diagnosis of a primary tumour was found." in bundle.say


def test_lines_that_look_like_a_list_and_hold_no_laboratory_value_are_read_as_a_letter() -> None:
    read = read_handed_in("ECOG: 1\nAge: 58 years", "note", TODAY)
    assert isinstance(read, Proposed) and read.facts["ecog"] == 1


LISTS = Path(__file__).parent / "lab_lists"


@each("path", sorted(LISTS.glob("*.txt")), ids=lambda path: path.stem)
def test_every_habit_of_writing_a_list_comes_to_the_reader_of_lists(path: Path) -> None:
    """Grades, ages and sizes that stand among the results are read beside them."""
    text = path.read_text("utf-8")
    found, listed = read_handed_in(text, path.name, TODAY), read_pasted_labs(text, TODAY)
    assert isinstance(found, Proposed)
    assert {code: value for code, value in found.facts.items() if FACTS[code].section == LABS} == listed.facts


def test_notes_in_short_are_read_for_results_and_for_all_else() -> None:
    read = read_handed_in("52 y, ECOG 1, HER2-, 8 liver mets, max 4.2 cm\nbili 18 umol/L, Plt 188", "note", TODAY)
    assert isinstance(read, Proposed)
    assert {
        "ecog": 1,
        "her2": "negative",
        "bilirubin_mg_dl": 1.052632,
        "platelets_e9_l": 188,
    }.items() <= read.facts.items()


def test_a_letters_sentences_are_never_read_as_a_list() -> None:
    """Her mother's value stands in a sentence that a list does not know."""
    letter = LETTER.replace("Kind regards", "The bilirubin of her mother was 9 mg/dL and it is of no concern for her.")
    read = read_handed_in(letter, "letter", TODAY)
    assert isinstance(read, Proposed) and "bilirubin_mg_dl" not in read.facts
