"""Every sentence in which a printed summary is refused, whole, and on both sides of each bound what is still taken."""

from __future__ import annotations

import pytest
from each import each
from refused import faults

from haic_core.curves.reconstruction import Summary
from haic_core.curves.reconstruction.summary import KEYS
from haic_core.words.refusal import Refusal

# 42 women, 33 deaths, median 19.3 months (14.7 to 23.8), 71 % alive at a year, last seen at 112 months.
GOOD: dict[str, object] = {
    "n": 42, "events": 33, "median": 19.3, "ci": [14.7, 23.8], "max_follow_up": 112, "landmarks": [[12, 0.71]],
}  # fmt: skip


def taken(**changed: object) -> Summary:
    return Summary.from_mapping(GOOD | changed, "cohort")


def refused(**changed: object) -> tuple[str, ...]:
    with pytest.raises(Refusal) as found:
        taken(**changed)
    return found.value.sentences


@each(
    ("changed", "sentence"),
    [
        ({"n": 0}, "n is 0, but it must be a whole number from 1 to 100000."),
        ({"n": 100_001}, "n is 100001, but it must be a whole number from 1 to 100000."),
        ({"n": 4.5}, "n is 4.5, but it must be a whole number from 1 to 100000."),
        ({"n": None}, "n is missing; a whole number from 1 to 100000 is needed."),
        ({"n": True}, "n is True, but it must be a number from 1 to 100000."),
        ({"n": 10**400}, "n is {huge}, but it must be a finite number from 1 to 100000."),
        ({"events": -1}, "events is -1, but it must be a whole number from 0 to 100000."),
        ({"events": 43}, "events is 43, more than n (42); allowed is 0 to 42."),
        ({"events": 0}, "events is 0, but a median of 19.3 months needs events; allowed is 1 to 42."),
        (
            {"events": 0, "median": None, "ci": None},
            "events is 0, but survival falls below 1 in the landmarks; allowed is 1 to 42.",
        ),
        (
            {"events": 42, "median": None, "ci": None},
            "events is 42, everybody of n (42), so the median cannot be null (not reached).",
        ),
        ({"median": 0}, "median is 0, but it must be a number of months, above 0 and at most 1200."),
        ({"median": -1}, "median is -1, but it must be a number of months, above 0 and at most 1200."),
        ({"median": 1200.5}, "median is 1200.5, but it must be a number of months, above 0 and at most 1200."),
        ({"median": "19"}, "median is '19', but it must be a number of months, above 0 and at most 1200."),
        (
            {"median": float("nan")},
            "median is nan, but it must be a finite number of months, above 0 and at most 1200.",
        ),
        ({"median": 113, "ci": None}, "median is 113, beyond max_follow_up (112); it must lie within follow-up."),
        ({"min_follow_up": -1}, "min_follow_up is -1, but it must be a number of months, from 0 and at most 1200."),
        ({"min_follow_up": 113}, "min_follow_up is 113, beyond max_follow_up (112); the smaller must come first."),
        (
            {"n": 1, "events": 1, "ci": None, "landmarks": []},
            "n is 1, so median (19.3) and max_follow_up (112) must be the same time.",
        ),
        ({"ci": [23.8, 14.7]}, "ci is 23.8-14.7, which is reversed; the lower limit must come first."),
        (
            {"ci": [19.4, 30]},
            "ci is 19.4-30, which does not hold its own median of 19.3; one of the three is misprinted.",
        ),
        (
            {"ci": [10, 19.2]},
            "ci is 10-19.2, which does not hold its own median of 19.3; one of the three is misprinted.",
        ),
        (
            {"ci": [19.4, None]},
            "ci is 19.4-not reached, which does not hold its own median of 19.3; one of the three is misprinted.",
        ),
        (
            {"median": None},
            "ci is 14.7-23.8, but the median was not reached, so the upper limit must be null (not reached).",
        ),
        ({"ci": [None, 20]}, "the lower limit of ci is null; only the upper limit may be null (not reached)."),
        ({"ci": [14.7]}, "ci is [14.7], but it must be a pair [lower, upper or null when not reached]."),
        (
            {"ci": ["14", 20]},
            "the lower limit of ci is '14', but it must be a number of months, from 0 and at most 1200.",
        ),
        ({"ci": [14.7, 0]}, "the upper limit of ci is 0, but it must be a number of months, above 0 and at most 1200."),
        ({"ci_type": "logg"}, "ci_type is 'logg'; allowed are spss, log, log-log. Did you mean 'log'?"),
        ({"ci_type": "SPSS"}, "ci_type is 'SPSS'; allowed are spss, log, log-log. Did you mean 'spss'?"),
        (
            {"endpoint": "ORR"},
            "endpoint is 'ORR'; allowed are OS, CSS, DSS, PFS, DFS, RFS, EFS, TTP, TTF and the like, or their words.",
        ),
        (
            {"endpoint": "PFSS"},
            "endpoint is 'PFSS'; allowed are OS, CSS, DSS, PFS, DFS, RFS, EFS, TTP, TTF and the like, or their words. "
            "Did you mean 'PFS'?",
        ),
        ({"unit": "moths"}, "unit is 'moths'; allowed are days, weeks, months, years. Did you mean 'months'?"),
        ({"unit": 30}, "unit is 30; allowed are days, weeks, months, years."),
        (
            {"ci_level": 0.9},
            "ci_level is 0.9, but it must be a number of per cent, from 50 to 99.9. Did you mean '90'?",
        ),
        ({"ci_level": 100}, "ci_level is 100, but it must be a number of per cent, from 50 to 99.9."),
        ({"median_follow_up": 113}, "median_follow_up is 113, beyond max_follow_up (112); allowed is at most that."),
        (
            {"median_follow_up": 5, "min_follow_up": 6},
            "median_follow_up is 5, below min_follow_up (6); allowed is at least that.",
        ),
        (
            {"evnts": 3},
            "the field 'evnts' is not known; allowed are n, events, median, ci, ci_level, ci_type, min_follow_up, "
            "max_follow_up, median_follow_up, landmarks, unit, endpoint. Did you mean 'events'?",
        ),
        ({"landmarks": 0.7}, "landmarks is 0.7, but it must be a list of pairs [months, survival]."),
        (
            {"landmarks": [12]},
            "a landmark is 12, but it must be a pair [months, survival], or that with its standard error or its two "
            "limits.",
        ),
        (
            {"landmarks": [[12, 0.71, 7]]},
            "the standard error of survival at 12 months is 7, but it must lie from 0 to 1; give 7 % as 0.07.",
        ),
        (
            {"landmarks": [[12, 0.71, 0.02]]},
            "the standard error of survival at 12 months is 0.02, but 42 patients leave at least 0.07; one of the "
            "three is misprinted.",
        ),
        (
            {"landmarks": [[12, 0.71, 0.72, 0.85]]},
            "survival at 12 months is 0.71, outside its own limits 0.72-0.85; one is misprinted.",
        ),
        (
            {"landmarks": [[12, 0.71, 0.57, "x"]]},
            "the upper limit of survival at 12 months is 'x', but it must be a number from 0 to 1.",
        ),
        (
            {"landmarks": [[0, 0.9]]},
            "the time of a landmark is 0, but it must be a number of months, above 0 and at most 1200.",
        ),
        ({"landmarks": [[12, "x"]]}, "survival at 12 months is 'x', but it must be a number from 0 to 1."),
        ({"landmarks": [[12, 71]]}, "survival at 12 months is 71, but it must lie from 0 to 1; give 71 % as 0.71."),
        ({"landmarks": [[12, 1.5]]}, "survival at 12 months is 1.5, but it must lie from 0 to 1; give 1.5 % as 0.015."),
        ({"landmarks": [[12, 100]]}, "survival at 12 months is 100, but it must lie from 0 to 1; give 100 % as 1."),
        ({"landmarks": [[12, 100.5]]}, "survival at 12 months is 100.5, but it must lie from 0 to 1."),
        ({"landmarks": [[12, -0.1]]}, "survival at 12 months is -0.1, but it must lie from 0 to 1."),
        ({"landmarks": [[113, 0.1]]}, "a landmark stands at 113 months, beyond max_follow_up (112)."),
        (
            {"landmarks": [[12, 0.7], [12, 0.6]]},
            "landmarks give survival at 12 months twice (0.6 and 0.7); give it once.",
        ),
        (
            {"landmarks": [[24, 0.5], [6, 0.8], [12, 0.81]]},
            "survival rises from 0.8 at 6 to 0.81 at 12 months; landmarks must not rise with time.",
        ),
    ],
)
def test_a_summary_that_cannot_be_true_is_refused_in_these_words(changed: dict[str, object], sentence: str) -> None:
    (found,) = refused(**changed)
    if "{huge}" in sentence:
        assert found.startswith("cohort: n is 1000") and found.endswith(sentence.split("{huge}")[1])
    else:
        assert found == f"cohort: {sentence}"


