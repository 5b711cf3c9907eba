"""One law tried on many: a single test that names every case in which it does not hold.

For laws of one line over hundreds of files, documents or sentences. As hundreds of tests, finding, starting and
reporting them took longer than trying them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import wraps
from inspect import signature
from typing import Any, NamedTuple

import pytest

Law = Callable[..., None]
Named = Iterable[str] | Callable[[Any], str] | None
FAILED = (Exception, pytest.fail.Exception, pytest.skip.Exception)
TRIED = "cases_tried"
"""Where a law keeps on how many cases it is tried."""


PARAMETERS = type(pytest.param())


class One(NamedTuple):
    """A case of a law: its name, or None where its values name it, and its values."""

    name: str | None
    values: tuple[object, ...]


def each(arguments: str | tuple[str, ...], cases: Iterable[object], ids: Named = None) -> Callable[[Law], Law]:
    """Like `pytest.mark.parametrize`, as one test. A law without a case is no law: ValueError."""
    asked = [one.strip() for one in arguments.split(",")] if isinstance(arguments, str) else list(arguments)
    names = ids if ids is None or callable(ids) else list(ids)
    tried = [_case(asked, number, one, names) for number, one in enumerate(cases)]
    if not tried:
        raise ValueError(f"no case of {arguments}")

    def of(law: Law) -> Law:
        @wraps(law)
        def on_all(**given: object) -> None:
            broken = [(_named(one), fault) for one in tried if (fault := _fault(law, asked, one, given))]
            if broken:
                said = "\n".join(f"{name}: {type(fault).__name__}: {fault}" for name, fault in broken)
                raise AssertionError(f"{len(broken)} of {len(tried)} fail:\n{said}") from broken[0][1]

        left = [one for one in signature(law).parameters.values() if one.name not in asked]
        vars(on_all)["__signature__"] = signature(law).replace(parameters=left)
        vars(on_all)[TRIED] = len(tried) * tries(law)
        return on_all

    return of


def tries(law: object) -> int:
    """On how many cases a test tries its law."""
    return int(getattr(law, TRIED, 1))


def _fault(law: Law, asked: list[str], one: One, given: dict[str, object]) -> BaseException | None:
    """What one case fails by. A case that is skipped fails too: nobody would see that it was left out."""
    try:
        law(**given, **dict(zip(asked, one.values, strict=True)))
    except FAILED as fault:
        return fault
    return None


def _case(asked: list[str], number: int, given: object, ids: list[str] | Callable[[Any], str] | None) -> One:
    if isinstance(given, PARAMETERS):
        if given.marks:
            raise ValueError(f"a mark is for a test of its own: {given.id}")
        name, values = given.id, tuple(given.values)
    else:
        name, values = None, given if len(asked) > 1 and isinstance(given, tuple) else (given,)
    if name is None and ids is not None:
        name = ids(given) if callable(ids) else ids[number]
    return One(None if name is None else str(name), values)


def _named(one: One) -> str:
    """The name under which a case is told that fails; of ten thousand that hold nobody writes the values out."""
    return ", ".join(str(value)[:80] for value in one.values) if one.name is None else one.name
