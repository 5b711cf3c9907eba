"""Curves built once and kept in data/curves: each with the inputs it was built from, so that none can go stale."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import MISSING, asdict, dataclass, fields, replace
from pathlib import Path
from typing import TypedDict, cast

from haic_core.curves.kaplan_meier import SURVIVAL_DECIMALS, KaplanMeier
from haic_core.curves.plan import CurvePlan
from haic_core.curves.reconstruction.checks import Reproduced
from haic_core.curves.reconstruction.outcome import Outline, Reconstruction
from haic_core.curves.reconstruction.prior import PRIOR_FILE
from haic_core.curves.reconstruction.summary import Summary
from haic_core.words.files import is_there, read_file, write_file
from haic_core.words.reading import FileKind, read_json
from haic_core.words.refusal import Refusal

FOLDER = Path(__file__).parents[2] / "data" / "curves"
KEPT_CURVE = FileKind("a kept curve", "a JSON object written by keep-curves", 4_000_000)
METHOD = 5  # raise it when the engine changes what it draws


@dataclass(frozen=True, slots=True)
class KeptCurve:
    """A stored curve, and the Kaplan-Meier estimate of its records."""

    reconstruction: Reconstruction
    estimate: KaplanMeier


class _StoredRow(TypedDict):
    figure: str
    printed: float | None
    ours: float | None
    ok: bool
    at_months: float | None


class _StoredReconstruction(TypedDict):
    """A Reconstruction as JSON has it: lists for tuples."""

    kind: str
    endpoint: str
    time: list[float]
    survival: list[float]
    band_low: list[float]
    band_high: list[float]
    records: list[list[float]]
    at_risk: list[list[float]]
    events: list[list[float]]
    censored: list[list[float]]
    median: float | None
    rmst: dict[str, float | None]
    reproduces: list[_StoredRow]
    notes: list[str]
    dashed_from: float | None
    outline: dict[str, list[float]]
    unit: str


class _StoredEstimate(TypedDict):
    time: list[float]
    survival: list[float]
    at_risk: list[int]
    events: list[int]


class _Stored(TypedDict):
    """A whole file, as ``write`` lays it down."""

    curve: str
    inputs: str
    content: str
    reconstruction: _StoredReconstruction
    estimate: _StoredEstimate


def fingerprint(plan: CurvePlan) -> str:
    """A hash of everything a curve follows from: the printed figures, the shape prior and the method."""
    inputs = {
        "own": _given(plan.own),
        "together": [_given(one) for one in plan.together],
        "place": plan.place,
        "p": plan.p,
        "p_is": plan.p_is,
        "method": METHOD,
        "prior": hashlib.sha256(read_file(PRIOR_FILE)).hexdigest(),
    }
    return hashlib.sha256(json.dumps(inputs, sort_keys=True).encode()).hexdigest()


def _given(summary: Summary) -> dict[str, object]:
    """What a summary gives beyond what every summary has unless it says otherwise: a figure that papers print and
    this one does not can be added to all summaries without making any curve stale."""
    usual = {field.name: field.default for field in fields(summary) if field.default is not MISSING}
    return {key: value for key, value in asdict(summary).items() if key not in usual or value != usual[key]}


def file_name(name: str) -> str:
    """The file of a curve named 'source/cohort.group OS'."""
    return name.replace("/", ".").replace(" ", ".") + ".json"


def read(name: str, wanted: str, folder: Path = FOLDER) -> KeptCurve | None:
    """The stored curve of that name, or None when there is none or its inputs have changed.

    Raises Refusal, naming the file, where it is not as ``write`` laid it down.
    """
    path = folder / file_name(name)
    if not is_there(path):
        return None
    content = read_json(read_file(path, KEPT_CURVE.largest_bytes), path.name, KEPT_CURVE)
    if not isinstance(content, dict) or "inputs" not in content:
        raise _damaged(path, "it is not laid down as a kept curve is")
    if content["inputs"] != wanted:
        return None
    if content.get("content") != hash_of(content.get("reconstruction"), content.get("estimate")):
        raise _damaged(path, "what stands in it is not what was kept")
    stored = cast("_Stored", content)
    try:
        return KeptCurve(_reconstruction(stored["reconstruction"]), _estimate(stored["estimate"]))
    except (KeyError, TypeError, ValueError, AttributeError):
        raise _damaged(path, "fields of a kept curve are missing or are no numbers") from None


def write(name: str, inputs: str, made: Reconstruction, estimate: KaplanMeier, folder: Path = FOLDER) -> Path:
    """Keep a curve and its Kaplan-Meier estimate; returns the file."""
    path = folder / file_name(name)
    same_steps = made.time == estimate.time  # survival as estimated is the same on every machine
    survival = estimate.survival if same_steps else tuple(round(one, SURVIVAL_DECIMALS) for one in made.survival)
    drawn, steps = replace(made, survival=survival).as_mapping(), asdict(estimate)
    whole = {
        "curve": name,
        "inputs": inputs,
        "content": hash_of(drawn, steps),
        "reconstruction": drawn,
        "estimate": steps,
    }
    write_file(path, _lines(whole).encode("utf-8"))  # the same line ends on every system
    return path


def hash_of(reconstruction: object, estimate: object) -> str:
    """A hash of what is kept, so that a changed digit is noticed."""
    return hashlib.sha256(json.dumps([reconstruction, estimate], sort_keys=True).encode()).hexdigest()


def _damaged(path: Path, how: str) -> Refusal:
    sentence = f"{path.name}: {how}; the curve is drawn anew, and keep-curves writes the file again."
    return Refusal(sentence, place=path.name, found=how, allowed=KEPT_CURVE.form)


def _estimate(stored: _StoredEstimate) -> KaplanMeier:
    return KaplanMeier(
        time=tuple(stored["time"]),
        survival=tuple(stored["survival"]),
        at_risk=tuple(stored["at_risk"]),
        events=tuple(stored["events"]),
    )


def _reconstruction(stored: _StoredReconstruction) -> Reconstruction:
    return Reconstruction(
        kind=stored["kind"],
        endpoint=stored["endpoint"],
        time=tuple(stored["time"]),
        survival=tuple(stored["survival"]),
        band_low=tuple(stored["band_low"]),
        band_high=tuple(stored["band_high"]),
        records=_pairs(stored["records"]),
        at_risk=_pairs(stored["at_risk"]),
        events=_pairs(stored["events"]),
        censored=_pairs(stored["censored"]),
        median=stored["median"],
        rmst=stored["rmst"],
        reproduces=tuple(Reproduced(**row) for row in stored["reproduces"]),
        notes=tuple(stored["notes"]),
        dashed_from=stored["dashed_from"],
        outline=Outline(**{key: tuple(side) for key, side in stored["outline"].items()}),
        unit=stored["unit"],
    )


def _pairs(rows: Sequence[Sequence[float]]) -> tuple[tuple[float, int], ...]:
    return tuple((float(time), int(count)) for time, count in rows)


def _lines(whole: Mapping[str, object]) -> str:
    """JSON with one line per field, so that a change can be read."""
    parts = []
    for key, value in whole.items():
        if isinstance(value, Mapping):
            inner = ",\n".join(
                f"  {json.dumps(name)}: {json.dumps(one, ensure_ascii=False)}" for name, one in value.items()
            )
            parts.append(f"{json.dumps(key)}: {{\n{inner}\n}}")
        else:
            parts.append(f"{json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}")
    return "{\n" + ",\n".join(parts) + "\n}\n"
