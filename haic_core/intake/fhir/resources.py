"""Observations, conditions and medicines of a bundle as narrow records: what a rule asks of them and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from haic_core.intake.fhir.bundle_file import Resource
from haic_core.intake.fhir.codes import is_loinc
from haic_core.intake.fhir.elements import (
    UNDATED,
    Amount,
    Coding,
    When,
    amount,
    codings,
    end_of,
    listed,
    mapping,
    number,
    text,
    when,
    words_of,
)
from haic_core.intake.fhir.person import Person
from haic_core.intake.quantity import numbers

DONE = ("final", "amended", "corrected")


@dataclass(frozen=True, slots=True)
class UpperLimit:
    """The upper end of a reference range; for whom it holds ('' for all)."""

    amount: Amount
    sex: str = ""


@dataclass(frozen=True, slots=True)
class Given:
    """The value of a result in whatever ways it is told. other: a kind of value that no rule reads."""

    amount: Amount | None = None
    codes: tuple[Coding, ...] = ()
    words: str = ""
    low_high: tuple[Amount | None, Amount | None] | None = None
    interpretation: tuple[Coding, ...] = ()
    other: str = ""

    @property
    def is_empty(self) -> bool:
        return not (self.amount or self.codes or self.words or self.low_high or self.other)


@dataclass(frozen=True, slots=True)
class Result:
    """One result: an observation, or a component of one with what it takes from the whole.

    about: hers, a stranger's or no person's; stranger: which one's. focus: the keys of the resources it is about.
    unread: why a mark on it forbids reading; absent: why it has no value.
    """

    codes: tuple[Coding, ...]
    status: str
    when: When
    value: Given
    about: str
    stranger: str = ""
    absent: str = ""
    unread: str = ""
    limits: tuple[UpperLimit, ...] = ()
    of_specimen: bool = False
    method: tuple[Coding, ...] = ()
    places: tuple[Coding, ...] = ()
    focus: tuple[str, ...] = ()
    has_parts: bool = False

    @property
    def is_done(self) -> bool:
        return self.status in DONE

    @property
    def loinc(self) -> str:
        """Its LOINC code in brackets, for a person who looks it up; nothing where it has none."""
        code = next((one.code for one in self.codes if is_loinc(one)), "")
        return f"LOINC {code}" if code else ""


def results_of(resource: Resource, person: Person) -> Iterator[Result]:
    """The observation as a result, and each of its components as one more."""
    raw = resource.content
    whole = Result(
        codes=codings(raw.get("code")),
        status=text(raw.get("status")),
        when=_when(raw),
        value=_given(raw),
        about=person.named_by(resource),
        stranger=person.stranger_in(resource),
        absent=_absent(raw),
        unread=_unread(raw),
        limits=tuple(_limits(raw)),
        of_specimen="specimen" in raw,
        method=codings(raw.get("method")),
        places=codings(raw.get("bodySite")),
        focus=tuple(_last(text(mapping(one).get("reference"))) for one in listed(raw.get("focus"))),
        has_parts=bool(listed(raw.get("component")) or listed(raw.get("hasMember"))),
    )
    yield whole
    for part in listed(raw.get("component")):
        inner = mapping(part)
        yield replace(
            whole,
            codes=codings(inner.get("code")),
            value=_given(inner),
            absent=_absent(inner),
            unread=whole.unread or _unread(inner),
            limits=tuple(_limits(inner)),
            has_parts=False,
        )


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """A condition: its codes and places, how sure it is, and whether it is one from earlier days only."""

    codes: tuple[Coding, ...]
    places: tuple[Coding, ...]
    about: str
    stranger: str = ""
    certainty: str = ""
    unread: str = ""
    is_earlier: bool = False
    keys: tuple[str, ...] = ()


# What the German catalogue marks at a code: excluded, suspected, a state after.
_CERTAINTIES = ("confirmed", "refuted", "entered-in-error", "provisional", "differential", "unconfirmed", "unknown")
_CERTAINTY_MARKS = {"A": "refuted", "V": "provisional", "Z": "a state after it"}


def diagnosis_of(resource: Resource, person: Person) -> Diagnosis:
    """A condition of any version: its certainty as a concept or as a bare word."""
    raw = resource.content
    profiles = " ".join(text(one) for one in _texts(mapping(raw.get("meta")).get("profile"))).casefold()
    return Diagnosis(
        codings(raw.get("code")),
        codings(raw.get("bodySite")),
        person.named_by(resource),
        person.stranger_in(resource),
        _certainty(raw),
        _unread(raw),
        "fruehere-tumorerkrankung" in profiles,
        tuple(key for key in (resource.id, _last(resource.url)) if key),
    )


def _certainty(raw: Mapping[str, object]) -> str:
    marks = (
        text(mapping(mark.get("valueCoding")).get("code"))
        for coding in listed(mapping(raw.get("code")).get("coding"))
        for mark in map(mapping, listed(mapping(coding).get("extension")))
        if text(mark.get("url")).endswith("icd-10-gm-diagnosesicherheit")
    )
    marked = next((_CERTAINTY_MARKS[mark] for mark in marks if mark in _CERTAINTY_MARKS), "")
    said = raw.get("verificationStatus")
    words = [text(said).casefold(), *(one.code.casefold() for one in codings(said))]
    return marked or next((word for word in words if word in _CERTAINTIES), "")


@dataclass(frozen=True, slots=True)
class Medicine:
    """A medicine that is stated, ordered, given or handed out. names: the words it goes by, for recognising only."""

    codes: tuple[Coding, ...]
    names: tuple[str, ...]
    when: When
    about: str
    status: str = ""
    is_order: bool = False
    unread: str = ""


def medicine_of(resource: Resource, person: Person, known: Mapping[str, Resource]) -> Medicine:
    """A medicine's record; what it refers to is looked up inside it, then in the bundle."""
    raw = resource.content
    meant = mapping(raw.get("medication"))
    reference = text(
        (mapping(raw.get("medicationReference")) or mapping(meant.get("reference")) or meant).get("reference")
    )
    inside = resource.carried.get(reference[1:]) if reference.startswith("#") else None
    elsewhere = known.get(_last(reference))
    referred = mapping((inside or (elsewhere.content if elsewhere else {})).get("code"))
    concept = mapping(raw.get("medicationCodeableConcept")) or mapping(meant.get("concept")) or referred
    names = [text(concept.get("text")), *(text(mapping(one).get("display")) for one in listed(concept.get("coding")))]
    stopped = raw.get("doNotPerform") is True or text(raw.get("intent")) in ("proposal", "plan", "option")
    return Medicine(
        codings(concept),
        tuple(name[:200] for name in names if name),
        _medicine_when(raw),
        person.named_by(resource),
        "not done" if stopped else text(raw.get("status")),
        resource.kind == "MedicationRequest",
        _unread(raw),
    )


