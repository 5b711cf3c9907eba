"""Counts files: what a hospital sends, read back whole, and every way in which one can be wrong, by name."""

from __future__ import annotations

import json
from typing import Any

import pytest
from each import each

from haic_core.cohort.counts import Arm, Cell, Counted
from haic_core.cohort.mapping import Mapping
from haic_core.cohort.registry import to_export
from haic_core.cohort.sites.counts_file import CountsFile, read_counts, to_send, write_counts
from haic_core.words.refusal import Refusal

GOOD: dict[str, Any] = {
    "schema": 1,
    "site": "Northtown",
    "endpoint": "death of any cause",
    "clock": "first treatment of the liver",
    "unit": "months",
    "step": 1.0,
    "k": 5,
    "groups": [{"group": "HAIC", "cells": [[0.5, 1, 6], [2.5, 5, 5]]}, {"group": "Y-90", "cells": [[1.5, 0, 9]]}],
}
ARMS = (Arm("HAIC", tuple(Cell(float(month), month % 2, 0, 2) for month in range(1, 13))),)


def said(**changed: object) -> str:
    """The refusal of a good file with some keys changed."""
    with pytest.raises(Refusal) as refused:
        read_counts(json.dumps({**GOOD, **changed}), "north.json")
    return str(refused.value)


def sent(arms: tuple[Arm, ...] = ARMS, k: int = 5, missing: str = "") -> CountsFile:
    definitions = {"site": "Northtown", "endpoint": "death of any cause", "clock": "first infusion"}
    site, endpoint, clock = ("" if key == missing else said for key, said in definitions.items())
    return to_send(arms, site=site, endpoint=endpoint, clock=clock, unit="months", k=k)


def test_a_file_is_read_as_it_was_written() -> None:
    file = read_counts(json.dumps(GOOD), "north.json")
    assert (file.site, file.k, file.step, file.n, file.events) == ("Northtown", 5, 1.0, 20, 6)
    assert read_counts(write_counts(file), "again.json") == file
    assert json.loads(write_counts(file)) == GOOD


def test_what_is_sent_holds_k_in_every_cell_and_loses_nobody() -> None:
    file = sent()
    assert (file.n, file.events) == (24, 6)
    assert min(cell.leaving for arm in file.arms for cell in arm.cells) >= 5
    assert read_counts(write_counts(file), "north.json") == file


def test_k_of_one_sends_the_times_as_recorded() -> None:
    file = sent(k=1)
    assert (file.step, file.arms) == (0.0, ARMS)


@each("k", [1, 5])
def test_events_of_another_kind_are_sent_as_leaving(k: int) -> None:
    file = sent((Arm("HAIC", (Cell(2.0, 3, 4, 9), Cell(5.0, 1, 2, 6))),), k)
    assert (file.n, file.events) == (15, 4)
    assert read_counts(write_counts(file), "north.json") == file


@each("missing", ["site", "endpoint", "clock"])
def test_nothing_is_sent_without_a_definition(missing: str) -> None:
    with pytest.raises(Refusal, match=f"the mapping: {missing} must be"):
        sent(missing=missing)


def test_a_group_smaller_than_k_is_named_and_not_sent() -> None:
    with pytest.raises(Refusal, match=r"group 'Y-90' has fewer than 5 patients"):
        sent((*ARMS, Arm("Y-90", (Cell(3.0, 1, 0, 4),))))


@each("step", [0.0, -1.0, float("nan"), float("inf")])
def test_a_step_that_is_none_is_refused(step: float) -> None:
    with pytest.raises(Refusal, match="the mapping: step must be a step of time above 0"):
        to_send(ARMS, site="Northtown", endpoint="death", clock="first infusion", unit="months", step=step)


def test_late_entries_and_an_empty_registry_are_not_sent() -> None:
    with pytest.raises(Refusal, match="under observation late"):
        sent((Arm("HAIC", ARMS[0].cells, ((1.0, 24),)),))
    for nobody in ((), (Arm("HAIC", ()),)):
        with pytest.raises(Refusal, match="nothing to send"):
            sent(nobody)


def test_one_group_in_two_spellings_is_not_sent() -> None:
    with pytest.raises(Refusal, match="the mapping: groups has 'HAIC' more than once"):
        sent((*ARMS, Arm("haic", ARMS[0].cells)))


def test_a_group_that_is_named_like_a_person_is_not_sent() -> None:
    with pytest.raises(Refusal, match="identifies a person"):
        sent((Arm("Mrs Miller", ARMS[0].cells),))


