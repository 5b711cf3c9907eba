"""The sentences of a letter, each with its heading, the days it names and why it is silent, if it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from haic_core.intake.letter.dates import Named, named_days
from haic_core.intake.letter.parts import LINE_END, MASK, spans
from haic_core.intake.letter.silence import Silence, Why, tells_the_course, why_past, why_section_silent, why_silent
from haic_core.words.refusal import Refusal

MOST_SENTENCES, LONGEST_SENTENCE = 4_000, 700
_FOUND_ON = re.compile(
    r"^.{0,40}\b(?:CT|MRI|MR|PET\S*|scan|imaging|ultrasound|staging|restaging|labs?|bloods?|laborator\w+)\b.{0,30}$",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"\([^()]{3,60}\)")
_QUOTED = re.compile(r"[\"“”„]")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: its words with days masked, those days, and what stands around it.

    A heading on the same line stands in the first sentence below it as well. silent: why nothing is proposed from it.
    past: why it tells nothing of today. before: the sentence before it under the same heading. after: how the text goes
    on behind a semicolon. context: the day that was named last before it in its paragraph. whole: its words
    with what the text leaves out as told of an earlier time.
    """

    text: str
    heading: str = ""
    days: tuple[Named, ...] = ()
    heading_days: tuple[Named, ...] = ()
    silent: Silence | None = None
    past: str = ""
    before: str = ""
    after: str = ""
    context: Named | None = None
    whole: str = ""

    @property
    def denies(self) -> bool:
        """Whether a 'no' silences it."""
        return self.silent is not None and self.silent.why is Why.DENIED


@dataclass(frozen=True, slots=True)
class _Place:
    """What stands above a sentence: heading, its days, the sentence before, the day named last in its paragraph, and
    the sentence that opened a quotation which is not closed yet."""

    heading: str = ""
    heading_days: tuple[Named, ...] = ()
    before: Sentence | None = None
    context: Named | None = None
    quoting: Sentence | None = None


def sentences(text: str, on: date) -> tuple[Sentence, ...]:
    """The sentences of a tidied letter that a board reads on some day. Raises Refusal where they are too many."""
    days = named_days(text, on)
    masked = _masked(text, days)
    found: list[Sentence] = []
    place = _Place()
    for start, end, headed, first in spans(masked):
        if len(found) >= MOST_SENTENCES:
            raise Refusal(f"The text holds more than {MOST_SENTENCES:,} sentences; that is no letter.")
        if first:
            place = replace(place, context=None)
        if headed:
            above = tuple(_inside(days, start, start + headed))
            place = _Place(masked[start : start + headed], above)
        told = LINE_END.sub(" ", masked[start:end])
        if told[headed:].strip(" \n.,:-"):
            after = masked[end : end + 40] if masked[end - 1] == ";" else ""
            one = _sentence(told, headed, tuple(_inside(days, start, end)), place, after, on)
            found.append(one)
            place = _next(place, one)
    return tuple(found)


def _next(place: _Place, one: Sentence) -> _Place:
    named = [day for day in one.days if not day.birth]
    quoting = place.quoting
    if len(_QUOTED.findall(one.text)) % 2:
        quoting = None if quoting else one
    context = None if place.quoting and not quoting else named[-1] if named else place.context
    return replace(place, before=one, context=context, quoting=quoting)


def _sentence(text: str, headed: int, days: tuple[Named, ...], place: _Place, after: str, on: date) -> Sentence:
    above = _above(place)
    before = place.before.text if place.before else ""
    if len(text) > LONGEST_SENTENCE:
        told = text[:LONGEST_SENTENCE]
        return Sentence(told, place.heading, days, above, Silence(Why.TOO_LONG), whole=text)
    silent = why_section_silent(place.heading) or why_silent(text[headed:])
    whole, text = text, _BRACKETS.sub(_without_earlier, text)
    days = tuple(day for day in days if text[day.start : day.end].strip())
    if not silent and any(day.first > on for day in days if not day.birth):
        silent = Silence(Why.TO_COME)
    past = why_past(text[headed:]) or (place.quoting.past if place.quoting else "")
    if not past and tells_the_course(place.heading):
        past = f"stands under “{place.heading.strip(' :')[:40]}”"
    return Sentence(text, place.heading, days, above, silent, past, before, after, place.context, whole)


def _above(place: _Place) -> tuple[Named, ...]:
    """The days that hold for a sentence without one: of what it quotes, of the examination before a semicolon, of the
    heading."""
    if place.quoting and place.quoting.days:
        return place.quoting.days
    before = place.before
    if before and before.text.rstrip().endswith(";") and len(before.days) == 1:
        opened = [day for day in before.days if _FOUND_ON.search(before.text[: day.start])]
        return tuple(opened) or place.heading_days
    return place.heading_days


def _without_earlier(bracket: re.Match[str]) -> str:
    """Blanks instead of a bracket that tells of an earlier time, or of another day's number."""
    earlier = why_past(bracket[0]) or (MASK in bracket[0] and re.search(r"[0-9]", bracket[0]))
    return " " * len(bracket[0]) if earlier else bracket[0]


def _inside(days: tuple[Named, ...], start: int, end: int) -> Iterator[Named]:
    for day in days:
        if start <= day.start and day.end <= end:
            yield Named(day.start - start, day.end - start, day.first, day.last, day.readings, day.birth)


def _masked(text: str, days: tuple[Named, ...]) -> str:
    parts, last = [], 0
    for day in days:
        parts += [text[last : day.start], MASK * (day.end - day.start)]
        last = day.end
    return "".join([*parts, text[last:]])
