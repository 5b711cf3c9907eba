"""The code of a recordable fact, as the files beside the sources name it."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator

from haic_core.case.facts import FACTS
from haic_core.words.refusal import nearest


def _known(code: str) -> str:
    if code not in FACTS:
        raise ValueError(f"there is no fact {code!r}.{nearest(code, FACTS)}")
    return code


FactCode = Annotated[str, AfterValidator(_known)]
"""A code of haic_core.case.facts.FACTS; another one is refused with the nearest guess."""
