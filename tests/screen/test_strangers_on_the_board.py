"""Every text that is not ours is drawn as text on the board, in silence and not, and in its decision."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from each import each
from strangers import NASTY, assessed, faults_of, met, nasty_case, nasty_library, shows

from haic_core.case.meeting import Screen
from haic_core.chart.balance import balance_of
from haic_core.chart.palette import LIGHT
from haic_core.judgement.freshness import Waiting
from haic_core.screen import evidence, standings
from haic_core.screen.board import decision, dots, screens
from haic_core.screen.board import evidence as board_evidence
from haic_core.words.vocabulary import Modality


def board(hidden: bool) -> str:
    library, waits = nasty_library(), dict.fromkeys(Modality, Waiting())
    parts = [
        screens.patient_screen(assessed(), (), NASTY),
        screens.options_screen(assessed(), waits, library, LIGHT, hidden),
        screens.why_screen(assessed(), library, LIGHT, hidden), screens.why_screen(met(), library, LIGHT, hidden),
        board_evidence.evidence_screen(assessed(), library, LIGHT, hidden),
        decision.decision_chips(assessed(), library, LIGHT, hidden),
        *(screens.screen_title(screen, library, replace(nasty_case(), label=NASTY)) for screen in Screen),
    ]  # fmt: skip
    return "".join(parts)


# Each renderer by its name, and whether a stranger's text stands in what it draws.
RENDERERS: dict[str, tuple[Callable[[], str], bool]] = {
    "the board's screens": (lambda: board(hidden=False), True),
    "the board's screens in silence": (lambda: board(hidden=True), True),
    "the decision": (
        lambda: (
            decision.decision_sheet(nasty_case().decision, nasty_library())
            + decision.decision_note(NASTY)
            + decision.decision_on_paper(nasty_case().decision, nasty_library())
        ),
        True,
    ),
    "response and harms of a cohort": (
        lambda: "".join(evidence.benefit_and_harm(balance_of(match, nasty_library())) for match in assessed().evidence),
        True,
    ),
    "a hundred dots": (
        lambda: "".join(
            dots.dots_column(balance_of(match, nasty_library()), nasty_library(), LIGHT)
            for match in assessed().evidence
        ),
        True,
    ),
    "the dots' note": (dots.dots_note, False),
    "an option without dots": (lambda: dots.silent_column(Modality.HAIC, nasty_library(), LIGHT), True),
    "where the options stand": (lambda: standings.standings(assessed(), nasty_library(), LIGHT), True),
}


@each("name", RENDERERS)
def test_a_strangers_text_on_the_board_is_drawn_as_text_and_nothing_else(name: str) -> None:
    render, has_strangers = RENDERERS[name]
    drawn_as = render()
    assert faults_of(drawn_as) == []
    assert shows(drawn_as) is has_strangers
