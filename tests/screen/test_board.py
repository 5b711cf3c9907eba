"""The board's screens without a browser: what each shows, what silence hides, and what the decision form takes."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from screens import EXAMPLES, in_address, kept_by_tab, library, opened, pieces, plain, text
from streamlit.testing.v1 import AppTest

from haic_core.case.decision import Choice, Decision, read_decision
from haic_core.case.facts import FACTS
from haic_core.case.file import STARTING, Case
from haic_core.case.history import History
from haic_core.case.meeting import Screen
from haic_core.case.meeting import opened as opened_meeting
from haic_core.chart.balance import balance_of, closest_balance
from haic_core.chart.hundred import dots
from haic_core.chart.palette import LIGHT
from haic_core.judgement.assessment import assess
from haic_core.judgement.curve_choice import choices_of, curves_of, first_option, options_drawn, same_clock
from haic_core.judgement.rules_version import rules_version
from haic_core.screen.board.decision import decision_sheet
from haic_core.screen.board.dots import dots_column
from haic_core.screen.board.screens import QUESTIONS
from haic_core.wording.decision import SAVING_WAITS
from haic_core.words.vocabulary import Endpoint, Modality

PRETREATED = EXAMPLES["Liver-dominant, two lines, progressing"]
EVERY_EXAMPLE = pytest.mark.parametrize("title", EXAMPLES)
# Curves and dots.


def test_in_silence_the_first_curves_do_not_say_which_list_is_met() -> None:
    choices = choices_of(library().sources, Endpoint.OS)
    first = {first_option(choices, assess(case.patient, library()).evidence, hidden=True) for case in EXAMPLES.values()}
    assert first == {options_drawn(choices)[0]}
    found = assess(PRETREATED.patient, library())
    assert first_option(choices, found.evidence, hidden=False) is Modality.HAIC
    assert curves_of(Modality.HAIC, choices, found.evidence, False)[0] == "hsiao/haic"


@EVERY_EXAMPLE
@pytest.mark.parametrize("hidden", [False, True], ids=["spoken", "in silence"])
def test_a_chart_of_the_board_holds_at_most_four_curves_of_one_option_and_one_clock(title: str, hidden: bool) -> None:
    choices = choices_of(library().sources, Endpoint.OS)
    evidence = assess(EXAMPLES[title].patient, library()).evidence
    for modality in options_drawn(choices):
        drawn = [choices[key] for key in curves_of(modality, choices, evidence, hidden)]
        assert 1 <= len(drawn) <= 4
        assert {choice.modality for choice in drawn} == {modality}
        assert len({same_clock(choice) for choice in drawn}) == 1


@given(st.lists(st.integers(0, 60), min_size=1, max_size=5).filter(lambda counts: sum(counts) > 0))
def test_a_hundred_dots_are_never_more_than_a_hundred_and_lose_nobody(counts: list[int]) -> None:
    shares = [100 * count / sum(counts) for count in counts]
    drawn = dots(shares)
    assert sum(drawn) == 100 or len([count for count in counts if count]) > sum(drawn)
    assert all(
        (dot > 0) == (count > 0) and abs(dot - share) <= len(counts)
        for dot, count, share in zip(drawn, counts, shares, strict=True)
    )


def test_the_dots_of_hsiao_are_its_printed_counts() -> None:
    """2, 18, 8 and 14 of 42 patients: 4.8, 42.9, 19.0 and 33.3 per cent; neutropenia in 4 of 42."""
    match = next(one for one in assess(PRETREATED.patient, library()).evidence if one.key == "hsiao/haic")
    balance = balance_of(match, library())
    assert balance.response
    assert [(part.category, part.count, balance.response.n) for part in balance.parts] == [
        ("CR", 2, 42),
        ("PR", 18, 42),
        ("SD", 8, 42),
        ("PD", 14, 42),
    ]
    column = dots_column(balance, library(), LIGHT)
    in_field = [column.count(f'<i class="hb-dot-{kind}"></i>') - 1 for kind in ("cr", "pr", "sd", "pd")]
    assert in_field == [5, 43, 19, 33]
    assert "Neutropenia 4 of 42" in plain(column)


def test_response_and_harms_are_drawn_beside_each_other_and_never_subtracted() -> None:
    balance = closest_balance(assess(PRETREATED.patient, library()).evidence, Modality.HAIC, library())
    assert balance
    drawn = dots_column(balance, library(), LIGHT)
    # One field of a hundred for response and one for each of three harms, all of the same size.
    fields = re.findall(r'<span class="hb-dots"[^>]*>(.*?)</span>', drawn)
    assert [field.count("<i") for field in fields] == [100] * 4


def test_an_option_without_printed_response_or_harms_has_a_column_that_says_so_and_no_dots() -> None:
    at = click(opened("board", PRETREATED), "Harms")
    columns = [
        column for piece in at.get("html") for column in piece.proto.body.split('<section class="hb-hundred"')[1:]
    ]
    said = "No matched series prints response, or grade 3 events counted in patients."
    silent = [re.findall("<h3>(.*?)</h3>", column) for column in columns if said in column]
    assert len(columns) == 6 and silent == [["Resection"], ["Ablation"]]
    assert not [column for column in columns if said in column and "hb-dots" in column]


# The page.


def click(at: AppTest, label: str) -> AppTest:
    return next(button for button in at.button if button.label == label).click().run()


def test_a_board_opens_on_the_patient_and_every_screen_is_one_click_away() -> None:
    at = opened("board", PRETREATED)
    for screen in Screen:
        at = click(at, screen.value.capitalize())
        assert not at.exception
        assert QUESTIONS[screen] in text(at)


def test_silence_reaches_every_page_that_tells_verdicts_until_the_board_has_spoken() -> None:
    at = click(opened("board", PRETREATED), "Discuss first")
    for page in ("options", "evidence", "compare"):
        at.switch_page(f"pages/{page}.py").run()
        assert not at.exception and '<ul class="hb-six-small">' not in "".join(pieces(at))
        assert [info.value for info in at.info] == ["Verdicts are hidden until the board has spoken."]
    at = click(at, "Board has spoken")
    assert not at.info and '<ul class="hb-six-small">' in "".join(pieces(at))


def decided(at: AppTest, label: str, value: object) -> AppTest:
    """The form with one field filled in; each kind of field takes values of its own type."""
    widget: Any = next(
        one
        for kind in (at.selectbox, at.multiselect, at.text_area, at.text_input, at.date_input)
        for one in kind
        if one.label == label
    )
    found: AppTest = widget.set_value(value).run()
    return found


def test_a_decision_is_kept_in_the_case_through_other_screens_but_never_in_the_address() -> None:
    at = click(opened("board", PRETREATED), "Decision")
    at = decided(at, "Considered", [Modality.HAIC, Modality.Y90])
    at = decided(at, "Conditions, one a line", "if bilirubin stays below 2 mg/dL")
    at = decided(at, "Decided on", date(2026, 11, 20))
    at = click(click(at, "Patient"), "Decision")
    assert not at.error
    assert "if bilirubin stays below 2 mg/dL" in text(at.switch_page("pages/case.py").run())
    at = click(at.switch_page("pages/board.py").run(), "Decision")
    shown = {one.label: one.value for kind in (at.multiselect, at.text_area, at.date_input) for one in kind}
    assert shown == {
        "Considered": ["haic", "y90"],
        "Conditions, one a line": "if bilirubin stays below 2 mg/dL",
        "Decided on": date(2026, 11, 20),
        "Dissent by": [],
        "Due": None,
    }
    assert in_address(at) == PRETREATED and at.session_state["history"].now.current.case != PRETREATED


EARLIER = "Taken under an earlier rule; the verdicts of that day were not kept."


def test_a_decision_taken_on_the_board_keeps_the_rules_and_the_verdicts_it_was_taken_under() -> None:
    at = click(opened("board", PRETREATED), "Decision")
    at = decided(at, "Decided", Choice.HAIC)
    kept = at.session_state["history"].now.current.case.decision
    assert kept.rules_version == rules_version(library())
    found = assess(PRETREATED.patient, library())
    assert kept.verdicts == tuple((option.modality, option.verdict) for option in found.options)
    assert "Every verdict reads as when this was decided." in text(at)


def test_a_decision_of_an_earlier_rule_says_so_on_board_and_case_unless_the_board_is_silent() -> None:
    at = opened("board", PRETREATED)
    earlier = PRETREATED.with_decision(Decision(choice=Choice.HAIC))
    at.session_state["history"] = History(opened_meeting([earlier]))
    at = click(at, "Decision")
    assert EARLIER in text(at)
    assert EARLIER in text(at.switch_page("pages/case.py").run())
    at = click(at.switch_page("pages/board.py").run(), "Discuss first")
    assert "earlier rule" not in text(at)
    assert "earlier rule" not in text(at.switch_page("pages/case.py").run())


def test_a_refused_sentence_stays_at_its_field_and_blocks_saving_while_the_others_are_taken() -> None:
    at = click(opened("board", PRETREATED), "Decision")
    at = decided(at, "Trial considered", "call 0151 2345678")
    at = decided(at, "Patient’s preference", "no further hospital stay")
    told = [error.value for error in at.error]
    assert len(told) == 1 and told[0].startswith("This sentence must not hold anything that identifies a person")
    assert shown_in(at, "Trial considered") == "call 0151 2345678"
    assert decision_of(at).preference == "no further hospital stay" and not decision_of(at).trial
    assert SAVING_WAITS in text(at) and kept_by_tab(at)["unsaved"]
    at = click(click(at, "Patient"), "Decision")
    assert shown_in(at, "Trial considered") == "call 0151 2345678" and len(at.error) == 1
    at = decided(at, "Trial considered", "none open")
    assert not at.error and decision_of(at).trial == "none open" and SAVING_WAITS not in text(at)


def test_a_refused_sentence_waits_for_its_case_while_the_board_looks_at_another() -> None:
    at = opened("board", PRETREATED)
    at.session_state["history"] = History(opened_meeting([PRETREATED, *EXAMPLES.values()]))
    at = decided(click(at, "Decision"), "Patient’s preference", "born 1.2.1960")
    at = click(click(at, "Next case"), "Decision")
    assert not at.error and shown_in(at, "Patient’s preference") == ""
    at = click(at, "Previous case")
    assert len(at.error) == 1 and shown_in(at, "Patient’s preference") == "born 1.2.1960"


def shown_in(at: AppTest, label: str) -> str:
    """What stands in a sentence's field."""
    return next(str(field.value) for field in at.text_input if field.label == label)


