"""The lines that decide an option, each requirement once, whichever number of documents asks it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from haic_core.judgement.options import LedgerRow
from haic_core.wording.judgement import recorded_value, requirement


@dataclass(frozen=True, slots=True)
class AskedLine:
    """One requirement: what is asked, what this patient has, and who asks it.

    keys, names: the documents, each once; places: 'Hsiao: Patients and Methods', each once.
    """

    asks: str
    has: str
    keys: tuple[str, ...]
    names: tuple[str, ...]
    places: tuple[str, ...]


def asked_lines(rows: Iterable[LedgerRow], names: Mapping[str, str]) -> tuple[AskedLine, ...]:
    """Ledger rows as lines, in the order in which each is first asked. names: how each document is named."""
    found: dict[tuple[str, str], list[LedgerRow]] = {}
    for row in rows:
        found.setdefault((requirement(row.criterion), recorded_value(row)), []).append(row)
    return tuple(
        AskedLine(
            asks,
            has,
            keys := tuple(dict.fromkeys(row.source for row in own)),
            tuple(names[key] for key in keys),
            tuple(dict.fromkeys(f"{names[row.source]}: {row.criterion.locator}" for row in own)),
        )
        for (asks, has), own in found.items()
    )
