"""A systemic series is told by which therapies came after its patients, from its years of enrolment or publication."""

from __future__ import annotations

from typing import Any

from each import each
from invented import changed, fir

from haic_core.evidence.eras import Age, age_of
from haic_core.evidence.series import series_of
from haic_core.evidence.side_lists import Era
from haic_core.wording.eras import age_brief, age_sentence

ERAS = (
    Era(therapy="first", from_year=2005),
    Era(therapy="second", from_year=2011),
    Era(therapy="third", from_year=2015),
)


def age(**study: Any) -> Age:
    """The age of Fir's systemic arm with other content of her study; None takes a field away."""

    def change(raw: dict[str, Any]) -> None:
        raw["citation"].update(year=study.pop("year", 2012))
        raw["cohort"][1].update({key: study.pop(key) for key in ("quoted_from",) if key in study})
        raw["study"] = {key: value for key, value in {**raw["study"], **study}.items() if value is not None}

    return age_of(series_of(changed(fir(), change))[1], ERAS)


@each(
    ("years", "said"),
    [
        ([1996, 2004], "Enrolled 1996–2004, before first, second and third."),
        ([1996, 2005], "Enrolled 1996–2005, before second and third; partly before first."),
        ([2005, 2010], "Enrolled 2005–2010, before second and third."),
        ([2010, 2015], "Enrolled 2010–2015, partly before second and third."),
        ([2015, 2020], ""),
    ],
)
def test_the_last_patient_tells_what_came_after_a_series_and_the_first_what_came_during_it(
    years: list[int], said: str
) -> None:
    assert age_sentence(age(enrolled=years)) == said


def test_nobody_enrols_after_a_paper_is_printed() -> None:
    found = age(enrolled=None, year=2011)
    assert (found.before, found.untold) == (("third",), ("first", "second"))
    assert age_sentence(found) == (
        "Years of enrolment not printed where read; published 2011, before third; whether before first or second "
        "cannot be told."
    )


def test_the_years_of_a_study_are_not_those_of_a_series_that_it_quotes() -> None:
    assert age_sentence(age(quoted_from="Ash 1999", enrolled=[2015, 2020], year=2021)) == (
        "Years of enrolment not printed where read; whether before first, second or third cannot be told."
    )


@each(
    ("study", "said"),
    [
        ({"enrolled": [1996, 2008]}, "enrolled 1996–2008, before second and third"),
        ({"enrolled": [2012, 2016]}, "enrolled 2012–2016, partly before third"),
        ({"enrolled": None, "year": 2012}, "published 2012, before third"),
        ({"enrolled": None, "year": 2021}, "years of enrolment not printed"),
        ({"enrolled": [2015, 2020]}, ""),
    ],
)
def test_a_projected_screen_has_one_line_for_it(study: dict[str, Any], said: str) -> None:
    assert age_brief(age(**study)) == said
