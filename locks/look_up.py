"""Looks every locked package up anew: writes advisories.csv, and in advisories.toml its days and who has no advisory.

    python locks/look_up.py all.zip     what is accepted, and why, stays as it stands there

The file is what OSV gives away of PyPI, https://osv-vulnerabilities.storage.googleapis.com/PyPI/all.zip; it is fetched
by hand, since nothing here asks a network. Of it only the entries of the Python Packaging Advisory Database are taken
(PYSEC, CC BY 4.0), and of those no words: numbers, other names, ranges and days.
"""

from __future__ import annotations

import csv
import io
import json
import re
import sys
import textwrap
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from packaging.utils import canonicalize_name
from packaging.version import Version

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from locks import vulnerable

EVENTS = ("introduced", "fixed", "last_affected")
COLUMNS = ("package", "id", "aliases", *EVENTS, "versions", "published", "modified", "withdrawn")
Row = dict[str, str]


def entries(path: Path) -> Iterator[dict[str, Any]]:
    """The advisories of the file, each as OSV writes it."""
    with ZipFile(path) as packed:
        for name in packed.namelist():
            if re.match(r"PYSEC-(?!0000)", Path(name).name):
                yield json.loads(packed.read(name))


def rows_of(entry: dict[str, Any], wanted: set[str]) -> list[Row]:
    """An advisory's lines, one for each range; what it names outside its ranges stands in the first of them."""
    found = []
    about = {
        "id": entry["id"],
        "aliases": " ".join(sorted(entry.get("aliases", ()))),
        **{name: entry.get(name, "")[:10] for name in ("published", "modified", "withdrawn")},
    }
    for affected in entry.get("affected", ()):
        package = canonicalize_name(affected["package"]["name"])
        if affected["package"]["ecosystem"] != "PyPI" or package not in wanted:
            continue
        kept = [one["events"] for one in affected.get("ranges", ()) if one["type"] != "GIT"] or [[]]
        rows = [{**about, "package": package, "versions": "", **told(events)} for events in kept]
        ranges = vulnerable.ranges(table([{**row, "withdrawn": ""} for row in rows]))
        outside = [each for each in affected.get("versions", ()) if not within(each, ranges)]
        found += [{**rows[0], "versions": " ".join(outside)}, *rows[1:]]
    return found


def within(version: str, ranges: Iterable[vulnerable.Range]) -> bool:
    """Whether some range holds a version; one that has no order is in none."""
    return bool(vulnerable.PEP_440.fullmatch(version)) and any(one.holds(version) for one in ranges)


def told(events: list[dict[str, str]]) -> Row:
    """The events of one range, each kind in its own column and in order."""
    by_kind = {kind: [one[kind] for one in events if kind in one] for kind in EVENTS}
    return {kind: " ".join(sorted(set(versions), key=Version)) for kind, versions in by_kind.items()}


def table(rows: list[Row]) -> str:
    """The list as it is kept."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def looked_up(all_entries: Iterable[dict[str, Any]], wanted: set[str]) -> list[Row]:
    """The lines of every wanted package, by package and number."""
    rows = [row for entry in all_entries for row in rows_of(entry, wanted)]
    return sorted(rows, key=lambda row: (row["package"], *(int(part) for part in row["id"].split("-")[1:])))


def head(kept: str, rows: list[Row], wanted: set[str], today: date) -> str:
    """The file beside the list, with its days and with who has none; the rest as it was kept."""
    none = sorted(wanted - {row["package"] for row in rows})
    quoted = ", ".join(f'"{name}"' for name in none) + ","
    lines = textwrap.fill(quoted, 118, initial_indent="  ", subsequent_indent="  ", break_on_hyphens=False)
    kept = re.sub(r"(?m)^looked = \S+", f"looked = {today}", kept)
    kept = re.sub(r"(?m)^newest = \S+", f"newest = {max(row['modified'] for row in rows)}", kept)
    return re.sub(r"(?ms)^none = \[.*?^\]", f"none = [\n{lines}\n]", kept)


if __name__ == "__main__":
    names = {pin.package for pin in vulnerable.everything()}
    found = looked_up(entries(Path(sys.argv[1])), names)
    told_before = vulnerable.ABOUT.read_text("utf-8")
    vulnerable.ABOUT.write_text(head(told_before, found, names, date.today()), "utf-8")
    vulnerable.LIST.write_text(table(found), "utf-8")
