"""One option's whole ledger as HTML: limits fact by fact, lists document by document, then what nobody judges."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from haic_core.evidence.criterion import Criterion
from haic_core.evidence.library import Library
from haic_core.evidence.series import context_of
from haic_core.evidence.source import Source
from haic_core.judgement.options import LedgerRow, Option
from haic_core.screen.html import abbreviated, unbroken
from haic_core.wording.judgement import (
    FINDING_GLYPH,
    finding_glyph,
    finding_kind,
    finding_said,
    recorded_value,
    requirement,
)
from haic_core.wording.ledger import (
    CONTEXT_HEADING,
    LIMITS_HEADING,
    LISTS_HEADING,
    NO_LIMITS,
    NO_LISTS,
    OTHER_PRIMARY,
    READING_GLYPH,
    STATEMENTS_HEADING,
    GreyBand,
    LimitedFact,
    PrintedLimit,
    bound_said,
    brief_bounds,
    grey_bands,
    limited_facts,
    list_reason,
    list_title,
    printed_for,
    role_said,
)
from haic_core.wording.option import judging_names
from haic_core.words.decimals import plain
from haic_core.words.vocabulary import Extent, Finding, Modality

_EDGE = 12.0
"""How much of a band's track, in per cent, lies free beyond the outermost value on each side."""


def ledger_table(option: Option, library: Library) -> str:
    """Limits first, then lists; what has no limit for the board; documents of context at the end."""
    return (
        f'<div class="hb-ledger">{_limits(option, library)}{_lists(option, library)}'
        f"{_statements(option, library)}{_context(option.modality, library)}</div>"
    )


def _table(titles: Sequence[str], rows: Iterable[str], kind: str) -> str:
    head = "".join(f'<th scope="col">{title}</th>' for title in titles)
    return (
        f'<div class="hb-scroll"><table class="hb-table {kind}"><thead><tr>{head}</tr></thead>'
        f"<tbody>{''.join(rows)}</tbody></table></div>"
    )


# Limits


def _limits(option: Option, library: Library) -> str:
    names = judging_names(library)
    facts = limited_facts(option, library.conventions.key)
    titles = ("Fact", "This patient", "What is printed", "Together")
    drawn = _table(titles, (_fact(fact, names) for fact in facts), "hb-limits") if facts else f"<p>{NO_LIMITS}</p>"
    return f"<h3>{LIMITS_HEADING}</h3>{drawn}"


def _fact(fact: LimitedFact, names: dict[str, str]) -> str:
    lines = f'<ul class="hb-lines">{"".join(_limit(limit, names) for limit in fact.limits)}</ul>'
    bands = "".join(map(_band, grey_bands(fact)))
    printed = f"{bands}{lines}"
    if fact.reading in ("clear", "open"):
        # What decides stands open; what is kept, or not recorded, is read on demand.
        printed = f"<details><summary>{abbreviated(brief_bounds(fact))}</summary>{printed}</details>"
    return (
        f'<tr class="hb-safety-{fact.reading}"><th scope="row">{abbreviated(fact.label)}</th>'
        f"<td>{escape(fact.has)}</td><td>{printed}</td>"
        f'<td class="hb-together"><span aria-hidden="true">{READING_GLYPH[fact.reading]}</span> {fact.said}</td></tr>'
    )


def _limit(limit: PrintedLimit, names: dict[str, str]) -> str:
    """One printed limit with everybody who prints it so."""
    row = limit.rows[0]
    kind = '<span class="hb-chip">caution</span>' if limit.relative else ""
    places = "".join(f"<small>{escape(_place(one, names))}</small>" for one in limit.rows)
    return (
        f'<li><span class="hb-{finding_kind(row)}"><span aria-hidden="true">{finding_glyph(row)}</span>'
        f'<span class="hb-hidden">{finding_said(row)}: </span></span> {abbreviated(bound_said(row.criterion))}{kind}'
        f"{places}</li>"
    )


def _place(row: LedgerRow, names: dict[str, str]) -> str:
    parts = [names[row.source], row.criterion.locator, printed_for(row)]
    place = f"{', '.join(part for part in parts if part)}."
    return f"{place} {row.criterion.note}" if row.criterion.note else place


