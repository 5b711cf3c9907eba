"""The draft of a paper as HTML: its state, what the checks found, what is refused, and each entry as the product shows
it. Whatever comes out of a file is drawn as text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from haic_core.evidence.figures import SIZE, figures_of_series
from haic_core.evidence.series import series_of
from haic_core.evidence.source_fields import Kind, fields_of
from haic_core.intake.paper.checks import Check, Weight
from haic_core.intake.paper.draft import Reading
from haic_core.intake.paper.figure import DigitisedFigure
from haic_core.intake.paper.form import begun_large, drawn
from haic_core.intake.paper.places import Path, Raw, record_of, table
from haic_core.intake.paper.readable import alone
from haic_core.intake.paper.sections import of_whole
from haic_core.intake.paper.summary import missing_lines
from haic_core.screen.html import note
from haic_core.screen.html import table as html_table
from haic_core.screen.library import figure_table
from haic_core.wording.judgement import ROLE_WORDS
from haic_core.wording.paper import (
    FIGURES_ONLY,
    MEANINGS,
    MISSING,
    NOT_READABLE,
    NOTHING_FOUND,
    field_label,
    fit_said,
    line_said,
    noun,
    state_said,
)
from haic_core.words.decimals import plain

_OF_FIGURES = ("baseline", "outcome", "harm")
_GLYPHS = {Weight.WRONG: "✕", Weight.OPEN: "?", Weight.TOLD: "i"}


def section_marks(marks: Mapping[str, str], style: str) -> str:
    """The style of the page, and each mark behind the title of its section."""
    rules = "".join(
        f'[class*="st-key-paper-sections"] button:nth-of-type({place}) p::after{{content:" {mark}"}}'
        for place, mark in enumerate(marks.values(), 1)
        if mark
    )
    return f"<style>{style}{rules}</style>"


def state_line(reading: Reading, found_by_checks: Sequence[Check]) -> str:
    """How far the draft is, in one line."""
    weights = [one.weight for one in found_by_checks]
    said = state_said(
        len(reading.refused), len(reading.missing), weights.count(Weight.WRONG), weights.count(Weight.OPEN)
    )
    tone = "fails" if reading.refused or Weight.WRONG in weights else "meets" if reading.source else "unknown"
    return f'<p class="hb-paper-state hb-{tone}" role="status">{escape(said)}</p>'


def missing_list(reading: Reading) -> str:
    """What is refused of the draft as a whole, and what is still missing, entry by entry, the first few."""
    refused = refused_list([begun_large(one.sentence) for one in of_whole(reading.refused)])
    rows = "".join(f"<li>{escape(one)}</li>" for one in missing_lines(reading.faults))
    return refused + (f'<ul class="hb-lines hb-small" aria-label="{MISSING}">{rows}</ul>' if rows else "")


def checks_list(found_by_checks: Sequence[Check], readable: bool) -> str:
    """What the checks found, each with its place."""
    if not readable:
        return note(NOT_READABLE)
    if not found_by_checks:
        return note(NOTHING_FOUND)
    rows = "".join(
        f'<li class="hb-paper-{one.weight.value}"><i aria-hidden="true">{_GLYPHS[one.weight]}</i> '
        f"{escape(one.sentence)}{_places(one.locators)}</li>"
        for one in found_by_checks
    )
    return f'<ul class="hb-paper-checks">{rows}</ul>'


def _places(locators: Sequence[str]) -> str:
    return f"<small>{escape('; '.join(dict.fromkeys(locators)))}</small>" if locators else ""


def refused_list(sentences: Sequence[str]) -> str:
    """What is refused at a field or an entry, each in one sentence; nothing where nothing is."""
    rows = "".join(f"<li>{escape(one)}</li>" for one in sentences)
    return f'<ul class="hb-paper-refused" role="alert">{rows}</ul>' if rows else ""


def said_of_file(said: str, refused: str) -> str:
    """What opening a file did, or why it was refused."""
    return (note(said) if said else "") + refused_list([refused] if refused else [])


def quiet(words: str) -> str:
    """A quiet sentence."""
    return note(words)


def entry_head(path: Path) -> str:
    """The heading of the entry that is open."""
    name = next((str(step) for step in reversed(path) if isinstance(step, str)), "")
    return f'<h2 class="hb-paper-head">{escape(noun(name).capitalize())}</h2>'


def meanings(path: Path) -> str:
    """What each field of an entry means, folded away; those of its rows too."""
    records = [record_of(path), *(field.record for field in drawn(path) if field.kind is Kind.ROWS)]
    fields = {field_label(field.name): field.said for record in records for field in fields_of(record) if field.said}
    rows = "".join(f"<dt>{escape(label)}</dt><dd>{escape(said)}</dd>" for label, said in fields.items())
    return f'<details class="hb-more"><summary>{MEANINGS}</summary><dl class="hb-paper-meanings">{rows}</dl></details>'


def figures_only() -> str:
    """What may be written at all."""
    return note(FIGURES_ONLY)


def as_shown(raw: Raw, path: Path) -> str:
    """An entry as the product's own pages show it; nothing as long as it cannot be read."""
    match [step for step in path if isinstance(step, str)]:
        case ["criterion" | "limit"]:
            return _line(table(raw, path))
        case ["cohort", name] if name in _OF_FIGURES:
            series = series_of(source) if (source := alone(raw, path)) else []
            figures = [one for one in figures_of_series(series[0]) if one.term != SIZE] if series else []
            return figure_table(figures) if figures else ""
    return ""


def _line(line: Raw) -> str:
    """A line of a list as the ledger says it."""
    said = line_said(line)
    role = next((words for role, words in ROLE_WORDS.items() if role.value == line.get("role")), "")
    return f'<p class="hb-paper-line"><b>{escape(said)}</b> <span>{escape(role)}</span></p>' if said else ""


def figure_answer(figure: DigitisedFigure, median_months: float | None) -> str:
    """How far the reconstruction is from what was given, row by row, and what was noted."""
    answer = figure.answer
    rows = [[escape(name), plain(said), plain(ours), _agrees(ok)] for name, said, ours, ok in answer.reproduces]
    if answer.median is not None:
        printed = "" if median_months is None else plain(median_months)
        rows.append(["median", printed or "not in the draft", plain(round(answer.median, 2)), ""])
    notes = "".join(f"<li>{escape(one)}</li>" for one in answer.notes)
    return (
        f'<p class="hb-paper-line"><b>{escape(fit_said(answer.fit.furthest, answer.fit.at))}</b></p>'
        + html_table(("Figure", "Given", "Ours", "Agrees"), rows)
        + (f'<ul class="hb-lines hb-small">{notes}</ul>' if notes else "")
    )


def _agrees(same: bool) -> str:
    return "yes" if same else '<b class="hb-not_met">no</b>'
