"""One record of the draft as a form: its fields line by line, what each is chosen from, what is refused at each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from haic_core.evidence.source_fields import Field, Kind, fields_of
from haic_core.intake.paper.checks import doi_fault
from haic_core.intake.paper.draft import Placed
from haic_core.intake.paper.places import Path, Raw, record_of, rows, table
from haic_core.intake.paper.sections import COHORT
from haic_core.wording.paper import number_wanted, pair_wanted

_ACROSS = 3
_PROSE = {"title", "setting", "treatment", "caveat", "tier_reason", "note", "reason", "what", "shown", "about", "zero",
          "access", "dose_rules", "partner"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cell:
    """What one control shows: a field, or of a span its verb or its bound."""

    field: Field
    part: Literal["", "verb", "bound"] = ""


def drawn(path: Path) -> tuple[Field, ...]:
    """The fields of a record that are drawn with it: all but records under headings of their own, and the format."""
    apart = (Kind.BLOCKS, Kind.TABLE)
    return tuple(field for field in fields_of(record_of(path)) if field.kind not in apart and field.name != "schema")


def strays(path: Path, faults: Sequence[Placed]) -> tuple[Placed, ...]:
    """Faults of a record at keys that no field of it shows: unknown ones, and tables of another shape."""
    return tuple(
        one
        for one in faults
        if one.name and not one.missing and one.name not in {field.name for field in drawn(one.record)}
    )


def layout(path: Path, in_a_row: bool = False) -> tuple[tuple[Cell, ...], ...]:
    """The fields of a record line by line: long ones alone, a verb with its bound, short ones three side by side.
    in_a_row: all on one line."""
    if in_a_row:
        return (tuple(cell for field in drawn(path) for cell in _cells(field)),)
    lines: list[tuple[Cell, ...]] = []
    for field in drawn(path):
        last, cells = lines[-1] if lines else (), _cells(field)
        alone = is_long(field) or not last or is_long(last[0].field)
        joins = not alone and len(last) + len(cells) <= _ACROSS
        lines[len(lines) - joins :] = [(*last, *cells) if joins else cells]
    return tuple(lines)


def _cells(field: Field) -> tuple[Cell, ...]:
    return (Cell(field, "verb"), Cell(field, "bound")) if field.kind is Kind.SPAN else (Cell(field),)


def is_long(field: Field) -> bool:
    """Whether a field takes the whole width."""
    return field.name in _PROSE or field.kind in (Kind.LINES, Kind.WORDS, Kind.ROWS, Kind.VALUES)


def choices(raw: Raw, path: Path, field: Field, figures: Sequence[str], keys: Sequence[str]) -> tuple[str, ...]:
    """The words that a field is chosen from: its closed list, or what the draft itself has to offer, with what stands
    there now. figures: the ids of the draft's figures. keys: of what the audit found."""
    now = table(raw, path).get(field.name)
    there = [one for one in (now if isinstance(now, list) else [now]) if isinstance(one, str)]
    if field.words:
        return tuple(dict.fromkeys([*field.words, *there]))
    ids: dict[str, Sequence[object]] = {
        "group": [table(raw, one).get("id") for one in rows(raw, (*path[:2], "group"))],
        "cohort": [table(raw, one).get("id") for one in rows(raw, (COHORT,))],
        "dispute": [table(raw, one).get("id") for one in rows(raw, ("dispute",))],
        "based_on": [table(raw, one).get("name") for one in rows(raw, ("worked_patient",)) if one < path],
        "figures": figures,
        "settles": keys,
    }
    if field.name not in ids:
        return ()
    return tuple(dict.fromkeys(one for one in [*ids[field.name], *there] if isinstance(one, str)))


def span_place(path: Path, field: Field) -> Path:
    """The record that holds the verb of a span."""
    return (*path, field.name) if field.name else path


def span_fact(raw: Raw, path: Path, field: Field) -> str:
    """The fact that a span is about: its own, or that of the characteristic whose row it stands in."""
    fact = table(raw, path[:-2] if field.name else path).get("fact")
    return fact if isinstance(fact, str) else ""


def holds_span(lines: Sequence[Sequence[Cell]]) -> bool:
    """Whether a record is a span with its fact: what is wrong with it is said at its bound."""
    return any(cell.part and not cell.field.name for line in lines for cell in line)


def said_at(raw: Raw, record: Path, name: str, faults: Sequence[Placed]) -> tuple[str, ...]:
    """What is said at a field, each in one sentence: what the reader refuses, and a DOI of another form."""
    doi = doi_fault(table(raw, record).get(name)) if name == "doi" else ""
    return (*field_faults(record, name, faults), *([doi] if doi else []))


def field_faults(record: Path, name: str, faults: Sequence[Placed]) -> tuple[str, ...]:
    """What the reader refuses at a field, each in one sentence; of what is still missing nothing."""
    own = [one for one in faults if one.record == record and one.name == name and not one.missing]
    return tuple(begun_large(sentence_at(one)) for one in own)


def begun_large(sentence: str) -> str:
    """A sentence whose place was taken off its front."""
    return sentence[:1].upper() + sentence[1:]


def sentence_at(fault: Placed) -> str:
    """A fault at its field; where text was kept because it is no number, what was wanted."""
    own = next((one for one in fields_of(record_of(fault.record)) if one.name == fault.name), None)
    if own and fault.fault.found.startswith(("'", '"')):
        if own.kind is Kind.PAIR:
            return pair_wanted(fault.fault.found.strip("'\""))
        if own.kind in (Kind.NUMBER, Kind.WHOLE):
            return number_wanted(fault.fault.found.strip("'\""))
    return fault.sentence
