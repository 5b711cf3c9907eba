"""How old a series is beside the systemic therapies of today: from its years of enrolment, else of publication."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from haic_core.evidence.series import Series
from haic_core.evidence.side_lists import Era


@dataclass(frozen=True, slots=True)
class Age:
    """One series beside the therapies: those that came after its last patient, those that came while it enrolled, and
    those of which its years cannot tell. published: the year of its document, where no years of enrolment stand."""

    enrolled: tuple[int, int] | None
    published: int | None
    before: tuple[str, ...]
    partly_before: tuple[str, ...]
    untold: tuple[str, ...]

    @property
    def is_older(self) -> bool:
        """Whether not all of its patients could have had every therapy, or its years do not say."""
        return bool(self.before or self.partly_before or self.untold)


def age_of(series: Series, eras: Sequence[Era]) -> Age:
    """The age of one series. The years of a document's own study are not those of a series that it only quotes."""
    years = series.cohort.enrolled or (None if series.quoted else series.source.study.enrolled)
    published = series.source.citation.year
    if years:
        first, last = years
        before = tuple(era.therapy for era in eras if last < era.from_year)
        partly = tuple(era.therapy for era in eras if first < era.from_year <= last)
        return Age(years, published, before, partly, ())
    # Nobody enrols after a paper is printed.
    before = tuple(era.therapy for era in eras if published is not None and published < era.from_year)
    untold = tuple(era.therapy for era in eras if era.therapy not in before)
    return Age(None, published, before, (), untold)
