"""Columns of a registry as counts, computed where the table lies: what the mapping is guessed from."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from haic_core.cohort.guess.names import is_telling
from haic_core.cohort.guess.profile import Profile

if TYPE_CHECKING:
    import ibis

    from haic_core.cohort.engines.cells import Cells

# What an expression of the table comes to where it lies.
Ask = Callable[["Callable[[ibis.Table], ibis.Table]"], list[dict[str, Any]]]
MOST_ROWS, MOST_COLUMNS, AT_ONCE = 20_000, 60, 16
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
    found: list[Profile] = []
    looked_at = _looked_at(columns)
    for start in range(0, len(looked_at), AT_ONCE):
        names = looked_at[start : start + AT_ONCE]
        (counts,) = ask(partial(_counts, names=names))
        for place, name in enumerate(names):
            few = 0 < counts[f"distinct_{place}"] <= FEW
            found.append(_profile(name, place, counts, _values(ask, name) if few else ()))
    return tuple(found)


def _looked_at(columns: Sequence[str]) -> list[str]:
    """The columns in their order; of a wide table those whose name tells something, then the first of the others."""
    told = [name for name in columns if is_telling(name)][:MOST_COLUMNS]
    others = [name for name in columns if name not in told][: MOST_COLUMNS - len(told)]
    kept = {*told, *others, columns[0]} if columns else set()
    return [name for name in columns if name in kept]


def _counts(table: ibis.Table, names: Sequence[str]) -> ibis.Table:
    texts = _texts(table, names)
    asked = [one for place in range(len(texts.columns)) for one in _of(texts, place)]
    return texts.aggregate(**dict(asked))


def _texts(table: ibis.Table, names: Sequence[str]) -> ibis.Table:
    """The first rows as texts that can be compared; null where nothing is known."""
    import ibis

    from haic_core.cohort.engines.cells import is_blank, label_of

    looked = table.limit(MOST_ROWS)
    texts = looked.select(**{f"c{place}": label_of(looked[name]) for place, name in enumerate(names)})
    nothing = ibis.null("string")
    return texts.mutate(
        **{
            name: ibis.cases((is_blank(texts[name].lower(), "none"), nothing), else_=texts[name])
            for name in texts.columns
        }
    )


def _of(texts: ibis.Table, place: int) -> Iterator[tuple[str, Cells]]:
    """Counts of one column."""
    import ibis

    text = texts[f"c{place}"]
    number = ibis.cases((text.re_search(NUMBER), text.replace(",", ".")), else_=ibis.null("string")).cast("float64")
    yield f"rows_{place}", texts.count()
    yield f"filled_{place}", text.count()
    yield f"distinct_{place}", text.nunique()
    yield f"numbers_{place}", number.count()
    yield f"low_{place}", number.min()
    yield f"high_{place}", number.max()
    for what, pattern in PATTERNS.items():
        yield f"{what}_{place}", _how_many(text.re_search(pattern))


def _values(ask: Ask, name: str) -> tuple[tuple[str, int], ...]:
    """What stands in a column of few different values, most frequent first; an identifier is none of them."""

    def counted(table: ibis.Table) -> ibis.Table:
        texts = _texts(table, [name])
        kept = texts.filter(texts.c0.notnull())
        return kept.group_by("c0").aggregate(count=kept.count())

    ordered = sorted(ask(counted), key=lambda one: (-int(one["count"]), str(one["c0"])))
    return tuple((str(one["c0"])[:LONGEST_VALUE], int(one["count"])) for one in ordered)


def _profile(name: str, place: int, counts: dict[str, Any], values: tuple[tuple[str, int], ...]) -> Profile:
    def told(what: str) -> int:
        return int(counts[f"{what}_{place}"] or 0)

    return Profile(
        name,
        told("rows"),
        told("filled"),
        told("distinct"),
        values,
        told("numbers"),
        counts[f"low_{place}"],
        counts[f"high_{place}"],
        told("commas"),
        told("two_readings"),
        told("dates"),
        told("day_first"),
        told("month_first"),
        told("either"),
    )


def _how_many(condition: Cells) -> Cells:
    return condition.fill_null(False).ifelse(1, 0).sum()
