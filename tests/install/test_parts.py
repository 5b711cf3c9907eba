"""The bill of materials and the list of licences: in step with the locks, and with what each package says of itself."""

from __future__ import annotations

import json
import re

import house
from each import each

from haic_core import __version__
from locks import parts

LICENCES = (parts.LOCKS / "licences.md").read_text("utf-8")
BILL = json.loads((parts.LOCKS / "sbom.cdx.json").read_text("utf-8"))
RENEW = "run python locks/parts.py after locks/renew.py"
# Licences that an MIT product may build on. LGPL and MPL: as libraries, unchanged, which their terms are for.
MAY_BE = {
    "MIT", "MIT-0", "MIT-CMU", "BSD", "BSD-2-Clause", "BSD-3-Clause", "0BSD", "Apache-2.0", "PSF-2.0", "Zlib",
    "CC0-1.0", "MPL-2.0", "LGPL-3.0-only",
}  # fmt: skip


def test_the_bill_of_materials_names_what_the_locks_name() -> None:
    billed = sorted((one["name"], one["version"], one["properties"][0]["value"]) for one in BILL["components"])
    assert billed == sorted(parts.pins()), RENEW
    assert BILL["metadata"]["component"]["version"] == __version__, RENEW


def test_the_list_of_licences_names_what_the_locks_name() -> None:
    listed = re.findall(r"^\| ([a-z0-9-]+) \| (\d\S*) \| .+ \| (\w+) \|$", LICENCES, re.MULTILINE)
    assert sorted(listed) == sorted(parts.pins()), RENEW


@each(("name", "version"), sorted({(name, version) for name, version, _ in parts.pins()}))
def test_a_licence_is_the_one_that_the_package_names_and_one_to_build_on(name: str, version: str) -> None:
    said = parts.licence_of(name, version)
    assert parts.kept_licences()[name, version] == said, RENEW
    assert set(re.split(r" (?:AND|OR) ", said)) <= MAY_BE, f"{name} is under {said}; may an MIT product build on it?"


def test_everything_that_a_part_needs_is_on_the_bill_too() -> None:
    billed = {one["bom-ref"] for one in BILL["components"]}
    needs = {one["ref"]: set(one["dependsOn"]) for one in BILL["dependencies"]}
    assert set().union(*needs.values()) <= billed
    (lifelines,) = [ref for ref in billed if ref.startswith("pkg:pypi/lifelines@")]
    assert any(ref.startswith("pkg:pypi/autograd-gamma@") for ref in needs[lifelines])


def test_neither_holds_a_day_or_a_machine() -> None:
    assert "timestamp" not in BILL["metadata"] and str(house.ROOT) not in LICENCES
