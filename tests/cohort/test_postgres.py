"""A real PostgreSQL: signed in to read only, counted where the rows lie, every way to fail said in one sentence."""

from __future__ import annotations

import re
import socket
import threading
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import omop_tables
import postgres_server
import pytest
from postgres_server import PASSWORD, PostgresServer, postgres

from haic_core.cohort.engines.connection import connected
from haic_core.cohort.engines.counting import counting
from haic_core.cohort.engines.duckdb import counted_file, opened
from haic_core.cohort.engines.engine import Engine
from haic_core.cohort.engines.registry import opened_line
from haic_core.cohort.engines.running import Running, Stage
from haic_core.cohort.mapping_file import mapping_from
from haic_core.words.refusal import Refusal

pytestmark = pytest.mark.skipif(bool(postgres_server.why_none()), reason=postgres_server.why_none())
PATIENTS = """
create schema onc;
create table patients (record text, months double precision, status text, arm text, name text);
insert into patients select 'r' || i, 1 + i % 60, case when i % 3 = 0 then 'Dead' else 'Alive' end,
  case when i % 2 = 0 then 'HAIC' else 'TACE' end, 'Mrs Marker' from generate_series(1, 1200) i;
create table onc.followed as select * from patients limit 40;
create table hidden as select * from patients;
grant usage on schema onc to reader;
grant select on patients, onc.followed to reader;
"""


@pytest.fixture(scope="module")
def server() -> Iterator[PostgresServer]:
    with postgres() as started:
        started.sql(PATIENTS)
        yield started


def refusal_of(line: str) -> str:
    """What a person reads; the password is in no part of it, nor in what a log would print of the error."""
    with pytest.raises(Refusal) as refused, _closing(connected(line)) as engine:
        engine.ask(engine.rows().count().execute)
    printed = "".join(traceback.format_exception(refused.value)) + repr(refused.value.__dict__)
    assert PASSWORD not in printed and refused.value.__context__ is None
    assert str(refused.value).count("\n") == 0
    return str(refused.value)


@contextmanager
def _closing(engine: Engine) -> Iterator[Engine]:
    try:
        yield engine
    finally:
        engine.close()


def slow(engine: Engine, sql: str) -> None:
    """What the engine is asked by hand, where no count takes long enough or goes wrong in the right way."""
    engine.ask(lambda: engine.backend.raw_sql(sql))


def place(server: PostgresServer) -> str:
    return f"postgresql://reader@127.0.0.1:{server.port}/registry"


def test_the_table_of_the_line_is_counted_on_the_server(server: PostgresServer) -> None:
    with _closing(connected(server.line())) as engine:
        assert (engine.name, engine.rows().count().execute()) == ("postgresql", 1200)
        assert engine.tables() == ("patients",)


def test_a_table_of_another_schema_is_named_with_it_in_whatever_capitals(server: PostgresServer) -> None:
    with _closing(connected(server.line("table=onc.Followed"))) as engine:
        assert engine.rows().count().execute() == 40


def test_nothing_can_be_written_by_this_connection(server: PostgresServer) -> None:
    with _closing(connected(server.line())) as engine, pytest.raises(Refusal, match="SQLSTATE 25006"):
        slow(engine, "create table seen (a int)")


def test_a_line_without_a_table_says_which_there_are(server: PostgresServer) -> None:
    said = refusal_of(server.line("timeout=60"))
    assert said == f"{place(server)}: the connection line names no table; add ?table= and one of patients."


def test_a_table_that_is_not_there_has_its_nearest_guess(server: PostgresServer) -> None:
    said = refusal_of(server.line("table=patient"))
    assert said == f"{place(server)}: there is no table 'patient'; there is patients. Did you mean 'patients'?"
    assert "there is no table 'patients' in onk; there is none" in refusal_of(server.line("table=onk.patients"))


def test_a_table_that_may_not_be_read_says_who_grants_it(server: PostgresServer) -> None:
    assert refusal_of(server.line("table=hidden")) == (
        f"{place(server)}: 'reader' may not read hidden; its owner grants that: GRANT SELECT ON hidden TO reader."
    )


def test_rights_taken_away_after_the_sign_in_are_said_too(server: PostgresServer) -> None:
    with _closing(connected(server.line("table=onc.followed"))) as engine:
        rows = engine.rows()
        server.sql("revoke select on onc.followed from reader")
        with pytest.raises(Refusal, match=r"'reader' may not read .*followed; its owner grants that"):
            engine.ask(rows.count().execute)
        server.sql("grant select on onc.followed to reader")


