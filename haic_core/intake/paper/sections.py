"""The draft laid out for a page: sections in the order of the work, in each a list of entries, one open at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from haic_core.evidence.source_fields import Kind, fields_of
from haic_core.intake.paper.draft import Placed
from haic_core.intake.paper.places import Path, Raw, record_of, rows, table
from haic_core.wording.paper import entry_label, noun

COHORT = "cohort"


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the page. singles: records that there is one of. tables: lists of records at the top of the file, or,
    of_cohort, in one cohort."""

    title: str
    singles: tuple[Path, ...] = ()
    tables: tuple[str, ...] = ()
    of_cohort: bool = False

    def lists(self, cohort: int) -> tuple[Path, ...]:
        """The places of its lists, those of one cohort."""
        return tuple((COHORT, cohort, name) if self.of_cohort else (name,) for name in self.tables)


@dataclass(frozen=True, slots=True)
class Entry:
    """A record in the list of a section, with how much of it is refused and still missing."""

    path: Path
    label: str
    refused: int
    missing: int


_SECTIONS = (
    Section("Citation", (("citation",), ())),
    Section("Design", (("study",),)),
    Section("Who could enter", (), ("list", "criterion", "limit", "open_statement")),
    Section("Cohorts", (), (COHORT,)),
    Section("Groups", (), ("group",), True),
    Section("Who did enter", (), ("baseline",), True),
    Section("What happened", (), ("outcome", "association"), True),
    Section("Harms", (), ("harm",), True),
    Section("Curves", (), ("curve",), True),
    Section("Regimens", (), ("regimen",)),
    Section("Disputes", (), ("dispute",)),
    Section("Risk of bias", (), ("bias",)),
    Section("Worked patients", (), ("worked_patient",)),
)


@cache
def sections() -> tuple[Section, ...]:
    """The sections; a table that the format has and no section names comes last under a heading of its own."""
    named = {name for section in _SECTIONS for name in section.tables}
    named |= {str(path[0]) for section in _SECTIONS for path in section.singles if path}
    further = [
        Section(field.name.replace("_", " ").capitalize(), ((field.name,),) if field.kind is Kind.TABLE else (),
                (field.name,) if field.kind is Kind.BLOCKS else (), of_cohort)
        for of_cohort, record in ((False, "Source"), (True, "Cohort"))
        for field in fields_of(record)
        if field.kind in (Kind.BLOCKS, Kind.TABLE) and field.name not in named
    ]  # fmt: skip
    return (*_SECTIONS, *further)


def entries(section: Section, raw: Raw, cohort: int, faults: Sequence[Placed]) -> tuple[Entry, ...]:
    """The records of a section, each once."""
    paths = [*section.singles, *(path for one in section.lists(cohort) for path in rows(raw, one))]
    return tuple(_entry(raw, path, faults) for path in paths)


def _entry(raw: Raw, path: Path, faults: Sequence[Placed]) -> Entry:
    own = faults_of(path, faults)
    name = str(path[-2] if path and isinstance(path[-1], int) else path[-1] if path else "")
    label = entry_label(name, table(raw, path)) if path and isinstance(path[-1], int) else noun(name).capitalize()
    missing = sum(one.missing for one in own)
    return Entry(path, label, len(own) - missing, missing)


def of_whole(faults: Sequence[Placed]) -> tuple[Placed, ...]:
    """The faults that no single entry has: lists that nothing marks, two entries of one name."""
    return tuple(one for one in faults if not one.record and not one.name)


def faults_of(path: Path, faults: Sequence[Placed]) -> tuple[Placed, ...]:
    """The faults of a record and of its rows, without those of records under a heading of their own."""
    return tuple(one for one in faults if _owner(one) == path and (one.record or one.name))


def faults_in(section: Section, faults: Sequence[Placed]) -> tuple[Placed, ...]:
    """The faults of a section, in whatever cohort."""
    return tuple(one for one in faults if section_of(_owner(one)) == section and (one.record or one.name))


def section_of(path: Path) -> Section:
    """The section in which a record is shown."""
    of_cohort = path[:1] == (COHORT,) and len(path) > 2
    name = path[2] if of_cohort else path[0] if path else ""
    for section in sections():
        if (name in section.tables and section.of_cohort is of_cohort) or path[:1] in section.singles:
            return section
    return sections()[0]


def _owner(fault: Placed) -> Path:
    """The record under a heading that holds a fault."""
    path = fault.record
    if path[:1] == (COHORT,):
        own = len(path) > 2 and _is_block(path[:2], str(path[2]))
        return path[:4] if own else path[:2]
    return path[:2] if len(path) > 1 and isinstance(path[1], int) else path[:1]


def _is_block(path: Path, name: str) -> bool:
    return any(field.name == name and field.kind is Kind.BLOCKS for field in fields_of(record_of(path)))


def chosen(listed: Sequence[Entry], path: Path | None) -> Entry | None:
    """The entry at a place, else the first one; None where there is none."""
    return next((one for one in listed if one.path == path), listed[0] if listed else None)
