"""Every sentence that wording makes, word for word, on the invented documents and their patient."""

from __future__ import annotations

from dataclasses import replace

import pytest
from invented import arden, birch, changed, document, invented_library, invented_patient

from haic_core.case.decision import read_decision
from haic_core.case.patient import NOBODY, Patient
from haic_core.curves.published import PublishedCurve, find_curve
from haic_core.curves.reconstruction import Reproduced
from haic_core.evidence.audit import Inconsistency
from haic_core.evidence.figures import all_figures
from haic_core.evidence.side_lists import FreshnessLimit
from haic_core.judgement.assessment import assess
from haic_core.judgement.curve_choice import choices_of
from haic_core.judgement.freshness import FactAge, Standing, Waiting
from haic_core.judgement.options import Option
from haic_core.judgement.compiling import rule_books
from haic_core.judgement.sensitivity import Sensitivity, sensitivities
from haic_core.wording.curves import comparisons, curve_label, landmark_label, reproduced_words
from haic_core.wording.decision import choice_words, decision_lines
from haic_core.wording.evidence import figure_value, inconsistency_sentence
from haic_core.wording.freshness import days, limit_sentence, waiting_sentence
from haic_core.wording.judgement import (
    flip_sentence,
    ledger_sentence,
    list_names,
    match_sentence,
    patient_line,
    recorded_value,
    verdict_reason,
)
from haic_core.wording.phrases import joined, quantity
from haic_core.wording.sensitivity import sensitivity_sentence
from haic_core.words.vocabulary import Endpoint, Modality, Verdict


def haic(patient: Patient) -> Option:
    return assess(patient, invented_library()).option(Modality.HAIC)


# Verdicts, lines and changes


@pytest.mark.parametrize(
    ("facts", "sentences"),
    [
        (
            {},
            [
                "Arden 2020 asks for primary tumour: breast (Methods, Patients): breast – met.",
                "Arden 2020 asks for platelets at least 100 ×10⁹/L (Methods, Laboratory): 90 ×10⁹/L – not met.",
                "Arden 2020 asks for bilirubin at most 1.5 × upper limit (Methods, Laboratory): 1.5 mg/dL; "
                "upper limit 1.2 mg/dL – met.",
                "Arden 2020 asks for ECOG performance status at most 2 or Karnofsky performance status at least 60 % "
                "(Methods, Performance): 1 – met.",
                "Arden 2020 excludes unless portal vein thrombosis: no (Methods, Exclusion, printed for "
                "hepatocellular carcinoma): not recorded – not recorded.",
                "Arden 2020 advises caution unless extrahepatic disease: none, bone only, stable or stable "
                "(Conclusion): progressive – not met.",
            ],
        ),
        (
            {"bilirubin_uln_mg_dl": None, "ecog": None},
            [
                "Arden 2020 asks for bilirubin at most 1.5 × upper limit (Methods, Laboratory): "
                "Bilirubin, upper limit not recorded – not recorded.",
                "Arden 2020 asks for ECOG performance status at most 2 or Karnofsky performance status at least 60 % "
                "(Methods, Performance): not recorded – not recorded.",
            ],
        ),
    ],
)
def test_every_line_of_the_ledger_reads_so(facts: dict[str, None], sentences: list[str]) -> None:
    told = [ledger_sentence(row, arden()) for row in haic(invented_patient(**facts)).ledger]
    assert [sentence for sentence in told if sentence in sentences] == sentences
    assert len(told) == 6


@pytest.mark.parametrize(
    ("facts", "verdict", "reason"),
    [
        ({}, Verdict.FAILS, "Every complete list has a line that is not met."),
        ({"portal_vein_thrombosis": True}, Verdict.FAILS, "A contraindication is recorded."),
        (
            {"platelets_e9_l": 100, "portal_vein_thrombosis": False},
            Verdict.CAUTION,
            "Whole printed list met: Arden 2020. A caution is recorded.",
        ),
        (
            {"platelets_e9_l": 100, "portal_vein_thrombosis": False, "extrahepatic_disease": "none"},
            Verdict.MEETS,
            "Whole printed list met: Arden 2020.",
        ),
        ({"platelets_e9_l": 100}, Verdict.UNKNOWN, "1 fact is not recorded."),
        ({"platelets_e9_l": None}, Verdict.UNKNOWN, "2 facts are not recorded."),
    ],
)
def test_the_reason_of_a_verdict_reads_so(
    facts: dict[str, bool | float | str | None], verdict: Verdict, reason: str
) -> None:
    option = haic(invented_patient(**facts))
    assert option.verdict is verdict
    assert verdict_reason(option, list_names(invented_library().sources)) == reason


