"""Each row of a registry as the mapping reads it: a time, how it ended and a group, or the reason why not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import ibis

from haic_core.cohort.engines.cells import (
    Cells,
    day_of,
    has_two_readings,
    is_blank,
    is_formula,
    is_one_of,
    is_two_dates,
    label_of,
    number_of,
    said_of,
    text_of,
)
from haic_core.cohort.mapping import Mapping
from haic_core.cohort.reasons import LONGEST, OUTSIDE, SEVERAL, UNKNOWN, UNLIKE
from haic_core.cohort.values import Likeness

Check = tuple[Cells, str]


def classified(
    table: ibis.Table, mapping: Mapping, *, line: str | None, record: str | None, like: Sequence[Likeness] = ()
) -> ibis.Table:
    """A row each: ``reason`` (null where it is read), ``time``, ``entry``, ``ended`` (event, competing or alive),
    ``key`` and ``label`` of its group, ``record``, ``line``, of the event's column what was ``found``, and its
    ``weight``: how many rows of the registry it stands for.

    record: the column of the record number, where there is one. like: what a patient must be like to be counted.
    """
    event, group = said_of(table[mapping.event]), mapping.group
    time, of_time = _time(table, mapping)
    entry, of_entry = _entry(table, mapping, time)
    checks = [
        (~_inside(table, mapping), OUTSIDE),
        *_of_event(event, mapping),
        *of_time,
        *of_entry,
        *(_of_group(table[group]) if group else ()),
        *_of_likeness(table, like, mapping.decimal),
    ]
    nothing = ibis.null("string")
    return table.select(
        reason=ibis.cases(*checks, else_=nothing),
        time=time,
        entry=entry,
        ended=ibis.cases(
            (is_one_of(event, mapping.dead), "event"),
            (is_one_of(event, mapping.competing or ()), "competing"),
            else_="alive",
        ),
        key=said_of(table[group]) if group else ibis.literal(""),
        label=label_of(table[group]) if group else ibis.literal(""),
        record=said_of(table[record]).nullif("") if record else nothing,
        line=table[line].cast("int64") if line else ibis.null("int64"),
        found=text_of(table[mapping.event]).substr(0, 40),
        weight=table[WEIGHT] if WEIGHT in table.columns else ibis.literal(1, "int64"),
    )


# How many rows one row stands for, where rows that say the same were laid on one heap.
WEIGHT = "how many rows say this"


def heaped(table: ibis.Table, mapping: Mapping, like: Sequence[Likeness]) -> ibis.Table:
    """Rows that say the same once, with how many they are: they are read once, however many patients they stand for.

    Not where two dates make the time: there hardly any two rows say the same.
    """
    if mapping.time is None:
        return table
    read = (
        mapping.time,
        mapping.event,
        mapping.group,
        mapping.entry,
        *(mapping.where or ()),
        *(one.column for one in like),
    )
    names = [name for name in dict.fromkeys(read) if name]
    return table.group_by(names).aggregate(**{WEIGHT: table.count()})


def laid_together(table: ibis.Table, mapping: Mapping, line: str | None) -> ibis.Table:
    """One row a record: of each column the one thing its visits say; where they differ, that they say several."""
    record = mapping.patient
    if record is None:
        return table
    names = [name for name in dict.fromkeys(mapping.used.values()) if name != record]
    if visits := {name: kept for name, kept in (mapping.where or {}).items() if name in OF_A_VISIT}:
        table = table.filter([is_one_of(said_of(table[name]), kept) for name, kept in visits.items()])
        names = [name for name in names if name not in visits]
    agreed = {name: _one_of(text_of(table[name]).nullif("")) for name in names}
    lines = {line: table[line].min()} if line else {}
    return table.group_by(**{record: text_of(table[record])}).aggregate(**agreed, **lines)


# Columns of REDCap that tell the visits of one record apart.
OF_A_VISIT = ("redcap_event_name", "redcap_repeat_instrument", "redcap_repeat_instance", "redcap_data_access_group")


def without_twins(rows: ibis.Table) -> ibis.Table:
    """The same rows; of those of one record that say the same the first is read, those that differ are not."""
    readable = rows.reason.isnull() & rows.record.notnull()
    record = ibis.cases((readable, rows.record), else_=ibis.null("string"))
    rows = rows.mutate(twin=record)
    alike = ibis.window(group_by="twin")
    columns = [rows.time, rows.entry, rows.ended, rows.key]
    differ = [one.min().over(alike) != one.max().over(alike) for one in columns]
    rows = rows.mutate(
        copies=ibis._.count().over(alike),
        place=ibis.row_number().over(ibis.window(group_by="twin", order_by=["line", "time"])),
        differ=differ[0] | differ[1].fill_null(False) | differ[2] | differ[3],
    )
    twin = rows.twin.notnull() & (rows.copies > 1)
    reason = ibis.cases((twin & rows.differ, "twice different"), (twin & (rows.place > 0), "twice"), else_=rows.reason)
    return rows.mutate(reason=reason).drop("twin", "copies", "place", "differ")


def following(rows: ibis.Table) -> ibis.Table:
    """How many rows begin where another row of the same record ends: those of start-stop form."""
    kept = rows.filter(rows.reason == "twice different")
    before = kept.time.lag().over(ibis.window(group_by="record", order_by="time"))
    follows = (before == kept.entry).fill_null(False).ifelse(1, 0)
    return kept.mutate(follows=follows).aggregate(follow=ibis._.follows.sum())


def _inside(table: ibis.Table, mapping: Mapping) -> Cells:
    inside = ibis.literal(True)
    for name, kept in (mapping.where or {}).items():
        if not (mapping.together and name in OF_A_VISIT):
            inside = inside & is_one_of(said_of(table[name]), kept)
    return inside


def _of_event(event: Cells, mapping: Mapping) -> Iterator[Check]:
    known = is_one_of(event, (*mapping.dead, *mapping.alive, *(mapping.competing or ())))
    yield event == SEVERAL, "event several"
    yield ~known & is_blank(event, "none"), "event missing"
    yield ~known, "event other"


def _time(table: ibis.Table, mapping: Mapping) -> tuple[Cells, list[Check]]:
    """The time of follow-up, and what is wrong with it."""
    if mapping.time:
        column = _either(table, mapping.time, mapping.time_else)
        time = number_of(column, mapping.decimal)
        longest = LONGEST[mapping.unit]
        return time, [*_of_number(column, time, "time", mapping), (time > longest, "time too long")]
    assert mapping.begins and mapping.ends
    ended = _either(table, mapping.ends, mapping.ends_else)
    first, last = (day_of(column, mapping.dates) for column in (table[mapping.begins], ended))
    time = (last - first).cast("float64")
    checks = [
        *_of_date(table[mapping.begins], first, "begins", mapping),
        *_of_date(ended, last, "ends", mapping),
        (time < 0, "ends before"),
    ]
    return time, checks


def _either(table: ibis.Table, name: str, instead: str | None) -> Cells:
    """A column, or another where it is blank; as texts where the two are of different types."""
    if instead is None:
        return table[name]
    one, other = table[name], table[instead]
    if one.type() != other.type():
        one, other = text_of(one), text_of(other)
    return ibis.cases((is_blank(said_of(one), "none"), other), else_=one)


def _entry(table: ibis.Table, mapping: Mapping, time: Cells) -> tuple[Cells, list[Check]]:
    if mapping.entry is None:
        return ibis.null("float64"), []
    column = table[mapping.entry]
    entry = number_of(column, mapping.decimal)
    return entry, [*_of_number(column, entry, "entry", mapping), (entry >= time, "entry not before")]


def _of_number(column: Cells, number: Cells, use: str, mapping: Mapping) -> Iterator[Check]:
    if column.type().is_numeric():
        yield number.isnull(), f"{use} missing"
        yield number < 0, f"{use} negative"
        return
    said, text = said_of(column), text_of(column)
    yield is_blank(said, "none"), f"{use} missing"
    yield said == SEVERAL, f"{use} several"
    yield is_formula(text), f"{use} formula"
    yield has_two_readings(column, mapping.decimal), f"{use} two readings"
    yield number.isnull(), f"{use} no number"
    yield number < 0, f"{use} negative"


def _of_date(column: Cells, day: Cells, use: str, mapping: Mapping) -> Iterator[Check]:
    if column.type().is_temporal():
        yield column.isnull(), f"{use} missing"
        yield day.isnull(), f"{use} no date"
        return
    said, text = said_of(column), text_of(column)
    yield is_blank(said, "none"), f"{use} missing"
    yield said == SEVERAL, f"{use} several"
    yield is_formula(text), f"{use} formula"
    yield is_two_dates(column, mapping.dates), f"{use} two readings"
    yield day.isnull(), f"{use} no date"


def _of_group(column: Cells) -> Iterator[Check]:
    said = said_of(column)
    yield is_blank(said), "group missing"
    yield said == SEVERAL, "group several"
    yield is_formula(text_of(column)), "group formula"


def _of_likeness(table: ibis.Table, like: Sequence[Likeness], decimal: str | None) -> Iterator[Check]:
    for one in like:
        said = said_of(table[one.column])
        yield is_blank(said, "none"), UNKNOWN
        if one.band is None:
            yield ~is_one_of(said, one.values), UNLIKE
        else:
            number = number_of(table[one.column], decimal)
            yield number.isnull(), UNKNOWN
            yield ~number.between(*one.band), UNLIKE


def _one_of(text: Cells) -> Cells:
    return ibis.cases((text.nunique() > 1, SEVERAL), else_=text.max().fill_null(""))
