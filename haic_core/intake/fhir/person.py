"""Whose bundle it is: one person, her age on the board's day, whether she has died, and which results name her."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from haic_core.intake.fhir.bundle_file import BundleFile, Resource
from haic_core.intake.fhir.elements import When, listed, mapping, text, when
from haic_core.words.refusal import Refusal

_NOT_PERSONS = {"Group", "Device", "Location", "RelatedPerson", "Practitioner", "PractitionerRole", "Organization",
                "Substance", "Medication", "Specimen", "Procedure"}  # fmt: skip
_TYPED = re.compile(r"(?:.*/)?([A-Z][A-Za-z]+)/[^/]+(?:/_history/[^/]+)?")
HERS, STRANGER, NOT_A_PERSON = "hers", "stranger", "not a person"


@dataclass(frozen=True, slots=True)
class Person:
    """The one patient of a bundle. keys: by which results name her. births: when she may be born, one or several.

    is_described: a Patient stands in the bundle. sex: 'female', 'male' or nothing.
    """

    keys: frozenset[str] = frozenset()
    births: tuple[When, ...] = ()
    is_described: bool = False
    has_died: bool = False
    sex: str = ""

    def named_by(self, resource: Resource) -> str:
        """Whether a resource is about her, about somebody who is not in the bundle, or about no person at all."""
        if any(self._is_somebody_else(one) for one in listed(resource.content.get("focus"))):
            return NOT_A_PERSON
        kind, key = _named(resource)
        if kind == "" or key in self.keys:
            return HERS
        if kind in _NOT_PERSONS:
            return NOT_A_PERSON
        return STRANGER

    def _is_somebody_else(self, focus: object) -> bool:
        """Whether what a result is really about is another person: a donor, an unborn child."""
        found = _TYPED.fullmatch(text(mapping(focus).get("reference"))[:300])
        kind = found[1] if found else text(mapping(focus).get("type"))
        return kind == "RelatedPerson" or (kind == "Patient" and _key_of(mapping(focus)) not in self.keys)

    def stranger_in(self, resource: Resource) -> str:
        """By what a resource names somebody who is not in the bundle; for telling two of them apart only."""
        return _named(resource)[1] if self.named_by(resource) == STRANGER else ""

    def is_birthday(self, day: date | None) -> bool:
        """Whether a day is the one of birth, which is never shown."""
        return day is not None and any(birth.first == day for birth in self.births)

    def ages(self, on: date) -> tuple[int, ...]:
        """The completed years she may have on a day; none where no birth is known."""
        found = set()
        for birth in self.births:
            found |= {_years(birth.first, on), _years(birth.last, on)}
        return tuple(sorted(found))


def the_person(bundle: BundleFile, name: str) -> Person:
    """The patient whom a bundle is about; raises Refusal where there are several."""
    described = [one for one in bundle.resources if one.kind == "Patient"]
    own = [one for one in described if not one.is_carried] or described
    people = _people(own)
    if not people:
        people = [set(_strangers(bundle))]
        count = len(people[0])
    else:
        count = len(people)
    if count > 1:
        version = f" (of FHIR {bundle.version})" if bundle.version else ""
        raise Refusal(
            f"{name}: the bundle{version} holds {count} patients; a case is one patient, so nothing was read."
        )
    if not own:
        return Person(frozenset(people[0]))
    sexes = {text(one.content.get("gender")) for one in described} & {"female", "male"}
    births = {birth: None for one in own if (birth := when(one.content.get("birthDate")))}
    keys = people[0] | {key for one in described for key in _keys(one)}
    died = any(_died(one.content) for one in own)
    return Person(frozenset(keys), tuple(births), True, died, sexes.pop() if len(sexes) == 1 else "")


def _years(birth: date, on: date) -> int:
    return on.year - birth.year - ((on.month, on.day) < (birth.month, birth.day))


def _died(patient: Mapping[str, object]) -> bool:
    said = patient.get("deceasedBoolean")
    return (
        said is True
        or (isinstance(said, str) and said.casefold() == "true")
        or bool(text(patient.get("deceasedDateTime")))
    )


def _people(patients: Iterable[Resource]) -> list[set[str]]:
    """The keys of each person; patients that a link joins, or that are told twice, are one."""
    leads_to: dict[str, str] = {}

    def first_of(key: str) -> str:
        while leads_to[key] != key:
            leads_to[key] = leads_to[leads_to[key]]
            key = leads_to[key]
        return key

    for one in patients:
        own = _keys(one) or {repr(sorted(one.content.items(), key=str))}
        links = {_key_of(mapping(mapping(link).get("other"))) for link in listed(one.content.get("link"))} - {""}
        for key in own | links:
            leads_to.setdefault(key, key)
        start, *others = sorted(own | links)
        for key in others:
            leads_to[first_of(key)] = first_of(start)
    people: dict[str, set[str]] = {}
    for key in leads_to:
        people.setdefault(first_of(key), set()).add(key)
    return list(people.values())


def _keys(patient: Resource) -> set[str]:
    """By what a reference names a patient: its id, and the last part of its entry's address."""
    if patient.is_carried and not patient.id:
        return set()
    keys = {_key(patient.id.lstrip("#"))} if patient.id else set()
    return keys | ({_key(patient.url)} if patient.url else set())


def _key(address: str) -> str:
    """The part of an address that names the resource: 'Patient/7/_history/2' and 'urn:uuid:7' are both '7'."""
    plain = re.sub(r"/_history/.*$|[?|].*$", "", address)
    return re.sub(r"^(?:.*/|urn:(?:uuid|oid):)", "", plain)


def _key_of(reference: Mapping[str, object]) -> str:
    return _key(text(reference.get("reference")))


def _named(resource: Resource) -> tuple[str, str]:
    """The kind and key of whom a resource names as its subject; no kind where it names nobody by a reference."""
    subject = mapping(resource.content.get("subject") or resource.content.get("patient"))
    reference = text(subject.get("reference"))
    if not reference:
        kind = text(subject.get("type"))
        return (kind, "") if kind in _NOT_PERSONS else ("", "")
    if reference.startswith("#"):
        inside = resource.carried.get(reference[1:])
        return (text(mapping(inside).get("resourceType")), reference[1:]) if inside else ("", "")
    found = _TYPED.fullmatch(reference[:300])
    return (found[1] if found else "Patient"), _key(reference)


def _strangers(bundle: BundleFile) -> set[str]:
    named = [_named(one) for one in bundle.resources if one.kind in _ABOUT_SOMEBODY]
    return {key for kind, key in named if kind and kind not in _NOT_PERSONS}


_ABOUT_SOMEBODY = {"Observation", "Condition", "MedicationStatement", "MedicationRequest", "MedicationAdministration",
                   "MedicationDispense"}  # fmt: skip
