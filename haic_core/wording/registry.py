"""A registry in words: how it comes in, what its columns mean, what became of its rows, what is sent to others."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from haic_core.case.fact_kinds import spoken
from haic_core.case.facts import FACTS
from haic_core.case.file_names import slug
from haic_core.cohort.alike import Alike
from haic_core.cohort.counts import Counted
from haic_core.cohort.guess.part import Part
from haic_core.cohort.guess.settling import Answer
from haic_core.cohort.mapping import Mapping as Settled
from haic_core.cohort.months import months
from haic_core.wording.phrases import counted, joined

TITLE = "Your cohort"
LEAD = (
    "Your own patients over the published curves. Only counts are taken; nothing of a row is kept, and nothing "
    "leaves this machine but to the database you name."
)
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
MANY_SHARE = 0.1
DICTIONARY_FILE = "REDCap’s data dictionary, for what codes mean"
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
SHOW, TOGETHER, BY_GROUP, LIKE = "Show", "All together", "By group", "Only patients like this one"
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


def answer_told(answer: Answer) -> str:
    """One answer to a doubt: '1' is the event (299 rows)."""
    if answer.unit:
        return f"{answer.unit}: the longest is {months(answer.longest, answer.unit) / 12:.1f} years"
    if answer.order:
        return f"03/04/2021 is {DATE_ORDERS[answer.order]}"
    if answer.decimal:
        return f"1,234 is {'a little more than 1' if answer.decimal == ',' else 'more than 1000'}"
    verb = "is" if len(answer.dead) == 1 else "are"
    told = f"{joined(map(repr, answer.dead))} {verb} the event ({counted(answer.rows, 'row')})"
    return f"{told}, {joined(map(repr, answer.competing))} one of another kind" if answer.competing else told


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


def called_said(value: str) -> str:
    """The field for what a group is called."""
    return f"{value if len(value) < 30 else value[:29] + '…'} is called"


def alike_said(found: Alike) -> str:
    """Who counts as like the patient: 'Age 42 to 62 years, HER2 negative'."""
    return joined(f"{FACTS[one.fact].label} {one.allows}" for one in found.shared)


def alike_note(found: Alike, counts: Counted | None) -> str:
    """Who counts as like the patient, what compares nothing, and how many are left out."""
    told = [f"Like this patient: {alike_said(found)}." if found.shared else "No fact of this case compares anyone."]
    if found.not_recorded:
        told.append(f"Not recorded in this case: {joined(FACTS[code].label for code in found.not_recorded)}.")
    if found.not_told:
        told.append(f"Not translated under the mapping: {joined(FACTS[code].label for code in found.not_told)}.")
    if counts:
        told.append(f"{counts.unlike:,} are unlike her, of {counts.not_known:,} it is not known.")
    return " ".join(told)


def many_left_out(counts: Counted) -> str:
    """Where so many rows could not be read that the others may be other patients; empty where they are few."""
    asked = counts.n + counts.left_out
    if counts.left_out < MANY_SHARE * asked:
        return ""
    return (
        f"{counts.left_out:,} of {asked:,} rows could not be read: the curve is that of the others, who may be other "
        "patients. Look at the reasons, and at what stands for an event and for none."
    )


def to_name_first(mapping: Settled) -> str:
    """What has to be named before counts are sent; empty where all is."""
    parts = [LABELS[part].lower() for part in ("site", "endpoint", "clock") if not getattr(mapping, part)]
    return f"Name first, under the mapping: {joined(parts)}." if parts else ""
