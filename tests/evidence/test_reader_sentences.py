"""What the reader says of a faulty document: file, place, what is wrong, what was found; on Arden's file changed."""

from __future__ import annotations

from pathlib import Path

import pytest
from invented import FOLDER
from refused import faults

from haic_core.evidence.reader import read_source


def sentences(folder: Path, old: str, new: str) -> list[str]:
    """What is said of Arden's file with its first such line written otherwise."""
    text = (FOLDER / "arden.toml").read_text("utf-8")
    assert old in text
    (folder / "arden.toml").write_text(text.replace(old, new, 1), encoding="utf-8")
    return [fault.sentence for fault in faults(read_source, folder / "arden.toml")]


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("year = 2020", "year = 1950", "citation > year: Input should be greater than or equal to 1960. Found 1950."),
        ("enrolled = [2010, 2018]", "enrolled = [2010]", "study > enrolled 2: this key is missing."),
        ('locator = "Table 4"', 'place = "Table 4"', "cohort 'infused' > association 1 > place: unknown key."),
        (
            'statistic = "median"', 'statistik = "median"',
            "cohort 'infused' > outcome 5 > statistik: unknown key. Did you mean 'statistic'?",
        ),
        (
            'endpoint = "OS"\nstatistic = "median"', 'endpoint = "OS"\nstatistic = "count"',
            "cohort 'infused' > outcome 5: still_alive = true or false belongs to a count for OS and to nothing else: "
            "whether it counts all those alive when the study closed. Found",
        ),
        (
            'fact = "platelets_e9_l"', 'fact = "platelets_e9"',
            "criterion 2 > condition > fact: there is no fact 'platelets_e9'. Did you mean 'platelets_e9_l'? Found "
            "'platelets_e9'.",
        ),
        ('term = "Nausea"', "term = 3", "cohort 'infused' > harm 1 > term: Input should be a valid string. Found 3."),
        ('id = "responders"', 'id = "Re sponders"', "cohort 'infused' > group 'Re sponders' > id: "),
    ],
)  # fmt: skip
def test_a_fault_is_told_with_its_place_and_without_the_words_of_the_checking_library(
    tmp_path: Path, old: str, new: str, sentence: str
) -> None:
    told = sentences(tmp_path, old, new)
    assert any(one.startswith(f"arden.toml: {sentence}") for one in told), told
    assert not [one for one in told if "Value error" in one or ".." in one]


def test_a_file_by_another_name_and_one_that_is_not_there_are_refused(tmp_path: Path) -> None:
    assert sentences(tmp_path, 'key = "arden"', 'key = "ardn"') == [
        "arden.toml: key: 'ardn' was found, but it must be the file's name, 'arden'."
    ]
    (fault,) = faults(read_source, tmp_path / "gone.toml")
    assert fault.sentence == "gone.toml: the file cannot be read (No such file or directory)."


def test_a_mistyped_key_is_told_once_and_not_as_a_missing_one_too(tmp_path: Path) -> None:
    assert sentences(tmp_path, 'statistic = "median"', 'statistik = "median"') == [
        "arden.toml: cohort 'infused' > outcome 5 > statistik: unknown key. Did you mean 'statistic'?"
    ]
    assert sentences(tmp_path, 'locator = "Table 4"', 'place = "Table 4"') == [
        "arden.toml: cohort 'infused' > association 1 > place: unknown key.",
        "arden.toml: cohort 'infused' > association 1 > locator: this key is missing.",
    ]
