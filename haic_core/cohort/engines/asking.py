"""How an expression is asked of the engine its table lies in. To write it as a statement takes longer than to answer
it, so a statement of the embedded engine is kept for the next file of the same columns and the same mapping."""

from __future__ import annotations

import pickle
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import ibis

    from haic_core.cohort.engines.cells import Fetch

Rows = list[dict[str, Any]]
MOST_KEPT = 128


def fetched(expression: ibis.Table) -> Rows:
    """The rows of an expression, computed where its table lies."""
    engine = expression.get_backend()
    if engine.name != "duckdb":
        rows: Rows = expression.to_pyarrow().to_pylist()
        return rows
    return _answered(engine, _statement(_written(expression), engine.compiler, pretty=False))


def with_statement(expression: ibis.Table, most: int, fetch: Fetch = fetched) -> tuple[Rows, str]:
    """As many rows of an expression at the most, and the statement that asks for all of them, for a person."""
    engine = expression.get_backend()
    if engine.name != "duckdb":
        import ibis

        return fetch(expression.limit(most)), str(ibis.to_sql(expression))
    shown = _statement(_written(expression), engine.compiler, pretty=True)
    return _answered(engine, f"{shown}\nLIMIT {most}"), shown


@contextmanager
def asked_for(like: Sequence[object]) -> Iterator[None]:
    """What is asked here of patients like one: no statement that holds how she is outlives the answer."""
    try:
        yield
    finally:
        if like:
            _statement.cache_clear()


def _written(expression: ibis.Table) -> bytes:
    """An expression without the engine it belongs to, whose rows would else be kept with its statement."""
    return pickle.dumps(expression.op())


@lru_cache(maxsize=MOST_KEPT)
def _statement(written: bytes, compiler: Any, pretty: bool) -> str:
    """What asks for it: one for equal expressions, whichever engine of this kind holds their table."""
    expression = pickle.loads(written).to_expr()
    return str(compiler.to_sqlglot(expression).sql(dialect=compiler.dialect, pretty=pretty))


def _answered(engine: Any, statement: str) -> Rows:
    answer = engine.con.execute(statement)
    names = [name for name, *_ in answer.description]
    return [dict(zip(names, row)) for row in answer.fetchall()]