def test_an_option_without_lists_says_why_it_stands_so() -> None:
    assessed = assess(NOBODY, invented_library())
    names = list_names(invented_library().sources)
    assert verdict_reason(assessed.option(Modality.SYSTEMIC), names) == "Always an option; no entry criteria."
    assert verdict_reason(assessed.option(Modality.Y90), names) == (
        "No document in this library prints a complete list of entry criteria."
    )


def test_a_document_read_as_an_abstract_says_so_where_its_list_is_named() -> None:
    assert list_names(invented_library().sources) == {"arden": "Arden 2020", "birch": "Birch 2015 (abstract only)"}


def test_a_change_says_from_what_to_what_and_what_would_be_read_then() -> None:
    told = [flip_sentence(flip) for flip in haic(invented_patient(portal_vein_thrombosis=False)).flips]
    assert told == ["Platelets: 90 ×10⁹/L → 100 ×10⁹/L would read “Caution”"]
    missing = haic(invented_patient(platelets_e9_l=100)).flips
    assert flip_sentence(missing[0]) == "Portal vein thrombosis: not recorded → no would read “Caution”"


def test_what_this_patient_has_is_told_with_units_and_limits() -> None:
    rows = {row.criterion.facts: recorded_value(row) for row in haic(invented_patient(karnofsky=80)).ledger}
    assert rows["ecog", "karnofsky"] == "1, 80 %"
    assert rows["bilirubin_mg_dl", "bilirubin_uln_mg_dl"] == "1.5 mg/dL; upper limit 1.2 mg/dL"
    assert rows["portal_vein_thrombosis",] == "not recorded"


@pytest.mark.parametrize(
    ("facts", "line"),
    [
        ({}, "No facts recorded."),
        (
            {
                "age_years": 48, "primary": "breast", "hormone_receptor": "positive", "her2": "negative", "ecog": 1,
                "extrahepatic_disease": "bone_only_stable", "prior_lines": 1, "lesion_count": 1,
                "largest_lesion_cm": 3.5, "liver_involvement_percent": 20, "inr": 1,
            },
            "48 years, breast primary, HR positive, HER2 negative, ECOG 1, extrahepatic disease: bone only, stable, "
            "1 prior line, 1 liver lesion, largest 3.5 cm, 20 % of liver",
        ),
        ({"prior_lines": 2, "lesion_count": 12}, "2 prior lines, 12 liver lesions"),
    ],
)  # fmt: skip
def test_the_patient_in_one_line(facts: dict[str, float | str], line: str) -> None:
    assert patient_line(dict(facts)) == line


def test_how_she_lies_on_a_cohort_is_counted() -> None:
    """Inside on primary, age, lesions and bilirubin; outside on the rest that is recorded."""
    match = next(one for one in assess(invented_patient(), invented_library()).evidence if one.key == "arden/infused")
    assert match_sentence(match) == (
        "Inside on 4 of 7 printed facts. Outside: Extrahepatic disease and Platelets. "
        "Not recorded here: Portal vein thrombosis."
    )
    nobody = next(one for one in assess(NOBODY, invented_library(birch())).evidence)
    assert match_sentence(nobody) == (
        "Inside on 0 of 2 printed facts. Not recorded here: Number of liver metastases and Largest lesion."
    )


@pytest.mark.parametrize(
    ("code", "value", "words"),
    [
        ("platelets_e9_l", 90, "90 ×10⁹/L"),
        ("egfr_ml_min", 60, "60 mL/min/1.73 m²"),
        ("lesion_count", 1, "1 lesion"),
        ("lesion_count", 2, "2 lesions"),
        ("prior_lines", 1, "1 line"),
        ("age_years", 1, "1 year"),
        ("weeks_since_systemic", 1, "1 week"),
        ("inr", 1.2, "1.2"),
        ("ascites", True, "yes"),
        ("ascites", False, "no"),
        ("primary", "gep_net", "GEP-NET"),
        ("largest_lesion_cm", 1, "1 cm"),
        ("liver_involvement_percent", 12.5, "12.5 %"),
    ],
)
def test_a_value_is_read_aloud_with_its_unit(code: str, value: float | str | bool, words: str) -> None:
    assert quantity(code, value) == words


def test_words_are_joined_as_one_says_them() -> None:
    assert [joined([]), joined(["a"]), joined(["a", "b"]), joined(["a", "b", "c"], "or")] == [
        "", "a", "a and b", "a, b or c"
    ]  # fmt: skip


# Figures and the audit


