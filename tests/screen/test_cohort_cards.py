"""A cohort beside the invented patient, and what documents say of a factor: every piece of the card, word for word."""

from __future__ import annotations

import re
from typing import Any

import pytest
from invented import arden, birch, changed, invented_library, invented_patient
from reading import cells, plain

from haic_core.case.patient import Patient
from haic_core.chart.palette import DARK, LIGHT
from haic_core.evidence.agreement import questions
from haic_core.evidence.source import Source
from haic_core.judgement.assessment import assess
from haic_core.screen.evidence import match_card, question_table
from haic_core.words.vocabulary import Modality


def card(source: Source, patient: Patient | None = None) -> str:
    """The card of a document's only cohort."""
    library = invented_library(source)
    (match,) = assess(patient or invented_patient(), library).evidence
    return match_card(match, library, LIGHT)


def birch_with(**own: Any) -> Source:
    """Birch's abstract with other content of her cohort; None takes a field away."""

    def change(raw: dict[str, Any]) -> None:
        kept = {key: value for key, value in {**raw["cohort"][0], **own}.items() if value is not None}
        raw["cohort"][0] = kept

    return changed(birch(), change)


def strips(html: str) -> dict[str, tuple[str, str, str]]:
    """Per fact of the card how the patient lies on it, what is said of her, and what is printed where."""
    found = re.findall(
        r'<div class="hb-strip hb-([\w-]+)"><span class="hb-strip-name">(.*?)</span>.*?'
        r'<span class="hb-strip-said">(.*?)</span><span class="hb-strip-place">(.*?)</span></div>',
        html,
    )
    return {name: (state, plain(said), printed) for state, name, said, printed in found}


def test_a_card_says_whose_patients_they_are_how_many_and_how_far_the_document_can_be_trusted() -> None:
    told = plain(card(birch()))
    assert told.startswith("TACE – Birch 2015: All embolised ")
    assert plain(card(arden())).startswith("HAIC – Arden 2020: All infused ■ whole list not met n = 40 · ")
    assert "n = 25 · retrospective cohort · abstract only · not peer reviewed" in told
    assert "Read as an abstract." in told
    assert "n = 40 · phase II trial · full text Closest group: Fewer than three lines. Inside on 4 of 7" in plain(
        card(arden())
    )


def test_a_card_of_a_quoted_series_without_a_number_that_shares_its_patients_says_all_three() -> None:
    source = birch_with(n=None, quoted_from="Ash 1999", same_patients_as="ash/all", curve=None)
    assert (
        "n not printed · retrospective cohort · abstract only · quoted from Ash 1999 · not peer reviewed · "
        "shares patients with ash" in plain(card(source))
    )


def test_a_document_without_a_caveat_has_none_on_its_card_and_no_group_is_named_where_none_fits() -> None:
    bare = changed(birch(), lambda raw: raw.pop("caveat"))
    assert "hb-caveat" in card(birch()) and "hb-caveat" not in card(bare)
    assert re.search(r"not peer reviewed Inside on [^.]*\. .*This patient on the series", plain(card(bare)))
    assert '</p><div class="hb-two">' in card(bare)


def test_what_stands_of_her_on_the_cohort_reads_as_one_piece() -> None:
    """From the first strip to the last: name, the printed shares, what she has, what is printed where."""
    assert (
        "This patient on the series Age 48 years inside 30 to 70 · Table 1, age Extrahepatic disease None Stable "
        "Progressive progressive outside None: 22; Stable: 18; Progressive: 0 · Table 1, extrahepatic Number of liver "
        "metastases 1 to 4 5 or more 6 lesions inside 1 to 4: 10; 5 or more: 30 · Table 1, lesions Outside its entry "
        "limits: Platelets 90 ×10⁹/L " in plain(card(arden()))
    )
    assert '<i class="hb-centre" style="left:50.0%"></i>' in card(arden()), "the printed median of 50 years"


def test_where_the_paper_reports_all_that_is_recorded_nothing_is_folded_away() -> None:
    told = card(arden(), Patient({"primary": "breast", "age_years": 48}))
    assert "hb-more" not in told
    assert "Within its entry limits: Primary tumour breast Response and harms, as printed Best" in plain(told)
    one = card(birch(), Patient({"primary": "breast", "lesion_count": 3}))
    assert "<summary>1 recorded fact the document does not report</summary>Primary tumour</details>" in one


def test_harms_of_several_tables_name_each_table_once() -> None:
    def change(raw: dict[str, Any]) -> None:
        raw["cohort"][0]["harm"][2]["locator"] = "Results, Safety"

    assert "Grade 3 or higher Table 3; Results, Safety; same scale as response" in plain(card(changed(arden(), change)))


