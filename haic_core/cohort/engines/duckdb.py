"""A file in the embedded engine: its bytes become a table in memory, and the engine reaches nothing else.

No extension is fetched, no other file is read, nothing is written to the disk: what does not fit is refused.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from haic_core.cohort.counts import Counted, Listed
from haic_core.cohort.engines.database_file import SETTINGS
from haic_core.cohort.engines.drivers import installed
from haic_core.cohort.engines.loading import append, is_parquet, load_parquet, texts
from haic_core.cohort.files.handed import LINE, Handed
from haic_core.cohort.files.opening import handed
from haic_core.cohort.mapping import Mapping
from haic_core.cohort.values import Likeness, record_column
from haic_core.words.refusal import Refusal

if TYPE_CHECKING:
    import ibis
    import pyarrow
    from duckdb import DuckDBPyConnection
    from ibis.backends.duckdb import Backend

    from haic_core.cohort.engines.cells import Fetch

ENGINE, TABLE = "duckdb", "registry"
MOST_CELLS = 200_000
"""A file of more has an engine of its own: what that takes is little beside it."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A file as a table of the embedded engine. columns: its own, without the line's. torn: rows that could not be
    taken over. notes: what the reader chose. rows: what is in it, where that is little."""

    name: str
    table: ibis.Table
    columns: tuple[str, ...]
    torn: tuple[Listed, ...] = ()
    notes: tuple[str, ...] = ()
    rows: pyarrow.Table | None = None


def opened(content: bytes, name: str) -> Opened:
    """A registry's file in the embedded engine; raises Refusal, one sentence, where it is none or does not fit."""
    with installed("Ibis with DuckDB"):
        import duckdb
        import ibis  # noqa: F401
        import pyarrow  # noqa: F401
    try:
        if is_parquet(content):
            engine = new_engine()
            columns, notes = load_parquet(engine.con, content, name, LINE)
            return Opened(name, engine.table(TABLE), columns, (), notes)
        return _of_texts(handed(content, name), name)
    except duckdb.OutOfMemoryException:
        raise Refusal(
            f"{name}: the file takes more than {SETTINGS['memory_limit']} of memory; keep only the columns that are "
            "mapped, or load it into a database and name its connection.",
            place=name,
            allowed=f"at most {SETTINGS['memory_limit']} in memory",
        ) from None


def _of_texts(file: Handed, name: str) -> Opened:
    parts = texts(file, LINE)
    first, more = next(parts), next(parts, None)
    is_little = more is None and first.num_rows * len(file.columns) <= MOST_CELLS
    if is_little:
        engine = little_engine(first)
    else:
        engine = new_engine()
        append(engine.con, first, first=True)
        for part in (more, *parts) if more else ():
            append(engine.con, part)
    return Opened(name, engine.table(TABLE), file.columns, tuple(file.torn), file.notes, first if is_little else None)


def new_engine() -> Backend:
    """An engine in memory with nothing in it."""
    import ibis

    return ibis.duckdb.from_connection(_connected())


def little_engine(rows: pyarrow.Table) -> Backend:
    """A connection to the engine that all little files share, for to make one takes longer than to answer. Its rows are
    seen by no other connection, and gone with it."""
    import ibis

    connection = _shared().cursor()
    connection.register(TABLE, rows)
    return ibis.duckdb.from_connection(connection)


def _connected() -> DuckDBPyConnection:
    import duckdb

    return duckdb.connect(":memory:", config=SETTINGS)


_shared = cache(_connected)


def counted_file(file: Opened, mapping: Mapping, like: Sequence[Likeness] = (), fetch: Fetch | None = None) -> Counted:
    """An opened file as counts; raises Refusal as ``expression.counted`` does."""
    from haic_core.cohort.engines.asking import asked_for, fetched
    from haic_core.cohort.expression import counted

    mapping.found_in(file.columns, file.name)
    with asked_for(like):
        return counted(
            file.table, mapping, engine=ENGINE, name=file.name, line=LINE, record=record_column(file.columns),
            like=like, torn=file.torn, fetch=fetch or fetched,
        )  # fmt: skip


def beside(file: Opened) -> Opened:
    """The same file by a connection of its own, so that a count does not stand in the way of another question."""
    import ibis

    connection = file.table.get_backend().con.cursor()
    return replace(file, table=ibis.duckdb.from_connection(connection).table(TABLE))
