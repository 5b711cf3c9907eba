"""What the tables of the OMOP model do not say and a person decides: who, from when, until when, after which treatment.

OMOP has no lines of therapy and no end of follow-up. The choices stand in the mapping, without data.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Annotated, Literal, get_args

from pydantic import Field

from haic_core.cohort.keys import one_of, yes_or_no
from haic_core.words.record import Record, Text
from haic_core.words.refusal import Faults, Refusal, misfit, shown, unknown_key

Concepts = Annotated[tuple[Annotated[int, Field(gt=0)], ...], Field(strict=False, min_length=1)]
Clock = Literal["first_treatment", "diagnosis"]
FollowUp = Literal["observation_period", "last_observation_period", "last_visit"]
MOST_TREATMENTS, MOST_CONCEPTS, LONGEST_NAME, MOST_DAYS = 12, 1000, 40, 365
LARGEST_CONCEPT = 2**31 - 1
# What stands in the row of a patient: two of the treatments first on one day, as in any registry; and none of them.
SEVERAL, UNTREATED = "several values", "none of these treatments"
DEAD, ALIVE = "dead", "alive"


class Choices(Record):
    """How a cohort is made of OMOP tables. Concepts are the standard ones of the vocabulary, chosen by a person."""

    disease: Concepts
    """Conditions; whoever has one of them is in the cohort, diagnosed at the first."""
    treatments: dict[Text, Concepts] = Field(min_length=1)
    """By the name on the curve: drugs and procedures, of which the first decides the group."""
    with_descendants: bool = True
    """Whether what the vocabulary holds below a concept counts as the concept."""
    clock: Clock = "first_treatment"
    """Time zero: the first of these treatments, or the diagnosis."""
    days_before_diagnosis: int = Field(0, ge=0, le=MOST_DAYS)
    """How many days before the diagnosis is recorded a treatment may begin and still count."""
    follow_up: FollowUp = "observation_period"
    """Until when a patient without a date of death was seen: the end of the observation period in which the clock
    starts, of the last one, or the last visit."""
    deaths_after_follow_up: bool = True
    """Whether a death recorded after that day counts; else the patient is last seen alive on that day."""


def columns_of(choices: Choices, has_landmark: bool) -> dict[str, object]:
    """The keys of the mapping for the table that these choices make. Where the clock starts at the diagnosis groups
    need a landmark, because who lived longer had more time to be treated; without one there is one group."""
    first = choices.clock == "first_treatment"
    keys: dict[str, object] = {
        "begins": "begins",
        "ends": "ends",
        "unit": "days",
        "event": "status",
        "dead": [DEAD],
        "alive": [ALIVE],
        "facts": {"age_years": "age_years"},
        "endpoint": "death of any cause",
        "clock": "first of the treatments" if first else "first diagnosis recorded",
    }
    if first or has_landmark:
        keys["group"] = "treatment"
    if first:
        keys["where"] = {"treatment": [*choices.treatments, SEVERAL]}
    return keys


def with_choice(raw: dict[str, object], key: str, value: object) -> dict[str, object]:
    """The raw choices with one changed as a form says it: concepts of the disease, or under a treatment's name; a
    number as it was typed is a number. What a form left empty is left out."""
    if key in _READERS and key not in ("disease", "treatments"):
        return raw | {key: value}
    named = [int(one) if one.isascii() and one.isdecimal() else one for one in map(str, _several(value))]
    if key == "disease":
        return raw | {"disease": named}
    given = raw.get("treatments")
    treatments = {name: one for name, one in given.items() if name != key} if isinstance(given, dict) else {}
    return raw | {"treatments": treatments | ({key: named} if named else {})}


def numbers_in(raw: Mapping[str, object]) -> tuple[int, ...]:
    """Every concept number in raw choices."""
    treatments = raw.get("treatments")
    parts = [raw.get("disease"), *(treatments.values() if isinstance(treatments, Mapping) else ())]
    listed = [one for part in parts if part is not None for one in _several(part)]
    return tuple(dict.fromkeys(one for one in listed if type(one) is int))


def _several(value: object) -> list[object]:
    return list(value) if isinstance(value, (list, tuple)) else [value]


def choices_from(raw: object, place: str) -> Choices:
    """The choices from parsed JSON; raises Refusal with all their faults."""
    if not isinstance(raw, dict):
        raise misfit(place, "an object that says 'disease', 'treatments' and so on", raw)
    faults, keys = Faults(), tuple(_READERS)
    for key in raw:
        if key not in keys:
            faults.add(unknown_key(place, key, keys))
    for key in ("disease", "treatments"):
        if not raw.get(key):
            faults.add(Refusal(f"{place} needs the key '{key}'; {_NEEDED[key]}.", place=place, allowed=key))
    given = {key: raw[key] for key in keys if raw.get(key) not in (None, [], {})}
    read = {key: faults.read(None, _READERS[key], value, f"{place}: {key}") for key, value in given.items()}
    faults.tell()
    return Choices.model_validate(read)


_NEEDED = {
    "disease": "it lists the concepts of the conditions that make a patient one of the cohort",
    "treatments": "it gives each group's name the concepts of its drugs and procedures",
}


def _concepts(raw: object, place: str) -> tuple[int, ...]:
    listed = raw if isinstance(raw, list) else [raw]
    if len(listed) > MOST_CONCEPTS or any(type(one) is not int or not 0 < one <= LARGEST_CONCEPT for one in listed):
        raise misfit(place, f"a list of 1 to {MOST_CONCEPTS:,} concept numbers of the OMOP vocabulary", raw)
    return tuple(dict.fromkeys(listed))


def _treatments(raw: object, place: str) -> dict[str, tuple[int, ...]]:
    allowed = f"an object of 1 to {MOST_TREATMENTS} names, each with its concept numbers"
    if not isinstance(raw, dict) or len(raw) > MOST_TREATMENTS:
        raise misfit(place, allowed, raw)
    read: dict[str, tuple[int, ...]] = {}
    for name, concepts in raw.items():
        if not name.strip() or len(name) > LONGEST_NAME or not name.isprintable() or name in (SEVERAL, UNTREATED):
            raise misfit(place, f"an object whose names are one line of at most {LONGEST_NAME} characters", name)
        read[name] = _concepts(concepts, f"{place}: {name}")
        for other in list(read)[:-1]:
            if twice := sorted(set(read[name]) & set(read[other])):
                told = f"{place}: the concept {twice[0]} stands in {shown(other)} and {shown(name)}; it may in one."
                raise Refusal(told, place=place, found=str(twice[0]))
    return read


def _days(raw: object, place: str) -> int:
    if type(raw) is not int or not 0 <= raw <= MOST_DAYS:
        raise misfit(place, f"whole days from 0 to {MOST_DAYS}", raw)
    return raw


_READERS: dict[str, Callable[[object, str], object]] = {
    "disease": _concepts,
    "treatments": _treatments,
    "with_descendants": yes_or_no,
    "clock": one_of(get_args(Clock)),
    "days_before_diagnosis": _days,
    "follow_up": one_of(get_args(FollowUp)),
    "deaths_after_follow_up": yes_or_no,
}
