"""The mapping of a registry as a file: columns and codes, read strictly; it holds no SQL and no patient."""

from __future__ import annotations

import json

import pytest
from each import each
from registries import PLAIN

from haic_core.cohort.mapped_twice import may_be_meant
from haic_core.cohort.mapping_file import KEYS, mapping_from, read_mapping, write_mapping
from haic_core.evidence.library import DATA
from haic_core.words.refusal import Refusal

CONTRACT = {
    "time": "months", "unit": "months", "event": "status", "dead": ["1", "Dead"], "alive": ["0", "Alive"],
    "group": "arm", "facts": {"her2": "HER2_STATUS"}, "entry": None, "competing": None, "where": None,
}  # fmt: skip


def test_what_is_written_is_read_back_the_same() -> None:
    mapping = read_mapping(json.dumps(CONTRACT | {"values": {"her2": {"Pos": "positive"}}, "landmark": 3}), "map.json")
    assert read_mapping(write_mapping(mapping), "map.json") == mapping
    assert "null" not in write_mapping(mapping)


def test_the_page_about_registries_names_every_key() -> None:
    page = (DATA.parent / "docs" / "registry.md").read_text("utf-8")
    assert [key for key in KEYS if f"`{key}`" not in page] == []


def test_one_value_stands_for_a_list_and_a_number_for_its_digits() -> None:
    mapping = mapping_from({**PLAIN, "dead": 1, "alive": [0, 2.5, True]}, "map.json")
    assert (mapping.dead, mapping.alive) == (("1",), ("0", "2.5", "true"))


@each(
    ("changed", "sentence"),
    [
        ({"tme": "x"}, "map.json: there is no key 'tme'; allowed are time"),
        ({"unit": "month"}, "map.json: unit must be one of days, weeks, months, years, but 'month' was found. Did"),
        ({"where": "stage = 'IV'"}, "map.json: where must be an object such as {'stage': ['IV']}, but a text"),
        ({"facts": {"her3": "x"}}, "map.json: facts must be a fact of the case file, but 'her3' was found. Did"),
        ({"dead": []}, "map.json: dead must be a list of 1 to 100 values"),
        ({"alive": ["DEAD "]}, "map.json: a mapping needs 'dead' in one of 'dead' and 'alive'; it stands in both."),
        ({"competing": ["1", "alive"]}, "'alive' in one of 'alive' and 'competing'"),
        ({"event": None}, "map.json: a mapping needs the key 'event'; it names the column"),
        ({"time": None}, "map.json: a mapping needs the key 'time', or 'begins' and 'ends'"),
        ({"begins": "x"}, "either 'time' or 'begins' and 'ends'"),
        ({"time": None, "begins": "x", "ends": "y", "unit": "months"}, "the unit 'days' where 'begins' stands"),
        ({"ends_else": "x"}, "the key 'ends' where 'ends_else' stands"),
        ({"together": True}, "the key 'patient' where 'together' is true"),
        ({"values": {"her2": {"x": "positive"}}}, "a column in 'facts' for her2"),
        ({"event": "months"}, "a column each for 'time' and 'event'; both name 'months'."),
        ({"group": "months"}, "a column each for 'time' and 'group'; both name 'months'."),
        ({"group": "status"}, "a column each for 'event' and 'group'; both name 'status'."),
        (
            {"event": "months", "group": "months"},
            "map.json: a mapping needs a column each for 'time', 'event' and 'group'; all name 'months'.",
        ),
        ({"patient": "arm"}, "a column each for 'group' and 'patient'; both name 'arm'."),
        ({"facts": {"ecog": "status"}}, "a column each for 'event' and 'facts: ecog'; both name 'status'."),
        ({"time": None, "begins": "x", "ends": "x", "unit": "days"}, "for 'begins' and 'ends'; both name 'x'."),
        ({"landmark": -1}, "map.json: landmark must be a time above 0"),
        ({"landmark": float("nan")}, "map.json: landmark must be a time above 0"),
        ({"group": ["arm"]}, "map.json: group must be one line of text"),
        ({"site": "Mrs Example, born 1.2.1950"}, "map.json: site must not hold anything that identifies a person"),
        (
            {"facts": dict.fromkeys(("age_years", "ecog", "her2", "lobes", "ascites", "inr", "primary"), "x")},
            "at most 6",
        ),
        ({"decimal": ";"}, "map.json: decimal must be one of ., ,"),
    ],
)
def test_a_mapping_that_is_none_is_refused_with_what_is_allowed(changed: dict[str, object], sentence: str) -> None:
    with pytest.raises(Refusal) as refused:
        mapping_from({**PLAIN, **changed}, "map.json")
    assert sentence in str(refused.value)


@each("content", ["[]", "3", '"x"', "{", '{"time": 1e999}', '{"time": "a", "time": "b"}'])
def test_what_is_no_mapping_file_is_refused(content: str) -> None:
    with pytest.raises(Refusal, match=r"^map.json: "):
        read_mapping(content, "map.json")


def test_all_faults_are_told_at_once() -> None:
    with pytest.raises(Refusal) as refused:
        mapping_from({"unit": "aeons", "landmark": "soon", "evnt": "x"}, "map.json")
    assert len(refused.value.faults) == 3


@each(
    "changed",
    [
        {"time": "death", "time_else": "last", "event": "death", "dead": ["(filled)"], "alive": ["(blank)"]},
        {"time": None, "unit": "days", "begins": "first", "ends": "death", "ends_else": "last", "event": "death",
         "dead": ["(filled)"], "alive": ["(blank)"]},
    ],
    ids=["a time of death", "a date of death"],
)  # fmt: skip
def test_a_time_or_a_date_of_death_may_itself_tell_who_died(changed: dict[str, object]) -> None:
    mapping = mapping_from({**PLAIN, **changed}, "map.json")
    assert may_be_meant(mapping) == ()


def test_a_column_named_twice_that_may_be_meant_is_said() -> None:
    twice = {"facts": {"her2": "arm", "lobes": "x", "morphology": "x"}, "where": {"status": ["Dead"], "arm": ["A"]}}
    assert may_be_meant(mapping_from({**PLAIN, **twice}, "map.json")) == (
        "Rows are chosen by 'status', which also tells the outcome: the curve is that of these patients alone.",
        "'her2' and the groups are both read from the column 'arm': patients like a case are then of one group.",
        "'lobes' and 'morphology' are both read from the column 'x'.",
    )
