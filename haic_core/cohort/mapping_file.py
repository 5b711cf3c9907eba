"""The mapping as a small file, MAP.json: read strictly, written plainly; it names columns and codes, no patient."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, get_args

from haic_core.case.facts import FACTS
from haic_core.cohort.choices import Choices, choices_from, columns_of
from haic_core.cohort.keys import one_of, yes_or_no
from haic_core.cohort.left_open import nothing_left_open
from haic_core.cohort.mapped_twice import clashes
from haic_core.cohort.mapping import Mapping, Order, Unit
from haic_core.cohort.values import said
from haic_core.words.identifiers import read_sentence
from haic_core.words.reading import FileKind, read_json
from haic_core.words.refusal import Faults, Refusal, misfit, shown, unknown_key

MAPPING_FILE = FileKind(
    "a mapping file", "a JSON object that says which column is 'time', 'event' and so on", 64 * 1024
)
MOST_FACTS, MOST_VALUES, LONGEST_TEXT, LONGEST_WORDS = 6, 100, 200, 120
COLUMNS = ("time", "time_else", "begins", "ends", "ends_else", "event", "group", "entry", "patient")
KEYS = tuple(Mapping.model_fields)
BESIDE_CHOICES = ("landmark", "site", "omop")


def read_mapping(content: bytes | str, place: str) -> Mapping:
    """A mapping from the bytes of its file; raises Refusal with all its faults."""
    return mapping_from(read_json(content, place, MAPPING_FILE), place)


def mapping_from(raw: object, place: str) -> Mapping:
    """A mapping from parsed JSON; raises Refusal with all its faults."""
    if not isinstance(raw, dict):
        raise misfit(f"{place}: a mapping file", MAPPING_FILE.form, raw)
    nothing_left_open(raw, place)
    faults = Faults()
    for key in raw:
        if key not in KEYS:
            faults.add(unknown_key(place, key, KEYS))
    given = {key: raw[key] for key in KEYS if raw.get(key) is not None}
    read = {key: faults.read(None, _READERS[key], value, f"{place}: {key}") for key, value in given.items()}
    faults.tell()
    mapping = {key: value for key, value in read.items() if value is not None}
    if isinstance(choices := mapping.get("omop"), Choices):
        _only_choices(mapping, place)
        mapping = columns_of(choices, mapping.get("landmark") is not None) | mapping
    _agrees(mapping, place)
    if "time" not in mapping:
        mapping["unit"] = "days"
    return Mapping.model_validate(mapping)


def write_mapping(mapping: Mapping) -> str:
    """The mapping file as text: what is set, in the order of the keys; the same mapping gives the same text."""
    return json.dumps(raw_of(mapping), indent=2, ensure_ascii=False) + "\n"


def raw_of(mapping: Mapping) -> dict[str, object]:
    """A mapping as its file holds it: what is set, as JSON has it; beside choices for OMOP not what follows of them."""
    held = {key: value for key, value in mapping.model_dump(mode="json").items() if value not in (None, {}, False)}
    return {key: held[key] for key in BESIDE_CHOICES if key in held} if mapping.omop else held


def _only_choices(mapping: dict[str, object], place: str) -> None:
    """Raises Refusal where beside choices for OMOP a key stands that follows of them, and could contradict them."""
    for key in mapping:
        if key not in BESIDE_CHOICES:
            allowed = ", ".join(BESIDE_CHOICES)
            told = (
                f"{place}: beside 'omop' the key '{key}' is left out, it follows of the choices; allowed are {allowed}."
            )
            raise Refusal(told, place=place, found=key, allowed=allowed)


def _agrees(mapping: dict[str, Any], place: str) -> None:
    """Raises Refusal where keys are missing or contradict one another."""
    faults = Faults()
    for key in ("event", "dead", "alive"):
        if not mapping.get(key):
            faults.add(_needs(place, f"the key '{key}'", _NEEDED[key]))
    dates = [key for key in ("begins", "ends") if key in mapping]
    if "time" in mapping and dates:
        faults.add(_needs(place, "either 'time' or 'begins' and 'ends'", "all of them stand there"))
    elif "time" not in mapping and len(dates) < 2:
        faults.add(_needs(place, "the key 'time', or 'begins' and 'ends'", "it says how long each patient was seen"))
    if "time" not in mapping and mapping.get("unit", "days") != "days":
        faults.add(_needs(place, "the unit 'days' where 'begins' stands", "two dates make a time in days"))
    for key in ("time", "ends"):
        if f"{key}_else" in mapping and key not in mapping:
            faults.add(
                _needs(place, f"the key '{key}' where '{key}_else' stands", "the one is read where the other is blank")
            )
    ends: dict[str, str] = {}
    for key in ("dead", "alive", "competing"):
        for value in dict.fromkeys(said(one) for one in mapping.get(key) or ()):
            if value in ends:
                faults.add(_needs(place, f"{shown(value)} in one of '{ends[value]}' and '{key}'", "it stands in both"))
            ends.setdefault(value, key)
    if mapping.get("together") and "patient" not in mapping:
        faults.add(_needs(place, "the key 'patient' where 'together' is true", "it says whose rows belong together"))
    for clash in clashes(mapping):
        faults.add(_needs(place, *clash))
    if facts := set(mapping.get("values") or {}) - set(mapping.get("facts") or {}):
        faults.add(_needs(place, f"a column in 'facts' for {', '.join(sorted(facts))}", "'values' translates it"))
    if mapping.get("group_names") and "group" not in mapping:
        faults.add(_needs(place, "the key 'group' where 'group_names' stands", "the names are those of its values"))
    faults.tell()


_NEEDED = {
    "event": "it names the column that tells how follow-up ended",
    "dead": "it lists what stands there for an event",
    "alive": "it lists what stands there for a patient last seen without it",
}


def _needs(place: str, what: str, why: str) -> Refusal:
    return Refusal(f"{place}: a mapping needs {what}; {why}.", place=place, allowed=what)


def _text(raw: object, place: str) -> str:
    """A column's name or a value: one line, as it stands in the registry."""
    if not isinstance(raw, str) or not raw.strip() or len(raw) > LONGEST_TEXT or not raw.isprintable():
        raise misfit(place, f"one line of text of at most {LONGEST_TEXT} characters", raw)
    return raw


