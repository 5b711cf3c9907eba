"""The verdict of each option: safety first, then entry, then the table of both; with the ledger behind it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from haic_core.case.fact_kinds import Value
from haic_core.case.patient import Patient
from haic_core.case.sections import waits_for
from haic_core.evidence.criterion import Criterion
from haic_core.evidence.derivation import PointScore
from haic_core.evidence.source import OpenStatement
from haic_core.judgement.asks import Findings
from haic_core.judgement.changes import Flip, changes
from haic_core.judgement.entry import Entry, candidates
from haic_core.judgement.findings import FINDING, OPEN, UNMET, Facts, compared_value, told_value
from haic_core.judgement.known import TOLD_BY
from haic_core.judgement.lines import PrintedList
from haic_core.judgement.reading import Reading, read_option
from haic_core.judgement.rulebook import RuleBook
from haic_core.judgement.safety import Safety, beyond_all, to_record
from haic_core.words.vocabulary import EntryReading, Finding, Modality, SafetyReading, Standing, Verdict


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One printed line, judged. value: what was compared, a multiple for ``times_uln``, both ends of an interval.

    of_list: whether it belongs to a list, else it is a limit; not_yet: only time has to pass until it is met; classes:
    the classes to which the points of a derived fact may belong.
    """

    criterion: Criterion
    source: str
    of_list: bool
    finding: Finding
    not_yet: bool
    value: Value | tuple[float, float] | None
    recorded: tuple[tuple[str, Value], ...]
    classes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Option:
    """One option for one patient. missing: the facts not recorded on which it still waits.

    The ledger and the changes are worked out when they are first asked for: on most pages nobody opens them.
    """

    modality: Modality
    verdict: Verdict
    standing: Standing | None
    safety: Safety
    entry: Entry
    missing: tuple[str, ...]
    _judged: _Judged = field(repr=False)

    @cached_property
    def ledger(self) -> tuple[LedgerRow, ...]:
        """Every line that is printed for the option, judged, document by document."""
        told: _Told = {}
        return tuple(_row(self._judged, place, told) for place in range(self._judged.book.own))

    @cached_property
    def flips(self) -> tuple[Flip, ...]:
        """Single changes that would open the option, then those that would close it, the nearest of each first."""
        own = self._judged
        return changes(own.book, own.findings, own.facts, own.recorded, own.read)

    @cached_property
    def deciding(self) -> tuple[LedgerRow, ...]:
        """The lines behind a verdict other than 'meets'."""
        return tuple(self.ledger[place] for place in _deciding(self._judged))

    def recorded(self, code: str) -> Value | None:
        """What is recorded of a fact, also where no line of the option asks for it."""
        return self._judged.recorded.get(code)

    @property
    def open_statements(self) -> tuple[tuple[str, OpenStatement], ...]:
        """What documents state without a limit, for the board to judge, with each document's key."""
        return self._judged.book.open_statements

    @property
    def limited_elsewhere(self) -> tuple[str, ...]:
        """Facts that no document of this option limits, by which some list of another option leaves the patient out."""
        book, facts = self._judged.book, self._judged.facts
        return tuple(
            one.fact
            for one in book.every_list
            if one.fact in book.unlimited
            and any(book.lines[at].judged(facts) == UNMET for document in one.documents for at in document)
        )

    @property
    def opens(self) -> tuple[Flip, ...]:
        """Single changes that can come and would open the option, the nearest first."""
        return tuple(flip for flip in self.flips if flip.opens)

    @property
    def closes(self) -> tuple[Flip, ...]:
        """Single changes that would close it, the nearest first."""
        return tuple(flip for flip in self.flips if not flip.opens)


@dataclass(frozen=True, slots=True)
class _Judged:
    """What an option was judged from."""

    book: RuleBook
    facts: Facts
    recorded: Mapping[str, Value]
    findings: Findings
    read: Reading

    def finding(self, place: int) -> int:
        """Unmet, open or met, of one line."""
        return self.book.lines[place].judged(self.facts)

    @property
    def candidates(self) -> tuple[PrintedList, ...]:
        """The lists that nothing rules out."""
        return candidates(self.book, self.findings, beyond_all(self.book, self.findings))


def judge_option(book: RuleBook, facts: Facts, recorded: Mapping[str, Value]) -> Option:
    """One option for a patient of whom these facts are known, from every document of tier A or B that speaks of it."""
    findings = book.findings(facts)
    read = read_option(book, findings, facts)
    judged = _Judged(book, facts, recorded, findings, read)
    return Option(book.modality, read.verdict, read.standing, read.safety, read.entry, _missing(judged), judged)


# What is recorded of the facts that a line asks for: of lines that ask for the same, once.
_Told = dict[tuple[str, ...], tuple[tuple[str, Value], ...]]


