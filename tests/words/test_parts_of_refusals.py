"""What a refusal says in whole, and the same in parts for a screen: place, what stands there, what may, the guess."""

from __future__ import annotations

from pathlib import Path

import pytest
from each import each
from refused import faults

from haic_core.case.decision import Choice
from haic_core.evidence.library import data_folders, read_modalities
from haic_core.evidence.reader import read_rows, read_source, read_toml
from haic_core.evidence.side_lists import Era
from haic_core.words.identifiers import read_sentence
from haic_core.words.reading import FileKind, read_json
from haic_core.words.refusal import Fault, Faults, Refusal, misfit, nearest, nearest_word, shown, unknown_key

LETTER = FileKind("a letter", "an object with 'to'", 1000)


# Files


@each(
    ("content", "fault"),
    [
        (
            b'{"to": NaN}',
            Fault(
                "l.json: NaN was found, but every number must be finite.",
                place="l.json",
                found="NaN",
                allowed="finite numbers",
            ),
        ),
        (
            b'{"to": 1, "to": 2}',
            Fault(
                "l.json: the key 'to' stands twice; each key may stand once.",
                place="l.json",
                found="'to'",
                allowed="each key once",
            ),
        ),
        (
            b'{"to":\n 1 2}',
            Fault(
                "l.json: this is not JSON (line 2, column 4: Expecting ',' delimiter); "
                "a letter is an object with 'to'.",
                place="l.json, line 2, column 4",
                found="Expecting ',' delimiter",
                allowed="an object with 'to'",
            ),
        ),
        (
            b" " * 1001,
            Fault(
                "l.json: the file holds 1,001 bytes, but a letter has at most 1,000.",
                place="l.json",
                found="1,001 bytes",
                allowed="at most 1,000 bytes",
            ),
        ),
        (
            b"\xff",
            Fault(
                "l.json: this is not a UTF-8 text file; a letter is JSON text.",
                place="l.json",
                allowed="JSON text in UTF-8",
            ),
        ),
    ],
    ids=["no number", "twice", "no JSON", "too large", "no text"],
)
def test_a_file_that_cannot_be_read_is_refused_in_whole_and_in_parts(content: bytes, fault: Fault) -> None:
    assert faults(read_json, content, "l.json", LETTER) == (fault,)


def test_a_number_too_long_is_refused_with_what_the_file_should_be() -> None:
    kind = FileKind("a letter", "an object with 'to'", 10_000)
    assert faults(read_json, b'{"to": ' + b"9" * 5000 + b"}", "l.json", kind) == (
        Fault(
            "l.json: this JSON is nested too deep or holds a number too long to be a letter; "
            "a letter is an object with 'to'.",
            place="l.json",
            allowed="an object with 'to'",
        ),
    )


def test_a_toml_file_that_is_none_or_not_there_is_refused_by_its_name(tmp_path: Path) -> None:
    path = tmp_path / "small.toml"
    (missing,) = faults(read_toml, path)
    assert missing == Fault(
        "small.toml: the file cannot be read (No such file or directory).", "small.toml", "No such file or directory"
    )
    path.write_text("key = \n")
    (fault,) = faults(read_toml, path)
    assert fault.sentence == f"small.toml: this is not valid TOML: {fault.found}."
    assert fault.place == "small.toml" and "line 1" in fault.found
    path.write_text("key = " + "[" * 5000)
    (deep,) = faults(read_toml, path)
    assert deep == Fault(
        "small.toml: this TOML is nested too deep or holds a number too long to be a source file.", "small.toml"
    )


def test_a_table_that_is_missing_is_named_as_a_file_would_write_it(tmp_path: Path) -> None:
    path = tmp_path / "eras.toml"
    path.write_text("[era]\n")
    assert faults(read_rows, path, "era", Era) == (
        Fault("eras.toml: the table 'era' is missing.", place="eras.toml", allowed="[[era]]"),
    )


def test_a_source_under_another_name_is_refused_with_both_names(tmp_path: Path) -> None:
    path = tmp_path / "birk.toml"
    path.write_bytes((Path(__file__).parents[1] / "invented" / "birch.toml").read_bytes())
    assert faults(read_source, path) == (
        Fault(
            "birk.toml: key: 'birch' was found, but it must be the file's name, 'birk'.",
            place="birk.toml: key",
            found="'birch'",
            allowed="'birk'",
        ),
    )


