"""A cohort out of OMOP tables: each patient who makes one difficult, and each choice that a person makes instead."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import omop_tables
import pytest
from each import each
from omop_tables import BEADS, DRUG, METASTASES, PEOPLE, PUMP

from haic_core.cohort.choices import Choices
from haic_core.cohort.engines import omop
from haic_core.cohort.engines.connection import connected
from haic_core.cohort.engines.counting import counted_there, counting, table_of
from haic_core.cohort.engines.engine import Engine
from haic_core.cohort.mapping_file import mapping_from, read_mapping, write_mapping
from haic_core.words.refusal import Refusal

Cohort = Callable[..., dict[str, tuple[object, ...]]]
CHOSEN: dict[str, Any] = {"disease": [METASTASES], "treatments": {"HAIC": [PUMP], "TACE": [BEADS], "systemic": [DRUG]}}


def chosen(**changed: object) -> Choices:
    read = mapping_from({"omop": CHOSEN | changed}, "MAP.json").omop
    assert read is not None
    return read


@pytest.fixture(scope="module")
def hospital(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return omop_tables.database(tmp_path_factory.mktemp("omop") / "hospital.duckdb")


@pytest.fixture(scope="module")
def engine(hospital: Path) -> Iterator[Engine]:
    opened = connected(f"duckdb://{hospital}?omop=main")
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def cohort(engine: Engine) -> Cohort:
    """Of each patient begin and end in days after the diagnosis, how it ended, and after which treatment."""

    @cache
    def made(choices: str, landmark: float | None = None) -> dict[str, tuple[object, ...]]:
        rows = omop.patients(engine, chosen(**json.loads(choices)), landmark).to_pyarrow().to_pylist()
        return {list(PEOPLE)[row["person_id"] - 1]: _told(row) for row in rows}

    return lambda landmark=None, **changed: made(json.dumps(changed), landmark)


def _told(row: dict[str, Any]) -> tuple[object, ...]:
    days = [row[one] and (row[one] - omop_tables.DIAGNOSED).days for one in ("begins", "ends")]
    return (*days, row["status"], row["treatment"])


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        ("pump at 10, dies at 310", (10, 310, "dead", "HAIC")),
        ("beads at 20, seen until 420", (20, 420, "alive", "TACE")),
        ("a finer diagnosis, pump at 30", (30, 130, "alive", "HAIC")),
        ("pump at 5, beads at 50", (5, 105, "alive", "HAIC")),
        ("both first on one day", (7, 107, "alive", "several values")),
        ("never treated", (None, None, "alive", "none of these treatments")),
        ("treated before the diagnosis", (None, None, "alive", "none of these treatments")),
        ("dies after follow-up", (1, 301, "dead", "HAIC")),
        ("two periods of observation", (2, 52, "alive", "TACE")),
        ("not observed when treated", (60, None, "alive", "TACE")),
        ("another disease", ()),
        ("diagnosed twice", (40, 240, "alive", "systemic")),
    ],
)
def test_the_clock_starts_at_the_first_treatment_and_ends_with_death_or_observation(
    cohort: Cohort, who: str, expected: tuple[object, ...]
) -> None:
    assert cohort().get(who, ()) == expected


@pytest.mark.parametrize(
    ("who", "changed", "expected"),
    [
        ("a finer diagnosis, pump at 30", {"with_descendants": False}, ()),
        ("treated before the diagnosis", {"days_before_diagnosis": 14}, (-14, 200, "alive", "HAIC")),
        (
            "treated before the diagnosis",
            {"days_before_diagnosis": 13},
            (None, None, "alive", "none of these treatments"),
        ),
        ("dies after follow-up", {"deaths_after_follow_up": False}, (1, 101, "alive", "HAIC")),
        ("two periods of observation", {"follow_up": "last_observation_period"}, (2, 402, "alive", "TACE")),
        ("beads at 20, seen until 420", {"follow_up": "last_visit"}, (20, 411, "alive", "TACE")),
        ("not observed when treated", {"follow_up": "last_observation_period"}, (60, 70, "dead", "TACE")),
        ("pump at 10, dies at 310", {"clock": "diagnosis"}, (0, 310, "dead", "HAIC")),
        ("never treated", {"clock": "diagnosis"}, (0, 80, "dead", "none of these treatments")),
        ("another disease", {"disease": [omop_tables.OTHER]}, (3, 20, "dead", "HAIC")),
    ],
)
def test_each_choice_changes_what_it_says(
    cohort: Cohort, who: str, changed: dict[str, object], expected: tuple[object, ...]
) -> None:
    assert cohort(**changed).get(who, ()) == expected


def test_a_treatment_begun_after_the_landmark_is_not_known_at_it(cohort: Cohort) -> None:
    at_30, at_29 = (cohort(landmark=day, clock="diagnosis")["a finer diagnosis, pump at 30"] for day in (30, 29))
    assert (at_30[3], at_29[3]) == ("HAIC", "none of these treatments")


def test_the_flow_says_how_many_each_choice_takes_in_or_leaves_out(engine: Engine) -> None:
    found = omop.flow(engine, omop.followed(engine, chosen(), None))
    assert (found.diagnosed, found.treated, found.several_first, found.not_observed) == (11, 9, 1, 1)
    assert (found.died, found.died_after_follow_up) == (2, 1)


def test_the_choices_alone_are_a_whole_mapping_and_come_back_from_its_file() -> None:
    read = mapping_from({"omop": CHOSEN}, "MAP.json")
    assert (read.begins, read.ends, read.group, read.time_unit) == ("begins", "ends", "treatment", "days")
    assert read.endpoint == "death of any cause"
    assert read_mapping(write_mapping(read), "MAP.json") == read


def test_from_the_diagnosis_on_groups_need_a_landmark() -> None:
    by_diagnosis = CHOSEN | {"clock": "diagnosis"}
    assert mapping_from({"omop": by_diagnosis}, "MAP.json").group is None
    assert mapping_from({"omop": by_diagnosis, "landmark": 90}, "MAP.json").group == "treatment"


def test_who_cannot_be_placed_is_listed_and_who_was_not_treated_was_not_asked_for(engine: Engine) -> None:
    mapping = mapping_from({"omop": CHOSEN}, "MAP.json")
    found = counted_there(engine, table_of(engine, mapping), mapping)
    assert [(arm.group, arm.n, arm.events) for arm in found.arms] == [
        ("HAIC", 4, 2),
        ("TACE", 2, 0),
        ("systemic", 1, 0),
    ]
    assert (found.rows, found.not_asked, found.left_out) == (11, 2, 2)
    assert sorted(one.column for one in found.listed) == ["ends", "treatment"]


def test_a_cohort_of_omop_tables_is_counted_by_its_line(hospital: Path) -> None:
    found = counting(f"duckdb://{hospital}?omop=main", mapping_from({"omop": CHOSEN}, "MAP.json")).result()
    assert found is not None and (found.n, found.events, found.engine) == (7, 2, "duckdb")
    assert "condition_occurrence" in found.sql


def test_line_and_mapping_must_both_mean_omop(hospital: Path) -> None:
    plain = mapping_from({"time": "t", "event": "e", "dead": [1], "alive": [0]}, "MAP.json")
    with pytest.raises(Refusal, match="so the mapping needs the key 'omop'"):
        counting(f"duckdb://{hospital}?omop=main", plain).result()
    with pytest.raises(Refusal, match="so the line needs omop= and their schema"):
        counting(f"duckdb://{hospital}?table=person", mapping_from({"omop": CHOSEN}, "MAP.json")).result()


def test_a_schema_without_the_tables_says_which_is_missing(tmp_path: Path) -> None:
    import duckdb

    with duckdb.connect(str(tmp_path / "other.duckdb")) as made:
        made.execute("CREATE TABLE condition_occurence (person_id BIGINT)")
    with pytest.raises(Refusal) as refused:
        counting(f"duckdb://{tmp_path}/other.duckdb?omop=main", mapping_from({"omop": CHOSEN}, "MAP.json")).result()
    assert "there is no table 'condition_occurrence' in main" in str(refused.value)
    assert "Did you mean 'condition_occurence'?" in str(refused.value)


def test_a_table_without_a_column_of_the_model_says_which(tmp_path: Path) -> None:
    import duckdb

    with duckdb.connect(str(tmp_path / "older.duckdb")) as made:
        made.execute("CREATE TABLE condition_occurrence (PERSON_ID BIGINT, condition_concept BIGINT)")
    expected = "the table condition_occurrence has no column 'condition_concept_id', which the OMOP model 5.4 gives it"
    with pytest.raises(Refusal, match=expected):
        counting(f"duckdb://{tmp_path}/older.duckdb?omop=main", mapping_from({"omop": CHOSEN}, "MAP.json")).result()


def test_a_vocabulary_without_its_tree_says_the_way_out(tmp_path: Path) -> None:
    import duckdb

    path = omop_tables.database(tmp_path / "bare.duckdb")
    with duckdb.connect(str(path)) as made:
        made.execute("DROP TABLE concept_ancestor")
    line = f"duckdb://{path}?omop=main"
    with pytest.raises(Refusal, match="or let no concepts below a chosen one count"):
        counting(line, mapping_from({"omop": CHOSEN}, "MAP.json")).result()
    found = counting(line, mapping_from({"omop": CHOSEN | {"with_descendants": False}}, "MAP.json")).result()
    assert found is not None and found.n == 6


def test_what_follows_of_the_choices_cannot_stand_beside_them() -> None:
    with pytest.raises(Refusal, match=r"beside 'omop' the key 'group' .* follows of the choices"):
        mapping_from({"omop": CHOSEN, "group": "treatment"}, "MAP.json")


def test_concepts_are_found_by_the_words_of_their_names(engine: Engine) -> None:
    found = omop.concepts_named(engine, "hepatic Infusion")
    assert [(one.id, one.domain) for one in found] == [(PUMP, "Procedure")], "the old code is no standard concept"
    assert [one.name for one in omop.concepts_of(engine, (DRUG, 77))] == ["A drug"]
    assert omop.concepts_named(engine, "x' OR '1'='1") == ()


@each(
    ("changed", "expected"),
    [
        ({"disease": []}, "MAP.json: omop needs the key 'disease'; it lists the concepts of the conditions"),
        ({"disease": ["4"]}, "MAP.json: omop: disease must be a list of 1 to 1,000 concept numbers of the"),
        ({"disease": [True]}, "concept numbers of the OMOP vocabulary"),
        ({"treatments": {}}, "MAP.json: omop needs the key 'treatments'; it gives each group's name the concepts"),
        ({"treatments": {"HAIC": [5], "TACE": [6, 5]}}, "the concept 5 stands in 'HAIC' and 'TACE'; it may in one"),
        ({"treatments": {"several values": [5]}}, "names are one line of at most 40 characters"),
        ({"clock": "first treatment"}, "Did you mean 'first_treatment'?"),
        ({"follow_up": "death"}, "must be one of observation_period, last_observation_period, last_visit"),
        ({"days_before_diagnosis": 400}, "must be whole days from 0 to 365"),
        ({"with_descendants": 1}, "must be true or false"),
        ({"followup": "last_visit"}, "there is no key 'followup'"),
    ],
)
def test_choices_that_do_not_fit_are_refused_by_name(changed: dict[str, object], expected: str) -> None:
    with pytest.raises(Refusal) as refused:
        read_mapping(json.dumps({"omop": CHOSEN | changed}), "MAP.json")
    assert expected in str(refused.value)
