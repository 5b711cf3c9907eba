"""A file between two questions. An engine takes 4 MB for as long as a tab is open, however little is in it: of a little
file only the rows wait, and each question has a connection of its own to the engine that all of them share."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import replace

from haic_core.cohort.engines.duckdb import TABLE, Opened, little_engine


class Resting:
    """A file that waits for its next question."""

    def __init__(self, file: Opened) -> None:
        self._file, self._rows = replace(file, rows=None), file.rows
        if self._rows is not None:
            file.table.get_backend().disconnect()

    def awake(self) -> AbstractContextManager[Opened]:
        """The file in an engine, for as long as a question takes."""
        return nullcontext(self._file) if self._rows is None else self._in_its_own()

    @contextmanager
    def _in_its_own(self) -> Iterator[Opened]:
        engine = little_engine(self._rows)
        try:
            yield replace(self._file, table=engine.table(TABLE), rows=self._rows)
        finally:
            engine.disconnect()

    def close(self) -> None:
        """Nothing of the file is left."""
        if self._rows is None:
            self._file.table.get_backend().disconnect()
        self._rows = None
