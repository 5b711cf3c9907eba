"""Options and ledgers as HTML: cards and tables drawn from records, every text escaped."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape

from haic_core.case.facts import FACTS
from haic_core.chart.palette import Palette, colour_of
from haic_core.evidence.library import Library, ModalityEntry
from haic_core.judgement.entry import ListReading
from haic_core.judgement.options import LedgerRow, Option
from haic_core.wording.deciding import asked_lines
from haic_core.wording.judgement import (
    FINDING_GLYPH,
    FINDING_WORDS,
    ROLE_WORDS,
    VERDICT_GLYPH,
    VERDICT_SHORT,
    VERDICT_WORDS,
    flip_sentence,
    recorded_value,
    requirement,
)
from haic_core.wording.option import judging_names, verdict_line
from haic_core.words.vocabulary import Finding, Modality, Verdict


def option_cards(options: Sequence[Option], waits: Mapping[Modality, str], library: Library, theme: Palette) -> str:
    """The six options side by side, in their fixed order. waits: why a verdict is provisional, an empty sentence where
    it is not."""
    names = judging_names(library)
    cards = "".join(
        _card(option, library.entry(option.modality), waits[option.modality], names, theme) for option in options
    )
    return f'<div class="hb-six">{cards}</div>'


def _card(option: Option, entry: ModalityEntry, wait: str, names: dict[str, str], theme: Palette) -> str:
    provisional = '<span class="hb-chip">provisional</span>' if wait else ""
    waiting = f'<p class="hb-small hb-muted">{escape(wait)}</p>' if wait else ""
    return (
        f'<section class="hb-card hb-{option.verdict.value}" '
        f'style="--modality:{colour_of(entry, theme)}">'
        f'<h2>{escape(entry.short)}</h2><p class="hb-about">{escape(entry.about)}</p>'
        f'<p class="hb-said"><span class="hb-glyph" aria-hidden="true">{VERDICT_GLYPH[option.verdict]}</span>'
        f'<span class="hb-verdict">{escape(VERDICT_WORDS[option.verdict])}</span>{provisional}</p>'
        f'<p class="hb-why">{escape(verdict_line(option))}</p>{_documents(option, names)}'
        f"{_deciding(option, names)}{_flips(option)}{_missing(option)}{waiting}</section>"
    )


def _documents(option: Option, names: dict[str, str]) -> str:
    """Each complete list's own reading, so that a disagreement between documents is seen; the rest counted."""
    if not option.entry.lists:
        return ""
    shown = [one for one in option.entry.lists if one.counts]
    told = "".join(
        f'<li><span class="hb-{one.finding.value}" aria-hidden="true">{FINDING_GLYPH[one.finding]}</span> '
        f"{escape(names[one.source])}: {_list_words(one)}</li>"
        for one in shown
    )
    rest = len(option.entry.lists) - len(shown)
    more = (
        f'<li class="hb-muted">{rest} more {"document prints" if rest == 1 else "documents print"} part of a list</li>'
        if rest
        else ""
    )
    return f'<ul class="hb-documents">{told}{more}</ul>'


def _list_words(reading: ListReading) -> str:
    words = {Finding.MET: "list met", Finding.NOT_MET: "list not met", Finding.NOT_RECORDED: "list open"}
    return words[reading.finding]


def _deciding(option: Option, names: dict[str, str]) -> str:
    """The deciding lines; the same requirement of several documents stands once with all their names."""
    if option.verdict is Verdict.UNKNOWN or not option.deciding:
        return ""
    lines = asked_lines(option.deciding, names)
    items = "".join(
        f'<li><span class="hb-not_met" aria-hidden="true">{FINDING_GLYPH[Finding.NOT_MET]}</span> {escape(line.asks)}'
        f"<small>{escape(line.has)} · {escape(', '.join(line.names))}</small></li>"
        for line in lines[:4]
    )
    return f'<ul class="hb-lines">{items}</ul>{_more(len(lines) - 4, "line", "in the ledger")}'


