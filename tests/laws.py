"""How many random examples a law is tried on: few every day, many in the deep run."""

from __future__ import annotations

from hypothesis import settings


def examples(quick: int, deep: int) -> settings:
    """A law's own counts in `pytest` and in `pytest --deep`, where one example takes too long for the profile's."""
    return settings(max_examples=deep if settings.get_current_profile_name() == "deep" else quick)
