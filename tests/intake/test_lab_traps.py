"""What laboratories write that another reader gets wrong: near names, other specimens, days, marks, people."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from each import each

from haic_core.case.facts import NUMBERS
from haic_core.intake.labs.analytes import analyte, shown_name
from haic_core.intake.labs.by_size import HABITS
from haic_core.intake.labs.pasted import read_pasted_labs
from haic_core.intake.proposal import Proposed
from haic_core.intake.units import is_unit_of
from haic_core.words.refusal import Refusal

HB, PLT, WBC, ANC = "haemoglobin_g_dl", "platelets_e9_l", "leucocytes_e9_l", "anc_e9_l"
BILI, ALT, AST, CREA, INR = "bilirubin_mg_dl", "alt_u_l", "ast_u_l", "creatinine_mg_dl", "inr"


def passed(found: Proposed) -> dict[str, str]:
    return {one.what: one.why for one in found.passed_over}


def asked(found: Proposed) -> set[str]:
    return {one.fact for one in found.read if one.doubt} | {one.fact for one in found.questions}


# Names


@each(
    "name",
    ["HbA1c", "Hb A1c", "Hb S", "HBs-Ag", "MCH", "MCHC", "Haptoglobin", "LDH", "GLDH", "gamma-GT", "CK", "Prealbumin",
     "Präalbumin", "Albumin/Globulin Ratio", "Albumin:creatinine ratio", "U-Albumin", "Albumin (U)", "Albumin im Harn",
     "Bilirubin direkt", "Bilirubin, conjugated", "Bilirubin indir.", "Kreatinin-Clearance", "Kreatinin i.U.",
     "Cystatin C", "Urine creatinine", "AST/ALT", "Quick", "PT", "aPTT", "PTT-Ratio", "Ziel-INR", "MPV",
     "Retikulozyten", "saure Phosphatase", "Knochen-AP", "AFP", "Leukozyten im Urin", "Segmentkernige", "Hämatokrit",
     "eGFR (Cockcroft-Gault)", "Alb, Hans", "Mutter Hb", "Gesamteiweiß", "Neutrophils Relative", "ALTO", "GOTT"],
)  # fmt: skip
def test_a_name_that_is_near_to_a_facts_is_not_taken_for_it(name: str) -> None:
    assert analyte(name).fact == ""
    assert not read_pasted_labs(f"{name} 1,1").facts and not read_pasted_labs(f"{name}\t1,1\t\t").facts


@each(
    ("name", "fact"),
    [("HÄMOGLOBIN", HB), ("Hämoglobin (Hb)", HB), ("Hb i. Vollblut", HB), ("Plt. count", PLT), ("PLAQUETTES", PLT),
     ("Thrombozyten (EDTA)", PLT), ("Leukozyten [WBC]", WBC), ("Neutrophile #", ANC), ("NEUT#", ANC),
     ("Absolute Neutrophil Count", ANC), ("Bilirubin, gesamt", BILI), ("T. Bili", BILI), ("Gesamt-Bilirubin", BILI),
     ("S.G.P.T. (ALT)", ALT), ("GPT/ALAT 37°C", ALT), ("ALT (with P5P)", ALT), ("GOT", AST), ("P-ASAT", AST),
     ("Alk. Phosphatase", "alp_u_l"), ("Kreatinin i.S. (enz.)", CREA), ("S-Kreatinin", CREA), ("Creat", CREA),
     ("eGFR (CKD-EPI 2021)", "egfr_ml_min"), ("DFG estimé (CKD-EPI)", "egfr_ml_min"), ("Albúmina", "albumin_g_l"),
     ("PT-INR", INR), ("Thromboplastinzeit (INR)", INR), ("PT ratio", "pt_times_control")],
)  # fmt: skip
def test_a_facts_own_names_are_known_in_every_spelling(name: str, fact: str) -> None:
    assert analyte(name).fact == fact


def test_another_analyte_is_passed_over_by_its_name_and_what_it_is() -> None:
    found = read_pasted_labs("HbA1c 5,4 %\nLDH 240 U/l\nBilirubin direkt 0,3 mg/dl\nNatrium 140 mmol/l")
    assert passed(found) == {
        "HbA1c 5,4 %": "glycated haemoglobin, not haemoglobin",
        "LDH 240 U/l": "lactate dehydrogenase, not ALT or AST",
        "Bilirubin direkt 0,3 mg/dl": "direct or indirect bilirubin, not total bilirubin",
        "1 other result": "a case does not hold these values",
    }


def test_percent_neutrophils_are_not_their_count() -> None:
    found = read_pasted_labs("Neutrophils\t62\t%\nNeutrophils\t3.4\t10^9/L")
    assert dict(found.facts) == {ANC: 3.4}
    assert passed(found)["Neutrophils 62 %"] == "a percentage of the leucocytes, not the neutrophil count"
    assert not read_pasted_labs("Neutrophils 62").facts
    assert asked(read_pasted_labs("Neutrophils 3.4")) == {ANC}


@each(
    "text",
    ["URINALYSIS\nWBC 5\nCreatinine 0.9 mg/dL\nAlbumin 12 mg/L", "Urin: Leukozyten 5/nl, Albumin 12 mg/l",
     "Material;Analyse;Wert;Einheit\nAszites;Albumin;11;g/l", "Pleurapunktat\nLeukozyten\t2,1\t/nl",
     "Vorbefunde:\nHb 9,9 g/dl",
     "Nadir: Hb 7.9 g/dl", "Max. Bilirubin 4.5 mg/dl", "if Hb 7 g/dL", "Bilirubin\tdirekt\t0,3"],
)  # fmt: skip
def test_what_was_found_elsewhere_or_before_is_not_taken(text: str) -> None:
    found = read_pasted_labs(text)
    assert not found.read and not found.questions


# Days


@each(
    ("written", "day"),
    [("2026-04-03", "2026-04-03"), ("03.04.2026", "2026-04-03"), ("3.4.26", "2026-04-03"), ("13/04/2026", "2026-04-13"),
     ("04/13/2026", "2026-04-13"), ("03-Apr-2026", "2026-04-03"), ("April 3, 2026", "2026-04-03"),
     ("3. März 2026", "2026-03-03"), ("14 août 2026", "2026-08-14"), ("2026-04-03T08:10:00Z", "2026-04-03"),
     ("03.04.2026 08:15 Uhr", "2026-04-03")],
)  # fmt: skip
def test_the_day_of_a_list_is_kept_however_it_is_written(written: str, day: str) -> None:
    for text in (f"Collected: {written}\nHb 11.2 g/dL", f"Test\tValue\tUnit\tDate\nHb\t11.2\tg/dL\t{written}"):
        assert {one.isoformat() for one in read_pasted_labs(text).days.values()} == {day}


@each(
    "head",
    ["geb. 03.04.1965", "Muster, Erika *03.04.2001", "DOB: 03.04.2011", "Geburtsdatum\t03.04.2011", "03.04.1965",
     "OP-Datum: 03.04.2026", "Surgery date: 3 Apr 2026", "Printed: 03.04.2026", "Berlin, den 03.04.2026"],
)  # fmt: skip
def test_a_birthday_or_another_day_is_never_that_of_the_results(head: str) -> None:
    found = read_pasted_labs(f"{head}\nHb 11.2 g/dL")
    assert dict(found.facts) == {HB: 11.2} and not found.days


@each(
    ("heads", "days", "day"),
    [("Admission date\tCollection date", "2026-01-03\t2026-04-03", "2026-04-03"),
     ("Date of birth\tDate", "2011-01-03\t2026-04-03", "2026-04-03"), ("OP-Datum", "2026-01-03", None),
     ("Date\tReceived", "2026-04-03\t2026-04-04", None),
     ("Received\tCollected", "2026-04-04\t2026-04-03", "2026-04-03")],
)  # fmt: skip
def test_of_several_columns_of_days_the_one_of_the_blood_is_taken(heads: str, days: str, day: str | None) -> None:
    found = read_pasted_labs(f"Test\tValue\tUnit\t{heads}\nHb\t11.2\tg/dL\t{days}")
    assert found.facts[HB] == 11.2 and found.days == ({HB: date.fromisoformat(day)} if day else {})


def test_a_day_that_may_be_two_is_settled_by_another_one_or_not_taken() -> None:
    settled = read_pasted_labs("Date\tTest\tResult\tUnits\n4/3/2026\tPLT\t188\tK/uL\n3/24/2026\tPLT\t171\tK/uL")
    assert (settled.facts[PLT], settled.days[PLT]) == (188, date(2026, 4, 3))
    open_one = read_pasted_labs("Collected: 04/03/2026\nPLT 188 K/uL")
    assert open_one.facts[PLT] == 188 and not open_one.days
    assert open_one.say[0].startswith("The day of these results is 2026-03-04 or 2026-04-03")
    same_order = read_pasted_labs("Test\t04/03/2026\t05/04/2026\nPLT\t188\t171")
    assert same_order.facts[PLT] == 171 and not same_order.days
    other_order = read_pasted_labs("Test\t04/03/2026\t05/02/2026\nPLT\t188\t171")
    assert not other_order.read and [one.answers for one in other_order.questions] == [(188, 171)]


def test_a_day_to_come_is_said_and_not_taken() -> None:
    found = read_pasted_labs("Labor vom 03.04.2036: Hb 11,2 g/dl", today=date(2026, 4, 3))
    assert not found.days and found.say == ("The list gives 2036-04-03, a day to come; no day was taken.",)


def test_the_latest_day_stands_unless_it_only_tells_a_limit() -> None:
    head = "Analyse\tEinheit\t27.03.2026\t03.04.2026\n"
    assert read_pasted_labs(f"{head}Bilirubin\tmg/dl\t0,9\thämolytisch").facts == {BILI: 0.9}
    limited = read_pasted_labs(f"{head}Bilirubin\tmg/dl\t2,9\t<0,1")
    assert not limited.read and passed(limited) == {"Bilirubin <0,1 mg/dl": "a limit, not the value that was measured"}


def test_results_of_one_day_that_differ_are_two_to_choose_from() -> None:
    found = read_pasted_labs("Labor vom 03.04.2026: Hb 11,2 g/dl, Hb 10,9 g/dl, GPT 48 U/l")
    assert dict(found.facts) == {ALT: 48}
    (question,) = found.questions
    assert question.answers == (11.2, 10.9)
    assert question.sentence == "Haemoglobin: 11.2 and 10.9 g/dL on 2026-04-03; which?"


def test_the_same_result_in_two_units_is_one_result() -> None:
    assert read_pasted_labs("Kreatinin 0,90 mg/dl\nKreatinin 80 µmol/l").facts == {CREA: 0.9}
    assert not read_pasted_labs("Kreatinin 0,90 mg/dl\nKreatinin 95 µmol/l").facts


@each(
    "text",
    ["03.04.2026\nHb\t11,2\tg/dl\n27.03.2026\nHb\t10,1\tg/dl",
     "date,hb,plt\n2026-03-27,10.1,95\n2026-04-03,11.2,95",
     "04/13/26  04/12/26\nHb   11.2  10.1\nPLT   95  95",
     "Datum   Hb     PLT\n27.03.2026   10,1   95\n03.04.2026   11,2   95",
     "Datum\tHb [g/dl]\tPLT [/nl]\n27.03.2026\t10,1\t95\n03.04.2026\t11,2\t95"],
)  # fmt: skip
def test_days_over_under_and_beside_the_results_are_those_of_the_results(text: str) -> None:
    found = read_pasted_labs(text)
    assert found.facts[HB] == 11.2 and found.days[HB] in (date(2026, 4, 3), date(2026, 4, 13))


def test_heads_that_do_not_stand_over_their_columns_are_told() -> None:
    found = read_pasted_labs("Recent Labs\n\t\t04/12/26\t04/13/26\nWBC\t6.1\t5.4")
    assert not found.read and "do not stand under the heads" in passed(found)["line 3, WBC"]


# Marks and units


@each(
    ("text", "facts"),
    [("PLT 188 150-400 G/l", {PLT: 188}), ("Hb 11,2 - 12,0-16,0 g/dl", {HB: 11.2}), ("GPT 48 + U/l", {ALT: 48}),
     ("Thrombozyten 188 000 /µl", {PLT: 188}), ("PLT 1.88 lakhs/cumm", {PLT: 188}), ("PLT 18.8 10^4/uL", {PLT: 188}),
     ("WBC 5.4K", {WBC: 5.4}), ("WBC 5.4 x1000/µl", {WBC: 5.4}), ("GOT (37 °C) 34 U/l", {AST: 34}),
     ("Hb 11.2 gm/dl", {HB: 11.2}), ("PLT 188 (171 on 03/20/2026)", {PLT: 188}), ("WBC HGB PLT\n5.4 11.2 188",
      {WBC: 5.4, HB: 11.2, PLT: 188}), ("Hb\n11,2\ng/dl\n12-16", {HB: 11.2}), ("eGFR 82 > OR = 60 mL/min/1.73m2",
      {"egfr_ml_min": 82}), ("Hb\t11,2\tg/dl\tGPT\t48\tU/l", {HB: 11.2, ALT: 48}), ("**Hb**: 11.2 g/dL", {HB: 11.2}),
     ("PLT 188 10*3/uL 150-400 01", {PLT: 188}), ("PLT 188 103/µl", {PLT: 188}), ("ANC 103 /µl", {ANC: 0.103}),
     ("ANC 1000 /µl", {ANC: 1}), ("ANC 1064 /µl", {ANC: 1.064}), ("Ha\u0308moglobin 11,2 g/dl", {HB: 11.2})],
)  # fmt: skip
def test_a_value_is_found_among_the_marks_around_it(text: str, facts: dict[str, float]) -> None:
    found = read_pasted_labs(text)
    assert dict(found.facts) == facts and not found.days


@each("text", ["PLT 97 → 188 /nl", "PLT 97 -> 188 /nl", "PLT 97 188 /nl", "PLT\t97\t188\t/nl", "ALT 4.500 U/l"])
def test_two_numbers_or_readings_are_asked_back(text: str) -> None:
    found = read_pasted_labs(text)
    assert not found.facts and len(found.questions) == 1 and len(found.questions[0].answers) == 2


@each(
    ("text", "why"),
    [("Hb < 7 g/dl", "a limit"), ("Hb -11,2 g/dl", "nothing that can be read"), ("Hb ~11 g/dl", "nothing that can be"),
     ("AST 2 x ULN", "nothing that can be read"), ("Bilirubin <1,2 mg/dl 0,8", "a limit and a number"),
     ("PLT 188 mg/dL", "Platelets is read in 10^9/L"), ("INR 92 %", "INR is read in no unit"),
     ("eGFR 82 ml/min", "not indexed"), ("PLT 188000 G/l", "must be a number from 0 to 5000"),
     ("Hb pending", "the list calls it not yet reported"), ("Hb (g/l) 112 g/dl", "two units")],
)  # fmt: skip
def test_what_is_no_value_is_passed_over_with_the_reason(text: str, why: str) -> None:
    found = read_pasted_labs(text)
    assert not found.read and not found.questions and any(why in one.why for one in found.passed_over)


def test_a_missing_unit_is_taken_only_where_size_or_range_leave_no_doubt() -> None:
    assert read_pasted_labs("Bilirubin 0.8\nPLT 188\nAST 34\nHb 11.2").facts == {BILI: 0.8, PLT: 188, AST: 34, HB: 11.2}
    assert asked(read_pasted_labs("Bilirubin 4\nPLT 18.8\nHb 9.8\nALT 6")) == {BILI, PLT, HB, ALT}
    assert read_pasted_labs("Hb 9.8 (12.0-16.0)\nBilirubin 4 (0.2-1.2)").facts[HB] == 9.8
    told = read_pasted_labs("Bilirubin 18 (5-21)").read[0]
    assert (told.value, told.doubt) == (1.052632, "Bilirubin 18 has no unit; in µmol/L it is 1.052632 mg/dL. Is it?")


def test_a_reference_range_in_another_unit_than_its_value_makes_it_doubtful() -> None:
    assert asked(read_pasted_labs("Bilirubin 6 mg/dL (5-21)")) == {BILI}
    assert not asked(read_pasted_labs("Bilirubin 0.8 mg/dL (5-21 µmol/L)"))


@each("written", ["< 21", "<=21", "≤ 21", "0-21", "(3 - 21)", "[3,0 – 21]", "bis 21", "up to 21", "hasta 21", "N: <21"])
def test_the_upper_end_of_the_reference_range_is_that_laboratorys_limit(written: str) -> None:
    assert read_pasted_labs(f"Bilirubin\t18\tµmol/l\t{written}").facts["bilirubin_uln_mg_dl"] == 1.22807


def test_a_lower_limit_of_a_reference_range_is_no_upper_limit() -> None:
    assert dict(read_pasted_labs("GPT 48 U/l > 10").facts) == {ALT: 48}


@each("finding", ["Kein Aszites", "No ascites", "Aszites: nein", "Kein Nachweis von Aszites", "Kein Pleuraerguss"])
def test_fluid_that_is_said_not_to_be_there_is_no_specimen_of_what_follows(finding: str) -> None:
    below = read_pasted_labs(f"Bilirubin 1,1 mg/dl\n{finding}\nThrombozyten 150 G/l\nINR 1,1")
    beside = read_pasted_labs(f"Bilirubin 1,1 mg/dl, {finding}, Thrombozyten 150 G/l, INR 1,1")
    assert dict(below.facts) == dict(beside.facts) == {BILI: 1.1, PLT: 150, INR: 1.1}


@each("title", ["Aszites", "Aszitespunktat", "Aszites: gelb, klar", "Aszites: negativ", "Kein Aszites; Pleurapunktat"])
def test_fluid_that_was_there_or_was_examined_stays_a_specimen(title: str) -> None:
    assert dict(read_pasted_labs(f"Bilirubin 1,1 mg/dl\n{title}\nAlbumin 12 g/l").facts) == {BILI: 1.1}


def test_a_specimen_that_was_not_in_order_makes_its_value_doubtful() -> None:
    found = read_pasted_labs("Test\tResult\tUnits\tComment\nAST\t88\tU/L\tSample hemolyzed")
    assert [one.doubt for one in found.read] == ["AST 88 U/L: the list calls the specimen haemolytic; is it right?"]


@each("code", HABITS)
def test_units_told_apart_by_size_are_units_of_the_fact_and_their_ranges_do_not_meet(code: str) -> None:
    habits = sorted(HABITS[code], key=lambda one: one.upper_low)
    assert all(is_unit_of(code, one.unit) for one in habits) and code in NUMBERS
    assert all(one.upper_high < other.upper_low for one, other in pairwise(habits))


# People


def test_nothing_of_a_person_is_shown() -> None:
    text = (
        "Patientin: Mustermann, Erika\tgeb. 12.03.1965\tFall 20264711\nFrau Mustermann, Albstr. 3, Tel. 0176 12345678\n"
        "Mustermann Urin Albumin 12 mg/l\nAlter: 61 Jahre\nMRN 4711\nHb Mustermann 9,1\nHb 11,2 g/dl\nPLT Mustermann"
    )
    found = read_pasted_labs(text)
    assert dict(found.facts) == {HB: 11.2}
    assert not any(word in repr(found) for word in ("Muster", "1965", "4711", "Albstr", "1234", "61"))
    assert passed(found)["5 lines"] == "no laboratory value was found in them"


def test_several_patients_in_one_list_are_refused() -> None:
    with pytest.raises(Refusal, match="more than one patient"):
        read_pasted_labs("Patient ID,Test,Value,Unit\nA1,PLT,188,K/uL\nA2,PLT,150,K/uL")
    with pytest.raises(Refusal, match="more than one patient"):
        read_pasted_labs("record_id,hb,plt,visit_date\n1,11.2,188,2026-04-03\n2,10.2,90,2026-04-03")


def test_only_words_of_analytes_are_ever_shown_of_a_name() -> None:
    assert shown_name("Frau Müller Kreatinin im Urin") == "Kreatinin im Urin"


def test_a_number_whose_comma_may_part_columns_is_not_read() -> None:
    found = read_pasted_labs("Test,Value,Unit\nHb,11,2,g/dl\nPLT,188,/nl")
    assert dict(found.facts) == {PLT: 188} and "comma" in passed(found)["line 2"]
