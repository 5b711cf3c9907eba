"""Nothing of a pasted letter is lost in silence: what was not read of a sentence stands under “Not used”."""

from __future__ import annotations

import re
from datetime import date

from counted_letters import LETTERS, MORE_LETTERS, read_of, truths
from each import each

from haic_core.case.fact_kinds import spoken
from haic_core.intake.letter.reading import read_letter
from haic_core.intake.letter.unread import MOST_UNUSED
from haic_core.intake.proposal import PassedOver, Proposed

BOARD = date(2026, 11, 27)


@each(
    ("text", "not_used"),
    [
        ("ECOG 1, jaundiced since Monday.", ("jaundiced since … .",)),
        ("ECOG 1 and the stent was changed twice.", ("the stent was changed twice.",)),
        ("Platelets 95 G/l, bone scan stable, INR 1.1.", ("bone scan stable",)),
        ("ECOG 1 (down to 0 previously), tired.", ("down to 0 previously), tired.",)),
        ("Bilirubin 18 umol/L, LDH 312 U/L, CRP 4 mg/L, platelets 95 G/l.", ("LDH 312 U/L, CRP 4 mg/L",)),
        ("Labs: LDH 312 U/L, platelets 95 G/l.", ("Labs: LDH 312 U/L",)),
        ("Die Frage der HAIC ist offen.", ("Die Frage der HAIC ist offen.",)),
        ("ECOG 1.", ()),
        ("ECOG 1 und lebt allein mit Hund", ("lebt allein mit …",)),
        ("If bilirubin is 18 umol/L, we would treat.", ()),
        ("ECOG 1, bone scan stable. INR 1.1 and the stent leaks.", ("bone scan stable.", "the stent leaks.")),
        ("With kind regards\nECOG 1.", ()),
        ("Dear colleague, ECOG 1.", ()),
        ("ECOG 1, 12 March 2026, INR 1.1", ()),
        ("Platelets 95 G/l, INR 1.1, week 3.", ("INR 1.1, week 3.",)),
        ("Platelets 95 G/l, week 3, INR 1.1", ("Platelets 95 G/l, week 3",)),
        ("8 liver metastases, both lobes, largest 4.2 cm in segment VIII.", ()),
    ],
)
def test_the_rest_of_a_sentence_is_not_used_where_another_part_was_read(text: str, not_used: tuple[str, ...]) -> None:
    assert read_letter(text, BOARD).unused == not_used


def test_a_scrap_is_shown_with_the_words_before_it() -> None:
    unused = read_letter("ECOG 1. The liver has a remnant of vol. 25 %. ECOG 1.", BOARD).unused
    assert any("remnant of vol. 25 %" in one for one in unused)


def test_a_clause_of_words_that_may_be_names_is_counted() -> None:
    assert read_letter("ECOG 1, Novakova Kingsbridge.", BOARD).unused == (
        "Not shown, as every word may be a name: 1 clause.",
    )


def test_lines_and_clauses_that_are_not_shown_are_counted_each() -> None:
    assert read_letter("Tel. 0171 2345678\nECOG 1, Novakova Kingsbridge.", BOARD).unused == (
        "Not shown, with names, addresses or numbers: 1 line.",
        "Not shown, as every word may be a name: 1 clause.",
    )


def test_a_long_sentence_is_shown_whole_in_parts() -> None:
    long = "The course was slow and the patient told us at length " * 4 + "that her leg hurts"
    assert " ".join(read_letter(f"ECOG 1. {long}.", BOARD).unused) == f"{long}."


def test_a_part_is_as_long_as_a_quotation_may_be_and_no_word_is_parted_at_its_hyphen() -> None:
    unused = read_letter(f"ECOG 1 and {'bone ' * 22}vena-cava-filter in place.", BOARD).unused
    assert unused == (("bone " * 22).strip(), "vena-cava-filter in place.")


def test_of_very_many_clauses_the_last_are_counted() -> None:
    rest = " ".join(f"LDH {number} U/L." for number in range(100, 103 + MOST_UNUSED))
    assert len(unused := read_letter(f"ECOG 1. {rest}", BOARD).unused) == MOST_UNUSED + 1
    assert unused[-1] == "3 more clauses."


