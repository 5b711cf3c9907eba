"""The version of the rules: the same as long as the same patient gets the same verdicts."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping

from haic_core.case.decision import Decision
from haic_core.evidence.criterion import Condition, Criterion
from haic_core.evidence.library import Library
from haic_core.evidence.series import same_patients, speaking
from haic_core.evidence.source import Source
from haic_core.judgement.assessment import Assessment

RULE = 2
"""How lines become a verdict, counted by hand: 1 read one list or one contraindication as enough, 2 reads safety before
entry. Raised when the same lines can give the same patient another verdict."""


def rules_version(library: Library) -> str:
    """A short hash over the rule's number and all that is judged: lists, limits, conventions, common ground, points.

    Places, notes and figures are no part of it: a corrected page number tells no board of other rules.
    """
    return library.once(_rules_version)


def taken(decision: Decision, before: Decision, assessment: Assessment, library: Library) -> Decision:
    """A decision as the form says it, with the rules and verdicts that the board had before it. before: the decision
    that the form held until now."""
    verdicts = [(option.modality, option.verdict) for option in assessment.options]
    return decision.taken_under(before, rules_version(library), verdicts)


def _rules_version(library: Library) -> str:
    whole = {
        "rule": RULE,
        "always": [entry.modality.value for entry in library.modalities if entry.always_listed],
        "documents": {source.key: _document(source) for source in speaking(library.judging) if _judges(source)},
        "known_before": [
            [sorted(one.modalities), [list(group) for group in one.facts]] for one in library.common_ground.known_before
        ],
        "alike": [list(one.facts) for one in library.common_ground.alike],
        "shared": [[list(one.modalities), list(one.not_shared)] for one in library.common_ground.shared],
        "beyond_every_list": list(library.common_ground.beyond_every_list),
        "points": {
            score.fact: [[part.fact, part.two_points, part.worse, part.present] for part in score.part]
            for score in library.derived
        },
    }
    written = json.dumps(whole, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    return f"{RULE}.{hashlib.sha256(written.encode()).hexdigest()[:8]}"


def _judges(source: Source) -> bool:
    return bool(source.criterion or source.limit)


def _document(source: Source) -> Mapping[str, object]:
    return {
        "device": source.device,
        "lists": [
            [mark.modality, mark.extent, mark.printed_for, sorted(same_patients(source, mark.modality))]
            for mark in source.list_
        ],
        "criteria": _lines(source.criterion),
        "limits": _lines(source.limit),
    }


def _lines(criteria: Iterable[Criterion]) -> list[object]:
    return [[line.modality, line.role, [_condition(one) for one in line.conditions]] for line in criteria]


def _condition(condition: Condition) -> list[object]:
    span = condition.span
    return [condition.fact, span.relation, span.bound, condition.times_uln]
