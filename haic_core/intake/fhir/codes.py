"""Which codes say what: LOINC of results, SNOMED CT and ICD-10 of diseases, answers, sites. The code decides, never the
words displayed beside it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from haic_core.intake.fhir.elements import ICD10, LOINC, SNOMED, Coding

LABORATORY: Mapping[str, str] = {
    code: fact
    for fact, codes in {
        "bilirubin_mg_dl": "1975-2 14631-6",
        "creatinine_mg_dl": "2160-0 38483-4 14682-9",
        "alt_u_l": "1742-6",
        "ast_u_l": "1920-8",
        "albumin_g_l": "1751-7",
        "platelets_e9_l": "777-3 26515-7 778-1",
        "anc_e9_l": "751-8 26499-4 753-4",
        "haemoglobin_g_dl": "718-7 59260-0",
        "inr": "6301-6 34714-6 46418-0 38875-1",
        "egfr_ml_min": "98979-8 62238-1 88293-6 33914-3 48642-3 48643-1 69405-9",
    }.items()
    for code in codes.split()
}
"""LOINC codes by the laboratory fact they measure; the unit of the result decides, not the code's."""

SCORES: Mapping[Coding, str] = {
    **{Coding(LOINC, code): "ecog" for code in ("89247-1", "89262-0")},
    Coding(SNOMED, "423740007"): "ecog",
    Coding(LOINC, "89243-0"): "karnofsky",
    Coding(SNOMED, "761869008"): "karnofsky",
}

ER, PR, BOTH_RECEPTORS, HER2 = "oestrogen receptor", "progesterone receptor", "hormone receptors", "HER2"
RECEPTORS: Mapping[str, str] = {
    code: receptor
    for receptor, codes in {
        ER: "85337-4 16112-5 40556-3 85329-1",
        PR: "85339-0 16113-3 40557-1 85325-9",
        BOTH_RECEPTORS: "10480-2",
        HER2: "48676-1 85319-2 18474-7 72383-3 85318-4",
    }.items()
    for code in codes.split()
}
SHARES = {"85329-1", "85325-9"}
HER2_BY_STAIN = {"85319-2", "18474-7", "72383-3"}

SIZE, COURSE, DISTANT_SITE = "size of a tumour", "course of the disease", "site of a metastasis"
OTHERS: Mapping[Coding, str] = {
    **{Coding(LOINC, code): SIZE for code in ("21889-1", "33728-7")},
    **{Coding(LOINC, code): COURSE for code in ("88040-1", "97509-4")},
    Coding(SNOMED, "385421009"): DISTANT_SITE,
}
GROSS_EXAMINATION = Coding(SNOMED, "787377000")

NOT_READ: Mapping[str, tuple[str, str]] = {
    "1968-7": ("Bilirubin", "it is direct bilirubin, not total"),
    "58941-6": ("Bilirubin", "it was measured through the skin"),
    "20505-4": ("Bilirubin", "it was measured in urine"),
    "5770-3": ("Bilirubin", "it was measured in urine"),
    "42719-5": ("Bilirubin", "its code is not in the table of codes that are read"),
    "14959-1": ("Creatinine", "it is a ratio in urine"),
    "54347-0": ("Albumin", "it is an amount of substance, which the case file does not hold"),
    "770-8": ("Neutrophils", "it is a percentage of the white cells, not a count"),
    "4548-4": ("Haemoglobin", "it is the glycated part"),
    "57905-2": ("Haemoglobin", "it is a part of the haemoglobin, not all"),
    "5794-3": ("Haemoglobin", "it was measured in urine"),
    "6690-2": ("Leucocytes", "its code is not in the table of codes that are read; enter it by hand"),
    "26464-8": ("Leucocytes", "its code is not in the table of codes that are read; enter it by hand"),
    "6768-6": ("Alkaline phosphatase", "its code is not in the table of codes that are read; enter it by hand"),
}
"""LOINC codes near those above that mean something else, or that nobody has checked yet: named and passed over."""

ECOG_ANSWERS: Mapping[Coding, int] = {
    **{Coding(LOINC, code): score for score, code in enumerate(
        ("LA9622-7", "LA9623-5", "LA9624-3", "LA9625-0", "LA9626-8", "LA9627-6"))},
    **{Coding(SNOMED, code): score for score, code in enumerate(
        ("425389002", "422512005", "422894000", "423053003", "423237006", "423409001"))},
}  # fmt: skip
KARNOFSKY_ANSWERS: Mapping[Coding, int] = {
    Coding(LOINC, code): 10 * tens
    for tens, code in enumerate(
        ("LA9627-6", "LA29184-1", "LA29183-3", "LA29182-5", "LA29181-7", "LA29180-9", "LA29179-1", "LA29178-3",
         "LA29177-5", "LA29176-7", "LA29175-9"))
}  # fmt: skip

