"""What a column's name says of it: which endpoint, which unit, and what it is used for."""

from __future__ import annotations

import re
from itertools import pairwise

from haic_core.cohort.mapping import Unit
from haic_core.cohort.values import record_column

_PARTS = re.compile(r"[A-ZÀ-Þ]+(?=[A-ZÀ-Þ][a-zß-ÿ])|[A-ZÀ-Þ]?[a-zß-ÿ]+|[A-ZÀ-Þ]+|\d+")
UNITS: dict[Unit, frozenset[str]] = {
    "days": frozenset(("day", "days", "tage", "tagen", "jours", "dias", "giorni", "dagen")),
    "weeks": frozenset(("week", "weeks", "wks", "wochen")),
    "months": frozenset(
        ("month", "months", "mo", "mos", "mths", "monate", "monaten", "mois", "meses", "mesi", "maanden")
    ),
    "years": frozenset(("years", "yrs", "jahre", "jahren", "ans", "anni")),
}
# Endpoints by the words of a name; the first that fits, so that disease-free survival is not taken for survival.
_ENDPOINTS = (
    ("disease-specific survival", frozenset(("dss", "css", "dod"))),
    ("disease-free survival", frozenset(("dfs", "dfi", "rfs", "rfstime", "rtime", "recur", "recurrence", "recurred",
                                         "relapse", "relapsed", "rezidiv", "dmfs", "mfs", "efs", "ddfs", "lfs"))),
    ("progression-free survival", frozenset(("pfs", "pfi", "ttp", "progression", "progressed", "progress", "ptime",
                                             "pstat", "progrediert", "pd"))),
    ("overall survival", frozenset(("os", "overall", "death", "dead", "died", "deceased", "vital", "dtime", "futime",
                                    "fustat", "survival", "tod", "verstorben", "überleben", "ueberleben", "lebt",
                                    "surv", "mortality", "exitus", "gesamtüberleben", "living", "alive"))),
)  # fmt: skip
TIME = frozenset(
    ("time", "survival", "surv", "duration", "followup", "follow", "fu", "futime", "rfstime", "dtime", "rtime", "ptime",
     "tevent", "zeit", "überlebenszeit", "ueberlebenszeit", "nachbeobachtung", "stop", "exit", "tstop", "days",
     "months", "weeks", "monate", "tage", "os", "dfs", "pfs", "rfs", "dss", "t", "y", "lenfol", "ttodeath", "survtime")
)  # fmt: skip
NO_TIME = frozenset(
    ("age", "alter", "year", "years", "yr", "birth", "geburt", "size", "dose", "wait", "count", "nodes", "number",
     "score", "start", "tstart", "entry", "delay", "index", "id", "height", "weight", "bmi", "grade", "stage", "dob",
     "lines", "cycles", "since", "bili", "chol", "albumin", "platelet", "date", "dt", "visit", "randomization", "tx",
     "treatment", "interval", "initial", "collection", "smoking", "pack")
)  # fmt: skip
# Names of a time although they hold one of these words.
STILL_TIME = frozenset(("survival", "followup", "os", "pfs", "dfs", "rfs", "dss", "efs"))
EVENT = frozenset(
    ("status", "event", "death", "dead", "died", "deceased", "vital", "fustat", "cens", "censor", "censored",
     "censoring", "os", "dfs", "pfs", "rfs", "dss", "delta", "outcome", "verstorben", "tod", "lebt", "pstat", "recur",
     "alive", "e", "evnt", "fstat", "failure", "relapse", "progression", "exitus", "lebend", "ereignis", "vitalstatus",
     "statut", "décès")
)  # fmt: skip
CENSORED = frozenset(("cens", "censor", "censored", "censoring", "alive", "living", "lebt", "lebend"))
GROUP = {
    "treatment": 5, "trt": 5, "arm": 5, "rx": 5, "group": 4, "regimen": 5, "therapy": 4, "behandlung": 5, "therapie": 4,
    "haic": 5, "modality": 5, "option": 3, "hormon": 4, "hormone": 4, "horth": 4, "chemo": 3, "chemotherapy": 3,
    "surgery": 2, "radio": 2, "drug": 4, "randomised": 3, "randomized": 3, "cohort": 1, "tx": 4, "transplant": 2,
    "traitement": 5, "gruppe": 4, "protocol": 3, "sex": 1, "gender": 1, "stage": 1, "her": 1, "er": 1,
}  # fmt: skip
ENTRY = frozenset(("entry", "enter", "tstart", "start", "eintritt", "left", "truncation"))
BEGINS = {
    "treatment": 5, "haic": 6, "start": 4, "first": 4, "diagnosis": 4, "diagnose": 4, "erstdiagnose": 4, "dx": 4,
    "random": 5, "randomization": 5, "randomisation": 5, "enrolled": 3, "enrolment": 3, "enrollment": 3, "inclusion": 3,
    "accept": 3, "surgery": 4, "op": 4, "operation": 4, "index": 5, "baseline": 3, "begin": 4, "beginn": 4, "entry": 3,
    "implant": 4, "tx": 2, "diagnosedatum": 4, "therapiebeginn": 5, "behandlungsbeginn": 5, "operationsdatum": 4,
    "opdatum": 4, "diagnostic": 4, "début": 4, "chirurgie": 4,
}  # fmt: skip
ENDS = {
    "last": 5, "follow": 5, "followup": 5, "fu": 5, "contact": 5, "end": 3, "exit": 4, "final": 3, "letzter": 5,
    "letzte": 5, "status": 2, "censor": 4, "nachsorge": 4, "withdraw": 1,
    "letztkontakt": 5, "dernières": 5, "dernière": 5, "dernier": 5, "suivi": 4,
}  # fmt: skip
DIED_ON = frozenset(("death", "died", "dod", "deceased", "tod", "todesdatum", "sterbedatum", "verstorben", "décès"))
# Words of columns that hold a fact of the case file; which one, ``facts`` says.
_FACTS = (
    "age", "alter", "ecog", "karno", "karnofsky", "kps", "her", "erbb", "er", "estrogen", "oestrogen", "receptor", "hr",
    "primary", "extrahepatic", "ehd", "brain", "lines", "lesion", "lesions", "lobes", "bilobar", "ascites",
)  # fmt: skip
BORN = frozenset(("birth", "dob", "geburt", "geburtsdatum", "born", "naissance", "geb"))