def test_a_share_may_be_off_by_its_rounding_and_one_patient_and_not_by_more() -> None:
    """Half a per cent and one of 42 are 0.0288: after the median 0.5288 is taken, before it 0.4712."""
    assert taken(landmarks=[[24, 0.5288]]) and taken(landmarks=[[12, 0.4712]])
    assert refused(landmarks=[[24, 0.5289]]) == (
        "cohort: survival at 24 months is 0.5289, above 0.5 after the median of 19.3 months.",
    )
    assert refused(landmarks=[[12, 0.4711]]) == (
        "cohort: survival at 12 months is 0.4711, below 0.5 before the median of 19.3 months.",
    )
    assert taken(landmarks=[[19.3, 0.5288]]) and taken(landmarks=[[19.3, 0.4712]])
    for share in (0.5289, 0.4711):
        assert refused(landmarks=[[19.3, share]]) == (
            f"cohort: survival at 19.3 months is {share}, but that is the median; there it is 0.5, and 0.471 to 0.529 "
            "is allowed.",
        )


def test_where_the_median_was_not_reached_no_landmark_lies_below_one_half() -> None:
    assert taken(median=None, ci=None, landmarks=[[60, 0.4712]]).median_reached is False
    assert refused(median=None, ci=None, landmarks=[[60, 0.4711]]) == (
        "cohort: survival at 60 months is 0.4711, but the median was not reached; allowed is 0.5 to 1.",
    )
    assert len(refused(median=None, ci=None, landmarks=[[6, 0.9], [60, 0.4711]])) == 1
    assert taken(median=None, ci=[30, None], landmarks=[[60, 0.6]]).ci == (30.0, None)


