"""Records built by hand when simulation finds none: n, events, median and follow-up exact, nothing else claimed."""

from __future__ import annotations

import numpy as np

from haic_core.reconstruction.records import Records
from haic_core.reconstruction.summary import Summary


def constructed(printed: Summary) -> Records:
    """The plainest records with the printed counts: early censoring only as far as the median demands it."""
    if printed.events == 0:
        return _without_events(printed)
    months, wanted = (printed.median, 0.5) if printed.median is not None else _anchor(printed)
    last = printed.max_follow_up or 2 * months
    first = min(printed.min_follow_up or 0.1 * months, months)
    n = printed.n
    events = printed.events if printed.events is not None else max(1, round(0.75 * n * (1 - wanted) * 2 * 0.9))
    events = min(events, n)
    by_then, followed = _split(n, events, wanted, later=last > months)
    tied = printed.median is not None and followed % 2 == 0 and by_then > followed // 2  # steps clear of one half
    dying = months * np.linspace(first / months, 1, by_then + (0 if tied else 1))[0 if tied else 1 :]
    if tied:
        dying = np.concatenate([np.linspace(first, months, by_then - 1), [months]])
    early = np.linspace(first, min(first * 1.001, dying[0]), n - followed)
    later_events, later_censored = events - by_then, followed - events
    after = months + (last - months) * (np.arange(1, later_events + later_censored + 1) / max(followed - by_then, 1))
    dies = np.zeros(len(after), bool)
    if later_censored:
        dies[np.linspace(0, len(after) - 2, later_events).round().astype(int)] = later_events > 0
    dies |= later_censored == 0
    time = np.round(np.concatenate([early, dying, after]), 3)
    event = np.concatenate([np.zeros(len(early), bool), np.ones(len(dying), bool), dies])
    if printed.min_follow_up is not None and not len(early) and by_then > 1:
        time[0] = printed.min_follow_up
    time[np.abs(time - months) < 5e-4] = months
    if len(after):
        time[-1] = last
    order = np.lexsort((~event, time))
    return Records(time[order], event[order], None)


def _split(n: int, events: int, wanted: float, later: bool) -> tuple[int, int]:
    """(events up to the anchor, patients not censored at the start) that bring survival to `wanted` there."""
    if wanted != 0.5:
        by_then = min(events, max(1, round(n * (1 - wanted))))
        return by_then, max(by_then + (1 if later else 0), min(n, round(by_then / (1 - wanted))), events)
    needed = n // 2 + 1
    if events >= needed and (n > needed or not later):
        return needed, n
    if n == 2 and events == 2:
        return 1, 2
    followed = max(2 * events - 1, 2 if later else 1)
    return min(events, followed), min(followed, n)


def _anchor(printed: Summary) -> tuple[float, float]:
    return min((pair for pair in printed.landmarks if 0 < pair[1] < 1), key=lambda pair: abs(pair[1] - 0.5))


def _without_events(printed: Summary) -> Records:
    last = printed.max_follow_up or printed.landmarks[-1][0]
    first = printed.min_follow_up or last / printed.n
    time = np.round(np.linspace(first, last, printed.n), 3) if printed.n > 1 else np.array([last])
    return Records(time, np.zeros(printed.n, bool), None)
