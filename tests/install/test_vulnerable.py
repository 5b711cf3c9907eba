"""The known faults of what is locked: none stands, each package was looked up, and a planted one is found."""

from __future__ import annotations

import csv
import re
import tomllib
from datetime import date, timedelta
from pathlib import Path

import house
import pytest
from each import each
from packaging.utils import canonicalize_name
from packaging.version import Version

from locks import vulnerable
from locks.vulnerable import Pin, Range

LISTED = vulnerable.ranges(vulnerable.LIST.read_text("utf-8"))
HEAD = vulnerable.about(vulnerable.ABOUT.read_text("utf-8"))
SAID = tomllib.loads(vulnerable.ABOUT.read_text("utf-8"))
LOCKED = vulnerable.everything()
SECURITY = (house.ROOT / "SECURITY.md").read_text("utf-8")
TODAY = date(2026, 11, 28)


def test_nothing_that_is_locked_is_within_an_advisory_save_what_is_accepted_for_a_reason() -> None:
    found = {(one.pin.package, one.pin.version, one.id) for one in vulnerable.faults(LOCKED, LISTED)}
    assert found == HEAD.accepted, "raise the lock; an acceptance that is not needed any more goes"
    assert all(len(one["why"]) > 80 and one["day"] <= date.today() for one in SAID["accepted"])


def test_every_locked_package_is_in_the_list_or_named_as_having_nothing_there() -> None:
    assert vulnerable.not_looked_up(LOCKED, LISTED, HEAD.none) == []
    assert vulnerable.not_looked_up([Pin("brand-new", "1.0", "x")], LISTED, HEAD.none) == ["brand-new"]
    listed, locked = {line.package for line in LISTED}, {pin.package for pin in LOCKED}
    assert not listed & HEAD.none and listed | HEAD.none == locked
    said = f"{len({line.id for line in LISTED})} advisories for {len(listed)} packages, none for {len(HEAD.none)}"
    assert said in SECURITY and f"after {HEAD.newest:%B %Y}" in re.sub(r"\s+", " ", SECURITY)


def test_what_comes_from_elsewhere_than_pypi_is_named_as_not_asked(capsys: pytest.CaptureFixture[str]) -> None:
    assert vulnerable.main([], TODAY) == 0
    said = capsys.readouterr().out
    assert all(f"it is not from PyPI: {name}" in said for name in ("pyodide", "plotly.js-basic-dist-min", "idiomorph"))


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ("jinja2==2.10", "PYSEC-2019-217, CVE-2019-10906, fixed in 2.10.1"),
        ("Jinja2==3.1.4 ; python_version < '4'", "PYSEC-2026-1472, CVE-2024-56201 GHSA-gmj6-6f8f-6699, fixed in 3.1.5"),
        ("pillow==8.1.0 \\\n    --hash=sha256:00", "PYSEC-2021-35, CVE-2021-25289, fixed in 8.1.1"),
        ("PyPDF==6.16.0", "PYSEC-2026-3911, CVE-2026-84311 GHSA-763m-79hh-57f2, fixed in 6.16.1"),
        ("scikit_learn==0.23.2", "PYSEC-2020-108, CVE-2020-28975 GHSA-jxfp-4rvq-9h9m, fixed in 0.24.dev0"),
        ("protobuf==3.19.4", "PYSEC-2026-899, CVE-2022-1941 GHSA-8gq9-2x98-w8hf, fixed in 3.19.5"),
        ("requests[socks]==2.31.0", "fixed in 2.32.0"),
    ],
)
def test_an_old_version_is_found_with_the_one_that_mends_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], line: str, named: str
) -> None:
    planted = tmp_path / "planted.txt"
    planted.write_text(f"# a list\n-r other.txt\naltair==6.3.0\n{line}\n", "utf-8")
    assert vulnerable.main([str(planted)], TODAY) == 1
    said = capsys.readouterr().out
    assert named in said and f"AFFECTED: {canonicalize_name(line.partition('==')[0].partition('[')[0])} " in said


def test_a_package_nobody_looked_up_ends_the_check_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    planted = tmp_path / "planted.txt"
    planted.write_text("brand.New==1.0\n", "utf-8")
    assert vulnerable.main([str(planted)], TODAY) == 1
    assert "NEVER LOOKED UP: brand-new" in capsys.readouterr().out


def a_range(
    introduced: str = "", fixed: str = "", last_affected: str = "", versions: str = "", withdrawn: str = ""
) -> Range:
    """One line of a list, of which only the versions matter."""
    events = tuple(introduced.split()), tuple(fixed.split()), tuple(last_affected.split())
    return Range("some", "PYSEC-1", "CVE-1", *events, tuple(versions.split()), withdrawn)


