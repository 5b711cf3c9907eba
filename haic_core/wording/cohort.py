"""A site's own cohort in words: how its lines are named, what its numbers are and what they are not."""

from __future__ import annotations

from haic_core.cohort.estimates.compared import LogRank
from haic_core.cohort.estimates.survival import FEW_AT_RISK, Estimate
from haic_core.cohort.result import ALL, FEWEST_PATIENTS, Result
from haic_core.cohort.sites.heterogeneity import Heterogeneity
from haic_core.wording.curves import ENDPOINT_WORDS
from haic_core.wording.phrases import counted, several
from haic_core.words.decimals import plain
from haic_core.words.vocabulary import Endpoint

OWN = "Own patients"
MARK = "the site’s own"
OWN_NOTE = "Thick: the site’s own patients with 95 % limits. Thin: published series, inferred; diamonds are printed."
OWN_NOTE_BRIEF = "Thick: the site’s own patients. Thin: published."
OWN_ALONE = "The site’s own patients with 95 % limits."
AT_RISK_OWN = "At risk (events so far)"
_FEW = "fewer than ten"
OWN_KEY = (
    ("line", "the site’s own patients (thick), ten or more at risk"),
    ("dots", f"{_FEW} at risk"),
    ("inner", "95 % limits, log-log"),
)
PUBLISHED_KEY = (("diamond", "printed in a document"), ("whisker", "its printed interval"))
NOT_A_COMPARISON_BRIEF = "Not a comparison of treatments."
NOT_A_COMPARISON = (
    "Not a comparison of treatments: the site’s own patients and those of the documents were chosen, treated and "
    "followed differently."
)
OWN_GROUPS = (
    "Between the site’s own groups a difference may be who was chosen for what: these groups were not made by chance."
)
CLOCK_NOT_SAID = "not said (name it under the mapping)"
MEDIAN_IS = "Median: the first time at which half or fewer are left, as everywhere here."
AT_RISK_IS = "At risk: how many were still followed just before that time."


def group_name(result: Result, estimate: Estimate) -> str:
    """'HAIC'; the site, or own patients, where there are no groups."""
    return whole_name(result) if estimate.arm.group == ALL else estimate.arm.group


def whole_name(result: Result) -> str:
    """The site's own short name, or words where it has none; of patients like the case in hand that it is those."""
    name = result.site or OWN
    return f"{name}, like this patient" if result.alike else name


def line_name(result: Result, estimate: Estimate) -> str:
    """'St. Anna · HAIC (n = 41)'."""
    name = whole_name(result)
    group = "" if estimate.arm.group == ALL else f" · {estimate.arm.group}"
    left = f", followed past {plain(round(result.begins, 1))} months" if result.begins else ""
    return f"{name}{group} (n = {estimate.arm.n}{left})"


def own_median(estimate: Estimate) -> str:
    """'median 19.3 months', 'median not reached'."""
    return "median not reached" if estimate.median is None else f"median {one(estimate.median)} months"


def at_risk_there(left: int) -> tuple[str, ...]:
    """On how many a figure read off the curve rests, the fullest wording first: '12 at risk', '3 at risk, fewer than
    ten'."""
    if not left:
        return ("nobody at risk any more",)
    told = f"{left} at risk"
    return (told,) if left >= FEW_AT_RISK else (f"{told}, {_FEW}", told)


def median_rests_on(estimate: Estimate) -> tuple[str, ...]:
    """How many were at risk at the median; nothing where it is not reached."""
    return () if estimate.median_at_risk is None else at_risk_there(estimate.median_at_risk)


def median_with_limits(estimate: Estimate) -> str:
    """'19.3 months (14.7 to 23.8)', 'not reached (from 14.7)'."""
    low, high = estimate.median_low, estimate.median_high
    value = "not reached" if estimate.median is None else f"{one(estimate.median)} months"
    if low is None:
        return value
    return f"{value} ({one(low)} to {one(high)})" if high is not None else f"{value} ({one(low)} to not reached)"


def share_with_limits(read: tuple[float, float | None, float | None] | None) -> str:
    """'43 % (31 to 55)'."""
    if read is None:
        return "past last follow-up"
    share, low, high = read
    limits = f" ({100 * low:.0f} to {100 * high:.0f})" if low is not None and high is not None else ""
    return f"{100 * share:.0f} %{limits}"


