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
from haic_core.cohort.files.handed import Handed
from haic_core.cohort.files.opening import handed
from haic_core.cohort.mapping import Mapping
from haic_core.cohort.values import Likeness, record_column
from haic_core.words.refusal import Refusal

if TYPE_CHECKING:
    import ibis

    from haic_core.cohort.expression import Fetch

ENGINE, TABLE = "duckdb", "registry"
# The column of a row's own line; no export calls one so.
LINE = "line of the file"


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
    return _loaded(handed(content, name), name)


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


def _loaded(file: Handed, name: str) -> Opened:
    with installed("Ibis with DuckDB"):
        import duckdb
        import ibis
        import pyarrow

    engine = ibis.duckdb.from_connection(duckdb.connect(":memory:", config=SETTINGS))
    schema = pyarrow.schema([(LINE, pyarrow.int64()), *((column, pyarrow.string()) for column in file.columns)])
    try:
        engine.create_table(TABLE, schema=ibis.schema(schema))
        for lines, rows in file.chunks:
            columns = [pyarrow.array(column, pyarrow.string()) for column in zip(*rows)]
            part = pyarrow.table([pyarrow.array(lines, pyarrow.int64()), *columns], schema=schema)
            engine.con.register("part", part)
            engine.con.execute(f"INSERT INTO {TABLE} SELECT * FROM part")
            engine.con.unregister("part")
    except duckdb.OutOfMemoryException:
        raise Refusal(
            f"{name}: the file takes more than {SETTINGS['memory_limit']} of memory; keep only the "
            "columns that are mapped, or load it into a database and name its connection.",
            place=name,
            allowed=f"at most {SETTINGS['memory_limit']} in memory",
        ) from None
    return Opened(name, engine.table(TABLE), file.columns, tuple(file.torn), file.notes)
