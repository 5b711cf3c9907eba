"""Laboratory values and scores of a bundle: units, ranges, limits, days, and what is no value."""

from __future__ import annotations

from datetime import date

from bundles import Raw, concept, facts, lab, measured, observed, passed, patient, read
from each import each

from haic_core.case.fact_kinds import Value


@each(
    ("code", "value", "unit", "fact", "found"),
    [
        ("1975-2", 1.1, "mg/dL", "bilirubin_mg_dl", 1.1),
        ("14631-6", 18.8, "umol/L", "bilirubin_mg_dl", 1.099415),
        ("1975-2", 17.1, "µmol/L", "bilirubin_mg_dl", 1),
        ("2160-0", 0.9, "mg/dL", "creatinine_mg_dl", 0.9),
        ("14682-9", 88.4, "umol/L", "creatinine_mg_dl", 1),
        ("1742-6", 41, "U/L", "alt_u_l", 41),
        ("1920-8", 38, "[IU]/L", "ast_u_l", 38),
        ("1751-7", 4.1, "g/dL", "albumin_g_l", 41),
        ("1751-7", 41, "g/L", "albumin_g_l", 41),
        ("777-3", 188, "10*3/uL", "platelets_e9_l", 188),
        ("26515-7", 188, "/nL", "platelets_e9_l", 188),
        ("778-1", 188000, "/uL", "platelets_e9_l", 188),
        ("751-8", 2.4, "10*9/L", "anc_e9_l", 2.4),
        ("751-8", 2400, "{cells}/uL", "anc_e9_l", 2.4),
        ("751-8", 2400, "10*6/L", "anc_e9_l", 2.4),
        ("62238-1", 72, "mL/min/1.73.m2", "egfr_ml_min", 72),
        ("718-7", 12.1, "g/dL", "haemoglobin_g_dl", 12.1),
        ("59260-0", 10, "mmol/L", "haemoglobin_g_dl", 16.11),
        ("6301-6", 1.1, "{INR}", "inr", 1.1),
        ("34714-6", 1.1, "1", "inr", 1.1),
        ("98979-8", 72, "mL/min/{1.73_m2}", "egfr_ml_min", 72),
        ("62238-1", 72, "mL/min/1.73 m2", "egfr_ml_min", 72),
        ("89247-1", 1, "{score}", "ecog", 1),
        ("89243-0", 90, "%", "karnofsky", 90),
    ],
)
def test_a_result_is_read_by_its_code_in_its_own_unit(
    code: str, value: float, unit: str, fact: str, found: float
) -> None:
    assert facts(lab(code, value, unit)) == {fact: found}


def test_a_result_keeps_what_was_written_where_it_stands_and_its_day() -> None:
    proposal = next(one for one in read(lab("14631-6", 18.8, "umol/L")).read if one.fact == "bilirubin_mg_dl")
    assert (proposal.as_written, proposal.on) == ("18.8 umol/L", date(2026, 11, 2))
    assert proposal.origin == "Observation Bilirubin (LOINC 14631-6), 2026-11-02"


