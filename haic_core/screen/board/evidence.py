"""The board's evidence screen: the six rows of the Evidence page, and below them where documents disagree."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from haic_core.case.facts import FACTS
from haic_core.chart.evidence_table import OptionRow, option_rows
from haic_core.chart.palette import Palette, colour_of
from haic_core.evidence.agreement import Question, about
from haic_core.evidence.eras import age_of
from haic_core.evidence.library import Library
from haic_core.judgement.assessment import Assessment
from haic_core.screen.evidence_table import plain_evidence_table
from haic_core.wording.deciding import read_differently
from haic_core.wording.eras import age_brief
from haic_core.wording.evidence import endpoint_said
from haic_core.words.vocabulary import Modality

# How many options whose lists differ, and how many factors, one line each, fit below the table.
MOST_LISTS, MOST_FACTORS = 2, 4


def evidence_screen(assessment: Assessment, library: Library, theme: Palette, hidden: bool) -> str:
    """Options in their fixed order, so that nothing is ranked; below them the disagreement. Hidden: only how many
    series each option has, for which of them is closest rests on who could enter."""
    rows = option_rows(assessment, library)
    if hidden:
        return f'<div class="hb-b-stage">{_counts(rows, library, theme)}</div>'
    read = _lists(assessment, library)
    lists = f'<section><h3>On this patient</h3><ul class="hb-b-lines">{"".join(read)}</ul></section>' if read else ""
    telling, _ = about(assessment.questions, assessment.patient.facts)
    conflicts = f"<h3>Where documents conflict: associated or not</h3>{_conflicts(telling)}{_older(rows, library)}"
    return (
        f'<div class="hb-b-stage">{plain_evidence_table(rows, library, theme)}'
        f'<div class="hb-b-foot">{lists}<section>{conflicts}</section></div></div>'
    )


def _counts(rows: Sequence[OptionRow], library: Library, theme: Palette) -> str:
    told = "".join(
        f'<tr style="--modality:{colour_of(library.entry(row.modality), theme)}"><th scope="row">'
        f"{escape(library.entry(row.modality).short)}</th><td>{_series(row)}</td></tr>"
        for row in rows
    )
    return f'<table class="hb-b-table"><tbody>{told}</tbody></table>'


def _series(row: OptionRow) -> str:
    count = len(row.further) + (row.closest is not None)
    return "No study in this library." if not count else f"{count} published series of this primary tumour"


def _lists(assessment: Assessment, library: Library) -> list[str]:
    """Options whose documents read this patient differently: one list met, another not."""
    names = {source.key: source.short for source in library.judging}
    told = [(library.entry(option.modality).short, read_differently(option, names)) for option in assessment.options]
    return [f"<li><b>{escape(name)}</b> <small>{escape(said)}</small></li>" for name, said in told if said][:MOST_LISTS]


def _conflicts(telling: Sequence[Question]) -> str:
    shown = [one for one in telling if one.in_conflict][:MOST_FACTORS]
    if not shown:
        return '<p class="hb-b-note">No factor recorded for her is judged differently.</p>'
    items = "".join(
        f"<li><b>{escape(FACTS[one.factor].label if one.factor in FACTS else one.factor)}</b>, "
        f"{endpoint_said(one.endpoint)}: "
        f"{len(one.finding_it)} yes, {len(one.not_finding_it)} no</li>"
        for one in shown
    )
    return f'<ul class="hb-b-lines hb-b-across">{items}</ul>'


def _older(rows: Sequence[OptionRow], library: Library) -> str:
    """Which therapies of today the patients of the closest systemic series could not have had."""
    closest = next((row.closest for row in rows if row.modality is Modality.SYSTEMIC), None)
    told = age_brief(age_of(closest.match.series, library.eras)) if closest else ""
    return f'<p class="hb-b-note">{escape(f"{closest.source.short}: {told}")}</p>' if closest and told else ""
