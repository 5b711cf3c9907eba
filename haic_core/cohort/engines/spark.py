"""Spark, on a master or in this process: tables of its catalogue, or Parquet where it runs here."""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from haic_core.cohort.engines.drivers import SPARK, installed
from haic_core.cohort.engines.engine import Engine
from haic_core.cohort.engines.line import Line
from haic_core.words.files import files_in, is_there
from haic_core.words.refusal import Refusal, nearest

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

PROBE_SECONDS = 10
ENDING = ".parquet"
# Nothing listens for a browser, nothing but errors is said, nothing of a catalogue is written into this folder.
_SETTINGS = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.log.level": "OFF",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.ansi.enabled": "true",
}
# In this process: spoken to by this process alone, and no more shuffles than a laptop has use for.
_LOCAL = {
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.sql.shuffle.partitions": "8",
    "spark.sql.catalogImplementation": "in-memory",
}


def opened(line: Line) -> Engine:
    """Starts Spark or finds it running; raises Refusal. Called in the thread that will count: the jobs of that thread
    are the ones that ``stop`` ends."""
    with installed("Ibis with Spark", SPARK):
        import ibis
        import pyspark  # noqa: F401
    _ready(line)
    refusal: Refusal | None = None
    try:
        session = _session(line)
        backend = ibis.pyspark.connect(session)
    except Refusal:
        raise
    except Exception:  # py4j raises what Java has, under many names
        refusal = Refusal(f"{line.shown}: Spark does not start; is its Java of version 17 or newer?", place=line.shown)
    if refusal is not None:
        raise refusal
    group = uuid4().hex
    context = session.sparkContext
    context.setJobGroup(group, "registry counts", interruptOnCancel=True)
    engine = Engine(
        line,
        backend,
        listed=lambda schema: backend.list_tables(database=schema),
        stop=lambda: context.cancelJobGroup(group),
        # Spark takes half a minute to start; it stays for the next count and ends with this process.
        close=lambda: None,
        told=lambda error: _told(line, error),
    )
    return replace(engine, line=engine.ask(lambda: _with_files(session, line)))


def _ready(line: Line) -> None:
    """Raises Refusal where there is no Java, or nobody at the master's address; Spark itself would wait a minute."""
    home = os.environ.get("JAVA_HOME")
    if not shutil.which("java", path=f"{home}/bin" if home else None):
        raise Refusal("Spark needs Java 17 or newer, and there is none on this computer.", found="no Java")
    if not line.port:
        return
    why = ""
    try:
        with socket.create_connection((line.host, line.port), timeout=PROBE_SECONDS):
            return
    except socket.gaierror:
        why = f"this computer knows no server of the name '{line.host}'."
    except OSError:
        why = f"nobody answers at {line.host}, port {line.port}; is Spark's master running there?"
    raise Refusal(f"{line.shown}: {why}", place=line.shown)


def _session(line: Line) -> SparkSession:
    from pyspark.logger import PySparkLogger
    from pyspark.sql import SparkSession

    master = f"spark://{line.host}:{line.port}" if line.port else line.host
    builder = SparkSession.builder.master(master).appName("registry counts")
    for key, value in (_SETTINGS | ({} if line.port else _LOCAL)).items():
        builder = builder.config(key, value)
    session = builder.getOrCreate()
    other = session.sparkContext.master
    if other != master:
        why = f"this program speaks to Spark at {other} already, and to one at a time; start it anew for another."
        raise Refusal(f"{line.shown}: {why}", place=line.shown)
    session.sparkContext.setLogLevel("OFF")
    # PySpark prints what goes wrong in a question, with the values it stumbled over.
    PySparkLogger.getLogger("SQLQueryContextLogger").disabled = True
    return session.newSession()  # tables made of files are seen by nobody else


def _with_files(session: SparkSession, line: Line) -> Line:
    """The line with Parquet files, where it names such, standing as tables."""
    named = line.table or line.omop or ""
    if not named.startswith("/"):
        return line
    path = Path(named)
    if line.port or not is_there(path):
        beside = files_in(path.parent, ENDING) if is_there(path.parent) else []
        near = nearest(path.name, [one.name for one in beside])
        raise Refusal(f"{path.name}: there is no such file for Spark in this process.{near}", place=path.name)
    if line.table:
        session.read.parquet(named).createOrReplaceTempView("registry")
        return replace(line, table="registry")
    for file in files_in(path, ENDING):
        session.read.parquet(str(file)).createOrReplaceTempView(file.name.removesuffix(ENDING).lower())
    return replace(line, omop="")


def _told(line: Line, error: Exception) -> Refusal | None:
    """What an error of Spark means, by its condition; its own text may hold a value and is not repeated."""
    from py4j.protocol import Py4JError, Py4JNetworkError
    from pyspark.errors import PySparkException

    if isinstance(error, (Py4JNetworkError, ConnectionError)):
        why = "the connection broke off; nothing of the count was kept, try again."
    elif isinstance(error, PySparkException):
        state = error.getSqlState() or ""
        condition = ""
        with contextlib.suppress(Exception):
            condition = error.getCondition() or ""
        why = _condition(condition, state)
    elif isinstance(error, Py4JError):
        why = "the count broke off in Spark; nothing of it was kept."
    else:
        return None
    return Refusal(f"{line.shown}: {why}", place=line.shown)


def _condition(condition: str, state: str) -> str:
    if condition.startswith(("TABLE_OR_VIEW_NOT_FOUND", "SCHEMA_NOT_FOUND", "UNRESOLVED_COLUMN")):
        return "a table or column is not there."
    if state == "42501" or "PERMISSION" in condition or "ACCESS_DENIED" in condition:
        return "you may not read this table; its owner grants that."
    if state.startswith("22"):
        return f"a value in the table is not of the kind its column promises (SQLSTATE {state})."
    if condition.startswith(("FAILED_READ_FILE", "CANNOT_READ")):
        return "a file of the table cannot be read to its end."
    return f"Spark could not answer ({condition or state or 'no reason given'})."
