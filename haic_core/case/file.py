"""Case files: read strictly, written plainly, never kept."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from haic_core.case.decision import UNDECIDED, Decision, read_decision
from haic_core.case.facts import FACTS
from haic_core.case.patient import NOBODY, Patient, read_patient
from haic_core.words.days import is_day
from haic_core.words.refusal import Refusal, nearest, shown

SCHEMA = 1
KEYS = ("schema", "label", "facts", "recorded_on", "decision")
LONGEST_LABEL = 40
LARGEST_BYTES = 64 * 1024


@dataclass(frozen=True, slots=True)
class Case:
    """A patient with a label for the list (never a name), per fact the day it was recorded, and what the board
    decided, where it did."""

    patient: Patient = NOBODY
    label: str = ""
    recorded_on: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    decision: Decision = UNDECIDED

    def as_mapping(self) -> dict:
        """The case file's own content, in the order of the facts; no key ``decision`` where there is none."""
        decided = {"decision": self.decision.as_mapping()} if self.decision else {}
        return {
            "schema": SCHEMA,
            "label": self.label,
            "facts": dict(self.patient.facts),
            "recorded_on": dict(self.recorded_on),
            **decided,
        }

    def with_patient(self, patient: Patient) -> Case:
        """The same case with other facts; days of facts that are gone go with them."""
        dates = {code: day for code, day in self.recorded_on.items() if patient.knows(code)}
        return replace(self, patient=patient, recorded_on=MappingProxyType(dates))

    def with_day(self, codes: Sequence[str], day: str | None) -> Case:
        """The same case with its recorded ones of these facts dated to an ISO day; None takes their days away."""
        days = {code: known for code, known in self.recorded_on.items() if code not in codes}
        if day is not None:
            days |= {code: day for code in codes if self.patient.knows(code)}
        return replace(self, recorded_on=MappingProxyType({code: days[code] for code in FACTS if code in days}))

    def with_decision(self, decision: Decision) -> Case:
        """The same case with what the board decided."""
        return replace(self, decision=decision)


# A case of which nothing is recorded.
EMPTY = Case()
# What a form starts from: this tool is for liver metastases of breast cancer. A file never gets this by default.
STARTING = Case(Patient({"primary": "breast"}))


def read_case(content: bytes | str, place: str) -> Case:
    """A case from the bytes of a JSON file; raises Refusal, one sentence, and nothing is taken over."""
    size = len(content)
    if size > LARGEST_BYTES:
        raise Refusal(f"{place}: the file holds {size:,} bytes, but a case file has at most {LARGEST_BYTES:,}.")
    try:
        text = content.decode("utf-8-sig") if isinstance(content, bytes) else content
        raw = json.loads(text, parse_constant=_no_constant, object_pairs_hook=_no_twice)
    except UnicodeDecodeError:
        raise Refusal(f"{place}: this is not a UTF-8 text file; a case file is JSON text.") from None
    except _NotANumber as found:
        raise Refusal(f"{place}: {found} was found, but every number must be finite.") from None
    except _Twice as found:
        raise Refusal(f"{place}: the key {shown(str(found))} stands twice; each key may stand once.") from None
    except json.JSONDecodeError as error:
        raise Refusal(
            f"{place}: this is not JSON (line {error.lineno}, column {error.colno}: {error.msg}); "
            f"a case file is a JSON object with 'schema' and 'facts'."
        ) from None
    except (RecursionError, ValueError):
        raise Refusal(
            f"{place}: this JSON is nested too deep or holds a number too long to be a case file; "
            f"a case file is a JSON object with 'schema' and 'facts'."
        ) from None
    return case_from(raw, place)


def case_from(raw: object, place: str) -> Case:
    """A case from parsed JSON; raises Refusal."""
    if not isinstance(raw, dict):
        raise Refusal(f"{place}: a case file is a JSON object with 'schema' and 'facts', but {shown(raw)} was found.")
    for key in raw:
        if key not in KEYS:
            inside = " It is a fact and belongs inside 'facts'." if key in FACTS else nearest(key, KEYS)
            raise Refusal(f"{place}: there is no key {shown(key)}; allowed are {', '.join(KEYS)}.{inside}")
    schema = raw.get("schema")
    if isinstance(schema, bool) or schema != SCHEMA:
        raise Refusal(f"{place}: schema must be {SCHEMA}, but {shown(schema)} was found.")
    patient = read_patient(raw.get("facts", {}), place)
    return Case(
        patient,
        _label(raw.get("label"), place),
        _dates(raw.get("recorded_on"), patient, place),
        read_decision(raw.get("decision"), place),
    )


def write_case(case: Case) -> str:
    """The case file as text; the same case gives the same text."""
    return json.dumps(case.as_mapping(), indent=2, ensure_ascii=False) + "\n"


class _NotANumber(Exception):
    pass


class _Twice(Exception):
    pass


def _no_constant(name: str) -> float:
    raise _NotANumber(name)


def _no_twice(pairs: list[tuple[str, object]]) -> dict:
    found: dict[str, object] = {}
    for key, value in pairs:
        if key in found:
            raise _Twice(key)
        if isinstance(value, float) and not math.isfinite(value):
            raise _NotANumber("a number too large")
        found[key] = value
    return found


def _label(raw: object, place: str) -> str:
    if raw is None:
        return ""
    if not isinstance(raw, str) or len(raw) > LONGEST_LABEL or not raw.isprintable():
        raise Refusal(
            f"{place}: label must be at most {LONGEST_LABEL} plain characters such as 'case 7', never a "
            f"name, but {shown(raw)} was found."
        )
    if re.search(r"\d{5,}|\d{1,4}[-./]\d{1,2}[-./]\d{1,4}", raw):
        raise Refusal(
            f"{place}: label must not hold a record number or a date, but {shown(raw)} was found; 'case 7' is enough."
        )
    return raw.strip()


def _dates(raw: object, patient: Patient, place: str) -> Mapping[str, str]:
    if raw is None:
        return MappingProxyType({})
    if not isinstance(raw, dict):
        raise Refusal(f"{place}: recorded_on must be an object of facts and days, but {shown(raw)} was found.")
    for code, day in raw.items():
        if code not in FACTS:
            raise Refusal(f"{place}: recorded_on: there is no fact {shown(code)}.{nearest(code, FACTS)}")
        if not is_day(day):
            raise Refusal(
                f"{place}: recorded_on: {code} must be a day such as '2026-11-02', but {shown(day)} was found."
            )
    return MappingProxyType({code: raw[code] for code in FACTS if code in raw and patient.knows(code)})
