"""The packages looked up anew: what OSV gives away becomes the list, and nothing of it is lost or made up."""

from __future__ import annotations

import csv
import json
from datetime import date
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from each import each

from locks import look_up, vulnerable
from locks.look_up import EVENTS, Row

KEPT = vulnerable.LIST.read_text("utf-8")
ABOUT = vulnerable.ABOUT.read_text("utf-8")
TODAY = date(2027, 1, 31)
NAMES = {pin.package for pin in vulnerable.everything()}


def as_osv(rows: list[Row]) -> dict[str, Any]:
    """An advisory of the list as OSV would write it, with more than is asked for."""
    first = rows[0]
    ranges = [{"type": "GIT", "repo": "https://x", "events": [{"introduced": "0"}, {"fixed": "0123abcd"}]}]
    for row in rows:
        events = [{kind: each} for kind in reversed(EVENTS) for each in row[kind].split()]
        ranges += [{"type": "ECOSYSTEM", "events": events}] if events else []
    affected = {
        "package": {"ecosystem": "PyPI", "name": first["package"].title()},
        "ranges": ranges,
        "versions": first["versions"].split(),
    }
    days = {name: f"{first[name]}T12:00:00Z" for name in ("published", "modified", "withdrawn") if first[name]}
    return {
        "id": first["id"],
        "aliases": first["aliases"].split()[::-1],
        "details": "words",
        "affected": [affected],
        **days,
    }


def test_the_list_that_is_kept_comes_back_as_it_is(tmp_path: Path) -> None:
    by_id: dict[str, list[Row]] = {}
    for row in csv.DictReader(KEPT.splitlines()):
        by_id.setdefault(row["id"], []).append(row)
    with ZipFile(tmp_path / "all.zip", "w") as packed:
        for id, rows in reversed(by_id.items()):
            packed.writestr(f"{id}.json", json.dumps(as_osv(rows)))
        packed.writestr("GHSA-x.json", json.dumps({**as_osv(rows), "id": "GHSA-x"}))
        packed.writestr("PYSEC-0000-CVE-1.json", json.dumps({**as_osv(rows), "id": "PYSEC-0000-CVE-1"}))
        packed.writestr("PYSEC-2026-1.json", json.dumps({**as_osv([{**rows[0], "package": "nobodys"}])}))
    found = look_up.looked_up(look_up.entries(tmp_path / "all.zip"), NAMES)
    assert look_up.table(found) == KEPT
    before = vulnerable.about(ABOUT)
    assert look_up.head(ABOUT, found, NAMES, before.looked) == ABOUT


@each(
    ("affected", "lines"),
    [
        ({"versions": ["1.0", "2004d"]}, [("", "", "", "1.0 2004d")]),
        (
            {
                "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "2"}, {"fixed": "2.5"}]}],
                "versions": ["2.1", "3.0"],
            },
            [("2", "2.5", "", "3.0")],
        ),
        (
            {
                "ranges": [
                    {"type": "GIT", "events": [{"introduced": "0"}]},
                    {"type": "SEMVER", "events": [{"introduced": "0"}, {"last_affected": "1.4"}]},
                    {"type": "ECOSYSTEM", "events": [{"fixed": "2.10"}, {"introduced": "2.9"}, {"fixed": "2.9.5"}]},
                ],
                "versions": ["0.1", "2.9.1", "2.9.5"],
            },
            [("0", "", "1.4", "2.9.5"), ("2.9", "2.9.5 2.10", "", "")],
        ),
    ],
)
def test_ranges_and_single_versions_become_lines(affected: dict[str, Any], lines: list[tuple[str, ...]]) -> None:
    both = [{"package": {"ecosystem": one, "name": "Jinja2"}, **affected} for one in ("npm", "PyPI")]
    entry = {"id": "PYSEC-2027-1", "modified": "2027-01-30T00:00:00Z", "affected": both}
    rows = look_up.rows_of(entry, {"jinja2"})
    assert [tuple(row[name] for name in (*EVENTS, "versions")) for row in rows] == lines
    assert {(row["package"], row["modified"], row["published"]) for row in rows} == {("jinja2", "2027-01-30", "")}


def test_the_head_gets_new_days_and_who_has_none_and_keeps_the_rest() -> None:
    rows = look_up.rows_of(
        as_osv(
            [
                {
                    **dict.fromkeys(look_up.COLUMNS, ""),
                    "id": "PYSEC-2027-1",
                    "package": "altair",
                    "introduced": "0",
                    "modified": "2027-01-30",
                }
            ]
        ),
        NAMES,
    )
    renewed = vulnerable.about(look_up.head(ABOUT, rows, NAMES, TODAY))
    assert (renewed.looked, renewed.newest) == (TODAY, date(2027, 1, 30))
    assert renewed.none == NAMES - {"altair"} and renewed.accepted == vulnerable.about(ABOUT).accepted
