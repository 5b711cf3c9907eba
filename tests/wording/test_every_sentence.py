"""Every sentence that wording makes, word for word, on the invented documents and their patient."""

from __future__ import annotations

from dataclasses import replace

from each import each
from invented import arden, birch, changed, invented_library, invented_patient, known_ground

from haic_core.case.fact_kinds import Value
from haic_core.case.patient import NOBODY, Patient
from haic_core.curves.published import PublishedCurve, find_curve
from haic_core.curves.reconstruction import Reproduced
from haic_core.evidence.audit import Inconsistency
from haic_core.evidence.figures import all_figures
from haic_core.judgement.assessment import assess
from haic_core.judgement.curve_choice import choices_of
from haic_core.judgement.options import Option
from haic_core.wording.curves import comparisons, curve_label, landmark_label, reproduced_words
from haic_core.wording.evidence import figure_value, inconsistency_sentence
from haic_core.wording.judgement import (
    entry_said,
    flip_sentence,
    ledger_sentence,
    list_names,
    match_sentence,
    patient_line,
    patient_line_within,
    recorded_value,
)
from haic_core.wording.option import entry_line, judging_names, next_line, safety_line, verdict_line
from haic_core.wording.phrases import joined, quantity
from haic_core.words.vocabulary import Endpoint, Modality


def haic(patient: Patient) -> Option:
    return assess(patient, invented_library()).option(Modality.HAIC)


# Verdicts, lines and changes


@each(
    ("facts", "sentences"),
    [
        (
            {},
            [
                "Arden 2020 took patients with primary tumour: breast (Methods, Patients): breast – met.",
                "Arden 2020 took patients with platelets at least 100 ×10⁹/L (Methods, Laboratory): 90 ×10⁹/L "
                "– not met.",
                "Arden 2020 took patients with bilirubin at most 1.5 × upper limit (Methods, Laboratory): 1.5 mg/dL; "
                "upper limit 1.2 mg/dL – met.",
                "Arden 2020 took patients with ECOG performance status at most 2 or Karnofsky performance status at "
                "least 60 % (Methods, Performance): 1 – met.",
                "Arden 2020 left out patients unless portal vein thrombosis: absent (Methods, Exclusion, printed for "
                "hepatocellular carcinoma): not recorded – not recorded.",
                "Arden 2020 advises caution unless extrahepatic disease: none, bone only, stable or stable "
                "(Conclusion): progressive – warns.",
            ],
        ),
        (
            {"bilirubin_uln_mg_dl": None, "ecog": None},
            [
                "Arden 2020 took patients with bilirubin at most 1.5 × upper limit (Methods, Laboratory): "
                "Bilirubin, upper limit not recorded – not recorded.",
                "Arden 2020 took patients with ECOG performance status at most 2 or Karnofsky performance status at "
                "least 60 % (Methods, Performance): not recorded – not recorded.",
            ],
        ),
    ],
)
def test_every_line_of_the_ledger_reads_so(facts: dict[str, None], sentences: list[str]) -> None:
    library = invented_library()
    told = [ledger_sentence(row, library.source(row.source)) for row in haic(invented_patient(**facts)).ledger]
    assert [sentence for sentence in told if sentence in sentences] == sentences
    assert told[6:] == [
        "By nature forbids it unless hepatic artery patent: yes (Methods, What a procedure needs): "
        "not recorded – not recorded."
    ]


# A woman of whom all is known that Arden asks for and that a board knows before a catheter, nothing against infusion.
WELL: dict[str, float | bool | str | None] = {
    "portal_vein_thrombosis": False, "extrahepatic_disease": "none", "bilirubin_uln_mg_dl": 1.2,
}  # fmt: skip


@each(
    ("facts", "lines"),
    [
        (
            {},
            (
                "Meets published entry criteria.",
                "clear.",
                "admitted by Arden 2020.",
                "would close it: platelets 250 → 99 ×10⁹/L.",
            ),
        ),
        (
            {"extrahepatic_disease": "progressive"},
            (
                "Meets with caution.",
                "not stopped; caution: extrahepatic disease progressive (Arden 2020).",
                "admitted by Arden 2020.",
                "would close it: platelets 250 → 99 ×10⁹/L.",
            ),
        ),
        (
            {"hepatic_artery_patent": False},
            (
                "Does not meet published criteria.",
                "stopped: hepatic artery not open (by nature).",
                "admitted by Arden 2020.",
                "no single change would open it.",
            ),
        ),
        (
            {"inr": None},
            (
                "Nothing against it so far; still open: INR from blood.",
                "open: INR.",
                "admitted by Arden 2020.",
                "blood: INR.",
            ),
        ),
        (
            {"hepatic_artery_patent": None},
            (
                "Nothing against it so far; the work-up still has to show the hepatic artery.",
                "open: hepatic artery.",
                "admitted by Arden 2020.",
                "the work-up still has to show the hepatic artery.",
            ),
        ),
    ],
)
def test_an_option_is_told_in_four_lines(
    facts: dict[str, bool | float | str | None], lines: tuple[str, str, str, str]
) -> None:
    option, names = haic(known_ground(**(WELL | facts))), judging_names(invented_library())
    told = verdict_line(option), safety_line(option, names), entry_line(option, names), next_line(option)
    assert told == lines