def test_a_row_of_a_table_with_a_value_too_few_is_told() -> None:
    table = """Results           14 Sep    12 Oct    6 Nov
Hb g/L              104       109      112
Platelets            88       131      146
Creatinine umol/L    81        80
ALT U/L              49        36       31
ECOG 1."""
    read = read_letter(table, BOARD)
    assert "creatinine_mg_dl" not in read.facts
    assert PassedOver("Creatinine umol/L 81 80", "is a row with another number of values than the table has days") in (
        read.passed_over
    )


def test_of_whole_letters_hardly_a_word_is_shown_nowhere() -> None:
    """Words of lines with names aside, and of what is said twice: fewer than one in fifty, of fifty letters."""
    shown_nowhere, words = 0, 0
    for folder in (LETTERS, MORE_LETTERS):
        for truth in truths(folder):
            text = (folder / f"{truth.name}.txt").read_text("utf-8")
            each_word, told = re.findall(r"\b[a-z]{5,}\b", text), _shown(read_of(truth.name, folder))
            words += len(each_word)
            shown_nowhere += sum(word not in told for word in each_word)
    assert 50 * shown_nowhere < words


@each(
    ("text", "not_used"),
    [
        ("BRCA2 wt. Mom had breast ca @ 41, her brother pancreas ca.", "her brother pancreas ca"),
        ("Her sister carries a pacemaker.", "sister carries a pacemaker"),
        ("CT abdomen (pacemaker not MR conditional).", "pacemaker not MR conditional"),
        ("Nodules have been growing since summer: extrahepatic disease is progressive.", "growing since summer"),
    ],
)
def test_a_sentence_is_hidden_for_no_sign_that_is_no_address_and_no_title(text: str, not_used: str) -> None:
    assert not_used in _shown(read_letter(text, BOARD))


@each(
    ("sentence", "told"),
    [
        ("HER2 negativ.", "her2=negative"),
        ("HER2 negativ (IHC 1+).", "her2?"),
        ("ER positiv, PR positiv.", "hormone_receptor=positive"),
        ("Lebermetastasen in beiden Leberlappen", "lobes=bilobar"),
        ("Die Leber zeigt ca. 12 Herde.", "lesion_count?"),
        ("Die Leber zeigt 12 Herde.", "lesion_count=12"),
        ("12 Herde in der Lunge.", ""),
        ("Davon 12 Herde in der Leber.", ""),
        ("Mindestens 12 Herde in der Leber.", ""),
        ("Im rechten Leberlappen 12 Herde.", ""),
        ("Möglicherweise 12 Herde in der Leber.", ""),
        ("Früher 12 Herde in der Leber.", ""),
        ("12 Herde in Leber und Lunge.", ""),
        ("12 lesions in the liver and lungs.", ""),
        ("Leber: 8 Herde. Milz: 3 Herde.", "lesion_count=8"),
        ("HER2 negativ im Primärtumor, positiv in der Lebermetastase.", "her2?"),
        ("HER2 nicht negativ.", ""),
        ("Metastasen in beiden Lungenlappen.", ""),
        ("Leberbefall rückläufig auf 20 %.", ""),
        ("Leberbefall etwa 35 %", "liver_involvement_percent=35"),
        ("Leberbefall unter 35 %", ""),
        ("Leberbefall 25-50 %", "liver_involvement_percent?"),
        ("Quick 88 %", ""),
        ("Kreatinin 80 umol/l. Creatinine 0.9 mg/dL.", "creatinine_mg_dl=0.904977"),
        ("Kreatinin 80 umol/l. Creatinine 1.4 mg/dL.", "creatinine_mg_dl?"),
    ],
)
def test_plain_forms_of_a_german_letter(sentence: str, told: str) -> None:
    assert _told(sentence) == told


def test_no_inr_is_taken_from_a_quick_value() -> None:
    assert read_letter("Labor: Quick 88 %.", BOARD).passed_over == (
        PassedOver("INR: “Quick 88 %”", "is a Quick value, from which no INR is taken"),
    )


