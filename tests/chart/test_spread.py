"""Names at the ends of lines: apart, within the plot, in the order of the lines, moved no more than they must be."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import isotonic_regression

from haic_core.chart.spread import spread

LEVELS = st.lists(st.integers(0, 1000).map(lambda step: step / 1000), max_size=8)
GAPS = st.integers(1, 400).map(lambda step: step / 1000)
EDGES = st.tuples(st.integers(0, 300), st.integers(700, 1020)).map(lambda edge: (edge[0] / 1000, edge[1] / 1000))
A_HAIR = 1e-9


def has_room(wanted: list[float], gap: float, low: float, high: float) -> bool:
    return gap * (len(wanted) - 1) <= high - low


@given(LEVELS, GAPS, EDGES)
def test_names_stand_within_the_plot_in_the_order_of_their_lines_and_never_on_each_other(
    wanted: list[float], gap: float, edges: tuple[float, float]
) -> None:
    low, high = edges
    places = spread(wanted, gap, low, high)
    assert len(places) == len(wanted)
    assert all(low - A_HAIR <= place <= high + A_HAIR for place in places)
    ranked = [places[at] for at in sorted(range(len(wanted)), key=lambda at: -wanted[at])]
    least = gap if has_room(wanted, gap, low, high) else (high - low) / max(len(wanted) - 1, 1)
    assert all(upper - lower >= least - A_HAIR for upper, lower in pairwise(ranked))


@given(LEVELS, GAPS, EDGES)
def test_a_name_that_nobody_needs_to_move_stays_at_the_end_of_its_line(
    wanted: list[float], gap: float, edges: tuple[float, float]
) -> None:
    """Every name that has the gap to all others, where all have, stands exactly where its line ends."""
    low, high = edges
    kept = [level for level in wanted if low <= level <= high]
    loose: list[float] = []
    for level in sorted(kept):
        if not loose or level - loose[-1] >= gap:
            loose.append(level)
    assert spread(loose, gap, low, high) == pytest.approx(loose, abs=A_HAIR)


@given(LEVELS, GAPS, EDGES)
def test_all_together_are_moved_as_little_as_least_squares_can(
    wanted: list[float], gap: float, edges: tuple[float, float]
) -> None:
    """Taking the gaps out leaves levels that must not rise: SciPy's isotonic regression, cut at the edges."""
    low, high = edges
    if not wanted or not has_room(wanted, gap, low, high):
        return
    ranked = sorted(range(len(wanted)), key=lambda at: -wanted[at])
    levels = [wanted[at] + gap * place for place, at in enumerate(ranked)]
    fitted = isotonic_regression(levels, increasing=False).x.clip(low + gap * (len(wanted) - 1), high)
    places = spread(wanted, gap, low, high)
    assert [places[at] + gap * rank for rank, at in enumerate(ranked)] == pytest.approx(list(fitted), abs=1e-9)


def test_where_there_is_no_room_names_stand_evenly_from_the_top_down_and_of_two_alike_the_first_stands_higher() -> None:
    assert spread([0.2, 0.9, 0.2], 0.6, 0, 1) == [0.5, 1, 0]
    assert spread([0.5, 0.5], 0.25, 0, 1) == [0.625, 0.375]


def test_without_lines_there_are_no_names_and_one_alone_is_only_kept_within_the_plot() -> None:
    assert spread([], 0.1, 0, 1) == []
    assert [spread([level], 0.1, 0.05, 0.95) for level in (0, 0.5, 1)] == [[0.05], [0.5], [0.95]]
