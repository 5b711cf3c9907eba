"""A file between two questions. An engine takes 4 MB for as long as a tab is open, however little is in it: a little
file is taken out of it and put into one of its own for each question, which takes some 20 ms."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import replace

from haic_core.cohort.engines.duckdb import TABLE, Opened, new_engine
from haic_core.cohort.engines.loading import append

MOST_CELLS = 200_000
"""A larger file stays in its engine: what the engine takes is little beside it."""


class Resting:
    """A file of texts that waits for its next question."""

    def __init__(self, file: Opened) -> None:
        self._file, self._rows = file, None
        engine = file.table.get_backend()
        ((rows,),) = engine.con.execute(f"SELECT count(*) FROM {TABLE}").fetchall()
        if rows * len(file.columns) <= MOST_CELLS:
            self._rows = engine.con.table(TABLE).to_arrow_table()
            engine.disconnect()

    def awake(self) -> AbstractContextManager[Opened]:
        """The file in an engine, for as long as a question takes."""
        return nullcontext(self._file) if self._rows is None else self._in_its_own()

    @contextmanager
    def _in_its_own(self) -> Iterator[Opened]:
        engine = new_engine()
        try:
            append(engine.con, self._rows, first=True)
            yield replace(self._file, table=engine.table(TABLE))
        finally:
            engine.disconnect()

    def close(self) -> None:
        """Nothing of the file is left."""
        if self._rows is None:
            self._file.table.get_backend().disconnect()
        self._rows = None
