"""What a cell says, the same on every engine: trimmed text, case ignored, '1.0' as '1'; and which texts say nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

# How exports write that nothing is known. 'None' is left out: as a treatment it is one.
BLANKS = (
    "", ".", "-", "--", "'--", "?", "na", "n/a", "#n/a", "nan", "<na>", "null", "nil", "unknown", "not available",
    "not reported", "not recorded", "missing", "[not available]", "[not applicable]", "[not evaluated]", "[unknown]",
    "[discrepancy]", "[pending]", "[not reported]",
    "k.a.", "k. a.", "keine angabe", "unbekannt", "nicht bekannt", "fehlend",
    "inconnu", "inconnue", "non renseigné", "non renseignée", "desconocido",
    "#nv", "#value!", "#wert!", "#ref!", "#bezug!", "#div/0!", "#name?", "#num!", "#zahl!",
)  # fmt: skip
_RECORDS = frozenset(
    ("id", "patient", "patientid", "patid", "patno", "patnr", "patientno", "patientennummer", "pid", "subject",
     "subjectid", "subjid", "usubjid", "recordid", "caseid", "mrn", "recordnumber", "medicalrecordnumber", "personid",
     "fallnummer", "fallnr", "patientenid", "patientennr", "ndossier", "numérodossier", "idpatient",
     "patientidentifier", "hospitalnumber", "bcrpatientbarcode", "casesubmitterid")
)  # fmt: skip
# Columns of REDCap that tell the visits of one record apart.
OF_A_VISIT = ("redcap_event_name", "redcap_repeat_instrument", "redcap_repeat_instance", "redcap_data_access_group")
# In a list of values: any cell in which something stands, and any in which nothing does, as of a date of death.
FILLED, BLANK = "(filled)", "(blank)"
# What programs write into an empty cell; 'unknown' is a person's word and means neither.
EMPTY = ("", ".", "na", "n/a", "nan", "nat", "<na>", "null", "nil", "none", "'--", "[not applicable]")
WHOLE = "^[+-]?[0-9]+([.]0+|,00?)$"
TAIL = "([.]0+|,00?)$"


@dataclass(frozen=True, slots=True)
class Likeness:
    """What a patient must be like in one column: one of these values, or a number within a band, its ends included."""

    column: str
    values: tuple[str, ...] = ()
    band: tuple[float, float] | None = None


def said(cell: object) -> str:
    """A value as cells are compared: trimmed, in small letters, a whole number without its decimals."""
    return _whole(str(cell).strip().lower())


def said_anywhere(cells: Iterable[object]) -> list[str]:
    """Values as an engine may say them: one that knows only plain letters leaves a large Ö as it stands."""
    texts = [str(cell).strip() for cell in cells]
    plain = ["".join(sign.lower() if sign.isascii() else sign for sign in text) for text in texts]
    return sorted({_whole(text) for text in (*plain, *(text.lower() for text in texts))})


def _whole(text: str) -> str:
    return re.sub(TAIL, "", text) if re.search(WHOLE, text) else text


def record_column(columns: Iterable[str]) -> str | None:
    """The column that by its name holds the record number of a patient."""
    return next((name for name in columns if "".join(filter(str.isalnum, name.lower())) in _RECORDS), None)
