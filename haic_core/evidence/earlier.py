"""Documents written for the earlier rule: read on as lists and limits, and told which line to add.

In the first format a document gave criteria only. What a label or a review forbids is a limit; all else belongs to a
list, which counts as a part because nothing says that it is whole. A criterion marked as our own reading of words
without a printed limit could fail an option; now it is a caution.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from haic_core.words.vocabulary import Design, Extent, Role

OF_LIMITS = frozenset({Design.GUIDELINE_OR_LABEL, Design.NARRATIVE_REVIEW, Design.POOLED_REVIEW})
"""The designs whose documents say whom not to treat; every other design says who entered."""


def as_written_today(raw: Mapping[str, Any]) -> tuple[dict[str, Any], tuple[str, ...]]:
    """A raw document in today's format, and the options for which it does not say whether its list is whole."""
    if raw.get("schema") != 1:
        return dict(raw), ()
    study = raw.get("study")
    speaks_of_limits = isinstance(study, dict) and study.get("design") in {design.value for design in OF_LIMITS}
    lines: list[Any] = []
    limits = list(_tables(raw, "limit"))
    for line in _tables(raw, "criterion"):
        is_limit = speaks_of_limits and isinstance(line, dict) and line.get("role") != Role.ENTRY.value
        (limits if is_limit else lines).append(_unmarked(line))
    marked = {one.get("modality") for one in _tables(raw, "list") if isinstance(one, dict)}
    listed = dict.fromkeys(line.get("modality") for line in lines if isinstance(line, dict))
    unmarked = tuple(option for option in listed if isinstance(option, str) and option not in marked)
    marks = [*_tables(raw, "list"), *({"modality": option, "extent": Extent.PART.value} for option in unmarked)]
    said = [_without(statement, "blocks") for statement in _tables(raw, "open_statement")]
    tables = {"criterion": lines, "limit": limits, "list": marks, "open_statement": said}
    # A table whose lines all belong elsewhere must not stay behind as it was written.
    rest = {name: found for name, found in raw.items() if name not in tables or not isinstance(found, list)}
    return {**rest, "schema": 2, **{name: rows for name, rows in tables.items() if rows}}, unmarked


def _tables(raw: Mapping[str, Any], name: str) -> list[Any]:
    found = raw.get(name, [])
    return found if isinstance(found, list) else []


def _unmarked(line: Any) -> Any:
    """A criterion without the earlier mark of our own reading, which counted only where recorded."""
    if not isinstance(line, dict) or "if_recorded" not in line:
        return line
    own_reading = {"role": Role.CAUTION.value} if line["if_recorded"] is True else {}
    return {**_without(line, "if_recorded"), **own_reading}


def _without(table: Any, key: str) -> Any:
    return {name: found for name, found in table.items() if name != key} if isinstance(table, dict) else table
