"""Lab lists made at random, with their truth, in the layouts and habits of many laboratories; and torn ones."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from curves.test_digitised_torn_files import torn
from hypothesis import given
from hypothesis import strategies as st
from intake_lists import TRUTHS, text_of
from laws import examples

from haic_core.case.facts import FACTS, NUMBERS
from haic_core.intake.labs.pasted import read_pasted_labs
from haic_core.intake.proposal import Proposed
from haic_core.words.refusal import Refusal


@dataclass(frozen=True)
class Unit:
    """How one unit is written, what it is in the fact's own, and where values and upper limits lie in it."""

    written: tuple[str, ...]
    factor: Fraction
    low: float
    high: float
    upper: float
    places: int


SEEDS = st.integers(0, 2**40)
PER_DL, PER_UMOL = ("mg/dl", "mg/dL", "MG/DL"), ("µmol/l", "umol/L", "μmol/L")
COUNTS = ("10^9/L", "x10^9/L", "G/l", "/nl", "K/uL", "10*3/uL", "Gpt/l", "10³/µl", "x10E3/uL", "Tsd/µl", "Thousand/uL")
ENZYME = ("U/l", "U/L", "IU/L", "UI/L")


def count(low: float, high: float, upper: float, places: int) -> tuple[Unit, ...]:
    return (
        Unit(COUNTS, Fraction(1), low, high, upper, places),
        Unit(("/µl", "/uL", "cells/uL", "/mm3"), Fraction(1, 1000), low * 1000, high * 1000, upper * 1000, 0),
    )


def substance(molar: str, low: float, high: float, upper: float) -> tuple[Unit, ...]:
    factor = Fraction(molar)
    return (
        Unit(PER_DL, Fraction(1), low, high, upper, 2),
        Unit(PER_UMOL, 1 / factor, float(low * factor), float(high * factor), round(float(upper * factor)), 0),
    )


UNITS: dict[str, tuple[Unit, ...]] = {
    "platelets_e9_l": count(20, 600, 400, 0),
    "leucocytes_e9_l": count(1, 20, 10, 1),
    "anc_e9_l": count(0.5, 15, 7.7, 2),
    "haemoglobin_g_dl": (
        Unit(("g/dl", "g/dL"), Fraction(1), 7, 16, 16, 1),
        Unit(("g/L", "g/l"), Fraction(1, 10), 70, 160, 160, 0),
        Unit(("mmol/l",), Fraction("1.611"), 4.5, 9.9, 9.9, 1),
    ),
    "bilirubin_mg_dl": substance("17.1", 0.3, 7, 1.2),
    "creatinine_mg_dl": substance("88.4", 0.4, 4, 1.1),
    "alt_u_l": (Unit(ENZYME, Fraction(1), 10, 900, 35, 0), Unit(("µkat/l", "ukat/L"), Fraction(60), 0.2, 9, 0.6, 2)),
    "ast_u_l": (Unit(ENZYME, Fraction(1), 10, 900, 40, 0),),
    "alp_u_l": (Unit(ENZYME, Fraction(1), 30, 900, 120, 0),),
    "albumin_g_l": (Unit(("g/l", "g/L"), Fraction(1), 20, 50, 50, 1), Unit(("g/dl",), Fraction(10), 2, 5, 5, 1)),
    "inr": (Unit(("",), Fraction(1), 0.8, 4, 1.2, 2),),
    "egfr_ml_min": (Unit(("ml/min/1,73 m²", "mL/min/1.73 m2", "mL/min/1.73m2"), Fraction(1), 20, 120, 0, 0),),
}
NAMES: dict[str, tuple[str, ...]] = {
    "platelets_e9_l": ("Thrombozyten", "PLT", "Platelet count", "Plaquettes", "Plaquetas"),
    "leucocytes_e9_l": ("Leukozyten", "WBC", "White cell count", "Leucocytes", "Leucocitos"),
    "anc_e9_l": ("Neutrophile abs.", "ANC", "Neutrophils, absolute", "NEUT#", "Neutrophils"),
    "haemoglobin_g_dl": ("Hämoglobin", "Hb", "HGB", "Haemoglobin", "Hémoglobine"),
    "bilirubin_mg_dl": ("Bilirubin gesamt", "Bilirubin, total", "T. Bili", "Bilirubine totale"),
    "creatinine_mg_dl": ("Kreatinin", "Creatinine", "Krea", "Serum creatinine"),
    "alt_u_l": ("GPT (ALT)", "ALT", "SGPT", "ALAT"),
    "ast_u_l": ("GOT", "AST (SGOT)", "ASAT"),
    "alp_u_l": ("Alkalische Phosphatase", "ALP", "Alk Phos", "AP"),
    "albumin_g_l": ("Albumin", "Serum albumin", "Alb"),
    "inr": ("INR", "PT-INR"),
    "egfr_ml_min": ("eGFR", "GFR (CKD-EPI)"),
}
STRANGERS = (
    ("HbA1c", "5,9", "%", "< 5,7"), ("LDH", "240", "U/l", "< 250"), ("Bilirubin direkt", "0,2", "mg/dl", "< 0,3"),
    ("Kreatinin im Urin", "95", "mg/dl", ""), ("Natrium", "140", "mmol/l", "135-145"), ("GGT", "90", "U/l", "< 40"),
    ("Neutrophile %", "62,1", "%", "40-75"), ("CRP", "12", "mg/l", "< 5"), ("MCH", "29,8", "pg", "27-33"),
    ("Albumin/Kreatinin-Quotient", "12", "mg/g", "< 30"), ("Präalbumin", "0,24", "g/l", "0,2-0,4"),
    ("CA 15-3", "45", "U/ml", "< 30"), ("Quick", "92", "%", "70-120"), ("Ferritin", "1.234", "µg/l", ""),
)  # fmt: skip


