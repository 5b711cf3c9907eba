"""The liver metastases in a sentence: how many, the largest, which lobes, their pattern, their share of the liver."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from haic_core.case.facts import NUMBERS
from haic_core.intake.letter.found import Found, Letter, asked
from haic_core.intake.letter.numbers import ABOUT, COUNT, LIMIT, NUMBER, TO, between, whole
from haic_core.intake.letter.organs import OTHER, liver_is_meant, speaks_of_liver
from haic_core.intake.letter.performance import ends
from haic_core.intake.letter.sentences import MASK, Sentence
from haic_core.intake.quantity import entered
from haic_core.words.refusal import Refusal

_LESIONS = r"(?:metastas[ie]s|mets?|lesions?|deposits?|nodules?|foci|focus|secondaries|masses|filiae)\b"
_KIND = (
    r"(?:(?:metastatic|visible|discrete|bilobar|unilobar|hypervascular|hypovascular|"
    r"hypodense|enhancing|known|solid|focal|"
    r"progressive|individual|separate|synchronous|metachronous|confluent|distinct|"
    r"definite|scattered|disseminated|active|viable|"
    r"PET-positive|FDG-avid|biopsy-proven|liver|hepatic|intrahepatic)\s+)"
)
_RANGE = rf"(?P<a>{COUNT})(?:{TO}(?P<b>{COUNT})|\s?x)?"
_COUNTS = (
    re.compile(
        rf"(?<![\w.,/+-])(?:between\s(?={COUNT}\sand))?{_RANGE}(?:\sand\s(?P<c>{COUNT}))?\s+{_KIND}{{0,"
        rf"4}}{_LESIONS}",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\bnumber of (?P<organ>(?:liver |hepatic )?(?:metastatic )?){_LESIONS}(?: in the liver)?\s?(?"
        rf":is|was|:|=)?\s?{_RANGE}(?P<c>(?!))?(?![\w.,%/]|\s?(?:cm|mm))",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?:liver|hepatic) {_LESIONS}\s?(?:[:=]|\(\s?n\s?=|\(|, n\s?=|n\s?=|"
        rf",?\s?number\s?[:=]?)\s?{_RANGE}(?P<c>(?!))?(?=\s?(?:[);,]|$|\.\s|\.$|"
        rf"in (?:number|total)|lesions|metastases))",
        re.IGNORECASE,
    ),
)
_MAY_STAND_BEFORE = re.compile(
    r"(?:^|[,;:(]|\b(?:has|have|had|with|shows?|showed|showing|(?:[0-9]|one|"
    r"two|three|total|presence|consisting|detection|demonstration|because|view)\sof|"
    r"are|is|were|demonstrat\w+|reveal\w+|detect\w+|identif\w+|seen|total|in total|"
    r"there|and|now|currently|known|harbou?rs?|confirm\w+|display\w+|contain\w*|"
    r"finds?|found|visible|visualis\w+|report\w*|describ\w+|"
    r"counted|count|remain\w*|persist\w*|develop\w*|due to|her|bears?|depict\w+|documented))\s*$",
    re.IGNORECASE,
)
_SCALE_BEFORE = re.compile(
    r"\b(?:ecog|who|ps|kps|karnofsky|asa|status|score|grade|cycles?|day|week|"
    r"stage|lines?|segments?)\s?[:=]?\s*$|\bseg(?:ments?|s|\.)?\s[0-9IViab,/& and-]{0,30}$",
    re.IGNORECASE,
)
_PART = re.compile(
    rf"\b(?:and|plus|,|&)\s+(?:an?other\s|a\s|one\s)?{COUNT}\s+(?:in|on|within|"
    rf"further|more|other|additional|smaller|large\w*|new)\b"
    rf"|\b(?:plus|in addition|additional|another|further|new|besides|index|target|"
    rf"treated|resected|ablated|removed|operated|irradiated|embolised|underwent|"
    rf"ablation|resection|metastasectomy|hepatectomy|biopsied|out of|RECIST|"
    rf"measurable|MWA|RFA|microwave|radiofrequency|sampled)\b",
    re.IGNORECASE,
)
_ONE_LOBE = re.compile(r"\b(?:right|left|caudate)(?:\s(?:liver|hepatic))?\s(?:lobe|hemi-?liver|side)", re.IGNORECASE)
_SOLITARY = re.compile(
    rf"(?<!not a )\b(?P<word>solitary|single|isolated solitary|unifocal)\s+{_KIND}{{0,3}}(?:metasta"
    rf"sis|met|lesion|deposit|nodule|focus)\b",
    re.IGNORECASE,
)

_CM = r"(?:cm|mm|centimet(?:re|er)s?|millimet(?:re|er)s?)\b"
_SIZE = re.compile(
    rf"(?<![0-9.,])(?P<a>{NUMBER})\s?(?:{_CM})?(?P<more>(?:\s?[x×]\s?{NUMBER}\s?(?:{_CM})?){{0,2}})"
    rf"(?P<to>{TO}(?P<b>{NUMBER}))?\s?(?<![a-z])(?P<unit>{_CM})|(?<![0-9.,])(?P<n>{NUMBER})(?P<u>{_CM}"
    rf")",
    re.IGNORECASE,
)
_LARGEST = re.compile(
    r"\b(?:largest|biggest|dominant|max(?:imum|imal|\.)?|greatest|longest|sized? up to|"
    r"measuring up to|measures? up to|of up to|up to|bis zu|größte\w?)\b",
    re.IGNORECASE,
)
_NOT_THE_LARGEST = re.compile(
    r"\b(?:second|next|third|2nd|other|remaining|smallest|sum|total|combined|"
    r"apart|distance|from the|away|within|margin|thick\w*)\b",
    re.IGNORECASE,
)
_SEGMENT = re.compile(
    r"\b(?:segments?|segs?\.?|S)\s?(?:[1-8]|[IViv]{1,4})[ab]?(?:\s?(?:/|-|,|"
    r"and|\+)\s?(?:[1-8]|[IViv]{1,4})[ab]?(?![\w.]))*(?!\s?[.,]?[0-9]?\s?(?:cm|"
    r"mm))"
)
_BOTH_LOBES = re.compile(
    r"\b(?:both|two)\s(?:liver\s|hepatic\s)?lobes\b|\bboth\s(?:the\s)?right and left\s(?:liver\s|"
    r"hepatic\s)?lobes?\b|\bbi-?lobar\b|\bboth\s(?:liver|hepatic)\slobes\b",
    re.IGNORECASE,
)
_ONLY_ONE_LOBE = re.compile(
    r"\bunilobar\b|\b(?:confined|limited|restricted)\sto\sthe\s(?:right|left)\s(?:liver\s|"
    r"hepatic\s)?(?:lobe|hemi-?liver)\b|\bonly\s(?:in|involving)\sthe\s(?:right|"
    r"left)\s(?:liver\s|hepatic\s)?lobe\b|\b(?:right|left)\s(?:liver\s|hepatic\s)?lobe\sonly\b",
    re.IGNORECASE,
)
_NO_LIVER_LOBE = re.compile(
    r"\b(?:lungs?|pulmon\w*|thyroid|upper|lower|middle|frontal|temporal|parietal|"
    r"occipital|brain|cerebr\w*|prostate)\b",
    re.IGNORECASE,
)
_PATTERNS = (
    ("multinodular", re.compile(r"\bmulti-?nodular\b(?! goit)", re.IGNORECASE)),
    ("diffuse_small_nodular", re.compile(r"\bdiffuse,? small[- ]nodular\b|\bdiffuse small[- ]nodul\w+", re.IGNORECASE)),
)
_SHARE = (
    re.compile(
        rf"\b(?:liver|hepatic)\s(?:tumou?r\s|metastatic\s|volume\s|parenchymal\s)?(?:involvement|"
        rf"burden|replacement|infiltration|load)\b(?:\s?(?:of|is|was|at|:|=|about|"
        rf"approx\.?|approximately|estimated|ca\.|around|roughly|~|\()){{0,4}}\s?(?P<a>[0-9]{{1,3}})\s?"
        rf"%?(?:{TO}(?P<b>[0-9]{{1,3}}))?\s?%",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?:tumou?r (?:burden|load|involvement) (?:in|of) the liver|intrahepatic tumou?r (?:burden|"
        rf"load))\b(?:\s?(?:of|is|was|at|:|=|about|approx\.?|approximately|estimated|"
        rf"ca\.)){{0,4}}\s?(?P<a>[0-9]{{1,3}})\s?%?(?:{TO}(?P<b>[0-9]{{1,3}}))?\s?%",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?<![0-9.,])(?P<a>[0-9]{{1,3}})\s?%?(?:{TO}(?P<b>[0-9]{{1,3}}))?\s?%\s(?:of\s)?(?:the\s|"
        rf"her\s)?(?:total\s)?(?:liver|hepatic)(?:\s(?:volume|parenchyma))?\s?(?:is\s|"
        rf"are\s|being\s|was\s)?(?:replaced|involved|infiltrated|involvement|replacement|"
        rf"occupied)\b",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?:replac|involv|occupy|infiltrat)(?:ing|es?|ies)\s(?:about\s|approximately\s|"
        rf"approx\.\s|ca\.\s|some\s|an estimated\s)?(?P<a>[0-9]{{1,3}})\s?%?(?:{TO}(?P<b>[0-9]{{1,3}}))"
        rf"?\s?%\sof\s(?:the\s|her\s)?(?:total\s|whole\s)?(?:liver|hepatic)\b",
        re.IGNORECASE,
    ),
)


def liver(read: Sequence[Sentence], letter: Letter) -> Iterator[Found]:
    """The facts of the metastases in the liver."""
    for one in read:
        yield from _count(one)
        yield from _solitary(one)
        yield from _largest(one)
        yield from _lobes(one)
        for pattern in _SHARE:
            for found in pattern.finditer(one.text):
                yield from ends("liver_involvement_percent", one, found)


def _count(one: Sentence) -> Iterator[Found]:
    for pattern in _COUNTS:
        for found in pattern.finditer(one.text):
            if not liver_is_meant(one, *found.span()):
                continue
            written = " ".join(found[0].split())
            numbers = [whole(part) for part in (found["a"], found["b"], found["c"]) if part]
            if why := _no_count(one, found, numbers):
                yield Found("lesion_count", one, *found.span(), as_written=written, why=why)
            elif len(set(numbers)) > 1:
                values = between(min(numbers), max(numbers))
                yield Found("lesion_count", one, *found.span(), values, written, asked("lesion_count", written))
            else:
                why = asked("lesion_count", f"about {written}") if ABOUT.search(one.text[: found.start("a")]) else ""
                yield Found("lesion_count", one, *found.span(), (numbers[0],), written, why)


def _no_count(one: Sentence, found: re.Match[str], numbers: list[int]) -> str:
    """Why a number before 'metastases' is not how many there are; '' where it is."""
    before = one.text[: found.start("a")].replace(MASK, " ")
    if LIMIT.search(before) or re.search(r"\b(?:up to|least|most)\s*$", before, re.IGNORECASE):
        return "gives a limit, not a value"
    if not all(NUMBERS["lesion_count"].within(number) for number in numbers):
        return f"is not {NUMBERS['lesion_count'].allowed}"
    start = found.start("a") == found.start()
    if start and not (_MAY_STAND_BEFORE.search(ABOUT.sub("", before)) or re.search(r"between\s$", before)):
        return "may count something else"
    if start and _SCALE_BEFORE.search(before):
        return "may count something else"
    if start and (
        found[0].rstrip().casefold().endswith(("metastasis", "lesion", "deposit", "nodule", "focus", "met"))
        is not (numbers == [1])
    ):
        return "may count something else"
    if _PART.search(one.text):
        return "may count a part of them"
    if _ONE_LOBE.search(one.text) and not _ONLY_ONE_LOBE.search(one.text) and not _BOTH_LOBES.search(one.text):
        return "counts those of one lobe"
    return ""


def _solitary(one: Sentence) -> Iterator[Found]:
    for found in _SOLITARY.finditer(one.text):
        if liver_is_meant(one, *found.span()) and not _PART.search(one.text):
            yield Found("lesion_count", one, *found.span(), (1,), found[0])
            if found["word"].casefold() == "solitary":
                yield Found("morphology", one, *found.span(), ("solitary",), found[0])
    for value, pattern in _PATTERNS:
        for found in pattern.finditer(one.text):
            if liver_is_meant(one, *found.span()):
                yield Found("morphology", one, *found.span(), (value,), found[0])


def _largest(one: Sentence) -> Iterator[Found]:
    sizes = list(_SIZE.finditer(one.text))
    for found in sizes:
        if not liver_is_meant(one, *found.span()):
            continue
        written = " ".join(found[0].split())
        place = ("largest_lesion_cm", one, *found.span())
        before = one.text[: found.start()]
        said = max((word.end() for word in _LARGEST.finditer(before)), default=-1)
        alone = len(sizes) == 1 and (
            _SOLITARY.search(one.text)
            or re.search(r"\bone (?:liver|hepatic) (?:metastasis|lesion)\b", one.text, re.IGNORECASE)
        )
        after = re.match(
            r"\s?(?:\(|,|=)?\s?(?:largest|biggest|max(?:imum|imal|\.)?|in (?:the )?(?:largest|"
            r"maximum|maximal|greatest|longest))\b",
            one.text[found.end() :],
            re.IGNORECASE,
        )
        between_them = _SEGMENT.sub(" ", before[said:]).replace(MASK, " ") if said >= 0 else ""
        if said < 0 and not after and not alone:
            yield Found(*place, as_written=written, why="is not called the largest")
        elif LIMIT.search(before) and not re.search(r"up to\s*$", before, re.IGNORECASE):
            yield Found(*place, as_written=written, why="gives a limit, not a value")
        elif (
            _NOT_THE_LARGEST.search(before[max(0, said - 25) :])
            or re.search(r"[0-9]", between_them)
            or len(between_them) > 90
        ):
            yield Found(*place, as_written=written, why="may not be the largest")
        elif len(sizes) > 1 and _compares(one, sizes):
            yield Found(*place, as_written=written, why="is compared with another size")
        elif len(sizes) > 1 and not (said >= 0 and len(between_them) < 40):
            yield Found(*place, as_written=written, why="is one of several sizes")
        elif OTHER.search(between_them) or _PART.search(one.text[max(0, found.start() - 60) : found.end() + 25]):
            yield Found(*place, as_written=written, why="may not be of the liver metastases of today")
        else:
            yield from _size(one, found, written)


def _compares(one: Sentence, sizes: list[re.Match[str]]) -> bool:
    """Whether several sizes of a sentence may be of several days."""
    told = one.text[sizes[0].start() :]
    return MASK in told or bool(re.search(r"\b(?:now|current\w*|today|meanwhile|after|then)\b", told, re.IGNORECASE))


def _size(one: Sentence, found: re.Match[str], written: str) -> Iterator[Found]:
    """One size, the largest of a product of diameters, or a range that is asked back."""
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
    doubt = next((one.doubt for one in read if one.doubt), "")
    if mixed or re.match(r"\s?(?:-|/|to\b|or\b|->|→|and\b)\s?[0-9]", after):
        yield Found("largest_lesion_cm", one, *found.span(), as_written=written, why="is one of several sizes")
    elif found["b"]:
        yield Found("largest_lesion_cm", one, *found.span(), values, written, asked("largest_lesion_cm", written))
    else:
        yield Found("largest_lesion_cm", one, *found.span(), (values[-1],), written, doubt)


def _lobes(one: Sentence) -> Iterator[Found]:
    both, single = _BOTH_LOBES.search(one.text), _ONLY_ONE_LOBE.search(one.text)
    found = both or single
    if not found or _NO_LIVER_LOBE.search(one.text):
        return
    implied = "lobar" in found[0].casefold() or not OTHER.search(one.text)
    if both and single:
        yield Found("lobes", one, *found.span(), as_written=found[0], why="names one lobe and both")
    elif implied or liver_is_meant(one, *found.span()) or speaks_of_liver(one):
        yield Found("lobes", one, *found.span(), ("bilobar" if both else "unilobar",), " ".join(found[0].split()))
