"""A PostgreSQL of the tests' own: a fresh cluster on this computer alone, with a role that may only read."""

from __future__ import annotations

import os
import pwd
import re
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

OWNER, READER, PASSWORD, DATABASE = "owner", "reader", "Marker-7f3a9-geheim", "registry"
_CONFIGURED = """
listen_addresses = '127.0.0.1'
port = {port}
unix_socket_directories = '{folder}'
fsync = off
shared_buffers = 32MB
max_connections = 20
log_statement = all
logging_collector = off
autovacuum = off
"""


def _binaries() -> Path:
    """The folder of the newest server installed here; an empty path where there is none."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    there = str(found[-1]) if found else shutil.which("initdb")
    return Path(there).resolve().parent if there else Path()


def _as_nobody_of_rank() -> list[str]:
    """The server refuses to run as root; then it runs as a user who may do nothing."""
    if os.getuid() != 0:
        return []
    names = {entry.pw_name for entry in pwd.getpwall()}
    user = pwd.getpwnam("postgres" if "postgres" in names else "nobody")
    return ["setpriv", f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups"]


def why_none() -> str:
    """Why no server can be started here; empty where one can."""
    if not hasattr(os, "getuid") or _binaries() == Path():
        return "PostgreSQL is not installed here (Debian: apt install postgresql)"
    if os.getuid() == 0 and not shutil.which("setpriv"):
        return "PostgreSQL does not run as root, and there is no setpriv here"
    return ""


@dataclass(frozen=True)
class PostgresServer:
    """A running cluster."""

    folder: Path
    port: int

    def line(self, asked: str = "table=patients", user: str = READER, password: str = PASSWORD) -> str:
        return f"postgresql://{user}:{password}@127.0.0.1:{self.port}/{DATABASE}?{asked}"

    def sql(self, text: str, database: str = DATABASE) -> str:
        """What the owner says, over the socket that only this computer sees."""
        bin_ = _binaries()
        asked = [
            str(bin_ / "psql"), "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1",
            "-h", str(self.folder), "-p", str(self.port), "-U", OWNER, "-d", database, "-f", "-",
        ]  # fmt: skip
        return subprocess.run(asked, input=text, capture_output=True, text=True, check=True, timeout=120).stdout

    def statements(self) -> list[str]:
        """Every statement the server was told so far, however many lines it has."""
        log = (self.folder / "log").read_text("utf-8", "replace")
        records = re.split(r"^\d{4}-\d\d-\d\d [\d:.]+ \w+ \[\d+\] ", log, flags=re.MULTILINE)
        told = re.compile(r"LOG:  (?:statement|execute [^:]*): ")
        return [told.sub("", one, count=1) for one in records if told.match(one)]


@contextmanager
def postgres() -> Iterator[PostgresServer]:
    """A cluster made, started, and gone again with everything in it."""
    bin_ = _binaries()
    folder = Path(tempfile.mkdtemp(prefix="registry-"))
    rank = _as_nobody_of_rank()
    if rank:
        os.chown(folder, int(rank[1].split("=")[1]), int(rank[2].split("=")[1]))
    data = folder / "data"

    def run(*words: str) -> None:
        subprocess.run(
            [*rank, *words], check=True, timeout=300, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )

    try:
        run(
            str(bin_ / "initdb"), "-D", str(data), "-U", OWNER, "--auth-local=trust", "--auth-host=scram-sha-256",
            "--no-sync", "--encoding=UTF8", "--locale=C",
        )  # fmt: skip
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port: int = free.getsockname()[1]
        with (data / "postgresql.conf").open("a", encoding="utf-8") as more:
            more.write(_CONFIGURED.format(port=port, folder=folder))
        run(str(bin_ / "pg_ctl"), "-D", str(data), "-w", "-t", "300", "-l", str(folder / "log"), "start")
        server = PostgresServer(folder, port)
        server.sql(
            f"create role {READER} login password '{PASSWORD}'; create database {DATABASE};"
            f"revoke temp on database {DATABASE} from public;",
            "postgres",
        )
        yield server
    finally:
        subprocess.run(
            [*rank, str(bin_ / "pg_ctl"), "-D", str(data), "-m", "immediate", "-w", "stop"],
            check=False,
            cwd="/",
            capture_output=True,
        )
        shutil.rmtree(folder, ignore_errors=True)
