"""A source file written: the raw content, as its TOML is read, laid down the same way each time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import tomlkit

from haic_core.evidence.source_fields import ROOT, Kind, field_of, key_order

LONGEST_LINE = 120


def write_source(raw: Mapping[str, object]) -> str:
    """The TOML of a source file, its keys in the order of the other files; whatever stands in ``raw`` is written, known
    to the format or not, so that an unfinished file can be saved too. Reading it gives ``raw`` again."""
    return "\n\n".join(_tables(raw, ROOT, "", "")) + "\n"


def _tables(raw: Mapping[str, object], record: str, heading: str, path: str) -> Iterator[str]:
    """A table with its heading, and after it those that lie in it."""
    later: list[tuple[str, str, bool, Mapping[str, object]]] = []
    lines = [heading] if heading else []
    for key, value in sorted(raw.items(), key=lambda one: _place(record, one[0])):
        field = field_of(record, key)
        kind, inner = (field.kind, field.record) if field else (Kind.TEXT, "")
        if kind is Kind.TABLE and isinstance(value, Mapping):
            later.append((key, inner, False, value))
        elif kind is Kind.BLOCKS and _is_rows(value):
            later += [(key, inner, True, one) for one in _rows(value)]
        else:
            lines.append(_line(key, value, inner))
    if lines:
        yield "\n".join(lines)
    for key, inner, repeated, value in later:
        name = f"{path}{_key(key)}"
        yield from _tables(value, inner, f"[[{name}]]" if repeated else f"[{name}]", f"{name}.")


def _line(key: str, value: object, record: str) -> str:
    """One key with its value: on one line, or where that is too long an array with one line an item."""
    name, text = _key(key), _value(value, record)
    if len(name) + len(text) + 3 <= LONGEST_LINE or not isinstance(value, list) or not value:
        return f"{name} = {text}"
    return "\n".join([f"{name} = [", *(f"  {_value(one, record)}," for one in value), "]"])


def _value(value: object, record: str = "") -> str:
    if isinstance(value, Mapping):
        ordered = sorted(value.items(), key=lambda one: _place(record, one[0]))
        inside = ", ".join(f"{_key(key)} = {_value(one, _inner(record, key))}" for key, one in ordered)
        return f"{{ {inside} }}" if inside else "{}"
    if isinstance(value, list):
        return f"[{', '.join(_value(one, record) for one in value)}]"
    return tomlkit.item(value).as_string()


def _key(key: str) -> str:
    return tomlkit.key(key).as_string()


def _inner(record: str, key: str) -> str:
    field = field_of(record, key) if record else None
    return field.record if field else ""


def _place(record: str, key: str) -> int:
    order = key_order(record) if record else {}
    return order.get(key, len(order))


def _is_rows(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(one, Mapping) for one in value)


def _rows(value: object) -> list[Mapping[str, object]]:
    return value if isinstance(value, list) else []
