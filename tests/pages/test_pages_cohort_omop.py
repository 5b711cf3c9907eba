"""A cohort of OMOP tables on the page: what is decided stands there, is changed by a click and kept in the mapping."""

from __future__ import annotations

import time
from pathlib import Path

import omop_tables
import pytest
from omop_tables import BEADS, METASTASES, PUMP
from screens import opened
from streamlit.testing.v1 import AppTest


@pytest.fixture(scope="module")
def hospital(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return omop_tables.database(tmp_path_factory.mktemp("omop") / "hospital.duckdb")


def connected(hospital: Path) -> AppTest:
    at = opened("cohort")
    at.radio[0].set_value("A database").run()
    at.text_input(key="cohort:line").set_value(f"duckdb://{hospital}?omop=main")
    press(at, "Connect")
    drawn(at, "How the cohort is made of OMOP tables")
    return at


def press(at: AppTest, label: str) -> AppTest:
    next(button for button in at.button if button.label == label).click().run()
    assert not at.exception
    return at


def choose(at: AppTest, label: str, *concepts: int) -> None:
    """Chooses as a person does; drawn with what is pressed next."""
    next(field for field in at.multiselect if label in field.label).set_value([str(one) for one in concepts])


def drawn(at: AppTest, words: str) -> str:
    """What the page draws with these words in it, once what it waits for is over."""
    waited = time.monotonic() + 120
    while not (found := [one for one in _texts(at) if words in one]):
        assert time.monotonic() < waited and not at.exception, [one.value for one in at.error]
        time.sleep(0.1)
        at.run()
    return found[0]


def _texts(at: AppTest) -> list[str]:
    return [*(str(getattr(one, "body", "")) for one in at.get("html")), *(one.label for one in at.expander)]


def test_a_cohort_is_made_by_choices_and_made_anew_by_a_click(hospital: Path) -> None:
    at = connected(hospital)
    assert [one.value for one in at.info] == ["Choose at least one concept of the disease and one of a treatment."]
    next(field for field in at.text_input if field.label.startswith("Find concepts")).set_value("secondary liver").run()
    assert "Secondary tumour of liver (condition 2000000001)" in at.multiselect[0].options
    choose(at, "Disease", METASTASES)
    choose(at, "HAIC", PUMP)
    choose(at, "TACE", BEADS)
    at.run()
    drawn(at, "11 rows: 6 counted, 2 could not be read, 3 not asked for.")
    press(at, "How many patients each choice takes in")
    flow = drawn(at, "had one of these conditions")
    assert ">11<" in flow and "were not under observation at time zero" in flow
    clock = next(field for field in at.radio if field.label == "Time zero")
    clock.set_value("diagnosis").run()
    assert at.session_state["cohort:draft"]["omop"]["clock"] == "diagnosis"
    assert "had one of these conditions" not in str(_texts(at)), "of other choices, not shown"
