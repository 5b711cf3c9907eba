"""Every row of a registry is counted or listed with its line, its column and why; nothing is dropped in silence."""

from __future__ import annotations

import pytest
from each import each
from registries import HEAD, cells, counts_of, told

from haic_core.cohort.engines.asking import fetched
from haic_core.cohort.engines.duckdb import opened
from haic_core.cohort.expression import _may_stand_twice
from haic_core.cohort.values import said
from haic_core.words.refusal import Refusal

GOOD = "1,12.5,Dead,A\n2,9,Alive,A\n"
TWICE = "the record stands more than once, with different times, events or groups"


UNREAD = [
    ("{},-3,Alive,A", "months", "negative"),
    ("{},,Dead,A", "months", "the time is missing"),
    ("{},[Not Available],Dead,A", "months", "the time is missing"),
    ("{},NaN,Dead,A", "months", "the time is missing"),
    ("{},soon,Dead,A", "months", "not a number"),
    ("{},1e308,Dead,A", "months", "not a number"),
    ("{},0x10,Dead,A", "months", "not a number"),
    ("{},٣,Dead,A", "months", "not a number"),
    ("{},1e9,Dead,A", "months", "longer than 120 years; is the unit right?"),
    ("{},=1+1,Dead,A", "months", "a formula, which is never run"),
    ("{},@SUM(1),Dead,A", "months", "a formula, which is never run"),
    ('{},"1,23,4",Dead,A', "months", "not a number"),
    ("{},4,,A", "status", "how follow-up ended is missing"),
    ("{},4,Lost,A", "status", "'Lost' is neither among the values for an event nor among those for none"),
    ("{},4,Dead,", "arm", "the group is missing"),
    ("{},4,Dead,Unknown", "arm", "the group is missing"),
    ('{},4,Dead,"=HYPERLINK(""http://evil.example"")"', "arm", "a formula, which is never run"),
    ("{},4,Dead,A,spare", "", "more cells than the head has columns"),
    ('{},4,"Dead" yes,A', "", "quotation marks that do not fit"),
    # Nobody's identifier leaves in a reason.
    ("{},4,Mrs Example,A", "status", "neither among the values for an event nor among those for none"),
]


def test_a_row_that_says_nothing_is_listed_with_its_line_its_column_and_why() -> None:
    rows = [row.format(number) for number, (row, *_) in enumerate(UNREAD, 3)]
    found = counts_of("\n".join([HEAD, *GOOD.split(), *rows]))
    assert told(found) == [(line, column, reason) for line, (_, column, reason) in enumerate(UNREAD, 4)]
    assert (found.rows, found.n, found.left_out) == (len(UNREAD) + 2, 2, len(UNREAD))


def test_a_line_break_inside_a_cell_does_not_shift_the_lines_of_the_rows_below() -> None:
    assert told(counts_of(f'{HEAD}\n1,5,Dead,"A\nB"\n2,x,Dead,A\n3,4,Alive,A\n')) == [(4, "months", "not a number")]


def test_time_zero_is_a_time() -> None:
    assert cells(counts_of(f"{HEAD}\n{GOOD}3,0,Dead,A\n"))["A"][0] == (0.0, 1, 1)


def test_the_same_value_is_the_same_however_it_is_written() -> None:
    found = counts_of(f"{HEAD}\n1,12,DEAD,a\n2, 12.0 , dead ,A\n3,12.,Alive,A \n")
    assert cells(found) == {"A": [(12.0, 2, 3)]}


def test_ones_with_decimals_are_ones() -> None:
    found = counts_of("months,status\n5,1.0\n6,0.0\n7,1\n", dead=["1"], alive=[0], group=None)
    assert cells(found) == {"all": [(5.0, 1, 1), (6.0, 0, 1), (7.0, 1, 1)]}


def test_groups_of_one_are_groups_and_numbers_are_sorted_as_numbers() -> None:
    found = counts_of(f"{HEAD}\n1,5,Dead,10\n2,6,Dead,9\n3,6,Alive,2\n")
    assert [arm.group for arm in found.arms] == ["2", "9", "10"]


def test_two_values_of_a_group_may_be_called_the_same() -> None:
    found = counts_of(
        f"{HEAD}\n1,5,Dead,1\n2,5,Alive,2\n3,7,Dead,3\n", group_names={"1": "HAIC", "2": "HAIC", "3": "none"}
    )
    assert cells(found) == {"HAIC": [(5.0, 1, 2)], "none": [(7.0, 1, 1)]}


def test_where_chooses_rows_and_says_how_many_were_not_asked() -> None:
    found = counts_of(
        f"{HEAD},stage\n1,5,Dead,A,IV\n2,6,Dead,A,iv\n3,7,Dead,A,III\n4,8,Dead,A,\n", where={"stage": ["IV"]}
    )
    assert (found.n, found.not_asked, found.left_out) == (2, 2, 0)


def test_a_date_of_death_may_be_the_event_and_an_unknown_one_is_neither_an_event_nor_none() -> None:
    rows = "5,2020-01-01\n6,\n7,NA\n8,unknown\n"
    found = counts_of(f"months,died\n{rows}", event="died", dead="(filled)", alive="(blank)", group=None)
    assert cells(found) == {"all": [(5.0, 1, 1), (6.0, 0, 1), (7.0, 0, 1)]}
    assert told(found) == [(5, "died", "how follow-up ended is missing")]


