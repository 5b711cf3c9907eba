"""The packages of the one file: pinned by hash, refused in one sentence where they are missing or another."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from haic_core.__main__ import main
from haic_core.onefile.bundle import ROOT, archive, carried_files
from haic_core.onefile.parts import packages, pinned
from haic_core.words.refusal import Refusal


def test_a_folder_without_the_parts_is_refused_with_the_name_of_the_first(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "board.html"
    assert main(["board-file", "--out", str(out), "--parts", str(tmp_path)]) == 2
    assert capsys.readouterr().err == (
        "pyodide-314.0.7.tgz: the folder of parts does not hold it; pyodide 314.0.7 is needed.\n"
    )
    assert list(tmp_path.iterdir()) == []


def test_another_package_under_a_pinned_name_is_refused_by_its_hash(tmp_path: Path) -> None:
    (tmp_path / pinned()[0].file).write_bytes(b"something else")
    with pytest.raises(Refusal, match=r"this is not the pinned pyodide 314\.0\.7; its hash is .*, but .* is pinned"):
        packages(tmp_path)


def test_a_registry_that_cannot_be_reached_is_told_with_the_way_round_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("haic_core.onefile.parts.KEPT", tmp_path)
    monkeypatch.setattr(shutil, "which", lambda _: str(tmp_path / "npm"))
    with pytest.raises(Refusal, match="could not be fetched by npm; a folder that holds it can be named with --parts"):
        packages(None)


def test_an_archive_is_the_same_whatever_the_order_it_was_given_in() -> None:
    assert archive({"b": b"2", "a": b"1"}) == archive({"a": b"1", "b": b"2"})


def test_neither_a_patient_nor_the_second_reading_nor_a_test_goes_into_the_file() -> None:
    names = [path.relative_to(ROOT).as_posix() for path in carried_files()]
    assert not [name for name in names if name.startswith(("data/second_reading", "tests", "benchmarks", ".git"))]
    assert len([name for name in names if name.startswith("data/sources/")]) > 50