@each(
    ("result", "why"),
    [
        (lab("33914-3", 80, "mL/min"),
         "eGFR: 'mL/min' is not indexed to 1.73 m2 of body surface, which the criteria ask for"),
        (lab("26499-4", 3000, "10*3/uL"), "'3000 10*3/uL' is out of range, which is a number from 0 to 500 10^9/L"),
        (lab("718-7", 45, "g/dL"), "'45 g/dL' is out of range, which is a number from 0 to 30 g/dL"),
        (observed("1975-2", valueQuantity=measured(18.8, "umol/L", "mg/dL")),
         "its unit is 'mg/dL' by its code and another in words"),
        (observed("777-3", valueString="<50 10*3/uL"), "'<50 10*3/uL' is a limit, not a value"),
        (observed("777-3", valueString="188,000 /uL"), "its value is a text, not a number"),
        (observed("777-3", valueString="see report"), "its value is a text, not a number"),
        (observed("777-3", valueQuantity={"unit": "10*3/uL", "_value": {"extension": []}}),
         "its value is not a number that can be measured"),
        (lab("777-3", 188, "10*3/uL", dataAbsentReason=concept("error", "http://x")), "it has no value (error)"),
        (lab("777-3", 188, "10*3/uL", implicitRules="http://x"), "it follows rules of its own that are not known here"),
        (lab("1975-2", 1.1, "furlong"), "Bilirubin is read in mg/dL, but the unit 'furlong' was found"),
        (lab("1975-2", 1.1, ""), "Bilirubin is read in mg/dL, but no unit was found"),
        (observed("1975-2", valueQuantity=measured(0.1, "mg/dL", comparator="<")),
         "'<0.1 mg/dL' is a limit, not a value"),
        (observed("98979-8", valueQuantity=measured(90, "mL/min/{1.73_m2}", comparator=">")),
         "'>90 mL/min/{1.73_m2}' is a limit, not a value"),
        (lab("1968-7", 0.3, "mg/dL"), "it is direct bilirubin, not total"),
        (lab("58941-6", 9.7, "mg/dL"), "it was measured through the skin"),
        (lab("54347-0", 600, "umol/L"), "it is an amount of substance, which the case file does not hold"),
        (lab("770-8", 61, "%"), "it is a percentage of the white cells, not a count"),
        (lab("89247-1", -1, "{score}"), "-1 is out of range, which is a whole number from 0 to 4"),
        (observed("89247-1", valueInteger=-1, interpretation=[concept("LA9625-0")]),
         "-1 is out of range, which is a whole number from 0 to 4"),
        (lab("89247-1", 1, "mg"), "'mg' is no unit of a score"),
        (lab("89247-1", 1, "somewhere else"), "its unit is not known"),
        (observed("89247-1", valueInteger=5), "5 is out of range, which is a whole number from 0 to 4"),
        (observed("777-3", dataAbsentReason=concept("not-performed", "http://x")), "it has no value (not performed)"),
        (observed("89247-1", valueRatio={"numerator": {"value": 1}}), "its value is a ratio"),
        (observed("89247-1", valueBoolean=True), "its value is yes or no"),
        (observed("89247-1"), "it has no value that is read"),
        (observed("89247-1", valueRange={"low": {"value": 0}, "high": {"value": 4}}),
         "its value is a range, not a number"),
        (observed("777-3", valueRatio={"numerator": {"value": 1}}), "its value is a ratio, not a number"),
        (observed("777-3", valueRange={"low": {"value": 1}}), "its value is a range, not a number"),
        (observed("777-3", interpretation=[concept("N", "http://x")]), "it has no value"),
        (lab("777-3", 10**40, "10*3/uL"), "its value is not a number that can be measured"),
        (lab("777-3", True, "10*3/uL"), "its value is not a number that can be measured"),
        (lab("777-3", 188, "10*3/uL", modifierExtension=[{"url": "http://x", "valueBoolean": True}]),
         "it carries a mark that may change its meaning and that is not known here"),
        (lab("777-3", 188, "10*3/uL", "2026-11-27"), "it is of a day after the board's"),
        (lab("777-3", 188, "10*3/uL", subject={"reference": "Group/1"}), "it is not about the patient"),
    ],
)  # fmt: skip
def test_what_is_no_value_of_the_fact_is_passed_over_and_said_why(result: Raw, why: str) -> None:
    assert facts(result) == {}
    assert [reason for _, reason in passed(result)] == [why]


@each("status", ["preliminary", "entered-in-error", "cancelled", "registered", "unknown", "", "Jane"])
def test_a_result_that_is_not_final_amended_or_corrected_is_passed_over(status: str) -> None:
    result = lab("777-3", 188, "10*3/uL", status=status)
    assert facts(result) == {}
    ((what, why),) = passed(result)
    assert what == "Observation Platelets (LOINC 777-3), 2026-11-02" and why.startswith("it") and "Jane" not in why


@each("status", ["final", "amended", "corrected"])
def test_a_corrected_result_is_a_result(status: str) -> None:
    assert facts(lab("777-3", 188, "10*3/uL", status=status)) == {"platelets_e9_l": 188}


def test_the_code_decides_and_not_what_is_displayed_beside_it() -> None:
    displayed = lab("1968-7", 0.3, "mg/dL", code=concept("1968-7", display="Bilirubin total"))
    assert facts(displayed) == {}
    foreign = lab("777-3", 188, "10*3/uL", code=concept("777-3", "http://hospital.example/codes"))
    assert facts(foreign) == {}


def test_codes_of_one_result_that_name_different_things_are_not_chosen_between() -> None:
    both = {"coding": [concept("777-3")["coding"][0], concept("751-8")["coding"][0]]}
    assert facts(lab("777-3", 2, "10*3/uL", code=both)) == {}
    direct = {"coding": [concept("1975-2")["coding"][0], concept("1968-7")["coding"][0]]}
    assert passed(lab("1975-2", 1, "mg/dL", code=direct))[0][1] == "it is direct bilirubin, not total"
    local = {"coding": [{"system": "http://hospital.example", "code": "THR"}, concept("777-3")["coding"][0]]}
    assert facts(lab("777-3", 188, "10*3/uL", code=local)) == {"platelets_e9_l": 188}


