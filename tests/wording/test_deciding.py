"""What decides an option, in words: lines against it, limits that differ, lists that read her differently."""

from __future__ import annotations

from each import each
from invented import document, invented_library, known_ground

from haic_core.case.fact_kinds import Value
from haic_core.case.patient import Patient
from haic_core.evidence.library import Library
from haic_core.judgement.assessment import assess
from haic_core.judgement.options import Option
from haic_core.wording.deciding import after_the_lines, against_lines, disputed_lines, read_differently, why_sentence
from haic_core.wording.option import judging_names
from haic_core.words.vocabulary import Modality, Standing, Verdict

HAIC = {"modality": "haic"}
# Oak is a whole list, Elm and Fir are parts of one; Sorrel and Thyme are labels that draw the line elsewhere.
OAK = document("oak", [{**HAIC, "fact": "platelets_e9_l", "at_least": 100}, {**HAIC, "fact": "ecog", "at_most": 2}])
ELM = document(
    "elm", [{**HAIC, "fact": "lesion_count", "at_most": 5}, {**HAIC, "fact": "ecog", "at_most": 1}], extent="part"
)
FIR = document(
    "fir", [{**HAIC, "fact": "lesion_count", "at_least": 2}, {**HAIC, "fact": "ecog", "at_most": 2}], extent="part"
)
SORREL = document("sorrel", limit=[{**HAIC, "fact": "bilirubin_mg_dl", "at_most": 2}])
THYME = document("thyme", limit=[{**HAIC, "fact": "bilirubin_mg_dl", "at_most": 3}])
LIBRARY = invented_library(OAK, ELM, FIR, SORREL, THYME)
NAMES = judging_names(LIBRARY)


def haic(library: Library = LIBRARY, **facts: Value | None) -> Option:
    """HAIC for a woman without anything against it but for what is named; 3 lesions."""
    patient: Patient = known_ground(lesion_count=3, **facts)
    return assess(patient, library).option(Modality.HAIC)


def test_limits_that_differ_are_told_with_both_sides() -> None:
    """A bilirubin of 2.5 mg/dL lies above Sorrel's 2 and below Thyme's 3."""
    option = haic(bilirubin_mg_dl=2.5)
    assert option.verdict is Verdict.CAUTION
    assert [(line.asks, line.has) for line in disputed_lines(option, NAMES)] == [
        ("not by Sorrel 2020 (at most 2 mg/dL); allowed by Thyme 2020 (at most 3 mg/dL)", "bilirubin 2.5 mg/dL")
    ]
    assert disputed_lines(option, NAMES)[0].places == (
        "Sorrel 2020: Contraindications",
        "Thyme 2020: Contraindications",
    )
    assert against_lines(option, NAMES) == ()


@each("bilirubin", [2, 3.1])
def test_limits_that_agree_are_no_dispute(bilirubin: float) -> None:
    assert disputed_lines(haic(bilirubin_mg_dl=bilirubin), NAMES) == ()


def test_a_limit_that_one_device_alone_prints_says_that_no_other_does() -> None:
    resin = document("resin", limit=[{**HAIC, "fact": "portal_vein_thrombosis", "is": False}], device="a resin")
    library = invented_library(OAK, resin)
    (line,) = disputed_lines(haic(library, portal_vein_thrombosis=True), judging_names(library))
    assert (line.asks, line.has) == ("not by Resin 2020; no other document limits it", "portal vein thrombosis")


def test_the_lines_of_whole_lists_stand_before_those_of_parts() -> None:
    """ECOG 3 leaves her out of every list: of Oak, the whole one, for more than 2."""
    library = invented_library(ELM, FIR, OAK)
    option = haic(library, ecog=3)
    assert option.verdict is Verdict.FAILS
    told = [(line.asks, line.has, line.names) for line in against_lines(option, judging_names(library))]
    assert told == [
        ("ECOG performance status at most 2", "3", ("Oak 2020", "Fir 2020")),
        ("ECOG performance status at most 1", "3", ("Elm 2020",)),
    ]


