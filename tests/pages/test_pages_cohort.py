"""The page of a site's own cohort, run without a browser: a file handed in, its mapping, its curves and numbers."""

from __future__ import annotations

import json
import time
from functools import cache

import pytest
from charts import TWELVE
from screens import EXAMPLES, as_read, charts, kept_by_tab, opened, text
from streamlit.testing.v1 import AppTest

from haic_core.cohort.engines import drivers
from haic_core.wording.cohort import COMPETING, NOT_A_COMPARISON
from haic_core.wording.registry import ALL_RIGHT, TITLE

pytest.importorskip("duckdb", reason="a site's own cohort is optional")
pytest.importorskip("ibis", reason="a site's own cohort is optional")

CASE = EXAMPLES["Solitary late recurrence"]
MARKER = "quagga"


def registry(more: str = "") -> bytes:
    """The twelve women on HAIC and on TACE a month later; two rows that cannot be read."""
    rows = [
        f"{MARKER}{arm}{place},{month + late},{'Dead' if event else 'Alive'},{arm}"
        for arm, late in (("HAIC", 0), ("TACE", 1))
        for place, (month, event) in enumerate(TWELVE)
    ]
    rows += [f"{MARKER}x,,Dead,HAIC", f"{MARKER}y,-1,Alive,HAIC", *more.splitlines()]
    return "\n".join(["record_id,os_months,os_status,treatment", *rows]).encode()


def handed_in(content: bytes, name: str = "registry.csv") -> AppTest:
    return ready(opened("cohort", CASE).file_uploader[0].set_value((name, content, "text/csv")).run())


def ready(at: AppTest) -> AppTest:
    """The page once nothing is read or counted any more; a browser looks again every second."""
    until = time.monotonic() + 120
    while any(one.label == "Stop" for one in at.button) and time.monotonic() < until:
        time.sleep(0.1)
        at.run()
    return at


@cache
def page() -> AppTest:
    """Read only: as it stands after the file was handed in."""
    return handed_in(registry())


def test_a_registry_is_drawn_with_its_numbers_as_soon_as_it_is_handed_in() -> None:
    at = page()
    said = text(at)
    assert not at.exception and not at.error
    assert "26 rows: 24 counted, 2 could not be read." in at.expander[-3].label
    assert "HAIC 12 7 15.0 months (6.0 to not reached) 4 at risk, fewer than ten 50 % (18 to 76)" in said
    assert "χ² = 0.08" in said and NOT_A_COMPARISON in said and len(charts(at)) == 1


def test_the_guess_stands_under_its_field_and_the_rows_left_out_with_line_and_reason() -> None:
    said = text(page())
    assert "25 of 26 rows hold a number from -1 to 25" in said
    assert as_read(page().expander[0].label) == "Mapping: os_months in months · os_status · groups by treatment"
    assert "26 os_months the time is missing" in said and "27 os_months negative" in said


def test_nothing_that_tells_one_patient_from_another_is_drawn_or_sent_to_the_tab() -> None:
    at = page()
    assert MARKER not in text(at) and MARKER not in str(kept_by_tab(at))
    assert MARKER not in at.code[0].value


@pytest.mark.deep
def test_a_changed_field_counts_anew_and_says_that_it_was_changed() -> None:
    at = handed_in(registry())
    field = next(one for one in at.selectbox if one.label == "Groups (treatment)")
    at = ready(field.set_value("os_status").run())
    assert "Alive 10 0 not reached" in text(at) and "changed by hand" in text(at) and not at.exception


@pytest.mark.deep
def test_a_mapping_is_opened_from_its_file_and_what_is_refused_changes_nothing() -> None:
    at = handed_in(registry())
    named = {"time": "os_months", "event": "os_status", "dead": ["Dead"], "alive": ["Alive"], "site": "St. Anna"}
    at = ready(at.file_uploader[0].set_value(("m.json", json.dumps(named).encode(), "application/json")).run())
    assert "St. Anna 24 14 " in text(at)
    at = ready(at.file_uploader[0].set_value(("m.json", b'{"tine": "x"}', "application/json")).run())
    assert "m.json" in at.error[0].value and "St. Anna 24 14 " in text(at)


def pressed(at: AppTest, label: str) -> AppTest:
    return ready(next(one for one in at.button if as_read(one.label) == label).click().run())


