"""
Which fact an analyte's name stands for: by its own names only, in any of the languages below; never
likeness.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from haic_core.intake.labs.other_analytes import NEAR_WORDS, OTHERS, names_in, other_by_word, words_in

LONGEST_NAME = 80
_NAMES: Mapping[str, str] = {
    "platelets_e9_l": """
        platelets | platelet | plt | plts | plt count | platelet count | platelets count | plat | thrombocytes |
        thrombocyte count | thrombozyten | thrombos | thrombo | thrombozytenzahl | blutplattchen | blutplaettchen |
        plaquettes | plaquetas | recuento de plaquetas | piastrine | plaquettes sanguines | trombocyten |
        trombocyter | trombosyytit | tpk | thrombocytter | plytki krwi | numeration plaquettaire | plaquetes
    """,
    "anc_e9_l": """
        anc | absolute neutrophil count | absolute neutrophils | neutrophils absolute | neutrophil absolute |
        absolute neutrophil | neutrophils absolute count | neutrophil count | neutrophils count |
        neutrophil absolute count | neutrophils abs | neutrophil abs | abs neutrophils | abs neutrophil |
        abs neutrophil count | neut abs | abs neut | neuts abs | neutro abs | neutr abs | neut # | # neut | ne # |
        neu # | neutrophils # | neutrophil # | neutrophiles # | neutrofilos # | neutrophile absolut |
        neutrophile abs | neutrophile # | abs neutrophile | neutrophile granulozyten absolut |
        neutrophile granulozyten abs | neutrophile absolutzahl | neutrophile zahl | neutrophilenzahl |
        absolute neutrophilenzahl | neutrophiles absolut | neutrophiles absolus |
        polynucleaires neutrophiles absolus | neutrofilos absolutos | recuento absoluto de neutrofilos |
        neutrofili assoluti | neutrofili # | neutrofielen absoluut | granulocytes neutrophil absolute |
        neutrophil granulocytes absolute | neutrophils auto absolute | neutros abs
    """,
    "leucocytes_e9_l": """
        wbc | wbcs | wbc count | white blood cells | white blood cell | white blood cell count | white blood count |
        white cell count | white cells | total white cell count | total white blood cell count | total wbc |
        total wbc count | wcc | total leucocyte count | total leukocyte count | leucocytes | leukocytes |
        leucocyte count | leukocyte count | leukozyten | leukozytenzahl | leukos | leuko | leuk |
        weisse blutkorperchen | globules blancs | gb | leucocitos | recuento de leucocitos | leucociti |
        globuli bianchi | leukocyten | leukocyter | globulos blancos | lpk | leukocytter | leukocyty | leucos
    """,
    "haemoglobin_g_dl": """
        hb | hgb | haemoglobin | hemoglobin | hamoglobin | hemoglobine | hemoglobina | emoglobina |
        haemoglobin estimation | hemoglobin estimation | hb hgb | hemoglobiini | hglb
    """,
    "bilirubin_mg_dl": """
        bilirubin | total bilirubin | bilirubin total | bili | bili total | total bili | t bili | tbili | bili t |
        t bil | tbil | bil total | bil t | bilirubin t | bilit | bilitot | bili tot | bilirubin tot | total bil |
        gesamtbilirubin | gesamt bilirubin | bilirubin gesamt | bilirubin ges | bili ges | bili gesamt |
        ges bilirubin | ges bili | gesamt bili | bilirubine totale | bilirubine | bilirubina total |
        bilirrubina total | bilirrubina | bilirubina totale | bilirubina | bilirubine totaal | totaal bilirubine |
        bilirubiini | bilirubin gesamt total
    """,
    "alt_u_l": """
        alt | alat | gpt | sgpt | alanine aminotransferase | alanine transaminase | alanin aminotransferase |
        alaninaminotransferase | alanine amino transferase | alanine transferase | alanin transaminase |
        glutamat pyruvat transaminase | tgp | alt sgpt | alat gpt | transaminases alat | transaminase alat |
        transaminases alt | transaminase gpt | transaminases tgp | alanina aminotransferasa |
        alanina aminotransferasi | alanine aminotransferase alt
    """,
    "ast_u_l": """
        ast | asat | got | sgot | aspartate aminotransferase | aspartate transaminase | aspartat aminotransferase |
        aspartataminotransferase | aspartate amino transferase | aspartic transaminase | aspartat transaminase |
        glutamat oxalacetat transaminase | tgo | ast sgot | asat got | transaminases asat | transaminase asat |
        transaminases ast | transaminase got | transaminases tgo | aspartato aminotransferasa |
        aspartato aminotransferasi | aspartate aminotransferase ast
    """,
    "alp_u_l": """
        alp | ap | alkaline phosphatase | alk phos | alk phosphatase | alkaline phos | alkp | alkphos | alk p |
        alkaline phosphatase total | total alkaline phosphatase | alkalische phosphatase | alk phosphatase gesamt |
        alkal phosphatase | phosphatases alcalines | phosphatase alcaline | pal | fosfatasa alcalina |
        fosfatasi alcalina | alkalische fosfatase | alkaline fosfatase | alkalische phosphatase ap |
        alkaliskt fosfatas | s alp
    """,
    "creatinine_mg_dl": """
        creatinine | creat | crea | krea | cr | scr | kreatinin | creatinin | kreatinine | creatinina | creatinemie
        | creatininemie | kreatin | kreatiniini
    """,
    "egfr_ml_min": """
        egfr | gfr | e gfr | ckd epi | gfr ckd epi | egfr ckd epi | egfr ckd epi 2021 | egfr ckd epi 2009 |
        egfr 2021 ckd epi | ckd epi egfr | ckd epi gfr | ckd epi 2021 | ckd epi 2009 | gfr n ckd epi |
        gfr nach ckd epi | egfr nach ckd epi | gfr mdrd | egfr mdrd | mdrd | mdrd gfr | estimated gfr |
        gfr estimated | gfr est | est gfr | gfr geschatzt | geschatzte gfr | estimated glomerular filtration rate |
        glomerular filtration rate | glomerular filtration rate estimated | glomerulare filtrationsrate |
        glom filtrationsrate | egfr using creatinine ckd epi | egfr creatinine | egfr crea | egfrcr | dfg |
        dfg estime | dfg ckd epi | dfg estime ckd epi | ckd epi dfg | tfg | filtrado glomerular |
        filtrado glomerular estimado | filtrado glomerular ckd epi | egfr ckd epi creatinine | egfr cr
    """,
    "albumin_g_l": "albumin|alb|albumine|albumina|serum albumin|albuminemie|albumiini",
    "inr": """
        inr | pt inr | inr pt | prothrombin time inr | inr prothrombin time | international normalised ratio |
        international normalized ratio | pk inr | tp inr | inr tp | inr pt ratio | quick inr | inr quick |
        thromboplastinzeit inr | tpz inr | pt international normalized ratio
    """,
    "pt_times_control": "pt ratio|prothrombin time ratio|prothrombin ratio|ptr|ratio tp|pt patient control ratio",
}  # fmt: skip
# Neutrophils without a word on which: a count or a percentage.
_COUNT_OR_PERCENT = frozenset(
    names_in("""
        neutrophils | neutrophil | neutrophile | neutrophiles | neuts | neut | neutro | neutros |
        neutrophile granulozyten | granulocytes neutrophils | neutrophil granulocytes | polynucleaires neutrophiles
        | neutrofilos | neutrofili | neutrofielen | neutrofiler | polynuclear neutrophils | poly neutrophiles | pnn
        | pn neutrophiles | neutrophils auto | ne | neu
    """)
)
# What may stand in any name without making it another: the blood it was found in, how it was measured.
_HARMLESS = words_in(
    """
        serum plasma blood venous venos blut sang sangre serique plasmatique serico serica sangue siero heparin
        heparinplasma citrat citrate citratplasma edta edtablut vollblut whole i im in is ip ib s p b li level
        levels measurement measured result test value auto automated ifcc enzymatic enzymatisch enz jaffe idms
        kinetic photometrisch photometric konzentration konz concentration mit with pyp p5p pp bcg bcp sysmex of the der
        des die das dans le la el en
    """
)
_SURFACE = re.compile(r"(?:per |/|pro )?1[.,_]73\s?(?:m2|m²|qm|sqm|square met(?:re|er)s?|sq\.? ?m)?", re.IGNORECASE)
_LETTERS = re.compile(r"(?<![^\W_])(?:[^\W\d_]\.){2,}")
_TEMPERATURE = re.compile(r"37\s?°?\s?c\b", re.IGNORECASE)
_ALL_WORDS = (
    _HARMLESS
    | frozenset(word for name in (*_COUNT_OR_PERCENT, *OTHERS) for word in name.split())
    | NEAR_WORDS
    | frozenset(word for names in _NAMES.values() for name in names_in(names) for word in name.split())
)
_BY_NAME: Mapping[str, str] = {name: fact for fact, names in _NAMES.items() for name in names_in(names)}


@dataclass(frozen=True, slots=True)
class Analyte:
    """What a name means. fact: the fact it stands for, or ''. other: what it is instead, in words, where we know it.
    may_be_percent: neutrophils without a word on whether they are counted. indexed: a filtration rate whose name says
    that it is per 1.73 m2."""

    fact: str = ""
    other: str = ""
    may_be_percent: bool = False
    indexed: bool = False


UNKNOWN = Analyte()


@lru_cache(maxsize=20_000)
def analyte(name: str) -> Analyte:
    """What a name stands for; UNKNOWN where it is no name we hold."""
    if not name or len(name) > LONGEST_NAME:
        return UNKNOWN
    short = _SURFACE.sub(" ", name)
    found = _by_words(_words(short))
    if found is UNKNOWN:
        found = _by_parts(short)
    return Analyte("egfr_ml_min", indexed=True) if found.fact == "egfr_ml_min" and short != name else found


def shown_name(name: str) -> str:
    """Of a name only the words that stand in names of analytes: whatever else was in its line is nobody's business."""
    words = re.findall(r"[^\W_]+|[%#]", name[:LONGEST_NAME])
    return " ".join(word for word in words if all(one in _ALL_WORDS for one in _words(word)))


