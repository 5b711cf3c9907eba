"""How a registry's counts grow with its rows, engine by engine, beside lifelines on the rows themselves.

    python -m benchmarks.cohort.registry_scale [rows ...] [--spark]

Rows are made with a seed and lie in a temporary folder: as Parquet (lifelines, Spark), as a file of DuckDB, as CSV, in
a PostgreSQL that is started for it. Each measure is a process of its own: from the connection (for lifelines, from
reading the file) to curves with limits and a log-rank test, after its libraries are loaded and, for Spark, after a
first small count has started it. Prints a Markdown table; memory is the process that asks, not the server's.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests"))

from postgres_server import PostgresServer, postgres, why_none  # noqa: E402

from haic_core.cohort.counts import Arm
from haic_core.cohort.engines.counting import counting
from haic_core.cohort.engines.duckdb import counted_file, opened
from haic_core.cohort.estimates.compared import log_rank
from haic_core.cohort.estimates.survival import estimated
from haic_core.cohort.mapping_file import mapping_from

TICKS = os.sysconf("SC_CLK_TCK")
ROWS, MOST_OF_A_FILE, WARM = (100_000, 1_000_000, 10_000_000), 1_000_000, 1_000
MEGABYTE = 1024
KEYS = {"time": "days", "unit": "days", "event": "status", "dead": ["Dead"], "alive": ["Alive"], "group": "arm"}
MAPPING = mapping_from(KEYS, "MAP.json")
# Days to death are exponential with these means, to the end of follow-up uniform over ten years; half per cent spoiled.
MADE = """
    SELECT record_id, CASE WHEN random() < 0.002 THEN NULL ELSE least(died, seen) END::INTEGER AS days,
           CASE WHEN random() < 0.003 THEN 'lost' WHEN died <= seen THEN 'Dead' ELSE 'Alive' END AS status, arm
    FROM (SELECT record_id, arm, ceil(-ln(1 - random()) * [900, 500, 600, 700][place])::INTEGER AS died,
                 (30 + floor(random() * 3620))::INTEGER AS seen
          FROM (SELECT record_id, place, ['Resection', 'TACE', 'HAIC', 'Y-90'][place] AS arm
                FROM (SELECT i AS record_id, 1 + floor(random() * 4)::INTEGER AS place FROM range({rows}) t(i))))
