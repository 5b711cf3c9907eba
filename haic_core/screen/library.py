"""The library's overview and one document's page: citation, certainty, figures, criteria, regimens, disputes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from urllib.parse import quote

from haic_core.evidence.certainty import DOMAINS, Certainty
from haic_core.evidence.figures import Figure, figures_of
from haic_core.evidence.library import Library
from haic_core.evidence.series import first_hand
from haic_core.evidence.source import Regimen, Source
from haic_core.screen.evidence import dispute_list
from haic_core.screen.html import table, unbroken
from haic_core.wording.evidence import DESIGN_WORDS, DOCUMENT_WORDS, endpoint_said, figure_value, p_value
from haic_core.wording.judgement import ROLE_WORDS, requirement
from haic_core.words.vocabulary import Endpoint, Modality, Stated, Status, Tier

ENDPOINT_WORDS = {
    Endpoint.AE: "Adverse event",
    Endpoint.BASELINE: "Patients",
    Endpoint.DEATH: "Deaths",
    Endpoint.TREATMENT: "Treatment",
}


MOST_LISTED = 40
_HEAD = ("Document", "Tier", "Design", "Read as", "Options", "Patients", "Figures", "Criteria", "Disputes")
_KIND = "hb-documents-read"
TIER_WORDS = {Tier.A: "A: included", Tier.B: "B: included with its caveat", Tier.C: "C: context only"}


ORDERS = ("reading order", "name", "year, newest first", "patients, most first", "figures, most first")


def chosen(library: Library, options: Sequence[Modality], tiers: Sequence[Tier], order: str) -> list[Source]:
    """The documents of the library that speak of any of the options and stand in any of the tiers, in one of ORDERS; no
    choice of option or tier means all."""
    kept = [
        source
        for source in library.sources
        if (not options or set(options) & set(speaks_of(source))) and (not tiers or source.tier in tiers)
    ]
    keys = {
        "name": lambda source: source.short.lower(),
        "year, newest first": lambda source: -(source.citation.year or 0),
        "patients, most first": lambda source: -patients_of(source),
        "figures, most first": lambda source: -figures_printed(source, library),
    }
    return sorted(kept, key=keys[order]) if order in keys else kept


def patients_of(source: Source) -> int:
    """Patients of the document's own cohorts, as printed."""
    return sum(series.n or 0 for series in first_hand(source))


def figures_printed(source: Source, library: Library) -> int:
    """How many figures of a document stand here; the library's own documents are counted once."""
    known, count = library.once(_counted).get(source.key, (None, 0))
    return count if known is source else len(figures_of(source))


def _counted(library: Library) -> Mapping[str, tuple[Source, int]]:
    return {source.key: (source, len(figures_of(source))) for source in library.sources}


def speaks_of(source: Source) -> tuple[Modality, ...]:
    """The options a document describes or judges, in their fixed order."""
    found = {cohort.modality for cohort in source.cohort} | {rule.modality for rule in source.criterion}
    found |= {said.modality for said in source.open_statement}
    return tuple(modality for modality in Modality if modality in found)


def overview(sources: Sequence[Source], library: Library) -> str:
    """The documents as a table: what each is, and how much of it stands here; beyond the first ones folded."""
    rows = []
    for source in sources:
        options = ", ".join(library.entry(modality).short for modality in speaks_of(source))
        cells = [
            f'<a href="library?document={quote(source.key)}" target="_blank" rel="noopener">{escape(source.short)}</a>',
            source.tier.value,
            DESIGN_WORDS[source.study.design],
            f'<span class="hb-whole">{DOCUMENT_WORDS[source.document]}</span>',
            unbroken(options),
            str(patients_of(source) or "–"),
            str(figures_printed(source, library)),
            str(len(source.criterion)),
            str(len(source.dispute)),
        ]
        rows.append(cells)
    shown, rest = table(_HEAD, rows[:MOST_LISTED], _KIND), rows[MOST_LISTED:]
    if not rest:
        return shown
    more = f"{len(rest)} more {'document' if len(rest) == 1 else 'documents'}"
    return f'{shown}<details class="hb-more"><summary>{more}</summary>{table(_HEAD, rest, _KIND)}</details>'


