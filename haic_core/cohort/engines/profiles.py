"""Columns of a registry as counts, computed where the table lies: what the mapping is guessed from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from haic_core.cohort.guess.names import is_telling
from haic_core.cohort.guess.profile import Profile

if TYPE_CHECKING:
    import ibis


# What an expression of the table comes to where it lies.
Ask = Callable[["Callable[[ibis.Table], ibis.Table]"], list[dict[str, Any]]]
MOST_ROWS, MOST_COLUMNS = 20_000, 60
FEW, LONGEST_VALUE = 40, 60
NUMBER = "^[+-]?([0-9]+[.,]?[0-9]*|[.][0-9]+)([eE][+-]?[0-9]{1,2})?$"
PATTERNS = {
    "commas": "^[+-]?[0-9]+,[0-9]+$",
    "two_readings": "^[+-]?[1-9][0-9]{0,2}(,[0-9]{3})+$",
    "dates": "^([0-9]{4}[-/.][0-9]{1,2}[-/.][0-9]{1,2}([ tT].*)?|[0-9]{1,2}[-/.][0-9]{1,2}[-/.][0-9]{4}( .*)?"
    "|[0-9]{1,2}[- ]?[A-Za-z]{3}[- ]?[0-9]{4})$",
    "day_first": "^(1[3-9]|2[0-9]|3[01])[-/][0-9]{1,2}[-/][0-9]{4}",
    "month_first": "^[0-9]{1,2}[-/](1[3-9]|2[0-9]|3[01])[-/][0-9]{4}",
    "either": "^(0?[1-9]|1[0-2])[-/](0?[1-9]|1[0-2])[-/][0-9]{4}",
}


def profiles(ask: Ask, columns: Sequence[str]) -> tuple[Profile, ...]:
    """The columns of a table, counted over its first rows where they lie; raises what the engine raises."""
    names = _looked_at(columns)
    if not names:
        return ()
    counts = {int(one["place"]): one for one in ask(lambda table: _counts(_heaps(table, names)))}
    few = [place for place, one in counts.items() if 0 < one["distinct"] <= FEW]
    values = _values(ask(lambda table: _told(_heaps(table, names), few))) if few else {}
    return tuple(_profile(name, counts.get(place), values.get(place, ())) for place, name in enumerate(names))


def _looked_at(columns: Sequence[str]) -> list[str]:
    """The columns in their order; of a wide table those whose name tells something, then the first of the others."""
    told = [name for name in columns if is_telling(name)][:MOST_COLUMNS]
    others = [name for name in columns if name not in told][: MOST_COLUMNS - len(told)]
    kept = {*told, *others, columns[0]} if columns else set()
    return [name for name in columns if name in kept]


def _heaps(table: ibis.Table, names: Sequence[str]) -> ibis.Table:
    """What stands in the first rows of each column, by its place, as a text that can be compared and how often; null
    where nothing is known. All columns are under each other, so that they are asked about once."""
    import ibis

    from haic_core.cohort.engines.cells import is_blank, label_of, text_of

    looked = table.limit(MOST_ROWS)
    cells = looked.select(cell=ibis.array([text_of(looked[name]) for name in names])).unnest("cell", offset="place")
    texts = cells.select("place", text=label_of(cells.cell))
    known = ibis.cases((is_blank(texts.text.lower(), "none"), ibis.null("string")), else_=texts.text)
    return texts.group_by(place=texts.place, text=known).aggregate(rows=texts.count())


def _counts(heaps: ibis.Table) -> ibis.Table:
    """The counts of each column."""
    import ibis

    text = heaps.text
    number = ibis.cases((text.re_search(NUMBER), text.replace(",", ".")), else_=ibis.null("string")).cast("float64")
    fits = {"filled": text.notnull(), "numbers": number.notnull()}
    fits |= {what: text.re_search(pattern).fill_null(False) for what, pattern in PATTERNS.items()}
    return heaps.group_by("place").aggregate(
        rows=heaps.rows.sum(),
        distinct=text.count(),
        low=number.min(),
        high=number.max(),
        **{what: one.ifelse(heaps.rows, 0).sum() for what, one in fits.items()},
    )


def _told(heaps: ibis.Table, places: Sequence[int]) -> ibis.Table:
    """What stands in some columns."""
    return heaps.filter(heaps.place.isin(list(places)), heaps.text.notnull())


def _values(found: Sequence[dict[str, Any]]) -> dict[int, tuple[tuple[str, int], ...]]:
    """What stands in columns of few different values, most frequent first; an identifier is none of them."""
    values: dict[int, list[tuple[str, int]]] = defaultdict(list)
    for one in sorted(found, key=lambda one: (-int(one["rows"]), str(one["text"]))):
        values[int(one["place"])].append((str(one["text"])[:LONGEST_VALUE], int(one["rows"])))
    return {place: tuple(told) for place, told in values.items()}


def _profile(name: str, counts: dict[str, Any] | None, values: tuple[tuple[str, int], ...]) -> Profile:
    def told(what: str) -> int:
        return int(counts[what] or 0) if counts else 0

    return Profile(
        name,
        told("rows"),
        told("filled"),
        told("distinct"),
        values,
        told("numbers"),
        counts["low"] if counts else None,
        counts["high"] if counts else None,
        told("commas"),
        told("two_readings"),
        told("dates"),
        told("day_first"),
        told("month_first"),
        told("either"),
    )
