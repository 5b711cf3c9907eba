"""A registry's file in hand: its counts run beside every other question, and are stopped without disturbing one."""

from __future__ import annotations

import gc
import weakref

import pytest

from haic_core.cohort.engines import database_file
from haic_core.cohort.engines.asking import _statement
from haic_core.cohort.engines.duckdb import _shared, beside, counted_file, opened
from haic_core.cohort.engines.registry import opened_file
from haic_core.cohort.engines.resting import Resting
from haic_core.cohort.engines.running import Stage
from haic_core.cohort.mapping_file import mapping_from
from haic_core.cohort.values import Likeness
from haic_core.words.refusal import Refusal

MAPPING = mapping_from({"time": "months", "event": "status", "dead": ["Dead"], "alive": ["Alive"], "group": "arm"}, "M")


def a_registry(rows: int) -> bytes:
    lines = (f"{1 + i % 60},{'Alive' if i % 3 else 'Dead'},{'TACE' if i % 2 else 'HAIC'}" for i in range(rows))
    return ("months,status,arm\n" + "\n".join(lines) + "\n").encode()


def test_what_stands_in_a_column_is_answered_while_the_registry_is_counted() -> None:
    registry = opened_file(a_registry(30_000), "registry.csv")
    count = registry.counting(MAPPING, ())
    asked = 0
    while not count.progress.is_over:
        assert registry.values("arm") == ("HAIC", "TACE")
        asked += 1
    found = count.result()
    assert found is not None and found.n == 30_000 and asked > 0


def test_a_count_that_is_stopped_leaves_the_next_one_alone() -> None:
    registry = opened_file(a_registry(30_000), "registry.csv")
    first = registry.counting(MAPPING, ())
    first.stop()
    second = registry.counting(MAPPING, ())
    found = second.result()
    assert found is not None and found.n == 30_000 and second.progress.stage is Stage.DONE
    assert first.result() is None


def test_a_connection_of_its_own_reaches_no_file_either() -> None:
    own = beside(opened(a_registry(70_000), "registry.csv")).table.get_backend()
    with pytest.raises(Exception, match=r"(?i)disabled"):
        own.raw_sql("SELECT * FROM read_csv('/etc/hostname')")
    with pytest.raises(Exception, match=r"(?i)cannot"):
        own.raw_sql("SET enable_external_access=true")


def test_a_count_that_needs_too_much_memory_is_refused_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(database_file.SETTINGS, "memory_limit", "4MB")
    with pytest.raises(Refusal, match=r"registry\.csv: .* 4MB") as refused:
        opened_file(a_registry(200_000), "registry.csv").counting(MAPPING, ()).result()
    assert "fault of the program" not in str(refused.value)


@pytest.mark.parametrize(("rows", "has_engine"), [(3, False), (100_000, True)])
def test_a_little_registry_waits_without_an_engine_and_answers_the_same(rows: int, has_engine: bool) -> None:
    """An engine takes 4 MB of the server as long as the tab is open; beside a large file that is little."""
    file = opened(a_registry(rows), "registry.csv")
    engine = file.table.get_backend()
    resting = Resting(file)
    for _ in range(2):
        with resting.awake() as there:
            counted = counted_file(there, MAPPING)
            assert (there.table.get_backend() is engine) is has_engine
        assert counted.n == rows and [arm.group for arm in counted.arms] == ["HAIC", "TACE"]
    resting.close()
    with pytest.raises(Exception, match=r"(?i)closed"), resting.awake() as there:
        counted_file(there, MAPPING)


def test_the_engine_of_one_question_reaches_no_file_either() -> None:
    resting = Resting(opened(a_registry(3), "registry.csv"))
    with resting.awake() as there, pytest.raises(Exception, match=r"(?i)disabled"):
        there.table.get_backend().raw_sql("SELECT * FROM read_csv('/etc/hostname')")


def test_little_registries_that_share_an_engine_see_nothing_of_each_other() -> None:
    first, second = (Resting(opened(a_registry(rows), "registry.csv")) for rows in (3, 5))
    with first.awake() as there, second.awake() as other:
        assert (counted_file(there, MAPPING).n, counted_file(other, MAPPING).n) == (3, 5)
        found = other.table.get_backend().con.execute("SELECT count(*) FROM registry").fetchall()
    assert found == [(5,)]
    nobodys = _shared()
    with pytest.raises(Exception, match=r"(?i)registry does not exist"):
        nobodys.execute("SELECT * FROM registry")


def test_a_statement_that_is_kept_keeps_no_row_of_its_file() -> None:
    content = a_registry(3).replace(b"months", b"months_seen")
    file = opened(content, "registry.csv")
    rows = weakref.ref(file.rows)
    assert counted_file(file, MAPPING.model_copy(update={"time": "months_seen"})).n == 3
    assert rows() is not None
    del file
    gc.collect()
    assert rows() is None


def test_no_statement_that_holds_how_a_patient_is_outlives_its_answer() -> None:
    file = opened(a_registry(30), "registry.csv")
    assert counted_file(file, MAPPING).n == 30
    assert _statement.cache_info().currsize > 0
    assert counted_file(file, MAPPING, [Likeness("arm", ("HAIC",))]).n == 15
    assert _statement.cache_info().currsize == 0
