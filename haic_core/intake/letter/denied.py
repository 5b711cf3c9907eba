"""Sentences with a 'no' of which more than silence can be said: a plain denial of exactly one fact, and what stands
behind a 'but'."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from haic_core.case.facts import FACTS
from haic_core.intake.letter.found import Found
from haic_core.intake.letter.sentences import Sentence
from haic_core.intake.letter.silence import Why, why_past, why_silent

# As a denial names the thing, and every word by which another sentence may speak of it.
_THINGS = {
    "ascites": (r"ascites|aszites", r"ascit\w*|aszites|fluid|\w*flüssigkeit|distended|paracent\w*|parazent\w*"),
    "encephalopathy": (
        r"(?:hepatic )?encephalopathy|(?:hepatische )?enzephalopathie",
        r"encephalopath\w*|enzephalopath\w*|asterixis|confus\w*",
    ),
    "pregnant": (r"pregnancy|schwangerschaft", r"pregnan\w*|schwanger\w*|gravid\w*"),
    "brain_metastases": (
        r"(?:brain|cerebral) (?:metastas[ei]s|mets)|(?:hirnmetastasen?|hirnfiliae)",
        r"brain|cerebr\w*|cerebell\w*|intracranial|hirn\w*|zerebr\w*|CNS|ZNS|lepto\w*|head|skull|kopf|schädel\w*|c(?:MRT|MRI|CT)",
    ),
    "portal_vein_thrombosis": (
        r"portal[- ]vein thrombosis|PVT|pfortaderthrombose",
        r"portal|PV|MPV|PVT|thromb[io]s\w*|thrombus|pfortader\w*",
    ),
    "pseudocirrhosis": (r"pseudo-?cirrhosis|pseudozirrhose", r"\w*cirrho\w*|\w*zirrho\w*"),
    "active_infection": (
        r"(?:active )?infection|aktive infektion|infektion",
        r"infect\w*|infekt\w*|sepsis|fever|fieber|abscess\w*|abszess\w*|antibiotic\w*|antibiot\w*|cholangitis",
    ),
    "contrast_allergy": (
        r"contrast(?: media| medium| agent)? allergy|allergy to contrast(?: media)?|kontrastmittelallergie",
        r"contrast|kontrast\w*|allerg\w*|iodine|jod\w*",
    ),
}
_BEFORE = (
    r"(?:(?:there (?:is|are)|she has|it shows|patient has|currently|at present|es besteht|es bestehen|aktuell|derzeit|"
    r"zurzeit)\s){0,2}"
)
_EVIDENCE = r"(?:evidence of |sign of |signs of |nachweis von |hinweise? auf |hinweis für |anhalt für |zeichen von )?"
_BEHIND = r"(?:\s(?:is |are )?(?:present|seen|detected|found|today|at present|currently|nachweisbar|derzeit|aktuell))?"
_PLAIN = {
    fact: re.compile(
        rf"{_BEFORE}(?:no|without|kein|keine|keinen|ohne)\s{_EVIDENCE}(?:{name}){_BEHIND}"
        rf"|(?:{name})\s?[:=]\s?(?:no|none|absent|nein|keine?r?){_BEHIND}",
        re.IGNORECASE,
    )
    for fact, (name, _) in _THINGS.items()
} | {
    "pregnant": re.compile(
        r"(?:(?:she|patient|the patient|pat\.|patientin|die patientin) (?:is|ist) )?(?:not pregnant|nicht schwanger)"
        r"|(?:no|keine) (?:pregnancy|schwangerschaft)|(?:pregnant|pregnancy|schwanger|schwangerschaft)"
        r"\s?[:=]\s?(?:no|none|nein|keine)",
        re.IGNORECASE,
    )
}
_NAMED = {fact: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for fact, (_, words) in _THINGS.items()}
# A list under such a heading is what a treatment asks for, not what was found.
_ASKED_OF = re.compile(
    r"\b(?:for|für|(?:contra|kontra)?indi[ck]ation\w*|conditions|voraussetzung\w*|TACE|HAIC|SIRT|TARE|Y-?90|resection|ablation)\b",
    re.IGNORECASE,
)
_PARTS = re.compile(r",\s|\s(?:and|und)\s")
_BUT = re.compile(r"\b(?:but|however|aber|jedoch|allerdings)\b[,\s]", re.IGNORECASE)


def denials(read: Sequence[Sentence]) -> Iterator[Found]:
    """A 'no' to one fact, or to several one after the other, where the sentence says nothing else; asked back where any
    other sentence names the same thing."""
    plain = [one for one in read if list(_denied(one))]
    for one in plain:
        for fact, start, end in _denied(one):
            others = [other for other in read if other is not one and fact not in {told for told, *_ in _denied(other)}]
            named = next((other for other in others if _names(other, fact)), None)
            written = " ".join(one.text[start:end].split())
            why = f"{FACTS[fact].label}: another sentence names it too; is it “no”?" if named else ""
            yield Found(fact, one, start, end, (False,), written, why)


def behind_a_but(silent: Iterable[Sentence]) -> list[Sentence]:
    """What stands behind the last 'but' of a sentence that says what is not, as a sentence of its own."""
    parts = []
    for one in silent:
        cut = max((found.end() for found in _BUT.finditer(one.text)), default=0)
        if cut and one.denies:
            tail = one.text[cut:]
            if not why_silent(tail) and not why_past(tail):
                parts.append(replace(one, text=" " * cut + tail, silent=None, past=""))
    return parts


def asked_back(found: Iterable[Found]) -> Iterator[Found]:
    """What was found behind a 'but': never beyond doubt."""
    for one in found:
        if one.values:
            told = f"{FACTS[one.fact].label}: “{one.as_written}” stands behind a “no” and a “but”; is it so?"
            yield replace(one, why=one.why or told)


def _denied(one: Sentence) -> list[tuple[str, int, int]]:
    """The facts that a sentence denies, with their places; none where it says anything else."""
    if not one.denies or one.past or one.days or why_silent(one.heading) or _ASKED_OF.search(one.heading):
        return []
    start = len(one.heading) if one.heading and one.text.startswith(one.heading) else 0
    told: list[tuple[str, int, int]] = []
    for begin, end in _parts(one.text, start):
        words = one.text[begin:end].strip(" .:;-•")
        fact = next((fact for fact, plain in _PLAIN.items() if plain.fullmatch(words)), "")
        if not fact:
            return []
        told.append(
            (fact, begin + one.text[begin:end].index(words), begin + one.text[begin:end].index(words) + len(words))
        )
    return told


def _parts(text: str, start: int) -> Iterator[tuple[int, int]]:
    for cut in _PARTS.finditer(text, start):
        yield start, cut.start()
        start = cut.end()
    yield start, len(text)


def _names(one: Sentence, fact: str) -> bool:
    is_hers = not (one.silent and one.silent.why is Why.ANOTHER_PERSON)
    return is_hers and bool(_NAMED[fact].search(one.whole))
