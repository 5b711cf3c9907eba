"""Small pieces of HTML that every page is made of: colours, tables, verdict badges, notes."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable, Sequence
from html import escape

from haic_core.chart.palette import LIGHT, Palette
from haic_core.judgement.options import Option
from haic_core.wording.glossary import ABBREVIATIONS
from haic_core.wording.judgement import VERDICT_GLYPH, VERDICT_SHORT
from haic_core.wording.option import standing_mark, verdict_short
from haic_core.words.vocabulary import Verdict

# The longest first, so that "HR positive" is no hazard ratio.
_NAMES = "|".join(re.escape(name) for name in sorted(ABBREVIATIONS, key=len, reverse=True))
# What a line never breaks inside: a name with a number, a range, a number with its unit; with what is set tight to it.
_HELD = re.compile(
    r"\(?(?:\b[A-Za-z]+-[A-Z]*\d+\b|\b(?:work|follow)-up\b|\bn = \d+|[<>≤≥] \d[\d.]*|\b(?:Figure|Table) \d+\w?|"
    r"\d[\d.]*(?:(?:[-–]| to )\d[\d.]*)? (?:×(?:10⁹/L)?|%|[cµm]m|[mg]*g/d?L|U/L|mL/min/1\.73 m²|Gy|GBq|"
    r"(?:(?:liver|prior) )?(?:month|week|year|day|lesion|line|fact|option)s?)(?!\w)|\d[\d.]*[-–]\d[\d.]*)[,.;:)]*"
)
_ABBREVIATED = re.compile(rf"(?<![\w-])(?:{_NAMES})(?![\w-])")


def theme_variables(theme: Palette) -> str:
    """The theme as CSS variables for the style sheet; on paper those of the light theme, whatever the screen shows."""
    turned = ".hb-live,.hb-plot,.hb-b-picture{filter:invert(1) hue-rotate(180deg) brightness(1.14)}"
    print_charts = f"{turned}.hb-paper .hb-b-picture{{filter:none}}" if theme is not LIGHT else ""
    return f"{_variables(theme)}@media print{{{_variables(LIGHT)}{print_charts}}}"


def paper_picture(svg: bytes, words: str) -> str:
    """What is printed in the place of a chart of the screen, which is not made for paper; the screen hides it."""
    return f'<div class="hb-paper">{picture(svg, words)}</div>'


def phone_picture(svg: bytes, words: str) -> str:
    """What a narrow window shows in the place of a chart that needs a wide one."""
    return f'<div class="hb-phone">{picture(svg, words)}</div>'


def _variables(theme: Palette) -> str:
    verdicts = "".join(f"--{verdict.value}:{colour};" for verdict, colour in theme.verdicts.items())
    responses = "".join(f"--response-{part.value.lower()}:{colour};" for part, colour in theme.response.items())
    return (
        f":root{{--surface:{theme.surface};--raised:{theme.raised};--text:{theme.text};--muted:{theme.muted};"
        f"--line:{theme.line};--accent:{theme.accent};--harm:{theme.harm};{verdicts}{responses}}}"
    )


def table(titles: Sequence[str], rows: Iterable[Sequence[str]], kind: str = "") -> str:
    """A plain table; the first cell of each row is its heading. Cells are HTML already. kind: a class of its own."""
    head = "".join(f'<th scope="col">{escape(title)}</th>' for title in titles)
    body = "".join(
        f'<tr><th scope="row">{row[0]}</th>'
        f"{''.join(cell_under(title, cell) for title, cell in zip(titles[1:], row[1:], strict=True))}</tr>"
        for row in rows
    )
    classes = " ".join(["hb-table", *kind.split()])
    return (
        f'<div class="hb-scroll"><table class="{classes}"><thead><tr>{head}</tr></thead><tbody>{body}</tbody>'
        f"</table></div>"
    )


def cell_under(title: str, content: str) -> str:
    """A cell that knows its column, for a narrow window where a row is a card and the head is not drawn."""
    return f'<td data-head="{escape(title)}">{content}</td>'


def verdict_badge(verdict: Verdict, words: str | None = None) -> str:
    """Symbol, word and colour together."""
    return (
        f'<span class="hb-verdict hb-{verdict.value}"><span aria-hidden="true">{VERDICT_GLYPH[verdict]}</span> '
        f"{escape(words or VERDICT_SHORT[verdict])}</span>"
    )


def standing_glyph(option: Option) -> str:
    """The sign of a verdict; a small mark beside the circle tells how one stands that cannot be said yet."""
    mark = standing_mark(option)
    return VERDICT_GLYPH[option.verdict] + (f"<sup>{mark}</sup>" if mark else "")


def option_badge(option: Option) -> str:
    """Symbol, words and colour of an option, with how an undecided one stands."""
    return (
        f'<span class="hb-verdict hb-{option.verdict.value}"><span aria-hidden="true">{standing_glyph(option)}</span> '
        f"{escape(verdict_short(option))}</span>"
    )


def picture(svg: bytes, words: str) -> str:
    """A picture that holds everything it shows and grows with its window; words for who does not see it."""
    held = b64encode(svg).decode("ascii")
    return f'<img class="hb-b-picture" src="data:image/svg+xml;base64,{held}" alt="{escape(words)}">'


def abbreviated(words: str) -> str:
    """A text of ours, escaped, each abbreviation in full where it stands first; never for a stranger's text."""
    told: set[str] = set()

    def in_full(found: re.Match[str]) -> str:
        name = found[0]
        if name in told:
            return escape(name)
        told.add(name)
        return f'<abbr title="{escape(ABBREVIATIONS[name])}">{escape(name)}</abbr>'

    pieces, at = [], 0
    for found in _ABBREVIATED.finditer(words):
        pieces += [escape(words[at : found.start()]), in_full(found)]
        at = found.end()
    return "".join([*pieces, escape(words[at:])])


def sign_key(signs: Iterable[tuple[str, str]], drawn: Iterable[frozenset[str]], more: str = "") -> str:
    """What each mark of a chart means, in one line: of all signs those that its lines have. more: a sentence beside
    them."""
    seen = frozenset[str]().union(*drawn)
    told = "".join(
        f'<li><i class="hb-sign-{sign}" aria-hidden="true"></i>{escape(words)}</li>'
        for sign, words in signs
        if sign in seen
    )
    return f'<ul class="hb-chart-key">{told}{f"<li>{escape(more)}</li>" if more else ""}</ul>'


def unbroken(words: str) -> str:
    """A text escaped, in which no line breaks between a number and its unit or inside a name such as Y-90."""
    pieces, at = [], 0
    for found in _HELD.finditer(words):
        pieces += [escape(words[at : found.start()]), f'<span class="hb-whole">{escape(found[0])}</span>']
        at = found.end()
    return "".join([*pieces, escape(words[at:])])


def strip_label(label: str) -> str:
    """A case's label before what is said of the patient; no line begins with the dot between them."""
    return f'<b>{escape(label)}</b><span class="hb-whole"> ·</span> ' if label else ""


def note(words: str) -> str:
    """One quiet sentence above a table."""
    return f'<p class="hb-small hb-muted">{escape(words)}</p>'