def test_a_wrong_password_and_an_unknown_name_are_one_sentence(server: PostgresServer) -> None:
    expected = "the password is wrong or missing, or it knows no such name."
    assert refusal_of(server.line(password="other")).endswith(expected)
    assert refusal_of(server.line(user="nobody")) == (
        f"postgresql://nobody@127.0.0.1:{server.port}/registry: the server does not let 'nobody' in: {expected}"
    )


def test_a_database_that_is_not_there_is_named(server: PostgresServer) -> None:
    said = refusal_of(server.line().replace("/registry?", "/registrie?"))
    assert said.endswith("there is no database 'registrie' on this server.")


def test_a_server_without_encryption_is_not_spoken_to_where_it_is_asked_for(server: PostgresServer) -> None:
    said = refusal_of(server.line("table=patients&sslmode=require"))
    assert said.endswith("the server and sslmode=require do not agree on encryption.")


def test_a_server_that_is_down_is_said(server: PostgresServer) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    said = refusal_of(server.line().replace(f":{server.port}/", f":{port}/"))
    assert said.endswith(f"nothing listens at 127.0.0.1, port {port}; the server is down, or the port is another.")


def test_a_server_that_nobody_knows_is_said(server: PostgresServer) -> None:
    said = refusal_of(server.line().replace("127.0.0.1", "registry.invalid"))
    assert said.endswith("this computer knows no server of the name 'registry.invalid'.")


def test_something_else_that_listens_is_no_server(server: PostgresServer) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]

        def hang_up() -> None:
            with suppress(OSError):  # when nobody comes any more
                while True:
                    other.accept()[0].close()

        threading.Thread(target=hang_up, daemon=True).start()
        assert "the server refused the sign-in of 'reader'" in refusal_of(
            server.line("table=patients&sslmode=disable").replace(f":{server.port}/", f":{port}/")
        )


def test_no_variable_of_the_environment_leads_to_a_server_that_was_not_named(
    server: PostgresServer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "services").write_text("[other]\nhost=other.invalid\nhostaddr=192.0.2.1\nport=1\n", "utf-8")
    elsewhere = {"PGHOST": "other.invalid", "PGHOSTADDR": "192.0.2.1", "PGPORT": "1", "PGDATABASE": "other"}
    services = {"PGSERVICE": "other", "PGSERVICEFILE": str(tmp_path / "services")}
    for name, value in (elsewhere | services).items():
        monkeypatch.setenv(name, value)
    with _closing(connected(server.line())) as engine:
        assert engine.rows().count().execute() == 1200


