"""The fields of one record of the draft, line by line, each with what is refused at it."""

from collections.abc import Sequence

import streamlit as st

from haic_core.evidence.source_fields import Field, Kind
from haic_core.intake.paper.draft import Placed
from haic_core.intake.paper.form import Cell, choices, holds_span, is_long, layout, said_at
from haic_core.intake.paper.places import Path, put, rows, table
from haic_core.screen.literal import ours
from haic_core.screen.paper import refused_list
from haic_core.wording.paper import NOT_SAID, field_label, noun, word_said

from . import paper_controls as controls
from . import paper_in_hand as hand

Offered = tuple[Sequence[str], Sequence[str]]
"""What a dispute may name: the ids of the draft's figures, and the keys of what the audit found."""
_ACROSS, _CROSS = 3, ":material/close:"


def record(path: Path, faults: Sequence[Placed], offered: Offered, row: int = 0) -> None:
    """All fields of a record. row: the number of a record that is one of several rows, 0 of any other."""
    suffix = f" ({row})" if row else ""
    lines = layout(path, bool(row))
    for line in lines:
        alone = [is_long(cell.field) for cell in line] == [True]
        widths = [1] if alone else [*[4] * len(line), 1] if row else _ACROSS
        columns = st.columns(widths, gap="small", vertical_alignment="bottom" if row else "top")
        for column, cell in zip(columns, line, strict=False):
            with column:
                _cell(path, cell, faults, offered, suffix)
        if row:
            off = f"Remove {noun(str(path[-2]))} ({row})"
            columns[-1].button(_CROSS, hand.key(path, "off"), off, hand.remove, (path,), type="tertiary")
    if not holds_span(lines):
        _refused(path, "", faults)


def _cell(path: Path, cell: Cell, faults: Sequence[Placed], offered: Offered, suffix: str) -> None:
    if cell.part == "verb":
        controls.verb(path, cell.field, suffix)
    elif cell.part == "bound":
        controls.bound(path, cell.field, suffix)
        _refused(path, cell.field.name, faults)
    else:
        _field(path, cell.field, faults, offered, suffix)


def _field(path: Path, field: Field, faults: Sequence[Placed], offered: Offered, suffix: str) -> None:
    label, words = f"{field_label(field.name)}{suffix}", choices(hand.raw(), path, field, *offered)
    if field.kind is Kind.VALUES:
        _values((*path, field.name), field)
    elif field.kind is Kind.ROWS:
        _rows((*path, field.name), label, faults, offered)
    elif field.kind is Kind.WORDS or (words and field.kind is Kind.LINES):
        controls.many(path, field, label, words)
    elif words or field.kind is Kind.YES_NO:
        controls.one(path, field, label, words)
    else:
        controls.typed(path, field, label)
    _refused(path, field.name, faults)


def _refused(path: Path, name: str, faults: Sequence[Placed]) -> None:
    if sentences := said_at(hand.raw(), path, name, faults):
        st.html(refused_list(sentences))


def _values(at: Path, field: Field) -> None:
    """The recorded facts of a patient, and one more."""
    recorded = list(table(hand.raw(), at))
    for start in range(0, len(recorded), _ACROSS):
        for column, code in zip(st.columns(_ACROSS, gap="small"), recorded[start : start + _ACROSS], strict=False):
            with column:
                controls.value(at, code, word_said(field.name, code))
    rest, key = [code for code in field.words if code not in recorded], hand.key(at, "more")
    st.selectbox(
        "Add a fact",
        rest,
        None,
        lambda code: word_said(field.name, code),
        key,
        None,
        _add_value,
        (at, key),
        placeholder=NOT_SAID,
    )


def _rows(at: Path, label: str, faults: Sequence[Placed], offered: Offered) -> None:
    """Records in rows, each with its fields side by side."""
    name = noun(str(at[-1]))
    for number, path in enumerate(rows(hand.raw(), at), 1):
        record(path, faults, offered, number)
    st.button(ours(f"{label}: add {name}"), hand.key(at, "add"), None, hand.add_row, (at,), type="tertiary")


def _add_value(at: Path, key: str) -> None:
    hand.redraw(hand.draft().changed(put(hand.raw(), (*at, st.session_state[key]), "")))