def _flips(option: Option) -> str:
    if not option.flips:
        none = "No single change would change this verdict."
        return f'<p class="hb-small hb-muted">{none}</p>' if option.verdict is Verdict.FAILS else ""
    items = "".join(f"<li>{escape(flip_sentence(flip))}</li>" for flip in option.flips[:3])
    return (
        f'<p class="hb-head">What would change it</p><ul class="hb-lines hb-small">{items}</ul>'
        f"{_more(len(option.flips) - 3, 'single change', 'would change it too')}"
    )


def _missing(option: Option) -> str:
    if not option.missing:
        return ""
    labels = [FACTS[code].label for code in option.missing]
    told = ", ".join(labels[:4]) + (f" and {len(labels) - 4} more" if len(labels) > 4 else "")
    return f'<p class="hb-head">Not recorded</p><p class="hb-small">{escape(told)}</p>'


def _more(count: int, noun: str, closing: str) -> str:
    if count <= 0:
        return ""
    return f'<p class="hb-small hb-muted">{count} more {noun}{"" if count == 1 else "s"} {closing}.</p>'


def ledger_table(option: Option, library: Library) -> str:
    """One option's whole ledger, document by document, as a table with row headings."""
    blocks = []
    for source in library.judging:
        rows = [row for row in option.ledger if row.source == source.key]
        if not rows:
            continue
        reading = next((one for one in option.entry.lists if one.source == source.key), None)
        whole = f" – {_list_words(reading)}" if reading else ""
        caveat = f'<p class="hb-small hb-muted">{escape(source.caveat)}</p>' if source.caveat else ""
        blocks.append(f"<h3>{escape(source.short)}{escape(whole)}</h3>{caveat}{_rows(rows)}")
    said = _open_statements(option, library)
    return f'<div class="hb-ledger">{"".join(blocks) or "<p>No criteria are printed for this option.</p>"}{said}</div>'


def _rows(rows: Iterable[LedgerRow]) -> str:
    body = "".join(
        f'<tr class="hb-row-{row.finding.value}"><th scope="row">{escape(requirement(row.criterion))}'
        f"{_notes(row)}</th>"
        f"<td>{escape(recorded_value(row))}</td>"
        f'<td><span class="hb-{row.finding.value}"><span aria-hidden="true">{FINDING_GLYPH[row.finding]}</span> '
        f"{FINDING_WORDS[row.finding]}</span></td><td>{ROLE_WORDS[row.criterion.role]}</td>"
        f"<td>{escape(row.criterion.locator)}</td></tr>"
        for row in rows
    )
    head = "".join(
        f'<th scope="col">{title}</th>' for title in ("Requirement", "This patient", "Finding", "Role", "Place")
    )
    return f'<table class="hb-table"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'


def _notes(row: LedgerRow) -> str:
    rule = row.criterion
    notes = [rule.note] if rule.note else []
    if rule.extrapolated_from:
        notes.append(f"printed for {rule.extrapolated_from}")
    return f"<small>{escape('; '.join(notes))}</small>" if notes else ""


def _open_statements(option: Option, library: Library) -> str:
    if not option.open_statements:
        return ""
    items = "".join(
        f"<li>{escape(library.source(key).short)}: {escape(said.about)} <small>{escape(said.locator)}</small></li>"
        for key, said in option.open_statements
    )
    return f'<h3>Stated without a limit, for the board to judge</h3><ul class="hb-lines">{items}</ul>'


def verdict_strip(options: Sequence[Option], library: Library) -> str:
    """The six verdicts in one line, for the head of every page."""
    items = "".join(
        f'<li class="hb-{option.verdict.value}"><span aria-hidden="true">{VERDICT_GLYPH[option.verdict]}</span> '
        f'{escape(library.entry(option.modality).short)}<span class="hb-hidden">: '
        f"{escape(VERDICT_SHORT[option.verdict])}</span></li>"
        for option in options
    )
    return f'<ul class="hb-six-small">{items}</ul>'
