"""Which printed figures cannot all be true of one Kaplan-Meier curve."""

from __future__ import annotations

import math

from haic_core.curves.reconstruction.printed import PrintedFigures
from haic_core.curves.reconstruction.rounding import half_unit, share_slack
from haic_core.curves.reconstruction.spreads import standard_error_from
from haic_core.words.refusal import Faults, Refusal


def check(summary: PrintedFigures, name: str) -> None:
    """Raise Refusal with every contradiction found, each naming both figures."""
    faults = Faults()
    for rule in (_counts, _interval, _follow_up, _median_follow_up, _landmarks, _spreads, _something_to_draw):
        fault = rule(summary)
        if fault:
            faults.add(Refusal(f"{name}: {fault}", place=name, found=fault))
    faults.tell()


def _counts(s: PrintedFigures) -> str | None:
    if s.events is not None and s.events > s.n:
        return f"events is {s.events}, more than n ({s.n}); allowed is 0 to {s.n}."
    if s.events == 0 and s.median is not None:
        return f"events is 0, but a median of {s.median:g} {s.unit} needs events; allowed is 1 to {s.n}."
    if s.events == s.n and s.median is None and not s.median_reached:
        return f"events is {s.events}, everybody of n ({s.n}), so the median cannot be null (not reached)."
    if s.events == 0 and any(survival < 1 for _, survival in s.landmarks):
        return f"events is 0, but survival falls below 1 in the landmarks; allowed is 1 to {s.n}."
    return None


def _interval(s: PrintedFigures) -> str | None:
    if s.ci is None:
        return None
    low, high = s.ci
    shown = f"{low:g}-{high:g}" if high is not None else f"{low:g}-not reached"
    if high is not None and high < low:
        return f"ci is {shown}, which is reversed; the lower limit must come first."
    if s.median is not None and (low > s.median or (high is not None and high < s.median)):
        return f"ci is {shown}, which does not hold its own median of {s.median:g}; one of the three is misprinted."
    if s.median is None and high is not None and not s.median_reached:
        return f"ci is {shown}, but the median was not reached, so the upper limit must be null (not reached)."
    if s.median is None and s.median_reached:
        return f"ci is {shown}, but no median is given; give the median, or null when it was not reached."
    return None


def _follow_up(s: PrintedFigures) -> str | None:
    if s.max_follow_up is None:
        return None
    if s.min_follow_up is not None and s.min_follow_up > s.max_follow_up:
        return (
            f"min_follow_up is {s.min_follow_up:g}, beyond max_follow_up ({s.max_follow_up:g});"
            " the smaller must come first."
        )
    if s.n == 1 and s.median is not None and s.median != s.max_follow_up:
        return f"n is 1, so median ({s.median:g}) and max_follow_up ({s.max_follow_up:g}) must be the same time."
    if s.median is not None and s.median > s.max_follow_up:
        return f"median is {s.median:g}, beyond max_follow_up ({s.max_follow_up:g}); it must lie within follow-up."
    for months, _ in s.landmarks:
        if months > s.max_follow_up:
            return f"a landmark stands at {months:g} {s.unit}, beyond max_follow_up ({s.max_follow_up:g})."
    return None


def _median_follow_up(s: PrintedFigures) -> str | None:
    middle = s.median_follow_up
    if middle is None:
        return None
    if s.max_follow_up is not None and middle > s.max_follow_up:
        return f"median_follow_up is {middle:g}, beyond max_follow_up ({s.max_follow_up:g}); allowed is at most that."
    if s.min_follow_up is not None and middle < s.min_follow_up:
        return f"median_follow_up is {middle:g}, below min_follow_up ({s.min_follow_up:g}); allowed is at least that."
    return None


def _spreads(s: PrintedFigures) -> str | None:
    for one in s.spreads:
        where, least = f"survival at {one.at:g} {s.unit}", least_standard_error(one.share, s.n)
        if one.se is not None and one.se + half_unit(one.se) < 0.95 * least:
            return (
                f"the standard error of {where} is {one.se:g}, but {s.n} patients leave at least {least:.2g};"
                " one of the three is misprinted."
            )
        if one.low is None or one.high is None:
            continue
        shown = f"{one.low:g}-{one.high:g}"
        if not one.low <= one.share <= one.high:
            return f"{where} is {one.share:g}, outside its own limits {shown}; one is misprinted."
        rounding = (share_slack(one.low) + share_slack(one.high)) / (2 * s.z)
        cut = one.low <= 0 or one.high >= 1  # limits cut off there say less than their distance
        if not cut and standard_error_from(one.share, one.low, one.high, s.z) + rounding < 0.85 * least:
            return (
                f"the limits of {where} are {shown}, a standard error below the {least:.2g} that {s.n} patients"
                f" leave at least; either one is misprinted, or they are not limits of {s.ci_level:g} % (ci_level)."
            )
    return None


def least_standard_error(share: float, n: int) -> float:
    """Greenwood's standard error where nobody was censored before; censoring only makes it larger."""
    return math.sqrt(share * (1 - share) / n)


def _landmarks(s: PrintedFigures) -> str | None:
    last_months, last = 0.0, 1.0
    for months, survival in s.landmarks:
        if months == last_months and survival != last:
            return f"landmarks give survival at {months:g} {s.unit} twice ({last:g} and {survival:g}); give it once."
        if survival > last:
            return (
                f"survival rises from {last:g} at {last_months:g} to {survival:g} at {months:g} {s.unit};"
                " landmarks must not rise with time."
            )
        last_months, last = months, survival
    return _against_median(s)


def _against_median(s: PrintedFigures) -> str | None:
    slack = 0.005 + 1.0 / s.n + 1e-9  # a printed share is rounded, and one patient is a step of 1/n
    for at, survival in s.landmarks:
        where = f"survival at {at:g} {s.unit} is {survival:g}"
        if not s.median_reached and survival < 0.5 - slack:
            return f"{where}, but the median was not reached; allowed is 0.5 to 1."
        if s.median is None:
            continue
        if at == s.median and abs(survival - 0.5) > slack:
            low, high = 0.5 - slack, 0.5 + slack
            return f"{where}, but that is the median; there it is 0.5, and {low:.3f} to {high:.3f} is allowed."
        if at > s.median and survival > 0.5 + slack:
            return f"{where}, above 0.5 after the median of {s.median:g} {s.unit}."
        if at < s.median and survival < 0.5 - slack:
            return f"{where}, below 0.5 before the median of {s.median:g} {s.unit}."
    return None


def _something_to_draw(s: PrintedFigures) -> str | None:
    if s.median is not None or (s.events == 0 and (s.landmarks or s.max_follow_up is not None)):
        return None
    if not s.landmarks:
        found = "no median and no landmarks are given"
        if not s.median_reached:
            found = "the median was not reached and no landmarks are given"
        return f"{found}; a curve needs a median or at least one landmark such as [12, 0.71]."
    if all(survival in (0.0, 1.0) for _, survival in s.landmarks):
        instead = "; where nobody died, give events 0" if s.landmarks[-1][1] == 1 and s.events is None else ""
        return f"every landmark is 0 or 1 and there is no median; one landmark between 0 and 1 is needed{instead}."
    return None
