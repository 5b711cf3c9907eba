"""The size of the largest liver metastasis in a sentence: only where it is called the largest, or is alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from haic_core.case.facts import FACTS
from haic_core.intake.letter.found import Found, asked
from haic_core.intake.letter.numbers import LIMIT, NUMBER, TO
from haic_core.intake.letter.organs import LIVER, OTHER, PART, SOLITARY, liver_is_meant
from haic_core.intake.letter.parts import MASK
from haic_core.intake.letter.sentences import Sentence
from haic_core.intake.quantity import entered
from haic_core.words.refusal import Refusal

_CM = r"(?:cm|mm|centimet(?:re|er)s?|millimet(?:re|er)s?)\b"
_SIZE = re.compile(
    rf"(?<![0-9.,])(?P<a>{NUMBER})\s?(?:{_CM})?(?P<more>(?:\s?[x×]\s?{NUMBER}\s?(?:{_CM})?){{0,2}})"
    rf"(?P<to>{TO}(?P<b>{NUMBER}))?\s?(?<![a-z])(?P<unit>{_CM})|(?<![0-9.,])(?P<n>{NUMBER})(?P<u>{_CM}"
    rf")",
    re.IGNORECASE,
)
_LARGEST = re.compile(
    r"\b(?:largest|biggest|dominant|max(?:imum|imale?[rnsm]?|\.)?|greatest|longest|sized? up to|"
    r"measuring up to|measures? up to|of up to|up to|bis zu|bis|größte\w?)\b",
    re.IGNORECASE,
)
_CALLED_LARGEST = re.compile(r"\b(?:largest|biggest|max(?:imum|imale?[rnsm]?)?|greatest|größte\w?)\b", re.IGNORECASE)
_ONLY_A_SIZE = re.compile(
    r"\W*(?:largest|max(?:imum|imaler?|imal)?|größter?)\W+(?:durchmesser|diameter|größe|size)?\W*(?:von|of|is|ist|ca\.?)?\W*",
    re.IGNORECASE,
)
_NOT_THE_LARGEST = re.compile(
    r"\b(?:second|next|third|2nd|other|remaining|smallest|sum|total|combined|"
    r"apart|distance|from the|away|within|margin|thick\w*|zweit\w*|dritt\w*|nächst\w*|übrige\w*|restliche\w*|andere\w*|"
    r"kleinst\w*|kleiner\w*|summe|gesamt\w*|zusammen|abstand|entfern\w*|\w*rand\w*|\w*dicke|weiter\w*)\b",
    re.IGNORECASE,
)
_SEGMENT = re.compile(
    r"\b(?:segments?|segs?\.?|S)\s?(?:[1-8]|[IViv]{1,4})[ab]?(?:\s?(?:/|-|,|"
    r"and|\+)\s?(?:[1-8]|[IViv]{1,4})[ab]?(?![\w.]))*(?!\s?[.,]?[0-9]?\s?(?:cm|"
    r"mm))"
)
_LESION = re.compile(
    r"metasta|\bmets?\b|\bmet\.|lesion|deposit|nodul|\bfoc(?:us|i)\b|\bmass(?:es)?\b|tumou?r|secondar|\bLMs?\b|filia|"
    r"herd|läsion|raumforderung|knoten",
    re.IGNORECASE,
)
_BARE_LIVER = re.compile(r"\b(?:liver|leber)\b", re.IGNORECASE)
_LIVER_ITSELF = re.compile(
    r"\b(?:\w*rippenb\w+|costal|überrag\w*|palpa\w*|tast\w*|MCL|(?:k|c)rani?o-?(?:k|c)audal\w*|span|längsdurchmesser|"
    r"hepatomegal\w*|enlarged|vergrößert\w*)\b",
    re.IGNORECASE,
)
_APART = re.compile(
    r"\s?(?:from|away|distant|off|apart|to the|proximal|distal|margin|beyond|above|below|deep|thick|entfernt|"
    r"abstand|vom|von der|dick|tief|weit|ober|unter)\b",
    re.IGNORECASE,
)


def largest(one: Sentence) -> Iterator[Found]:
    """Every size in a sentence that may be of the liver, and why it is not the largest's."""
    sizes = list(_SIZE.finditer(one.text))
    for found in sizes:
        if not liver_is_meant(one, *found.span()):
            continue
        written = " ".join(found[0].split())
        place = ("largest_lesion_cm", one, *found.span())
        before = one.text[: found.start()]
        said = max((word.end() for word in _LARGEST.finditer(before)), default=-1)
        alone = len(sizes) == 1 and (
            _larger_of_two(before)
            or SOLITARY.search(one.text)
            or re.search(r"\bone (?:liver|hepatic) (?:metastasis|lesion)\b", one.text, re.IGNORECASE)
        )
        after = re.match(
            r"\s?(?:\(|,|=)?\s?(?:largest|biggest|max(?:imum|imal|\.)?|in (?:the )?(?:largest|"
            r"maximum|maximal|greatest|longest))\b",
            one.text[found.end() :],
            re.IGNORECASE,
        )
        between_them = _SEGMENT.sub(" ", before[said:]).replace(MASK, " ") if said >= 0 else ""
        if _LIVER_ITSELF.search(one.text):
            yield Found(*place, as_written=written, why="may be of the liver itself")
        elif said < 0 and not after and not alone:
            yield Found(*place, as_written=written, why="is not called the largest")
        elif LIMIT.search(before) and not re.search(r"(?:up to|bis zu|bis)\s*$", before, re.IGNORECASE):
            yield Found(*place, as_written=written, why="gives a limit, not a value")
        elif (
            _NOT_THE_LARGEST.search(before[max(0, said - 25) :])
            or re.search(r"[0-9]", between_them)
            or _APART.match(one.text[found.end() :])
            or len(between_them) > 90
        ):
            yield Found(*place, as_written=written, why="may not be the largest")
        elif len(sizes) > 1 and _compares(one, sizes):
            yield Found(*place, as_written=written, why="is compared with another size")
        elif len(sizes) > 1 and not (said >= 0 and len(between_them) < 40):
            yield Found(*place, as_written=written, why="is one of several sizes")
        elif OTHER.search(between_them) or PART.search(one.text[max(0, found.start() - 60) : found.end() + 25]):
            yield Found(*place, as_written=written, why="may not be of the liver metastases of today")
        else:
            yield from _size(one, found, written, _of_what(one, written))


