"""The lines that decide each option: lists met, lines not met, limits that differ, what an open option waits for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from haic_core.chart.palette import LIGHT
from haic_core.evidence.library import Library
from haic_core.judgement.assessment import Assessment
from haic_core.judgement.entry import ListReading
from haic_core.judgement.options import LedgerRow, Option
from haic_core.wording.deciding import against_lines, disputed_lines
from haic_core.wording.judgement import FINDING_GLYPH, VERDICT_GLYPH
from haic_core.wording.option import judging_names, missing_counted, verdict_brief, verdict_line
from haic_core.words.vocabulary import Finding, Modality, Role, Verdict

FEW_MISSING = 3  # that many facts and more are counted, not named


class Says(StrEnum):
    """What a deciding line says: a list is met, a line is not, a caution warns, printed limits differ, it is not known
    yet."""

    MET = "met"
    NOT_MET = "not met"
    WARNS = "warns"
    DISPUTED = "disputed"
    OPEN = "open"


AGAINST = (Says.NOT_MET, Says.WARNS, Says.DISPUTED)


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


def first_of_each(
    lines: Sequence[DecidingLine], most: int, order: Sequence[Modality], whole: int = 1
) -> tuple[DecidingLine, ...]:
    """Some of the lines, option by option in this order: the first of every option before the second of any, but of the
    first option as many as whole before all others."""
    ranks: dict[Modality, int] = {}
    ranked = []
    for at, line in enumerate(sorted(lines, key=lambda one: order.index(one.modality))):
        rank = ranks[line.modality] = ranks.get(line.modality, 0) + 1
        leads = line.modality is order[0] and rank <= whole
        ranked.append((0 if leads else rank, at, line))
    kept = sorted(ranked, key=lambda place: place[:2])[:most]
    return tuple(line for _, _, line in sorted(kept, key=lambda place: place[1]))


def _open_line(option: Option, short: str) -> DecidingLine:
    """What an undecided option waits for."""
    asks = verdict_line(option) if len(option.missing) < FEW_MISSING else verdict_brief(option)
    counted = missing_counted(option) or "nothing is missing"
    return DecidingLine(short, option.modality, asks, counted, Says.OPEN, (), (), ())


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
