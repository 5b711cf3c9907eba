"""PostgreSQL: signed in to read only, each question with its limit of time, what goes wrong as a sentence."""

from __future__ import annotations

import contextlib
import os
import re
import socket
from typing import TYPE_CHECKING, Any

from haic_core.cohort.engines.drivers import installed
from haic_core.cohort.engines.engine import Engine
from haic_core.cohort.engines.line import Line
from haic_core.words.refusal import Refusal

if TYPE_CHECKING:
    import psycopg

CONNECT_SECONDS, CANCEL_SECONDS = 10, 5
# A server that is gone without a word is noticed after 10 + 3 x 5 seconds; libpq's own wait is hours.
_NOTICED = {"keepalives_idle": 10, "keepalives_interval": 5, "keepalives_count": 3, "tcp_user_timeout": 30_000}
_QUOTED = re.compile(r'"([^"]{1,63})"')


def opened(line: Line) -> Engine:
    """Signs in; raises Refusal."""
    with installed("Ibis with PostgreSQL"):
        import ibis
        import psycopg
    refusal: Refusal | None = None
    try:
        connection = psycopg.connect(autocommit=True, **_asked(line))
        with contextlib.suppress(psycopg.Error):  # a server of before 2018 has none
            # The server would take longer to translate the one expression into machine code than to compute it.
            connection.execute("SET jit = off")
        backend = ibis.postgres.from_connection(connection)
    except psycopg.Error as error:
        refusal = _not_in(line, line.password.hidden_in(str(error)))
    if refusal is not None:
        raise refusal
    return Engine(
        line,
        backend,
        listed=lambda schema: backend.list_tables(database=schema),
        stop=lambda: _cancelled(connection),
        close=connection.close,
        told=lambda error: _told(line, error),
    )


def _asked(line: Line) -> dict[str, Any]:
    """What libpq is told. hostaddr and service are empty, so that no variable of the environment leads elsewhere."""
    asked: dict[str, Any] = {
        "host": line.host,
        "hostaddr": "",
        "port": line.port,
        "user": line.user,
        "dbname": line.database,
        "sslmode": line.sslmode,
        "connect_timeout": CONNECT_SECONDS,
        "application_name": "registry counts",
        "options": f"-c statement_timeout={line.seconds * 1000} -c default_transaction_read_only=on",
        **_NOTICED,
    }
    # Without one, libpq looks into PGPASSWORD and its own password file.
    return asked | ({"password": line.password.told()} if line.password else {})


def _cancelled(connection: psycopg.Connection) -> None:
    """Asks the server to end what it counts; where it does not answer, the connection is cut."""
    import psycopg

    try:
        connection.cancel_safe(timeout=CANCEL_SECONDS)
    except (psycopg.Error, OSError):
        with contextlib.suppress(OSError), socket.socket(fileno=os.dup(connection.fileno())) as cut:
            cut.shutdown(socket.SHUT_RDWR)


def _not_in(line: Line, said: str) -> Refusal:
    """Why nobody was let in: first by what the server said, then by trying whether there is one."""
    low, place = said.lower(), f"{line.shown}"
    if "password" in low and ("failed" in low or "no password" in low):
        why = f"the server does not let '{line.user}' in: the password is wrong or missing, or it knows no such name."
    elif f'role "{line.user.lower()}" does not exist' in low:
        why = f"the server knows no one of the name '{line.user}'."
    elif f'database "{line.database.lower()}" does not exist' in low:
        why = f"there is no database '{line.database}' on this server."
    elif "permission denied for database" in low:
        why = f"'{line.user}' has no right to connect to the database '{line.database}' (GRANT CONNECT)."
    elif "pg_hba.conf" in low:
        why = f"the server takes no sign-in of '{line.user}' from this computer (its pg_hba.conf)."
    elif "ssl" in low:
        why = f"the server and sslmode={line.sslmode} do not agree on encryption."
    elif "starting up" in low or "shutting down" in low or "too many" in low or "remaining connection" in low:
        why = "the server takes nobody in just now; try again in a moment."
    else:
        why = _not_reached(line) or f"the server refused the sign-in of '{line.user}' ({_one_line(said)})."
    return Refusal(f"{place}: {why}", place=place)


def _not_reached(line: Line) -> str:
    """What keeps this computer from the server, whatever language that speaks; empty where it is reached."""
    try:
        if line.host.startswith("/"):
            with socket.socket(socket.AF_UNIX) as tried:
                tried.settimeout(CANCEL_SECONDS)
                tried.connect(f"{line.host}/.s.PGSQL.{line.port}")
        else:
            with socket.create_connection((line.host, line.port), timeout=CANCEL_SECONDS) as tried:
                # Who hangs up without a word is no server of PostgreSQL.
                tried.settimeout(1)
    except socket.gaierror:
        return f"this computer knows no server of the name '{line.host}'."
    except TimeoutError:
        return f"{line.host} does not answer at port {line.port}; is it down, or a firewall between?"
    except OSError:
        return f"nothing listens at {line.host}, port {line.port}; the server is down, or the port is another."
    return ""


def _told(line: Line, error: Exception) -> Refusal | None:
    """What an error under way means. Known by its SQLSTATE; its own text may hold a value and is not repeated."""
    import psycopg

    if not isinstance(error, psycopg.Error):
        return None
    state = error.sqlstate or ""
    named = next(iter(_QUOTED.findall(error.diag.message_primary or "")), "")
    if state == "42501":
        table = error.diag.table_name or line.table or named or "the tables"
        why = f"'{line.user}' may not read {table}; its owner grants that: GRANT SELECT ON … TO {line.user}."
    elif state == "57014":
        why = f"not counted within {line.seconds:,} seconds and stopped; timeout= in the line allows longer."
    elif state in ("42P01", "3F000"):
        why = f"a table or schema is not there any more{f' ({named})' if named else ''}."
    elif state == "42703":
        why = f"there is no column '{named}'." if named else "a column of the mapping is not there."
    elif state.startswith(("53", "54")):
        why = "the server has no room for this count (memory, disk or connections)."
    elif state.startswith("22"):
        why = f"a value in the table is not of the kind its column promises (SQLSTATE {state})."
    elif isinstance(error, psycopg.OperationalError) or state.startswith(("08", "57P")):
        why = "the connection broke off; nothing of the count was kept, try again."
    else:
        why = f"the server could not answer (SQLSTATE {state or 'not given'})."
    return Refusal(f"{line.shown}: {why}", place=line.shown)


def _one_line(text: str) -> str:
    return " ".join(text.split())[:200]
