"""Curves in words: their names, how each was made, what it gives back, what its groups are defined by."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from haic_core.case.facts import FACTS
from haic_core.curves.plan import CurveChoice
from haic_core.curves.published import PublishedCurve
from haic_core.evidence.library import Library
from haic_core.judgement.matching import Match
from haic_core.judgement.options import Option
from haic_core.wording.evidence import p_value
from haic_core.wording.facts import begun_small
from haic_core.wording.phrases import joined
from haic_core.words.decimals import plain
from haic_core.words.vocabulary import ClockStart, Endpoint, Statistic, Verdict

KIND_WORDS = {
    "anchored": "Reconstructed: runs through every printed figure; between them the shape is inferred from real "
    "oncology curves.",
    "median_only": "Reconstructed from the printed median alone; the shape is a prior, the band is wide.",
    "digitised": "Digitised from the published figure.",
}


FIGURE_WORDS = {
    "ci_low": "interval from",
    "ci_high": "interval to",
    "min_follow_up": "shortest follow-up",
    "max_follow_up": "longest follow-up",
    "log_rank_p": "log-rank p",
}


GUARANTEE_TIME = (
    "Guarantee-time bias: the groups are defined by what happened after time zero, so part of the "
    "difference is built in."
)


NOT_COMPARED = "Different patients entered different studies: curves beside each other do not compare treatments."


def document_and_group(curve: CurveChoice | PublishedCurve) -> str:
    """'Hsiao', 'Hsiao, responders'."""
    return f"{curve.source.short}, {curve.group.label}" if curve.group else curve.source.short


def counted_from(curve: PublishedCurve) -> str:
    """'from first HAIC infusion', as the document states its time zero."""
    zero = curve.time_zero
    return "time zero not stated" if zero is None or zero.starts is ClockStart.NOT_STATED else f"from {zero.zero}"


def median_words(curve: PublishedCurve) -> str:
    """'median 19.3 months' as its paper prints it."""
    point = next((point for point in curve.printed if point.is_median), None)
    return "no median printed" if point is None else f"median {plain(point.time_months)} months"


def curve_label(curve: CurveChoice | PublishedCurve, library: Library) -> str:
    """A curve's name: option, document, group, n."""
    alive = getattr(curve, "alive_at_months", None)
    left = f", {still(curve.basis.endpoint)} at {alive:g} months" if alive is not None else ""
    return f"{library.entry(curve.modality).short} · {document_and_group(curve)} (n = {curve.n}{left})"


def still(endpoint: Endpoint) -> str:
    """What patients are who are still counted on a curve: alive, or alive and without progression."""
    return "progression-free" if endpoint is Endpoint.PFS else "alive"


def past_the_line(curve: PublishedCurve) -> str:
    """Why nothing is read off a curve at a later time: its last follow-up is over, or, where no follow-up is printed,
    its line has ended at the last month about which the printed figures say something."""
    if curve.summary.max_follow_up is not None:
        return "past last follow-up"
    return f"reconstructed to {plain(round(curve.estimate.time[-1], 1))} months"


def landmark_label(months: float, endpoint: Endpoint = Endpoint.OS) -> str:
    """How a landmark reads in a list."""
    return "time zero" if not months else f"those {still(endpoint)} at {months:g} months"


KIND_SHORT = {
    "anchored": "inferred from printed figures",
    "median_only": "inferred from the printed median alone",
    "digitised": "digitised from the published figure",
}


KIND_BRIEF = {"anchored": "from printed figures", "median_only": "from the median alone", "digitised": "digitised"}


ENDPOINT_WORDS = {Endpoint.OS: "Overall survival", Endpoint.PFS: "Progression-free survival"}


CURVE_NOTE = (
    "Diamonds are printed; lines are inferred. Inner band: range of reconstructions, not a confidence interval; outer: "
    "with the sampling interval."
)
CURVE_NOTE_BRIEF = "Diamonds are printed; lines and bands are inferred."
ENDPOINT_AXIS = {Endpoint.OS: "Overall survival", Endpoint.PFS: "Progression-free survival"}
KEY = (
    ("line", "inferred curve, ten or more at risk"),
    ("dots", "fewer than ten at risk"),
    ("inner", "range of reconstructions (not a confidence interval)"),
    ("outer", "with the 95 % sampling interval"),
    ("diamond", "printed in the document"),
    ("whisker", "its printed interval"),
)
"""What each mark of a survival chart means."""
BANDS_ARE = f"Inner band: {dict(KEY)['inner']}; outer: {dict(KEY)['outer']}."
NOT_MET = "■ not met"
NOT_DRAWN = "This chart could not be drawn: its script was not read. Reload the page to try again."
EVENTS_SO_FAR = " (events so far)"
RECONSTRUCTED = "reconstructed"
AT_RISK = f"At risk{EVENTS_SO_FAR}, {RECONSTRUCTED}"
AT_RISK_ALONE = f"At risk, {RECONSTRUCTED}"
GUESSED = "Grey numbers with ~ are inferred from a printed median alone."


def outside_sentence(option: Option, match: Match | None, short: str) -> str:
    """Beside a chart that shows an option whose published entry this patient does not meet, or a series that printed
    other patients: whom the curves do not describe. Empty where neither is so."""
    told = []
    if option.verdict is Verdict.FAILS:
        told.append(f"This patient does not meet the published criteria of {short}")
    if match and match.outside:
        facts = joined(begun_small(FACTS[code].label) for code in match.outside)
        told.append(f"{match.source.short} printed other patients than her: {facts}")
    return f"{'; '.join(told)}. These curves describe the patients of these documents." if told else ""


def reproduced_words(curve: PublishedCurve) -> str:
    """What a reconstruction gives back of the printed figures, and what it misses."""
    told = []
    for one in curve.reconstruction.reproduces:
        missed = "" if one.ok else f" (ours {_said(one.ours)}: not reproduced)"
        told.append(f"{FIGURE_WORDS.get(one.figure, one.figure)} {_said(one.printed)}{missed}")
    return "; ".join(told) or "nothing beyond n"


def _said(value: float | None) -> str:
    return "not reached" if value is None else plain(value)


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
                yield (
                    f"{first.source.short}: {names}, {p_value(outcome.p, outcome.p_is)} as printed ({outcome.locator})."
                )
