"""The rows of a pack in words: options, evidence, conflicts, sources. Places stand beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from haic_core.case.facts import FACTS
from haic_core.chart.evidence_table import printed_median
from haic_core.evidence.agreement import Question, Voice
from haic_core.evidence.library import Library, ModalityEntry
from haic_core.evidence.source import Source
from haic_core.judgement.assessment import Assessment
from haic_core.judgement.closest import apart
from haic_core.judgement.freshness import FactAge, Waiting, waiting
from haic_core.judgement.matching import Match
from haic_core.judgement.options import Option
from haic_core.wording.deciding import against_lines, why_sentence
from haic_core.wording.entry import none_fits, reservation
from haic_core.wording.evidence import DESIGN_WORDS, DOCUMENT_WORDS, endpoint_said
from haic_core.wording.judgement import entry_said
from haic_core.wording.option import entry_line, judging_names, next_line, reason_brief, safety_line, verdict_said
from haic_core.wording.phrases import joined, quantity
from haic_core.words.vocabulary import Modality, Verdict

MOST_CONFLICTS = 5


@dataclass(frozen=True, slots=True)
class OptionLine:
    """One option in four lines. why: shorter and shorter ways of saying what decides, the fullest first. waits: what
    makes the verdict provisional."""

    entry: ModalityEntry
    option: Option
    why: tuple[str, ...]
    safety: str
    entered: str
    next: str
    waits: Waiting


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """How this patient lies on one matched cohort. survival: its median as printed, with its clock; place: where that
    stands, '' where none is printed; apart: in what no series of the option fits, in words."""

    match: Match
    cohort: str
    verdict: Verdict
    entry: str
    inside: str
    outside: str
    survival: str
    place: str
    apart: str

    @property
    def outside_and_apart(self) -> str:
        """What lies outside, and where that is so that no other series fits better."""
        return "; ".join(told for told in (self.outside, self.apart) if told)

    @property
    def briefer(self) -> tuple[str, ...]:
        """The same where that is too long: that nothing fits before what does not."""
        return (f"{self.apart[0].upper()}{self.apart[1:]}; {self.outside}",) if self.apart else (self.outside,)


@dataclass(frozen=True, slots=True)
class ConflictLine:
    """One factor on which documents disagree; voices as 'Hsiao (n = 42)'."""

    question: Question
    factor: str
    associated: tuple[str, ...]
    not_associated: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SourceLine:
    """One cited document."""

    source: Source
    short: str
    citation: str
    kind: str
    identifier: str


def option_lines(assessment: Assessment, ages: Sequence[FactAge], library: Library) -> tuple[OptionLine, ...]:
    """The six options in their fixed order."""
    names = judging_names(library)
    return tuple(
        OptionLine(
            library.entry(option.modality),
            option,
            _why(option, names),
            safety_line(option, names),
            entry_line(option, names),
            next_line(option),
            waiting(option, ages),
        )
        for option in assessment.options
    )


def _why(option: Option, names: dict[str, str]) -> tuple[str, ...]:
    if option.verdict is Verdict.UNKNOWN:
        told = (why_sentence(option, names), reason_brief(option), _begun(safety_line(option, names)))
        return tuple(said for said in told if said)
    left_out = option.verdict is Verdict.FAILS and not option.safety.stopped
    whole = _begun(entry_line(option, names) if left_out else why_sentence(option, names))
    lines = against_lines(option, names)
    more = f"; {len(lines) - 1} more in the ledger" if len(lines) > 1 else ""
    first = (f"{lines[0].asks} (here: {lines[0].has}){more}.", f"{lines[0].asks}{more}.") if lines else ()
    return (whole, *first, f"{verdict_said(option)}.")


def _begun(said: str) -> str:
    return f"{said[:1].upper()}{said[1:]}"


def evidence_lines(assessment: Assessment, library: Library) -> tuple[EvidenceLine, ...]:
    """The closest cohort of each option, in the options' fixed order, so that none of them stands in front."""
    own: dict[Modality, list[Match]] = {}
    for match in assessment.evidence:
        own.setdefault(match.modality, []).append(match)
    return tuple(_evidence_line(own[one], assessment.option(one), library) for one in Modality if one in own)


def _evidence_line(own: Sequence[Match], option: Option, library: Library) -> EvidenceLine:
    """Of one option. own: its series, the closest first."""
    match = own[0]
    return EvidenceLine(
        match,
        _cohort(match, library),
        Verdict.UNKNOWN if reservation(match, option) else match.entry,
        entry_said(match),
        f"{len(match.inside)} of {len(match.places)}",
        _outside(match),
        _survival(match),
        _place(match),
        none_fits(apart(own, option)),
    )


def _cohort(match: Match, library: Library) -> str:
    size = f", n = {match.cohort.n}" if match.cohort.n else ""
    group = f" ({match.group.label})" if match.group else ""
    return f"{library.entry(match.modality).short} · {match.source.short}{size}{group}"


def _survival(match: Match) -> str:
    median = printed_median(match)
    if median is None:
        return "median OS not printed"
    disputed = " (disputed)" if median.disputed else ""
    clock = f" from {median.clock}" if median.clock else ", time zero not stated"
    return f"median OS {median.words} months{disputed}{clock}"


def _place(match: Match) -> str:
    median = printed_median(match)
    return median.locator if median else ""


def _outside(match: Match) -> str:
    told = [f"outside: {joined(_recorded(match, code) for code in match.outside)}"] if match.outside else []
    if match.not_recorded:
        told.append(f"{len(match.not_recorded)} not recorded here")
    return "; ".join(told) or "none outside"


def _recorded(match: Match, code: str) -> str:
    value = next(place.value for place in match.places if place.fact == code)
    return f"{FACTS[code].label} {quantity(code, value)}" if value is not None else FACTS[code].label


def conflict_lines(questions: Sequence[Question]) -> tuple[ConflictLine, ...]:
    """The factors on which documents disagree, most voices first."""
    return tuple(
        ConflictLine(
            one,
            f"{_factor(one.factor)}, {endpoint_said(one.endpoint)}",
            _voices(one.finding_it),
            _voices(one.not_finding_it),
        )
        for one in questions
        if one.in_conflict
    )[:MOST_CONFLICTS]


def _factor(factor: str) -> str:
    return FACTS[factor].label if factor in FACTS else factor


def _voices(voices: Sequence[Voice]) -> tuple[str, ...]:
    """Each document once, whichever number of its analyses speaks."""
    return tuple(
        dict.fromkeys(
            f"{voice.source.short} (n = {voice.cohort.n})" if voice.cohort.n else voice.source.short for voice in voices
        )
    )


def source_line(source: Source) -> SourceLine:
    """A document as a list of references names it."""
    citation = source.citation
    year = f" {citation.year}" if citation.year else ""
    pages = f"; {citation.volume_pages}" if citation.volume_pages else ""
    place = f"{citation.journal}{year}{pages}" if citation.journal else f"{citation.title}{year}"
    identifier = (
        f"doi {citation.doi}" if citation.doi else f"PMID {citation.pmid}" if citation.pmid else citation.address or ""
    )
    return SourceLine(
        source,
        source.short,
        place,
        f"{DESIGN_WORDS[source.study.design]}, {DOCUMENT_WORDS[source.document]}",
        identifier,
    )
