"""What needs lifelines, scipy or a font, answered when the file was built and kept in it: curves counted
from a landmark, the pooled shares, and how wide letters are."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import asdict
from types import ModuleType
from typing import Any

from haic_core.curves import kaplan_meier as estimates
from haic_core.curves.kaplan_meier import KaplanMeier, Records
from haic_core.curves.published import draw
from haic_core.evidence import pooling
from haic_core.evidence.library import Library
from haic_core.evidence.pooling import Pooled, StudyShare, pool_all
from haic_core.evidence.source import Source
from haic_core.judgement.curve_choice import choices_of
from haic_core.onefile.stage.missing import not_here
from haic_core.pack import lettering
from haic_core.screen.curves import LANDMARKS
from haic_core.words.vocabulary import Endpoint, Modality, Particle

Answers = dict[str, Any]
# Latin, Greek, punctuation, arrows and signs of mathematics: what the names of papers and curves are written with.
_LETTERS = [
    chr(sign) for start, end in ((0x20, 0x530), (0x1E00, 0x2300), (0x25A0, 0x2600)) for sign in range(start, end)
]
_WIDEST = 1.2  # of any other sign


def answers(library: Library) -> Answers:
    """Everything of a library that is answered beforehand, as JSON has it."""
    found = {}
    for endpoint in (Endpoint.OS, Endpoint.PFS):
        for choice in choices_of(library.sources, endpoint).values():
            records = draw(choice).reconstruction.records
            for months in LANDMARKS[1:]:
                left = [(time, event) for time, event in records if time > months]
                if len(left) >= estimates.FEWEST_LEFT:
                    found[_name(left)] = vars(estimates.kaplan_meier(left))
    widths = {
        face: {letter: lettering.letter_em(letter, face == "bold") for letter in _LETTERS} for face in ("plain", "bold")
    }
    return {"curves": found, "pooled": [asdict(one) for one in pool_all(library.sources)], "widths": widths}


def answer_from(kept: Answers) -> None:
    """From now on these are the answers."""

    def kaplan_meier(records: Records) -> KaplanMeier:
        known = kept["curves"].get(_name(records))
        if known is None:
            raise not_here("lifelines")
        return KaplanMeier(**{key: tuple(values) for key, values in known.items()})

    def pool_all(sources: Sequence[Source], primary: str = "breast") -> tuple[Pooled, ...]:
        return tuple(_pooled(one) for one in kept["pooled"])

    def letter_em(letter: str, bold: bool) -> float:
        return float(kept["widths"]["bold" if bold else "plain"].get(letter, _WIDEST))

    put_in_place(estimates, kaplan_meier)
    put_in_place(lettering, letter_em)
    put_in_place(pooling, pool_all)


def put_in_place(module: ModuleType, answer: Callable[..., object]) -> None:
    """In the place of the module's function of that name."""
    module.__dict__[answer.__name__] = answer


def _pooled(told: dict[str, Any]) -> Pooled:
    studies = tuple(
        StudyShare(**{**one, "spheres": Particle(one["spheres"]) if one["spheres"] else None})
        for one in told["studies"]
    )
    return Pooled(**{**told, "modality": Modality(told["modality"]), "studies": studies})


def _name(records: Records) -> str:
    return hashlib.sha256(json.dumps([[float(time), int(event)] for time, event in records]).encode()).hexdigest()[:16]
