"""The rule that makes a verdict, written a second time from its description alone, to be compared with the core's.

Nothing here comes from the core's judgement, and nothing is made fast: one function for each paragraph of the rule.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from second_findings import MET, NOT_MET, NOT_RECORDED, Case, all_of

from haic_core.case.fact_kinds import Value
from haic_core.evidence.criterion import Criterion
from haic_core.evidence.entry_list import EntryList
from haic_core.evidence.library import Library
from haic_core.evidence.source import Source
from haic_core.words.vocabulary import Extent, Modality, Role


@dataclass(frozen=True)
class Answer:
    """What is said of one option; sets and lists without an order."""

    verdict: str
    safety: str
    stopped: frozenset[str]
    disputed: frozenset[str]
    beyond_all: frozenset[str]
    open: frozenset[str]
    entry: str
    lists: dict[str, str]
    standing: str | None


@dataclass(frozen=True)
class PrintedList:
    """A document's entry and exclusion lines for one option."""

    source: Source
    mark: EntryList
    lines: tuple[Criterion, ...]

    @property
    def is_whole(self) -> bool:
        return self.mark.extent is Extent.WHOLE

    @cached_property
    def limited(self) -> frozenset[str]:
        return frozenset(key_of(line) for line in self.lines)

    @property
    def is_thin(self) -> bool:
        """Whether it limits fewer than two facts besides the primary and its histology."""
        return len(self.limited - {"primary", "histology_confirmed"}) < 2


def judged(facts: Mapping[str, Value], library: Library) -> dict[str, Answer]:
    """The answer for each option, by the option's name."""
    case = Case(facts, library)
    return {modality.value: _answer(case, modality) for modality in Modality}


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
    return {modality: _printed(library, modality) for modality in Modality}


def _printed(library: Library, modality: Modality) -> list[PrintedList]:
    found = []
    for source in documents(library):
        mark = source.list_for(modality)
        lines = tuple(line for line in source.criteria_for(modality) if line.role is not Role.CAUTION)
        if mark is not None and lines:
            found.append(PrintedList(source, mark, lines))
    return found


def limits_of(library: Library, modality: Modality, role: Role) -> list[tuple[Source, Criterion]]:
    """The absolute or the relative limits of an option, each with its document."""
    return [(source, line) for source, line in library.once(_all_limits)[modality] if line.role is role]


def _all_limits(library: Library) -> dict[Modality, list[tuple[Source, Criterion]]]:
    sources = documents(library)
    return {option: [(one, line) for one in sources for line in one.limits_for(option)] for option in Modality}


def _cautions_of_lists(library: Library) -> dict[Modality, list[Criterion]]:
    sources = documents(library)
    lines = {option: [line for one in sources for line in one.criteria_for(option)] for option in Modality}
    return {option: [line for line in found if line.role is Role.CAUTION] for option, found in lines.items()}


# What a board knows before


def _patient_groups(library: Library) -> dict[tuple[str, Modality], int]:
    """For each list the number of its patient group; lists of the same patients or with the same lines share one."""
    lists = [(one, modality) for modality in Modality for one in lists_of(library, modality)]
    group = {(one.source.key, modality): place for place, (one, modality) in enumerate(lists)}
    for first, first_option in lists:
        for second, second_option in lists:
            if _same_patients(first, second) or _lines(first) == _lines(second):
                old, new = group[first.source.key, first_option], group[second.source.key, second_option]
                group = {key: new if place == old else place for key, place in group.items()}
    return group


def _lines(one: PrintedList) -> frozenset[tuple[str, str]]:
    return frozenset((line.role.value, repr(line.conditions)) for line in one.lines)


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


def _lists_limiting(library: Library, modality: Modality, code: str) -> list[tuple[PrintedList, Modality]]:
    """The lists that limit a fact: those of the option, and of options that share the fact with it."""
    options = library.common_ground.sharing(modality, code)
    return [(one, option) for option in options for one in lists_of(library, option) if code in one.limited]


def _grounds(library: Library) -> dict[Modality, list[tuple[str, ...]]]:
    """For each option the groups of facts of which one has to be known."""
    return {modality: _ground(library, modality) for modality in Modality}


def _ground(library: Library, modality: Modality) -> list[tuple[str, ...]]:
    ground = library.common_ground
    found = [group for known in ground.known_before if modality in known.modalities for group in known.facts]
    patients = library.once(_patient_groups)
    limited = {code for option in Modality for one in lists_of(library, option) for code in one.limited}
    for group in sorted({ground.group_of(code) for code in limited}):
        lists = [found for code in group for found in _lists_limiting(library, modality, code)]
        if len({patients[one.source.key, option] for one, option in lists}) >= 2:
            found.append(group)
    return found


def _not_known(case: Case, modality: Modality) -> set[str]:
    """The common ground that is not known, each group told by its first fact."""
    found: set[str] = set()
    for group in case.library.once(_grounds)[modality]:
        if not any(case.is_known(code) for code in group):
            found |= case.to_record(group[0])
    return found


# Safety


