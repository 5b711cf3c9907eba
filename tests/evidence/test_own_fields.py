"""What a paper says in words and the library counts with stands in a field of its own, never read out of a sentence."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

import pytest
from each import each
from worked import Raw, changed, sources

from haic_core.curves.plan import CurveChoice
from haic_core.evidence.audit import audit
from haic_core.evidence.response import serious_harms
from haic_core.evidence.series import Series
from haic_core.judgement.curve_choice import same_clock
from haic_core.words.vocabulary import ClockStart, Endpoint


def treated(raw: Raw) -> Raw:
    cohorts: list[Raw] = raw["cohort"]
    return next(cohort for cohort in cohorts if cohort["id"] == "haic")


def curve(change: Callable[[Raw], object]) -> CurveChoice:
    """Hsiao's overall survival after a change of its clock."""

    def clocks(raw: Raw) -> None:
        change(next(clock for clock in treated(raw)["clock"] if clock["endpoint"] == "OS" and "term" not in clock))

    source = changed("hsiao", clocks)
    cohort = next(cohort for cohort in source.cohort if cohort.id == "haic")
    basis = next(basis for basis in cohort.curve if basis.endpoint is Endpoint.OS and basis.group is None)
    return CurveChoice(Series(source, cohort), basis)


def _from_a_port(clock: Raw, starts: str) -> None:
    clock.update(zero="a port", starts=starts)


def test_a_clock_that_starts_with_treatment_may_be_worded_in_any_way() -> None:
    assert same_clock(curve(lambda clock: clock.update(zero="diagnosed first, then infused"))) == "start of treatment"


def test_curves_from_a_diagnosis_or_a_port_share_a_chart_only_with_the_same_words() -> None:
    for starts in ("diagnosis", "preparation"):
        assert same_clock(curve(partial(_from_a_port, starts=starts))) == "a port"


def test_a_clock_that_is_not_stated_is_nobody_elses_however_the_paper_puts_it() -> None:
    assert same_clock(curve(lambda clock: clock.update(zero="first of many", starts="not_stated"))) == (
        "not stated by hsiao"
    )


def test_patients_still_alive_are_counted_whatever_the_paper_calls_them() -> None:
    def one_more(raw: Raw) -> None:
        row = next(row for row in treated(raw)["outcome"] if row.get("still_alive"))
        row.update(term="living when the study closed", value=10)

    assert "deaths|hsiao/haic" in {found.key for found in audit([changed("hsiao", one_more)]).inconsistencies}


def test_patients_who_reached_a_time_are_not_taken_for_those_alive_at_the_end() -> None:
    def five_years(raw: Raw) -> None:
        row = next(row for row in treated(raw)["outcome"] if row.get("still_alive"))
        row.update(value=10, still_alive=False)

    assert not [one for one in audit([changed("hsiao", five_years)]).inconsistencies if one.key.startswith("deaths|")]


def test_a_serious_harm_is_what_the_file_calls_serious() -> None:
    def renamed(raw: Raw) -> None:
        for harm in treated(raw)["harm"]:
            for graded in harm["grades"]:
                graded.update(grade="9", serious=harm["term"] == "Neutropenia")

    (cohort,) = (cohort for cohort in changed("hsiao", renamed).cohort if cohort.id == "haic")
    assert {harm.term for harm in serious_harms(cohort)} == {"Neutropenia"}


def test_in_every_document_grade_3_and_higher_is_serious_and_grade_1_and_2_is_not() -> None:
    seen = 0
    for source in sources():
        for cohort in source.cohort:
            for harm in cohort.harm:
                for graded in harm.grades:
                    digits = [int(digit) for digit in re.findall("[0-9]", graded.grade)]
                    said = min(digits) >= 3 if digits else graded.grade in ("major", "severe")
                    assert graded.serious is said, f"{source.key}: {harm.term}, grade {graded.grade}"
                    seen += 1
    assert seen > 150


@each(
    ("words", "starts"),
    [
        ("first HAIC infusion", ClockStart.TREATMENT),
        ("start of SIRT", ClockStart.TREATMENT),
        ("catheter implantation", ClockStart.PREPARATION),
        ("work-up for Y-90 treatment", ClockStart.PREPARATION),
        ("first diagnosis of breast cancer", ClockStart.DIAGNOSIS),
        ("occurrence of hepatic metastases", ClockStart.DIAGNOSIS),
        ("not stated", ClockStart.NOT_STATED),
    ],
)
def test_the_same_words_mean_the_same_kind_of_moment_in_every_document(words: str, starts: ClockStart) -> None:
    clocks = [clock for source in sources() for cohort in source.cohort for clock in cohort.clock]
    assert {clock.starts for clock in clocks if clock.zero == words} == {starts}


@each(
    ("change", "words"),
    [
        (lambda cohort: cohort["clock"][0].pop("starts"), "clock.0.starts"),
        (lambda cohort: cohort["clock"][0].update(starts="therapy"), "'treatment', 'preparation', 'diagnosis'"),
        (lambda cohort: cohort["clock"].append(cohort["clock"][0]), "two clocks of cohort 'haic' are for OS"),
        (lambda cohort: cohort["harm"][0]["grades"][0].pop("serious"), "grades.0.serious"),
        (
            lambda cohort: next(row for row in cohort["outcome"] if "still_alive" in row).pop("still_alive"),
            "still_alive = true or false",
        ),
        (
            lambda cohort: next(row for row in cohort["outcome"] if row["endpoint"] == "CR").update(still_alive=True),
            "still_alive = true or false",
        ),
    ],
    ids=["no start", "another start", "two clocks", "no word on serious", "nobody said alive", "a response alive"],
)
def test_a_file_that_leaves_such_a_field_out_is_refused(change: Callable[[Raw], object], words: str) -> None:
    with pytest.raises(ValueError, match=re.escape(words)):
        changed("hsiao", lambda raw: change(treated(raw)))
