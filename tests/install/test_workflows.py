"""The workflows, as far as they can be held here: their shell lines, their actions' inputs, and the files they name."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tomllib
from typing import Any

import house
import pytest
from each import each

from locks import vulnerable

yaml = pytest.importorskip("yaml")
WORKFLOWS = {
    path.name: yaml.safe_load(path.read_text("utf-8")) for path in sorted((house.ROOT / ".github/workflows").glob("*"))
}
# Each action that is used, with the inputs of it that are.
ACTIONS = {
    "actions/checkout@v4": set(),
    "actions/setup-python@v5": {"python-version"},
    "actions/upload-artifact@v4": {"name", "path"},
}
NAMED = re.compile(r"(?<![\w./-])((?:locks|tests|deploy|docs|\.ci)/[\w./-]+|requirements[\w-]*\.txt|start\.py)")


def jobs() -> list[tuple[str, dict[str, Any]]]:
    """Every job of every workflow, by the file it stands in."""
    return [(name, job) for name, workflow in WORKFLOWS.items() for job in workflow["jobs"].values()]


def lines(name: str) -> list[str]:
    """The shell lines of a workflow, once for each value of its matrices that they name."""
    found = []
    for file, job in jobs():
        for step in job["steps"] if file == name else ():
            if "run" in step:
                found += filled(step["run"], job.get("strategy", {}).get("matrix", {}))
    return found


def filled(line: str, matrix: dict[str, Any]) -> list[str]:
    """A line with each value of the matrix that stands in it."""
    asked = re.search(r"\$\{\{ matrix\.(\w+) \}\}", line)
    if not asked:
        return [line]
    values = matrix.get(asked[1]) or [one[asked[1]] for one in matrix["include"]]
    return [each for value in values for each in filled(line.replace(asked[0], str(value)), matrix)]


@each("name", WORKFLOWS)
def test_the_shell_lines_are_shell_and_the_files_they_name_are_there(name: str) -> None:
    assert lines(name) and not any("${{" in line for line in lines(name))
    missing = [path for line in lines(name) for path in NAMED.findall(line) if not (house.ROOT / path).exists()]
    assert missing == []
    if os.name == "posix" and shutil.which("bash"):
        read = subprocess.run(["bash", "-n"], input="\n".join(lines(name)).encode(), capture_output=True, check=False)
        assert (read.returncode, read.stderr) == (0, b"")


def test_every_job_may_only_read_ends_by_itself_and_gives_actions_what_they_know() -> None:
    assert all(workflow["permissions"] == {"contents": "read"} for workflow in WORKFLOWS.values())
    for name, job in jobs():
        assert job["timeout-minutes"] <= 240, name
        for step in job["steps"]:
            assert ("run" in step) != ("uses" in step), f"{name}: {step}"
            if "uses" in step:
                assert set(step.get("with", {})) <= ACTIONS[step["uses"]], f"{name}: {step}"


def test_the_night_asks_for_every_lock_and_lets_pass_what_is_accepted() -> None:
    (job,) = WORKFLOWS["faults.yml"]["jobs"].values()
    assert sorted(job["strategy"]["matrix"]["lock"]) == sorted(path.stem for path in vulnerable.LOCKS.glob("*.txt"))
    accepted = tomllib.loads(vulnerable.ABOUT.read_text("utf-8"))["accepted"]
    passed = {each for line in lines("faults.yml") for each in re.findall(r"--ignore-vuln (\S+)", line)}
    assert passed == {one["id"] for one in accepted}


def test_every_check_asks_for_known_faults() -> None:
    assert "python locks/vulnerable.py" in (house.ROOT / ".ci/run").read_text("utf-8")
    assert ".ci/run" in lines("ci.yml")
