"""What is said on the sheet of what it has no room for."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from reportlab.platypus import Flowable

from haic_core.chart.palette import LIGHT
from haic_core.pack import words as said
from haic_core.pack.content import PackContent
from haic_core.pack.sheet.type import words
from haic_core.words.vocabulary import Modality


def absent_of(content: PackContent, whole: Sequence[Modality], shown: Sequence[Modality]) -> tuple[Modality, ...]:
    """The options that have something of a part, but nothing of what is shown of it."""
    return tuple(one for one in content.by_room if one in whole and one not in shown)


def left_out(content: PackContent, absent: Sequence[Modality], what: str, where: str) -> list[Flowable]:
    """Who is left out is named with the verdict, never merely counted."""
    options = [content.assessment.option(modality) for modality in absent]
    return (
        [words(escape(said.left_out(options, content.library, what, where)), 7, LIGHT.muted, above=2)]
        if options
        else []
    )


def rest_of(count: int, noun: str, where: str) -> list[Flowable]:
    """What is merely counted: more of options that are shown."""
    if count < 1:
        return []
    told = noun if count == 1 or noun.endswith("s") else f"{noun}s"
    return [words(f"{count} more {told}: {where}.", 7, LIGHT.muted, above=2)]
