"""
What a column of lab list holds, by the words at its head or what stands in it; and that are no name.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import Enum
from functools import lru_cache

from haic_core.intake.labs.analytes import folded
from haic_core.intake.labs.other_analytes import words_in


class Role(Enum):
    """What one column holds."""

    PATIENT = "patient"
    PRIOR = "earlier value"
    OTHER_DAY = "day that is not said to be that of the blood"
    DAY = "day"
    LOW = "lower end"
    HIGH = "upper end"
    REFERENCE = "reference range"
    UNIT = "unit"
    FLAG = "flag"
    STATUS = "status"
    COMMENT = "comment"
    SPECIMEN = "specimen"
    VALUE = "value"
    NAME = "name"
    CODE = "code"


# First come, first taken: a column 'Result Date' holds days, 'Result Units' units.
_WORDS: tuple[tuple[Role, str], ...] = (
    (Role.PATIENT, """
        patient patientin patientid pid mrn fallnummer fallnr fall subject subjid usubjid vorname nachname surname
        firstname lastname geburtsdatum dob birth birthdate record patientennummer patnr patientenname nhs paciente
    """),
    (Role.PRIOR, """
        previous prior prev vorwert vorwerte vorbefund vorergebnis anterieur anteriorite anteriorites anterior
        precedente vorige delta trend
    """),
    (Role.DAY, """
        collected collection entnahme entnahmedatum abnahme abnahmedatum probenentnahme drawn sampled prelevement
        afnamedatum effective extraccion probennahme
    """),
    (Role.OTHER_DAY, """
        date datum fecha datetime zeitpunkt data zeit received reported validated printed eingang eingangsdatum
        freigabe issued ordered auftrag auftragsdatum verified
    """),
    (Role.LOW, "low lower untergrenze min minimum lln"),
    (Role.HIGH, "high upper obergrenze max maximum uln"),
    (Role.REFERENCE, """
        reference references ref referenz referenzbereich referenzbereiche referenzwert referenzwerte normbereich
        norm normal normalbereich normalwert normalwerte sollwert range interval intervalle referencia riferimento
        rango referentie referentiewaarden intervallo grenzwerte normwerte refbereich vr vn usuelles normale
        normales refrange
    """),
    (Role.FLAG, "flag flags abnormal bewertung markierung kennzeichen interpretation ind indikator alert hl"),
    (Role.STATUS, "status befundstatus"),
    (Role.UNIT, """
        unit units einheit einheiten einh unite unites unidad unidades unita eenheid enhet dim dimension uom
    """),
    (Role.COMMENT, "comment comments kommentar bemerkung bemerkungen remark remarks hinweis note notes commentaire"),
    (Role.SPECIMEN, "specimen material probenmaterial sample matrix probe untersuchungsmaterial"),
    (Role.VALUE, """
        value values result results ergebnis ergebnisse wert werte messwert resultat resultats resultado resultados
        risultato esito uitslag observed aktuell current latest numeric resultaat valor valeur valeurs waarde
    """),
    (Role.NAME, """
        test tests analyte analyt analytes parameter component untersuchung untersuchungen analyse analysen name
        bezeichnung prueba determinacion examen esame bepaling messgrosse laborwert laborparameter item
        investigation observation measurement lab laborwerte analisis examens analyses parametre parametro onderzoek
        assay methode
    """),
    (Role.CODE, """
        loinc code kurzel id nr no order auftragsnummer panel gruppe group method labor barcode pos probennummer
    """),
)  # fmt: skip
_ROLES: Mapping[str, Role] = {word: role for role, words in reversed(_WORDS) for word in words.split()}
_RANK = {role: place for place, (role, _) in enumerate(_WORDS)}
_MORE = words_in(
    """
        time uhrzeit of the de des les name id number bereich limit your final h l in w m typ type ii i range s und
        and
    """
)
_LABELS = words_in(
    """
        value result results your normal range reference ref referenz referenzbereich referenzbereiche norm
        normbereich normalbereich normalwert interval units unit einheit ergebnis wert is was standard rr nb vr vn
        valores referencia valeurs valeur de final finalized corrected amended endgultig below above within low high
        hi lo expected lab desired h l resultat resultado valor riferimento valori di completed complete erhoht
        erniedrigt abnormal in ist status flag limits limit der ratio
    """
)
_IDENTITY = words_in(
    """
        patient patientin patienten name nachname vorname surname geb geboren geburtsdatum born dob birth mrn pid
        fall fallnr fallnummer versicherung kasse adresse address tel phone telefon station arzt arztin dr prof
        physician einsender geschlecht sex gender age alter nhs nacimiento ne nee paciente apellidos nombre nom
        prenom herr frau mr mrs ms medico medecin account hausarzt strasse ward consultant hospital requester email
        fax cognome nome nascita naam geboortedatum chi mother father
    """
)
_BIRTH = words_in(
    """
        geb geboren geburtsdatum born dob birth nacimiento naissance ne nee nascita geboortedatum nato nata
        birthdate geburt
    """
)
_STRONG = (
    r"abnahme(?:datum|zeit|zeitpunkt)?|abgenommen|entnahme(?:datum|zeit|zeitpunkt)?|entnommen|probenentnahme|probennahme|probendatum|collected|collection|drawn|sampled|taken|specimen|sample|"
    r"pr[ée]l[èe]vement|pr[ée]lev[ée]e?|extracci[óo]n|toma|prelievo|afname(?:datum)?|provtagning\w*|blood draw"
)
_WEAK = (
    r"labor(?:werte|befund|daten|kontrolle|ergebnisse|parameter)?|labs?|laboratory|blutbild|blutentnahme|bloods?|"
    r"results?|blutwerte|analyse|bilan|laboratorio|^\W*(?:date|datum|fecha|data)"
)
_LINK = r"\s*[:(\-–,/]?\s*(?:vom|of|from|on|am|del|du|dated|den|le|dal)?\s*[:.]?\s*"
_COLLECTED = re.compile(
    rf"(?<![^\W_])(?:(?P<strong>{_STRONG})(?![^\W_])[^0-9]{{0,25}}|(?P<weak>{_WEAK})(?![^\W_]){_LINK})$", re.IGNORECASE
)
_NOT_COLLECTED = re.compile(
    r"received|reported|printed|eingang|druck|freigabe|validat|requested|ordered", re.IGNORECASE
)
_BLOOD = re.compile(
    r"h(?:a|ae)?ematolog|hamatolog|chem|blutbild|blood|serum|gerinnung|coagul|koagul|hemost|haemost|hamost|cbc|fbc|metabolic|liver|leber|hepat|foie|enzym|elektrolyt|electrolyt|"
    r"""
        bioquimi | biochim | ematolog | hemogram | emocromo | numeration | lft | u&e | kidney | niere | renal |
        klinische | substrat | differential | plasma | edta | labor | full count
    """
)  # fmt: skip


@lru_cache(maxsize=20_000)
def role_of(head: str) -> Role | None:
    """What a column's head says it holds, or None where it is no such head."""
    words = re.findall(r"[^\W_]+", folded(head)[:120])
    if not words or len(words) > 7:
        return None
    roles = [_ROLES[word] for word in words if word in _ROLES]
    strangers = [word for word in words if word not in _ROLES and word not in _MORE and not word.isdigit()]
    if not roles or len(strangers) > len(roles):
        return None
    if Role.VALUE in roles and Role.UNIT in roles and "/" in head:
        return Role.VALUE
    role = min(roles, key=_RANK.__getitem__)
    # 'Admission date', 'OP-Datum': a day of something else.
    return None if strangers and role in (Role.DAY, Role.OTHER_DAY) else role


def is_label(words: str) -> bool:
    """Whether words only introduce a part of a result: 'Normal range', 'Value', 'Ref.'."""
    told = re.findall(r"[^\W_]+", folded(words))
    return bool(told) and all(word in _LABELS for word in told)


def is_identity(line: str) -> bool:
    """Whether a line begins as one that says who somebody is."""
    told = re.findall(r"[^\W_]+", folded(line[:60]))
    return bool(told) and (told[0] in _IDENTITY or (len(told) > 1 and told[1] in _BIRTH))


def speaks_of_birth(words: str) -> bool:
    """Whether words introduce a birthday."""
    return any(word in _BIRTH for word in re.findall(r"[^\W_]+", folded(words))) or words.rstrip().endswith("*")


def collected(before: str) -> str:
    """How sure the words before a day say that it is the day of the results: 'strong', 'weak' or ''."""
    found = _COLLECTED.search(before[-80:])
    if not found or speaks_of_birth(found[0]) or _NOT_COLLECTED.search(found[0]):
        return ""
    return "strong" if found["strong"] else "weak"


def is_blood_title(title: str) -> bool:
    """Whether a title opens a part of the list on blood."""
    return bool(_BLOOD.search(folded(title)))
