"""The curves kept in data/curves are the ones that today's figures and method would draw."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from worked import Raw, changed, sources

from haic_core.curves import kept
from haic_core.curves.kaplan_meier import KaplanMeier
from haic_core.curves.plan import CurveChoice, curve_choices, plan_of
from haic_core.curves.published import draw
from haic_core.curves.reconstruction.checks import Reproduced
from haic_core.curves.reconstruction.outcome import Outline, Reconstruction

CHOICES = curve_choices(sources())
SMALL = [
    choice
    for choice in CHOICES
    if (choice.source.key, choice.basis.group) in (("aarts2020", None), ("shi2021", "under_9_lesions"))
]


def is_stored(choice: CurveChoice) -> bool:
    """Whether data/curves holds this curve, built from the very figures the document now prints."""
    plan = plan_of(choice)
    return kept.read(plan.name, kept.fingerprint(plan)) is not None


@pytest.mark.parametrize("choice", CHOICES, ids=lambda choice: choice.name)
def test_every_curve_is_kept_and_built_from_the_figures_as_they_stand(choice: CurveChoice) -> None:
    assert is_stored(choice), "figures or method changed: run python -m haic_core keep-curves"


def test_no_curve_is_kept_that_the_library_no_longer_has() -> None:
    wanted = {kept.file_name(plan_of(one).name) for one in CHOICES}
    assert {path.name for path in kept.FOLDER.glob("*.json")} == wanted


@pytest.mark.parametrize("choice", SMALL, ids=lambda choice: choice.name)
def test_a_kept_curve_is_the_one_drawn_afresh(choice: CurveChoice) -> None:
    kept, plan = draw(choice), plan_of(choice)
    fresh = plan.drawn()
    assert [event for _, event in kept.reconstruction.records] == [event for _, event in fresh.records]
    assert kept.reconstruction.survival == pytest.approx(fresh.survival, abs=1e-6)
    assert kept.reconstruction.band_low == pytest.approx(fresh.band_low, abs=2e-3)
    assert kept.reconstruction.as_mapping().keys() == fresh.as_mapping().keys()


def test_a_changed_figure_leaves_the_kept_curve_aside(monkeypatch: pytest.MonkeyPatch) -> None:
    def slower(raw: Raw) -> None:
        cohort = next(one for one in raw["cohort"] if one["id"] == "y90_mmc")
        median = next(one for one in cohort["outcome"] if (one["endpoint"], one["statistic"]) == ("OS", "median"))
        median["value"] = 12.7

    other = changed("aarts2020", slower)
    choice, *_ = curve_choices([other])
    assert not is_stored(choice)
    assert draw(choice).reconstruction.median == 12.7


def test_a_kept_file_says_what_it_is_a_line_a_field(tmp_path: Path) -> None:
    curve = draw(SMALL[0])
    path = kept.write("a/b OS", "hash", curve.reconstruction, curve.estimate, tmp_path)
    assert path.name == "a.b.OS.json" and json.loads(path.read_text())["curve"] == "a/b OS"
    assert kept.read("a/b OS", "another hash", tmp_path) is None
    assert kept.read("a/b OS", "hash", tmp_path) == kept.KeptCurve(curve.reconstruction, curve.estimate)
    assert kept.FOLDER.name == "curves"


# Two women, no field like another: one progressed at 4 months, one was last seen at 8.
DRAWN = Reconstruction(
    kind="anchored", endpoint="PFS", time=(0.0, 4.0, 8.0), survival=(1.0, 0.5, 0.5), band_low=(0.9, 0.2, 0.1),
    band_high=(1.0, 0.8, 0.7), records=((4.0, 1), (8.0, 0)), at_risk=((0.0, 2), (6.0, 1)), events=((0.0, 0), (6.0, 1)),
    censored=((0.0, 0), (6.0, 0)), median=4.0, rmst={"6": 5.0, "12": None},
    reproduces=(Reproduced("landmark", 0.5, 0.4, False, 6.0), Reproduced("median", 4.0, 4.0, True)),
    notes=("A note – with a dash.",), dashed_from=0.0,
    outline=Outline((0.0, 8.0), (1.0, 0.45), (0.95, 0.3), (1.0, 0.6), (0.94, 0.25), (1.0, 0.65)), unit="weeks",
)  # fmt: skip
ESTIMATE = KaplanMeier((0.0, 4.0, 8.0), (1.0, 0.5, 0.5), (2, 2, 1), (0, 1, 0))


def test_everything_of_a_curve_comes_back_from_its_file(tmp_path: Path) -> None:
    kept.write("a/b.c PFS", "hash", DRAWN, ESTIMATE, tmp_path / "new" / "folder")
    assert kept.read("a/b.c PFS", "hash", tmp_path / "new" / "folder") == kept.KeptCurve(DRAWN, ESTIMATE)


def test_a_kept_file_is_read_by_people_too_name_inputs_and_each_field_on_its_line(tmp_path: Path) -> None:
    lines = kept.write("a/é OS", "hash", DRAWN, ESTIMATE, tmp_path).read_bytes().decode("utf-8").split("\n")
    assert lines[:4] == ["{", '"curve": "a/é OS",', '"inputs": "hash",', '"reconstruction": {']
    assert '  "notes": ["A note – with a dash."],' in lines
    assert lines[-5:] == ['  "at_risk": [2, 2, 1],', '  "events": [0, 1, 0]', "}", "}", ""]
