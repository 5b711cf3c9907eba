"""What is refused: every fault of a file at once, each with its place, what stands there, what may, and a guess."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import ParamSpec

import pytest
from each import each
from worked import case_text

from haic_core.case.file import read_case
from haic_core.curves.digitised import read_at_risk, read_coordinates
from haic_core.curves.reconstruction import Summary
from haic_core.evidence.library import read_examples, read_library, read_modalities
from haic_core.evidence.reader import read_rows, read_source
from haic_core.evidence.side_lists import FreshnessLimit
from haic_core.words.reading import FileKind, read_json, read_toml
from haic_core.words.refusal import Fault, Refusal, misfit, unknown_key

LETTER = FileKind("a letter", "an object with 'to'", 200)


Given = ParamSpec("Given")


def refused(how: Callable[Given, object], *given: Given.args, **named: Given.kwargs) -> Refusal:
    with pytest.raises(Refusal) as refusal:
        how(*given, **named)
    return refusal.value


# The parts and the sentence


def test_a_value_that_does_not_fit_is_told_with_place_found_allowed_and_guess() -> None:
    refusal = misfit("case.json: primary", "one of breast, colorectal", "brest", ["breast", "colorectal"])
    (fault,) = refusal.faults
    assert fault == Fault(
        "case.json: primary must be one of breast, colorectal, but 'brest' was found. Did you mean 'breast'?",
        place="case.json: primary",
        found="'brest'",
        allowed="one of breast, colorectal",
        guess="breast",
    )
    assert str(refusal) == fault.sentence


def test_a_key_that_is_near_nothing_is_told_without_a_guess() -> None:
    refusal = unknown_key("case.json", "zzz", ["label", "facts"])
    assert str(refusal) == "case.json: there is no key 'zzz'; allowed are label, facts."
    assert refusal.faults[0].guess == ""


def test_a_few_faults_are_all_told_and_of_many_the_first_and_how_many_more() -> None:
    def told(count: int) -> str:
        return str(Refusal.of([Fault(f"Row {row} is empty.") for row in range(1, count + 1)]))

    assert told(1) == "Row 1 is empty."
    assert told(3) == "Row 1 is empty. Row 2 is empty. Row 3 is empty."
    assert told(4) == "Row 1 is empty. There are 3 more faults."


# All faults of a file


def test_a_case_file_tells_every_wrong_fact_day_and_line_of_the_decision_in_its_order() -> None:
    content = case_text(
        {"ecog": 7, "her2": "negative", "lesoin_count": 3},
        label="case 1234567",
        recorded_on={"ecog": "yesterday", "her2": "2026-02-30"},
        decision={"choice": "haik", "conditions": ["ask Mrs Roe", "fine"], "decided_on": "soon"},
    )
    refusal = refused(read_case, content, "case.json")
    assert [(fault.place, fault.found, fault.guess) for fault in refusal.faults] == [
        ("case.json: ecog", "7", ""),
        ("case.json: facts", "'lesoin_count'", "lesion_count"),
        ("case.json: label", "'case 1234567'", ""),
        ("case.json: recorded_on: ecog", "'yesterday'", ""),
        ("case.json: recorded_on: her2", "'2026-02-30'", ""),
        ("case.json: decision: choice", "'haik'", "haic"),
        ("case.json: decision: conditions 1", "'ask Mrs Roe'", ""),
        ("case.json: decision: decided_on", "'soon'", ""),
    ]
    assert str(refusal).endswith(" There are 7 more faults.")
    assert refusal.faults[0].allowed == "a whole number from 0 to 4"


def test_nothing_of_a_case_is_taken_over_when_only_its_last_line_is_wrong() -> None:
    refusal = refused(read_case, case_text({"ecog": 1}, decision={"trial": 5}), "case.json")
    assert [fault.place for fault in refusal.faults] == ["case.json: decision: trial"]


SOURCE = """
schema = 1
key = "small"
tier = "B"
document = "abstract"
peer_reviewed = true

[citation]
first_author = "Small"
titel = "A series"

[study]
design = "retrospective"
setting = "One centre"
locator = "Abstract"

