"""What is read into the product, facts, papers, curves, is shown as text while it is not accepted yet."""

from __future__ import annotations

import tomllib
from collections.abc import Callable

from each import each
from invented import FOLDER
from strangers import NASTY, faults_of, met, nasty, nasty_library, shows

from haic_core.case.doubts import Doubt
from haic_core.case.facts import FACTS as CASE_FACTS
from haic_core.intake.paper.checks import checks
from haic_core.intake.paper.draft import read_draft
from haic_core.intake.paper.figure import DigitisedFigure, Handed, read_figure
from haic_core.intake.paper.places import put
from haic_core.intake.paper.readable import readable
from haic_core.intake.proposal import PassedOver, Proposal, Question
from haic_core.intake.review import Held, Standing
from haic_core.screen import ask_next, paper, proposals

HELD = [Held(Proposal("inr", 1.1, NASTY, NASTY), Standing.DOUBTFUL, 1.2, "2026-11-02", NASTY)]


def paper_in_the_making() -> str:
    """The page of the next paper on Arden's file: what the checks find of it, what is refused, each entry as shown."""
    raw = nasty(tomllib.loads((FOLDER / "arden.toml").read_text("utf-8")))
    raw["cohort"][0]["outcome"][0] |= {"value": 10, "ci": [20, 30]}
    found = checks(raw, readable(raw), nasty_library())
    faults = read_draft(put(raw, ("citation", NASTY), NASTY), f"{NASTY}.toml")
    places = [("criterion", 0), ("cohort", 0, "outcome", 0), ("cohort", 0, "harm", 0), ("cohort", 0, "baseline", 0)]
    parts = [paper.as_shown(raw, place) for place in places]
    parts += [paper.state_line(faults, found), paper.missing_list(faults), paper.checks_list(found, True)]
    parts += [paper.refused_list([one.sentence for one in faults.faults]), paper.said_of_file(NASTY, NASTY)]
    parts += [paper.entry_head(("cohort", 0)), paper.meanings(("cohort", 0)), paper.quiet(NASTY), paper.figures_only()]
    return "".join(parts)


def digitised_figure() -> DigitisedFigure:
    curve = Handed(b"time,survival\n0,1\n5,1\n5,0.5\n10,0.5\n10,0.25\n12,0.25\n", f"{NASTY}.csv")
    return read_figure(curve, None, 4, 3)


# Each renderer by its name, and whether a stranger's text stands in what it draws.
RENDERERS: dict[str, tuple[Callable[[], str], bool]] = {
    "what to ask next": (lambda: ask_next.meter(met()) + ask_next.ask_next_list(met()), False),
    "the question asked now": (lambda: ask_next.question_card(met(), "inr", 1, 1.1, NASTY), True),
    "what was read": (lambda: proposals.read_list(HELD) + proposals.to_settle(HELD[0]), True),
    "what the words leave open": (lambda: proposals.asked(Question("ecog", (1, 2), NASTY, NASTY, NASTY)), True),
    "what was passed over": (
        lambda: proposals.folded([PassedOver(NASTY, NASTY)]) + proposals.unused([NASTY]) + proposals.said([NASTY]),
        True,
    ),
    "what facts mean": (lambda: proposals.meanings(list(CASE_FACTS.values())), False),
    "a paper in the making": (paper_in_the_making, True),
    "a digitised curve": (lambda: paper.figure_answer(digitised_figure(), 5.0), False),
    "what is asked back": (lambda: ask_next.doubt_list([Doubt("inr", 11, NASTY)]), True),
}


@each("name", RENDERERS)
def test_a_strangers_text_on_its_way_in_is_drawn_as_text_and_nothing_else(name: str) -> None:
    render, has_strangers = RENDERERS[name]
    drawn_as = render()
    assert faults_of(drawn_as) == []
    assert shows(drawn_as) is has_strangers