def test_figures_are_told_as_they_are_printed() -> None:
    told = {figure.id: figure_value(figure) for figure in all_figures((arden(), birch()))}
    assert told["arden/infused:OS:median"] == "20 months (15 to 26)"
    assert told["arden/infused:CR:count"] == "2 of 40 (5 %)"
    assert told["arden/infused:OS:survival_percent@12"] == "70 %"
    assert told["arden/infused:baseline:count:Metastases: 1 to 4"] == "10 of 40"
    assert told["birch/embolised:ORR:percent"] == "36 %"


def test_what_the_audit_finds_says_where_and_whether_it_is_declared() -> None:
    found = Inconsistency("sum|x", "arden", "The counts add up to 39, not to 40.", ("Table 1", "Table 2"), None)
    assert inconsistency_sentence(found) == (
        "arden: The counts add up to 39, not to 40. (Table 1; Table 2; UNDECLARED)"
    )
    declared = replace(found, declared_by="responders_twice")
    assert inconsistency_sentence(declared).endswith("(Table 1; Table 2; declared as responders_twice)")


# Curves


def infused(group: str | None = None, endpoint: str = "OS") -> PublishedCurve:
    return find_curve(invented_library().sources, "arden/infused", endpoint, group)


def test_a_curve_is_named_by_option_document_group_and_number() -> None:
    library = invented_library()
    assert curve_label(infused(), library) == "HAIC · Arden 2020 (n = 40)"
    assert curve_label(infused("responders"), library) == "HAIC · Arden 2020, Responders (n = 12)"
    left = infused().from_landmark(12)
    assert left is not None
    assert curve_label(left, library) == f"HAIC · Arden 2020 (n = {left.n}, alive at 12 months)"
    assert curve_label(choices_of(library.sources, Endpoint.OS)["birch/embolised"], library) == (
        "TACE · Birch 2015 (n = 25)"
    )


def test_a_landmark_reads_as_those_alive() -> None:
    assert [landmark_label(months) for months in (0, 6, 12)] == [
        "time zero", "those alive at 6 months", "those alive at 12 months"
    ]  # fmt: skip


def test_what_a_curve_gives_back_names_each_figure_and_what_it_missed() -> None:
    whole = infused()
    rows = (
        Reproduced("median", 20.0, 20.0, True),
        Reproduced("ci_low", 15.0, 14.2, False),
        Reproduced("ci_high", None, 30.5, True),
        Reproduced("survival at 12 months", 0.7, 0.7, True),
    )
    curve = replace(whole, reconstruction=replace(whole.reconstruction, reproduces=rows))
    assert reproduced_words(curve) == (
        "median 20; interval from 15 (ours 14.2: not reproduced); interval to not reached; survival at 12 months 0.7"
    )
    nothing = replace(whole, reconstruction=replace(whole.reconstruction, reproduces=()))
    assert reproduced_words(nothing) == "nothing beyond n"


def test_only_groups_of_one_split_of_one_cohort_are_compared_as_printed() -> None:
    few, many = infused("few_lines", "PFS"), infused("many_lines", "PFS")
    told = "Arden 2020: Fewer than three lines against Three or more lines, p = 0.03 as printed (Figure 1)."
    assert comparisons([few, many]) == [told] and comparisons([many, few, infused()]) == []
    assert comparisons([few, infused("responders")]) == [] and comparisons([few, few]) == []


def test_groups_of_another_split_are_not_compared() -> None:
    def apart(raw: dict[str, list[dict[str, list[dict[str, str]]]]]) -> None:
        raw["cohort"][0]["group"][1]["split"] = "something else"

    library = invented_library(changed(arden(), apart))
    curves = [find_curve(library.sources, "arden/infused", "PFS", group) for group in ("few_lines", "many_lines")]
    assert comparisons(curves) == []


# Dates, reach, decision

LABS = FreshnessLimit.model_validate({"id": "labs", "label": "Laboratory", "days": 14, "facts": ("inr", "alt_u_l")})


def aged(fact: str, old: int | None, standing: Standing) -> FactAge:
    return FactAge(fact, old, LABS, standing)


