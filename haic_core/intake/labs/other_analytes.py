"""Analytes whose names are near to those of a fact and that are another thing: passed over by name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping


def names_in(text: str) -> tuple[str, ...]:
    """The names of a list that bars part."""
    return tuple(" ".join(name.split()) for name in text.split("|"))


def words_in(text: str) -> frozenset[str]:
    """The words of a text."""
    return frozenset(text.split())


_SAID: Mapping[str, str] = {
    "glycated haemoglobin, not haemoglobin": """
        hba1c | hb a1c | hba1 | hba 1c | haemoglobin a1c | hemoglobin a1c | hamoglobin a1c | a1c |
        glycated haemoglobin | hemoglobine glyquee | hemoglobina glicosilada | hemoglobina glicada |
        emoglobina glicata | glykohamoglobin
    """,
    "the haemoglobin of one red cell, not haemoglobin": """
        mch | mchc | hbe | mean corpuscular haemoglobin | mean corpuscular hemoglobin | mean cell haemoglobin |
        mean cell hemoglobin | tcmh | ccmh | hcm | chcm | mean corpuscular haemoglobin concentration |
        mean corpuscular hemoglobin concentration | ret he | retikulozyten hamoglobin | reticulocyte haemoglobin |
        reticulocyte hemoglobin
    """,
    "haptoglobin, not haemoglobin": "haptoglobin",
    "carboxyhaemoglobin or methaemoglobin, not haemoglobin": """
        cohb | methb | carboxyhaemoglobin | carboxyhemoglobin | methaemoglobin | methemoglobin | met hb | co hb
    """,
    "free haemoglobin, not haemoglobin": "freies hamoglobin|free haemoglobin|free hemoglobin|plasma free hemoglobin",
    "one kind of haemoglobin, not all of it": """
        hb s | hbs | hb a | hb a2 | hba2 | hb f | hbf | hb c | haemoglobin s | hemoglobin s | haemoglobin f |
        hemoglobin f | fetal hemoglobin | hamoglobin s | hamoglobin f
    """,
    "haematocrit, not haemoglobin": """
        hct | hkt | hematocrit | haematocrit | hamatokrit | hematocrite | hematocrito | ematocrito | hamatocrit
    """,
    "direct or indirect bilirubin, not total bilirubin": """
        direct bilirubin | bilirubin direct | bilirubin direkt | direktes bilirubin | bili direkt | bili dir |
        bili direct | d bili | dbili | dbil | d bil | conjugated bilirubin | bilirubin conjugated |
        konjugiertes bilirubin | bilirubin konjugiert | bilirubine conjuguee | bilirubine directe |
        bilirrubina directa | bilirubina diretta | indirect bilirubin | bilirubin indirect | bilirubin indirekt |
        indirektes bilirubin | bili indirekt | unconjugated bilirubin | bilirubin unconjugated | bilirubine libre |
        bilirubine non conjuguee | bilirrubina indirecta | bilirubina indiretta | i bili | ibil | bilirubin dir |
        bilirubin indir | delta bilirubin
    """,
    "gamma-glutamyltransferase, which a case does not hold": """
        ggt | gamma gt | gammagt | ggtp | gamma glutamyltransferase | gamma glutamyl transferase |
        gamma glutamyltranspeptidase | y gt | γ gt | γgt
    """,
    "lactate dehydrogenase, not ALT or AST": "ldh|ld|lactate dehydrogenase|laktatdehydrogenase|lactat dehydrogenase",
    "glutamate dehydrogenase, not ALT or AST": "gldh|glutamatdehydrogenase",
    "creatine kinase, not creatinine": "ck|cpk|creatine kinase|creatinkinase|kreatinkinase|ck mb|ckmb|ck gesamt",
    "creatinine clearance, not creatinine": """
        creatinine clearance | kreatinin clearance | crcl | clearance | clairance de la creatinine |
        clairance creatinine | aclaramiento de creatinina
    """,
    "urea, not creatinine": "urea|bun|harnstoff|uree|blood urea nitrogen|harnstoff n",
    "cystatin C, not creatinine": "cystatin c|cystatin|egfr cystatin c|gfr cystatin c",
    "cholinesterase, not ALT or AST": "che|cholinesterase|pche",
    "prealbumin, not albumin": "prealbumin|praalbumin|praealbumin|transthyretin|prealbumine|pre albumin",
    "albumin in urine, not in serum": "microalbumin|mikroalbumin|microalbuminuria|uacr|acr|albuminuria",
    "globulin or total protein, not albumin": """
        globulin | total protein | gesamteiweiss | eiweiss gesamt | protein total | proteines totales | tp protein |
        gesamtprotein
    """,
    "a prothrombin time that is not an INR": """
        quick | tpz | thromboplastinzeit | pt | prothrombin time | taux de prothrombine | tp | prothrombin |
        prothrombinzeit | quick wert | quickwert | pt percent | protime | tiempo de protrombina | indice de quick |
        actividad de protrombina | tempo di protrombina
    """,
    "a partial thromboplastin time, not a prothrombin time": """
        aptt | ptt | a ptt | partial thromboplastin time | tca | ttpa | activated partial thromboplastin time |
        ptt ratio | aptt ratio | tca ratio
    """,
    "the volume of platelets, not their count": "mpv|mean platelet volume|pct|pdw|p lcr|vpm|ipf",
    "reticulocytes, not a count of platelets or leucocytes": """
        retikulozyten | reticulocytes | reticulocyte count | reticulocitos
    """,
    "acid phosphatase, not alkaline phosphatase": "saure phosphatase|acid phosphatase|prostate acid phosphatase",
    "alkaline phosphatase of bone alone": """
        bone alkaline phosphatase | bone specific alkaline phosphatase | knochen ap | ostase | bone alp | bap |
        placental alkaline phosphatase
    """,
    "phosphate, not alkaline phosphatase": "phosphate|phosphat|phosphor|phosphorus|po4|phosphore",
    "alpha-fetoprotein, not alkaline phosphatase": "afp|alpha fetoprotein",
    "a share of the leucocytes, not the neutrophil count": """
        neutrophils relative | neutrophil relative | neutrophils percent | neutrophile relativ | neutrophils rel |
        neut rel
    """,
    "one kind of granulocytes, not all neutrophils": """
        segmentkernige | segs | segmented neutrophils | stabkernige | bands | band neutrophils | segmented |
        bandforms | metamyelocytes | granulozyten | granulocytes | immature granulocytes | ig | ig # | ig % | gran #
        | gran | stabs
    """,
}  # fmt: skip
OTHERS: Mapping[str, str] = {name: said for said, names in _SAID.items() for name in names_in(names)}
"""Name by name, in folded letters, what it is instead."""

_URINE, _FLUID = "found in urine, not in blood", "found in another fluid than blood"
_BY_WORD: Mapping[str, str] = {
    word: said
    for said, words in {
        _URINE: """
        urine urin harn orina urinaire urinary urinario urinaria urines u iu du spoturin spontanurin sammelurin
        urinstatus urinsediment urinalysis stix
    """,
        _FLUID: """
        csf liquor ascites aszites pleura pleural pleurapunktat punktat fluid stool stuhl fecal faecal fezes drain
        drainage dialysat lcr sputum bal liquide selles synovial peritoneal gallenflussigkeit bile sekret
    """,
        "direct or indirect, not total": """
        direct direkt dir indirect indirekt indir conjugated konjugiert unconjugated conjuguee directa directo
        directe indirecta diretta indiretta unkonjugiert
    """,
        "a ratio, not the value itself": "ratio quotient index verhaltnis rapport relacion cociente",
        "a clearance": "clearance clairance aclaramiento cockcroft gault",
        "a percentage, not a count": "% percent relative relativ pct",
        "a target, not a result": "ziel target goal soll zielbereich",
    }.items()
    for word in words.split()
}
_HELD = words_in(
    """
        bilirubin bilirubine bilirubina bilirrubina bili creatinine kreatinin creatinina krea crea creat cr albumin
        albumine albumina alb leucocytes leukocytes leukozyten leukos leucocitos leucociti wbc hb hgb hemoglobin
        haemoglobin hamoglobin hemoglobine hemoglobina neutrophils neutrophil neutrophile neutrophiles neutrofilos
        neutrofili neut neuts ne neutro inr platelets thrombozyten plt ast alt egfr gfr alp polynucleaires
    """
)
NEAR_WORDS = frozenset(_BY_WORD)
"""Words that make a name another analyte's."""
SPECIMENS = frozenset(word for word, said in _BY_WORD.items() if said in (_URINE, _FLUID))
"""Words of a specimen that is not blood."""


def other_by_word(words: Iterable[str]) -> str:
    """What a name with one of a fact's words is instead, by another word in it: 'Kreatinin im Urin'."""
    told = tuple(words)
    if not any(word in _HELD for word in told):
        return ""
    return next((_BY_WORD[word] for word in told if word in _BY_WORD), "")
