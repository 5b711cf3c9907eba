"""Findings that are there or not, and shares of an organ: only in words that say plainly that they are there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from haic_core.intake.letter.found import Found, Letter
from haic_core.intake.letter.numbers import LIMIT, NUMBER, TO
from haic_core.intake.letter.sentences import Sentence
from haic_core.intake.letter.treatment import CHEMOTHERAPY, OTHER_AGENT
from haic_core.intake.quantity import entered
from haic_core.words.refusal import Refusal

_THERE = (
    r"\s?(?:(?:is|are|was)\s(?:clearly\s|now\s|again\s)?(?:present|seen|visible|"
    r"found|evident|noted|detected)|present\b|[:=]\s?(?:yes|present|\+(?!\w)|"
    r"ja\b))"
)
_PORTAL = r"(?:portal[- ]vein|portal venous)"
_YES: tuple[tuple[str, bool, str], ...] = (
    (
        "ascites",
        True,
        rf"\b(?:mild|moderate|slight|small(?:[- ]volume)?|large(?:[- ]volume)?|tense|"
        rf"massive|marked|gross|little|some|malignant|perihepatic|grade [1-3]|minimal|"
        rf"significant|refractory|clinical)(?:\s(?:volume|amount of))?\sascites\b|"
        rf"\bascites{_THERE}|\b(?:with|has|shows?|developed|and)\sascites\b",
    ),
    (
        "encephalopathy",
        True,
        rf"\b(?:mild|overt|manifest|hepatic|grade (?:[1-4]|I{{1,3}}V?)|west haven \w{{1,3}})\s(?:hepati"
        rf"c\s)?encephalopathy\b(?:\s(?:grade|west haven|°)\s?(?:[1-4]|I{{1,3}}V?)|"
        rf"{_THERE})|\bencephalopathy{_THERE}|\b(?:mild|overt|manifest)\s(?:hepatic\s)?encephalopathy\b",
    ),
    (
        "pseudocirrhosis",
        True,
        rf"\bpseudo-?cirrhosis{_THERE}|\b(?:with|shows?|has|developed|marked|established|"
        rf"known|of)\s(?:marked\s|established\s|liver\s)?(?:pseudo-?cirrhosis|cirrhosis)\b|"
        rf"\bpseudo-?cirrho(?:tic|sis)\s(?:liver|changes?|appearance)\b",
    ),
    (
        "varices_at_risk",
        True,
        rf"\b(?:portal hypertension|o?esophageal varices){_THERE}|\b(?:with|shows?|"
        rf"has|signs of|grade (?:[1-3]|I{{1,3}}))\s(?:portal hypertension|o?esophageal varices)\b",
    ),
    (
        "brain_metastases",
        True,
        rf"\bbrain met(?:s|astases)\b{_THERE}|\b(?:has|with|known|stable|progressive|"
        rf"multiple|treated|irradiated|active|[0-9]+|two|three)\s(?:cerebral|brain)\smet(?:s|"
        rf"astas[ei]s)\b",
    ),
    (
        "portal_vein_thrombosis",
        True,
        rf"\b(?:thrombosis|tumou?r thrombus|thrombus)\s(?:of|in)\s(?:the\s)?(?:right\s|"
        rf"left\s|main\s)(?:branch\sof\sthe\s|trunk\sof\sthe\s)?{_PORTAL}\b|\b(?:right|"
        rf"left|main)\s{_PORTAL}\s(?:branch\s|trunk\s)?(?:thrombosis|thrombus)\b|"
        rf"\b(?:partial|complete|bland|acute|chronic)\s{_PORTAL}\sthrombosis\b|\b{_PORTAL}\sthrombosis{_THERE}"
        rf"|\b(?:shows?|with|has)\s(?:a\s)?{_PORTAL}\sthrombosis\b|\b(?:main\s|left\s|"
        rf"right\s)?{_PORTAL}(?:\sbranch)?\s(?:is\s)?thrombosed\b",
    ),
    (
        "portal_vein_thrombosis",
        False,
        rf"\bpatent\s{_PORTAL}\b|(?<!main )(?<!left )(?<!right )\b{_PORTAL}s?\s?(?:is|"
        rf"are|:|was|fully|widely|,|and hepatic arter(?:y|ies)(?: are)?){{0,3}}\s?(?:fully\s|"
        rf"widely\s)?(?:patent|open)\b",
    ),
    (
        "hepatic_artery_patent",
        True,
        r"\bpatent\s(?:portal vein and\s)?(?:common\s|proper\s)?hepatic\sarter(?:y|"
        r"ies)\b|\bhepatic\sarter(?:y|ies)\s?(?:is\s|are\s|:\s?|and portal vein (?:are\s)?)?(?:fully\s"
        r"|widely\s|both\s)?(?:patent|open)\b",
    ),
    (
        "hypervascular",
        True,
        r"\bhyper-?vascular\s(?:\w+\s){0,2}(?:metastas[ei]s|lesions?|deposits?|"
        r"mets)\b|\b(?:metastas[ei]s|lesions?|deposits?)\s(?:is|are)\s(?:all\s)?hyper-?vascular\b",
    ),
    (
        "hypervascular",
        False,
        r"\bhypo-?vascular\s(?:\w+\s){0,2}(?:metastas[ei]s|lesions?|deposits?|mets)\b|"
        r"\b(?:metastas[ei]s|lesions?|deposits?)\s(?:is|are)\s(?:all\s)?hypo-?vascular\b",
    ),
    (
        "biliary_dilatation",
        True,
        r"\b(?:dilated|dilatation of (?:the\s)?|obstructed)\s?(?:intrahepatic\s|"
        r"extrahepatic\s)?bile ducts?\b|\b(?:intrahepatic\s)?bile ducts?\s(?:is|"
        r"are)\s(?:clearly\s|markedly\s|mildly\s)?dilated\b",
    ),
    (
        "biliary_stent_or_anastomosis",
        True,
        rf"\b(?:biliary|bile duct|CBD)\sstent\b(?:\s(?:in place|in situ|inserted|"
        rf"placed)|{_THERE})|\b(?:hepatico|choledocho)jejunostomy\b|\bbilio-?enteric anastomosis\b",
    ),
    (
        "oral_anticoagulation",
        True,
        r"\b(?:apixaban|rivaroxaban|edoxaban|dabigatran|warfarin|phenprocoumon)\s[0-9.,]+\s?mg\b|"
        r"\b(?:on|takes|taking|receives|anticoagulated with|under)\s(?:\w+\s)?(?:apixaban|"
        r"rivaroxaban|edoxaban|dabigatran|warfarin|phenprocoumon|marcumar|eliquis|"
        r"xarelto|marevan)\b|\b(?:on|under|takes)\s(?:full\s|permanent\s)?oral anticoagula(?:tion|"
        r"nts?)\b|\boral anticoagulation\s?(?::\s?yes|with\s(?:apixaban|rivaroxaban|"
        r"edoxaban|dabigatran|warfarin|phenprocoumon)|for\s)",
    ),
    (
        "contrast_allergy",
        True,
        r"\b(?:allergy|allergic|anaphyla\w+)\s(?:reaction\s)?to\s(?:iodinated\s|"
        r"iodine\s|CT\s|x-ray\s)?(?:contrast|iodinated)\b|\bcontrast(?: media| medium|"
        r" agent)? allergy\s?(?::\s?yes|known|is known|present|,|\.|;|$)|\bknown contrast(?: media|"
        r" medium)? allergy\b",
    ),
    (
        "pacemaker_or_implant",
        True,
        r"\b(?:has|with|carries|wears|dual-chamber|implanted)\s(?:a\s|an\s)?(?:dual-chamber\s|"
        r"cardiac\s)?(?:pacemaker|ICD|implantable cardioverter)\b|\bpacemaker\s(?:in situ|"
        r"implanted|since)|\bpacemaker:\s?yes",
    ),
    (
        "normal_ecg",
        True,
        r"\b(?:ECG|EKG|electrocardiogram)\s?(?:is|was|:|=|-)?\s?(?:entirely\s|completely\s)?normal\b(?"
        r"!\s(?:sinus|axis|rate|except|apart|but))|\bnormal\s(?:ECG|EKG|electrocardiogram)\b",
    ),
    (
        "histology_confirmed",
        True,
        r"\b(?:biopsy[- ]proven|histologically (?:confirmed|proven|verified)|histology confirmed|"
        r"confirmed (?:by|on) (?:histology|(?:liver )?biopsy|core biopsy))\b|\b(?:liver|"
        r"hepatic|core) biopsy (?:has )?(?:confirmed|confirms|proved|showed metasta\w+|"
        r"shows metasta\w+)\b",
    ),
    (
        "bile_duct_or_vessel_invasion",
        True,
        r"\b(?:invad(?:es|ing)|invasion of|infiltrat(?:es|ing|ion of))\s(?:the\s)?(?:\w+\s)?(?:bile du"
        r"ct|portal vein|hepatic veins?|vena cava|IVC)\b",
    ),
    ("active_infection", True, r"\b(?:active|ongoing|uncontrolled)\s(?:\w+\s)?infection\b(?:{THERE})?"),
    (
        "primary_tumour_in_place",
        True,
        r"\bprimary (?:breast )?(?:tumou?r|cancer) (?:is )?(?:still )?(?:in place|"
        r"in situ|in the breast|unresected)\b",
    ),
    (
        "progressive_on_systemic",
        True,
        r"\b(?:hepatic|liver)\s(?:progression|metastases (?:are |have |were )?(?:progress\w+|"
        r"growing|grown|increas\w+)|disease (?:is |has )?progress\w+)\s(?:clearly\s)?(?:on|"
        r"under|during|despite|while on)\s(?:systemic|chemo\w*|treatment|therapy|"
        r"her |the |current |first|second|third|fourth|fifth|[1-9](?:st|nd|rd|th)|"
        rf"{CHEMOTHERAPY}|{OTHER_AGENT})|\bprogressi(?:ve|ng|on of)\s(?:the\s)?(?:liver|hepatic)\s(?:metastas[ei]s|"
        r"disease)\s(?:on|under|during|despite|while on)\b|\bprogress(?:ion|ed|"
        r"ive disease)\sin the liver\s(?:on|under|during|despite|while on)\b",
    ),
)
_FINDINGS = tuple(
    (fact, value, re.compile(pattern.replace("{THERE}", _THERE), re.IGNORECASE)) for fact, value, pattern in _YES
)
_DOUBTED = re.compile(
    r"\b(?:clinically|prone to|signs of early|treated|drained|after drainage|"
    r"controlled|prior|prevent\w*|prophyla\w*|stopped|discontinued|paused|regress\w*|"
    r"recanali[sz]ed|trace|minimal|physiological|small amount|segmental|second[- ]order|"
    r"peripheral|borderline)\b",
    re.IGNORECASE,
)
_VESSELS = ("portal_vein_thrombosis", "hepatic_artery_patent")
_NARROWED = re.compile(
    r"\b(?:thromb\w*|occlu\w*|branch\w*|invad\w*|narrow\w*|compress\w*|partial\w*|"
    r"stenos\w*|dissect\w*|encas\w*)\b",
    re.IGNORECASE,
)
_BRANCH = re.compile(r"\b(?:right|left)\s(?:portal|branch)|\bportal[- ]vein branch\b", re.IGNORECASE)
_MAIN = re.compile(r"\b(?:main\s(?:portal|trunk)|portal[- ]vein trunk|trunk of the)\b", re.IGNORECASE)
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
    for fact, value, pattern in _FINDINGS:
        for found in pattern.finditer(one.text):
            written = " ".join(found[0].split())
            around = one.text[max(0, found.start() - 30) : found.end() + 30]
            if fact in _VESSELS and _NARROWED.search(one.text) and value is (fact == "hepatic_artery_patent"):
                yield Found(
                    fact, one, *found.span(), as_written=written, why="speaks of a narrowed or closed vessel too"
                )
                continue
            if _DOUBTED.search(around):
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
