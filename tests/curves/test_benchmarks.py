"""The benchmarks in short: real cohorts, wide marks that a broken engine would miss."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from benchmarks.curves.pools import pools
from benchmarks.curves.reconstruction import HEAD, KINDS, SCENARIOS, table

TABLES = Path(__file__).parents[2] / "docs" / "tables"


@pytest.fixture(scope="module")
def short(pytestconfig: pytest.Config) -> dict[str, dict[str, str]]:
    known = tuple(pool for pool in pools() if pool.source in ("lung", "larynx", "lymphoma"))
    cohorts = 30 if pytestconfig.getoption("deep") else 3
    return {row[1]: dict(zip(HEAD, row, strict=True)) for row in table("OS", cohorts, known)}


def share(text: str) -> float:
    return float(text.rstrip("%"))


@pytest.mark.parametrize(
    ("printed", "most"), [("n, deaths, median, range", 6.5), ("+ CI", 5.5), ("+ CI, 1/3/5 y", 4.5)]
)
def test_reconstructed_curves_lie_near_the_true_ones_and_nearer_than_an_exponential(
    short: dict[str, dict[str, str]], printed: str, most: float
) -> None:
    assert share(short[printed]["records"]) <= most
    assert share(short[printed]["records"]) < share(short[printed]["exponential"])


def test_printed_counts_medians_and_ranges_come_back_in_every_cohort(short: dict[str, dict[str, str]]) -> None:
    assert {row["counts, median, range exact"] for row in short.values()} == {"100.0%"}


def test_the_band_holds_most_of_the_true_curve(short: dict[str, dict[str, str]]) -> None:
    assert all(share(row["points covered"]) >= 90 for row in short.values())


def test_the_kept_table_holds_every_kind_and_scenario() -> None:
    rows = list(csv.DictReader((TABLES / "reconstruction.csv").read_text(encoding="utf-8").splitlines()))
    assert [(row["kind"], row["printed"]) for row in rows] == [(kind, one) for kind in KINDS for one in SCENARIOS]


def test_what_the_methods_page_says_of_accuracy_is_what_was_measured() -> None:
    rows = list(csv.DictReader((TABLES / "reconstruction.csv").read_text(encoding="utf-8").splitlines()))
    told = (TABLES.parent / "methods.md").read_text(encoding="utf-8")
    for row in rows:
        if row["kind"] == "OS" and row["printed"] in SCENARIOS[:3] + SCENARIOS[4:5]:
            line = " | ".join(f"{share(row[column]):.1f} %" for column in ("exponential", "records", "points covered"))
            assert line in told, f"docs/methods.md lacks '{line}'"
