"""Safety, fact by fact over all limits: stopped, disputed, open or clear; worked by hand on invented documents.

The woman is one of whom a board knows the common ground of a catheter (known_ground); the option is infusion unless
another is named. By its nature it needs an open hepatic artery, and hers is open.
"""

from __future__ import annotations

from typing import Any

from each import each
from invented import document, known_ground
from worked import book_of, option_of

from haic_core.case.patient import NOBODY, Patient
from haic_core.evidence.source import Source
from haic_core.judgement.options import Option
from haic_core.judgement.safety import Safety
from haic_core.words.vocabulary import Modality, SafetyReading, Verdict

STOPPED, OPEN, CLEAR = SafetyReading.STOPPED, SafetyReading.OPEN, SafetyReading.CLEAR


def line(fact: str, modality: str = "haic", /, **more: object) -> dict[str, object]:
    return {"modality": modality, "fact": fact, **more}


def option(patient: Patient, *sources: Source, modality: Modality = Modality.HAIC) -> Option:
    return option_of(book_of(modality, sources), patient)


def safety(patient: Patient, *sources: Source, modality: Modality = Modality.HAIC) -> Safety:
    return option(patient, *sources, modality=modality).safety


def bilirubin(key: str, at_most: float, **more: Any) -> Source:
    """A document that forbids infusion above a bilirubin."""
    return document(key, limit=[line("bilirubin_mg_dl", at_most=at_most)], **more)


# Limits of one fact


@each(
    ("recorded", "told"),
    [
        (2.0, Safety(CLEAR)),
        (2.1, Safety(CLEAR, disputed=("bilirubin_mg_dl",))),
        (3.0, Safety(CLEAR, disputed=("bilirubin_mg_dl",))),
        (3.1, Safety(STOPPED, stopped=("bilirubin_mg_dl",), beyond_all=("bilirubin_mg_dl",))),
    ],
)
def test_between_two_printed_limits_a_value_is_disputed_and_past_both_it_stops(recorded: float, told: Safety) -> None:
    found = safety(known_ground(bilirubin_mg_dl=recorded), bilirubin("strict", 2), bilirubin("lenient", 3))
    assert found == told


def test_one_limit_alone_stops() -> None:
    found = option(known_ground(bilirubin_mg_dl=2.1), bilirubin("only", 2))
    assert (found.verdict, found.safety.stopped) == (Verdict.FAILS, ("bilirubin_mg_dl",))
    assert [(row.source, row.criterion.facts) for row in found.deciding] == [("only", ("bilirubin_mg_dl",))]


def test_a_limit_whose_fact_is_not_recorded_is_open_and_never_absent() -> None:
    label = document("label", limit=[line("encephalopathy", **{"is": False})])
    found = option(known_ground(), label)
    assert (found.safety, found.verdict) == (Safety(OPEN, open=("encephalopathy",)), Verdict.UNKNOWN)
    assert found.missing == ("encephalopathy",)


def test_a_relative_limit_neither_stops_nor_keeps_open() -> None:
    label = document("label", limit=[line("encephalopathy", role="caution", **{"is": False})])
    assert safety(known_ground(), label) == safety(known_ground(encephalopathy=True), label) == Safety(CLEAR)


@each("devices", [("glass",), ("glass", "glass")])
def test_what_the_label_of_one_device_alone_forbids_is_disputed(devices: tuple[str, ...]) -> None:
    labels = [bilirubin(f"label_{place}", 2, device=device) for place, device in enumerate(devices)]
    found = safety(known_ground(bilirubin_mg_dl=5), *labels)
    assert (found.stopped, found.disputed) == ((), ("bilirubin_mg_dl",))


@each("other", ["resin", None])
def test_what_two_devices_or_a_device_and_a_society_forbid_stops(other: str | None) -> None:
    second = bilirubin("second", 2, device=other) if other else bilirubin("second", 2)
    found = safety(known_ground(bilirubin_mg_dl=5), bilirubin("label", 2, device="glass"), second)
    assert (found.stopped, found.disputed) == (("bilirubin_mg_dl",), ())


def test_a_multiple_that_cannot_be_judged_beside_a_limit_that_is_passed_is_disputed() -> None:
    """ALT of 250 is past 200 U/L; past 5 times the upper limit nobody knows without that limit. 5 times 40 is 200."""
    plain = document("plain", limit=[line("alt_u_l", at_most=200)])
    multiple = document("multiple", limit=[line("alt_u_l", at_most=5, times_uln=True)])
    found = safety(known_ground(alt_u_l=250), plain, multiple)
    assert found == Safety(CLEAR, disputed=("alt_u_l",))
    assert safety(known_ground(alt_u_l=250, alt_uln_u_l=40), plain, multiple).stopped == ("alt_u_l",)
    assert safety(known_ground(alt_u_l=250, alt_uln_u_l=50), plain, multiple).disputed == ("alt_u_l",)


