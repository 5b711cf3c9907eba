"""Cells of a registry as texts and numbers, in expressions that every engine computes alike.

No cast is made that an engine could refuse: a text is cast only where a pattern says that it will go. The patterns hold
no backslash, which engines read differently.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import ibis

from haic_core.cohort.values import BLANKS, TAIL, WHOLE, said_anywhere

_POINT = "^[+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][+-]?[0-9]{1,2})?$"
_COMMA = "^[+-]?[0-9]+,[0-9]+$"
# A mark before three digits, which parts thousands as well as decimals; none does after a leading 0.
_COMMA_OR_THOUSANDS = "^[+-]?[1-9][0-9]{0,2}(,[0-9]{3})+$"
_POINT_OR_THOUSANDS = "^[+-]?[1-9][0-9]{0,2}([.][0-9]{3})+$"
# With thousands parted, where the decimal sign is known: the other mark.
_THOUSANDS = {
    ".": "^[+-]?[1-9][0-9]{0,2}(,[0-9]{3})+([.][0-9]+)?$",
    ",": "^[+-]?[1-9][0-9]{0,2}([.][0-9]{3})+(,[0-9]+)?$",
}
_SMALL = "^[+-]?[0-9]{1,3}$"

Fetch = Callable[[ibis.Table], list[dict[str, Any]]]
Cells = Any
"""A column of an ibis table; its own types say less than the rules here."""


def text_of(column: Cells) -> Cells:
    """A cell as trimmed text; what is null is the empty text."""
    text = column if column.type().is_string() else column.cast("string")
    return text.fill_null("").strip()


def said_of(text: Cells) -> Cells:
    """A trimmed text as it is compared, as ``values.said`` says it."""
    return _whole(text.lower())


def label_of(column: Cells) -> Cells:
    """A cell as it is shown: as it stands, a whole number without its decimals."""
    return _whole(text_of(column))


def is_blank(said: Cells, *more: str) -> Cells:
    """Whether a cell, as it is compared, says that nothing is known."""
    return said.isin([*BLANKS, *more])


def is_one_of(said: Cells, words: tuple[str, ...]) -> Cells:
    """Whether a cell, as it is compared, says one of these words."""
    return said.isin(said_anywhere(words))


def is_formula(text: Cells) -> Cells:
    """Whether a text is what a spreadsheet would run."""
    return text.re_search("^[=@]")


def number_of(column: Cells) -> Cells:
    """A column of numbers as one of floats; what is no number there is null."""
    number = column.cast("float64")
    return ibis.cases((number.isnan(), nothing("float64")), else_=number) if column.type().is_floating() else number


def number_in(text: Cells, decimal: str | None) -> Cells:
    """A trimmed text as a number; null where it is none or has two readings."""
    read = [(text.re_search(_POINT), text)]
    if decimal != ".":
        read.append((text.re_search(_COMMA), text.replace(",", ".")))
    if decimal:
        parted = text.replace("," if decimal == "." else ".", "").replace(",", ".")
        read.insert(0, (text.re_search(_THOUSANDS[decimal]), parted))
    two = (has_two_readings(text, decimal), nothing("string"))
    return ibis.cases(two, *read, else_=nothing("string")).cast("float64")


def has_two_readings(text: Cells, decimal: str | None) -> Cells:
    """Whether a number's mark may part thousands or decimals, and nothing says which."""
    return ibis.literal(False) if decimal else text.re_search(_COMMA_OR_THOUSANDS)


def marks(text: Cells) -> dict[str, Cells]:
    """Which numbers have a decimal sign for sure (by the sign), which a mark that may part thousands as well (``two``
    and the mark), and which are small and whole: what a column's numbers are like together tells what one does not."""
    comma, point = text.re_search(_COMMA_OR_THOUSANDS), text.re_search(_POINT_OR_THOUSANDS)
    return {
        ",": text.re_search(_COMMA) & ~comma,
        ".": text.re_search(_POINT) & text.contains(".") & ~point,
        "two,": comma,
        "two.": point,
        "small": text.re_search(_SMALL),
    }


def tallied(
    table: ibis.Table, columns: Iterable[str | None], habits: Callable[[Cells], dict[str, Cells]], fetch: Fetch
) -> dict[str, dict[str, int]]:
    """Column by column how many of its texts have which habit; nothing of one that holds no texts. What stands there
    often is looked at once."""
    found = {}
    for column in filter(None, columns):
        if table[column].type().is_string():
            heaps = table.group_by(text=table[column]).aggregate(rows=table.count())
            fits = habits(text_of(heaps.text))
            sums = {what: one.ifelse(heaps.rows, 0).sum() for what, one in fits.items()}
            (counts,) = fetch(heaps.aggregate(**sums))
            found[column] = {what: int(counts[what] or 0) for what in fits}
    return found


def nothing(kind: str) -> Cells:
    """A cell of a kind in which nothing stands."""
    return ibis.null(kind)


def _whole(text: Cells) -> Cells:
    return ibis.cases((text.re_search(WHOLE), text.re_replace(TAIL, "")), else_=text)