@dataclass(frozen=True)
class Entry:
    """One row: its cells, and what a right reader makes of it."""

    fact: str
    name: str
    values: tuple[str, ...]
    unit: str
    reference: str
    truth: float
    limit: float | None


def number(value: Fraction, places: int, comma: bool) -> str:
    text = f"{float(value):.{places}f}"
    return text.replace(".", ",") if comma else text


def typed(fact: str, value: Fraction) -> float:
    return NUMBERS[fact].typed(value)


def entry(fact: str, chance: random.Random, comma: bool, columns: int) -> Entry:
    unit = chance.choice(UNITS[fact])
    scale = 10**unit.places
    drawn = [Fraction(round(chance.uniform(unit.low, unit.high) * scale), scale) for _ in range(columns)]
    upper = (
        Fraction(str(round(unit.upper * chance.uniform(0.96, 1.0), max(unit.places, 1)))) if unit.upper else Fraction(0)
    )
    end = number(upper, max(unit.places, 1), comma)
    low = number(upper / 4, max(unit.places, 1), comma)
    reference = chance.choice(("< {end}", "{low} - {end}", "({low}-{end})", "bis {end}", "")).format(low=low, end=end)
    limit = NUMBERS[fact].uln_fact
    held = typed(limit, Fraction(end.replace(",", ".")) * unit.factor) if limit and reference else None
    return Entry(
        fact, chance.choice(NAMES[fact]), tuple(number(one, unit.places, comma) for one in drawn),
        chance.choice(unit.written), reference if upper else "", typed(fact, drawn[-1] * unit.factor), held,
    )  # fmt: skip


def made(chance: random.Random) -> tuple[str, dict[str, float], date | None]:
    """A list, the facts in it and their day."""
    comma, columns = chance.random() < 0.5, chance.choice((1, 1, 1, 2, 3))
    facts = chance.sample(list(UNITS), chance.randint(2, len(UNITS)))
    entries = [entry(fact, chance, comma, columns) for fact in facts]
    first = date(2026, 1, 13) + timedelta(chance.randrange(200))
    days = [first + timedelta(7 * place) for place in range(columns)]
    shape = chance.choice((table, table, lines, sentence, across)) if columns == 1 else table
    truth = {one.fact: one.truth for one in entries}
    if shape is not sentence:
        truth |= {NUMBERS[one.fact].uln_fact: one.limit for one in entries if one.limit is not None}
    return shape(entries, days, chance), truth, days[-1]


def table(entries: Sequence[Entry], days: Sequence[date], chance: random.Random) -> str:
    """A row an analyte, columns in any order."""
    between = chance.choice(("\t", ";", " | ", "   "))
    form = chance.choice(("%d.%m.%Y", "%Y-%m-%d", "%d %b %Y"))
    dated = len(days) > 1 or chance.random() < 0.5
    heads = [day.strftime(form) for day in days] if dated else [chance.choice(("Ergebnis", "Value", "Wert"))]
    order = chance.sample([("Einheit", "unit"), ("Referenzbereich", "reference")], 2)
    rest = chance.randint(0, 2)
    head = ["Untersuchung", *(name for name, _ in order[:rest]), *heads, *(name for name, _ in order[rest:])]
    held = [(one.name, one.values, {"unit": one.unit, "reference": one.reference}) for one in entries]
    for name, value, unit, reference in chance.sample(STRANGERS, chance.randint(0, 6)):
        held.append((name, (value,) * len(days), {"unit": unit, "reference": reference}))
    rows = [
        [name, *(cells[field] for _, field in order[:rest]), *values, *(cells[field] for _, field in order[rest:])]
        for name, values, cells in held
    ]
    chance.shuffle(rows)
    if between == "   ":
        rows = [[cell or "-" for cell in row] for row in rows]
    return "\n".join(between.join(row) for row in [head, *rows])


