"""Writes what the product is made of: sbom.cdx.json (CycloneDX 1.6) for machines, licences.md for people.

    python locks/parts.py     after locks/renew.py, in an environment that holds the locks (start.py install tests)

Versions come from the locks, licences and who needs whom from what each package says of itself. No day and no machine
stands in them, so the same locks give the same bytes.
"""

from __future__ import annotations

import json
import re
import sys
from importlib.metadata import PackageNotFoundError, metadata, requires
from pathlib import Path
from typing import NamedTuple
from uuid import NAMESPACE_URL, uuid5

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

LOCKS = Path(__file__).resolve().parent
sys.path.insert(0, str(LOCKS.parent))
from haic_core import __version__  # noqa: E402

SHIPPED = ("product", "registry", "server", "spark")
PIN = re.compile(r"^([a-z0-9-]+)==([^\s;]+)", re.MULTILINE)
# What packages write instead of a licence's own short name.
SHORT = {
    "MIT License": "MIT",
    "BSD License": "BSD",
    "BSD license (see license.txt for details)": "BSD",
    "3-Clause BSD License": "BSD-3-Clause",
    "Apache License 2.0": "Apache-2.0",
    "Apache License, Version 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "http://www.apache.org/licenses/LICENSE-2.0": "Apache-2.0",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Python Software Foundation License": "PSF-2.0",
}


class Part(NamedTuple):
    """One package of a lock, with its licence and what it needs of the others."""

    name: str
    version: str
    lock: str
    licence: str
    needs: tuple[str, ...]

    @property
    def address(self) -> str:
        """Its package URL."""
        return f"pkg:pypi/{self.name}@{self.version}"


def pins() -> list[tuple[str, str, str]]:
    """Name, version and lock of everything that may be installed to run the product."""
    texts = {lock: (LOCKS / f"{lock}.txt").read_text("utf-8") for lock in SHIPPED}
    return [(name, version, lock) for lock, text in texts.items() for name, version in PIN.findall(text)]


def licence_of(name: str, version: str) -> str:
    """What a package says of its licence, as a short name; as written the last time where this version is not installed
    or says nothing that is known here. Raises KeyError where neither is to be had."""
    try:
        said = metadata(name)
    except PackageNotFoundError:
        return kept_licences()[name, version]
    if said["Version"] != version and (name, version) in kept_licences():
        return kept_licences()[name, version]
    if "License-Expression" in said:
        return said["License-Expression"]
    classed = [line.rpartition(" :: ")[2] for line in said.get_all("Classifier") or () if line.startswith("License ::")]
    words = [word for word in (*(said.get_all("License") or ()), *classed) if word and "\n" not in word]
    named = [SHORT.get(word, word) for word in words if word in SHORT or re.fullmatch(r"[A-Za-z0-9.-]+", word)]
    # The more exact of two: "BSD" says less than "BSD-3-Clause".
    return max(named, key=len) if named else kept_licences()[name, version]


def kept_licences() -> dict[tuple[str, str], str]:
    """The licences as written the last time, by name and version."""
    path = LOCKS / "licences.md"
    text = path.read_text("utf-8") if path.exists() else ""
    rows = re.findall(r"^\| ([a-z0-9-]+) \| (\d\S*) \| (.+?) \|", text, re.MULTILINE)
    return {(name, version): licence for name, version, licence in rows}


def needs_of(name: str, known: set[str]) -> tuple[str, ...]:
    """Which of the shipped packages a package asks for on some system."""
    try:
        asked = [Requirement(line) for line in requires(name) or ()]
    except PackageNotFoundError:
        return ()
    plain = [one for one in asked if not one.marker or "extra" not in str(one.marker)]
    return tuple(sorted({canonicalize_name(one.name) for one in plain} & known))


def parts() -> list[Part]:
    """Everything that is shipped, by name and version."""
    known = {name for name, _, _ in pins()}
    return sorted(
        Part(name, version, lock, licence_of(name, version), needs_of(name, known)) for name, version, lock in pins()
    )


def sbom(found: list[Part]) -> str:
    """The bill of materials."""
    own = f"pkg:pypi/haic-board@{__version__}"
    addresses: dict[str, list[str]] = {}
    for part in found:
        addresses.setdefault(part.name, []).append(part.address)
    components = [
        {
            "type": "library",
            "bom-ref": part.address,
            "name": part.name,
            "version": part.version,
            "scope": "required" if part.lock == "product" else "optional",
            "licenses": [_licence(part.licence)],
            "purl": part.address,
            "properties": [{"name": "haic-board:lock", "value": part.lock}],
        }
        for part in found
    ]
    needed = [
        {"ref": part.address, "dependsOn": [one for name in part.needs for one in addresses[name]]} for part in found
    ]
    whole = {
        "type": "application", "bom-ref": own, "name": "haic-board", "version": __version__, "purl": own,
        "licenses": [{"license": {"id": "MIT"}}],
    }  # fmt: skip
    body = {
        "metadata": {"component": whole},
        "components": components,
        "dependencies": [{"ref": own, "dependsOn": [part.address for part in found]}, *needed],
    }
    serial = uuid5(NAMESPACE_URL, json.dumps(body, sort_keys=True))
    head = {"bomFormat": "CycloneDX", "specVersion": "1.6", "serialNumber": f"urn:uuid:{serial}", "version": 1}
    return json.dumps({**head, **body}, indent=1) + "\n"


def _licence(short: str) -> dict[str, object]:
    if re.search(r" (AND|OR|WITH) ", short):
        return {"expression": short}
    return {"license": {"name": short} if short == "BSD" else {"id": short}}


HEAD = """# What the board is made of

Made by `python locks/parts.py` out of the locks and of what each package says of its own licence ("BSD" where it does
not say which). None of their code is in this repository; each comes from its own maker when the board is installed. The
product needs the first lock only; `registry` is for a hospital's own cohort, `server` for the sign-in, `spark` for a
registry that lies on Spark.

| package | version | licence | lock |
| --- | --- | --- | --- |
"""


def licences(found: list[Part]) -> str:
    """The table for people."""
    rows = (f"| {part.name} | {part.version} | {part.licence} | {part.lock} |\n" for part in found)
    return HEAD + "".join(rows)


if __name__ == "__main__":
    listed = parts()
    (LOCKS / "sbom.cdx.json").write_text(sbom(listed), "utf-8")
    (LOCKS / "licences.md").write_text(licences(listed), "utf-8")