_LIGATURES = str.maketrans({"ß": "ss", "æ": "ae", "Æ": "AE", "ø": "o", "Ø": "O", "œ": "oe", "ł": "l", "Ł": "L"})


def folded(text: str) -> str:
    """A text in small letters without accents."""
    told = unicodedata.normalize("NFKD", text.translate(_LIGATURES))
    return "".join(sign for sign in told if not unicodedata.combining(sign)).casefold()


def _words(name: str) -> tuple[str, ...]:
    told = _LETTERS.sub(lambda found: found[0].replace(".", "") + " ", _TEMPERATURE.sub(" ", name))
    told = folded(told).replace("%", " % ").replace("#", " # ")
    return tuple(re.findall(r"[^\W_]+|[%#]", told))


def _by_words(words: tuple[str, ...]) -> Analyte:
    for told in (words, tuple(word for word in words if word not in _HARMLESS)):
        name = " ".join(told)
        if fact := _BY_NAME.get(name):
            return Analyte(fact)
        if name in _COUNT_OR_PERCENT:
            return Analyte("anc_e9_l", may_be_percent=True)
        if other := OTHERS.get(name):
            return Analyte(other=other)
    return Analyte(other=other) if (other := other_by_word(words)) else UNKNOWN


def _by_parts(name: str) -> Analyte:
    """Several names of one analyte: 'ALT (SGPT)', 'GOT/ASAT', 'Hämoglobin Hb'."""
    parts = [_words(part) for part in re.split(r"[/(),;:\[\]=]", name)]
    told = [part for part in parts if part and any(word not in _HARMLESS for word in part)]
    found = {_by_words(part) for part in told}
    if len(told) > 1 and len(found) == 1 and (only := found.pop()).fact:
        return only
    words = [word for word in _words(name) if word not in _HARMLESS]
    alone = {_BY_NAME.get(word, "") for word in words}
    return Analyte(alone.pop()) if len(words) > 1 and len(alone) == 1 and "" not in alone else UNKNOWN
