"""What the audit says, sentence by sentence, on Arden's paper with one figure changed; each worked out by hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from invented import arden, birch, changed, invented_library

from haic_core.evidence.audit import AuditReport, Inconsistency, Stale, audit, trusted
from haic_core.evidence.source import Source

Raw = dict[str, Any]


def with_cohort(**own: Any) -> Source:
    """Arden's paper with other content of her cohort."""
    return changed(arden(), lambda raw: raw["cohort"][0].update(own))


def with_rows(*rows: Raw) -> Source:
    """Arden's paper with more printed results."""
    placed = [{"locator": "Table 9", "unit": "", **row} for row in rows]
    return changed(arden(), lambda raw: raw["cohort"][0]["outcome"].extend(placed))


def with_row(endpoint: str, statistic: str, **new: Any) -> Source:
    """Arden's paper with one printed result of all forty women changed."""

    def change(raw: Raw) -> None:
        rows = raw["cohort"][0]["outcome"]
        kind = (endpoint, statistic, None)
        next(row for row in rows if (row["endpoint"], row["statistic"], row.get("group")) == kind).update(new)

    return changed(arden(), change)


def with_base(place: int, **new: Any) -> Source:
    return changed(arden(), lambda raw: raw["cohort"][0]["baseline"][place].update(new))


def found(source: Source) -> list[tuple[str, str, tuple[str, ...]]]:
    """Key, sentence and places of everything that does not add up."""
    return [(one.key, one.what, one.locators) for one in audit([source]).inconsistencies]


def survival(at: float, value: float, **more: Any) -> Raw:
    row = {"endpoint": "OS", "statistic": "survival_percent", "value": value, "unit": "%", "at_months": at}
    return row | {"locator": f"Figure {at:g}"} | more


def one_harm(count: int, **more: Any) -> Raw:
    return {"term": "Fever", "locator": "T", "grades": [{"grade": "3", "serious": True, "count": count}], **more}


def test_a_paper_that_adds_up_is_found_without_fault() -> None:
    report = audit([arden(), birch()])
    assert (report.inconsistencies, report.stale, report.left_out) == ((), (), ())
    assert (report.figures, report.disputes) == (35, 1) and report.passes


PLACE = "arden/infused"


@pytest.mark.parametrize(
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


@pytest.mark.parametrize(
    "source",
    [
        with_row("CR", "count", percent=5.0), with_row("CR", "count", percent=None),
        with_row("OS", "median", ci=[20, 26]), with_row("OS", "median", ci=[15, 20]),
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


@pytest.mark.parametrize(("percent", "fits"), [(32, True), (31, False), (31.2, True), (31.3, True), (31.1, False)])
def test_half_a_unit_of_the_last_printed_decimal_is_forgiven_and_no_more(percent: float, fits: bool) -> None:
    """10 of 32 evaluated are 31.25 %: printed whole it rounds to 31, which is 0.25 off; 32 is 0.75 off."""
    source = with_row("PR", "count", percent=percent, n=32)
    assert (not [key for key, _, _ in found(source) if key.startswith("percent")]) is (percent in (31, 31.2, 31.3)), (
        fits
    )


def test_a_dispute_that_settles_a_finding_declares_it_and_one_that_settles_nothing_is_stale() -> None:
    def change(raw: Raw) -> None:
        raw["cohort"][0]["outcome"][4]["range"] = [2, 19]
        raw["dispute"].append(
            {
                "id": "range", "kind": "transcription", "what": "The range.", "shown": "As printed.",
                "between": ["Results", "Figure 1"], "settles": [f"range|{PLACE}:OS", "sum|gone"],
            }
        )  # fmt: skip
        raw["dispute"][0]["figures"] = [f"{PLACE}:CR:count", f"{PLACE}:CR:mean"]

    report = audit([changed(arden(), change), birch()], ["birch2.toml: left out."])
    what = "The median 20 lies outside the range 2 to 19."
    assert report.inconsistencies == (
        Inconsistency(f"range|{PLACE}:OS", "arden", what, ("Results, Survival",), "range"),
    )
    sentences = (
        f"arden.toml: dispute 'responders_twice': there is no figure '{PLACE}:CR:mean'.",
        "arden.toml: dispute 'range': the audit no longer finds 'sum|gone'.",
    )
    assert report.stale == tuple(Stale("arden", sentence) for sentence in sentences)
    assert report.faults == ("birch2.toml: left out.", *sentences)
    assert report.undeclared == () and not report.passes and report.disputes == 2


@pytest.mark.parametrize(
    "report",
    [
        AuditReport((Inconsistency("a", "b", "c", (), None),), (), (), 1, 1), AuditReport((), ("left out",), (), 1, 1),
        AuditReport((), (), (Stale("a", "b"),), 1, 1),
    ],
)  # fmt: skip
def test_one_undeclared_finding_one_document_left_out_or_one_stale_dispute_keeps_the_audit_from_passing(
    report: AuditReport,
) -> None:
    assert not report.passes
    assert AuditReport((Inconsistency("a", "b", "c", (), "declared"),), (), (), 1, 1).passes


def test_two_documents_are_audited_one_after_the_other() -> None:
    wrong = [
        with_row("OS", "median", range=[2, 19]),
        changed(birch(), lambda raw: raw["cohort"][0]["baseline"][0].update(mean=10)),
    ]
    report = audit(wrong)
    assert [(one.source, one.key) for one in report.inconsistencies] == [
        ("arden", f"range|{PLACE}:OS"), ("birch", "range|birch/embolised:baseline:Largest lesion"),
    ]  # fmt: skip


def doubtful(change: Callable[[Raw], object]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The documents that are left and what is said of those left out, of a library with a changed paper and Birch."""
    library = trusted(invented_library(changed(arden(), change), birch()))
    return tuple(source.key for source in library.sources), library.left_out


def test_a_document_that_does_not_add_up_undeclared_is_left_out_with_its_first_fault_and_its_option_is_told() -> None:
    def change(raw: Raw) -> None:
        raw["cohort"][0]["outcome"][4].update(range=[2, 19], ci=[21, 26])
        raw["dispute"][0]["figures"] = ["gone"]

    kept, told = doubtful(change)
    assert kept == ("birch",)
    assert told[0] == (
        "arden.toml: The interval 21 to 26 does not contain its own estimate, 20. (Results, Survival); no dispute "
        "declares it."
    )
    assert (
        "The option 'haic' has no entry criterion in any readable source, so its verdict can only be unknown or fail."
        in told
    )
    assert sum(sentence.startswith("arden.toml") for sentence in told) == 1


def test_a_document_with_a_stale_dispute_is_left_out_and_one_that_adds_up_stays() -> None:
    def stale(raw: Raw) -> None:
        raw["dispute"][0]["figures"] = ["gone"]

    kept, told = doubtful(stale)
    assert kept == ("birch",)
    assert told[0] == "arden.toml: dispute 'responders_twice': there is no figure 'gone'."
    library = invented_library()
    assert trusted(library) is library


def test_what_the_reader_left_out_before_is_told_first_and_once() -> None:
    before = replace(
        invented_library(with_row("OS", "median", range=[2, 19]), birch()), left_out=("old.toml: no.",) * 2
    )
    told = trusted(before).left_out
    assert (
        told[0] == "old.toml: no." and told.count("old.toml: no.") == 1 and told[1].startswith("arden.toml: The median")
    )
