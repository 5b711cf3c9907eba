"""The liver metastases in a sentence: how many, the largest, which lobes, their pattern, their share of the liver."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from haic_core.case.facts import NUMBERS
from haic_core.intake.letter.found import Found, Letter, asked
from haic_core.intake.letter.lesion_size import largest, of_open_organ
from haic_core.intake.letter.numbers import ABOUT, COUNT, LIMIT, TO, between, whole
from haic_core.intake.letter.organs import KIND, OTHER, PART, SOLITARY, liver_is_meant, speaks_of_liver
from haic_core.intake.letter.parts import MASK
from haic_core.intake.letter.performance import ends
from haic_core.intake.letter.sentences import Sentence

_LESIONS = (
    r"(?:metastas[ie]s|mets?|lesions?|deposits?|nodules?|foci|focus|secondaries|masses|filiae|LMs?|Met\.|"
    r"(?:leber)?metastasen?|(?:leber)?(?:rund)?herde?n?|(?:leber)?läsion(?:en)?|leberfiliae)(?!\w)"
)
_LIVERS = r"(?:leber(?:metastasen|(?:rund)?herde|läsionen|filiae)|hepatische (?:metastasen|herde|filiae|läsionen))"
_ABOUT_OPEN = r"(?:(?:ca\.?|circa|about|approx\.?|approximately|etwa|rund|~)\s?)?"
_RANGE = rf"(?P<a>{COUNT})(?:{TO}(?P<b>{COUNT})|\s?x)?"
_COUNTS = (
    re.compile(
        rf"(?<!\w)(?P<times>x)\s?(?P<a>[1-9][0-9]?)(?P<b>(?!))?(?P<c>(?!))?\s+{KIND}{{0,3}}(?:hypovasc\."
        rf"?\s)?{_LESIONS}",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?:liver|hepatic) {_LESIONS}\s?x\s?(?P<a>[1-9][0-9]?)(?P<b>(?!))?(?P<c>(?!))?(?=[,.;]|$)", re.IGNORECASE
    ),
    re.compile(
        rf"(?<![\w.,/+-])(?:between\s(?={COUNT}\sand))?{_RANGE}(?:\sand\s(?P<c>{COUNT}))?\s+{KIND}{{0,"
        rf"4}}{_LESIONS}",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\bnumber of (?P<organ>(?:liver |hepatic )?(?:metastatic )?){_LESIONS}(?: in the liver)?\s?(?"
        rf":is|was|:|=)?\s?{_RANGE}(?P<c>(?!))?(?![\w.,%/]|\s?(?:cm|mm|\((?:in )?seg|\(S[1-8I]))",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?:liver|hepatic) {_LESIONS}\s?(?:[:=]|\(\s?n\s?=|\(|, n\s?=|n\s?=|"
        rf",?\s?number\s?[:=]?)\s?{_RANGE}(?P<c>(?!))?(?=\s?(?:[);,]|$|\.\s|\.$|"
        rf"in (?:number|total)|lesions|metastases))(?!\s?,\s?[0-9])",
        re.IGNORECASE,
    ),
)
# Behind a count that stands behind its noun: never a second number, whose unit would be that of both.
_ALONE = rf"(?=\s*(?:\)|[;,](?!\s?[0-9{MASK}])|$|\.\s?$|\.\s(?!(?:linie|zyklus)\b)|stück\b|max\b|(?:der |die )?größte))"
_GERMAN_COUNTS = (
    re.compile(
        rf"\b(?:an)?zahl\s(?:der\s|an\s|von\s)?(?P<organ>(?:hepatischen\s)?{_LESIONS})(?: in der leber)?\s?"
        rf"(?:ist|beträgt|:|=)?\s?{_ABOUT_OPEN}{_RANGE}(?P<c>(?!))?{_ALONE}",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b{_LIVERS}\s?(?:[:=]|\(\s?n\s?=|, n\s?=|n\s?=|,?\s?(?:an)?zahl\s?[:=]?)\s?{_ABOUT_OPEN}{_RANGE}"
        rf"(?P<c>(?!))?{_ALONE}",
        re.IGNORECASE,
    ),
)
_NO_COUNT_OF_THEM = re.compile(r"\W*(?:linie|zyklus|line|cycle|segmente?)\b", re.IGNORECASE)
_ANOTHER_FOLLOWS = re.compile(
    r"\W*(?:an?other|(?:a )?further|additional(?:ly)?|ein(?:e[rn]?)? weitere\w*|weitere\w*|zusätzlich\w*)\b[^.;]{0,60}"
    r"(?:\b(?:in|im)\b|lesion|metasta|herd|läsion|segment)",
    re.IGNORECASE,
)
_MAY_STAND_BEFORE = re.compile(
    r"(?:^|[,;:(]|[a-z]\s-|\b(?:has|have|had|with|shows?|showed|showing|(?:[0-9]|one|"
    r"two|three|total|presence|consisting|detection|demonstration|because|view)\sof|"
    r"are|is|were|demonstrat\w+|reveal\w+|detect\w+|identif\w+|seen|total|in total|"
    r"there|and|now|currently|known|harbou?rs?|confirm\w+|display\w+|contain\w*|"
    r"finds?|found|visible|visualis\w+|report\w*|describ\w+|"
    r"counted|count|mit|zeigte?n?|sich|sind|bestehen|insgesamt|aktuell|derzeit|"
    r"weist|weisen|hat|nachweis(?:bar)?(?: von)?|im (?:CT|MRT)|"
    r"remain\w*|persist\w*|develop\w*|due to|her|bears?|depict\w+|documented))\s*$",
    re.IGNORECASE,
)
_SCALE_BEFORE = re.compile(
    r"\b(?:ecog|who|ps|kps|karnofsky|asa|status|score|grade|cycles?|day|week|"
    r"stage|lines?|segments?)\s?[:=]?\s*$|\bseg(?:ments?|s|\.)?\s[0-9IViab,/& and-]{0,30}$",
    re.IGNORECASE,
)
_BENIGN = re.compile(r"\b(?:cyst\w*|h(?:a)?emangioma\w*|benign|FNH|adenoma\w*|calcifi\w*|abscess\w*)\b", re.IGNORECASE)
_SINGULAR = ("metastasis", "lesion", "deposit", "nodule", "focus", "met", "metastase", "herd", "läsion")
_ONE_LOBE = re.compile(
    r"\b(?:right|left|caudate)(?:\s(?:liver|hepatic))?\s(?:lobe|hemi-?liver|side)|\b(?:rechte|linke)\w?\s(?:leber)?"
    r"(?:lappen|hälfte)|\b(?:rechts|links)\w*",
    re.IGNORECASE,
)
_BOTH_LOBES = re.compile(
    r"\b(?:both|two)\s(?:liver\s|hepatic\s)?lobes\b|\bboth\s(?:the\s)?right and left\s(?:liver\s|"
    r"hepatic\s)?lobes?\b|\bbi-?lob(?:ar|är)\b|\bbeiden?\s(?:leber)?lappen\b|\bboth\s(?:liver|hepatic)\slobes\b",
    re.IGNORECASE,
)
_ONLY_ONE_LOBE = re.compile(
    r"\bunilobar\b|\b(?:both|all)\s(?:of them\s)?(?:are\s|lie\s)?(?:in|within)\s(?:the\s)?(?:right"
    r"|left)\s(?:liver\s|hepatic\s)?lobe\b|\b(?:confined|limited|restricted)\sto\sthe\s(?:right|"
    r"left)\s(?:liver\s|"
    r"hepatic\s)?(?:lobe|hemi-?liver)\b|\bonly\s(?:in|involving)\sthe\s(?:right|"
    r"left)\s(?:liver\s|hepatic\s)?lobe\b|\b(?:right|left)\s(?:liver\s|hepatic\s)?lobe\sonly\b",
    re.IGNORECASE,
)
_NO_LIVER_LOBE = re.compile(
    r"\b(?:lungs?|pulmon\w*|thyroid|upper|lower|middle|frontal|temporal|parietal|"
    r"occipital|pneumon\w*|infiltrate|goit\w*|brain|cerebr\w*|prostate|lungen?\w*|hirn\w*|schilddrüs\w*)\b",
    re.IGNORECASE,
)
_TWO_ORGANS = re.compile(
    rf"[^,;.]{{0,30}}\b(?:liver|leber)\s?(?:and|und|,|&|\+|/)\s?(?:the\s|der\s|in\s)*{OTHER.pattern}", re.IGNORECASE
)
_PATTERNS = (
    ("multinodular", re.compile(r"\bmulti-?nodular\b(?! goit)", re.IGNORECASE)),
    ("diffuse_small_nodular", re.compile(r"\bdiffuse,? small[- ]nodular\b|\bdiffuse small[- ]nodul\w+", re.IGNORECASE)),
)
_SHARE = (
    re.compile(
        rf"\b(?:leberbefall|lebertumorlast|befall der leber|tumorlast (?:in )?der leber|leberdurchsetzung)\b"
        rf"(?:\s?(?:von|ist|beträgt|bei|auf|:|=|etwa|ungefähr|zirka|circa|rund|geschätzt|ca\.|~)){{0,4}}\s?"
        rf"(?P<a>[0-9]{{1,3}})\s?%?(?:{TO}(?P<b>[0-9]{{1,3}}))?\s?%",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?:liver|hepatic)\s(?:tumou?r\s|metastatic\s|volume\s|parenchymal\s)?(?:involvement|"
        rf"burden|replacement|infiltration|load)\b(?:\s?(?:of|is|was|at|:|=|about|"
        rf"approx\.?|approximately|estimated|ca\.|around|roughly|~|\()){{0,4}}\s?(?P<a>[0-9]{{1,3}})\s?"
        rf"%?(?:{TO}(?P<b>[0-9]{{1,3}}))?\s?%",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\btumou?r (?:burden|load)\s(?:of\s|is\s|about\s)?(?P<a>[0-9]{{1,3}})\s?%?(?:{TO}(?P<b>[0-9]{{"
        rf"1,3}}))?\s?%\s?of\s(?:the\s)?liver\b",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?:replaced liver|tumou?r (?:burden|load|involvement) (?:in|of) the liver|intrahepatic tumou?r (?:burden|"
        rf"load))\b(?:\s?(?:of|is|was|at|:|=|about|approx\.?|approximately|estimated|"
        rf"ca\.)){{0,4}}\s?(?P<a>[0-9]{{1,3}})\s?%?(?:{TO}(?P<b>[0-9]{{1,3}}))?\s?%",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?<![0-9.,])(?P<a>[0-9]{{1,3}})\s?%?(?:{TO}(?P<b>[0-9]{{1,3}}))?\s?%\s(?:of\s)?(?:the\s|"
        rf"her\s)?(?:total\s)?(?:liver|hepatic)(?:\s(?:volume|parenchyma))?\s?(?:is\s|"
        rf"are\s|being\s|was\s)?(?:being replaced|taken up|replaced|involved|infiltrated|involvement|replacement|"
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
    for place, one in enumerate(read, 1):
        yield from _count(one, read[place].text if place < len(read) else "")
        yield from _solitary(one)
        yield from _lobes(one)
        for pattern in _SHARE:
            for found in pattern.finditer(one.text):
                yield from ends("liver_involvement_percent", one, found)
    sizes = [found for one in read for found in largest(one)]
    yield from sizes if any(found.values for found in sizes) else (*sizes, *of_open_organ(read))


def _count(one: Sentence, following: str) -> Iterator[Found]:
    for pattern in (*_COUNTS, *_GERMAN_COUNTS):
        for found in pattern.finditer(one.text):
            if not liver_is_meant(one, *found.span()):
                continue
            written = " ".join(found[0].split())
            numbers = [whole(part) for part in (found["a"], found["b"], found["c"]) if part]
            if why := _no_count(one, found, numbers, following):
                yield Found("lesion_count", one, *found.span(), as_written=written, why=why)
            elif len(set(numbers)) > 1:
                values = between(min(numbers), max(numbers))
                yield Found("lesion_count", one, *found.span(), values, written, asked("lesion_count", written))
            else:
                about = bool(ABOUT.search(one.text[: found.start("a")]))
                told = f"about {written}" if about and found.start("a") == found.start() else written
                open_end = about or _ANOTHER_FOLLOWS.match(following)
                why = asked("lesion_count", told) if open_end else ""
                yield Found("lesion_count", one, *found.span(), (numbers[0],), written, why)


def _no_count(one: Sentence, found: re.Match[str], numbers: list[int], following: str) -> str:
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
    if start and (found[0].rstrip().casefold().endswith(_SINGULAR) is not (numbers == [1])):
        return "may count something else"
    if PART.search(one.text) or re.match(r"\s?(?:von|of)\s", one.text[found.end() :]):
        return "may count a part of them"
    if not one.text[found.end() :].strip(" .") and _NO_COUNT_OF_THEM.match(following):
        return "may count something else"
    if _BENIGN.search(one.text) and not re.search(r"metasta|mets", found[0], re.IGNORECASE):
        return "may count what is no metastasis"
    if _TWO_ORGANS.match(one.text[found.end() :]):
        return "counts those of another organ too"
    if re.match(r"\s(?:per|each|in each)\b", one.text[found.end() :]):
        return "counts those of a part of the liver"
    if _ONE_LOBE.search(one.text) and not _ONLY_ONE_LOBE.search(one.text) and not _BOTH_LOBES.search(one.text):
        return "counts those of one lobe"
    return ""


def _solitary(one: Sentence) -> Iterator[Found]:
    for found in SOLITARY.finditer(one.text):
        if liver_is_meant(one, *found.span()) and not PART.search(one.text):
            yield Found("lesion_count", one, *found.span(), (1,), found[0])
            if found["word"].casefold().startswith(("solit", "single", "singul")):
                yield Found("morphology", one, *found.span(), ("solitary",), found[0])
    for value, pattern in _PATTERNS:
        for found in pattern.finditer(one.text):
            if liver_is_meant(one, *found.span()):
                yield Found("morphology", one, *found.span(), (value,), found[0])


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
