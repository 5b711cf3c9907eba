"""Reading survival curves: at one time, for those already alive for a while, between groups of one study; as HTML."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from itertools import combinations

from haic_core.curves.kaplan_meier import FEWEST_LEFT, at_risk_after, conditional_survival
from haic_core.curves.published import PublishedCurve
from haic_core.evidence.library import Library
from haic_core.wording.curves import curve_label
from haic_core.wording.evidence import p_value
from haic_core.words.decimals import plain
from haic_core.words.vocabulary import Statistic

ALIVE_AT = (6, 12, 24)
FURTHER = 12


def reading_table(curves: Sequence[PublishedCurve], months: float, library: Library) -> str:
    """Survival at one time with its band, and how many are still followed then."""
    rows = "".join(f'<tr><th scope="row">{escape(curve_label(curve, library))}</th>{_read(curve, months)}</tr>'
                   for curve in curves)
    return _table(f"Survival at {plain(months)} months", ("Cohort", f"At {plain(months)} months", "95 % band",
                                                         "Still followed"), rows)


def conditional_table(curves: Sequence[PublishedCurve], library: Library) -> str:
    """Of those alive at a time, the share that lives a year more; off where fewer than ten are followed."""
    rows = "".join(f'<tr><th scope="row">{escape(curve_label(curve, library))}</th>'
                   f"{''.join(_conditional(curve, alive) for alive in ALIVE_AT)}</tr>" for curve in curves)
    head = ("Cohort", *(f"Alive at {alive} months" for alive in ALIVE_AT))
    return _table(f"Share of those alive who live {FURTHER} months more", head, rows)


def comparisons(curves: Sequence[PublishedCurve]) -> list[str]:
    """What a document prints of the difference between two curves that are groups of one split of its cohort."""
    return [sentence for first, second in combinations(curves, 2) for sentence in _compared(first, second)]


def _compared(first: PublishedCurve, second: PublishedCurve) -> Iterator[str]:
    if first.cohort is not second.cohort or first.group is None or second.group is None:
        return
    if first.group.split is None or first.group.split != second.group.split:
        return
    names = f"{first.group.label} against {second.group.label}"
    for outcome in first.cohort.outcome:
        pair = {outcome.group, outcome.versus} == {first.group.id, second.group.id}
        if pair and outcome.endpoint is first.endpoint:
            if outcome.statistic is Statistic.HAZARD_RATIO:
                yield f"{first.source.short}: {names}, hazard ratio {plain(outcome.value)} ({outcome.locator})."
            elif outcome.p is not None and outcome.group == first.group.id:
                yield (f"{first.source.short}: {names}, {p_value(outcome.p, outcome.p_is)} as printed "
                       f"({outcome.locator}).")


def _read(curve: PublishedCurve, months: float) -> str:
    read = curve.at(months)
    if read is None:
        return '<td class="hb-muted" colspan="3">past last follow-up</td>'
    survival, low, high = (round(100 * value) for value in read)
    return f"<td>{survival} %</td><td>{low} to {high} %</td><td>{at_risk_after(curve.estimate, months)}</td>"


def _conditional(curve: PublishedCurve, alive: float) -> str:
    share = conditional_survival(curve.estimate, alive, FURTHER)
    if share is not None:
        return f"<td>{round(100 * share)} %</td>"
    few = at_risk_after(curve.estimate, alive) < FEWEST_LEFT
    return f'<td class="hb-muted">{"fewer than ten left" if few else "past last follow-up"}</td>'


def _table(caption: str, head: Sequence[str], rows: str) -> str:
    titles = "".join(f'<th scope="col">{escape(title)}</th>' for title in head)
    return (f'<div class="hb-scroll"><table class="hb-table"><caption>{escape(caption)}</caption><thead><tr>{titles}'
            f"</tr></thead><tbody>{rows}</tbody></table></div>")
