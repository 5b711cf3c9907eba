"""Bounds of a case file: its size to the byte, its label to the letter, and what a label may not look like."""

from __future__ import annotations

import pytest
from each import each

from haic_core.case.file import LARGEST_BYTES, LONGEST_LABEL, case_from, read_case
from haic_core.words.refusal import Refusal


def case_of(size: int) -> bytes:
    """A right case file of exactly so many bytes: blanks are no fault."""
    return b'{"schema": 1, "facts": {}}'.ljust(size)


def test_a_case_file_may_be_as_large_as_the_limit_and_not_a_byte_larger() -> None:
    assert read_case(case_of(LARGEST_BYTES), "a.json").label == ""
    with pytest.raises(Refusal, match=r"a\.json: the file holds 65,537 bytes, but a case file has at most 65,536"):
        read_case(case_of(LARGEST_BYTES + 1), "a.json")


def test_a_label_may_have_forty_letters_and_not_one_more() -> None:
    assert case_from({"schema": 1, "label": "x" * LONGEST_LABEL}, "a").label == "x" * 40
    with pytest.raises(Refusal, match="label must be at most 40 plain characters"):
        case_from({"schema": 1, "label": "x" * 41}, "a")


@each("label", ["born 12/11/1971", "12-11-71", "1971.11.12", "MRN 12345", "7/8/26"])
def test_a_label_that_holds_a_date_or_a_record_number_is_refused(label: str) -> None:
    with pytest.raises(Refusal, match="label must not hold anything that identifies a person"):
        case_from({"schema": 1, "label": label}, "a")


@each("label", ["case 7", "7/8", "7/8/2026", "round 2026", "case 1234", "3 of 5"])
def test_a_label_with_a_few_digits_is_taken(label: str) -> None:
    assert case_from({"schema": 1, "label": label}, "a").label == label
