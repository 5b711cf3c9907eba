"""The curves kept in data/curves are the ones that today's figures and method would draw."""

from __future__ import annotations

import json

import pytest
from worked import changed, sources

from haic_core.curves import kept, published
from haic_core.curves.plan import plan_of
from haic_core.curves.published import curve_bases, draw

BASES = list(curve_bases(tuple(sources())))
SMALL = [
    (source, cohort, basis)
    for source, cohort, basis in BASES
    if (source.key, basis.group) in (("aarts2020", None), ("shi2021", "under_9_lesions"))
]


def is_stored(source, cohort, basis):
    """Whether data/curves holds this curve, built from the very figures the document now prints."""
    plan = plan_of(source, cohort, basis)
    return kept.read(plan.name, kept.fingerprint(plan)) is not None


@pytest.mark.parametrize(
    ("source", "cohort", "basis"), BASES, ids=[f"{s.key}/{c.id} {b.group or 'all'} {b.endpoint}" for s, c, b in BASES]
)
def test_every_curve_is_kept_and_built_from_the_figures_as_they_stand(source, cohort, basis):
    assert is_stored(source, cohort, basis), "figures or method changed: run python -m haic_core keep-curves"


def test_no_curve_is_kept_that_the_library_no_longer_has():
    wanted = {kept.file_name(plan_of(*one).name) for one in BASES}
    assert {path.name for path in kept.FOLDER.glob("*.json")} == wanted


@pytest.mark.parametrize(("source", "cohort", "basis"), SMALL, ids=lambda one: getattr(one, "key", ""))
def test_a_kept_curve_is_the_one_drawn_afresh(source, cohort, basis):
    kept, plan = draw(source, cohort, basis), plan_of(source, cohort, basis)
    fresh = plan.drawn()
    assert [event for _, event in kept.reconstruction.records] == [event for _, event in fresh.records]
    assert kept.reconstruction.survival == pytest.approx(fresh.survival, abs=1e-6)
    assert kept.reconstruction.band_low == pytest.approx(fresh.band_low, abs=2e-3)
    assert kept.reconstruction.as_mapping().keys() == fresh.as_mapping().keys()


def test_a_changed_figure_leaves_the_kept_curve_aside(monkeypatch):
    def slower(raw):
        cohort = next(one for one in raw["cohort"] if one["id"] == "y90_mmc")
        median = next(one for one in cohort["outcome"] if (one["endpoint"], one["statistic"]) == ("OS", "median"))
        median["value"] = 12.7

    other = changed("aarts2020", slower)
    (_, cohort, basis), *_ = curve_bases((other,))
    assert not is_stored(other, cohort, basis)
    assert draw(other, cohort, basis).reconstruction.median == 12.7


def test_a_kept_file_says_what_it_is_a_line_a_field(tmp_path):
    source, cohort, basis = SMALL[0]
    curve = draw(source, cohort, basis)
    path = kept.write("a/b OS", "hash", curve.reconstruction, curve.estimate, tmp_path)
    assert path.name == "a.b.OS.json" and json.loads(path.read_text())["curve"] == "a/b OS"
    assert kept.read("a/b OS", "another hash", tmp_path) is None
    assert kept.read("a/b OS", "hash", tmp_path) == kept.KeptCurve(curve.reconstruction, curve.estimate)
    assert published.kept.FOLDER.name == "curves"
