"""One figure changed in memory: the audit must notice, name it, and pass again once a dispute declares it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from each import each
from worked import Raw, changed, raw_of, source_paths, sources

from haic_core.evidence.audit import audit
from haic_core.evidence.source import Source


def keys(source: Source) -> set[str]:
    return {found.key for found in audit([source]).inconsistencies}


def noticed(key: str, change: Callable[[Raw], object]) -> set[str]:
    """The keys of what the audit finds after the change and did not find before."""
    return keys(changed(key, change)) - keys(changed(key, lambda raw: None))


def treated(raw: Raw) -> Raw:
    cohorts: list[Raw] = raw["cohort"]
    return next(one for one in cohorts if one["id"] == "haic")


def outcome(raw: Raw, endpoint: str, statistic: str = "median", term: str | None = None) -> Raw:
    """A row of the whole cohort, not of one of its groups."""
    rows: list[Raw] = treated(raw)["outcome"]
    return next(
        one
        for one in rows
        if (one["endpoint"], one["statistic"], one.get("group"), one.get("term")) == (endpoint, statistic, None, term)
    )


def baseline(raw: Raw, name: str) -> Raw:
    rows: list[Raw] = treated(raw)["baseline"]
    return next(one for one in rows if (one["name"], one.get("group")) == (name, None))


def _wrong_percent(raw: Raw) -> None:
    share = baseline(raw, "HER2")["shares"][0]
    share["percent"] += 1


def _wrong_count(raw: Raw) -> None:
    baseline(raw, "HER2")["shares"][0]["count"] += 1


def _above_n(raw: Raw) -> None:
    baseline(raw, "HER2")["shares"][0]["count"] = 43


def _interval_beside(raw: Raw) -> None:
    outcome(raw, "OS")["ci"] = [20.0, 23.8]


def _interval_reversed(raw: Raw) -> None:
    outcome(raw, "OS")["ci"].reverse()


def _median_past_the_longest(raw: Raw) -> None:
    outcome(raw, "OS")["range"] = [1, 19]


def _median_outside_the_range(raw: Raw) -> None:
    baseline(raw, "Age")["median"] = 68


def _one_response_more(raw: Raw) -> None:
    outcome(raw, "SD", "count")["value"] += 1


def _response_rate_of_other_parts(raw: Raw) -> None:
    treated(raw)["outcome"].append(
        {"endpoint": "ORR", "statistic": "count", "value": 19, "unit": "patients", "locator": "Results"}
    )


def _group_larger_than_the_cohort(raw: Raw) -> None:
    treated(raw)["group"][0]["n"] = 43


def _groups_of_a_split_too_large(raw: Raw) -> None:
    treated(raw)["group"][0]["n"] = 21


def _one_patient_more_alive(raw: Raw) -> None:
    outcome(raw, "OS", "count", term="alive at the time of writing")["value"] = 10


def _one_death_more_behind_the_curve(raw: Raw) -> None:
    treated(raw)["curve"][0]["events"] = 34


def _printed_twice(raw: Raw) -> None:
    twice = {**outcome(raw, "OS"), "value": 19.4}
    treated(raw)["outcome"].append(twice)


def _rising_survival(raw: Raw) -> None:
    for months, value in ((12, 50), (24, 60)):
        treated(raw)["outcome"].append(
            {
                "endpoint": "OS",
                "statistic": "survival_percent",
                "value": value,
                "unit": "%",
                "at_months": months,
                "locator": "Figure 9",
            }
        )


def _rising_survival_with_another_series_between(raw: Raw) -> None:
    _rising_survival(raw)
    for months in (12, 24):
        treated(raw)["outcome"].append(
            {
                "endpoint": "OS",
                "statistic": "survival_percent",
                "value": 40,
                "unit": "%",
                "at_months": months,
                "term": "another clock",
                "locator": "Figure 9",
            }
        )


@pytest.mark.parametrize(
    ("change", "key"),
    [
        (_wrong_percent, "percent|hsiao/haic:baseline:count:HER2: Positive"),
        (_wrong_count, "sum|hsiao/haic:baseline:HER2"),
        (_above_n, "count_above_n|hsiao/haic:baseline:count:HER2: Positive"),
        (_interval_beside, "interval|hsiao/haic:OS:median"),
        (_interval_reversed, "interval_reversed|hsiao/haic:OS:median"),
        (_median_past_the_longest, "range|hsiao/haic:OS"),
        (_median_outside_the_range, "range|hsiao/haic:baseline:Age"),
        (_one_response_more, "response_sum|hsiao/haic"),
        (_response_rate_of_other_parts, "response_parts|hsiao/haic:ORR"),
        (_group_larger_than_the_cohort, "group_above_cohort|hsiao/haic.fewer_than_three_lines"),
        (_groups_of_a_split_too_large, "split|hsiao/haic:prior lines"),
        (_one_patient_more_alive, "deaths|hsiao/haic"),
        (_one_death_more_behind_the_curve, "deaths|hsiao/haic:curve"),
        (_printed_twice, "printed_twice|hsiao/haic:OS:median"),
        (_rising_survival, "landmarks|hsiao/haic:OS"),
        (_rising_survival_with_another_series_between, "landmarks|hsiao/haic:OS"),
    ],
    ids=lambda value: value.__name__.strip("_").replace("_", " ") if callable(value) else "",
)
def test_a_changed_figure_is_noticed(change: Callable[[Raw], object], key: str) -> None:
    assert key in noticed("hsiao", change)


def test_two_groups_with_the_same_fault_are_two_findings() -> None:
    def both(raw: Raw) -> None:
        for group in ("fewer_than_three_lines", "three_or_more_lines"):
            treated(raw)["outcome"].append(
                {
                    "endpoint": "TTP",
                    "statistic": "median",
                    "value": 30,
                    "range": [1, 20],
                    "unit": "months",
                    "group": group,
                    "locator": "Table 9",
                }
            )

    assert len(noticed("hsiao", both)) == 2


def test_what_is_noticed_is_undeclared_until_a_dispute_settles_it() -> None:
    key = "sum|hsiao/haic:baseline:HER2"

    def declared(raw: Raw) -> None:
        _wrong_count(raw)
        raw["dispute"].append(
            {
                "id": "her2_sum",
                "kind": "arithmetic",
                "what": "Adds up to 43.",
                "shown": "As printed.",
                "between": ["Table I"],
                "settles": [key],
            }
        )

    open_ = {found.key: found.declared_by for found in audit([changed("hsiao", _wrong_count)]).inconsistencies}
    settled = {found.key: found.declared_by for found in audit([changed("hsiao", declared)]).inconsistencies}
    assert open_[key] is None and settled[key] == "her2_sum"


@each(("part", "word"), [("figures", "there is no figure"), ("settles", "no longer finds")])
def test_a_dispute_about_nothing_is_a_fault_of_its_own(part: str, word: str) -> None:
    def stale(raw: Raw) -> None:
        raw["dispute"].append(
            {
                "id": "ghost",
                "kind": "reading",
                "what": "Nothing.",
                "shown": "Nothing.",
                "between": ["Table I"],
                part: ["hsiao/haic:OS:median:of nobody"],
            }
        )

    before = audit([changed("hsiao", lambda raw: None)]).faults
    after = audit([changed("hsiao", stale)]).faults
    assert [fault for fault in after if fault not in before and "'ghost'" in fault and word in fault]


def test_a_source_left_out_is_a_fault_in_its_own_sentence() -> None:
    report = audit([], ["mine.toml: study > locator: this key is missing."])
    assert report.faults == ("mine.toml: study > locator: this key is missing.",) and not report.passes


@each("path", source_paths(), ids=lambda path: path.stem)
def test_the_printed_counts_of_a_document_are_checked_or_declared(path: Path) -> None:
    source = next(one for one in sources() if one.key == path.stem)
    report = audit([source])
    assert [f"{found.key}: {found.what}" for found in report.undeclared] == []
    assert list(report.faults) == []


def test_a_rounded_percentage_is_no_inconsistency() -> None:
    def one_digit(raw: Raw) -> None:
        baseline(raw, "HER2")["shares"] = [
            {"label": "Positive", "count": 12, "percent": 28.6},
            {"label": "Negative", "count": 30, "percent": 71},
        ]

    assert noticed("hsiao", one_digit) == set()
    assert raw_of("hsiao")["key"] == "hsiao"
