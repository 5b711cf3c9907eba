"""A paper typed in: what a draft says of itself while it grows, from nothing to the file that the library takes."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from each import each
from invented import FOLDER
from worked import Raw, checked, library, raw_of, source_paths

from haic_core.evidence.reader import read_source
from haic_core.evidence.source_fields import Field, Kind, field_of, fields_of
from haic_core.evidence.source_schema import source_schema
from haic_core.intake.paper import typed
from haic_core.intake.paper.checks import Weight, checks, doi_fault
from haic_core.intake.paper.draft import Draft, opened, read_draft
from haic_core.intake.paper.form import drawn, field_faults
from haic_core.intake.paper.places import added, duplicated, put, put_span, record_of, rows
from haic_core.intake.paper.readable import alone, readable
from haic_core.intake.paper.sections import entries, faults_in, faults_of, sections
from haic_core.words.refusal import Refusal

NAMED = {section.title: section for section in sections()}


def said(raw: Raw) -> list[str]:
    return [one.sentence for one in checks(raw, readable(raw), checked()) if one.weight is not Weight.TOLD]


def sentences(raw: Raw, *record: str | int, name: str) -> tuple[str, ...]:
    return field_faults(record, name, read_draft(raw, "draft.toml").faults)


# From the file and back


@each("path", source_paths()[::6], ids=lambda path: path.stem)
def test_a_document_of_the_library_opens_and_is_saved_as_the_same_records(path: Path, tmp_path: Path) -> None:
    draft = opened(path.read_bytes(), path.name).draft
    (tmp_path / draft.file_name).write_text(draft.text, encoding="utf-8")
    assert read_draft(draft.raw, path.name).source == read_source(path) == read_source(tmp_path / path.name)


@each("path", source_paths(), ids=lambda path: path.stem)
def test_no_document_of_the_library_is_held_to_be_wrong(path: Path) -> None:
    raw = tomllib.loads(path.read_text("utf-8"))
    assert [one for one in said(raw) if "the primary is not written" not in one] == []


def test_an_unfinished_draft_is_saved_and_opens_again_with_what_was_typed_even_where_it_is_refused() -> None:
    raw = put(put(Draft().raw, ("citation", "year"), "nineteen"), ("cohort", 0, "n"), 12)
    draft = Draft(raw)
    assert draft.file_name == "new_paper.toml"
    assert opened(draft.text.encode(), "new_paper.toml").draft.raw == raw


def test_a_file_loses_its_comments_and_says_how_many_there_were() -> None:
    found = opened((FOLDER / "arden.toml").read_bytes(), "arden.toml")
    assert found.comments == sum(
        line.startswith("#") for line in (FOLDER / "arden.toml").read_text("utf-8").split("\n")
    )


@each(
    ("content", "told"),
    [
        (b"schema 2", "this is not valid TOML"),
        (b"\xff\xfe", "this is not a UTF-8 text file"),
        (b"day = 2020-01-01", "dates are text"),
        (b"n = inf", "every number must be finite"),
        (b"n = nan", "every number must be finite"),
        (b"a = " + b"[" * 5000 + b"]" * 5000, "nested too deep"),
        (b"a = " + b"[" * 300 + b"]" * 300, "nested too deep"),
        (b"#" * 400_001, "at most 400,000"),
    ],
)
def test_a_file_that_is_none_is_one_sentence(content: bytes, told: str) -> None:
    with pytest.raises(Refusal, match=told):
        opened(content, "stranger.toml")


def test_a_file_of_the_first_format_is_opened_in_todays_and_says_which_list_it_marked() -> None:
    content = b'schema = 1\nkey = "old"\n[[criterion]]\nmodality = "haic"\nrole = "entry"\nfact = "ecog"\nat_most = 1\n'
    found = opened(content, "old.toml")
    assert found.unmarked == ("haic",) and found.draft.raw["schema"] == 2


@each("strange", ["cohort = 5", "cohort = [1, 2]", "citation = 'x'", "[[criterion]]\nat_most = {}"])
def test_content_of_any_shape_is_drawn_and_refused_and_nothing_falls_over(strange: str) -> None:
    raw = opened(strange.encode(), "strange.toml").draft.raw
    faults = read_draft(raw, "strange.toml").faults
    assert faults and all(entries(section, raw, 0, faults) is not None for section in sections())
    checks(raw, readable(raw), checked())


def test_steps_are_taken_back_and_made_again() -> None:
    first = Draft().changed(put(Draft().raw, ("key",), "birch"))
    second = first.changed(put(first.raw, ("key",), "cedar"))
    assert second.undone().raw == first.raw and second.undone().redone().raw == second.raw
    assert second.undone().changed({"schema": 2}).after == ()
    assert second.changed(dict(second.raw)) is second and Draft().undone() == Draft().redone() == Draft()


# What is still missing, and what is refused, at its field


def test_an_empty_draft_lacks_what_every_file_needs_and_nothing_in_it_is_refused() -> None:
    reading = read_draft(Draft().raw, "draft.toml")
    assert reading.refused == ()
    assert {one.name for one in reading.missing} >= {"key", "tier", "document", "title", "design"}


def test_a_fault_stands_at_its_field_in_one_sentence() -> None:
    raw = raw_of("aarts2020")
    raw["cohort"][0]["harm"][2]["grades"][0]["count"] = "three"
    raw["cohort"][0]["outcome"][0]["ci"] = "9"
    assert sentences(raw, "cohort", 0, "harm", 2, "grades", 0, name="count") == (
        "One number is needed, with a point for decimals and nothing between thousands. Found 'three'.",
    )
    assert "Two numbers are needed" in sentences(raw, "cohort", 0, "outcome", 0, name="ci")[0]
    faults = read_draft(raw, "draft.toml").faults
    harm = entries(NAMED["Harms"], raw, 0, faults)
    assert [entry.refused for entry in harm[:4]] == [0, 0, 1, 0]
    assert len(faults_in(NAMED["Harms"], faults)) == 1 == len(faults_of(("cohort", 0, "outcome", 0), faults))


def test_a_verb_that_does_not_fit_is_told_at_the_verb() -> None:
    raw = raw_of("aarts2020")
    raw["criterion"][0] = {**raw["criterion"][0], "is": "breasts"}
    assert "Did you mean 'breast'?" in sentences(raw, "criterion", 0, name="")[0]


def test_a_mistyped_key_is_told_with_its_guess() -> None:
    raw = raw_of("aarts2020")
    raw["citation"]["yeer"] = 2020
    assert sentences(raw, "citation", name="yeer") == ("Unknown key. Did you mean 'year'?",)


# The checks


def test_what_does_not_add_up_is_found_while_the_draft_is_unfinished() -> None:
    raw = raw_of("hacettepe_312")
    del raw["tier"], raw["citation"]["title"], raw["cohort"][0]["locator"]
    raw["cohort"][0]["outcome"][0]["ci"] = [19, 30]
    assert "The interval 19 to 30 does not contain its own estimate, 18." in said(raw)


def test_a_survival_figure_without_a_clock_and_a_cohort_without_a_primary_are_to_be_said() -> None:
    raw = raw_of("hacettepe_312")
    assert said(raw) == [
        "Cohort 'Hepatic metastases, all treatments': the primary is not written, and it is read as breast. Write it, "
        "also where it is breast; “mixed” where several are printed together."
    ]
    raw["cohort"][0] |= {"primary": "breast"}
    del raw["cohort"][0]["clock"]
    assert said(raw) == [
        "Cohort 'Hepatic metastases, all treatments': OS has no clock. Say from when it counts, or that it is not "
        "stated."
    ]


@each(
    ("doi", "guess"),
    [
        ("https://doi.org/10.2478/raon-2020-0002", "10.2478/raon-2020-0002"),
        ("doi:10.1007/s10549-005-9039-1", "10.1007/s10549-005-9039-1"),
        ("raon-2020-0002", ""),
        ("10.2478", ""),
    ],
)
def test_a_doi_of_another_form_is_asked_back(doi: str, guess: str) -> None:
    assert doi_fault(doi).endswith(f" Did you mean '{guess}'?" if guess else "in front.")


def test_every_doi_of_the_library_has_the_form_of_one() -> None:
    told = [source.citation.doi for source in library().sources if source.citation.doi]
    assert len(told) > 50 and not [doi for doi in told if doi_fault(doi)]


def test_a_worked_patient_whom_the_lines_judge_otherwise_is_told() -> None:
    raw = raw_of("maes_2008")
    raw["worked_patient"][1]["verdict"] = "meets"
    assert (
        "Worked patient 'a woman whose primary is colorectal': the document’s lines say fails, the file says meets."
        in said(raw)
    )
    raw["worked_patient"] = [{**raw["worked_patient"][0], "based_on": "nobody above"}]
    assert any("there is no earlier worked patient 'nobody above' to start from" in one for one in said(raw))


def test_a_list_without_somebody_in_and_somebody_out_is_to_be_shown() -> None:
    raw = raw_of("aarts2020")
    del raw["worked_patient"]
    assert {"Y-90: no worked patient is let in by the list.", "Y-90: no worked patient is stopped by its lines."} <= {
        *said(raw)
    }


def test_an_outcome_of_a_group_that_is_not_there_leaves_the_rest_readable() -> None:
    raw = raw_of("aarts2020")
    raw["cohort"][0]["outcome"][0]["group"] = "nobody"
    found = readable(raw)
    assert found and len(found.cohort[0].outcome) == len(raw["cohort"][0]["outcome"]) - 1


def test_one_entry_alone_is_read_with_its_cohort() -> None:
    found = alone(raw_of("aarts2020"), ("cohort", 0, "outcome", 21))
    assert found and [one.value for one in found.cohort[0].outcome] == [12.6] and found.cohort[0].harm == ()


# The form


def test_every_key_of_the_format_is_drawn_somewhere_and_only_once() -> None:
    """Nothing of the format can be added without a place on the page."""
    shown = [section.tables for section in sections()]
    tables = [name for names in shown for name in names]
    assert len(tables) == len(set(tables))
    schema = source_schema()
    named = {*tables, *(str(path[0]) for section in sections() for path in section.singles if path)}
    drawn_at_root = {field.name for field in drawn(())}
    assert set(schema["properties"]) == {"schema"} | drawn_at_root | (named & set(schema["properties"]))
    of_cohort = {field.name for field in drawn(("cohort", 0))}
    assert set(schema["$defs"]["Cohort"]["properties"]) == of_cohort | (
        named & set(schema["$defs"]["Cohort"]["properties"])
    )


def test_a_new_table_of_the_format_has_a_section_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    from haic_core.intake.paper import sections as module

    def longer(record: str = "Source") -> tuple[Field, ...]:
        return (*fields_of(record), *([Field("cost", Kind.BLOCKS, record="Bias")] if record == "Source" else []))

    monkeypatch.setattr(module, "fields_of", longer)
    assert module.sections.__wrapped__()[-1].title == "Cost"


def test_entries_are_added_doubled_and_taken_away() -> None:
    raw, path = added(Draft().raw, ("cohort",), {"id": "a"})
    raw, harm = added(raw, (*path, "harm"), {"term": "Pain"})
    raw, second = duplicated(raw, harm)
    assert (second, len(rows(raw, (*path, "harm")))) == (("cohort", 0, "harm", 1), 2)
    assert put(put(raw, second, None), harm, None) == {**Draft().raw, "cohort": [{"id": "a"}]}
    assert record_of((*harm, "grades", 0)) == "Graded" and record_of(("criterion", 0, "any_of", 1)) == "Condition"


def test_another_verb_takes_the_place_of_the_first() -> None:
    raw = put_span({"criterion": [{"fact": "ecog", "at_most": 2}]}, ("criterion", 0), "less_than", 3)
    assert raw == {"criterion": [{"fact": "ecog", "less_than": 3}]}
    assert put_span(raw, ("criterion", 0), None, None) == {"criterion": [{"fact": "ecog"}]}


NUMBER, PAIR, LINES = (replace(Field("x", Kind.TEXT), kind=kind) for kind in (Kind.NUMBER, Kind.PAIR, Kind.LINES))


@each(
    ("field", "text", "raw"),
    [
        (NUMBER, "12.6", 12.6), (NUMBER, " 58 ", 58), (NUMBER, "1.043", 1.043), (NUMBER, "14,7", 14.7),
        (NUMBER, "-0.2", -0.2), (NUMBER, "1,234", "1,234"), (NUMBER, "1 234,5", 1234.5), (NUMBER, "NR", "NR"),
        (NUMBER, "", None), (NUMBER, "9" * 99, "9" * 99), (PAIR, "14.7 to 23.8", [14.7, 23.8]),
        (PAIR, "14.7-23.8", [14.7, 23.8]), (PAIR, "(14.7–23.8)", [14.7, 23.8]), (PAIR, "2012, 2018", [2012, 2018]),
        (PAIR, "-0.2 to 3", [-0.2, 3]), (PAIR, "12", "12"),
        (LINES, "few patients\n\n long period ", ["few patients", "long period"]),
    ],
)  # fmt: skip
def test_what_is_typed_is_read_as_printed_or_kept_as_typed(field: Field, text: str, raw: object) -> None:
    assert typed.raw_of(field, text) == raw


@each("path", source_paths()[::8], ids=lambda path: path.stem)
def test_whatever_a_field_shows_is_read_back_as_it_was(path: Path) -> None:
    raw = tomllib.loads(path.read_text("utf-8"))

    def compared(table: Raw, record: str) -> None:
        for key, value in table.items():
            field = field_of(record, key)
            assert field, key
            if isinstance(value, list) and value and isinstance(value[0], dict):
                for one in value:
                    compared(one, field.record)
            elif isinstance(value, dict):
                compared(value, field.record) if field.record else None
            elif field.kind is Kind.SPAN:  # a verb beside its fact
                assert typed.bound_of(str(table.get("fact", "")), key, typed.bound_text(key, value)) == value
            elif not isinstance(value, bool) and field.kind not in (Kind.WORD, Kind.WORDS):
                assert typed.raw_of(field, typed.text_of(value)) == value

    compared(raw, "Source")
