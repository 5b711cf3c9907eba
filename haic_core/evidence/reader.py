"""How a TOML file of ``data/`` becomes records: read strictly, refused in one sentence that names file and field."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from haic_core.evidence.source import Source
from haic_core.words.refusal import Refusal, nearest, shown

_Row = TypeVar("_Row", bound=BaseModel)


def read_source(path: Path) -> Source:
    """One source file; raises Refusal naming file, field, found and allowed."""
    raw = read_toml(path)
    try:
        # Through JSON, because strict reading of JSON still turns lists into tuples and words into enums.
        source = Source.model_validate_json(json.dumps(raw))
    except ValidationError as error:
        raise Refusal(_sentence(path.name, error, raw)) from None
    except TypeError as error:
        raise Refusal(f"{path.name}: {error}; dates are written as text.") from None
    if source.key != path.stem:
        raise Refusal(f"{path.name}: key: {source.key!r} was found, but it must be the file's name, {path.stem!r}.")
    return source


def read_rows(path: Path, table: str, record: type[_Row]) -> tuple[_Row, ...]:
    """The records of one table of one file; raises Refusal."""
    raw, name = read_toml(path), path.name
    try:
        return tuple(record.model_validate_json(json.dumps(row)) for row in raw[table])
    except KeyError:
        raise Refusal(f"{name}: the table {table!r} is missing.") from None
    except ValidationError as error:
        raise Refusal(_sentence(name, error, raw)) from None


def read_toml(path: Path) -> dict:
    """The tables of one TOML file; raises Refusal where it cannot be read or is no TOML."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise Refusal(f"{path.name}: the file cannot be read ({error.strerror}).") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Refusal(f"{path.name}: this is not valid TOML: {error}.") from None
    except (RecursionError, ValueError):
        raise Refusal(
            f"{path.name}: this TOML is nested too deep or holds a number too long to be a source file."
        ) from None


def _sentence(name: str, error: ValidationError, raw: dict) -> str:
    """The first fault as one sentence: file, field, what was found, what is allowed."""
    faults = error.errors(include_url=False)
    # A mistyped key is also a missing key; the mistyped one can be answered with a guess.
    first = next((fault for fault in faults if fault["type"] == "extra_forbidden"), faults[0])
    place = _place(first["loc"], raw)
    found = shown(first.get("input"))
    if first["type"] == "missing":
        return f"{name}: {place}: this key is missing."
    if first["type"] == "extra_forbidden":
        return f"{name}: {place}: unknown key.{_guess(first['loc'])}"
    message = first["msg"].removeprefix("Value error, ").rstrip(".")
    closing = "" if message.endswith("?") else "."
    return f"{name}: {place}: {message}{closing} Found {found}."


def _place(loc: tuple, raw: object) -> str:
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


def _guess(loc: tuple) -> str:
    """The nearest allowed key to an unknown one, found by walking the record types."""
    record: type[BaseModel] | None = Source
    for step in loc[:-1]:
        if isinstance(step, int) or record is None:
            continue
        field = next((known for name, known in record.model_fields.items() if step in (name, known.alias)), None)
        record = _record_in(field.annotation) if field else None
    if record is None:
        return ""
    allowed = [field.alias or name for name, field in record.model_fields.items()]
    return nearest(loc[-1], allowed)


def _record_in(annotation: object) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    parts = getattr(annotation, "__args__", ())
    return next((found for part in parts if (found := _record_in(part))), None)
