"""How a TOML file of ``data/`` becomes records: read strictly, refused with every fault, each with file and field."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from pydantic import BaseModel, ValidationError

from haic_core.evidence.earlier import as_written_today
from haic_core.evidence.kept_documents import KeptDocuments
from haic_core.evidence.source import Source
from haic_core.words import reading
from haic_core.words.files import read_file
from haic_core.words.refusal import Fault, Faults, Refusal, asked, nearest_word, shown

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

MOST_AT_HAND = 500
"""Documents that are at hand when a library is read again, of which most are as they were."""
_Row = TypeVar("_Row", bound=BaseModel)


def read_source(path: Path) -> Source:
    """One source file; raises Refusal with every fault: file, field, found and allowed."""
    return read_document(path)[0]


def read_document(path: Path, kept: KeptDocuments | None = None) -> tuple[Source, tuple[str, ...]]:
    """One source file, and for each list of an earlier format the line to add. Raises Refusal as read_source does.

    kept: where its JSON may be kept from an earlier reading of the same content.
    """
    content = read_file(path)
    text = kept.json_of(content) if kept else None
    if text is not None:
        try:
            return _named(path, _kept_source(text)), ()
        except ValidationError:
            pass  # Kept by another version of this program: the TOML tells what is wrong, if anything is.
    written = reading.read_toml(content, path.name)
    raw, unmarked = as_written_today(written)
    source = _named(path, source_from(raw, path.name))
    if kept and raw == written:
        kept.add(content, json.dumps(raw))
    lines = tuple(
        f"{path.name}: the list of criteria for {option!r} does not say whether it is whole and is read as a part; "
        f'add [[list]] with modality = "{option}" and extent = "part" or "whole", and schema = 2.'
        for option in unmarked
    )
    return source, lines


@lru_cache(maxsize=MOST_AT_HAND)
def _kept_source(text: str) -> Source:
    return Source.model_validate_json(text)


def source_from(raw: dict[str, object], name: str) -> Source:
    """The source that raw content of today's format is; ``name`` names it. Raises Refusal as read_source does."""
    try:
        # Through JSON, because strict reading of JSON still turns lists into tuples and words into enums.
        return Source.model_validate_json(json.dumps(raw))
    except ValidationError as error:
        raise Refusal.of(_faults(name, error, raw, Source)) from None
    except TypeError as error:
        raise Refusal(f"{name}: {error}; dates are written as text.", place=name, found=str(error)) from None


def _named(path: Path, source: Source) -> Source:
    if source.key != path.stem:
        raise Refusal(
            f"{path.name}: key: {source.key!r} was found, but it must be the file's name, {path.stem!r}.",
            place=f"{path.name}: key",
            found=repr(source.key),
            allowed=repr(path.stem),
        )
    return source


def read_rows(path: Path, table: str, record: type[_Row]) -> tuple[_Row, ...]:
    """The records of one table of one file; raises Refusal with the faults of every row."""
    raw, found, faults = read_toml(path), [], Faults()
    for row in rows_of(raw, table, path.name):
        try:
            found.append(record.model_validate_json(json.dumps(row)))
        except ValidationError as error:
            faults.add(Refusal.of(_faults(path.name, error, row, record)))
    faults.tell()
    return tuple(found)


def rows_of(raw: dict[str, object], table: str, name: str) -> list[object]:
    """The rows of a table; raises Refusal where there is no such table."""
    rows = raw.get(table)
    if not isinstance(rows, list):
        raise Refusal(f"{name}: the table {table!r} is missing.", place=name, allowed=f"[[{table}]]")
    return rows


def read_toml(path: Path) -> dict[str, object]:
    """The tables of one TOML file; raises Refusal where it cannot be read or is no TOML."""
    return reading.read_toml(read_file(path), path.name)


def _faults(name: str, error: ValidationError, raw: object, record: type[BaseModel]) -> list[Fault]:
    """Every fault with file, field, what was found, what is allowed; mistyped keys first.

    A mistyped key is also a missing key; it is told once, with its guess.
    """
    told = error.errors(include_url=False)
    mistyped = [fault for fault in told if fault["type"] == "extra_forbidden"]
    guesses = {(*fault["loc"][:-1], _guess(fault["loc"], record)) for fault in mistyped}
    others = [fault for fault in told if fault["type"] != "extra_forbidden" and fault["loc"] not in guesses]
    return [_fault(name, fault, raw, record) for fault in (*mistyped, *others)]


def _fault(name: str, fault: ErrorDetails, raw: object, record: type[BaseModel]) -> Fault:
    field = _place(fault["loc"], raw)
    place, found = f"{name}: {field}", shown(fault.get("input"))
    if fault["type"] == "missing":
        return Fault(f"{place}: this key is missing.", place, at=fault["loc"])
    if fault["type"] == "extra_forbidden":
        guess = _guess(fault["loc"], record)
        return Fault(f"{place}: unknown key.{asked(guess)}", place, guess=guess, at=fault["loc"])
    message = fault["msg"].removeprefix("Value error, ").rstrip(".")
    closing = "" if message.endswith("?") else "."
    return Fault(f"{place}: {message}{closing} Found {found}.", place, found, message, at=fault["loc"])


def _place(loc: tuple[int | str, ...], raw: object) -> str:
    """A path such as ``cohort 'haic' > outcome 3 > locator`` for a pydantic location."""
    words: list[str] = []
    for step in loc:
        if isinstance(step, int):
            raw = raw[step] if isinstance(raw, list) and step < len(raw) else None
            name = raw.get("id") if isinstance(raw, dict) else None
            words[-1] += f" '{name}'" if name else f" {step + 1}"
        else:
            raw = raw.get(step) if isinstance(raw, dict) else None
            words.append(str(step))
    return " > ".join(words) or "the file"


def _guess(loc: tuple[int | str, ...], whole: type[BaseModel]) -> str:
    """The nearest allowed key to an unknown one, found by walking the record types."""
    record: type[BaseModel] | None = whole
    for step in loc[:-1]:
        if isinstance(step, int) or record is None:
            continue
        field = next((known for name, known in record.model_fields.items() if step in (name, known.alias)), None)
        record = _record_in(field.annotation) if field else None
    if record is None:
        return ""
    allowed = [field.alias or name for name, field in record.model_fields.items()]
    return nearest_word(loc[-1], allowed)


def _record_in(annotation: object) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    parts = getattr(annotation, "__args__", ())
    return next((found for part in parts if (found := _record_in(part))), None)