def _given(raw: Mapping[str, object]) -> Given:
    whole, several = raw.get("valueInteger"), mapping(raw.get("valueRange"))
    measured = amount(raw.get("valueQuantity"))
    if measured is None and (counted := number(whole)) is not None:
        measured = Amount(counted, str(whole)[:24])
    told = [key for key in raw if key.startswith("value") and key not in _READ_KINDS]
    concept = raw.get("valueCodeableConcept")
    return Given(
        measured,
        codings(concept),
        text(raw.get("valueString"))[:100] or words_of(concept)[:100],
        (amount(several.get("low")), amount(several.get("high"))) if several else None,
        codings(raw.get("interpretation")),
        _OTHER_KINDS.get(told[0], "a kind of value that is not read") if told else "",
    )


_READ_KINDS = ("valueQuantity", "valueInteger", "valueCodeableConcept", "valueString", "valueRange")
_OTHER_KINDS = {"valueRatio": "a ratio", "valueBoolean": "yes or no", "valueSampledData": "a curve",
                "valueDateTime": "a date", "valuePeriod": "a period", "valueTime": "a time"}  # fmt: skip


def _when(raw: Mapping[str, object]) -> When:
    for key in ("effectiveDateTime", "effectiveInstant"):
        if found := when(raw.get(key)):
            return found
    timed = mapping(raw.get("effectiveTiming")).get("event")
    events = [found for one in _texts(timed) if (found := when(one))]
    return end_of(raw.get("effectivePeriod")) or (events[-1] if events else None) or when(raw.get("issued")) or UNDATED


def _medicine_when(raw: Mapping[str, object]) -> When:
    days = ("effectiveDateTime", "occurenceDateTime", "occurrenceDateTime", "whenHandedOver", "whenPrepared",
            "authoredOn", "dateAsserted", "dateWritten")  # fmt: skip
    periods = ("effectivePeriod", "occurencePeriod", "occurrencePeriod")
    found = [end_of(raw.get(key)) for key in periods] + [when(raw.get(key)) for key in days]
    return next((one for one in found if one), UNDATED)


def _limits(raw: Mapping[str, object]) -> Iterator[UpperLimit]:
    for one in map(mapping, listed(raw.get("referenceRange"))):
        kinds = {coding.code for coding in codings(one.get("type"))}
        high = amount(one.get("high")) or (None if one.get("low") else _upper_in(text(one.get("text"))))
        if high and high.number is not None and (not kinds or "normal" in kinds):
            whom = {_SEXES.get(coding.code, "") for coding in codings(one.get("appliesTo"))} - {""}
            yield UpperLimit(high, whom.pop() if len(whom) == 1 else "")


_RANGE_IN_WORDS = re.compile(
    r"(?:[0-9.,]{1,10}\s*(?:-|–|to|bis)|<=?|≤|up to|bis)\s*(?P<high>[0-9]{1,6}(?:[.,][0-9]{1,6})?)\s*(?P<unit>\S{0,20})"
)


def _upper_in(words: str) -> Amount | None:
    """The upper end of a range in words: '0.2 - 1.2 mg/dL', '<= 40 U/L'."""
    found = _RANGE_IN_WORDS.fullmatch(words[:80])
    readings = numbers(found["high"]) if found else ()
    if not found or len(readings) != 1:
        return None
    return Amount(readings[0], found["high"].replace(",", "."), found["unit"])


_SEXES = {"248152002": "female", "248153007": "male", "female": "female", "male": "male"}
_REASONS = ("unknown", "asked-unknown", "temp-unknown", "not-asked", "asked-declined", "masked", "not-applicable",
            "unsupported", "as-text", "error", "not-a-number", "negative-infinity", "positive-infinity",
            "not-performed", "not-permitted")  # fmt: skip


def _absent(raw: Mapping[str, object]) -> str:
    reason = raw.get("dataAbsentReason")
    if not reason:
        return ""
    code = next((one.code for one in codings(reason) if one.code in _REASONS), "")
    return f"it has no value ({code.replace('-', ' ')})" if code else "it has no value"


def _unread(raw: Mapping[str, object]) -> str:
    if raw.get("modifierExtension"):
        return "it carries a mark that may change its meaning and that is not known here"
    return "it follows rules of its own that are not known here" if raw.get("implicitRules") else ""


def _last(address: str) -> str:
    """The part of a reference that names the resource."""
    return address.split("/_history/")[0].rsplit("/", 1)[-1].removeprefix("urn:uuid:").removeprefix("urn:oid:")


def _texts(raw: object) -> list[str]:
    return [one for one in raw[:100] if isinstance(one, str)] if isinstance(raw, list) else []
