"""Passports and number tables of survival curves as HTML."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from haic_core.chart.palette import Palette
from haic_core.curves.kaplan_meier import restricted_mean
from haic_core.curves.published import PublishedCurve
from haic_core.evidence.library import Library
from haic_core.markup.pieces import colour_of
from haic_core.wording.curves import GUARANTEE_TIME as _GUARANTEE
from haic_core.wording.curves import KIND_WORDS, curve_label
from haic_core.wording.curves import reproduced_words as _reproduced
from haic_core.wording.evidence import DESIGN_WORDS, DOCUMENT_WORDS
from haic_core.words.decimals import plain

MONTHS = (6, 12, 18, 24, 36, 60)
HORIZON = 24




LANDMARKS = (0, 3, 6, 12, 24)




def from_landmark(curves: Sequence[PublishedCurve], months: float,
                  library: Library) -> tuple[list[PublishedCurve], list[str]]:
    """The curves counted from a landmark (0 is time zero), and one sentence for each that is off there."""
    if not months:
        return list(curves), []
    seen = [(curve, curve.from_landmark(months)) for curve in curves]
    off = [f"{curve_label(curve, library)}: fewer than ten are followed past {months:g} months; no curve from there."
           for curve, left in seen if left is None]
    return [left for _, left in seen if left is not None], off


def clock_note(curves: Sequence[PublishedCurve]) -> str:
    """The times zero of some curves, and that curves of different studies do not compare treatments."""
    zero = "; ".join(dict.fromkeys(curve.clock or "not stated" for curve in curves))
    return (f'<p class="hb-small hb-muted">Time zero: {escape(zero)}. Different patients entered different studies: '
            f"curves beside each other do not compare treatments.</p>")


def passport(curve: PublishedCurve, library: Library, theme: Palette) -> str:
    """What a curve is made of and what it cannot say."""
    source, drawn, study = curve.source, curve.reconstruction, curve.source.study
    enrolled = curve.cohort.enrolled or study.enrolled
    era = f"{enrolled[0]}–{enrolled[1]}" if enrolled else "era not printed"
    known = f"{curve.basis.events} events" if curve.basis.events is not None else "events not printed"
    basis = f" ({curve.basis.events_basis})" if curve.basis.events_basis else ""
    counted = f" ({curve.basis.n_basis})" if curve.basis.n_basis else ""
    lines = [
        f"<b>n = {curve.summary.n}{escape(counted)}, {known}</b>{escape(basis)} · {era} · "
        f"{DESIGN_WORDS[study.design]} · {DOCUMENT_WORDS[source.document]}",
        f"Clock: {escape(curve.clock or 'not stated')} · {curve.endpoint.value} · {escape(curve.basis.locator)}",
        escape(KIND_WORDS[drawn.kind]),
        f"Gives back: {escape(_reproduced(curve))}",
    ]
    lines += [escape(note) for note in drawn.notes]
    if curve.basis.warning == "guarantee_time":
        lines.append(f"<b>{escape(_GUARANTEE)}</b>")
    if curve.dispute:
        lines.append(f"<b>Disputed:</b> {escape(curve.dispute.what)} Shown: {escape(curve.dispute.shown)}")
    body = "".join(f"<p>{line}</p>" for line in lines)
    colour = colour_of(library.entry(curve.modality), theme)
    return (f'<section class="hb-passport" style="--modality:{colour}"><h2>{escape(curve_label(curve, library))}</h2>'
            f"{body}</section>")






def survival_table(curves: Sequence[PublishedCurve], library: Library) -> str:
    """The chart's numbers: survival at fixed times with the pointwise 95 % band, and the printed median."""
    head = "".join(f'<th scope="col">{title}</th>' for title in
                   ("Cohort", "Printed median", *(f"{month} months" for month in MONTHS),
                    f"Restricted mean to {HORIZON} months"))
    body = "".join(f'<tr><th scope="row">{escape(curve_label(curve, library))}</th><td>{_median(curve)}</td>'
                   f"{''.join(_cell(curve, month) for month in MONTHS)}<td>{_restricted(curve)}</td></tr>"
                   for curve in curves)
    return (f'<div class="hb-scroll"><table class="hb-table"><caption class="hb-hidden">Survival read from the '
            f"curves</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>")


def _median(curve: PublishedCurve) -> str:
    point = next((point for point in curve.printed if point.what == "median"), None)
    if point is None:
        return "not printed"
    low, high = point.time_low_months, point.time_high_months
    interval = f" ({plain(low)} to {plain(high)})" if low is not None and high is not None else ""
    return f"{plain(point.time_months)} months{interval}"


def _restricted(curve: PublishedCurve) -> str:
    """Mean months lived up to the horizon with its standard error, from the reconstructed records."""
    found = restricted_mean(curve.estimate, HORIZON)
    return "past last follow-up" if found is None else f"{found.months:.1f} months (SE {found.standard_error:.1f})"


def _cell(curve: PublishedCurve, month: float) -> str:
    read = curve.at(month)
    if read is None:
        return '<td class="hb-muted">past last follow-up</td>'
    survival, low, high = (round(100 * value) for value in read)
    hard = any(point.what == f"{month:g} months" for point in curve.printed)
    return f"<td>{survival} % ({low} to {high}){' printed' if hard else ''}</td>"