@each(
    ("text", "told"),
    [
        ("Kein Aszites.", "ascites=no"),
        ("No ascites.", "ascites=no"),
        ("Ascites: none", "ascites=no"),
        ("There is no evidence of ascites.", "ascites=no"),
        ("Aszites: nein", "ascites=no"),
        ("Voraussetzungen für HAIC:\n- Kein Aszites", ""),
        ("Not pregnant.", "pregnant=no"),
        ("Keine Schwangerschaft.", "pregnant=no"),
        ("No ascites, no encephalopathy.", "ascites=no encephalopathy=no"),
        ("Findings: No ascites, no encephalopathy.", "ascites=no encephalopathy=no"),
        ("No ascites, no jaundice.", ""),
        ("No ascites clinically.", ""),
        ("No ascites yet.", ""),
        ("No tense ascites.", ""),
        ("No ascites? ", ""),
        ("Mother: no ascites.", ""),
        ("Her sister:\nNo ascites.", ""),
        ("No ascites in 2024.", ""),
        ("If no ascites.", ""),
        ("Course of the disease:\nNo ascites.", ""),
        ("Next steps:\n- No ascites", ""),
        ("No ascites. Trace of ascites around the spleen.", "ascites?"),
        ("No ascites. Free fluid in the pelvis.", "ascites?"),
        ("No ascites. Moderate ascites.", "ascites?"),
        ("No ascites. No ascites today.", "ascites=no"),
        ("Kein Aszites. Drainage von Aszites geplant.", "ascites?"),
        ("No brain metastases. MRI of the brain is pending.", "brain_metastases?"),
        ("Kein Hinweis auf Hirnmetastasen. Ein cMRT ist nicht erfolgt.", "brain_metastases?"),
        ("No brain metastases. CT of the head was declined.", "brain_metastases?"),
        ("No ascites. The abdomen is distended.", "ascites?"),
        ("Ascites: none\nCT: large volume perihepatic fluid", "ascites?"),
        ("Kein Aszites. Perihepatisch viel Flüssigkeit.", "ascites?"),
        ("No pacemaker.", ""),
    ],
)
def test_a_no_is_recorded_only_of_a_plain_denial_of_exactly_that_fact(text: str, told: str) -> None:
    assert _told(text) == told


@each(
    ("text", "told"),
    [
        ("No ascites clinically, but now moderate ascites on ultrasound.", "ascites?"),
        ("Kein Aszites tastbar, aber ascites present.", "ascites?"),
        ("No ascites, but moderate ascites is possible.", ""),
        ("No lesions but her mother had 8 liver metastases.", ""),
        ("Her mother had varices, but 8 liver metastases.", ""),
        ("No ascites initially, but 8 liver metastases.", "lesion_count?"),
        ("No fever, but moderate ascites in the past.", ""),
    ],
)
def test_what_stands_behind_a_but_is_asked_back_and_not_swallowed_by_the_no(text: str, told: str) -> None:
    assert _told(text) == told


def test_a_denial_is_quoted_in_one_line_as_it_is_written() -> None:
    (one,) = read_letter("ECOG unknown. There is no\nevidence of  ascites.", BOARD).read
    assert (one.fact, one.value, one.as_written) == ("ascites", False, "There is no evidence of ascites")


def _shown(read: Proposed) -> str:
    told = [*read.say, *read.unused, *(text for one in read.passed_over for text in (one.what, one.why))]
    told += [text for one in read.read for text in (one.as_written, one.origin, one.doubt)]
    return "\n".join([*told, *(text for one in read.questions for text in (one.origin, one.sentence))])


def _told(text: str) -> str:
    read = read_letter(text, BOARD)
    asked = {one.fact for one in read.questions} | {one.fact for one in read.read if one.doubt}
    each_fact = {one.fact: f"{one.fact}={spoken(one.value)}" for one in read.read} | {one: f"{one}?" for one in asked}
    return " ".join(each_fact[code] for code in sorted(each_fact))
