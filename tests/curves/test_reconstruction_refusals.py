"""Summaries that no cohort can have are refused in one sentence that names the figures."""

from __future__ import annotations

import pytest
from each import each

from haic_core.curves.reconstruction import Summary
from haic_core.words.refusal import Refusal

GOOD = {
    "n": 42,
    "events": 33,
    "median": 19.3,
    "ci": [14.7, 23.8],
    "max_follow_up": 112,
    "landmarks": [[12, 0.71]],
    "unit": "months",
    "ci_type": "spss",
}

BAD = [
    ({"n": 0}, "n is 0"),
    ({"n": 4.5}, "n is 4.5"),
    ({"n": None}, "n is missing"),
    ({"n": True}, "n is True"),
    ({"n": "42"}, "n is '42'"),
    ({"n": 10**7}, "from 1 to 100000"),
    ({"n": 10**400}, "finite"),
    ({"events": 43}, "more than n (42)"),
    ({"events": -1}, "events is -1"),
    ({"events": 0}, "needs events"),
    ({"ci": [23.8, 14.7]}, "reversed"),
    ({"median": 8.4, "ci": [10.6, 15.3]}, "10.6-15.3, which does not hold"),
    ({"ci": [14.7]}, "pair"),
    ({"ci": 14.7}, "pair"),
    ({"ci": [None, 20]}, "lower limit of ci is null"),
    ({"ci": ["14", 20]}, "'14'"),
    ({"ci_type": "logg"}, "Did you mean 'log'?"),
    ({"ci_type": 3}, "ci_type is 3"),
    ({"landmarks": [[12, 0.5], [24, 0.6]]}, "rises from 0.5"),
    ({"landmarks": [[12, 71]]}, "71 % as 0.71"),
    ({"landmarks": [[12, -0.1]]}, "from 0 to 1"),
    ({"landmarks": [[-1, 0.9]]}, "time of a landmark is -1"),
    ({"landmarks": [[113, 0.1]]}, "beyond max_follow_up (112)"),
    ({"landmarks": [12, 0.7]}, "pair"),
    ({"landmarks": [[12, 0.7], [12, 0.6]]}, "twice"),
    ({"landmarks": {"12": 0.7}}, "list of pairs"),
    ({"landmarks": [[24, 0.61]]}, "above 0.5 after the median"),
    ({"landmarks": [[12, 0.4]]}, "below 0.5 before"),
    ({"median": float("nan")}, "finite"),
    ({"median": float("inf")}, "finite"),
    ({"median": -2}, "above 0"),
    ({"median": 0}, "above 0"),
    ({"median": "19.3"}, "must be a number"),
    ({"median": 113, "ci": None}, "median is 113, beyond"),
    ({"median": 1300}, "at most 1200"),
    ({"max_follow_up": False}, "must be a number"),
    ({"min_follow_up": 120}, "beyond max_follow_up"),
    ({"unit": "wekks"}, "Did you mean 'weeks'?"),
    ({"unit": "moths"}, "Did you mean 'months'?"),
    ({"endpoint": "pfss"}, "Did you mean 'PFS'?"),
    ({"n": 1, "events": 1, "ci": None, "landmarks": []}, "must be the same time"),
    ({"n": 33, "median": None, "ci": None}, "everybody of n (33)"),
    ({"evnts": 3}, "Did you mean 'events'?"),
    ({"median": None}, "not reached"),
]


@each(("change", "words"), BAD, ids=[words for _, words in BAD])
def test_an_impossible_summary_is_refused_by_name(change: dict[str, object], words: str) -> None:
    with pytest.raises(Refusal) as refused:
        Summary.from_mapping({**GOOD, **change}, name="hsiao.json")
    sentence = str(refused.value)
    assert sentence.startswith("hsiao.json: ") and words in sentence and "\n" not in sentence


@pytest.mark.parametrize(
    "given",
    [
        {"n": 10},
        {"n": 10, "events": 4},
        {"n": 10, "median": None},
        [],
        None,
        {"n": 10, "landmarks": []},
        {"n": 10, "landmarks": [[6, 1.0]]},
    ],
)
def test_without_a_median_or_a_landmark_there_is_nothing_to_draw(given: object) -> None:
    with pytest.raises(Refusal):
        Summary.from_mapping(given)


def test_a_good_summary_is_read_as_it_stands() -> None:
    summary = Summary.from_mapping(GOOD)
    assert (summary.n, summary.events, summary.median, summary.ci) == (42, 33, 19.3, (14.7, 23.8))
    assert summary.landmarks == ((12.0, 0.71),) and summary.endpoint == "OS" and summary.median_reached


def test_a_median_of_null_means_not_reached_and_a_missing_one_not_printed() -> None:
    landmarks = {"n": 10, "landmarks": [[12, 0.8]]}
    assert not Summary.from_mapping({**landmarks, "median": None}).median_reached
    assert Summary.from_mapping(landmarks).median_reached


def test_rounding_of_one_patient_is_forgiven_at_a_landmark() -> None:
    Summary.from_mapping({"n": 20, "median": 12.0, "landmarks": [[12.1, 0.54]]})