@each(
    ("unit", "read"),
    [("days", "days"), ("Day", "days"), ("week", "weeks"), ("months", "months"), ("yr", "years"), (" years ", "years")],
)
def test_times_in_another_unit_are_taken_as_they_are(unit: str, read: str) -> None:
    taken = Summary.from_mapping({"n": 42, "median": 19.3, "unit": unit}, "cohort")
    assert (taken.unit, taken.median) == (read, 19.3)


def test_the_longest_time_is_a_hundred_years_in_every_unit() -> None:
    for unit, longest in (("days", 36525), ("weeks", 5218), ("months", 1200), ("years", 100)):
        assert drawable(median=longest, unit=unit).median == longest
        with pytest.raises(Refusal, match=f"a number of {unit}, above 0 and at most {longest}"):
            drawable(median=longest + 1, unit=unit)


NEEDED = "a curve needs a median or at least one landmark such as [12, 0.71]."


def drawable(**figures: object) -> Summary:
    """A summary of nothing but these figures of forty women."""
    return Summary.from_mapping({"n": 40, **figures}, "cohort")


@pytest.mark.parametrize(
    "figures",
    [
        {"median": 20}, {"landmarks": [[12, 0.7]]}, {"landmarks": [[12, 0.7], [60, 0]]},
        {"median": None, "landmarks": [[12, 0.7]]}, {"events": 0, "max_follow_up": 30},
        {"events": 0, "landmarks": [[12, 1]]},
    ],
)  # fmt: skip
def test_a_median_a_landmark_between_nought_and_one_or_nobody_dead_is_enough_for_a_curve(
    figures: dict[str, object],
) -> None:
    assert drawable(**figures).n == 40


@pytest.mark.parametrize(
    ("figures", "sentence"),
    [
        ({}, f"no median and no landmarks are given; {NEEDED}"),
        ({"events": 0}, f"no median and no landmarks are given; {NEEDED}"),
        (
            {"median": None, "max_follow_up": 30},
            f"the median was not reached and no landmarks are given; {NEEDED}",
        ),
        (
            {"landmarks": [[12, 1.0]]},
            "every landmark is 0 or 1 and there is no median; one landmark between 0 and 1 is needed; where nobody "
            "died, give events 0.",
        ),
        (
            {"landmarks": [[12, 1], [60, 0]]},
            "every landmark is 0 or 1 and there is no median; one landmark between 0 and 1 is needed.",
        ),
        ({"ci": [10, 20], "landmarks": [[12, 0.7]]}, "ci is 10-20, but no median is given; give the median, or null "
         "when it was not reached."),
    ],
)  # fmt: skip
def test_figures_that_make_no_curve_say_what_is_missing(figures: dict[str, object], sentence: str) -> None:
    with pytest.raises(Refusal) as found:
        drawable(**figures)
    assert found.value.sentences == (f"cohort: {sentence}",)


