"""What is published of the library: in step with it, described to the last column, loaded with one line."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import shutil
import subprocess
import tomllib
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import invented
import jsonschema
import pytest
from each import each
from house import ROOT
from worked import checked, source_paths

from haic_core import __version__
from haic_core.evidence.criterion_export import criterion_rows
from haic_core.evidence.library import DATA, read_library
from haic_core.evidence.reader import read_source
from haic_core.evidence.source_schema import source_schema
from haic_core.pack.publication import publish, published_files
from haic_core.words.refusal import Refusal

FILES = (
    "schema/source.schema.json",
    "published/figures.csv",
    "published/criteria.csv",
    "published/curves.csv",
    "published/datapackage.json",
)
TABLES = pytest.mark.parametrize("name", ["figures", "criteria", "curves"])
SOURCES = each("path", source_paths(), ids=lambda path: path.stem)


@cache
def made() -> dict[str, bytes]:
    return published_files(checked())


@cache
def schema() -> Mapping[str, Any]:
    return source_schema()


@cache
def schema_check() -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(schema())


@cache
def package() -> dict[str, Any]:
    told: dict[str, Any] = json.loads((DATA / "published" / "datapackage.json").read_bytes())
    return told


@cache
def table(name: str) -> list[dict[str, str]]:
    text = (DATA / "published" / f"{name}.csv").read_bytes().decode("utf-8")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def resource(name: str) -> dict[str, Any]:
    found: dict[str, Any] = next(one for one in package()["resources"] if one["name"] == name)
    return found


# In step


@pytest.mark.parametrize("name", FILES)
def test_what_is_published_is_what_the_library_says_now(name: str) -> None:
    kept = (DATA / name).read_bytes() if (DATA / name).exists() else b""
    assert kept == made()[name], f"data/{name} is out of date; python -m haic_core publish writes it anew"


def test_nothing_else_is_published() -> None:
    there = {
        path.relative_to(DATA).as_posix() for place in ("published", "schema") for path in (DATA / place).iterdir()
    }
    assert there == set(made()) == set(FILES)


def test_a_sites_own_documents_are_not_published(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "site" / "sources").mkdir(parents=True)
    shutil.copy(invented.FOLDER / "arden.toml", tmp_path / "site" / "sources")
    monkeypatch.setenv("HAIC_DATA", str(tmp_path / "site"))
    assert len(read_library().sources) == len(source_paths()) + 1
    assert publish(tmp_path / "out") == list(FILES)
    assert (tmp_path / "out" / "published" / "figures.csv").read_bytes() == made()["published/figures.csv"]


# The tables


@TABLES
def test_a_table_is_utf8_with_line_feeds_and_is_the_one_its_description_names(name: str) -> None:
    content = (DATA / "published" / f"{name}.csv").read_bytes()
    assert content.decode("utf-8") and b"\r" not in content and content.endswith(b"\n")
    assert not content.startswith(b"\xef\xbb\xbf")
    described = resource(name)
    assert described["bytes"] == len(content)
    assert described["hash"] == "sha256:" + hashlib.sha256(content).hexdigest()


@TABLES
def test_every_column_is_described_and_every_cell_is_what_its_column_says(name: str) -> None:
    fields = resource(name)["schema"]["fields"]
    rows = table(name)
    assert len(rows) > 200
    assert list(rows[0]) == [field["name"] for field in fields]
    reads: dict[str, Callable[[str], object]] = {
        "string": str,
        "number": float,
        "integer": int,
        "boolean": {"true": True, "false": False}.__getitem__,
    }
    for field in fields:
        assert len(field["description"]) > 5
        held = field.get("constraints", {})
        for row in rows:
            cell = row[field["name"]]
            assert cell or not held.get("required"), f"{field['name']} is empty in {row}"
            if cell:
                reads[field["type"]](cell)
                assert cell in held.get("enum", [cell]), f"{cell} is no word of {field['name']}"


@pytest.mark.parametrize(
    ("name", "column", "unit"),
    [
        ("figures", "value", "as in the column unit"),
        ("figures", "at_months", "months"),
        ("figures", "percent", "%"),
        ("criteria", "bound", "as in the column unit"),
        ("curves", "time_months", "months"),
        ("curves", "survival", "1"),
        ("curves", "at_risk", "patients"),
    ],
)
def test_a_column_of_numbers_says_its_unit(name: str, column: str, unit: str) -> None:
    fields = {field["name"]: field for field in resource(name)["schema"]["fields"]}
    assert fields[column]["unit"] == unit


def test_an_invented_papers_criteria_are_rows_with_fact_verb_and_limit() -> None:
    rows = criterion_rows([invented.arden()])
    assert {(row["stated"], row["extent"]) for row in rows} == {("line", "whole")}
    kept = ("criterion", "role", "fact", "relation", "bound", "words", "unit", "extrapolated_from")
    assert [tuple(row[name] for name in kept) for row in rows] == [
        (1, "entry", "primary", "is", None, "breast", None, None),
        (2, "entry", "platelets_e9_l", "at_least", 100, None, "10^9/L", None),
        (3, "entry", "bilirubin_mg_dl", "at_most", 1.5, None, "x ULN", None),
        (4, "entry", "ecog", "at_most", 2, None, None, None),
        (4, "entry", "karnofsky", "at_least", 60, None, "%", None),
        (5, "contraindication", "portal_vein_thrombosis", "is", None, "false", None, "hepatocellular carcinoma"),
        (6, "caution", "extrahepatic_disease", "one_of", None, "none|bone_only_stable|stable", None, None),
    ]


def test_what_an_invented_label_forbids_is_published_as_limits() -> None:
    rows = criterion_rows([invented.cedar()])
    kept = ("stated", "extent", "criterion", "role", "fact", "relation", "bound", "words", "unit")
    assert [tuple(row[name] for name in kept) for row in rows] == [
        ("limit", None, 1, "contraindication", "capecitabine_within_2_months", "is", None, "false", None),
        ("limit", None, 2, "contraindication", "bilirubin_mg_dl", "at_most", 2, None, "mg/dL"),
        ("limit", None, 3, "caution", "lung_shunt_percent", "at_most", 10, None, "%"),
    ]


def test_a_requirement_without_a_limit_is_published_beside_the_limits() -> None:
    rows = [row for row in table("criteria") if row["source"] == "sirtex_label_y90"]
    open_ones = [row for row in rows if row["stated"] == "open_statement"]
    assert [row["about"] for row in open_ones] == [
        "Excluded: clinical liver failure",
        "Excluded: markedly abnormal liver function tests; no limit is printed",
        "Excluded: capecitabine at any time after the microspheres",
    ]
    assert all((row["fact"], row["criterion"]) == ("", "") for row in open_ones)


def test_hsiaos_curve_keeps_what_is_printed_apart_from_what_is_reconstructed() -> None:
    """Printed: 42 patients, 33 deaths, median 19.3 months (14.7 to 23.8), followed up to 112 months."""
    rows = [row for row in table("curves") if (row["curve"], row["endpoint"]) == ("hsiao/haic", "OS")]
    (printed,) = [row for row in rows if row["row"] == "printed"]
    known = ("time_months", "survival", "time_low_months", "time_high_months", "clock", "n")
    assert [printed[name] for name in known] == ["19.3", "0.5", "14.7", "23.8", "first HAIC infusion", "42"]
    assert not printed["band_low"] and printed["locator"].startswith("Results")
    steps = [row for row in rows if row["row"] == "curve"]
    assert (steps[0]["time_months"], steps[0]["survival"], steps[-1]["time_months"]) == ("0.0", "1.0", "112.0")
    assert min(float(row["time_months"]) for row in steps if float(row["survival"]) <= 0.5) == 19.3
    assert all(float(row["band_low"]) <= float(row["survival"]) <= float(row["band_high"]) for row in steps)
    under = [row for row in rows if row["row"] == "at_risk"]
    assert (under[0]["at_risk"], under[-1]["events"]) == ("42", "33")
    assert all(sum(int(row[name]) for name in ("at_risk", "events", "censored")) == 42 for row in under)


def test_every_kept_curve_is_published() -> None:
    published = {(row["curve"], row["endpoint"]) for row in table("curves")}
    assert len(published) == len(list((DATA / "curves").glob("*.json")))


def test_a_disputed_figure_is_left_out_of_the_printed_interval() -> None:
    """Hsiao's interval of the PFS does not contain its own median; it makes no curve's printed point."""
    rows = [row for row in table("curves") if (row["curve"], row["endpoint"]) == ("hsiao/haic", "PFS")]
    (printed,) = [row for row in rows if row["row"] == "printed"]
    assert (printed["time_months"], printed["time_low_months"]) == ("8.4", "")
    assert printed["dispute"] == "pfs_interval"


# The schema


def test_every_field_of_a_source_file_is_described() -> None:
    fields = [
        (record, name, field)
        for record, held in [("Source", schema()), *schema()["$defs"].items()]
        for name, field in held.get("properties", {}).items()
    ]
    assert len(fields) > 190
    assert [f"{record}.{name}" for record, name, field in fields if not field.get("description")] == []


def test_the_schema_is_itself_a_valid_one() -> None:
    jsonschema.Draft202012Validator.check_schema(schema())


@SOURCES
def test_every_source_file_fits_the_schema(path: Path) -> None:
    faults = schema_check().iter_errors(tomllib.loads(path.read_text("utf-8")))
    assert [f"{fault.json_path}: {fault.message[:200]}" for fault in faults] == []


@pytest.mark.parametrize(
    ("written", "instead"),
    [
        ('locator = "Methods, Laboratory"\n', ""),
        ("at_least = 100", "at_lest = 100"),
        ("at_least = 100", "at_least = 100\nat_most = 400"),
        ("at_least = 100", ""),
        ('fact = "platelets_e9_l"', 'fact = "platelets"'),
        ('tier = "A"', 'tier = "D"'),
        ("schema = 2", "schema = 3"),
        ('any_of = [{ fact = "ecog", at_most = 2 }, ', "any_of = ["),
        ('fact = "ecog", at_most = 2', 'fact = "ecog", at_most = 2, at_least = 1'),
        ('when = { is = "none" }', 'when = { is = "none", is_not = "stable" }'),
        ('unit = "months"\n', "unit = 1\n"),
        ("n = 40", "n = -40"),
    ],
)
def test_what_the_reader_refuses_in_a_paper_the_schema_refuses_too(written: str, instead: str, tmp_path: Path) -> None:
    text = (invented.FOLDER / "arden.toml").read_text("utf-8")
    assert written in text
    known = schema_check()
    assert known.is_valid(tomllib.loads(text))
    (tmp_path / "arden.toml").write_text(text.replace(written, instead, 1), "utf-8")
    assert not known.is_valid(tomllib.loads((tmp_path / "arden.toml").read_text("utf-8")))
    with pytest.raises(Refusal):
        read_source(tmp_path / "arden.toml")


def test_editors_are_told_where_the_schema_is() -> None:
    rule = tomllib.loads((ROOT / ".taplo.toml").read_text("utf-8"))["rule"][0]
    assert (ROOT / rule["schema"]["path"]).samefile(DATA / "schema" / "source.schema.json")
    assert sorted(ROOT.glob(rule["include"][0])) == source_paths()


# Loading, citing, versions


def line_of(language: str) -> str:
    """The one line that data/README.md gives for a language."""
    line: str
    (line,) = re.findall(rf"^\| {language}.* \| `(.+)` \|$", (DATA / "README.md").read_text("utf-8"), re.MULTILINE)
    return line


def expected() -> list[str]:
    """Rows, columns and figures of a whole cohort, counted in the file itself."""
    rows = table("figures")
    return [str(len(rows)), str(len(rows[0])), str(sum(not row["group"] for row in rows))]


def test_one_line_of_python_loads_the_figures(monkeypatch: pytest.MonkeyPatch) -> None:
    known: dict[str, Any] = {}
    monkeypatch.chdir(ROOT)
    exec(f"import pandas; {line_of('Python')}", known)
    figures = known["figures"]
    told = [*figures.shape, figures.group.isna().sum(), figures.value.dtype]
    assert list(map(str, told)) == [*expected(), "float64"]


@pytest.mark.skipif(shutil.which("Rscript") is None, reason="R is not installed")
def test_one_line_of_r_loads_the_figures() -> None:
    said = f"{line_of('R')}; cat(dim(figures), sum(is.na(figures$group)), class(figures$value))"
    done = subprocess.run(["Rscript", "-e", said], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.split() == [*expected(), "numeric"]


def test_the_package_names_licence_documents_and_both_versions() -> None:
    library = checked()
    assert (package()["version"], package()["data_version"]) == (__version__, library.version)
    assert [one["key"] for one in package()["sources"]] == [source.key for source in library.sources]
    assert package()["licenses"][0]["name"] == "MIT"
    assert "MIT" in (DATA / "LICENSE.md").read_text("utf-8")


def test_the_version_stands_in_the_code_alone_and_the_citation_follows_it() -> None:
    package = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    assert "version" in package["project"]["dynamic"] and "version" not in package["project"]
    assert package["tool"]["hatch"]["version"]["path"] == "haic_core/__init__.py"
    cited = (ROOT / "CITATION.cff").read_text("utf-8")
    assert re.search(r"^cff-version: 1\.2\.0$", cited, re.MULTILINE)
    assert re.findall(r"^version: (.+)$", cited, re.MULTILINE)[:1] == [__version__]
    assert re.findall(r'^authors:\n  - name: "(.+)"$', cited, re.MULTILINE)[:1] == ["The HAIC Board authors"]
    assert re.findall(r"^license: (.+)$", cited, re.MULTILINE)[:1] == ["MIT"]
    assert (ROOT / "LICENSE").read_text("utf-8").startswith("MIT License")
