"""Patients like the one in hand: who is counted, by which bands, and who is left out; never fewer than ten."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from each import each
from registries import PLAIN

from haic_core.case.patient import Patient
from haic_core.cohort.alike import Alike, alike, band_of, enough
from haic_core.cohort.counts import Counted
from haic_core.cohort.engines.duckdb import counted_file, opened
from haic_core.cohort.mapping import Mapping
from haic_core.cohort.mapping_file import mapping_from
from haic_core.words.refusal import Refusal

MAPPING: Mapping = mapping_from(
    {**PLAIN, "facts": {"age_years": "age", "her2": "HER2", "ecog": "ps", "ascites": "asc"},
     "values": {"her2": {"Pos": "positive", "3+": "positive", "Neg": "negative"}}},
    "map.json",
)  # fmt: skip
PATIENT = Patient({"age_years": 50, "her2": "positive", "ascites": False})


def like(found: Alike, ages: Sequence[object], her2: str = "3+") -> Counted:
    rows = "".join(f"{n},{5 + n},Dead,A,{age},{her2},1,FALSE\n" for n, age in enumerate(ages))
    return counted_file(
        opened(f"id,months,status,arm,age,HER2,ps,asc\n{rows}".encode(), "own.csv"), MAPPING, found.like
    )


def test_who_is_alike_is_shown_fact_by_fact_and_what_the_case_does_not_record_is_said() -> None:
    found = alike(PATIENT, MAPPING)
    assert [(one.fact, one.column, one.allows) for one in found.shared] == [
        ("age_years", "age", "40 to 60 years"), ("her2", "HER2", "Pos or 3+"), ("ascites", "asc", "false"),
    ]  # fmt: skip
    assert found.not_recorded == ("ecog",)


def test_a_word_that_nobody_has_translated_compares_nothing() -> None:
    found = alike(Patient({"her2": "low"}), MAPPING)
    assert (found.like, found.not_told) == ((), ("her2",))


@each(
    ("fact", "value", "band"),
    [
        ("ecog", 0, (0, 1)), ("ecog", 1, (0, 1)), ("ecog", 2, (2, 2)), ("ecog", 4, (3, 4)),
        ("lesion_count", 1, (1, 1)), ("lesion_count", 4, (4, 9)), ("lesion_count", 50, (10, 200)),
        ("age_years", 20, (18, 30)), ("age_years", 105, (95, 110)), ("albumin_g_l", 40, (30, 50)),
    ],
)  # fmt: skip
def test_bands_lie_around_the_case_and_within_what_a_fact_may_be(
    fact: str, value: float, band: tuple[float, float]
) -> None:
    assert band_of(fact, value) == band


def test_the_others_and_those_of_whom_it_is_not_known_are_counted_apart() -> None:
    found = like(alike(PATIENT, MAPPING), [40, 60, 39.9, 60.1, "", "unknown", 50])
    assert (found.n, found.unlike, found.not_known, found.left_out) == (3, 2, 2, 0)


def test_no_curve_stands_on_fewer_than_ten() -> None:
    few = like(alike(PATIENT, MAPPING), [50] * 9 + [80, ""])
    with pytest.raises(
        Refusal, match=r"own.csv: only 9 patients are like the case \(1 are not, of 1 it is not known\)"
    ):
        enough(few, "own.csv")
    ten = like(alike(PATIENT, MAPPING), [50] * 10)
    assert enough(ten, "own.csv") is ten


def test_nobody_like_the_case_is_said() -> None:
    with pytest.raises(Refusal, match="no patient is like the case in hand"):
        like(alike(PATIENT, MAPPING), [80, 90])
