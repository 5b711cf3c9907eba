"""The locks against what is asked for and what is installed: nothing floats, nothing missing, nothing left over."""

from __future__ import annotations

import re
from functools import cache
from importlib.metadata import PackageNotFoundError, requires
from itertools import combinations

import house
import pytest
from each import each
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import start
from locks.renew import UPON, lower_than

LOCKS = house.ROOT / "locks"
PIN = re.compile(r"^([a-z0-9-]+)==([^\s;]+)(?: ; ([^\\]+))? \\$", re.MULTILINE)
Lock = dict[str, set[str]]


@cache
def lock(name: str) -> Lock:
    """Package by package of a lock: the versions it names (one for each range of Pythons)."""
    found: Lock = {}
    for package, pinned, _ in PIN.findall((LOCKS / f"{name}.txt").read_text("utf-8")):
        found.setdefault(package, set()).add(pinned)
    return found


def asked(name: str) -> list[Requirement]:
    """The lines of a list of requirements that name a package."""
    lines = (line.partition("#")[0].strip() for line in (house.ROOT / name).read_text("utf-8").splitlines())
    return [Requirement(line) for line in lines if line and not line.startswith("-")]


@pytest.mark.parametrize(
    ("wanted", "name"),
    [*((wanted, name) for name, (wanted, _) in UPON.items()), ("locks/build.in", "build")],
    ids=[*UPON, "build"],
)
def test_a_lock_holds_what_its_list_asks_for(wanted: str, name: str) -> None:
    held = {package: versions for each in (name, *start.below(name)) for package, versions in lock(each).items()}
    for one in asked(wanted):
        versions = held.get(canonicalize_name(one.name), set())
        assert versions, f"{one.name} is in no lock; run python locks/renew.py"
        assert all(one.specifier.contains(each) for each in versions), f"{one} is locked at {versions}"


@each("name", [*UPON, "build"])
def test_every_file_of_a_lock_has_its_hash(name: str) -> None:
    text = (LOCKS / f"{name}.txt").read_text("utf-8")
    blocks = re.split(r"^(?=[a-z0-9])", text, flags=re.MULTILINE)[1:]
    assert len(blocks) == len(PIN.findall(text)) > 1
    assert [block.split()[0] for block in blocks if "--hash=sha256:" not in block] == []


def closure(asked_for: list[Requirement]) -> set[str]:
    """Everything that is needed on this machine by what is asked for, as its own metadata says."""
    found: set[str] = set()
    ahead = list(asked_for)
    while ahead:
        one = ahead.pop()
        name = canonicalize_name(one.name)
        if name in found:
            continue
        found.add(name)
        try:
            needed = [Requirement(line) for line in requires(name) or ()]
        except PackageNotFoundError:
            pytest.fail(f"{name} is not installed here, though what is installed needs it")
        extras = one.extras or {""}
        ahead += [
            each for each in needed if not each.marker or any(each.marker.evaluate({"extra": one}) for one in extras)
        ]
    return found


def test_what_the_product_needs_is_in_its_lock_and_nothing_else_but_what_other_machines_need() -> None:
    text = (LOCKS / "product.txt").read_text("utf-8")
    only_elsewhere = {package for package, _, marker in PIN.findall(text) if marker}
    needed = closure(asked("requirements.txt"))
    assert needed - set(lock("product")) == set()
    assert set(lock("product")) - needed <= only_elsewhere


@each("name", UPON)
def test_no_package_stands_twice_in_a_lock_and_in_those_it_builds_on(name: str) -> None:
    listed = [package for each in (name, *start.below(name)) for package in lock(each)]
    assert len(listed) == len(set(listed))


def test_each_lock_names_the_one_below() -> None:
    assert all(start.below(name) == lower_than(name) for name in UPON)
    assert start.below("tests") == ["server", "registry", "product"] and start.below("product") == []
    assert start.below("spark") == ["registry", "product"] and start.below("bench") == ["product"]


def test_what_two_locks_hold_has_the_same_versions_in_both() -> None:
    assert all(
        versions == lock(other)[package]
        for name, other in combinations([*UPON, "build"], 2)
        for package, versions in lock(name).items()
        if package in lock(other)
    )
