"""Medicines against the cancer, with their days. Lines of therapy are never counted from them: requests have no ends,
regimens hold several agents, and adjuvant treatment stands among the rest."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from haic_core.intake.fhir.elements import Coding
from haic_core.intake.fhir.person import NOT_A_PERSON
from haic_core.intake.fhir.resources import Medicine
from haic_core.intake.fhir.told import Gathering

MOST_SHOWN = 30
_NOT_TAKEN = {
    "entered-in-error",
    "not done",
    "not-done",
    "not-taken",
    "cancelled",
    "draft",
    "declined",
    "unknown",
    "on-hold",
}
# By what the word begins with; found in any name a medicine goes by, and by these words alone it is shown.
_AGENTS = (
    "abemaciclib", "alpelisib", "anastrozole", "atezolizumab", "bevacizumab", "capecitabine", "capivasertib",
    "carboplatin", "cisplatin", "cyclophosphamide", "datopotamab", "denosumab", "docetaxel", "doxorubicin",
    "elacestrant", "epirubicin", "eribulin", "etoposide", "everolimus", "exemestane",
    "fluorouracil", "fulvestrant", "gemcitabine", "goserelin",
    "irinotecan", "ixabepilone", "lapatinib", "letrozole", "leuprolide", "leuprorelin", "margetuximab", "megestrol",
    "methotrexate", "mitomycin", "mitoxantrone", "neratinib", "olaparib", "oxaliplatin", "paclitaxel", "palbociclib",
    "pembrolizumab", "pertuzumab", "ribociclib", "sacituzumab", "talazoparib", "tamoxifen", "toremifene", "trastuzumab",
    "triptorelin", "tucatinib", "vinorelbine",
)  # fmt: skip
_SPELT = {
    "anastrozol": "anastrozole", "letrozol": "letrozole", "exemestan": "exemestane", "capecitabin": "capecitabine",
    "cyclophosphamid": "cyclophosphamide", "gemcitabin": "gemcitabine", "vinorelbin": "vinorelbine",
    "leuprorelin": "leuprolide", "adriamycin": "doxorubicin", "5-fu": "fluorouracil",
}  # fmt: skip
_WORD = re.compile("|".join(sorted((*_AGENTS, *_SPELT), key=len, reverse=True)))
_ANTINEOPLASTIC = re.compile(r"L0[12][A-Z]{2}\d{2}", re.ASCII)


def say_medicines(medicines: Iterable[Medicine], gathering: Gathering) -> None:
    """The agents against the cancer with their first and last day, and how many other medicines there are."""
    days: dict[str, list[date | None]] = {}
    others = 0
    for one in medicines:
        if one.status in _NOT_TAKEN or one.unread or one.about == NOT_A_PERSON:
            continue
        agents = _agents(one)
        others += not agents
        for agent in agents:
            days.setdefault(agent, []).append(one.when.day)
    if not days:
        return
    told = [_with_days(agent, known, gathering) for agent, known in sorted(days.items(), key=_first_day)]
    more = f" and {len(told) - MOST_SHOWN} more" if len(told) > MOST_SHOWN else ""
    others_told = "1 entry of another medicine is" if others == 1 else f"{others} entries of other medicines are"
    beside = f" {others_told} not shown." if others else ""
    gathering.say.append(
        f"Medicines against the cancer, as ordered, stated or given: {'; '.join(told[:MOST_SHOWN])}{more}. Lines of "
        f"therapy are not counted from them; please enter the lines and the weeks since the last dose.{beside}"
    )


def _agents(one: Medicine) -> tuple[str, ...]:
    """The agents that the names or the code of a medicine name, in our own spelling."""
    words = " ".join(one.names).casefold()
    found = dict.fromkeys(_SPELT.get(word, word) for word in _WORD.findall(words))
    if found:
        return tuple(found)
    return tuple(f"ATC {code.code}" for code in one.codes[:3] if _is_atc(code))


def _is_atc(code: Coding) -> bool:
    return "atc" in code.system and bool(_ANTINEOPLASTIC.fullmatch(code.code))


def _first_day(item: tuple[str, list[date | None]]) -> tuple[date, str]:
    return min((day for day in item[1] if day), default=date.max), item[0]


def _with_days(agent: str, days: list[date | None], gathering: Gathering) -> str:
    known = sorted({day for day in days if day and not gathering.person.is_birthday(day)})
    entries = f", {len(days)} entries" if len(days) > 1 else ""
    if not known:
        return f"{agent} (undated{entries})"
    span = known[0].isoformat() if len(known) == 1 else f"{known[0].isoformat()} to {known[-1].isoformat()}"
    return f"{agent} ({span}{entries})"
