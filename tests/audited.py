"""Arden's paper with one figure changed, and what the audit finds in it."""

from __future__ import annotations

from typing import Any

from invented import arden, changed

from haic_core.evidence.audit import audit
from haic_core.evidence.source import Source

PLACE = "arden/infused"
Raw = dict[str, Any]


def with_cohort(**own: Any) -> Source:
    """Arden's paper with other content of her cohort."""
    return changed(arden(), lambda raw: raw["cohort"][0].update(own))


def with_rows(*rows: Raw) -> Source:
    """Arden's paper with more printed results."""
    placed = [{"locator": "Table 9", "unit": "", **row} for row in rows]
    return changed(arden(), lambda raw: raw["cohort"][0]["outcome"].extend(placed))


def with_row(endpoint: str, statistic: str, **new: Any) -> Source:
    """Arden's paper with one printed result of all forty women changed."""

    def change(raw: Raw) -> None:
        rows = raw["cohort"][0]["outcome"]
        kind = (endpoint, statistic, None)
        next(row for row in rows if (row["endpoint"], row["statistic"], row.get("group")) == kind).update(new)

    return changed(arden(), change)


def with_base(place: int, **new: Any) -> Source:
    return changed(arden(), lambda raw: raw["cohort"][0]["baseline"][place].update(new))


def found(source: Source) -> list[tuple[str, str, tuple[str, ...]]]:
    """Key, sentence and places of everything that does not add up."""
    return [(one.key, one.what, one.locators) for one in audit([source]).inconsistencies]
