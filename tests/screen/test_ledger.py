"""The cards of the options and the ledger behind them, as HTML, on small documents whose bounds are set by hand."""

from __future__ import annotations

import re
from html import unescape

from invented import arden, birch, cedar, document, invented_library, invented_patient, known_ground

from haic_core.case.patient import Patient
from haic_core.chart.palette import LIGHT
from haic_core.evidence.source import Source
from haic_core.judgement.assessment import assess
from haic_core.screen.ledger import ledger_table
from haic_core.screen.options import option_cards, verdict_strip
from haic_core.wording.safety import safety_brief
from haic_core.words.vocabulary import Modality


def plain(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def ledger(patient: Patient, *sources: Source, modality: Modality = Modality.HAIC) -> str:
    library = invented_library(*sources)
    return ledger_table(assess(patient, library).option(modality), library)


def limit_rows(html: str) -> dict[str, str]:
    """The rows of the limits by the fact they speak of, each with its reading first, as they read when opened."""
    html = re.sub(r"<summary>.*?</summary>", "", html)
    rows = re.findall(r'<tr class="hb-safety-(\w+)"><th scope="row">(.*?)</th>(.*?)</tr>', html)
    return {unescape(plain(label)).strip(): f"{reading}: {plain(rest)}" for reading, label, rest in rows}


def line(fact: str, **bound: object) -> dict[str, object]:
    return {"modality": "haic", "fact": fact, **bound}


TIGHT = document("tight", limit=[line("bilirubin_mg_dl", at_most=2), line("ascites", **{"is": False})])
WIDE = document(
    "wide",
    limit=[
        line("bilirubin_mg_dl", at_most=3, extrapolated_from="hepatocellular carcinoma"),
        line("inr", at_most=1.5, role="caution", note="Corrected first."),
        line("ascites", **{"is": False}),
    ],
)


# Limits


def test_a_value_without_its_upper_limit_of_normal_says_that_the_limit_is_not_recorded() -> None:
    """Bilirubin of 1.4 is below both absolute limits; the handbook asks for at most the laboratory's own."""
    handbook = document("handbook", limit=[line("bilirubin_mg_dl", at_most=1, times_uln=True, role="caution")])
    rows = limit_rows(ledger(known_ground(bilirubin_mg_dl=1.4), TIGHT, handbook))
    assert rows["Bilirubin"].startswith("open: 1.4 mg/dL ") and rows["Bilirubin"].endswith("? upper limit not recorded")
    alone = limit_rows(ledger(known_ground(bilirubin_mg_dl=1.4), handbook))["Bilirubin"]
    assert alone.startswith("open: Bilirubin, upper limit not recorded ") and alone.endswith(
        "? upper limit not recorded"
    )
    unknown = limit_rows(ledger(known_ground(bilirubin_mg_dl=None), TIGHT, handbook))["Bilirubin"]
    assert unknown.endswith("? not recorded") and "upper limit not recorded" not in unknown


def test_limits_stand_fact_by_fact_what_holds_by_nature_first_and_the_same_limit_of_two_once() -> None:
    rows = limit_rows(ledger(known_ground(), TIGHT, WIDE))
    assert list(rows) == ["Hepatic artery patent", "Ascites", "Bilirubin", "INR"]
    fit = document("fit", limit=[line("ecog", at_most=2)])
    assert list(limit_rows(ledger(known_ground(), fit))) == ["Hepatic artery patent", "ECOG performance status"]
    assert rows["Hepatic artery patent"] == "clear: yes ✓ met: yes by nature, Methods, What a procedure needs. ✓ clear"
    assert rows["Ascites"] == (
        "clear: absent, as required ✓ met: absent Tight 2020, Contraindications. Wide 2020, Contraindications. ✓ clear"
    )
    assert rows["INR"] == (
        "clear: 1 ✓ does not warn: at most 1.5 caution Wide 2020, Contraindications. Corrected first. ✓ clear"
    )  # fmt: skip


def test_limits_that_differ_are_a_grey_band_with_her_value_on_it_and_a_dispute_is_called_one() -> None:
    """Bounds of 2 and 3, her 2.5: the track runs from 12 to 88 of a hundred, so she stands in the middle."""
    html = ledger(known_ground(bilirubin_mg_dl=2.5), TIGHT, WIDE)
    assert limit_rows(html)["Bilirubin"] == (
        "disputed: 2.5 mg/dL Printed limits differ, from 2 to 3 mg/dL. 2 3 ✕ not met: at most 2 mg/dL Tight 2020, "
        "Contraindications. ✓ met: at most 3 mg/dL Wide 2020, Contraindications, printed for hepatocellular "
        "carcinoma. ◆ disputed"
    )
    assert '<i class="hb-grey-zone" style="left:12.0%;width:76.0%"></i>' in html
    assert '<i class="hb-mark" style="left:50.0%"></i>' in html


def test_a_dispute_stands_in_the_boards_short_line_with_her_value() -> None:
    library = invented_library(TIGHT, WIDE)
    option = assess(known_ground(bilirubin_mg_dl=2.5), library).option(Modality.HAIC)
    assert "disputed: bilirubin 2.5 mg/dL" in safety_brief(option)


def test_of_three_bounds_the_band_spans_all_and_one_too_near_the_end_is_not_written() -> None:
    """2 to 4 mg/dL fill the track's 76; 3.9 would stand 3.8 before 4, 3 stands in the middle."""
    four = document("four", limit=[line("bilirubin_mg_dl", at_most=4)])
    for bound, written in ((3, ["2", "3", "4"]), (3.9, ["2", "4"])):
        middle = document("middle", limit=[line("bilirubin_mg_dl", at_most=bound)])
        html = ledger(known_ground(bilirubin_mg_dl=None), TIGHT, middle, four)
        assert '<i class="hb-grey-zone" style="left:12.0%;width:76.0%"></i>' in html
        assert re.findall(r'<b style="left:[\d.]+%">(.*?)</b>', html) == written


def test_a_value_beyond_every_bound_stretches_the_track_and_stops() -> None:
    """Bounds of 2 and 3, her 6: the grey zone is a quarter of the track's 76."""
    html = ledger(known_ground(bilirubin_mg_dl=6), TIGHT, WIDE)
    assert limit_rows(html)["Bilirubin"].startswith("stopped: 6 mg/dL") and "■ stopped" in plain(html)
    assert '<i class="hb-grey-zone" style="left:12.0%;width:19.0%"></i>' in html
    assert '<i class="hb-mark" style="left:88.0%"></i>' in html


def test_what_every_list_of_every_option_leaves_out_says_so_where_no_limit_forbids_it() -> None:
    """Bleeding only warns below 50; the only list that limits platelets asks 100, and she has 40."""
    bleeding = document("bleeding", limit=[line("platelets_e9_l", at_least=50, role="caution")])
    admits = document("admits", [line("platelets_e9_l", at_least=100), line("inr", at_most=2)])
    rows = limit_rows(ledger(known_ground(platelets_e9_l=40), bleeding, admits))
    assert rows["Platelets"].startswith("stopped: 40 ×10⁹/L ▲ warns: at least 50 ×10⁹/L caution")
    assert rows["Platelets"].endswith("■ stopped: outside every list of every option")


def test_one_bound_alone_is_no_band_nor_are_two_that_point_apart() -> None:
    """At least 30 and at most 60 g/L leave a range between them, not two opinions of one limit."""
    assert "hb-grey" not in ledger(known_ground(), TIGHT)
    low = document("low", limit=[line("albumin_g_l", at_least=30)])
    high = document("high", limit=[line("albumin_g_l", at_most=60)])
    assert "hb-grey" not in ledger(known_ground(albumin_g_l=40), low, high)


def test_limits_of_one_fact_stand_in_the_order_of_their_documents_the_absolute_ones_first() -> None:
    warns = document("warns", limit=[line("bilirubin_mg_dl", at_most=1, role="caution")])
    told = limit_rows(ledger(known_ground(), warns, WIDE, TIGHT))["Bilirubin"]
    assert [told.index(said) for said in ("at most 3", "at most 2", "at most 1 mg/dL caution")] == sorted(
        told.index(said) for said in ("at most 3", "at most 2", "at most 1 mg/dL caution")
    )


def test_both_tables_name_their_columns() -> None:
    html = ledger(known_ground(), TIGHT, document("admits", [line("inr", at_most=2), line("ecog", at_most=2)]))
    assert re.findall(r'<th scope="col">(.*?)</th>', html) == [
        *("Fact", "This patient", "What is printed", "Together"),
        *("Line", "This patient", "Finding", "Place"),
    ]
    assert len(re.findall(r"</tr><tr", html)) == 3, "rows follow each other without anything between"
    assert re.findall(r'<table class="(.*?)">', html) == ["hb-table hb-limits", "hb-table hb-list"]


def test_a_relative_limit_that_is_passed_reads_caution_and_an_unrecorded_one_is_not_clear() -> None:
    rows = limit_rows(ledger(known_ground(inr=1.8, ascites=None), TIGHT, WIDE))
    assert rows["INR"].startswith("caution: 1.8 ▲ warns: at most 1.5 caution")
    assert rows["Ascites"].startswith("open: not recorded ? not recorded: absent")


def test_what_one_device_alone_forbids_is_disputed() -> None:
    """Cedar is the label of one device; its 2 mg/dL for bilirubin is passed."""
    rows = limit_rows(ledger(known_ground(bilirubin_mg_dl=2.1), cedar(), modality=Modality.Y90))
    assert rows["Bilirubin"].startswith("disputed:")


# Lists


def test_lists_stand_document_by_document_the_whole_ones_first_each_with_its_reading() -> None:
    part = document("part", [line("inr", at_most=2), line("ecog", at_most=2)], extent="part")
    few = document("few", [line("ecog", at_most=0)], extent="part")
    cirrhosis = document(
        "cirrhosis",
        [line("inr", at_most=2), line("ecog", at_most=3)],
        list=[{"modality": "haic", "extent": "part", "printed_for": "hepatocellular carcinoma"}],
    )
    html = ledger(known_ground(ecog=1), part, few, cirrhosis, arden())
    assert list_titles(html)[0] == "? Arden 2020’s entry criteria: 2 not recorded, 3 met; its caution is still open"
    assert set(list_titles(html)[1:]) == {
        "✓ Part 2020’s entry criteria, in part: all 2 met",
        "✕ Few 2020’s entry criteria, in part: 1 not met; too few limits to say who entered",
        "✓ Cirrhosis 2020’s entry criteria, in part: all 2 met; printed for hepatocellular carcinoma",
    }
    assert "Methods prints every line. Arden's responders are counted twice." in plain(html)


def list_titles(html: str) -> list[str]:
    """The lists as they read before they are opened."""
    return [plain(title) for title in re.findall(r'<details class="hb-one-list"><summary>(.*?)</summary>', html)]


def test_a_list_counts_its_lines_what_leaves_her_out_first() -> None:
    """Platelets of 90 are below Arden's 100, and progressive disease only warns; four lines are met."""
    (title,) = list_titles(ledger(invented_patient(portal_vein_thrombosis=False), arden()))
    assert title == "✕ Arden 2020’s entry criteria: 1 not met, 4 met; its caution warns"
    one = document("one", [line("inr", at_most=2)])
    assert list_titles(ledger(known_ground(), one)) == ["✓ One 2020’s entry criteria: its one line met"]


def test_a_caution_is_never_counted_among_the_lines_of_a_list_whatever_is_known_of_it() -> None:
    """INR of 1.2 is allowed up to 2, platelets of 150 are enough; cirrhosis and varices only warn."""
    warned = [line(fact, role="caution", **{"is": False}) for fact in ("pseudocirrhosis", "varices_at_risk")]
    one, short = (
        document("one", [line("inr", at_most=2), *warned]),
        document("short", [line("inr", at_most=2)], extent="part"),
    )

    def told(**known: bool) -> str:
        return list_titles(ledger(known_ground(**known), one))[0].removeprefix("✓ One 2020’s entry criteria: ")

    assert told() == "its one line met; its 2 cautions are still open"
    assert told(pseudocirrhosis=True) == "its one line met; of its 2 cautions 1 warns, 1 is still open"
    assert told(pseudocirrhosis=False, varices_at_risk=False) == "its one line met; its 2 cautions do not warn"
    html = ledger(known_ground(pseudocirrhosis=True), one)
    assert '<tr class="hb-row-warns">' in html and "hb-row-not_met" not in html
    assert '<span class="hb-not_recorded" aria-hidden="true">✓</span> Short' in ledger(known_ground(), short)


def test_what_decides_stands_open_and_what_is_kept_is_read_on_demand() -> None:
    passed = ledger(known_ground(bilirubin_mg_dl=6), TIGHT, WIDE)
    bilirubin = passed.split(">Bilirubin</th>")[1].split("</tr>")[0]
    assert "<details>" not in bilirubin
    kept = ledger(known_ground(bilirubin_mg_dl=1), TIGHT, WIDE).split(">Bilirubin</th>")[1].split("</tr>")[0]
    assert "<details><summary>at most 2 mg/dL, and 1 more limit</summary>" in kept


def list_rows(html: str) -> list[str]:
    return [plain(row) for row in re.findall(r'<tr class="hb-row-\w+">(.*?)</tr>', html)]


def test_every_line_of_a_list_tells_what_it_asks_what_she_has_and_for_whom_it_was_printed() -> None:
    """Bilirubin of 1.5 is 1.25 times its limit of 1.2; platelets of 90 are below 100."""
    rows = list_rows(ledger(invented_patient(portal_vein_thrombosis=False), arden()))
    assert rows == [
        "Primary tumour: breast breast ✓ met Methods, Patients",
        "Platelets at least 100 ×10⁹/L 90 ×10⁹/L ✕ not met Methods, Laboratory",
        "Bilirubin at most 1.5 × upper limit Printed as 1.5 times the limit. 1.5 mg/dL; upper limit 1.2 mg/dL ✓ met "
        "Methods, Laboratory",
        "ECOG performance status at most 2 or Karnofsky performance status at least 60 % 1 ✓ met Methods, Performance",
        "Portal vein thrombosis: absent exclusion; printed for hepatocellular carcinoma absent, as required ✓ met "
        "Methods, Exclusion",
        "Extrahepatic disease: none, bone only, stable or stable caution progressive ▲ warns Conclusion",
    ]


def test_a_waiting_line_says_how_long_and_is_not_marked_as_failed() -> None:
    waits = document("waits", [line("weeks_since_chemotherapy", at_least=4), line("inr", at_most=2)])
    html = ledger(known_ground(weeks_since_chemotherapy=2), waits)
    assert "Weeks since last chemotherapy at least 4 weeks 2 weeks ◷ not yet: 2 of 4 weeks Methods" in list_rows(html)
    assert '<tr class="hb-row-waits">' in html and list_titles(html) == [
        "? Waits 2020’s entry criteria: 1 not yet, 1 met"
    ]


def test_weeks_that_are_known_only_to_be_many_say_at_least() -> None:
    """The last systemic therapy was five weeks ago, so chemotherapy was at least as long ago."""
    waits = document("waits", [line("weeks_since_chemotherapy", at_least=4), line("inr", at_most=2)])
    rows = list_rows(ledger(known_ground(weeks_since_systemic=5), waits))
    assert "Weeks since last chemotherapy at least 4 weeks at least 5 weeks ✓ met Methods" in rows


def test_her2_low_says_that_it_is_read_as_negative_where_a_document_knows_two_values() -> None:
    two = document("two", [line("her2", **{"is": "negative"}), line("inr", at_most=2)])
    assert "HER2 : negative low, read as negative ✓ met Methods" in list_rows(ledger(known_ground(her2="low"), two))


def test_of_another_primary_the_lists_are_shown_and_not_judged() -> None:
    told = plain(ledger(known_ground(primary="colorectal"), arden()))
    assert (
        "for this primary they are shown and not judged" in told and "Arden 2020’s entry criteria: not judged" in told
    )


# What nobody judges


def test_statements_without_a_limit_stand_after_the_lists_and_documents_of_context_at_the_end() -> None:
    context = document("context", [line("inr", at_most=3)], tier="C", tier_reason="Seen second hand.")
    html = ledger(known_ground(), birch(), context, modality=Modality.TACE)
    assert "Context, judged by nobody" not in html
    assert plain(html).endswith(
        "Stated without a limit, for the board to judge (1) Birch 2015: Adequate organ function Abstract"
    )
    told = plain(ledger(known_ground(), arden(), context))
    assert told.endswith("Context, judged by nobody Context 2020 Seen second hand. INR at most 3 Methods")


def test_several_statements_stand_one_below_the_other() -> None:
    said = [{"modality": "haic", "about": about, "locator": "Methods"} for about in ("Organ function", "Consent")]
    html = ledger(known_ground(), document("says", [line("inr", at_most=2)], open_statement=said))
    assert "Says 2020: Organ function <small>Methods</small></li><li>Says 2020: Consent" in html


def test_an_option_of_which_nothing_is_printed_says_so_twice() -> None:
    told = plain(ledger(known_ground(), arden(), modality=Modality.SYSTEMIC))
    assert told == (
        "Limits: whom not to treat No document in this library prints a limit for this option. Lists: who entered No "
        "document in this library prints who entered for this option."
    )


# Cards


def card(patient: Patient, *sources: Source) -> str:
    library = invented_library(*sources)
    cards = option_cards(assess(patient, library).options, dict.fromkeys(Modality, ""), library, LIGHT)
    return next(one for one in cards.split("<section ") if "HAIC</abbr></h2>" in one)


def test_a_card_says_verdict_safety_entry_and_next() -> None:
    """Bilirubin of 2.5 lies between Tight's 2 and Wide's 3, INR of 1.8 is above Wide's caution at 1.5."""
    admits = document("admits", [line("inr", at_most=2), line("albumin_g_l", at_least=30)])
    told = card(known_ground(bilirubin_mg_dl=2.5, inr=1.8, albumin_g_l=40), TIGHT, WIDE, admits)
    assert plain(told).endswith(
        "▲ Meets with caution Safety not stopped disputed: bilirubin 2.5 mg/dL (not by Tight 2020; "
        "allowed by Wide 2020) caution: INR 1.8, 1.5 allowed (Wide 2020) Entry admitted by Admits 2020 "
        "Next would close it: INR 1.8 → 2.1"
    )
    assert told.startswith('class="hb-card hb-caution"')
    assert '<dd>not stopped</dd><dd><b>disputed:</b> bilirubin <span class="hb-whole">2.5 mg/dL</span>' in told


def test_a_card_with_nothing_against_it_says_why_a_list_that_leaves_her_out_does_not_count() -> None:
    """Platelets of 95: one list asks for 100, the other for 60 and for an albumin that is not recorded."""
    strict = document("strict", [line("platelets_e9_l", at_least=100), line("ecog", at_most=2)])
    mild = document(
        "mild", [line("platelets_e9_l", at_least=60), line("ecog", at_most=2), line("albumin_g_l", at_least=30)]
    )
    told = plain(card(known_ground(platelets_e9_l=95), strict, mild))
    assert "Nothing against it so far" in told and "outside Strict 2020: platelets 95 ×10⁹/L, 100 needed" in told
    assert "one list that does not leave her out is enough for “nothing against” Next" in told
    assert "is enough" not in plain(card(known_ground(platelets_e9_l=120), strict, mild))


def test_a_card_whose_values_are_old_is_marked_provisional_and_says_why() -> None:
    library = invented_library(arden())
    options = assess(known_ground(), library).options
    fresh, waits = dict.fromkeys(Modality, ""), dict.fromkeys(Modality, "Bilirubin is 40 days old.")
    without = option_cards(options, fresh, library, LIGHT)
    assert "provisional" not in without and "hb-muted" not in without
    html = option_cards(options, waits, library, LIGHT)
    assert html.count('<span class="hb-chip">provisional</span></p>') == 6
    assert html.count('<p class="hb-small hb-muted">Bilirubin is 40 days old.</p>') == 6


def test_an_undecided_card_keeps_the_circle_and_marks_how_it_stands() -> None:
    admits = document("admits", [line("inr", at_most=2), line("albumin_g_l", at_least=30)])
    told = card(known_ground(albumin_g_l=40, hepatic_artery_patent=None), admits)
    assert 'class="hb-card hb-unknown"' in told and "○<sup>+</sup>" in told
    assert plain(told).endswith("Next the work-up still has to show the hepatic artery")
    assert "<sup>" not in card(Patient({}), admits)


def test_the_strip_of_verdicts_carries_the_same_marks_and_says_them_to_who_cannot_see() -> None:
    library = invented_library(document("admits", [line("inr", at_most=2), line("albumin_g_l", at_least=30)]))
    strip = verdict_strip(assess(known_ground(albumin_g_l=40, ascites=None), library).options, library)
    assert strip.count("</li><li") == 5
    assert "○<sup>+</sup></span> HAIC" in strip and "HAIC : Nothing against" in plain(strip)
