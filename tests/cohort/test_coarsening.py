"""Time coarsened until no cell tells of fewer than k patients."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from haic_core.cohort.counts import Arm, Cell
from haic_core.cohort.sites.coarsening import coarsened, step_for


def arm(*cells: tuple[float, int, int]) -> Arm:
    return Arm("HAIC", tuple(Cell(time, events, 0, leaving) for time, events, leaving in cells))


def cells_of(*cells: tuple[float, int, int], k: int = 5, step: float = 1.0) -> list[tuple[float, int, int]]:
    (found,) = coarsened((arm(*cells),), k, step).arms
    return [(cell.time, cell.events, cell.leaving) for cell in found.cells]


def test_months_that_hold_enough_stand_alone_at_their_middle() -> None:
    assert cells_of((0.2, 1, 3), (0.9, 1, 2), (1.5, 0, 7)) == [(0.5, 2, 5), (1.5, 0, 7)]


def test_a_patient_at_the_very_end_of_a_month_belongs_to_it_and_one_at_time_zero_to_the_first() -> None:
    assert cells_of((0.0, 0, 5), (1.0, 0, 5), (2.0, 1, 5)) == [(0.5, 0, 10), (1.5, 1, 5)]


def test_two_months_in_years_end_with_the_second_month_whatever_the_last_digit_makes_of_it() -> None:
    ((time, *_),) = cells_of((0.1666666667, 0, 5), step=1 / 12)
    assert time == pytest.approx(1.5 / 12)


def test_months_that_hold_too_few_go_together_with_the_next_ones_and_the_last_with_those_before() -> None:
    assert cells_of((1, 1, 2), (3, 0, 2), (4, 1, 1), (5, 0, 6), (9, 1, 1)) == [(2.0, 2, 5), (6.5, 1, 7)]


def test_a_gap_in_which_nobody_leaves_does_not_draw_a_cell_to_itself() -> None:
    assert cells_of((1, 0, 5), (30, 2, 5)) == [(0.5, 0, 5), (29.5, 2, 5)]


def test_the_widest_cell_is_told() -> None:
    found = coarsened((arm((1, 1, 2), (30, 0, 3), (31, 0, 5)),), 5, 1.0)
    assert (found.step, found.widest) == (1.0, 30.0)


def test_a_small_registry_has_steps_of_a_month_and_one_with_ten_patients_a_week_steps_of_a_week() -> None:
    small, large = (arm(*((day, 0, count) for day in range(1, 700, 7))) for count in (1, 10))
    assert [step_for((one,), 5, "days") for one in (small, large)] == [30.4375, 7.0]


def test_no_step_is_finer_than_the_times_are_recorded() -> None:
    assert step_for((arm(*((month, 0, 50) for month in range(1, 60))),), 5, "months") == 1.0


def test_a_group_of_fewer_than_k_is_no_cell_at_all() -> None:
    with pytest.raises(ValueError, match="k patients"):
        coarsened((arm((1, 1, 4)),), 5, 1.0)


def test_two_files_of_one_registry_a_patient_apart_tell_of_him() -> None:
    """Why one file goes out for one state of the registry: k guards a file, not the difference of two."""
    before = cells_of((1, 1, 5), (2, 0, 6))
    after = cells_of((1, 1, 5), (2, 1, 7))
    assert set(after) - set(before) == {(1.5, 1, 7)} and set(before) - set(after) == {(1.5, 0, 6)}


@given(
    leavers=st.lists(st.tuples(st.integers(0, 400), st.booleans()), min_size=10, max_size=120),
    k=st.integers(2, 10),
    step=st.sampled_from([0.25, 1.0, 1 / 12, 30.4375]),
)
def test_every_cell_holds_k_times_ascend_and_nobody_is_lost(
    leavers: list[tuple[int, bool]], k: int, step: float
) -> None:
    times = sorted({time for time, _ in leavers})
    cells = [
        (time / 10, sum(died for at, died in leavers if at == time), sum(at == time for at, _ in leavers))
        for time in times
    ]
    found = cells_of(*cells, k=k, step=step)
    assert all(leaving >= k for _, _, leaving in found)
    assert [time for time, _, _ in found] == sorted({time for time, _, _ in found})
    assert sum(leaving for _, _, leaving in found) == len(leavers)
    assert sum(events for _, events, _ in found) == sum(died for _, died in leavers)
