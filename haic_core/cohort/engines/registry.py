"""A registry that was opened, wherever it lies: its columns, what stands in one of them, and its counts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from haic_core.cohort.counts import Counted, Listed
from haic_core.cohort.engines.connection import connected
from haic_core.cohort.engines.duckdb import ENGINE, LINE, opened
from haic_core.cohort.engines.running import Running, Stage
from haic_core.cohort.mapping import Mapping
from haic_core.cohort.values import Likeness, record_column
from haic_core.words.identifiers import identifying

if TYPE_CHECKING:
    import ibis

    from haic_core.cohort.engines.engine import Engine

MOST_VALUES, FILE_LIMIT_S = 40, 600.0


@dataclass(frozen=True, slots=True)
class Registry:
    """name: as it is shown, without a password. line: column of the file's own line. torn: rows that could not be taken
    over. notes: what the reader chose. stop and close: of its engine."""

    name: str
    engine: str
    table: ibis.Table
    columns: tuple[str, ...]
    line: str | None
    torn: tuple[Listed, ...]
    notes: tuple[str, ...]
    limit_s: float
    stop: Callable[[], None]
    close: Callable[[], None]
    fetch: Callable[[ibis.Table], list[dict[str, Any]]]

    def counting(self, mapping: Mapping, like: Sequence[Likeness] = ()) -> Running[Counted]:
        """Its counts under a mapping, begun in a thread of their own."""

        def work(running: Running[Counted]) -> Counted:
            from haic_core.cohort.expression import counted

            running.stops_by(self.stop)
            running.now(Stage.COUNTING)
            mapping.found_in(self.columns, self.name)
            return counted(
                self.table, mapping, engine=self.engine, name=self.name, line=self.line,
                record=record_column(self.columns), like=like, torn=self.torn, fetch=self.fetch,
            )  # fmt: skip

        return Running(work, self.limit_s)

    def values(self, column: str) -> tuple[str, ...]:
        """What stands in a column, the most frequent first; nothing of one that tells who somebody is, or that holds
        more than a person would choose from."""
        if column not in self.columns:
            return ()
        from haic_core.cohort.engines.cells import label_of

        labels = self.table.select(said=label_of(self.table[column]))
        grouped = labels.group_by("said").aggregate(rows=labels.count())
        found = self.fetch(grouped.order_by(grouped.rows.desc(), grouped.said).limit(MOST_VALUES + 1))
        told = tuple(str(one["said"]) for one in found if one["said"])
        return () if len(found) > MOST_VALUES or any(map(identifying, told)) else told


def opened_file(content: bytes, name: str) -> Registry:
    """A file in the embedded engine; raises Refusal."""
    from haic_core.cohort.expression import fetched

    file = opened(content, name)
    engine = file.table.get_backend()
    return Registry(
        name, ENGINE, file.table, file.columns, LINE, file.torn, file.notes, FILE_LIMIT_S,
        engine.con.interrupt, engine.disconnect, fetched,
    )  # fmt: skip


def opened_line(line: str) -> Registry:
    """A table on a server that a connection line names; raises Refusal."""
    engine = connected(line)
    table = engine.rows()
    return Registry(
        engine.line.shown, engine.name, table, tuple(table.columns), None, (), (), float(engine.line.seconds),
        engine.stop, engine.close, _asked(engine),
    )  # fmt: skip


def _asked(engine: Engine) -> Callable[[ibis.Table], list[dict[str, Any]]]:
    from haic_core.cohort.expression import fetched

    return lambda expression: engine.ask(lambda: fetched(expression))
