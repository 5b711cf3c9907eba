"""Which published cohorts a patient resembles: entry, and fact by fact inside, outside, unreported, not recorded."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from haic_core.case.fact_kinds import Value, is_number
from haic_core.case.facts import FACTS, ULN_OF
from haic_core.case.patient import Patient
from haic_core.evidence.cohort import Baseline, Group
from haic_core.evidence.criterion import Condition
from haic_core.evidence.library import Library
from haic_core.evidence.series import OnSeries, Quoted, Series, listed_series
from haic_core.judgement.compiling import rule_books
from haic_core.judgement.findings import MET, OPEN, UNMET, Facts, Judge, judge_of_condition
from haic_core.judgement.known import Known
from haic_core.judgement.lines import Line
from haic_core.judgement.rulebook import RuleBook
from haic_core.words.vocabulary import DocumentKind, Modality, Role, Verdict

# Upper limits of normal describe a laboratory, not a patient; no cohort reports them.
_DESCRIBING = tuple(code for code in FACTS if "_uln_" not in code)
_ENTRY = {MET: Verdict.MEETS, OPEN: Verdict.UNKNOWN, UNMET: Verdict.FAILS}
_VERDICT_ORDER = (Verdict.MEETS, Verdict.CAUTION, Verdict.UNKNOWN, Verdict.FAILS)
_READ_ORDER = tuple(DocumentKind)


@dataclass(frozen=True, slots=True)
class Place:
    """Where this patient's value lies on what a cohort prints of one fact."""

    fact: str
    value: Value | None
    inside: bool | None
    printed: str
    locator: str
    base: Baseline | None


_WHOSE_LIMIT = {limit: fact for fact, limit in ULN_OF.items()}


@dataclass(frozen=True, slots=True)
class Match(OnSeries):
    """One cohort beside one patient. group: the closest group defined by facts known before treatment.

    inside, outside, not_recorded: the facts that the cohort prints, by where this patient's value lies; for a recorded
    value that only lacks its laboratory's upper limit of normal, not_recorded names that limit.
    """

    group: Group | None
    entry: Verdict
    inside: tuple[str, ...]
    outside: tuple[str, ...]
    not_recorded: tuple[str, ...]
    facts: Facts = field(repr=False, compare=False)
    recorded: frozenset[str] = field(repr=False)

    @property
    def key(self) -> str:
        return self.series.key

    @property
    def places(self) -> tuple[Place, ...]:
        """Fact by fact what the cohort prints and where this patient's value lies, in clinical order."""
        return tuple(printed.place(self.facts) for printed in printed_facts(self.series))

    @property
    def unreported(self) -> tuple[str, ...]:
        """The recorded facts of which the cohort prints nothing."""
        return tuple(code for code in _DESCRIBING if code in self.recorded and code not in self.printed)

    @property
    def compared(self) -> tuple[int, int]:
        """On how many of the recorded facts the cohort prints anything, and how many are recorded."""
        return sum(code in self.recorded for code in self.printed), len(self.recorded)

    @property
    def printed(self) -> frozenset[str]:
        """The facts of which the cohort prints anything."""
        return frozenset((*self.inside, *self.outside, *(_WHOSE_LIMIT.get(code, code) for code in self.not_recorded)))


@dataclass(frozen=True, slots=True)
class PrintedFact:
    """What one cohort prints of one fact: a range or counts, else the entry limit of its document."""

    fact: str
    base: Baseline | None
    locator: str
    says: Callable[[Facts], bool | None]

    def place(self, facts: Facts) -> Place:
        """Where the value of a patient lies."""
        value, printed = _plain(facts.get(self.fact)), _printed(self.base) if self.base else "entry limit"
        return Place(self.fact, value, self.says(facts), printed, self.locator, self.base)


@dataclass(frozen=True, slots=True)
class _Beside:
    """A series made ready to stand beside any patient. counts: whether its list says enough to say who entered."""

    series: Series
    printed: tuple[PrintedFact, ...]
    groups: tuple[tuple[Group, tuple[Judge, ...]], ...]
    lines: tuple[Line, ...] | None
    counts: bool

    def match(self, facts: Facts, recorded: frozenset[str]) -> Match:
        inside: list[str] = []
        outside: list[str] = []
        not_recorded: list[str] = []
        for one in self.printed:
            said = one.says(facts)
            if said is None:
                not_recorded.append(_missing(one.fact, recorded))
            else:
                (inside if said else outside).append(one.fact)
        # The first listed group whose definition the recorded facts meet.
        group = next((group for group, parts in self.groups if all(part(facts) == MET for part in parts)), None)
        entry = Verdict.UNKNOWN
        if self.lines is not None:
            entry = _ENTRY[min([line.judged(facts) for line in self.lines])]
        return Match(self.series, group, entry, tuple(inside), tuple(outside), tuple(not_recorded), facts, recorded)


def _missing(fact: str, recorded: frozenset[str]) -> str:
    """What would have to be recorded to place a patient: the fact, or only its laboratory's upper limit of normal."""
    return ULN_OF.get(fact, fact) if fact in recorded else fact


def match_cohorts(
    library: Library, patient: Patient, facts: Facts, verdicts: Mapping[Modality, Verdict]
) -> tuple[Match, ...]:
    """The cohorts of the patient's primary beside what is known of her: the options that read best first; among these
    those whose entry list she meets, and last those that would not have taken her; then those that print most of
    what is recorded of her, none of which fits her behind any that does, then those from which she differs least. What
    says little never ranks first: neither a silent cohort nor a list too short to say who entered.

    A series that a document only quotes is listed where no document in the library describes one first-hand.
    """
    recorded = _recorded(patient)
    found = [(one.match(facts, recorded), one.counts) for one in library.once(_all_beside).get(patient.primary, ())]
    return tuple(match for match, _ in sorted(found, key=lambda each: _closeness(each[0], each[1], verdicts)))


