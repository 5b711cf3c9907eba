"""What the page of the next paper says and draws, without a browser: labels, the state of a draft, a figure."""

from __future__ import annotations

from typing import Any

import pytest
from each import each
from screens import opened as page
from screens import pieces, plain, text
from streamlit.testing.v1 import AppTest
from worked import raw_of

from haic_core.chart.palette import DARK
from haic_core.evidence.library import DATA
from haic_core.intake.paper.draft import Draft, opened, read_draft
from haic_core.intake.paper.figure import DigitisedFigure, Handed, read_figure, taken_over
from haic_core.intake.paper.form import choices, drawn, layout, said_at
from haic_core.intake.paper.places import put
from haic_core.intake.paper.sections import sections
from haic_core.intake.paper.summary import missing_lines, printed_median, section_marks, size_of_curve
from haic_core.screen.paper import as_shown, figure_answer
from haic_core.screen.plotly.digitised import digitised_chart
from haic_core.wording.paper import COMPLETE, entry_label, fit_said, opened_said, state_said
from haic_core.words.refusal import Refusal

AARTS = DATA / "sources" / "aarts2020.toml"
# Twelve patients, one death a step: 11 of 12 after 1, 10 of 12 after 2, down to 7 of 12 after 5; the rest leave at 6.
STEPS = [(0, 12), (1, 12), (1, 11), (2, 11), (2, 10), (3, 10), (3, 9), (4, 9), (4, 8), (5, 8), (5, 7), (6, 7)]
POINTS = "time,survival\n" + "\n".join(f"{time},{alive / 12:.6f}" for time, alive in STEPS)


def figure() -> DigitisedFigure:
    table = Handed(b"time,n\n0,12\n2,11\n4,9\n6,7\n", "risk.csv")
    return read_figure(Handed(POINTS.encode(), "curve.csv"), table, 12, None)


def with_aarts(section: str = "Citation") -> AppTest:
    at = page("paper")
    at.session_state["paper_draft"] = opened(AARTS.read_bytes(), AARTS.name).draft
    at.session_state["paper_section"] = section
    return at.run()


def test_an_empty_page_says_what_is_missing_and_that_nothing_is_written_on_the_server() -> None:
    said = text(page("paper"))
    assert "nothing is written on the server" in said and "9 still missing" in said
    assert "The study: Design, Setting and Locator" in said


@each("title", [section.title for section in sections()])
def test_every_section_of_a_whole_paper_is_drawn_with_few_controls(title: str) -> None:
    at = with_aarts(title)
    assert not at.exception and f"{COMPLETE}; 1 question is open." in text(at)
    kinds = (at.text_input, at.text_area, at.selectbox, at.multiselect, at.button)
    assert sum(len(kind) for kind in kinds) <= 45


STRANGE = """
tier = 5
peer_reviewed = "maybe"
device = ["x"]
citation = { year = [1], title = { a = 1 }, yeer = 3 }
study = { design = "nope", bears_on = "haic", limits = "x", enrolled = "2012" }
list = [{ modality = "haic", extent = "some" }, { modality = 3 }]
criterion = [{}, { fact = "ecog", at_most = "two", any_of = [1, { fact = "x" }] }, { fact = 3, is = [true] }]
worked_patient = [{ facts = { ecog = [1], nonsense = 2 }, without = [1, "ecog"], based_on = 7 }, { facts = 3 }]
dispute = [{ figures = "x", settles = [1, "y"], between = "z" }]
cost = [{ a = 1 }]

[[cohort]]
modality = "x"
clock = "now"
subtype = [{ is = 1 }]
harm = [{ term = 3, grades = [{ serious = "x", count = "y" }], group = 4 }, { grades = 5 }]
baseline = [{ fact = "nope", shares = [{ when = 3 }, { when = { at_most = "x" } }], exhaustive = "no" }]
outcome = [{ endpoint = 3, value = "NR", ci = [1], p_is = "~" }]
curve = [{ endpoint = "DFS", leave_out = ["all"] }]
"""


