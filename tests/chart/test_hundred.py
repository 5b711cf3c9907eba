"""Shares of patients as a hundred dots, each worked out by hand."""

from __future__ import annotations

from each import each

from haic_core.chart.hundred import dots


@each(
    ("percents", "drawn"),
    [
        ((5, 25, 40, 30), (5, 25, 40, 30)),
        # A sum of 61.3 makes 61 dots: 10, 20 and 30 are whole, the largest remainder, 0.7, gets the one that is left.
        ((10.2, 20.7, 30.4), (10, 21, 30)),
        # 12 and 30 of 42, as printed: 28.57 and 71.43.
        ((28.57, 71.43), (29, 71)),
        # Three thirds are a hundred; of equal remainders the first is rounded up.
        ((33.3, 33.3, 33.4), (33, 33, 34)),
        ((33.4, 33.3, 33.3), (34, 33, 33)),
        # Two dots are left of a hundred: remainders of 0.7 and 0.6 come before one of 0.5, each in its own place.
        ((10.5, 20.6, 30.7, 38.2), (10, 21, 31, 38)),
        # One in three hundred keeps her dot; nobody has none.
        ((0.3, 60), (1, 60)),
        ((0, 50), (0, 50)),
        # Where she would be the hundred-and-first, the largest share gives one up.
        ((0.2, 0.2, 99.6), (1, 1, 98)),
        ((99.6, 0.2, 0.2), (98, 1, 1)),
        # A paper whose shares make more than all fills the hundred and no more.
        ((60, 60), (50, 50)),
        # Rounded in print they make 100.8: nobody gets a dot for what the rounding added.
        ((30.6, 30.1, 40.1), (30, 30, 40)),
        ((100,), (100,)),
        ((), ()),
    ],
)
def test_shares_become_whole_dots_of_a_hundred(percents: tuple[float, ...], drawn: tuple[int, ...]) -> None:
    assert dots(percents) == drawn
