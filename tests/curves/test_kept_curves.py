"""The curves kept in data/curves are the ones that today's figures and method would draw."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from each import each
from lifelines import KaplanMeierFitter
from worked import Raw, changed, sources

from haic_core.curves import kept
from haic_core.curves.kaplan_meier import KaplanMeier, kaplan_meier
from haic_core.curves.plan import CurveChoice, CurvePlan, curve_choices, plan_of
from haic_core.curves.published import _made, draw, keep_curves
from haic_core.curves.reconstruction.checks import Reproduced
from haic_core.curves.reconstruction.outcome import Outline, Reconstruction
from haic_core.words.refusal import Refusal

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


@each("choice", CHOICES, ids=lambda choice: choice.name)
def test_every_curve_is_kept_and_built_from_the_figures_as_they_stand(choice: CurveChoice) -> None:
    assert is_stored(choice), "figures or method changed: run python -m haic_core keep-curves"


def test_no_curve_is_kept_that_the_library_no_longer_has() -> None:
    wanted = {kept.file_name(plan_of(one).name) for one in CHOICES}
    assert {path.name for path in kept.FOLDER.glob("*.json")} == wanted


@each("choice", SMALL, ids=lambda choice: choice.name)
def test_a_kept_curve_is_the_one_drawn_afresh(choice: CurveChoice) -> None:
    stored, plan = draw(choice), plan_of(choice)
    fresh = plan.drawn()
    assert stored.estimate == kaplan_meier(fresh.records)
    assert stored.reconstruction.survival == pytest.approx(fresh.survival, abs=1e-12)
    assert replace(stored.reconstruction, survival=fresh.survival) == fresh


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
    assert lines[:3] == ["{", '"curve": "a/é OS",', '"inputs": "hash",'] and lines[4] == '"reconstruction": {'
    assert lines[3].startswith('"content": "')
    assert '  "notes": ["A note – with a dash."],' in lines
    assert lines[-5:] == ['  "at_risk": [2, 2, 1],', '  "events": [0, 1, 0]', "}", "}", ""]


def test_a_kept_survival_is_lifelines_to_twelve_digits() -> None:
    for choice in CHOICES:
        curve = draw(choice)
        time, event = zip(*curve.reconstruction.records)
        fitted = KaplanMeierFitter().fit(time, event).survival_function_.iloc[:, 0]
        assert curve.estimate.survival == pytest.approx(tuple(fitted), abs=1e-12)


NOT_AS_KEPT = "what stands in it is not what was kept"
DRAWN_ANEW = CurvePlan.drawn


@cache
def anew(name: str) -> Reconstruction:
    """A curve drawn from its figures once, whatever file of it is spoiled next."""
    return DRAWN_ANEW(next(plan_of(choice) for choice in CHOICES if plan_of(choice).name == name))


SPOILED: dict[str, tuple[Callable[[str], str], str]] = {
    "truncated": (lambda text: text[: len(text) // 2], "this is not JSON"),
    "one digit changed": (lambda text: text.replace('"median": 12.6', '"median": 12.7'), NOT_AS_KEPT),
    "other JSON": (lambda text: '{"cases": []}', "it is not laid down as a kept curve is"),
    "a list": (lambda text: "[]", "it is not laid down as a kept curve is"),
    "empty": (lambda text: "", "a kept curve is a JSON object"),
    "no curve": (lambda text: json.dumps({"inputs": json.loads(text)["inputs"]}), NOT_AS_KEPT),
}


@pytest.mark.parametrize("how", SPOILED)
def test_a_spoiled_file_is_named_and_its_curve_drawn_anew(
    how: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Aarts prints a median of 12.6 months."""
    choice = next(one for one in SMALL if one.source.key == "aarts2020")
    name = kept.file_name(choice.name)
    whole = (kept.FOLDER / name).read_text("utf-8")
    spoil, words = SPOILED[how]
    assert spoil(whole) != whole
    for function in (kept.read, kept.write):
        monkeypatch.setattr(function, "__defaults__", (tmp_path,))
    monkeypatch.setattr(kept, "FOLDER", tmp_path)
    (tmp_path / name).write_text(spoil(whole), encoding="utf-8")
    monkeypatch.setattr(CurvePlan, "drawn", lambda plan: anew(plan.name))
    _made.cache_clear()
    curve = draw(choice)
    _made.cache_clear()
    assert curve.reconstruction.median == 12.6
    assert curve.reconstruction.notes[-1].startswith(f"{name}: ") and words in curve.reconstruction.notes[-1]
    done = keep_curves([choice.source])
    assert done.written == (name,) and len(done.damaged) == 1 and words in done.damaged[0]
    assert (tmp_path / name).read_text("utf-8") == whole


def test_a_file_whose_hash_was_made_to_fit_but_whose_fields_were_not_is_refused_too(tmp_path: Path) -> None:
    path = kept.write("a/b OS", "hash", DRAWN, ESTIMATE, tmp_path)
    content = json.loads(path.read_text("utf-8"))
    del content["reconstruction"]["time"]
    content["content"] = kept.hash_of(content["reconstruction"], content["estimate"])
    path.write_text(json.dumps(content), encoding="utf-8")
    with pytest.raises(
        Refusal, match=r"^a\.b\.OS\.json: fields of a kept curve are missing or are no numbers; the curve"
    ):
        kept.read("a/b OS", "hash", tmp_path)


# Prints what a file of the repository's would hold, for each curve named.
ELSEWHERE = """
import hashlib, sys, tempfile
from pathlib import Path
from haic_core.curves import kept
from haic_core.curves.kaplan_meier import kaplan_meier
from haic_core.curves.plan import curve_choices, plan_of
from haic_core.evidence.library import read_library
with tempfile.TemporaryDirectory() as folder:
    for choice in curve_choices(read_library().sources):
        if choice.name in sys.argv[1:]:
            plan = plan_of(choice)
            made = plan.drawn()
            path = kept.write(plan.name, kept.fingerprint(plan), made, kaplan_meier(made.records), Path(folder))
            print(path.name, hashlib.sha256(path.read_bytes()).hexdigest())
"""
# Processors as OpenBLAS and numpy know them; what a machine does not have is left aside there with a warning.
MACHINES = {
    "old": {"OPENBLAS_CORETYPE": "Prescott", "OPENBLAS_NUM_THREADS": "1", "NPY_DISABLE_CPU_FEATURES": "X86_V3 X86_V4"},
    "new": {"OPENBLAS_CORETYPE": "Haswell", "OPENBLAS_NUM_THREADS": "2"},
}


def same_bytes(machine: str, names: list[str]) -> None:
    """The files a machine would keep are those of the repository, byte for byte."""
    ran = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", ELSEWHERE, *names],
        cwd=kept.FOLDER.parents[1],
        env={**os.environ, **MACHINES[machine]},
        capture_output=True,
        text=True,
        check=True,
    )
    there = dict(line.split() for line in ran.stdout.splitlines())
    here = {name: hashlib.sha256((kept.FOLDER / name).read_bytes()).hexdigest() for name in map(kept.file_name, names)}
    assert there == here


def test_another_machine_keeps_the_same_bytes() -> None:
    same_bytes("old", [choice.name for choice in SMALL if choice.source.key == "aarts2020"] + ["maes_2008/mmc PFS"])


@pytest.mark.deep
@pytest.mark.parametrize("machine", MACHINES)
def test_another_machine_keeps_the_same_bytes_of_every_curve(machine: str) -> None:
    same_bytes(machine, [choice.name for choice in CHOICES])
