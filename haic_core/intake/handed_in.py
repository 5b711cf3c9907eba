"""What a file or a pasted text is, told by its content: cases, a bundle, a lab list or a letter; and its reader."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from enum import StrEnum

from haic_core.case.fact_kinds import Value
from haic_core.case.facts import FACTS, LABS
from haic_core.case.meeting_file import Meeting, read_meeting
from haic_core.intake.fhir import read_bundle
from haic_core.intake.labs.files import read_lab_list
from haic_core.intake.labs.pasted import read_pasted_labs
from haic_core.intake.letter.silence import why_silent
from haic_core.intake.proposal import Proposal, Proposed, Question
from haic_core.intake.quantity import alike, all_alike
from haic_core.wording.intake import amount_said as amount
from haic_core.wording.phrases import joined
from haic_core.words.refusal import Refusal

_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_DELIMITERS = "\t;|,"
_OF_A_LETTER = 3
_NAME_IN_TWO_LINES = re.compile(
    r"\b((?:in)?direct|(?:un)?conjugated|urinary|urine|total|serum)[ ]*\r?\n[ ]*(?=bili|creat|kreat|album)",
    re.IGNORECASE,
)
# Words as they follow each other in a sentence, wherever its lines end; no list has so many.
_RUN_OF_WORDS = re.compile(r"(?:\b[a-z]+[ \n]+){3}[a-z]+\b")
_READ_AS_A_LIST = "read as a line of a list; is it hers, and of today?"
# A scanned letter may begin with a remark in square brackets.
_BEGINS_AS_JSON = re.compile(r"\{|\[\s*(?:[\[{\"\]]|-?[0-9.]+\s*[,\]]|(?:true|false|null)\b|$)")
_RESOURCE = re.compile(r'"resourceType"\s*:')
_ROW = re.compile(
    r"[^\d\n]{2,40}?[\s:=]+[<>≤≥]?\s*\d[\d.,]*\s*(?:[\w%µ/^*×]{0,14}\s*)?(?:[([].*|[-–\d.,\s]*|[HL+*!-]{1,2})?"
)
_BY_ITS_START = {
    b"%PDF": "is a PDF; copy its text and paste it",
    b"{\\rtf": "is a document of a word processor; copy its text and paste it",
}
_MANY_WORDS = 7
_OF_SENTENCES = frozenset((
    "of", "in", "to", "the", "and", "with", "is", "are", "has", "have", "had", "was", "were", "for", "from", "this",
    "that", "her", "she", "we", "you", "your", "after", "since", "der", "die", "das", "und", "mit", "ist", "sind",
    "hat", "haben", "wurde", "wurden", "von", "vom", "bei", "im", "nach", "seit", "wir", "sie", "ihre", "eine",
    "einer", "le", "la", "les", "et", "avec", "est", "une", "des", "pour", "el", "los", "con", "una", "del", "il",
    "gli", "per", "een", "het", "met",
))  # fmt: skip
_OF_A_WORD_PROCESSOR = b"word/document.xml"


class Kind(StrEnum):
    """What can be handed in."""

    CASES = "a case or a meeting"
    BUNDLE = "a FHIR bundle"
    LAB_LIST = "a lab list"
    LETTER = "a letter"


def kind_of(content: bytes | str, name: str) -> Kind:
    """What something handed in is, by its content and nothing else but an ending that promises JSON.

    Raises Refusal for what no reader of ours opens.
    """
    if isinstance(content, bytes):
        _not_ours(content, name)
        if content.startswith(_WORKBOOKS):
            return Kind.LAB_LIST
    text = content if isinstance(content, str) else _decoded(content)
    if text is None or not text.strip():
        return Kind.CASES
    start = text.lstrip("\ufeff \t\r\n")
    if _BEGINS_AS_JSON.match(start) or name.casefold().endswith(".json"):
        return Kind.BUNDLE if _RESOURCE.search(text) else Kind.CASES
    return Kind.LAB_LIST if is_lab_list(text) else Kind.LETTER


def is_lab_list(text: str) -> bool:
    """Whether a text is rows of a table, or lines of a name with its number, rather than sentences."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if not lines:
        return False
    parted = max(sum(line.count(mark) >= (3 if mark == "," else 1) for line in lines) for mark in _DELIMITERS)
    rows = sum(bool(_ROW.fullmatch(line)) for line in lines)
    return 2 * max(parted if len(lines) > 1 else 0, rows) > len(lines)


def read_handed_in(content: bytes | str, name: str, on: date) -> Meeting | Proposed:
    """A file's or a pasted text's content, read by the reader of its kind. name: what its refusals call it. on: today.

    Raises Refusal; nothing of it is kept then.
    """
    kind = kind_of(content, name)
    if kind is Kind.CASES:
        return read_meeting(content, name)
    if kind is Kind.BUNDLE:
        return read_bundle(content.encode() if isinstance(content, str) else content, name, on)
    if kind is Kind.LAB_LIST and isinstance(content, bytes) and content.startswith(_WORKBOOKS):
        return read_lab_list(content, name, on)
    text = content if isinstance(content, str) else _decoded(content)
    if kind is Kind.LAB_LIST:
        listed = (
            read_pasted_labs(_unbroken(content), on) if isinstance(content, str) else read_lab_list(content, name, on)
        )
        if listed.read or listed.questions or text is None:
            return _with_notes(listed, text or "", on)
    letter = _letter(text or "", on)
    if kind is Kind.LETTER and not _is_prose(text or ""):
        # Notes in short: the one reader knows grades and sizes, the other laboratories' habits.
        listed = read_pasted_labs(_unbroken(text or ""), on)
        return (
            together([letter, _unconfirmed(listed, letter, text or "")]) if listed.read or listed.questions else letter
        )
    return letter


