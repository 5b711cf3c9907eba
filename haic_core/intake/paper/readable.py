"""The part of an unfinished draft that can be read already, so that it can be checked while the rest is typed."""

from __future__ import annotations

from haic_core.evidence.source import Source
from haic_core.evidence.source_fields import Kind, field_of
from haic_core.intake.paper.draft import Placed, read_draft
from haic_core.intake.paper.places import Path, Raw, found, put, record_of, rows, table

NOT_YET = "(not yet)"
_MOST_ROUNDS = 8
# A document that is not described yet: of a design that may print lists and limits alike.
_STAND_INS: dict[Path, object] = {
    ("schema",): 2,
    ("key",): "draft",
    ("tier",): "B",
    ("document",): "abstract",
    ("peer_reviewed",): False,
    ("study", "design"): "narrative_review",
    ("citation",): {"first_author": NOT_YET, "title": NOT_YET},
    ("study",): {"design": "narrative_review", "setting": NOT_YET, "locator": NOT_YET},
}


def readable(raw: Raw) -> Source | None:
    """The source that the readable part is: texts that are missing stand as '(not yet)', entries that cannot be read
    are left away. None where nothing can be read."""
    for _ in range(_MOST_ROUNDS):
        reading = read_draft(raw, "the draft")
        if reading.source:
            return reading.source
        mended = raw
        # Last first: a record taken out of a list moves none that is still to be mended.
        for fault in sorted(reading.faults, key=_order, reverse=True):
            mended = _mended(mended, fault)
        if mended == raw:
            return None
        raw = mended
    return None


def alone(raw: Raw, path: Path) -> Source | None:
    """The readable part of a draft with only one entry of its kind and of its cohort, at ``path``."""
    kept = raw
    if path[:1] == ("cohort",) and len(path) > 2:
        cohort, name, place = found(raw, path[:2]), str(path[2]), path[-1]
        own = dict(cohort) if isinstance(cohort, dict) else {}
        for other in ("baseline", "outcome", "harm", "association", "curve"):
            own.pop(other, None)
        entry = found(raw, path[:4])
        if name != "group" and isinstance(place, int):
            own[name] = [entry]
        kept = put(raw, ("cohort",), [own])
    return readable({key: value for key, value in kept.items() if key not in ("dispute", "worked_patient")})


def _order(fault: Placed) -> tuple[tuple[int, str, int], ...]:
    return tuple((0, step, 0) if isinstance(step, str) else (1, "", step) for step in (*fault.record, fault.name))


def _mended(raw: Raw, fault: Placed) -> Raw:
    """The content without one fault: a stand-in, an optional field left away, or the whole entry."""
    at: Path = (*fault.record, fault.name) if fault.name else fault.record
    if at in _STAND_INS:
        return put(raw, at, _STAND_INS[at])
    field = field_of(record_of(fault.record), fault.name) if fault.name else None
    if fault.name and (field is None or not field.required):
        return put(raw, at, None)
    if field and field.kind is Kind.TEXT:
        return put(raw, at, NOT_YET)
    if field and field.kind is Kind.CODE:
        return put(raw, at, f"entry_{fault.record[-1] if fault.record else 0}")
    if field and field.name == "modality" and _is_cohort(fault.record):
        return put(raw, at, "systemic")
    if not fault.name and _is_cohort(fault.record):
        return _without_strays(raw, fault.record)
    entry = _entry(raw, fault.record)
    return put(raw, entry, None) if entry else _with_marks(raw)


def _with_marks(raw: Raw) -> Raw:
    """The content whose lists are each marked once, as parts, and whose entries have ids of their own; where that is
    not what is wrong with it, without its lists and limits."""
    options = dict.fromkeys(str(table(raw, place).get("modality")) for place in rows(raw, ("criterion",)))
    marks = [{"modality": option, "extent": "part"} for option in options]
    apart = put(raw, ("list",), marks or None)
    for name in ("cohort", "regimen", "dispute"):
        seen: set[object] = set()
        for place in reversed(rows(raw, (name,))):
            own = table(raw, place).get("id")
            apart = put(apart, place, None) if own in seen else apart
            seen.add(own)
    if apart != raw:
        return apart
    return {key: value for key, value in raw.items() if key not in ("criterion", "list", "limit", "bias")}


def _is_cohort(path: Path) -> bool:
    return path[:1] == ("cohort",) and len(path) == 2


def _without_strays(raw: Raw, path: Path) -> Raw:
    """The cohort without the entries of groups that it does not have; none of it where that is not what is wrong."""
    cohort, kept = table(raw, path), {}
    groups = [table(raw, place).get("id") for place in rows(raw, (*path, "group"))]
    for key, part in cohort.items():
        if isinstance(part, list):
            part = [one for one in part if not isinstance(one, dict) or one.get("group") in (None, *groups)]
        kept[key] = part
    return put(raw, path, None if kept == cohort else kept)


def _entry(raw: Raw, path: Path) -> Path:
    """The nearest entry of a list that holds a place."""
    while path and not (isinstance(path[-1], int) and path in rows(raw, path[:-1])):
        path = path[:-1]
    return path
