"""What a site's own folder gets for a document that mixes lists and limits: it is left out, in one sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from haic_core.evidence.derivation import PointScore
from haic_core.evidence.library import DATA, Library, read_library
from haic_core.evidence.reader import read_rows
from haic_core.words.refusal import Refusal
from haic_core.words.vocabulary import Extent, Modality, Role

HEAD = """schema = 2
key = "own"
tier = "A"
document = "full_text"
peer_reviewed = true

[citation]
first_author = "Own"
title = "A site's own document"

[study]
design = "{design}"
setting = "One hospital"
locator = "Methods"
"""
LIST = '\n[[list]]\nmodality = "haic"\nextent = "whole"\n'
ENTRY = '\n[[criterion]]\nmodality = "haic"\nrole = "entry"\nfact = "ecog"\nat_most = 2\nlocator = "Methods"\n'
LIMIT = '\n[[limit]]\nmodality = "haic"\nrole = "contraindication"\nfact = "inr"\nat_most = 2\nlocator = "Table 1"\n'
STUDY, LABEL = HEAD.format(design="phase_2_trial"), HEAD.format(design="guideline_or_label")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site's own folder, named to the reader."""
    (tmp_path / "sources").mkdir()
    monkeypatch.setenv("HAIC_DATA", str(tmp_path))
    return tmp_path


def read_with(folder: Path, *texts: str) -> Library:
    for name, text in zip(("own", "second"), texts, strict=False):
        (folder / "sources" / f"{name}.toml").write_text(text, encoding="utf-8")
    return read_library()


def keys(library: Library) -> set[str]:
    return {source.key for source in library.sources}


def test_a_study_with_a_marked_list_and_a_label_with_limits_are_read(folder: Path, library: Library) -> None:
    read = read_with(folder, STUDY + LIST + ENTRY, LABEL.replace('"own"', '"second"') + LIMIT)
    assert (read.left_out, read.to_add) == ((), ())
    assert keys(read) - keys(library) == {"own", "second"}


BAD = {
    "a list without a word on whether it is whole": (
        STUDY + ENTRY,
        ["list of criteria for 'haic'", "does not say whether it is whole", '[[list]] with modality = "haic"'],
    ),
    "a list that is neither whole nor a part": (
        STUDY + LIST.replace("whole", "complete") + ENTRY,
        ["list 1 > extent", "'complete'", "'whole' or 'part'"],
    ),
    "a list marked twice": (STUDY + LIST + LIST + ENTRY, ["two lists are marked for 'haic'"]),
    "a list without a line": (STUDY + LIST, ["the list for 'haic' has no criterion"]),
    "a limit in a study": (
        STUDY + LIMIT,
        ["design 'phase_2_trial'", "who entered, not whom not to treat", "[[criterion]]"],
    ),
    "a limit without a direction": (
        LABEL + LIMIT.replace("contraindication", "entry"),
        ["a limit needs a direction", "'contraindication'", "'caution'"],
    ),
    "a limit without a role": (LABEL + LIMIT.replace('role = "contraindication"\n', ""), ["limit 1 > role", "missing"]),
    "a limit without a bound": (LABEL + LIMIT.replace("at_most = 2\n", ""), ["limit 1", "exactly one of at_most"]),
    "a limit without its place": (LABEL + LIMIT.replace('locator = "Table 1"\n', ""), ["limit 1 > locator", "missing"]),
    "an entry line in a label": (
        LABEL + LIST + ENTRY,
        ["a label or a society prints limits, not who entered", "[[limit]]"],
    ),
    "a whole list printed for another disease": (
        STUDY + LIST + 'printed_for = "colorectal liver metastases"\n' + ENTRY,
        ["printed for colorectal liver metastases", "is a part here"],
    ),
    "a mistyped mark": (STUDY + LIST.replace("extent", "extend") + ENTRY, ["Did you mean 'extent'?"]),
    "a misspelt device": (LABEL.replace("tier =", 'devise = "x"\ntier =') + LIMIT, ["Did you mean 'device'?"]),
    "a fact that is never typed nor worked out": (
        LABEL + LIMIT.replace('"inr"', '"child_pugh_point"'),
        ["there is no fact 'child_pugh_point'", "Did you mean 'child_pugh_points'?"],
    ),
}


@pytest.mark.parametrize(("text", "words"), BAD.values(), ids=BAD.keys())
def test_a_document_that_mixes_lists_and_limits_is_left_out_in_one_sentence(
    folder: Path, library: Library, text: str, words: list[str]
) -> None:
    read = read_with(folder, text)
    assert keys(read) == keys(library), "every other document stays"
    (sentence,) = read.left_out
    assert sentence.startswith("own.toml: ") and "\n" not in sentence
    assert [word for word in words if word not in sentence] == [], sentence


def test_a_whole_list_that_is_a_part_here_may_be_printed_for_another_disease(folder: Path) -> None:
    part = LIST.replace("whole", "part") + 'printed_for = "colorectal liver metastases"\n'
    assert read_with(folder, STUDY + part + ENTRY).left_out == ()