def test_carrying_on_needs_no_list() -> None:
    option = assess(NOBODY, invented_library()).option(Modality.SYSTEMIC)
    names = judging_names(invented_library())
    told = verdict_line(option), safety_line(option, names), entry_line(option, names), next_line(option)
    assert told == (
        "Always an option.",
        "the limits of each drug are not judged here.",
        "no list is needed.",
        "goes on beside every other option.",
    )


def test_a_document_read_as_an_abstract_says_so_where_its_list_is_named() -> None:
    assert list_names(invented_library().sources) == {"arden": "Arden 2020", "birch": "Birch 2015 (abstract only)"}


def test_a_change_says_from_what_to_what_and_what_would_be_read_then() -> None:
    told = [flip_sentence(flip) for flip in haic(known_ground(**(WELL | {"platelets_e9_l": 90}))).opens]
    assert told == ["Platelets: 90 ×10⁹/L → 100 ×10⁹/L would read “Meets”"]
    missing = haic(known_ground(**(WELL | {"portal_vein_thrombosis": None}))).opens
    assert flip_sentence(missing[0]) == "Portal vein thrombosis: not recorded → no would read “Meets”"


def test_what_this_patient_has_is_told_with_units_and_limits() -> None:
    rows = {row.criterion.facts: recorded_value(row) for row in haic(invented_patient(karnofsky=80)).ledger}
    assert rows["ecog", "karnofsky"] == "1, 80 %"
    assert rows["bilirubin_mg_dl", "bilirubin_uln_mg_dl"] == "1.5 mg/dL; upper limit 1.2 mg/dL"
    assert rows["portal_vein_thrombosis",] == "not recorded"


@each(
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


FULL: dict[str, Value] = {
    "age_years": 48, "primary": "breast", "hormone_receptor": "positive", "her2": "negative", "ecog": 1,
    "extrahepatic_disease": "bone_only_stable", "prior_lines": 1, "lesion_count": 12, "largest_lesion_cm": 3.5,
    "liver_involvement_percent": 20,
}  # fmt: skip


@each(
    ("changed", "most", "line"),
    [
        (
            {}, 161,
            "48 years, breast primary, HR positive, HER2 negative, ECOG 1, extrahepatic disease: bone only, stable, "
            "1 prior line, 12 liver lesions, largest 3.5 cm and 1 more",
        ),
        (
            {}, 140,
            "48 years, HER2 negative, ECOG 1, extrahepatic disease: bone only, stable, 1 prior line, 12 liver lesions, "
            "largest 3.5 cm and 3 more",
        ),
        (
            {}, 0,
            "48 years, ECOG 1, extrahepatic disease: bone only, stable, 12 liver lesions, largest 3.5 cm and 5 more",
        ),
        (
            {"primary": "colorectal"}, 0,
            "48 years, colorectal primary, ECOG 1, extrahepatic disease: bone only, stable, 12 liver lesions, "
            "largest 3.5 cm and 4 more",
        ),
    ],
)  # fmt: skip
def test_where_her_line_has_no_room_what_is_missed_least_is_left_out_and_counted(
    changed: dict[str, Value], most: int, line: str
) -> None:
    assert patient_line_within({**FULL, **changed}, most) == line


def test_a_line_that_has_room_is_whole() -> None:
    assert patient_line_within(FULL, len(patient_line(FULL))) == patient_line(FULL)
    assert (
        patient_line_within({}, 0) == "No facts recorded." and patient_line_within({"age_years": 48}, 0) == "48 years"
    )


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


def test_the_entry_list_of_a_cohort_says_whether_it_is_the_whole_list() -> None:
    """Arden prints every line and leaves her out; Birch, an abstract, prints at most five lesions of the six."""
    told = {match.key: entry_said(match) for match in assess(invented_patient(), invented_library()).evidence}
    assert told == {"arden/infused": "whole list not met", "birch/embolised": "part list not met"}
    nobody = {match.key: entry_said(match) for match in assess(NOBODY, invented_library()).evidence}
    assert nobody == {"arden/infused": "whole list open", "birch/embolised": "part list open"}


@each(
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
