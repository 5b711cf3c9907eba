"""Whether the day or the month comes first in a registry's dates: as a column's other dates have it, else it is asked.

To list the dates of two readings alone would choose patients by the day of the month.
"""

from __future__ import annotations

from typing import get_args

import ibis

from haic_core.cohort.engines.calendar import MARKS, habits
from haic_core.cohort.engines.cells import Fetch, tallied
from haic_core.cohort.mapping import Mapping, Order
from haic_core.words.refusal import Refusal, shown

_FIRST = {"dmy": "day", "mdy": "month"}
Counts = dict[str, int]


def with_order(table: ibis.Table, mapping: Mapping, name: str, fetch: Fetch) -> tuple[Mapping, tuple[str, ...]]:
    """The mapping with the order that the dates of each column tell themselves, and what is said of that in a sentence;
    unchanged where it names one or no date has two readings. Raises Refusal where that is not told, or where it names
    one that no date of a column has."""
    counts = tallied(table, (mapping.begins, mapping.ends, mapping.ends_else), habits, fetch)
    if mapping.dates:
        _is_had(mapping.dates, counts, name)
        return mapping, ()
    doubtful = {column: two for column, of in counts.items() if (two := _dates(of, "two"))}
    if not doubtful:
        return mapping, ()
    orders = [order for order in get_args(Order) if any(_dates(of, order) for of in counts.values())]
    if len(orders) > 1:
        raise _both(name, doubtful)
    for column, two in doubtful.items():
        if not _is_told(counts[column]):
            raise _not_told(name, column, two)
    (order,) = orders
    dates = " and ".join(f"{two:,} in {shown(column)}" for column, two in doubtful.items())
    said = f"Dates such as 03/04/2021 ({dates}) are read with the {_FIRST[order]} first, as the others there have it."
    return mapping.model_copy(update={"dates": order}), (said,)


def _dates(of: Counts, what: str) -> int:
    return sum(of[f"{what}{mark}"] for mark in MARKS)


def _is_had(order: Order, counts: dict[str, Counts], name: str) -> None:
    """Raises Refusal where a column has dates of the other order for sure and none of this one: the rest would be read
    as other days than are meant."""
    (other,) = set(get_args(Order)) - {order}
    for column, of in counts.items():
        if _dates(of, other) and not _dates(of, order):
            raise Refusal(
                f"{name}: the mapping's 'dates' says {order}, but {_dates(of, other):,} dates in the column "
                f"{shown(column)} have the {_FIRST[other]} first for sure, and none the {_FIRST[order]}.",
                place=f"{name}: {column}",
                found=order,
                allowed=other,
            )


def _is_told(of: Counts) -> bool:
    """Whether each mark that parts a date of two readings also parts one that can be meant one way only."""
    return all(of[f"dmy{mark}"] or of[f"mdy{mark}"] for mark in MARKS if of[f"two{mark}"])


def _not_told(name: str, column: str, two: int) -> Refusal:
    return Refusal(
        f"{name}: {two:,} dates in the column {shown(column)} may be two days, as 03/04/2021 may, and none there tells "
        "whether the day or the month comes first; name it in the mapping as 'dates', dmy or mdy.",
        place=f"{name}: {column}",
        found=f"{two:,} dates of two readings",
        allowed="dates: dmy or mdy",
    )


def _both(name: str, doubtful: dict[str, int]) -> Refusal:
    columns, two = " and ".join(map(shown, doubtful)), sum(doubtful.values())
    return Refusal(
        f"{name}: dates with the day first and dates with the month first stand side by side, so which of the {two:,} "
        f"others in {columns} are meant is not told; write all dates in one way, or name one in the mapping as "
        "'dates', dmy or mdy, and those of the other are listed.",
        place=name,
        found="both orders",
        allowed="dates: dmy or mdy",
    )