def one(number: float) -> str:
    """A number with one decimal."""
    return f"{number:.1f}"


def p_said(p: float | None) -> str:
    """'p = 0.03', 'p < 0.001'."""
    if p is None:
        return "p not known"
    return "p < 0.001" if p < 0.001 else f"p = {p:.3f}" if p < 0.1 else f"p = {p:.2f}"


def too_few(result: Result) -> str:
    """Which groups are not drawn because they are small; empty where none is."""
    told = [f"{whole_name(result) if arm.group == ALL else arm.group} ({arm.n})" for arm in result.too_few]
    return f"No curve below {FEWEST_PATIENTS} patients: {several(told, 6)}." if told else ""


def own_clock(result: Result) -> str:
    """'Own patients: from first treatment of the liver', with the landmark where there is one."""
    start = f"from {result.clock}" if result.clock else f"time zero {CLOCK_NOT_SAID}"
    past = f", counted from {plain(round(result.begins, 1))} months on" if result.begins else ""
    return f"{result.site or OWN}: {start}{past}"


def own_event(result: Result) -> str:
    """What the site counts as the event."""
    return f"Own event: {result.endpoint}." if result.endpoint else ""


def event_not_said(measures: Endpoint) -> str:
    """Where the site does not say what its event is, and the axis names one."""
    named = ENDPOINT_WORDS[measures].lower()
    return f"What the site’s own event is, is not said: is it that of {named}? Name it under the mapping."


def coarsened(result: Result) -> str:
    """How far a counts file coarsened its times; empty where it did not."""
    return f"Times of the counts file in steps of {plain(round(result.step, 2))} months." if result.step else ""


def in_words(result: Result, estimate: Estimate) -> str:
    """A line for who does not see it."""
    last = estimate.time[-1]
    events = counted(estimate.arm.events, "event")
    median = ", ".join((own_median(estimate), *median_rests_on(estimate)[:1]))
    return f"{line_name(result, estimate)}: {events}, {median}, observed to {last:.0f} months"


HAZARDS = "Hazard ratio by Cox’s model, ties by Breslow; below 1 the event comes later than in {reference}."
PROPORTIONAL_HOLDS = "no sign that the ratio changes over time"
PROPORTIONAL_BREAKS = "the ratio changes over time; one hazard ratio does not describe it, the restricted mean does"
HAZARDS_WITHIN = (
    "By Cox’s model with a baseline of its own in each site, ties by Breslow: patients are compared within sites only."
)
AS_RECORDED = "as recorded"
NO_RATIO = "no finite ratio: one of the two had no event while the other was at risk"
ONE_GROUP = "One group: nothing of the site’s own to compare."
NOTHING_TO_TEST = "none, fewer than two groups had events."
COMPETING = "An event of another kind can come first: read the cumulative incidence; one minus the curve overstates it."
LATE_ENTRY = "Some came under observation after time zero and count from then on; early steps may rest on few."
NO_LANDMARK = (
    "Where a group is known only later (a response, a second treatment), patients had to live until it: count from a "
    "landmark, else part of the difference is built in."
)
_LATER_WORDS = ("respon", "recist", "remission", "second", "later", "salvage", "switch", "maintenance", "best_")


def tested(what: str, test: LogRank | None) -> str:
    """'Log-rank test between these groups: χ² = 1.54, 1 degree of freedom, p = 0.21.'"""
    if test is None:
        return f"{what}: {NOTHING_TO_TEST}"
    degrees = "1 degree" if test.df == 1 else f"{test.df} degrees"
    return f"{what}: χ² = {test.chi2:.2f}, {degrees} of freedom, {p_said(test.p)}."


def differing_said(found: Heterogeneity) -> str:
    """How far the sites' ratios of one group differ."""
    return (
        f"{found.group} against {found.against}, do the {found.sites} sites differ? Cochran’s Q = {found.q:.2f}, "
        f"{p_said(found.p)}; I² = {100 * found.i2:.0f} %."
    )


def may_be_known_later(column: str | None) -> bool:
    """Whether a group's column sounds like something that happened after time zero."""
    return column is not None and any(word in column.lower() for word in _LATER_WORDS)


def left_before(result: Result) -> str:
    """How many are not on a landmark's curve; empty without one."""
    if not result.begins:
        return ""
    start = plain(round(result.begins, 1))
    return f"Counted from {start} months on: {counted(result.gone, 'patient')} had left or had the event by then."
