"""How far a document can be trusted: level of evidence, domains of bias, and tags computed from its columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from haic_core.evidence.cohort import Cohort
from haic_core.evidence.outcome import Outcome
from haic_core.evidence.series import MIXED, first_hand, other_primaries
from haic_core.evidence.side_lists import Era
from haic_core.evidence.source import Bias, Domain, Source
from haic_core.words.vocabulary import Design, DocumentKind, Endpoint, Sites, Statistic

DOMAINS: dict[Domain, str] = {
    "confounding": "Confounding",
    "classification": "Classification of interventions",
    "selection": "Selection of participants",
    "deviations": "Deviations from intended interventions",
    "missing_data": "Missing data",
    "measurement": "Measurement of the outcome",
    "reporting": "Selection of the reported result",
}


@dataclass(frozen=True, slots=True)
class Certainty:
    """level: OCEBM 2011 for treatment benefit, 1 (best) to 5, with the reason. tags: warnings in words."""

    level: int
    level_reason: str
    domains: tuple[Bias, ...]
    tags: tuple[str, ...]


def certainty(source: Source, eras: Sequence[Era]) -> Certainty:
    """What can be said of one document without leaving its columns."""
    level, reason = _level(source)
    judged = {one.domain: one for one in source.bias}
    domains = tuple(judged.get(domain) or _no_information(source.document, domain) for domain in DOMAINS)
    return Certainty(level, reason, domains, tuple(_tags(source, eras)))


STEPS = ("high", "moderate", "low", "very low")


@dataclass(frozen=True, slots=True)
class LiverCertainty:
    """How sure a randomised document is for the liver metastases of one primary: one step down for each reason."""

    word: str
    reasons: tuple[str, ...]


def certainty_for_the_liver(source: Source, primary: str) -> LiverCertainty:
    """The steps are counted by this library from what was read; no document prints them."""
    reasons = []
    if others := other_primaries(source, primary):
        reasons.append("primaries together" if MIXED in others else f"another primary, {', '.join(others)}")
    elsewhere = [cohort for cohort in source.cohort if cohort.sites is not Sites.LIVER]
    if elsewhere:
        told = any(cohort.liver_metastases is not None for cohort in elsewhere)
        reasons.append("other sites too" if told else "other sites too, number with liver metastases not printed")
    if source.document is not DocumentKind.FULL_TEXT:
        quoted = source.document is DocumentKind.SECONDARY_QUOTE
        reasons.append("known second-hand" if quoted else "only the abstract was read")
    if not any(_interval_of_the_difference(outcome) for cohort in source.cohort for outcome in cohort.outcome):
        reasons.append("no interval printed for the difference")
    return LiverCertainty(STEPS[min(len(reasons), len(STEPS) - 1)], tuple(reasons))


def _interval_of_the_difference(outcome: Outcome) -> bool:
    return outcome.statistic in (Statistic.HAZARD_RATIO, Statistic.ODDS_RATIO) and outcome.ci is not None


def _level(source: Source) -> tuple[int, str]:
    """OCEBM 2011, question "does this intervention help"."""
    design = source.study.design
    if design is Design.RANDOMISED_TRIAL:
        return 2, "randomised trial"
    # Matching against another cancer compares patients, not treatments, and stays a case series here.
    if design is not Design.POOLED_REVIEW and _has_comparator(source):
        return 3, "non-randomised comparison"
    if design is Design.POOLED_REVIEW:
        return 4, "review of non-randomised, mostly single-arm studies"
    if design in (Design.NARRATIVE_REVIEW, Design.GUIDELINE_OR_LABEL):
        return 5, "opinion, review or label without data of its own"
    return 4, "case series without a comparison"


def _has_comparator(source: Source) -> bool:
    return len({series.modality for series in first_hand(source)}) > 1


@cache
def _no_information(document: DocumentKind, domain: Domain) -> Bias:
    """One record for all documents of a kind: a table of the evidence would hold hundreds."""
    read = {DocumentKind.FULL_TEXT: "not judged", DocumentKind.SECONDARY_QUOTE: "only a quotation was read"}
    reason = read.get(document, "only the abstract was read")
    return Bias.model_construct(domain=domain, rating="no_information", reason=reason, locator="–")


def _tags(source: Source, eras: Sequence[Era]) -> list[str]:
    own = [series.cohort for series in first_hand(source)]
    tags = []
    if any(_outcome_groups(cohort) for cohort in own):
        tags.append("guarantee time: groups defined by response")
    if own and not _has_comparator(source) and source.study.design is not Design.RANDOMISED_TRIAL:
        tags.append("single arm")
    ended = [years[1] for cohort in own if (years := cohort.enrolled or source.study.enrolled)]
    began = [years[0] for cohort in own if (years := cohort.enrolled or source.study.enrolled)]
    for era in eras:
        if ended and max(ended) < era.from_year:
            tags.append(f"enrolled before {era.therapy}")
        elif began and min(began) < era.from_year:
            tags.append(f"enrolled partly before {era.therapy}")
    if any(cohort.selected_by == "downstaging" for cohort in source.cohort):
        tags.append("selected by successful downstaging")
    if source.document is not DocumentKind.FULL_TEXT:
        tags.append("abstract only" if source.document is not DocumentKind.SECONDARY_QUOTE else "second-hand")
    if not source.peer_reviewed:
        tags.append("not peer reviewed")
    return tags


def _outcome_groups(cohort: Cohort) -> bool:
    """Whether survival is printed for groups that only the course of treatment could define."""
    later = {group.id for group in cohort.group if not group.where}
    return any(outcome.group in later and outcome.endpoint in (Endpoint.OS, Endpoint.PFS) for outcome in cohort.outcome)