@each(
    ("changed", "words"),
    [
        ({"schema": 2}, "schema must be 1, but 2"),
        ({"schema": True}, "schema must be 1, but True"),
        ({"site": ""}, "site must be the hospital's short name"),
        ({"endpoint": None}, "endpoint must be the event in words"),
        ({"clock": 3}, "clock must be"),
        ({"site": "MRN 1234567"}, "looks like a record"),
        ({"unit": "month"}, "unit must be one of days, weeks, months, years, but 'month' was found. Did you mean"),
        ({"k": 0}, "k must be a whole number from 1"),
        ({"k": 5.0}, "k must be a whole number"),
        ({"step": -1}, "step must be"),
        ({"step": 0}, "step must be above 0 where every cell is to hold 5"),
        ({"groups": []}, "groups must be a list of 1 to 50 groups"),
        ({"groups": {}}, "groups must be a list"),
        ({"groups": [{"group": "a", "cells": [[1, 0, 5]]}] * 51}, "a list of 51"),
        ({"rows": []}, "there is no key 'rows'"),
        ({"groups": [GOOD["groups"][0]] * 2}, "'HAIC' more than once"),
        ({"groups": [{"group": name, "cells": [[1, 0, 5]]} for name in ("HAIC", "haic ")]}, "more than once"),
        ({"groups": [{"group": "HAIC", "cells": [[1, 0, 5]], "n": 3}]}, "groups[0]: there is no key 'n'"),
        ({"groups": [{"group": "", "cells": [[1, 0, 5]]}]}, "groups[0].group must be a name"),
        ({"groups": [["HAIC"]]}, "groups[0] must be an object"),
        ({"groups": [{"group": "HAIC", "cells": []}]}, "groups[0].cells must be a list of 1 to"),
    ],
)
def test_a_wrong_head_is_named(changed: dict[str, object], words: str) -> None:
    assert words in said(**changed)


@each(
    ("cells", "words"),
    [
        ([[1, -1, 5]], "cells[0], events must be a whole number from 0 to the 5 who leave, but -1"),
        ([[1, 6, 5]], "cells[0], events must be a whole number from 0 to the 5 who leave, but 6"),
        ([[1, 0, -5]], "cells[0], leaving must be a whole number from 0"),
        ([[1, 0, 5.5]], "cells[0], leaving must be a whole number"),
        ([[1, 0, True]], "cells[0], leaving must be a whole number"),
        ([[1, 0, 10**10]], "cells[0], leaving must be a whole number"),
        ([[-1, 0, 5]], "cells[0], time must be a time from 0"),
        ([["1", 0, 5]], "cells[0], time must be a time from 0"),
        ([[10**400, 0, 5]], "cells[0], time must be a time from 0"),
        ([[2, 0, 5], [1, 0, 5]], "cells[1], time must be after the 2 of the cell before"),
        ([[2, 0, 5], [2, 0, 5]], "cells[1], time must be after the 2 of the cell before"),
        ([[1, 0, 5], [2, 1, 4]], "cells[1], leaving must be at least 5, the k of this file, or 0, but 4"),
        ([[1, 0]], "cells[0] must be [time, events, leaving]"),
        ([1], "cells[0] must be [time, events, leaving]"),
    ],
)
def test_a_wrong_cell_is_named_by_its_place(cells: list[object], words: str) -> None:
    assert f"north.json: groups[0].{words}" in said(groups=[{"group": "HAIC", "cells": cells}])


@each(
    ("content", "words"),
    [
        ("[]", "must be a JSON object with"),
        ("{", "this is not JSON"),
        ('{"schema": 1, "schema": 1}', "stands twice"),
        ('{"step": NaN}', "every number must be finite"),
        (b"\xff", "not a UTF-8 text file"),
        (" " * 4_000_001, "but a counts file has at most"),
    ],
)
def test_what_is_no_counts_file_is_named(content: bytes | str, words: str) -> None:
    with pytest.raises(Refusal, match=r"^north\.json: ") as refused:
        read_counts(content, "north.json")
    assert words in str(refused.value)


def test_counts_from_a_landmark_on_say_so_in_their_clock() -> None:
    mapping = Mapping(time="months", event="status", dead=("1",), alive=("0",), clock="first infusion", landmark=6)
    counted = Counted(ARMS, "months", 24, 0, 0, (), "duckdb", "")
    file = to_export(counted, mapping, "north.csv", None, None)
    assert (file.n, file.clock) == (12, "first infusion, from a landmark at 6 months on")


def test_more_than_anybody_would_read_is_not_written() -> None:
    many = tuple(Arm(f"group {number}", ARMS[0].cells) for number in range(51))
    with pytest.raises(Refusal, match="but a counts file has at most 4,000,000 bytes, 50 groups"):
        write_counts(sent(many))
    each_day = Arm("HAIC", tuple(Cell(day / 7, 0, 0, 1) for day in range(100_001)))
    with pytest.raises(Refusal, match="Northtown come to"):
        write_counts(sent((each_day,), k=1))


def test_a_step_in_which_nobody_left_may_stand_there_and_says_nothing() -> None:
    groups = [{"group": "HAIC", "cells": [[1, 0, 0], [2, 1, 5], [9, 0, 0]]}]
    (arm,) = read_counts(json.dumps({**GOOD, "groups": groups}), "north.json").arms
    assert list(arm.cells) == [Cell(2.0, 1, 0, 5)]


def test_a_file_of_a_thousand_wrong_cells_is_told_in_a_few_sentences() -> None:
    with pytest.raises(Refusal) as refused:
        read_counts(json.dumps({**GOOD, "groups": [{"group": "HAIC", "cells": [[1, 0, 2]] * 1000}]}), "north.json")
    assert len(refused.value.sentences) == 9 and refused.value.sentences[-1] == "There are 992 more."
