"""What an option says beside its four lines: single changes in words, what lies beyond all lists, what decides."""

from __future__ import annotations

from each import each
from invented import document, invented_library, known_ground

from haic_core.case.fact_kinds import Value
from haic_core.case.patient import Patient
from haic_core.evidence.source import Source
from haic_core.judgement.assessment import assess
from haic_core.judgement.changes import Flip
from haic_core.judgement.options import Option
from haic_core.wording.deciding import after_the_lines, against_lines, disputed_lines, why_sentence
from haic_core.wording.option import (
    closing,
    entry_line,
    judging_names,
    next_line,
    opening,
    safety_line,
    verdict_line,
    verdict_said,
)
from haic_core.words.vocabulary import Modality, Verdict


def line(fact: str, **bound: object) -> dict[str, object]:
    return {"modality": "haic", "fact": fact, **bound}


OAK = document("oak", [line("platelets_e9_l", at_least=100), line("inr", at_most=2)])
SORREL = document("sorrel", limit=[line("bilirubin_mg_dl", at_most=2)])


def haic(patient: Patient, *sources: Source) -> tuple[Option, dict[str, str]]:
    library = invented_library(*sources)
    return assess(patient, library).option(Modality.HAIC), judging_names(library)


@each(
    ("fact", "before", "after", "said"),
    [
        ("extrahepatic_disease", "progressive", "stable", "extrahepatic disease progressive → stable"),
        ("extrahepatic_disease", None, "stable", "extrahepatic disease not recorded → stable"),
        ("ascites", True, False, "no ascites"),
        ("platelets_e9_l", 82, 100, "platelets 82 → 100 ×10⁹/L"),
        ("inr", None, 1.2, "INR not recorded → 1.2"),
    ],
)
def test_a_single_change_is_said_with_what_she_has_and_what_it_would_take(
    fact: str, before: Value | None, after: Value, said: str
) -> None:
    assert opening(Flip(fact, before, after, Verdict.MEETS, True)) == f"would open it: {said}"
    assert closing(Flip(fact, before, after, Verdict.FAILS, False)) == f"would close it: {said}"


def test_of_another_primary_with_everything_known_nothing_is_missing() -> None:
    option, _ = haic(known_ground(primary="colorectal"), OAK)
    assert next_line(option) == "nothing that is asked for is missing."


def test_a_decided_option_has_no_standing() -> None:
    for platelets, verdict in ((250, Verdict.MEETS), (90, Verdict.FAILS)):
        option, _ = haic(known_ground(platelets_e9_l=platelets), OAK)
        assert (option.verdict, option.standing) == (verdict, None)


def test_why_a_stopped_option_fails_is_what_stops_it_and_why_one_meets_is_who_admits_her() -> None:
    assert why_sentence(*haic(known_ground(bilirubin_mg_dl=2.1), OAK, SORREL)) == (
        "Stopped: bilirubin 2.1 mg/dL, 2 allowed (Sorrel 2020)."
    )
    assert why_sentence(*haic(known_ground(), OAK, SORREL)) == "Admitted by Oak 2020."


def test_what_stops_it_opens_it_again_where_something_else_is_only_disputed() -> None:
    """Bilirubin of 2.5 lies between Sorrel's 2 and Thyme's 3; Thyme alone forbids ascites."""
    thyme = document("thyme", limit=[line("bilirubin_mg_dl", at_most=3), line("ascites", **{"is": False})])
    option, _ = haic(known_ground(bilirubin_mg_dl=2.5, ascites=True), OAK, SORREL, thyme)
    assert next_line(option) == "would open it: no ascites."


def test_of_a_range_the_nearer_end_is_told_as_what_would_close_it() -> None:
    """9 metastases of 2 to 10: one more than 10 is nearer than one fewer than 2."""
    range_ = document("range", [line("lesion_count", between=[2, 10]), line("inr", at_most=9)])
    option, _ = haic(known_ground(lesion_count=9), range_)
    assert next_line(option) == "would close it: number of metastases 9 → 11 lesions."


def test_what_holds_by_nature_is_named_before_a_document_that_prints_it_too() -> None:
    artery = document("artery", limit=[line("hepatic_artery_patent", **{"is": True})])
    said = safety_line(*haic(known_ground(hepatic_artery_patent=False), OAK, artery))
    assert said == "stopped: hepatic artery not open (by nature and Artery 2020)."


def test_what_lies_beyond_every_list_is_said_with_what_she_has_of_it() -> None:
    """Two lists ask for an albumin of 30 and 35 g/L, a third is silent on it; she has 25."""
    silent = document("silent", [line("ecog", at_most=2), line("inr", at_most=2)])
    asking = [
        document(key, [line("inr", at_most=most), line("albumin_g_l", at_least=least)])
        for key, most, least in (("first", 2, 30), ("second", 3, 35))
    ]
    said = safety_line(*haic(known_ground(albumin_g_l=25), silent, *asking))
    assert said == "not stopped; beyond every list: albumin 25 g/L."


