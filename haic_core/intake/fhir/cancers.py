"""Which codes of a diagnosis name a primary tumour, and which a metastasis and where."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from haic_core.intake.fhir.codes import icd_of, site_of
from haic_core.intake.fhir.elements import SNOMED, Coding

_PRIMARIES: Mapping[str, str] = {
    code: primary
    for primary, codes in {
        "breast": "254837009 254838004 254839007 254840009 278054005 408643008 372137005 372064008 372092003 372093008 "
        "372094002 373080008 373081007 373082000 373083005 373088001 373089009 373090000 373091001 93680004 93745008 "
        "93796005 93874009 93876006 93924008 94115006 93776002 109886000 188147009 188151006 188152004 188153009 "
        "188154003 188155002 188156001 188157005 188159008 286892007 286893002 286894008 286895009 286896005 286897001 "
        "417181009 427685000 431396003 706970001 353431000119107",
        "colorectal": "363406005 93761005 109838007 363351006 93984006 363510005",
        "gastric": "363349007",
        "oesophageal": "363402007 371984007",
    }.items()
    for code in codes.split()
}
_ICD_PRIMARIES = {"C50": "breast", "C18": "colorectal", "C19": "colorectal", "C20": "colorectal", "C16": "gastric",
                  "C15": "oesophageal"}  # fmt: skip
_SECONDARIES: Mapping[str, str] = {
    "94381002": "liver",
    "94222008": "bone",
    "94225005": "brain",
    "94391008": "lung",
    "94493005": "pleura",
    "94161006": "adrenal gland",
    "94181007": "lymph nodes",
    "94392001": "lymph nodes",
    "94260004": "colon",
    "128462008": "",
    "315004001": "",
}
_ICD_SECONDARIES = {"C77": "lymph nodes", "C78.0": "lung", "C78.1": "mediastinum", "C78.2": "pleura",
                    "C78.6": "peritoneum", "C78.7": "liver", "C79.2": "skin", "C79.3": "brain", "C79.5": "bone",
                    "C79.7": "adrenal gland"}  # fmt: skip
_ICD_OF_METASTASES = ("C77", "C78", "C79")
UNSPECIFIED = "unspecified"
OTHER_CANCER = "another cancer"
# A malignant neoplasm without its organ: the place beside it decides, where that is the breast.
_ANY_CANCER = Coding(SNOMED, "363346000")
_BREAST = {Coding(SNOMED, code) for code in ("76752008", "80248007", "73056007")}


def primaries_of(codes: Iterable[Coding], places: Iterable[Coding] = ()) -> set[str]:
    """The primary tumours that a diagnosis names: one where its codes agree, more where they do not."""
    told = tuple(codes)
    found = {_PRIMARIES[one.code] for one in told if one.system == SNOMED and one.code in _PRIMARIES}
    for one in told:
        icd = icd_of(one)
        if icd.startswith("C") and icd[:3] not in _ICD_OF_METASTASES:
            found.add(_ICD_PRIMARIES.get(icd[:3], OTHER_CANCER))
    if not found and _ANY_CANCER in told and _BREAST & set(places):
        return {"breast"}
    return found


def metastasis_of(codes: Iterable[Coding], places: Iterable[Coding] = ()) -> str:
    """The site of the metastasis that a diagnosis names, 'unspecified' where it names none, or nothing."""
    found = ""
    for one in codes:
        site = None
        if one.system == SNOMED:
            site = _SECONDARIES.get(one.code)
        elif (icd := icd_of(one))[:3] in _ICD_OF_METASTASES:
            site = _ICD_SECONDARIES.get(icd[:5], _ICD_SECONDARIES.get(icd[:3], ""))
        if site:
            return site
        if site is not None:
            found = site_of(places) or UNSPECIFIED
    return found
