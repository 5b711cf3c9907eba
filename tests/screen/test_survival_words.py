"""What stands under a survival chart: tables of numbers and passports, on curves of a few women followed by hand."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
from charts import MEDIAN, chart, curve, document
from invented import arden, changed, fir, invented_library, invented_patient
from reading import cells, plain

from haic_core.chart.palette import LIGHT
from haic_core.chart.survival import survival_chart
from haic_core.curves.published import PublishedCurve
from haic_core.evidence.source import Source
from haic_core.judgement.assessment import Assessment, assess
from haic_core.judgement.matching import Match
from haic_core.screen.curves import (
    chart_key,
    chart_notes,
    clock_note,
    era_note,
    from_landmark,
    passport,
    passports,
    small_charts_key,
)
from haic_core.screen.survival_tables import conditional_table, reading_table, survival_table
from haic_core.wording.curves import curve_label, landmark_label, outside_sentence
from haic_core.words.vocabulary import Endpoint, Modality

# Twenty women followed to 36 months, of whom one died at 2; nine women, of whom one died at 3, followed to 20.
MANY: tuple[tuple[float, int], ...] = ((2, 1), *((36, 0),) * 19)
NINE: tuple[tuple[float, int], ...] = ((3, 1), *((20, 0),) * 8)


def two() -> list[PublishedCurve]:
    return [curve(MANY, printed=()), curve(NINE, printed=(MEDIAN,), source=document("Cole"))]


def test_the_table_of_a_chart_has_a_row_for_each_curve_and_ends_where_each_line_ends() -> None:
    """19 of 20 are 95 %; the band by hand lies 0.1 on each side. Restricted mean to 24: 2 + 22 x 0.95 = 22.9, its
    error 22 x 0.95 x the root of 1 / (20 x 19) = 1.07."""
    html = survival_table(two(), invented_library())
    assert cells(html) == [
        ["Series", "Printed median", *(f"{month} months" for month in (6, 12, 18, 24, 36, 60)),
         "Restricted mean to 24 months"],
        ["HAIC · Arden 2020 (n = 20)", "not printed", *["95 % (85 to 100)"] * 5, "reconstructed to 36 months",
         "22.9 months (SE 1.1)"],
        ["HAIC · Cole 2020 (n = 9)", "12 months (8 to 15)", *["89 % (79 to 99)"] * 3,
         *["reconstructed to 20 months"] * 4],
    ]  # fmt: skip
    assert plain(html).startswith("Survival read from the curves Series ") and "XX" not in html


def test_only_where_the_longest_follow_up_is_printed_a_later_time_lies_past_it() -> None:
    printed = curve(MANY, printed=())
    known = replace(printed, plan=replace(printed.plan, own=replace(printed.summary, max_follow_up=36)))
    for one, told in ((known, "past last follow-up"), (printed, "reconstructed to 36 months")):
        assert cells(survival_table([one], invented_library()))[1][-2] == told
        assert cells(reading_table([one], 40, invented_library()))[1][1:] == [told]
        assert cells(conditional_table([one], invented_library()))[1][1:] == ["100 %", "100 %", "100 %"]


def test_a_median_with_one_limit_or_none_is_told_without_an_interval() -> None:
    without_upper = replace(MEDIAN, time_high_months=None)
    for median in (without_upper, replace(without_upper, time_low_months=None)):
        shown = curve(printed=(median,))
        assert cells(survival_table([shown], invented_library()))[1][1] == "12 months"


def test_survival_at_a_chosen_time_stands_row_by_row_under_its_heading() -> None:
    html = reading_table(two(), 12.5, invented_library())
    assert cells(html) == [
        ["Series", "At 12.5 months", "Range of reconstructions", "At risk, reconstructed"],
        ["HAIC · Arden 2020 (n = 20)", "95 %", "85 to 100 %", "~19"],
        ["HAIC · Cole 2020 (n = 9)", "89 %", "79 to 99 %", "~8"],
    ]
    firm = [replace(one, reconstruction=replace(one.reconstruction, kind="anchored")) for one in two()]
    assert [row[-1] for row in cells(reading_table(firm, 12.5, invented_library()))] == [
        "At risk, reconstructed",
        "19",
        "8",
    ]
    assert plain(html).startswith("Survival at 12.5 months Series At 12.5 months ")


def test_of_those_alive_a_year_more_is_told_where_ten_are_left_and_the_follow_up_reaches() -> None:
    html = conditional_table(two(), invented_library())
    assert cells(html) == [
        ["Series", "Alive at 6 months", "Alive at 12 months", "Alive at 24 months"],
        ["HAIC · Arden 2020 (n = 20)", "100 %", "100 %", "100 %"],
        ["HAIC · Cole 2020 (n = 9)", *["fewer than ten left"] * 3],
    ]
    assert plain(html).startswith("Share of those alive who live 12 months more Series Alive at 6 months ")


def test_of_progression_free_survival_nobody_is_said_to_be_merely_alive() -> None:
    """Whoever is still counted has neither died nor progressed."""
    free = [replace(one, basis=one.basis.model_copy(update={"endpoint": Endpoint.PFS})) for one in two()]
    free = [replace(one, endpoint=Endpoint.PFS) for one in free]
    told = plain(conditional_table(free, invented_library()))
    assert told.startswith(
        "Share of those progression-free who stay so 12 months more Series Progression-free at 6 months "
    )
    assert plain(reading_table(free, 6, invented_library())).startswith("Progression-free survival at 6 months ")
    left = free[0].from_landmark(6)
    assert left and curve_label(left, invented_library()).endswith(", progression-free at 6 months)")
    assert landmark_label(6, Endpoint.PFS) == "those progression-free at 6 months"


def changed_arden(**own: Any) -> Source:
    """Arden's paper with another curve basis, another study; None takes a field away."""

    def change(raw: dict[str, Any]) -> None:
        basis = {**raw["cohort"][0]["curve"][0], **own}
        raw["cohort"][0]["curve"][0] = {key: value for key, value in basis.items() if value is not None}

    return changed(arden(), change)


