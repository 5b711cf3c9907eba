"""A site's own cohort in words: how its lines are named, what its numbers are and what they are not."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from haic_core.case.fact_kinds import spoken
from haic_core.case.file_names import slug
from haic_core.cohort.counts import Counted
from haic_core.cohort.estimates.compared import LogRank
from haic_core.cohort.estimates.survival import Estimate
from haic_core.cohort.guess.part import Part
from haic_core.cohort.result import ALL, FEWEST_PATIENTS, Result
from haic_core.cohort.sites.heterogeneity import Heterogeneity
from haic_core.wording.phrases import counted, joined
from haic_core.words.decimals import plain

TITLE = "Your cohort"
LEAD = (
    "Your own patients over the published curves. Only counts are taken; nothing of a row is kept, and nothing "
    "leaves this machine but to the database you name."
)
OWN = "Own patients"
MARK = "the site’s own"
OWN_NOTE = "Thick: the site’s own patients with 95 % limits. Thin: published series, inferred; diamonds are printed."
OWN_NOTE_BRIEF = "Thick: the site’s own patients. Thin: published."
OWN_ALONE = "The site’s own patients with 95 % limits."
AT_RISK_OWN = "At risk (events so far)"
OWN_KEY = (
    ("line", "the site’s own patients (thick), ten or more at risk"),
    ("dots", "fewer than ten at risk"),
    ("inner", "95 % limits, log-log"),
)
PUBLISHED_KEY = (("diamond", "printed in a paper"), ("whisker", "its printed interval"))
NOT_A_COMPARISON = (
    "Not a comparison of treatments: the site’s own patients and those of the papers were chosen, treated and "
    "followed differently."
)
OWN_GROUPS = (
    "Between the site’s own groups a difference may be who was chosen for what: these groups were not made by chance."
)
CLOCK_NOT_SAID = "not said (name it under the mapping)"
MEDIAN_IS = "Median: the first time at which half or fewer are left, as everywhere here."


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
    if not result.too_few:
        return ""
    names = joined([whole_name(result) if arm.group == ALL else f"{arm.group} ({arm.n})" for arm in result.too_few[:6]])
    more = f" and {len(result.too_few) - 6} more" if len(result.too_few) > 6 else ""
    return f"No curve below {FEWEST_PATIENTS} patients: {names}{more}."


def own_clock(result: Result) -> str:
    """'Own patients: from first treatment of the liver', with the landmark where there is one."""
    start = f"from {result.clock}" if result.clock else f"time zero {CLOCK_NOT_SAID}"
    past = f", counted from {plain(round(result.begins, 1))} months on" if result.begins else ""
    return f"{result.site or OWN}: {start}{past}"


def own_event(result: Result) -> str:
    """What the site counts as the event."""
    return f"Own event: {result.endpoint or 'not said (name it under the mapping)'}."


def coarsened(result: Result) -> str:
    """How far a counts file coarsened its times; empty where it did not."""
    return f"Times of the counts file in steps of {plain(round(result.step, 2))} months." if result.step else ""


def in_words(result: Result, estimate: Estimate) -> str:
    """A line for who does not see it."""
    last = estimate.time[-1]
    events = counted(estimate.arm.events, "event")
    return f"{line_name(result, estimate)}: {events}, {own_median(estimate)}, observed to {last:.0f} months"


def rows_said(counts: Counted) -> str:
    """'1,980 rows: 1,903 counted, 70 left out, 7 not asked for.'"""
    told = [f"{counts.n:,} counted"]
    told += [
        f"{number:,} {words}"
        for number, words in (
            (counts.left_out, "could not be read"),
            (counts.not_asked, "not asked for"),
            (counts.unlike, "unlike this patient"),
            (counts.not_known, "of whom a fact is not recorded"),
        )
        if number
    ]
    return f"{counts.rows:,} rows: {', '.join(told)}."


HAZARDS = "Hazard ratio by Cox's model, ties by Breslow; below 1 the event comes later than in {reference}."
PROPORTIONAL_HOLDS = "no sign that the ratio changes over time"
PROPORTIONAL_BREAKS = "the ratio changes over time; one hazard ratio does not describe it, the restricted mean does"
HAZARDS_WITHIN = (
    "By Cox’s model with a baseline of its own in each site, ties by Breslow: patients are compared within sites only."
)
AS_RECORDED = "as recorded"
NO_RATIO = "no finite ratio: one of the two had no event while the other was at risk"
ONE_GROUP = "One group: nothing of the site's own to compare."
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


FILE, DATABASE, HOSPITALS = "A file", "A database", "Counts of several hospitals"
FILE_FIELD = "Registry: CSV, Excel or Parquet, as it was exported"
FILE_HELP = "It is held in this server’s memory while this page works on it, and nowhere else."
LINE_FIELD = "Connection line"
LINE_FORM = "postgresql://NAME:PASSWORD@HOST:5432/DATABASE?table=TABLE"
LINE_HELP = (
    "PostgreSQL, a file of DuckDB or Spark. Only the server you name is asked, read only. The line is not shown, "
    "logged, written or kept by the tab; a role that may only read is enough."
)
CONNECT = "Connect"
FORGET = "Forget this registry"
EMPTY = "Hand in a registry: its columns are guessed, nothing is counted that you have not seen."
STOP, STOPPING = "Stop", "Stopping"
WAS_STOPPED = "Stopped: nothing was counted."
COUNT_AGAIN = "Count again"
MAPPING_FILE = "Open a mapping"
SAVE_MAPPING = "Save the mapping"
MAPPING_NAME = "mapping.json"
NO_COLUMN = "none"
CHOOSE = "choose"
FACTS_MAPPED = "Facts of the case that this registry holds (up to six)"
ONLY_VALUES = "is one of"
ASK_FIRST = "Doubtful: look at these before anything is counted."
MORE_FIELDS = "Two dates instead of a time, late entry, rows that stand twice"
ALL_RIGHT = "All as guessed: count"
BY_HAND = "changed by hand"

LABELS: Mapping[str, str] = MappingProxyType(
    {
        "time": "Time of follow-up",
        "unit": "Unit of the time",
        "time_else": "Where that is blank, time of",
        "begins": "Or: date the clock starts",
        "ends": "and date of the event or last contact",
        "ends_else": "Where that is blank, date of",
        "dates": "03/04/2021 means",
        "decimal": "Decimal sign",
        "event": "How follow-up ended",
        "dead": "There, the event is",
        "alive": "last seen without it",
        "competing": "an event of another kind",
        "group": "Groups (treatment)",
        "entry": "Came under observation at",
        "patient": "Record number (rows that stand twice)",
        "together": "Rows of one record are visits of one patient",
        "endpoint": "The event in words",
        "clock": "Time zero in words",
        "site": "The site’s short name",
        "where": "Only rows where",
    }
)
"""Each part of a mapping, as its field is called."""
_ASKED: Mapping[str, str] = MappingProxyType(
    {
        "time": "the time of follow-up, or its two dates",
        "event": "how follow-up ended",
        "dead": "what stands there for an event",
        "alive": "what stands there for a patient last seen without it",
    }
)
HINTS: Mapping[str, str] = MappingProxyType(
    {"endpoint": "death of any cause", "clock": "first treatment of the liver", "site": "St. Anna"}
)
DATE_ORDERS: Mapping[str, str] = MappingProxyType({"dmy": "3 April", "mdy": "4 March"})
SHOW, TOGETHER, BY_GROUP, LIKE = "Show", "All together", "By group", "Patients like this one"
NO_SERIES = "none"
TO_BOARD = "Put on the Board and into the pack"
ON_BOARD = "On the Board and in the pack, marked as the site’s own, until this tab is left."
OFF_BOARD = "Take off the Board"
OWN_ON_BOARD = "The site’s own patients"
SQL_SHOWN = "What the engine was asked"
EXPORT = "Counts for other hospitals"
EXPORT_ABOUT = (
    "A file of counts alone: of each group, how many left and how many had the event in each step of time. Steps are "
    "widened until every cell holds the fewest patients named here. No row, no date, no record number is in it."
)
FEWEST_IN_CELL = "Fewest patients in a cell"
SAVE_COUNTS = "Save the counts file"
COUNTS_FIELD = "Counts files of two or more hospitals"
COUNTS_ABOUT = (
    "Each hospital saves its counts on this page under “Counts for other hospitals” and sends that file. Definitions "
    "that differ are refused, for such patients are not comparable."
)
BY_SITE = "By hospital"
GROUP_OF_SITES = "Group"


def answer_said(answer: str) -> str:
    """An answer of the case file as a person says it: 'yes', 'bone only, stable'."""
    return {"true": "yes", "false": "no"}.get(answer) or spoken(answer)


def guess_said(part: Part) -> str:
    """On what a guess rests: '160 of 160 rows hold 'Dead' (100), 'Alive' (60)', of values how many rows they are."""
    if part.value is None:
        return part.why
    return f"{part.rests_on:,} of {part.rows:,} rows" if part.use in ("dead", "alive", "competing") else part.why


def still_missing(mapping: Mapping[str, object]) -> str:
    """Which parts a person has to choose before anything is counted; empty where all are there."""
    timed = mapping.get("time") or (mapping.get("begins") and mapping.get("ends"))
    parts = [] if timed else ["time"]
    parts += [part for part in ("event", "dead", "alive") if not mapping.get(part)]
    return f"To choose before anything is counted: {joined(_ASKED[part] for part in parts)}." if parts else ""


def mapping_said(mapping: Mapping[str, object]) -> str:
    """The mapping in one line: 'Mapping: OS_MONTHS in months · OS_STATUS · groups by THERAPY'."""
    if still_missing(mapping):
        return "Mapping"
    time, unit = mapping.get("time"), mapping.get("unit", "months")
    told = [f"{time} in {unit}" if time else " to ".join(str(mapping.get(part, "?")) for part in ("begins", "ends"))]
    told.append(str(mapping.get("event", "?")))
    if group := mapping.get("group"):
        told.append(f"groups by {group}")
    return f"Mapping: {' · '.join(told)}"


def waiting_said(stage: str, elapsed_s: float, limit_s: float, is_stopping: bool) -> str:
    """'Counting for 12 s; stopped by itself after 600 s.'"""
    if is_stopping:
        return "Stopping."
    return f"{stage.capitalize()} for {elapsed_s:.0f} s; stopped by itself after {limit_s:,.0f} s."


def count_from_said(counts: Counted) -> str:
    """The field of a landmark, in the registry's own unit."""
    return f"Count from ({counts.unit})"


def counts_file_name(site: str) -> str:
    """'counts-st-anna.json'."""
    return f"counts-{slug(site)}.json"


def sites_said(count: int) -> str:
    """'3 hospitals together'."""
    return f"{count} hospitals together"
