"""Lines of systemic therapy in a sentence. Agents are never counted; a line that is going on or only named is asked
back."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from haic_core.intake.letter.found import Found, asked
from haic_core.intake.letter.numbers import COUNT, LIMIT, TO, between, whole
from haic_core.intake.letter.sentences import Sentence

_ONE_KIND = re.compile(
    r"chemo|endocrine|hormon|anti|target|cdk|her2|antibod|immuno|adjuvant|radi|"
    r"intra-?arterial|local",
    re.IGNORECASE,
)

_OF_THERAPY = (
    r"(?:\s?of\s(?:[\w-]+\s){0,4}?(?:therapy|therapies|treatments?|chemotherapy|"
    r"chemotherapies)|\s(?:therapy|therapies|treatments?))"
)
_LINES = (
    re.compile(
        rf"(?<![\w.,/-])(?P<a>{COUNT})(?:{TO}(?P<b>{COUNT}))?\s+(?P<kind>(?:(?:prior|"
        rf"previous|earlier|completed|preceding|palliative|systemic|"
        rf"full|different|metastatic|endocrine|chemotherapy|adjuvant|[\w]+-directed)\s+){{0,4}})lines?\b"
        rf"(?P<of>{_OF_THERAPY})?",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?:number of )?(?P<kind>(?:))lines (?P<of>of\s(?:[\w-]+\s){{0,3}}?(?:therapy|"
        rf"treatment|chemotherapy))(?:\sfor metastatic disease)?\s?(?:[:=]|is|was)\s?(?P<a>{COUNT})(?:{TO}"
        rf"(?P<b>{COUNT}))?(?![\w.,]*[0-9])",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?:number of )?(?P<kind>(?:prior|previous)\s(?:palliative\s|systemic\s)*|"
        rf"systemic\s)lines?(?P<of>{_OF_THERAPY})?(?:\sfor metastatic disease)?\s?(?:[:=]|"
        rf"is|was)\s?(?P<a>{COUNT})(?:{TO}(?P<b>{COUNT}))?(?![\w.,]*[0-9])",
        re.IGNORECASE,
    ),
)
_AGENTS_FOLLOW = re.compile(
    r"\s?:\s[\w-]{0,20}(?:mab|tinib|ciclib|taxel|platin|bine|zole|strant|mus|ribulin|deruxtecan|tecan)\b", re.IGNORECASE
)
_OF_SYSTEMIC = re.compile(r"\b(?:metastatic setting|for metasta\w+|palliative|systemic|stage four)\b", re.IGNORECASE)
_LINE_BEFORE = re.compile(
    r"(?:^|[:(,=]|\bthen|\b(?:after|following|received|has had|had|with|through|failed|"
    r"failure of|progress\w* (?:on|after|through|under)|of|pretreated with|"
    r"despite|underwent|undergone|completed|are|and|the|her|these|to date|under|on|beyond|given|total of))\s*$",
    re.IGNORECASE,
)
_MORE_LINES = re.compile(
    r"\badjuvant\b|\b(?:and|plus|then|followed by)\s+(?:\w+\s){0,2}lines?\b|"
    r"\bincluding\s(?:neo)?adjuvant|\blines?\b.*\blines? of\b|\bcurrent\w*\b|"
    r"\bongoing\b|\bsince\b",
    re.IGNORECASE,
)
_ORDINALS = {
    word: number
    for number, word in enumerate(["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth"], 1)
} | {word: number for number, word in enumerate(["1st", "2nd", "3rd", "4th", "5th", "6th", "7th", "8th"], 1)}
_ORDINAL = re.compile(rf"\b(?P<which>{'|'.join(_ORDINALS)})[- ]line\b", re.IGNORECASE)


def lines(read: Sequence[Sentence]) -> Iterator[Found]:
    """Lines that are counted in words, else the latest that is named."""
    counted = [
        found
        for one in read
        for pattern in _LINES
        for match in pattern.finditer(one.text)
        for found in _counted(one, match)
    ]
    yield from counted
    named = [
        (_ORDINALS[found["which"].casefold()], one, found) for one in read for found in _ORDINAL.finditer(one.text)
    ]
    named = [which for which in named if not re.search(r"\badjuvant\b", which[1].text, re.IGNORECASE)]
    if not named:
        return
    latest, one, match = max(named, key=lambda which: which[0])
    answers = (latest - 1, latest)
    told = {value for found in counted for value in found.values}
    if not told or not told <= set(answers):
        why = f"Prior systemic lines: “{match[0]}”: does that line count as given? {answers[0]} or {answers[1]}?"
        yield Found("prior_lines", one, *match.span(), answers, match[0], why)


def _counted(one: Sentence, found: re.Match[str]) -> Iterator[Found]:
    written = " ".join(found[0].split())
    place = ("prior_lines", one, *found.span())
    kind, of = found["kind"], found["of"] or ""
    numbers = [whole(part) for part in (found["a"], found["b"]) if part]
    if not kind and not of and not _OF_SYSTEMIC.search(one.text) and not _AGENTS_FOLLOW.match(one.text[found.end() :]):
        return
    if LIMIT.search(one.text[: found.start("a")]):
        yield Found(*place, as_written=written, why="gives a limit, not a value")
    elif _ONE_KIND.search(kind + of):
        yield Found(*place, as_written=written, why="counts lines of one kind of treatment")
    elif (found.start("a") == found.start() and not _LINE_BEFORE.search(one.text[: found.start()])) or max(
        numbers
    ) > 20:
        yield Found(*place, as_written=written, why="may count something else")
    elif len(set(numbers)) > 1:
        yield Found(*place, between(*numbers), written, asked("prior_lines", written))
    elif _MORE_LINES.search(one.text[: found.start()] + " " + one.text[found.end() :]):
        yield Found(
            *place, (numbers[0],), written, f"Prior systemic lines: “{written}”: are these all, for metastatic disease?"
        )
    else:
        yield Found(*place, (numbers[0],), written)
