"""The one wheel: what it holds, and that both of its commands work far from the repository."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
import urllib.request
import zipfile
from pathlib import Path

import house
import pytest

from haic_core import __version__

EXAMPLE = house.ROOT / "data" / "examples" / "1_solitary_late_recurrence.json"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built from the files as they are, with the tool that pyproject.toml names."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(build, cwd=house.ROOT, check=True, capture_output=True)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel in a folder of its own, beside the packages that are here already."""
    folder = tmp_path_factory.mktemp("installed")
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--no-compile"]
    subprocess.run([*pip, "--target", str(folder), str(wheel)], check=True, capture_output=True)
    return folder


def environment(installed: Path, home: Path) -> dict[str, str]:
    known = {
        name: value for name, value in os.environ.items() if not name.startswith(("HAIC_", "STREAMLIT_", "PYTHON"))
    }
    return {**known, "PYTHONPATH": str(installed), "HOME": str(home), "PYTHONDONTWRITEBYTECODE": "1"}


def test_the_wheel_holds_what_the_repository_runs_from_and_nothing_that_was_kept_here(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as opened:
        held = set(opened.namelist())
    inside = {name.removeprefix("haic_board/") for name in held if name.startswith("haic_board/")}
    run_from = ("haic_core/", "pages/", "data/", ".streamlit/", "app.py")
    # Unpacked without git the hidden folder is not among the listed files.
    tracked = {house.shown(path) for path in house.tracked_files()} | {".streamlit/config.toml"}
    wanted = {name for name in tracked if name.startswith(run_from)}
    assert wanted - inside == set()
    assert {"docs/methods.md", "docs/verdicts.md"} <= inside
    assert inside - tracked == {"__init__.py", "commands.py"}, "nothing that git does not know, nothing kept"
    assert {name.split("/")[0] for name in held} == {"haic_board", f"haic_board-{__version__}.dist-info"}


def test_the_wheel_asks_for_what_the_lists_of_requirements_pin(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as opened:
        said = opened.read(f"haic_board-{__version__}.dist-info/METADATA").decode("utf-8")
    pinned = re.findall(r"^([\w.-]+)(?:\[.*\])?==([\w.]+)", (house.ROOT / "requirements.txt").read_text("utf-8"), re.M)
    asked = re.findall(r"^Requires-Dist: ([\w.-]+)==([\w.]+)$", said, re.MULTILINE)
    assert sorted(asked) == sorted(pinned) and len(pinned) > 5


@pytest.mark.deep
def test_haic_answers_on_a_case_in_the_folder_it_is_called_in(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "case.json").write_bytes(EXAMPLE.read_bytes())
    answered = subprocess.run(
        [installed / "bin" / "haic", "assess", "case.json"],
        cwd=tmp_path,
        env=environment(installed, tmp_path),
        capture_output=True,
        check=True,
    )
    answer = json.loads(answered.stdout)
    assert len(answer["options"]) == 6
    assert [path.name for path in tmp_path.iterdir()] == ["case.json"]


@pytest.mark.deep
def test_haic_board_opens_the_board_and_reads_a_site_s_folder_named_from_where_it_was_called(
    installed: Path, tmp_path: Path
) -> None:
    (tmp_path / "own" / "sources").mkdir(parents=True)
    said = tmp_path / "said"
    with said.open("wb") as heard:
        process = subprocess.Popen(
            [installed / "bin" / "haic-board", "--server.headless", "true"],
            cwd=tmp_path,
            env={**environment(installed, tmp_path), "HAIC_DATA": "own"},
            stdout=heard,
            stderr=subprocess.STDOUT,
        )
    try:
        waited = time.monotonic() + 60
        while not (found := re.search(rb"URL: (http://127\.0\.0\.1:\d+)", said.read_bytes())):
            assert process.poll() is None and time.monotonic() < waited, said.read_text("utf-8")
            time.sleep(0.1)
        with urllib.request.urlopen(found[1].decode()) as answer:
            assert answer.status == 200
            # The board's own settings were found: only this computer, and the door's policy.
            assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
    finally:
        process.terminate()
        process.wait(30)