def decision_of(at: AppTest) -> Decision:
    history: History = at.session_state["history"]
    return history.now.current.case.decision


def test_the_sheet_says_everything_that_was_decided_and_nothing_that_was_not() -> None:
    decision = read_decision(
        {
            "choice": "deferred",
            "conditions": ["if the scan is clear"],
            "dissent": [{"role": "patients_advocate", "said": "wants it sooner"}],
        },
        "The test",
    )
    assert plain(decision_sheet(decision, library())) == (
        "Decided put off Condition if the scan is clear Dissent, patient’s advocate wants it sooner"
    )


# Days on the form.


def test_one_day_dates_every_laboratory_value_and_a_value_typed_later_takes_it() -> None:
    at = opened("case", PRETREATED)
    next(one for one in at.radio if one.label == "Section").set_value("Laboratory").run()
    at = decided(at, "Laboratory: recorded on", date(2026, 11, 2))
    at = decided(at, "Albumin (g/L)", "38")
    at.switch_page("pages/options.py").run()
    case = at.session_state["history"].now.current.case
    labs = [code for code in PRETREATED.patient if FACTS[code].section == "Laboratory" and "_uln_" not in code]
    assert dict(case.recorded_on) == dict.fromkeys(labs, "2026-11-02") and case.patient.get("albumin_g_l") == 38


