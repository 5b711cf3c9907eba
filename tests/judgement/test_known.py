"""What follows from recorded facts: Child-Pugh points, a prothrombin ratio, a waiting time, a cumulative dose."""

from __future__ import annotations

import pytest
from each import each
from worked import library

from haic_core.case.fact_kinds import Value
from haic_core.evidence.criterion import Condition
from haic_core.judgement.findings import judge_condition
from haic_core.judgement.known import Interval, edges, following, known_facts
from haic_core.words.vocabulary import Finding

SCORES = library().derived


def known(**recorded: Value) -> dict[str, object]:
    return dict(known_facts(recorded, SCORES))


# Bilirubin mg/dL, albumin g/L, INR, ascites, encephalopathy; least and most points. Worked by hand from the printed
# table: 2 points for bilirubin 2 to 3, albumin 28 to 35, INR 1.7 to 2.3; ascites and encephalopathy, of which only
# the presence is known, 2 to 3 points if present and 1 if absent; nothing recorded 1 to 3.
CHILD_PUGH = [
    (1.0, 40, 1.0, False, False, (5, 5)),
    (1.9, 36, 1.6, False, False, (5, 5)),
    (2.0, 35, 1.7, False, False, (8, 8)),
    (3.0, 28, 2.3, False, False, (8, 8)),
    (3.1, 27, 2.4, False, False, (11, 11)),
    (3.1, 27, 2.4, True, True, (13, 15)),
    (1.9, 20, 2.6, False, True, (10, 11)),
    (1.0, 40, 1.0, True, False, (6, 7)),
    (1.0, 40, 1.0, False, None, (5, 7)),
    (1.0, 40, None, None, None, (5, 11)),
    (None, None, None, False, None, (5, 13)),
    (4.0, None, None, None, None, (7, 15)),
]


@pytest.mark.parametrize(("bilirubin", "albumin", "inr", "ascites", "encephalopathy", "points"), CHILD_PUGH)
def test_child_pugh_points_are_those_of_the_printed_table_and_span_what_is_not_recorded(
    bilirubin: float | None,
    albumin: float | None,
    inr: float | None,
    ascites: bool | None,
    encephalopathy: bool | None,
    points: tuple[int, int],
) -> None:
    given = {
        "bilirubin_mg_dl": bilirubin,
        "albumin_g_l": albumin,
        "inr": inr,
        "ascites": ascites,
        "encephalopathy": encephalopathy,
    }
    found = known(**{code: value for code, value in given.items() if value is not None})
    assert found["child_pugh_points"] == Interval(*points)


def test_of_nobody_nothing_follows() -> None:
    assert known() == {}
    assert "child_pugh_points" not in known(age_years=50, platelets_e9_l=100)


@each(
    ("points", "names"),
    [((5, 6), ("A",)), ((6, 7), ("A", "B")), ((9, 9), ("B",)), ((5, 15), ("A", "B", "C")), ((10, 11), ("C",))],
)
def test_points_are_named_by_every_class_they_may_belong_to(points: tuple[int, int], names: tuple[str, ...]) -> None:
    (child_pugh,) = SCORES
    assert child_pugh.class_names(points) == names


@each(
    ("recorded", "ratio"),
    [
        ({"inr": 1.4}, 1.4),
        ({"pt_times_control": 1.6}, 1.6),
        ({"inr": 1.4, "pt_times_control": 1.6}, 1.6),
        ({"inr": 1.8, "pt_times_control": 1.6}, 1.8),
    ],
)
def test_a_prothrombin_ratio_is_read_by_the_inr_and_the_worse_of_both_counts(
    recorded: dict[str, Value], ratio: float
) -> None:
    found = known(**recorded)
    assert found["pt_times_control"] == ratio
    assert found.get("inr") == recorded.get("inr"), "the ratio does not stand for the INR"


def test_weeks_since_any_systemic_therapy_are_at_least_as_many_since_chemotherapy_and_no_proof_of_fewer() -> None:
    waited = Condition(fact="weeks_since_chemotherapy", at_least=4)
    assert known(weeks_since_systemic=6)["weeks_since_chemotherapy"] == Interval(6, 520)
    assert judge_condition(waited, known_facts({"weeks_since_systemic": 6}, SCORES)) is Finding.MET
    assert judge_condition(waited, known_facts({"weeks_since_systemic": 0}, SCORES)) is Finding.NOT_RECORDED


def test_recorded_weeks_since_chemotherapy_stand_and_say_nothing_of_other_systemic_therapy() -> None:
    assert known(weeks_since_systemic=0, weeks_since_chemotherapy=6)["weeks_since_chemotherapy"] == 6
    assert "weeks_since_systemic" not in known(weeks_since_chemotherapy=6)


@each(
    ("recorded", "cumulative"),
    [
        ({"lung_dose_gy": 20}, None),
        ({"lung_dose_gy": 20, "prior_radioembolisation": True}, None),
        ({"lung_dose_gy": 20, "prior_radioembolisation": False}, 20),
        ({"lung_dose_gy": 20, "lung_dose_cumulative_gy": 35, "prior_radioembolisation": False}, 35),
        ({"lung_dose_gy": 40, "lung_dose_cumulative_gy": 35, "prior_radioembolisation": False}, 40),
        ({"lung_dose_gy": 40, "lung_dose_cumulative_gy": 35, "prior_radioembolisation": True}, 35),
        ({"prior_radioembolisation": False}, None),
    ],
)
def test_on_a_first_radioembolisation_the_cumulative_lung_dose_is_this_ones(
    recorded: dict[str, Value], cumulative: int | None
) -> None:
    assert known(**recorded).get("lung_dose_cumulative_gy") == cumulative


def test_what_changes_with_a_fact_is_itself_and_what_is_worked_out_of_it() -> None:
    assert following("inr", SCORES) == ("inr", "pt_times_control", "child_pugh_points")
    assert following("albumin_g_l", SCORES) == ("albumin_g_l", "child_pugh_points")
    assert following("weeks_since_systemic", SCORES) == ("weeks_since_systemic", "weeks_since_chemotherapy")
    assert following("platelets_e9_l", SCORES) == ("platelets_e9_l",)


def test_a_line_on_child_pugh_points_may_change_its_mind_at_the_bounds_of_the_table() -> None:
    line = Condition(fact="child_pugh_points", at_most=7)
    assert list(edges("albumin_g_l", line, {}, SCORES)) == [28, 35]
    assert list(edges("ascites", line, {}, SCORES)) == list(edges("platelets_e9_l", line, {}, SCORES)) == []


def test_a_multiple_may_change_its_mind_at_the_bound_times_the_recorded_limit_and_nowhere_without_one() -> None:
    line = Condition(fact="alt_u_l", times_uln=True, at_most=2.5)
    assert list(edges("alt_u_l", line, {"alt_uln_u_l": 40}, SCORES)) == [100]
    assert list(edges("alt_u_l", line, {}, SCORES)) == []
