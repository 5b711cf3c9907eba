"""Random patients for the two rules: mostly healthy, often at a printed bound, with little or everything recorded."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from functools import cache

import worked

from haic_core.case.fact_kinds import Fact, NumberFact, Value
from haic_core.case.facts import FACTS, NUMBERS, ULN_OF
from haic_core.case.patient import Patient
from haic_core.evidence.criterion import Condition, Criterion
from haic_core.evidence.library import Library
from haic_core.evidence.source import Source
from haic_core.words.decimals import exact

RECORDED = (0.2, 0.6, 0.9, 1.0)
"""How much of a patient is recorded, drawn once for each."""
CHANGED = (0.0, 0.01, 0.03, 0.1, 0.3)
"""How much of a patient is not as in health, drawn once for each."""

HEALTHY: dict[str, Value] = {
    "age_years": 55, "ecog": 0, "karnofsky": 100, "life_expectancy_months": 24, "surgical_risk": "low",
    "asa_grade": 1, "normal_ecg": True, "lvef_percent": 60, "severe_cardiopulmonary_disease": False,
    "pacemaker_or_implant": False, "other_active_cancer": False, "active_infection": False,
    "active_hepatitis": False, "pregnant": False, "primary": "breast", "primary_tumour_in_place": False,
    "histology_confirmed": True, "hormone_receptor": "positive", "her2": "negative", "extrahepatic_disease": "none",
    "brain_metastases": False, "symptomatic_lung_disease": False, "prior_lines": 3, "weeks_since_systemic": 8,
    "weeks_since_chemotherapy": 8, "progressive_on_systemic": True, "progressed_on_capecitabine": False,
    "prior_taxane": True, "prior_oxaliplatin": False, "antiangiogenic_drug": False,
    "capecitabine_within_2_months": False, "prior_tace_failure": False, "prior_liver_resection_or_ablation": False,
    "prior_hepatic_arterial_chemotherapy": False, "prior_liver_radiotherapy": False,
    "prior_radioembolisation": False, "lesion_count": 6, "largest_lesion_cm": 2.5, "liver_involvement_percent": 10,
    "lobes": "bilobar", "morphology": "multinodular", "hypervascular": True, "bile_duct_or_vessel_invasion": False,
    "portal_vein_thrombosis": False, "pseudocirrhosis": False, "varices_at_risk": False,
    "biliary_stent_or_anastomosis": False, "biliary_dilatation": False, "completely_resectable": False,
    "future_liver_remnant_percent": 50, "safe_needle_path": True, "hepatic_artery_patent": True,
    "lung_shunt_percent": 5, "lung_dose_gy": 10, "lung_dose_cumulative_gy": 10, "gut_shunt_uncorrectable": False,
    "contrast_allergy": False, "oral_anticoagulation": False, "ascites": False, "encephalopathy": False,
    "leucocytes_e9_l": 6, "anc_e9_l": 3.0, "platelets_e9_l": 250, "haemoglobin_g_dl": 12.5, "bilirubin_mg_dl": 0.6,
    "bilirubin_uln_mg_dl": 1.2, "alt_u_l": 30, "alt_uln_u_l": 40, "ast_u_l": 30, "ast_uln_u_l": 40, "alp_u_l": 90,
    "creatinine_mg_dl": 0.8, "creatinine_uln_mg_dl": 1.1, "egfr_ml_min": 90, "albumin_g_l": 42, "inr": 1.0,
    "pt_times_control": 1.0,
}  # fmt: skip
"""The woman of the case table: six lesions of 2.5 cm, three lines, progressing, unresectable, else healthy."""

VARIED: dict[str, tuple[Value, ...]] = {
    "lesion_count": (1, 2, 3, 4, 6),
    "largest_lesion_cm": (1.5, 2.5, 4.5),
    "completely_resectable": (True, False),
    "prior_lines": (0, 1, 2, 3),
    "progressive_on_systemic": (True, False),
    "surgical_risk": ("low", "high"),
    "hormone_receptor": ("positive", "negative"),
    "her2": ("positive", "negative", "low"),
    "extrahepatic_disease": ("none", "none", "bone_only_stable", "stable"),
    "lobes": ("unilobar", "bilobar"),
    "hypervascular": (True, False),
    "weeks_since_systemic": (2, 4, 8),
    "bilirubin_uln_mg_dl": (1.0, 1.1, 1.2, 1.3),
    "alt_uln_u_l": (31, 35, 40, 55),
    "ast_uln_u_l": (31, 35, 40),
    "creatinine_uln_mg_dl": (0.9, 1.1, 1.3),
}
"""What differs between patients who are well."""


def random_patients(count: int, seed: int) -> Iterator[Patient]:
    """Patients of the repository's own library, the same for the same seed."""
    chance = random.Random(seed)
    for _ in range(count):
        yield _patient(chance, chance.choice(RECORDED), chance.choice(CHANGED))


def one_more_recorded(chance: random.Random, patient: Patient) -> Patient:
    """The same patient with one fact more, or the same if all are recorded."""
    missing = [code for code in FACTS if not patient.knows(code)]
    if not missing:
        return patient
    code = chance.choice(missing)
    facts = {**HEALTHY, **patient.facts}
    return patient.with_fact(code, _value(chance, FACTS[code], facts, chance.choice((0.1, 0.9))))


