"""The board's evidence screen: the closest cohort of each option beside this patient, and where documents disagree."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from haic_core.case.facts import FACTS
from haic_core.chart.palette import Palette, colour_of
from haic_core.evidence.agreement import Question, Voice
from haic_core.evidence.eras import age_of
from haic_core.evidence.library import Library
from haic_core.judgement.assessment import Assessment
from haic_core.judgement.matching import Match
from haic_core.judgement.options import Option
from haic_core.screen.html import verdict_badge
from haic_core.wording.deciding import read_differently
from haic_core.wording.entry import reservation
from haic_core.wording.eras import age_brief
from haic_core.wording.evidence import DESIGN_WORDS, DOCUMENT_WORDS
from haic_core.wording.judgement import entry_said
from haic_core.wording.phrases import joined
from haic_core.words.vocabulary import Modality, Verdict

# How many items fit beside the table: options whose lists differ and factors together.
_NAMED, _MOST = 2, 6


def evidence_screen(assessment: Assessment, library: Library, theme: Palette, hidden: bool) -> str:
    """Options in their fixed order, so that nothing is ranked; beside them the disagreement."""
    rows = "".join(
        _row(assessment.option(modality), closest(assessment.evidence, modality), library, theme, hidden)
        for modality in Modality
    )
    head = "".join(
        f'<th scope="col">{title}</th>' for title in ("Option", "Closest published cohort", "This patient on it")
    )
    read = [] if hidden else _lists(assessment, library)
    lists = f'<h4>On this patient</h4><ul class="hb-b-lines">{"".join(read)}</ul>' if read else ""
    return (
        f'<div class="hb-b-evidence"><table class="hb-b-table"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody>'
        f'</table><section class="hb-b-unknown"><h3>Where the documents disagree</h3>{lists}'
        f"{_conflicts(assessment.questions, _MOST - len(read))}</section></div>"
    )


def closest(evidence: Sequence[Match], modality: Modality) -> Match | None:
    """The most direct cohort of an option, in the order of the evidence."""
    return next((match for match in evidence if match.modality is modality), None)


def _row(option: Option, match: Match | None, library: Library, theme: Palette, hidden: bool) -> str:
    modality = option.modality
    entry = library.entry(modality)
    start = f'<tr style="--modality:{colour_of(entry, theme)}"><th scope="row">{escape(entry.short)}</th>'
    if match is None:
        return f"{start}<td>No study in this library.</td><td></td></tr>"
    source = match.source
    size = f"n = {match.cohort.n}" if match.cohort.n else "n not printed"
    about = f"{size}, {DESIGN_WORDS[source.study.design]}, {DOCUMENT_WORDS[source.document]}"
    disputes = len(source.dispute)
    told = f"; contradicts itself in {disputes} place{'' if disputes == 1 else 's'}" if disputes else ""
    older = age_brief(age_of(match.series, library.eras)) if modality is Modality.SYSTEMIC else ""
    aged = f"<small>{escape(older)}</small>" if older else ""
    return (
        f"{start}<td><b>{escape(source.short)}</b> <small>{escape(about + told)}</small>{aged}</td>"
        f"<td>{_place(match, option, hidden)}</td></tr>"
    )


def _place(match: Match, option: Option, hidden: bool) -> str:
    if hidden:
        count = len(match.places)
        return f"{count} {'fact' if count == 1 else 'facts'} can be compared"
    outside = _named("outside", match.outside)
    inside = (
        f"inside on {len(match.inside)} of {len(match.places)} facts" if match.places else "prints nothing to compare"
    )
    unknown = f"{len(match.not_recorded)} not recorded here" if match.not_recorded else ""
    but = reservation(match, option)
    return (
        f"{verdict_badge(Verdict.UNKNOWN if but else match.entry, entry_said(match))} "
        f"<small>{escape('; '.join(part for part in (but, inside, outside, unknown) if part))}</small>"
    )


def _named(word: str, codes: Sequence[str]) -> str:
    if not codes:
        return ""
    rest = [f"{len(codes) - _NAMED} more"] if len(codes) > _NAMED else []
    return f"{word}: {joined([*(FACTS[code].label for code in codes[:_NAMED]), *rest])}"


def _lists(assessment: Assessment, library: Library) -> list[str]:
    """Options whose documents read this patient differently: one list met, another not."""
    names = {source.key: source.short for source in library.judging}
    told = [(library.entry(option.modality).short, read_differently(option, names)) for option in assessment.options]
    return [f"<li><b>{escape(name)}</b><small>{escape(said)}</small></li>" for name, said in told if said]


def _conflicts(questions: Sequence[Question], most: int) -> str:
    conflicts = [question for question in questions if question.in_conflict]
    items = "".join(
        f"<li><b>{escape(FACTS[one.factor].label if one.factor in FACTS else one.factor)}</b>, {one.endpoint.value}"
        f"<small>{len(one.finding_it)} yes: {_voices(one.finding_it)}; "
        f"{len(one.not_finding_it)} no: {_voices(one.not_finding_it)}</small></li>"
        for one in conflicts[:most]
    )
    rest = len(conflicts) - most
    more = f'<p class="hb-b-note">and {rest} more on the Evidence page</p>' if rest > 0 else ""
    none = "" if conflicts else '<p class="hb-b-note">No factor is judged differently.</p>'
    return f'<h4>Is it associated with the outcome?</h4><ul class="hb-b-lines">{items}</ul>{more}{none}'


def _voices(voices: Sequence[Voice]) -> str:
    return escape(_few(list(dict.fromkeys(voice.source.short for voice in voices))))


def _few(names: Sequence[str]) -> str:
    rest = [f"{len(names) - _NAMED} more"] if len(names) > _NAMED else []
    return joined([*names[:_NAMED], *rest])
