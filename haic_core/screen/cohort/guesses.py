"""What was guessed of a registry, as a person reads it: under each field on what it rests, above all what is asked."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from haic_core.cohort.guess.part import Part
from haic_core.wording.registry import ASK_FIRST, BY_HAND, LABELS, guess_said
from haic_core.words.refusal import printable


def under_field(part: Part | None, held: object) -> str:
    """On what a guess rests, and what is doubtful of it; that it was changed, where the field says something else. An
    empty line keeps fields in their rows."""
    if part is None or (part.value is None and not held):
        return '<p class="hb-why"></p>'
    if not _is_held(part, held):
        return f'<p class="hb-why">{escape(BY_HAND)}</p>'
    doubt = f' <b class="hb-doubt">{escape(printable(part.question))}</b>' if part.question else ""
    return f'<p class="hb-why">{escape(printable(guess_said(part)))}{doubt}</p>'


def questions(parts: Sequence[Part]) -> str:
    """What a person has to look at before anything is counted."""
    told = "".join(f"<li><b>{escape(_named(part.use))}:</b> {escape(printable(part.question))}</li>" for part in parts)
    return f'<div class="hb-caveat"><b>{escape(ASK_FIRST)}</b><ul class="hb-lines">{told}</ul></div>'


def _named(use: str) -> str:
    return LABELS.get(use, use.replace("facts: ", "").replace("_", " "))


def _is_held(part: Part, held: object) -> bool:
    """Whether a field still says what was guessed."""
    guessed = part.value or ()
    if isinstance(guessed, tuple):
        return list(guessed) == list(held if isinstance(held, (list, tuple)) else [])
    return guessed == held or (guessed == "true" and held is True)
