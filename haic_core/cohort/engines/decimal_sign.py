"""Whether a comma or a point parts decimals in a registry's times: as a column's others have it, else it is asked.

To list the numbers of two readings alone would choose patients by how long they were seen; and a German 1.234 read as
a little more than one would end a follow-up of three years on its second day.
"""

from __future__ import annotations

import ibis

from haic_core.cohort.engines.cells import Fetch, marks, tallied
from haic_core.cohort.mapping import Mapping
from haic_core.words.refusal import Refusal, shown

Counts = dict[str, int]


def with_decimal(table: ibis.Table, mapping: Mapping, name: str, fetch: Fetch) -> tuple[Mapping, tuple[str, ...]]:
    """The mapping with the decimal sign that the numbers of its times tell themselves, and what is said of that;
    unchanged where it names one or no number has two readings. Raises Refusal where that is not told."""
    times = () if mapping.decimal else (mapping.time, mapping.time_else, mapping.entry)
    counts = tallied(table, times, marks, fetch)
    doubtful = {column: two for column, of in counts.items() if (two := _doubtful(of))}
    if not doubtful:
        return mapping, ()
    numbers = " and ".join(f"{two:,} in {shown(column)}" for column, two in doubtful.items())
    signs = [sign for sign in (",", ".") if any(of[sign] for of in counts.values())]
    if len(signs) != 1 or any(not counts[column][signs[0]] for column in doubtful):
        why = "others have each of them" if len(signs) > 1 else "no other number of the column tells"
        raise Refusal(
            f"{name}: numbers such as 1,234 or 1.234 ({numbers}) may be parted by thousands or by decimals, and {why}; "
            "name the decimal sign in the mapping as 'decimal', '.' or ','.",
            place=f"{name}: {next(iter(doubtful))}",
            found=numbers,
            allowed="decimal: '.' or ','",
        )
    told = {",": "comma", ".": "point"}[signs[0]]
    said = f"Numbers such as 1,234 or 1.234 ({numbers}) are read with a decimal {told}, as the others there have it."
    return mapping.model_copy(update={"decimal": signs[0]}), (said,)


def _doubtful(of: Counts) -> int:
    """How many numbers of a column may mean two. A point is a decimal sign unless commas are, or unless each point of
    the column stands before three digits and what is below a thousand has none."""
    points = of["two."] if of[","] or (of["small"] and not of["."]) else 0
    return of["two,"] + points
