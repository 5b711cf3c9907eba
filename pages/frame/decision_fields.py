"""The fields of the decision's form, and what is typed in them; a refused field stays as typed, with why below it."""

from collections.abc import Callable
from datetime import date

import streamlit as st

from haic_core.case.decision import LONGEST_SENTENCE, BoardRole, Choice, Decision
from haic_core.case.decision_form import Filled
from haic_core.screen.board.decision import dissent_widths
from haic_core.screen.literal import literal, ours
from haic_core.wording.decision import ROLE_WORDS, SENTENCE_LABELS, choice_words, dissent_label, refused_words
from haic_core.words.vocabulary import Modality

from . import in_hand
from .shared import library

_Take = Callable[[], None]


def decision_fields(decision: Decision, held: Filled, take: _Take) -> None:
    """Options, choice and day; conditions; the next step; reasons; who did not agree. take: reads all of them."""
    _choice(decision, held, take)
    st.text_area(
        "Conditions, one a line",
        "\n".join(held.typed.get("conditions", decision.conditions)),
        height=122,
        placeholder="if the lung shunt is 20 % or less",
        key=_key("conditions"),
        on_change=take,
    )
    _told(held, "conditions")
    _next_step(decision, held, take)
    for column, name in zip(st.columns(3), ("preference", "leaves_criteria_because", "trial"), strict=True):
        with column:
            _sentence(SENTENCE_LABELS[name], name, getattr(decision, name), held, take)
    _dissent(decision, held, take)


def _choice(decision: Decision, held: Filled, take: _Take) -> None:
    considered, chosen, day = st.columns([3, 2, 2])
    with considered:
        st.multiselect(
            "Considered",
            list(Modality),
            held.typed.get("considered", list(decision.considered)),
            placeholder="which options",
            format_func=lambda option: library().entry(option).short,
            key=_key("considered"),
            on_change=take,
        )
        _told(held, "considered")
    with chosen:
        said: dict[Choice | None, str] = {None: "not yet"} | {one: choice_words(one, library()) for one in Choice}
        at = list(said).index(held.typed.get("choice", decision.choice))
        st.selectbox("Decided", list(said), at, said.__getitem__, key=_key("choice"), on_change=take)
        _told(held, "choice")
    with day:
        _day("Decided on", "decided_on", decision.decided_on, held, take)


def _next_step(decision: Decision, held: Filled, take: _Take) -> None:
    step, owner, due = st.columns([3, 2, 2])
    with step:
        _sentence(SENTENCE_LABELS["next_step"], "next_step", decision.next_step, held, take)
    with owner:
        said: dict[BoardRole | None, str] = {None: "nobody yet"} | dict(ROLE_WORDS.items())
        at = list(said).index(decision.owner)
        st.selectbox("Who sees to it", list(said), at, said.__getitem__, key=_key("owner"), on_change=take)
    with due:
        _day("Due", "due", decision.due, held, take)


def _dissent(decision: Decision, held: Filled, take: _Take) -> None:
    """Who did not agree, and beside it, row by row, what each said."""
    said = {one.role: one.said for one in decision.dissent}
    widths = dissent_widths(len(st.session_state.get(_key("roles"), said)))
    columns = st.columns(widths, vertical_alignment="bottom")
    with columns[0]:
        told, key = ROLE_WORDS.__getitem__, _key("roles")
        roles = st.multiselect(
            "Dissent by", list(BoardRole), list(said), told, key, placeholder="nobody", on_change=take
        )
    for place, role in enumerate(roles):
        row, column = divmod(place, len(widths) - 1)
        if row and not column:
            columns = st.columns(widths, vertical_alignment="bottom")
        with columns[1 + column]:
            _sentence(dissent_label(role, len(roles)), f"said:{role.value}", said.get(role, ""), held, take)


def _day(label: str, name: str, day: str, held: Filled, take: _Take) -> None:
    at = date.fromisoformat(shown) if (shown := held.typed.get(name, day)) else None
    st.date_input(ours(label), at, format="YYYY-MM-DD", key=_key(name), on_change=take)
    _told(held, name)


def _sentence(label: str, name: str, said: str, held: Filled, take: _Take) -> None:
    words = held.typed.get(name, said)
    st.text_input(ours(label), words, max_chars=LONGEST_SENTENCE, key=_key(name), on_change=take)
    _told(held, name)


def _told(held: Filled, field: str) -> None:
    """At its field, why it is refused."""
    if field in held.refused:
        st.error(literal(refused_words(field, held.refused[field])))


def _key(name: str) -> str:
    return f"{in_hand.generation()}:decision:{name}"


def typed_now() -> dict[str, object]:
    """What stands in the fields, as a case file would say it."""
    state = st.session_state
    days = {name: state[_key(name)] for name in ("decided_on", "due")}
    return {
        "considered": [option.value for option in state[_key("considered")]],
        "choice": state[_key("choice")],
        "conditions": [line.strip() for line in state[_key("conditions")].splitlines() if line.strip()],
        "dissent": [
            {"role": one.value, "said": state.get(_key(f"said:{one.value}"), "")} for one in state[_key("roles")]
        ],
        "owner": state[_key("owner")],
        **{name: day.isoformat() if day else None for name, day in days.items()},
        **{name: state[_key(name)] for name in SENTENCE_LABELS},
    }