# The latest


def test_of_results_over_time_the_latest_stands_and_that_others_differ_is_said() -> None:
    found = read(lab("777-3", 90, "10*3/uL", "2026-10-01"), lab("777-3", 188, "10*3/uL", "2026-11-02"))
    assert (found.facts["platelets_e9_l"], found.days["platelets_e9_l"]) == (188, date(2026, 11, 2))
    assert "Earlier results differ, the latest stands: Platelets (1)." in found.say


def test_results_of_one_day_that_differ_are_not_recorded_and_it_is_said() -> None:
    found = read(
        lab("777-3", 90, "10*3/uL", "2026-11-02T08:00:00Z"), lab("777-3", 188, "10*3/uL", "2026-11-02T17:00:00Z")
    )
    assert "platelets_e9_l" not in found.facts
    assert "Platelets: results of 2026-11-02 differ (188 and 90); not recorded." in found.say


def test_results_of_one_day_that_agree_in_two_units_are_one() -> None:
    assert facts(lab("718-7", 12.1, "g/dL"), lab("718-7", 121, "g/L")) == {"haemoglobin_g_dl": 12.1}
    assert facts(lab("1975-2", 1.1, "mg/dL"), lab("14631-6", 18.8, "umol/L"))["bilirubin_mg_dl"] == 1.1
    assert facts(lab("1975-2", 1.1, "mg/dL"), lab("14631-6", 24, "umol/L")) == {}


def test_of_equal_results_the_one_that_nobody_doubts_is_taken() -> None:
    doubted = observed("777-3", "2026-11-02T10:00:00Z", valueString="188 10*3/uL")
    assert facts(lab("777-3", 188, "10*3/uL", "2026-11-02T08:00:00Z"), doubted) == {"platelets_e9_l": 188}


@each(
    ("first", "second", "stands"),
    [
        ("2026-11-01T23:41:09-04:00", "2026-11-02T08:00:00-04:00", 2),
        ("2026-11-01T23:30:00-05:00", "2026-11-02T01:00:00Z", None),
        ("2026-10", "2026-11-02", 2),
        ("2026-11", "2026-11-02", None),
        ("2025", "2026-01-02", 2),
        (None, "2026-11-02", None),
    ],
)
def test_what_may_be_of_the_same_day_has_to_agree(first: str | None, second: str, stands: int | None) -> None:
    found = facts(observed("89247-1", first, valueInteger=1), observed("89247-1", second, valueInteger=2))
    assert found.get("ecog") == stands


def test_a_result_of_a_month_is_read_without_a_day() -> None:
    found = read(lab("777-3", 188, "10*3/uL", "2026-05"))
    assert found.facts["platelets_e9_l"] == 188 and "platelets_e9_l" not in found.days


def test_a_period_counts_from_its_end_and_an_issue_where_no_other_time_is_told() -> None:
    period = lab("777-3", 188, "10*3/uL", None, effectivePeriod={"start": "2026-10-30", "end": "2026-11-03"})
    assert read(period).days["platelets_e9_l"] == date(2026, 11, 3)
    issued = lab("777-3", 188, "10*3/uL", None, issued="2026-11-04T00:10:00+01:00")
    assert read(issued).days["platelets_e9_l"] == date(2026, 11, 4)


def test_an_older_result_that_stands_because_a_later_one_cannot_be_read_is_said() -> None:
    later = observed("98979-8", valueQuantity=measured(90, "mL/min/{1.73_m2}", comparator=">"))
    found = read(lab("98979-8", 72, "mL/min/{1.73_m2}", "2026-03-01"), later)
    assert found.days["egfr_ml_min"] == date(2026, 3, 1)
    assert "eGFR: a later result could not be read; the one of 2026-03-01 stands." in found.say


# The laboratory's limit


def ranged(*ranges: Raw) -> Raw:
    return lab("14631-6", 30, "umol/L", referenceRange=list(ranges))


def test_the_upper_end_of_the_range_becomes_that_laboratorys_limit() -> None:
    found = read(ranged({"low": measured(3, "umol/L"), "high": measured(20.52, "umol/L")}))
    assert found.facts["bilirubin_uln_mg_dl"] == 1.2 and found.days["bilirubin_uln_mg_dl"] == date(2026, 11, 2)
    proposal = next(one for one in found.read if one.fact == "bilirubin_uln_mg_dl")
    assert proposal.as_written == "20.52 umol/L" and proposal.origin.startswith(
        "Observation, reference range of Bilirubin"
    )


