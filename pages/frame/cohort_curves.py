"""Your cohort, drawn: own groups over the published series of an option, and the numbers beside them."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from haic_core.chart.own import own_chart
from haic_core.cohort.result import MOST_GROUPS, Result
from haic_core.cohort.sites.joined import Joined
from haic_core.judgement.assessment import Assessment
from haic_core.judgement.curve_choice import MOST_CURVES, choices_of, curves_of, first_option, options_drawn
from haic_core.screen.cohort.compared import comparison
from haic_core.screen.cohort.joined import joined_comparison
from haic_core.screen.cohort.notes import own_key, own_notes
from haic_core.screen.cohort.numbers import incidence_table, numbers_table
from haic_core.screen.cohort.rows import bounded
from haic_core.screen.literal import literal
from haic_core.screen.survival_tables import survival_table
from haic_core.wording.cohort import too_few
from haic_core.wording.curves import curve_label
from haic_core.wording.registry import NO_SERIES
from haic_core.words.vocabulary import Endpoint, Modality

from . import cohort_shown, in_hand
from .charted import chart_buttons, large_chart
from .opening import theme
from .shared import curves, library

_HORIZONS = (36, 24, 12)


def published_fields(assessment: Assessment) -> tuple[list[str], Endpoint, float]:
    """Which published series lie under the own curves: keys, endpoint, and where the axis ends."""
    left, middle, wide, right = st.columns([1.1, 1.2, 3, 1], gap="medium", vertical_alignment="bottom")
    measures = left.radio("Published", [Endpoint.OS, Endpoint.PFS], horizontal=True, key="cohort:endpoint")
    choices = choices_of(library().sources, measures)
    hidden = in_hand.item().hides_verdicts
    drawn = options_drawn(choices)
    nearest = first_option(choices, assessment.evidence, hidden)
    names = {entry.modality: entry.short for entry in library().modalities}
    option: Modality | None = middle.selectbox(
        "of option",
        drawn,
        index=drawn.index(nearest),
        format_func=names.__getitem__,
        placeholder=NO_SERIES,
        key=f"cohort:option:{measures}",
    )
    own = [key for key, choice in choices.items() if choice.modality is option]
    first = curves_of(option, choices, assessment.evidence, hidden)[: MOST_CURVES - 1] if option else []
    keys = wide.multiselect(
        f"Series (at most {MOST_CURVES})",
        own,
        first,
        max_selections=MOST_CURVES,
        placeholder=NO_SERIES,
        format_func=lambda key: curve_label(choices[key], library()),
        key=f"cohort:series:{measures}:{option}",
    )
    horizon = right.number_input("Axis up to (months)", 6, 240, 60, 12, key="cohort:axis")
    return keys, measures, horizon


def draw_result(result: Result, assessment: Assessment, column: str | None = None, found: Joined | None = None) -> None:
    """The chart with its notes, and every number. column: what the groups are made by. found: the hospitals it is of,
    where it is of several."""
    if not result.drawn:
        st.warning(literal(too_few(result)))
        return
    keys, measures, longest = published_fields(assessment)
    below, refused = curves(keys, measures)
    chart = own_chart(result, below, library(), theme(), longest, measures)
    st.html(own_notes(chart, column))
    plain = partial(own_chart, result, below, library(), longest_months=longest, measures=measures)
    large_chart(chart, plain())
    st.html(own_key(chart))
    for sentence in refused:
        st.warning(literal(sentence))
    with st.container(horizontal=True, gap="small"):
        chart_buttons(chart.stem, plain)
    cohort_shown.offer(result, tuple(keys), measures)
    st.header("Numbers", anchor=False)
    _numbers(result, found)
    if below:
        st.html(survival_table(below, library()))


@st.fragment
def _numbers(result: Result, found: Joined | None) -> None:
    """A fragment: another horizon or reference leaves the chart alone."""
    groups = [one.arm.group for one in result.drawn]
    left, right, _ = st.columns([1, 1.4, 3], gap="medium")
    longest = max(int(result.furthest), 1)
    usual = next((month for month in _HORIZONS if month <= longest), longest)
    horizon = left.number_input("Restricted mean to (months)", 1, longest, usual, key=f"cohort:horizon:{longest}")
    st.html(numbers_table(result, horizon) + incidence_table(result))
    if found:
        st.html(joined_comparison(found))
    elif len(groups) > 1:
        reference = right.selectbox("Compare against", groups, format_func=bounded, key=f"cohort:reference:{groups}")
        st.html(comparison(result, reference, horizon))


def group_field(groups: Sequence[str], largest: Sequence[str]) -> list[str]:
    """Which groups are meant."""
    return st.multiselect(
        f"Groups (at most {MOST_GROUPS})",
        groups,
        largest,
        max_selections=MOST_GROUPS,
        format_func=bounded,
        placeholder="choose a group",
        key=f"cohort:groups:{groups}",
    )
