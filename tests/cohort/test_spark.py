"""Spark in this process: the same expression, the same counts; started once, which takes half a minute."""

from __future__ import annotations

import importlib.util
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import omop_tables
import pytest

from haic_core.cohort.engines.connection import connected
from haic_core.cohort.engines.counting import counting
from haic_core.cohort.engines.duckdb import counted_file, opened
from haic_core.cohort.engines.running import Stage
from haic_core.cohort.mapping_file import mapping_from
from haic_core.words.refusal import Refusal

WHY_NONE = (
    "PySpark is not installed here (pip install -r requirements-spark.txt)"
    if importlib.util.find_spec("pyspark") is None
    else "" if shutil.which("java") else "Spark needs Java 17 or newer, and there is none here"
)  # fmt: skip
pytestmark = [pytest.mark.deep, pytest.mark.skipif(bool(WHY_NONE), reason=WHY_NONE)]
MAPPING = mapping_from({"time": "months", "event": "status", "dead": ["Dead"], "alive": ["Alive"], "group": "arm"}, "M")
TREATMENTS = {"HAIC": [omop_tables.PUMP], "TACE": [omop_tables.BEADS], "systemic": [omop_tables.DRUG]}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    import duckdb

    made = tmp_path_factory.mktemp("spark")
    with duckdb.connect() as engine:
        engine.execute(
            "CREATE TABLE patients AS SELECT 'r' || i AS name, 1.0 + i % 60 AS months, "
            "CASE WHEN i = 7 THEN 'lost' WHEN i % 3 = 0 THEN 'Dead' ELSE 'Alive' END AS status, "
            "if(i % 2 = 0, 'HAIC', 'TACE') AS arm, 'Mrs Marker' AS text FROM range(1, 1201) t(i)"
        )
        engine.execute(f"COPY patients TO '{made}/patients.parquet'")
        engine.execute(f"COPY patients TO '{made}/patients.csv'")
        many = "SELECT a.range AS months, b.range AS status FROM range(3000) a, range(3000) b"
        engine.execute(f"COPY ({many}) TO '{made}/large.parquet'")
    omop_tables.database(made / "hospital.duckdb")
    (made / "cdm").mkdir()
    with duckdb.connect(str(made / "hospital.duckdb")) as engine:
        for name in omop_tables.TABLES:
            engine.execute(f"COPY {name} TO '{made}/cdm/{name}.parquet'")
    yield made
    from pyspark.sql import SparkSession

    SparkSession.builder.getOrCreate().stop()


def test_spark_counts_what_the_embedded_engine_counts(folder: Path) -> None:
    there = counting(f"spark:local[2]?table={folder}/patients.parquet", MAPPING).result()
    here = counted_file(opened((folder / "patients.csv").read_bytes(), "patients.csv"), MAPPING)
    assert there is not None and (there.n, there.left_out, there.engine) == (1199, 1, "spark")
    assert there.arms == here.arms
    assert [one.reason for one in there.listed] == [one.reason for one in here.listed]


def test_a_cohort_of_omop_tables_is_the_same_on_spark(folder: Path) -> None:
    mapping = mapping_from({"omop": {"disease": [omop_tables.METASTASES], "treatments": TREATMENTS}}, "MAP.json")
    there = counting(f"spark:local[2]?omop={folder}/cdm", mapping).result()
    here = counting(f"duckdb://{folder}/hospital.duckdb?omop=main", mapping).result()
    assert there is not None and here is not None
    assert (there.arms, there.not_asked, there.left_out) == (here.arms, here.not_asked, here.left_out)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("spark:local[2]?table={}/patient.parquet", "Did you mean 'patients.parquet'?"),
        ("spark:local[2]?table=onc.patients", "a table or column is not there."),
        ("spark:local[2]", "the connection line names no table"),
        ("spark:local[3]?table={}/patients.parquet", "this program speaks to Spark at local[2] already"),
    ],
)
def test_what_spark_has_not_is_said(folder: Path, line: str, expected: str) -> None:
    counting(f"spark:local[2]?table={folder}/patients.parquet", MAPPING).result()
    with pytest.raises(Refusal) as refused:
        counting(line.format(folder), MAPPING).result()
    assert expected in str(refused.value)


def test_tables_made_of_files_are_seen_by_nobody_else(folder: Path) -> None:
    first = connected(f"spark:local[2]?table={folder}/patients.parquet")
    assert first.tables() == ("registry",)
    assert connected("spark:local[2]").tables() == ()


def test_a_value_that_spark_stumbles_over_is_neither_said_nor_printed(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    engine = connected(f"spark:local[2]?table={folder}/patients.parquet")
    with pytest.raises(Refusal, match="not of the kind its column promises"):
        engine.ask(lambda: engine.backend.raw_sql("SELECT CAST(text AS INT) FROM registry").collect())
    heard = capfd.readouterr()
    assert "Marker" not in heard.out + heard.err


def test_a_stop_ends_the_count_in_spark(folder: Path) -> None:
    engine = connected(f"spark:local[2]?table={folder}/patients.parquet")
    count = counting(f"spark:local[2]?table={folder}/large.parquet", MAPPING.model_copy(update={"group": None}))
    jobs, waited = engine.backend._session.sparkContext.statusTracker(), time.monotonic() + 60
    while not jobs.getActiveJobsIds():
        assert time.monotonic() < waited and not count.progress.is_over
        time.sleep(0.01)
    count.stop()
    assert count.result() is None and count.progress.stage is Stage.STOPPED
    assert jobs.getActiveJobsIds() == []


def test_a_master_that_is_down_or_unknown_is_said_at_once() -> None:
    with pytest.raises(Refusal, match=r"nobody answers at 127\.0\.0\.1, port 9; is Spark's master running there"):
        connected("spark://127.0.0.1:9?table=onc.patients")
    with pytest.raises(Refusal, match="this computer knows no server of the name 'master"):
        connected("spark://master.invalid?table=onc.patients")