def test_which_code_is_the_event_is_answered_and_never_taken_by_one_click_for_all() -> None:
    coded = registry().replace(b"Dead", b"2").replace(b"Alive", b"1")
    at = handed_in(coded)
    assert "Is 2 the event and 1 none?" in text(at) and not charts(at)
    assert ALL_RIGHT not in [one.label for one in at.button]
    at = pressed(at, "'2' is the event (15 rows)")
    assert "HAIC 12 7 15.0 months" in text(at) and len(charts(at)) == 1


def test_the_answer_against_the_guess_turns_the_curve_as_it_says() -> None:
    coded = registry().replace(b"os_status", b"cens").replace(b"Dead", b"1").replace(b"Alive", b"0")
    at = handed_in(coded)
    assert "does '1' mean that a patient had none?" in text(at)
    at = pressed(at, "'1' is the event (15 rows)")
    assert "HAIC 12 7 15.0 months" in text(at) and not at.exception


def test_of_three_codes_the_answer_says_which_is_the_event_and_which_another_kind() -> None:
    """One woman on HAIC left at four months by code 2: as a death of another kind the median stays at 15, as the event
    it comes at 12, where of twelve 12/12 x 11/12 x 10/11 x 8/10 x 6/7 x 4/5 are left."""
    coded = registry().replace(b",4,Alive", b",4,2").replace(b"Dead", b"1").replace(b"Alive", b"0")
    at = handed_in(coded)
    assert "1 stands in 15 rows and 2 in 1: which is the event" in text(at)
    other = pressed(at, "'1' is the event (15 rows), '2' one of another kind")
    assert "HAIC 12 7 15.0 months" in text(other) and COMPETING in text(other)
    both = pressed(handed_in(coded), "'1' and '2' are the event (16 rows)")
    assert "HAIC 12 8 12.0 months" in text(both) and COMPETING not in text(both)


def test_a_time_without_a_unit_is_asked_with_the_longest_follow_up_in_each() -> None:
    at = handed_in(registry().replace(b"os_months", b"os_time"))
    assert not charts(at) and "days: the longest is 0.1 years" in [one.label for one in at.button]
    at = pressed(at, "months: the longest is 2.1 years")
    assert "HAIC 12 7 15.0 months" in text(at) and not at.exception


@pytest.mark.deep
def test_below_ten_patients_no_curve_is_drawn_and_that_is_said() -> None:
    few = "\n".join(registry().decode().splitlines()[:8]).encode()
    at = handed_in(few)
    assert not charts(at) and "No curve below 10 patients: Own patients (7)." in at.warning[0].value


@pytest.mark.deep
def test_what_is_no_registry_is_one_sentence_and_a_forgotten_one_is_gone() -> None:
    at = handed_in(b"%PDF-1.7 nothing", "letter.pdf")
    assert "letter.pdf: this is a PDF" in at.error[0].value
    at = handed_in(registry())
    at = next(one for one in at.button if one.label == "Forget this registry").click().run()
    assert not charts(at) and "registry.csv" not in text(at)
    assert not [key for key in ("cohort:registry", "cohort:run", "cohort:draft") if key in at.session_state]


@pytest.mark.deep
def test_a_result_goes_to_the_board_and_comes_off_again() -> None:
    at = handed_in(registry())
    at = next(one for one in at.button if one.label.startswith("Put on the Board")).click().run()
    assert "marked as the site’s own" in text(at)
    at = at.switch_page("pages/board.py").run().button(key="screen:survival").click().run()
    at = at.button(key="drawn:own").click().run()
    assert NOT_A_COMPARISON in text(at) and not at.exception


def test_without_its_libraries_the_page_is_one_sentence_with_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drivers, "find_spec", lambda name: None)
    at = opened("cohort", CASE)
    assert "python3 start.py install registry" in at.info[0].value
    assert "pip install -r requirements-registry.txt" in at.info[0].value and not at.file_uploader
    assert TITLE in text(at) and not at.exception


@pytest.mark.deep
def test_a_connection_that_fails_is_one_sentence_and_its_password_stands_nowhere() -> None:
    pytest.importorskip("psycopg", reason="PostgreSQL's driver is optional")
    at = opened("cohort", CASE).radio(key="cohort:way").set_value("A database").run()
    at.text_input(key="cohort:line").set_value("postgresql://ann:okapi@127.0.0.1:1/registry?table=t")
    at = ready(next(one for one in at.button if one.label == "Connect").click().run())
    assert "nothing listens at 127.0.0.1, port 1" in at.error[0].value and at.text_input(key="cohort:line").value == ""
    assert "okapi" not in text(at) and "okapi" not in str(kept_by_tab(at))
