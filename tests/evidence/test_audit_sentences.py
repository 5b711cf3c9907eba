"""What the audit says, sentence by sentence, on Arden's paper with one figure changed; each worked out by hand."""

from __future__ import annotations

from typing import Any

from audited import PLACE, Raw, found, with_base, with_cohort, with_row, with_rows
from each import each
from invented import arden, birch, changed

from haic_core.evidence.audit import audit
from haic_core.evidence.source import Source


def survival(at: float, value: float, **more: Any) -> Raw:
    row = {"endpoint": "OS", "statistic": "survival_percent", "value": value, "unit": "%", "at_months": at}
    return row | {"locator": f"Figure {at:g}"} | more


def one_harm(count: int, **more: Any) -> Raw:
    return {"term": "Fever", "locator": "T", "grades": [{"grade": "3", "serious": True, "count": count}], **more}


def test_a_paper_that_adds_up_is_found_without_fault() -> None:
    report = audit([arden(), birch()])
    assert (report.inconsistencies, report.stale, report.left_out) == ((), (), ())
    assert (report.figures, report.disputes) == (35, 1) and report.passes


@each(
    ("source", "key", "what", "places"),
    [
        # 2 of 40 are 5.0 %.
        (
            with_row("CR", "count", percent=6),
            f"percent|{PLACE}:CR:count", "2 of 40 is 5.0 %, printed as 6 %.", ("Table 2",),
        ),
        (
            with_row("CR", "count", percent=5.1),
            f"percent|{PLACE}:CR:count", "2 of 40 is 5.0 %, printed as 5.1 %.", ("Table 2",),
        ),
        (
            with_cohort(harm=[one_harm(count=41)]),
            f"count_above_n|{PLACE}:AE:count:Fever:grade 3", "41 of 40 patients is more than all.", ("T",),
        ),
        (
            with_row("OS", "median", ci=[26, 15]),
            f"interval_reversed|{PLACE}:OS:median", "The interval's bounds are reversed.", ("Results, Survival",),
        ),
        (
            with_row("OS", "median", ci=[21, 26]),
            f"interval|{PLACE}:OS:median", "The interval 21 to 26 does not contain its own estimate, 20.",
            ("Results, Survival",),
        ),
        (
            with_row("OS", "median", ci=[15, 19.5]),
            f"interval|{PLACE}:OS:median", "The interval 15 to 19.5 does not contain its own estimate, 20.",
            ("Results, Survival",),
        ),
        (
            with_row("OS", "median", range=[2, 19]),
            f"range|{PLACE}:OS", "The median 20 lies outside the range 2 to 19.", ("Results, Survival",),
        ),
        (
            with_row("OS", "median", range=[21, 60]),
            f"range|{PLACE}:OS", "The median 20 lies outside the range 21 to 60.", ("Results, Survival",),
        ),
        (
            with_base(0, median=29),
            f"range|{PLACE}:baseline:Age", "The median 29 lies outside the range 30 to 70.", ("Table 1, age",),
        ),
        (
            with_base(0, mean=70.5),
            f"range|{PLACE}:baseline:Age", "The mean 70.5 lies outside the range 30 to 70.", ("Table 1, age",),
        ),
        (
            with_base(0, median=29, group="few_lines"),
            f"range|{PLACE}.few_lines:baseline:Age", "The median 29 lies outside the range 30 to 70.",
            ("Table 1, age",),
        ),
        (
            with_rows(survival(24, 71)),
            f"landmarks|{PLACE}:OS", "71 % at 24 months is above 70 % at 12 months.",
            ("Results, Survival", "Figure 24"),
        ),
        (
            with_rows(survival(3, 69)),
            f"landmarks|{PLACE}:OS", "70 % at 12 months is above 69 % at 3 months.",
            ("Figure 3", "Results, Survival"),
        ),
        (
            with_rows({"endpoint": "PR", "statistic": "percent", "value": 26, "unit": "%"}),
            f"percent|{PLACE}:PR:percent", "10 of 40 is 25.0 %, printed as 26 %.", ("Table 2", "Table 9"),
        ),
        (
            with_rows({"endpoint": "PD", "statistic": "count", "value": 12, "unit": "patients"}),
            f"printed_twice|{PLACE}:PD:count", "Printed as 12 (30 %) and as 12.", ("Table 2", "Table 9"),
        ),
        (
            with_rows(
                {"endpoint": "PFS", "statistic": "median", "value": 9, "unit": "months", "group": "few_lines",
                 "p": 0.01, "p_is": "<"}
            ),
            f"printed_twice|{PLACE}.few_lines:PFS:median", "Printed as 9, p = 0.03 and as 9, p < 0.01.",
            ("Figure 1", "Table 9"),
        ),
        (
            with_base(1, shares=[{"label": "All", "count": 39, "when": {"at_least": 1}}]),
            f"sum|{PLACE}:baseline:Metastases", "The counts add up to 39, not to 40.", ("Table 1, lesions",),
        ),
        (
            with_row("SD", "count", value=15, percent=37.5),
            f"response_sum|{PLACE}", "CR, PR, SD and PD add up to 39, not to 40.", ("Table 2",),
        ),
        (
            with_rows({"endpoint": "ORR", "statistic": "count", "value": 13, "unit": "patients"}),
            f"response_parts|{PLACE}:ORR", "ORR is printed as 13, its parts add up to 12.", ("Table 9", "Table 2"),
        ),
        (
            with_rows({"endpoint": "DCR", "statistic": "count", "value": 27, "unit": "patients"}),
            f"response_parts|{PLACE}:DCR", "DCR is printed as 27, its parts add up to 28.", ("Table 9", "Table 2"),
        ),
        (
            changed(arden(), lambda raw: raw["cohort"][0]["group"][2].update(n=41)),
            f"group_above_cohort|{PLACE}.responders", "The group has 41 patients, the cohort 40.",
            ("Figure 2", "Table 1"),
        ),
        (
            changed(arden(), lambda raw: raw["cohort"][0]["group"][1].update(n=17, locator="Table 1b")),
            f"split|{PLACE}:prior lines", "The groups by prior lines add up to 41, the cohort has 40.",
            ("Table 1", "Table 1b"),
        ),
        (
            with_rows({"endpoint": "OS", "statistic": "count", "value": 11, "unit": "patients", "still_alive": True}),
            f"deaths|{PLACE}:curve", "The curve counts 30 deaths; 11 of 40 are alive.", ("Table 9", "Figure 1"),
        ),
        (
            with_rows(
                {"endpoint": "OS", "statistic": "count", "value": 10, "unit": "patients", "still_alive": True},
                {"endpoint": "death", "statistic": "count", "value": 29, "term": "liver", "locator": "Table 8"},
                {"endpoint": "death", "statistic": "count", "value": 2, "term": "other", "locator": "Table 8"},
            ),
            f"deaths|{PLACE}", "The deaths by cause add up to 31; 10 of 40 are alive.", ("Table 9", "Table 8"),
        ),
    ],
)  # fmt: skip
def test_what_does_not_add_up_is_told_with_its_numbers_and_its_places(
    source: Source, key: str, what: str, places: tuple[str, ...]
) -> None:
    assert found(source) == [(key, what, places)]


