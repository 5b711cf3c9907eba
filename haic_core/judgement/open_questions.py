"""What is still open in a case: how many verdicts, and how many facts would settle them."""

from __future__ import annotations

from dataclasses import dataclass

from haic_core.judgement.assessment import Assessment
from haic_core.words.vocabulary import Verdict


@dataclass(frozen=True, slots=True)
class OpenQuestions:
    """Verdicts that are unknown, of how many; facts that are not recorded and would settle something."""

    verdicts: int
    of: int
    facts: int


def open_questions(assessment: Assessment) -> OpenQuestions:
    """What is still open in an assessed case."""
    unknown = [option for option in assessment.options if option.verdict is Verdict.UNKNOWN]
    return OpenQuestions(len(unknown), len(assessment.options), len(assessment.ask_next))