def reversed_library(library: Library) -> Library:
    """The same documents in the opposite order."""
    return replace(library, sources=library.sources[::-1])


def doubled_library(chance: random.Random, library: Library) -> Library:
    """The same documents, some of them a second time under another key."""
    again = chance.sample(library.sources, k=min(5, len(library.sources)))
    copies = [source.model_copy(update={"key": f"{source.key}_again"}) for source in again]
    return replace(library, sources=(*library.sources, *copies))


def one_limit_more_lenient(chance: random.Random, library: Library) -> tuple[Library, Criterion, Criterion]:
    """The library with one bound of one document moved by a step or far, and the line before and after."""
    lines = [line for source in library.sources for line in (*source.criterion, *source.limit)]
    old = chance.choice([line for line in lines if any(_is_number(asked) for asked in line.conditions)])
    place = chance.choice([place for place, asked in enumerate(old.conditions) if _is_number(asked)])
    asked = tuple(_lenient(chance, one) if at == place else one for at, one in enumerate(old.conditions))
    # Copied without validation, a record keeps what was worked out of the old bound; read again, it does not.
    raw = old.model_dump(exclude_none=True, by_alias=True, exclude={"condition", "any_of"})
    written = [one.model_dump(exclude_none=True, by_alias=True) for one in asked]
    new = Criterion.model_validate({**raw, **({"any_of": written} if old.any_of else written[0])})
    return replace(library, sources=tuple(_with_line(source, old, new) for source in library.sources)), old, new


def _with_line(source: Source, old: Criterion, new: Criterion) -> Source:
    lines = {name: getattr(source, name) for name in ("criterion", "limit")}
    changed = {name: tuple(new if line is old else line for line in found) for name, found in lines.items()}
    return source.model_copy(update=changed) if changed != lines else source


def _is_number(asked: Condition) -> bool:
    return isinstance(asked.at_most or asked.at_least or asked.less_than or asked.more_than, (int, float))


def _lenient(chance: random.Random, asked: Condition) -> Condition:
    step = chance.choice((0.1, 1, 5, 1000))
    moved = {
        name: bound + step if name in ("at_most", "less_than") else bound - step
        for name in ("at_most", "less_than", "at_least", "more_than")
        if (bound := getattr(asked, name)) is not None
    }
    written = asked.model_dump(exclude_none=True, by_alias=True)
    return Condition.model_validate({**written, **{name: round(bound, 6) for name, bound in moved.items()}})


def _patient(chance: random.Random, recorded: float, changed: float) -> Patient:
    facts: dict[str, Value] = {**HEALTHY, **{code: chance.choice(choices) for code, choices in VARIED.items()}}
    if chance.random() < 0.1:
        facts["primary"] = chance.choice(answers_of("primary"))
    for code, fact in FACTS.items():
        if code in HEALTHY and code != "primary":
            facts[code] = _value(chance, fact, facts, changed)
    if facts["portal_vein_thrombosis"] is True:
        facts["portal_vein_extent"] = chance.choice(answers_of("portal_vein_extent"))
    # Whether the disease is breast cancer is known of nearly everybody; without it nothing else is told apart.
    kept = {code: value for code, value in facts.items() if chance.random() < recorded}
    if chance.random() < 0.9:
        kept["primary"] = facts["primary"]
    return Patient({code: kept[code] for code in FACTS if code in kept})


def answers_of(code: str) -> tuple[Value, ...]:
    """The answers of a fact that is no number."""
    fact = FACTS[code]
    return () if isinstance(fact, NumberFact) else tuple(fact.answers)


def _value(chance: random.Random, fact: Fact, facts: dict[str, Value], changed: float) -> Value:
    """A fact as in health or, as often as asked, any other answer or a number around a printed bound."""
    well = facts.get(fact.code)
    if well is not None and chance.random() >= changed:
        return well
    if not isinstance(fact, NumberFact):
        return chance.choice(answers_of(fact.code))
    number, is_multiple = chance.choice([*_bounds().get(fact.code, ()), (exact(fact.low), False)])
    if is_multiple:
        limit = facts[ULN_OF[fact.code]]
        assert isinstance(limit, (int, float))
        number *= exact(limit)
    number += chance.choice((0, 0, 1, -1, 1, -1, 20, -20)) * exact(fact.step)
    number = min(max(number, exact(fact.low)), exact(fact.high))
    return fact.typed(Fraction(round(number)) if fact.whole else number)


@cache
def _bounds() -> dict[str, list[tuple[Fraction, bool]]]:
    """For each number the bounds that the library prints, and whether they are multiples of an upper limit."""
    library = worked.library()
    found: dict[str, list[tuple[Fraction, bool]]] = {}
    for source in library.judging:
        for line in (*source.criterion, *source.limit):
            for asked in line.conditions:
                if asked.fact in NUMBERS:
                    found.setdefault(asked.fact, []).extend((edge, asked.times_uln) for edge in asked.span.edges)
    for score in library.derived:
        for part in score.part:
            if part.two_points is not None:
                found.setdefault(part.fact, []).extend((exact(bound), False) for bound in part.two_points)
    return found