def document_head(source: Source) -> str:
    """Citation, design, limits, caveat."""
    cited = source.citation
    parts = [
        cited.journal,
        str(cited.year) if cited.year else None,
        cited.volume_pages,
        f"doi {cited.doi}" if cited.doi else None,
        f"PMID {cited.pmid}" if cited.pmid else None,
    ]
    reviewed = "peer reviewed" if source.peer_reviewed else "not peer reviewed"
    lines = [
        f"<b>{escape(cited.first_author)}.</b> {escape(cited.title)}. "
        f"{escape(' · '.join(part for part in parts if part))}",
        f"{escape(source.study.setting)} · {DESIGN_WORDS[source.study.design]} · "
        f"{DOCUMENT_WORDS[source.document]} · {reviewed} · tier {source.tier.value}",
    ]
    lines += [escape(line) for line in (cited.note, source.caveat, source.tier_reason) if line]
    if source.study.limits:
        lines.append(f"Limits: {escape('; '.join(source.study.limits))}.")
    return "".join(f'<p class="hb-small">{line}</p>' for line in lines)


def certainty_table(found: Certainty) -> str:
    """Level of evidence, tags and the domains of bias with their reasons."""
    tags = "".join(f'<span class="hb-chip">{escape(tag)}</span>' for tag in found.tags)
    rows = [
        [DOMAINS[one.domain], one.rating.replace("_", " "), escape(one.reason), escape(one.locator)]
        for one in found.domains
    ]
    return (
        f'<p class="hb-small"><b>OCEBM 2011 level {found.level}</b>: {escape(found.level_reason)}. {tags}</p>'
        + table(("ROBINS-I domain", "Risk of bias", "Reason", "Place"), rows)
    )


def criteria_list(source: Source, library: Library) -> str:
    """What the document asks, option by option."""
    rows = [
        [
            escape(library.entry(rule.modality).short),
            ROLE_WORDS[rule.role],
            escape(requirement(rule)),
            escape(rule.locator),
        ]
        for rule in source.criterion
    ]
    rows += [
        [escape(library.entry(said.modality).short), "stated without a limit", escape(said.about), escape(said.locator)]
        for said in source.open_statement
    ]
    return table(("Option", "Role", "Requirement", "Place"), rows) if rows else "<p>The document states none.</p>"


def figure_table(figures: Sequence[Figure]) -> str:
    """Every figure with its place; disputed and second-hand ones say so."""
    rows = [
        [
            f"{escape(_what(figure))}{_marks(figure)}",
            escape(figure_value(figure)),
            escape(p_value(figure.p, figure.p_is)),
            escape(figure.clock or ""),
            escape(figure.locator),
        ]
        for figure in figures
    ]
    return table(("Figure", "As printed", "p", "Clock", "Place"), rows)


def _what(figure: Figure) -> str:
    named = ENDPOINT_WORDS.get(figure.endpoint, endpoint_said(figure.endpoint))
    statistic = figure.statistic.value.replace("_", " ")
    at = f" at {figure.at_months:g} months" if figure.at_months is not None else ""
    parts = [
        f"{named}, {statistic}{at}",
        figure.term,
        f"grade {figure.grade}" if figure.grade else None,
        figure.group and figure.group.replace("_", " "),
        figure.versus and f"versus {figure.versus}",
    ]
    return " · ".join(part for part in parts if part)


def _marks(figure: Figure) -> str:
    marks = []
    if figure.status is Status.DISPUTED:
        marks.append(f"disputed: {figure.dispute}")
    if figure.stated is Stated.QUOTED_BY:
        marks.append(f"quoted from {figure.quoted_from}")
    if figure.note:
        marks.append(figure.note)
    return f"<small>{escape('; '.join(marks))}</small>" if marks else ""


def regimen_tables(regimens: Sequence[Regimen]) -> str:
    """Regimens as printed; shown, never computed for a patient."""
    return "".join(_regimen(one) for one in regimens) or "<p>None printed.</p>"


def _regimen(regimen: Regimen) -> str:
    rows = [
        [escape(drug.name), escape(drug.dose), escape(drug.route), escape(drug.days or "")] for drug in regimen.drugs
    ]
    rest = [
        regimen.cycle and f"Cycle: {regimen.cycle}",
        regimen.partner and f"With: {regimen.partner}",
        regimen.access and f"Access: {regimen.access}",
        regimen.dose_rules,
        regimen.note,
        regimen.quoted_from and f"Quoted from {regimen.quoted_from}",
        regimen.locator,
    ]
    return (
        f'<section class="hb-regimen"><h2>{escape(regimen.label)}</h2>'
        f"{table(('Drug', 'Dose', 'Route', 'Days'), rows) if rows else ''}"
        f'<p class="hb-small hb-muted">{escape(" · ".join(part for part in rest if part))}</p></section>'
    )


def disputes_of(source: Source) -> str:
    """The document's declared contradictions."""
    if not source.dispute:
        return "<p>None declared.</p>"
    return dispute_list([(source, dispute) for dispute in source.dispute])
