"""The benchmark of many people at one server in short: two of them change a field, and every change is answered."""

from __future__ import annotations

import pytest
from beside import finished
from running import ROOT, Server

from benchmarks.changes import CHANGES, Change
from benchmarks.load import Load, loaded, row
from benchmarks.sessions import Session


def test_two_people_on_the_case_page_each_get_their_answers(server: Server) -> None:
    found = finished(loaded(server, "case", CHANGES["case"], 2, 3, settle=0))
    assert found.errors == 0 and len(found.times) == 2
    assert found.cpu_ms > 0 and found.messages > 5


def test_a_fragment_answers_with_less_than_the_whole_page(server: Server) -> None:
    async def messages(change: Change) -> int:
        person = await Session.opened(server.port, change, 0)
        await person.changed()
        await person.close()
        return person.messages

    assert finished(messages(CHANGES["reading"])) < finished(messages(CHANGES["survival"]))


def test_a_page_without_the_field_is_said(server: Server) -> None:
    with pytest.raises(RuntimeError, match="no field 'Blood group…' on 'the first page'"):
        finished(loaded(server, "case", Change("", ("Blood group",), 1, 2), 1, 1, settle=0))


def test_the_table_puts_hello_world_beside_the_page_and_says_how_often_it_fits_in() -> None:
    floor = Load("hello world", 2, times=[10.0, 20.0], cpu_ms=20.0, memory_mb=0.2, messages=6)
    ours = Load("case", 2, times=[30.0, 30.0], errors=1, cpu_ms=60.0, memory_mb=0.5, messages=12)
    assert row(floor, floor) == "| 2 | hello world | 20 | 20 | 10.0 | 0 | 0.20 | 6 | 1.00 | 1.00 |\n"
    assert row(ours, floor) == "| 2 | case | 30 | 30 | 30.0 | 1 | 0.50 | 12 | 1.50 | 3.00 |\n"


def test_the_kept_table_holds_twenty_five_people_within_half_a_second_and_two_hundred_without_an_error() -> None:
    lines = (ROOT / "docs" / "tables" / "speed.md").read_text("utf-8").splitlines()
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.count("|") == 11]
    kept = {(cell[0], cell[1]): cell for cell in cells if cell[0].isdigit()}
    assert {page for _, page in kept} == {"hello world", "case", "survival"}
    for page in ("case", "survival"):
        assert float(kept["25", page][3]) <= 500 and all(float(kept[n, page][8]) <= 1 for n in ("25", "50", "200"))
        assert all(kept[n, page][5] == "0" and float(kept[n, page][6]) <= 0.3 for n in ("25", "50", "200"))