@each(
    "source",
    [
        with_row("CR", "count", percent=5.0), with_row("CR", "count", percent=None),
        with_row("OS", "median", ci=[20, 20]), with_row("OS", "median", ci=[20, 26]),
        with_row("OS", "median", ci=[15, 20]),
        with_row("OS", "median", range=[20, 60]), with_row("OS", "median", range=[2, 20]),
        with_base(0, median=30), with_base(0, median=70), with_base(0, mean=30), with_base(0, range=None),
        changed(arden(), lambda raw: raw["cohort"][0]["group"][2].update(n=40)),
        changed(arden(), lambda raw: raw["cohort"][0]["group"][1].pop("n")),
        with_base(1, shares=[{"label": "Some", "percent": 9, "when": {"at_most": 1}}]),
        with_cohort(harm=[one_harm(count=40)]), with_cohort(harm=[one_harm(count=41, per="events")]),
        with_rows(survival(24, 70)), with_rows(survival(24, 75, group="few_lines")),
        with_rows(survival(24, 75, term="liver death only")),
        with_rows(survival(24, 75, endpoint="PFS")),
        with_rows({"endpoint": "PR", "statistic": "percent", "value": 25, "unit": "%"}),
        with_rows({"endpoint": "PR", "statistic": "percent", "value": 31, "unit": "%", "group": "few_lines"}),
        with_rows({"endpoint": "CR", "statistic": "count", "value": 2, "unit": "patients", "percent": 5}),
        with_rows({"endpoint": "ORR", "statistic": "count", "value": 12, "unit": "patients"}),
        with_rows({"endpoint": "DCR", "statistic": "count", "value": 28, "unit": "patients"}),
        with_rows({"endpoint": "OS", "statistic": "count", "value": 10, "unit": "patients", "still_alive": True}),
        with_rows({"endpoint": "OS", "statistic": "count", "value": 25, "unit": "patients", "still_alive": False}),
        with_base(1, shares=[{"label": "Some", "count": 9, "when": {"at_most": 1}}], exhaustive=False),
    ],
)  # fmt: skip
def test_at_its_bound_or_where_nothing_contradicts_it_a_figure_adds_up(source: Source) -> None:
    assert found(source) == []