@each("title", [section.title for section in sections()])
def test_a_strangers_file_of_any_shape_is_drawn_and_refused_field_by_field(title: str) -> None:
    at = page("paper")
    at.session_state["paper_draft"] = opened(STRANGE.encode(), "strange.toml").draft
    at.session_state["paper_section"] = title
    at.run()
    drawn_entries = len(at.radio[0].options) if at.radio else 0
    for number in range(drawn_entries):
        assert not at.exception
        at.radio[0].set_value(str(number + 1)).run()
    assert not at.exception and " refused" in text(at)


def test_a_line_of_a_list_is_shown_as_the_ledger_says_it() -> None:
    at = with_aarts("Who could enter")
    at.session_state["paper_open"] = ("criterion", 14)
    shown = [plain(one) for one in pieces(at.run())]
    assert "Platelets at least 100 ×10⁹/L contraindication" in shown


def test_what_is_typed_and_taken_back_stands_in_the_draft() -> None:
    at = page("paper")
    next(one for one in at.text_input if one.label == "DOI").input("doi: 10.2478/raon-2020-0002").run()
    assert at.session_state["paper_draft"].raw["citation"] == {"doi": "doi: 10.2478/raon-2020-0002"}
    assert "Did you mean '10.2478/raon-2020-0002'?" in text(at)
    next(one for one in at.button if one.label == "Undo").click().run()
    assert at.session_state["paper_draft"].raw == Draft().raw
    assert next(one for one in at.text_input if one.label == "DOI").value == ""


def test_a_finding_of_the_audit_is_declared_by_a_dispute_that_names_its_key() -> None:
    at = with_aarts()
    raw = put(at.session_state["paper_draft"].raw, ("cohort", 0, "outcome", 21, "value"), 40)
    at.session_state["paper_draft"] = Draft(raw)
    at.run()
    next(one for one in at.button if one.label.startswith("Declare it in a dispute")).click().run()
    made = at.session_state["paper_draft"].raw["dispute"][-1]
    assert made["settles"] == ["interval|aarts2020/y90_mmc:OS:median"] and made["between"]
    assert at.session_state["paper_section"] == "Disputes"


# Labels and sentences


@each(
    ("table", "raw", "label"),
    [
        ("outcome", {"endpoint": "OS", "statistic": "median", "value": 8.5, "unit": "months"}, "OS median 8.5 months"),
        ("harm", {"term": "Pain", "grades": [{"grade": "1", "count": 5}, {}]}, "Pain · grade 1: 5 · grade ?: ?"),
        ("criterion", {"fact": "ecog", "at_most": 2}, "ECOG performance status at most 2"),
        ("criterion", {"fact": "ecog"}, "ECOG performance status"),
        ("harm", {}, "(a harm, still empty)"),
        ("cohort", {"id": "all"}, "all"),
        ("worked_patient", {"name": "x" * 99, "verdict": "meets"}, "meets · " + "x" * 55 + "…"),
    ],
)  # fmt: skip
def test_an_entry_is_named_by_what_it_says(table: str, raw: dict[str, object], label: str) -> None:
    assert entry_label(table, raw) == label


def test_the_state_of_a_draft_is_told_in_one_line() -> None:
    assert state_said(0, 0, 0, 0) == "The library’s reader takes this file."
    assert state_said(1, 2, 1, 2) == "1 refused and 2 still missing; 1 does not add up and 2 questions are open."
    assert opened_said("a.toml", 1, ["haic"]) == (
        "a.toml is open. Its 1 line of comment are not kept in what is saved here. It is of the first format: the list "
        "for HAIC was marked as a part."
    )


def test_sections_tell_how_much_they_hold_and_what_is_wrong_with_them() -> None:
    raw = raw_of("aarts2020")
    raw["cohort"][1]["outcome"][0]["value"] = "many"
    del raw["study"]["setting"]
    marks = section_marks(raw, read_draft(raw, "draft").faults)
    assert (marks["What happened"], marks["Design"], marks["Harms"], marks["Citation"]) == ("32 ✕", "…", "40", "")
    assert missing_lines(read_draft(raw, "draft").faults) == ("The study: Setting",)


