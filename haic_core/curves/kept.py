"""Curves built once and kept in data/curves: each with the inputs it was built from, so that none can go stale."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

from haic_core.curves.reconstruction.checks import Reproduced
from haic_core.curves.reconstruction.outcome import Outline, Reconstruction
from haic_core.curves.reconstruction.prior import PRIOR_FILE
from haic_core.curves.reconstruction.summary import Summary

FOLDER = Path(__file__).parents[2] / "data" / "curves"
METHOD = 4  # raise it when the engine changes what it draws


def fingerprint(own: Summary, together: Sequence[Summary], place: int, p: float | None, p_is: str | None) -> str:
    """A hash of everything a curve follows from: the printed figures, the shape prior and the method."""
    inputs = {
        "own": asdict(own),
        "together": [asdict(one) for one in together],
        "place": place,
        "p": p,
        "p_is": p_is,
        "method": METHOD,
        "prior": hashlib.sha256(PRIOR_FILE.read_bytes()).hexdigest(),
    }
    return hashlib.sha256(json.dumps(inputs, sort_keys=True).encode()).hexdigest()


def file_name(name: str) -> str:
    """The file of a curve named 'source/cohort.group OS'."""
    return name.replace("/", ".").replace(" ", ".") + ".json"


def read(name: str, wanted: str, folder: Path = FOLDER) -> Mapping | None:
    """The stored curve of that name as a mapping, or None when there is none or its inputs have changed."""
    path = folder / file_name(name)
    if not path.exists():
        return None
    kept = json.loads(path.read_text(encoding="utf-8"))
    return kept if kept.get("inputs") == wanted else None


def reconstruction_in(kept: Mapping) -> Reconstruction:
    """The reconstruction of a stored curve."""
    raw = dict(kept["reconstruction"])
    pairs = {
        key: tuple((float(time), int(count)) for time, count in raw[key])
        for key in ("records", "at_risk", "events", "censored")
    }
    lines = {key: tuple(raw[key]) for key in ("time", "survival", "band_low", "band_high", "notes")}
    outline = Outline(**{key: tuple(side) for key, side in raw["outline"].items()})
    rows = tuple(Reproduced(**row) for row in raw["reproduces"])
    return Reconstruction(**{**raw, **pairs, **lines, "outline": outline, "reproduces": rows})


def write(
    name: str, inputs: str, made: Reconstruction, estimate: Mapping[str, Sequence[float]], folder: Path = FOLDER
) -> Path:
    """Keep a curve and its Kaplan-Meier estimate; returns the file."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / file_name(name)
    whole = {"curve": name, "inputs": inputs, "reconstruction": made.as_mapping(), "estimate": estimate}
    path.write_text(_lines(whole), encoding="utf-8")
    return path


def _lines(whole: Mapping) -> str:
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
