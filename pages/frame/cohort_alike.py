"""Only patients like the one in hand, by the facts that the mapping has columns for."""

import streamlit as st

from haic_core.cohort.alike import Alike, alike
from haic_core.cohort.counts import Counted
from haic_core.cohort.mapping import Mapping
from haic_core.screen.html import note
from haic_core.wording.registry import LIKE, alike_note

from . import in_hand


def alike_field(mapping: Mapping) -> Alike | None:
    """Who is like the patient in hand, where only those are meant."""
    if not mapping.facts:
        return None
    found = alike(in_hand.case().patient, mapping)
    chosen = st.checkbox(LIKE, key=f"cohort:like:{in_hand.item().number}", disabled=not found.like)
    if not found.like:
        st.html(note(alike_note(found, None)))
    return found if chosen and found.like else None


def say_alike(found: Alike | None, counts: Counted) -> None:
    """Who counts as like her, and how many are left out."""
    if found:
        st.html(note(alike_note(found, counts)))
