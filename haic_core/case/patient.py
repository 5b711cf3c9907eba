"""A patient: the facts recorded for one case, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from haic_core.case.fact_kinds import Value
from haic_core.case.facts import FACTS, unit_of
from haic_core.case.units import OTHER_UNITS
from haic_core.words.decimals import plain
from haic_core.words.refusal import Faults, Refusal, asked, misfit, nearest_word, shown


@dataclass(frozen=True, slots=True)
class Patient:
    """Recorded facts by code; a fact that is absent is not recorded. Iterates over the recorded codes."""

    facts: Mapping[str, Value]

    def __post_init__(self) -> None:
        object.__setattr__(self, "facts", MappingProxyType(dict(self.facts)))

    def __iter__(self) -> Iterator[str]:
        return iter(self.facts)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Patient) and dict(self.facts) == dict(other.facts)

    def __hash__(self) -> int:
        return hash(frozenset(self.facts.items()))

    def get(self, code: str) -> Value | None:
        """The recorded value of a known fact, or None."""
        if code not in FACTS:
            raise KeyError(code)
        return self.facts.get(code)

    @property
    def primary(self) -> str:
        """The primary tumour; breast, which this board is about, where it is not recorded."""
        found = self.facts.get("primary")
        return found if isinstance(found, str) else "breast"

    def knows(self, code: str) -> bool:
        return code in self.facts

    def with_fact(self, code: str, value: Value | None) -> Patient:
        """The same patient with one fact recorded, changed or (None) no longer recorded."""
        facts = {known: found for known, found in self.facts.items() if known != code}
        if value is not None:
            facts[code] = value
        return Patient(facts)


NOBODY = Patient({})


def read_patient(raw: object, place: str) -> Patient:
    """A patient from untrusted facts; ``place`` names the file or form in the refusal.

    Raises Refusal with every fact that is unknown, of the wrong kind or out of range.
    """
    if not isinstance(raw, Mapping):
        raise misfit(f"{place}: 'facts'", "an object of facts and values", raw)
    facts: dict[str, Value] = {}
    faults = Faults()
    for code, value in raw.items():
        if code not in FACTS:
            faults.add(_no_fact(code, place))
        elif value is not None:
            found: Value | None = faults.read(None, FACTS[code].read, value, place)
            if found is not None:
                facts[code] = found
    faults.tell()
    return Patient({code: facts[code] for code in FACTS if code in facts})


def _no_fact(code: object, place: str) -> Refusal:
    guess, found = _guess(code), shown(code)
    return Refusal(
        f"{place}: there is no fact {found}; names, dates of birth and record numbers are never accepted."
        f"{asked(guess)}{_factor(code, guess)}",
        place=f"{place}: facts",
        found=found,
        allowed="a fact of the case file",
        guess=guess,
    )


def _guess(code: object) -> str:
    """The fact that was meant: the same word in another spelling or unit, never another analyte."""
    stem = str(code).lower().partition("_")[0]
    called = _CALLED.get(stem)
    if called:
        return called
    guess = nearest_word(code, FACTS)
    own = guess.partition("_")[0]
    alike = stem == own or (min(len(stem), len(own)) > _SHORT and bool(nearest_word(stem, [own])))
    return guess if alike else ""


def _factor(code: object, guess: str) -> str:
    """How the unit in the name of an unknown fact is converted to that of the one meant."""
    other = OTHER_UNITS.get(guess)
    if other is not None and str(code).lower().endswith(_SUFFIX[other.unit]):
        return f" 1 {unit_of(guess)} is {plain(float(other.factor))} {other.unit}."
    return ""


_SHORT = 3
_SUFFIX = {"µmol/L": ("umol_l", "µmol_l"), "g/L": ("_g_l",), "g/dL": ("_g_dl",)}
_CALLED = {
    "wbc": "leucocytes_e9_l",
    "leukocytes": "leucocytes_e9_l",
    "neutrophils": "anc_e9_l",
    "thrombocytes": "platelets_e9_l",
    "hemoglobin": "haemoglobin_g_dl",
    "hb": "haemoglobin_g_dl",
    "gfr": "egfr_ml_min",
}
