"""Case files: read strictly, written plainly, never kept."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from haic_core.case.decision import UNDECIDED, Decision, read_decision
from haic_core.case.facts import FACTS
from haic_core.case.patient import NOBODY, Patient, read_patient
from haic_core.words.days import is_day
from haic_core.words.identifiers import read_sentence
from haic_core.words.reading import FileKind, read_json
from haic_core.words.refusal import Faults, Refusal, asked, misfit, nearest_word, shown, unknown_key

SCHEMA = 1
KEYS = ("schema", "label", "question", "facts", "recorded_on", "decision")
LONGEST_LABEL, LONGEST_QUESTION = 40, 240
LARGEST_BYTES = 64 * 1024
CASE_FILE = FileKind("a case file", "a JSON object with 'schema' and 'facts'", LARGEST_BYTES)


@dataclass(frozen=True, slots=True)
class Case:
    """A patient with a label for the list (never a name), per fact the day it was recorded, what the board decided and,
    in one sentence, what it is asked, where there is either."""

    patient: Patient = NOBODY
    label: str = ""
    recorded_on: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    decision: Decision = UNDECIDED
    question: str = ""

    def as_mapping(self) -> dict[str, object]:
        """The case file's own content, in the order of the facts; no key ``question`` or ``decision`` where there is
        none."""
        asked = {"question": self.question} if self.question else {}
        decided = {"decision": self.decision.as_mapping()} if self.decision else {}
        return {
            "schema": SCHEMA,
            "label": self.label,
            **asked,
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

    def bare(self) -> Case:
        """The same case without the board's own sentences: what it is asked, and what it decided."""
        return replace(self, question="", decision=UNDECIDED)

    def with_decision(self, decision: Decision) -> Case:
        """The same case with what the board decided."""
        return replace(self, decision=decision)


# What a form starts from: this tool is for liver metastases of breast cancer. A file never gets this by default.
STARTING = Case(Patient({"primary": "breast"}))


def read_case(content: bytes | str, place: str) -> Case:
    """A case from the bytes of a JSON file; raises Refusal with all its faults, and nothing is taken over."""
    return case_from(read_json(content, place, CASE_FILE), place)


def case_from(raw: object, place: str) -> Case:
    """A case from parsed JSON; raises Refusal."""
    if not isinstance(raw, dict):
        found, allowed = shown(raw), CASE_FILE.form
        raise Refusal(
            f"{place}: a case file is {allowed}, but {found} was found.", place=place, found=found, allowed=allowed
        )
    if is_meeting(raw):
        raise Refusal(
            f"{place}: this is a meeting file; one case is needed here. Open the meeting on a page and save its case.",
            place=place,
            found="a meeting file",
            allowed=CASE_FILE.form,
        )
    faults = Faults()
    for key in raw:
        if key not in KEYS:
            faults.add(_unknown(key, place))
    schema = raw.get("schema")
    if isinstance(schema, bool) or schema != SCHEMA:
        faults.add(misfit(f"{place}: schema", str(SCHEMA), schema))
    patient = faults.read(NOBODY, read_patient, raw.get("facts", {}), place)
    case = Case(
        patient,
        faults.read("", read_label, raw.get("label"), f"{place}: label"),
        faults.read({}, _dates, raw.get("recorded_on"), patient, place),
        faults.read(UNDECIDED, read_decision, raw.get("decision"), place),
        faults.read("", read_question, raw.get("question"), f"{place}: question"),
    )
    faults.tell()
    return case


def write_case(case: Case) -> str:
    """The case file as text; the same case gives the same text."""
    return json.dumps(case.as_mapping(), indent=2, ensure_ascii=False) + "\n"


def is_meeting(raw: object) -> bool:
    """Whether parsed JSON means to be a meeting file: it has 'cases' or 'meeting', which no case file has."""
    return isinstance(raw, dict) and not {"cases", "meeting"}.isdisjoint(raw)


def read_label(raw: object, place: str, pattern: str = "case 7") -> str:
    """A label for a list, never a name; None is an empty one. ``place`` names file and field. Raises Refusal."""
    allowed = f"at most {LONGEST_LABEL} plain characters such as '{pattern}', never a name"
    return read_sentence(raw, place, LONGEST_LABEL, allowed)


def read_question(raw: object, place: str) -> str:
    """What a board is asked, one sentence; None is an empty one. ``place`` names file and field. Raises Refusal."""
    return read_sentence(raw, place, LONGEST_QUESTION)


def _unknown(key: object, place: str) -> Refusal:
    if key not in FACTS:
        return unknown_key(place, key, KEYS)
    found, allowed = shown(key), ", ".join(KEYS)
    return Refusal(
        f"{place}: there is no key {found}; allowed are {allowed}. It is a fact and belongs inside 'facts'.",
        place=place,
        found=found,
        allowed=allowed,
        guess="facts",
    )


def _dates(raw: object, patient: Patient, place: str) -> Mapping[str, str]:
    if raw is None:
        return MappingProxyType({})
    if not isinstance(raw, dict):
        raise misfit(f"{place}: recorded_on", "an object of facts and days", raw)
    here, faults = f"{place}: recorded_on", Faults()
    for code, day in raw.items():
        if code not in FACTS:
            guess, found = nearest_word(code, FACTS), shown(code)
            sentence = f"{here}: there is no fact {found}.{asked(guess)}"
            faults.add(Refusal(sentence, place=here, found=found, allowed="a fact of the case file", guess=guess))
        elif not is_day(day):
            faults.add(misfit(f"{here}: {code}", "a day such as '2026-11-02'", day))
    faults.tell()
    return MappingProxyType({code: raw[code] for code in FACTS if code in raw and patient.knows(code)})
