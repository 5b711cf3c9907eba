"""Lists the worked patients whose verdict changed since a revision, as lines of the changelog.

`python docs/changed_verdicts.py v0.1.0` compares docs/tables/worked_verdicts.csv of that revision with today's;
`python docs/changed_verdicts.py v0.1.0 --why` leaves out who is new and says why the whole library reads her so today.
"""

from __future__ import annotations

import csv
import subprocess
import sys
from collections.abc import Iterable, Mapping
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


def with_reasons(lines: Iterable[str], reasons: Mapping[str, str]) -> list[str]:
    """The lines of patients who were there before, each verdict of the whole library with its reason. reasons: by the
    start of the line that names document, patient and option."""
    told = []
    for line in lines:
        who, _, what = line.rpartition(": ")
        if not what.startswith("new, "):
            why = reasons.get(who.removeprefix("- "), "") if what.endswith(GIVEN_BY["library"]) else ""
            told.append(f"{line}. {why}".rstrip() if why else line)
    return told


def reasons_today() -> dict[str, str]:
    """Why each worked patient's option reads as it does today, by document, patient and option."""
    from worked import library, patient_of

    from haic_core.judgement.assessment import assess
    from haic_core.wording.option import entry_line, judging_names, safety_line, verdict_line

    names, told = judging_names(library()), {}
    for source in library().sources:
        for worked in source.worked_patient:
            option = assess(patient_of(source, worked), library()).option(worked.modality)
            lines = (
                verdict_line(option),
                f"Safety: {safety_line(option, names)}",
                f"Entry: {entry_line(option, names)}",
            )
            told[f"{source.key}, {worked.name} ({worked.modality})"] = " ".join(lines)
    return told


def kept_at(revision: str) -> str:
    """The table as it stood at a revision; exits with one sentence where there is none."""
    found = subprocess.run(
        ["git", "show", f"{revision}:{TABLE}"], cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False
    )
    if found.returncode:
        sys.exit(f"There is no {TABLE} at {revision!r}.")
    return found.stdout


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3) or sys.argv[2:] not in ([], ["--why"]):
        sys.exit("One argument, the revision to compare with, such as v0.1.0; after it --why, if wanted.")
    found = changed(kept_at(sys.argv[1]), (ROOT / TABLE).read_text("utf-8"))
    if sys.argv[2:]:
        sys.path[:0] = [str(ROOT), str(ROOT / "tests")]
        found = with_reasons(found, reasons_today())
    sys.stdout.write("\n".join(found) + "\n")
