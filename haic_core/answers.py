"""The headless answers: records turned into the JSON documents of the command line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from haic_core.case.doubts import doubts
from haic_core.case.facts import unit_of
from haic_core.case.file import Case
from haic_core.case.patient import Patient
from haic_core.curves.published import PublishedCurve
from haic_core.evidence.audit import AuditReport
from haic_core.evidence.figure_export import figure_rows
from haic_core.evidence.library import Library
from haic_core.evidence.source import Source
from haic_core.intake.proposal import Proposed
from haic_core.judgement.assessment import Assessment
from haic_core.judgement.matching import Match
from haic_core.judgement.options import LedgerRow, Option
from haic_core.wording.evidence import inconsistency_sentence
from haic_core.wording.judgement import flip_sentence, ledger_sentence
from haic_core.wording.option import entry_line, judging_names, next_line, safety_line, verdict_line
from haic_core.words.vocabulary import Relation


def assessment_answer(case: Case, assessment: Assessment, library: Library) -> dict[str, object]:
    """What ``assess`` prints."""
    names = judging_names(library)
    return {
        "case": case.as_mapping(),
        "data_version": assessment.data_version,
        "doubts": [
            {"fact": doubt.fact, "value": doubt.value, "sentence": doubt.sentence}
            for doubt in doubts(case.patient.facts)
        ],
        "options": [_option(option, library, names) for option in assessment.options],
        "derived": {code: [_whole(found.low), _whole(found.high)] for code, found in assessment.derived},
        "derived_from": {
            score.fact: {
                "source": score.source,
                "address": score.address,
                "locator": score.locator,
                "inputs": list(score.inputs),
            }
            for score in library.derived
        },
        "ask_next": list(assessment.ask_next),
        "evidence": [_match(match) for match in assessment.evidence],
    }


def figures_answer(sources: Sequence[Source]) -> list[dict[str, object]]:
    """What ``figures`` prints: every figure, absent parts as null."""
    return figure_rows(sources)


def curve_answer(curve: PublishedCurve) -> dict[str, object]:
    """What ``curve`` prints: the reconstruction with its cohort, clock and printed points."""
    return {
        "source": curve.source.key,
        "cohort": curve.series.key,
        "group": curve.group.id if curve.group else None,
        "modality": curve.modality.value,
        "endpoint": curve.endpoint.value,
        "clock": curve.clock,
        "n": curve.summary.n,
        "events_printed": curve.basis.events,
        "events_basis": curve.basis.events_basis,
        "printed": [
            {
                "what": point.what,
                "time": point.time_months,
                "survival": point.survival,
                "time_low": point.time_low_months,
                "time_high": point.time_high_months,
                "locator": point.locator,
            }
            for point in curve.printed
        ],
        "warning": curve.basis.warning,
        "dispute": curve.dispute.id if curve.dispute else None,
        "locator": curve.basis.locator,
        **curve.reconstruction.as_mapping(),
    }


def audit_answer(report: AuditReport, to_add: Sequence[str] = ()) -> dict[str, object]:
    """What ``audit`` prints. to_add: what documents of an earlier format should say besides."""
    return {
        "passes": report.passes,
        "figures": report.figures,
        "disputes": report.disputes,
        "inconsistencies": [
            {
                "key": found.key,
                "source": found.source,
                "what": found.what,
                "locators": list(found.locators),
                "declared_by": found.declared_by,
                "sentence": inconsistency_sentence(found),
            }
            for found in report.inconsistencies
        ],
        "undeclared": len(report.undeclared),
        "faults": list(report.faults),
        "to_add": list(to_add),
    }


def proposed_answer(proposed: Proposed) -> dict[str, object]:
    """What ``import-fhir`` prints: a case of what was read beyond doubt, and everything it was read from."""
    days = {code: day.isoformat() for code, day in proposed.days.items()}
    return {
        "case": Case(Patient(proposed.facts), "", days).as_mapping(),
        "read": [
            {
                "fact": one.fact,
                "value": one.value,
                "as_written": one.as_written,
                "from": one.origin,
                "on": one.on.isoformat() if one.on else None,
                "doubt": one.doubt or None,
            }
            for one in proposed.read
        ],
        "questions": [
            {
                "fact": one.fact,
                "answers": list(one.answers),
                "as_written": one.as_written,
                "from": one.origin,
                "on": one.on.isoformat() if one.on else None,
                "sentence": one.sentence,
            }
            for one in proposed.questions
        ],
        "passed_over": [{"what": one.what, "why": one.why} for one in proposed.passed_over],
        "say": list(proposed.say),
    }


def _option(option: Option, library: Library, names: Mapping[str, str]) -> dict[str, object]:
    return {
        "modality": option.modality.value,
        "verdict": option.verdict.value,
        "standing": option.standing.value if option.standing else None,
        "safety": {
            "reading": option.safety.reading.value,
            "stopped": list(option.safety.stopped),
            "disputed": list(option.safety.disputed),
            "beyond_all": list(option.safety.beyond_all),
            "open": list(option.safety.open),
        },
        "entry": {
            "reading": option.entry.reading.value,
            "lists": [
                {
                    "source": one.source,
                    "whole": one.whole,
                    "finding": one.finding.value,
                    "counts": one.counts,
                    "printed_for": one.printed_for,
                }
                for one in option.entry.lists
            ],
        },
        "said": {
            "verdict": verdict_line(option),
            "safety": safety_line(option, names),
            "entry": entry_line(option, names),
            "next": next_line(option),
        },
        "ledger": [_row(row, library) for row in option.ledger],
        "missing": list(option.missing),
        "flips": [
            {
                "fact": flip.fact,
                "from": flip.before,
                "to": flip.after,
                "verdict": flip.verdict.value,
                "kind": "opens" if flip.opens else "closes",
                "sentence": flip_sentence(flip),
            }
            for flip in option.flips
        ],
        "open_statements": [
            {"source": source, "about": said.about, "locator": said.locator} for source, said in option.open_statements
        ],
    }


def _whole(number: float) -> float | int:
    return int(number) if float(number).is_integer() else number


def _row(row: LedgerRow, library: Library) -> dict[str, object]:
    rule = row.criterion
    first = rule.conditions[0]
    bound = None if rule.relation is Relation.ANY_OF else first.span.bound
    unit = "x ULN" if first.times_uln else unit_of(first.fact)
    return {
        "fact": first.fact,
        "relation": rule.relation.value,
        "bound": list(bound) if isinstance(bound, tuple) else bound,
        "unit": unit,
        "value": list(row.value) if isinstance(row.value, tuple) else row.value,
        "of": "list" if row.of_list else "limit",
        "not_yet": row.not_yet,
        "finding": row.finding.value,
        "role": rule.role.value,
        "source": row.source,
        "locator": rule.locator,
        "sentence": ledger_sentence(row, library.source(row.source)),
        "facts": list(rule.facts),
        "recorded": dict(row.recorded),
        "extrapolated_from": rule.extrapolated_from,
        "note": rule.note,
    }


def _match(match: Match) -> dict[str, object]:
    return {
        "cohort": match.key,
        "group": match.group.id if match.group else None,
        "modality": match.modality.value,
        "entry": match.entry.value,
        "inside": list(match.inside),
        "outside": list(match.outside),
        "compared": list(match.compared),
        "unreported": list(match.unreported),
        "not_recorded": list(match.not_recorded),
        "quoted_from": match.series.quoted_from,
    }
