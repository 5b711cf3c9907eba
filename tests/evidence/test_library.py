"""Reading data/: strict, in one sentence, and the same data always gives the same version."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from worked import source_paths

from haic_core.evidence.audit import trusted
from haic_core.evidence.library import DATA, Library, read_library, read_modalities
from haic_core.evidence.reader import read_source
from haic_core.words.refusal import Refusal
from haic_core.words.vocabulary import Modality

HSIAO = (DATA / "sources" / "hsiao.toml").read_text(encoding="utf-8")
SMALL = """schema = 1
key = "small"
tier = "A"
document = "abstract"
peer_reviewed = true

[citation]
first_author = "Small"
title = "A small series"

[study]
design = "retrospective_cohort"
setting = "One hospital"
locator = "Abstract"

[[cohort]]
id = "few"
label = "Few women"
modality = "haic"
treatment = "Infusion"
n = 12
clock = [{ endpoint = "OS", zero = "first infusion", starts = "treatment" }]
locator = "Abstract"

[[cohort.outcome]]
endpoint = "OS"
statistic = "median"
value = 14.5
unit = "months"
locator = "Abstract"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A site's own data folder, empty."""
    (tmp_path / "sources").mkdir()
    return tmp_path


def write(folder: Path, text: str, name: str = "small") -> Path:
    path = folder / "sources" / f"{name}.toml"
    path.write_text(text, encoding="utf-8")
    return path


def refusal(folder: Path, text: str, name: str = "small") -> str:
    with pytest.raises(Refusal) as refused:
        read_source(write(folder, text, name))
    sentence = str(refused.value)
    assert sentence.startswith(f"{name}.toml: ") and "\n" not in sentence
    return sentence


def test_a_small_document_is_read(folder: Path) -> None:
    source = read_source(write(folder, SMALL))
    assert (source.key, source.cohort[0].outcome[0].value) == ("small", 14.5)


FAULTS = {
    "an unknown key": (
        'locator = "Abstract"\n\n[[cohort.outcome]]',
        'locater = "Abstract"\n\n[[cohort.outcome]]',
        ["cohort 'few'", "locat"],
    ),
    "a figure without its place": (
        'unit = "months"\nlocator = "Abstract"',
        'unit = "months"',
        ["cohort 'few' > outcome 1 > locator", "missing"],
    ),
    "an unknown verb of a figure": ("value = 14.5", "valeu = 14.5", ["outcome 1", "value"]),
    "a figure as text": ("value = 14.5", 'value = "14.5"', ["outcome 1 > value", "'14.5'"]),
    "an endless figure": ("value = 14.5", "value = inf", ["outcome 1 > value"]),
    "a figure that is no number": ("value = 14.5", "value = nan", ["outcome 1 > value"]),
    "half a patient": ("n = 12", "n = 12.5", ["cohort 'few' > n", "12.5"]),
    "fewer than no patients": ("n = 12", "n = -1", ["cohort 'few' > n", "-1"]),
    "an unknown endpoint": ('"OS"\nstatistic', '"0S"\nstatistic', ["outcome 1 > endpoint", "'0S'"]),
    "an unknown option": ('modality = "haic"', 'modality = "haik"', ["cohort 'few' > modality", "'haik'"]),
    "an unknown design": ("retrospective_cohort", "retrospective", ["study > design", "'retrospective'"]),
    "another schema": ("schema = 1", "schema = 3", ["schema", "3"]),
    "a key that is not the file's name": ('key = "small"', 'key = "smaller"', ["key", "'smaller'", "'small'"]),
    "a date that is not text": ('title = "A small series"', "title = 2020-01-01", ["date"]),
    "a group that is not there": ("value = 14.5", 'value = 14.5\ngroup = "older"', ["'older'", "'few'"]),
    "no TOML": ("schema = 1", "schema 1", ["not valid TOML"]),
    "a key twice": ("schema = 1", "schema = 1\nschema = 1", ["not valid TOML"]),
    "two cohorts with one id": (
        "[[cohort.outcome]]",
        '[[cohort]]\nid = "few"\nlabel = "x"\nmodality = "haic"\ntreatment = "x"\nlocator = "x"\n\n[[cohort.outcome]]',
        ["'few'"],
    ),
}


@pytest.mark.parametrize(("old", "new", "words"), FAULTS.values(), ids=FAULTS.keys())
def test_a_faulty_document_is_refused_with_its_file_and_field(
    folder: Path, old: str, new: str, words: list[str]
) -> None:
    assert old in SMALL
    sentence = refusal(folder, SMALL.replace(old, new, 1))
    assert [word for word in words if word not in sentence] == [], sentence


@pytest.mark.parametrize(
    ("old", "new", "guess"),
    [
        ("at_least = 100", "at_laest = 100", "Did you mean 'at_least'?"),
        ("first_author", "fist_author", "Did you mean 'first_author'?"),
        ('fact = "platelets_e9_l"', 'fact = "platelets"', "Did you mean 'platelets_e9_l'?"),
        ("[[criterion]]", "[[criteria]]", "Did you mean 'criterion'?"),
    ],
)
def test_a_slip_of_the_pen_is_answered_with_a_guess(folder: Path, old: str, new: str, guess: str) -> None:
    assert old in HSIAO
    text = HSIAO.replace('key = "hsiao"', 'key = "mine"', 1).replace(old, new, 1)
    assert guess in refusal(folder, text, "mine")


