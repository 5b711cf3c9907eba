"""A registry in a file of DuckDB: read only, reaching nothing else; and engines whose libraries are not installed."""

from __future__ import annotations

import sys
from pathlib import Path

import duckdb
import pytest

from haic_core.cohort.engines.connection import connected
from haic_core.cohort.engines.counting import counting
from haic_core.cohort.mapping_file import mapping_from
from haic_core.words.refusal import Refusal

MAPPING = mapping_from({"time": "months", "event": "status", "dead": ["Dead"], "alive": ["Alive"], "group": "arm"}, "M")


@pytest.fixture(scope="module")
def registry(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("registry") / "registry.duckdb"
    other = path.with_name("other.csv")
    other.write_text("months,status,arm\n1,Dead,HAIC\n", "utf-8")
    with duckdb.connect(str(path)) as made:
        made.execute(
            "CREATE TABLE patients AS SELECT 1.0 + i % 60 AS months, if(i % 3 = 0, 'Dead', 'Alive') AS status, "
            "if(i % 2 = 0, 'HAIC', 'TACE') AS arm FROM range(1, 1201) t(i)"
        )
        made.execute("CREATE SCHEMA onc; CREATE TABLE onc.followed AS SELECT * FROM patients LIMIT 40")
        made.execute(f"CREATE VIEW elsewhere AS SELECT * FROM read_csv('{other}')")
        made.execute("CREATE VIEW spoiled AS SELECT 'Mrs Marker'::INTEGER AS months, status, arm FROM patients")
    return path


def refusal_of(line: str) -> str:
    with pytest.raises(Refusal) as refused:
        counting(line, MAPPING).result()
    return str(refused.value)


def test_a_table_of_the_file_is_counted(registry: Path) -> None:
    found = counting(f"duckdb://{registry}?table=patients", MAPPING).result()
    assert found is not None and (found.n, found.events, found.engine) == (1200, 400, "duckdb")
    of_schema = counting(f"duckdb://{registry}?table=onc.followed", MAPPING).result()
    assert of_schema is not None and of_schema.n == 40


def test_a_table_that_is_not_there_has_its_nearest_guess(registry: Path) -> None:
    said = refusal_of(f"duckdb://{registry}?table=patient")
    assert said == (
        "registry.duckdb: there is no table 'patient'; there is elsewhere, patients, spoiled. Did you mean 'patients'?"
    )
    assert refusal_of(f"duckdb://{registry}") == (
        "registry.duckdb: the connection line names no table; add ?table= and one of elsewhere, patients, spoiled."
    )


def test_a_file_that_is_not_there_has_its_nearest_guess(registry: Path) -> None:
    said = refusal_of(f"duckdb://{registry.with_name('registri.duckdb')}?table=patients")
    assert said == "registri.duckdb: there is no such file. Did you mean 'registry.duckdb'?"
    assert refusal_of("duckdb:///no/such/folder/x.duckdb?table=a") == "x.duckdb: there is no such file."


def test_a_file_of_another_kind_is_no_database(tmp_path: Path) -> None:
    (tmp_path / "table.duckdb").write_text("months,status\n1,Dead\n" * 500, "utf-8")
    said = refusal_of(f"duckdb://{tmp_path}/table.duckdb?table=a")
    assert said == "table.duckdb: it is not a database of DuckDB that can be read here."


def test_a_view_reaches_no_other_file(registry: Path) -> None:
    said = refusal_of(f"duckdb://{registry}?table=elsewhere")
    assert said == "registry.duckdb: a view in it reads other files, which is not done here; hand over a table."


def test_a_value_that_the_engine_stumbles_over_is_not_repeated(registry: Path) -> None:
    said = refusal_of(f"duckdb://{registry}?table=spoiled")
    assert said == "registry.duckdb: a value in the table is not of the kind its column promises."


def test_nothing_is_written_into_the_file_or_beside_it(registry: Path) -> None:
    before = {path.name: path.read_bytes() for path in registry.parent.iterdir()}
    counting(f"duckdb://{registry}?table=patients", MAPPING).result()
    engine = connected(f"duckdb://{registry}?table=patients")
    with pytest.raises(Refusal):
        engine.ask(lambda: engine.backend.raw_sql("CREATE TABLE seen (a INTEGER)"))
    engine.close()
    assert {path.name: path.read_bytes() for path in registry.parent.iterdir()} == before


@pytest.mark.parametrize(
    ("line", "driver", "requirements"),
    [
        ("duckdb:///registry.duckdb?table=a", "duckdb", "requirements-registry.txt"),
        ("postgresql://reader@127.0.0.1:9/db?table=a", "psycopg", "requirements-registry.txt"),
        ("postgresql://reader@127.0.0.1:9/db?table=a", "ibis", "requirements-registry.txt"),
        ("spark:local[2]?table=a", "pyspark", "requirements-spark.txt"),
    ],
)
def test_a_driver_that_is_not_installed_says_what_brings_it(
    line: str, driver: str, requirements: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, driver, None)
    with pytest.raises(Refusal, match=rf"is not installed here; pip install -r {requirements} brings it\.$"):
        connected(line)