def _value(raw: object, place: str) -> str:
    """A value as text; a number or true stands for how it is written."""
    if isinstance(raw, bool):
        return str(raw).lower()
    return f"{raw:.15g}" if isinstance(raw, (int, float)) and abs(raw) < 1e15 else _text(raw, place)


def _values(raw: object, place: str) -> tuple[str, ...]:
    """A list of values; one alone stands for a list of one."""
    values = raw if isinstance(raw, list) else [raw]
    if not values or len(values) > MOST_VALUES or any(isinstance(one, (list, dict)) or one is None for one in values):
        raise misfit(place, f"a list of 1 to {MOST_VALUES} values of the column", raw)
    return tuple(dict.fromkeys(_value(one, place) for one in values))


def _object(raw: object, place: str, allowed: str) -> dict[str, object]:
    if not isinstance(raw, dict) or len(raw) > MOST_VALUES:
        raise misfit(place, allowed, raw)
    return raw


def _facts(raw: object, place: str) -> dict[str, str]:
    read = _object(raw, place, "an object of facts, each with its column")
    if len(read) > MOST_FACTS:
        raise misfit(place, f"at most {MOST_FACTS} facts", len(read))
    for code in read:
        _known_fact(code, place)
    return {code: _text(column, f"{place}: {code}") for code, column in read.items()}


def _fact_values(raw: object, place: str) -> dict[str, dict[str, str]]:
    read = _object(raw, place, "an object of facts, each with its values and the case file's words")
    for code in read:
        _known_fact(code, place)
    return {code: _words(words, f"{place}: {code}") for code, words in read.items()}


def _words(raw: object, place: str) -> dict[str, str]:
    read = _object(raw, place, "an object of values, each with a word")
    return {_text(value, place): _value(word, f"{place}: {value}") for value, word in read.items()}


def _known_fact(code: str, place: str) -> None:
    if code not in FACTS:
        raise misfit(place, "a fact of the case file", code, FACTS)


def _where(raw: object, place: str) -> dict[str, tuple[str, ...]]:
    if isinstance(raw, str):
        raise Refusal(
            f"{place} must be an object such as {{'stage': ['IV']}}, but a text was found; no SQL is taken.",
            place=place,
            found=shown(raw),
            allowed="an object of columns, each with the values that count",
        )
    read = _object(raw, place, "an object of columns, each with the values that count")
    return {_text(column, place): _values(values, f"{place}: {column}") for column, values in read.items()}


def _landmark(raw: object, place: str) -> float:
    if isinstance(raw, bool) or not isinstance(raw, (int, float)) or not 0 < raw <= 43_830:
        raise misfit(place, "a time above 0 in the mapping's unit", raw)
    return float(raw)


def _sentence(raw: object, place: str) -> str | None:
    return read_sentence(raw, place, LONGEST_WORDS) or None


_READERS: dict[str, Callable[[object, str], object]] = {
    **dict.fromkeys(COLUMNS, _text),
    **dict.fromkeys(("dead", "alive", "competing"), _values),
    **dict.fromkeys(("endpoint", "clock", "site"), _sentence),
    "unit": one_of(get_args(Unit)),
    "dates": one_of(get_args(Order)),
    "decimal": one_of((".", ",")),
    "group_names": _words,
    "facts": _facts,
    "values": _fact_values,
    "together": yes_or_no,
    "where": _where,
    "landmark": _landmark,
    "omop": choices_from,
}
