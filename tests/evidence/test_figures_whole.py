"""Figures as flat records, every field, worked out from the two invented documents by hand."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from invented import arden, birch, changed

from haic_core.evidence.figures import Figure, all_figures, figures_of
from haic_core.evidence.source import Source
from haic_core.words.vocabulary import Endpoint, Modality, Stated, Statistic, Status

MEDIAN = Figure(
    id="arden/infused:OS:median", source="arden", cohort="arden/infused", group=None, modality=Modality.HAIC,
    primary="breast", n=40, endpoint=Endpoint.OS, statistic=Statistic.MEDIAN, value=20, unit="months", percent=None,
    ci_low=15, ci_high=26, at_months=None, p=None, p_is="=", versus=None, term=None, grade=None,
    clock="first infusion", criteria=None, locator="Results, Survival", stated=Stated.FIRST_HAND, quoted_from=None,
    status=Status.CONSISTENT, dispute=None, note=None,
)  # fmt: skip


def found(source: Source, name: str) -> Figure:
    return next(figure for figure in figures_of(source) if figure.id == name)


def test_a_median_carries_its_interval_its_number_of_patients_and_its_clock() -> None:
    assert found(arden(), "arden/infused:OS:median") == MEDIAN


def test_the_ends_of_a_printed_range_are_figures_of_their_own_without_its_interval() -> None:
    bare = replace(MEDIAN, ci_low=None, ci_high=None)
    for statistic, value in ((Statistic.RANGE_LOW, 2), (Statistic.RANGE_HIGH, 60)):
        name = f"arden/infused:OS:{statistic.value}"
        assert found(arden(), name) == replace(bare, id=name, statistic=statistic, value=value)


def test_survival_at_a_time_says_at_which() -> None:
    name = "arden/infused:OS:survival_percent@12"
    assert found(arden(), name) == replace(
        MEDIAN,
        id=name,
        statistic=Statistic.SURVIVAL_PERCENT,
        value=70,
        unit="%",
        ci_low=None,
        ci_high=None,
        at_months=12,
    )


def test_a_figure_of_a_group_carries_its_number_its_p_and_whom_it_is_compared_with() -> None:
    name = "arden/infused.few_lines:PFS:median"
    assert found(arden(), name) == replace(
        MEDIAN, id=name, group="few_lines", n=24, endpoint=Endpoint.PFS, value=9, ci_low=None, ci_high=None, p=0.03,
        versus="many_lines", locator="Figure 1",
    )  # fmt: skip


def test_a_response_has_criteria_and_no_clock_and_one_that_a_dispute_names_is_disputed() -> None:
    name = "arden/infused:CR:count"
    assert found(arden(), name) == replace(
        MEDIAN, id=name, endpoint=Endpoint.CR, statistic=Statistic.COUNT, value=2, unit="patients", percent=5,
        ci_low=None, ci_high=None, clock=None, criteria="RECIST 1.1", locator="Table 2", status=Status.DISPUTED,
        dispute="responders_twice",
    )  # fmt: skip


def test_harms_say_what_is_counted_and_of_which_grade() -> None:
    base = replace(
        MEDIAN, endpoint=Endpoint.AE, statistic=Statistic.COUNT, unit="patients", ci_low=None, ci_high=None, clock=None,
        locator="Table 3",
    )  # fmt: skip
    for name, expected in (
        ("count:Nausea:grade 1-2", replace(base, value=20, percent=50, term="Nausea", grade="1-2")),
        ("count:Nausea:grade 3", replace(base, value=4, percent=10, term="Nausea", grade="3")),
        (
            "count:Catheter occlusion:grade 3",
            replace(base, value=6, unit="events", term="Catheter occlusion", grade="3"),
        ),
        (
            "percent:Gastric ulcer:grade 3-4",
            replace(base, statistic=Statistic.PERCENT, value=7.5, unit="%", term="Gastric ulcer", grade="3-4"),
        ),
    ):
        assert found(arden(), f"arden/infused:AE:{name}") == replace(expected, id=f"arden/infused:AE:{name}")


def test_a_p_alone_is_a_figure_by_its_factor_and_its_test_and_one_beside_a_hazard_ratio_is_not() -> None:
    alone = replace(
        MEDIAN, statistic=Statistic.P_VALUE, value=0.4, unit="", ci_low=None, ci_high=None, p=0.4, p_is=">",
        locator="Table 4",
    )  # fmt: skip
    name = "arden/infused:OS:p_value:HER2"
    assert found(arden(), name) == replace(alone, id=name, term="HER2")
    tested = changed(
        arden(), lambda raw: raw["cohort"][0]["association"][1].update(analysis="Fisher exact", note="Ours.")
    )
    assert found(tested, f"{name}, Fisher exact") == replace(
        alone, id=f"{name}, Fisher exact", term="HER2, Fisher exact", note="Ours."
    )
    assert not [figure for figure in figures_of(arden()) if figure.term == "three or more lines"]


def test_a_p_printed_as_a_bound_and_patients_evaluated_go_with_their_figure() -> None:
    def bounded(raw: dict[str, Any]) -> None:
        row = next(row for row in raw["cohort"][0]["outcome"] if row.get("p"))
        row.update(p=0.001, p_is="<", n=22, ci=[7, 11], note="Read off a bar.")

    name = "arden/infused.few_lines:PFS:median"
    assert found(changed(arden(), bounded), name) == replace(
        found(arden(), name), p=0.001, p_is="<", n=22, ci_low=7, ci_high=11, note="Read off a bar."
    )


def test_what_a_paper_prints_of_its_patients_is_figures_too() -> None:
    base = replace(
        MEDIAN, endpoint=Endpoint.BASELINE, unit="cm", ci_low=None, ci_high=None, clock=None, source="birch",
        cohort="birch/embolised", modality=Modality.TACE, n=25, locator="Abstract", term="Largest lesion",
    )  # fmt: skip
    place = "birch/embolised:baseline"
    for statistic, value in ((Statistic.MEAN, 4), (Statistic.RANGE_LOW, 1), (Statistic.RANGE_HIGH, 9)):
        name = f"{place}:{statistic.value}:Largest lesion"
        assert found(birch(), name) == replace(base, id=name, statistic=statistic, value=value)
    size = f"{place}:count:patients in all"
    assert found(birch(), size) == replace(
        base, id=size, statistic=Statistic.COUNT, value=25, unit="patients", term="patients in all"
    )
    shares = {figure.term: (figure.value, figure.unit, figure.n) for figure in figures_of(arden()) if figure.term}
    assert shares["Metastases: 5 or more"] == (30, "patients", 40)


def test_a_figure_that_another_document_is_quoted_for_says_so() -> None:
    def quoted(raw: dict[str, Any]) -> None:
        raw["cohort"][0]["quoted_from"], raw["cohort"][0]["curve"] = "Ash 1999", []

    name = "birch/embolised:OS:median"
    assert found(changed(birch(), quoted), name) == replace(
        found(birch(), name), stated=Stated.QUOTED_BY, quoted_from="Ash 1999"
    )
    assert found(birch(), name).clock == "first diagnosis of liver metastasis"


def test_a_figure_whose_term_has_a_clock_of_its_own_counts_from_there_and_the_others_do_not() -> None:
    def change(raw: dict[str, Any]) -> None:
        own = raw["cohort"][0]
        own["clock"].append(
            {"endpoint": "OS", "term": "from diagnosis", "zero": "first diagnosis", "starts": "diagnosis"}
        )
        own["outcome"] += [
            {"endpoint": "OS", "statistic": "median", "value": value, "unit": "months", "term": term, "locator": "T"}
            for term, value in (("from diagnosis", 31), ("liver death only", 24))
        ]

    source = changed(arden(), change)
    clocks = {figure.term: figure.clock for figure in figures_of(source) if figure.statistic is Statistic.MEDIAN}
    assert clocks["from diagnosis"] == "first diagnosis"
    assert clocks["liver death only"] == clocks[None] == "first infusion"


def test_all_figures_stand_in_the_order_of_the_documents() -> None:
    assert all_figures((birch(), arden())) == (*figures_of(birch()), *figures_of(arden()))
