"""The registry in hand: in this session and nowhere else; its mapping as it is being settled, and its counts."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import cast

import streamlit as st

from haic_core.cohort.counts import Counted
from haic_core.cohort.engines.registry import Registry
from haic_core.cohort.engines.running import Running
from haic_core.cohort.guess import Guess
from haic_core.cohort.mapping import Mapping
from haic_core.cohort.mapping_file import mapping_from, read_mapping, write_mapping
from haic_core.cohort.values import Likeness
from haic_core.words.refusal import Refusal

Raw = dict[str, object]
_REGISTRY, _DRAFT, _GUESS, _RUN = "cohort:registry", "cohort:draft", "cohort:guess", "cohort:run"
_GENERATION, _REFUSED = "cohort:generation", "cohort:refused"
_AT_ONCE_S = 1.2


def registry() -> Registry | None:
    """The registry of this session."""
    return cast(Registry | None, st.session_state.get(_REGISTRY))


def hold(opening: Callable[[], Registry]) -> None:
    """Another registry; what is guessed of it becomes the mapping to settle. What is refused is told."""
    forget()
    try:
        opened = opening()
        st.session_state[_REGISTRY] = opened
        st.session_state[_GUESS] = found = opened.guessed()
        _draw_anew(found.mapping)
    except Refusal as refusal:
        refuse(refusal)


def forget() -> None:
    """Nothing of the registry is left: its count is stopped, its engine closed."""
    held, run = registry(), _run()
    if run:
        run[1].stop()
    if held:
        with suppress(Exception):  # a server that has gone already
            held.close()
    for key in (_REGISTRY, _DRAFT, _GUESS, _RUN, _REFUSED):
        st.session_state.pop(key, None)


def guess() -> Guess:
    """What was guessed of the registry, and on what it rests."""
    return cast(Guess, st.session_state[_GUESS])


def draft() -> Raw:
    """The mapping as it stands in the fields, whole or not."""
    return cast(Raw, st.session_state.get(_DRAFT, {}))


def change(part: str, value: object) -> None:
    """One part of the mapping, as its field says it; the field already shows it."""
    kept = {key: held for key, held in draft().items() if key != part}
    st.session_state[_DRAFT] = kept | ({part: value} if value else {})


def take(part: str, key: str) -> None:
    """Takes over what a field says."""
    change(part, st.session_state[key])


def open_mapping(content: bytes, name: str) -> None:
    """A mapping from its file; what is refused changes nothing."""
    st.session_state.pop(_REFUSED, None)
    try:
        _draw_anew(raw_of(read_mapping(content, name)))
    except Refusal as refusal:
        refuse(refusal)


def mapping() -> tuple[Mapping | None, Sequence[str]]:
    """The mapping, or why there is none yet."""
    try:
        return mapping_from(draft(), "The mapping"), ()
    except Refusal as refusal:
        return None, refusal.sentences


def counting(settled: Mapping, like: Sequence[Likeness]) -> Running[Counted]:
    """The count of a mapping, begun where it was not; a quick one is over when this returns."""
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


def key(*parts: object) -> str:
    """A field's key: another one after each change that the field itself has not made."""
    return ":".join(["cohort", str(st.session_state.get(_GENERATION, 0)), *map(str, parts)])


def _run() -> tuple[object, Running[Counted]] | None:
    return cast(tuple[object, Running[Counted]] | None, st.session_state.get(_RUN))


def _draw_anew(raw: Raw) -> None:
    st.session_state[_DRAFT] = raw
    st.session_state[_GENERATION] = st.session_state.get(_GENERATION, 0) + 1
