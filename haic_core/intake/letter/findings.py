"""Findings that are there or not, and shares of an organ: only in words that say plainly that they are there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from haic_core.intake.letter.found import Found, Letter
from haic_core.intake.letter.numbers import LIMIT, NUMBER, TO
from haic_core.intake.letter.sentences import Sentence
from haic_core.intake.letter.signs import FINDINGS
from haic_core.intake.quantity import entered
from haic_core.words.refusal import Refusal

_DOUBTED = re.compile(
    r"\b(?:clinically|prone to|signs of early|treated|drained|after drainage|"
    r"was on|off since|"
    r"controlled|prior|prevent\w*|prophyla\w*|stopped|discontinued|paused|regress\w*|"
    r"recanali[sz]ed|removed|trace|minimal|physiological|small amount|segmental|second[- ]order|"
    r"peripheral|borderline)\b",
    re.IGNORECASE,
)
_CALM = re.compile(r"\b(?:stable|respon\w+|remission|regress\w*|then|now|followed|PR|SD|CR)\b", re.IGNORECASE)
_VESSELS = ("portal_vein_thrombosis", "hepatic_artery_patent")
_NARROWED = re.compile(
    r"\b(?:thromb\w*|occlu\w*|branch\w*|invad\w*|narrow\w*|compress\w*|partial\w*|"
    r"stenos\w*|dissect\w*|encas\w*)\b",
    re.IGNORECASE,
)
_BRANCH = re.compile(r"\b[RL]PV\b|\b(?:right|left)\s(?:portal|branch)|\bportal[- ]vein branch\b", re.IGNORECASE)
_MAIN = re.compile(r"\b(?:MPV\b|main\s(?:portal|trunk)|portal[- ]vein trunk|trunk of the)\b", re.IGNORECASE)
_MEASURED = (
    (
        "lung_shunt_percent",
        "%",
        r"\b(?:lung shunt(?:ing)?(?: fraction)?|hepatopulmonary shunt(?: fraction)?|"
        r"LSF)(?:\s?(?:\(LSF\)|of|is|was|at|[:=]|calculated)){0,3}",
    ),
    (
        "future_liver_remnant_percent",
        "%",
        r"\b(?:future liver remnant|FLR)(?:\s?(?:\(FLR\)|volume|of|is|was|at|[:=]|"
        r"calculated)){0,4}",
    ),
    (
        "lung_dose_gy",
        "Gy",
        r"(?<!cumulative )(?<!total )\blung dose(?:\s?(?:of|is|was|at|[:=]|estimated|"
        r"calculated)){0,3}",
    ),
)
_AMOUNTS = tuple(
    (fact, unit, re.compile(rf"{label}\s?(?P<a>{NUMBER})\s?(?:%|Gy)?(?P<to>{TO}{NUMBER})?\s?{unit}", re.IGNORECASE))
    for fact, unit, label in _MEASURED
)


def findings(read: Sequence[Sentence], letter: Letter) -> Iterator[Found]:
    """What is there or not, lung shunt, lung dose and liver remnant."""
    for one in read:
        yield from _findings(one)
        yield from _amounts(one)


def _findings(one: Sentence) -> Iterator[Found]:
    for fact, value, pattern in FINDINGS:
        for found in pattern.finditer(one.text):
            written = " ".join(found[0].split())
            around = one.text[max(0, found.start() - 30) : found.end() + 30]
            if fact in _VESSELS and _NARROWED.search(one.text) and value is (fact == "hepatic_artery_patent"):
                yield Found(
                    fact, one, *found.span(), as_written=written, why="speaks of a narrowed or closed vessel too"
                )
                continue
            if fact == "progressive_on_systemic" and _CALM.search(one.text[found.end() :]):
                yield Found(fact, one, *found.span(), as_written=written, why="is followed by another course")
                continue
            if _DOUBTED.search(around) and not fact.startswith("prior_"):
                yield Found(
                    fact, one, *found.span(), as_written=written, why="does not say plainly that it is there today"
                )
                continue
            yield Found(fact, one, *found.span(), (value,), written)
            if fact == "portal_vein_thrombosis" and value:
                yield from _extent(one, found)


def _extent(one: Sentence, found: re.Match[str]) -> Iterator[Found]:
    branch, main = _BRANCH.search(one.text), _MAIN.search(one.text)
    if bool(branch) is not bool(main):
        yield Found(
            "portal_vein_extent", one, *found.span(), ("branch" if branch else "main",), " ".join(found[0].split())
        )


def _amounts(one: Sentence) -> Iterator[Found]:
    for fact, unit, pattern in _AMOUNTS:
        for found in pattern.finditer(one.text):
            written = " ".join(found[0][found.start("a") - found.start() :].split())
            place = (fact, one, *found.span())
            if found["to"] or LIMIT.search(one.text[: found.start("a")]):
                yield Found(*place, as_written=written, why="gives a range or a limit, not a value")
                continue
            try:
                read = entered(fact, f"{found['a']} {unit}", {})
                yield Found(*place, (read.value,), written, read.doubt)
            except Refusal as refusal:
                yield Found(*place, as_written=written, why=str(refusal))