def _row(judged: _Judged, place: int, told: _Told) -> LedgerRow:
    line, finding = judged.book.lines[place], judged.finding(place)
    rule, facts = line.criterion, judged.facts
    if rule.facts not in told:
        told[rule.facts] = _recorded_of(rule.facts, facts, judged.recorded)
    own = told[rule.facts]
    value = told_value(compared_value(rule.condition, facts)) if rule.condition is not None else None
    not_yet = line.waiting and finding == OPEN and line.verdict_of(facts) == UNMET
    said = Finding.NOT_MET if not_yet else FINDING[finding]
    classes = _classes(judged.book.scores, rule, value)
    return LedgerRow(rule, line.source, line.of_list, said, not_yet, value, own, classes)


def _recorded_of(codes: tuple[str, ...], facts: Facts, recorded: Mapping[str, Value]) -> tuple[tuple[str, Value], ...]:
    """What is recorded of some facts; where nothing is, what they were told by."""
    own = tuple((code, recorded[code]) for code in codes if code in recorded)
    standing_in = [TOLD_BY[code] for code in codes if code in facts and TOLD_BY.get(code) in recorded]
    return own or tuple((code, recorded[code]) for code in standing_in)


def _classes(
    scores: Sequence[PointScore], rule: Criterion, value: Value | tuple[float, float] | None
) -> tuple[str, ...]:
    if rule.condition is None or not isinstance(value, tuple):
        return ()
    points = int(value[0]), int(value[1])
    return next((score.class_names(points) for score in scores if score.fact == rule.condition.fact), ())


def _deciding(judged: _Judged) -> tuple[int, ...]:
    """Places of the lines behind a verdict other than 'meets': limits that stop, else the lines that leave her out
    or beyond all, else what warns, else what is not recorded or not yet over."""
    book, read = judged.book, judged.read
    found = [judged.finding(at) for at in range(book.own)]
    unmet = [at for at, finding in enumerate(found) if finding == UNMET]
    if read.verdict is Verdict.FAILS:
        stopped = frozenset(read.safety.stopped)
        if stopped:
            return tuple(at for at in unmet if book.lines[at].key in stopped and at not in book.cautions)
        outside = tuple(at for one in book.lists if one.counts for at in one.lines if found[at] == UNMET)
        return outside or tuple(at for at in unmet if book.lines[at].key in read.safety.beyond_all)
    if read.verdict is Verdict.UNKNOWN:
        waiting = {at for one in judged.candidates for at in one.lines}
        return tuple(
            at for at, finding in enumerate(found) if finding == OPEN and (book.lines[at].stops or at in waiting)
        )
    if read.verdict is Verdict.CAUTION:
        return tuple(at for at in unmet if _warns(book, at, read))
    return ()


def _warns(book: RuleBook, place: int, read: Reading) -> bool:
    """Whether an unmet line is why an option reads with caution: a caution, a disputed limit, a fact beyond all, or,
    where no whole list is met, a line of the whole list that leaves her out."""
    line = book.lines[place]
    told = {*read.safety.disputed, *read.safety.beyond_all}
    partly = read.entry.reading is EntryReading.PARTLY
    return (
        place in book.cautions
        or (line.key in told and (line.stops or line.key in read.safety.beyond_all))
        or (partly and any(one.whole and place in one.lines for one in book.lists))
    )


def _missing(judged: _Judged) -> tuple[str, ...]:
    """The facts not recorded on which an option waits that does not fail: for its safety, and for the lists that
    nothing rules out; where a whole list is met, only for its safety. Last what only warns, while nothing speaks
    against it: one such value would put the option in question."""
    book, read = judged.book, judged.read
    if read.verdict is Verdict.FAILS or book.always_listed:
        return ()
    asked = dict.fromkeys(read.safety.open)
    if read.entry.reading is EntryReading.OPEN or read.safety.reading is SafetyReading.OPEN:
        lists = judged.candidates
        whole = [one for one in lists if one.whole]
        asked |= dict.fromkeys(_to_judge(judged, (place for one in whole or lists for place in one.lines)))
    if read.standing is Standing.NOTHING_AGAINST:
        patient = Patient(judged.recorded)
        warned = _to_judge(judged, sorted(book.cautions))
        # The extent of a thrombosis means nothing before there is one.
        asked |= dict.fromkeys(code for code in warned if not waits_for(code, patient))
    return tuple(asked)


def _to_judge(judged: _Judged, places: Iterable[int]) -> Iterator[str]:
    """The facts to record before these lines can be judged; of a value without its upper limit that limit."""
    for place in places:
        if judged.finding(place) == OPEN:
            yield from to_record(judged.book, judged.book.lines[place].criterion.facts, judged.facts)
