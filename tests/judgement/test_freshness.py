"""Old facts make an option provisional; the limits are declared, and today is told, never looked up."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from each import each
from invented import document, known_ground
from screens import EXAMPLES
from worked import book_of, library, option_of

from haic_core.case.facts import FACTS
from haic_core.case.file import case_from
from haic_core.case.patient import NOBODY, Patient
from haic_core.evidence.library import DATA, read_examples, read_library
from haic_core.evidence.side_lists import FreshnessLimit
from haic_core.judgement.freshness import FactAge, Freshness, Waiting, fact_ages, waiting
from haic_core.screen.freshness import age_line
from haic_core.wording.freshness import limit_sentence, waiting_sentence
from haic_core.words.vocabulary import Modality, Verdict

TODAY = date(2026, 11, 22)
PRETREATED = EXAMPLES["Liver-dominant, two lines, progressing"].patient
LABS = FreshnessLimit(id="labs", label="Laboratory values", days=14, facts=("platelets_e9_l", "bilirubin_mg_dl"))


def ages(patient: Patient, days: dict[str, str]) -> dict[str, FactAge]:
    return {age.fact: age for age in fact_ages(patient, days, (LABS,), TODAY)}


@each(
    ("day", "standing"),
    [
        ("2026-11-22", Freshness.FRESH),
        ("2026-11-08", Freshness.FRESH),
        ("2026-11-07", Freshness.OLD),
        ("2026-11-23", Freshness.AHEAD),
        (None, Freshness.UNDATED),
    ],
)
def test_a_fact_is_fresh_to_the_last_day_of_its_limit(day: str | None, standing: Freshness) -> None:
    days = {"platelets_e9_l": day} if day else {}
    assert ages(PRETREATED, days)["platelets_e9_l"].standing is standing


def test_a_fact_not_recorded_has_no_age_and_a_fact_without_a_limit_never_grows_old() -> None:
    assert ages(NOBODY, {}) == {}
    assert "age_years" not in ages(PRETREATED, {"age_years": "1999-01-01"})


LISTED = document("listed", [{"modality": "haic", "fact": "platelets_e9_l", "at_least": 100}])
HAIC = book_of(Modality.HAIC, [LISTED])
LABELLED = book_of(
    Modality.HAIC, [LISTED, document("label", limit=[{"modality": "haic", "fact": "bilirubin_mg_dl", "at_most": 2}])]
)


def test_an_option_that_meets_is_provisional_while_its_laboratory_values_are_old() -> None:
    woman = known_ground()
    option = option_of(LABELLED, woman)
    fresh = {"platelets_e9_l": "2026-11-20", "bilirubin_mg_dl": "2026-11-20"}
    assert option.verdict is Verdict.MEETS
    assert not waiting(option, tuple(ages(woman, fresh).values()))
    old = waiting(option, tuple(ages(woman, fresh | {"platelets_e9_l": "2026-10-20"}).values()))
    assert old and waiting_sentence(old) == "Provisional: Platelets 33 days old (limit 14 days)."


def test_an_option_is_provisional_while_a_day_is_missing() -> None:
    woman = known_ground()
    undated = waiting(option_of(LABELLED, woman), tuple(ages(woman, {"platelets_e9_l": "2026-11-20"}).values()))
    assert waiting_sentence(undated) == "Provisional: 1 fact without a date."


def test_an_option_that_fails_waits_only_for_the_facts_of_its_deciding_lines() -> None:
    woman = known_ground(platelets_e9_l=82)
    option = option_of(LABELLED, woman)
    assert option.verdict is Verdict.FAILS
    found = waiting(option, tuple(ages(woman, {}).values()))
    assert (found.old, [age.fact for age in found.undated]) == ((), ["platelets_e9_l"])


def test_an_option_that_cannot_be_said_yet_is_not_called_provisional_as_well() -> None:
    option = option_of(HAIC, NOBODY)
    assert option.missing and waiting(option, ()) == Waiting() and waiting_sentence(Waiting()) == ""


def test_every_limit_of_the_repository_says_that_no_document_prints_it() -> None:
    limits = library().freshness
    assert limits and all(limit.source is None for limit in limits)
    assert all("convention, printed in no document" in limit_sentence(limit) for limit in limits)
    codes = [code for limit in limits for code in limit.facts]
    assert len(codes) == len(set(codes)) and set(codes) <= set(FACTS)


def test_a_limit_that_a_document_prints_names_its_place() -> None:
    limit = FreshnessLimit(
        id="x",
        label="Lung shunt",
        days=30,
        facts=("lung_shunt_percent",),
        source="sirtex_label_y90",
        locator="Warnings",
    )
    assert limit_sentence(limit) == "Lung shunt: 30 days (sirtex_label_y90, Warnings)"


def test_a_site_keeps_its_own_limits(tmp_path: Path) -> None:
    (tmp_path / "sources").mkdir()
    (tmp_path / "freshness.toml").write_text(
        '[[limit]]\nid = "labs"\nlabel = "Bloods"\ndays = 7\nfacts = ["platelets_e9_l"]\n', encoding="utf-8"
    )
    own = read_library((DATA, tmp_path))
    assert [(limit.label, limit.days) for limit in own.freshness] == [("Bloods", 7)]
    assert own.version != library().version


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('days = 0\nfacts = ["inr"]', "days"),
        ('days = 7\nfacts = ["platelet"]', "there is no fact 'platelet'"),
        ('days = 7\nfacts = ["inr"]\nsource = "hsiao"', "source and locator stand together"),
    ],
)
def test_a_sites_limit_that_makes_no_sense_is_left_out_with_its_sentence_and_ours_stay(
    tmp_path: Path, text: str, sentence: str
) -> None:
    (tmp_path / "sources").mkdir()
    (tmp_path / "freshness.toml").write_text(f'[[limit]]\nid = "labs"\nlabel = "Bloods"\n{text}\n', encoding="utf-8")
    read = read_library((DATA, tmp_path))
    (told,) = [one for one in read.left_out if "freshness.toml: " in one]
    assert sentence in told and read.freshness == library().freshness


def test_the_form_says_how_fresh_a_section_is() -> None:
    found = age_line(tuple(ages(PRETREATED, {"platelets_e9_l": "2026-11-20"}).values()))
    assert "Dates: 1 within the limit, 1 without a date." in found
    assert age_line(()) == ""


def test_a_day_ahead_of_the_meeting_is_told_with_how_far_ahead_it_lies_and_with_its_limit() -> None:
    found = ages(PRETREATED, {"platelets_e9_l": "2026-11-25"})["platelets_e9_l"]
    assert (found.days_old, found.limit, found.standing) == (-3, LABS, Freshness.AHEAD)


def test_a_caution_rests_on_every_recorded_fact_of_its_ledger_and_waits_for_no_other() -> None:
    """Her haemoglobin of 9 is what the label warns of; the caution on albumin has no value and settles nothing."""
    warned = [
        {"modality": "haic", "role": "caution", "fact": "haemoglobin_g_dl", "at_least": 10},
        {"modality": "haic", "role": "caution", "fact": "albumin_g_l", "at_least": 30},
    ]
    woman = known_ground(haemoglobin_g_dl=9)
    option = option_of(book_of(Modality.HAIC, [LISTED, document("label", limit=warned)]), woman)
    bloods = FreshnessLimit(id="b", label="Bloods", days=14, facts=("platelets_e9_l", "haemoglobin_g_dl", "inr"))
    found = waiting(option, fact_ages(woman, {}, (bloods,), TODAY))
    assert (option.verdict, option.missing) == (Verdict.CAUTION, ())
    assert [age.fact for age in found.undated] == ["platelets_e9_l", "haemoglobin_g_dl"]


# The worked examples.


@each("today", [date(2026, 11, 22), date(2031, 3, 1)])
def test_the_examples_are_dated_as_if_their_board_met_today_whenever_that_is(today: date) -> None:
    """Blood is held for 14 days: drawn two and three days before the first two boards, nineteen before the third."""
    cases = [case_from(content, title) for title, content in read_examples(today)]
    found = [fact_ages(case.patient, case.recorded_on, library().freshness, today) for case in cases]
    standings = [{age.standing for age in ages} for ages in found]
    assert standings == [{Freshness.FRESH}, {Freshness.FRESH}, {Freshness.FRESH, Freshness.OLD}]
    assert {age.days_old for age in found[2] if age.standing is Freshness.OLD} == {19}


def test_an_example_read_without_a_day_carries_none() -> None:
    assert [content["recorded_on"] for _, content in read_examples()] == [{}, {}, {}]
