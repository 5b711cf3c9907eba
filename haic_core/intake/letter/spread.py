"""The primary, and disease outside the liver: only in words that say plainly how all of it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from haic_core.intake.letter.found import Found, Letter, asked
from haic_core.intake.letter.sentences import Sentence

_DISEASE = r"(?:disease|metastas[ei]s|mets?|deposits?|manifestations?|spread|involvement|tumou?r)"
_SITES = (
    r"(?:lung|pulmonary|pleural|bone|osseous|skeletal|nodal|lymph node|brain|"
    r"cerebral|peritoneal|adrenal|skin|cutaneous|mediastinal|axillary|ovarian)"
)
_LIVER_ONLY = re.compile(
    rf"\b(?:metastatic|metastasi[sz]ed|spread)\sto\sthe\sliver\sonly\b|=\s?liver only\b|"
    rf"\bliver[- ]only\s(?:metastatic\s)?{_DISEASE}|\b{_DISEASE}\s(?:is\s|are\s|"
    rf"remains?\s)?(?:strictly\s|entirely\s|exclusively\s|only\s)?(?:confined|"
    rf"limited|restricted)\s(?:exclusively\s|only\s)?to\sthe\sliver\b(?!\scapsule|"
    rf"\sand|,)"
    rf"|\b(?:exclusively|purely)\s(?:hepatic|intrahepatic)\s(?:metastatic\s)?{_DISEASE}|"
    rf"\bliver\sas\sthe\sonly\s(?:metastatic\s)?site\b|\bliver\sis\sthe\sonly\s(?:metastatic\s)?sit"
    rf"e\b",
    re.IGNORECASE,
)
_BONE_ONLY = re.compile(
    rf"\b(?:bone|osseous|skeletal)(?:\s{_DISEASE})?[- ]only\b|\bonly\s(?:in\sthe\s)?(?:bones?|"
    rf"osseous|skeletal)\b|\bextrahepatic\s{_DISEASE}\s(?:is\s)?(?:confined|"
    rf"limited|restricted)\sto\s(?:the\s)?bones?\b"
    rf"|\b(?:bones?|skeleton)\s(?:{_DISEASE}\s)?as\s(?:the\s)?(?:only|sole)\sextrahepatic\s(?:site|"
    rf"{_DISEASE})|\bonly\sextrahepatic\s(?:site|{_DISEASE})\b.{{0,40}}\bbones?\b",
    re.IGNORECASE,
)
_STABLE = re.compile(r"\bstable\b", re.IGNORECASE)
_EXTRAHEPATIC = re.compile(
    rf"\b(?:EHD|disease outside (?:of )?the liver|extra-?hep(?:\.|atic)?)\s(?:is\s|"
    rf"remains\s|overall\s)*(?P<d>stable|progressive)\b|\bextra-?hepatic\s{_DISEASE}\s?(?:is|"
    rf"was|remains?|:|=|,|-)?\s?(?:currently\s|"
    rf"now\s)?(?P<a>stable|progressive|progressing)\b|\b(?P<b>stable|progressive|"
    rf"progressing)\sextra-?hepatic\s{_DISEASE}|\b(?P<c>extra-?hepatic progression)\b",
    re.IGNORECASE,
)
_PROGRESSIVE_SITE = re.compile(
    rf"\b{_SITES}\s{_DISEASE}\s(?:increasing|progressive|growing)\b|\bPD (?:of |"
    rf"in )?(?:the )?(?:liver, )?(?:lungs?|nodes|bones?|lymph nodes)\b(?!\s(?:is\s|"
    rf"are\s)?(?:stable|unchanged|clear|respon))|\b(?:progressive|"
    rf"progressing|growing|increasing)\s{_SITES}\s(?:{_DISEASE}|"
    rf"nodules?|lesions?)\b|\bprogression\s(?:of\s(?:the\s|her\s)?{_SITES}\s(?:{_DISEASE}|"
    rf"nodules?|lesions?)|in\sthe\s(?:lungs?|bones?|brain|lymph nodes))\b"
    rf"|\b{_SITES}\s(?:{_DISEASE}|nodules?|lesions?)\s(?:is|are|have|has)\s(?:clearly\s|"
    rf"also\s)?(?:progressive|progressed|progressing|growing)\b",
    re.IGNORECASE,
)
_SITE = re.compile(rf"\b{_SITES}\s(?:\w+\s)?(?:{_DISEASE}|nodules?|lesions?)\b", re.IGNORECASE)
_NO_BONE = re.compile(
    rf"\b(?!bone|osseous|skeletal){_SITES}\s(?:\w+\s)?(?:{_DISEASE}|nodules?|"
    rf"lesions?)\b",
    re.IGNORECASE,
)
_STABLE_SITE = re.compile(
    rf"\bstable\s{_SITES}\s(?:{_DISEASE}|nodules?|lesions?)\b|\b{_SITES}\s(?:{_DISEASE}|"
    rf"nodules?|lesions?)\s?(?:,|\(|:)?\s?(?:is\s|are\s|remain\s|remains\s)?stable\b",
    re.IGNORECASE,
)

_PRIMARY = re.compile(
    r"\b(?:metastatic|metastasi[sz]ed|metastasised)\s(?:\w+[ -]){0,4}?(?P<a>breast|"
    r"mammary|colorectal|colon|rectal|gastric|o?esophageal)\s(?:cancer|carcinoma|"
    r"adenocarcinoma)\b|\b(?:liver|hepatic)\smet(?:s|astas[ei]s)\s(?:of|from)\s(?:an?\s|"
    r"her\s|the\s)?(?:\w+[ -]){0,3}?(?P<b>breast|mammary|colorectal|colon|rectal|"
    r"gastric|o?esophageal)\b",
    re.IGNORECASE,
)
_BREAST = re.compile(
    r"\b(?:breast (?:cancer|carcinoma|adenocarcinoma|ca\b\.?)|(?:cancer|carcinoma) of the (?:left "
    r"|right )?breast|(?:ca\.?|carcinoma) (?:\(?\w{1,5}\)? )?breast|mamma-?ca(?:rcinoma)?\b|"
    r"MBC\b|br\.? ca\b)",
    re.IGNORECASE,
)
_SPREAD_OR_RECEPTORS = re.compile(
    r"metasta|\bmets?\b|\bMBC\b|\bLMs\b|secondar|\bER\b|\bPR\b|HER-?2|receptor|triple[- ]?neg|\bHR\b", re.IGNORECASE
)
_OTHER_CANCER = re.compile(
    r"\b(?:colorectal|colon|rectal|gastric|lung|pancrea\w+|ovarian|thyroid|"
    r"renal|bladder|melanoma|sarcoma|lymphoma|cervical|endometrial|oesophageal|"
    r"esophageal)"
    r"\s(?:cancer|carcinoma|adenocarcinoma|ca\b)|\b(?:HCC|hepatocellular|cholangio\w+|"
    r"melanoma|lymphoma|GEP-?NET|neuroendocrine)\b|second (?:primary|malignancy)",
    re.IGNORECASE,
)
_ORIGIN = {
    "breast": "breast",
    "mammary": "breast",
    "gastric": "gastric",
    "esophageal": "oesophageal",
    "oesophageal": "oesophageal",
}


def spread(read: Sequence[Sentence], letter: Letter) -> Iterator[Found]:
    """The primary and disease outside the liver."""
    yield from _breast(read)
    elsewhere = [one for one in read if _SITE.search(one.text)]
    for one in read:
        yield from _primary(one)
        yield from _held_against(_extrahepatic(one), elsewhere)


def _held_against(read: Iterator[Found], elsewhere: Sequence[Sentence]) -> Iterator[Found]:
    """'None' and 'bone only' are asked back where the letter names metastases that do not fit."""
    for one in read:
        others = elsewhere if one.values == ("none",) else [at for at in elsewhere if _NO_BONE.search(at.text)]
        fits = one.values not in (("none",), ("bone_only_stable",)) or not others
        why = asked(one.fact, one.as_written) if not fits else one.why
        yield replace(one, why=why)


def _breast(read: Sequence[Sentence]) -> Iterator[Found]:
    """A breast cancer named with its metastases or receptors, where the letter names no other cancer."""
    if any(_OTHER_CANCER.search(one.text) for one in read):
        return
    for one in read:
        found = _BREAST.search(one.text)
        if (
            found
            and _SPREAD_OR_RECEPTORS.search(one.text)
            and not re.search(r"\bhad (?:a )?breast c", one.text, re.IGNORECASE)
        ):
            yield Found("primary", one, *found.span(), ("breast",), " ".join(found[0].split()))


def _primary(one: Sentence) -> Iterator[Found]:
    for found in _PRIMARY.finditer(one.text):
        word = (found["a"] or found["b"]).casefold()
        yield Found("primary", one, *found.span(), (_ORIGIN.get(word, "colorectal"),), " ".join(found[0].split()))


def _extrahepatic(one: Sentence) -> Iterator[Found]:
    def found(match: re.Match[str], *values: str, why: str = "") -> Found:
        return Found("extrahepatic_disease", one, *match.span(), values, " ".join(match[0].split()), why)

    only, bone, stable = _LIVER_ONLY.search(one.text), _BONE_ONLY.search(one.text), _STABLE.search(one.text)
    progressive, other = _PROGRESSIVE_SITE.search(one.text), _STABLE_SITE.search(one.text)
    told = _EXTRAHEPATIC.search(one.text)
    grows = told and (told["c"] or (told["a"] or told["b"] or told["d"]).casefold() != "stable")
    if only and not (bone or progressive or other or told):
        yield found(only, "none")
    elif told and grows:
        yield found(told, "progressive")
    elif progressive:
        yield found(progressive, "progressive")
    elif bone and stable:
        yield found(bone, "bone_only_stable")
    elif told and re.search(r"\b(?:bones?|osseous|skelet\w+)\b", one.text, re.IGNORECASE):
        yield found(told, "stable", "bone_only_stable", why=asked("extrahepatic_disease", told[0]))
    elif told:
        yield found(told, "stable")
    elif bone or other:
        match = bone or other
        assert match is not None
        yield found(match, why="does not say how all disease outside the liver stands")
