"""The two commands on machines that have hardly anything: Debian 12 with Python alone, with pip, with uv; Debian 13."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import roots

pytestmark = [pytest.mark.deep, pytest.mark.skipif(bool(roots.why_none()), reason=roots.why_none())]
INSTALLED = "python3 start.py install"
# Asks the board for its front page from inside its root, for as long as a cold start takes.
ASKED = """python3 - <<"E"
import time, urllib.request
for _ in range(120):
    try:
        print(urllib.request.urlopen("http://127.0.0.1:8765/", timeout=5).status)
        break
    except OSError:
        time.sleep(0.5)
E"""
ANSWERS = "(python3 start.py --server.port 8765 --server.headless true >/dev/null 2>&1 &) ; " + ASKED


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Debian 12 with python3 and nothing else."""
    root = roots.made(tmp_path_factory.mktemp("bare") / "root", "bookworm", roots.PYTHON)
    roots.with_the_board(root)
    return root


@pytest.fixture
def root(bare: Path, tmp_path: Path) -> Iterator[Path]:
    yield roots.copied(bare, tmp_path / "root")
    shutil.rmtree(tmp_path / "root", ignore_errors=True)


def starts(root: Path, offline: bool = False) -> None:
    """It installs, answers, and the second time has nothing to install."""
    code, said = roots.done(root, INSTALLED, offline)
    assert code == 0, said
    before = time.monotonic()
    code, said = roots.done(root, INSTALLED, offline)
    assert (code, said) == (0, "") and time.monotonic() - before < 5
    assert roots.done(root, ANSWERS, offline) == (0, "200\n")


def test_with_python_alone_one_sentence_names_the_package_to_install(root: Path) -> None:
    code, said = roots.done(root, INSTALLED)
    assert code == 2 and said.count("\n") == 1 and "sudo apt install python3-venv" in said
    assert not (root / "srv/board/.venv").exists()


def test_with_the_package_that_was_named_it_starts(root: Path) -> None:
    assert roots.done(root, "apt-get install -qq -y --no-install-recommends python3-venv")[0] == 0
    starts(root)


def test_with_pip_but_without_ensurepip_it_starts_and_fills_a_wheelhouse_for_a_machine_without_either(
    root: Path, bare: Path, tmp_path: Path
) -> None:
    assert roots.done(root, "apt-get install -qq -y --no-install-recommends python3-pip")[0] == 0
    starts(root)
    code, said = roots.done(root, "python3 start.py wheelhouse")
    assert code == 0, said
    other = roots.copied(bare, tmp_path / "other")
    shutil.copytree(root / "srv/board/wheelhouse", other / "srv/board/wheelhouse")
    starts(other, offline=True)


def test_with_uv_it_starts(root: Path) -> None:
    uv = shutil.which("uv")
    if uv is None:
        pytest.skip("uv is not on the path")
    shutil.copy(uv, root / "usr/local/bin/uv")
    starts(root)


def test_without_a_network_one_sentence_says_what_to_carry_along(root: Path) -> None:
    assert roots.done(root, "apt-get install -qq -y --no-install-recommends python3-venv")[0] == 0
    code, said = roots.done(root, INSTALLED, offline=True)
    assert code == 2 and "with a folder 'wheelhouse' beside start.py no network is needed" in said
    assert "Traceback" not in said


def test_on_debian_13_with_python_3_13_it_starts(tmp_path: Path) -> None:
    root = roots.made(tmp_path / "root", "trixie", f"{roots.PYTHON},python3-venv")
    roots.with_the_board(root)
    starts(root)
