"""A registry in a database, counted where it lies: by the page in a thread of its own, by the command at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeVar

from haic_core.cohort.choices import Choices
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

Found = TypeVar("Found")


def counting(line: str | Line, mapping: Mapping, like: Sequence[Likeness] = ()) -> Running[Counted]:
    """A count that has begun: connected, counted, let go; raises Refusal at once where the line cannot be read."""
    return _asking(
        line,
        lambda engine: table_of(engine, mapping),
        lambda engine, table: counted_there(engine, table, mapping, like),
    )


def flowing(line: str | Line, mapping: Mapping) -> Running[omop.Flow]:
    """How many patients each choice for OMOP tables takes in, being counted as ``counting`` counts."""
    return _asking(
        line,
        lambda engine: omop.followed(engine, _choices(engine, mapping), mapping.landmark),
        lambda engine, rows: omop.flow(engine, rows),
    )


def _asking(
    line: str | Line, table: Callable[[Engine], Table], question: Callable[[Engine, Table], Found]
) -> Running[Found]:
    named = read_line(line) if isinstance(line, str) else line

    def work(running: Running[Found]) -> Found:
        running.now(Stage.CONNECTING)
        engine = connected(named)
        try:
            running.stops_by(engine.stop)
            running.now(Stage.READING)
            asked = table(engine)
            running.now(Stage.COUNTING)
            return question(engine, asked)
        finally:
            engine.close()

    return Running(work, named.seconds)


def table_of(engine: Engine, mapping: Mapping) -> Table:
    """The table that is counted: the line's own, or the one made of OMOP tables by the mapping's choices."""
    if mapping.omop is None and engine.line.omop is None:
        return engine.rows()
    return omop.patients(engine, _choices(engine, mapping), mapping.landmark)


def _choices(engine: Engine, mapping: Mapping) -> Choices:
    """The choices of a mapping; raises Refusal where it or the line does not mean OMOP tables."""
    place = engine.line.shown
    if mapping.omop is None:
        told = "the line names OMOP tables, so the mapping needs the key 'omop' with how a cohort is made of them."
        raise Refusal(f"{place}: {told}", place=place, allowed="omop")
    if engine.line.omop is None:
        told = "the mapping makes a cohort of OMOP tables, so the line needs omop= and their schema, not table=."
        raise Refusal(f"{place}: {told}", place=place, allowed="omop=SCHEMA")
    return mapping.omop


def counted_there(engine: Engine, table: Table, mapping: Mapping, like: Sequence[Likeness] = ()) -> Counted:
    """The counts of a table; raises Refusal where the engine or the expression has something against it."""
    from haic_core.cohort.engines.asking import asked_for
    from haic_core.cohort.expression import counted

    record = None if mapping.omop else record_column(table.columns)  # one row a patient is how that table is made
    with asked_for(like):
        return engine.ask(
            lambda: counted(table, mapping, engine=engine.name, name=engine.line.shown, record=record, like=like)
        )
