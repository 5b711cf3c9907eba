"""What stands beside the cohorts of an option: randomised documents, context, resin and glass, word for word."""

from __future__ import annotations

from typing import Any

import pytest
from invented import arden, changed, elm, fir, invented_library, invented_patient
from reading import cells, plain
from worked import sources

from haic_core.chart.palette import LIGHT
from haic_core.curves.published import find_curve
from haic_core.evidence.certainty import certainty_for_the_liver
from haic_core.evidence.context import context_of
from haic_core.evidence.gap_map import gap_map
from haic_core.evidence.pooling import QUESTIONS, Pooled, StudyShare
from haic_core.evidence.series import randomised
from haic_core.evidence.source import Source
from haic_core.evidence.spheres import by_spheres
from haic_core.judgement.assessment import assess
from haic_core.screen.context import context_block, randomised_block, spheres_block
from haic_core.screen.curves import era_note, passport
from haic_core.screen.evidence import match_card
from haic_core.screen.gap_map import gap_table
from haic_core.screen.pooling import pooled_table
from haic_core.words.vocabulary import Modality, Particle

LIBRARY = invented_library(arden(), elm(), fir())


def context(*found: Source, option: Modality | None = Modality.SYSTEMIC, **facts: str) -> str:
    return context_block(context_of(found or LIBRARY.sources, LIBRARY.eras, option, "breast", facts))


def test_a_row_of_context_says_what_is_printed_whose_it_is_why_it_is_context_and_where_it_stands() -> None:
    head, first, second, third, fourth, cut_off = cells(context())
    assert head == ["Document", "Printed", "Whose", "Why context"]
    mark = "All sites; no figure of the liver alone."
    assert first == [
        "Elm 2022 | Abstract, line 2",
        "median overall survival 20 months (15 to 26), against chemotherapy | time zero: randomisation",
        "Conjugate, all sites; n = 50; 30 of 50 with liver metastases",
        mark,
    ]
    assert second[1:3] == [
        "median progression-free survival 4 months | time zero: randomisation",
        "Conjugate, all sites: Hormone receptor negative; n = 20; 30 of 50 with liver metastases",
    ]
    assert third[1] == (
        "hazard ratio for overall survival 0.7 (0.5 to 0.9), against chemotherapy, p < 0.01 | time zero: randomisation"
    )
    assert fourth[1] == "response 40 %"
    assert cut_off == [
        "Elm 2022 | Abstract, line 7",
        "no survival, response or serious harm in the part read",
        "Inhibitor, liver metastases, results cut off; n = 12",
        f"{mark} Quoted from Ash 1999.",
    ]


def test_a_therapy_without_a_series_of_the_liver_says_so_with_what_there_is() -> None:
    told = plain(context())
    assert "No liver-metastasis series of trastuzumab deruxtecan in this library; context: Elm 2022." in told
    assert (
        "No liver-metastasis series of CDK4/6 inhibitors in this library; liver metastases, but results not read: "
        "Elm 2022." in told
    )
    assert "No liver-metastasis series of T-DM1 in this library; no context either." in told


def test_an_option_of_which_only_context_is_there_says_so() -> None:
    sentence = "No liver-metastasis series of this therapy in the library."
    assert sentence in plain(context(elm()))
    assert sentence not in plain(context())


def test_a_series_of_another_subtype_is_named_where_it_is_left_out() -> None:
    assert "Left out, printed for another subtype than this patient’s: Elm 2022." in plain(context(her2="positive"))


def test_nothing_is_drawn_where_there_is_no_context() -> None:
    assert context(option=Modality.HAIC) == ""


def test_context_beyond_ten_figures_is_folded_away() -> None:
    def many(raw: dict[str, Any]) -> None:
        raw["cohort"] = [{**raw["cohort"][1], "id": f"series_{number}"} for number in range(11)]

    folded = context(changed(elm(), many))
    shown, _, rest = folded.partition("<details")
    assert (len(cells(shown)), len(cells(rest))) == (1 + 10, 1 + 1)
    assert "1 more figure<" in rest


def test_a_randomised_trial_stands_with_its_arms_and_how_sure_it_is_for_the_liver() -> None:
    _, row = cells(randomised_block([fir()], "breast"))
    assert row[0] == "FIR-1 (Fir 2012) | Two invented arms · abstract only"
    assert row[1] == (
        "Spheres (n = 30): median overall survival 15 months; against systemic therapy | "
        "time zero: randomisation · Abstract, line 2"
        "Systemic therapy (n = 31): median overall survival 12 months; against spheres | "
        "time zero: randomisation · Abstract, line 2"
    )
    assert row[2] == ("low | only the abstract was read; no interval printed for the difference | Few patients.")


def test_where_no_option_is_chosen_the_randomised_documents_are_named_and_folded() -> None:
    html = randomised_block([fir(), fir(), elm()], "breast", folded=True)
    summary = html.partition("<summary>")[2].partition("</summary>")[0]
    assert summary == "FIR-1 (Fir 2012) and Elm 2022"
    assert cells(html) == cells(randomised_block([fir(), fir(), elm()], "breast"))
    assert "<details" not in randomised_block([fir()], "breast") and randomised_block([], "breast") == ""


