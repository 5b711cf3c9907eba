"""What the whole library holds, as HTML: the gap map and the pooled shares with every study behind them."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from haic_core.evidence.gap_map import Cell
from haic_core.evidence.library import Library
from haic_core.evidence.pooling import QUESTIONS, Pooled, StudyShare
from haic_core.markup.pieces import table


def note(words: str) -> str:
    """One quiet sentence above a table."""
    return f'<p class="hb-small hb-muted">{escape(words)}</p>'


def gap_table(cells: Sequence[Cell], library: Library) -> str:
    """Subgroups down, options across; an empty cell says so in words."""
    subgroups = list(dict.fromkeys(cell.subgroup.id for cell in cells))
    titles = ("Patients with", *(entry.short for entry in library.modalities))
    rows = []
    for subgroup in subgroups:
        own = [cell for cell in cells if cell.subgroup.id == subgroup]
        rows.append([escape(own[0].subgroup.label), *(_cell(cell) for cell in own)])
    return table(titles, rows)


def _cell(cell: Cell) -> str:
    if not cell.studies:
        return '<span class="hb-muted">no study in this library</span>'
    studies = f"{len(cell.studies)} {'study' if len(cell.studies) == 1 else 'studies'}"
    told = f"<small>survival printed by {len(cell.with_outcome)}</small>" if cell.with_outcome else ""
    return f"<b>{cell.patients}</b> patients, {studies}{told}"


def pooled_table(pooled: Pooled) -> str:
    """Each study's share with its interval, then the summary where there is one."""
    rows = [[f"{escape(study.name)}<small>{escape(_measure(study))}</small>", f"{study.x} of {study.n}",
             _interval(study)] for study in pooled.studies]
    if pooled.share is not None:
        rows.append(["<b>Random effects</b><small>logit scale, Paule-Mandel, Hartung-Knapp</small>",
                     f"I² {pooled.i2:.0f} %", f"<b>{_percent(pooled.share)} ({_percent(pooled.low)} to "
                     f"{_percent(pooled.high)})</b><small>a new study: {_percent(pooled.predicted_low)} to "
                     f"{_percent(pooled.predicted_high)}</small>"])
    return table((QUESTIONS[pooled.question], "Patients", "Share (95 % interval)"), rows)


def _measure(study: StudyShare) -> str:
    return f"{study.measure}; count from a printed percentage" if study.derived else study.measure


def _interval(study: StudyShare) -> str:
    return f"{_percent(study.share)} ({_percent(study.low)} to {_percent(study.high)})"


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{100 * share:.0f} %"
