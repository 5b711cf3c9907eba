"""A count under way in a thread of its own: how far it is, and how it is stopped. Whoever looks at it never waits."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from haic_core.words.refusal import Refusal

Found = TypeVar("Found")
AT_ONCE = 2
"""Counts that run side by side in one process, so that its memory stays bounded; the others wait their turn."""
ASKED_AGAIN_S, LEFT_AFTER_S = 0.5, 20.0
"""A stop is told again until it is heard; an engine that hears nothing is left to itself."""
_turns = threading.BoundedSemaphore(AT_ONCE)


class Stage(StrEnum):
    """What a count is at."""

    WAITING = "waiting"
    CONNECTING = "connecting"
    READING = "reading"
    COUNTING = "counting"
    DONE = "done"
    STOPPED = "stopped"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a count is. elapsed_s stands still when it is over; limit_s is when it is stopped for its length."""

    stage: Stage
    elapsed_s: float
    limit_s: float
    is_stopping: bool

    @property
    def is_over(self) -> bool:
        """Whether nothing more comes."""
        return self.stage in (Stage.DONE, Stage.STOPPED, Stage.REFUSED)


class Stopped(Exception):
    """Ends the work between two steps, once a stop was asked for."""


class Running(Generic[Found]):
    """Work in a thread. ``work`` is given this object, to say its stage and how its engine is stopped; what it returns
    is the result, what it refuses is raised by ``result``."""

    def __init__(self, work: Callable[[Running[Found]], Found], limit_s: float) -> None:
        self._work, self._limit_s = work, limit_s
        self._lock, self._over, self._stop = threading.Lock(), threading.Event(), threading.Event()
        self._progress, self._begun = Progress(Stage.WAITING, 0.0, limit_s, False), time.monotonic()
        self._found: Found | None = None
        self._refusal: Refusal | None = None
        self._stop_engine: Callable[[], None] = lambda: None
        self._clock = threading.Timer(limit_s, self._too_long)
        self._clock.daemon = True
        threading.Thread(target=self._run, daemon=True, name="registry count").start()

    @property
    def progress(self) -> Progress:
        """How far it is, now."""
        with self._lock:
            if self._progress.is_over:
                return self._progress
            elapsed = time.monotonic() - self._begun
            return Progress(self._progress.stage, elapsed, self._limit_s, self._stop.is_set())

    def stop(self) -> None:
        """Has the engine end it. Returns at once; ``progress`` says when it has ended."""
        with self._lock:
            if self._stop.is_set() or self._progress.is_over:
                return
            self._stop.set()
        threading.Thread(target=self._end_engine, daemon=True, name="registry stop").start()

    def result(self, wait_s: float | None = None) -> Found | None:
        """What was found, or None where it was stopped or is not there within ``wait_s``; raises what was refused."""
        if self._over.wait(wait_s) and self._refusal is not None:
            raise self._refusal
        return self._found

    def now(self, stage: Stage) -> None:
        """The work's next stage; raises Stopped where it is not to go on."""
        with self._lock:
            if self._stop.is_set() or self._progress.is_over:
                raise Stopped
            self._progress = Progress(stage, 0.0, self._limit_s, False)

    def stops_by(self, stop: Callable[[], None]) -> None:
        """How the engine at work is ended from another thread."""
        self._stop_engine = stop

    def _run(self) -> None:
        found: Found | None = None
        refusal: Refusal | None = None
        while not _turns.acquire(timeout=ASKED_AGAIN_S):
            if self._stop.is_set():
                return self._end(None, None)
        try:
            self._begun = time.monotonic()
            self._clock.start()
            found = self._work(self)
        except Stopped:
            pass
        except Refusal as refused:
            refusal = refused
        except Exception as fault:  # in a thread nobody else would see it; its own text may hold a value
            refusal = Refusal(f"The count failed by a fault of the program ({type(fault).__name__}).")
        finally:
            _turns.release()
        return self._end(found, refusal)

    def _too_long(self) -> None:
        said = f"Not counted within {self._limit_s:,.0f} seconds and stopped; timeout= in the line allows longer."
        with self._lock:
            if not self._stop.is_set():
                self._refusal = Refusal(said)
        self.stop()

    def _end_engine(self) -> None:
        until = time.monotonic() + LEFT_AFTER_S
        while not self._over.is_set() and time.monotonic() < until:
            with suppress(Exception):  # whatever a driver has against it: it is told again
                self._stop_engine()
            self._over.wait(ASKED_AGAIN_S)
        self._end(None, None)

    def _end(self, found: Found | None, refusal: Refusal | None) -> None:
        """Once. What an engine brings after it was told to stop is let go, and so is its complaint of the stop."""
        with self._lock:
            if self._progress.is_over:
                return
            if not self._stop.is_set():
                self._found, self._refusal = found, refusal
            stage = Stage.REFUSED if self._refusal else Stage.STOPPED if self._stop.is_set() else Stage.DONE
            self._progress = Progress(stage, time.monotonic() - self._begun, self._limit_s, False)
        self._clock.cancel()
        self._over.set()