def test_a_range_without_a_unit_is_in_that_of_its_value() -> None:
    assert facts(ranged({"high": {"value": 17.1}}))["bilirubin_uln_mg_dl"] == 1


@each(
    ("text", "limit"),
    [("3 - 17.1 umol/L", 1), ("<= 17,1", 1), ("up to 1 mg/dL", 1), ("3-17.1-20", None), ("17.1", None), ("low", None)],
)
def test_a_range_in_words_gives_its_upper_end(text: str, limit: float | None) -> None:
    assert facts(ranged({"text": text})).get("bilirubin_uln_mg_dl") == limit


def test_of_ranges_by_sex_hers_is_taken_and_of_several_none() -> None:
    women = {"high": measured(17.1, "umol/L"), "appliesTo": [concept("248152002", "http://snomed.info/sct")]}
    men = {"high": measured(20.52, "umol/L"), "appliesTo": [concept("248153007", "http://snomed.info/sct")]}
    assert facts(ranged(men, women))["bilirubin_uln_mg_dl"] == 1
    unnamed = [{key: value for key, value in one.items() if key != "appliesTo"} for one in (women, men)]
    assert "bilirubin_uln_mg_dl" not in facts(ranged(*unnamed))
    told = "several ranges are given and none is surely this patient's"
    assert passed(ranged(*unnamed)) == [("Observation Bilirubin, upper limit (LOINC 14631-6), 2026-11-02", told)]


def test_a_range_that_is_not_of_the_healthy_or_not_in_a_unit_that_is_read_gives_no_limit() -> None:
    critical = {"high": measured(300, "umol/L"), "type": concept("treatment", "http://x")}
    assert "bilirubin_uln_mg_dl" not in facts(ranged(critical))
    assert "bilirubin_uln_mg_dl" not in facts(ranged({"high": measured(20, "furlong")}))


@each(("high", "taken"), [(1.2, True), (4, False), (21, False)])
def test_a_range_that_does_not_fit_its_unit_makes_the_value_doubtful(high: float, taken: bool) -> None:
    result = lab("1975-2", 7, "mg/dL", referenceRange=[{"high": measured(high, "mg/dL")}])
    assert ("bilirubin_mg_dl" in facts(result), "bilirubin_uln_mg_dl" in facts(result)) == (taken, taken)
    doubt = next(one.doubt for one in read(result).read if one.fact == "bilirubin_mg_dl")
    told = f"Bilirubin 7 mg/dL: the upper end of its range, {high} mg/dL, does not fit that unit; is it right?"
    assert doubt == ("" if taken else told)


def test_a_value_that_is_not_read_brings_no_limit() -> None:
    assert facts(lab("1975-2", 300, "mg/dL", referenceRange=[{"high": measured(1.2, "mg/dL")}])) == {}


# What is asked back


def test_a_value_outside_what_is_usually_seen_is_proposed_with_its_doubt_and_not_taken() -> None:
    found = read(lab("1975-2", 18.8, "mg/dL"))
    (proposal,) = [one for one in found.read if one.fact == "bilirubin_mg_dl"]
    assert proposal.doubt and "bilirubin_mg_dl" not in found.facts


def test_a_low_enzyme_in_a_coded_unit_is_taken() -> None:
    assert facts(lab("1742-6", 5, "U/L")) == {"alt_u_l": 5}
    assert facts(observed("1742-6", valueQuantity={"value": 5, "unit": "U/L"})) == {}


@each(
    "value",
    [
        {
            "valueQuantity": {
                "value": "188",
                "unit": "10*3/uL",
                "system": "http://unitsofmeasure.org",
                "code": "10*3/uL",
            }
        },
        {"valueString": "188 10*3/uL"},
    ],
)
def test_a_number_that_stands_as_a_text_is_asked_back(value: Raw) -> None:
    found = read(observed("777-3", **value))
    (proposal,) = [one for one in found.read if one.fact == "platelets_e9_l"]
    assert (proposal.value, proposal.doubt) == (188, "Platelets: the number stands as a text; is 188 10^9/L right?")
    assert "platelets_e9_l" not in found.facts


# ECOG and Karnofsky


