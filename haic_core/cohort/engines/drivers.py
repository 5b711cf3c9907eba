"""The libraries that speak to engines: optional, and said by name where they are not installed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec

from haic_core.words.refusal import Refusal

REGISTRY, SPARK = "requirements-registry.txt", "requirements-spark.txt"


@contextmanager
def installed(what: str, requirements: str = REGISTRY) -> Iterator[None]:
    """Around the imports of a driver: where one is absent, a Refusal says what to install."""
    absent = False
    try:
        yield
    except ImportError:
        absent = True
    if absent:
        install = f"pip install -r {requirements}"
        raise Refusal(f"{what} is not installed here; {install} brings it.", found=what, allowed=install)


def not_installed() -> str:
    """One sentence where what every engine needs is absent, with the command that brings it; else nothing."""
    missing = [name for name in ("ibis", "duckdb") if find_spec(name) is None]
    told = (
        f"A registry needs what is not installed here ({', '.join(missing)}): python3 start.py install registry, or in "
        f"an environment of your own pip install -r {REGISTRY}"
    )
    return told if missing else ""