def test_a_card_wears_the_colour_of_its_option_in_either_theme() -> None:
    library = invented_library()
    match = next(one for one in assess(invented_patient(), library).evidence if one.modality is Modality.HAIC)
    assert match_card(match, library, LIGHT).startswith('<section class="hb-match" style="--modality:#C2185B">')
    assert match_card(match, library, DARK).startswith('<section class="hb-match" style="--modality:#F48FB1">')


def test_each_strip_says_what_she_has_where_that_lies_and_what_is_printed_where() -> None:
    assert strips(card(arden(), invented_patient(lesion_count=None))) == {
        "Age": ("inside", "48 years inside", "30 to 70 · Table 1, age"),
        "Extrahepatic disease": (
            "outside", "progressive outside", "None: 22; Stable: 18; Progressive: 0 · Table 1, extrahepatic",
        ),
        "Number of liver metastases": ("not-recorded", "not recorded", "1 to 4: 10; 5 or more: 30 · Table 1, lesions"),
    }  # fmt: skip


def test_the_printed_centre_and_her_value_stand_where_they_lie_on_the_printed_range() -> None:
    """Largest lesion 1 to 9 cm, mean 4, on a track from 4 to 96 of a hundred: 4 cm at 4 + 92 x 3/8 = 38.5."""
    told = card(birch(), invented_patient(largest_lesion_cm=5))
    assert '<i class="hb-range" style="left:4.0%;width:92.0%"></i><i class="hb-centre" style="left:38.5%"></i>' in told
    assert '<i class="hb-mark" style="left:50.0%"></i>' in told
    # 0.6 cm lies left of the range, which shrinks to 8/8.4 of the track: from 4 + 92 x 0.4/8.4 = 8.4 on.
    below = card(birch(), invented_patient(largest_lesion_cm=0.6))
    assert '<i class="hb-mark" style="left:4.0%"></i>' in below
    assert '<i class="hb-range" style="left:8.4%;width:87.6%"></i>' in below
    unknown = card(birch(), invented_patient(largest_lesion_cm=None))
    assert "hb-centre" in unknown and "hb-mark" not in unknown


def test_a_range_of_one_value_is_drawn_too() -> None:
    base = {"name": "Largest lesion", "fact": "largest_lesion_cm", "unit": "cm", "range": [4, 4], "locator": "Abstract"}
    assert '<i class="hb-range" style="left:4.0%;width:0.0%"></i>' in card(
        birch_with(baseline=[base]), invented_patient(largest_lesion_cm=4)
    )


def test_printed_counts_are_as_wide_as_they_are_and_her_own_is_marked() -> None:
    told = card(arden())
    assert '<i class="" style="flex-grow:10">1 to 4</i><i class="hb-own" style="flex-grow:30">5 or more</i>' in told
    # Nobody had progressive disease: a hair, so that her own mark is seen.
    assert '<i class="hb-own" style="flex-grow:0.001">Progressive</i>' in told
    shares = [{"label": "1 to 4", "percent": 40, "when": {"between": [1, 4]}}, {"label": "Unknown", "percent": 60}]
    percents = card(
        birch_with(baseline=[{"name": "Lesions", "fact": "lesion_count", "shares": shares, "locator": "Abstract"}]),
        invented_patient(lesion_count=2),
    )
    # Birch prints them in per cent of 25 patients; whom no value of the fact describes is hatched.
    rest = '<i class="hb-silent" style="flex-grow:15">other or unknown</i></span>'
    assert f'<i class="hb-own" style="flex-grow:10">1 to 4</i>{rest}' in percents and ">Unknown</i>" not in percents


def test_53_of_86_patients_look_like_53_of_86_where_the_other_row_is_not_printed() -> None:
    solitary = [{"label": "Solitary", "count": 53, "when": {"at_most": 1}}]
    base = {"name": "Lesions", "fact": "lesion_count", "shares": solitary, "exhaustive": False, "locator": "Table 1"}
    of_86 = card(birch_with(baseline=[base | {"n": 86}]), invented_patient(lesion_count=4))
    assert (
        '<i class="" style="flex-grow:53">Solitary</i><i class="hb-silent" style="flex-grow:33">not printed</i>'
        in of_86
    )
    full = [*solitary, {"label": "More", "count": 33, "when": {"at_least": 2}}]
    assert "hb-silent" not in strips_only(card(birch_with(baseline=[base | {"n": 86, "shares": full}])))


def strips_only(told: str) -> str:
    return told.split("<h3>Response and harms", 1)[0]