def test_points_beyond_every_list_are_said_with_their_class() -> None:
    """Bilirubin 0.6 and no ascites one point each, albumin 20, INR 2.4 three each, encephalopathy unknown one to three:
    9 to 11 points."""
    silent = document("silent", [line("ecog", at_most=2), line("inr", at_most=3)])
    asking = [
        document(key, [line("inr", at_most=most), line("child_pugh_points", at_most=points)])
        for key, most, points in (("first", 3, 6), ("second", 4, 7))
    ]
    said = safety_line(*haic(known_ground(albumin_g_l=20, inr=2.4), silent, *asking))
    assert said == "not stopped; beyond every list: Child-Pugh points 9 to 11 (class B or C)."


def outside_four() -> list[Source]:
    """Four whole lists that ask for more albumin than 25 g/L."""
    return [
        document(key, [line("albumin_g_l", at_least=least), line("inr", at_most=2)])
        for key, least in (("first", 30), ("second", 31), ("third", 32), ("fourth", 33))
    ]


def test_outside_many_lists_two_are_told_and_the_others_counted() -> None:
    option, names = haic(known_ground(albumin_g_l=25), *outside_four())
    told = "outside every list; First 2020: albumin 25 g/L, 30 needed; Second 2020: albumin 25 g/L, 31 needed"
    assert entry_line(option, names) == f"{told}; and 2 more lists."
    option, names = haic(known_ground(albumin_g_l=25), *outside_four()[:3])
    assert entry_line(option, names) == f"{told}; and 1 more list."


def test_of_an_option_that_fails_without_a_limit_what_is_not_known_is_counted() -> None:
    unknown = dict.fromkeys(["contrast_allergy", "pregnant"])
    assert safety_line(*haic(known_ground(albumin_g_l=25, **unknown), outside_four()[0])) == (
        "no absolute limit is passed; 2 facts are not known."
    )
    assert safety_line(*haic(known_ground(albumin_g_l=25), outside_four()[0])) == "no absolute limit is passed."


def test_what_every_list_of_every_option_leaves_out_stops_it_and_says_so() -> None:
    """Oak asks for platelets of 100 and forbids nothing; 40 lie outside the only list there is."""
    assert safety_line(*haic(known_ground(platelets_e9_l=40), OAK)) == (
        "stopped: platelets 40 ×10⁹/L (outside every list of every option)."
    )


def test_a_range_that_she_lies_outside_of_is_told_with_both_ends() -> None:
    range_ = document("range", [line("lesion_count", between=[1, 5]), line("inr", at_most=2)])
    option, names = haic(known_ground(lesion_count=9), range_, OAK)
    assert entry_line(option, names) == "admitted by Oak 2020; outside Range 2020: 9 lesions, 1 to 5 taken."


def test_an_abstract_that_leaves_her_out_or_waits_is_named_without_its_mark() -> None:
    short = document("short", [line("albumin_g_l", at_least=30), line("inr", at_most=2)], document="abstract")
    option, names = haic(known_ground(albumin_g_l=25), short, OAK)
    assert entry_line(option, names) == "admitted by Oak 2020; outside Short 2020: albumin 25 g/L, 30 needed."
    option, names = haic(known_ground(), short)
    assert entry_line(option, names) == "open in Short 2020."


def test_a_dispute_puts_an_option_in_question_that_waits_for_one_fact() -> None:
    """Bilirubin of 2.5 lies between Sorrel's 2 and Thyme's 3."""
    thyme = document("thyme", limit=[line("bilirubin_mg_dl", at_most=3)])
    option, _ = haic(known_ground(bilirubin_mg_dl=2.5, contrast_allergy=None), OAK, SORREL, thyme)
    assert verdict_line(option) == (
        "In question; dispute over bilirubin 2.5 mg/dL; still open: contrast allergy from history."
    )  # fmt: skip


def test_after_the_lines_it_is_counted_how_many_more_the_ledger_has() -> None:
    option, _ = haic(known_ground(platelets_e9_l=82, inr=3), OAK)
    assert after_the_lines(option, 0).lower() == next_line(option).lower()
    assert after_the_lines(option, 1) == f"1 more in the ledger; {next_line(option)}"
    waits, _ = haic(known_ground(inr=None), OAK)
    assert (after_the_lines(waits, 0), after_the_lines(waits, 2)) == ("", "2 more in the ledger")


def test_carrying_on_is_an_option_with_caution_where_a_document_forbids_or_warns() -> None:
    """A label of a drug takes no platelets below 100; another only warns of an INR above 1.5."""
    label = document("label", limit=[{"modality": "systemic", "fact": "platelets_e9_l", "at_least": 100}])
    warns = document("warns", limit=[{"modality": "systemic", "fact": "inr", "at_most": 1.5, "role": "caution"}])
    library = invented_library(label, warns)
    names = judging_names(library)
    ill = assess(known_ground(platelets_e9_l=90, inr=1.8), library).option(Modality.SYSTEMIC)
    assert verdict_said(ill) == "Always an option, with caution"
    told = safety_line(ill, names)
    assert "caution: platelets 90 ×10⁹/L, 100 needed (Label 2020); caution: INR 1.8, 1.5 allowed (Warns 2020)" in told
    well = assess(known_ground(), library).option(Modality.SYSTEMIC)
    assert verdict_said(well) == "Always an option"


