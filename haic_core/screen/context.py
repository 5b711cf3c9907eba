"""What stands beside the matched cohorts, as HTML: randomised documents, context, resin and glass."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from haic_core.evidence.certainty import certainty_for_the_liver
from haic_core.evidence.context import Context, ContextRow, drawn_by_lot
from haic_core.evidence.series import Series, series_of
from haic_core.evidence.source import Source
from haic_core.evidence.spheres import SphereGroups
from haic_core.screen.html import note, table
from haic_core.wording.context import (
    CONTEXT_TITLE,
    MEASURED,
    NOTHING_READ,
    RANDOMISED_NOTE,
    RANDOMISED_TITLE,
    SPHERES,
    SPHERES_TITLE,
    alone_sentence,
    arm_words,
    asked_words,
    clock_words,
    liver_words,
    mark_words,
    other_subtype_sentence,
    population_words,
    randomised_summary,
    spheres_note,
    therapy_sentence,
    trial_name,
)
from haic_core.wording.evidence import DOCUMENT_WORDS, figure_value

UNFOLDED = 10
OF_ONE_ARM = 3


def context_block(context: Context, folded: bool = False) -> str:
    """The systemic therapies of today and the quiet table of one option, folded beyond ten figures; empty without.
    folded: the whole table, where no option is chosen."""
    told = [therapy_sentence(found) for found in context.therapies]
    told += [said for said in (alone_sentence(context), other_subtype_sentence(context)) if said]
    if not context.rows and not told:
        return ""
    rows = [_row(row) for row in context.rows]
    titles = ("Document", "Printed", "Whose", "Why context")
    unfolded = 0 if folded else UNFOLDED
    open_rows = table(titles, rows[:unfolded]) if rows[:unfolded] else ""
    rest = rows[unfolded:]
    more = "" if folded else "more "
    below = (
        f'<details class="hb-more"><summary>{len(rest)} {more}{"figure" if len(rest) == 1 else "figures"}</summary>'
        f"{table(titles, rest)}</details>"
        if rest
        else ""
    )
    said = "".join(map(note, told))
    return f'<section class="hb-beside"><h2>{escape(CONTEXT_TITLE)}</h2>{said}{open_rows}{below}</section>'


def _row(row: ContextRow) -> list[str]:
    place = row.figure.locator if row.figure else row.cohort.locator
    printed = asked_words(row.figure, row.cohort) if row.figure else NOTHING_READ
    clock = clock_words(row.figure) if row.figure else ""
    return [
        f"{escape(row.source.short)}<small>{escape(place)}</small>",
        f"{escape(printed)}{_small(clock)}",
        escape(population_words(row)),
        escape(mark_words(row)),
    ]


def _small(words: str) -> str:
    return f"<small>{escape(words)}</small>" if words else ""


def randomised_block(found: Sequence[Source], primary: str, folded: bool = False) -> str:
    """Randomised documents, each with its arms as printed and how sure it is for the liver; empty without any. folded:
    only their names until they are asked for, where no option is chosen."""
    if not found:
        return ""
    rows = [[_trial(source), _arms(source), _certain(source, primary)] for source in found]
    listed = table(("Trial", "Arms, as printed", "Certainty for the liver"), rows)
    told = f"{note(RANDOMISED_NOTE)}{listed}"
    if folded:
        told = f'<details class="hb-more"><summary>{escape(randomised_summary(found))}</summary>{told}</details>'
    return f'<section class="hb-beside"><h2>{RANDOMISED_TITLE}</h2>{told}</section>'


def _trial(source: Source) -> str:
    read = DOCUMENT_WORDS[source.document]
    return f"{escape(trial_name(source))}<small>{escape(f'{source.study.setting} · {read}')}</small>"


def _arms(source: Source) -> str:
    arms = [series for series in series_of(source) if series.cohort.outcome]
    return f'<ul class="hb-lines">{"".join(map(_arm, arms))}</ul>'


def _arm(series: Series) -> str:
    size = f"n = {series.n}" if series.n else "n not printed"
    figures = drawn_by_lot(series)[:OF_ONE_ARM]
    told = arm_words(figures, series.cohort)
    clocks = dict.fromkeys(words for figure in figures if (words := clock_words(figure)))
    places = dict.fromkeys(figure.locator for figure in figures)
    small = _small(" · ".join([*clocks, *places]))
    whose = ", ".join(part for part in (size, liver_words(series.cohort)) if part)
    return f"<li><b>{escape(series.cohort.label)}</b> ({escape(whose)}): {escape(told)}{small}</li>"


def _certain(source: Source, primary: str) -> str:
    found = certainty_for_the_liver(source, primary)
    return f"<b>{found.word}</b>{_small('; '.join(found.reasons))}{_small(source.caveat or '')}"


def spheres_block(found: Sequence[SphereGroups]) -> str:
    """Resin and glass beside each other, document by document; empty where none prints both."""
    return "".join(_apart(one) for one in found)


def _apart(one: SphereGroups) -> str:
    names = [
        f"{SPHERES[group.particle] if group.particle else group.label}, n = {group.n or 'not printed'}"
        for group in one.groups
    ]
    rows = []
    for row in one.rows:
        first = next(figure for figure in row if figure is not None)
        what = ", ".join(filter(None, (MEASURED.get(first.endpoint, first.endpoint.value), first.term)))
        values = [escape(figure_value(figure)) if figure else "not printed" for figure in row]
        rows.append([f"{escape(what)}<small>{escape(first.locator)}</small>", *values])
    titles = (f"{one.series.short}: {one.cohort.label}", *names)
    told = f"{note(spheres_note(one.source))}{table(titles, rows)}"
    return f'<section class="hb-quiet"><h2>{SPHERES_TITLE}</h2>{told}</section>'
