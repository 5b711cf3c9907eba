"""Your cohort: a registry counted where it lies, over the published curves; nothing of a row is kept."""

import streamlit as st

from haic_core.cohort.engines.drivers import not_installed
from haic_core.cohort.mapped_twice import may_be_meant
from haic_core.cohort.registry import arms_of
from haic_core.cohort.result import largest, result_of
from haic_core.screen.cohort.rows import listed_table
from haic_core.screen.html import note
from haic_core.screen.literal import literal, ours
from haic_core.wording.registry import (
    BY_GROUP,
    EXPORT,
    LEAD,
    SHOW,
    SQL_SHOWN,
    TITLE,
    TOGETHER,
    alike_said,
    count_from_said,
    many_left_out,
    rows_said,
)
from pages.frame import begin_page
from pages.frame import cohort_draft as draft
from pages.frame import cohort_in_hand as hand
from pages.frame.cohort_alike import alike_field, say_alike
from pages.frame.cohort_count import counts_of
from pages.frame.cohort_curves import draw_result, group_field
from pages.frame.cohort_mapping import mapping_fields
from pages.frame.cohort_omop import omop_fields
from pages.frame.cohort_sites import export, join_files, joined_result
from pages.frame.cohort_source import way_in
from pages.frame.shared import settled
from pages.frame.styles import cohort_style

assessment = begin_page(TITLE, LEAD)
cohort_style()
if sentence := not_installed():
    st.info(literal(sentence))
    st.stop()
if way_in():
    found = join_files()
    if found:
        draw_result(joined_result(found), assessment, found=found)
    st.stop()
registry = hand.registry()
mapping = None
if registry:
    mapping = omop_fields(registry) if registry.is_omop else mapping_fields(registry.columns)
if mapping is None:
    st.stop()
like = alike_field(mapping)
counts = counts_of(mapping, like.like if like else ())
if counts is None:
    st.stop()
if many := many_left_out(counts):
    st.warning(ours(many))
if counts.left_out:
    with st.expander(ours(rows_said(counts))):
        st.html(listed_table(counts.listed, counts.left_out))
else:
    st.html(note(rows_said(counts)))
for sentence in (*counts.notes, *may_be_meant(mapping)):
    st.caption(literal(sentence))
say_alike(like, counts)
left, middle, right = st.columns([1.6, 3, 1.2], gap="medium", vertical_alignment="bottom")
ways = [BY_GROUP, TOGETHER] if mapping.group else [TOGETHER]
way = left.radio(SHOW, ours(ways), horizontal=True, key=draft.key("show"))
groups = [arm.group for arm in counts.arms]
with middle:
    chosen = group_field(groups, largest(counts.arms)) if mapping.group and way == BY_GROUP else groups
right.number_input(
    ours(count_from_said(counts)),
    0.0,
    None,
    mapping.landmark or 0.0,
    key=draft.key("landmark"),
    on_change=draft.take,
    args=("landmark", draft.key("landmark")),
)
words = (mapping.site or "", mapping.endpoint or "", mapping.clock or "")
result = result_of(
    counts.arms, counts.unit, mapping.landmark or 0.0, chosen, way == BY_GROUP, alike_said(like) if like else "", words
)
draw_result(result, assessment, mapping.group)
with st.expander(EXPORT):
    export(arms_of(counts, mapping), mapping)
with st.expander(SQL_SHOWN):
    st.caption(f"{literal(counts.engine)}")
    st.code(counts.sql, language="sql", wrap_lines=True)
settled("cohort")
