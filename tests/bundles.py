"""Bundles of our own making: small, and each about one thing that real ones do."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from haic_core.intake.fhir import read_bundle
from haic_core.intake.proposal import Proposed

Raw = dict[str, Any]
BOARD = date(2026, 11, 26)
LOINC, SNOMED, UCUM = "http://loinc.org", "http://snomed.info/sct", "http://unitsofmeasure.org"
ICD = "http://hl7.org/fhir/sid/icd-10-cm"
POSITIVE, NEGATIVE = {"system": SNOMED, "code": "10828004"}, {"system": SNOMED, "code": "260385009"}


def concept(code: str, system: str = LOINC, **more: object) -> Raw:
    return {"coding": [{"system": system, "code": code, **more}]}


def patient(**more: object) -> Raw:
    """A woman of 61 on the board's day."""
    return {"resourceType": "Patient", "id": "p", "gender": "female", "birthDate": "1965-03-02"} | more


def measured(value: object, unit: str, code: str | None = None, **more: object) -> Raw:
    """A quantity in a UCUM unit."""
    return {"value": value, "unit": unit, "system": UCUM, "code": unit if code is None else code} | more


def observed(code: str, day: str | None = "2026-11-02", /, system: str = LOINC, **more: object) -> Raw:
    """A final observation of the patient."""
    dated = {} if day is None else {"effectiveDateTime": day}
    whose = {"subject": {"reference": "Patient/p"}}
    return {"resourceType": "Observation", "status": "final", "code": concept(code, system)} | whose | dated | more


def lab(code: str, value: object, unit: str, day: str | None = "2026-11-02", /, **more: object) -> Raw:
    return observed(code, day, valueQuantity=measured(value, unit)) | more


def answered(code: str, answer: Raw, day: str | None = "2026-11-02", /, **more: object) -> Raw:
    """A receptor with a coded answer."""
    return observed(code, day, valueCodeableConcept={"coding": [answer]}) | more


def diagnosed(code: str, system: str = SNOMED, /, **more: object) -> Raw:
    whose = {"subject": {"reference": "Patient/p"}}
    return {"resourceType": "Condition", "code": concept(code, system)} | whose | more


def taken(name: str, day: str, kind: str = "MedicationStatement", **more: object) -> Raw:
    whose = {"subject": {"reference": "Patient/p"}, "status": "completed", "effectiveDateTime": day}
    return (
        {"resourceType": kind, "medicationCodeableConcept": {"coding": [{"code": "1", "display": name}]}} | whose | more
    )


def bundled(*resources: Raw, **more: object) -> bytes:
    entries = [{"fullUrl": f"urn:uuid:{number}", "resource": one} for number, one in enumerate(resources)]
    return json.dumps({"resourceType": "Bundle", "type": "collection", "entry": entries} | more).encode()


def read(*resources: Raw, on: date = BOARD) -> Proposed:
    """What a bundle of the patient and these resources proposes."""
    return read_bundle(bundled(patient(), *resources), "bundle.json", on)


def facts(*resources: Raw) -> dict[str, object]:
    """What is read beyond doubt of these resources, without the age."""
    return {code: value for code, value in read(*resources).facts.items() if code != "age_years"}


def passed(*resources: Raw) -> list[tuple[str, str]]:
    """What is passed over of these resources, and why."""
    return [(one.what, one.why) for one in read(*resources).passed_over]
