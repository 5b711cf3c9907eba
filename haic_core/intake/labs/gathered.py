"""What has been found while a list is read from its top to its end: results, and what holds from line to line."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from haic_core.intake.labs.analytes import Analyte, folded, shown_name
from haic_core.intake.labs.days import DAY, Day, day_in, days_in
from haic_core.intake.labs.heads import collected, is_blood_title, speaks_of_birth
from haic_core.intake.labs.other_analytes import SPECIMENS
from haic_core.intake.labs.results import Result
from haic_core.words.refusal import Refusal

_ELSEWHERE = "found in another specimen than blood"
_EARLIER = "an earlier result by the list's own words"
_PRIOR = re.compile(
    r"(?<![^\W_])(?:previous|prior|vorbefund\w*|vorwert\w*|vorlabor|histor\w*|nadir|baseline|ausgangs\w*|anterieur\w*|antecedent\w*|"
    r"anterior\w*|ziel\w*|target|initial\w*|maximal\w*|max|min|minimal\w*|previously|formerly|fruher\w*|damals|mutter|mother|"
    r"vater|father|schwester|sister|if|falls|wenn)(?![^\W_])"
)
_ANEW = re.compile(r"(?<![^\W_])(?:labor\w*|labs?|laboratory|aktuell\w*|current|today|heute|bloods)(?![^\W_])")


# 'Kein Aszites' among results is a finding, not the name of a specimen.
_DENIED = re.compile(
    r"(?<![^\W_])(?:kein\w*|ohne|no|without)\s(?:(?:evidence|signs?|nachweis|anhalt|hinweise?|zeichen)\s(?:of|von|fur|auf)\s)?"
    r"(?:ascites|aszites|pleuraerg\w+|pleural effusions?)(?![^\W_])"
    r"|(?<![^\W_])(?:ascites|aszites|pleuraerg\w+|pleural effusions?)\s*[:=]?\s*(?:nein|no|none|absent|keine?r?)"
    r"(?![^\W_])",
    re.IGNORECASE,
)
_MOST_TOLD = 20


def without_denials(words: str) -> str:
    """Words of a list without what they say is not there: 'kein Aszites, Thrombozyten' names the platelets alone."""
    return _DENIED.sub(" ", words)


def not_of_now(words: str) -> str:
    """Why results under these folded words are none of the patient's blood of now; '' where they may be."""
    words = without_denials(words)
    told = set(re.findall(r"[^\W_]+", words))
    if told & SPECIMENS or any(word.startswith(("urin", "aszites", "ascites", "liquor", "pleura")) for word in told):
        return _ELSEWHERE
    return _EARLIER if _PRIOR.search(words) else ""


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
    has_lone_days: whether several lines hold a day and nothing else, so that each is that of the results under it.
    """

    place: str = "line"
    results: list[Result] = field(default_factory=list)
    silent: int = 0
    unheld: int = 0
    unclear: list[str] = field(default_factory=list)
    no_value: list[str] = field(default_factory=list)
    days: list[Day] = field(default_factory=list)
    patients: set[str] = field(default_factory=set)
    has_lone_days: bool = False
    day: Day | None = None
    elsewhere: str = ""
    _strength: str = ""
    _since: int = 0

    def add(self, found: Iterable[Result]) -> None:
        """Results of a row, with the day and the specimen that hold where it stands."""
        for one in found:
            known = replace(one, day=one.day or self.day)
            if self.elsewhere and known.analyte.fact:
                known = replace(known, analyte=Analyte(other=self.elsewhere))
            if known.analyte.fact or known.analyte.other:
                self.results.append(known)
            else:
                self.unheld += 1

    def hear(self, line: str) -> bool:
        """Takes from a line the day of what follows; whether it had one. Every day in it tells of the list's habit."""
        self.days += days_in(line)
        heard = False
        several = len(set(days_in(line))) > 1
        for found in DAY.finditer(line):
            strength = (
                ""
                if speaks_of_birth(line[max(0, found.start() - 30) : found.start()])
                else collected(line[: found.start()])
            )
            if several and strength == "weak":
                self.day, strength = None, ""
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
        told = folded(text[:120])
        if reason := not_of_now(told):
            self.elsewhere = reason
        elif is_blood_title(told) or _ANEW.search(told):
            self.elsewhere = ""
        if _ANEW.search(told) and len(self.results) > self._since:
            self.day, self._strength = None, ""

    def unread(self, row: int, name: str) -> None:
        """A row that names a fact and holds nothing that can be read as its value."""
        if len(self.no_value) < _MOST_TOLD:
            self.no_value.append(self.origin(row, shown_name(name)))

    def origin(self, row: int, name: str) -> str:
        """Where a result stands."""
        return f"{self.place} {row}, {name}" if name else f"{self.place} {row}"

    def one_patient(self, identifiers: Iterable[str]) -> None:
        """Raises Refusal where the list holds several patients."""
        self.patients |= {folded(" ".join(one.split())) for one in identifiers if one.strip()}
        if len(self.patients) > 1:
            raise Refusal("The list holds more than one patient; hand in the results of one.", allowed="one patient")
