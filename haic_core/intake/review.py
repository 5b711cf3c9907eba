"""What was read, held against the case in hand: what is new, what is recorded already, what must be asked first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from haic_core.case.doubts import doubts
from haic_core.case.fact_kinds import Value
from haic_core.case.facts import FACTS
from haic_core.case.file import Case
from haic_core.intake.proposal import PassedOver, Proposal, Proposed, Question
from haic_core.intake.quantity import alike


class Standing(StrEnum):
    """How a proposal stands to the case: it can be taken over, it is there already, another value is there, or it is
    asked back."""

    NEW = "new"
    RECORDED = "recorded"
    DIFFERENT = "different"
    DOUBTFUL = "doubtful"


@dataclass(frozen=True, slots=True)
class Held:
    """One proposal beside what the case holds. recorded_on: the ISO day of the recorded value; empty without one.
    doubt: why it is asked back."""

    proposal: Proposal
    standing: Standing
    recorded: Value | None = None
    recorded_on: str = ""
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Review:
    """One thing handed in while a person goes through it. name: what it was, as the page calls it. left_out: the facts
    of which nothing more is asked."""

    name: str
    proposed: Proposed
    left_out: frozenset[str] = frozenset()

    def held(self, case: Case) -> tuple[Held, ...]:
        """Every proposal beside the case, in clinical order."""
        asked = self._asked_back(case)
        place = {code: number for number, code in enumerate(FACTS)}
        listed = sorted(self.proposed.read, key=lambda one: place[one.fact])
        return tuple(_held(one, case, one.doubt or asked.get(one.fact, "")) for one in listed)

    def beyond_doubt(self, case: Case) -> tuple[Proposal, ...]:
        """What can be taken over at once: new, and doubted by nobody; or recorded alike with an older day or none."""
        return tuple(
            one.proposal
            for one in self.held(case)
            if one.standing is Standing.NEW or (one.standing is Standing.RECORDED and _is_later(one))
        )

    def to_settle(self, case: Case) -> tuple[Held, ...]:
        """What a person decides singly: another value is recorded, or the value is doubtful."""
        return tuple(
            one
            for one in self.held(case)
            if one.standing in (Standing.DIFFERENT, Standing.DOUBTFUL) and one.proposal.fact not in self.left_out
        )

    def questions(self, case: Case) -> tuple[Question, ...]:
        """What the words leave open, until it is answered or left out, also where one of the answers is recorded:
        the other would vanish else."""
        return tuple(one for one in self.proposed.questions if one.fact not in self.left_out)

    def without(self, fact: str) -> Review:
        """The same review; of this fact nothing is taken and nothing more is asked."""
        return replace(self, left_out=self.left_out | {fact})

    @property
    def passed_over(self) -> tuple[PassedOver, ...]:
        """What became no proposal, and why."""
        return self.proposed.passed_over

    def _asked_back(self, case: Case) -> dict[str, str]:
        """Doubts that come up only because of what is recorded, or of another proposal."""
        known = {(one.fact, one.sentence) for one in doubts(case.patient.facts)}
        together = doubts({**self.proposed.facts, **case.patient.facts})
        alone = doubts({**case.patient.facts, **self.proposed.facts})
        read = {one.fact for one in self.proposed.read}
        found = [one for one in (*together, *alone) if (one.fact, one.sentence) not in known and one.fact in read]
        return {one.fact: one.sentence for one in found}


def taken(case: Case, proposals: Iterable[Proposal]) -> Case:
    """The case with these proposals recorded, each with its own day; a value without a day loses the former one."""
    for one in proposals:
        changed = case.with_patient(case.patient.with_fact(one.fact, one.value))
        case = changed.with_day([one.fact], one.on.isoformat() if one.on else None)
    return case


def answered(question: Question, value: Value) -> Proposal:
    """What a question becomes once a person has said which."""
    return Proposal(question.fact, value, question.as_written, question.origin, question.on)


def _held(proposal: Proposal, case: Case, doubt: str) -> Held:
    recorded, day = case.patient.get(proposal.fact), case.recorded_on.get(proposal.fact, "")
    if recorded is not None and alike(recorded, proposal.value):
        return Held(replace(proposal, value=recorded), Standing.RECORDED, recorded, day)
    if doubt:
        return Held(proposal, Standing.DOUBTFUL, recorded, day, doubt)
    return Held(proposal, Standing.NEW if recorded is None else Standing.DIFFERENT, recorded, day)


def _is_later(held: Held) -> bool:
    return held.proposal.on is not None and (
        not held.recorded_on or date.fromisoformat(held.recorded_on) < held.proposal.on
    )
