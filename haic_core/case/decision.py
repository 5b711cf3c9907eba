"""What a board decided: options considered, choice, conditions, dissent by role, next step; all of it optional.

The record stands in a case file under ``decision`` and in the board pack. It is made by ``read_decision`` from plain
values, so that a form and a file are checked by the same rules::

    read_decision({"considered": ["haic", "y90"], "choice": "haic",
                   "conditions": ["if the lung shunt is 20 % or less"],
                   "dissent": [{"role": "radiotherapy", "said": "prefers to wait for the scan"}],
                   "preference": "no further hospital stay before spring", "decided_on": "2026-11-20",
                   "next_step": "work-up for infusion", "owner": "interventional_radiology", "due": "2026-12-04"},
                  "The form")

A missing key, ``null`` and an empty text or list all mean that nothing was said. ``Decision().as_mapping()`` is ``{}``.
Beside what was said stand the version of the rules and the verdicts that the board had before it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeVar

from haic_core.words.days import is_day
from haic_core.words.identifiers import read_sentence
from haic_core.words.refusal import Faults, Refusal, misfit, unknown_key
from haic_core.words.vocabulary import Modality, Verdict

LONGEST_SENTENCE = 240
MOST_CONDITIONS = 8
MOST_DISSENT = 10
LONGEST_VERSION = 40

_One = TypeVar("_One")


class Choice(StrEnum):
    """One of the six options, none of them, or put off."""

    RESECTION = "resection"
    ABLATION = "ablation"
    TACE = "tace"
    HAIC = "haic"
    Y90 = "y90"
    SYSTEMIC = "systemic"
    NONE = "none"
    DEFERRED = "deferred"


class BoardRole(StrEnum):
    """Who sits at a board; dissent is recorded by role, never by name."""

    MEDICAL_ONCOLOGY = "medical_oncology"
    HEPATOBILIARY_SURGERY = "hepatobiliary_surgery"
    BREAST_SURGERY = "breast_surgery"
    INTERVENTIONAL_RADIOLOGY = "interventional_radiology"
    DIAGNOSTIC_RADIOLOGY = "diagnostic_radiology"
    NUCLEAR_MEDICINE = "nuclear_medicine"
    RADIOTHERAPY = "radiotherapy"
    PATHOLOGY = "pathology"
    HEPATOLOGY = "hepatology"
    PALLIATIVE_CARE = "palliative_care"
    NURSING = "nursing"
    PATIENTS_ADVOCATE = "patients_advocate"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Dissent:
    """One voice that did not agree, by role."""

    role: BoardRole
    said: str


@dataclass(frozen=True, slots=True)
class Decision:
    """One board's decision on one case; sentences are free of identifiers. considered: in the fixed order.

    leaves_criteria_because: why the board leaves the published entry criteria. decided_on, due: an ISO day or ''; the
    next step is due on the day of the decision or later, owner is who sees to it.
    rules_version, verdicts: the rules and the verdicts that the board had before it, in the fixed order of the options;
    empty where the decision was taken before they were kept.
    """

    considered: tuple[Modality, ...] = ()
    choice: Choice | None = None
    conditions: tuple[str, ...] = ()
    dissent: tuple[Dissent, ...] = ()
    preference: str = ""
    leaves_criteria_because: str = ""
    trial: str = ""
    decided_on: str = ""
    next_step: str = ""
    owner: BoardRole | None = None
    due: str = ""
    rules_version: str = ""
    verdicts: tuple[tuple[Modality, Verdict], ...] = ()

    def __bool__(self) -> bool:
        """Whether anything was decided; what the board had before it is no decision."""
        return replace(self, rules_version="", verdicts=()) != UNDECIDED

    def taken_under(
        self, before: Decision, rules_version: str, verdicts: Sequence[tuple[Modality, Verdict]]
    ) -> Decision:
        """This decision with the rules and verdicts of its taking: those of now where the choice or its day is new,
        else those of the decision before it, of which only words were mended."""
        if not self:
            return UNDECIDED
        chosen, chosen_before = ((one.considered, one.choice, one.decided_on) for one in (self, before))
        if before and chosen == chosen_before:
            return replace(self, rules_version=before.rules_version, verdicts=before.verdicts)
        return replace(self, rules_version=rules_version, verdicts=tuple(verdicts))

    def as_mapping(self) -> dict[str, object]:
        """Plain values as they stand in a case file; what was not said is left out."""
        whole = {
            "considered": [option.value for option in self.considered],
            "choice": self.choice.value if self.choice else "",
            "conditions": list(self.conditions),
            "dissent": [{"role": one.role.value, "said": one.said} for one in self.dissent],
            "preference": self.preference,
            "leaves_criteria_because": self.leaves_criteria_because,
            "trial": self.trial,
            "decided_on": self.decided_on,
            "next_step": self.next_step,
            "owner": self.owner.value if self.owner else "",
            "due": self.due,
            "rules_version": self.rules_version,
            "verdicts": {option.value: verdict.value for option, verdict in self.verdicts},
        }
        return {key: value for key, value in whole.items() if value}


UNDECIDED = Decision()
KEYS = tuple(Decision.__dataclass_fields__)
_SENTENCES = ("preference", "leaves_criteria_because", "trial", "next_step")


def read_decision(raw: object, place: str) -> Decision:
    """A decision from untrusted values; ``place`` names the file or form.

    Raises Refusal with every fault: an unknown key, a word outside its list, a text that looks like an identifier,
    a choice that is not among the options considered, or a step that is due before the day of the decision.
    """
    if raw is None:
        return UNDECIDED
    here, faults = f"{place}: decision", Faults()
    given = _object(raw, KEYS, here, faults)
    considered = faults.read(
        (),
        _listed,
        given.get("considered"),
        f"{here}: considered",
        len(Modality),
        lambda one, at: Modality(_word(one, list(Modality), at)),
    )
    if len(set(considered)) < len(considered):
        named = ", ".join(considered)
        faults.add(
            Refusal(f"{here}: considered names an option twice: {named}.", place=f"{here}: considered", found=named)
        )
    choice = faults.read(None, _choice, given.get("choice"), f"{here}: choice")
    if considered and choice and choice not in (*considered, Choice.NONE, Choice.DEFERRED):
        named, found = ", ".join(considered), repr(choice.value)
        sentence = f"{here}: choice {found} is not among the options considered: {named}."
        faults.add(Refusal(sentence, place=f"{here}: choice", found=found, allowed=named))
    conditions = faults.read(
        (),
        _listed,
        given.get("conditions"),
        f"{here}: conditions",
        MOST_CONDITIONS,
        lambda one, at: read_sentence(one, at, LONGEST_SENTENCE),
    )
    dissent = faults.read((), _listed, given.get("dissent"), f"{here}: dissent", MOST_DISSENT, _dissent)
    texts = {
        key: faults.read("", read_sentence, given.get(key), f"{here}: {key}", LONGEST_SENTENCE) for key in _SENTENCES
    }
    decided_on = faults.read("", _day, given.get("decided_on"), f"{here}: decided_on")
    owner = faults.read(None, _role, given.get("owner"), f"{here}: owner")
    due = faults.read("", _due, given.get("due"), decided_on, f"{here}: due")
    rules_version = faults.read("", _version, given.get("rules_version"), f"{here}: rules_version")
    verdicts = faults.read((), _verdicts, given.get("verdicts"), f"{here}: verdicts")
    faults.tell()
    return Decision(
        tuple(option for option in Modality if option in considered),
        choice,
        tuple(one for one in conditions if one),
        dissent,
        **texts,
        decided_on=decided_on,
        owner=owner,
        due=due,
        rules_version=rules_version,
        verdicts=verdicts,
    )


def _dissent(raw: object, place: str) -> Dissent:
    faults = Faults()
    given = _object(raw, ("role", "said"), place, faults)
    role = faults.read("other", _word, given.get("role"), list(BoardRole), f"{place}: role")
    said = faults.read("", read_sentence, given.get("said"), f"{place}: said", LONGEST_SENTENCE)
    faults.tell()
    return Dissent(BoardRole(role), said)


def _choice(raw: object, place: str) -> Choice | None:
    return Choice(_word(raw, list(Choice), place)) if raw else None


def _role(raw: object, place: str) -> BoardRole | None:
    return BoardRole(_word(raw, list(BoardRole), place)) if raw else None


def _version(raw: object, place: str) -> str:
    if raw is None or raw == "":
        return ""
    if not isinstance(raw, str) or len(raw) > LONGEST_VERSION or not re.fullmatch(r"[0-9A-Za-z.-]+", raw):
        raise misfit(place, "a version such as '2.1a2b3c4d'", raw)
    return raw


def _verdicts(raw: object, place: str) -> tuple[tuple[Modality, Verdict], ...]:
    if raw is None or raw == []:
        return ()
    faults = Faults()
    given = _object(raw, list(Modality), place, faults)
    found = {
        option: faults.read(Verdict.UNKNOWN.value, _word, given[option], list(Verdict), f"{place}: {option}")
        for option in Modality
        if option in given
    }
    faults.tell()
    return tuple((option, Verdict(word)) for option, word in found.items())


def _object(raw: object, keys: Sequence[str], place: str, faults: Faults) -> Mapping[str, object]:
    """An object; its unknown keys are added to the faults. Raises Refusal where it is none."""
    if not isinstance(raw, Mapping):
        raise misfit(place, f"an object with any of {', '.join(keys)}", raw)
    for key in raw:
        if key not in keys:
            faults.add(unknown_key(place, key, keys))
    return raw


def _listed(raw: object, place: str, most: int, read: Callable[[object, str], _One]) -> tuple[_One, ...]:
    if raw is None:
        return ()
    if not isinstance(raw, (list, tuple)) or len(raw) > most:
        raise misfit(place, f"a list of at most {most}", raw)
    found, faults = [], Faults()
    for index, one in enumerate(raw, 1):
        try:
            found.append(read(one, f"{place} {index}"))
        except Refusal as refusal:
            faults.add(refusal)
    faults.tell()
    return tuple(found)


def _word(raw: object, allowed: Sequence[str], place: str) -> str:
    if not isinstance(raw, str) or raw not in list(allowed):
        raise misfit(place, f"one of {', '.join(allowed)}", raw, allowed)
    return raw


def _day(raw: object, place: str) -> str:
    if raw is None or raw == "":
        return ""
    if not isinstance(raw, str) or not is_day(raw):
        raise misfit(place, "a day such as '2026-11-20'", raw)
    return raw


def _due(raw: object, decided_on: str, place: str) -> str:
    day = _day(raw, place)
    if day and day < decided_on:
        raise misfit(place, f"the day of the decision, {decided_on}, or a later one", day)
    return day
