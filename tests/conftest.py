"""What all tests share: one library read once, and examples that are the same on every machine."""

from __future__ import annotations

import pytest
from browser import chromium, served
from hypothesis import HealthCheck, settings

from haic_core.evidence.library import Library, read_library

settings.register_profile(
    "house", deadline=None, derandomize=True, print_blob=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("house")


@pytest.fixture(scope="session")
def library() -> Library:
    """The repository's own data."""
    return read_library()


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with served(tmp_path_factory.mktemp("home")) as started:
        yield started


@pytest.fixture(scope="module")
def browser():
    with chromium() as started:
        yield started
