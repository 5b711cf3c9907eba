"""A registry in a database, counted where it lies: by the page in a thread of its own, by the command at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from haic_core.cohort.counts import Counted
from haic_core.cohort.engines import omop
from haic_core.cohort.engines.connection import connected
from haic_core.cohort.engines.engine import Engine
from haic_core.cohort.engines.line import Line, read_line
from haic_core.cohort.engines.running import Running, Stage
from haic_core.cohort.mapping import Mapping
from haic_core.cohort.values import Likeness, record_column
from haic_core.words.refusal import Refusal

if TYPE_CHECKING:
    from ibis.expr.types import Table


def counting(line: str | Line, mapping: Mapping, like: Sequence[Likeness] = ()) -> Running[Counted]:
    """A count that has begun: connected, counted, let go; raises Refusal at once where the line cannot be read."""
    named = read_line(line) if isinstance(line, str) else line

    def work(count: Running[Counted]) -> Counted:
        count.now(Stage.CONNECTING)
        engine = connected(named)
        try:
            count.stops_by(engine.stop)
            count.now(Stage.READING)
            table = table_of(engine, mapping)
            count.now(Stage.COUNTING)
            return counted_there(engine, table, mapping, like)
        finally:
            engine.close()

    return Running(work, named.seconds)


def table_of(engine: Engine, mapping: Mapping) -> Table:
    """The table that is counted: the line's own, or the one made of OMOP tables by the mapping's choices."""
    place = engine.line.shown
    if mapping.omop is None:
        if engine.line.omop is not None:
            raise Refusal(
                f"{place}: the line names OMOP tables, so the mapping needs the key 'omop' with the choices by which "
                "a cohort is made of them.",
                place=place,
                allowed="omop",
            )
        return engine.rows()
    if engine.line.omop is None:
        raise Refusal(
            f"{place}: the mapping makes a cohort of OMOP tables, so the line needs omop= and their schema instead of "
            "table=.",
            place=place,
            allowed="omop=SCHEMA",
        )
    return omop.patients(engine, mapping.omop, mapping.landmark)


def counted_there(engine: Engine, table: Table, mapping: Mapping, like: Sequence[Likeness] = ()) -> Counted:
    """The counts of a table; raises Refusal where the engine or the expression has something against it."""
    from haic_core.cohort.expression import counted

    record = None if mapping.omop else record_column(table.columns)  # one row a patient is how that table is made
    return engine.ask(
        lambda: counted(table, mapping, engine=engine.name, name=engine.line.shown, record=record, like=like)
    )
