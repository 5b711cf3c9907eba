"""How wide text is at most, so that what is printed on a slide never leaves its box, whatever face a machine has.

Slides name Arial. PowerPoint has it; LibreOffice takes Liberation Sans of the same widths (Helvetica's, which reportlab
carries), or, where that is missing too, DejaVu Sans, about a sixth wider. Each letter is given the wider of the two.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reportlab.pdfbase.ttfonts import TTFont

SAFETY = 1.03  # kerning and hinting differ a little from program to program
LINE_HEIGHT = 1.2  # of the size of the letters
_OTHER_EM = 0.78  # a sign that Arial may take from another font
_MOST_LETTERS = 4096  # whose widths are remembered


def letter_em(letter: str, bold: bool) -> float:
    """Width of one letter as a share of the size."""
    from reportlab.pdfbase.pdfmetrics import stringWidth

    try:
        letter.encode("cp1252")
    except UnicodeEncodeError:
        narrow = 1.0 if unicodedata.east_asian_width(letter) in "WF" else _OTHER_EM
    else:
        narrow = float(stringWidth(letter, "Helvetica-Bold" if bold else "Helvetica", 1))
    return max(narrow, float(_fallback(bold).stringWidth(letter, 1)))


@lru_cache(maxsize=2)
def _fallback(bold: bool) -> TTFont:
    """The widest face that a machine without Arial is known to take."""
    from reportlab.pdfbase.ttfonts import TTFont

    return TTFont("widest", font_path(bold))


class _Letters(dict[str, float]):
    """The widths of the letters met so far: a text is measured hundreds of times until it fits its lines."""

    def __init__(self, bold: bool) -> None:
        super().__init__()
        self._bold = bold

    def __missing__(self, letter: str) -> float:
        width = letter_em(letter, self._bold)
        if len(self) < _MOST_LETTERS:
            self[letter] = width
        return width


_LETTERS = {bold: _Letters(bold) for bold in (False, True)}


def width_pt(text: str, size_pt: float, bold: bool = False) -> float:
    """Width of one line of text in points, a little generously."""
    return sum(map(_LETTERS[bold].__getitem__, text)) * size_pt * SAFETY


def wrapped(text: str, room_pt: float, size_pt: float, bold: bool = False) -> list[str]:
    """The lines a text takes in a width; words longer than a line are broken. At least one line."""
    lines = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines[-1] else word
        if width_pt(longer, size_pt, bold) <= room_pt:
            lines[-1] = longer
            continue
        if lines[-1]:
            lines.append("")
        for letter in word:
            if lines[-1] and width_pt(lines[-1] + letter, size_pt, bold) > room_pt:
                lines.append("")
            lines[-1] += letter
    return lines


def fitting(wordings: Sequence[str], room_pt: float, size_pt: float, most_lines: int, bold: bool = False) -> str:
    """The first of several wordings that takes no more than so many lines, else the last one, cut with an ellipsis."""
    for wording in wordings:
        if len(wrapped(wording, room_pt, size_pt, bold)) <= most_lines:
            return wording
    words = wordings[-1].split(" ")
    while len(words) > 1 and len(wrapped(" ".join(words) + " …", room_pt, size_pt, bold)) > most_lines:
        words.pop()
    cut = " ".join(words)
    while cut and len(wrapped(cut + "…", room_pt, size_pt, bold)) > most_lines:
        cut = cut[:-1]
    return f"{cut} …" if len(words) > 1 else f"{cut}…"


def font_path(bold: bool = False) -> str:
    """DejaVu Sans as matplotlib ships it: it has every sign used here. matplotlib itself is not loaded."""
    found = find_spec("matplotlib")
    if found is None or found.origin is None:
        raise FileNotFoundError("DejaVu Sans comes with matplotlib, which is not installed.")
    name = "DejaVuSans-Bold.ttf" if bold else "DejaVuSans.ttf"
    return str(Path(found.origin).parent / "mpl-data" / "fonts" / "ttf" / name)
