"""Days as they stand in files: ``2026-11-02`` and nothing else."""

from __future__ import annotations

import re
from datetime import date


def is_day(day: object) -> bool:
    """Whether something is the text of a real day in ISO form, without a time."""
    if not isinstance(day, str) or not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", day):
        return False
    try:
        date.fromisoformat(day)
    except ValueError:
        return False
    return True