@each(
    ("code", "system", "value", "found"),
    [
        ("89247-1", "http://loinc.org", {"valueInteger": 0}, {"ecog": 0}),
        ("89262-0", "http://loinc.org", {"valueCodeableConcept": concept("LA9624-3")}, {"ecog": 2}),
        ("423740007", "http://snomed.info/sct",
         {"valueCodeableConcept": concept("422512005", "http://snomed.info/sct")}, {"ecog": 1}),
        ("89262-0", "http://loinc.org",
         {"valueCodeableConcept": concept("3", "https://example.org/mii-cs-onko-allgemeiner-leistungszustand-ecog")},
         {"ecog": 3}),
        ("89247-1", "http://loinc.org", {"interpretation": [concept("LA9623-5")]}, {"ecog": 1}),
        ("89247-1", "http://loinc.org", {"valueInteger": 1, "interpretation": [concept("LA9623-5")]}, {"ecog": 1}),
        ("89247-1", "http://loinc.org", {"valueInteger": 1, "interpretation": [concept("LA9625-0")]}, {}),
        ("89243-0", "http://loinc.org", {"valueCodeableConcept": concept("LA29178-3")}, {"karnofsky": 70}),
        ("89243-0", "http://loinc.org", {"valueInteger": 90}, {"karnofsky": 90}),
        ("89243-0", "http://loinc.org", {"valueQuantity": {"value": 90.5}}, {}),
    ],
)  # fmt: skip
def test_a_score_is_read_from_its_number_or_the_code_of_its_answer(
    code: str, system: str, value: Raw, found: dict[str, Value]
) -> None:
    assert facts(observed(code, system=system, **value)) == found


def test_a_span_of_scores_is_asked_back() -> None:
    found = read(observed("89247-1", valueRange={"low": {"value": 1}, "high": {"value": 2}}))
    (question,) = found.questions
    assert (question.fact, question.answers, "ecog" in found.facts) == ("ecog", (1, 2), False)
    assert question.sentence == "ECOG performance status 1 to 2: which?"


def test_scores_that_do_not_fit_together_are_both_taken_and_it_is_said() -> None:
    found = read(observed("89247-1", valueInteger=3), observed("89243-0", valueInteger=90))
    assert (found.facts["ecog"], found.facts["karnofsky"]) == (3, 90)
    assert "ECOG performance status 3 and Karnofsky performance status 90 contradict each other." in found.say


# Parts of a panel


def test_values_in_the_parts_of_a_panel_are_read_with_its_day() -> None:
    part = {"code": concept("777-3"), "valueQuantity": measured(188, "10*3/uL")}
    absent = {"code": concept("718-7"), "dataAbsentReason": concept("error", "http://x")}
    found = read(observed("58410-2", component=[part, absent]))
    assert (found.facts["platelets_e9_l"], found.days["platelets_e9_l"]) == (188, date(2026, 11, 2))
    assert [one.why for one in found.passed_over] == ["it has no value (error)"]


def test_a_panel_that_only_points_to_its_members_is_nothing_to_speak_of() -> None:
    found = read(observed("58410-2", hasMember=[{"reference": "Observation/1"}]), lab("777-3", 188, "10*3/uL"))
    assert found.facts["platelets_e9_l"] == 188 and found.passed_over == ()


def test_results_no_fact_asks_for_are_counted_without_their_days() -> None:
    assert passed(lab("2571-8", 90, "mg/dL"), lab("2093-3", 180, "mg/dL")) == [
        ("2 other results", "no fact of the case file asks for it")
    ]


def test_a_long_list_of_what_was_passed_over_is_told_by_its_first_and_a_count() -> None:
    found = passed(*(lab(f"{number}-{number % 10}", 1, "x", status="unknown") for number in range(10_000, 10_250)))
    assert len(found) == 201 and found[-1] == ("50 more", "they are not listed one by one")
    again = passed(*[lab("2571-8", 1, "x", status="unknown")] * 3)
    assert again == [("Observation LOINC 2571-8 (3 times)", "its status is unknown")]


def test_a_unit_with_its_code_may_be_said_in_any_words() -> None:
    assert facts(observed("718-7", valueQuantity=measured(12.1, "gram per deciliter", "g/dL"))) == {
        "haemoglobin_g_dl": 12.1
    }


def test_a_unit_without_its_system_is_read_as_it_is_written() -> None:
    assert facts(observed("777-3", valueQuantity={"value": 188, "code": "10*3/uL"})) == {"platelets_e9_l": 188}
    assert facts(observed("777-3", valueQuantity={"value": 188, "unit": "G/l", "code": "x"})) == {"platelets_e9_l": 188}


def test_a_result_of_the_day_of_birth_does_not_tell_that_day() -> None:
    found = read(lab("18185-9", 38, "wk", "1965-03-02", status="unknown"), lab("777-3", 300, "10*3/uL", "1965-03-02"))
    assert "1965-03-02" not in repr(found) and patient()["birthDate"] == "1965-03-02"
