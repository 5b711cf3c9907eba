"""One column named twice in a mapping: where that can only be a slip, and where it may be meant and is said."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from haic_core.cohort.mapping import USES
from haic_core.cohort.mapping import Mapping as Settled
from haic_core.cohort.values import BLANK, FILLED
from haic_core.words.refusal import shown

# That a date or a time of death stands there is itself how follow-up ended.
_FILLED_AT_DEATH = ("time", "ends")
_OF_THE_OUTCOME = ("time", "time_else", "begins", "ends", "ends_else", "event")


def clashes(mapping: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """What a mapping needs where one column is named for things that one column cannot tell, and why; a sentence a
    column. mapping: its keys as they were read."""
    told: dict[str, list[str]] = defaultdict(list)
    for use in USES:
        if use in mapping:
            told[mapping[use]].append(use)
    for fact, column in (mapping.get("facts") or {}).items():
        if any(mapping.get(use) == column for use in (*_OF_THE_OUTCOME, "entry", "patient")):
            told[column].append(f"facts: {fact}")
    for column, uses in told.items():
        if len(uses) > 1 and not _is_death(uses, mapping):
            names = ", ".join(map(repr, uses[:-1]))
            yield (
                f"a column each for {names} and {uses[-1]!r}",
                f"all name {shown(column)}" if uses[2:] else (f"both name {shown(column)}"),
            )


def _is_death(uses: list[str], mapping: Mapping[str, Any]) -> bool:
    """Whether a column tells when somebody died and, by standing empty, who lives."""
    said = {*mapping.get("dead", ()), *mapping.get("alive", ())} & {FILLED, BLANK}
    return len(uses) == 2 and uses[0] in _FILLED_AT_DEATH and uses[1] == "event" and bool(said)


def may_be_meant(mapping: Settled) -> tuple[str, ...]:
    """What is said of a column that is named twice and may be: a sentence each."""
    found = []
    outcome = {getattr(mapping, use) for use in _OF_THE_OUTCOME} - {None}
    if chosen := [shown(column) for column in mapping.where or {} if column in outcome]:
        found.append(
            f"Rows are chosen by {' and '.join(chosen)}, which also tells the outcome: the curve is that of these "
            "patients alone."
        )
    facts: dict[str, list[str]] = defaultdict(list)
    for fact, column in mapping.facts.items():
        facts[column].append(fact)
    for column, of_it in facts.items():
        if len(of_it) > 1:
            found.append(f"{' and '.join(map(repr, of_it))} are both read from the column {shown(column)}.")
        elif column == mapping.group:
            found.append(
                f"{of_it[0]!r} and the groups are both read from the column {shown(column)}: patients like a case are "
                "then of one group."
            )
    return tuple(found)
