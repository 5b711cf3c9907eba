"""A small library of two invented documents, a patient made for it, and what hand arithmetic says of both.

What is displayed is pinned on these, so that a new paper in data/ breaks no such test. tests/invented/arden.toml is a
whole paper on infusion, tests/invented/birch.toml an abstract on chemoembolisation.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from worked import library

from haic_core.case.patient import Patient, read_patient
from haic_core.evidence.library import Library
from haic_core.evidence.reader import read_source
from haic_core.evidence.source import Source

FOLDER = Path(__file__).with_name("invented")

# 48 years lie inside Arden's 30 to 70, 6 lesions in her "5 or more", progressive disease in a category of nobody;
# platelets of 90 are below her 100; bilirubin of 1.5 is 1.25 times its limit of 1.2.
FACTS = {
    "age_years": 48, "primary": "breast", "ecog": 1, "prior_lines": 2, "lesion_count": 6, "largest_lesion_cm": 3.5,
    "extrahepatic_disease": "progressive", "platelets_e9_l": 90, "bilirubin_mg_dl": 1.5, "bilirubin_uln_mg_dl": 1.2,
}  # fmt: skip


@cache
def arden() -> Source:
    """The invented paper."""
    return read_source(FOLDER / "arden.toml")


@cache
def birch() -> Source:
    """The invented abstract."""
    return read_source(FOLDER / "birch.toml")


def invented_library(*sources: Source) -> Library:
    """A library of the invented documents, or of the given ones, with the options and side lists of data/."""
    return replace(_side_lists(), sources=sources or (arden(), birch()))


@cache
def _side_lists() -> Library:
    return replace(library(), sources=(), left_out=(), version="invented")


def invented_patient(**changed: float | int | bool | str | None) -> Patient:
    """The patient made for the invented documents; None takes a fact away."""
    return read_patient(FACTS | changed, "invented patient")


def document(key: str, criteria: list[dict[str, object]] | None = None, **more: object) -> Source:
    """A document of a few lines: its criteria as a source file writes them, a locator put to each that has none."""
    raw: dict[str, object] = {
        "schema": 1, "key": key, "tier": "A", "document": "full_text", "peer_reviewed": True,
        "citation": {"first_author": key.capitalize(), "title": f"On {key}", "year": 2020},
        "study": {"design": "retrospective_cohort", "setting": "One invented hospital", "locator": "Methods"},
        "criterion": [{"role": "entry", "locator": "Methods", **line} for line in criteria or []],
    }  # fmt: skip
    return Source.model_validate_json(json.dumps(raw | more))


def changed(source: Source, change: Callable[[dict[str, Any]], object]) -> Source:
    """An invented document with its file's content changed in memory, read under the same rules."""
    raw = tomllib.loads((FOLDER / f"{source.key}.toml").read_text(encoding="utf-8"))
    change(raw)
    return Source.model_validate_json(json.dumps(raw))
