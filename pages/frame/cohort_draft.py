"""The mapping as it is being settled: in this session; its fields, whole or not, and on what each guess rests."""

from collections.abc import Mapping, Sequence
from typing import cast

import streamlit as st

from haic_core.cohort.guess.guessed import Guess, raw_of_guess
from haic_core.cohort.guess.part import Part
from haic_core.cohort.mapping import Mapping as Settled
from haic_core.cohort.mapping_file import mapping_from

Raw = dict[str, object]
_DRAFT, _GUESS, _SEEN, _GENERATION = "cohort:draft", "cohort:guess", "cohort:seen", "cohort:generation"
_OPEN, _ANSWERED = "cohort:mapping_open", "cohort:answered"


def begin(guess: Guess) -> None:
    """What was guessed of another registry."""
    st.session_state[_GUESS] = guess
    for held in (_SEEN, _ANSWERED):
        st.session_state.pop(held, None)
    draw_anew(raw_of_guess(guess))


def forget() -> None:
    """Nothing of it is left."""
    for held in (_DRAFT, _GUESS, _SEEN, _OPEN, _ANSWERED):
        st.session_state.pop(held, None)


def raw() -> Raw:
    """What stands in the fields."""
    return cast(Raw, st.session_state.get(_DRAFT, {}))


def column(part: str) -> str:
    """The column of a part; empty where none was chosen."""
    return str(raw().get(part, ""))


def listed(part: str) -> list[str]:
    """The values of a part."""
    return [str(one) for one in cast(Sequence[object], raw().get(part, ()))]


def named(part: str) -> dict[str, str]:
    """A part that calls values by names."""
    return dict(cast(Mapping[str, str], raw().get(part, {})))


def change(part: str, value: object) -> None:
    """One part, as its field says it; the field already shows it."""
    kept = {key: held for key, held in raw().items() if key != part}
    st.session_state[_DRAFT] = kept | ({part: value} if value else {})


def take(part: str, field: str) -> None:
    """Takes over what a field says."""
    change(part, st.session_state[field])


def draw_anew(mapping: Raw) -> None:
    """Another mapping; every field is drawn anew from it."""
    st.session_state[_DRAFT] = mapping
    st.session_state.pop(_OPEN, None)
    st.session_state[_GENERATION] = st.session_state.get(_GENERATION, 0) + 1


def settled(place: str) -> Settled:
    """The mapping as the count takes it; raises Refusal where it is not whole."""
    return mapping_from(raw(), place)


def guess() -> Guess | None:
    """What was guessed, and on what it rests."""
    return cast(Guess | None, st.session_state.get(_GUESS))


def guessed(use: str) -> Part | None:
    """What was guessed of one part."""
    held = guess()
    return next((part for part in held.parts if part.use == use), None) if held else None


def asked() -> Sequence[Part]:
    """What is doubtful of the guess, until a person has answered it or looked at it."""
    held = guess()
    if held is None or st.session_state.get(_SEEN):
        return ()
    answered = st.session_state.get(_ANSWERED, frozenset())
    return tuple(part for part in held.asked if part.use not in answered)


def answer(use: str, held: Mapping[str, object]) -> None:
    """A person has settled one doubt; the fields are drawn anew with it."""
    st.session_state[_ANSWERED] = st.session_state.get(_ANSWERED, frozenset()) | {use}
    st.session_state[_DRAFT] = {key: value for key, value in (raw() | dict(held)).items() if value}
    st.session_state[_GENERATION] = st.session_state.get(_GENERATION, 0) + 1


def seen() -> None:
    """A person has looked at all of it."""
    st.session_state[_SEEN], st.session_state[_OPEN] = True, False


def is_open(waits: bool) -> bool:
    """Whether the fields are shown unasked: from the start where something waits to be settled, and then on."""
    opened: bool = st.session_state.setdefault(_OPEN, waits)
    return opened


def key(*parts: object) -> str:
    """A field's key: another one after each change that the field itself has not made."""
    return ":".join(["cohort", str(st.session_state.get(_GENERATION, 0)), *map(str, parts)])
