"""Which fact each observation of a bundle may answer, and which of them are not to be read at all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from haic_core.case.facts import NUMBERS
from haic_core.intake.fhir.codes import HER2, LABORATORY, NOT_READ, OTHERS, RECEPTORS, SCORES, is_loinc
from haic_core.intake.fhir.elements import Coding
from haic_core.intake.fhir.person import NOT_A_PERSON, STRANGER
from haic_core.intake.fhir.resources import Result
from haic_core.intake.fhir.told import Gathering, amount_as_written

_UNFINISHED = {
    "registered": "it is only registered", "preliminary": "it is preliminary", "cancelled": "it was cancelled",
    "entered-in-error": "it was entered in error", "unknown": "its status is unknown",
}  # fmt: skip


def topic_of(code: Coding) -> str:
    """What a code of a result is about: a fact, a receptor, a size and so on; nothing where no rule reads it."""
    if code in SCORES:
        return SCORES[code]
    if code in OTHERS:
        return OTHERS[code]
    if is_loinc(code):
        return LABORATORY.get(code.code) or RECEPTORS.get(code.code, "")
    return ""


def label_of(topic: str) -> str:
    """A topic as it is called where it is told."""
    if topic in NUMBERS:
        return NUMBERS[topic].label
    return topic if topic == HER2 else topic[:1].upper() + topic[1:]


def sorted_results(results: Iterable[Result], gathering: Gathering) -> Mapping[str, list[Result]]:
    """The results to be read by their topic; of those that name somebody who is not in the bundle, only where no other
    answers. What is not to be read is passed over with its reason."""
    found: dict[str, list[Result]] = {}
    others = 0
    for one in results:
        topics = {topic for code in one.codes if (topic := topic_of(code))}
        why = _why_not(one, topics, gathering)
        if why:
            topic = next(iter(topics), "")
            gathering.pass_over(_called(topic, one, gathering), why)
        elif topics:
            found.setdefault(topics.pop(), []).append(one)
        elif not one.value.is_empty:
            others += 1
    if others:
        gathering.pass_over(f"{others} other result{'s' if others > 1 else ''}", "no fact of the case file asks for it")
    strangers = {one.stranger for several in found.values() for one in several} - {""}
    kept = {topic: _hers_first(topic, several, len(strangers), gathering) for topic, several in found.items()}
    return {topic: several for topic, several in kept.items() if several}


def _called(topic: str, one: Result, gathering: Gathering) -> str:
    """A result as it is told. One that answers no fact is told without its day: of a person's birth, say."""
    if topic:
        return gathering.origin(label_of(topic), one)
    near = next((NOT_READ[code.code][0] for code in one.codes if is_loinc(code) and code.code in NOT_READ), "")
    if near:
        # With its value, for a person who enters it by hand.
        measured = one.value.amount
        told = amount_as_written(measured) if measured and measured.number is not None else ""
        return gathering.origin(f"{near} {told}".strip(), one)
    return f"Observation {one.loinc}" if one.loinc else "Observation without a code that is known here"


def _why_not(one: Result, topics: set[str], gathering: Gathering) -> str:
    """Why a result is not read, or nothing."""
    if not one.is_done and (topics or not one.value.is_empty):
        return _UNFINISHED.get(one.status, "it is not final")
    near = next((NOT_READ[code.code][1] for code in one.codes if is_loinc(code) and code.code in NOT_READ), "")
    if near:
        return near
    if not topics or _is_only_a_frame(one):
        topics.clear()
        return ""
    if len(topics) > 1:
        return "its codes name different things"
    if one.about == NOT_A_PERSON:
        return "it is not about the patient"
    if one.unread:
        return one.unread
    if one.when.first > gathering.on:
        return "it is of a day after the board's"
    return one.absent


def _is_only_a_frame(one: Result) -> bool:
    """A panel or a size whose values stand in its parts."""
    return one.has_parts and one.value.is_empty


def _hers_first(topic: str, several: list[Result], strangers: int, gathering: Gathering) -> list[Result]:
    """Her results; one stranger's where she has none, for that is she under another name; never those of several."""
    hers = [one for one in several if one.about != STRANGER]
    if not hers and strangers == 1:
        return several
    for one in several:
        if one.about == STRANGER:
            gathering.pass_over(_called(topic, one, gathering), "it names a patient who is not in the bundle")
    return hers
