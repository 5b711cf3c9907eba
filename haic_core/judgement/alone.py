"""What one document's own lines say of a patient, read without any other document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from haic_core.case.fact_kinds import Value
from haic_core.evidence.derivation import PointScore
from haic_core.evidence.source import Source
from haic_core.judgement.findings import MET, OPEN, UNMET
from haic_core.judgement.known import known_facts
from haic_core.judgement.lines import Line
from haic_core.words.vocabulary import Modality, Role, Verdict


def verdict_alone(
    source: Source, modality: Modality, recorded: Mapping[str, Value], scores: Sequence[PointScore]
) -> Verdict:
    """Meets where the document's list is met and no limit of its own is passed, caution where besides a caution is
    recorded, fails where a line of its list or an absolute limit is not met, unknown otherwise. Limits alone never
    read as met: nothing in them says who was treated."""
    facts = known_facts(recorded, scores)
    admitting: list[int] = []
    forbidding: list[int] = []
    warning: list[int] = []
    for of_list, rules in ((True, source.criteria_for(modality)), (False, source.limits_for(modality))):
        for rule in rules:
            kind = warning if rule.role is Role.CAUTION else admitting if of_list else forbidding
            kind.append(Line.of(rule, source.key, of_list).judged(facts))
    if UNMET in admitting or UNMET in forbidding:
        return Verdict.FAILS
    if min(admitting, default=OPEN) != MET:
        return Verdict.UNKNOWN
    return Verdict.CAUTION if UNMET in warning else Verdict.MEETS
