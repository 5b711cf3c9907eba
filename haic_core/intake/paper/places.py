"""Places in raw content: a path of keys and places in lists; every change gives another content, nothing is mutated."""

from __future__ import annotations

from collections.abc import Mapping

from haic_core.evidence.source_fields import ROOT, field_of
from haic_core.evidence.source_schema import VERBS

Raw = Mapping[str, object]
Path = tuple[str | int, ...]


def found(raw: object, path: Path) -> object | None:
    """What stands at a place; None where nothing does."""
    for step in path:
        if isinstance(step, str):
            raw = raw.get(step) if isinstance(raw, Mapping) else None
        else:
            raw = raw[step] if isinstance(raw, list) and step < len(raw) else None
    return raw


def table(raw: object, path: Path) -> Raw:
    """The record at a place; an empty one where there is none."""
    at = found(raw, path)
    return at if isinstance(at, Mapping) else {}


def rows(raw: object, path: Path) -> list[Path]:
    """The places of the records of a list."""
    at = found(raw, path)
    return [(*path, place) for place, one in enumerate(at) if isinstance(one, Mapping)] if isinstance(at, list) else []


def put(raw: Raw, path: Path, value: object | None) -> Raw:
    """The content with a value at a place; None takes the key away, and a list with its last item goes too."""
    changed = _put(raw, path, value)
    return changed if isinstance(changed, Mapping) else {}


def _put(part: object, path: Path, value: object | None) -> object | None:
    if not path:
        return value
    step, rest = path[0], path[1:]
    if isinstance(step, int):
        items = list(part) if isinstance(part, list) else []
        inner = _put(items[step] if step < len(items) else {}, rest, value)
        items[step : step + 1] = [] if inner is None else [inner]
        return items or None
    table = dict(part) if isinstance(part, Mapping) else {}
    inner = _put(table.get(step), rest, value)
    if inner is None:
        table.pop(step, None)
    else:
        table[step] = inner
    return table


def put_span(raw: Raw, path: Path, verb: str | None, bound: object) -> Raw:
    """The content with one verb and its bound in the record at a place, and with none of the others; no verb, no
    span."""
    kept = {key: value for key, value in table(raw, path).items() if key not in VERBS}
    return put(raw, path, {**kept, **({verb: bound} if verb else {})})


def verb_of(record: Raw) -> str | None:
    """The verb of a span, the first where there are several."""
    return next((verb for verb in VERBS if verb in record), None)


def added(raw: Raw, path: Path, value: Raw | None = None, after: int | None = None) -> tuple[Raw, Path]:
    """The content with one more record in the list at a place, last or after another, and where it is."""
    given = found(raw, path)
    items: list[object] = list(given) if isinstance(given, list) else []
    place = len(items) if after is None else after + 1
    items.insert(place, dict(value or {}))
    return put(raw, path, items), (*path, place)


def duplicated(raw: Raw, path: Path) -> tuple[Raw, Path]:
    """The content with the record at a place once more, behind itself."""
    place = path[-1]
    return added(raw, path[:-1], table(raw, path), place if isinstance(place, int) else None)


def record_of(path: Path) -> str:
    """The name in the schema of the record at a place; nothing where the format has none there."""
    record = ROOT
    for step in path:
        if isinstance(step, str):
            field = field_of(record, step) if record else None
            record = field.record if field else ""
    return record