def test_an_event_of_another_kind_is_counted_as_such() -> None:
    found = counts_of(f"{HEAD}\n1,5,Dead,A\n2,5,Other,A\n3,5,Alive,A\n", competing=["other"])
    (cell,) = found.arms[0].cells
    assert (cell.events, cell.competing, cell.leaving) == (1, 1, 3)


def test_an_entry_that_is_none_is_listed() -> None:
    entries = {
        "5": "entry not before exit", "6": "entry not before exit", "": "the time of entry is missing",
        "-1": "negative", "late": "not a number",
    }  # fmt: skip
    rows = "".join(f"{number},5,Dead,A,{entry}\n" for number, entry in enumerate(entries, 3))
    found = counts_of(f"{HEAD},entry\n1,5,Dead,A,2\n2,9,Alive,A,0\n{rows}", entry="entry")
    assert told(found) == [(line, "entry", reason) for line, reason in enumerate(entries.values(), 4)]
    assert found.arms[0].entered == ((0.0, 1), (2.0, 1))


def test_a_record_that_stands_twice_counts_once() -> None:
    found = counts_of(f"{HEAD}\n{GOOD}2,9,Alive,A\n")
    assert told(found) == [(4, "id", "the record stands twice; its first row is counted")]
    assert found.n == 2


TWO_WAYS = [
    ("p-1", "P-1"), ("7", "7.0"), ("8", "8,0"), ("9", "+9.00"), ("P 1", "p 1"), ("ä1", "Ä1"), ("A_1/2", "a_1/2"),
]  # fmt: skip


@each(("first", "second"), TWO_WAYS)
def test_two_ways_to_write_a_record_are_never_passed_over_as_two_records(first: str, second: str) -> None:
    table = opened(f'{HEAD}\n"{first}",5,Dead,A\n"{second}",5,Dead,A\nx,5,Dead,A\n'.encode(), "own.csv").table
    assert _may_stand_twice(table, "id", fetched) is (said(first) == said(second))


def test_one_record_written_in_two_ways_counts_once() -> None:
    rows = "".join(f'"{first}",5,Dead,A\n"{second}",5,Dead,A\n' for first, second in TWO_WAYS)
    found = counts_of(f"{HEAD}\n{rows}x,5,Dead,A\n")
    same = [said(first) == said(second) for first, second in TWO_WAYS]
    assert found.n == 2 * len(TWO_WAYS) - sum(same) + 1
    twice = "the record stands twice; its first row is counted"
    assert told(found) == [(3 + 2 * place, "id", twice) for place, one in enumerate(same) if one]


def test_records_that_differ_by_a_mark_are_several_patients() -> None:
    rows = "".join(f"{record},5,Dead,A\n" for record in ("A-1", "A_1", "A/1", "A1", "a2", "7", "-7"))
    assert counts_of(f"{HEAD}\n{rows}").n == 7


def test_a_record_that_stands_twice_and_differs_counts_not_at_all() -> None:
    found = counts_of(f"{HEAD}\n{GOOD}2,10,Dead,A\n")
    assert told(found) == [(3, "id", TWICE), (4, "id", TWICE)]
    assert found.n == 1


def test_rows_without_a_record_number_are_nobodys_twins() -> None:
    assert counts_of(f"{HEAD}\n,5,Dead,A\n,5,Dead,A\n").n == 2


def test_a_registry_of_several_rows_a_patient_is_refused_with_what_to_do() -> None:
    rows = "".join(f"{record},{record + visit},Dead,A\n" for record in range(10) for visit in (1, 2))
    with pytest.raises(
        Refusal, match="20 rows belong to records that stand more than once in the column 'id' and differ"
    ):
        counts_of(f"{HEAD}\n{rows}")


@each("entry", ["start", None])
def test_start_stop_rows_are_refused_whether_or_not_the_entry_is_mapped(entry: str | None) -> None:
    rows = "1,0,3,Alive,A\n1,3,9,Dead,A\n2,0,4,Alive,A\n2,4,7,Alive,A\n3,0,5,Dead,A\n"
    with pytest.raises(Refusal, match="rows of one record follow one another"):
        counts_of(f"id,start,stop,status,arm\n{rows}", time="stop", entry=entry)


def test_an_event_column_of_one_value_is_counted_and_one_of_none_is_refused() -> None:
    assert counts_of(f"{HEAD}\n1,5,Dead,A\n2,6,Dead,A\n").events == 2
    with pytest.raises(Refusal, match=r"none of 2 rows can be read; most often the column 'status': '1' is neither"):
        counts_of(f"{HEAD}\n1,5,1,A\n2,6,1,A\n")


def test_a_group_column_that_names_patients_is_refused() -> None:
    rows = "".join(f"{number},5,Dead,arm {number}\n" for number in range(41))
    with pytest.raises(Refusal, match="the column 'arm' holds 41 groups, but 40 are the most"):
        counts_of(f"{HEAD}\n{rows}")


def test_a_column_that_is_not_there_is_named_with_the_nearest() -> None:
    with pytest.raises(Refusal, match=r"own.csv: the mapping's 'time' must be a column of the registry.*'OS_MONTHS'\?"):
        counts_of("OS_MONTHS,status,arm\n5,Dead,A\n6,Alive,A\n", time="os_month")


def test_nobody_asked_for_is_said() -> None:
    with pytest.raises(Refusal, match="no row is what the mapping's 'where' asks for"):
        counts_of(f"{HEAD}\n{GOOD}", where={"arm": ["C"]})
