"""Each row of a registry as the mapping reads it: a time, how it ended and a group, or the reason why not.

Step by step, each on the columns of the one before, so that no engine is asked the same thing twice.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import ibis

from haic_core.cohort.engines.calendar import SERIAL, day_in, day_of, may_be_two
from haic_core.cohort.engines.cells import (
    Cells,
    is_blank,
    is_formula,
    is_one_of,
    label_of,
    nothing,
    number_in,
    number_of,
    said_of,
    text_of,
)
from haic_core.cohort.files.handed import WEIGHT
from haic_core.cohort.mapping import Mapping
from haic_core.cohort.reasons import LONGEST, OUTSIDE, SEVERAL, UNKNOWN, UNLIKE
from haic_core.cohort.values import BLANK, EMPTY, FILLED, OF_A_VISIT, Likeness

Check = tuple[Cells, str]
NONE = "none"
_INSTEAD = {"time": "time_else", "ends": "ends_else"}
_DATES = ("begins", "ends", "ends_else")
WORDED = "^[0-9]+([.,][0-9]+)? ?[a-z]{2}"


def classified(
    table: ibis.Table, mapping: Mapping, *, line: str | None, record: str | None, like: Sequence[Likeness] = ()
) -> ibis.Table:
    """A row each: ``reason`` (null where it is read), ``time``, ``entry``, ``ended`` (event, competing or alive),
    ``key`` and ``label`` of its group, ``record``, ``line``, of the event's column what was ``found``, and its
    ``weight``: how many rows of the registry it stands for.

    record: the column of the record number, where there is one. like: what a patient must be like to be counted.
    """
    bands = [f"like{place}" for place, one in enumerate(like) if one.band is not None]
    rows = _texts(table, _used(table, mapping, record, like), line, ["time", "time_else", "entry", *bands])
    rows = _numbers(rows, mapping, bands, "$" if table.get_backend().name == "pyspark" else "\\")
    rows = rows.mutate(time=rows.time_number if mapping.time else rows.ends_number - rows.begins_number)
    checks = [
        *_outside(rows, mapping),
        *_of_event(rows.event_said, mapping),
        *_of_time(rows, mapping),
        *(_of_entry(rows) if mapping.entry else ()),
        *(_of_group(rows) if mapping.group else ()),
        *_of_likeness(rows, like),
    ]
    return rows.select(
        reason=ibis.cases(*checks, else_=nothing("string")),
        time=rows.time,
        entry=rows.entry_number if mapping.entry else nothing("float64"),
        ended=ibis.cases(
            (_says(rows.event_said, mapping.dead), "event"),
            (_says(rows.event_said, mapping.competing or ()), "competing"),
            else_="alive",
        ),
        key=rows.group_said if mapping.group else ibis.literal(""),
        label=label_of(rows.group_text) if mapping.group else ibis.literal(""),
        record=rows.record_said.nullif("") if record else nothing("string"),
        line=rows.line,
        found=rows.event_text.substr(0, 40),
        weight=rows.weight,
    )


def heaped(table: ibis.Table, mapping: Mapping, like: Sequence[Likeness], line: str | None = None) -> ibis.Table:
    """Rows that say the same once, with how many they are: they are read once, however many patients they stand for.
    line: the column of the lines on which they stand, to be listed with them.

    Not where two dates make the time: there hardly any two rows say the same.
    """
    if mapping.time is None:
        return table
    own = (mapping.time, mapping.time_else, mapping.event, mapping.group, mapping.entry)
    read = (*own, *(mapping.where or ()), *(one.column for one in like))
    names = [name for name in dict.fromkeys(read) if name in table.columns]
    lines = {line: table[line].collect()} if line else {}
    return table.group_by(names).aggregate(**{WEIGHT: table.count()}, **lines)


def laid_together(table: ibis.Table, mapping: Mapping, line: str | None) -> ibis.Table:
    """One row a record: of each column the one thing its visits say; where they differ, that they say several."""
    record = mapping.patient
    if record is None:
        return table
    names = [name for name in dict.fromkeys(mapping.used.values()) if name != record]
    if visits := {name: kept for name, kept in (mapping.where or {}).items() if name in OF_A_VISIT}:
        table = table.filter([is_one_of(said_of(text_of(table[name])), kept) for name, kept in visits.items()])
        names = [name for name in names if name not in visits]
    texts = table.select(
        **{f"c{place}": text_of(table[name]).nullif("") for place, name in enumerate(names)},
        record=text_of(table[record]),
        line=table[line] if line else nothing("int64"),
    )
    agreed = {f"c{place}": _one_of(texts[f"c{place}"]) for place in range(len(names))}
    together = texts.group_by("record").aggregate(**agreed, line=texts.line.min())
    columns = {name: together[f"c{place}"] for place, name in enumerate(names)}
    return together.select(**columns, **{record: together.record}, **({line: together.line} if line else {}))


def without_twins(rows: ibis.Table) -> ibis.Table:
    """The same rows; of those of one record that say the same the first is read, those that differ are not."""
    readable = rows.reason.isnull() & rows.record.notnull()
    rows = rows.mutate(twin=ibis.cases((readable, rows.record), else_=nothing("string")))
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
    return kept.mutate(follows=(before == kept.entry)).aggregate(follow=ibis._.follows.cast("int64").sum())


def _used(table: ibis.Table, mapping: Mapping, record: str | None, like: Sequence[Likeness]) -> dict[str, Cells]:
    """The columns that are read, by what for; two of which one is read where the other is blank are of one type."""
    names = {
        "event": mapping.event, "group": mapping.group, "entry": mapping.entry, "record": record, "time": mapping.time,
        "time_else": mapping.time_else, "begins": mapping.begins, "ends": mapping.ends, "ends_else": mapping.ends_else,
    }  # fmt: skip
    used = {use: table[name] for use, name in names.items() if name}
    for use, instead in _INSTEAD.items():
        if instead not in used:
            continue
        if used[use].type() != used[instead].type():
            used[use], used[instead] = used[use].cast("string"), used[instead].cast("string")
        elif not used[use].type().is_string():
            used[use] = used[use].coalesce(used.pop(instead))
    used |= {f"where{place}": table[name] for place, name in enumerate(_kept(mapping))}
    return used | {f"like{place}": table[one.column] for place, one in enumerate(like)}


def _kept(mapping: Mapping) -> dict[str, tuple[str, ...]]:
    """What ``where`` asks of a patient; what it asks of a visit was asked before the visits were laid together."""
    kept = mapping.where or {}
    return {name: values for name, values in kept.items() if not (mapping.together and name in OF_A_VISIT)}


def _texts(table: ibis.Table, used: dict[str, Cells], line: str | None, read: Sequence[str]) -> ibis.Table:
    """What stands in each column as text and as it is compared; a time that is a number, a date that is a date already
    are only these. read: uses in which a number is read as one."""
    numbers = {use: column for use, column in used.items() if use in read and column.type().is_numeric()}
    dates = {use: column for use, column in used.items() if use in _DATES and _is_day(column)}
    texts = {use: column for use, column in used.items() if use not in numbers and use not in dates}
    rows = table.select(
        **{f"{use}_text": text_of(column) for use, column in texts.items()},
        **{f"{use}_number": number_of(column) for use, column in numbers.items()},
        **{f"{use}_day": column.cast("date").cast("string") for use, column in dates.items()},
        line=table[line] if line else nothing("int64"),
        weight=table[WEIGHT] if WEIGHT in table.columns else ibis.literal(1, "int64"),
    )
    rows = rows.mutate(**{f"{use}_said": said_of(rows[f"{use}_text"]) for use in texts})
    return rows.mutate(
        **{
            f"{use}_{what}": ibis.cases(
                (is_blank(rows[f"{use}_said"], NONE), rows[f"{instead}_{what}"]), else_=rows[f"{use}_{what}"]
            )
            for use, instead in _INSTEAD.items()
            for what in ("text", "said")
            if instead in texts
        }
    )


def _is_day(column: Cells) -> bool:
    return bool(column.type().is_date() or column.type().is_timestamp())


def _numbers(rows: ibis.Table, mapping: Mapping, bands: Sequence[str], mark: str) -> ibis.Table:
    """The numbers of times, entries and bands, and the days of dates. mark: see ``calendar.day_in``."""
    uses = [*(["time"] if mapping.time else []), *(["entry"] if mapping.entry else []), *bands]
    texts = [use for use in uses if f"{use}_text" in rows.columns]
    rows = rows.mutate(**{f"{use}_number": number_in(rows[f"{use}_text"], mapping.decimal) for use in texts})
    if mapping.time:
        return rows
    said = {use: rows[f"{use}_said"] for use in _DATES[:2] if f"{use}_said" in rows.columns}
    return rows.mutate(
        **{f"{use}_number": day_in(one, mapping.dates, mark) for use, one in said.items()},
        **{f"{use}_two": may_be_two(one, mapping.dates) for use, one in said.items()},
        **{f"{use}_number": day_of(rows[f"{use}_day"]) for use in _DATES[:2] if use not in said},
    )


def _outside(rows: ibis.Table, mapping: Mapping) -> Iterator[Check]:
    for place, values in enumerate(_kept(mapping).values()):
        yield ~is_one_of(rows[f"where{place}_said"], values), OUTSIDE


def _of_event(event: Cells, mapping: Mapping) -> Iterator[Check]:
    known = _says(event, (*mapping.dead, *mapping.alive, *(mapping.competing or ())))
    yield event == SEVERAL, "event several"
    yield ~known & is_blank(event, NONE), "event missing"
    yield ~known, "event other"


def _says(event: Cells, words: tuple[str, ...]) -> Cells:
    """Whether a cell says one of some words, or whether anything or nothing stands there, where these are asked."""
    found = is_one_of(event, words)
    found = found | ~is_blank(event, NONE) if FILLED in words else found
    return found | event.isin(list(EMPTY)) if BLANK in words else found


def _of_time(rows: ibis.Table, mapping: Mapping) -> Iterator[Check]:
    if mapping.time:
        yield from _read(rows, "time", "time no number", WORDED)
        yield rows.time < 0, "time negative"
        yield rows.time > LONGEST[mapping.unit], "time too long"
    else:
        for use in _DATES[:2]:
            yield from _read(rows, use, f"{use} no date")
        yield rows.time < 0, "ends before"


def _of_entry(rows: ibis.Table) -> Iterator[Check]:
    yield from _read(rows, "entry", "entry no number")
    yield rows.entry_number < 0, "entry negative"
    yield rows.entry_number >= rows.time, "entry not before"


def _read(rows: ibis.Table, use: str, none: str, worded: str = "") -> Iterator[Check]:
    """What can be wrong with a number or a date before it is one; of one with a type only that it is missing."""
    if f"{use}_text" not in rows.columns:
        whole = rows[f"{use}_day"] if f"{use}_day" in rows.columns else rows[f"{use}_number"]
        yield whole.isnull(), f"{use} missing"
        yield rows[f"{use}_number"].isnull(), none
        return
    said = rows[f"{use}_said"]
    yield is_blank(said, NONE), f"{use} missing"
    yield said == SEVERAL, f"{use} several"
    yield is_formula(rows[f"{use}_text"]), f"{use} formula"
    if f"{use}_two" in rows.columns:
        yield rows[f"{use}_two"], f"{use} two readings"
        yield said.re_search(SERIAL), f"{use} serial"
    if worded:
        yield said.re_search(worded), f"{use} worded"
    yield rows[f"{use}_number"].isnull(), none


def _of_group(rows: ibis.Table) -> Iterator[Check]:
    yield is_blank(rows.group_said), "group missing"
    yield rows.group_said == SEVERAL, "group several"
    yield is_formula(rows.group_text), "group formula"


def _of_likeness(rows: ibis.Table, like: Sequence[Likeness]) -> Iterator[Check]:
    for place, one in enumerate(like):
        if f"like{place}_said" in rows.columns:
            said = rows[f"like{place}_said"]
            yield is_blank(said, NONE) | (said == SEVERAL), UNKNOWN
        if one.band is None:
            yield ~is_one_of(said, one.values), UNLIKE
        else:
            number = rows[f"like{place}_number"]
            yield number.isnull(), UNKNOWN
            yield ~number.between(*one.band), UNLIKE


def _one_of(text: Cells) -> Cells:
    return ibis.cases((text.nunique() > 1, SEVERAL), else_=text.max().fill_null(""))