POSITIVE, NEGATIVE = "positive", "negative"
_ANSWERS: Mapping[Coding, str] = {
    **{Coding(SNOMED, code): POSITIVE for code in ("10828004", "52101004")},
    **{Coding(SNOMED, code): NEGATIVE for code in ("260385009", "2667000")},
    **{Coding(LOINC, code): POSITIVE for code in ("LA6576-8", "LA9633-4")},
    **{Coding(LOINC, code): NEGATIVE for code in ("LA6577-6", "LA9634-2")},
}
# Code systems whose single letters P and N are a receptor's answer; elsewhere N is 'normal'.
_LETTERS_ARE_ANSWERS = re.compile(r".*(?:mii-cs-onko|obds|hormonrezeptor|her2|senologie|dktk|adt-?gekid).*")
_INTERPRETATION = re.compile(r".*(?:observationinterpretation|observation-interpretation|/0078)")
_WORDS = {"positive": POSITIVE, "positiv": POSITIVE, "negative": NEGATIVE, "negativ": NEGATIVE}


def answers_of(codes: Iterable[Coding]) -> set[str]:
    """Positive, negative or both, as the codes of a value or an interpretation say."""
    found = set()
    for one in codes:
        if one in _ANSWERS:
            found.add(_ANSWERS[one])
        elif _LETTERS_ARE_ANSWERS.fullmatch(one.system) and one.code.upper() in ("P", "N"):
            found.add(POSITIVE if one.code.upper() == "P" else NEGATIVE)
        elif _INTERPRETATION.fullmatch(one.system) and one.code.upper() in ("POS", "NEG"):
            found.add(POSITIVE if one.code.upper() == "POS" else NEGATIVE)
    return found


def answer_in_words(said: str) -> str:
    """The answer that a text is, whole and by itself, else nothing."""
    return _WORDS.get(said.casefold().strip(" ."), "")


def scores_of(fact: str, codes: Iterable[Coding]) -> set[int]:
    """The scores that codes of ECOG or Karnofsky stand for."""
    table = ECOG_ANSWERS if fact == "ecog" else KARNOFSKY_ANSWERS
    found = {table[one] for one in codes if one in table}
    for one in codes:
        if _LETTERS_ARE_ANSWERS.fullmatch(one.system) and (
            digits := re.fullmatch(r"(\d{1,3}) ?%?", one.code, re.ASCII)
        ):
            found.add(int(digits[1]))
    return found


COURSES: Mapping[Coding, str] = {
    Coding(SNOMED, "268910001"): "improved",
    Coding(SNOMED, "359746009"): "stable",
    Coding(SNOMED, "271299001"): "worsened",
}

LIVER = {Coding(SNOMED, "10200004"), Coding("http://terminology.hl7.org/codesystem/icd-o-3", "C22.0")}
LETTERS_OF_SITES: Mapping[str, str] = {
    "HEP": "liver", "OSS": "bone", "PUL": "lung", "BRA": "brain", "LYM": "lymph nodes", "MAR": "bone marrow",
    "PLE": "pleura", "PER": "peritoneum", "ADR": "adrenal gland", "SKI": "skin", "OTH": "other", "GEN": "widespread",
}  # fmt: skip
_SITES_STAGED = {
    "258334004": "liver", "258333005": "bone", "258332000": "lung", "313367003": "brain", "258336002": "lymph nodes",
    "14016003": "bone marrow", "258337006": "pleura", "258338001": "peritoneum", "258339009": "adrenal gland",
    "258340006": "skin", "258348004": "other", "405843009": "widespread", "10200004": "liver",
}  # fmt: skip


def site_of(codes: Iterable[Coding]) -> str:
    """The site of a metastasis that codes of a place name, else nothing."""
    for one in codes:
        if one.system == SNOMED and one.code in _SITES_STAGED:
            return _SITES_STAGED[one.code]
        if _LETTERS_ARE_ANSWERS.fullmatch(one.system) and one.code.upper() in LETTERS_OF_SITES:
            return LETTERS_OF_SITES[one.code.upper()]
    return ""


def is_loinc(one: Coding) -> bool:
    """Whether a code has the shape of a LOINC code; anything may stand in its place."""
    return one.system == LOINC and bool(re.fullmatch(r"\d{1,7}-\d", one.code, re.ASCII))


def icd_of(one: Coding) -> str:
    """An ICD-10 code with its point, which some systems leave out ('C7951' is C79.51); nothing for another code."""
    found = re.fullmatch(r"([A-Z]\d[0-9A-Z])\.?([0-9A-Z]{0,4})", one.code.strip(" †*+!-").upper(), re.ASCII)
    if one.system != ICD10 or not found:
        return ""
    return f"{found[1]}.{found[2]}" if found[2] else found[1]
