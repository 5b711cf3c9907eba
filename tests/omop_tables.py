"""A small hospital in the tables of OMOP 5.4, invented, with every patient who makes a cohort difficult."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import duckdb

# Invented numbers above those that the vocabulary gives out (sites use two thousand million and more for their own).
METASTASES, BELOW, OTHER = 2_000_000_001, 2_000_000_002, 2_000_000_003
PUMP, BEADS, DRUG = 2_000_000_011, 2_000_000_012, 2_000_000_013
TABLES = {
    "person": "person_id BIGINT, gender_concept_id BIGINT, year_of_birth INTEGER, month_of_birth INTEGER, "
    "race_concept_id BIGINT, ethnicity_concept_id BIGINT, person_source_value TEXT",
    "observation_period": "observation_period_id BIGINT, person_id BIGINT, observation_period_start_date DATE, "
    "observation_period_end_date DATE, period_type_concept_id BIGINT",
    "condition_occurrence": "condition_occurrence_id BIGINT, person_id BIGINT, condition_concept_id BIGINT, "
    "condition_start_date DATE, condition_type_concept_id BIGINT",
    "drug_exposure": "drug_exposure_id BIGINT, person_id BIGINT, drug_concept_id BIGINT, "
    "drug_exposure_start_date DATE, drug_exposure_end_date DATE, drug_type_concept_id BIGINT",
    "procedure_occurrence": "procedure_occurrence_id BIGINT, person_id BIGINT, procedure_concept_id BIGINT, "
    "procedure_date DATE, procedure_type_concept_id BIGINT",
    "visit_occurrence": "visit_occurrence_id BIGINT, person_id BIGINT, visit_concept_id BIGINT, "
    "visit_start_date DATE, visit_end_date DATE, visit_type_concept_id BIGINT",
    "death": "person_id BIGINT, death_date DATE, death_type_concept_id BIGINT, cause_concept_id BIGINT",
    "concept": "concept_id BIGINT, concept_name TEXT, domain_id TEXT, vocabulary_id TEXT, concept_class_id TEXT, "
    "standard_concept TEXT, concept_code TEXT",
    "concept_ancestor": "ancestor_concept_id BIGINT, descendant_concept_id BIGINT, "
    "min_levels_of_separation INTEGER, max_levels_of_separation INTEGER",
}
DIAGNOSED = date(2020, 1, 1)


def day(days: int) -> date:
    """So many days after the diagnosis."""
    return DIAGNOSED + timedelta(days)


# Who is in the hospital: conditions, treatments (concept, day), periods, visits, death; days after the diagnosis.
PEOPLE: dict[str, dict[str, list[tuple[int, ...]] | int | None]] = {
    "pump at 10, dies at 310": {"ill": [(METASTASES, 0)], "done": [(PUMP, 10)], "seen": [(-400, 500)], "dead": 310},
    "beads at 20, seen until 420": {"ill": [(METASTASES, 0)], "done": [(BEADS, 20)], "seen": [(-400, 420)]},
    "a finer diagnosis, pump at 30": {"ill": [(BELOW, 0)], "done": [(PUMP, 30)], "seen": [(-400, 130)]},
    "pump at 5, beads at 50": {"ill": [(METASTASES, 0)], "done": [(BEADS, 50), (PUMP, 5)], "seen": [(-9, 105)]},
    "both first on one day": {"ill": [(METASTASES, 0)], "done": [(PUMP, 7), (BEADS, 7)], "seen": [(-9, 107)]},
    "never treated": {"ill": [(METASTASES, 0)], "done": [], "seen": [(-9, 90)], "dead": 80},
    "treated before the diagnosis": {"ill": [(METASTASES, 0)], "done": [(PUMP, -14)], "seen": [(-99, 200)]},
    "dies after follow-up": {"ill": [(METASTASES, 0)], "done": [(PUMP, 1)], "seen": [(-9, 101)], "dead": 301},
    "two periods of observation": {"ill": [(METASTASES, 0)], "done": [(BEADS, 2)], "seen": [(-9, 52), (300, 402)]},
    "not observed when treated": {"ill": [(METASTASES, 0)], "done": [(BEADS, 60)], "seen": [(-9, 50)], "dead": 70},
    "another disease": {"ill": [(OTHER, 0)], "done": [(PUMP, 3)], "seen": [(-9, 90)], "dead": 20},
    "diagnosed twice": {"ill": [(METASTASES, 0), (METASTASES, 90)], "done": [(DRUG, 40)], "seen": [(-9, 240)]},
}


def rows() -> dict[str, list[tuple[object, ...]]]:
    """Table by table, the rows of these people; person 1 is the first of them."""
    made: dict[str, list[tuple[object, ...]]] = {name: [] for name in TABLES}
    for person, told in enumerate(PEOPLE.values(), 1):
        made["person"].append((person, 0, 1960, 7, 0, 0, None))
        for concept, at in _pairs(told["ill"]):
            made["condition_occurrence"].append((len(made["condition_occurrence"]) + 1, person, concept, day(at), 0))
        for concept, at in _pairs(told["done"]):
            if concept == DRUG:
                made["drug_exposure"].append((len(made["drug_exposure"]) + 1, person, concept, day(at), day(at), 0))
            else:
                number = len(made["procedure_occurrence"]) + 1
                made["procedure_occurrence"].append((number, person, concept, day(at), 0))
        for start, stop in _pairs(told["seen"]):
            made["observation_period"].append((len(made["observation_period"]) + 1, person, day(start), day(stop), 0))
            number = len(made["visit_occurrence"]) + 1
            made["visit_occurrence"].append((number, person, 0, day(start), day(stop - 9), 0))
        if isinstance(dead := told.get("dead"), int):
            made["death"].append((person, day(dead), 0, 0))
    made["concept"] = [
        (METASTASES, "Secondary tumour of liver", "Condition", "site", "", "S", "1"),
        (BELOW, "Secondary tumour of liver from breast", "Condition", "site", "", "S", "2"),
        (OTHER, "Fracture", "Condition", "site", "", "S", "3"),
        (PUMP, "Infusion of hepatic artery", "Procedure", "site", "", "S", "4"),
        (BEADS, "Embolisation of hepatic artery", "Procedure", "site", "", "S", "5"),
        (DRUG, "A drug", "Drug", "site", "", "S", "6"),
        (9, "Infusion of hepatic artery, old code", "Procedure", "site", "", None, "7"),
    ]
    made["concept_ancestor"] = [(METASTASES, METASTASES, 0, 0), (METASTASES, BELOW, 1, 1)]
    return made


def _pairs(told: object) -> Iterator[tuple[int, int]]:
    assert isinstance(told, list)
    yield from told


def database(path: Path) -> Path:
    """The hospital as a file of DuckDB."""
    with duckdb.connect(str(path)) as made:
        for name, lines in rows().items():
            made.execute(f"CREATE TABLE {name} ({TABLES[name]})")
            if lines:
                made.executemany(f"INSERT INTO {name} VALUES ({', '.join('?' * len(lines[0]))})", lines)
    return path


def as_sql(schema: str) -> str:
    """The hospital as statements for PostgreSQL."""
    said = [f"create schema {schema};"]
    for name, lines in rows().items():
        said.append(f"create table {schema}.{name} ({TABLES[name]});")
        for line in lines:
            values = ", ".join("null" if one is None else f"'{one}'" for one in line)
            said.append(f"insert into {schema}.{name} values ({values});")
    return "\n".join(said)