def _band(band: GreyBand) -> str:
    """The printed bounds on a line, grey from the strictest to the most lenient, with the patient's own value."""
    low, high = band.bounds[0], band.bounds[-1]
    shown = [*band.bounds, *([band.value] if band.value is not None else [])]
    start, span = min(shown), max(shown) - min(shown)

    def at(value: float) -> float:
        return _EDGE + (100 - 2 * _EDGE) * (value - start) / span

    ticks = "".join(
        f'<b style="left:{at(bound):.1f}%">{plain(bound)}</b>'
        for place, bound in enumerate(band.bounds)
        if place in (0, len(band.bounds) - 1) or at(bound) - at(low) > _EDGE < at(high) - at(bound)
    )
    own = "" if band.value is None else f'<i class="hb-mark" style="left:{at(band.value):.1f}%"></i>'
    return (
        f'<p class="hb-grey-said">{escape(band.said)}.</p><span class="hb-grey" aria-hidden="true">'
        f'<i class="hb-grey-zone" style="left:{at(low):.1f}%;width:{at(high) - at(low):.1f}%"></i>{own}{ticks}</span>'
    )


# Lists


def _lists(option: Option, library: Library) -> str:
    sources = [source for source in library.judging if any(row.of_list for row in _rows(option, source))]
    told = "" if option.entry.lists or not sources else f'<p class="hb-small">{OTHER_PRIMARY}</p>'
    ordered = sorted(sources, key=lambda source: not _whole(source, option.modality))
    blocks = "".join(_list(option, source) for source in ordered)
    return f"<h3>{LISTS_HEADING}</h3>{told}{blocks or f'<p>{NO_LISTS}</p>'}"


def _rows(option: Option, source: Source) -> list[LedgerRow]:
    return [row for row in option.ledger if row.source == source.key and row.of_list]


def _whole(source: Source, modality: Modality) -> bool:
    mark = source.list_for(modality)
    return mark is not None and mark.extent is Extent.WHOLE


def _list(option: Option, source: Source) -> str:
    reading = next((one for one in option.entry.lists if one.source == source.key), None)
    lines = _rows(option, source)
    title = list_title(source, option.modality, reading, lines)
    reason = list_reason(source, option.modality)
    caveat = f'<p class="hb-small hb-muted">{unbroken(reason)}</p>' if reason else ""
    titles = ("Line", "This patient", "Finding", "Place")
    rows = _table(titles, map(_line, lines), "hb-list")
    finding = reading.finding if reading else Finding.NOT_RECORDED
    # A list that is too short to say who entered lets nobody in: its tick is pale.
    tone = finding if reading and (reading.counts or finding is not Finding.MET) else Finding.NOT_RECORDED
    sign = f'<span class="hb-{tone.value}" aria-hidden="true">{FINDING_GLYPH[finding]}</span>'
    told = _title(title, source.short)
    return f'<details class="hb-one-list"><summary>{sign} {told}</summary>{caveat}{rows}</details>'


def _title(title: str, document: str) -> str:
    """The title of a list; the document's own name may use our letters for something else."""
    told = title.removeprefix(document)
    return (escape(document) if told != title else "") + abbreviated(told)


def _line(row: LedgerRow) -> str:
    small = "; ".join(part for part in (role_said(row), printed_for(row), row.criterion.note or "") if part)
    note = f"<small>{escape(small)}</small>" if small else ""
    return (
        f'<tr class="hb-row-{finding_kind(row)}"><th scope="row">'
        f"{abbreviated(requirement(row.criterion))}{note}</th><td>{escape(recorded_value(row))}</td>"
        f'<td><span class="hb-{finding_kind(row)}"><span aria-hidden="true">{finding_glyph(row)}</span> '
        f"{escape(finding_said(row))}</span></td>"
        f"<td>{escape(row.criterion.locator)}</td></tr>"
    )


# What nobody judges


def _statements(option: Option, library: Library) -> str:
    items = "".join(
        f"<li>{escape(library.source(key).short)}: {escape(said.about)} <small>{escape(said.locator)}</small></li>"
        for key, said in option.open_statements
    )
    if not items:
        return ""
    heading = f"{STATEMENTS_HEADING} ({len(option.open_statements)})"
    return f'<details class="hb-more"><summary>{heading}</summary><ul class="hb-lines">{items}</ul></details>'


def _context(modality: Modality, library: Library) -> str:
    """Documents of tier C with what they print, folded away."""
    blocks = "".join(
        f"<h4>{escape(source.short)}</h4>{_reason(source)}"
        f'<ul class="hb-lines">{_criteria(source.criteria_for(modality))}{_criteria(source.limits_for(modality))}</ul>'
        for source in context_of(library.sources, modality)
    )
    return f'<details class="hb-more"><summary>{CONTEXT_HEADING}</summary>{blocks}</details>' if blocks else ""


def _reason(source: Source) -> str:
    told = source.tier_reason or source.caveat
    return f'<p class="hb-small hb-muted">{unbroken(told)}</p>' if told else ""


def _criteria(rules: Iterable[Criterion]) -> str:
    return "".join(f"<li>{abbreviated(requirement(rule))}<small>{escape(rule.locator)}</small></li>" for rule in rules)
