"""Text for the places of a screen that read Markdown: a stranger's is shown sign by sign, our own goes as it is."""

from __future__ import annotations

import re
from typing import TypeVar

_Words = TypeVar("_Words")

# What means something wherever it stands, and what does only where a line begins.
_SIGN = re.compile(r"[\\`*_\[\]<~$&|]|^[-+#>=]")
# Read as markup even behind a backslash: ':name:', 'name@host', 'www.', '->'. An invisible joint keeps them apart.
_JOINT = "\N{WORD JOINER}"
_JOINED = re.compile(r"(?<=[:@])(?=\S)|(?<=[wW])(?=\.)|(?<=[-<>=~])(?=[-<>=~])")
_NUMBERED = re.compile(r"^(\d+)([.)])")


def literal(words: str) -> str:
    """A text that is not ours, in one line, so that Markdown shows it and does nothing with it: no picture, link,
    colour, symbol, formula or code. What cannot be printed becomes a space."""
    line = "".join(sign if sign.isprintable() else " " for sign in words).strip()
    return _NUMBERED.sub(r"\1\\\2", _SIGN.sub(r"\\\g<0>", _JOINED.sub(_JOINT, line)))


def ours(words: _Words) -> _Words:
    """Text every part of which this product wrote: its Markdown is meant."""
    return words
