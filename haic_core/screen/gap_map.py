"""Where the library is silent, as HTML: subgroups down, options across."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from haic_core.evidence.gap_map import Cell
from haic_core.evidence.library import Library
from haic_core.screen.html import table
from haic_core.wording.context import SPHERES


def gap_table(cells: Sequence[Cell], library: Library) -> str:
    """Subgroups down, options across; an empty cell says so in words."""
    subgroups = list(dict.fromkeys(cell.subgroup.id for cell in cells))
    titles = ("Patients with", *(entry.short for entry in library.modalities))
    rows = []
    for subgroup in subgroups:
        own = [cell for cell in cells if cell.subgroup.id == subgroup]
        rows.append([escape(own[0].subgroup.label), *(_cell(cell) for cell in own)])
    return table(titles, rows, "hb-gaps")


def _cell(cell: Cell) -> str:
    if not cell.studies:
        return '<span class="hb-muted">none</span>'
    studies = f"{len(cell.studies)} {'study' if len(cell.studies) == 1 else 'studies'}"
    printed = f'survival <span class="hb-whole">printed by {len(cell.with_outcome)}</span>'
    told = f"<small>{printed}</small>" if cell.with_outcome else ""
    used = "; ".join(f"{SPHERES[particle]}: {count}" for particle, count in cell.spheres)
    patients = f"<b>{cell.patients}</b> {'patient' if cell.patients == 1 else 'patients'}"
    return f'{patients}, <span class="hb-whole">{studies}</span>' + f"{told}{f'<small>{used}</small>' if used else ''}"
