"""One result of a lab list as written, and how it is put together from the marks of its row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from haic_core.intake.labs.analytes import Analyte
from haic_core.intake.labs.days import Day, day_in
from haic_core.intake.labs.marks import Kind, Mark
from haic_core.intake.labs.remarks import remark_in
from haic_core.intake.units import normal


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference range as written: its upper end, or several where it is printed for several kinds of people."""

    uppers: tuple[str, ...] = ()
    unit: str = ""


NO_REFERENCE = Reference()


@dataclass(frozen=True, slots=True)
class Result:
    """One result as it stands in a list.

    numbers: the number as written; several where the row does not say which one is the result. limit: '<0.1' and its
    like, which is no value. units: as written; several only where they contradict each other. remark: what the list
    says of the specimen or the result. origin: where it stands.
    """

    analyte: Analyte
    name: str
    origin: str
    numbers: tuple[str, ...] = ()
    limit: str = ""
    units: tuple[str, ...] = ()
    reference: Reference = NO_REFERENCE
    day: Day | None = None
    remark: str = ""
    row: int = 0


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number, range or limit with the unit that stands directly behind it."""

    mark: Mark
    unit: str = ""


def results(bare: Result, marks: Sequence[Mark], words: str = "") -> tuple[Result, ...]:
    """The results of one row: none where its marks hold no number and no limit.

    bare: name, origin and what else is known of the row; a unit, day or reference that it has stands.
    words: what else is written in the row.
    """
    found = list(_quantities(marks))
    values, references = _told_apart(found)
    bare = replace(
        bare,
        units=bare.units or _units(marks, found, values, references),
        reference=_reference(references) if bare.reference is NO_REFERENCE else bare.reference,
        remark=bare.remark or remark_in(" ".join([words, *(one.text for one in marks if one.kind is Kind.WORD)])),
    )
    # A day in brackets with a number of its own is that number's: '188 (171 on 03/20/2026)'.
    bracketed = any(mark.kind is Kind.NUMBER and mark.inside for mark in marks)
    days = [mark for mark in marks if mark.kind is Kind.DAY and not (mark.inside and bracketed)]
    if bare.day is None and len(days) > 1 and len(days) == len(values):
        return tuple(_one(replace(bare, day=day_in(day.text)), value) for value, day in zip(values, days, strict=True))
    if bare.day is None and len({day_in(day.text) for day in days}) == 1:
        bare = replace(bare, day=day_in(days[0].text))
    own = [normal(value.unit) for value in values]
    if len(values) == 2 and all(own) and own[0] != own[1]:
        return tuple(_one(replace(bare, reference=NO_REFERENCE), value) for value in values)
    if len(values) > 1:
        numbers = tuple(dict.fromkeys(value.mark.text for value in values if value.mark.kind is Kind.NUMBER))
        limit = next((value.mark.text for value in values if value.mark.kind is Kind.LIMIT), "")
        return (replace(bare, numbers=numbers, limit=limit),)
    return tuple(_one(bare, value) for value in values)


def reference_in(marks: Sequence[Mark]) -> Reference:
    """The reference range that a cell's marks are."""
    ends = tuple(dict.fromkeys(mark.high for mark in marks if mark.kind in (Kind.RANGE, Kind.LIMIT) and mark.high))
    unit = next((mark.text for mark in marks if mark.kind is Kind.UNIT), "")
    return Reference(ends, unit) if ends else NO_REFERENCE


def _one(bare: Result, value: Quantity) -> Result:
    units = (value.unit,) if value.unit and not _contradicted(bare.units, value.unit) else bare.units
    if value.unit and _contradicted(bare.units, value.unit):
        units = (*bare.units, value.unit)
    if value.mark.kind is Kind.LIMIT:
        return replace(bare, limit=value.mark.text, units=units)
    return replace(bare, numbers=(value.mark.text,), units=units)


def _contradicted(units: Iterable[str], unit: str) -> bool:
    return any(normal(one) != normal(unit) for one in units)


def _quantities(marks: Sequence[Mark]) -> Iterator[Quantity]:
    for place, mark in enumerate(marks):
        if mark.kind in (Kind.NUMBER, Kind.RANGE, Kind.LIMIT):
            behind = [one for one in marks[place + 1 : place + 3] if one.cell == mark.cell]
            if behind and behind[0].kind is Kind.FLAG:
                behind = behind[1:]
            unit = behind[0].text if behind and behind[0].kind is Kind.UNIT else ""
            yield Quantity(mark, unit)


def _told_apart(found: list[Quantity]) -> tuple[list[Quantity], list[Quantity]]:
    """What may be the result, and what is its reference range."""
    outside = [one for one in found if one.mark.kind is Kind.NUMBER and not one.mark.inside]
    limits = [one for one in found if one.mark.kind is Kind.LIMIT]
    ranges = [one for one in found if one.mark.kind is Kind.RANGE]
    if outside:
        first = min(one.mark.start + 100_000 * one.mark.cell for one in outside)
        early = [one for one in limits if one.mark.start + 100_000 * one.mark.cell < first and not one.mark.inside]
        # A limit before the number: either may be the result, so that neither is taken.
        return [*early, *outside], [one for one in (*limits, *ranges) if one not in early]
    bare = [one for one in limits if not one.mark.inside]
    return bare[:1], [*ranges, *bare[1:], *(one for one in limits if one.mark.inside)]


def _units(
    marks: Sequence[Mark], found: list[Quantity], values: list[Quantity], references: list[Quantity]
) -> tuple[str, ...]:
    """The units of the row beside those directly behind a value; a range's own unit only where there is no other."""
    attached = [one.unit for one in found if one.unit]
    alone = [mark.text for mark in marks if mark.kind is Kind.UNIT]
    for unit in attached:
        if unit in alone:
            alone.remove(unit)
    if not alone and not any(one.unit for one in values):
        alone = [one.unit for one in references if one.unit]
    return tuple({normal(unit): unit for unit in alone}.values())


def _reference(references: list[Quantity]) -> Reference:
    ends = [one for one in references if one.mark.high]
    if not ends:
        return NO_REFERENCE
    return Reference(
        tuple(dict.fromkeys(one.mark.high for one in ends)), next((one.unit for one in ends if one.unit), "")
    )
