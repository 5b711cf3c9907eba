"""What the page says of the draft as a whole: each section in one line, and what stands beside a digitised curve."""

from __future__ import annotations

from collections.abc import Sequence

from haic_core.case.fact_kinds import is_number
from haic_core.evidence.figures import figures_of
from haic_core.evidence.source import Source
from haic_core.intake.paper.draft import Placed
from haic_core.intake.paper.places import Path, Raw, rows, table
from haic_core.intake.paper.sections import COHORT, Section, faults_in, sections
from haic_core.intake.paper.typed import text_of
from haic_core.wording.paper import entry_line, missing_said, place_said

_MOST_LINES = 6


def section_marks(raw: Raw, faults: Sequence[Placed]) -> dict[str, str]:
    """What stands beside the title of each section: how many entries it has, in all cohorts, and whether something is
    refused or missing."""
    marks = {}
    for section in sections():
        own = faults_in(section, faults)
        missing = sum(one.missing for one in own)
        count = _count(section, raw)
        marks[section.title] = entry_line(str(count) if count else "", len(own) - missing, missing).strip()
    return marks


def _count(section: Section, raw: Raw) -> int:
    cohorts = [int(path[-1]) for path in rows(raw, (COHORT,))] if section.of_cohort else [0]
    return sum(len(rows(raw, place)) for cohort in cohorts for place in section.lists(cohort))


def missing_lines(faults: Sequence[Placed]) -> tuple[str, ...]:
    """What is still missing, a line for each entry, the first few and how many more."""
    lacking: dict[Path, list[str]] = {}
    for one in faults:
        if one.missing:
            lacking.setdefault(one.record, []).append(one.name)
    lines = [missing_said(place_said(path), names) for path, names in lacking.items()]
    return (*lines[:_MOST_LINES], *([f"and {len(lines) - _MOST_LINES} more entries"] if lines[_MOST_LINES:] else []))


def figure_ids(readable: Source | None) -> tuple[str, ...]:
    """The figures of the draft by the names under which a dispute knows them."""
    return tuple(dict.fromkeys(figure.id for figure in figures_of(readable))) if readable else ()


def size_of_curve(raw: Raw, path: Path) -> str:
    """How many patients a curve of the draft is for: its own number, its group's, or its cohort's."""
    curve, cohort = table(raw, path), table(raw, path[:2])
    groups = [table(raw, place) for place in rows(raw, (*path[:2], "group"))]
    group = next((one for one in groups if one.get("id") == curve.get("group")), cohort)
    return text_of(curve.get("n", (group if curve.get("group") else cohort).get("n")))


def printed_median(raw: Raw, path: Path) -> float | None:
    """The median in months that the draft holds for a curve; None where it holds none in months."""
    curve = table(raw, path)
    for place in rows(raw, (*path[:2], "outcome")):
        outcome = table(raw, place)
        same = all(outcome.get(key) == curve.get(key) for key in ("endpoint", "group"))
        value = outcome.get("value")
        if same and outcome.get("statistic") == "median" and outcome.get("unit") == "months" and is_number(value):
            return value
    return None