"""
LIFELINES = "rows in lifelines"


@dataclass(frozen=True)
class Measure:
    """One way through, for one number of rows. Seconds of the clock; of the processor, here and on the server; MB of
    this process at most."""

    what: str
    rows: int
    seconds: float
    cpu_s: float
    server_cpu_s: float
    memory_mb: float
    chi2: float

    @property
    def work(self) -> float:
        """Seconds of the processor in all."""
        return self.cpu_s + self.server_cpu_s


def made(rows: int, folder: Path) -> None:
    """A registry of so many rows as Parquet, as a file of DuckDB, and where it is small enough as CSV."""
    import duckdb

    with duckdb.connect(str(folder / f"{rows}.duckdb")) as engine:
        engine.execute("SET threads = 1; SELECT setseed(0.5)")
        engine.execute(f"CREATE TABLE patients AS {MADE.format(rows=rows)}")
        engine.execute(f"COPY patients TO '{folder}/{rows}.parquet'")
        engine.execute(f"COPY patients TO '{folder}/{rows}.csv'")


def loaded(rows: int, folder: Path, server: PostgresServer) -> str:
    """The registry on the server, readable by the role that may only read; its connection line."""
    file = server.folder / f"{rows}.csv"
    file.write_bytes((folder / f"{rows}.csv").read_bytes())
    file.chmod(0o644)
    table = f"patients_{rows}"
    server.sql(
        f"create table {table} (record_id bigint, days integer, status text, arm text);"
        f"copy {table} from '{file}' csv header; grant select on {table} to reader; analyze {table};"
    )
    file.unlink()
    return server.line(f"table={table}&timeout=3600")


def by_line(line: str) -> float:
    """Counted where it lies; the log-rank statistic."""
    found = counting(line, MAPPING).result()
    assert found is not None
    return _statistics(found.arms)


def by_file(path: str) -> float:
    """Handed in as a file, as on the page."""
    return _statistics(counted_file(opened(Path(path).read_bytes(), Path(path).name), MAPPING).arms)


def by_rows(path: str) -> float:
    """Every row fetched and given to lifelines."""
    import pandas as pd
    from lifelines import KaplanMeierFitter
    from lifelines.statistics import multivariate_logrank_test

    rows = pd.read_parquet(path)
    rows = rows[rows.days.notna() & rows.status.isin(["Dead", "Alive"])]
    dead = rows.status == "Dead"
    for _, group in rows.groupby("arm"):
        KaplanMeierFitter().fit(group.days, dead[group.index])
    return float(multivariate_logrank_test(rows.days, rows.arm, dead).test_statistic)


def _statistics(arms: tuple[Arm, ...]) -> float:
    for arm in arms:
        estimated(arm)
    test = log_rank(arms)
    assert test is not None
    return test.chi2


WAYS: dict[str, Callable[[str], float]] = {"line": by_line, "file": by_file, "rows": by_rows}


def one(way: str, warm: str, place: str) -> None:
    """Inside a process of its own: a small one first, then the one that is measured."""
    WAYS[way](warm)
    begun, used, below = time.monotonic(), time.process_time(), cpu_below(os.getpid())
    chi2 = WAYS[way](place)
    seconds, cpu, below = time.monotonic() - begun, time.process_time() - used, cpu_below(os.getpid()) - below
    # Not getrusage: that counts what the parent held when this process was begun.
    status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
    memory = int(status["VmHWM"].split()[0]) / MEGABYTE
    print(json.dumps([seconds, cpu, below, memory, chi2]))


def cpu_below(process: int) -> float:
    """Seconds of the processor that the processes begun by one have used so far: Spark's Java, PostgreSQL's backends."""
    seconds = 0.0
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            parts = path.read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue  # gone meanwhile
        if int(parts[1]) == process:
            seconds += sum(map(int, parts[11:13])) / TICKS + cpu_below(int(path.parent.name))
        elif int(path.parent.name) == process:
            seconds += sum(map(int, parts[13:15])) / TICKS  # those that have ended
    return seconds


def measured(what: str, rows: int, way: str, warm: str, place: str, server: PostgresServer | None) -> Measure:
    """The same, looked at from outside; a password is handed over by the environment, which nobody lists."""
    asked = [sys.executable, "-m", "benchmarks.cohort.registry_scale", "--one", way, *map(_without, (warm, place))]
    known = os.environ | {"PGPASSWORD": _password(place)}
    keeper = int((server.folder / "data" / "postmaster.pid").read_text().split()[0]) if server else 0
    before = cpu_below(keeper) if keeper else 0.0
    done = subprocess.run(asked, cwd=ROOT, env=known, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{what}, {rows:,} rows: {done.stderr[-800:]}")
    seconds, cpu, below, memory, chi2 = json.loads(done.stdout.splitlines()[-1])
    on_server = cpu_below(keeper) - before if place.startswith("postgresql") else below
    return Measure(what, rows, seconds, cpu, on_server, memory, chi2)


def _without(line: str) -> str:
    word = _password(line)
    return line.replace(f":{word}@", "@") if word else line


def _password(line: str) -> str:
    return line.split("@")[0].rsplit(":", 1)[-1] if line.startswith("postgresql") else ""


def ways(rows: int, folder: Path, server: PostgresServer | None, spark: bool) -> Iterator[tuple[str, str, str, str]]:
    """Each way through: its name, its kind, a small registry to warm up on, and the one that is measured."""
    yield LIFELINES, "rows", f"{folder}/{WARM}.parquet", f"{folder}/{rows}.parquet"
    table = "?table=patients&timeout=3600"
    yield (
        "DuckDB, its file",
        "line",
        f"duckdb://{folder}/{WARM}.duckdb{table}",
        f"duckdb://{folder}/{rows}.duckdb{table}",
    )
    if rows <= MOST_OF_A_FILE:
        yield "CSV handed in", "file", f"{folder}/{WARM}.csv", f"{folder}/{rows}.csv"
    if server:
        small = server.line(f"table=patients_{WARM}")
        yield "PostgreSQL", "line", small, server.line(f"table=patients_{rows}&timeout=3600")
    if spark:
        small = f"spark:local[2]?table={folder}/{WARM}.parquet"
        yield "Spark, local[2]", "line", small, f"spark:local[2]?table={folder}/{rows}.parquet&timeout=3600"


def table(found: list[Measure]) -> str:
    """Rows of Markdown, each beside lifelines with the same rows and beside itself with a tenth of them."""
    lines = [
        "| rows | what | s | CPU s here | there | in all, to lifelines | MB here | to lifelines | ten times the rows: CPU | MB |",
        "| ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    known = {(one.what, one.rows): one for one in found}
    for each in found:
        rows = known[LIFELINES, each.rows]
        tenth = known.get((each.what, each.rows // 10))
        grown = f"x {each.work / tenth.work:.1f} | x {each.memory_mb / tenth.memory_mb:.2f}" if tenth else "– | –"
        lines.append(
            f"| {each.rows:,} | {each.what} | {each.seconds:.2f} | {each.cpu_s:.2f} | {each.server_cpu_s:.2f} "
            f"| {each.work / rows.work:.2f} | {each.memory_mb:.0f} | {each.memory_mb / rows.memory_mb:.2f} | {grown} |"
        )
    return "\n".join(lines)


def main(sizes: list[int], spark: bool) -> None:
    """Every way for every number of rows, then the table and how far the log-rank statistics lie apart."""
    found: list[Measure] = []
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="registry-scale-")))
        server = None if why_none() else stack.enter_context(postgres())
        for rows in (WARM, *sizes):
            made(rows, folder)
            if server:
                loaded(rows, folder, server)
        for rows in sizes:
            for what, way, warm, place in ways(rows, folder, server, spark):
                found.append(measured(what, rows, way, warm, place, server))
                print(found[-1], file=sys.stderr, flush=True)
    print(table(found))
    apart = max(abs(one.chi2 / other.chi2 - 1) for one in found for other in found if one.rows == other.rows)
    print(f"\nThe log-rank statistics of all ways lie at most {apart:.0e} of their value apart.")
    print(f"Load of the machine {os.getloadavg()[1]:.1f}, {os.cpu_count()} processors.")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        one(*sys.argv[2:])
    else:
        parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
        parser.add_argument("rows", nargs="*", type=int, default=list(ROWS))
        parser.add_argument("--spark", action="store_true")
        asked = parser.parse_args()
        main(asked.rows, asked.spark)
