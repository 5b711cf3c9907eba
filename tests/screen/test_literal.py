"""A stranger's text among our own Markdown: every sign escaped, one line, and the text itself can be read back."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from haic_core.screen.literal import literal, ours


def read_back(drawn: str) -> str:
    """What is left when Markdown has read it: a backslash before a sign goes, and the joint is not seen."""
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", drawn).replace("\N{WORD JOINER}", "")


@given(st.text(max_size=80))
def test_no_text_is_changed_but_for_what_cannot_be_printed(words: str) -> None:
    assert read_back(literal(words)) == "".join(sign if sign.isprintable() else " " for sign in words).strip()


@given(st.text(alphabet="![](){}<>:@w.W-=~$`*_#|\\&\n a1/", max_size=40))
def test_no_sign_that_markdown_acts_on_stands_bare(words: str) -> None:
    drawn = literal(words)
    bare = re.sub(r"\\.", "", drawn)
    assert not set(bare) & set("\\`*_[]<~$&|") and "\n" not in drawn
    assert not re.match(r"[-+#>=\s]|\d+[.)]", drawn)


@pytest.mark.parametrize("words", [":smile:", ":material/home:", "a@b.example", "www.evil.example", "a -> b", "x >= y"])
def test_what_is_markup_even_behind_a_backslash_is_taken_apart(words: str) -> None:
    plain = re.sub(r"\\(.)", r"\1", literal(words))
    assert not re.search(r":\w+|@\w|www\.|->|>=", plain)


@pytest.mark.parametrize("words", ["case 7, MDT 2026-11-26", "x.json: label must be 'case 7' (at most 40; 50 % off)."])
def test_an_ordinary_sentence_goes_as_it_is(words: str) -> None:
    assert literal(words) == words


def test_a_label_a_board_writes_stays_readable_and_our_own_markdown_is_meant() -> None:
    assert read_back(literal("case 7, MDT 2026-11-26")) == "case 7, MDT 2026-11-26"
    assert literal("Fall zwölf, 肝転移") == "Fall zwölf, 肝転移"
    assert ours("**bold**") == "**bold**"


def test_escape_and_direction_signs_do_not_reach_the_screen() -> None:
    assert literal("a\x1b[31m\u202eb\x00\uffff") == "a \\[31m b"