@each(
    "changed",
    [
        {"n": 33}, {"n": 100_000}, {"n": 42.0}, {"events": 42}, {"median": 112, "ci": None, "landmarks": []},
        {"ci": [19.3, 23.8]}, {"ci": [14.7, 19.3]}, {"ci": [0, 23.8]}, {"ci": [14.7, None]}, {"ci": [19.3, 19.3]},
        {"min_follow_up": 0}, {"min_follow_up": 112}, {"max_follow_up": 1200}, {"landmarks": [[112, 0.1]]},
        {"landmarks": [[1, 0.95]]},
        {"landmarks": [[6, 1], [12, 1.0], [60, 0]]}, {"landmarks": [[6, 0.8], [12, 0.8]]}, {"landmarks": None},
        {"landmarks": [[12, 0.7], [12, 0.7]]}, {"landmarks": ((12, 0.7),)}, {"unit": "months"}, {"endpoint": "PFS"},
        {"n": 1, "events": 1, "median": 112, "ci": None, "landmarks": []}, {"ci_type": "log-log"},
    ],
)  # fmt: skip
def test_at_its_bounds_a_figure_is_still_taken(changed: dict[str, object]) -> None:
    assert taken(**changed).unit == "months"


def test_what_is_taken_is_what_was_given() -> None:
    given = taken(min_follow_up=2, ci_type="spss", endpoint="PFS", landmarks=[[24, 0.4], [12, 0.71]], median=20)
    assert given == Summary(
        n=42, events=33, median=20.0, ci=(14.7, 23.8), ci_type="spss", min_follow_up=2.0, max_follow_up=112.0,
        landmarks=((12.0, 0.71), (24.0, 0.4)), endpoint="PFS",
    )  # fmt: skip
    assert given.median_reached and not taken(median=None, ci=None).median_reached


def test_every_fault_of_a_summary_is_told_at_once() -> None:
    assert refused(n=0, median=-1, landmarks=[[12, 71], [0, 0.5]], evnts=3)[0].startswith("cohort: the field 'evnts'")
    assert len(refused(n=0, median=-1, landmarks=[[12, 71], [0, 0.5]], evnts=3)) == 5
    assert len(refused(events=43, ci=[30, 20])) == 2


def test_what_is_no_summary_at_all_is_refused_by_its_name() -> None:
    with pytest.raises(Refusal) as found:
        Summary.from_mapping([42], "cohort")
    assert found.value.sentences == ("cohort: found [42]; a summary is an object with n and a median or landmarks.",)
    with pytest.raises(Refusal, match=r"^summary: n is 0, "):
        Summary.from_mapping({"n": 0, "median": 3})


WHOLE = "a whole number from 1 to 100000"


@pytest.mark.parametrize(
    ("changed", "parts"),
    [
        ({"n": 0}, ("n", "0", WHOLE, "")),
        ({"n": None}, ("n", "", WHOLE, "")),
        ({"ci_type": "logg"}, ("ci_type", "'logg'", "spss, log, log-log", "log")),
        ({"unit": "moths"}, ("unit", "'moths'", "days, weeks, months, years", "months")),
        ({"ci_level": 0.9}, ("ci_level", "0.9", "of per cent, from 50 to 99.9", "90")),
        ({"ci": [None, 20]}, ("ci", "null", "a number for the lower limit", "")),
        ({"landmarks": [[12, 71]]}, ("survival at 12 months", "71", "0 to 1", "")),
        ({"evnts": 3}, (None, "'evnts'", ", ".join(KEYS), "events")),
        ({"events": 43}, (None, "events is 43, more than n (42); allowed is 0 to 42.", "", "")),
    ],
)
def test_a_refusal_of_a_summary_says_the_same_in_parts(
    changed: dict[str, object], parts: tuple[str | None, str, str, str]
) -> None:
    """The place, what stands there, what may stand there, and the nearest guess."""
    field, found, allowed, guess = parts
    (fault,) = faults(Summary.from_mapping, GOOD | changed, "cohort")
    place = "cohort" if field is None else f"cohort: {field}"
    assert (fault.place, fault.found, fault.allowed, fault.guess) == (place, found, allowed, guess)


def test_what_is_no_summary_says_in_parts_what_one_is() -> None:
    (fault,) = faults(Summary.from_mapping, [42], "cohort")
    form = "an object with n and a median or landmarks"
    assert (fault.place, fault.found, fault.allowed) == ("cohort", "[42]", form)