def _limits(case: Case, modality: Modality) -> tuple[set[str], set[str], set[str]]:
    """What the absolute limits stop, dispute and leave open."""
    stopped, disputed, open_facts = set(), set(), set()
    limits = limits_of(case.library, modality, Role.CONTRAINDICATION)
    for key in {key_of(line) for _, line in limits}:
        printed = [(source, line, case.line(line)) for source, line in limits if key_of(line) == key]
        findings = {finding for _, _, finding in printed}
        if findings == {NOT_MET}:
            devices = {source.device for source, _, _ in printed}
            one_device_alone = len(devices) == 1 and None not in devices
            (disputed if one_device_alone else stopped).add(key)
        elif NOT_MET in findings:
            disputed.add(key)
        else:
            for _, line, finding in printed:
                if finding == NOT_RECORDED:
                    open_facts |= case.missing(line)
    return stopped, disputed, open_facts


def _leaves_out(case: Case, one: PrintedList, code: str) -> bool:
    return any(case.line_of_list(line) == NOT_MET for line in one.lines if key_of(line) == code)


def _beyond_all(case: Case, modality: Modality) -> set[str]:
    """The facts of the common ground with which every document that limits them leaves her out."""
    found = set()
    limits = limits_of(case.library, modality, Role.CONTRAINDICATION)
    for code in {code for group in case.library.once(_grounds)[modality] for code in group}:
        leaves_out: dict[str, bool] = {}
        for one, _ in _lists_limiting(case.library, modality, code):
            key = one.source.key
            leaves_out[key] = leaves_out.get(key, False) or _leaves_out(case, one, code)
        for source, line in limits:
            if key_of(line) == code:
                leaves_out[source.key] = leaves_out.get(source.key, False) or case.line(line) == NOT_MET
        if leaves_out and all(leaves_out.values()):
            found.add(code)
    return found


def _beyond_every_list(case: Case) -> set[str]:
    """The facts with which every list of every option leaves her out."""
    lists = [one for option in Modality for one in lists_of(case.library, option)]
    found = set()
    for code in case.library.common_ground.beyond_every_list:
        limiting = [one for one in lists if code in one.limited]
        if limiting and all(_leaves_out(case, one, code) for one in limiting):
            found.add(code)
    return found


def _caution_recorded(case: Case, modality: Modality) -> bool:
    """Whether a caution of a list or a relative limit of the option is not met."""
    of_limits = [line for _, line in limits_of(case.library, modality, Role.CAUTION)]
    return any(case.line(line) == NOT_MET for line in (*case.library.once(_cautions_of_lists)[modality], *of_limits))


# Entry


def _finding(case: Case, one: PrintedList) -> str:
    return all_of(case.line_of_list(line) for line in one.lines)


def _counts(one: PrintedList, beyond_all: Iterable[str]) -> bool:
    """Whether a list can admit: whole, or limiting enough and not silent where she is beyond all others."""
    return one.is_whole or (not one.is_thin and one.limited.issuperset(beyond_all))


def _entry(case: Case, lists: list[PrintedList], beyond_all: set[str]) -> str:
    if not lists:
        return "none"
    whole = {_finding(case, one) for one in lists if one.is_whole}
    part = {_finding(case, one) for one in lists if not one.is_whole and _counts(one, beyond_all)}
    if MET in whole:
        return "admitted"
    if NOT_RECORDED in whole:
        return "open"
    if MET in part:
        return "partly"
    return "open" if NOT_RECORDED in part else "outside"


def _standing(case: Case, lists: list[PrintedList], beyond_all: set[str], in_question: bool) -> str:
    for one in lists:
        met = {key_of(line) for line in one.lines if case.line_of_list(line) == MET} - {"primary"}
        if _finding(case, one) != NOT_MET and _counts(one, beyond_all) and len(met) >= 2:
            return "in_question" if in_question else "nothing_against"
    return "too_little"


# The verdict


def _answer(case: Case, modality: Modality) -> Answer:
    lists = lists_of(case.library, modality)
    stopped, disputed, open_facts = _limits(case, modality)
    caution = _caution_recorded(case, modality)
    beyond_all: set[str] = set()
    if modality is not Modality.SYSTEMIC:
        open_facts |= _not_known(case, modality)
        beyond_all = _beyond_all(case, modality)
        stopped |= _beyond_every_list(case)
    safety = "stopped" if stopped else "open" if open_facts else "clear"
    in_question = caution or bool(disputed) or bool(beyond_all)
    if modality is Modality.SYSTEMIC:
        entry, standing = "none", None
        verdict = "caution" if caution or stopped or disputed else "meets"
    else:
        primary = case.facts.get("primary")
        of_another = primary is not None and primary != "breast"
        entry = "none" if of_another else _entry(case, lists, beyond_all)
        verdict = _verdict(safety, entry, in_question, primary is None)
        standing = None
        if verdict == "unknown":
            standing = "too_little" if of_another else _standing(case, lists, beyond_all, in_question)
    found = {one.source.key: _finding(case, one) for one in lists}
    sets = [frozenset(codes) for codes in (stopped, disputed, beyond_all, open_facts)]
    return Answer(verdict, safety, *sets, entry, found, standing)


def _verdict(safety: str, entry: str, in_question: bool, primary_not_recorded: bool) -> str:
    if safety == "stopped":
        return "fails"
    if entry == "outside":
        return "unknown" if primary_not_recorded else "fails"
    if entry in ("none", "open") or safety == "open":
        return "unknown"
    return "caution" if entry == "partly" or in_question else "meets"
