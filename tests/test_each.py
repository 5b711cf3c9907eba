"""A law tried on many fails by name in every case that breaks it, and hides none."""

from __future__ import annotations

import pytest
from each import each, tries


def test_every_case_that_breaks_a_law_is_named_with_what_was_found() -> None:
    @each("platelets", [80, 120, 90], ids=lambda count: f"{count} per nl")
    def law(platelets: int) -> None:
        assert platelets >= 100, f"{platelets} is low"

    with pytest.raises(AssertionError) as broken:
        law()
    said = str(broken.value)
    assert said.startswith("2 of 3 fail:\n80 per nl: AssertionError: 80 is low")
    assert "90 per nl: AssertionError: 90 is low" in said and "120" not in said


def test_a_refusal_that_does_not_come_and_a_case_that_is_skipped_fail_too() -> None:
    @each("text", ["refused", "taken", "left out"])
    def law(text: str) -> None:
        if text == "left out":
            pytest.skip("no file here")
        with pytest.raises(ValueError, match="invalid literal"):
            int("none" if text == "refused" else "12")

    with pytest.raises(AssertionError, match=r"2 of 3 fail:\ntaken: Failed: .*\nleft out: Skipped: no file here"):
        law()


def test_two_lists_of_cases_are_tried_in_every_pair() -> None:
    seen = []

    @each(("unit", "factor"), [("g/L", 10), pytest.param("g/dL", 1, id="as printed")])
    @each("value", [1, 2])
    def law(unit: str, factor: int, value: int) -> None:
        seen.append((unit, factor * value))

    law()
    assert seen == [("g/L", 10), ("g/L", 20), ("g/dL", 1), ("g/dL", 2)] and tries(law) == 4


def test_what_is_no_case_is_refused() -> None:
    with pytest.raises(ValueError, match="no case of path"):
        each("path", [])
    with pytest.raises(ValueError, match="a mark is for a test of its own: far"):
        each("path", [pytest.param("x", id="far", marks=pytest.mark.deep)])


@each("number", [1, 2])
def test_a_fixture_stands_beside_the_cases(number: int, request: pytest.FixtureRequest) -> None:
    assert request.node.name == "test_a_fixture_stands_beside_the_cases" and number in (1, 2)
