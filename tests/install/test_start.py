"""start.py on machines of every kind: each either starts, or is told in one sentence what is missing."""

from __future__ import annotations

import ast
import importlib.util
import json
import sys
from pathlib import Path

import house
import pytest
from each import each

import start

TEXT = (house.ROOT / "start.py").read_text("utf-8")


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in place of the repository's, on a machine whose path holds no other program."""
    monkeypatch.setattr(start, "ROOT", tmp_path)
    monkeypatch.setattr(start, "ENVIRONMENT", tmp_path / ".venv")
    monkeypatch.setattr(start, "WHEELHOUSE", tmp_path / "wheelhouse")
    monkeypatch.setattr(start, "STAMP", tmp_path / ".venv" / "haic-board.json")
    monkeypatch.setattr(start, "PYTHON", tmp_path / ".venv" / "bin" / "python")
    monkeypatch.setenv("PATH", str(tmp_path / "nothing"))
    return tmp_path


@pytest.fixture
def installed(machine: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Notes which locks would be installed, without installing any."""
    noted: list[str] = []
    monkeypatch.setattr(start, "install", noted.append)
    return noted


def with_python(machine: Path, stamp: dict[str, str] | None) -> None:
    """An environment whose Python starts, with what an earlier start wrote into it."""
    start.PYTHON.parent.mkdir(parents=True)
    start.PYTHON.symlink_to(sys.executable)
    if stamp is not None:
        start.STAMP.write_text(json.dumps(stamp), "utf-8")


def refused(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    with pytest.raises(SystemExit) as ended:
        start.main(list(arguments))
    assert ended.value.code == 2
    sentence = capsys.readouterr().err
    assert sentence.count("\n") == 1 and "Traceback" not in sentence
    return sentence


def test_a_python_of_2019_reads_the_file_far_enough_to_say_that_it_is_too_old() -> None:
    tree = ast.parse(TEXT, feature_version=(3, 8))
    named = [node for node in ast.walk(tree) if isinstance(node, (ast.Import, ast.ImportFrom))]
    modules = {name for node in named for name in _modules(node)}
    assert {name.split(".")[0] for name in modules} <= sys.stdlib_module_names, (
        "whatever is not in the standard library is not there yet"
    )
    assert not modules & {"tomllib"}


def _modules(node: ast.Import | ast.ImportFrom) -> list[str]:
    return [node.module or ""] if isinstance(node, ast.ImportFrom) else [alias.name for alias in node.names]


@pytest.mark.parametrize(("oldest", "newest"), [((3, 99), (3, 99)), ((3, 5), (3, 6))], ids=["too old", "too new"])
def test_a_python_out_of_range_is_told_which_ones_will_do(
    machine: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    oldest: tuple[int, int],
    newest: tuple[int, int],
) -> None:
    monkeypatch.setattr(start, "OLDEST", oldest)
    monkeypatch.setattr(start, "NEWEST", newest)
    sentence = refused(capsys)
    assert "Python 3.11, 3.12 or 3.13" in sentence and sys.version.split()[0] in sentence


def test_another_python_on_the_path_takes_over_where_this_one_will_not_do(
    machine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = machine / "python3.12"
    other.write_text('#!/bin/sh\necho "$@" > "${0%/*}/said"\nexit 7\n', "ascii")
    other.chmod(0o755)
    monkeypatch.setenv("PATH", str(machine))
    monkeypatch.setattr(sys, "version_info", (3, 9, 2))
    monkeypatch.setattr(sys, "argv", ["start.py", "test", "-k", "one"])
    monkeypatch.setenv("HAIC_ASKED", "")
    with pytest.raises(SystemExit) as ended:
        start.main(["test", "-k", "one"])
    assert ended.value.code == 7
    assert (machine / "said").read_text("ascii").split()[1:] == ["test", "-k", "one"]


def test_a_debian_without_pip_is_told_the_one_package_to_install(
    machine: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    monkeypatch.setattr(start, "own_pip", lambda: False)
    assert "sudo apt install python3-venv" in refused(capsys)
    assert not start.ENVIRONMENT.exists()


def test_a_word_it_does_not_know_is_answered_with_those_it_does(
    machine: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "There is no 'tset'" in refused(capsys, "tset")
    assert "registry, spark, server, tests" in refused(capsys, "install", "everything")
    assert "registry, spark, server, tests" in refused(capsys, "wheelhouse", "tests", "please")
    assert start.main(["--help"]) == 0
    assert "python3 start.py test" in capsys.readouterr().out


def test_a_second_start_installs_nothing(machine: Path, installed: list[str]) -> None:
    with_python(machine, {"made": "by start.py", "product": start.print_of("product")})
    start.ready("product")
    assert installed == []


def test_a_changed_lock_is_installed_and_then_remembered(machine: Path, installed: list[str]) -> None:
    with_python(machine, {"made": "by start.py", "product": "of last year"})
    start.ready("product")
    assert installed == ["build", "product"]
    start.ready("product")
    assert installed == ["build", "product"]


def test_tests_bring_the_product_along_and_keep_it(machine: Path, installed: list[str]) -> None:
    with_python(machine, {"made": "by start.py", "product": start.print_of("product")})
    start.ready("tests")
    start.ready("product")
    assert installed == ["build", "tests"]


def test_an_installation_that_broke_off_is_taken_up_again(machine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with_python(machine, {"made": "by start.py", "product": start.print_of("product")})

    def breaks_off(lock: str) -> None:
        raise SystemExit(2)

    monkeypatch.setattr(start, "print_of", lambda _: "a new lock")
    monkeypatch.setattr(start, "install", breaks_off)
    with pytest.raises(SystemExit):
        start.ready("product")
    assert json.loads(start.STAMP.read_text("utf-8")) == {"made": "by start.py"}


def test_an_environment_whose_python_is_gone_is_made_anew_only_where_start_py_made_it(
    machine: Path, installed: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    start.ENVIRONMENT.mkdir()
    mine = start.ENVIRONMENT / "mine"
    mine.touch()
    assert "remove it or move it away" in refused(capsys)
    assert mine.exists(), "what somebody else made is not ours to remove"
    start.STAMP.write_text(json.dumps({"made": "by start.py"}), "utf-8")

    def make() -> dict[str, str]:
        start.ENVIRONMENT.mkdir()
        return {"made": "by start.py"}

    monkeypatch.setattr(start, "make_environment", make)
    start.ready("product")
    assert not mine.exists() and installed == ["build", "product"]


@each(
    ("said", "told"),
    [
        ("ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device", "The disk is full"),
        ("WARNING: Retrying … NewConnectionError('…')\nERROR: No matching distribution found for a==1", "wheelhouse"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.", "not the one that"),
        ("ERROR: No matching distribution found for scipy==1.17.1", "scipy==1.17.1"),
        ("", "No reason"),
    ],
    ids=["full", "offline", "other file", "no wheel", "silent"],
)
def test_what_pip_complains_of_becomes_one_sentence(said: str, told: str) -> None:
    sentence = start.why(said)
    assert told in sentence and "\n" not in sentence


def test_a_wheelhouse_beside_it_is_the_only_place_it_installs_from(
    machine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_python(machine, {})
    asked: list[list[str]] = []

    def watched(command: list[str], names: list[str]) -> tuple[int, str]:
        asked.append(command)
        return 0, ""

    monkeypatch.setattr(start, "watched", watched)
    monkeypatch.setattr(start, "chosen_installer", lambda: ("pip", ["pip"]))
    start.install("product")
    start.WHEELHOUSE.mkdir()
    start.install("product")
    alone, beside = asked
    assert "--no-index" not in alone and "--require-hashes" in alone
    assert beside[-3:] == ["--no-index", "--find-links", str(machine / "wheelhouse")] and "--require-hashes" in beside


def test_while_pip_writes_without_a_word_the_packages_are_counted(
    machine: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Three packages written while pip is silent; in a log a line stands at every tenth tick."""
    monkeypatch.setattr(start, "TICK_SECONDS", 0.01)
    place = machine / ".venv" / "lib" / "python3.13" / "site-packages"
    place.mkdir(parents=True)
    (place / "pip-26.0.dist-info").mkdir()
    slow = (
        "import pathlib, sys, time; print('Installing collected packages: a, b, c', flush=True); time.sleep(0.1);"
        "[(pathlib.Path(sys.argv[1]) / f'{name}-1.dist-info').mkdir() for name in 'abc']; time.sleep(1)"
    )
    assert start.watched([sys.executable, "-c", slow, str(place)], ["a", "b", "c"])[0] == 0
    told = capsys.readouterr().out
    assert "which takes minutes on a slow disk" in told
    assert "writing them into the environment: 3 of 3, 0:" in told


def test_the_readme_s_two_commands_are_those_of_start_py() -> None:
    readme = (house.ROOT / "README.md").read_text("utf-8")
    assert "\npython3 start.py\n" in readme and "\npython3 start.py test\n" in readme
    assert "pip install -r requirements.txt && streamlit run app.py" in readme