def test_a_limit_on_any_of_several_belongs_to_its_first_fact_and_is_open_until_one_is_met() -> None:
    either: dict[str, object] = {
        "modality": "haic",
        "any_of": [{"fact": "inr", "at_most": 1.5}, {"fact": "albumin_g_l", "at_least": 30}],
    }
    label = document("label", limit=[either])
    assert safety(known_ground(inr=1.5), label).reading is CLEAR
    assert safety(known_ground(inr=2), label) == Safety(OPEN, open=("albumin_g_l",))
    assert safety(known_ground(inr=2, albumin_g_l=30), label).reading is CLEAR
    assert safety(known_ground(inr=2, albumin_g_l=29), label).stopped == ("inr",)


def test_child_pugh_class_c_stops_and_what_it_is_worked_out_from_is_asked() -> None:
    """INR 1, bilirubin 0.6 and no ascites are 3 points; albumin and encephalopathy unrecorded make 5 to 9.

    At most 9 is then kept whatever they are, at most 7 is not known. Bilirubin 4 and albumin 20 add two each, INR 2.6
    two: 11 and more.
    """
    table = document("table", limit=[line("child_pugh_points", at_most=9)])
    narrow = document("narrow", limit=[line("child_pugh_points", at_most=7)])
    assert safety(known_ground(), table).reading is CLEAR
    assert safety(known_ground(), narrow) == Safety(OPEN, open=("encephalopathy", "albumin_g_l"))
    ill = known_ground(bilirubin_mg_dl=4, albumin_g_l=20, inr=2.6)
    assert safety(ill, table).stopped == ("child_pugh_points",)


def test_all_inputs_recorded_and_still_two_answers_leaves_the_points_themselves_open() -> None:
    """Ascites that is present is 2 or 3 points: 6 or 7 with all else at its best, and at most 6 is not known."""
    narrow = document("narrow", limit=[line("child_pugh_points", at_most=6)])
    found = safety(known_ground(ascites=True, albumin_g_l=40, encephalopathy=False), narrow)
    assert found == Safety(OPEN, open=("child_pugh_points",))


def test_a_limit_on_weeks_since_chemotherapy_asks_for_them_though_any_systemic_therapy_is_recorded() -> None:
    """An aromatase inhibitor today leaves open how long ago chemotherapy was; four weeks ago says at least four."""
    label = document("label", limit=[line("weeks_since_chemotherapy", at_least=4)])
    assert safety(known_ground(weeks_since_systemic=0), label) == Safety(OPEN, open=("weeks_since_chemotherapy",))
    assert safety(known_ground(weeks_since_systemic=4), label).reading is CLEAR


# By nature, and before anything invasive


@each("modality", [Modality.TACE, Modality.HAIC, Modality.Y90])
def test_without_an_open_hepatic_artery_nothing_is_given_through_it(modality: Modality) -> None:
    assert option(known_ground(hepatic_artery_patent=False), modality=modality).verdict is Verdict.FAILS
    assert safety(known_ground(hepatic_artery_patent=None), modality=modality).open == ("hepatic_artery_patent",)


def test_a_needle_needs_a_safe_path_and_a_resection_that_all_can_be_removed() -> None:
    assert safety(known_ground(safe_needle_path=False), modality=Modality.ABLATION).stopped == ("safe_needle_path",)
    assert safety(known_ground(completely_resectable=False), modality=Modality.RESECTION).stopped == (
        "completely_resectable",
    )


INVASIVE = (
    "ecog", "active_infection", "pregnant", "ascites", "platelets_e9_l", "bilirubin_mg_dl", "inr",
)  # fmt: skip


@each(
    ("modality", "by_nature", "more"),
    [
        (Modality.RESECTION, "completely_resectable", ()),
        (Modality.ABLATION, "safe_needle_path", ()),
        (Modality.HAIC, "hepatic_artery_patent", ("contrast_allergy", "creatinine_mg_dl")),
    ],
)
def test_of_nobody_all_that_a_board_knows_before_is_open(
    modality: Modality, by_nature: str, more: tuple[str, ...]
) -> None:
    found = safety(NOBODY, modality=modality)
    assert (found.reading, set(found.open)) == (OPEN, {by_nature, *INVASIVE, *more})


