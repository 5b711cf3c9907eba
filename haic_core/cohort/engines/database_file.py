"""A file of DuckDB, opened to be read: no extension is fetched, no other file is read, nothing is written beside it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from haic_core.cohort.engines.drivers import installed
from haic_core.cohort.engines.engine import Engine
from haic_core.cohort.engines.line import Line
from haic_core.words.files import files_in, is_there
from haic_core.words.refusal import Refusal, nearest

if TYPE_CHECKING:
    import duckdb

SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "enable_external_access": "false",
    "memory_limit": "2GB",
    "temp_directory": "",
    # One processor is left to whoever else is served: other tabs are answered while a registry is counted.
    "threads": max(1, (os.cpu_count() or 2) - 1),
}


def opened(line: Line) -> Engine:
    """Opens the file; raises Refusal."""
    with installed("Ibis with DuckDB"):
        import duckdb
        import ibis
    path = Path(line.path)
    if not is_there(path):
        beside = files_in(path.parent, path.suffix) if is_there(path.parent) else []
        near = nearest(path.name, [one.name for one in beside])
        raise Refusal(f"{path.name}: there is no such file.{near}", place=path.name)
    refusal: Refusal | None = None
    try:
        connection = duckdb.connect(str(path), read_only=True, config=SETTINGS)
        backend = ibis.duckdb.from_connection(connection)
    except duckdb.Error as error:
        refusal = _not_open(path.name, error)
    if refusal is not None:
        raise refusal
    return Engine(
        line,
        backend,
        listed=lambda schema: _listed(connection, schema),
        stop=connection.interrupt,
        close=connection.close,
        told=lambda error: told(path.name, error),
    )


def _listed(connection: duckdb.DuckDBPyConnection, schema: str | None) -> list[str]:
    """What ibis would ask; its own way is not known to this version of DuckDB."""
    asked = "SELECT table_name FROM information_schema.tables WHERE table_schema = coalesce(?, current_schema())"
    return [name for (name,) in connection.execute(asked, [schema]).fetchall()]


def _not_open(name: str, error: Exception) -> Refusal:
    said = str(error).lower()
    if "lock" in said:
        why = "another program is writing in it; close that first."
    elif "encrypt" in said:
        why = "it is encrypted; hand over a copy without."
    elif "permission" in said:
        why = "it may not be read by you."
    else:
        why = "it is not a database of DuckDB that can be read here."
    return Refusal(f"{name}: {why}", place=name, allowed="a database of DuckDB")


def told(name: str, error: Exception) -> Refusal | None:
    """What an error of DuckDB means; its own text may hold a value and is not repeated."""
    import duckdb

    if not isinstance(error, duckdb.Error):
        return None
    if isinstance(error, duckdb.OutOfMemoryException):
        why = f"the count needs more than the {SETTINGS['memory_limit']} of memory it may take."
    elif isinstance(error, duckdb.PermissionException):
        why = "a view in it reads other files, which is not done here; hand over a table."
    elif isinstance(error, (duckdb.CatalogException, duckdb.BinderException)):
        why = "a table or column is not there."
    elif isinstance(error, duckdb.ConversionException):
        why = "a value in the table is not of the kind its column promises."
    elif isinstance(error, duckdb.InterruptException):
        why = "the count was stopped."
    else:
        why = "the file cannot be read to its end; it may be damaged."
    return Refusal(f"{name}: {why}", place=name)
