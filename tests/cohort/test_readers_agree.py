"""A file is read in large parts where that gives the same rows; what is unusual in it is read line by line. Both give
the same rows, the same lines, the same torn rows and the same refusals, whatever was spoiled."""

from __future__ import annotations

import random

import pytest
from each import each
from hypothesis import given
from hypothesis import strategies as st

from haic_core.cohort.counts import Listed
from haic_core.cohort.engines import even_lines
from haic_core.cohort.engines.duckdb import opened
from haic_core.cohort.files import delimited, handed, text
from haic_core.cohort.files.delimited import read_delimited
from haic_core.cohort.files.handed import LINE
from haic_core.words.refusal import Refusal

Found = tuple[list[tuple[int, tuple[str, ...]]], list[Listed], tuple[str, ...]]
# What cells of exports hold, and what spoils them. D stands for the sign between the cells.
PLAIN = ("1", "12,5", "12.5", "Dead", "für", "2020-01-31", "", "NA", " 7 ", "a b")
SPOILED = (
    '"Dead"', '""', '"a D b"', '"say ""no"""', 'a "quote" within', '"closed" late',
    '"never closed', '"two\nlines"', '""""',
    "\u00a0x\u2003", "\x1c", "\x85y", "\0", "\ufeffz", "longer than a cell may be", "1D2", "#", "sep=,",
    "\r", "\n", "\r\n", "\\", "=1+1",
    '"', "D", "DDD", "\t", "€", "𝒳", "''", '"x"\n', '\n"y', " ",
)  # fmt: skip
ENDS = ("\n", "\r\n", "\r")


def read(content: bytes, careful: bool, block: int = 40) -> Found | str:
    """A file as it is read in small blocks: rows with their lines, torn rows, notes; or why it is refused."""
    with pytest.MonkeyPatch.context() as changed:
        changed.setattr(text, "AT_ONCE", block)
        changed.setattr(handed, "LOOKED_AT", 1)
        changed.setattr(handed, "MOST_ROWS", 30)
        for module in (handed, even_lines):
            changed.setattr(module, "LONGEST_CELL", 20)
        if careful:
            changed.setattr(text.Text, "even", lambda *_: None)
        try:
            file = read_delimited(content, "own.csv")
            tables = [table for part in file.parts for table in even_lines.texts_of(part, len(file.columns))]
        except Refusal as refusal:
            return str(refusal)
    rows = [tuple(row.values()) for table in tables for row in table.to_pylist()]
    return [(line, tuple(cells)) for line, *cells in rows], file.torn, (*file.columns, *file.notes)


@st.composite
def files(draw: st.DrawFn) -> bytes:
    """A file of up to 40 rows in one of the habits, few or many of its cells spoiled."""
    between, end = draw(st.sampled_from(",;\t| ")), draw(st.sampled_from(ENDS))
    rarely = random.Random(draw(st.integers(0, 10**9)))
    spoiled = draw(st.sampled_from((0.0, 0.02, 0.1, 0.4)))
    quoted = draw(st.booleans())

    def cell() -> str:
        if rarely.random() < spoiled:
            return rarely.choice(SPOILED).replace("D", between)
        plain = rarely.choice(PLAIN).replace(between, "")
        return f'"{plain}"' if quoted else plain

    rows = [between.join(cell() for _ in range(3)) for _ in range(rarely.randint(1, 40))]
    content = end.join([between.join(("months", "status", "arm")), *rows]) + draw(st.sampled_from(("", end, end * 3)))
    return content.encode(draw(st.sampled_from(("utf-8", "utf-8-sig", "cp1252", "utf-16"))), "replace")


@given(content=files())
def test_what_is_read_in_large_parts_is_what_is_read_line_by_line(content: bytes) -> None:
    assert read(content, careful=False) == read(content, careful=True)


@each("cell", SPOILED)
def test_one_spoiled_cell_changes_nothing_for_the_rows_around_it(cell: str) -> None:
    rows = [f"{number},Dead,A" for number in range(10)]
    rows[5] = f"5,{cell.replace('D', ',')},A"
    content = "\n".join(["months,status,arm", *rows]).encode()
    assert read(content, careful=False) == read(content, careful=True)


def test_blanks_are_the_same_signs_for_both_readers() -> None:
    import pyarrow
    from pyarrow import compute

    signs = [chr(place) for place in range(0x10000) if not 0xD800 <= place < 0xE000]
    padded = [f"{sign}a{sign}" for sign in signs]
    assert compute.utf8_trim_whitespace(pyarrow.array(padded)).to_pylist() == [one.strip() for one in padded]


@pytest.mark.parametrize(
    "row", ["{},Dead,A\n", '{},"Dead","A, then B"\n', "{},für,A\r\n", "{}, Alive ,\n"],
    ids=["plain", "quoted", "latin", "blanks"],
)  # fmt: skip
def test_of_a_file_with_nothing_unusual_no_row_is_taken_line_by_line(row: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for taken, name in ((delimited, "_row"), (text.Text, "of_this_block")):
        monkeypatch.setattr(taken, name, lambda *_, **__: pytest.fail("a row was taken line by line"))
    rows = "".join(row.format(number) for number in range(60_000))
    table = opened(("months,status,arm\n" + rows).encode("cp1252"), "own.csv").table
    (found,) = table.aggregate(rows=table.count(), last=table[LINE].max()).to_pyarrow().to_pylist()
    assert found == {"rows": 60_000, "last": 60_001}


def test_a_cell_longer_than_any_limit_is_refused_with_its_line_though_its_row_is_even() -> None:
    content = "months,status\n" + "1,Dead\n" * 300 + "2," + "x" * 200_000 + "\n"
    with pytest.raises(Refusal, match=r"own\.csv, line 302: a quotation mark is opened and not closed"):
        opened(content.encode(), "own.csv")
