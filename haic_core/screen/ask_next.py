"""The case page's side column as HTML: how many options are decided, and what to ask next."""

from __future__ import annotations

from html import escape

from haic_core.case.facts import FACTS
from haic_core.judgement.assessment import Assessment

_SHOWN = 6


def meter(assessment: Assessment) -> str:
    """How many of the options have a verdict, as a bar with its words."""
    decided = len(assessment.options) - assessment.undecided
    share = 100 * decided / len(assessment.options)
    return (
        f'<p class="hb-small"><b>{decided} of {len(assessment.options)}</b> options can be read from what is '
        f'recorded.</p><div class="hb-meter" aria-hidden="true"><i style="width:{share:.0f}%"></i></div>'
    )


def ask_next_list(assessment: Assessment) -> str:
    """The facts not recorded, the most telling first."""
    if not assessment.ask_next:
        return '<p class="hb-small">Every fact that a criterion asks for is recorded.</p>'
    items = "".join(
        f"<li>{escape(FACTS[code].label)}<small>asked for by {_options(assessment, code)}</small></li>"
        for code in assessment.ask_next[:_SHOWN]
    )
    more = len(assessment.ask_next) - _SHOWN
    closing = f'<p class="hb-small hb-muted">{more} more.</p>' if more > 0 else ""
    return f'<ol class="hb-lines">{items}</ol>{closing}'


def _options(assessment: Assessment, code: str) -> str:
    asking = sum(code in option.missing for option in assessment.options)
    return f"{asking} option{'' if asking == 1 else 's'}"
