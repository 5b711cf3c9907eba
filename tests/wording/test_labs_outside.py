"""The laboratory values that slide 2 names: those that a printed line does not admit, with their upper limit."""

from __future__ import annotations

from invented import document, invented_library, known_ground

from haic_core.case.file import Case
from haic_core.judgement.assessment import assess
from haic_core.pack.content import content_of
from haic_core.pack.words import labs_lines
from haic_core.wording.deciding import labs_outside

SOURCE = document(
    "lines",
    [
        {"modality": "haic", "fact": "alt_u_l", "at_most": 5, "times_uln": True},
        {"modality": "haic", "fact": "platelets_e9_l", "at_least": 50},
        {"modality": "haic", "fact": "ecog", "at_most": 0},
    ],
)


def test_a_value_outside_a_printed_line_is_named_with_the_limit_it_is_measured_by() -> None:
    """ALT 210 at an upper limit of 40 is 5.25 times; 82 platelets are enough, and the ECOG status is no blood value."""
    patient = known_ground(alt_u_l=210, alt_uln_u_l=40, platelets_e9_l=82, ecog=1)
    found = labs_outside(assess(patient, invented_library(SOURCE)).options)
    assert found == ("ALT 210 U/L (upper limit 40 U/L)",)
    assert content_of(Case(patient), invented_library(SOURCE)).labs == found


def test_values_inside_every_line_or_not_recorded_are_not_named() -> None:
    patient = known_ground(alt_u_l=200, alt_uln_u_l=40)
    assert labs_outside(assess(patient, invented_library(SOURCE)).options) == ()


def test_where_room_is_short_the_rest_is_counted() -> None:
    assert labs_lines(["ALT 210 U/L", "AST 300 U/L", "INR 2"]) == (
        "Outside a printed line: ALT 210 U/L, AST 300 U/L and INR 2.",
        "Outside a printed line: ALT 210 U/L, AST 300 U/L and 1 more.",
        "Outside a printed line: ALT 210 U/L and 2 more.",
    )
