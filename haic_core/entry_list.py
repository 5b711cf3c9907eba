"""One document's whole list for one option: every entry and exclusion criterion it prints, taken together."""

from __future__ import annotations

from dataclasses import dataclass

from .criteria import every, judge
from .patient import Patient
from .source import Source
from .vocabulary import Finding, Modality, Role


@dataclass(frozen=True, slots=True)
class ListReading:
    """blocked: the document asks for more than the facts can show, so its list is never called met."""

    source: str
    finding: Finding
    blocked: bool


def read_list(source: Source, modality: Modality, patient: Patient) -> ListReading:
    """Kleene's and over a document's entry and exclusion criteria; cautions do not belong to the list.

    A criterion marked ``if_recorded`` is our reading of words without a limit: it counts only where it is unmet.
    """
    findings = []
    for rule in source.criteria_for(modality):
        finding = judge(rule, patient)
        if rule.role is not Role.CAUTION and (not rule.if_recorded or finding is Finding.NOT_MET):
            findings.append(finding)
    blocked = not source.gives_entry_list(modality)
    finding = every(findings)
    if blocked and finding is Finding.MET:
        finding = Finding.NOT_RECORDED
    return ListReading(source.key, finding, blocked)
