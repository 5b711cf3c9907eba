"""Hormone receptors and HER2: positive with either receptor, negative only where both are said to be, HER2 2+ alone is
neither, and what two ages of pathology name differently is asked back."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from haic_core.intake.letter.found import Found, Letter, asked
from haic_core.intake.letter.numbers import NUMBER, TO
from haic_core.intake.letter.sentences import Sentence

_ER = r"(?:o?estrogen[- ]receptors?(?: \(ER\))?|ER(?:[- ]?alpha|α)?)"
_PR = r"(?:progest(?:erone|in)[- ]receptors?(?: \((?:PR|PgR)\))?|PgR|PR)"
_HR = r"(?:hormone[- ]receptors?(?: \(HR\))?(?: status)?|HR)"
_IS = r"(?:\s?(?:status|is|was|were|are|remains?|again|strongly|weakly|moderately|clearly|both|[:=(,])){0,4}\s?"
_POSITIVE, _NEGATIVE = r"(?:positi[ve]e?|pos\b\.?|\+ve)(?![a-z])", r"(?:negati[ve]e?|neg\b\.?|-ve)(?![a-z])"
_SIGN = (
    rf"(?:[ -]?(?P<plus>\++)(?!\w)|(?P<minus>-)(?=\s*[,;/).]|\s*$|\s+and\b|\s(?=[A-Z]{{3}}))|"
    rf"[ -]?{_IS}-?\s?(?:(?P<pos>{_POSITIVE})|(?P<neg>{_NEGATIVE})))"
)
_NAMES = {"er": _ER, "pr": _PR, "hr": _HR}
_EACH = {which: re.compile(rf"(?<![\w-]){name}(?![a-z]){_SIGN}", re.IGNORECASE) for which, name in _NAMES.items()}
_BOTH = re.compile(rf"(?<![\w-])(?:{_ER})\s?(?:/|and|&|,|/\s)\s?(?:{_PR})(?![a-z]){_SIGN}", re.IGNORECASE)
_PERCENT = {
    which: re.compile(
        rf"(?<![\w-]){_NAMES[which]}(?![a-z]){_IS}(?:(?:{_POSITIVE}|\+)\s?)?[(:,]?\s?(?P<limit>[<>≥≤]=?"
        rf")?\s?(?P<a>{NUMBER})\s?%?(?:{TO}(?P<b>{NUMBER}))?\s?%",
        re.IGNORECASE,
    )
    for which in ("er", "pr")
}
_PERCENT_BOTH = re.compile(
    rf"(?<![\w-]){_ER}\s?/\s?{_PR}{_IS}(?P<a>{NUMBER})\s?%?\s?/\s?(?P<b>{NUMBER})\s?%", re.IGNORECASE
)
_SCORE = re.compile(rf"(?<![\w-])(?:{_ER}|{_PR}){_IS}(?:allred|irs|h-?score|quick score|qs)\b", re.IGNORECASE)
_ALLRED = re.compile(rf"(?<![\w-])(?:{_ER}|{_PR}){_IS}(?:allred )?(?P<a>[0-8])/8\b", re.IGNORECASE)
_TRIPLE_POSITIVE = re.compile(r"\btriple[- ]?positive\b", re.IGNORECASE)
_TRIPLE = re.compile(r"\b(?:triple[- ]?negative|TNBC)\b", re.IGNORECASE)
_HER2 = r"(?:HER[- ]?2(?:[/ -]?neu)?|c-?erb-?B2?-?2?|ERBB2)(?:[ -]?(?:receptor|status|gene|oncogene|protein))?"
_HER2_WORD = re.compile(
    rf"(?<![\w-])(?<!anti-){_HER2}(?:[ -]?(?P<low>(?:status )?[:(]?\s?ultra-?low|"
    rf"(?:status )?[:(]?\s?low)\b(?! risk)|{_SIGN}|{_IS}(?P<amp>amplified|overexpress\w+)\b)",
    re.IGNORECASE,
)
_HER2_SCORE = re.compile(
    rf"(?<![\w-]){_HER2}(?:\s?(?:ihc|immunohistochemistry|score|dako|herceptest|"
    rf"is|was|of|by|expression|low|negative?|positive?|status|[:=(,-])){{0,5}}\s?(?P<score>[0-3])\s?("
    rf"?P<plus>\+)?(?![0-9%]|\.[0-9]|\s?/\s?[0-9])",
    re.IGNORECASE,
)
_ISH = re.compile(
    rf"\b(?:F?ISH|SISH|CISH|DISH)\b{_IS}-?\s?(?:(?P<pos>{_POSITIVE}|amplified|"
    rf"\+(?!\w))|(?P<neg>{_NEGATIVE}|(?:-)(?=\s*[,;/).]|\s*$)))",
    re.IGNORECASE,
)
_EARLIER = re.compile(
    r"\b(?:previous(?:ly)?|initial(?:ly)?|original(?:ly)?|former(?:ly)?|earlier|"
    r"contralateral|second primary|früher\w*|ursprünglich\w*|zuvor|kontralateral\w*|zweitkarzinom\w*|"
    r"conversion|converted|loss|lost|discordan\w+)\b",
    re.IGNORECASE,
)
_PRIMARY = re.compile(r"\b(?:primary|primärtumor\w*|primarius|primum)\b", re.IGNORECASE)
_METASTASIS = re.compile(
    r"\b(?:metastas[ei]s|mets?|liver|biops\w+|bx|relapse|recurren\w+|\w*metastase\w*|leber\w*|rezidiv\w*)\b",
    re.IGNORECASE,
)
_OTHER_ENTRY = re.compile(r"therap|treat|block|direct|target|antibod|test|agent|drug", re.IGNORECASE)


def receptors(read: Sequence[Sentence], letter: Letter) -> Iterator[Found]:
    """HER2 and the hormone receptors as one."""
    told: list[tuple[str, bool | None, Found]] = []
    for one in read:
        earlier = _EARLIER.search(one.text)
        if earlier:
            if _any_receptor(one):
                yield Found("hormone_receptor", one, *earlier.span(), why="may speak of an earlier tumour")
            continue
        both = _PRIMARY.search(one.text) and _METASTASIS.search(one.text)
        yield from (_of_two_tumours(found) if both else found for found in _her2(one))
        told += [(which, None if both else state, found) for which, state, found in _states(one)]
    yield from _hormone(told)


def _of_two_tumours(found: Found) -> Found:
    """A word on HER2 in a sentence about primary and metastasis is asked back: it may be of either."""
    if not found.values:
        return found
    return replace(found, values=("positive", "low", "negative"), why=asked("her2", found.as_written))


def _any_receptor(one: Sentence) -> bool:
    return any(
        pattern.search(one.text) for pattern in (*_EACH.values(), _BOTH, _TRIPLE, _HER2_WORD, *_PERCENT.values())
    )


def _hormone(told: list[tuple[str, bool | None, Found]]) -> Iterator[Found]:
    """The one fact out of both receptors; those of a letter are taken together, wherever they stand."""
    known = {which: {state for name, state, _ in told if name == which} for which in ("er", "pr", "hr")}
    split = any(len(states - {None}) > 1 for states in known.values())
    positive = any(True in states for states in known.values())
    sure = any(True in states and None not in states for states in known.values())
    negative = False in known["hr"] or (False in known["er"] and False in known["pr"])
    for which, state, found in told:
        place = (found.fact, found.sentence, found.start, found.end)
        if state is None and sure and not split and False not in known["hr"]:
            continue
        if state is None or split or (positive and False in known["hr"]):
            yield Found(
                *place, ("positive", "negative"), found.as_written, found.why or asked(found.fact, found.as_written)
            )
        elif state:
            yield Found(*place, ("positive",), found.as_written)
        elif negative and not positive:
            yield Found(*place, ("negative",), found.as_written)
        elif not positive:
            other = "progesterone" if which == "er" else "oestrogen"
            yield Found(*place, as_written=found.as_written, why=f"says nothing of the {other} receptor")


def _states(one: Sentence) -> Iterator[tuple[str, bool | None, Found]]:
    def found(match: re.Match[str], why: str = "") -> Found:
        return Found("hormone_receptor", one, *match.span(), as_written=" ".join(match[0].split()), why=why)

    for match in _TRIPLE.finditer(one.text):
        yield "hr", False, found(match)
    for match in _TRIPLE_POSITIVE.finditer(one.text):
        yield "hr", True, found(match)
    for match in _BOTH.finditer(one.text):
        state = _positive(match)
        yield "er", state, found(match)
        yield "pr", state, found(match)
    spans = [match.span() for match in _BOTH.finditer(one.text)]
    with_er = bool(re.search(rf"(?<![\w-]){_ER}(?![a-z])", one.text, re.IGNORECASE))
    for which, pattern in _EACH.items():
        for match in pattern.finditer(one.text):
            inside = any(start <= match.start() < end for start, end in spans)
            if not inside and (which != "pr" or with_er or match[0].casefold().startswith("prog")):
                yield which, _positive(match), found(match)
    for which, pattern in _PERCENT.items():
        for match in pattern.finditer(one.text):
            if which == "er" or with_er:
                yield which, _of_percent(match), found(match)
    for match in _PERCENT_BOTH.finditer(one.text):
        yield "er", _share(match["a"]), found(match)
        yield "pr", _share(match["b"]), found(match)
    for match in _ALLRED.finditer(one.text):
        score = int(match["a"])
        strong = True if score > 6 else False if score == 0 else None
        yield ("er" if match[0].casefold().startswith(("er", "o", "e")) else "pr"), strong, found(match)
    if not any(pattern.search(one.text) for pattern in _EACH.values()):
        for match in _SCORE.finditer(one.text):
            yield "er", None, found(match, "Hormone receptor: a score was found, not positive or negative; which?")


def _positive(match: re.Match[str]) -> bool:
    return bool(match["plus"] or match["pos"])


def _of_percent(match: re.Match[str]) -> bool | None:
    """A share of stained cells: ten and more is positive, none is negative; between them opinions differ."""
    limit, state = match["limit"] or "", _share(match["a"])
    if match["b"]:
        return True if state and _share(match["b"]) else None
    if limit.startswith(("<", "≤")):
        return False if _share(match["a"]) is False or match["a"] == "1" else None
    return state


def _share(text: str) -> bool | None:
    number = float(text.replace(",", ".")) if text.count(",") + text.count(".") < 2 else 5
    return True if number >= 10 else False if number == 0 else None


def _her2(one: Sentence) -> Iterator[Found]:
    ish = _ISH.search(one.text)
    words = [
        match for match in _HER2_WORD.finditer(one.text) if not _OTHER_ENTRY.match(one.text[match.end() :].lstrip(" -"))
    ]
    scores = [match for match in _HER2_SCORE.finditer(one.text) if match["plus"] or _is_score(one.text, match)]
    for match in _TRIPLE.finditer(one.text):
        yield Found("her2", one, *match.span(), ("negative",), match[0])
    for match in _TRIPLE_POSITIVE.finditer(one.text):
        yield Found("her2", one, *match.span(), ("positive",), match[0])
    for match in words:
        written = " ".join(match[0].split())
        if match["low"]:
            low = "ultra" not in match["low"].casefold()
            why = "" if low else "is neither low nor negative in the words of the documents"
            yield Found("her2", one, *match.span(), ("low",) if low else (), written, why)
        elif match["plus"] == "++":
            yield Found("her2", one, *match.span(), as_written=written, why="2+ without a test of the gene is neither")
        elif match["amp"] or _positive(match):
            yield Found("her2", one, *match.span(), ("positive",), written)
        elif not any(score["score"] in "12" for score in scores):
            yield Found("her2", one, *match.span(), ("negative",), written)
    for match in scores:
        if not any(word["low"] for word in words):
            yield from _of_score(one, match, ish)


def _is_score(text: str, match: re.Match[str]) -> bool:
    """A bare figure is a score where it is nought or the words call it one."""
    called = re.search(r"ihc|immuno|score|dako|hercep", match[0], re.IGNORECASE)
    return bool(called or match["score"] == "0") and not re.match(r"\s?[a-z]", text[match.end() :], re.IGNORECASE)


def _of_score(one: Sentence, match: re.Match[str], ish: re.Match[str] | None) -> Iterator[Found]:
    score, written = match["score"], " ".join(match[0].split())
    if re.match(r"\s?[(,]?\s?(?:HER2[- ])?low\b", one.text[match.end() :], re.IGNORECASE) and score != "3":
        yield Found("her2", one, *match.span(), ("low",), written)
    elif score == "3" and not (ish and ish["neg"]):
        yield Found("her2", one, *match.span(), ("positive",), written)
    elif score == "3" or (score == "0" and ish and ish["pos"]):
        yield Found("her2", one, *match.span(), ("positive", "negative"), written, asked("her2", written))
    elif score == "0":
        yield Found("her2", one, *match.span(), ("negative",), written)
    elif ish and ish["pos"]:
        yield Found("her2", one, *match.span(), ("positive",), written)
    elif score == "1" or ish:
        why = f"HER2: “{written}” is called low by some and negative by others; which?"
        yield Found("her2", one, *match.span(), ("low", "negative"), written, why)
    else:
        yield Found("her2", one, *match.span(), as_written=written, why="2+ without a test of the gene is neither")