def lines(entries: Sequence[Entry], days: Sequence[date], chance: random.Random) -> str:
    """A line an analyte."""
    mark = chance.choice((": ", " ", " = "))
    rows = [
        f"{name}{mark}{value} {unit} {f'({reference})' if reference else ''}"
        for name, value, unit, reference in _all(entries, chance)
    ]
    return "\n".join([f"Abnahme: {days[0]:%d.%m.%Y}", *rows])


def sentence(entries: Sequence[Entry], days: Sequence[date], chance: random.Random) -> str:
    """All in one line of a letter."""
    told = chance.choice((", ", "; ")).join(
        f"{name} {value} {unit}".strip() for name, value, unit, _ in _all(entries, chance)
    )
    return f"Labor vom {days[0]:%d.%m.%Y}: {told}."


def across(entries: Sequence[Entry], days: Sequence[date], chance: random.Random) -> str:
    """A column an analyte."""
    between = chance.choice(("\t", ";", "|"))
    rows = [
        ["Datum", *(one.name for one in entries)],
        ["Einheit", *(one.unit for one in entries)],
        ["Referenz", *(one.reference for one in entries)],
        [f"{days[0]:%d.%m.%Y}", *(one.values[0] for one in entries)],
    ]
    return "\n".join(between.join(row) for row in rows)


def _all(entries: Sequence[Entry], chance: random.Random) -> list[tuple[str, str, str, str]]:
    rows = [(one.name, one.values[0], one.unit, one.reference) for one in entries]
    rows += chance.sample(STRANGERS, chance.randint(0, 6))
    return chance.sample(rows, len(rows))


def asked(found: Proposed) -> set[str]:
    return {one.fact for one in found.read if one.doubt} | {one.fact for one in found.questions}


@examples(50, 20_000)
@given(SEEDS)
def test_what_is_read_of_a_list_is_what_stands_in_it_with_its_day(seed: int) -> None:
    text, truth, day = made(random.Random(seed))
    found = read_pasted_labs(text)
    wrong = {fact: (value, truth.get(fact)) for fact, value in found.facts.items() if truth.get(fact) != value}
    assert not wrong, text
    assert set(found.days.values()) <= {day}, text
    missed = truth.keys() - found.facts.keys() - asked(found)
    assert not missed, text


@examples(30, 20_000)
@given(SEEDS)
def test_without_heads_or_units_nothing_is_read_that_is_not_so(seed: int) -> None:
    chance = random.Random(seed)
    comma, between = chance.random() < 0.5, chance.choice(("\t", ";", " | ", "   ", " "))
    entries = [entry(fact, chance, comma, 1) for fact in chance.sample(list(UNITS), chance.randint(2, len(UNITS)))]
    order = chance.sample(range(4), 4) if between.strip() else range(4)
    has_units = chance.random() < 0.5
    rows = [(one.name, one.values[0], one.unit if has_units else "", one.reference) for one in entries]
    text = "\n".join(between.join(cell for place in order if (cell := row[place])) for row in rows)
    truth = {one.fact: one.truth for one in entries}
    truth |= {NUMBERS[one.fact].uln_fact: one.limit for one in entries if one.limit is not None}
    found = read_pasted_labs(text)
    assert not {fact: value for fact, value in found.facts.items() if truth.get(fact) != value}, text


@examples(40, 20_000)
@given(st.sampled_from(sorted(TRUTHS)), SEEDS)
def test_a_torn_list_is_read_within_its_facts_ranges_or_refused(name: str, seed: int) -> None:
    text = torn(text_of(name), random.Random(seed))
    try:
        found = read_pasted_labs(text)
    except Refusal:
        return
    values = [(one.fact, one.value) for one in found.read] + [
        (one.fact, value) for one in found.questions for value in one.answers
    ]
    assert all(FACTS[fact].read(value, "list") == value for fact, value in values)
    assert len({one.fact for one in found.read}) == len(found.read)
    assert not {one.fact for one in found.read} & {one.fact for one in found.questions}


@examples(40, 20_000)
@given(st.text(alphabet=st.sampled_from("Hb PLT0123456789.,;|\t\n<>-+()/%gdlUx*^=:→µ"), max_size=400))
def test_whatever_is_pasted_gets_an_answer_or_a_sentence(text: str) -> None:
    try:
        found = read_pasted_labs(text)
    except Refusal:
        return
    assert all(one.what and one.why and len(one.what) < 160 for one in found.passed_over)
