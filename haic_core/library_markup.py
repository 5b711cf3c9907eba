"""One document's page: citation, study, figures with their places, criteria, regimens, disputes."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from .evidence_markup import dispute_list
from .figures import Figure, figures_of
from .library import Library
from .source import Regimen, Source
from .vocabulary import Endpoint, Status
from .wording import DESIGN_WORDS, DOCUMENT_WORDS, ROLE_WORDS, figure_value, p_value, requirement

ENDPOINT_WORDS = {Endpoint.AE: "Adverse event", Endpoint.BASELINE: "Patients", Endpoint.DEATH: "Deaths",
                  Endpoint.TREATMENT: "Treatment"}


def source_rows(library: Library) -> list[dict]:
    """One row a document for the overview table."""
    return [{
        "Document": source.short, "Key": source.key, "Tier": source.tier.value, "Design": DESIGN_WORDS[source.study.design],
        "Read as": DOCUMENT_WORDS[source.document], "Peer reviewed": "yes" if source.peer_reviewed else "no",
        "Options": ", ".join(dict.fromkeys(
            [*(cohort.modality.value for cohort in source.cohort), *(rule.modality.value for rule in source.criterion)])),
        "Patients": sum(cohort.n or 0 for cohort in source.cohort if not cohort.quoted_from),
        "Figures": len(figures_of(source)), "Criteria": len(source.criterion), "Disputes": len(source.dispute),
    } for source in library.sources]


def overview(library: Library) -> str:
    """The documents of the library as a table."""
    rows = source_rows(library)
    head = "".join(f'<th scope="col">{escape(title)}</th>' for title in rows[0] if title != "Key")
    body = "".join(
        f'<tr><th scope="row">{escape(row["Document"])}<small>{escape(row["Key"])}</small></th>'
        + "".join(f"<td>{escape(str(value))}</td>" for title, value in row.items() if title not in ("Document", "Key"))
        + "</tr>" for row in rows)
    return f'<div class="hb-scroll"><table class="hb-table"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'


def document_head(source: Source) -> str:
    """Citation, design, limits, caveat."""
    cited = source.citation
    parts = [cited.journal, str(cited.year) if cited.year else None, cited.volume_pages,
             f"doi {cited.doi}" if cited.doi else None, f"PMID {cited.pmid}" if cited.pmid else None]
    lines = [f"<b>{escape(cited.first_author)}.</b> {escape(cited.title)}. "
             f"{escape(' · '.join(part for part in parts if part))}",
             f"{escape(source.study.setting)} · {DESIGN_WORDS[source.study.design]} · {DOCUMENT_WORDS[source.document]} · "
             f"{'peer reviewed' if source.peer_reviewed else 'not peer reviewed'} · tier {source.tier.value}"]
    lines += [escape(line) for line in (cited.note, source.caveat, source.tier_reason) if line]
    if source.study.limits:
        lines.append(f"Limits: {escape('; '.join(source.study.limits))}.")
    return "".join(f'<p class="hb-small">{line}</p>' for line in lines)


def criteria_list(source: Source, library: Library) -> str:
    """What the document asks, option by option."""
    items = "".join(f"<li>{escape(library.entry(rule.modality).short)} · {ROLE_WORDS[rule.role]}: "
                    f"{escape(requirement(rule))}<small>{escape(rule.locator)}</small></li>" for rule in source.criterion)
    items += "".join(f"<li>{escape(library.entry(said.modality).short)} · stated without a limit: {escape(said.about)}"
                     f"<small>{escape(said.locator)}</small></li>" for said in source.open_statement)
    return f'<ul class="hb-lines">{items}</ul>' if items else "<p>The document states no criteria.</p>"


def figure_table(figures: Sequence[Figure]) -> str:
    """Every figure with its place; disputed and second-hand ones say so."""
    body = "".join(
        f'<tr><th scope="row">{escape(_what(figure))}{_marks(figure)}</th><td>{escape(figure_value(figure))}</td>'
        f"<td>{escape(p_value(figure.p, figure.p_is))}</td><td>{escape(figure.clock or '')}</td>"
        f"<td>{escape(figure.locator)}</td></tr>" for figure in figures)
    head = "".join(f'<th scope="col">{title}</th>' for title in ("Figure", "As printed", "p", "Clock", "Place"))
    return f'<table class="hb-table"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'


def _what(figure: Figure) -> str:
    named = ENDPOINT_WORDS.get(figure.endpoint, figure.endpoint.value)
    statistic = figure.statistic.value.replace("_", " ")
    at = f" at {figure.at_months:g} months" if figure.at_months is not None else ""
    parts = [f"{named}, {statistic}{at}", figure.term, f"grade {figure.grade}" if figure.grade else None,
             figure.group and figure.group.replace("_", " "), figure.versus and f"versus {figure.versus}"]
    return " · ".join(part for part in parts if part)


def _marks(figure: Figure) -> str:
    marks = []
    if figure.status is Status.DISPUTED:
        marks.append(f"disputed: {figure.dispute}")
    if figure.quoted_from:
        marks.append(f"quoted from {figure.quoted_from}")
    if figure.note:
        marks.append(figure.note)
    return f"<small>{escape('; '.join(marks))}</small>" if marks else ""


def regimen_tables(regimens: Sequence[Regimen]) -> str:
    """Regimens as printed; shown, never computed for a patient."""
    return "".join(_regimen(one) for one in regimens)


def _regimen(regimen: Regimen) -> str:
    body = "".join(f'<tr><th scope="row">{escape(drug.name)}</th><td>{escape(drug.dose)}</td>'
                   f"<td>{escape(drug.route)}</td><td>{escape(drug.days or '')}</td></tr>" for drug in regimen.drugs)
    head = "".join(f'<th scope="col">{title}</th>' for title in ("Drug", "Dose", "Route", "Days"))
    table = f'<table class="hb-table"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>' if body else ""
    rest = [part for part in (regimen.cycle and f"Cycle: {regimen.cycle}", regimen.partner and f"With: {regimen.partner}",
                              regimen.access and f"Access: {regimen.access}", regimen.dose_rules, regimen.note,
                              regimen.quoted_from and f"Quoted from {regimen.quoted_from}", regimen.locator) if part]
    return (f"<h4>{escape(regimen.label)}</h4>{table}"
            f'<p class="hb-small hb-muted">{escape(" · ".join(rest))}</p>')


def disputes_of(source: Source) -> str:
    """The document's declared contradictions."""
    if not source.dispute:
        return "<p>None declared.</p>"
    return dispute_list([(source, dispute) for dispute in source.dispute])
