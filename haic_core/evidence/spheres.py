"""Resin and glass beside each other, where one document prints both apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from haic_core.evidence.cohort import Group
from haic_core.evidence.figures import SIZE, Figure, figures_of_series
from haic_core.evidence.series import OnSeries, Quoted, Series, listed_series, of_option
from haic_core.evidence.source import Source
from haic_core.words.vocabulary import Modality


@dataclass(frozen=True, slots=True)
class SphereGroups(OnSeries):
    """The groups of one series by their spheres, and row by row what is printed of each; None where nothing is."""

    groups: tuple[Group, ...]
    rows: tuple[tuple[Figure | None, ...], ...]


def by_spheres(sources: Sequence[Source], primary: str) -> tuple[SphereGroups, ...]:
    """Every series of Y-90, quoted ones too, that prints resin and glass as groups."""
    listed = of_option(listed_series(sources, primary=primary, quoted=Quoted.LISTED), Modality.Y90)
    return tuple(found for series in listed if len((found := _apart(series)).groups) > 1)


def _apart(series: Series) -> SphereGroups:
    groups = tuple(group for group in series.cohort.group if group.particle)
    figures = [one for one in figures_of_series(series) if one.term != SIZE]
    asked = dict.fromkeys(_question(one) for one in figures if one.group in {group.id for group in groups})
    found = {(_question(one), one.group): one for one in figures}
    rows = tuple(tuple(found.get((question, group.id)) for group in groups) for question in asked)
    return SphereGroups(series, groups, rows)


def _question(figure: Figure) -> tuple[object, ...]:
    return figure.endpoint, figure.statistic, figure.term, figure.at_months, figure.grade