@pytest.mark.parametrize(
    ("waits", "sentence"),
    [
        (Waiting(), ""),
        (Waiting(missing=("inr",)), "Provisional: 1 fact not recorded."),
        (Waiting(missing=("inr", "ecog")), "Provisional: 2 facts not recorded."),
        (Waiting(old=(aged("inr", 15, Standing.OLD),)), "Provisional: INR 15 days old (limit 14 days)."),
        (
            Waiting(old=tuple(aged("inr", 20 + place, Standing.OLD) for place in range(4))),
            "Provisional: INR 20 days old (limit 14 days), INR 21 days old (limit 14 days) and "
            "INR 22 days old (limit 14 days) and 1 more.",
        ),
        (
            Waiting(old=tuple(aged("inr", 20 + place, Standing.OLD) for place in range(3))),
            "Provisional: INR 20 days old (limit 14 days), INR 21 days old (limit 14 days) and "
            "INR 22 days old (limit 14 days).",
        ),
        (Waiting(old=(aged("inr", 0, Standing.OLD),)), "Provisional: INR 0 days old (limit 14 days)."),
        (Waiting(old=(aged("inr", -1, Standing.AHEAD),)), "Provisional: INR dated after today."),
        (Waiting(undated=(aged("inr", None, Standing.UNDATED),)), "Provisional: 1 fact without a date."),
        (
            Waiting(
                ("ecog",),
                tuple(aged("inr", 20 + place, Standing.OLD) for place in range(5)),
                (aged("alt_u_l", None, Standing.UNDATED),) * 2,
            ),
            "Provisional: 1 fact not recorded; INR 20 days old (limit 14 days), INR 21 days old (limit 14 days) and "
            "INR 22 days old (limit 14 days) and 2 more; 2 facts without a date.",
        ),
    ],
)
def test_why_a_verdict_is_provisional(waits: Waiting, sentence: str) -> None:
    assert waiting_sentence(waits) == sentence


def test_a_limit_of_freshness_says_where_it_comes_from() -> None:
    assert limit_sentence(LABS) == "Laboratory: 14 days (this project’s convention, printed in no document)"
    printed = LABS.model_copy(update={"source": "arden", "locator": "Methods", "days": 1})
    assert limit_sentence(printed) == "Laboratory: 1 day (arden, Methods)"
    assert [days(0), days(1), days(2)] == ["0 days", "1 day", "2 days"]


def reach(fact: str, patient: Patient, *lines: dict[str, object]) -> Sensitivity:
    """How far the HAIC verdict of one small document holds along one fact."""
    library = invented_library(document("reach", [{"modality": "haic", **line} for line in lines]))
    found = sensitivities(rule_books(library)[Modality.HAIC], patient)
    return next(one for one in found if one.fact == fact)


@pytest.mark.parametrize(
    ("fact", "value", "bound", "sentence"),
    [
        ("platelets_e9_l", 90, {"at_least": 100}, "Does not meet below 100 ×10⁹/L; Meets from 100 ×10⁹/L."),
        ("platelets_e9_l", 90, {"more_than": 100}, "Does not meet up to 100 ×10⁹/L; Meets above 100 ×10⁹/L."),
        (
            "inr", 1.2, {"between": [0.8, 1.5]},
            "Does not meet below 0.8; Meets from 0.8 to 1.5; Does not meet above 1.5.",
        ),
        ("ecog", 1, {"at_most": 2}, "Meets up to 2; Does not meet from 3."),
        ("lobes", "bilobar", {"is": "unilobar"}, "Meets: unilobar; Does not meet: bilobar."),
        (
            "extrahepatic_disease", "none", {"one_of": ["none", "stable"]},
            "Meets: none or stable; Does not meet: bone only, stable or progressive.",
        ),
    ],
)  # fmt: skip
def test_how_far_a_verdict_holds_in_words(
    fact: str, value: float | str, bound: dict[str, object], sentence: str
) -> None:
    assert sensitivity_sentence(reach(fact, Patient({fact: value}), {"fact": fact, **bound})) == sentence


def test_a_decision_is_told_line_by_line_and_what_was_not_said_is_left_out() -> None:
    library = invented_library()
    raw = {
        "considered": ["haic", "tace"], "choice": "haic", "conditions": ["INR below 1.5", "artery open"],
        "dissent": [{"role": "hepatobiliary_surgery", "said": ""}], "preference": "at home", "decided_on": "2026-11-20",
    }  # fmt: skip
    assert decision_lines(read_decision(raw, "test"), library) == (
        ("Considered", "TACE and HAIC"),
        ("Decided", "HAIC"),
        ("Condition 1", "INR below 1.5"),
        ("Condition 2", "artery open"),
        ("Dissent, hepatobiliary surgery", "without a reason"),
        ("Patient’s preference", "at home"),
        ("Decided on", "2026-11-20"),
    )
    one = read_decision({"choice": "none", "conditions": ["artery open"], "trial": "NCT00000001"}, "test")
    assert decision_lines(one, library) == (
        ("Decided", "none of them"), ("Condition", "artery open"), ("Trial considered", "NCT00000001"),
    )  # fmt: skip
    put_off = read_decision({"choice": "deferred"}, "test").choice
    assert put_off is not None and choice_words(put_off, library) == "put off"
