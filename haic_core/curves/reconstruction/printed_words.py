"""The words that papers print in a summary of survival: 'not reached', the names of endpoints, the units of time."""

from __future__ import annotations

import re

from haic_core.curves.reconstruction.units import SPELLINGS, UNITS, Unit
from haic_core.words.refusal import Refusal, asked, nearest_word, shown

NOT_REACHED = frozenset((
    "nr", "nyr", "notreached", "notyetreached", "unreached", "notattained", "ne", "notestimable", "notevaluable",
    "na", "inf", "infinity", "infinite", "∞",  # as R and SAS print an open limit
))  # fmt: skip
ENDPOINTS = ("OS", "PFS")  # the two shapes that are known
SHORT = {
    "OS": ("OS", "CSS", "DSS", "BCSS", "LCSS"),
    "PFS": (
        "PFS", "DFS", "RFS", "EFS", "TTP", "TTF", "FFS", "DFI", "RFI", "MFS", "DMFS", "DDFS", "IDFS", "LRFS", "TTR",
        "LPFS", "HPFS", "IHPFS", "HDFS", "LTP", "LTPFS", "IPFS",
    ),
}  # fmt: skip
# An endpoint in words counts other events beside death, or recurrence alone, if one of these stems is in it.
FAILURE = ("progression", "progress", "disease free", "recurren", "relapse", "event free", "failure", "metastasis free")
DEATH = ("overall survival", "specific survival", "death", "mortality")


def is_not_reached(value: object) -> bool:
    """Whether a figure is printed as not reached: null, 'NR', 'not reached', 'not estimable' and the like."""
    return value is None or (isinstance(value, str) and re.sub(r"[\s.\-_/]", "", value.lower()) in NOT_REACHED)


def shape_of(endpoint: object, name: str) -> str:
    """'OS' for an endpoint that counts deaths, 'PFS' for one that counts progression or recurrence, however it is
    called. Raises Refusal for what is no such endpoint."""
    if isinstance(endpoint, str):
        said = " ".join(re.sub(r"[^a-z]+", " ", endpoint.lower()).split())
        letters = said.replace(" ", "").upper()
        for shape, short in SHORT.items():
            if letters in short:
                return shape
        if any(stem in said for stem in FAILURE):
            return "PFS"
        if said == "survival" or any(stem in said for stem in DEATH):
            return "OS"
    known = (*SHORT["OS"], *SHORT["PFS"])
    by_case = {word.lower(): word for word in known}
    guess = by_case.get(nearest_word(endpoint, by_case), "")
    words = f"{', '.join(known[:3])}, {', '.join(SHORT['PFS'][:6])} and the like, or their words"
    sentence = f"{name}: endpoint is {shown(endpoint)}; allowed are {words}.{asked(guess)}"
    raise Refusal(sentence, place=f"{name}: endpoint", found=shown(endpoint), allowed=words, guess=guess)


def unit_of(value: object, name: str) -> Unit:
    """The unit of every time in a summary; raises Refusal."""
    if isinstance(value, str) and value.strip().lower() in SPELLINGS:
        return UNITS[SPELLINGS[value.strip().lower()]]
    guess, allowed = nearest_word(value, UNITS), ", ".join(UNITS)
    sentence = f"{name}: unit is {shown(value)}; allowed are {allowed}.{asked(guess)}"
    raise Refusal(sentence, place=f"{name}: unit", found=shown(value), allowed=allowed, guess=guess)
