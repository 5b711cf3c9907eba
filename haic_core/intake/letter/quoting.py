"""What of a letter may be shown again: a short clause in which days, long numbers, addresses and every capitalised word
that is no word of medicine are hidden. A name cannot be known, so only known words pass."""

from __future__ import annotations

import re

from haic_core.intake.letter.parts import MASK, PERSONAL
from haic_core.intake.letter.sentences import Sentence
from haic_core.intake.letter.shown_words import SHOWN
from haic_core.words.identifiers import identifying

LONGEST_QUOTE = 120
MOST_SHOWN = 2_000
HIDDEN = "…"
_DAYS = re.compile(rf"{MASK}+")
_NUMBERS = re.compile(r"[0-9]{5,}|[0-9](?:[ ./-]?[0-9]){6,}")
_MAIL = re.compile(r"\S*@\S*")
_ADDRESS = re.compile(r"\w@\w")
_AFTER_TITLE = re.compile(
    r"\b(?:dr|prof|(?-i:[Mm]r|MR(?=\s[A-ZÀ-Þ]))|mrs|ms|miss|sr|frau|herr|mme|sra|sir|"
    r"(?:sister|nurse|lady)(?!\s(?:carries|has|had|is|was|died|with|and|also|takes|pregnant|suffer\w+)\b)|"
    r"madam|dame|med)\b\.?(?:\s+[\w'.-]+){0,3}",
    re.IGNORECASE,
)
_CAPITALISED = re.compile(r"[^\W\d_]*[A-ZÀ-Þ][\w'’-]*")


def is_personal(one: Sentence) -> bool:
    """Whether a sentence is a line of names, addresses or numbers: nothing of it is ever shown."""
    return bool(PERSONAL.search(one.text)) or any(day.birth for day in one.days) or bool(_ADDRESS.search(one.text))


def hidden(text: str) -> str:
    """A text without anything that could name a person."""
    plain = _MAIL.sub(HIDDEN, _DAYS.sub("[date]", text)) if "@" in text else _DAYS.sub("[date]", text)
    plain = _AFTER_TITLE.sub(HIDDEN, _NUMBERS.sub(HIDDEN, plain))
    plain = _CAPITALISED.sub(_known, plain)
    return re.sub(r"(?:…\s?)+", "… ", " ".join(plain.split())).strip()


def quote(one: Sentence, start: int, end: int) -> str:
    """The words in which a fact was found, with what stands around them up to the next mark."""
    first = max(one.text.rfind(mark, 0, start) for mark in (", ", ";", ":", "(", "\n")) + 1
    last = min((place for mark in (", ", ";", ")") if (place := one.text.find(mark, end)) >= 0), default=len(one.text))
    if one.text[last : last + 1] == ")" and one.text.count("(", first, last) > one.text.count(")", first, last):
        last += 1
    match = (
        hidden(one.text[start:end]) if not _NUMBERS.search(one.text[start:end]) else value_words(one.text[start:end])
    )
    room = max(0, LONGEST_QUOTE - len(match)) // 2
    if start - first > room:
        first = one.text.find(" ", start - room, start) % (start + 1)
    if last - end > room:
        last = max(end, one.text.rfind(" ", end, end + room))
    before, after = hidden(one.text[first:start]), hidden(one.text[end:last])
    told = (_blank(one.text, start - 1) or _blank(one.text, start)).join(part for part in (before, match) if part)
    told = (_blank(one.text, end - 1) or _blank(one.text, end)).join(part for part in (told, after) if part)
    told = re.sub(r"\s([,.;)])", r"\1", told).strip(" -:,.")
    within = match if identifying(before) or identifying(after) else told
    return within[: 2 * LONGEST_QUOTE]


def _blank(text: str, place: int) -> str:
    return " " if 0 <= place < len(text) and text[place].isspace() else ""


def value_words(match: str) -> str:
    """The words of a value with their numbers, which a grammar has read, and without what could name a person."""
    return " ".join(_CAPITALISED.sub(_known, _DAYS.sub("[date]", match)).split())


def _known(word: re.Match[str]) -> str:
    bare = word[0].casefold().rstrip("'’-")
    parts = [part for part in re.split(r"[-'’/]", word[0]) if part and not part.islower()]
    return word[0] if bare in SHOWN or all(part.casefold() in SHOWN or part.isdigit() for part in parts) else HIDDEN
