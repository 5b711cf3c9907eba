"""One question at a time: what is asked now, what was answered, what is not known; in the order of ``ask_next``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Asking:
    """asked: the questions answered so far, the latest last. unknown: those answered by 'not known', which stay not
    recorded. again: a question that was brought back; empty where the next one is asked."""

    asked: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    again: str = ""

    def question(self, ask_next: Sequence[str]) -> str:
        """The fact that is asked now; empty where nothing is left to ask."""
        return self.again or next((code for code in ask_next if code not in self.unknown), "")

    def put_off(self, ask_next: Sequence[str]) -> tuple[str, ...]:
        """What is still asked for and was not known."""
        return tuple(code for code in ask_next if code in self.unknown)

    def answered(self, code: str) -> Asking:
        """A value was recorded for this question."""
        return Asking(self._after(code), tuple(known for known in self.unknown if known != code))

    def not_known(self, code: str) -> Asking:
        """Nobody knows yet; it is not asked again until all is asked again."""
        return Asking(self._after(code), (*(known for known in self.unknown if known != code), code))

    def back(self) -> Asking:
        """The last question again; its answer stays recorded until another is given."""
        if not self.asked:
            return self
        *before, last = self.asked
        return Asking(tuple(before), tuple(known for known in self.unknown if known != last), last)

    def once_more(self) -> Asking:
        """What was not known is asked again."""
        return Asking(self.asked)

    def _after(self, code: str) -> tuple[str, ...]:
        return (*(known for known in self.asked if known != code), code)