@pytest.mark.parametrize(
    ("source", "told"),
    [
        (arden(), "n = 12, 30 events (30 deaths are printed) · 2010–2018 · phase II trial · full text"),
        (changed(arden(), lambda raw: raw["study"].pop("enrolled")), "(30 deaths are printed) · era not printed · "),
        (changed_arden(events_basis=None), "n = 12, 30 events · 2010–2018"),
        (changed_arden(events=None, events_basis=None), "n = 12, events not printed · 2010–2018"),
        (changed_arden(n=12, n_basis="40 less 28"), "n = 12 (40 less 28), 30 events (30 deaths are printed) · "),
        (changed(arden(), lambda raw: raw["cohort"][0].update(enrolled=[2012, 2013])), " · 2012–2013 · phase II trial"),
        (changed_arden(locator="Figure 9"), "Clock: first infusion · OS · Figure 9 "),
    ],
)
def test_a_passport_tells_what_is_printed_of_a_curve_and_what_is_not(source: Source, told: str) -> None:
    assert told in plain(passport(curve(source=source), invented_library(), LIGHT))


def test_a_passport_of_a_curve_whose_clock_is_not_printed_says_so() -> None:
    drawn = replace(curve(), time_zero=None)
    assert "Clock: not stated · OS · Figure 1" in plain(passport(drawn, invented_library(), LIGHT))


def test_a_passport_is_whole() -> None:
    """One note of the reconstruction, nothing that it gives back but the number, no warning, no dispute."""
    made = replace(curve().reconstruction, notes=("The tail is a guess.", "So is the start."))
    told = passport(replace(curve(), reconstruction=made), invented_library(), LIGHT)
    assert plain(told) == (
        "HAIC · Arden 2020 (n = 12) n = 12, 30 events (30 deaths are printed) · 2010–2018 · phase II trial · full text "
        "Clock: first infusion · OS · Figure 1 Reconstructed from the printed median alone; the shape is a prior, the "
        "band is wide. Gives back: nothing beyond n The tail is a guess. So is the start."
    )
    assert told.startswith('<section class="hb-passport" style="--modality:#C2185B">')


