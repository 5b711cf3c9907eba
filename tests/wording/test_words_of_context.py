"""Sentences about context: a therapy with a series of its own, spheres by how they were compared, terms of a figure."""

from __future__ import annotations

from each import each
from invented import arden, changed, elm, fir, invented_library, invented_patient
from reading import plain

from haic_core.chart.palette import LIGHT
from haic_core.evidence.context import TherapyContext, asked_of
from haic_core.evidence.series import series_of
from haic_core.evidence.source import Source
from haic_core.judgement.assessment import assess
from haic_core.screen.board.evidence import evidence_screen
from haic_core.wording.context import asked_words, spheres_note, therapy_sentence


def designed(design: str) -> Source:
    return changed(fir(), lambda raw: raw["study"].update(design=design))


@each(
    ("design", "said"),
    [
        ("randomised_trial", "Resin and glass as drawn by lot."),
        ("pooled_review", "Resin and glass between studies, not randomised."),
        ("retrospective_cohort", "Resin and glass within one study, not randomised."),
    ],
)
def test_resin_and_glass_say_how_they_were_compared(design: str, said: str) -> None:
    assert spheres_note(designed(design)) == said


@each(
    ("found", "said"),
    [
        (
            TherapyContext("tablets", series_of(elm())[:1], (), ()),
            "Tablets: liver-metastasis series in this library: Elm 2022.",
        ),
        (
            TherapyContext("tablets", (), (elm(), fir()), ()),
            "No liver-metastasis series of tablets in this library; context: Elm 2022 and Fir 2012.",
        ),
        (
            TherapyContext("tablets", (), (elm(),), (fir(),)),
            "No liver-metastasis series of tablets in this library; context: Elm 2022; liver metastases, but results "
            "not read: Fir 2012.",
        ),
        (
            TherapyContext("tablets", (), (), (fir(),)),
            "No liver-metastasis series of tablets in this library; liver metastases, but results not read: Fir 2012.",
        ),
        (
            TherapyContext("tablets", (), (), ()),
            "No liver-metastasis series of tablets in this library; no context either.",
        ),
    ],
)
def test_a_therapy_says_what_the_library_holds_of_it(found: TherapyContext, said: str) -> None:
    assert therapy_sentence(found) == said


def test_what_exactly_is_measured_stands_behind_the_name_of_the_endpoint() -> None:
    source = changed(elm(), lambda raw: raw["cohort"][0]["outcome"][1].update(term="after six months", at_months=6))
    series = series_of(source)[0]
    response = next(figure for figure in asked_of(series) if figure.endpoint == "ORR")
    assert asked_words(response, series.cohort) == "response (after six months) at 6 months 40 %"
    harm = asked_of(series)[-1]
    assert asked_words(harm, series.cohort) == "Nausea, grade 3: 4 of 50 (8 %)"


def test_the_boards_evidence_screen_says_how_old_the_closest_systemic_series_is() -> None:
    library = invented_library(arden(), fir())
    told = plain(evidence_screen(assess(invented_patient(), library), library, LIGHT, hidden=False))
    assert told.endswith("Fir 2012: enrolled 2000–2010, before T-DM1, CDK4/6 inhibitors and trastuzumab deruxtecan")
    assert told.count("enrolled") == 1
