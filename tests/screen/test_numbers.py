"""The numbers on the screens, cell by cell, on invented documents and curves counted by hand."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import charts
import pytest
from invented import arden, birch, cedar, document, invented_library, invented_patient, known_ground
from reading import cells, plain

from haic_core.case.patient import NOBODY, Patient
from haic_core.chart.palette import LIGHT
from haic_core.curves.kaplan_meier import kaplan_meier
from haic_core.curves.published import PublishedCurve, find_curve
from haic_core.evidence.certainty import certainty
from haic_core.evidence.figures import figures_of
from haic_core.evidence.gap_map import gap_map
from haic_core.evidence.pooling import QUESTIONS, Pooled, StudyShare
from haic_core.evidence.side_lists import FreshnessLimit, Subgroup
from haic_core.judgement.assessment import Assessment, assess
from haic_core.judgement.compiling import rule_books
from haic_core.judgement.freshness import fact_ages
from haic_core.judgement.sensitivity import sensitivities
from haic_core.judgement.what_if import changed, compare
from haic_core.screen.ask_next import ask_next_list, meter
from haic_core.screen.board.evidence import evidence_screen
from haic_core.screen.compare import changed_evidence, changed_lines, changes_line, curves_line, version_grid
from haic_core.screen.curves import from_landmark, passport
from haic_core.screen.evidence import match_card, question_table
from haic_core.screen.freshness import age_line, limit_list
from haic_core.screen.gap_map import gap_table
from haic_core.screen.library import (
    certainty_table,
    chosen,
    criteria_list,
    disputes_of,
    document_head,
    figure_table,
    overview,
    patients_of,
    regimen_tables,
    speaks_of,
)
from haic_core.screen.plotly.forest import forest_figure, forest_text
from haic_core.screen.pooling import pooled_table
from haic_core.screen.sensitivity import sensitivity_strips
from haic_core.screen.survival_tables import conditional_table, reading_table, survival_table
from haic_core.words.vocabulary import Modality, Tier


def twenty() -> PublishedCurve:
    """Twenty women: five die at 6 months, five at 18, ten are seen until 30. Bands of round numbers."""
    records = [(6.0, 1)] * 5 + [(18.0, 1)] * 5 + [(30.0, 0)] * 10
    curve = find_curve(invented_library().sources, "arden/infused")
    made = replace(
        curve.reconstruction, records=tuple(records), time=(0.0, 6.0, 18.0, 30.0), survival=(1.0, 0.75, 0.5, 0.5),
        band_low=(1.0, 0.6, 0.3, 0.3), band_high=(1.0, 0.9, 0.7, 0.7),
    )  # fmt: skip
    return replace(curve, reconstruction=made, estimate=kaplan_meier(records))


# Curves


def test_survival_at_fixed_times_with_band_median_and_restricted_mean() -> None:
    """Restricted mean to 24: 6 + 12 x .75 + 6 x .5 = 18; its variance 144 x 5/300 + 9 x 5/150 = 2.7, error 1.6."""
    head, row = cells(survival_table([twenty()], invented_library()))
    assert head == [
        "Series", "Printed median", "6 months", "12 months", "18 months", "24 months", "36 months", "60 months",
        "Restricted mean to 24 months",
    ]  # fmt: skip
    assert row == [
        "HAIC · Arden 2020 (n = 40)", "20 months (15 to 26)", "75 % (60 to 90)", "75 % (60 to 90) printed",
        "50 % (30 to 70)", "50 % (30 to 70)", "past last follow-up", "past last follow-up", "18.0 months (SE 1.6)",
    ]  # fmt: skip


def test_a_curve_without_a_printed_median_says_so() -> None:
    assert cells(survival_table([replace(twenty(), printed=())], invented_library()))[1][1] == "not printed"


@pytest.mark.parametrize(
    ("months", "told"),
    [
        (0, ["100 %", "100 to 100 %", "20"]),
        (6, ["75 %", "60 to 90 %", "15"]),
        (17.9, ["75 %", "60 to 90 %", "15"]),
        (18, ["50 %", "30 to 70 %", "10"]),
        (30, ["50 %", "30 to 70 %", "0"]),
        (30.1, ["past last follow-up"]),
    ],
)
def test_survival_at_one_time_its_band_and_how_many_are_still_followed(months: float, told: list[str]) -> None:
    assert cells(reading_table([twenty()], months, invented_library()))[1][1:] == told


def test_of_those_alive_the_share_that_lives_a_year_more() -> None:
    """At 6 months .5/.75, at 12 months .5/.75, at 24 months a year more lies past the last follow-up."""
    assert cells(conditional_table([twenty()], invented_library()))[1][1:] == ["67 %", "67 %", "past last follow-up"]
    few = replace(twenty(), estimate=kaplan_meier([(6.0, 1)] * 11 + [(30.0, 0)] * 9))
    assert cells(conditional_table([few], invented_library()))[1][1:] == ["fewer than ten left"] * 3


def test_a_passport_tells_what_a_curve_is_made_of() -> None:
    told = plain(passport(twenty(), invented_library(), LIGHT))
    assert told.startswith(
        "HAIC · Arden 2020 (n = 40) n = 40, 30 events (30 deaths are printed) · 2010–2018 · phase II trial · full text "
        "Clock: first infusion · OS · Figure 1 Reconstructed: runs through every printed figure; "
    )
    assert "Gives back: n 40; events 30; median 20; " in told and "Guarantee-time" not in told
    later = find_curve(invented_library().sources, "arden/infused", "OS", "responders")
    assert "events not printed" in plain(passport(later, invented_library(), LIGHT))
    assert "Guarantee-time bias" in plain(passport(later, invented_library(), LIGHT))
    disputed = replace(twenty(), dispute=arden().dispute[0])
    assert "Disputed: Responders are 12 in Table 2 and 14 in the text. Shown: Table 2." in plain(
        passport(disputed, invented_library(), LIGHT)
    )


def test_from_a_landmark_a_curve_that_leaves_too_few_is_off_with_a_sentence() -> None:
    kept, off = from_landmark([twenty()], 12, invented_library())
    assert len(kept) == 1 and off == []
    kept, off = from_landmark([twenty()], 30, invented_library())
    assert kept == []
    assert off == ["HAIC · Arden 2020 (n = 40): fewer than ten are at risk past 30 months; no curve from there."]
    assert from_landmark([twenty()], 0, invented_library())[1] == []


# The library


def test_the_overview_counts_patients_figures_criteria_and_disputes() -> None:
    """Arden: 40 patients, 6 criteria, 1 dispute; her figures counted by hand in the file: 4 sizes, 8 of the tables of
    patients, 4 of response, 6 of survival, 4 of harm and 1 p alone."""
    library = invented_library()
    head, first, second = cells(overview(library.sources, library))
    assert head[0] == "Document" and head[5:] == ["Patients", "Figures", "Criteria", "Disputes"]
    assert first == [
        "Arden 2020", "A", "phase II trial", "full text", "HAIC", "40", str(len(figures_of(arden()))), "6", "1"
    ]  # fmt: skip
    assert len(figures_of(arden())) == 4 + 8 + 4 + 7 + 4 + 1
    assert second[:6] == ["Birch 2015", "B", "retrospective cohort", "abstract only", "TACE", "25"]
    assert patients_of(arden()) == 40 and speaks_of(birch()) == (Modality.TACE,)


def test_documents_are_chosen_by_option_and_tier_and_sorted_as_asked() -> None:
    library = invented_library(birch(), arden())
    assert [one.key for one in chosen(library, [], [], "reading order")] == ["birch", "arden"]
    assert [one.key for one in chosen(library, [], [], "name")] == ["arden", "birch"]
    assert [one.key for one in chosen(library, [], [], "year, newest first")] == ["arden", "birch"]
    assert [one.key for one in chosen(library, [], [], "patients, most first")] == ["arden", "birch"]
    assert [one.key for one in chosen(library, [], [], "figures, most first")] == ["arden", "birch"]
    assert [one.key for one in chosen(library, [Modality.TACE], [], "name")] == ["birch"]
    assert [one.key for one in chosen(library, [], [Tier.A], "name")] == ["arden"]


def test_every_figure_stands_with_value_p_clock_and_place_and_a_disputed_one_says_so() -> None:
    rows = {row[0]: row[1:] for row in cells(figure_table(figures_of(arden())))[1:]}
    assert rows["OS, median"] == ["20 months (15 to 26)", "", "first infusion", "Results, Survival"]
    assert rows["CR, count | disputed: responders_twice"] == ["2 of 40 (5 %)", "", "", "Table 2"]
    assert rows["PFS, median · few lines · versus many_lines"] == ["9 months", "p = 0.03", "first infusion", "Figure 1"]
    assert rows["Adverse event, count · Nausea · grade 3"] == ["4 of 40 (10 %)", "", "", "Table 3"]
    assert rows["OS, p value · HER2"] == ["0.4", "p > 0.4", "first infusion", "Table 4"]


def test_a_documents_head_says_what_it_is_and_how_it_was_read() -> None:
    assert plain(document_head(arden())) == (
        "Arden. Infusion for invented metastases. Journal of Invention · 2020 · 7:1-9 · doi 10.0000/arden "
        "One invented hospital · phase II trial · full text · peer reviewed · tier A "
        "Arden's responders are counted twice. Limits: few patients."
    )
    assert "not peer reviewed · tier B" in plain(document_head(birch()))


def test_criteria_regimens_disputes_and_certainty_stand_as_printed() -> None:
    library = invented_library()
    rows = cells(criteria_list(birch(), library))
    assert rows[1:] == [
        ["TACE", "entry", "Number of liver metastases at most 5 lesions", "Abstract"],
        ["TACE", "entry", "Largest lesion at most 9 cm", "Abstract"],
        ["TACE", "stated without a limit", "Adequate organ function", "Abstract"],
    ]
    assert cells(regimen_tables(arden().regimen))[1] == ["Inventinib", "40 mg/m2", "hepatic artery", "1"]
    assert "Cycle: every 4 weeks · Methods, Treatment" in plain(regimen_tables(arden().regimen))
    assert plain(regimen_tables(())) == "None printed." and plain(disputes_of(birch())) == "None declared."
    assert plain(disputes_of(arden())) == (
        "Arden 2020 : Responders are 12 in Table 2 and 14 in the text. Shown: Table 2. Table 2 ↔ Results, Response"
    )
    judged = certainty_table(certainty(arden(), ()))
    assert "OCEBM 2011 level 4" in plain(judged) and "single arm" in plain(judged)
    assert cells(judged)[1] == ["Confounding", "serious", "No comparison", "Discussion"]


MANY = Subgroup.model_validate(
    {"id": "many", "label": "Five or more", "condition": {"fact": "lesion_count", "at_least": 5}}
)


def test_the_gap_map_counts_patients_who_certainly_belong_and_says_where_no_study_is() -> None:
    """Arden prints 30 women with five or more metastases; Birch lets at most five in, of whom nothing follows."""
    head, row = cells(gap_table(gap_map(invented_library().sources, (MANY,)), invented_library()))
    by_option = dict(zip(head, row, strict=True))
    assert by_option["Patients with"] == "Five or more"
    assert by_option["HAIC"] == "30 patients, 1 study" and by_option["TACE"] == "none"


SHARES = (
    StudyShare("a", "Arden", 12, 40, 0.166, 0.465, False, "RECIST 1.1"),
    StudyShare("b", "Birch", 9, 25, 0.18, 0.575, True, "as printed"),
)
POOLED = Pooled(Modality.HAIC, "response", SHARES, 0.324, 0.21, 0.46, 0.05, 0.8, 0.01, 37.4)


def test_pooled_shares_show_each_study_the_summary_and_where_a_new_study_is_expected() -> None:
    assert cells(pooled_table(POOLED)) == [
        [QUESTIONS["response"], "Patients", "Share (95 % interval)"],
        ["Arden | RECIST 1.1", "12 of 40", "30 % (17 % to 46 %)"],
        ["Birch | as printed; count from a printed percentage", "9 of 25", "36 % (18 % to 57 %)"],
        [
            "Random effects | logit scale, Paule-Mandel, Hartung-Knapp",
            "I² 37 %",
            "32 % (21 % to 46 %) | a new study: 5 % to 80 %",
        ],
    ]
    assert len(cells(pooled_table(replace(POOLED, share=None)))) == 3


def test_a_forest_plot_draws_each_interval_to_its_own_side() -> None:
    squares, new, together = charts.traces(forest_figure(POOLED, invented_library(), LIGHT))
    assert squares["x"] == [30.0, 36.0]
    assert squares["error_x"]["array"] == pytest.approx([16.5, 21.5])
    assert squares["error_x"]["arrayminus"] == pytest.approx([13.4, 18.0])
    assert together["x"] == pytest.approx([32.4]) and together["y"] == ["Together"]
    assert together["error_x"]["array"] == pytest.approx([13.6])
    assert together["error_x"]["arrayminus"] == pytest.approx([11.4])
    assert new["error_x"]["array"] == pytest.approx([47.6]) and new["error_x"]["arrayminus"] == pytest.approx([27.4])
    assert forest_text(POOLED) == ("Objective response (CR + PR): Arden 12 of 40, Birch 9 of 25. Together 32 per cent.")


# The patient beside the evidence


def judged(patient: Patient) -> Assessment:
    return assess(patient, invented_library())


def card(patient: Patient) -> str:
    match = next(one for one in judged(patient).evidence if one.key == "arden/infused")
    return match_card(match, invented_library(), LIGHT)


def test_her_diamond_stands_where_her_value_lies_on_the_printed_range() -> None:
    """Ages 30 to 70: 50 is the middle of the track, which runs from 4 to 96 of a hundred; 30 its low end."""
    assert '<i class="hb-mark" style="left:50.0%"></i>' in card(invented_patient(age_years=50))
    assert '<i class="hb-mark" style="left:4.0%"></i>' in card(invented_patient(age_years=30))
    assert '<i class="hb-mark" style="left:96.0%"></i>' in card(invented_patient(age_years=90))
    outside = card(invented_patient(age_years=90))
    assert '<i class="hb-range" style="left:4.0%;width:61.3%"></i>' in outside


def test_bars_of_response_and_harm_are_as_wide_as_their_share() -> None:
    """Two, ten, sixteen and twelve of forty; nausea in four of forty, ulcers in 7.5 %."""
    told = card(invented_patient())
    widths = re.findall(r'class="hb-(cr|pr|sd|pd)" style="width:([\d.]+)%', told)
    assert widths == [("cr", "5.0"), ("pr", "25.0"), ("sd", "40.0"), ("pd", "30.0")]
    harms = [float(width) for width in re.findall(r'class="hb-h" style="width:([\d.]+)%', told)]
    assert sorted(harms) == [0.0, 7.5, 10.0]
    assert "4 of 40" in plain(told) and "6 events" in plain(told) and "7.5 %" in plain(told)


def test_a_disputed_paper_says_so_on_the_boards_evidence_screen() -> None:
    told = plain(evidence_screen(judged(invented_patient()), invented_library(), LIGHT, hidden=False))
    assert "Arden 2020 ⚑ 1 contradicts itself in 1 place n = 40 · full text" in told


def test_a_document_that_finds_a_factor_stands_against_one_that_does_not() -> None:
    rows = cells(question_table(judged(invented_patient()).questions))
    assert rows[1] == [
        "Prior systemic lines | OS",
        "Arden 2020 | n = 40, better: fewer than three, HR 1.8, p = 0.02, multivariable · Table 4",
        "Birch 2015 | n = 25, p = 0.6 · Abstract",
        "Conflict",
    ]
    assert rows[2] == ["HER2 | OS", "–", "Arden 2020 | n = 40, p > 0.4 · Table 4", "One-sided"]


def test_what_to_ask_next_says_how_it_becomes_known_and_how_many_options_wait_for_it() -> None:
    """Before anything invasive a board knows three things from history, three from blood and one from imaging; all
    five options wait for them, and only carrying on can be read."""
    nobody = judged(NOBODY)
    assert plain(meter(nobody)) == (
        "1 of 6 options can be read from what is recorded. Of the others: too little known of 5."
    )
    assert 'style="width:17%"' in meter(nobody)
    told = plain(ask_next_list(nobody))
    assert told.startswith(
        "Ask next and options that ask ECOG performance status history · 5 options "
        "Active infection history · 5 options Pregnant history · 5 options "
        "Platelets blood · 5 options Bilirubin blood · 5 options INR blood · 5 options"
    )
    assert told.endswith(f"{len(nobody.ask_next) - 6} more.")
    assert plain(ask_next_list(replace(nobody, ask_next=()))) == "Ask next No option that is open waits for a fact."


def test_the_meter_tells_how_the_undecided_options_stand() -> None:
    """Cedar warns of a lung shunt above 10 %: 12 % puts Y-90 in question, INR is not known. Arden leaves HAIC open."""
    spheres = document(
        "spheres", [{"modality": "y90", "fact": code, "at_most": 9} for code in ("ecog", "prior_lines", "inr")]
    )
    library = invented_library(arden(), cedar(), spheres)
    patient = known_ground(
        inr=None, prior_lines=2, lung_shunt_percent=12, bilirubin_mg_dl=1.1, bilirubin_uln_mg_dl=1.2,
        extrahepatic_disease="none", portal_vein_thrombosis=False, capecitabine_within_2_months=False,
    )  # fmt: skip
    assert plain(meter(assess(patient, library))).endswith(
        "Of the others: nothing against 1, 1 in question and too little known of 3."
    )


def test_two_versions_of_a_case_show_what_turns() -> None:
    library = invented_library()
    before = judged(
        known_ground(
            age_years=48, platelets_e9_l=90, bilirubin_uln_mg_dl=1.2, portal_vein_thrombosis=False,
            extrahepatic_disease="none",
        )
    )  # fmt: skip
    found = compare(before, judged(changed(before.patient, {"platelets_e9_l": 100, "age_years": 80})))
    assert plain(changes_line(found.changes)) == (
        "What if Age: 48 years → 80 years; Platelets: 90 ×10⁹/L → 100 ×10⁹/L."
    )
    head, first, second = cells(version_grid(found, library, LIGHT))
    place = head.index("HAIC")
    assert first[place] == "■ Does not meet" and second[place] == "● Meets | changed"
    assert second[head.index("Systemic alone")] == "unchanged"
    assert "HAIC Platelets at least 100 ×10⁹/L: not met → met Arden 2020, Methods, Laboratory" in plain(
        changed_lines(found, library)
    )
    [row] = cells(changed_evidence(found, library))[1:]
    assert row == [
        "HAIC – Arden 2020", "■ whole list not met → ● whole list met", "now inside: Platelets; now outside: Age",
    ]  # fmt: skip
    same = compare(before, before)
    assert plain(changes_line(same.changes)).startswith("Both versions are the same")
    assert plain(changed_evidence(same, library)) == "The patient lies on every series as before."
    assert plain(curves_line(["a"], ["a"])) == "The curves shown first stay the same: a."
    assert plain(curves_line(["a"], [])) == "Curves shown first as recorded: a. What if: none."


def test_another_standing_of_an_undecided_option_counts_as_changed() -> None:
    """INR stays unknown in both; a recorded progression is Arden's caution."""
    before = judged(
        known_ground(inr=None, bilirubin_uln_mg_dl=1.2, portal_vein_thrombosis=False, extrahepatic_disease="none")
    )
    found = compare(before, judged(changed(before.patient, {"extrahepatic_disease": "progressive"})))
    head, first, second = cells(version_grid(found, invented_library(), LIGHT))
    place = head.index("HAIC")
    assert (first[place], second[place]) == ("○+ Nothing against", "○? In question | changed")


