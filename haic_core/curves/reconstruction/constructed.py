"""Records built by hand when simulation finds none: n, events, median and follow-up exact, nothing else claimed."""

from __future__ import annotations

import numpy as np

from haic_core.curves.reconstruction.axes import Events, Patients
from haic_core.curves.reconstruction.records import Records
from haic_core.curves.reconstruction.summary import Summary


def constructed(printed: Summary) -> Records:
    """The plainest records with the printed counts: early censoring only as far as the median demands it."""
    if printed.events == 0:
        return _without_events(printed)
    months, wanted = (printed.median, 0.5) if printed.median is not None else _anchor(printed)
    last = printed.max_follow_up or 2 * months
    first = min(max(printed.min_follow_up or 0.1 * months, 0.02 * printed.in_unit.a_month), months)
    events = printed.events if printed.events is not None else max(1, round(0.75 * printed.n))
    by_then, followed = _split(printed, events, wanted, later=last > months)
    early = np.full(printed.n - followed, first)
    dying, dies_after = _deaths_until(months, first, by_then, followed, printed), followed - by_then
    after = months + (last - months) * np.arange(1, dies_after + 1) / max(dies_after, 1)
    time = np.round(np.concatenate([early, dying, after]), printed.in_unit.decimals)
    time[np.abs(time - months) <= 10.0**-printed.in_unit.decimals / 2] = months
    if dies_after:
        time[-1] = last
    if len(early) and printed.min_follow_up == 0:
        time[0] = 0.0
    event = np.concatenate([np.zeros(len(early), bool), np.ones(by_then, bool), _spread(events - by_then, dies_after)])
    order = np.lexsort((~event, time))
    return Records(time[order], event[order], None)


def _split(printed: Summary, events: int, wanted: float, later: bool) -> tuple[int, int]:
    """(events up to the anchor, patients not censored at the start) that bring survival to `wanted` there."""
    n = printed.n
    if printed.median is None:
        return min(events, max(1, round(n * (1 - wanted)))), n
    needed = n // 2 + 1
    if events >= needed and (n > needed or not later):
        return needed, n
    if n == 2 and events == 2:
        return 1, 2
    followed = min(max(2 * events - 1, 2 if later else 1), n)
    return min(events, followed), followed


def _deaths_until(months: float, first: float, count: int, followed: int, printed: Summary) -> Patients:
    """Evenly spaced to the anchor; the last two together when one alone would stop at one half exactly."""
    tied = printed.median is not None and followed % 2 == 0 and count > max(followed // 2, 1)
    spaced = np.linspace(first, months, count - 1 if tied else count) if count > 1 + tied else np.array([])
    return np.concatenate([spaced, np.full(count - len(spaced), months)])


def _spread(events: int, places: int) -> Events:
    """`events` deaths spread over `places` patients, the last one censored unless all die."""
    dies = np.zeros(places, bool)
    if events >= places:
        dies[:] = True
    elif events > 0:
        dies[np.linspace(0, places - 2, events).round().astype(int)] = True
    return dies


def _anchor(printed: Summary) -> tuple[float, float]:
    return min((pair for pair in printed.landmarks if 0 < pair[1] < 1), key=lambda pair: abs(pair[1] - 0.5))


def _without_events(printed: Summary) -> Records:
    last = printed.max_follow_up or printed.landmarks[-1][0]
    first = last / printed.n if printed.min_follow_up is None else printed.min_follow_up
    spaced = np.round(np.linspace(first, last, printed.n), printed.in_unit.decimals)
    time = spaced if printed.n > 1 else np.array([last])
    return Records(time, np.zeros(printed.n, bool), None)