def parts(name: str) -> frozenset[str]:
    """The words of a name in small letters: 'OS_MONTHS', 'osMonths' and 'Overall Survival (Months)' fall apart."""
    words = [word.lower() for word in _PARTS.findall(name)]
    whole = re.sub(r"[^a-zß-ÿ]", "", name.lower())
    return frozenset((*words, whole, *(f"{one}{two}" for one, two in pairwise(words))))


def endpoint_of(name: str) -> str:
    """Which endpoint a name tells of; empty where it tells of none."""
    words = parts(name)
    if {"diseasefree", "relapsefree", "recurrencefree", "eventfree"} & words:
        return "disease-free survival"
    if {"progressionfree"} & words:
        return "progression-free survival"
    if {"diseasespecific", "causespecific", "cancerspecific"} & words:
        return "disease-specific survival"
    return next((endpoint for endpoint, told in _ENDPOINTS if words & told), "")


def is_telling(name: str) -> bool:
    """Whether a name has a word that tells of a time, an event, a group, a date or a record."""
    words = parts(name)
    told = TIME | EVENT | ENTRY | DIED_ON | frozenset((*GROUP, *BEGINS, *ENDS, *_FACTS))
    return bool(words & told) or name.startswith("redcap_") or bool(endpoint_of(name)) or bool(record_column([name]))


def unit_of(name: str) -> Unit | None:
    """The unit a name tells."""
    words = parts(name)
    return next((unit for unit, told in UNITS.items() if words & told), None)
