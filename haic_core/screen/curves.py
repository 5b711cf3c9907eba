"""Passports of survival curves as HTML, and the note on their clocks."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from html import escape

from haic_core.chart.palette import Palette, colour_of
from haic_core.chart.survival import SurvivalChart, survival_chart
from haic_core.curves.published import PublishedCurve
from haic_core.evidence.eras import age_of
from haic_core.evidence.library import Library
from haic_core.judgement.assessment import Assessment
from haic_core.screen.html import sign_key, unbroken
from haic_core.wording.curves import (
    GUARANTEE_TIME,
    GUESSED,
    KEY,
    KIND_WORDS,
    NOT_COMPARED,
    NOT_MET,
    counted_from,
    curve_label,
    outside_sentence,
    reproduced_words,
)
from haic_core.wording.eras import age_sentence
from haic_core.wording.evidence import DESIGN_WORDS, DOCUMENT_WORDS
from haic_core.words.vocabulary import Modality

LANDMARKS = (0, 3, 6, 12, 24)


def from_landmark(
    curves: Sequence[PublishedCurve], months: float, library: Library
) -> tuple[list[PublishedCurve], list[str]]:
    """The curves counted from a landmark (0 is time zero), and one sentence for each that is off there."""
    if not months:
        return list(curves), []
    seen = [(curve, curve.from_landmark(months)) for curve in curves]
    off = [
        f"{curve_label(curve, library)}: fewer than ten are at risk past {months:g} months; no curve from there."
        for curve, left in seen
        if left is None
    ]
    return [left for _, left in seen if left is not None], off


def clock_note(chart: SurvivalChart) -> str:
    """The times zero of a chart's curves, and that curves of different studies do not compare treatments."""
    return f'<p class="hb-small hb-muted">{escape(f"{chart.clock_sentence} {NOT_COMPARED}")}</p>'


def not_compared() -> str:
    """That charts beside each other do not compare treatments."""
    return f'<p class="hb-small hb-muted">{escape(NOT_COMPARED)}</p>'


def chart_notes(chart: SurvivalChart, assessment: Assessment, library: Library, brief: bool = False) -> str:
    """What stands over a chart: whom its curves do not describe, its times zero, how old a systemic series is. brief:
    in one line."""
    drawn = [one.curve for one in chart.curves]
    lead = drawn[0]
    match = next((one for one in assessment.evidence if one.key == lead.series.key), None)
    outside = outside_sentence(assessment.option(lead.modality), match, library.entry(lead.modality).short)
    if brief:
        told = f"<b>{escape(outside)}</b> " if outside else ""
        return f'<p class="hb-small hb-b-notes">{told}{escape(chart.clock_sentence)}</p>'
    told = f'<p class="hb-caveat">{unbroken(outside)}</p>' if outside else ""
    return f"{told}{clock_note(chart)}{era_note(drawn, library)}"


def chart_key(chart: SurvivalChart) -> str:
    """What each mark of a survival chart means."""
    guessed = any(drawn.counts_are_guessed for drawn in chart.curves)
    return sign_key(KEY, (drawn.signs for drawn in chart.curves), GUESSED if guessed else "")


def small_charts_key(charts: Sequence[SurvivalChart]) -> str:
    """The same for small charts beside each other, each of which draws its first curve and no numbers."""
    return sign_key(KEY, (chart.curves[0].signs for chart in charts))


def small_pictures(
    charts: Sequence[SurvivalChart], pictures: Sequence[str], outside: Collection[Modality], place: str
) -> str:
    """Small charts of all options, already pictures, under their names; for where the chart of the screen has no place:
    a narrow window ('phone') or paper ('paper')."""
    figures = "".join(
        f'<figure style="--modality:{chart.curves[0].colour}"><figcaption><b>{escape(chart.option)}</b>'
        f"{escape(f' {NOT_MET}' if chart.modalities[0] in outside else '')}"
        f" · {escape(counted_from(chart.curves[0].curve))}</figcaption>{drawn}</figure>"
        for chart, drawn in zip(charts, pictures, strict=True)
    )
    return f'<div class="hb-{place} hb-small-charts">{figures}</div>'


def era_note(curves: Sequence[PublishedCurve], library: Library) -> str:
    """For each systemic curve on a chart which therapies of today its patients could not have had; empty without."""
    told = {
        curve.series.key: f"{library.entry(curve.modality).short}, {curve.source.short}: {said}"
        for curve in curves
        if (said := _older(curve, library))
    }
    return "".join(f'<p class="hb-small">{unbroken(sentence)}</p>' for sentence in told.values())


def _older(curve: PublishedCurve, library: Library) -> str:
    return age_sentence(age_of(curve.series, library.eras)) if curve.modality is Modality.SYSTEMIC else ""


def passports(curves: Sequence[PublishedCurve], library: Library, theme: Palette) -> str:
    """What the curves of one chart are made of, each in the colour of its line."""
    drawn = survival_chart(curves, library, theme).curves
    return "".join(passport(one.curve, library, theme, one.colour) for one in drawn)


def passport(curve: PublishedCurve, library: Library, theme: Palette, colour: str = "") -> str:
    """What a curve is made of and what it cannot say. colour: of its line, where it is not that of its option."""
    source, drawn, study = curve.source, curve.reconstruction, curve.source.study
    enrolled = curve.cohort.enrolled or study.enrolled
    era = f"{enrolled[0]}–{enrolled[1]}" if enrolled else "era not printed"
    known = f"{curve.basis.events} events" if curve.basis.events is not None else "events not printed"
    basis = f" ({curve.basis.events_basis})" if curve.basis.events_basis else ""
    counted = f" ({curve.basis.n_basis})" if curve.basis.n_basis else ""
    lines = [
        f"<b>n = {curve.summary.n}{escape(counted)}, {known}</b>{unbroken(f'{basis} · {era}')} · "
        f"{DESIGN_WORDS[study.design]} · {DOCUMENT_WORDS[source.document]}",
        f"Clock: {unbroken(curve.clock or 'not stated')} · {curve.endpoint.value} · {unbroken(curve.basis.locator)}",
        escape(KIND_WORDS[drawn.kind]),
        f"Gives back: {unbroken(reproduced_words(curve))}",
    ]
    if older := _older(curve, library):
        lines.append(escape(older))
    lines += [unbroken(note) for note in drawn.notes]
    if curve.basis.warning == "guarantee_time":
        lines.append(f"<b>{escape(GUARANTEE_TIME)}</b>")
    if curve.dispute:
        lines.append(f"<b>Disputed:</b> {escape(curve.dispute.what)} Shown: {escape(curve.dispute.shown)}")
    body = "".join(f"<p>{line}</p>" for line in lines)
    shade = colour or colour_of(library.entry(curve.modality), theme)
    return (
        f'<section class="hb-passport" style="--modality:{shade}"><h2>{escape(curve_label(curve, library))}</h2>'
        f"{body}</section>"
    )
