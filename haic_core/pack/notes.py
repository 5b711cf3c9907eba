"""Speaker notes: every figure of a slide with its document and its place in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from haic_core.case.facts import FACTS
from haic_core.chart.balance import Balance
from haic_core.chart.survival import DrawnCurve, SurvivalChart
from haic_core.judgement.matching import Match
from haic_core.pack.content import PackContent
from haic_core.pack.deciding import DecidingLine
from haic_core.pack.lines import ConflictLine, EvidenceLine, SourceLine
from haic_core.pack.words import judged_line
from haic_core.wording.curves import GUARANTEE_TIME, KIND_WORDS
from haic_core.wording.evidence import p_value
from haic_core.wording.freshness import waiting_sentence
from haic_core.wording.judgement import ledger_sentence
from haic_core.wording.option import closing, opening, verdict_line
from haic_core.wording.phrases import quantity
from haic_core.words.decimals import plain
from haic_core.words.vocabulary import Verdict


def patient_notes(content: PackContent) -> list[str]:
    """Every recorded fact with its day, and what is not recorded."""
    days = content.case.recorded_on
    told = [
        f"{FACTS[code].section} – {FACTS[code].label}: {quantity(code, value)}"
        + (f" (recorded {days[code]})" if code in days else "")
        for code, value in content.case.patient.facts.items()
    ]
    missing = [f"Not recorded: {', '.join(content.not_recorded)}."] if content.not_recorded else []
    return [*told, *missing] or ["Nothing is recorded."]


def option_notes(content: PackContent) -> list[str]:
    """Per option: verdict, safety, entry and what comes next, what decides, which single changes open or close it."""
    told = []
    for line in content.options:
        option = line.option
        told.append(f"{line.entry.label}: {verdict_line(option)} {waiting_sentence(line.waits)}".rstrip())
        told += [f"Safety: {line.safety}", f"Entry: {line.entered}", f"Next: {line.next}"]
        if option.verdict is not Verdict.UNKNOWN:
            told += [ledger_sentence(row, content.library.source(row.source)) for row in option.deciding]
        told += [f"{opening(flip)}." for flip in option.opens[:3]] + [f"{closing(flip)}." for flip in option.closes[:3]]
    return [*told, judged_line(content.judged_on)]


def deciding_notes(lines: Iterable[DecidingLine]) -> list[str]:
    """Each deciding line with all its places."""
    return [
        f"{line.option}: {line.asks} – {line.has}. {'; '.join(line.places) or 'No place: nothing is recorded.'}"
        for line in lines
    ]


def evidence_notes(lines: Iterable[EvidenceLine]) -> list[str]:
    """Each cohort fact by fact, with the place of every printed range."""
    told = []
    for line in lines:
        told.append(f"{line.cohort}: {line.entry}; inside on {line.inside} printed facts.")
        told += [_place(line.match, index) for index in range(len(line.match.places))]
    return told


def _place(match: Match, index: int) -> str:
    place = match.places[index]
    value = "not recorded" if place.value is None else quantity(place.fact, place.value)
    where = {True: "inside", False: "outside", None: "not known"}[place.inside]
    return f"  {FACTS[place.fact].label}: {value}, {where} {place.printed} ({match.source.short}, {place.locator})"


def conflict_notes(lines: Iterable[ConflictLine]) -> list[str]:
    """Each voice with its figures and its place."""
    told = []
    for line in lines:
        sides = ((line.question.finding_it, "associated"), (line.question.not_finding_it, "not associated"))
        for voices, words in sides:
            for voice in voices:
                said = voice.association
                parts = [
                    f"HR {plain(said.hazard_ratio)}" if said.hazard_ratio is not None else "",
                    p_value(said.p, said.p_is),
                    said.analysis or "",
                ]
                figures = ", ".join(part for part in parts if part)
                told.append(
                    f"{line.factor}, {words}: {voice.source.short}{f', {figures}' if figures else ''} ({said.locator})"
                )
    return told


def survival_notes(chart: SurvivalChart) -> list[str]:
    """Each curve's printed points with their places, how it was made and what cannot be said from it."""
    told = [chart.clock_sentence]
    for drawn in chart.curves:
        told += _curve(drawn)
    return [*told, *(f"Not drawn: {sentence}" for sentence in chart.refused)]


def _curve(drawn: DrawnCurve) -> list[str]:
    curve = drawn.curve
    told = [
        f"{drawn.name}: {KIND_WORDS[curve.reconstruction.kind]} Curve: {curve.basis.locator}. "
        f"n: {curve.cohort.locator}."
    ]
    for point in curve.printed:
        low, high = point.time_low_months, point.time_high_months
        interval = f" ({plain(low)} to {plain(high)})" if low is not None and high is not None else ""
        figure = (
            f"median {plain(point.time_months)} months{interval}"
            if point.is_median
            else f"{plain(round(100 * point.survival, 4))} % at {point.what}"
        )
        told.append(f"  Printed: {figure} ({curve.source.short}, {point.locator})")
    told += [f"  {note}" for note in curve.reconstruction.notes]
    if curve.basis.warning == "guarantee_time":
        told.append(f"  {GUARANTEE_TIME}")
    if curve.dispute:
        told.append(f"  Disputed: {curve.dispute.what} Shown: {curve.dispute.shown}")
    return told


def balance_notes(balances: Iterable[Balance]) -> list[str]:
    """Response and every serious harm as printed, with places."""
    told = []
    for one in balances:
        source = one.match.source.short
        if one.response:
            criteria = f", {one.response.criteria}" if one.response.criteria else ""
            told.append(f"{one.label}: {one.response_words}{criteria} ({source}, {one.response.locator})")
        else:
            told.append(f"{one.label}: {one.response_missing}")
        told += [f"  {bar.name}: {bar.amount.words} ({source}, {bar.harm.locator})" for bar in one.harms]
        if one.harm_missing:
            told.append(f"  {one.harm_missing}")
    return told


def source_notes(lines: Sequence[SourceLine]) -> list[str]:
    """Whole references."""
    return [
        f"{line.short}: {line.source.citation.title}. {line.citation}. {line.kind}. {line.identifier}".rstrip()
        + (f" Caveat: {line.source.caveat}" if line.source.caveat else "")
        for line in lines
    ]
