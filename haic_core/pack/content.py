"""The whole content of a board pack for one case."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from haic_core import __version__
from haic_core.case.facts import FACTS
from haic_core.case.file import Case, write_case
from haic_core.chart.balance import Balance, balances
from haic_core.chart.own import OwnChart
from haic_core.chart.survival import SurvivalChart, survival_chart
from haic_core.curves.published import PublishedCurve, draw
from haic_core.evidence.library import Library
from haic_core.evidence.source import Source
from haic_core.judgement.assessment import Assessment, assess
from haic_core.judgement.curve_choice import choices_of, suggested
from haic_core.judgement.freshness import fact_ages
from haic_core.judgement.matching import Match
from haic_core.judgement.options import Option
from haic_core.judgement.rules_version import rules_version
from haic_core.pack.deciding import DecidingLine, deciding_lines
from haic_core.pack.lines import (
    ConflictLine,
    EvidenceLine,
    OptionLine,
    SourceLine,
    conflict_lines,
    evidence_lines,
    option_lines,
    source_line,
)
from haic_core.wording.deciding import labs_outside
from haic_core.wording.decision import since_the_decision
from haic_core.wording.evidence import library_read_sentence
from haic_core.wording.judgement import patient_line
from haic_core.words.refusal import Refusal
from haic_core.words.vocabulary import Endpoint, Modality, Verdict

MOST_CURVES = 3
MOST_BALANCE_ROWS = 12  # of response and harms on one slide or picture


@dataclass(frozen=True, slots=True)
class Versions:
    """What a pack was made from. input_sha256: hash of the case file as the pack holds it."""

    product: str
    rules: str
    data: str
    input_sha256: str


@dataclass(frozen=True, slots=True)
class PackContent:
    """One case's answers in the order of the slides. not_recorded: labels, the most telling first. judged_on: the day
    to which the ages of facts are counted, '' where no fact has a day.

    labs: the laboratory values outside a printed line.
    sources: documents behind what is shown of this patient; further_sources: those that only speak in conflicts.
    since: what is to be said of the decision today, '' where there is none. own: the site's own cohort, where one was
    put into the pack.
    """

    case: Case
    assessment: Assessment
    library: Library
    patient: str
    labs: tuple[str, ...]
    not_recorded: tuple[str, ...]
    judged_on: str
    options: tuple[OptionLine, ...]
    deciding: tuple[DecidingLine, ...]
    evidence: tuple[EvidenceLine, ...]
    conflicts: tuple[ConflictLine, ...]
    charts: tuple[SurvivalChart, ...]
    balances: tuple[Balance, ...]
    sources: tuple[SourceLine, ...]
    further_sources: tuple[SourceLine, ...]
    versions: Versions
    since: str
    own: OwnChart | None = None

    @property
    def read_until(self) -> str:
        """Up to which month the library was read, in words."""
        return library_read_sentence(self.library)

    @property
    def by_room(self) -> tuple[Modality, ...]:
        """The options in the order in which they are given room where it is short: what was decided, then those that do
        not fail, then those that fail, all in the fixed order."""
        ranked = sorted(self.assessment.options, key=lambda one: (not _is_chosen(self.case, one), _fails(one)))
        return tuple(option.modality for option in ranked)

    @property
    def balance_pages(self) -> tuple[tuple[Balance, ...], ...]:
        """Response and harms as many at a time as a slide or a picture holds."""
        pages: list[list[Balance]] = []
        left = 0
        for one in self.balances:
            rows = 1 + len(one.shown_harms) + bool(one.harm_missing)
            pages, left = (pages, left) if rows <= left else ([*pages, []], MOST_BALANCE_ROWS)
            pages[-1].append(one)
            left -= rows
        return tuple(map(tuple, pages))

    @property
    def title(self) -> str:
        """The case's label, or words where it has none."""
        return self.case.label or "Case without a label"


def content_of(case: Case, library: Library, today: date | None = None, own: OwnChart | None = None) -> PackContent:
    """Assesses the case and draws the curves of every option that still stands or was decided, in the fixed order.

    today: the day to which the ages of facts are counted. Without one it is the day of the decision, else the newest
    day in the case file, so that a pack depends on its case alone.
    """
    judged_on = today.isoformat() if today else case.decision.decided_on or max(case.recorded_on.values(), default="")
    day = date.fromisoformat(judged_on) if judged_on else date.max
    ages = fact_ages(case.patient, case.recorded_on, library.freshness, day)
    assessment = assess(case.patient, library)
    shown = [option.modality for option in assessment.options if not _fails(option) or _is_chosen(case, option)]
    drawn = (option_chart(modality, assessment.evidence, library) for modality in shown)
    charts = tuple(chart for chart in drawn if chart is not None)
    evidence = evidence_lines(assessment, library)
    beside = balances(assessment.evidence, shown, library)
    conflicts = conflict_lines(assessment.questions)
    cited = {line.match.source.key for line in evidence} | {one.match.source.key for one in beside}
    cited |= {curve.curve.source.key for chart in charts for curve in chart.curves}
    deciding = deciding_lines(assessment, library)
    cited |= {key for line in deciding for key in line.keys}
    speaking = {voice.source.key for line in conflicts for voice in line.question.voices} - cited
    return PackContent(
        case,
        assessment,
        library,
        patient_line(dict(case.patient.facts)),
        labs_outside(assessment.options),
        tuple(FACTS[code].label for code in assessment.ask_next),
        judged_on,
        option_lines(assessment, ages, library),
        deciding,
        evidence,
        conflicts,
        charts,
        beside,
        _in_order(library.sources, cited),
        _in_order(library.sources, speaking),
        Versions(
            __version__, rules_version(library), library.version, hashlib.sha256(write_case(case).encode()).hexdigest()
        ),
        since_the_decision(case.decision, assessment, library),
        own,
    )


def option_chart(modality: Modality, matches: Sequence[Match], library: Library) -> SurvivalChart | None:
    """The matched cohorts' curves of one option, those of the best match's clock only; None where there is none."""
    choices = choices_of(library.sources, Endpoint.OS)
    curves: list[PublishedCurve] = []
    refused = []
    for key in suggested(choices, [match for match in matches if match.modality is modality], MOST_CURVES):
        try:
            curves.append(draw(choices[key]))
        except Refusal as refusal:
            refused.append(str(refusal))
    return survival_chart(curves, library, refused=refused) if curves else None


def _is_chosen(case: Case, option: Option) -> bool:
    """Whether this option is the one that was decided."""
    return case.decision.choice is not None and case.decision.choice.value == option.modality.value


def _fails(option: Option) -> bool:
    return option.verdict is Verdict.FAILS


def _in_order(sources: Iterable[Source], keys: set[str]) -> tuple[SourceLine, ...]:
    return tuple(source_line(source) for source in sources if source.key in keys)