def test_from_a_landmark_the_curves_that_reach_it_stay_in_their_order() -> None:
    """Nineteen of twenty are followed past six months; of nine women eight are, which is fewer than ten."""
    kept, off = from_landmark(two(), 6, invented_library())
    assert [(one.alive_at_months, one.n) for one in kept] == [(6, 19)]
    assert off == ["HAIC · Cole 2020 (n = 9): fewer than ten are at risk past 6 months; no curve from there."]
    assert from_landmark(two(), 0, invented_library()) == (two(), [])


def signs(html: str) -> list[tuple[str, str]]:
    """The key under a chart: sign by sign what it means; a line without a sign has an empty one."""
    lines = re.findall(r"<li>(.*?)</li>", html)
    return [(next(iter(re.findall(r'class="hb-sign-(\w+)"', line)), ""), plain(line)) for line in lines]


KEY = [
    ("line", "inferred curve, ten or more at risk"),
    ("dots", "fewer than ten at risk"),
    ("inner", "range of reconstructions (not a confidence interval)"),
    ("outer", "with the 95 % sampling interval"),
    ("diamond", "printed in the document"),
    ("whisker", "its printed interval"),
]
GUESSED = ("", "Grey numbers with ~ are inferred from a printed median alone.")


def few_left(**made: Any) -> PublishedCurve:
    """Twelve women, of whom from the sixth month on fewer than ten are at risk."""
    return curve(dashed_from=6.0, **made)


def test_a_key_under_every_chart_explains_every_mark_that_is_drawn() -> None:
    assert signs(chart_key(chart(few_left()))) == [*KEY, GUESSED]
    assert signs(chart_key(chart(few_left(kind="anchored")))) == KEY
    guessed_beside = chart(few_left(kind="anchored"), curve(source=document("Cole")))
    assert signs(chart_key(guessed_beside)) == [*KEY, GUESSED]
    assert signs(small_charts_key([chart(few_left())])) == KEY, "no numbers, nothing to say of them"


@pytest.mark.parametrize(
    ("drawn", "without"),
    [
        (curve(kind="anchored"), {"dots"}),
        (few_left(kind="anchored", printed=()), {"diamond", "whisker"}),
        (few_left(kind="anchored", printed=(replace(MEDIAN, time_high_months=None),)), {"whisker"}),
        (replace(few_left(kind="anchored"), alive_at_months=6.0), {"inner", "outer", "diamond", "whisker"}),
    ],
    ids=["ten at risk to the end", "nothing printed", "no interval printed", "from a landmark"],
)
def test_a_mark_that_a_chart_does_not_have_is_not_in_its_key(drawn: PublishedCurve, without: set[str]) -> None:
    expected = [one for one in KEY if one[0] not in without]
    assert signs(chart_key(chart(drawn))) == expected
    assert signs(small_charts_key([chart(drawn)])) == expected


def test_a_sampling_interval_inside_the_range_of_reconstructions_is_not_in_the_key() -> None:
    """A band from nothing to all leaves no room around it."""
    wide = few_left(kind="anchored")
    steps = len(wide.reconstruction.time)
    made = replace(wide.reconstruction, band_low=(0.0,) * steps, band_high=(1.0,) * steps)
    assert signs(chart_key(chart(replace(wide, reconstruction=made)))) == [one for one in KEY if one[0] != "outer"]


def test_the_key_of_small_charts_explains_what_any_of_them_draws_and_nothing_that_stands_beside() -> None:
    plain_line, dotted = curve(kind="anchored", printed=()), few_left(kind="anchored", printed=())
    told = signs(small_charts_key([chart(plain_line), chart(dotted)]))
    assert told == [one for one in KEY if one[0] not in ("diamond", "whisker")]
    beside_it = chart(plain_line, few_left(source=document("Cole")))
    assert [sign for sign, _ in signs(small_charts_key([beside_it]))] == ["line", "inner", "outer"]


