"""Which organ a sentence speaks of: a size or a number counts for the liver only where nothing else can be meant."""

from __future__ import annotations

import re

from haic_core.intake.letter.numbers import COUNT
from haic_core.intake.letter.sentences import Sentence

LIVER = re.compile(
    r"\b(?:liver|hepatic|LMs?|bi-?lob(?:ar|är)|unilobar|(?:right|left) lobe(?! of the thyroid)|"
    r"(?:both|two) lobes|intrahepatic|"
    r"hepat\w*metasta\w+|leber\w*|(?:intra)?hepatisch\w*|segments?\s(?:[1-8]|[IV]{1,4})\b)",
    re.IGNORECASE,
)
OTHER = re.compile(
    r"\b(?:extra-?hepatic|lungs?|pulmon\w*|pleura\w*|bones?|osseous|skelet\w*|"
    r"vertebra\w*|spin(?:e|al)|ribs?|sternum|femur|pelvi\w*|iliac|brain|"
    r"cerebr\w*|cerebell\w*|intracranial|nod(?:e|es|al)|lymph\w*|LNs?|axill\w*|"
    r"breasts?|primary|mamm\w*|chest|skin|cutaneous|"
    r"adrenal\w*|kidneys?|renal|spleen|splenic|pancrea\w*|ovar\w*|uter\w*|thyroid\w*|"
    r"periton\w*|oment\w*|mediastin\w*|hil(?:ar|um)|"
    r"stomach|gastric|bowel|colon\w*|thora\w*|cysts?|cystic|h(?:a)?emangioma\w*|"
    r"FNH|adenoma\w*|gallbladder|gallstones?|goitre|port|"
    r"carcinoma|specimen|mastectomy|lumpectomy|excis\w*|biops\w*|tumou?r bed|"
    r"aorta\w*|aneurysm\w*|hernia\w*|effusion\w*|ascites|varic\w*|"
    r"artery|(?<!\w)T[1-4][a-d]?(?!\w)|muscle|retroperiton\w*|contralateral|"
    r"necro\w*|margin\w*|lipiodol|catheter|stent|needle|collection|"
    r"abscess\w*|scar|resection|extrahepatisch\w*|lungen?\w*|knochen\w*|ossär\w*|skelett\w*|wirbel\w*|rippen?|"
    r"(?:ge)?hirn\w*|zerebral\w*|lymphknoten\w*|LK|milz\w*|nieren?\w*|nebennieren?\w*|haut\w*|brust\w*|thorax\w*|"
    r"pankreas\w*|eierst\w*|schilddrüs\w*|becken\w*|bauchfell\w*|zysten?|zystisch\w*|hämangiom\w*|primärtumor\w*|"
    r"leber(?:zyste|hämangiom|abszess|adenom|biops|resekt|teilresekt)\w*)\b",
    re.IGNORECASE,
)
KIND = (
    r"(?:(?:metastatic|hypermetabolic|(?:PET-)?avid|hyperenhancing|ring-enhancing|"
    r"hypoattenuating|hypoechoic|visible|discrete|bilobar|unilobar|hypervascular|"
    r"hypovascular|"
    r"hypodense|enhancing|known|solid|focal|"
    r"progressive|individual|separate|synchronous|metachronous|confluent|distinct|"
    r"definite|scattered|disseminated|active|viable|"
    r"PET-positive|FDG-avid|biopsy-proven|liver|hepatic|intrahepatic|"
    r"bilobär\w*|hyp(?:o|er)dense?n?|hyp(?:o|er)vaskul\w*|hyp(?:o|er)echo\w*|(?:intra)?hepatisch\w*|bekannten?)\s+)"
)
PART = re.compile(
    rf"\b(?:and|plus|,|&)\s+(?:an?other\s|a\s|one\s)?{COUNT}\s+(?:in|on|within|"
    rf"further|more|other|additional|smaller|large\w*|new)\b"
    rf"|(?:\b(?:und|sowie|plus)|[,&])\s+(?:ein(?:e[rnms]?)?|{COUNT})\s+(?:in|im|am|an|auf|rechts|links|kleiner?\w*|größer\w*|"
    rf"(?:leber)?(?:rund)?herde?|(?:leber)?läsion|(?:leber)?metastase)\b"
    rf"|\b(?:plus|in addition|additional|another|further|new|besides|index|target|"
    rf"treated|resected|ablated|removed|operated|irradiated|embolised|underwent|"
    rf"ablation|resection|metastasectomy|hepatectomy|biopsied|out of|RECIST|"
    rf"measurable|MWA|RFA|microwave|radiofrequency|sampled|"
    r"resektion|ablation\w*|metastasektomie|hepatektomie|bestrahlung|biopsie|punktion|embolisation|"
    r"davon|darunter|weitere\w?|zusätzlich\w*|neue\w?|behandelt\w*|reseziert\w*|abladiert\w*|bestrahlt\w*|biopsiert\w*)\b",
    re.IGNORECASE,
)
SOLITARY = re.compile(
    rf"(?<!not a )\b(?P<word>solitary|single|isolated solitary|unifocal|solitäre[rn]?|singuläre[rn]?)\s+{KIND}{{0,3}}"
    rf"(?:metastasis|met|lesion|deposit|nodule|focus|(?:leber)?metastase|(?:leber)?(?:rund)?herd|(?:leber)?läsion)\b",
    re.IGNORECASE,
)


def speaks_of_liver(one: Sentence) -> bool:
    """Whether the sentence, or else its heading or the sentence before it, names the liver and nothing but it."""
    for text in (one.text, one.before, one.heading):
        liver, other = LIVER.search(text), OTHER.search(text)
        if liver or other:
            return bool(liver) and not other
    return False


def liver_is_meant(one: Sentence, start: int, end: int) -> bool:
    """Whether what stands at a place of the sentence is of the liver: it is the organ named last before the place, and
    the words behind it, up to the next mark, name no other."""
    before, after = one.text[:start], re.split(r"[,;)]|\band\b|\bwith\b", one.text[end:], maxsplit=1)[0]
    inside = one.text[start:end]
    if OTHER.search(inside) or OTHER.search(after):
        return False
    if LIVER.search(inside):
        return True
    liver = max((found.end() for found in LIVER.finditer(before)), default=-1)
    other = max((found.end() for found in OTHER.finditer(before)), default=-1)
    if liver < 0 and other < 0:
        return bool(LIVER.search(after)) or speaks_of_liver(one)
    return liver > other
