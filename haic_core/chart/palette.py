"""The two themes: surfaces, text, and the colours of verdicts and findings. Colours never stand alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from haic_core.evidence.library import ModalityEntry
from haic_core.words.vocabulary import Endpoint, Verdict


@dataclass(frozen=True, slots=True)
class Palette:
    """Hex colours of one theme; every text colour has at least 4.5:1 contrast on its surface. response: a colour for
    each category, wherever it stands in a bar; a rate of response alone wears that of a partial response. aside: the
    hues of further curves of one option; own: those of a site's own groups, the darkest first."""

    name: str
    surface: str
    raised: str
    text: str
    muted: str
    line: str
    accent: str
    verdicts: dict[Verdict, str]
    response: Mapping[Endpoint, str]
    harm: str
    aside: tuple[str, ...]
    own: tuple[str, ...]


def _by_category(complete: str, partial: str, stable: str, progressed: str) -> dict[Endpoint, str]:
    return {
        Endpoint.CR: complete,
        Endpoint.PR: partial,
        Endpoint.SD: stable,
        Endpoint.PD: progressed,
        Endpoint.ORR: partial,
    }


LIGHT = Palette(
    "light",
    surface="#FFFFFF",
    raised="#F3F6F8",
    text="#16212B",
    muted="#51606D",
    line="#D5DDE3",
    accent="#0B5C7A",
    verdicts={
        Verdict.MEETS: "#0A6B5D",
        Verdict.CAUTION: "#8A5300",
        Verdict.FAILS: "#9B2F2F",
        Verdict.UNKNOWN: "#51606D",
    },
    response=_by_category("#0B5C7A", "#4C9BB8", "#B9C4CC", "#6B4E57"),
    harm="#9B2F2F",
    aside=("#304860", "#6C4800", "#306C48"),
    own=("#16212B", "#5A5600", "#24306E", "#6B1F33"),
)

DARK = Palette(
    "dark",
    surface="#10161C",
    raised="#19222B",
    text="#E8EDF1",
    muted="#A5B3BF",
    line="#33404C",
    accent="#7CC4DE",
    verdicts={
        Verdict.MEETS: "#5CCFB9",
        Verdict.CAUTION: "#F0B45A",
        Verdict.FAILS: "#F19A92",
        Verdict.UNKNOWN: "#A5B3BF",
    },
    response=_by_category("#7CC4DE", "#3E8FAE", "#5B6873", "#B58A96"),
    harm="#F19A92",
    aside=("#C0CCE4", "#E4C060", "#90D8A8"),
    own=("#FFFFFF", "#D6D36A", "#B4C0FF", "#FFB3C1"),
)


def palette(theme: str | None) -> Palette:
    """The palette of a theme's name; anything but 'dark' is light."""
    return DARK if theme == "dark" else LIGHT


def colour_of(entry: ModalityEntry, theme: Palette) -> str:
    """An option's colour in a theme."""
    return entry.colour_dark if theme.name == "dark" else entry.colour


def aside(theme: Palette, step: int) -> str:
    """The hue of the first, second or third further curve of an option that already stands in its own colour."""
    return theme.aside[(step - 1) % len(theme.aside)]
