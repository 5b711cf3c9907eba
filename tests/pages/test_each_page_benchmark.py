"""The benchmark of a change on every page in short: every page has one, and each is made as a person makes it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import pytest
from beside import finished
from running import PAGES, ROOT, Server, slug

from benchmarks.changes import CHANGES, Change
from benchmarks.each_page import MOST, table
from benchmarks.load import Load
from benchmarks.sessions import Drawn, Session

Seen = TypeVar("Seen")


def after_two_changes(server: Server, change: Change, seen: Callable[[Session], Seen]) -> Seen:
    """What is seen of a session that made the change twice."""

    async def work() -> Seen:
        person = await Session.opened(server.port, change, 0)
        await person.changed()
        await person.changed()
        found = seen(person)
        await person.close()
        return found

    return finished(work())


def values(person: Session) -> dict[str, object]:
    """What stands in each field, by its label."""
    return {drawn.label: drawn.value for drawn in person.drawn.values()}


def test_every_page_has_a_change() -> None:
    assert {change.page for change in CHANGES.values()} == {slug(page) for page in PAGES}


def test_a_number_and_a_text_go_through_their_range_and_a_choice_through_what_it_offers() -> None:
    change = Change("", ("Age",), 20, 23, said="Age {} years")
    offered = ["HAIC", "TACE"]
    assert [change.next(Drawn("", "double_value", 1.0, [], ""), at) for at in (0, 2, 3)] == [20.0, 22.0, 20.0]
    assert change.next(Drawn("", "string_value", "", [], ""), 4) == "Age 21 years"
    assert [change.next(Drawn("", "string_value", "HAIC", offered, ""), at) for at in (1, 2)] == ["TACE", "HAIC"]
    assert change.next(Drawn("", "string_array_value", [], offered, ""), 3) == ["TACE"]


def test_a_button_is_pressed_and_a_tick_is_turned() -> None:
    change = Change("", ("Undo",))
    assert change.next(Drawn("", "trigger_value", None, [], ""), 7) is True
    assert change.next(Drawn("", "bool_value", True, [], ""), 7) is False


def test_a_paper_is_handed_in_before_its_year_is_changed(server: Server) -> None:
    found = after_two_changes(server, CHANGES["paper"], values)
    assert (found["First author"], found["Year"]) == ("Hsiao", "1992")


def test_the_next_step_of_a_decision_is_typed_on_its_screen(server: Server) -> None:
    assert after_two_changes(server, CHANGES["board decision"], values)["Next step"] == "week 2"


def test_what_is_not_drawn_any_more_is_forgotten(server: Server) -> None:
    change = Change("survival", ("Show",), query=CHANGES["survival"].query, way=(("Show", "All options"),))
    assert "Axis up to (months)" not in after_two_changes(server, Change(**{**vars(change), "labels": ()}), values)


@pytest.mark.deep
@pytest.mark.parametrize("name", CHANGES)
def test_each_change_is_answered(server: Server, name: str) -> None:
    assert after_two_changes(server, CHANGES[name], lambda person: person.messages) > 5


def test_the_table_puts_hello_world_first_and_says_how_often_it_fits_in() -> None:
    found = {
        "hello world": Load("hello world", 1, times=[1.0, 1.0], cpu_ms=100.0, messages=6),
        "paper": Load("paper", 1, times=[1.0, 1.0, 1.0], cpu_ms=120.0, messages=57),
    }
    assert list(table(found))[1:] == ["| hello world | 50.0 | 6 | 1.00 |\n", "| paper | 40.0 | 57 | 0.80 |\n"]


def test_the_kept_table_holds_every_page_within_one_and_a_half_times_hello_world() -> None:
    text = (ROOT / "docs" / "tables" / "speed.md").read_text("utf-8")
    lines = text.split("## What a change costs on every page\n")[1].split("\n## ")[0].splitlines()
    kept = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.count("|") == 5][2:]
    assert [cells[0] for cells in kept] == ["hello world", *CHANGES]
    assert all(float(cells[3]) <= MOST for cells in kept)
