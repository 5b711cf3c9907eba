"""Whether a known fault lies in what is locked. Asks no network: it reads the locks and the list beside them.

    python locks/vulnerable.py              every lock, and what the one file carries from PyPI
    python locks/vulnerable.py FILE ...     other lists of pinned packages, as `pip freeze` writes them

Ends with 1 and names package, version, advisory and the version that mends it; also where a package was never looked
up. A version is affected by the rules of OSV: within one of an advisory's ranges, or named among its versions. Where
the list comes from, its licence and how new it is stand in advisories.toml; what became known later it cannot say.
"""

from __future__ import annotations

import csv
import re
import sys
import tomllib
from datetime import date
from pathlib import Path
from typing import NamedTuple

from packaging.utils import canonicalize_name
from packaging.version import VERSION_PATTERN, Version

LOCKS = Path(__file__).resolve().parent
LIST, ABOUT = LOCKS / "advisories.csv", LOCKS / "advisories.toml"
CARRIED = LOCKS.parent / "haic_core" / "onefile" / "parts.toml"
PIN = re.compile(r"^([A-Za-z0-9][A-Za-z0-9._-]*)(?:\[[^\]]*\])?==([^\s;\\]+)", re.MULTILINE)
PEP_440 = re.compile(VERSION_PATTERN, re.VERBOSE | re.IGNORECASE)
OLD = 180  # days after which the list is called old
# Events of one version, in the order in which they count: what comes back in the version that mends it is not mended.
FIXED, INTRODUCED, LAST_AFFECTED = range(3)


class Pin(NamedTuple):
    """A package in one version, and where it is pinned."""

    package: str
    version: str
    where: str


class Range(NamedTuple):
    """One line of the list: a range of versions that an advisory names, or single versions, or both."""

    package: str
    id: str
    aliases: str
    introduced: tuple[str, ...]
    fixed: tuple[str, ...]
    last_affected: tuple[str, ...]
    versions: tuple[str, ...]
    withdrawn: str

    def holds(self, version: str) -> bool:
        """Whether a version is affected; none is by an advisory that was withdrawn."""
        if self.withdrawn:
            return False
        at = Version(version)
        events = [(Version(each), INTRODUCED) for each in self.introduced if each != "0"]
        events += [(Version(each), FIXED) for each in self.fixed]
        events += [(Version(each), LAST_AFFECTED) for each in self.last_affected]
        affected = "0" in self.introduced  # "0" is before every version, also before 0.1.dev0
        for event, kind in sorted(events):
            if kind == LAST_AFFECTED and at > event:
                affected = False
            elif kind != LAST_AFFECTED and at >= event:
                affected = kind == INTRODUCED
        return affected or any(_same(each, version) for each in self.versions)


class Fault(NamedTuple):
    """A pinned version that an advisory names."""

    pin: Pin
    id: str
    aliases: str
    mended: str

    def __str__(self) -> str:
        said = [self.id, self.aliases, f"fixed in {self.mended or 'no version'}"]
        return f"{self.pin.package} {self.pin.version} ({self.pin.where}): {', '.join(filter(None, said))}"


class About(NamedTuple):
    """What advisories.toml says of the list."""

    looked: date
    newest: date
    none: frozenset[str]
    accepted: frozenset[tuple[str, str, str]]


def ranges(text: str) -> list[Range]:
    """The list, line by line."""
    return [
        Range(
            canonicalize_name(row["package"]),
            row["id"],
            row["aliases"],
            tuple(row["introduced"].split()),
            tuple(row["fixed"].split()),
            tuple(row["last_affected"].split()),
            tuple(row["versions"].split()),
            row["withdrawn"],
        )
        for row in csv.DictReader(text.splitlines())
    ]


def about(text: str) -> About:
    """The head of the list."""
    said = tomllib.loads(text)
    accepted = {(canonicalize_name(one["package"]), one["version"], one["id"]) for one in said["accepted"]}
    none = frozenset(canonicalize_name(name) for name in said["none"])
    return About(said["looked"], said["newest"], none, frozenset(accepted))


def pinned(paths: list[Path]) -> list[Pin]:
    """What lists of pinned packages name."""
    return [
        Pin(canonicalize_name(name), version, path.name)
        for path in paths
        for name, version in PIN.findall(path.read_text("utf-8"))
    ]


def carried() -> tuple[list[Pin], list[str]]:
    """What the one file carries: from PyPI, and from elsewhere, where nobody looked."""
    parts = tomllib.loads(CARRIED.read_text("utf-8"))["part"]
    known = [
        Pin(canonicalize_name(one["name"]), one["version"], CARRIED.name) for one in parts if one["registry"] == "pypi"
    ]
    return known, [f"{one['name']} {one['version']}" for one in parts if one["registry"] != "pypi"]


def everything() -> list[Pin]:
    """What the locks pin and what the one file carries."""
    return [*pinned(sorted(LOCKS.glob("*.txt"))), *carried()[0]]


def faults(pins: list[Pin], listed: list[Range]) -> list[Fault]:
    """Every pin that is within an advisory, with the nearest version above it that mends it."""
    found = []
    for pin in pins:
        own = [line for line in listed if line.package == pin.package]
        for id in sorted({line.id for line in own if line.holds(pin.version)}):
            same = [line for line in own if line.id == id]
            above = [each for line in same for each in line.fixed if Version(each) > Version(pin.version)]
            found.append(Fault(pin, id, same[0].aliases, min(above, key=Version, default="")))
    return found


def not_looked_up(pins: list[Pin], listed: list[Range], none: frozenset[str]) -> list[str]:
    """The packages that are neither in the list nor named as having nothing there."""
    return sorted({pin.package for pin in pins} - {line.package for line in listed} - none)


def age(newest: date, today: date) -> str:
    """How old the list is, in words."""
    days = (today - newest).days
    more = "; that is old, look the packages up again" if days > OLD else ""
    return f"nothing newer than {newest} is in it, {days} days ago{more}"


def _same(one: str, other: str) -> bool:
    """Whether two writings are of one version; an old writing that has no order is compared as it stands."""
    ordered = PEP_440.fullmatch(one) and PEP_440.fullmatch(other)
    return Version(one) == Version(other) if ordered else one == other


def main(arguments: list[str], today: date) -> int:
    """Says what it found and gives the exit code."""
    head, listed = about(ABOUT.read_text("utf-8")), ranges(LIST.read_text("utf-8"))
    pins = pinned([Path(one) for one in arguments]) if arguments else everything()
    found = faults(pins, listed)
    open_ones = [one for one in found if (one.pin.package, one.pin.version, one.id) not in head.accepted]
    unknown = not_looked_up(pins, listed, head.none)
    print(f"{len({line.id for line in listed})} advisories; {age(head.newest, today)}.")
    print(f"Packages that are pinned: {len({pin.package for pin in pins})}.")
    for name in [] if arguments else carried()[1]:
        print(f"not asked, as it is not from PyPI: {name}")
    for one in found:
        print(f"{'AFFECTED' if one in open_ones else 'accepted'}: {one}")
    for name in unknown:
        print(f"NEVER LOOKED UP: {name}")
    return 1 if open_ones or unknown else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], date.today()))
