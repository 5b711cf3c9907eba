"""The strict reading of JSON and TOML: text in UTF-8, of a known size, each key once, every number finite."""

from __future__ import annotations

import json
import math
import re
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


# Deeper than any file needs, and far from where Python gives up.
DEEPEST = 100
# No paper prints a figure as large; beyond it sums run over.
LARGEST_NUMBER = 10**12
# No DOI, address or chemical name comes near.
LONGEST_WORD = 300
# Signs that steer a terminal or turn the direction of what follows, halves of signs, and what is no sign at all.
_NO_TEXT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
SOURCE_FILE = FileKind("a source file", "tables and keys", 4_000_000)


def read_json(content: bytes | str, place: str, kind: FileKind, *, as_written: bool = False) -> object:
    """The content of one JSON file; ``place`` names it. Raises Refusal, one sentence.

    as_written: decimals with every digit as it stands in the file, instead of floats.
    """
    text = _text(content, place, kind, "JSON")
    number = _digits if as_written else None
    try:
        read: object = json.loads(text, parse_float=number, parse_constant=_no_constant, object_pairs_hook=_no_twice)
        if _depth(read) > DEEPEST:
            raise RecursionError
        return read
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
        tables = tomllib.loads(text)
        if _depth(tables) > DEEPEST:
            raise RecursionError
        _sound(tables, place)
        return tables
    except Refusal:
        raise
    except tomllib.TOMLDecodeError as error:
        raise Refusal(f"{place}: this is not valid TOML: {error}.", place=place, found=str(error)) from None
    except (RecursionError, ValueError):
        raise Refusal(
            f"{place}: this TOML is nested too deep or holds a number too long to be {kind.name}.", place=place
        ) from None


def _depth(value: object) -> int:
    """How deep a read value is nested, no deeper than a little more than is allowed."""
    level, deep = [value], 0
    while level and deep <= DEEPEST:
        inner = [one.values() if isinstance(one, dict) else one for one in level if isinstance(one, (dict, list))]
        level, deep = [part for parts in inner for part in parts], deep + 1
    return deep


def _sound(value: object, place: str) -> None:
    """Raises Refusal where a text anywhere in what was read holds what is no text, or a word without end, and where a
    number is beyond all measure."""
    if isinstance(value, dict):
        for key, inner in value.items():
            _sound(key, place)
            _sound(inner, f"{place}: {key}")
    elif isinstance(value, list):
        for inner in value:
            _sound(inner, place)
    elif isinstance(value, (int, float)) and LARGEST_NUMBER < abs(value) < math.inf:
        allowed = f"at most {LARGEST_NUMBER:.0e} either side of 0"
        raise Refusal(
            f"{place}: a number beyond all measure was found; a figure is {allowed}.", place=place, allowed=allowed
        )
    elif isinstance(value, str):
        if sign := _NO_TEXT.search(value):
            found = f"U+{ord(sign[0]):04X}"
            raise Refusal(f"{place}: the text holds the sign {found}, which is none to read.", place=place, found=found)
        longest = max((len(word) for word in value.split()), default=0)
        if longest > LONGEST_WORD:
            raise Refusal(
                f"{place}: a word of {longest:,} letters was found, but {LONGEST_WORD} are the most.",
                place=place,
                found=f"{longest:,} letters",
                allowed=f"at most {LONGEST_WORD} letters a word",
            )


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
