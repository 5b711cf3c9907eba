"""The case page's side column as HTML: how many options are decided, how the others stand, and what to ask next."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from haic_core.case.doubts import Doubt
from haic_core.case.fact_kinds import Value
from haic_core.case.facts import FACTS
from haic_core.judgement.assessment import Assessment
from haic_core.wording.cost import (
    AND_WHO_ASKS,
    ASK_NEXT,
    NOTHING_TO_ASK,
    THE_REST,
    asked_brief,
    asked_said,
    decided_said,
    put_off_said,
    standings_said,
)
from haic_core.wording.intake import asked_so_far, before_said, help_said, label_said, recorded_said

_SHOWN = 6


def meter(assessment: Assessment) -> str:
    """How many of the options have a verdict, as a bar with its words; how the others stand, in words."""
    options = assessment.options
    decided = len(options) - assessment.undecided
    standings = standings_said(options)
    others = f'<p class="hb-small hb-muted">{escape(standings)}</p>' if standings else ""
    return (
        f'<p class="hb-small">{escape(decided_said(decided, len(options)))}</p><div class="hb-meter" '
        f'aria-hidden="true"><i style="width:{100 * decided / len(options):.0f}%"></i></div>{others}'
    )


def ask_next_list(assessment: Assessment) -> str:
    """Under a heading the facts not recorded: those that most open options wait for first, then the cheaper ones."""
    if not assessment.ask_next:
        return f'<h2>{ASK_NEXT}</h2><p class="hb-small">{NOTHING_TO_ASK}</p>'
    items = "".join(
        f"<li>{escape(FACTS[code].label)}<small>{escape(asked_brief(code, _asking(assessment, code)))}</small></li>"
        for code in assessment.ask_next[:_SHOWN]
    )
    more = len(assessment.ask_next) - _SHOWN
    closing = f'<p class="hb-small hb-muted">{more} more.</p>' if more > 0 else ""
    return f'<h2>{ASK_NEXT} <small>{AND_WHO_ASKS}</small></h2><ol class="hb-lines">{items}</ol>{closing}'


def question_card(assessment: Assessment, code: str, asked: int, recorded: Value | None, before: str = "") -> str:
    """The question asked now with what it means and who waits for it; or that nothing is left to ask: because no
    option waits, or because nobody knows what they wait for. before: what the last answer recorded."""
    said = f'<p class="hb-small hb-muted">{escape(before_said(before))}</p>' if before else ""
    if not code:
        waiting = len(assessment.ask_next)
        told = put_off_said(waiting) if waiting else NOTHING_TO_ASK
        closing = "" if waiting else f'<p class="hb-small">{THE_REST}</p>'
        return f'<div class="hb-question">{said}<h2>{told}</h2>{closing}</div>'
    fact = FACTS[code]
    held = f'<p class="hb-small">{escape(recorded_said(code, recorded, ""))}</p>' if recorded is not None else ""
    return (
        f'<div class="hb-question">{said}<p class="hb-small hb-muted">{escape(asked_so_far(asked))} · '
        f"{escape(asked_said(code, _asking(assessment, code)))}</p><h2>{escape(label_said(fact))}</h2>"
        f"<p>{escape(help_said(fact))}</p>{held}</div>"
    )


def doubt_list(found: Sequence[Doubt]) -> str:
    """Recorded values that are asked back, above what is not recorded; empty where none is."""
    items = "".join(f"<li>{escape(doubt.sentence)}</li>" for doubt in found)
    return f'<div class="hb-caveat"><b>Please look again</b><ul class="hb-lines">{items}</ul></div>' if items else ""


def _asking(assessment: Assessment, code: str) -> int:
    return sum(code in option.missing for option in assessment.options)
