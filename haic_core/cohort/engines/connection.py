"""From a connection line to an engine. Only what the line names is spoken to."""

from __future__ import annotations

from haic_core.cohort.engines import database_file, postgres, spark
from haic_core.cohort.engines.engine import Engine
from haic_core.cohort.engines.line import Line, read_line

_OPENED = {"postgresql": postgres.opened, "duckdb": database_file.opened, "spark": spark.opened}


def connected(line: str | Line) -> Engine:
    """The engine a line names, signed in and ready; raises Refusal, one sentence for each way it can fail."""
    named = read_line(line) if isinstance(line, str) else line
    return _OPENED[named.kind](named)
