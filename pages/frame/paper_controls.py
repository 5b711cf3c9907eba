"""The controls of the draft's fields: typed text, one word, several words, a verb with its bound. Each only shows what
the draft holds, and changes it."""

from collections.abc import Sequence

import streamlit as st

from haic_core.evidence.source_fields import Field, Kind
from haic_core.evidence.source_schema import VERBS
from haic_core.intake.paper.form import is_long, span_fact, span_place
from haic_core.intake.paper.places import Path, Raw, found, put, put_span, table, verb_of
from haic_core.intake.paper.typed import (
    answers_of,
    bound_of,
    bound_text,
    chosen_of,
    raw_of,
    several_of,
    text_of,
    value_of,
)
from haic_core.screen.literal import literal
from haic_core.wording.paper import NEEDED, NOT_SAID, field_label, verb_said, word_said

from . import paper_in_hand as hand


def typed(path: Path, field: Field, label: str) -> None:
    """A field that is typed into; long ones grow with their text."""
    at = (*path, field.name)
    key = hand.state_of(str(at), text_of(found(hand.raw(), at)))
    asked, taken = NEEDED if field.required else None, (at, field, key)
    if is_long(field):
        st.text_area(literal(label), key=key, height="content", placeholder=asked, on_change=_take_text, args=taken)
    else:
        st.text_input(literal(label), key=key, placeholder=asked, on_change=_take_text, args=taken)


def one(path: Path, field: Field, label: str, words: Sequence[str]) -> None:
    """One word of a list, or yes or no."""
    at = (*path, field.name)
    offered: list[str | bool] = [True, False] if field.kind is Kind.YES_NO else list(words)
    key = hand.state_of(str(at), chosen_of(found(hand.raw(), at), field))
    st.selectbox(
        literal(label),
        offered,
        None,
        lambda word: word_said(field.name, text_of(word)),
        key,
        None,
        _take,
        (at, key),
        placeholder=NEEDED if field.required else NOT_SAID,
    )


def many(path: Path, field: Field, label: str, words: Sequence[str]) -> None:
    """Several words of a list."""
    at = (*path, field.name)
    key = hand.state_of(str(at), several_of(found(hand.raw(), at)))
    st.multiselect(
        literal(label),
        words,
        None,
        lambda word: word_said(field.name, word),
        key,
        None,
        _take,
        (at, key),
        placeholder=NOT_SAID,
    )


def verb(path: Path, field: Field, suffix: str) -> None:
    """The verb of a span."""
    at, held = _span(path, field)
    key = hand.state_of(f"{at}:verb", verb_of(held))
    label, taken = f"{field_label(field.name)}{suffix}", (path, field)
    st.selectbox(literal(label), VERBS, None, verb_said, key, None, _take_span, taken, placeholder=NOT_SAID)


def bound(path: Path, field: Field, suffix: str) -> None:
    """The bound of a span, beside its verb."""
    at, held = _span(path, field)
    chosen = verb_of(held)
    key = hand.state_of(f"{at}:bound", bound_text(chosen, held[chosen]) if chosen else "")
    answers = ", ".join(answers_of(span_fact(hand.raw(), path, field)))
    st.text_input(literal(f"Bound{suffix}"), key=key, placeholder=answers, on_change=_take_span, args=(path, field))


def _span(path: Path, field: Field) -> tuple[Path, Raw]:
    at = span_place(path, field)
    return at, table(hand.raw(), at)


def value(at: Path, code: str, label: str) -> None:
    """The value of a fact of a patient; an emptied one is taken away."""
    key = hand.state_of(str((*at, code)), text_of(table(hand.raw(), at).get(code)))
    st.text_input(
        literal(label), key=key, placeholder=", ".join(answers_of(code)), on_change=_take_value, args=(at, code, key)
    )


def _take_text(at: Path, field: Field, key: str) -> None:
    hand.keep(put(hand.raw(), at, raw_of(field, st.session_state[key])))


def _take(at: Path, key: str) -> None:
    hand.keep(put(hand.raw(), at, None if st.session_state[key] == [] else st.session_state[key]))


def _take_span(path: Path, field: Field) -> None:
    at, fact = span_place(path, field), span_fact(hand.raw(), path, field)
    chosen, told = st.session_state[hand.key(f"{at}:verb")], st.session_state[hand.key(f"{at}:bound")]
    hand.keep(put_span(hand.raw(), at, chosen, bound_of(fact, chosen, told) if chosen else None))


def _take_value(at: Path, code: str, key: str) -> None:
    told = st.session_state[key]
    hand.keep(put(hand.raw(), (*at, code), value_of(code, told) if told.strip() else None))
