"""Curves, groups, figures and decisions in words, on curves made by hand."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from charts import curve
from each import each
from invented import arden, changed, invented_library

from haic_core.case.decision import read_decision
from haic_core.curves.published import PublishedCurve
from haic_core.evidence.figures import figures_of
from haic_core.evidence.source import Source
from haic_core.wording.curves import comparisons, curve_label, document_and_group, median_words
from haic_core.wording.decision import decision_lines
from haic_core.wording.evidence import figure_value
from haic_core.words.vocabulary import Endpoint, Statistic


def pair(source: Source, endpoint: Endpoint = Endpoint.PFS) -> list[PublishedCurve]:
    """The curves of Arden's women with fewer and with more lines before."""
    return [replace(curve(source=source, group=group), endpoint=endpoint) for group in ("few_lines", "many_lines")]


def with_result(**row: Any) -> Source:
    """Arden's paper with one more printed result of the women with three or more lines."""
    more = {"endpoint": "PFS", "group": "many_lines", "unit": "", "locator": "Table 4", **row}
    return changed(arden(), lambda raw: raw["cohort"][0]["outcome"].append(more))


P = "Arden 2020: Fewer than three lines against Three or more lines, p = 0.03 as printed (Figure 1)."


def test_the_printed_p_of_two_groups_is_told_once_and_from_its_own_side() -> None:
    few, many = pair(arden())
    assert comparisons([few, many]) == [P]
    assert comparisons([many, few]) == []
    assert comparisons([few]) == comparisons([few, few]) == []


def test_a_p_of_another_endpoint_is_not_told() -> None:
    assert comparisons(pair(arden(), Endpoint.OS)) == []


@each(("p_is", "told"), [("<", "p < 0.001 as printed (Figure 1)."), ("=", "p = 0.001 as printed (Figure 1).")])
def test_a_p_is_told_as_it_is_printed(p_is: str, told: str) -> None:
    def bounded(raw: dict[str, Any]) -> None:
        for row in raw["cohort"][0]["outcome"]:
            if "p" in row:
                row["p"], row["p_is"] = 0.001, p_is

    (sentence,) = comparisons(pair(changed(arden(), bounded)))
    assert sentence.endswith(told)


def test_a_hazard_ratio_between_the_groups_is_told_whichever_side_it_is_printed_for() -> None:
    source = with_result(statistic="hazard_ratio", value=1.6, versus="few_lines", p=0.02)
    ratio = "Arden 2020: Fewer than three lines against Three or more lines, hazard ratio 1.6 (Table 4)."
    assert comparisons(pair(source)) == [P, ratio]


@each("versus", ["responders", "patients without a group"])
def test_what_is_compared_with_somebody_else_is_not_told(versus: str) -> None:
    source = with_result(statistic="hazard_ratio", value=1.6, versus=versus)
    assert comparisons(pair(source)) == [P]


def test_neither_the_whole_nor_a_group_outside_the_split_is_compared() -> None:
    few, many = pair(arden())
    everybody = replace(curve(), endpoint=Endpoint.PFS)
    responders = replace(curve(group="responders"), endpoint=Endpoint.PFS)
    assert comparisons([few, everybody]) == comparisons([everybody, many]) == []
    assert comparisons([few, responders]) == comparisons([responders, few]) == []
    assert comparisons([few, responders, many, everybody]) == [P]


def test_groups_of_two_cohorts_that_have_one_name_are_not_compared() -> None:
    few, _ = pair(arden())
    _, many = pair(changed(arden(), lambda raw: raw["cohort"][0].update(label="Another hospital")))
    assert comparisons([few, many]) == []


def test_a_curve_from_a_landmark_says_how_many_of_whom_it_counts() -> None:
    library = invented_library()
    left = replace(curve(group="responders"), alive_at_months=6.0)
    assert curve_label(left, library) == "HAIC · Arden 2020, Responders (n = 12, alive at 6 months)"
    assert document_and_group(left) == "Arden 2020, Responders" and document_and_group(curve()) == "Arden 2020"
    assert (median_words(curve()), median_words(curve(printed=()))) == ("median 12 months", "no median printed")


def test_a_decision_without_a_choice_says_what_was_considered_and_nothing_of_a_choice() -> None:
    decision = read_decision({"considered": ["haic", "tace", "y90"], "preference": "at home"}, "test")
    assert decision_lines(decision, invented_library()) == (
        ("Considered", "TACE, HAIC and Y-90"), ("Patient’s preference", "at home"),
    )  # fmt: skip


def test_a_decision_tells_why_the_criteria_were_left_and_each_dissent_with_its_reason() -> None:
    raw = {
        "choice": "tace", "leaves_criteria_because": "nothing else is left",
        "dissent": [{"role": "patients_advocate", "said": "too far away"}, {"role": "medical_oncology", "said": ""}],
    }  # fmt: skip
    assert decision_lines(read_decision(raw, "test"), invented_library()) == (
        ("Decided", "TACE"),
        ("Dissent, patient’s advocate", "too far away"),
        ("Dissent, medical oncology", "without a reason"),
        ("Published criteria left because", "nothing else is left"),
    )


def test_a_figure_without_a_whole_a_unit_or_an_interval_is_told_without_it() -> None:
    count = next(figure for figure in figures_of(arden()) if figure.id == "arden/infused:CR:count")
    assert figure_value(replace(count, n=None)) == "2 (5 %)"
    assert figure_value(replace(count, n=None, percent=None)) == "2"
    ratio = figures_of(with_result(statistic="hazard_ratio", value=1.6, versus="few_lines"))
    assert [figure_value(one) for one in ratio if one.statistic is Statistic.HAZARD_RATIO] == ["1.6"]
    interval = figures_of(with_result(statistic="hazard_ratio", value=1.6, ci=[1.1, 2.4], versus="few_lines"))
    assert [figure_value(one) for one in interval if one.statistic is Statistic.HAZARD_RATIO] == ["1.6 (1.1 to 2.4)"]
