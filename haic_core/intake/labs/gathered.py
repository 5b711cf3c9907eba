"""What has been found while a list is read from its top to its end: results, and what holds from line to line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from haic_core.intake.labs.analytes import Analyte, folded
from haic_core.intake.labs.days import DAY, Day, day_in, days_in
from haic_core.intake.labs.heads import collected, is_blood_title, speaks_of_birth
from haic_core.intake.labs.other_analytes import SPECIMENS
from haic_core.intake.labs.results import Result
from haic_core.words.refusal import Refusal

_ELSEWHERE = "found in another specimen than blood"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a line. start: its first letter's place in the line."""

    text: str
    start: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """One line or row of a list; a line that nothing parts has one cell."""

    number: int
    cells: tuple[Cell, ...]
    parted_by: str = ""

    @property
    def filled(self) -> tuple[Cell, ...]:
        """The cells that hold something."""
        return tuple(cell for cell in self.cells if cell.text)


@dataclass(slots=True)
class Gathered:
    """The results of a list as they are found. place: what a row is called in an origin.

    silent: how many lines held no laboratory value; days: every day in the list, for its habit of writing.
    """

    place: str = "line"
    results: list[Result] = field(default_factory=list)
    silent: int = 0
    unheld: int = 0
    unclear: list[str] = field(default_factory=list)
    days: list[Day] = field(default_factory=list)
    patients: set[str] = field(default_factory=set)
    day: Day | None = None
    elsewhere: bool = False
    _strength: str = ""
    _since: int = 0

    def add(self, found: Iterable[Result]) -> None:
        """Results of a row, with the day and the specimen that hold where it stands."""
        for one in found:
            known = replace(one, day=one.day or self.day)
            if self.elsewhere and known.analyte.fact:
                known = replace(known, analyte=Analyte(other=_ELSEWHERE))
            if known.analyte.fact or known.analyte.other:
                self.results.append(known)
            else:
                self.unheld += 1

    def hear(self, line: str) -> bool:
        """Takes from a line the day of what follows; whether it had one. Every day in it tells of the list's habit."""
        self.days += days_in(line)
        heard = False
        for found in DAY.finditer(line):
            strength = (
                ""
                if speaks_of_birth(line[max(0, found.start() - 30) : found.start()])
                else collected(line[: found.start()])
            )
            if strength:
                self.set_day(day_in(found[0]), strength)
                heard = True
        return heard

    def set_day(self, day: Day | None, strength: str = "strong") -> None:
        """The day of what follows; a weak word takes a strong one's place only once results have come."""
        if day and (strength == "strong" or self._strength != "strong" or len(self.results) > self._since):
            self.day, self._strength, self._since = day, strength, len(self.results)

    def title(self, text: str) -> None:
        """A line without a value: it may open a part of the list on urine or another fluid, or close it."""
        words = set(folded(text[:120]).replace("-", " ").replace(":", " ").split())
        if words & SPECIMENS or any(
            word.startswith(("urin", "aszites", "ascites", "liquor", "pleura")) for word in words
        ):
            self.elsewhere = True
        elif is_blood_title(text):
            self.elsewhere = False

    def origin(self, row: int, name: str) -> str:
        """Where a result stands."""
        return f"{self.place} {row}, {name}" if name else f"{self.place} {row}"

    def one_patient(self, identifiers: Iterable[str]) -> None:
        """Raises Refusal where the list holds several patients."""
        self.patients |= {folded(" ".join(one.split())) for one in identifiers if one.strip()}
        if len(self.patients) > 1:
            raise Refusal("The list holds more than one patient; hand in the results of one.", allowed="one patient")