def test_a_changed_value_loses_its_former_day() -> None:
    case = PRETREATED.with_day(["platelets_e9_l", "inr"], "2026-11-02")
    at = opened("case", case)
    at.text_input(key="case:search").set_value("platelets").run()
    at = decided(at, "Platelets (10^9/L)", "150")
    assert dict(at.session_state["history"].now.current.case.recorded_on) == {"inr": "2026-11-02"}


def test_old_values_are_named_on_the_card_of_the_option_that_rests_on_them() -> None:
    """At ECOG 4 every liver-directed option fails, by a value of 2020."""
    case = Case(PRETREATED.patient.with_fact("ecog", 4)).with_day(["ecog"], "2020-01-01")
    said = text(opened("options", case))
    assert re.search(r"Provisional: ECOG performance status \d+ days old \(limit 14 days\)", said)
    assert "this project’s convention, printed in no document" in said


def test_an_option_that_cannot_be_said_yet_is_never_called_provisional() -> None:
    case = STARTING.with_day([*STARTING.patient], "2020-01-01")
    assert "Provisional" not in text(click(opened("board", case), "Options"))


# Two versions.


def test_what_if_changes_nothing_in_the_case_in_hand() -> None:
    case = EXAMPLES["Referred today, much not recorded"]
    at = opened("compare", case)
    at = decided(at, "Facts to change", ["platelets_e9_l"])
    at.number_input[0].set_value(110).run()
    assert not at.exception
    assert "What if Platelets: 82 ×10⁹/L → 110 ×10⁹/L." in text(at)
    assert at.session_state["history"].now.current.case == case
