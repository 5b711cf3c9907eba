"""The door to the disk: whatever lies where a file is looked for, whatever stands in it: an answer or a sentence."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from each import each

from haic_core.words.files import files_in, is_there, read_file, remove_file, write_file
from haic_core.words.reading import DEEPEST, LONGEST_WORD, SOURCE_FILE, read_json, read_toml
from haic_core.words.refusal import Fault, Refusal, printable

UNIX = pytest.mark.skipif(sys.platform == "win32", reason="pipes and devices of this kind are Unix's")


def linked(folder: Path, to: str) -> Path:
    place = folder / "x.toml"
    place.symlink_to(to)
    return place


def pipe(folder: Path) -> Path:
    os.mkfifo(folder / "x.toml")
    return folder / "x.toml"


STRANGE: dict[str, tuple[Callable[[Path], Path], str]] = {
    "a folder": (lambda folder: folder, "this is no file; a file is needed"),
    "a pipe nobody writes into": (pipe, "this is no file; a file is needed"),
    "a device that never ends": (lambda folder: linked(folder, "/dev/zero"), "this is no file; a file is needed"),
    "a link that leads to itself": (lambda folder: linked(folder, "x.toml"), "the file cannot be read"),
    "a link that leads nowhere": (lambda folder: linked(folder, "nowhere"), "the file cannot be read"),
    "a name too long": (lambda folder: folder / ("x" * 300), "the file cannot be read"),
    "a name no disk takes": (lambda folder: folder / "a\0b", "the file cannot be read"),
}


@UNIX
@pytest.mark.parametrize(("place", "said"), STRANGE.values(), ids=STRANGE.keys())
def test_what_is_no_readable_file_is_said_at_once(place: Callable[[Path], Path], said: str, tmp_path: Path) -> None:
    with pytest.raises(Refusal, match=said) as refused:
        read_file(place(tmp_path))
    assert len(str(refused.value)) < 200 and str(refused.value).isprintable()


def test_a_file_larger_than_is_borne_is_refused_with_both_sizes_and_never_read_whole(tmp_path: Path) -> None:
    with (tmp_path / "big.toml").open("wb") as file:
        file.truncate(30_000_000)
    with pytest.raises(Refusal, match=r"big\.toml: the file holds at least 30,000,000 bytes, but 4,000,000 are"):
        read_file(tmp_path / "big.toml")
    assert len(read_file(tmp_path / "big.toml", 30_000_000)) == 30_000_000


def test_a_folder_that_cannot_be_looked_into_is_said_and_not_taken_for_an_empty_one(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to("loop")
    with pytest.raises(Refusal, match="loop: the folder cannot be read"):
        files_in(tmp_path / "loop", ".toml")
    (tmp_path / "b.toml").touch()
    (tmp_path / "a.toml").touch()
    assert [path.name for path in files_in(tmp_path, ".toml")] == ["a.toml", "b.toml"]
    assert is_there(tmp_path / "loop") and not is_there(tmp_path / "none") and not is_there(tmp_path / "a\0b")


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    write_file(tmp_path / "in" / "x.json", b"one")
    assert read_file(tmp_path / "in" / "x.json") == b"one"
    for place in (tmp_path / "in" / ("x" * 300), tmp_path / "in" / "x.json" / "y", tmp_path / "in"):
        with pytest.raises(Refusal, match="the file cannot be written"):
            write_file(place, b"two")
    assert [path.name for path in tmp_path.rglob("*")] == ["in", "x.json"]
    with pytest.raises(Refusal, match="the file cannot be removed"):
        remove_file(tmp_path / "none")


def test_nesting_is_borne_to_a_depth_that_no_file_needs() -> None:
    deep = "[" * (DEEPEST - 1) + "]" * (DEEPEST - 1)
    assert read_json(f'{{"a": {deep}}}', "x.json", SOURCE_FILE)
    for depth in (DEEPEST, 986, 200_000):
        with pytest.raises(Refusal, match="nested too deep"):
            read_json(f'{{"a": {"[" * depth}{"]" * depth}}}', "x.json", SOURCE_FILE)


@each("toml", ["a = " + "[" * 5000 + "]" * 5000, ".".join(["a"] * 5000) + " = 1", "[" + ".".join("a" * 5000) + "]"])
def test_a_source_nested_five_thousand_deep_is_refused(toml: str) -> None:
    with pytest.raises(Refusal, match="nested too deep"):
        read_toml(toml.encode(), "x.toml")


@each(
    ("sign", "named"), [("\\u0000", "U+0000"), ("\\u001B[31m", "U+001B"), ("\\uFFFF", "U+FFFF"), ("\\u202E", "U+202E")]
)
def test_a_sign_that_is_none_to_read_is_refused_where_it_stands(sign: str, named: str) -> None:
    with pytest.raises(Refusal) as refused:
        read_toml(f'[[cohort]]\nlabel = "a {sign} b"'.encode(), "x.toml")
    assert str(refused.value) == f"x.toml: cohort: label: the text holds the sign {named}, which is none to read."


def test_ordinary_texts_of_a_source_are_read_as_they_are() -> None:
    text = 'note = """≤ 2 × ULN,\n\tβ – “mélange” 肝转移 \u00a0"""'
    assert read_toml(text.encode(), "x.toml") == {"note": "≤ 2 × ULN,\n\tβ – “mélange” 肝转移 \u00a0"}


def test_a_word_without_end_is_refused() -> None:
    assert read_toml(f'a = "{"x" * LONGEST_WORD}"'.encode(), "x.toml")
    with pytest.raises(Refusal, match=r"x\.toml: a: a word of 2,000 letters was found, but 300 are the most"):
        read_toml(f'a = "{"x" * 2000}"'.encode(), "x.toml")


@each("number", ["-1e308", "1e308", "1" + "0" * 400, "-1000000000001"])
def test_a_number_beyond_all_measure_is_refused_where_it_stands(number: str) -> None:
    with pytest.raises(Refusal, match=r"^x\.toml: outcome: value: a number beyond all measure was found"):
        read_toml(f"[[outcome]]\nvalue = {number}".encode(), "x.toml")
    assert read_toml(b"value = -1000000000000", "x.toml")


def test_a_refusal_echoes_no_control_signs_and_no_kilobytes() -> None:
    told = Refusal(f"a\x1b[31m\n\u202e{'y' * 5000} end", place="p\x07", found="\ud800")
    assert str(told) == f"a [31m  {'y' * 80}… end"
    assert told.faults == (Fault(f"a [31m  {'y' * 80}… end", "p ", " "),)
    assert len(printable("word " * 2000)) < 2010
