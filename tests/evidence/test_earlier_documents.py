"""Documents of the first format: which of their lines become limits, and what is added to them."""

from __future__ import annotations

from typing import Any

from each import each

from haic_core.evidence.earlier import as_written_today

LABEL = {"schema": 1, "study": {"design": "guideline_or_label"}}
SERIES = {"schema": 1, "study": {"design": "retrospective_cohort"}}
PLATELETS = {"modality": "haic", "role": "entry", "fact": "platelets_e9_l", "at_least": 100}
ASCITES = {"modality": "haic", "role": "contraindication", "fact": "ascites", "is": False}
INR = {"modality": "y90", "role": "caution", "fact": "inr", "at_most": 1.5}
PART = {"modality": "haic", "extent": "part"}
WHOLE = {"modality": "haic", "extent": "whole"}


def test_a_document_of_today_stays_as_it_is() -> None:
    raw = {"schema": 2, "study": {"design": "guideline_or_label"}, "criterion": [ASCITES]}
    assert as_written_today(raw) == (raw, ())


def test_what_a_label_forbids_or_warns_of_is_a_limit_and_whom_it_admits_a_part_of_a_list() -> None:
    read, unmarked = as_written_today({**LABEL, "criterion": [PLATELETS, ASCITES, INR]})
    assert read == {**LABEL, "schema": 2, "criterion": [PLATELETS], "limit": [ASCITES, INR], "list": [PART]}
    assert unmarked == ("haic",)


def test_what_a_series_excludes_belongs_to_its_list() -> None:
    read, unmarked = as_written_today({**SERIES, "criterion": [PLATELETS, ASCITES, INR]})
    assert read == {
        **SERIES, "schema": 2, "criterion": [PLATELETS, ASCITES, INR],
        "list": [PART, {"modality": "y90", "extent": "part"}],
    }  # fmt: skip
    assert unmarked == ("haic", "y90")


def test_a_list_that_is_marked_already_keeps_its_mark_and_limits_that_are_written_stay_before_those_found() -> None:
    read, unmarked = as_written_today({**LABEL, "criterion": [PLATELETS, ASCITES], "limit": [INR], "list": [WHOLE]})
    assert read == {**LABEL, "schema": 2, "criterion": [PLATELETS], "limit": [INR, ASCITES], "list": [WHOLE]}
    assert unmarked == ()


def test_a_label_that_only_forbids_keeps_no_list() -> None:
    read, unmarked = as_written_today({**LABEL, "criterion": [ASCITES]})
    assert read == {**LABEL, "schema": 2, "limit": [ASCITES]} and unmarked == ()


@each(("mark", "role"), [(True, "caution"), (False, "entry")])
def test_our_own_reading_of_words_without_a_limit_only_warns(mark: bool, role: str) -> None:
    read, _ = as_written_today({**SERIES, "criterion": [{**PLATELETS, "if_recorded": mark}]})
    assert read["criterion"] == [{**PLATELETS, "role": role}]


def test_a_statement_blocks_nothing_any_more() -> None:
    said: dict[str, Any] = {"modality": "haic", "about": "Organ function"}
    read, _ = as_written_today({**SERIES, "open_statement": [{**said, "blocks": True}]})
    assert read == {**SERIES, "schema": 2, "open_statement": [said]}


def test_what_is_no_table_is_left_for_the_reader_to_refuse() -> None:
    raw = {**SERIES, "criterion": "none", "list": ["haic"]}
    assert as_written_today(raw) == ({**raw, "schema": 2}, ())
    raw = {**SERIES, "criterion": ["platelets"], "open_statement": ["organ function"]}
    assert as_written_today(raw) == ({**raw, "schema": 2}, ())
