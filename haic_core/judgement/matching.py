"""Which published cohorts a patient resembles: entry, and fact by fact inside, outside, unreported, not recorded."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from haic_core.case.fact_kinds import Value, as_number
from haic_core.case.facts import FACTS
from haic_core.case.patient import Patient
from haic_core.evidence.cohort import Baseline, Cohort, Group
from haic_core.evidence.criterion import Condition
from haic_core.evidence.library import Library
from haic_core.evidence.series import OnSeries, Quoted, Series, listed_series
from haic_core.judgement.compiling import rule_books
from haic_core.judgement.findings import MET, OPEN, UNMET, Facts, every, judge_condition
from haic_core.judgement.known import Interval
from haic_core.judgement.rulebook import RuleBook
from haic_core.words.decimals import exact
from haic_core.words.vocabulary import DocumentKind, Finding, Role, Verdict

# Upper limits of normal describe a laboratory, not a patient; no cohort reports them.
_DESCRIBING = tuple(code for code in FACTS if "_uln_" not in code)
_ENTRY = {MET: Verdict.MEETS, OPEN: Verdict.UNKNOWN, UNMET: Verdict.FAILS}
_ENTRY_ORDER = (Verdict.MEETS, Verdict.UNKNOWN, Verdict.FAILS)
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


@dataclass(frozen=True, slots=True)
class Match(OnSeries):
    """One cohort beside one patient. group: the closest group defined by facts known before treatment."""

    group: Group | None
    entry: Verdict
    places: tuple[Place, ...]
    unreported: tuple[str, ...]

    @property
    def key(self) -> str:
        return self.series.key

    @property
    def compared(self) -> tuple[int, int]:
        """On how many of the recorded facts the cohort prints anything, and how many are recorded."""
        printed = sum(place.inside is not None for place in self.places)
        return printed, printed + len(self.unreported)

    @property
    def inside(self) -> tuple[str, ...]:
        return tuple(place.fact for place in self.places if place.inside is True)

    @property
    def outside(self) -> tuple[str, ...]:
        return tuple(place.fact for place in self.places if place.inside is False)

    @property
    def not_recorded(self) -> tuple[str, ...]:
        return tuple(place.fact for place in self.places if place.inside is None)


def match_cohorts(library: Library, patient: Patient, facts: Facts) -> tuple[Match, ...]:
    """The cohorts of the patient's primary (breast where it is not recorded), entry met first, then directness.

    Directness, in words: fewer facts outside the cohort; read in full before abstract; more facts inside. A
    series that a document only quotes is listed where no document in the library describes one first-hand.
    """
    books = rule_books(library)
    listed = listed_series(library.sources, primary=patient.primary, quoted=Quoted.WHERE_ALONE)
    return tuple(sorted((match_cohort(one, books[one.modality], patient, facts) for one in listed), key=_directness))


def match_cohort(series: Series, book: RuleBook, patient: Patient, facts: Facts) -> Match:
    """One cohort beside one patient; the book is that of its option."""
    limits = _entry_limits(series)
    places = tuple(
        place for code in _DESCRIBING if (place := _place(series.cohort, limits.get(code), code, facts)) is not None
    )
    reported = {place.fact for place in places}
    unreported = tuple(code for code in _DESCRIBING if patient.knows(code) and code not in reported)
    return Match(series, _closest_group(series.cohort, facts), _entry(series, book, facts), places, unreported)


def _entry(series: Series, book: RuleBook, facts: Facts) -> Verdict:
    """A document's list tells who entered its own series, never who entered a series it only quotes."""
    printed = None if series.quoted else book.list_of(series.source.key)
    if printed is None:
        return Verdict.UNKNOWN
    return _ENTRY[min(book.lines[place].judged(facts) for place in printed.lines)]


def _entry_limits(series: Series) -> dict[str, tuple[Condition, str]]:
    """The first limit that the document prints for each fact, with its place; cautions keep nobody out."""
    limits: dict[str, tuple[Condition, str]] = {}
    for rule in series.rules:
        if rule.condition is not None and rule.role is not Role.CAUTION:
            limits.setdefault(rule.condition.fact, (rule.condition, rule.locator))
    return limits


def _directness(match: Match) -> tuple[int, int, bool, int, int, str]:
    return (
        _ENTRY_ORDER.index(match.entry),
        len(match.outside),
        match.series.quoted,
        _READ_ORDER.index(match.source.document),
        -len(match.inside),
        match.key,
    )


def _closest_group(cohort: Cohort, facts: Facts) -> Group | None:
    """The first listed group whose definition the patient's recorded facts meet."""
    for group in cohort.group:
        if group.where and every(judge_condition(part, facts) for part in group.where) is Finding.MET:
            return group
    return None


def _place(cohort: Cohort, limit: tuple[Condition, str] | None, code: str, facts: Facts) -> Place | None:
    """The patient's value on the cohort's printed range or counts, else on the document's own entry limit."""
    known = facts.get(code)
    value = None if isinstance(known, (Interval, Fraction)) else known
    placing = [base for base in cohort.baseline if base.fact == code and base.group is None and _places(base)]
    # A printed range says more than an open category: 30 lesions are more than 3, but outside 1 to 25.
    for base in sorted(placing, key=lambda base: base.range is None):
        inside = None if value is None else _inside(base, value)
        return Place(code, value, inside, _printed(base), base.locator, base)
    if limit is None:
        return None
    condition, locator = limit
    finding = judge_condition(condition, facts)
    inside = None if finding is Finding.NOT_RECORDED else finding is Finding.MET
    return Place(code, value, inside, "entry limit", locator, None)


def _places(base: Baseline) -> bool:
    """A median or mean alone cannot place a patient inside or outside."""
    return base.range is not None or any(share.when is not None for share in base.shares)


def _inside(base: Baseline, value: Value) -> bool:
    if base.range is not None:
        return exact(base.range[0]) <= as_number(value) <= exact(base.range[1])
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
