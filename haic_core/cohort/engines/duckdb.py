"""A file in the embedded engine: its bytes become a table in memory, and the engine reaches nothing else.

No extension is fetched, no other file is read, nothing is written to the disk: what does not fit is refused.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from haic_core.cohort.counts import Counted, Listed
from haic_core.cohort.engines.database_file import SETTINGS
from haic_core.cohort.engines.drivers import installed
from haic_core.cohort.engines.loading import is_parquet, load_parquet, load_texts
from haic_core.cohort.files.handed import LINE
from haic_core.cohort.files.opening import handed
from haic_core.cohort.mapping import Mapping
from haic_core.cohort.values import Likeness, record_column
from haic_core.words.refusal import Refusal

if TYPE_CHECKING:
    import ibis
    from ibis.backends.duckdb import Backend

    from haic_core.cohort.engines.cells import Fetch

ENGINE, TABLE = "duckdb", "registry"


@dataclass(frozen=True, slots=True)
class Opened:
    """A file as a table of the embedded engine. columns: its own, without the line's. torn: rows that could not be
    taken over. notes: what the reader chose."""

    name: str
    table: ibis.Table
    columns: tuple[str, ...]
    torn: tuple[Listed, ...] = ()
    notes: tuple[str, ...] = ()


def opened(content: bytes, name: str) -> Opened:
    """A registry's file in the embedded engine; raises Refusal, one sentence, where it is none or does not fit."""
    with installed("Ibis with DuckDB"):
        import duckdb
        import ibis  # noqa: F401
        import pyarrow  # noqa: F401
    engine = new_engine()
    try:
        if is_parquet(content):
            columns, notes = load_parquet(engine.con, content, name, LINE)
            torn: list[Listed] = []
        else:
            file = handed(content, name)
            columns, notes, torn = file.columns, file.notes, file.torn
            load_texts(engine.con, file, LINE)
    except duckdb.OutOfMemoryException:
        raise Refusal(
            f"{name}: the file takes more than {SETTINGS['memory_limit']} of memory; keep only the columns that are "
            "mapped, or load it into a database and name its connection.",
            place=name,
            allowed=f"at most {SETTINGS['memory_limit']} in memory",
        ) from None
    return Opened(name, engine.table(TABLE), columns, tuple(torn), notes)


def new_engine() -> Backend:
    """An engine in memory with nothing in it."""
    import duckdb
    import ibis

    return ibis.duckdb.from_connection(duckdb.connect(":memory:", config=SETTINGS))


def counted_file(file: Opened, mapping: Mapping, like: Sequence[Likeness] = (), fetch: Fetch | None = None) -> Counted:
    """An opened file as counts; raises Refusal as ``expression.counted`` does."""
    from haic_core.cohort.expression import counted, fetched

    mapping.found_in(file.columns, file.name)
    return counted(
        file.table, mapping, engine=ENGINE, name=file.name, line=LINE, record=record_column(file.columns), like=like,
        torn=file.torn, fetch=fetch or fetched,
    )  # fmt: skip


def beside(file: Opened) -> Opened:
    """The same file by a connection of its own, so that a count does not stand in the way of another question."""
    import ibis

    connection = file.table.get_backend().con.cursor()
    return replace(file, table=ibis.duckdb.from_connection(connection).table(TABLE))
