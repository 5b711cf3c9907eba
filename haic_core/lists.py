"""The short lists beside the sources: subgroups that boards ask about, eras of systemic therapy."""

from __future__ import annotations

from .criterion import Condition
from .record import Code, Record, Text


class Subgroup(Record):
    """One group of patients that boards ask about."""

    id: Code
    label: Text
    condition: Condition


class Era(Record):
    """A systemic therapy and the year from which it could be given."""

    therapy: Text
    from_year: int