def test_an_arm_compared_with_several_says_of_each_figure_with_which() -> None:
    def two(raw: dict[str, Any]) -> None:
        raw["cohort"][0]["outcome"][1].update(versus="glass", group="resin")

    told = cells(randomised_block([changed(fir(), two)], "breast"))[1][1]
    assert "median overall survival 15 months, against systemic therapy; response 9 of 18, against Glass |" in told


def test_a_count_of_lesions_is_no_share_of_the_patients_and_a_disputed_figure_says_so() -> None:
    def lesions(raw: dict[str, Any]) -> None:
        raw["cohort"][0]["outcome"] = [
            {"endpoint": "PR", "statistic": "count", "value": 6, "unit": "lesions", "n": 34, "locator": "Text"}
        ]
        raw["dispute"] = [
            {"id": "six", "kind": "reading", "what": "Six or seven.", "shown": "Six.", "between": ["Text"],
             "figures": ["elm/conjugate:PR:count"]}
        ]  # fmt: skip

    row = cells(context(changed(elm(), lesions)))[1]
    assert row[1:3] == [
        "partial response 6 lesions | disputed",
        "Conjugate, all sites; n = 50; 30 of 50 with liver metastases",
    ]


def test_a_trial_without_results_is_not_among_the_randomised_and_the_patients_primary_stands_first() -> None:
    def planned(raw: dict[str, Any]) -> None:
        for cohort in raw["cohort"]:
            cohort["outcome"] = cohort["curve"] = []

    assert randomised([changed(fir(), planned)], None, "breast") == ()
    other = changed(fir(), lambda raw: [cohort.update(primary="colorectal") for cohort in raw["cohort"]])
    assert randomised([other, fir()], None, "breast") == (fir(), other)
    assert randomised([other, fir()], None, "colorectal") == (other, fir())


def test_reasons_for_less_certainty_are_told_as_far_as_they_are_printed() -> None:
    def mixed(raw: dict[str, Any]) -> None:
        for cohort in raw["cohort"]:
            cohort.update(primary="mixed", sites="all", liver_metastases=9)
        raw["cohort"][0]["outcome"].append(
            {"endpoint": "OS", "statistic": "hazard_ratio", "value": 0.8, "locator": "Abstract"}
        )

    assert certainty_for_the_liver(changed(fir(), mixed), "breast").reasons == (
        "primaries together",
        "other sites too",
        "only the abstract was read",
        "no interval printed for the difference",
    )
    assert certainty_for_the_liver(changed(fir(), mixed), "breast").word == "very low"


def test_certainty_for_the_liver_falls_one_step_for_each_reason() -> None:
    def whole(raw: dict[str, Any]) -> None:
        raw["document"] = "full_text"
        raw["cohort"][0]["outcome"].append(
            {"endpoint": "OS", "statistic": "hazard_ratio", "value": 0.8, "ci": [0.5, 1.2], "locator": "Text"}
        )

    def elsewhere(raw: dict[str, Any]) -> None:
        whole(raw)
        for cohort in raw["cohort"]:
            cohort["sites"] = "all"

    assert certainty_for_the_liver(changed(fir(), whole), "breast").word == "high"
    assert certainty_for_the_liver(changed(fir(), whole), "colorectal").reasons == ("another primary, breast",)
    found = certainty_for_the_liver(changed(fir(), elsewhere), "breast")
    assert (found.word, found.reasons) == ("moderate", ("other sites too, number with liver metastases not printed",))


def test_a_trial_bears_on_the_options_of_its_arms_and_on_those_it_names() -> None:
    for option, bears in (("y90", True), ("systemic", True), ("resection", True), ("haic", False)):
        assert (fir() in randomised([fir()], Modality(option), "breast")) is bears


def test_drug_against_drug_says_nothing_of_a_local_treatment() -> None:
    assert randomised([elm()], None, "breast") == ()


def test_nrg_br002_stands_with_systemic_treatment_alone_and_is_very_uncertain_for_the_liver() -> None:
    found = {source.key: source for source in randomised(sources(), Modality.SYSTEMIC, "breast")}
    assert list(found) == ["nrg_br002"]
    (row,) = cells(randomised_block(list(found.values()), "breast"))[1:]
    assert row[0].startswith("NRG-BR002 (Chmura)")
    assert "number with liver metastases not printed" in row[1]
    assert row[2].startswith("very low | other sites too, number with liver metastases not printed; known second-hand")


def test_resin_and_glass_stand_beside_each_other_as_no_randomised_comparison() -> None:
    (found,) = by_spheres(sources(), "breast")
    assert found.source.key == "tare_meta_2024"
    html = spheres_block([found])
    assert "Resin and glass between studies, not randomised." in plain(html)
    assert cells(html) == [
        ["TARE meta-analysis 2024: Radioembolisation, pooled", "resin spheres, n = 395", "glass spheres, n = 144"],
        ["response, pooled | Abstract", "60.35 % (46.55 to 73.36)", "32.38 % (18.43 to 48.16)"],
        ["disease control, pooled | Abstract", "92.73 % (87.17 to 96.8)", "82.69 % (59.29 to 97.26)"],
    ]