def test_of_two_documents_with_one_id_the_second_is_left_out(folder: Path, library: Library) -> None:
    text = (DATA / "sources" / "hsiao.toml").read_text(encoding="utf-8")
    (folder / "sources" / "hsiao.toml").write_text(text, encoding="utf-8")
    read = read_library()
    assert keys(read) == keys(library)
    assert read.left_out == ("hsiao.toml: key: another file already carries 'hsiao'; keys are unique.",)


def test_an_id_that_is_not_the_files_name_is_left_out(folder: Path) -> None:
    (sentence,) = read_with(folder, LABEL.replace('key = "own"', 'key = "other"') + LIMIT).left_out
    assert sentence == "own.toml: key: 'other' was found, but it must be the file's name, 'own'."


# Derived facts are the core's own: tried on a copy


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("source = ", "# source = ", ["source", "missing"]),
        ("locator = ", "# locator = ", ["locator", "missing"]),
        ('"child_pugh_points"', '"child_pugh"', ["there is no derived fact 'child_pugh'", "'child_pugh_points'"]),
        ('"albumin_g_l"', '"albumin"', ["there is no fact 'albumin'", "Did you mean 'albumin_g_l'?"]),
        ("two_points = [2, 3], ", "", ["needs two_points and worse"]),
        ("present = [2, 3], ", "", ["needs only present"]),
    ],
)
def test_a_derived_fact_without_its_source_or_a_part_of_its_table_is_refused(
    tmp_path: Path, old: str, new: str, words: list[str]
) -> None:
    path = tmp_path / "derived.toml"
    text = (DATA / "derived.toml").read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(Refusal) as refused:
        read_rows(path, "points", PointScore)
    sentence = str(refused.value)
    assert sentence.startswith("derived.toml: ") and "\n" not in sentence
    assert [word for word in words if word not in sentence] == [], sentence


# The earlier format: opened, read as parts, and told which line to add


EARLIER_STATEMENT = """
[[open_statement]]
modality = "haic"
about = "Adequate organ function"
blocks = true
locator = "Abstract"
"""


def earlier(text: str) -> str:
    return text.replace("schema = 2", "schema = 1", 1)


def to_add(option: str) -> str:
    return (
        f"own.toml: the list of criteria for '{option}' does not say whether it is whole and is read as a part; "
        f'add [[list]] with modality = "{option}" and extent = "part" or "whole", and schema = 2.'
    )


def test_a_study_of_the_earlier_format_is_read_as_a_part_and_the_line_to_add_is_told(folder: Path) -> None:
    own_reading = ENTRY.replace('"ecog"', '"albumin_g_l"').replace("at_most = 2", "at_least = 30\nif_recorded = true")
    other = ENTRY.replace('"haic"', '"tace"')
    read = read_with(folder, earlier(STUDY) + ENTRY + own_reading + other + EARLIER_STATEMENT)
    source = read.source("own")
    assert read.left_out == () and read.to_add == (to_add("haic"), to_add("tace"))
    assert [(one.modality, one.extent) for one in source.list_] == [
        (Modality.HAIC, Extent.PART),
        (Modality.TACE, Extent.PART),
    ]
    assert [(line.facts, line.role) for line in source.criteria_for(Modality.HAIC)] == [
        (("ecog",), Role.ENTRY),
        (("albumin_g_l",), Role.CAUTION),
    ], "our own reading of words only warns"
    assert source.open_statement[0].about == "Adequate organ function"


def test_what_a_label_of_the_earlier_format_forbids_is_a_limit_and_nothing_is_to_be_added(folder: Path) -> None:
    forbids = LIMIT.replace("[[limit]]", "[[criterion]]")
    warns = forbids.replace("contraindication", "caution").replace('"inr"', '"albumin_g_l"')
    read = read_with(folder, earlier(LABEL) + forbids + warns)
    source = read.source("own")
    assert (read.left_out, read.to_add, source.criterion, source.list_) == ((), (), (), ())
    assert [(line.facts, line.role) for line in source.limits_for(Modality.HAIC)] == [
        (("inr",), Role.CONTRAINDICATION),
        (("albumin_g_l",), Role.CAUTION),
    ]


def test_lines_that_are_no_table_are_left_out_in_the_earlier_format_too(folder: Path) -> None:
    (sentence,) = read_with(folder, earlier(STUDY).replace("tier =", "criterion = 1\ntier =")).left_out
    assert sentence.startswith("own.toml: criterion: ")


def test_a_list_of_the_earlier_format_that_is_marked_already_is_taken_at_its_word(folder: Path) -> None:
    read = read_with(folder, earlier(STUDY) + LIST + ENTRY)
    assert read.to_add == () and read.source("own").list_[0].extent is Extent.WHOLE


@pytest.mark.parametrize("schema", ["0", "3", '"2"'])
def test_another_format_is_left_out(folder: Path, schema: str) -> None:
    (sentence,) = read_with(folder, STUDY.replace("schema = 2", f"schema = {schema}") + LIST + ENTRY).left_out
    assert sentence.startswith("own.toml: schema: ") and schema.strip('"') in sentence
