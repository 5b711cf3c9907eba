"""The rule that makes a verdict, written a second time from its description alone, to be compared with the core's.

Nothing here comes from the core's judgement, and nothing is made fast: one function for each paragraph of the rule.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from second_findings import MET, NOT_MET, NOT_RECORDED, Case, all_of
from second_printed import PrintedList, cautions_of_lists, grounds, key_of, limits_of, lists_of, printed_on

from haic_core.case.fact_kinds import Value
from haic_core.evidence.criterion import Criterion
from haic_core.evidence.library import Library
from haic_core.words.vocabulary import Modality, Role


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


def judged(facts: Mapping[str, Value], library: Library) -> dict[str, Answer]:
    """The answer for each option, by the option's name."""
    case = Case(facts, library)
    return {modality.value: _answer(case, modality) for modality in Modality}


def _not_known(case: Case, modality: Modality) -> set[str]:
    """The common ground that is not known, each group told by its first fact."""
    found: set[str] = set()
    for group in case.library.once(grounds)[modality]:
        if not any(case.is_known(code) for code in group):
            found |= case.to_record(group[0])
    return found


# Safety


def _limits(case: Case, modality: Modality) -> tuple[set[str], set[str], set[str]]:
    """What the absolute limits stop, dispute and leave open."""
    stopped: set[str] = set()
    disputed: set[str] = set()
    open_facts: set[str] = set()
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


def _beyond_all(case: Case, modality: Modality) -> tuple[set[str], set[str]]:
    """Facts of the common ground with which every document that limits them leaves her out; and what is still open.

    Open is what would tell the last documents that may let her in, where others leave her out and none lets her in.
    """
    beyond_all: set[str] = set()
    open_facts: set[str] = set()
    for code in {code for group in case.library.once(grounds)[modality] for code in group}:
        warnings = [line for line in case.library.once(cautions_of_lists)[modality] if key_of(line) == code]
        if any(case.line(line) == MET for line in warnings):
            continue  # A list only warns of others: she is among those it treated.
        by_document = _lines_on(case, modality, code)
        said = {key: all_of(finding for _, finding in found) for key, found in by_document.items()}
        if set(said.values()) == {NOT_MET}:
            beyond_all.add(code)
        elif NOT_MET in said.values() and MET not in said.values():
            not_judged = [found for key, found in by_document.items() if said[key] == NOT_RECORDED]
            lines = [line for found in not_judged for line, finding in found if finding == NOT_RECORDED]
            open_facts = open_facts.union(*(case.missing(line) for line in lines))
    return beyond_all, open_facts


def _lines_on(case: Case, modality: Modality, code: str) -> dict[str, list[tuple[Criterion, str]]]:
    """Document by document the lines of lists and the absolute limits on a fact, judged."""
    found: dict[str, list[tuple[Criterion, str]]] = {}
    for key, of_list, line in case.library.once(printed_on)[modality][code]:
        found.setdefault(key, []).append((line, case.line_of_list(line) if of_list else case.line(line)))
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
    return any(case.line(line) == NOT_MET for line in (*case.library.once(cautions_of_lists)[modality], *of_limits))


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
    not_judged: set[str] = set()
    if modality is not Modality.SYSTEMIC:
        open_facts |= _not_known(case, modality)
        beyond_all, not_judged = _beyond_all(case, modality)
        open_facts |= not_judged
        stopped |= _beyond_every_list(case)
    safety = "stopped" if stopped else "open" if open_facts else "clear"
    # Where no document that could be judged lets her in, that speaks against it though the last is not judged.
    in_question = caution or bool(disputed) or bool(beyond_all) or bool(not_judged)
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
    # Of another primary only safety is judged.
    found = {one.source.key: _finding(case, one) for one in lists if entry != "none"}
    return Answer(
        verdict,
        safety,
        frozenset(stopped),
        frozenset(disputed),
        frozenset(beyond_all),
        frozenset(open_facts),
        entry,
        found,
        standing,
    )


def _verdict(safety: str, entry: str, in_question: bool, primary_not_recorded: bool) -> str:
    if safety == "stopped":
        return "fails"
    if entry == "outside":
        return "unknown" if primary_not_recorded else "fails"
    if entry in ("none", "open") or safety == "open":
        return "unknown"
    return "caution" if entry == "partly" or in_question else "meets"