def test_what_is_printed_of_one_kind_of_spheres_only_is_not_printed_of_the_other() -> None:
    assert cells(spheres_block(by_spheres([fir()], "breast")))[1:] == [
        ["response | Abstract, line 3", "9 of 18", "4 of 12"],
        ["disease control | Abstract, line 3", "15 of 18", "not printed"],
    ]


def test_one_kind_of_spheres_alone_is_no_comparison() -> None:
    def resin_only(raw: dict[str, Any]) -> None:
        raw["cohort"][0]["group"][1].pop("particle")

    assert by_spheres([changed(fir(), resin_only)], "breast") == ()
    assert spheres_block(()) == ""


def test_spheres_that_a_document_does_not_tell_are_not_stated_and_only_y90_has_any() -> None:
    silent = changed(fir(), lambda raw: raw["cohort"][0].pop("particle"))
    assert [cohort.spheres for cohort in silent.cohort] == [Particle.NOT_STATED, None]
    with pytest.raises(ValueError, match="spheres are of Y-90; the cohort 'systemic' is of 'systemic'"):
        changed(fir(), lambda raw: raw["cohort"][1].update(particle="resin"))


def test_every_series_of_radioembolisation_says_which_spheres_or_that_they_are_not_stated() -> None:
    used = [cohort for source in sources() for cohort in source.cohort if cohort.modality is Modality.Y90]
    assert all(cohort.particle for cohort in used)
    assert {source.key for source in sources() for cohort in source.cohort if cohort.particle is Particle.RESIN} == {
        "aarts2020",
        "cirt_breast_y90",
    }


def test_the_card_of_a_radioembolisation_tells_its_spheres_and_that_of_a_systemic_series_its_time() -> None:
    found = {match.modality: match for match in assess(invented_patient(), LIBRARY).evidence}
    assert "resin and glass spheres together" in plain(match_card(found[Modality.Y90], LIBRARY, LIGHT))
    older = "Enrolled 2000–2010, before T-DM1, CDK4/6 inhibitors and trastuzumab deruxtecan."
    assert older in plain(match_card(found[Modality.SYSTEMIC], LIBRARY, LIGHT))
    assert "Enrolled" not in plain(match_card(found[Modality.HAIC], LIBRARY, LIGHT))


def test_a_systemic_curve_of_another_time_says_so_under_the_chart_and_in_its_passport() -> None:
    curves = [find_curve(LIBRARY.sources, "arden/infused"), find_curve(LIBRARY.sources, "fir/systemic")]
    sentence = "Enrolled 2000–2010, before T-DM1, CDK4/6 inhibitors and trastuzumab deruxtecan."
    assert plain(era_note(curves, LIBRARY)) == f"Systemic alone, Fir 2012: {sentence}"
    assert sentence in plain(passport(curves[1], LIBRARY, LIGHT))
    assert "before" not in plain(passport(curves[0], LIBRARY, LIGHT))


def test_the_gap_map_counts_resin_and_glass_apart() -> None:
    def women_of_one_kind(raw: dict[str, Any]) -> None:
        raw["cohort"][0]["baseline"] = [
            {
                "name": "HER2",
                "fact": "her2",
                "locator": "Abstract",
                "shares": [{"label": "Positive", "count": 30, "when": {"is": "positive"}}],
            }
        ]

    silent = changed(fir(), lambda raw: raw.update(key="ash"))
    cells_of = gap_map([changed(fir(), women_of_one_kind), silent], LIBRARY.subgroups)
    told = [cell.spheres for cell in cells_of if cell.modality is Modality.Y90 and cell.studies]
    assert told and set(told) == {((Particle.BOTH, 1),)}
    assert "1 study | resin and glass spheres together: 1" in " ".join(
        cell for row in cells(gap_table(cells_of, LIBRARY)) for cell in row
    )


def test_a_pooled_share_over_several_kinds_of_spheres_says_so() -> None:
    def study(particle: Particle) -> StudyShare:
        return StudyShare("a", "Ash", 3, 10, 0.1, 0.6, False, "RECIST", particle)

    def pooled(*used: Particle) -> list[list[str]]:
        studies = tuple(map(study, used))
        question = next(iter(QUESTIONS))
        return cells(pooled_table(Pooled(Modality.Y90, question, studies, 0.3, 0.2, 0.4, 0.1, 0.6, 0.02, 12.0)))

    mixed = pooled(Particle.RESIN, Particle.RESIN, Particle.NOT_STATED)
    assert mixed[1][0] == "Ash | RECIST; resin spheres"
    assert mixed[-1][0].endswith(
        "| over all spheres (resin spheres 2, spheres not stated 1); resin and glass are not told apart"
    )
    assert "over all spheres" not in pooled(Particle.GLASS, Particle.GLASS, Particle.GLASS)[-1][0]
