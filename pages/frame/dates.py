"""Days on the case form: one for a section, and single ones where they differ. A changed value loses its old day."""

from datetime import date

import streamlit as st

from haic_core.case.facts import FACTS
from haic_core.screen.freshness import age_line
from haic_core.screen.literal import ours

from . import in_hand, judged
from .shared import library


def section_day(section: str) -> None:
    """The day on which the section's facts were recorded, where any of them can grow old."""
    if _dated(section):
        key, day = _key(section), _days().setdefault(section, _common(section))
        if key not in st.session_state or st.session_state[key] != day:
            st.session_state[key] = day
        st.date_input(
            f"{ours(section)}: recorded on",
            key=key,
            format="YYYY-MM-DD",
            max_value=_latest(day),
            on_change=_take,
            args=(section,),
            help="One day for the whole section; single days can differ below.",
            width=220,
        )


def single_days(section: str) -> None:
    """A day for each recorded fact that can grow old, folded away, and how fresh they are."""
    recorded = [code for code in _dated(section) if in_hand.case().patient.knows(code)]
    if recorded:
        folded = st.expander(f"Single dates: {ours(section)}", key=f"case:dates:{section}", on_change="rerun")
        if folded.open:
            with folded, st.container(key="case-fields-dates"):
                st.html(age_line(judged.ages(recorded)))
                for code in recorded:
                    _single(section, code)


def can_grow_old(code: str) -> bool:
    """Whether some limit speaks of a fact."""
    return any(code in limit.facts for limit in library().freshness)


def day_of(section: str) -> str | None:
    """The day now chosen for a section, for a fact that is recorded or changed under it."""
    chosen = _days().setdefault(section, _common(section))
    return chosen.isoformat() if chosen else None


def forget_days() -> None:
    """The days of the sections are read from the case again."""
    _days().clear()


def _days() -> dict[str, date | None]:
    """The day chosen for each section of this case. Kept apart from the fields, which are gone with their section."""
    kept: dict[str, date | None] = st.session_state.setdefault(f"{in_hand.generation()}:days", {})
    return kept


def _single(section: str, code: str) -> None:
    key = f"{_key(section)}:{code}"
    day = in_hand.case().recorded_on.get(code)
    st.session_state[key] = date.fromisoformat(day) if day else None
    st.date_input(
        FACTS[code].label,
        key=key,
        format="YYYY-MM-DD",
        max_value=_latest(st.session_state[key]),
        on_change=_take_single,
        args=(section, code, key),
    )


def _latest(shown: date | None) -> date:
    """Today, or the day a field must show although it lies ahead: a file may hold such a one, and it is said so."""
    return max(judged.today(), shown) if shown else judged.today()


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
    _days()[section] = st.session_state[_key(section)]
    in_hand.keep(in_hand.case().with_day(_dated(section), day_of(section)))


def _take_single(section: str, code: str, key: str) -> None:
    chosen = st.session_state[key]
    in_hand.keep(in_hand.case().with_day([code], chosen.isoformat() if chosen else None))
    _days()[section] = _common(section)
