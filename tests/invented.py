"""A small library of invented documents, a patient made for it, and what hand arithmetic says of both.

What is displayed is pinned on these, so that a new paper in data/ breaks no such test. tests/invented/arden.toml is a
whole paper on infusion with a whole list, birch.toml an abstract on chemoembolisation with a part of one, cedar.toml
the label of one device for Y-90 with its limits, elm.toml context on systemic therapies of today, fir.toml a randomised
trial of Y-90 against systemic therapy.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from worked import library, read_toml

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


@cache
def cedar() -> Source:
    """The invented label."""
    return read_source(FOLDER / "cedar.toml")


@cache
def elm() -> Source:
    """The invented context."""
    return read_source(FOLDER / "elm.toml")


@cache
def fir() -> Source:
    """The invented randomised trial."""
    return read_source(FOLDER / "fir.toml")


def invented_library(*sources: Source) -> Library:
    """A library of the invented documents, or of the given ones, with the options and side lists of data/."""
    return replace(_side_lists(), sources=sources or (arden(), birch()))


@cache
def _side_lists() -> Library:
    return replace(library(), sources=(), left_out=(), version="invented")


def invented_patient(**changed: float | int | bool | str | None) -> Patient:
    """The patient made for the invented documents; None takes a fact away."""
    return read_patient(FACTS | changed, "invented patient")


# What a board knows before anything through a catheter, all of it as in health.
GROUND: dict[str, float | bool | str] = {
    "primary": "breast", "ecog": 0, "platelets_e9_l": 250, "inr": 1, "bilirubin_mg_dl": 0.6, "ascites": False,
    "pregnant": False, "active_infection": False, "creatinine_mg_dl": 0.8, "contrast_allergy": False,
    "hepatic_artery_patent": True,
}  # fmt: skip


def known_ground(**changed: float | int | bool | str | None) -> Patient:
    """A woman of whom a board knows the common ground of a catheter and nothing against it; None takes a fact away."""
    return read_patient(GROUND | changed, "invented patient")


def document(
    key: str,
    criteria: list[dict[str, object]] | None = None,
    limit: list[dict[str, object]] | None = None,
    extent: str = "whole",
    **more: object,
) -> Source:
    """A document of a few lines as a source file writes them, a locator put to each that has none.

    criteria: lines of its lists, each list of this extent unless ``list`` marks them; limit: its limits, absolute
    unless they say otherwise. A document of limits is a label, one that has both a review.
    """
    lines = more.pop("criterion", None) or [{"role": "entry", "locator": "Methods", **line} for line in criteria or []]
    assert isinstance(lines, list)
    listed = dict.fromkeys(line["modality"] for line in lines)
    design = "retrospective_cohort" if limit is None else "narrative_review" if lines else "guideline_or_label"
    raw: dict[str, object] = {
        "schema": 2, "key": key, "tier": "A", "document": "full_text", "peer_reviewed": True,
        "citation": {"first_author": key.capitalize(), "title": f"On {key}", "year": 2020},
        "study": {"design": design, "setting": "One invented hospital", "locator": "Methods"},
        "list": [{"modality": modality, "extent": extent} for modality in listed],
        "criterion": lines,
        "limit": [{"role": "contraindication", "locator": "Contraindications", **line} for line in limit or []],
    }  # fmt: skip
    return Source.model_validate_json(json.dumps(raw | more))


def changed(source: Source, change: Callable[[dict[str, Any]], object]) -> Source:
    """An invented document with its file's content changed in memory, read under the same rules."""
    raw = read_toml(FOLDER / f"{source.key}.toml")
    change(raw)
    return Source.model_validate_json(json.dumps(raw))
