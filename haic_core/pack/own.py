"""A site's own cohort in the pack: its rows for a spreadsheet, its lines on the sheet, its notes under a slide. Every
one of them says that it is the site's own."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from haic_core.chart.own import DrawnOwn, OwnChart
from haic_core.pack.content import PackContent
from haic_core.wording.cohort import (
    MARK,
    NOT_A_COMPARISON,
    group_name,
    median_rests_on,
    median_with_limits,
    own_event,
    too_few,
)

HEAD = (
    *("whose", "site", "group", "n", "events", "median_months", "median_low", "median_high", "median_at_risk"),
    *("months", "survival", "low", "high", "at_risk", "censored_so_far", "events_so_far"),
)
TABLE = "own_cohort.csv"
Line = Sequence[object]


def own_tables(content: PackContent) -> dict[str, tuple[tuple[str, ...], Callable[[PackContent], Iterator[Line]]]]:
    """The table of the site's own cohort, where there is one in the pack."""
    own = content.own
    return {TABLE: (HEAD, lambda _: own_rows(own))} if own else {}


def own_rows(chart: OwnChart) -> Iterator[Line]:
    """Group by group the numbers at the ticks of the chart; never a step of the curve, which may be one patient."""
    for drawn in chart.own:
        found = drawn.estimate
        whose = (MARK, drawn.result.site, group_name(drawn.result, found), drawn.n, found.arm.events)
        limits = (_short(one) for one in (found.median, found.median_low, found.median_high))
        median = (*limits, found.median_at_risk)
        for tick, *counts in zip(chart.ticks, *drawn.counts, strict=True):
            read = found.survival_at(tick) if tick >= drawn.starts_at else None
            yield (*whose, *median, _short(tick), *(_short(one) for one in read or (None, None, None)), *counts)


def own_lines(chart: OwnChart) -> list[str]:
    """A line a group: 'St. Anna (n = 61), the site’s own: 31 events, median 19.3 months (14.7 to 23.8), 12 at risk'."""
    return [
        f"{drawn.name}, {MARK}: {drawn.estimate.arm.events} events, median {_median(drawn)}." for drawn in chart.own
    ]


def _median(drawn: DrawnOwn) -> str:
    return ", ".join((median_with_limits(drawn.estimate), *median_rests_on(drawn.estimate)[:1]))


def own_caveats(chart: OwnChart) -> list[str]:
    """What is to be said beside them."""
    result = chart.own[0].result
    told = [chart.clock_sentence, own_event(result), NOT_A_COMPARISON if chart.curves else "", too_few(result)]
    return [sentence for sentence in told if sentence]


def _short(number: float | None) -> str | None:
    return None if number is None else f"{number:.4f}".rstrip("0").rstrip(".")
