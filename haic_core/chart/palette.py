"""The two themes: surfaces, text, and the colours of verdicts and findings. Colours never stand alone."""

from __future__ import annotations

from dataclasses import dataclass

from haic_core.words.vocabulary import Verdict


@dataclass(frozen=True, slots=True)
class Palette:
    """Hex colours of one theme; every text colour has at least 4.5:1 contrast on its surface."""

    name: str
    surface: str
    raised: str
    text: str
    muted: str
    line: str
    accent: str
    verdicts: dict[Verdict, str]
    response: tuple[str, str, str, str]
    harm: str


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
    response=("#0B5C7A", "#4C9BB8", "#B9C4CC", "#6B4E57"),
    harm="#9B2F2F",
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
    response=("#7CC4DE", "#3E8FAE", "#5B6873", "#B58A96"),
    harm="#F19A92",
)


def palette(theme: str | None) -> Palette:
    """The palette of a theme's name; anything but 'dark' is light."""
    return DARK if theme == "dark" else LIGHT