@each(("percent", "fits"), [(31, True), (32, False), (31.2, True), (31.3, True), (31.1, False), (31.25, True)])
def test_half_a_unit_of_the_last_printed_decimal_is_forgiven_and_no_more(percent: float, fits: bool) -> None:
    """10 of 32 evaluated are 31.25 %, whether the percentage stands beside the count or apart from it."""
    beside = {"endpoint": "PR", "statistic": "count", "value": 10, "unit": "patients", "n": 32, "locator": "Table 2"}
    apart = {"endpoint": "PR", "statistic": "percent", "value": percent, "unit": "%", "locator": "Table 9"}

    def printed(*rows: Raw) -> Source:
        own = {"outcome": list(rows), "curve": []}
        return changed(arden(), lambda raw: raw["cohort"][0].update(own) or raw.update(dispute=[]))

    assert (found(printed(beside | {"percent": percent})) == []) is fits
    assert (found(printed(beside, apart)) == []) is fits


def test_each_way_of_measuring_and_each_group_is_added_up_on_its_own() -> None:
    """By WHO 1, 8, 16 and 16 of 40 are 41; of 24 with few lines 1, 5, 9 and 8 are 23, and 7 is not 1 and 5."""

    def rows(kind: Raw, *values: int) -> list[Raw]:
        parts = zip(("CR", "PR", "SD", "PD"), values, strict=True)
        return [{"endpoint": part, "statistic": "count", "value": x, "unit": "patients", **kind} for part, x in parts]

    few = {"group": "few_lines", "locator": "Table 8"}
    rate = {"endpoint": "ORR", "statistic": "count", "value": 7, "unit": "patients", **few}
    assert found(with_rows(*rows({"term": "WHO"}, 1, 8, 16, 16), *rows(few, 1, 5, 9, 8), rate)) == [
        (f"response_sum|{PLACE}:WHO", "CR, PR, SD and PD add up to 41, not to 40.", ("Table 9",)),
        (f"response_sum|{PLACE}.few_lines", "CR, PR, SD and PD add up to 23, not to 24.", ("Table 8",)),
        (f"response_parts|{PLACE}.few_lines:ORR", "ORR is printed as 7, its parts add up to 6.", ("Table 8",)),
    ]
    assert found(with_rows(*rows({"term": "WHO", "n": 41}, 1, 8, 16, 16))) == []


def test_figures_of_a_group_are_told_by_the_group() -> None:
    """Nine months lie outside 10 to 20; survival rises from 60 to 61 %; 20 of the 24 with few lines are counted."""

    def change(raw: Raw) -> None:
        own, few = raw["cohort"][0], {"group": "few_lines"}
        next(row for row in own["outcome"] if row.get("group") == "few_lines")["range"] = [10, 20]
        own["outcome"] += [survival(6, 60, **few), survival(12, 61, **few)]
        share = {"label": "All", "count": 20, "when": {"at_least": 1}}
        own["baseline"].append({"name": "Sites", "fact": "lesion_count", "shares": [share], "locator": "T", **few})

    group = f"{PLACE}.few_lines"
    assert [(key, what) for key, what, _ in found(changed(arden(), change))] == [
        (f"sum|{group}:baseline:Sites", "The counts add up to 20, not to 24."),
        (f"landmarks|{group}:OS", "61 % at 12 months is above 60 % at 6 months."),
        (f"range|{group}:PFS", "The median 9 lies outside the range 10 to 20."),
    ]


def test_survival_that_rises_twice_is_told_once() -> None:
    assert len(found(with_rows(survival(24, 71), survival(36, 72)))) == 1
