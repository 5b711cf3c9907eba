"""The registry in hand: in this session and nowhere else; what stands in its columns, and its counts."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import cast

import streamlit as st

from haic_core.cohort.counts import Counted
from haic_core.cohort.engines.registry import Registry, counted_by
from haic_core.cohort.engines.running import Running, Stage
from haic_core.cohort.guess.guessed import Guess
from haic_core.cohort.mapping import Mapping
from haic_core.cohort.values import Likeness
from haic_core.words.refusal import Refusal

from . import cohort_draft as draft

_REGISTRY, _RUN, _VALUES, _REFUSED = "cohort:registry", "cohort:run", "cohort:values", "cohort:refused"
_OPENING = "cohort:opening"
_AT_ONCE_S, LONGEST_OPENING_S = 1.2, 900.0


def registry() -> Registry | None:
    """The registry of this session."""
    return cast(Registry | None, st.session_state.get(_REGISTRY))


def hold(opening: Callable[[], Registry]) -> None:
    """Another registry is opened and its mapping guessed, in a thread of its own; a quick one is there at once."""
    forget()
    st.session_state[_OPENING] = run = Running(lambda running: _opened(running, opening), LONGEST_OPENING_S)
    with suppress(Refusal):  # told once it is taken
        run.result(_AT_ONCE_S)


def opening() -> Running[tuple[Registry, Guess]] | None:
    """A registry that is still being opened. One that is ready is taken: its guess becomes the mapping to settle, what
    is refused is told."""
    run = cast(Running[tuple[Registry, Guess]] | None, st.session_state.get(_OPENING))
    if run is None or not run.progress.is_over:
        return run
    st.session_state.pop(_OPENING)
    try:
        if found := run.result():
            st.session_state[_REGISTRY], guess = found
            draft.begin(guess)
    except Refusal as refusal:
        refuse(refusal)
    return None


def _opened(running: Running[tuple[Registry, Guess]], opening: Callable[[], Registry]) -> tuple[Registry, Guess]:
    running.now(Stage.READING)
    registry = opening()
    return registry, registry.guess()


def forget() -> None:
    """Nothing of the registry is left: its count is stopped, its engine closed."""
    held, run, waiting = registry(), _run(), st.session_state.get(_OPENING)
    if run:
        run[1].stop()
    if waiting:
        waiting.stop()
    if held:
        with suppress(Exception):  # a server that has gone already
            held.close()
    for key in (_REGISTRY, _RUN, _VALUES, _REFUSED, _OPENING):
        st.session_state.pop(key, None)
    draft.forget()


def values(column: str) -> Sequence[str]:
    """What stands in a column of the registry, asked once."""
    known: dict[str, Sequence[str]] = st.session_state.setdefault(_VALUES, {})
    held = registry()
    if held and column and column not in known:
        known[column] = ()
        with suppress(Refusal):  # the count itself tells what is wrong with the server
            known[column] = held.values(column)
    return known.get(column, ())


def counting(settled: Mapping, like: Sequence[Likeness]) -> Running[Counted]:
    """The count of a mapping, begun where it was not; a quick one is over when this returns."""
    settled = counted_by(settled)
    asked, run, held = (settled, tuple(like)), _run(), registry()
    assert held is not None
    if run is None or run[0] != asked:
        if run:
            run[1].stop()
        run = (asked, held.counting(settled, like))
        st.session_state[_RUN] = run
        with suppress(Refusal):  # told by whoever asks for the result
            run[1].result(_AT_ONCE_S)
    return run[1]


def count_again() -> None:
    """A count that was stopped or refused is begun anew."""
    st.session_state.pop(_RUN, None)


def refuse(refusal: Refusal) -> None:
    """Keeps the sentences about what was not taken over."""
    st.session_state[_REFUSED] = refusal.sentences


def refused() -> Sequence[str]:
    """The sentences about what was handed in last, where it was not taken over."""
    return cast(Sequence[str], st.session_state.get(_REFUSED, ()))


def accept() -> None:
    """What was refused before is past."""
    st.session_state.pop(_REFUSED, None)


def _run() -> tuple[object, Running[Counted]] | None:
    return cast(tuple[object, Running[Counted]] | None, st.session_state.get(_RUN))
