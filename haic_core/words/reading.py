"""The strict reading of JSON and TOML: text in UTF-8, of a known size, each key once, every number finite."""

from __future__ import annotations

import json
import math
import tomllib
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from haic_core.words.refusal import Refusal, shown


@dataclass(frozen=True, slots=True)
class FileKind:
    """What a file is to be, in the words of its refusals: 'a case file', 'a JSON object with …', and its size."""

    name: str
    form: str
    largest_bytes: int


SOURCE_FILE = FileKind("a source file", "tables and keys", 4_000_000)


def read_json(content: bytes | str, place: str, kind: FileKind, *, as_written: bool = False) -> object:
    """The content of one JSON file; ``place`` names it. Raises Refusal, one sentence.

    as_written: decimals with every digit as it stands in the file, instead of floats.
    """
    text = _text(content, place, kind, "JSON")
    number = _digits if as_written else None
    try:
        return json.loads(text, parse_float=number, parse_constant=_no_constant, object_pairs_hook=_no_twice)
    except _NotANumber as found:
        raise Refusal(
            f"{place}: {found} was found, but every number must be finite.",
            place=place,
            found=str(found),
            allowed="finite numbers",
        ) from None
    except _Twice as found:
        key = shown(str(found))
        raise Refusal(
            f"{place}: the key {key} stands twice; each key may stand once.",
            place=place,
            found=key,
            allowed="each key once",
        ) from None
    except json.JSONDecodeError as error:
        raise Refusal(
            f"{place}: this is not JSON (line {error.lineno}, column {error.colno}: {error.msg}); "
            f"{kind.name} is {kind.form}.",
            place=f"{place}, line {error.lineno}, column {error.colno}",
            found=error.msg,
            allowed=kind.form,
        ) from None
    except (RecursionError, ValueError):
        raise Refusal(
            f"{place}: this JSON is nested too deep or holds a number too long to be {kind.name}; "
            f"{kind.name} is {kind.form}.",
            place=place,
            allowed=kind.form,
        ) from None


def read_toml(content: bytes, place: str, kind: FileKind = SOURCE_FILE) -> dict[str, object]:
    """The tables of one TOML file; ``place`` names it. Raises Refusal, one sentence."""
    text = _text(content, place, kind, "TOML")
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise Refusal(f"{place}: this is not valid TOML: {error}.", place=place, found=str(error)) from None
    except (RecursionError, ValueError):
        raise Refusal(
            f"{place}: this TOML is nested too deep or holds a number too long to be {kind.name}.", place=place
        ) from None


class _NotANumber(Exception):
    pass


class _Twice(Exception):
    pass


def _text(content: bytes | str, place: str, kind: FileKind, language: str) -> str:
    if len(content) > kind.largest_bytes:
        raise Refusal(
            f"{place}: the file holds {len(content):,} bytes, but {kind.name} has at most {kind.largest_bytes:,}.",
            place=place,
            found=f"{len(content):,} bytes",
            allowed=f"at most {kind.largest_bytes:,} bytes",
        )
    try:
        return content.decode("utf-8-sig") if isinstance(content, bytes) else content
    except UnicodeDecodeError:
        raise Refusal(
            f"{place}: this is not a UTF-8 text file; {kind.name} is {language} text.",
            place=place,
            allowed=f"{language} text in UTF-8",
        ) from None


def _no_constant(name: str) -> float:
    raise _NotANumber(name)


def _digits(text: str) -> Decimal:
    try:
        return Decimal(text)
    except InvalidOperation:
        raise _NotANumber("a number too large") from None


def _no_twice(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found: dict[str, object] = {}
    for key, value in pairs:
        if key in found:
            raise _Twice(key)
        if isinstance(value, float) and not math.isfinite(value):
            raise _NotANumber("a number too large")
        found[key] = value
    return found
