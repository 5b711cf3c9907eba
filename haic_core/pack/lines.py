"""The rows of a pack in words: options, deciding lines, evidence, conflicts, sources. Places stand beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from haic_core.case.facts import FACTS
from haic_core.chart.palette import LIGHT
from haic_core.evidence.agreement import Question, Voice
from haic_core.evidence.library import Library, ModalityEntry
from haic_core.evidence.source import Source
from haic_core.judgement.assessment import Assessment
from haic_core.judgement.entry import ListReading
from haic_core.judgement.freshness import FactAge, Waiting, waiting
from haic_core.judgement.matching import Match
from haic_core.judgement.options import LedgerRow, Option
from haic_core.wording.deciding import against_lines, disputed_lines, why_sentence
from haic_core.wording.entry import reservation
from haic_core.wording.evidence import DESIGN_WORDS, DOCUMENT_WORDS, endpoint_said
from haic_core.wording.judgement import FINDING_GLYPH, VERDICT_GLYPH, entry_said
from haic_core.wording.option import entry_line, judging_names, next_line, safety_line, verdict_line, verdict_said
from haic_core.wording.phrases import joined, quantity
from haic_core.words.vocabulary import Finding, Modality, Role, Verdict

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


class Says(StrEnum):
    """What a deciding line says: a list is met, a line is not, a caution warns, printed limits differ, it is not known
    yet."""

    MET = "met"
    NOT_MET = "not met"
    WARNS = "warns"
    DISPUTED = "disputed"
    OPEN = "open"


SAYS_GLYPH = {
    Says.MET: FINDING_GLYPH[Finding.MET],
    Says.NOT_MET: FINDING_GLYPH[Finding.NOT_MET],
    Says.WARNS: VERDICT_GLYPH[Verdict.CAUTION],
    Says.DISPUTED: "≠",
    Says.OPEN: FINDING_GLYPH[Finding.NOT_RECORDED],
}
SAYS_COLOUR = {
    Says.MET: LIGHT.verdicts[Verdict.MEETS],
    Says.NOT_MET: LIGHT.harm,
    Says.WARNS: LIGHT.verdicts[Verdict.CAUTION],
    Says.DISPUTED: LIGHT.verdicts[Verdict.CAUTION],
    Says.OPEN: LIGHT.muted,
}


@dataclass(frozen=True, slots=True)
class DecidingLine:
    """One requirement that decides an option, with every document that prints it and where."""

    option: str
    modality: Modality
    asks: str
    has: str
    says: Says
    keys: tuple[str, ...]
    sources: tuple[str, ...]
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """How this patient lies on one matched cohort."""

    match: Match
    cohort: str
    verdict: Verdict
    entry: str
    inside: str
    outside: str


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
        missing = len(option.missing)
        counted = f"{missing} {'fact' if missing == 1 else 'facts'} not yet known." if missing else ""
        told = (why_sentence(option, names), counted, _begun(safety_line(option, names)))
        return tuple(said for said in told if said)
    stops = option.verdict is Verdict.FAILS and option.safety.stopped
    whole = _begun(safety_line(option, names) if stops else why_sentence(option, names))
    lines = against_lines(option, names)
    more = f"; {len(lines) - 1} more in the ledger" if len(lines) > 1 else ""
    first = (f"{lines[0].asks} (here: {lines[0].has}){more}.", f"{lines[0].asks}{more}.") if lines else ()
    return (whole, *first, f"{verdict_said(option)}.")


def _begun(said: str) -> str:
    return f"{said[:1].upper()}{said[1:]}"


def deciding_lines(assessment: Assessment, library: Library) -> tuple[DecidingLine, ...]:
    """What decides each option: the lines not met, the lists that are met, limits that differ, or what is missing."""
    names = judging_names(library)
    return tuple(line for option in assessment.options for line in _deciding(option, names, library))


def _deciding(option: Option, names: dict[str, str], library: Library) -> list[DecidingLine]:
    short, modality = library.entry(option.modality).short, option.modality
    found = [_open_line(option, short)] if option.verdict is Verdict.UNKNOWN else []
    if option.verdict in (Verdict.MEETS, Verdict.CAUTION):
        met = [one for one in option.entry.lists if one.finding is Finding.MET and one.counts]
        found += [_met_line(option, short, one, names) for one in sorted(met, key=lambda one: not one.whole)]
    for line in against_lines(option, names):
        says = Says.WARNS if line.warns else Says.NOT_MET
        found.append(DecidingLine(short, modality, line.asks, line.has, says, line.keys, line.names, line.places))
    for line in disputed_lines(option, names):
        asks = f"Printed limits differ: {line.asks}"
        found.append(DecidingLine(short, modality, asks, line.has, Says.DISPUTED, line.keys, line.names, line.places))
    return found


def first_of_each(lines: Sequence[DecidingLine], most: int) -> tuple[DecidingLine, ...]:
    """Some of the lines in their order: the first of every option before the second of any."""
    ranks: dict[Modality, int] = {}
    ranked = []
    for at, line in enumerate(lines):
        ranks[line.modality] = ranks.get(line.modality, 0) + 1
        ranked.append((ranks[line.modality], at))
    return tuple(lines[at] for _, at in sorted(sorted(ranked)[:most], key=lambda place: place[1]))


def _open_line(option: Option, short: str) -> DecidingLine:
    """What an undecided option waits for."""
    missing = len(option.missing)
    counted = f"{missing} {'fact' if missing == 1 else 'facts'} not yet known" if missing else "nothing is missing"
    return DecidingLine(short, option.modality, verdict_line(option), counted, Says.OPEN, (), (), ())


def _met_line(option: Option, short: str, one: ListReading, names: dict[str, str]) -> DecidingLine:
    """A list that is met."""
    asks = "Every line of the whole list" if one.whole else "Every line of a part list"
    met, name = f"{_met(option, one.source)} met", names[one.source]
    places = _list_places(option, one.source, name)
    return DecidingLine(short, option.modality, asks, met, Says.MET, (one.source,), (name,), places)


def _list_rows(option: Option, source: str) -> list[LedgerRow]:
    """The lines of one document's list that are recorded and met; cautions do not belong to a list."""
    return [
        row
        for row in option.ledger
        if row.source == source
        and row.of_list
        and row.finding is Finding.MET
        and row.criterion.role is not Role.CAUTION
    ]


def _met(option: Option, source: str) -> str:
    count = len(_list_rows(option, source))
    return f"{count} {'line' if count == 1 else 'lines'}"


def _list_places(option: Option, source: str, name: str) -> tuple[str, ...]:
    return (f"{name}: {'; '.join(dict.fromkeys(row.criterion.locator for row in _list_rows(option, source)))}",)


def evidence_lines(assessment: Assessment, library: Library) -> tuple[EvidenceLine, ...]:
    """The closest cohort of each option, in the options' fixed order, so that none of them stands in front."""
    first = {match.modality: match for match in reversed(assessment.evidence)}
    held = {one for one, match in first.items() if reservation(match, assessment.option(one))}
    return tuple(
        EvidenceLine(
            match,
            _cohort(match, library),
            Verdict.UNKNOWN if modality in held else match.entry,
            entry_said(match),
            f"{len(match.inside)} of {len(match.places)}",
            _outside(match),
        )
        for modality in Modality
        if (match := first.get(modality)) is not None
    )


def _cohort(match: Match, library: Library) -> str:
    size = f", n = {match.cohort.n}" if match.cohort.n else ""
    group = f" ({match.group.label})" if match.group else ""
    return f"{library.entry(match.modality).short} · {match.source.short}{size}{group}"


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
