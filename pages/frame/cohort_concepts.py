"""The concepts of the OMOP vocabulary that a person chooses: found by words, known by their names."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import cast

import streamlit as st

from haic_core.cohort.choices import numbers_in, with_choice
from haic_core.cohort.engines.omop import Concept
from haic_core.cohort.engines.registry import Registry
from haic_core.screen.literal import literal
from haic_core.wording.omop import CHOOSE_CONCEPT, SEARCH, SEARCH_HINT, concept_said, found_said
from haic_core.words.refusal import Refusal

from . import cohort_draft as draft

_KNOWN, _FOUND = "cohort:concepts", "cohort:found"


def choices() -> Mapping[str, object]:
    """What stands in the fields of the choices."""
    return cast(Mapping[str, object], draft.raw().get("omop", {}))


def take(key: str) -> None:
    """Takes over one choice; a mapping of choices holds nothing that follows of them."""
    draft.change("omop", with_choice(dict(choices()), key, st.session_state[draft.key("omop", key)]))


def search_field(registry: Registry) -> None:
    """Words to find concepts by, and what they came to; the names of those that a mapping brought are looked up."""
    new = tuple(number for number in numbers_in(choices()) if str(number) not in _known())
    if new:
        with suppress(Refusal):  # told where something is looked for or counted
            _learn(registry.concepts(new))
        st.session_state[_KNOWN] = {str(number): None for number in new} | _known()
    st.text_input(SEARCH, placeholder=SEARCH_HINT, key=draft.key("search"), on_change=_search, args=(registry,))
    if found := st.session_state.get(_FOUND):
        st.caption(literal(found))


def concept_field(label: str, key: str, chosen: Sequence[object]) -> None:
    """The concepts of one part; those that were found are offered."""
    numbers, known = [str(one) for one in chosen], _known()
    offered = list(dict.fromkeys([*numbers, *(number for number, concept in known.items() if concept)]))
    st.multiselect(
        literal(label),
        offered,
        numbers,
        format_func=lambda number: literal(concept_said(number, known)),
        placeholder=CHOOSE_CONCEPT,
        accept_new_options=True,
        key=draft.key("omop", key),
        on_change=take,
        args=(key,),
    )


def _search(registry: Registry) -> None:
    words = st.session_state[draft.key("search")]
    try:
        found = registry.concepts(words)
        _learn(found)
        st.session_state[_FOUND] = found_said(len(found)) if words else ""
    except Refusal as refusal:
        st.session_state[_FOUND] = " ".join(refusal.sentences)


def _learn(found: Sequence[Concept]) -> None:
    st.session_state[_KNOWN] = _known() | {str(one.id): one for one in found}


def _known() -> dict[str, Concept | None]:
    return cast(dict[str, Concept | None], st.session_state.get(_KNOWN, {}))
