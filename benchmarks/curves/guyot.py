"""The usual inversion of a digitised curve, as published (Guyot et al., BMC Med Res Methodol 2012;12:9), nothing added.

Deaths at each point are n (1 - S / last S), rounded; censorings are spread evenly over each interval of the at-risk row
and their number is adjusted until the row is met; the last interval takes the rate of those before it, or what the
total number of deaths asks for. The points are made to fall first, as the paper requires.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

ROUNDS = 50
Records = list[tuple[float, int]]
State = tuple[int, float]  # patients at risk, and the last survival a death was counted at


def guyot(
    time: np.ndarray, survival: np.ndarray, at_risk: Sequence[tuple[float, int]] | None, n: int, events: int | None
) -> Records:
    """Records (time, event) from points by time; `at_risk` rows (time, count), or None with n alone."""
    time = np.concatenate([[0.0], np.maximum(time, 0.0)])
    survival = np.minimum.accumulate(np.concatenate([[1.0], np.clip(survival, 0, 1)]))
    rows = [(t, c) for t, c in at_risk or () if 0 < t <= time[-1]]
    lower = [0, *(int(np.searchsorted(time, t)) for t, _ in rows)]
    count = [n, *(c for _, c in rows)]
    ends = [*lower[1:], len(time)]
    state: State = (n, 1.0)
    records: Records = []
    censored_before = 0
    for i, (start, end) in enumerate(zip(lower, ends)):
        is_last = i == len(lower) - 1
        until = time[-1] if is_last else time[end]
        if is_last:
            share = (until - time[start]) / time[start] if i else 0.0
            guess = min(round(share * censored_before), state[0])
        else:
            ratio = survival[end] / survival[start] if survival[start] > 0 else 1.0
            guess = max(round(count[i] * ratio - count[i + 1]), 0)
        for _ in range(ROUNDS):
            found, after, deaths = _interval(time, survival, start, end, until, guess, state)
            if is_last:
                dead = sum(e for _, e in records) + deaths
                off = 0 if events is None else dead - events
            else:
                off = after[0] - count[i + 1]
            new = min(max(guess + off, 0), state[0])
            if off == 0 or new == guess:
                break
            guess = new
        records += found
        censored_before += guess
        state = after if is_last else (count[i + 1], after[1])
    return (records + [(float(time[-1]), 0)] * max(n - len(records), 0))[:n]


def _interval(
    time: np.ndarray, survival: np.ndarray, start: int, end: int, until: float, censored: int, state: State
) -> tuple[Records, State, int]:
    """Records of one interval, (at risk, last S) after it, and its deaths."""
    left, last = state
    times = time[start] + (until - time[start]) * (np.arange(censored) + 1) / (censored + 1)
    edge = np.append(time[start + 1 : end], until)
    between = np.diff(np.concatenate([[0], np.searchsorted(times, edge, side="right")]))
    records: Records = []
    dead = gone = 0
    for k, c in zip(range(start, end), between.tolist()):
        d = int(round(left * (1 - survival[k] / last))) if last > 0 and k > 0 else 0
        if d > 0:
            records += [(float(time[k]), 1)] * d
            last *= 1 - d / left
            left, dead = left - d, dead + d
        c = min(c, left)
        records += [(float(t), 0) for t in times[gone : gone + c]]
        left, gone = left - c, gone + c
    return records, (left, last), dead