def test_an_undecided_option_shows_the_cautions_that_put_it_in_question() -> None:
    warned = document("warned", limit=[{**HAIC, "role": "caution", "fact": "inr", "at_most": 1.5}])
    library = invented_library(OAK, warned)
    option = haic(library, inr=1.8, ascites=None)
    assert (option.verdict, option.standing) == (Verdict.UNKNOWN, Standing.IN_QUESTION)
    (line,) = against_lines(option, judging_names(library))
    assert (line.asks, line.has, line.places) == ("INR at most 1.5", "1.8", ("Warned 2020: Contraindications",))
    assert why_sentence(option, judging_names(library)) == "Caution for INR 1.8; still open: ascites from imaging."
    assert after_the_lines(option, 0) == ""


def test_an_option_that_is_open_has_no_line_against_it() -> None:
    option = haic(ascites=None)
    assert option.standing is Standing.NOTHING_AGAINST
    assert against_lines(option, NAMES) == ()


def test_lists_that_read_her_differently_are_named_whole_lists_first() -> None:
    """Platelets of 90 leave her out of Oak; 3 lesions at ECOG 1 fit Elm and Fir."""
    assert read_differently(haic(ecog=1, platelets_e9_l=90), NAMES) == (
        "whole list not met: Oak 2020; part list silent on what leaves her out: Elm 2020 and Fir 2020"
    )
    assert read_differently(haic(ecog=2), NAMES) == (
        "whole list met: Oak 2020; part list met: Fir 2020; part list not met: Elm 2020"
    )


def test_lists_that_agree_and_lists_still_open_are_no_disagreement() -> None:
    assert read_differently(haic(ecog=1), NAMES) == ""
    assert read_differently(haic(ecog=None), NAMES) == ""


def test_an_option_that_meets_says_who_admits_her_and_how_near_the_end_of_it_is() -> None:
    library = invented_library(OAK)
    option = haic(library, platelets_e9_l=110, ecog=1)
    assert option.verdict is Verdict.MEETS
    assert why_sentence(option, judging_names(library)) == "Admitted by Oak 2020."
    assert after_the_lines(option, 0) == "Would close it: platelets 110 → 99 ×10⁹/L."
    assert after_the_lines(option, 2) == "2 more in the ledger; would close it: platelets 110 → 99 ×10⁹/L."


@each(
    ("line", "facts"),
    [
        ({"fact": "prior_lines", "at_least": 2}, {"prior_lines": 1}),
        ({"fact": "progressive_on_systemic", "is": True}, {"progressive_on_systemic": False}),
        ({"fact": "lesion_count", "at_least": 5}, {}),
        ({"fact": "ecog", "at_least": 2}, {}),
        ({"fact": "prior_taxane", "is": True}, {"prior_taxane": False}),
    ],
)
def test_neither_another_past_nor_getting_worse_is_told_as_a_way_in(
    line: dict[str, object], facts: dict[str, Value]
) -> None:
    library = invented_library(document("oak", [{**HAIC, **line}]))
    option = haic(library, **facts)
    assert option.verdict is Verdict.FAILS
    assert after_the_lines(option, 0) == "No single change would open it."


def test_what_a_patient_can_recover_from_is_told_as_a_way_in() -> None:
    option = haic(invented_library(OAK), platelets_e9_l=90)
    assert after_the_lines(option, 0) == "Would open it: platelets 90 → 100 ×10⁹/L."


def test_carrying_on_is_told_in_its_own_words() -> None:
    option = assess(known_ground(), LIBRARY).option(Modality.SYSTEMIC)
    assert why_sentence(option, NAMES) == "Always an option; goes on beside every other option."
    assert after_the_lines(option, 0) == ""


@each("inr", [1.0, None])
def test_of_another_primary_it_is_said_that_its_criteria_are_not_judged(inr: float | None) -> None:
    """Whether or not everything is recorded of her."""
    option = haic(primary="colorectal", inr=inr)
    assert why_sentence(option, NAMES) == "Criteria for this primary are not judged here."


def test_an_option_of_which_no_list_is_held_is_not_called_one_of_another_primary() -> None:
    """Elm and Fir ask for the number of metastases, which counts before every catheter."""
    option = assess(known_ground(), LIBRARY).option(Modality.Y90)
    assert why_sentence(option, NAMES) == "Still open: number of metastases from imaging."
