"""The image: what its file promises, and (where buildah is) built on a bare Debian and run without rights or a disk.

No engine starts here; its conditions are made by hand: namespaces of its own, a root that nobody can write to, a user
without any capability.
"""

from __future__ import annotations

import json
import re
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import house
import pytest
import roots

FILE = house.ROOT / "deploy" / "Containerfile"
TEXT = FILE.read_text("utf-8")
WHY_NOT = roots.why_none() or ("" if shutil.which("buildah") else "buildah is not installed")


def test_the_file_names_no_base_of_its_own_and_ends_without_rights() -> None:
    assert re.findall(r"^FROM (\S+)", TEXT, re.MULTILINE) == ["${BASE}", "${BASE}"]
    assert re.findall(r"^ARG (.+)$", TEXT, re.MULTILINE) == ["BASE"]
    last = TEXT.rpartition("FROM ")[2]
    assert "USER 10001:10001" in last and not re.search(r"^ADD |sudo", TEXT, re.MULTILINE)


def test_the_file_takes_what_the_board_runs_from() -> None:
    taken = {part for line in re.findall(r"^COPY (?!--from)(.+) \S+$", TEXT, re.MULTILINE) for part in line.split()}
    assert taken == {
        "start.py", "locks", "app.py", ".streamlit", "docs/methods.md", "docs/verdicts.md", "docs/tables", "data",
        "haic_core", "pages",
    }  # fmt: skip


@pytest.mark.skipif(not shutil.which("hadolint"), reason="hadolint is not installed")
def test_hadolint_has_nothing_against_the_file() -> None:
    ran = subprocess.run(["hadolint", str(FILE)], capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stdout) == (0, "")


class Image(NamedTuple):
    """A built image: its files, and what it says of how it is run."""

    root: Path
    settings: dict[str, object]


@pytest.fixture(scope="module")
def image(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Image]:
    folder = tmp_path_factory.mktemp("image")
    base = roots.made(folder / "base", "bookworm", f"{roots.PYTHON},python3-venv")
    tool = ["buildah", "--root", f"{folder}/store", "--runroot", f"{folder}/run"]

    def buildah(*arguments: str) -> str:
        ran = subprocess.run([*tool, *arguments], capture_output=True, text=True, timeout=1500, check=False)
        assert ran.returncode == 0, ran.stdout[-1500:] + ran.stderr[-1500:]
        return ran.stdout.strip()

    empty = buildah("from", "scratch")
    buildah("copy", "--quiet", empty, str(base), "/")
    buildah("commit", "--quiet", "--rm", empty, "base")
    trust = ["--env", f"PIP_CERT={roots.CERTIFICATES}"]
    how = [
        "--isolation",
        "chroot",
        "--layers=false",
        "--format",
        "docker",
        "--build-arg",
        "BASE=localhost/base",
        *trust,
    ]
    buildah("build", *how, "--file", str(FILE), "--tag", "board", str(house.ROOT))
    said = json.loads(buildah("inspect", "--type", "image", "localhost/board"))
    container = buildah("from", "--pull-never", "localhost/board")
    yield Image(Path(buildah("mount", container)), said["Docker"]["config"])
    buildah("umount", container)


def run_in(image: Image, script: str) -> str:
    """A shell script where the image's own command would run, as its user, with nothing to write to but /tmp."""
    user, group = str(image.settings["User"]).split(":")
    own = image.settings["Env"]
    assert isinstance(own, list)
    bare = ["--clear-groups", "--no-new-privs", "--bounding-set=-all", "--inh-caps=-all"]
    inside = ["setpriv", "--reuid", user, "--regid", group, *bare, "env", "-i", *own, "sh", "-c"]
    place, root = shlex.quote(str(image.settings["WorkingDir"])), shlex.quote(str(image.root))
    mounts = (
        f"mount --bind {root} {root} && mount -t proc proc {root}/proc && mount --bind /dev {root}/dev"
        f" && mount -t tmpfs tmpfs {root}/tmp && mount -o remount,bind,ro {root} && (ip link set lo up; true)"
    )
    within = f"{mounts} && exec chroot {root} {shlex.join([*inside, f'cd {place} && {script}'])}"
    spaces = ["unshare", "--mount", "--pid", "--fork", "--kill-child", "--net"]
    ran = subprocess.run([*spaces, "sh", "-c", within], capture_output=True, text=True, timeout=300, check=False)
    return ran.stdout + ran.stderr


@pytest.mark.deep
@pytest.mark.skipif(bool(WHY_NOT), reason=WHY_NOT)
def test_the_image_answers_without_rights_a_home_or_a_disk_and_knows_that_it_is_well(image: Image) -> None:
    assert image.settings["User"] == "10001:10001"
    command, check = image.settings["Cmd"], image.settings["Healthcheck"]
    assert isinstance(command, list) and isinstance(check, dict)
    well = shlex.join(check["Test"][1:])
    said = run_in(
        image,
        f"({shlex.join(command)} > /dev/null &) ; for _ in $(seq 99); do {well} 2> /dev/null && break; sleep 1; done; "
        f"{well} && echo well; id -u; touch written; touch /etc/written; cd /tmp; touch written && echo only there",
    )
    assert "well\n10001\n" in said and "only there" in said
    assert said.count("Read-only file system") == 2, said


@pytest.mark.deep
@pytest.mark.skipif(bool(WHY_NOT), reason=WHY_NOT)
def test_the_image_judges_a_case_as_the_repository_does(image: Image) -> None:
    said = run_in(image, ".venv/bin/python -m haic_core assess data/examples/1_solitary_late_recurrence.json")
    assert len(json.loads(said)["options"]) == 6
