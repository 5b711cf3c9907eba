"""A letter read: each grammar's finds, gathered fact by fact into one proposal, one question, or a reason why not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from haic_core.case.facts import FACTS
from haic_core.intake.letter.dates import Named
from haic_core.intake.letter.denied import asked_back, behind_a_but, denials
from haic_core.intake.letter.findings import findings
from haic_core.intake.letter.found import Found, Grammar, Letter
from haic_core.intake.letter.gathered import CHANGEABLE, STALE_DAYS, Reading, gathered
from haic_core.intake.letter.laboratory import laboratory, limits
from haic_core.intake.letter.liver import liver
from haic_core.intake.letter.parts import no_book, tidy
from haic_core.intake.letter.performance import performance
from haic_core.intake.letter.quoting import is_personal, quote, value_words
from haic_core.intake.letter.receptors import receptors
from haic_core.intake.letter.rivals import Rival, contradict, may_speak_of_her, rivals
from haic_core.intake.letter.sentences import LONGEST_SENTENCE, Sentence, sentences
from haic_core.intake.letter.spread import spread
from haic_core.intake.letter.tables import without_tables
from haic_core.intake.letter.topics import TOPIC
from haic_core.intake.letter.treatment import treatment
from haic_core.intake.letter.unread import not_used, passed_words
from haic_core.intake.proposal import PassedOver, Proposal, Proposed, Question

MOST_PASSED_OVER = 80
_GRAMMARS: tuple[Grammar, ...] = (performance, receptors, treatment, liver, spread, findings)
_NOW = re.compile(
    r"\b(?:now|currently|meanwhile|today|at present|recently|jetzt|nun|aktuell|derzeit|heute|"
    r"inzwischen)\W{0,3}(?:at\s|is\s)?[0-9][0-9.,]*(?!\s?[a-z]{4}|[0-9])"
    r"|[0-9]\s?\S{0,6}\s(?:now|currently|today|at present)\b",
    re.IGNORECASE,
)
_PRESENT = re.compile(
    r"\b(?:is|are|has|shows?|now|current\w*|today|remains?|measures?|present\w*|latest|recent)\b", re.IGNORECASE
)
_LETTER_DAY = re.compile(
    r"^\W*(?:(?:date|dated|datum|letter of|written|dictated|typed)\b[^¤]{0,20})?(?:\w+,\s)?¤+\W*$", re.IGNORECASE
)


def read_letter(text: str, on: date) -> Proposed:
    """What a pasted letter proposes to a board of some day. Nothing is a fact until a person accepts it.

    Raises Refusal where there is no text, or more than a letter holds.
    """
    tables = without_tables(no_book(text), on)
    read = sentences(tidy(tables.rest), on) if tables.rest.strip() or not tables.readings else ()
    letter = Letter(on, _written(read, on))
    open_ones = [one for one in read if not one.silent]
    silent = [one for one in read if one.silent]
    behind = behind_a_but(silent)
    found = [*_read(open_ones, letter), *denials(read), *asked_back(_read(behind, letter))]
    values, without = _parted(found)
    gathering = gathered([*tables.readings, *(_reading(one, on) for one in _once(values))], on)
    gathering = replace(gathering, given=tuple(_contested(gathering.given, read, _read(_doubtful(silent), letter))))
    passed = [*_without_value(without), *_silenced(silent, found), *tables.passed_over, *gathering.passed_over]
    return Proposed(
        read=tuple(one for one in gathering.given if isinstance(one, Proposal)),
        questions=tuple(one for one in gathering.given if isinstance(one, Question)),
        passed_over=_bounded(passed),
        say=gathering.say,
        unused=not_used(read, found),
    )


def _doubtful(silent: Sequence[Sentence]) -> list[Sentence]:
    return [one for one in silent if may_speak_of_her(one) and len(one.text) < LONGEST_SENTENCE]


def _contested(
    given: Iterable[Proposal | Question], read: Sequence[Sentence], in_silence: Iterable[Found]
) -> Iterator[Proposal | Question]:
    """Proposals, asked back where another sentence of the letter says otherwise."""
    told = rivals(read, in_silence)
    for one in given:
        other = next((rival for rival in told.get(one.fact, ()) if _differs(one, rival)), None)
        if isinstance(one, Proposal) and not one.doubt and other:
            words = quote(other.sentence, other.start, other.end)
            one = replace(one, doubt=f"{FACTS[one.fact].label}: the letter also says “{words}”; which?")
        yield one


def _differs(one: Proposal | Question, rival: Rival) -> bool:
    """Whether a rival says otherwise, and not of an earlier day."""
    if not isinstance(one, Proposal) or not contradict(one.value, rival):
        return False
    days = [day.last for day in (*rival.sentence.days, *rival.sentence.heading_days) if not day.birth]
    return not (one.on and days and max(days) < one.on)


def _read(read: Sequence[Sentence], letter: Letter) -> list[Found]:
    upper = list(limits(read, letter))
    known = gathered([_reading(one, letter.on) for one in upper if one.values], letter.on)
    beyond_doubt = {one.fact: one.value for one in known.given if isinstance(one, Proposal) and not one.doubt}
    found = [one for grammar in _GRAMMARS for one in grammar(read, letter)]
    return [*found, *upper, *laboratory(read, letter, beyond_doubt)]


def _parted(found: Iterable[Found]) -> tuple[list[Found], list[tuple[Found, str]]]:
    """What has a value of today, and what has none, with why."""
    values: list[Found] = []
    without: list[tuple[Found, str]] = []
    for one in found:
        past = one.sentence.past or ("is followed by a later value" if _superseded(one) else "")
        if one.values and not (one.fact in CHANGEABLE and past):
            values.append(one)
        else:
            without.append((one, past if one.values else value_words(one.why)))
    return values, without


def _once(values: Iterable[Found]) -> Iterator[Found]:
    """Each value of a fact and a day once, as it was found first."""
    known = set()
    for one in values:
        day = _day(one)
        key = (one.fact, one.values, one.why, day and (day.first, day.last))
        if key not in known:
            known.add(key)
            yield one


def _superseded(one: Found) -> bool:
    """Whether the same sentence goes on with a number of now."""
    return bool(_NOW.search(one.sentence.text[one.end : one.end + 60]))


def _told_of_old(one: Found, day: Named | None, on: date) -> str:
    """The question back for a changeable finding without a day, in a paragraph that told of long ago just before."""
    context = one.sentence.context
    if day or one.fact not in CHANGEABLE or context is None or context.last >= on - timedelta(days=STALE_DAYS):
        return ""
    if _PRESENT.search(one.sentence.text):
        return ""
    return (
        f"{FACTS[one.fact].label}: “{value_words(one.as_written)}” stands after {context.first:%B %Y}; is it of today?"
    )


def _reading(one: Found, on: date) -> Reading:
    day = _day(one)
    doubt = value_words(one.why) or _told_of_old(one, day, on)
    origin = f"“{quote(one.sentence, one.start, one.end)}”"
    return Reading(
        one.fact, one.values, value_words(one.as_written), origin, doubt, day, one.on or (day.day if day else None)
    )


def _day(one: Found) -> Named | None:
    """The day of a value: the only one its sentence names; of several the one in brackets behind it, or the one that
    the sentence begins with; else that of the heading."""
    days = [day for day in one.sentence.days if not day.birth]
    if not days:
        above = [day for day in one.sentence.heading_days if not day.birth]
        return above[0] if len(above) == 1 else None
    if len(days) == 1:
        return days[0]
    behind = [day for day in days if 0 <= day.start - one.end <= 12 and "(" in one.sentence.text[one.end : day.start]]
    if len(behind) == 1:
        return behind[0]
    before = [day for day in days if day.end <= one.start]
    return before[0] if len(before) == 1 and days[0].start < 25 else None


def _written(read: Sequence[Sentence], on: date) -> date | None:
    """The day a letter was written: a line of its own with nothing but a day; none where two differ."""
    days = {
        one.days[0].day
        for one in read
        if len(one.days) == 1 and not one.days[0].birth and _LETTER_DAY.search(one.text) and one.days[0].day
    }
    days = {day for day in days if day and on - timedelta(days=365) <= day <= on}
    return next(iter(days)) if len(days) == 1 else None


def _without_value(without: Iterable[tuple[Found, str]]) -> Iterator[PassedOver]:
    for one, why in without:
        label = FACTS[one.fact].label
        yield PassedOver(f"{label}: “{quote(one.sentence, one.start, one.end)}”", why)


def _silenced(silent: Iterable[Sentence], found: Iterable[Found]) -> Iterator[PassedOver]:
    taken = {id(one.sentence) for one in found}
    for one in silent:
        if one.silent and id(one) not in taken and TOPIC.search(one.text) and not is_personal(one):
            yield PassedOver(f"“{passed_words(one)}”", one.silent.said)


def _bounded(passed: Sequence[PassedOver]) -> tuple[PassedOver, ...]:
    each = tuple(dict.fromkeys(passed))
    rest = len(each) - MOST_PASSED_OVER
    more = (PassedOver(f"{rest} more places", "the letter holds more than are listed"),) if rest > 0 else ()
    return (*each[:MOST_PASSED_OVER], *more)