def beside(**changed: Any) -> tuple[Assessment, Match]:
    """The invented patient, and Arden's series beside her."""
    found = assess(invented_patient(**changed), invented_library())
    return found, next(match for match in found.evidence if match.key == "arden/infused")


DESCRIBE = "These curves describe the patients of these documents."
# With platelets of 120 and no thrombosis she meets Arden's list; as she progresses outside the liver, she is like
# nobody there. Of performance Arden has a line with two ways to meet it and prints no patients.
MEETS = {"platelets_e9_l": 120, "portal_vein_thrombosis": False}
INSIDE = {"extrahepatic_disease": "none"}
SITTING = {"ecog": 3, "karnofsky": 50}


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        (MEETS | INSIDE, ""),
        (MEETS | INSIDE | SITTING, f"This patient does not meet the published criteria of HAIC. {DESCRIBE}"),
        (MEETS, f"Arden 2020 printed other patients than her: extrahepatic disease. {DESCRIBE}"),
        (
            MEETS | {"age_years": 80},
            f"Arden 2020 printed other patients than her: age and extrahepatic disease. {DESCRIBE}",
        ),
        (
            {},
            "This patient does not meet the published criteria of HAIC; Arden 2020 printed other patients than her: "
            f"extrahepatic disease and platelets. {DESCRIBE}",
        ),
    ],
    ids=["neither", "the option fails", "the series differs", "it differs in two facts", "both"],
)
def test_whom_the_curves_do_not_describe_is_said(changed: dict[str, Any], said: str) -> None:
    found, match = beside(**changed)
    assert outside_sentence(found.option(Modality.HAIC), match, "HAIC") == said
    drawn = plain(chart_notes(chart(), found, invented_library()))
    clock = (
        "Time zero: first infusion. Different patients entered different studies: curves beside each other do not "
        "compare treatments."
    )
    assert drawn == f"{said} {clock}".strip()
    brief = plain(chart_notes(chart(), found, invented_library(), brief=True))
    assert brief == f"{said} Time zero: first infusion.".strip()


def test_an_option_that_fails_says_so_where_no_series_of_it_is_beside_the_patient() -> None:
    found, _ = beside()
    sentence = f"This patient does not meet the published criteria of HAIC. {DESCRIBE}"
    assert outside_sentence(found.option(Modality.HAIC), None, "HAIC") == sentence
    assert outside_sentence(found.option(Modality.SYSTEMIC), None, "Systemic alone") == ""
    elsewhere = chart(curve(source=document("Cole")))
    assert plain(chart_notes(elsewhere, found, invented_library())).startswith(sentence)


def test_over_a_systemic_curve_stands_how_old_it_is() -> None:
    """Fir's patients entered before the therapies of today."""
    only_systemic = fir().model_copy(update={"cohort": fir().cohort[1:]})
    series = curve(source=only_systemic)
    found, _ = beside()
    assert plain(era_note([series], invented_library())) in plain(chart_notes(chart(series), found, invented_library()))
    assert era_note([series], invented_library()) != ""


def test_under_the_chart_stands_from_when_it_counts_and_that_it_compares_no_treatments() -> None:
    assert plain(clock_note(chart())) == (
        "Time zero: first infusion. Different patients entered different studies: curves beside each other do not "
        "compare treatments."
    )


def test_each_passport_wears_the_colour_of_its_line() -> None:
    two = [curve(source=document("Ash")), curve(source=document("Box"))]
    told = passports(two, invented_library(), LIGHT)
    colours = re.findall(r'hb-passport" style="--modality:(#\w+)"', told)
    assert colours == [drawn.colour for drawn in survival_chart(two, invented_library()).curves]
    assert len(set(colours)) == 2