def test_a_day_written_without_quotes_in_a_source_is_answered_with_how_to_write_it(tmp_path: Path) -> None:
    path = tmp_path / "birch.toml"
    text = (Path(__file__).parents[1] / "invented" / "birch.toml").read_text("utf-8")
    path.write_text(text.replace('caveat = "Read as an abstract."', "caveat = 2020-01-01"))
    (fault,) = faults(read_source, path)
    assert fault.sentence == f"birch.toml: {fault.found}; dates are written as text."
    assert fault.place == "birch.toml" and "date" in fault.found


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        (
            'label = "All embolised"\n',
            "",
            Fault(
                "b.toml: cohort 'embolised' > label: this key is missing.",
                "b.toml: cohort 'embolised' > label",
                at=("cohort", 0, "label"),
            ),
        ),
        (
            'starts = "diagnosis"',
            'starts = "scan"',
            Fault(
                "b.toml: cohort 'embolised' > clock 1 > starts: Input should be 'treatment', 'preparation', "
                "'diagnosis' or 'not_stated'. Found 'scan'.",
                "b.toml: cohort 'embolised' > clock 1 > starts",
                "'scan'",
                "Input should be 'treatment', 'preparation', 'diagnosis' or 'not_stated'",
                at=("cohort", 0, "clock", 0, "starts"),
            ),
        ),
        (
            "range = [1, 9]",
            "ragne = [1, 9]",
            Fault(
                "b.toml: cohort 'embolised' > baseline 1 > ragne: unknown key. Did you mean 'range'?",
                "b.toml: cohort 'embolised' > baseline 1 > ragne",
                guess="range",
                at=("cohort", 0, "baseline", 0, "ragne"),
            ),
        ),
        (
            "at_most = 5",
            "at_mots = 5",
            Fault(
                "b.toml: criterion 1 > condition > at_mots: unknown key. Did you mean 'at_most'?",
                "b.toml: criterion 1 > condition > at_mots",
                guess="at_most",
                at=("criterion", 0, "condition", "at_mots"),
            ),
        ),
    ],
    ids=["a missing key", "a word outside its list", "a mistyped key", "a mistyped verb"],
)
def test_a_fault_of_a_source_is_told_with_the_way_to_its_field(
    tmp_path: Path, old: str, new: str, fault: Fault
) -> None:
    text = (Path(__file__).parents[1] / "invented" / "birch.toml").read_text("utf-8")
    assert text.count(old) == 1
    path = tmp_path / "b.toml"
    path.write_text(text.replace(old, new))
    assert faults(read_source, path)[0] == fault


def test_a_list_of_options_that_is_not_the_six_is_refused_with_the_six(tmp_path: Path) -> None:
    path = tmp_path / "modalities.toml"
    path.write_text("option = []\n")
    six = "resection, ablation, tace, haic, y90, systemic, in this order"
    assert faults(read_modalities, path) == (
        Fault(f"modalities.toml: the options must be {six}.", place="modalities.toml: option", allowed=six),
    )
    path.write_text("option = [3]\n")
    assert faults(read_modalities, path) == (
        Fault("modalities.toml: option: 3 is no table.", "modalities.toml: option", "3 is no table"),
    )


def test_a_site_folder_that_is_none_is_refused_by_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HAIC_DATA", "nowhere")
    assert [fault.sentence for fault in faults(data_folders)] == [
        "HAIC_DATA names 'nowhere', which is not a folder that holds a folder 'sources' with TOML files (No such file "
        "or directory)."
    ]


# Words


def test_faults_are_gathered_until_they_are_told_and_reading_goes_on_with_what_stands_in() -> None:
    gathered = Faults()
    assert gathered.read(7, lambda: 3) == 3
    gathered.tell()
    assert gathered.read("nothing", read_sentence, 5, "a", 9) == "nothing"
    assert gathered.read("nothing", read_sentence, 6, "b", 9) == "nothing"
    assert [fault.place for fault in faults(gathered.tell)] == ["a", "b"]


def test_a_refusal_tells_one_sentence_a_fault() -> None:
    both = Refusal.of([Fault("One is wrong."), Fault("Two is wrong.")])
    assert both.sentences == ("One is wrong.", "Two is wrong.")
    assert str(both) == "One is wrong. Two is wrong."


def test_a_guess_is_a_word_that_is_near_whatever_its_case_and_no_guess_where_none_is() -> None:
    assert nearest_word("HAIK", list(Choice)) == "haic" and nearest_word("infusion", list(Choice)) == ""
    assert nearest("HAIK", list(Choice)) == " Did you mean 'haic'?" and nearest("infusion", list(Choice)) == ""
    assert unknown_key("c.json", "LABLE", ["label"]).faults[0].guess == "label"
    assert misfit("c.json: n", "a number", "x").faults == (
        Fault("c.json: n must be a number, but 'x' was found.", "c.json: n", "'x'", "a number"),
    )


def test_what_was_found_is_cut_at_sixty_characters_and_not_before() -> None:
    """Two quotes and 58 letters are sixty; with one more letter 59 stay and the sign that more follows."""
    assert shown("x" * 58) == "'" + "x" * 58 + "'"
    assert shown("x" * 59) == "'" + "x" * 58 + "…"
    assert shown("abcdef", 5) == "'abc…"
