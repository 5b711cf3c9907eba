"""The fields of a source file, record by record, as its JSON Schema has them: in the order in which files write them.

Whatever writes or draws a source file follows these, so that a new field of the format needs no second word.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from haic_core.evidence.source_schema import VERBS, source_schema

ROOT = "Source"
_ROOT_FIRST = ("schema", "key", "tier", "tier_reason", "document", "peer_reviewed", "caveat", "device", "citation",
               "study", "list", "criterion", "limit", "open_statement")  # fmt: skip
_LINE_FIRST = ("modality", "role", "fact", *VERBS, "times_uln", "any_of", "locator")
_FIRST = {ROOT: _ROOT_FIRST, "Criterion": _LINE_FIRST, "Condition": _LINE_FIRST}


class Kind(StrEnum):
    """What a field holds. SPAN: a verb with its bound. VALUES: facts with their values. ROWS: records in one line
    each; BLOCKS: records under a heading each; TABLE: one record under its heading."""

    TEXT = "text"
    CODE = "code"
    NUMBER = "number"
    WHOLE = "whole"
    PAIR = "pair"
    YES_NO = "yes_no"
    WORD = "word"
    WORDS = "words"
    LINES = "lines"
    SPAN = "span"
    VALUES = "values"
    ROWS = "rows"
    BLOCKS = "blocks"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class Field:
    """One field of one record.

    words: the closed list it is taken from. record: what its rows or blocks are. usual: what is read where it is
    absent, None where nothing is. A span without a name has its verbs beside the other fields.
    """

    name: str
    kind: Kind
    said: str = ""
    required: bool = False
    words: tuple[str, ...] = ()
    record: str = ""
    usual: object = None


@cache
def fields_of(record: str = ROOT) -> tuple[Field, ...]:
    """The fields of a record, by its name in the schema, in the order of the files."""
    made = _schema() if record == ROOT else _schema()["$defs"][record]
    properties, required = made["properties"], made.get("required", ())
    first = {name: place for place, name in enumerate(_FIRST.get(record, ()))}
    found: list[Field] = []
    verbs = VERBS if _is_span(properties) else []
    for name in sorted(properties, key=lambda one: first.get(one, len(first))):
        if name not in verbs:
            found.append(_field(name, properties[name], name in required))
        elif not any(field.kind is Kind.SPAN for field in found):
            found.append(Field("", Kind.SPAN, "What must hold of it: a verb and its bound."))
    return tuple(found)


def field_of(record: str, name: str) -> Field | None:
    """A field by its name; for a verb, the span it belongs to; None where there is none."""
    own = fields_of(record)
    named = next((field for field in own if field.name == name), None)
    return named or (next((field for field in own if not field.name), None) if name in VERBS else None)


@cache
def key_order(record: str) -> Mapping[str, int]:
    """The place of each key of a record in a file."""
    keys: list[str] = []
    for field in fields_of(record):
        keys += [field.name] if field.name else VERBS
    return {key: place for place, key in enumerate(keys)}


@cache
def _schema() -> dict[str, Any]:
    return source_schema()


def _is_span(properties: Mapping[str, Any]) -> bool:
    """Whether a record is a span, or holds one beside its other fields: a dispute's 'between' is no verb."""
    return set(VERBS) <= set(properties)


def _field(name: str, made: Mapping[str, Any], required: bool) -> Field:
    said, usual = made.get("description", ""), made.get("default")
    record = _record_name(made)
    if record in ("", "enum"):
        kind, words = _plain_kind(made)
        return Field(name, kind, said, required, words, usual=usual)
    if record == "WrittenSpan":
        return Field(name, Kind.SPAN, said, required, record=record)
    if "items" not in made:
        return Field(name, Kind.TABLE, said, required, record=record)
    return Field(name, Kind.BLOCKS if _is_block(name, record) else Kind.ROWS, said, required, record=record)


def _record_name(made: Mapping[str, Any]) -> str:
    """The record that a field, or each of its items, is; 'enum' where it is a word of a named list."""
    part = made.get("items", made)
    name = str(part.get("$ref", "")).rpartition("/")[2]
    return "enum" if name and "enum" in _schema()["$defs"][name] else name


def _is_block(name: str, record: str) -> bool:
    """At the top every record has its heading; below, those that have a place of their own in the document."""
    return name in _schema()["properties"] or "locator" in _schema()["$defs"][record]["properties"]


def _plain_kind(made: Mapping[str, Any]) -> tuple[Kind, tuple[str, ...]]:
    if "propertyNames" in made:
        return Kind.VALUES, tuple(made["propertyNames"]["enum"])
    if made.get("type") == "array":
        if "prefixItems" in made:
            return Kind.PAIR, ()
        words = _words(made["items"])
        return (Kind.WORDS, words) if words else (Kind.LINES, ())
    if words := _words(made):
        return Kind.WORD, words
    kinds = {"boolean": Kind.YES_NO, "integer": Kind.WHOLE, "number": Kind.NUMBER}
    return kinds.get(made.get("type", ""), Kind.CODE if "pattern" in made else Kind.TEXT), ()


def _words(made: Mapping[str, Any]) -> tuple[str, ...]:
    if "const" in made:
        return (str(made["const"]),)
    name = str(made.get("$ref", "")).rpartition("/")[2]
    return tuple((_schema()["$defs"][name] if name else made).get("enum", ()))
