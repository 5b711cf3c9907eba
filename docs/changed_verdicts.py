"""Lists the worked patients whose verdict changed since a revision, as lines of the changelog.

`python docs/changed_verdicts.py v0.1.0` compares docs/tables/worked_verdicts.csv of that revision with today's.
"""

from __future__ import annotations

import csv
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TABLE = "docs/tables/worked_verdicts.csv"
# The columns of the table that hold a verdict, and who gives it.
GIVEN_BY = {"alone": "by that document alone", "library": "by the whole library"}
NONE = "No worked patient's verdict changed."


def verdicts(text: str) -> dict[tuple[str, str, str], dict[str, str]]:
    """The rows of a table, by document, patient and option."""
    return {(row["source"], row["patient"], row["option"]): row for row in csv.DictReader(text.splitlines())}


def changed(before: str, after: str) -> list[str]:
    """One line for each verdict that changed, each patient who came and each who went; one sentence if none did."""
    old, new = verdicts(before), verdicts(after)
    lines = []
    for key in [*new, *(key for key in old if key not in new)]:
        who = f"{key[0]}, {key[1]} ({key[2]})"
        if key not in new:
            lines.append(f"- {who}: no longer there")
        elif key not in old:
            lines.append(f"- {who}: new, {new[key]['alone'] or new[key]['library']}")
        else:
            lines += [
                f"- {who}: {old[key][column]} → {new[key][column]} {giver}"
                for column, giver in GIVEN_BY.items()
                if old[key][column] != new[key][column]
            ]
    return lines or [NONE]


def kept_at(revision: str) -> str:
    """The table as it stood at a revision; exits with one sentence where there is none."""
    found = subprocess.run(
        ["git", "show", f"{revision}:{TABLE}"], cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False
    )
    if found.returncode:
        sys.exit(f"There is no {TABLE} at {revision!r}.")
    return found.stdout


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("One argument: the revision to compare with, such as v0.1.0.")
    sys.stdout.write("\n".join(changed(kept_at(sys.argv[1]), (ROOT / TABLE).read_text("utf-8"))) + "\n")
