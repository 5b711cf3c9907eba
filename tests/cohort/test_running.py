"""A count runs by itself: whoever looks sees how far it is at once, and stops it with one word."""

from __future__ import annotations

import threading
import time

import pytest

from haic_core.cohort.engines import running
from haic_core.cohort.engines.running import Running, Stage
from haic_core.words.refusal import Refusal


class Server:
    """An engine that counts until it is told to stop; deaf ones hear nothing."""

    def __init__(self, is_deaf: bool = False) -> None:
        self.asked, self.stopped, self.is_deaf = threading.Event(), threading.Event(), is_deaf

    def count(self, count: Running[int]) -> int:
        count.now(Stage.COUNTING)
        count.stops_by(self.stop)
        self.asked.set()
        assert self.stopped.wait(20)
        raise RuntimeError("canceling statement due to user request")

    def stop(self) -> None:
        if not self.is_deaf:
            self.stopped.set()


def until(count: Running[int], stage: Stage) -> None:
    waited = time.monotonic() + 60
    while count.progress.stage is not stage:
        assert time.monotonic() < waited, count.progress
        time.sleep(0.005)


def test_what_was_counted_is_there_when_it_is_done() -> None:
    count = Running(lambda _: 41 + 1, limit_s=5)
    assert count.result() == 42
    assert count.progress.stage is Stage.DONE and count.progress.is_over


def test_a_look_at_a_count_never_waits_and_tells_stage_and_time() -> None:
    server = Server()
    count = Running(server.count, limit_s=30)
    server.asked.wait(10)
    assert min(_waited_for(count) for _ in range(5)) < 0.1, "a busy machine may be late once, not every time"
    first, second = count.progress, count.progress
    assert first.stage is Stage.COUNTING and not first.is_over and first.limit_s == 30
    assert second.elapsed_s >= first.elapsed_s
    assert count.result(wait_s=0) is None
    count.stop()


def _waited_for(count: Running[int]) -> float:
    """How long a look takes, in seconds."""
    begun = time.monotonic()
    assert not count.progress.is_over
    return time.monotonic() - begun


def test_a_stop_reaches_the_engine_and_its_complaint_of_it_is_no_fault() -> None:
    server = Server()
    count = Running(server.count, limit_s=30)
    server.asked.wait(10)
    count.stop()
    assert count.result() is None
    assert server.stopped.is_set()
    assert count.progress.stage is Stage.STOPPED
    assert count.progress.elapsed_s == count.progress.elapsed_s, "its time stands still"


def test_a_count_stopped_between_two_steps_takes_no_further_one() -> None:
    reached, taken = threading.Event(), []

    def work(count: Running[int]) -> int:
        count.now(Stage.CONNECTING)
        reached.set()
        time.sleep(0.2)
        count.now(Stage.COUNTING)
        taken.append("counted")
        return 1

    count = Running(work, limit_s=30)
    reached.wait(10)
    count.stop()
    assert count.result() is None and count.progress.stage is Stage.STOPPED and taken == []


def test_a_count_that_takes_too_long_is_stopped_and_says_so() -> None:
    server = Server()
    count = Running(server.count, limit_s=0.2)
    with pytest.raises(Refusal, match="Not counted within 0 seconds and stopped; timeout= in the line allows longer"):
        count.result()
    assert server.stopped.is_set() and count.progress.stage is Stage.REFUSED


def test_an_engine_that_hears_no_stop_is_left_to_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "LEFT_AFTER_S", 0.2)
    server = Server(is_deaf=True)
    count = Running(server.count, limit_s=30)
    server.asked.wait(10)
    count.stop()
    assert count.result() is None and count.progress.stage is Stage.STOPPED
    server.stopped.set()


def test_what_an_engine_refuses_is_told_to_whoever_asks_for_the_result() -> None:
    def refuse(_: Running[int]) -> int:
        raise Refusal("db: nothing listens there.")

    count = Running(refuse, limit_s=5)
    with pytest.raises(Refusal, match="nothing listens there"):
        count.result()
    assert count.progress.stage is Stage.REFUSED


def test_a_fault_in_the_thread_is_said_without_the_text_that_may_hold_a_value() -> None:
    def fail(_: Running[int]) -> int:
        raise KeyError("Mrs Marker")

    with pytest.raises(Refusal, match=r"fault of the program \(KeyError\)") as refused:
        Running(fail, limit_s=5).result()
    assert "Marker" not in str(refused.value)


def test_two_count_side_by_side_and_a_third_waits_its_turn() -> None:
    servers = [Server() for _ in range(3)]
    counts = [Running(server.count, limit_s=30) for server in servers[:2]]
    for server in servers[:2]:
        server.asked.wait(10)
    third = Running(servers[2].count, limit_s=30)
    time.sleep(0.05)
    assert third.progress.stage is Stage.WAITING
    counts[0].stop()
    until(third, Stage.COUNTING)
    for count in (counts[1], third):
        count.stop()
        count.result()


def test_a_count_that_waits_is_stopped_without_ever_having_begun() -> None:
    servers = [Server() for _ in range(3)]
    counts = [Running(server.count, limit_s=30) for server in servers[:2]]
    for server in servers[:2]:
        server.asked.wait(10)
    third = Running(servers[2].count, limit_s=30)
    third.stop()
    assert third.result() is None and not servers[2].asked.is_set()
    for count in counts:
        count.stop()
        count.result()
