"""Numbers read off survival curves as HTML: at fixed times, at one time, for those already alive for a while."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from haic_core.curves.kaplan_meier import FEWEST_LEFT, at_risk_after, conditional_survival, restricted_mean
from haic_core.curves.published import PublishedCurve
from haic_core.evidence.library import Library
from haic_core.screen.html import cell_under, unbroken
from haic_core.wording.curves import AT_RISK_ALONE, curve_label, past_the_line, still
from haic_core.words.decimals import plain
from haic_core.words.vocabulary import Endpoint

ALIVE_AT = (6, 12, 24)
FURTHER = 12


def reading_table(curves: Sequence[PublishedCurve], months: float, library: Library) -> str:
    """Survival at one time with its band, and how many are at risk then."""
    rows = "".join(
        f'<tr><th scope="row">{unbroken(curve_label(curve, library))}</th>{_read(curve, months)}</tr>'
        for curve in curves
    )
    of_what = "Progression-free survival" if _endpoint(curves) is Endpoint.PFS else "Survival"
    return _table(f"{of_what} at {plain(months)} months", ("Series", *_reading_titles(months)), rows)


def _endpoint(curves: Sequence[PublishedCurve]) -> Endpoint:
    """All curves of a chart are of one endpoint."""
    return curves[0].endpoint if curves else Endpoint.OS


def _reading_titles(months: float) -> tuple[str, str, str]:
    return f"At {plain(months)} months", "Range of reconstructions", AT_RISK_ALONE


def conditional_table(curves: Sequence[PublishedCurve], library: Library) -> str:
    """Of those alive (or progression-free) at a time, the share that is so a year more; off where fewer than ten are
    at risk."""
    counted = still(_endpoint(curves))
    rows = "".join(
        f'<tr><th scope="row">{unbroken(curve_label(curve, library))}</th>'
        f"{''.join(_conditional(curve, at, _at(counted, at)) for at in ALIVE_AT)}</tr>"
        for curve in curves
    )
    head = ("Series", *(_at(counted, months) for months in ALIVE_AT))
    more = "live" if counted == "alive" else "stay so"
    return _table(f"Share of those {counted} who {more} {FURTHER} months more", head, rows)


def _at(counted: str, months: float) -> str:
    return f"{counted.capitalize()} at {plain(months)} months"


def _quiet(words: str) -> str:
    return f'<span class="hb-muted">{unbroken(words)}</span>'


def _read(curve: PublishedCurve, months: float) -> str:
    read = curve.at(months)
    if read is None:
        return f'<td class="hb-muted" colspan="3">{unbroken(past_the_line(curve))}</td>'
    survival, low, high = (round(100 * value) for value in read)
    guessed = "~" if curve.reconstruction.kind == "median_only" else ""
    told = (f"{survival} %", f"{low} to {high} %", f"{guessed}{at_risk_after(curve.estimate, months)}")
    return "".join(cell_under(title, cell) for title, cell in zip(_reading_titles(months), told, strict=True))


def _conditional(curve: PublishedCurve, months: float, title: str) -> str:
    share = conditional_survival(curve.estimate, months, FURTHER)
    if share is not None:
        return cell_under(title, f"{round(100 * share)} %")
    few = at_risk_after(curve.estimate, months) < FEWEST_LEFT
    return cell_under(title, _quiet("fewer than ten left" if few else past_the_line(curve)))


def _table(caption: str, head: Sequence[str], rows: str) -> str:
    titles = "".join(f'<th scope="col">{escape(title)}</th>' for title in head)
    return (
        f'<div class="hb-scroll"><table class="hb-table"><caption>{escape(caption)}</caption><thead><tr>{titles}'
        f"</tr></thead><tbody>{rows}</tbody></table></div>"
    )


MONTHS = (6, 12, 18, 24, 36, 60)


HORIZON = 24
PRINTED, RESTRICTED = "Printed median", f"Restricted mean to {HORIZON} months"


def survival_table(curves: Sequence[PublishedCurve], library: Library) -> str:
    """The chart's numbers: survival at fixed times with the pointwise 95 % band, and the printed median."""
    head = "".join(
        f'<th scope="col">{title}</th>'
        for title in ("Series", PRINTED, *(f"{month} months" for month in MONTHS), RESTRICTED)
    )
    body = "".join(
        f'<tr><th scope="row">{unbroken(curve_label(curve, library))}</th>{cell_under(PRINTED, _median(curve))}'
        f"{''.join(_cell(curve, month) for month in MONTHS)}{cell_under(RESTRICTED, _restricted(curve))}</tr>"
        for curve in curves
    )
    return (
        f'<div class="hb-scroll"><table class="hb-table hb-readings"><caption class="hb-hidden">Survival read from the '
        f"curves</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _median(curve: PublishedCurve) -> str:
    point = next((point for point in curve.printed if point.is_median), None)
    if point is None:
        return "not printed"
    low, high = point.time_low_months, point.time_high_months
    told = f'<span class="hb-whole">{plain(point.time_months)} months</span>'
    if low is None or high is None:
        return told
    return f'{told} <span class="hb-whole">({plain(low)} to {plain(high)})</span>'


def _restricted(curve: PublishedCurve) -> str:
    """Mean months lived up to the horizon with its standard error, from the reconstructed records."""
    found = restricted_mean(curve.estimate, HORIZON)
    if found is None:
        return _quiet(past_the_line(curve))
    return f'{found.months:.1f} months <span class="hb-whole">(SE {found.standard_error:.1f})</span>'


def _cell(curve: PublishedCurve, month: float) -> str:
    read = curve.at(month)
    if read is None:
        return cell_under(f"{plain(month)} months", _quiet(past_the_line(curve)))
    survival, low, high = (round(100 * value) for value in read)
    hard = any(not point.is_median and point.time_months == month for point in curve.printed)
    told = f'{survival} % <span class="hb-whole">({low} to {high})</span>{" printed" if hard else ""}'
    return cell_under(f"{plain(month)} months", told)
