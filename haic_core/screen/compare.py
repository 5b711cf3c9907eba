"""Two versions of a case as HTML: what stays is quiet, what changes is marked by word, arrow and frame."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from haic_core.case.fact_kinds import Value
from haic_core.case.facts import FACTS
from haic_core.chart.palette import Palette, colour_of
from haic_core.evidence.library import Library
from haic_core.judgement.changes import Flip
from haic_core.judgement.what_if import Change, Comparison, MatchChange, OptionChange
from haic_core.screen.html import option_badge, verdict_badge
from haic_core.wording.judgement import entry_said, finding_said, requirement
from haic_core.wording.phrases import joined, quantity

_LINES, _COHORTS = 6, 12


def change_words(fact: str, before: Value | None, after: Value | None) -> str:
    """'Platelets: 82 ×10⁹/L → 110 ×10⁹/L'."""
    told = ["not recorded" if value is None else quantity(fact, value) for value in (before, after)]
    return f"{FACTS[fact].label}: {' → '.join(told)}"


def flip_label(flip: Flip) -> str:
    """A change worth trying, as its button says it."""
    return change_words(flip.fact, flip.before, flip.after)


def changes_line(changes: Sequence[Change]) -> str:
    """What differs between the two versions, or how to make them differ."""
    if not changes:
        return '<p class="hb-small">Both versions are the same until a fact is changed.</p>'
    told = "; ".join(change_words(one.fact, one.before, one.after) for one in changes)
    return f'<p class="hb-small"><b>What if</b> {escape(told)}.</p>'


def version_grid(comparison: Comparison, library: Library, theme: Palette) -> str:
    """Six options, as recorded above, what if below; a verdict that turns is framed and named."""
    head = "".join(
        f'<th scope="col" style="--modality:{colour_of(library.entry(one.modality), theme)}">'
        f"{escape(library.entry(one.modality).short)}</th>"
        for one in comparison.options
    )
    before = "".join(f"<td>{option_badge(one.before)}</td>" for one in comparison.options)
    after = "".join(_after(one) for one in comparison.options)
    rows = f'<tr><th scope="row">As recorded</th>{before}</tr><tr><th scope="row">What if</th>{after}</tr>'
    return (
        f'<div class="hb-scroll"><table class="hb-table hb-versions"><caption class="hb-hidden">Both versions, '
        f"option by option</caption><thead><tr><td></td>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _after(one: OptionChange) -> str:
    if not one.turns:
        return '<td class="hb-muted">unchanged</td>'
    return f'<td class="hb-turned">{option_badge(one.after)}<small>changed</small></td>'


def changed_lines(comparison: Comparison, library: Library) -> str:
    """The ledger lines whose finding differs, option by option."""
    blocks = "".join(_lines(one, library) for one in comparison.options if one.lines)
    return blocks or '<p class="hb-small">No line of any ledger changes.</p>'


def _lines(one: OptionChange, library: Library) -> str:
    items = "".join(
        f"<li>{escape(requirement(before.criterion))}: {escape(finding_said(before))} → "
        f"<b>{escape(finding_said(after))}</b><small>{escape(library.source(before.source).short)}, "
        f"{escape(before.criterion.locator)}</small></li>"
        for before, after in one.lines[:_LINES]
    )
    rest = len(one.lines) - _LINES
    more = f'<p class="hb-small hb-muted">and {rest} more</p>' if rest > 0 else ""
    return (
        f'<section><h3>{escape(library.entry(one.modality).short)}</h3><ul class="hb-lines">{items}</ul>{more}'
        f"</section>"
    )


def changed_evidence(comparison: Comparison, library: Library) -> str:
    """The cohorts on which the patient lies elsewhere than before."""
    if not comparison.evidence:
        return '<p class="hb-small">The patient lies on every series as before.</p>'
    rows = "".join(_cohort(one, library) for one in comparison.evidence[:_COHORTS])
    rest = len(comparison.evidence) - _COHORTS
    more = f'<p class="hb-small hb-muted">and {rest} more</p>' if rest > 0 else ""
    return (
        f'<div class="hb-scroll"><table class="hb-table"><thead><tr><th scope="col">Series</th>'
        f'<th scope="col">Entry list</th><th scope="col">What changes</th></tr></thead><tbody>{rows}</tbody>'
        f"</table></div>{more}"
    )


def _cohort(one: MatchChange, library: Library) -> str:
    entry = verdict_badge(one.after.entry, entry_said(one.after))
    if one.entry_turns:
        entry = f"{verdict_badge(one.before.entry, entry_said(one.before))} → {entry}"
    told = [
        f"{word}: {joined(FACTS[code].label for code in codes)}"
        for word, codes in (("now inside", one.came_inside), ("now outside", one.went_outside))
        if codes
    ]
    if one.group_turns:
        told.append(f"closest group: {one.after.group.label if one.after.group else 'none'}")
    name = library.entry(one.after.modality).short
    return (
        f'<tr><th scope="row">{escape(name)} – {escape(one.after.source.short)}</th><td>{entry}</td>'
        f"<td>{escape('; '.join(told))}</td></tr>"
    )


def curves_line(before: Sequence[str], after: Sequence[str]) -> str:
    """Which curves the survival page would show first in each version; labels of the curves."""
    if list(before) == list(after):
        told = joined(before) or "none"
        return f'<p class="hb-small">The curves shown first stay the same: {escape(told)}.</p>'
    return (
        f'<p class="hb-small">Curves shown first as recorded: {escape(joined(before) or "none")}. <b>What if:</b> '
        f"{escape(joined(after) or 'none')}.</p>"
    )
