"""What of a meeting stands in a file: a tab is left without a warning only where everything does."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2b

from haic_core.case.file import STARTING, Case, write_case
from haic_core.case.meeting import Agenda

MOST_MARKS = 200


@dataclass(frozen=True, slots=True)
class Saved:
    """Marks of the cases and of the orders that were opened from a file or saved into one, the latest last."""

    marks: tuple[str, ...] = ()

    def with_cases(self, cases: Iterable[Case]) -> Saved:
        """These cases stand in files now."""
        return self._with(_mark(write_case(case)) for case in cases)

    def with_meeting(self, agenda: Agenda) -> Saved:
        """The whole meeting stands in a file now: its cases, its label and its order."""
        return self.with_cases(item.case for item in agenda.items)._with([_order(agenda)])

    def unsaved(self, agenda: Agenda) -> tuple[int, ...]:
        """The places of the cases that stand in no file; nobody entered yet is nothing to save."""
        known = {*self.marks, _mark(write_case(STARTING))}
        cases = [_mark(write_case(item.case)) for item in agenda.items]
        return tuple(place for place, mark in enumerate(cases) if mark not in known)

    def holds(self, agenda: Agenda) -> bool:
        """Whether everything stands in a file: each case and, of a meeting, its label and order."""
        return not self.unsaved(agenda) and (not agenda.is_meeting or _order(agenda) in self.marks)

    def _with(self, marks: Iterable[str]) -> Saved:
        new = list(dict.fromkeys(marks))
        return Saved((*(mark for mark in self.marks if mark not in new), *new)[-MOST_MARKS:])


def _order(agenda: Agenda) -> str:
    return _mark(json.dumps([agenda.label, [_mark(write_case(item.case)) for item in agenda.items]]))


def _mark(text: str) -> str:
    return blake2b(text.encode(), digest_size=8).hexdigest()
