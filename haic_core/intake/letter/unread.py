"""What of a letter was not read: whole clauses of sentences, also of those in which something else was read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from textwrap import wrap

from haic_core.intake.letter.found import Found
from haic_core.intake.letter.parts import MASK, PERSONAL
from haic_core.intake.letter.quoting import LONGEST_QUOTE, MOST_SHOWN, hidden, is_personal
from haic_core.intake.letter.sentences import Sentence
from haic_core.intake.letter.topics import TOPIC
from haic_core.wording.phrases import counted

MOST_UNUSED = 120
_Span = tuple[int, int]
_CUT = re.compile(
    r",(?=\s)|;|:(?=\s)|[()\[\]]|\s-\s|\s(?:and|but|with|while|und|aber|mit|sowie|bei)(?=\s)|[.](?=\s[A-ZÄÖÜ])",
    re.IGNORECASE,
)
_LABEL = re.compile(r"\W*(?:[^\s,;:()0-9]{1,30}\s){0,3}[^\s,;:()0-9]{1,30}:(?=\s)")
_WORD = re.compile(r"[^\W\d_]{3,}|[0-9]")
_GREETING = re.compile(r"\W*(?:dear|sehr geehrte\w*|liebe\w*)\s[^0-9]{0,60}", re.IGNORECASE)
# Words that stand around a value which was read, and say nothing more than it.
_AROUND_A_VALUE = re.compile(
    r"(?:liver|hepatic|lesions?|metasta\w+|mets?|largest|tumou?rs?|systemic|lines?|chemotherapy|year|aged?|performance|"
    r"primary|progress\w*|weeks?|dose|lobes?|leber\w*|herde?n?|größte\w?)",
    re.IGNORECASE,
)


def not_used(read: Sequence[Sentence], found: Iterable[Found]) -> tuple[str, ...]:
    """The clauses in which nothing was found; lines of names, addresses and numbers are counted, not shown. What a
    silenced sentence on a topic of ours says stands with its reason elsewhere."""
    spans: dict[int, list[_Span]] = {}
    for place in found:
        spans.setdefault(id(place.sentence), []).append((place.start, place.end))
    told: dict[str, None] = {}
    personal = hiding = 0
    for one in read:
        taken = spans.get(id(one), ())
        if is_personal(one):
            personal += not taken or any(TOPIC.search(text) for text in _left(one, taken))
            continue
        if one.silent and not taken and TOPIC.search(one.text):
            continue
        for text in _left(one, taken):
            shown = hidden(text[:MOST_SHOWN]).strip(" -:,();").removeprefix("and ").removeprefix("und ")
            if not _says_something(shown):
                hiding += bool(_WORD.search(text))
            else:
                told |= dict.fromkeys(wrap(shown, LONGEST_QUOTE, break_on_hyphens=False))
    more = max(0, len(told) - MOST_UNUSED)
    ends = [f"Not shown, with names, addresses or numbers: {counted(personal, 'line')}."] if personal else []
    ends += [f"Not shown, as every word may be a name: {counted(hiding, 'clause')}."] if hiding else []
    ends += [f"{more} more {'clause' if more == 1 else 'clauses'}."] if more else []
    return (*list(told)[:MOST_UNUSED], *ends)


def _left(one: Sentence, taken: Sequence[_Span]) -> Iterator[str]:
    """What of a sentence was not read, run by run; a scrap with what stands before it."""
    if not taken:
        yield f"{_words_before(one)}{one.whole}" if _is_scrap(one.whole) else one.whole
        return
    for start, end in _runs(one, taken):
        text = one.whole[start:end]
        if _WORD.search(text.replace(MASK, " ")) and not (_GREETING.fullmatch(text) and not TOPIC.search(text)):
            yield one.whole[_clause_before(one.whole, start) : end] if _is_scrap(text) else text


def _clause_before(text: str, start: int) -> int:
    return max((cut.start() for cut in _CUT.finditer(text, 0, max(0, start - 1))), default=0)


def _words_before(one: Sentence) -> str:
    """The last words of the sentence before, without which a scrap is not recognised; none of a line of names."""
    before = one.before
    if PERSONAL.search(before) or "@" in before:
        return ""
    cut = before.find(" ", len(before) - LONGEST_QUOTE // 2) + 1 if len(before) > LONGEST_QUOTE // 2 else 0
    return f"{before[cut:]} "


def _is_scrap(text: str) -> bool:
    """Whether a text says something, but in too few words to be recognised."""
    shown = hidden(text)
    return len(re.findall(r"[^\W\d_]{3,}", shown.replace("[date]", " "))) < 2 and bool(
        _says_something(shown) or re.search(r"[0-9]", shown)
    )


def _says_something(shown: str) -> bool:
    """Whether words are left of what is shown; a day, a number or an ellipsis alone says nothing."""
    return bool(re.search(r"[^\W\d_]{3,}|[A-Z]{2,}", shown.replace("[date]", " "))) or bool(TOPIC.search(shown))


def _runs(one: Sentence, taken: Sequence[_Span]) -> Iterator[_Span]:
    """Clauses that follow each other and were not read, each run as one; a label stands before the first of them."""
    label = _LABEL.match(one.whole)
    above = len(one.heading) if one.heading and one.whole.startswith(one.heading) else 0
    first = max(above, label.end() if label else 0)
    if any(start < first for start, _ in taken):
        first = 0
    begun: int | None = None
    for start, end in _pieces(one.whole, first):
        if not any(a < end and start < b for a, b in taken):
            begun = begun if begun is not None else 0 if start == first else start
            continue
        if begun is not None:
            yield begun, start
            begun = None
        if _says_more(one, start, end, taken):
            yield start, end
    if begun is not None:
        yield begun, len(one.whole)


def _pieces(text: str, first: int) -> Iterator[_Span]:
    start = first
    for cut in _CUT.finditer(text, first):
        if cut.start() > start:
            yield start, cut.start()
            start = cut.start()
    if start < len(text):
        yield start, len(text)


def _says_more(one: Sentence, start: int, end: int, taken: Sequence[_Span]) -> bool:
    """Whether a clause in which something was read holds another number, or another word of medicine."""
    rest = list(one.whole[start:end])
    for a, b in taken:
        for place in range(max(a, start), min(b, end)):
            rest[place - start] = " "
    told = "".join(rest)
    return bool(re.search("[0-9]", told)) or any(
        not _AROUND_A_VALUE.fullmatch(word[0]) for word in TOPIC.finditer(told)
    )


def passed_words(one: Sentence) -> str:
    """All of a sentence that is passed over, without what could name a person."""
    return hidden(one.whole[:MOST_SHOWN]).strip(" -:,")