@each(
    ("missing", "alike"),
    [("ecog", {"karnofsky": 100}), ("creatinine_mg_dl", {"egfr_ml_min": 90}), ("inr", {"pt_times_control": 1})],
)
def test_of_facts_that_tell_the_same_one_is_enough(missing: str, alike: dict[str, float]) -> None:
    assert safety(known_ground(**{missing: None})).open == (missing,)
    assert safety(known_ground(**{missing: None, **alike})).reading is CLEAR


# Common ground: what two lists limit


def needs(fact: str, *keys: str, modality: str = "haic", **more: Any) -> list[Source]:
    """Lists that differ in a second line only, and limit this fact."""
    return [
        document(key, [line(fact, modality, at_least=10), line("age_years", modality, at_most=70 + at)], **more)
        for at, key in enumerate(keys)
    ]


def test_what_one_list_limits_can_be_unknown_and_what_two_limit_has_to_be_known() -> None:
    met = document("met", [line("ecog", at_most=1)])
    assert option(known_ground(), met, *needs("haemoglobin_g_dl", "one")).verdict is Verdict.MEETS
    found = option(known_ground(age_years=50), met, *needs("haemoglobin_g_dl", "one", "two"))
    assert (found.verdict, found.safety.open) == (Verdict.UNKNOWN, ("haemoglobin_g_dl",))


def test_two_lists_that_print_the_same_lines_or_speak_of_the_same_patients_count_once() -> None:
    twin = [
        document(key, [line("haemoglobin_g_dl", at_least=10), line("age_years", at_most=70)]) for key in ("one", "two")
    ]
    assert safety(known_ground(), *twin).reading is CLEAR
    first, second = needs("haemoglobin_g_dl", "one", "two")
    mark = {"modality": "haic", "extent": "part", "same_patients_as": "one"}
    again = document("two", [line("haemoglobin_g_dl", at_least=10), line("age_years", at_most=71)], list=[mark])
    assert safety(known_ground(), first, second).open == ("age_years", "haemoglobin_g_dl")
    assert safety(known_ground(), first, again).reading is CLEAR


def test_cohorts_that_name_the_same_patients_make_one_witness_of_two_lists() -> None:
    series = {"label": "All", "modality": "haic", "treatment": "x", "n": 10, "locator": "Table 1"}
    first = needs("haemoglobin_g_dl", "one", cohort=[{**series, "id": "a", "same_patients_as": "two/b"}])
    second = needs("haemoglobin_g_dl", "x", "two", cohort=[{**series, "id": "b", "same_patients_as": "one/a"}])[1:]
    assert safety(known_ground(age_years=50), *first, *second).reading is CLEAR


def test_a_list_in_part_is_a_witness_too_and_a_caution_or_a_limit_is_none() -> None:
    one, part = needs("haemoglobin_g_dl", "one")[0], needs("haemoglobin_g_dl", "x", "part", extent="part")[1]
    assert safety(known_ground(age_years=50), one, part).open == ("haemoglobin_g_dl",)
    warns = document("warns", [line("age_years", at_most=80), line("haemoglobin_g_dl", role="caution", at_least=10)])
    limit = document("limit", limit=[line("haemoglobin_g_dl", role="caution", at_least=10)])
    assert safety(known_ground(age_years=50), one, warns, limit).reading is CLEAR


def test_options_through_the_artery_share_what_concerns_the_patient_and_not_the_drug_or_device() -> None:
    haic, tace = needs("haemoglobin_g_dl", "one")[0], needs("haemoglobin_g_dl", "x", "two", modality="tace")[1]
    assert safety(known_ground(age_years=50), haic, tace).open == ("haemoglobin_g_dl",)
    ablation = needs("haemoglobin_g_dl", "x", "two", modality="ablation")[1]
    assert safety(known_ground(age_years=50), haic, ablation).reading is CLEAR
    heart = needs("lvef_percent", "one")[0], needs("lvef_percent", "x", "two", modality="tace")[1]
    assert safety(known_ground(age_years=50), *heart).reading is CLEAR


def test_of_two_lists_that_limit_alike_facts_either_fact_is_enough() -> None:
    one = document("one", [line("anc_e9_l", at_least=1.5)])
    two = document("two", [line("leucocytes_e9_l", at_least=3)])
    assert safety(known_ground(), one, two).open == ("anc_e9_l",)
    assert safety(known_ground(leucocytes_e9_l=5), one, two).reading is CLEAR
