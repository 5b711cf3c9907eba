"""Documents, figures and what the audit finds, in words."""

from __future__ import annotations

from collections.abc import Sequence

from haic_core.evidence.audit import Inconsistency
from haic_core.evidence.figures import Figure
from haic_core.evidence.library import Library
from haic_core.evidence.series import Series
from haic_core.wording.phrases import joined
from haic_core.words.decimals import plain
from haic_core.words.vocabulary import Design, DocumentKind, Endpoint

DOCUMENT_WORDS = {
    DocumentKind.FULL_TEXT: "full text",
    DocumentKind.ABSTRACT: "abstract only",
    DocumentKind.ABSTRACT_TRUNCATED: "abstract, cut off",
    DocumentKind.SECONDARY_QUOTE: "quoted second-hand",
}


DESIGN_WORDS = {design: design.value.replace("_", " ") for design in Design} | {
    Design.PHASE_1_TRIAL: "phase I trial",
    Design.PHASE_2_TRIAL: "phase II trial",
    Design.GUIDELINE_OR_LABEL: "guideline or device label",
}


RESPONSE_WORDS = {
    Endpoint.CR: "complete response",
    Endpoint.PR: "partial response",
    Endpoint.SD: "stable",
    Endpoint.PD: "progressed",
    Endpoint.ORR: "responded",
}
RESPONSE_SHORT = {category: category.value for category in RESPONSE_WORDS} | {Endpoint.ORR: "responded"}
NO_RESPONSE = "No response printed."
NO_SERIOUS_HARM = "Prints no count of grade 3 or higher."
NO_SERIOUS_HARM_IN_PATIENTS = "Prints no count of patients with grade 3 or higher."
NO_HARM = "Harms not printed where read."
ADDED_UP = "complete and partial added up"
NOTHING_PRINTED = "No matched series prints response, or grade 3 events counted in patients."
SMALLEST_WRITTEN_OUT = 1e-6  # a smaller p is told as a power of ten
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
SHARE_NOT_PRINTED = "not printed"
SHARE_ELSEWHERE = "other or unknown"
NO_STUDY = "No study in this library."
CLOSEST_FIRST = (
    "the closest first: those whose entry list she meets, those where that is open, those that would not have taken "
    "her; in each, what prints most of her"
)


_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def none_serious(term: str) -> str:
    """What a document prints of serious events that nobody had: 'Any toxicity of grade 3 or higher: none, as
    printed.'"""
    return f"{term} of grade 3 or higher: none, as printed."


def asked_for_disputes(names: Sequence[str], closest: bool) -> str:
    """Which documents were asked whether they contradict themselves. closest: only the closest series of each
    option."""
    if not names:
        return "No document is listed."
    count = len(names)
    told = "1 document" if count == 1 else f"{count} documents"
    whose = "of the closest series of each option" if closest else "of the series listed here"
    return f"Asked: {told} {whose} ({joined(names)})." if closest else f"Asked: {told} {whose}."


def library_read_sentence(library: Library) -> str:
    """'Library read up to November 2026.': a study that appeared later is not in it."""
    year, month = library.read_until.split("-")
    return f"Library read up to {_MONTHS[int(month) - 1]} {year}."


def figure_value(figure: Figure) -> str:
    """A figure as printed: '19.3 months (14.7 to 23.8)', '18 of 42 (43 %)'."""
    if figure.statistic.value == "count":
        of = f" of {figure.n}" if figure.n else ""
        percent = f" ({plain(figure.percent)} %)" if figure.percent is not None else ""
        return f"{plain(figure.value)}{of}{percent}"
    unit = f" {figure.unit}" if figure.unit else ""
    interval = (
        f" ({plain(figure.ci_low)} to {plain(figure.ci_high)})"
        if figure.ci_low is not None and figure.ci_high is not None
        else ""
    )
    return f"{plain(figure.value)}{unit}{interval}"


def looks_wrong(series: Series, printed: tuple[str, str, str], version: str) -> str:
    """The text of a report that one figure looks wrong: what, as held here, its place, the data's version."""
    what, held, locator = printed
    return (
        f"Document: {series.source.key} ({series.short})\nSeries: {series.cohort.label}\nFigure: {what}: {held}\n"
        f"Place: {locator}\nData: {version}\nWhat the document prints instead: "
    )


def p_value(p: float | None, relation: str) -> str:
    """'p = 0.016', 'p < 0.00001', 'p = 1.83 × 10⁻¹⁰', or an empty string."""
    if p is None:
        return ""
    number, _, power = repr(float(p)).partition("e-")
    if not power:
        return f"p {relation} {plain(p)}"
    if p < SMALLEST_WRITTEN_OUT:
        return f"p {relation} {number.removesuffix('.0')} × 10⁻{power.lstrip('0').translate(_RAISED)}"
    return f"p {relation} {f'{p:.10f}'.rstrip('0')}"


def endpoint_said(endpoint: Endpoint) -> str:
    """'OS', 'hepatic PFS'."""
    return endpoint.value.replace("_", " ")


def inconsistency_sentence(found: Inconsistency) -> str:
    """One audit finding with its places and whether a dispute declares it."""
    declared = f"declared as {found.declared_by}" if found.declared_by else "UNDECLARED"
    return f"{found.source}: {found.what} ({'; '.join(found.locators)}; {declared})"
