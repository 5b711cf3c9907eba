"""Several hospitals: counts to send, and counts files joined. No row of a patient moves."""

from collections.abc import Sequence
from typing import cast

import streamlit as st

from haic_core.cohort.counts import Arm
from haic_core.cohort.mapping import Mapping
from haic_core.cohort.result import Result, largest, result_of
from haic_core.cohort.sites.coarsening import FEWEST_IN_A_CELL
from haic_core.cohort.sites.counts_file import LARGEST_K, CountsFile, read_counts, to_send, write_counts
from haic_core.cohort.sites.joined import Joined, joined, of_group
from haic_core.screen.cohort.joined import sites_table
from haic_core.screen.cohort.rows import bounded
from haic_core.screen.html import note
from haic_core.screen.literal import literal, ours
from haic_core.wording.registry import (
    BY_GROUP,
    BY_SITE,
    COUNTS_ABOUT,
    COUNTS_FIELD,
    EXPORT_ABOUT,
    FEWEST_IN_CELL,
    GROUP_OF_SITES,
    SAVE_COUNTS,
    SHOW,
    counts_file_name,
    sites_said,
    to_name_first,
)
from haic_core.words.refusal import Refusal

from .cohort_curves import group_field
from .uploads import SMALL_MB

_HELD = "cohort:counts_files"


@st.fragment
def export(arms: Sequence[Arm], mapping: Mapping) -> None:
    """The counts of this registry as a file for others; what is missing for one is told."""
    st.html(note(EXPORT_ABOUT))
    left, right = st.columns([1, 3], gap="medium", vertical_alignment="bottom")
    k = left.number_input(FEWEST_IN_CELL, 1, LARGEST_K, FEWEST_IN_A_CELL, key="cohort:k")
    if waits := to_name_first(mapping):
        st.html(note(waits))
        return
    try:
        file = to_send(
            arms, site=mapping.site, endpoint=mapping.endpoint, clock=mapping.clock, unit=mapping.time_unit, k=k
        )
    except Refusal as refusal:
        for sentence in refusal.sentences:
            st.info(literal(sentence))
        return
    right.download_button(
        SAVE_COUNTS,
        write_counts(file),
        counts_file_name(file.site),
        "application/json",
        key="save:counts",
        on_click="ignore",
    )


def join_files() -> Joined | None:
    """The field for counts files, and what they come to together."""
    given = st.file_uploader(COUNTS_FIELD, type="json", accept_multiple_files=True, key=_HELD, max_upload_size=SMALL_MB)
    st.html(note(COUNTS_ABOUT))
    try:
        files = [read_counts(file.getvalue(), file.name) for file in given]
        return joined(cast(Sequence[CountsFile], files)) if len(files) > 1 else None
    except Refusal as refusal:
        for sentence in refusal.sentences:
            st.error(literal(sentence))
    return None


def joined_result(found: Joined) -> Result:
    """What of several hospitals is drawn: group by group over all, or one group hospital by hospital."""
    st.html(sites_table(found))
    left, middle, right = st.columns([1.4, 1.6, 3], gap="medium", vertical_alignment="bottom")
    way = left.radio(SHOW, ours([BY_GROUP, BY_SITE]), horizontal=True, key="cohort:joined_show")
    names = [arm.group for arm in found.arms]
    arms: Sequence[Arm] = found.arms
    if way == BY_SITE:
        group = middle.selectbox(GROUP_OF_SITES, names, format_func=bounded, key="cohort:joined_group")
        arms = of_group(found.files, group)
    with right:
        chosen = group_field([arm.group for arm in arms], largest(arms))
    first = found.files[0]
    words = (sites_said(len(found.files)), first.endpoint, first.clock)
    return result_of(arms, first.unit, 0.0, chosen, words=words, step=max(file.step for file in found.files))
