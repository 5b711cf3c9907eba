"""Where the six options stand, beside whatever is being entered: verdict in sign, word and colour, and what is open."""

from __future__ import annotations

from html import escape

from haic_core.chart.palette import Palette, colour_of
from haic_core.evidence.library import Library
from haic_core.judgement.assessment import Assessment
from haic_core.judgement.options import Option
from haic_core.screen.html import standing_glyph
from haic_core.wording.cost import decided_said
from haic_core.wording.intake import open_said
from haic_core.wording.option import verdict_short
from haic_core.words.vocabulary import Verdict

HIDDEN = '<p class="hb-small hb-muted">Verdicts are hidden until the board has spoken.</p>'


def standings(assessment: Assessment, library: Library, theme: Palette) -> str:
    """The six options in their fixed order, one line each, and how many of them can be read."""
    options = assessment.options
    decided = len(options) - assessment.undecided
    lines = "".join(_line(option, library, theme) for option in options)
    return (
        f'<ul class="hb-stand">{lines}</ul><div class="hb-meter" aria-hidden="true">'
        f'<i style="width:{100 * decided / len(options):.0f}%"></i></div>'
        f'<p class="hb-small hb-muted">{escape(decided_said(decided, len(options)))}</p>'
    )


def _line(option: Option, library: Library, theme: Palette) -> str:
    entry = library.entry(option.modality)
    waiting = open_said(len(option.missing)) if option.verdict is Verdict.UNKNOWN else ""
    colour = f"--modality:{colour_of(entry, theme)}"
    return (
        f'<li class="hb-{option.verdict.value}" style="{colour}"><b>{escape(entry.short)}</b>'
        f'<span class="hb-verdict"><span aria-hidden="true">{standing_glyph(option)}</span> '
        f"{escape(verdict_short(option))}</span><small>{escape(waiting)}</small></li>"
    )
