"""A source file written: whatever is written is read back, and it looks like the files that are there."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from each import each
from hypothesis import given
from hypothesis import strategies as st
from worked import read_toml, sources

from haic_core.evidence.library import DATA
from haic_core.evidence.reader import read_source
from haic_core.evidence.source_fields import ROOT, Kind, field_of, fields_of
from haic_core.evidence.source_schema import VERBS, source_schema
from haic_core.evidence.writing import write_source

DOCUMENTS = sorted((DATA / "sources").glob("*.toml"))
EVERY_DOCUMENT = each("path", DOCUMENTS, ids=lambda path: path.stem)

keys = st.text(max_size=8)
numbers = st.integers(-(2**62), 2**62) | st.floats(allow_nan=False, allow_infinity=False)
scalars = st.text(max_size=20) | st.booleans() | numbers
values = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=3), max_leaves=8
)
KNOWN = sorted({field.name for record in (ROOT, "Cohort", "Harm") for field in fields_of(record) if field.name})


def comes_back(path: Path, tmp_path: Path) -> None:
    """A document of the library, written and read again, is the same record for record and in the same words."""
    written = tmp_path / path.name
    written.write_text(write_source(read_toml(path)), encoding="utf-8")
    assert read_source(written) == next(source for source in sources() if source.key == path.stem)
    assert write_source(tomllib.loads(written.read_text("utf-8"))) == written.read_text("utf-8")


@each("path", DOCUMENTS[::3], ids=lambda path: path.stem)
def test_a_document_written_and_read_again_is_the_same_record_for_record(path: Path, tmp_path: Path) -> None:
    comes_back(path, tmp_path)


@pytest.mark.deep
@EVERY_DOCUMENT
def test_every_document_written_and_read_again_is_the_same_record_for_record(path: Path, tmp_path: Path) -> None:
    comes_back(path, tmp_path)


@given(st.dictionaries(st.sampled_from(KNOWN) | keys, values, max_size=5))
def test_whatever_stands_in_an_unfinished_file_comes_back_as_it_was(raw: dict[str, object]) -> None:
    assert tomllib.loads(write_source(raw)) == raw


def test_a_written_file_reads_like_the_one_in_the_library_without_its_comments() -> None:
    text = (DATA / "sources" / "hacettepe_312.toml").read_text("utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    written = write_source(tomllib.loads(text)).splitlines()
    assert [line for line in written if line] == [line for line in lines if line]
    assert written[:2] == ["schema = 2", 'key = "hacettepe_312"'] and written[8] == "[citation]"


def test_a_line_of_a_list_is_written_option_first_then_fact_and_bound_then_its_place() -> None:
    line = {"locator": "Table 1", "at_least": 100, "fact": "platelets_e9_l", "role": "entry", "modality": "haic"}
    assert write_source({"criterion": [line]}) == (
        '[[criterion]]\nmodality = "haic"\nrole = "entry"\nfact = "platelets_e9_l"\nat_least = 100\n'
        'locator = "Table 1"\n'
    )


# The fields that a form is made of


def test_every_key_of_the_format_is_a_field_with_its_description() -> None:
    schema = source_schema()
    for record, made in {ROOT: schema, **schema["$defs"]}.items():
        for name in made.get("properties", ()):
            field = field_of(record, name)
            assert field is not None and (field.said or name in VERBS), f"{record}.{name}"


def test_fields_are_of_the_kind_that_the_format_asks_for() -> None:
    kinds = {field.name: field.kind for field in (*fields_of("Outcome"), *fields_of("Harm"), *fields_of("Share"))}
    assert kinds["value"] is Kind.NUMBER and kinds["n"] is Kind.WHOLE and kinds["ci"] is Kind.PAIR
    assert kinds["endpoint"] is Kind.WORD and kinds["still_alive"] is Kind.YES_NO and kinds["group"] is Kind.CODE
    assert kinds["grades"] is Kind.ROWS and kinds["when"] is Kind.SPAN and kinds["term"] is Kind.TEXT
    assert {field.name: field.kind for field in fields_of("Cohort")}["outcome"] is Kind.BLOCKS
    primary = field_of("Cohort", "primary")
    assert primary and primary.usual == "breast"
    assert field_of("Criterion", "at_least") == field_of("Criterion", "is_not")
