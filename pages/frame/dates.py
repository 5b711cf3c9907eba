"""Days on the case form: one for a section, and single ones where they differ. A changed value loses its old day."""

from datetime import date

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from haic_core.case.facts import FACTS
from haic_core.screen.freshness import age_line
from haic_core.screen.literal import ours

from . import in_hand, judged
from .shared import library

_ACROSS = 4


def section_head(section: str) -> None:
    """The section's heading with the day on which its facts were recorded."""
    heading, day = st.columns([3, 1], vertical_alignment="bottom")
    heading.header(ours(section), anchor=False)
    if _dated(section):
        key = _key(section)
        if key not in st.session_state:
            st.session_state[key] = _common(section)
        day.date_input(
            f"{ours(section)}: recorded on",
            key=key,
            format="YYYY-MM-DD",
            max_value=judged.today(),
            on_change=_take,
            args=(section,),
            help="One day for the whole section; single days can differ below.",
        )


def single_days(section: str) -> None:
    """A day for each recorded fact that can grow old, folded away, and how fresh they are."""
    recorded = [code for code in _dated(section) if in_hand.case().patient.knows(code)]
    if recorded:
        with st.expander(f"Single dates: {ours(section)}"):
            st.html(age_line(judged.ages(recorded)))
            for start in range(0, len(recorded), _ACROSS):
                for column, code in zip(st.columns(_ACROSS), recorded[start : start + _ACROSS], strict=False):
                    _single(column, section, code)


def can_grow_old(code: str) -> bool:
    """Whether some limit speaks of a fact."""
    return any(code in limit.facts for limit in library().freshness)


def day_of(section: str) -> str | None:
    """The day now chosen for a section, for a fact that is recorded or changed under it."""
    chosen = st.session_state.get(_key(section))
    return chosen.isoformat() if chosen else None


def _single(column: DeltaGenerator, section: str, code: str) -> None:
    key = f"{_key(section)}:{code}"
    day = in_hand.case().recorded_on.get(code)
    st.session_state[key] = date.fromisoformat(day) if day else None
    column.date_input(
        FACTS[code].label,
        key=key,
        format="YYYY-MM-DD",
        max_value=judged.today(),
        on_change=_take_single,
        args=(section, code, key),
    )


def _key(section: str) -> str:
    return f"{in_hand.generation()}:day:{section}"


def _dated(section: str) -> list[str]:
    """The facts of a section that can grow old, in clinical order."""
    return [code for code, fact in FACTS.items() if fact.section == section and can_grow_old(code)]


def _common(section: str) -> date | None:
    """The one day of all recorded facts of a section, where it is one."""
    recorded = [code for code in _dated(section) if in_hand.case().patient.knows(code)]
    days = {in_hand.case().recorded_on.get(code) for code in recorded}
    day = days.pop() if len(days) == 1 else None
    return date.fromisoformat(day) if day else None


def _take(section: str) -> None:
    in_hand.keep(in_hand.case().with_day(_dated(section), day_of(section)))


def _take_single(section: str, code: str, key: str) -> None:
    chosen = st.session_state[key]
    in_hand.keep(in_hand.case().with_day([code], chosen.isoformat() if chosen else None))
    st.session_state[_key(section)] = _common(section)