def test_short_fields_stand_side_by_side_and_a_verb_beside_its_bound() -> None:
    lines = [[f"{cell.field.name}{cell.part}" for cell in line] for line in layout(("criterion", 0))]
    assert lines == [
        ["modality", "role", "fact"], ["verb", "bound", "times_uln"], ["any_of"], ["locator", "extrapolated_from"],
        ["note"],
    ]  # fmt: skip
    (row,) = layout(("cohort", 0, "baseline", 0, "shares", 0), in_a_row=True)
    assert [f"{cell.field.name}{cell.part}" for cell in row] == ["label", "count", "percent", "whenverb", "whenbound"]


def test_a_group_is_chosen_from_those_of_its_cohort_and_a_dispute_from_the_figures_that_are_there() -> None:
    raw = raw_of("aarts2020")
    fields = {field.name: field for field in (*drawn(("cohort", 0, "harm", 0)), *drawn(("dispute", 0)))}
    assert choices(raw, ("cohort", 0, "harm", 0), fields["group"], (), ())[:2] == ("mmc", "dose_a")
    assert choices(raw, ("cohort", 1, "harm", 0), fields["group"], (), ()) == ()
    assert "x" in choices(raw, ("dispute", 0), fields["figures"], ("x",), ())
    assert said_at({"doi": "x"}, (), "doi", ()) != () == said_at({"doi": "10.1007/x"}, (), "doi", ())


def test_an_outcome_is_shown_with_its_clock_as_the_library_shows_it() -> None:
    shown = plain(as_shown(raw_of("aarts2020"), ("cohort", 0, "outcome", 21)))
    assert "12.6 months" in shown and "Clock" in shown
    assert as_shown({"schema": 2}, ("cohort", 0, "outcome", 0)) == ""


# A digitised curve


def test_a_digitised_curve_is_drawn_over_its_points_and_its_fit_is_told() -> None:
    found = figure()
    traces: Any = digitised_chart(found, DARK)["data"]
    points, steps = traces
    assert len(points["x"]) == len(found.points) and steps["y"][0] == 1.0 and steps["line"]["shape"] == "hv"
    said = plain(figure_answer(found, 7.6))
    assert "at risk at 4 9 9 yes" in said and "n 12 12 yes" in said
    assert fit_said(0.0, 0.0) == "The curve goes through everything that was given."
    assert fit_said(0.0213, 12.04) == "Furthest from what was given: 0.021 of survival, at 12."


def test_the_deaths_and_the_follow_up_of_a_figure_go_into_the_curve() -> None:
    raw = taken_over({"cohort": [{"curve": [{"endpoint": "OS"}]}]}, ("cohort", 0, "curve", 0), figure())
    assert raw["cohort"] == [
        {"curve": [{"endpoint": "OS", "events": 5, "events_basis": "Counted from the digitised curve.",
                    "max_follow_up_months": 6.0}]}
    ]  # fmt: skip


def test_a_figure_that_cannot_be_true_is_refused_as_on_the_command_line() -> None:
    with pytest.raises(Refusal, match="neither n nor the number at risk at time 0"):
        read_figure(Handed(POINTS.encode(), "curve.csv"), None, None, None)


def test_a_figure_begins_with_the_patients_of_its_group_and_stands_beside_the_printed_median() -> None:
    raw = raw_of("aarts2020")
    assert (size_of_curve(raw, ("cohort", 0, "curve", 0)), printed_median(raw, ("cohort", 0, "curve", 0))) == (
        "16",
        12.6,
    )
    raw["cohort"][0]["curve"][0]["group"] = "mmc"
    assert (size_of_curve(raw, ("cohort", 0, "curve", 0)), printed_median(raw, ("cohort", 0, "curve", 0))) == (
        "12",
        None,
    )