@pytest.mark.parametrize(
    "content",
    [b"\xff\xfe", b"schema = " + b"[" * 3000, b"schema = " + b"9" * 5000],
    ids=["no text", "nested three thousand deep", "a number of five thousand digits"],
)
def test_a_file_that_is_hardly_text_is_refused_and_nothing_breaks(folder: Path, content: bytes) -> None:
    path = folder / "sources" / "odd.toml"
    path.write_bytes(content)
    with pytest.raises(Refusal):
        read_source(path)


def test_a_document_that_cannot_be_trusted_is_left_out_and_all_others_stay(folder: Path, library: Library) -> None:
    write(folder, SMALL.replace("value = 14.5", "valeu = 14.5"))
    write(folder, SMALL.replace('"small"', '"second"'), "second")
    both = read_library((DATA, folder))
    assert {source.key for source in both.sources} == {source.key for source in library.sources} | {"second"}
    assert [sentence for sentence in both.left_out if sentence.startswith("small.toml: ")]


def test_a_folder_named_like_a_document_is_left_out_too(folder: Path, library: Library) -> None:
    (folder / "sources" / "folder.toml").mkdir()
    both = read_library((DATA, folder))
    assert {source.key for source in both.sources} == {source.key for source in library.sources}
    assert [sentence for sentence in both.left_out if "folder.toml" in sentence]


def test_a_second_document_with_the_same_key_is_left_out(folder: Path, library: Library) -> None:
    write(folder, HSIAO, "hsiao")
    both = read_library((DATA, folder))
    assert len(both.sources) == len(library.sources)
    assert [sentence for sentence in both.left_out if "hsiao" in sentence and "unique" in sentence]


def test_a_document_that_contradicts_itself_undeclared_is_not_trusted(folder: Path, library: Library) -> None:
    text = SMALL + "ci = [15, 20]\n"
    write(folder, text)
    read = read_library((DATA, folder))
    assert "small" in {source.key for source in read.sources}
    kept = trusted(read)
    assert "small" not in {source.key for source in kept.sources}
    assert [sentence for sentence in kept.left_out if sentence.startswith("small.toml: ") and "14.5" in sentence]


def test_an_option_without_any_entry_criterion_is_told(folder: Path) -> None:
    write(folder, SMALL)
    alone = read_library((folder,))
    for modality in set(Modality) - {Modality.SYSTEMIC}:
        assert [sentence for sentence in alone.left_out if f"'{modality.value}'" in sentence]


def test_nothing_of_the_repositorys_own_data_is_left_out(library: Library) -> None:
    assert library.left_out == ()
    assert {source.key for source in library.sources} == {path.stem for path in source_paths()}
    assert trusted(library) == library


def test_no_two_documents_are_named_alike_and_a_mark_stands_behind_the_year(library: Library) -> None:
    """Ruiz printed two studies in 2018; Bommineni's one report is read as two documents, an arm each."""
    times = Counter(source.short.casefold() for source in library.sources)
    assert [name for name, count in times.items() if count > 1] == []
    named = {library.source(key).short for key in ("ruiz_2018_cure", "ruiz_2018_matched", "bommineni_trinetx_tace")}
    assert named == {"Ruiz 2018a", "Ruiz 2018b", "Bommineni TACE"}


def test_the_same_data_gives_the_same_version_and_other_data_another(folder: Path, library: Library) -> None:
    assert read_library().version == library.version
    write(folder, SMALL)
    first = read_library((DATA, folder)).version
    write(folder, SMALL.replace("14.5", "14.6"))
    second = read_library((DATA, folder)).version
    assert len({library.version, first, second}) == 3


def test_line_endings_do_not_change_the_version(folder: Path) -> None:
    path = write(folder, SMALL)
    first = read_library((folder,)).version
    path.write_bytes(SMALL.replace("\n", "\r\n").encode())
    assert read_library((folder,)).version == first


def test_a_source_that_is_not_there_is_refused_with_a_guess(library: Library) -> None:
    with pytest.raises(Refusal, match=r"Did you mean 'hsiao'\?"):
        library.source("hsaio")


def test_the_options_are_the_six_in_their_order(library: Library) -> None:
    assert [entry.modality for entry in library.modalities] == list(Modality)
    assert [entry.modality for entry in library.modalities if entry.always_listed] == [Modality.SYSTEMIC]
    assert len({entry.colour for entry in library.modalities}) == 6
    assert all(library.entry(modality).modality is modality for modality in Modality)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('modality = "haic"', 'modality = "haik"'),
        ('modality = "y90"', 'modality = "tace"'),
        ("dash_line_widths = ", "dash_line_width = "),
        ("[[option]]", "[[options]]"),
        ('label = "Liver resection"', ""),
    ],
)
def test_a_list_of_options_with_a_fault_is_refused(tmp_path: Path, old: str, new: str) -> None:
    text = (DATA / "modalities.toml").read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "modalities.toml"
    path.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(Refusal, match=r"modalities\.toml"):
        read_modalities(path)


def test_a_data_folder_of_its_own_that_is_not_there_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HAIC_DATA", str(tmp_path / "nowhere"))
    with pytest.raises(Refusal, match="HAIC_DATA"):
        read_library()


def test_a_data_folder_of_its_own_is_read_after_the_repositorys(
    monkeypatch: pytest.MonkeyPatch, folder: Path, library: Library
) -> None:
    write(folder, SMALL)
    monkeypatch.setenv("HAIC_DATA", str(folder))
    both: Library = read_library()
    assert {source.key for source in both.sources} - {source.key for source in library.sources} == {"small"}