def test_patients_whom_no_category_of_response_places_are_hatched_and_a_rate_alone_places_everyone() -> None:
    """Of 40 evaluated the table prints CR 2, PR 10, SD 16: 12 are not said, 30 %."""

    def change(raw: dict[str, Any]) -> None:
        raw["cohort"][0]["outcome"] = [one for one in raw["cohort"][0]["outcome"] if one["endpoint"] != "PD"]

    told = card(changed(arden(), change))
    assert '<i class="hb-silent" style="width:30.0%"></i></span>' in told and "</i>not printed</li>" in told
    assert '<i class="hb-silent"' not in card(arden()).split("<h3>Response and harms", 1)[1]


def test_the_documents_own_limits_and_what_it_is_silent_about_stand_under_the_strips() -> None:
    told = card(arden())
    assert '<p class="hb-small hb-not_met"><b>Outside its entry limits:</b> Platelets 90 ×10⁹/L</p>' in told
    assert '<p class="hb-small"><b>Entry limits, not recorded here:</b> Portal vein thrombosis</p>' in told
    assert "<b>Within its entry limits:</b> Primary tumour breast; Bilirubin 1.5 mg/dL</p>" in told
    assert "×10⁹/L</p><p " in told and "thrombosis</p><p " in told
    assert (
        "<summary>3 recorded facts the document does not report</summary>ECOG performance status, "
        "Prior systemic lines, Largest lesion</details>" in told
    )


def test_a_document_that_prints_nothing_of_its_patients_says_so() -> None:
    sentence = '<p class="hb-small">The document prints no ranges or counts of its patients.</p>'
    assert f'<div class="hb-strips">{sentence}</div>' in card(birch_with(baseline=None))
    assert "prints no ranges" not in card(birch())


def test_response_and_harms_say_by_which_criteria_where_they_are_printed_and_that_one_scale_holds() -> None:
    told = plain(card(arden()))
    assert told.endswith(
        "Best response RECIST 1.1, Table 2 CR 2 of 40 PR 10 of 40 SD 16 of 40 PD 12 of 40 "
        "Grade 3 or higher Table 3; same scale as response Nausea, grade 3 4 of 40 Gastric ulcer, grade 3-4 7.5 % "
        "Catheter occlusion, grade 3 6 events"
    )
    assert plain(card(birch())).endswith(
        "Best response Abstract responded 36 % Grade 3 or higher Harms not printed where read."
    )
    assert "Response and harms, as printed No response printed. Grade 3" in plain(
        card(birch_with(outcome=None, curve=None))
    )


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({}, "Birch 2015 | n = 25, p = 0.6 · Abstract"),
        (
            {"p": None, "hazard_ratio": 1.25, "better": "none before"},
            "Birch 2015 | n = 25, better: none before, HR 1.25 · Abstract",
        ),
        ({"analysis": "Cox", "p_is": ">"}, "Birch 2015 | n = 25, p > 0.6, Cox · Abstract"),
    ],
)
def test_a_documents_voice_tells_how_it_counted_as_far_as_that_is_printed(more: dict[str, Any], said: str) -> None:
    def change(raw: dict[str, Any]) -> None:
        own = raw["cohort"][0]["association"][0]
        raw["cohort"][0]["association"][0] = {k: v for k, v in {**own, **more}.items() if v is not None}

    table = question_table(questions([changed(birch(), change)], "breast"))
    assert cells(table) == [
        ["Factor", "Associated", "Not associated", "Together"],
        ["Prior systemic lines | OS", "–", said, "One-sided"],
    ]
    assert "hb-conflict" not in table


def test_two_documents_that_say_the_same_stand_one_after_the_other_and_a_factor_that_is_no_fact_keeps_its_words() -> (
    None
):
    def voiced(raw: dict[str, Any]) -> None:
        own = {"factor": "Menopause", "endpoint": "OS", "associated": True, "p": 0.01, "locator": "Table 5"}
        raw["cohort"][0]["association"] = [own]

    both = [changed(arden(), voiced), changed(birch(), voiced)]
    assert cells(question_table(questions(both, "breast")))[1:] == [
        [
            "Menopause | OS", "Arden 2020 | n = 40, p = 0.01 · Table 5Birch 2015 | n = 25, p = 0.01 · Table 5", "–",
            "One-sided",
        ]
    ]  # fmt: skip


def test_a_series_without_a_number_or_of_all_primaries_says_so_where_it_speaks_and_a_conflict_is_marked() -> None:
    table = question_table(questions([arden(), birch_with(n=None, primary="mixed")], "breast"))
    rows = {row[0]: row[1:] for row in cells(table)}
    assert rows["Prior systemic lines | OS"][1:] == [
        "Birch 2015 | all primaries together, p = 0.6 · Abstract", "Conflict",
    ]  # fmt: skip
    assert table.count('<tr class="hb-conflict">') == 1 and "<b>Conflict</b>" in table
