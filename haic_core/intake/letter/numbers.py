"""Numbers inside sentences: digits and words, two that make a range, and what is called a limit."""

from __future__ import annotations

import re

WORDS = {
    word: number
    for number, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
        ]
    )
} | {"twenty": 20}
_GERMAN = ("zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf")
WORDS |= {word: number for number, word in enumerate(_GERMAN, 2)}
NUMBER = r"[0-9]+(?:[.,][0-9]+)*"
COUNT = rf"(?:[0-9]{{1,4}}|{'|'.join(WORDS)})"
TO = r"\s{0,2}(?:-|/|to\b|or\b|bis\b)\s{0,2}"
"""What stands between the two ends of a range, or between two answers."""

LIMIT = re.compile(
    r"(?:[<>≤≥]=?|\b(?:less|more|fewer|greater|higher|lower|larger|smaller|bigger) than|\b(?:at (?:least|most)|up to|"
    r"below|above|over|under|exceeding|min\.?|minimum|maximum of|nearly|almost|just under|just over|"
    r"mindestens|höchstens|maximal|über|unter|bis zu|bis|(?:mehr|weniger|größer|kleiner) als|fast|knapp))\s{0,2}$",
    re.IGNORECASE,
)
ABOUT = re.compile(
    r"(?:~|\b(?:about|approx(?:imately|\.)?|ca\.?|circa|around|roughly|some|"
    r"estimated(?: at)?|etwa|ungefähr|zirka|rund|geschätzt))\s{0,2}$",
    re.IGNORECASE,
)


def whole(text: str) -> int:
    """A count in digits or as a word."""
    told = text.casefold()
    return WORDS[told] if told in WORDS else int(told)


def between(first: int, second: int) -> tuple[int, ...]:
    """The answers a range of whole numbers leaves: all of a short one, both ends of a long one."""
    low, high = sorted((first, second))
    return tuple(range(low, high + 1)) if high - low <= 6 else (low, high)
