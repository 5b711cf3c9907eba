"""What a second, independent reading finds printed for each option, and what a board knows before; for second_rule."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from haic_core.evidence.criterion import Criterion
from haic_core.evidence.entry_list import EntryList
from haic_core.evidence.library import Library
from haic_core.evidence.source import Source
from haic_core.words.vocabulary import Extent, Modality, Role


@dataclass(frozen=True)
class PrintedList:
    """A document's entry and exclusion lines for one option."""

    source: Source
    mark: EntryList
    lines: tuple[Criterion, ...]

    @property
    def is_whole(self) -> bool:
        return self.mark.extent is Extent.WHOLE

    @property
    def name(self) -> tuple[str, Modality]:
        return self.source.key, self.mark.modality

    @cached_property
    def asks(self) -> frozenset[tuple[str, str]]:
        """What its lines ask, wherever they are printed."""
        return frozenset((line.role.value, repr(line.conditions)) for line in self.lines)

    @cached_property
    def limited(self) -> frozenset[str]:
        return frozenset(key_of(line) for line in self.lines)

    @property
    def is_thin(self) -> bool:
        """Whether it limits fewer than two facts besides the primary and its histology."""
        return len(self.limited - {"primary", "histology_confirmed"}) < 2


def key_of(line: Criterion) -> str:
    """The fact to which a line belongs."""
    return line.conditions[0].fact


def documents(library: Library) -> list[Source]:
    """Every document that weighs in a verdict."""
    return [source for source in library.judging if not source.is_context]


def lists_of(library: Library, modality: Modality) -> list[PrintedList]:
    """The lists printed for an option."""
    return library.once(_lists)[modality]


def _lists(library: Library) -> dict[Modality, list[PrintedList]]:
    found: dict[Modality, list[PrintedList]] = {modality: [] for modality in Modality}
    for source in documents(library):
        for mark in source.list_:
            lines = tuple(line for line in source.criteria_for(mark.modality) if line.role is not Role.CAUTION)
            if lines:
                found[mark.modality].append(PrintedList(source, mark, lines))
    return found


def limits_of(library: Library, modality: Modality, role: Role) -> list[tuple[Source, Criterion]]:
    """The absolute or the relative limits of an option, each with its document."""
    return [(source, line) for source, line in library.once(_all_limits)[modality] if line.role is role]


def _all_limits(library: Library) -> dict[Modality, list[tuple[Source, Criterion]]]:
    sources = documents(library)
    return {option: [(one, line) for one in sources for line in one.limits_for(option)] for option in Modality}


def cautions_of_lists(library: Library) -> dict[Modality, list[Criterion]]:
    """The lines of lists that only warn."""
    sources = documents(library)
    lines = {option: [line for one in sources for line in one.criteria_for(option)] for option in Modality}
    return {option: [line for line in found if line.role is Role.CAUTION] for option, found in lines.items()}


# What a board knows before


def _patient_groups(library: Library) -> dict[tuple[str, Modality], int]:
    """For each list the number of its patient group; lists of the same patients or with the same lines share one."""
    lists = [one for modality in Modality for one in lists_of(library, modality)]
    group = {one.name: place for place, one in enumerate(lists)}
    for first in lists:
        for second in lists:
            if _same_patients(first, second) or first.asks == second.asks:
                old, new = group[first.name], group[second.name]
                group = {name: new if place == old else place for name, place in group.items()}
    return group


def _same_patients(first: PrintedList, second: PrintedList) -> bool:
    if second.source.key == first.mark.same_patients_as or first.source.key == second.mark.same_patients_as:
        return True
    return any(
        one.same_patients_as == f"{second.source.key}/{other.id}"
        and other.same_patients_as == f"{first.source.key}/{one.id}"
        for one in first.source.cohort
        for other in second.source.cohort
        if first.source.key != second.source.key
    )


def lists_limiting(library: Library, modality: Modality, code: str) -> list[PrintedList]:
    """The lists that limit a fact: those of the option, and of options that share the fact with it."""
    options = library.common_ground.sharing(modality, code)
    return [one for option in options for one in lists_of(library, option) if code in one.limited]


def grounds(library: Library) -> dict[Modality, list[tuple[str, ...]]]:
    """For each option the groups of facts of which one has to be known."""
    return {modality: _ground(library, modality) for modality in Modality}


def _ground(library: Library, modality: Modality) -> list[tuple[str, ...]]:
    ground = library.common_ground
    found = [group for known in ground.known_before if modality in known.modalities for group in known.facts]
    patients = library.once(_patient_groups)
    limited = {code for option in Modality for one in lists_of(library, option) for code in one.limited}
    for group in sorted({ground.group_of(code) for code in limited}):
        lists = [found for code in group for found in lists_limiting(library, modality, code)]
        if len({patients[one.name] for one in lists}) >= 2:
            found.append(group)
    return found


Printed = tuple[str, bool, Criterion]
"""The document's key, whether the line belongs to a list, and the line."""


def printed_on(library: Library) -> dict[Modality, dict[str, list[Printed]]]:
    """For each option and fact of its common ground the lines that limit it: lists that count, and absolute limits."""
    return {
        modality: {code: _printed_on(library, modality, code) for group in groups for code in group}
        for modality, groups in library.once(grounds).items()
    }


def _printed_on(library: Library, modality: Modality, code: str) -> list[Printed]:
    lists = lists_limiting(library, modality, code)
    limits = limits_of(library, modality, Role.CONTRAINDICATION)
    return [
        *((one.source.key, True, line) for one in lists for line in one.lines if key_of(line) == code),
        *((source.key, False, line) for source, line in limits if key_of(line) == code),
    ]
