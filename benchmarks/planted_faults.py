"""Small faults that change what a person sees or decides, planted one at a time: do the tests notice each?

    python -m benchmarks.planted_faults [WORD …]      only the faults whose name holds one of the words

Each fault of benchmarks/planted_faults.toml is written into a copy of the tree, and the tests named beside it have to
fail. Prints a Markdown table; exit 1 when a fault lived.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import tomllib
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TABLE = Path(__file__).with_suffix(".toml")
LEFT_BEHIND = shutil.ignore_patterns(".git", "__pycache__", ".*_cache", ".hypothesis", ".venv", "mutants")


@dataclass(frozen=True)
class Fault:
    """One replacement of text in one file, and the tests that have to notice it."""

    name: str
    file: str
    before: str
    after: str
    tests: tuple[str, ...]


def faults() -> list[Fault]:
    """The faults of the table, in its order."""
    rows = tomllib.loads(TABLE.read_text(encoding="utf-8"))["fault"]
    return [Fault(**{**row, "tests": tuple(row["tests"])}) for row in rows]


def noticed(fault: Fault, tree: Path) -> bool:
    """Plants the fault in a copy of the tree, runs its tests, and takes it out again."""
    path = tree / fault.file
    sound = path.read_text(encoding="utf-8")
    if sound.count(fault.before) != 1:
        raise SystemExit(
            f"{fault.name}: {fault.file} holds {fault.before!r} {sound.count(fault.before)} times, not once"
        )
    path.write_text(sound.replace(fault.before, fault.after), encoding="utf-8")
    try:
        return not _pass(fault.tests, tree)
    finally:
        path.write_text(sound, encoding="utf-8")


def _pass(tests: tuple[str, ...], tree: Path) -> bool:
    quiet = ["-n0", "-x", "-q", "-p", "no:cacheprovider", "-m", "not browser"]
    ran = subprocess.run([sys.executable, "-B", "-m", "pytest", *quiet, *tests], cwd=tree, capture_output=True)
    if ran.returncode not in (0, 1):
        raise SystemExit(ran.stdout.decode()[-2000:])
    return ran.returncode == 0


def main(words: list[str]) -> int:
    """Plants every fault whose name holds one of the words; all of them when there are none."""
    wanted = [fault for fault in faults() if not words or any(word in fault.name for word in words)]
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder) / "tree"
        shutil.copytree(ROOT, tree, ignore=LEFT_BEHIND)
        if not _pass(tuple({test for fault in wanted for test in fault.tests}), tree):
            raise SystemExit("the tests fail before anything is planted")
        print("| fault | file | noticed |\n| --- | --- | --- |")
        lived = 0
        for fault in wanted:
            seen = noticed(fault, tree)
            lived += not seen
            print(f"| {fault.name} | `{fault.file}` | {'yes' if seen else 'NO'} |", flush=True)
    print(f"\n{len(wanted) - lived} of {len(wanted)} noticed.")
    return 1 if lived else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