def _of_what(one: Sentence, written: str) -> str:
    """The question back for a size in a sentence that names the liver and no lesion: it may be the liver's own."""
    if _LESION.search(one.text) or not (
        _BARE_LIVER.search(one.text) or not _LESION.search(f"{one.before} {one.heading}")
    ):
        return ""
    return f"{FACTS['largest_lesion_cm'].label}: “{written}”: is it of a lesion in the liver?"


def of_open_organ(read: Sequence[Sentence]) -> Iterator[Found]:
    """The largest lesion of a letter that does not say in which organ it lies: asked back, never taken for the liver's
    own."""
    for one in read:
        told = (one.text, one.before, one.heading)
        sizes = list(_SIZE.finditer(one.text))
        if len(sizes) != 1 or any(LIVER.search(words) or OTHER.search(words) for words in told):
            continue
        found = sizes[0]
        before, written = one.text[: found.start()], " ".join(found[0].split())
        said = max((word.end() for word in _CALLED_LARGEST.finditer(before)), default=-1)
        rest = before[said:] if said >= 0 else ""
        if said < 0 or re.search(r"[0-9]", rest) or len(rest) > 60 or _NOT_THE_LARGEST.search(before):
            continue
        if _LESION.search(before) or _ONLY_A_SIZE.fullmatch(before + one.text[found.end() :]):
            yield from _size(
                one, found, written, f"{FACTS['largest_lesion_cm'].label}: “{written}”: is it of a lesion in the liver?"
            )


def _larger_of_two(text: str) -> bool:
    return bool(
        re.search(r"\b(?:two|2)\s(?:\w+\s){0,2}(?:metastases|lesions|mets)\b.{0,60}\bthe larger\b", text, re.IGNORECASE)
    )


def _compares(one: Sentence, sizes: list[re.Match[str]]) -> bool:
    """Whether several sizes of a sentence may be of several days."""
    told = one.text[sizes[0].start() :]
    return MASK in told or bool(
        re.search(
            r"\b(?:now|current\w*|today|meanwhile|after|then|aktuell\w*|jetzt|nun|derzeit|heute|inzwischen|verlauf\w*|nach|dann|auf)\b",
            told,
            re.IGNORECASE,
        )
    )


def _size(one: Sentence, found: re.Match[str], written: str, open_to: str = "") -> Iterator[Found]:
    """One size, the largest of a product of diameters, or a range that is asked back. open_to: a question that stays
    open beside it."""
    unit = "mm" if (found["unit"] or found["u"]).casefold().startswith("m") else "cm"
    each = [found["a"] or found["n"], *re.findall(NUMBER, found["more"] or ""), *([found["b"]] if found["b"] else [])]
    mixed = len({word.casefold()[0] for word in re.findall(_CM, found[0], re.IGNORECASE)}) > 1
    after = one.text[found.end() : found.end() + 12]
    try:
        read = [entered("largest_lesion_cm", f"{number} {unit}", {}) for number in each]
    except Refusal:
        yield Found("largest_lesion_cm", one, *found.span(), as_written=written, why="is no size of a lesion")
        return
    values = tuple(sorted({one.value for one in read}))
    doubt = open_to or next((one.doubt for one in read if one.doubt), "")
    if mixed or re.match(r"\s?(?:-|/|to\b|or\b|->|→|and\b|auf\b|und\b|bzw\.?)\s?[0-9]", after):
        yield Found("largest_lesion_cm", one, *found.span(), as_written=written, why="is one of several sizes")
    elif found["b"]:
        yield Found("largest_lesion_cm", one, *found.span(), values, written, asked("largest_lesion_cm", written))
    else:
        yield Found("largest_lesion_cm", one, *found.span(), (values[-1],), written, doubt)
