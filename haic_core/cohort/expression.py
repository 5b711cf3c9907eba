"""The one expression: what each row of a registry says, or why it says nothing, and how many left each group when.

Built of what every engine of ibis computes alike; an engine sends back counts, and the rows that could not be read.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import ibis

from haic_core.cohort.counts import Arm, Cell, Counted, Listed
from haic_core.cohort.engines.asking import fetched, with_statement
from haic_core.cohort.engines.cells import Cells, Fetch, said_of, text_of
from haic_core.cohort.engines.classified import classified, following, heaped, laid_together, without_twins
from haic_core.cohort.engines.date_order import with_order
from haic_core.cohort.engines.decimal_sign import with_decimal
from haic_core.cohort.mapping import Mapping
from haic_core.cohort.missing_codes import may_be_missing
from haic_core.cohort.reasons import OUTSIDE, REASONS, UNKNOWN, UNLIKE
from haic_core.cohort.values import OF_A_VISIT, Likeness, said
from haic_core.words.identifiers import identifying
from haic_core.words.refusal import Refusal, shown

MOST_CELLS, MOST_LISTED, MOST_GROUPS = 500_000, 1_000, 40
MOST_TWICE, SHARE_TWICE = 10, 0.1
ALL = "all"


def counted(
    table: ibis.Table, mapping: Mapping, *, engine: str, name: str, line: str | None = None,
    record: str | None = None, like: Sequence[Likeness] = (), torn: Sequence[Listed] = (), fetch: Fetch = fetched,
) -> Counted:  # fmt: skip
    """A registry as counts.

    name: of the registry, in sentences. line: column of the file's own line, where there is one. record: column of the
    record number, where the mapping names none and it is known by its name. like: what a patient must be like. torn:
    rows that the file's reader could not take over. fetch: how an expression is computed, ``fetched`` or one that can
    be stopped. Raises Refusal where a column is not there, no row can be read, or the rows are those of another form.
    """
    _has_columns(table, mapping, name)
    if mapping.together:
        table = laid_together(table, mapping, line)
    mapping, dated = with_order(table, mapping, name, fetch)
    mapping, parted = with_decimal(table, mapping, name, fetch)
    record = mapping.patient or record
    twice = record is not None and _may_stand_twice(table, record, fetch)
    rows = classified(table, mapping, line=line, record=record, like=like) if twice else None
    is_heaped = not (record and rows is not None and _stand_twice(rows, fetch))
    if is_heaped:  # one row of a heap is as good as another, until it is to be listed
        rows = classified(heaped(table, mapping, like), mapping, line=None, record=None, like=like)
    else:
        rows = without_twins(rows)
        _no_start_stop(rows, table, mapping, name, fetch)
    found, statement = with_statement(_cells(rows), MOST_CELLS + 1, fetch)
    _bearable(found, mapping, name)
    refused = {why: sum(int(one["leaving"]) for one in found if one["reason"] == why) for why in _reasons(found)}
    left_out = sum(count for reason, count in refused.items() if reason in REASONS) + len(torn)
    listing = rows
    if line and is_heaped and left_out > len(torn):
        lines = heaped(table, mapping, like, line)
        listing = classified(lines, mapping, line=line, record=None, like=like)
    unread = _unread(listing, line, fetch) if left_out > len(torn) else []
    listed = [*torn, *(_listed(one, mapping, record) for one in unread for _ in range(_listed_times(one)))]
    _one_row_a_patient(refused, found, record, name)
    arms = _arms(found, fetch(_entered(rows)) if mapping.entry else [], mapping)
    if not arms:
        raise _nothing_read(name, refused, listed, mapping, _of_visits(table, mapping))
    return Counted(
        arms=arms,
        unit=mapping.time_unit,
        rows=sum(int(one["leaving"]) for one in found) + len(torn),
        not_asked=refused.get(OUTSIDE, 0),
        left_out=left_out,
        listed=tuple(sorted(listed, key=lambda one: one.line or 0)[:MOST_LISTED]),
        engine=engine,
        sql=statement,
        unlike=refused.get(UNLIKE, 0),
        not_known=refused.get(UNKNOWN, 0),
        notes=(*dated, *parted, *may_be_missing(arms, mapping.time)),
    )


def _cells(rows: ibis.Table) -> ibis.Table:
    """Counts by reason, group and time; what is not read has neither group nor time."""
    read = rows.reason.isnull()
    rows = rows.mutate(
        time=ibis.cases((read, rows.time), else_=ibis.null("float64")),
        key=ibis.cases((read, rows.key), else_=ibis.null("string")),
    )
    return rows.group_by("reason", "key", "time").aggregate(
        label=rows.label.min(),
        events=(rows.ended == "event").ifelse(rows.weight, 0).sum(),
        competing=(rows.ended == "competing").ifelse(rows.weight, 0).sum(),
        leaving=rows.weight.sum(),
    )


def _entered(rows: ibis.Table) -> ibis.Table:
    """How many came under observation when, group by group."""
    kept = rows.filter(rows.reason.isnull())
    return kept.group_by("key", "entry").aggregate(label=kept.label.min(), entered=kept.weight.sum())


def _unread(rows: ibis.Table, line: str | None, fetch: Fetch) -> list[dict[str, Any]]:
    """The first rows that could not be read, with why. Where no row has a line they are counted by why, all of them:
    for a filter PostgreSQL would read each row before it lays it on a heap."""
    if line:
        kept = rows.filter(rows.reason.isin(list(REASONS)))
        if kept.line.type().is_array():
            kept = kept.mutate(line=kept.line.unnest(), weight=1)
        return fetch(kept.select("line", "reason", "found", "weight").order_by("line", "reason").limit(MOST_LISTED))
    found = fetch(rows.group_by("reason", "found").aggregate(weight=rows.weight.sum()).limit(MOST_CELLS))
    kept = sorted((one for one in found if one["reason"] in REASONS), key=lambda one: (one["reason"], one["found"]))
    return [one | {"line": None} for one in kept[:MOST_LISTED]]


def _listed_times(unread: dict[str, Any]) -> int:
    return min(int(unread["weight"]), MOST_LISTED)


def _has_columns(table: ibis.Table, mapping: Mapping, name: str) -> None:
    """Raises Refusal for each column of the mapping that the registry lacks."""
    mapping.found_in(table.columns, name)


def _may_stand_twice(table: ibis.Table, record: str, fetch: Fetch) -> bool:
    """Whether any record stands twice, readable or not; that is told without reading a row."""
    column = table[record]
    if column.type().is_string() and _are_apart(column, fetch):
        return False
    said = column if column.type().is_integer() else said_of(text_of(column)).nullif("")
    (found,) = fetch(table.aggregate(rows=said.count(), records=said.nunique()))
    return bool(found["rows"] != found["records"])


def _are_apart(texts: Cells, fetch: Fetch) -> bool:
    """Whether all records differ as they stand and would as cells are compared: none holds a sign but digits, marks and
    letters of one size. That is told sooner than what each says."""
    (found,) = fetch(
        texts.as_table().aggregate(
            rows=texts.count(),
            records=texts.nunique(),
            other=texts.re_search("[^0-9A-Za-z_/-]").any(),
            small=(texts != texts.upper()).any(),
            large=(texts != texts.lower()).any(),
        )
    )
    both = found["small"] and found["large"]
    return bool(found["rows"] == found["records"] and not found["other"] and not both)


def _stand_twice(rows: ibis.Table, fetch: Fetch) -> bool:
    kept = rows.filter(rows.reason.isnull() & rows.record.notnull())
    (found,) = fetch(kept.aggregate(rows=kept.count(), records=kept.record.nunique()))
    return bool(found["rows"] != found["records"])


def _no_start_stop(rows: ibis.Table, table: ibis.Table, mapping: Mapping, name: str, fetch: Fetch) -> None:
    """Raises Refusal where the rows of one record follow one another: they would be counted as several patients."""
    columns = {column.lower() for column in table.columns}
    by_name = any(pair <= columns for pair in ({"start", "stop"}, {"tstart", "tstop"}, {"time1", "time2"}))
    (found,) = fetch(following(rows)) if mapping.entry else ({"follow": None},)
    twice = rows.filter(rows.reason == "twice different")
    if found["follow"] or (by_name and fetch(twice.aggregate(rows=twice.count()))[0]["rows"]):
        raise Refusal(
            f"{name}: rows of one record follow one another (start-stop form), which would count one patient as "
            "several; give one row a patient, with the time of entry and of the end of follow-up.",
            place=name,
            found="start-stop rows",
            allowed="one row a patient",
        )


def _one_row_a_patient(refused: dict[str, int], found: Sequence[dict[str, Any]], record: str | None, name: str) -> None:
    """Raises Refusal where so many records stand more than once that those left over are another cohort."""
    read = sum(int(one["leaving"]) for one in found if one["reason"] is None)
    several = refused.get("twice different", 0)
    if several >= MOST_TWICE and several > (read + several) * SHARE_TWICE:
        raise Refusal(
            f"{name}: {several:,} rows belong to records that stand more than once in the column {shown(record)} and "
            "differ; choose by 'where' the rows that count, one a patient.",
            place=f"{name}: {record}",
            found=f"{several:,} rows",
            allowed="one row a patient",
        )


def _reasons(found: Sequence[dict[str, Any]]) -> set[str]:
    return {one["reason"] for one in found if one["reason"] is not None}


def _bearable(found: Sequence[dict[str, Any]], mapping: Mapping, name: str) -> None:
    """Raises Refusal where counts are as many as rows, or groups as many as patients."""
    if len(found) > MOST_CELLS:
        raise Refusal(
            f"{name}: more than {MOST_CELLS:,} different times and groups; record time in days, or choose another "
            "group.",
            place=name,
            allowed=f"at most {MOST_CELLS:,} different times and groups",
        )
    groups = {one["key"] for one in found if one["reason"] is None}
    if len(groups) > MOST_GROUPS:
        raise Refusal(
            f"{name}: the column {shown(mapping.group)} holds {len(groups):,} groups, but {MOST_GROUPS} are the most; "
            "choose the column of the treatment.",
            place=f"{name}: {mapping.group}",
            found=f"{len(groups):,} groups",
            allowed=f"at most {MOST_GROUPS} groups",
        )


def _arms(found: Sequence[dict[str, Any]], entered: Sequence[dict[str, Any]], mapping: Mapping) -> tuple[Arm, ...]:
    """Counts as arms, by name; groups that the mapping calls the same are one."""
    names = _names([one for one in found if one["reason"] is None], mapping)
    cells: dict[str, dict[float, list[int]]] = defaultdict(lambda: defaultdict(lambda: [0, 0, 0]))
    for one in found:
        if one["reason"] is None:
            cell = cells[names[one["key"]]][float(one["time"])]
            for place, part in enumerate(("events", "competing", "leaving")):
                cell[place] += int(one[part])
    entries: dict[str, dict[float, int]] = defaultdict(lambda: defaultdict(int))
    for one in entered:
        entries[names[one["key"]]][float(one["entry"])] += int(one["entered"])
    return tuple(
        Arm(name, tuple(Cell(time, *counts) for time, counts in sorted(cells[name].items())),
            tuple(sorted(entries[name].items())))
        for name in sorted(cells, key=_in_order)
    )  # fmt: skip


def _names(found: Sequence[dict[str, Any]], mapping: Mapping) -> dict[str, str]:
    """What each group is called: as the mapping says, else as it stands in the registry."""
    if mapping.group is None:
        return {one["key"]: ALL for one in found}
    called = {said(value): name for value, name in mapping.group_names.items()}
    labels: dict[str, str] = {}
    for one in found:
        labels[one["key"]] = min(one["label"], labels.get(one["key"], one["label"]))
    return {key: called.get(said(label), label) for key, label in labels.items()}


def _in_order(name: str) -> tuple[bool, float, str]:
    """Groups that are numbers by their number, others by the letter."""
    return (False, float(name), "") if name.isdecimal() else (True, 0.0, name)


def _listed(one: dict[str, Any], mapping: Mapping, record: str | None) -> Listed:
    use, sentence = REASONS[one["reason"]]
    column = getattr(mapping, use) or record or use
    if one["reason"] == "event other" and not identifying(one["found"]):
        sentence = f"{shown(one['found'])} is {sentence}"
    return Listed(None if one["line"] is None else int(one["line"]), column, sentence)


def _of_visits(table: ibis.Table, mapping: Mapping) -> str:
    """What to do with a registry whose rows are visits and are read one by one."""
    visits = next((column for column in OF_A_VISIT[:2] if column in table.columns), None)
    if visits is None or mapping.together:
        return ""
    return f" Its rows are visits ({shown(visits)}): name the record number as 'patient' and set 'together' to true."


def _nothing_read(
    name: str, refused: dict[str, int], listed: Sequence[Listed], mapping: Mapping, visits: str
) -> Refusal:
    """Why not one row was read: the most frequent reason, or that none is asked for."""
    rows = sum(refused.values())
    why = {reason: count for reason, count in refused.items() if reason in REASONS}
    if not why:
        tells = "no row is what the mapping's 'where' asks for" if OUTSIDE in refused else "there is no row"
        tells = "no patient is like the case in hand" if {UNLIKE, UNKNOWN} & set(refused) else tells
        return Refusal(f"{name}: {tells}, so there is nothing to count.", place=name)
    most = max(why, key=lambda reason: why[reason])
    use, sentence = REASONS[most]
    example = next((one.reason for one in listed if one.reason.endswith(sentence)), sentence)
    column = shown(getattr(mapping, use) or use)
    return Refusal(
        f"{name}: none of {rows:,} rows can be read; most often the column {column}: {example}.{visits}",
        place=name,
        found=example,
    )