def _letter(text: str, on: date) -> Proposed:
    """A letter read. Its reader knows hundreds of turns of phrase, which are made ready when the first letter comes."""
    from haic_core.intake.letter.reading import read_letter

    return read_letter(text, on)


def _unbroken(text: str) -> str:
    """The text with a name in two lines in one: 'direct' above 'bilirubin' is not bilirubin."""
    return _NAME_IN_TWO_LINES.sub(r"\1 ", text)


def _with_notes(listed: Proposed, text: str, on: date) -> Proposed:
    """A list, and what a letter's reader finds in it, where its lines tell of the patient as a letter does."""
    try:
        letter = _letter(text, on)
    except Refusal:
        return listed
    told = _tells_as_a_letter(letter) or _RUN_OF_WORDS.search(text)
    return together([letter, _unconfirmed(listed, letter, text)]) if told else listed


def _tells_as_a_letter(letter: Proposed) -> bool:
    return sum(FACTS[one.fact].section != LABS for one in letter.read) >= _OF_A_LETTER


def _unconfirmed(listed: Proposed, letter: Proposed, text: str) -> Proposed:
    """A list's values; where the text tells of the patient as a letter does, or holds a sentence or a word that
    silences one, those that the letter's own reader did not find are asked back: a list knows no 'no' and no mother."""
    found = {one.fact for one in letter.read}
    if not (_tells_as_a_letter(letter) or _RUN_OF_WORDS.search(text) or why_silent(text)):
        return listed
    return replace(
        listed,
        read=tuple(
            one if one.fact in found or one.doubt else replace(one, doubt=f"{FACTS[one.fact].label}: {_READ_AS_A_LIST}")
            for one in listed.read
        ),
    )


def together(proposed: Sequence[Proposed]) -> Proposed:
    """What came of several things handed in at once. A fact that two of them read differently is asked about."""
    whole = [one for part in proposed for one in part.read]
    by_fact = {one.fact: [same for same in whole if same.fact == one.fact] for one in whole}
    clear = {code: found for code, found in by_fact.items() if all_alike([one.value for one in found])}
    unclear = [found for code, found in by_fact.items() if code not in clear]
    questions = _once_a_fact((*(one for part in proposed for one in part.questions), *map(_which, unclear)))
    asked = {one.fact for one in questions}
    also = {code: found for code, found in clear.items() if code in asked and all(one.doubt for one in found)}
    return Proposed(
        tuple(
            max(found, key=lambda one: (not one.doubt, one.on or date.min))
            for code, found in clear.items()
            if code not in also
        ),
        tuple(_with_answers(one, [read.value for read in also.get(one.fact, ())]) for one in questions),
        tuple(one for part in proposed for one in part.passed_over),
        tuple(one for part in proposed for one in part.say),
        tuple(one for part in proposed for one in part.unused),
    )


def _once_a_fact(questions: Sequence[Question]) -> tuple[Question, ...]:
    """One question a fact, with the answers of all that ask about it."""
    asked: dict[str, Question] = {}
    for one in questions:
        first = asked.get(one.fact, one)
        asked[one.fact] = _with_answers(first, one.answers)
    return tuple(asked.values())


def _with_answers(question: Question, more: Iterable[Value]) -> Question:
    """A question with what another reader gives for the same fact among its answers."""
    new = [value for value in more if not any(alike(value, answer) for answer in question.answers)]
    return replace(question, answers=(*question.answers, *dict.fromkeys(new)))


def _which(found: Sequence[Proposal]) -> Question:
    """Two readings of a fact, for a person to say which one holds."""
    values = tuple(dict.fromkeys(one.value for one in found))
    days = {one.on for one in found}
    told = joined(f"{amount(one.fact, one.value)}{f' on {one.on}' if one.on else ''}" for one in found)
    origin = "; ".join(one.origin for one in found)
    written = "; ".join(one.as_written for one in found)
    sentence = f"Read as {told}; which holds?"
    return Question(found[0].fact, values, written, origin, sentence, days.pop() if len(days) == 1 else None)


def _is_prose(text: str) -> bool:
    """Whether a line is a sentence: several words, some of them such as no list needs."""
    lines = [re.findall(r"[^\W\d_]{2,}", line.casefold()) for line in text.splitlines()]
    return any(len(words) >= _MANY_WORDS and len(_OF_SENTENCES.intersection(words)) > 1 for words in lines)


def _not_ours(content: bytes, name: str) -> None:
    for start, why in _BY_ITS_START.items():
        if content.startswith(start):
            raise Refusal(f"{name}: it {why}.", place=name)
    if content.startswith(_WORKBOOKS[0]) and _OF_A_WORD_PROCESSOR in content:
        raise Refusal(f"{name}: it is a document of a word processor; copy its text and paste it.", place=name)


def _decoded(content: bytes) -> str | None:
    """The text of a file in one of the habits of writing it; None where it is no text."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", "replace")
    return None if re.search(r"[\x00-\x08\x0e-\x1f]", text) else text