def match_cohort(series: Series, book: RuleBook, patient: Patient, facts: Facts) -> Match:
    """One cohort beside one patient of whom these facts are known; the book is that of its option."""
    return _beside(series, book).match(facts, _recorded(patient))


def _recorded(patient: Patient) -> frozenset[str]:
    """The recorded facts that describe her; what only follows from another one is not counted twice."""
    return frozenset(code for code in _DESCRIBING if patient.knows(code))


def _all_beside(library: Library) -> Mapping[str, tuple[_Beside, ...]]:
    """The listed series of every primary."""
    books = rule_books(library)
    primaries = {cohort.primary for source in library.sources for cohort in source.cohort}
    return {
        primary: tuple(
            _beside(one, books[one.modality])
            for one in listed_series(library.sources, primary=primary, quoted=Quoted.WHERE_ALONE)
        )
        for primary in primaries
    }


def _beside(series: Series, book: RuleBook) -> _Beside:
    # A document's list tells who entered its own series, never who entered a series it only quotes.
    printed = None if series.quoted else book.list_of(series.source.key)
    groups = tuple(
        (group, tuple(judge_of_condition(part) for part in group.where)) for group in series.cohort.group if group.where
    )
    lines = None if printed is None else tuple(book.lines[place] for place in printed.lines)
    return _Beside(series, printed_facts(series), groups, lines, printed is not None and printed.counts)


def printed_facts(series: Series) -> tuple[PrintedFact, ...]:
    """What a series prints of the facts of a case, in clinical order."""
    limits, placing = _entry_limits(series), defaultdict[str | None, list[Baseline]](list)
    for base in series.cohort.baseline:
        if base.group is None and _places(base):
            placing[base.fact].append(base)
    printed = placing.keys() | limits.keys()
    found = (_printed_fact(placing[code], limits.get(code), code) for code in _DESCRIBING if code in printed)
    return tuple(one for one in found if one is not None)


def _printed_fact(placing: Sequence[Baseline], limit: tuple[Condition, str] | None, code: str) -> PrintedFact | None:
    """The cohort's printed range or counts, else the document's own entry limit."""
    # A printed range says more than an open category: 30 lesions are more than 3, but outside 1 to 25.
    for base in sorted(placing, key=lambda base: base.range is None):
        return PrintedFact(code, base, base.locator, _on_baseline(base, code))
    if limit is None:
        return None
    condition, locator = limit
    judge = judge_of_condition(condition)

    def says(facts: Facts) -> bool | None:
        finding = judge(facts)
        return None if finding == OPEN else finding == MET

    return PrintedFact(code, None, locator, says)


def _on_baseline(base: Baseline, code: str) -> Callable[[Facts], bool | None]:
    def says(facts: Facts) -> bool | None:
        value = _plain(facts.get(code))
        return None if value is None else _inside(base, value)

    return says


def _plain(known: Known | None) -> Value | None:
    """A recorded value; nothing for what is only known to lie somewhere."""
    return known if isinstance(known, (bool, int, float, str)) else None


def _entry_limits(series: Series) -> dict[str, tuple[Condition, str]]:
    """The first limit that the document prints for each fact, with its place; cautions keep nobody out."""
    limits: dict[str, tuple[Condition, str]] = {}
    for rule in series.rules:
        if rule.condition is not None and rule.role is not Role.CAUTION:
            limits.setdefault(rule.condition.fact, (rule.condition, rule.locator))
    return limits


def _closeness(match: Match, counts: bool, verdicts: Mapping[Modality, Verdict]) -> tuple[object, ...]:
    verdict = verdicts.get(match.modality, Verdict.UNKNOWN)
    # Carrying on is always an option: its series stand behind what may be open to her, before what is closed.
    always = match.modality is Modality.SYSTEMIC
    return (
        _VERDICT_ORDER.index(Verdict.UNKNOWN if always else verdict),
        always,
        _VERDICT_ORDER.index(Verdict.UNKNOWN if match.entry is Verdict.MEETS and not counts else match.entry),
        *_fit(match),
        -match.compared[0],
        len(match.outside),
        match.series.quoted,
        _READ_ORDER.index(match.source.document),
        match.key,
    )


def _fit(match: Match) -> tuple[int, int]:
    """Those that fit her in something, those that only differ, the silent ones."""
    if match.inside:
        return 0, 0
    return (1, len(match.outside)) if match.outside else (2, 0)


def _places(base: Baseline) -> bool:
    """A median or mean alone cannot place a patient inside or outside."""
    return base.range is not None or any(share.when is not None for share in base.shares)


def _inside(base: Baseline, value: Value) -> bool:
    if base.range is not None:
        low, high = base.range
        return is_number(value) and low <= value <= high
    # A category printed with nobody in it, or not printed at all, is outside what the cohort has seen.
    return any(share.when is not None and share.when.span.holds(value) and share.count != 0 for share in base.shares)


def _printed(base: Baseline) -> str:
    if base.range is not None:
        return f"{base.range[0]:g} to {base.range[1]:g}"
    return "; ".join(
        f"{share.label}: {share.count if share.count is not None else f'{share.percent:g} %'}"
        for share in base.shares
        if share.count is not None or share.percent is not None
    )
