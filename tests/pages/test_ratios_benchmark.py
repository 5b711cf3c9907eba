"""A ratio to hello world that grew by half since the last ones were kept is named; nothing else is."""

from __future__ import annotations

from benchmarks.ratios import KEPT, grown, read, written

BEFORE = {"repaint of the curves": 1.2, "opening of the first page": 1.4}


def test_what_grew_by_half_is_named_with_both_numbers() -> None:
    now = {"repaint of the curves": 1.8, "opening of the first page": 2.09}
    assert grown(BEFORE, now) == ["repaint of the curves: 1.20 before, 1.80 now"]


def test_what_is_not_measured_any_more_is_named_and_what_is_new_is_not() -> None:
    now = {"repaint of the curves": 0.4, "repaint of a table": 9.0}
    assert grown(BEFORE, now) == ["opening of the first page: not measured any more"]


def test_ratios_are_kept_and_read_again() -> None:
    assert read(written(BEFORE)) == BEFORE


def test_the_kept_ratios_are_of_every_page_that_is_measured() -> None:
    kept = read(KEPT.read_text("utf-8"))
    for what in ("repaint of the curves", "opening of the first curve", "processor time of survival"):
        assert kept[what] > 0
