"""Whole letters of another hand: nothing wrong is proposed, no name comes back, what is read does not become less."""

from __future__ import annotations

import re
from pathlib import Path

from counted_letters import MORE_LETTERS, Truth, counted, read_of, truths
from each import each

from haic_core.intake.letter.shown_words import SHOWN

TABLE = Path(__file__).parents[2] / "docs" / "tables" / "letters.md"
TRUTHS = each("truth", truths(), ids=lambda truth: truth.name)
# As the last table of docs/tables/letters.md says: a change of the grammar that reads more changes both.
RIGHT, ASKED, MISSED = 392, 49, 176


@TRUTHS
def test_no_letter_gives_a_wrong_value(truth: Truth) -> None:
    assert counted(truth.name).wrong == ()
    assert counted(truth.name, through_the_page=True).wrong == ()


def test_as_much_is_read_as_the_table_says() -> None:
    each = [counted(truth.name) for truth in truths()]
    told = (
        sum(len(one.right) for one in each),
        sum(len(one.asked) for one in each),
        sum(len(one.missed) for one in each),
    )
    assert told == (RIGHT, ASKED, MISSED)
    assert f"| all | 24 | 588 | {RIGHT} | {ASKED} | 0 | {MISSED} |" in TABLE.read_text("utf-8")


@each("truth", truths(MORE_LETTERS), ids=lambda truth: truth.name)
def test_nor_does_a_letter_of_a_second_or_third_writer(truth: Truth) -> None:
    assert counted(truth.name, folder=MORE_LETTERS).wrong == ()
    assert counted(truth.name, through_the_page=True, folder=MORE_LETTERS).wrong == ()


@TRUTHS
def test_nothing_with_a_capital_comes_back_that_is_no_word_of_medicine(truth: Truth) -> None:
    read = read_of(truth.name)
    told = [*read.unused, *(text for one in read.read for text in (one.as_written, one.origin))]
    told += [text for one in read.questions for text in (one.as_written, one.origin)]
    told += [one.what for one in read.passed_over]
    words = re.findall(r"[^\W\d_]*[A-ZÀ-Þ]\w*", " ".join(told))
    assert [word for word in words if word.casefold() not in SHOWN] == []