[[cohort]]
id = "few"
label = "Few"
modality = "haic"
treatment = "Infusion"
n = -1
locator = "Abstract"
"""


def test_a_source_file_tells_all_its_faults_and_a_mistyped_key_once(tmp_path: Path) -> None:
    path = tmp_path / "small.toml"
    path.write_text(SOURCE)
    refusal = refused(read_source, path)
    assert [(fault.place, fault.found, fault.guess) for fault in refusal.faults] == [
        ("small.toml: citation > titel", "", "title"),
        ("small.toml: study > design", "'retrospective'", ""),
        ("small.toml: cohort 'few' > n", "-1", ""),
    ]
    assert refusal.faults[0].sentence == "small.toml: citation > titel: unknown key. Did you mean 'title'?"


def test_the_library_lists_every_fault_of_a_document_it_leaves_out(tmp_path: Path) -> None:
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "small.toml").write_text(SOURCE)
    told = [sentence for sentence in read_library((tmp_path,)).left_out if sentence.startswith("small.toml: ")]
    assert [sentence.split(":")[1].strip() for sentence in told] == [
        "citation > titel",
        "study > design",
        "cohort 'few' > n",
    ]


def test_a_side_list_tells_the_faults_of_every_row(tmp_path: Path) -> None:
    path = tmp_path / "freshness.toml"
    row = '[[limit]]\nid = "labs"\nlabel = "Blood"\ndays = {days}\nfacts = ["{fact}"]\n'
    path.write_text(row.format(days=0, fact="inr") + row.format(days=7, fact="inrr") + row.format(days=7, fact="inr"))
    refusal = refused(read_rows, path, "limit", FreshnessLimit)
    assert [fault.place for fault in refusal.faults] == ["freshness.toml: days", "freshness.toml: facts"]


def test_the_list_of_options_tells_every_row_that_is_none(tmp_path: Path) -> None:
    path = tmp_path / "modalities.toml"
    path.write_text('[[option]]\nmodality = "surgery"\n\n[[option]]\nlabel = "HAIC"\n')
    refusal = refused(read_modalities, path)
    assert [fault.sentence for fault in refusal.faults] == [
        "modalities.toml: option: 'surgery' is not a valid Modality.",
        "modalities.toml: option: 'modality'.",
    ]


def test_a_summary_tells_every_figure_that_cannot_be() -> None:
    raw = {"n": 0, "median": -3, "evnets": 4, "landmarks": [[12, 71], [24, 0.5], [36, 2]], "unit": "fortnights"}
    refusal = refused(Summary.from_mapping, raw, "s.json")
    assert [(fault.place, fault.guess) for fault in refusal.faults] == [
        ("s.json", "events"),
        ("s.json: unit", ""),
        ("s.json: survival at 12 months", ""),
        ("s.json: survival at 36 months", ""),
        ("s.json: n", ""),
        ("s.json: median", ""),
    ]


def test_figures_of_a_summary_that_exclude_each_other_are_all_told() -> None:
    raw = {"n": 10, "events": 12, "median": 20, "ci": [30, 25]}
    assert [fault.sentence for fault in refused(Summary.from_mapping, raw, "s.json").faults] == [
        "s.json: events is 12, more than n (10); allowed is 0 to 10.",
        "s.json: ci is 30-25, which is reversed; the lower limit must come first.",
    ]


def test_a_digitised_table_tells_every_cell_that_is_no_number() -> None:
    content = b"time,survival\n0,1\nsix,0.9\n12,half\n18,0.4\n"
    assert [fault.place for fault in refused(read_coordinates, content, "c.csv").faults] == [
        "c.csv, row 3: a time",
        "c.csv, row 4: a survival",
    ]


def test_a_digitised_table_tells_every_survival_outside_its_axis() -> None:
    content = b"time,survival\n0,1\n6,1.3\n12,0.5\n18,-0.4\n"
    assert [
        (fault.place, fault.found, fault.allowed) for fault in refused(read_coordinates, content, "c.csv").faults
    ] == [("c.csv, row 3", "1.3", "0 to 1"), ("c.csv, row 5", "-0.4", "0 to 1")]


def test_a_row_under_the_axis_tells_every_count_that_rises_and_every_time_that_does_not() -> None:
    content = b"time,n\n0,40\n12,30\n24,31\n24,20\n"
    assert [fault.sentence for fault in refused(read_at_risk, content, "r.csv").faults] == [
        "r.csv, row 4: the number at risk rises from 30 to 31 at 24; it can only fall.",
        "r.csv, row 5: the time 24 follows 24; times have to increase.",
    ]


# The strict reading of text


UNREAD = {
    "a key twice": (b'{"to": 1, "to": 2}', "letter.json: the key 'to' stands twice; each key may stand once."),
    "a key twice further in": (b'{"to": {"n": 1, "n": 2}}', "letter.json: the key 'n' stands twice"),
    "no number": (b'{"to": NaN}', "letter.json: NaN was found, but every number must be finite."),
    "a number past all": (b'{"to": 1e999}', "letter.json: a number too large was found"),
    "too deep": (b"[" * 200, "letter.json: this is not JSON"),
    "not UTF-8": (b'{"to": "\xff"}', "letter.json: this is not a UTF-8 text file; a letter is JSON text."),
    "too large": (b" " * 201, "letter.json: the file holds 201 bytes, but a letter has at most 200."),
    "no JSON": (
        b"Dear",
        "letter.json: this is not JSON (line 1, column 1: Expecting value); a letter is an object with",
    ),
}


@each(("content", "words"), UNREAD.values(), ids=UNREAD.keys())
def test_a_file_that_could_be_read_in_two_ways_or_in_none_is_refused(content: bytes, words: str) -> None:
    assert str(refused(read_json, content, "letter.json", LETTER)).startswith(words)


def test_a_file_as_large_as_allowed_is_read_and_a_byte_order_mark_is_no_fault() -> None:
    content = b'\xef\xbb\xbf{"to": 1}'.ljust(200)
    assert read_json(content, "letter.json", LETTER) == {"to": 1}
    assert read_toml(b"\xef\xbb\xbfto = 1", "letter.toml", LETTER) == {"to": 1}


def test_brackets_by_the_ten_thousand_are_refused_in_either_language() -> None:
    deep = FileKind("a letter", "an object with 'to'", 100_000)
    for read, content in ((read_json, b"[" * 50_000 + b"]" * 50_000), (read_toml, b"to = " + b"[" * 50_000)):
        assert "nested too deep" in str(refused(read, content, "letter", deep))


def test_toml_that_is_too_large_or_no_utf_8_is_refused_as_json_is() -> None:
    assert "has at most 200" in str(refused(read_toml, b"#" * 201, "letter.toml", LETTER))
    assert "a letter is TOML text" in str(refused(read_toml, b'to = "\xff"', "letter.toml", LETTER))


def test_the_examples_are_case_files() -> None:
    for title, content in read_examples():
        assert read_case(json.dumps(content), title).label == title
