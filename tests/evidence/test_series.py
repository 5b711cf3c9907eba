"""Which series a question hears: of one primary or of any, quoted ones where they may be, no patient twice."""

from __future__ import annotations

from typing import Any

from each import each
from invented import arden, changed

from haic_core.evidence.series import (
    Quoted,
    Series,
    each_patient_once,
    first_hand,
    listed_series,
    of_option,
    series_of,
    speaking,
)
from haic_core.evidence.source import Source
from haic_core.words.vocabulary import Modality, Tier

COHORT = {"label": "All", "treatment": "x", "locator": "Table 1"}


def paper(key: str, *cohorts: dict[str, Any], **more: Any) -> Source:
    """A paper with these cohorts and nothing else that is printed of them."""

    def change(raw: dict[str, Any]) -> None:
        raw.update(key=key, cohort=[{**COHORT, **cohort} for cohort in cohorts], dispute=[], regimen=[], **more)

    return changed(arden(), change)


def infused(name: str = "all", **more: Any) -> dict[str, Any]:
    return {"id": name, "modality": "haic", "n": 20, **more}


def keys(found: tuple[Series, ...]) -> list[str]:
    return [series.key for series in found]


OWN = paper("own", infused(), infused("quoted", quoted_from="Ash 1999"), infused("spheres", modality="y90"))
OTHER = paper("other", infused("bowel", primary="colorectal"), infused("any", primary="mixed"))
QUOTING = paper("quoting", {**infused("tace", modality="tace"), "quoted_from": "Ash 1999"})


def test_only_series_of_the_primary_are_heard_and_a_registry_of_all_where_it_is_asked_for() -> None:
    heard = (OWN, OTHER)
    assert keys(listed_series(heard)) == ["own/all", "own/spheres", "other/bowel", "other/any"]
    assert keys(listed_series(heard, primary="breast")) == ["own/all", "own/spheres"]
    assert keys(listed_series(heard, primary="colorectal")) == ["other/bowel"]
    assert keys(listed_series(heard, primary="breast", with_mixed=True)) == ["own/all", "own/spheres", "other/any"]


def test_a_quoted_series_is_left_out_or_stands_where_its_option_has_no_other_or_is_listed() -> None:
    heard = (OWN, QUOTING)
    assert keys(listed_series(heard)) == ["own/all", "own/spheres"]
    assert keys(listed_series(heard, quoted=Quoted.WHERE_ALONE)) == ["own/all", "own/spheres", "quoting/tace"]
    assert keys(listed_series(heard, quoted=Quoted.LISTED)) == ["own/all", "own/quoted", "own/spheres", "quoting/tace"]


def test_a_series_of_another_primary_does_not_keep_a_quoted_one_out() -> None:
    bowel = paper("bowel", infused(primary="colorectal", modality="tace"))
    found = listed_series((bowel, QUOTING), primary="breast", quoted=Quoted.WHERE_ALONE)
    assert keys(found) == ["quoting/tace"]


def test_a_document_of_context_is_not_heard() -> None:
    context = OWN.model_copy(update={"tier": Tier.C})
    assert speaking((context, OTHER)) == (OTHER,)
    assert keys(listed_series((context, OTHER), primary="breast")) == []


def test_a_document_has_its_own_series_and_those_it_quotes() -> None:
    assert keys(series_of(OWN)) == ["own/all", "own/quoted", "own/spheres"]
    assert keys(first_hand(OWN)) == ["own/all", "own/spheres"]
    assert keys(of_option(series_of(OWN), Modality.HAIC)) == ["own/all", "own/quoted"]


@each(
    ("first", "second", "kept"),
    [
        ({"n": 20}, {"n": 30, "same_patients_as": "a/all"}, ["a/all"]),
        ({"n": 20, "same_patients_as": "b/all"}, {"n": 10}, ["b/all"]),
        ({"n": 20, "same_patients_as": "b/all"}, {"n": 30, "same_patients_as": "a/all"}, ["b/all"]),
        ({"n": 30, "same_patients_as": "b/all"}, {"n": 20, "same_patients_as": "a/all"}, ["a/all"]),
        ({"n": 20, "same_patients_as": "b/all"}, {"n": 20, "same_patients_as": "a/all"}, ["a/all"]),
        ({"n": None, "same_patients_as": "b/all"}, {"n": None, "same_patients_as": "a/all"}, ["a/all"]),
        ({"n": None, "same_patients_as": "b/all"}, {"n": 1, "same_patients_as": "a/all"}, ["b/all"]),
        ({"n": 20, "same_patients_as": "c/all"}, {"n": 20}, ["a/all", "b/all"]),
    ],
)
def test_patients_in_two_papers_are_heard_once(first: dict[str, Any], second: dict[str, Any], kept: list[str]) -> None:
    """The larger where both name each other, the first where they are as large, else the one that is named."""

    def only(given: dict[str, Any]) -> dict[str, Any]:
        return {name: value for name, value in infused(**given).items() if value is not None}

    pair = (paper("a", only(first)), paper("b", only(second)))
    assert keys(each_patient_once(listed_series(pair))) == kept
