"""The draft in hand: in this session and nowhere else; and what of it is open."""

import streamlit as st

from haic_core.intake.paper.draft import Draft
from haic_core.intake.paper.places import Path, Raw, added, duplicated, put
from haic_core.intake.paper.sections import COHORT, Section, section_of, sections

from .anew import draw_anew, number

_DRAFT, _SECTION, _OPEN, _COHORT = "paper_draft", "paper_section", "paper_open", "paper_cohort"
_GENERATION = "paper_generation"


def draft() -> Draft:
    """The draft of this session; an empty one at first."""
    kept: Draft = st.session_state.setdefault(_DRAFT, Draft())
    return kept


def raw() -> Raw:
    """Its content."""
    return draft().raw


def key(*parts: object) -> str:
    """A widget's key: another one after each change that the widget itself has not made."""
    return ":".join(["paper", str(number(_GENERATION)), *(str(part) for part in parts)])


def keep(changed: Raw) -> None:
    """The draft with what a field has taken; the field already shows it."""
    st.session_state[_DRAFT] = draft().changed(changed)


def redraw(changed: Draft) -> None:
    """Another state of the draft; every field is drawn anew from it."""
    st.session_state[_DRAFT] = changed
    draw_anew(_GENERATION, "paper:")


def undo() -> None:
    """Takes the last change back."""
    redraw(draft().undone())


def redo() -> None:
    """Makes the change again that was taken back last."""
    redraw(draft().redone())


def section() -> Section:
    """The section that is open."""
    title: str = st.session_state.get(_SECTION, sections()[0].title)
    return next(one for one in sections() if one.title == title)


def show(chosen: Section, path: Path | None = None) -> None:
    """Opens a section, at its first entry or at one of them."""
    st.session_state[_SECTION], st.session_state[_OPEN] = chosen.title, path


def show_titled(title: str) -> None:
    """Opens a section by its title."""
    show(next(one for one in sections() if one.title == title))


def cohort() -> int:
    """The place of the cohort that is open."""
    place: int = st.session_state.get(_COHORT, 0)
    return place


def show_cohort(place: int) -> None:
    """Opens another cohort."""
    st.session_state[_COHORT], st.session_state[_OPEN] = place, None


def open_path() -> Path | None:
    """The place of the entry that is open; None where none was chosen."""
    path: Path | None = st.session_state.get(_OPEN)
    return path


def show_entry(path: Path) -> None:
    """Opens an entry, with its section and its cohort."""
    show(section_of(path), path)
    if path[:1] == (COHORT,):
        st.session_state[_COHORT] = path[1]


def add(place: Path, value: Raw | None = None) -> None:
    """One more entry in a list, and opens it."""
    changed, path = added(raw(), place, value)
    redraw(draft().changed(changed))
    show_entry(path)


def add_row(place: Path) -> None:
    """One more row of the entry that is open."""
    redraw(draft().changed(added(raw(), place)[0]))


def duplicate(path: Path) -> None:
    """An entry once more, and opens the second."""
    changed, second = duplicated(raw(), path)
    redraw(draft().changed(changed))
    show_entry(second)


def remove(path: Path) -> None:
    """Takes an entry, a row or a key away."""
    redraw(draft().changed(put(raw(), path, None)))
    if path == open_path():
        st.session_state[_OPEN] = None


def state_of(name: str, value: object) -> str:
    """A widget's key with what the draft holds already handed over as its state, so that it can be emptied again."""
    at = key(name)
    if at not in st.session_state:
        st.session_state[at] = value
    return at
