"""The page of the next paper in its parts: the sections, the list of entries, the entry that is open, what is found."""

from collections.abc import Sequence
from pathlib import Path

import streamlit as st

from haic_core.intake.paper.checks import Check
from haic_core.intake.paper.draft import Placed, Reading
from haic_core.intake.paper.form import strays
from haic_core.intake.paper.places import Path as Place
from haic_core.intake.paper.places import rows, table
from haic_core.intake.paper.sections import COHORT, Entry, sections
from haic_core.intake.paper.summary import section_marks
from haic_core.screen import paper as html
from haic_core.screen.literal import literal, ours
from haic_core.wording.paper import DECLARE, NO_COHORT, entry_label, entry_line, noun

from . import paper_in_hand as hand
from .paper_fields import Offered, record
from .paper_figure import digitised_curve
from .paper_file import open_one, save

_STYLE = Path(__file__).with_name("paper.css")


def section_bar(faults: Sequence[Placed]) -> None:
    """The sections in the order of the work. How much each holds is drawn beside its name: the name itself must stay,
    because the browser knows a choice by it."""
    st.html(html.section_marks(section_marks(hand.raw(), faults), _STYLE.read_text(encoding="utf-8")))
    st.session_state["paper:sections"] = hand.section().title
    st.segmented_control(
        "Section",
        ours([section.title for section in sections()]),
        key="paper:sections",
        on_change=_show_section,
        required=True,
        label_visibility="collapsed",
        wrap=True,
    )


def entry_list(listed: Sequence[Entry], opened: Entry | None) -> None:
    """The entries of the section, one of them open, and what can be added."""
    section = hand.section()
    cohorts = rows(hand.raw(), (COHORT,))
    if section.of_cohort and not cohorts:
        st.html(html.quiet(NO_COHORT))
        st.button(ours(f"Add {noun(COHORT)}"), on_click=hand.add, args=((COHORT,),), key="paper:first_cohort")
        return
    if section.of_cohort and len(cohorts) > 1:
        places = [int(path[-1]) for path in cohorts]
        key = hand.state_of("cohort", hand.cohort())
        names = [f"{number + 1}. {entry_label(COHORT, table(hand.raw(), cohorts[number]))}" for number in places]
        st.selectbox("Cohort", places, key=key, format_func=names.__getitem__, on_change=_show_cohort, args=(key,))
    if opened:
        numbers = [str(number) for number in range(1, len(listed) + 1)]
        st.session_state["paper:entries"] = numbers[listed.index(opened)]
        with st.container(height=560 if len(listed) > 18 else "content", border=False):
            st.radio(
                ours(section.title),
                ours(numbers),
                key="paper:entries",
                on_change=_show_entry,
                args=([one.path for one in listed],),
                captions=[literal(entry_line(one.label, one.refused, one.missing)) for one in listed],
                label_visibility="collapsed",
            )
    with st.container(gap="xsmall"):
        for place in section.lists(hand.cohort()):
            name = str(place[-1])
            st.button(ours(f"Add {noun(name)}"), f"paper:add:{name}", None, hand.add, (place,))


def entry(opened: Entry, faults: Sequence[Placed], offered: Offered) -> None:
    """The entry that is open: how the product shows it, its fields, what is not known of it."""
    path = opened.path
    st.html(html.entry_head(path))
    record(path, faults, offered)
    for fault in strays(path, faults):
        st.html(html.refused_list([fault.sentence]))
        at = (*fault.record, fault.name)
        st.button("Remove this key", on_click=hand.remove, args=(at,), key=hand.key("stray", at), type="tertiary")
    st.html(html.meanings(path))
    if shown := html.as_shown(hand.raw(), path):
        st.html(shown)
    if isinstance(path[-1] if path else "", int):
        with st.container(horizontal=True):
            st.button("Duplicate", on_click=hand.duplicate, args=(path,), key="paper:duplicate")
            st.button("Remove", on_click=hand.remove, args=(path,), key="paper:remove")
    if hand.section().title == "Curves":
        digitised_curve(path)


def beside(reading: Reading, found: Sequence[Check], is_readable: bool) -> None:
    """How far the draft is, its file, what the checks found, and a file to open."""
    st.html(html.state_line(reading, found) + html.missing_list(reading))
    save()
    st.header("Checks", anchor=False)
    st.html(html.checks_list(found, is_readable))
    for number, check in enumerate((one for one in found if one.key), 1):
        value = {"between": list(check.locators), "settles": [check.key]}
        key = f"paper:declare:{number}"
        st.button(
            ours(f"{DECLARE} ({number})"), on_click=hand.add, args=(("dispute",), value), key=key, type="tertiary"
        )
    open_one()


def _show_section() -> None:
    hand.show_titled(st.session_state["paper:sections"])


def _show_cohort(key: str) -> None:
    hand.show_cohort(st.session_state[key])


def _show_entry(paths: Sequence[Place]) -> None:
    hand.show_entry(paths[int(st.session_state["paper:entries"]) - 1])