@each(
    ("line", "inside", "outside"),
    [
        (a_range("0", "2.0"), "0.dev0 0 1.0 1.9.9 2.0rc1 2.0.dev1", "2.0 2.0.0 2.0.post1 3"),
        (a_range("0"), "0.1 1 99", ""),
        (a_range("1.5", "2"), "1.5 1.5.0 1.5.post1 1.9", "1.4 1.5rc1 2 2.1"),
        (a_range("1", "", "1.4"), "1 1.4 1.4.0", "0.9 1.4.post1 1.4.1 2"),
        (a_range("1.2", "", "1.2"), "1.2 1.2.0", "1.1 1.2.1"),
        (a_range("0 3.5", "3.4.4 3.5.2"), "0.1 3.4.3 3.5 3.5.1", "3.4.4 3.4.9 3.5.2 4"),
        (a_range("3.5 0", "3.5.2 3.4.4"), "0.1 3.4.3 3.5 3.5.1", "3.4.4 3.4.9 3.5.2 4"),
        (a_range("1.0.2 2.0 2.1 2.2 2.3", "2.2.3 2.3.2"), "1.0.2 2.0.9 2.2.2 2.3.1", "1.0.1 2.2.3 2.2.9 2.3.2"),
        (a_range("1 2", "2"), "1 1.9 2 2.1", "0.9"),
        (a_range("0", "1.10"), "1.9 1.2", "1.10 1.11"),
        (a_range("", "", "", "1.0 1.2rc1"), "1.0 1.0.0 1.2.rc1", "1.1 1.2"),
        (a_range("", "", "", "2004d-not-a-version"), "", "1.0"),
        (a_range("2", "3", "", "1.0"), "1.0 2 2.9", "1.1 3"),
        (a_range(), "", "0 1"),
        (a_range("0", withdrawn="2024-11-22"), "", "0 1"),
        (a_range("1!0", "1!2"), "1!1", "1 2 99 1!2"),
    ],
)
def test_ranges_hold_what_the_rules_of_osv_say(line: Range, inside: str, outside: str) -> None:
    assert [each for each in inside.split() if not line.holds(each)] == []
    assert [each for each in outside.split() if line.holds(each)] == []


def test_one_range_of_several_is_enough_and_the_nearest_version_above_is_the_mend() -> None:
    several = [a_range("0", "1.2"), a_range("2", "2.4"), a_range("2.2", "2.3.1")]
    names = [vulnerable.faults([Pin("some", at, "x")], several) for at in ("1.1", "1.2", "2.2.5", "2.4")]
    assert [[one.mended for one in each] for each in names] == [["1.2"], [], ["2.3.1"], []]


def test_an_acceptance_is_for_one_version_and_one_advisory_alone(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    planted = tmp_path / "planted.txt"
    planted.write_text("joblib==1.6.0\n", "utf-8")
    assert vulnerable.main([str(planted)], TODAY) == 0
    assert "accepted: joblib 1.6.0" in capsys.readouterr().out
    planted.write_text("joblib==1.6.1\n", "utf-8")
    assert vulnerable.main([str(planted)], TODAY) == 1
    monkeypatch.setattr(vulnerable, "ABOUT", tmp_path / "about.toml")
    vulnerable.ABOUT.write_text("looked = 2026-01-02\nnewest = 2026-01-01\nnone = []\naccepted = []\n", "utf-8")
    planted.write_text("joblib==1.6.0\n", "utf-8")
    assert vulnerable.main([str(planted)], TODAY) == 1


def test_it_says_how_old_the_list_is(capsys: pytest.CaptureFixture[str]) -> None:
    vulnerable.main([], HEAD.newest + timedelta(days=59))
    assert f"nothing newer than {HEAD.newest} is in it, 59 days ago." in capsys.readouterr().out
    vulnerable.main([], HEAD.newest + timedelta(days=209))
    assert "209 days ago; that is old, look the packages up again." in capsys.readouterr().out


def test_each_line_of_the_list_is_whole_and_the_head_says_what_stands_in_it() -> None:
    rows = list(csv.DictReader(vulnerable.LIST.read_text("utf-8").splitlines()))
    assert max(row["modified"] for row in rows) == str(HEAD.newest) <= str(HEAD.looked)
    for row in rows:
        assert canonicalize_name(row["package"]) == row["package"] and row["id"].startswith("PYSEC-")
        assert row["introduced"] or row["versions"] or row["withdrawn"], f"{row['id']} affects nothing"
        assert row["published"] <= row["modified"] and date.fromisoformat(row["modified"])
        events = " ".join(row[name] for name in ("introduced", "fixed", "last_affected"))
        assert all(Version(each) for each in events.split())
    text = vulnerable.ABOUT.read_text("utf-8")
    assert "CC BY 4.0" in text and "https://github.com/pypa/advisory-database" in text
