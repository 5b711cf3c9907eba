"""How a verdict is made, as one picture: what is printed, how it is read, and what both readings make together."""

from __future__ import annotations

from html import escape

from haic_core.screen.html import cell_under
from haic_core.wording.judgement import VERDICT_GLYPH, VERDICT_SHORT
from haic_core.words.vocabulary import EntryReading, SafetyReading, Verdict

_ENTRY = {
    EntryReading.ADMITTED: "a whole list is met",
    EntryReading.PARTLY: "only a part list is met",
    EntryReading.OPEN: "a list is still open",
    EntryReading.OUTSIDE: "no list lets her in",
}
_SAFETY = {
    SafetyReading.CLEAR: "nothing stands against it",
    SafetyReading.OPEN: "something is not recorded",
    SafetyReading.STOPPED: "a contraindication is recorded",
}
TABLE: dict[tuple[SafetyReading, EntryReading], tuple[Verdict, ...]] = {
    **{(SafetyReading.STOPPED, entry): (Verdict.FAILS,) for entry in _ENTRY},
    **{(SafetyReading.OPEN, entry): (Verdict.UNKNOWN,) for entry in _ENTRY},
    (SafetyReading.OPEN, EntryReading.OUTSIDE): (Verdict.FAILS,),
    (SafetyReading.CLEAR, EntryReading.ADMITTED): (Verdict.MEETS, Verdict.CAUTION),
    (SafetyReading.CLEAR, EntryReading.PARTLY): (Verdict.CAUTION,),
    (SafetyReading.CLEAR, EntryReading.OPEN): (Verdict.UNKNOWN,),
    (SafetyReading.CLEAR, EntryReading.OUTSIDE): (Verdict.FAILS,),
}
"""What each pair of readings makes; caution beside meets where a caution, a dispute or a fact beyond all is known."""


def verdict_picture() -> str:
    """Two kinds of printed lines, two readings, one table."""
    return (
        '<div class="hb-how"><div class="hb-how-two">'
        f"{_kind('Limits', 'labels, societies, tables of contraindications', 'whom not to treat', 'Safety')}"
        f"{_kind('Lists', 'series, trials, trial records', 'who entered', 'Entry')}</div>"
        f"{_table()}</div>"
    )


def _kind(name: str, printed_by: str, says: str, reading: str) -> str:
    return (
        f'<p><b>{escape(name)}</b>: {escape(says)}<br><span class="hb-small hb-muted">{escape(printed_by)}</span><br>'
        f'<span aria-hidden="true">↓</span> <b>{escape(reading)}</b></p>'
    )


def _table() -> str:
    head = "".join(f'<th scope="col">{escape(words)}</th>' for words in _ENTRY.values())
    rows = "".join(
        f'<tr><th scope="row">{escape(words)}</th>{_cells(safety)}</tr>' for safety, words in _SAFETY.items()
    )
    return (
        '<div class="hb-scroll"><table class="hb-table hb-how-table"><caption class="hb-hidden">The verdict by safety '
        f'and entry</caption><thead><tr><th scope="col">Safety ↓ · Entry →</th>{head}</tr></thead><tbody>{rows}</tbody>'
        "</table></div>"
    )


def _cells(safety: SafetyReading) -> str:
    return "".join(cell_under(title, _cell(TABLE[safety, entry])) for entry, title in _ENTRY.items())


def _cell(verdicts: tuple[Verdict, ...]) -> str:
    return "".join(
        f'<span class="hb-{one.value}"><span aria-hidden="true">{VERDICT_GLYPH[one]}</span> '
        f"{escape(VERDICT_SHORT[one])}</span>"
        for one in verdicts
    )