def test_of_many_who_forbid_it_two_are_named_and_of_many_lines_not_met_the_first() -> None:
    three = [document(key, limit=[line("bilirubin_mg_dl", at_most=2)]) for key in ("ash", "beech", "cherry")]
    said = safety_line(*haic(known_ground(bilirubin_mg_dl=2.1), OAK, *three))
    assert said == "stopped: bilirubin 2.1 mg/dL, 2 allowed (Ash 2020, Beech 2020 and 1 more)."
    asks = document("asks", [line("albumin_g_l", at_least=30), line("lesion_count", at_most=5), line("inr", at_most=1)])
    option, names = haic(known_ground(albumin_g_l=25, lesion_count=9, inr=1.1), asks, OAK)
    told = "admitted by Oak 2020; outside Asks 2020: albumin 25 g/L, 30 needed, and 2 more lines."
    assert entry_line(option, names) == told


def test_a_limit_in_words_is_told_without_the_name_of_its_fact() -> None:
    strict = document("strict", limit=[line("extrahepatic_disease", **{"is": "none"})])
    wide = document("wide", limit=[line("extrahepatic_disease", is_not="progressive")])
    option, names = haic(known_ground(extrahepatic_disease="stable"), OAK, strict, wide)
    [told] = disputed_lines(option, names)
    assert told.asks == "not by Strict 2020 (none); allowed by Wide 2020 (not progressive)"
    assert (told.keys, told.names) == (("strict", "wide"), ("Strict 2020", "Wide 2020"))


def test_neither_a_caution_nor_an_exclusion_of_a_list_is_a_side_of_a_dispute() -> None:
    """Bilirubin of 2.5 lies between Sorrel's 2 and Thyme's 3; Warns cautions at 1, Excludes lists nobody above 2.2."""
    thyme = document("thyme", limit=[line("bilirubin_mg_dl", at_most=3)])
    warns = document("warns", limit=[line("bilirubin_mg_dl", at_most=1, role="caution")])
    exclusion = line("bilirubin_mg_dl", at_most=2.2, role="contraindication")
    excludes = document("excludes", [exclusion, line("ecog", at_most=2)])
    takes = document("takes", [line("bilirubin_mg_dl", at_most=3), line("ecog", at_most=1)])
    option, names = haic(known_ground(bilirubin_mg_dl=2.5), takes, SORREL, thyme, warns, excludes)
    [told] = disputed_lines(option, names)
    assert told.asks == "not by Sorrel 2020 (at most 2 mg/dL); allowed by Thyme 2020 (at most 3 mg/dL)"


def test_of_an_undecided_option_a_whole_list_that_leaves_her_out_is_told_against_it_and_a_part_list_is_not() -> None:
    """Oak waits for the INR; the list of albumin leaves her out: of a part list that says nothing of who entered."""
    limits = [line("albumin_g_l", at_least=30), line("ecog", at_most=2)]
    for extent, told in (("whole", [("Albumin at least 30 g/L", "25 g/L", ("Asks 2020",))]), ("part", [])):
        asks = document("asks", limits, list=[{"modality": "haic", "extent": extent}])
        option, names = haic(known_ground(albumin_g_l=25, inr=None), OAK, asks)
        assert option.verdict is Verdict.UNKNOWN
        assert [(one.asks, one.has, one.names) for one in against_lines(option, names)] == told


def test_a_multiple_that_lies_on_a_bound_that_does_not_take_it_is_told_as_it_is() -> None:
    """ALT of 87.5 at a limit of 35 is 2.5 times; only what is below is taken."""
    asks = document("asks", [line("alt_u_l", less_than=2.5, times_uln=True), line("ecog", at_most=2)])
    option, names = haic(known_ground(alt_u_l=87.5, alt_uln_u_l=35), OAK, asks)
    assert entry_line(option, names).endswith("outside Asks 2020: ALT 2.5 ×, below 2.5 allowed.")
    # 87.55 / 35 is 2.50143.
    option, names = haic(known_ground(alt_u_l=87.55, alt_uln_u_l=35), OAK, asks)
    assert entry_line(option, names).endswith("outside Asks 2020: ALT 2.501 ×, below 2.5 allowed.")


def test_a_limit_that_has_to_be_exceeded_says_above() -> None:
    asks = document("asks", [line("albumin_g_l", more_than=30), line("ecog", at_most=2)])
    option, names = haic(known_ground(albumin_g_l=30), OAK, asks)
    assert entry_line(option, names).endswith("outside Asks 2020: albumin 30 g/L, above 30 needed.")
