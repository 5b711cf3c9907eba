"""Context in words: printed figures with what they measure, whose they are, why they weigh in no answer."""

from __future__ import annotations

from collections.abc import Sequence

from haic_core.evidence.cohort import Cohort
from haic_core.evidence.context import Context, ContextRow, TherapyContext
from haic_core.evidence.figures import Figure
from haic_core.evidence.series import Series
from haic_core.evidence.source import Source
from haic_core.wording.evidence import figure_value, p_value
from haic_core.wording.phrases import joined
from haic_core.words.decimals import plain
from haic_core.words.vocabulary import Design, Endpoint, Particle, Sites, Statistic, Status

CONTEXT_TITLE = "Context: printed, but not a series that weighs here"
RANDOMISED_TITLE = "Randomised"
SPHERES_TITLE = "Resin and glass"
RANDOMISED_NOTE = (
    "First what was randomised, then the series, most of them without any comparison. Not ordered by survival. "
    "Certainty for liver metastases is this library’s own count: from high, one step down for each reason."
)
NOTHING_READ = "no survival, response or serious harm in the part read"

MEASURED = {
    Endpoint.OS: "overall survival",
    Endpoint.PFS: "progression-free survival",
    Endpoint.HEPATIC_PFS: "hepatic progression-free survival",
    Endpoint.DFS: "disease-free survival",
    Endpoint.TTP: "time to progression",
    Endpoint.ORR: "response",
    Endpoint.DCR: "disease control",
    Endpoint.CR: "complete response",
    Endpoint.PR: "partial response",
}
SPHERES = {
    Particle.RESIN: "resin spheres",
    Particle.GLASS: "glass spheres",
    Particle.BOTH: "resin and glass spheres together",
    Particle.NOT_STATED: "spheres not stated",
}


def asked_words(figure: Figure, cohort: Cohort) -> str:
    """'median overall survival 20 months (15 to 26), against chemotherapy'."""
    told = (_measured(figure), against_words(figure, cohort), p_value(figure.p, figure.p_is))
    return ", ".join(part for part in told if part)


def against_words(figure: Figure, cohort: Cohort) -> str:
    """'against chemotherapy'; empty where a figure stands alone."""
    versus = cohort.find_group(figure.versus)
    return f"against {versus.label if versus else figure.versus}" if figure.versus else ""


def arm_words(figures: Sequence[Figure], cohort: Cohort) -> str:
    """The figures of one arm; what all of them are compared with is said once, at the end."""
    against = {against_words(figure, cohort) for figure in figures}
    if len(against) != 1:
        return "; ".join(asked_words(figure, cohort) for figure in figures) or NOTHING_READ
    alone = [", ".join(filter(None, (_measured(one), p_value(one.p, one.p_is)))) for one in figures]
    return "; ".join([*alone, *filter(None, against)])


def _measured(figure: Figure) -> str:
    value = _value(figure)
    if figure.endpoint is Endpoint.AE:
        return f"{figure.term}, grade {figure.grade}: {value}"
    term = f" ({figure.term})" if figure.term else ""
    what = f"{MEASURED.get(figure.endpoint, figure.endpoint.value)}{term}"
    if figure.statistic is Statistic.MEDIAN:
        return f"median {what} {value}"
    if figure.statistic is Statistic.HAZARD_RATIO:
        return f"hazard ratio for {what} {value}"
    at = f" at {plain(figure.at_months)} months" if figure.at_months is not None else ""
    return f"{what}{at} {value}"


def _value(figure: Figure) -> str:
    if _counts_otherwise(figure):
        return f"{plain(figure.value)} {figure.unit}"
    return figure_value(figure)


def _counts_otherwise(figure: Figure) -> bool:
    """What is counted in events, lesions or sessions is no share of the patients."""
    return figure.statistic is Statistic.COUNT and figure.unit not in ("", "patients")


def clock_words(figure: Figure) -> str:
    """'time zero: first infusion', 'disputed' where a dispute names the figure; empty where neither is to be said."""
    clock = f"time zero: {figure.clock}" if figure.clock else ""
    disputed = "disputed" if figure.status is Status.DISPUTED else ""
    return ", ".join(part for part in (clock, disputed) if part)


def population_words(row: ContextRow) -> str:
    """'Trastuzumab deruxtecan, HER2-low, all sites: visceral disease; n = 373; 266 in all with liver metastases'."""
    label = f"{row.cohort.label}: {row.group.label}" if row.group else row.cohort.label
    n = row.figure.n if row.figure and not _counts_otherwise(row.figure) else row.cohort.n
    return "; ".join(
        part for part in (label, "n not printed" if n is None else f"n = {n}", liver_words(row.cohort)) if part
    )


def liver_words(cohort: Cohort) -> str:
    """Of a cohort of other sites how many had liver metastases; empty where all had."""
    if cohort.sites is Sites.LIVER:
        return ""
    if cohort.liver_metastases is None:
        return "number with liver metastases not printed"
    return f"{cohort.liver_metastases} of {cohort.n or 'all'} with liver metastases"


def mark_words(row: ContextRow) -> str:
    """Why a row is context, and who is quoted."""
    quoted = f"Quoted from {row.series.quoted_from}." if row.series.quoted else ""
    return " ".join(part for part in (row.source.tier_reason or "Context only.", quoted) if part)


def alone_sentence(context: Context) -> str:
    """What an option says of which only context is there; empty elsewhere."""
    return "No liver-metastasis series of this therapy in the library." if context.alone else ""


def other_subtype_sentence(context: Context) -> str:
    """What was left out because all its patients had other receptors than this patient; empty where nothing was."""
    shorts = list(dict.fromkeys(series.short for series in context.other_subtype))
    return f"Left out, printed for another subtype than this patient’s: {joined(shorts)}." if shorts else ""


def therapy_sentence(found: TherapyContext) -> str:
    """One systemic therapy: its series of liver metastases, or that there is none and what stands as context."""
    if found.series:
        return f"{_begun(found.therapy)}: liver-metastasis series in this library: {_named(found.series)}."
    context = f"; context: {_named(found.context)}" if found.context else "; no context either"
    unread = f"; liver metastases, but results not read: {_named(found.unread)}" if found.unread else ""
    if found.unread and not found.context:
        context = ""
    return f"No liver-metastasis series of {found.therapy} in this library{context}{unread}."


def trial_name(source: Source) -> str:
    """'NRG-BR002 (Chmura)', or author and year of a trial without a name of its own."""
    return f"{source.study.trial} ({source.short})" if source.study.trial else source.short


def randomised_summary(found: Sequence[Source]) -> str:
    """'NRG-BR002 (Chmura) and COLLISION 2025'; a trial whose arms stand in two documents is named once."""
    return joined(dict.fromkeys(map(trial_name, found)))


def spheres_note(source: Source) -> str:
    """How far resin and glass of one document compare."""
    if source.study.design is Design.RANDOMISED_TRIAL:
        return "Resin and glass as drawn by lot."
    between = source.study.design is Design.POOLED_REVIEW
    return f"Resin and glass {'between studies' if between else 'within one study'}, not randomised."


def _named(found: Sequence[Source | Series]) -> str:
    return joined(dict.fromkeys(one.short for one in found))


def _begun(words: str) -> str:
    return words[0].upper() + words[1:]
