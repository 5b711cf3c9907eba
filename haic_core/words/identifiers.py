"""Free sentences of a board: short, in one line, and without anything that looks like an identifier."""

from __future__ import annotations

import re
import unicodedata

from haic_core.words.refusal import Refusal, misfit, shown

# Numbers under which registries list trials; they look like record numbers, but name a study.
_TRIAL_NUMBER = re.compile(
    r"\b(?:NCT|ISRCTN|DRKS|ACTRN|UMIN|jRCTs?|KCT|ChiCTR-?)\d{5,14}\b|\b\d{4}-[0-9]{6}-\d{2}(?:-\d{2})?\b"
)
_MONTH = (
    r"(?:jan(?:uary|uar)?|feb(?:ruary|ruar)?|mar(?:ch)?|märz|apr(?:il)?|may|mai|june?|juni|july?|juli|"
    r"aug(?:ust)?|sept?(?:ember)?|o[ck]t(?:ober)?|nov(?:ember)?|de[cz](?:ember)?)\b\.?"
)
_LOOKS_LIKE = {
    "an e-mail address": re.compile(r"\S@\S"),
    "a full date, such as a date of birth": re.compile(
        rf"\d{{1,4}}\s?[-./年]\s?\d{{1,2}}\s?[-./月]\s?\d{{1,4}}|\d(?:st|nd|rd|th|\.)?\s+(?:of\s+)?{_MONTH},?\s+\d{{2,4}}"
        rf"|\b{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}|\b(?:born|d\.?o\.?b|date of birth|geb(?:oren)?)\b",
        re.IGNORECASE,
    ),
    "a record or telephone number": re.compile(r"\d{5,}|\d(?:[ \-./]?\d){6,}"),
    "a person's name": re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Frau|Herr|Mme|Sra)\b\.?\s+\w"),
}


def identifying(text: str) -> str:
    """What identifier a text looks like, in words; an empty string where it looks like none."""
    plain = _TRIAL_NUMBER.sub(" ", unicodedata.normalize("NFKC", text))
    return next((words for words, pattern in _LOOKS_LIKE.items() if pattern.search(plain)), "")


def read_sentence(raw: object, place: str, longest: int) -> str:
    """A free sentence from untrusted input, stripped; None is an empty one.

    place names file and field in the refusal. Raises Refusal where it is no text, longer than ``longest``
    characters, in several lines, or looks like an identifier.
    """
    if raw is None:
        return ""
    if not isinstance(raw, str) or len(raw) > longest or not raw.isprintable():
        raise misfit(place, f"one plain sentence of at most {longest} characters", raw)
    looks = identifying(raw)
    if looks:
        raise Refusal(
            f"{place} must not hold anything that identifies a person, but {shown(raw)} was found, which "
            f"looks like {looks}.",
            place=place,
            found=shown(raw),
            allowed="nothing that identifies a person",
        )
    return raw.strip()