def test_a_password_may_come_from_the_environment_instead(
    server: PostgresServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PGPASSWORD", PASSWORD)
    with _closing(connected(server.line().replace(f":{PASSWORD}", ""))) as engine:
        assert engine.rows().count().execute() == 1200


def test_a_count_that_takes_too_long_is_ended_by_the_server(server: PostgresServer) -> None:
    with _closing(connected(server.line("table=patients&timeout=3"))) as engine:
        expected = "not counted within 3 seconds and stopped; timeout= in the line allows longer"
        with pytest.raises(Refusal, match=expected):
            slow(engine, "select pg_sleep(20)")


def test_a_connection_that_breaks_off_in_the_middle_is_said(server: PostgresServer) -> None:
    with _closing(connected(server.line())) as engine:
        broken = threading.Thread(target=_broken_off, args=[server])
        broken.start()
        with pytest.raises(Refusal, match="the connection broke off; nothing of the count was kept"):
            slow(engine, "select pg_sleep(60)")
        broken.join()
        with pytest.raises(Refusal, match="the connection broke off"):
            engine.tables()


def _broken_off(server: PostgresServer) -> None:
    """Ends the reader's connection as soon as it sleeps, however long it takes to fall asleep."""
    asleep = "where usename = 'reader' and state = 'active' and query like '%pg_sleep%'"
    until = time.monotonic() + 40
    while not server.sql(f"select pg_terminate_backend(pid) from pg_stat_activity {asleep}").strip():
        assert time.monotonic() < until


def test_a_stop_ends_the_count_on_the_server_too(server: PostgresServer) -> None:
    def work(count: Running[int]) -> int:
        count.now(Stage.CONNECTING)
        engine = connected(server.line())
        count.stops_by(engine.stop)
        count.now(Stage.COUNTING)
        with _closing(engine):
            slow(engine, "select pg_sleep(60)")
        return 1

    count = Running(work, limit_s=90)
    asleep = "select count(*) from pg_stat_activity where query = 'select pg_sleep(60)' and state = 'active'"
    waited = time.monotonic() + 40
    while server.sql(asleep).strip() != "1":
        assert time.monotonic() < waited
    count.stop()
    assert count.result() is None and count.progress.stage is Stage.STOPPED
    assert count.progress.elapsed_s < 50
    assert server.sql(asleep).strip() == "0"


def test_a_value_in_a_servers_complaint_is_not_repeated(server: PostgresServer) -> None:
    expected = r"not of the kind its column promises \(SQLSTATE 22P02\)"
    with _closing(connected(server.line())) as engine, pytest.raises(Refusal, match=expected) as refused:
        slow(engine, "select cast(name as integer) from patients")
    assert "Marker" not in "".join(traceback.format_exception(refused.value))
    assert refused.value.__context__ is None


REGISTRY = {"time": "months", "event": "status", "dead": ["dead"], "alive": ["alive"], "group": "arm"}


def test_only_counts_leave_and_the_table_is_asked_once(server: PostgresServer) -> None:
    server.sql("create view plain as select months, status, arm from patients; grant select on plain to reader;")
    before = len(server.statements())
    found = counting(server.line("table=plain"), mapping_from(REGISTRY, "MAP.json")).result()
    asked = server.statements()[before:]
    of_patients = [one for one in asked if '"plain"' in one]
    assert found is not None
    assert (found.n, found.events, found.left_out, found.engine) == (1200, 400, 0, "postgresql")
    assert len(of_patients) == 1 and of_patients[0].rstrip().endswith("GROUP BY 1, 2, 3 LIMIT 500001")
    assert not [one for one in asked if re.match("create|insert|update|delete|copy|drop|truncate", one, re.IGNORECASE)]
    assert "COUNT(*)" in found.sql and '"plain"' in found.sql, "what is shown is what was asked"


def test_a_row_that_cannot_be_read_is_all_of_a_patient_that_leaves(server: PostgresServer) -> None:
    server.sql(
        "create table late as select * from patients; grant select on late to reader;"
        "update late set status = 'lost' where record = 'r7'; update late set months = -1 where record = 'r8';"
    )
    found = counting(server.line("table=late"), mapping_from(REGISTRY, "MAP.json")).result()
    assert found is not None and (found.n, found.left_out) == (1198, 2)
    assert sorted((one.column, one.reason) for one in found.listed) == [
        ("months", "negative"),
        ("status", "'lost' is neither among the values for an event nor among those for none"),
    ]


def test_one_expression_counts_the_same_here_and_in_the_embedded_engine(server: PostgresServer) -> None:
    here = opened(rows_as_csv(), "patients.csv")
    mapping = mapping_from(REGISTRY, "MAP.json")
    there = counting(server.line(), mapping).result()
    assert there is not None and there.arms == counted_file(here, mapping).arms


def rows_as_csv() -> bytes:
    lines = [f"r{i},{1 + i % 60},{'Alive' if i % 3 else 'Dead'},{'TACE' if i % 2 else 'HAIC'}" for i in range(1, 1201)]
    return ("record,months,status,arm\n" + "\n".join(lines) + "\n").encode()


@pytest.mark.deep
def test_a_cohort_of_omop_tables_is_the_same_on_the_hospitals_server(server: PostgresServer, tmp_path: Path) -> None:
    server.sql(
        omop_tables.as_sql("cdm")
        + "grant usage on schema cdm to reader; grant select on all tables in schema cdm to reader;"
    )
    treatments = {"HAIC": [omop_tables.PUMP], "TACE": [omop_tables.BEADS], "systemic": [omop_tables.DRUG]}
    mapping = mapping_from({"omop": {"disease": [omop_tables.METASTASES], "treatments": treatments}}, "MAP.json")
    there = counting(server.line("omop=cdm"), mapping).result()
    here = counting(f"duckdb://{omop_tables.database(tmp_path / 'h.duckdb')}?omop=main", mapping).result()
    assert there is not None and here is not None
    assert (there.arms, there.rows, there.not_asked, there.left_out) == (
        here.arms,
        here.rows,
        here.not_asked,
        here.left_out,
    )
    assert there.n == 7


def test_a_column_that_is_not_there_has_its_nearest_guess(server: PostgresServer) -> None:
    with pytest.raises(Refusal, match=r"Did you mean 'months'\?"):
        counting(server.line(), mapping_from(REGISTRY | {"time": "month"}, "MAP.json")).result()


@pytest.mark.deep
def test_a_mapping_is_guessed_from_counts_of_the_servers_columns(server: PostgresServer) -> None:
    before = len(server.statements())
    registry = opened_line(server.line())
    guess = registry.guess().mapping
    assert guess is not None and (guess.time, guess.event, guess.group) == ("months", "status", "arm")
    assert registry.values("status") == ("Alive", "Dead")
    registry.close()
    asked = [one for one in server.statements()[before:] if '"patients"' in one]
    assert asked and all(re.search(r"COUNT\(|GROUP BY|SUM\(", one) for one in asked), "no row leaves for a guess"