LABS = FreshnessLimit.model_validate({"id": "labs", "label": "Labs", "days": 14, "facts": ("platelets_e9_l", "ecog")})


def test_how_old_the_facts_are_is_counted() -> None:
    days = {"platelets_e9_l": "2026-11-01"}
    ages = fact_ages(invented_patient(), days, (LABS,), date(2026, 11, 20))
    assert plain(age_line(ages, brief=True)) == "Dates: 1 too old, 1 without a date."
    assert plain(age_line(ages)).endswith("Labs: 14 days (this project’s convention, printed in no document).")
    assert age_line(()) == "" and plain(limit_list((LABS,))).endswith("Platelets and ECOG performance status")


def test_a_strip_puts_the_bound_and_the_recorded_value_where_they_lie() -> None:
    """Platelets 90 and a bound of 100: the window has room of 25 on both sides, from 65 to 125."""
    library = invented_library(document("one", [{"modality": "haic", "fact": "platelets_e9_l", "at_least": 100}]))
    patient = known_ground(platelets_e9_l=90)
    verdict = assess(patient, library).option(Modality.HAIC).verdict
    drawn = sensitivity_strips(sensitivities(rule_books(library)[Modality.HAIC], patient), verdict)
    assert '<u style="left:41.67%"></u>' in drawn and '<b style="left:58.33%">100</b>' in drawn
    assert '<i class="hb-fails" style="left:0.00%;width:58.33%">' in drawn
    assert '<i class="hb-meets" style="left:58.33%;width:41.67%">' in drawn
