"""Nobody needs to see colours: options and verdicts stay apart under the three kinds of colour blindness.

Colours are turned into what a person with full protanopia, deuteranopia or tritanopia sees (Machado 2009) and compared
by CAM02-UCS distance. The mark: 10 apart, or told apart by another dash or another symbol; nowhere below 4.
"""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from colorspacious import cspace_convert, deltaE
from numpy.typing import NDArray
from screens import library

from haic_core.chart.palette import DARK, LIGHT, Palette, palette
from haic_core.evidence.response import PARTS
from haic_core.wording.judgement import FINDING_GLYPH, VERDICT_GLYPH
from haic_core.words.vocabulary import Verdict

FAR, NEAREST = 10, 4
SEEING = (None, "protanomaly", "deuteranomaly", "tritanomaly")
BOTH_THEMES = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
EVERY_EYE = pytest.mark.parametrize("kind", SEEING, ids=["full colour", "protanopia", "deuteranopia", "tritanopia"])


def seen(colour: str, kind: str | None) -> NDArray[np.float64]:
    """A hex colour as this eye sees it, sRGB 0-1."""
    own = np.array([int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)])
    space = {"name": "sRGB1+CVD", "cvd_type": kind, "severity": 100} if kind else "sRGB1"
    found: NDArray[np.float64] = np.clip(cspace_convert(own, space, "sRGB1"), 0, 1)
    return found


def apart(one: str, other: str, kind: str | None) -> float:
    return float(deltaE(seen(one, kind), seen(other, kind), input_space="sRGB1"))


def modality_colours(theme: Palette) -> dict[str, tuple[str, tuple[float, ...]]]:
    """Option by option, colour and dash."""
    return {
        entry.short: (entry.colour_dark if theme is DARK else entry.colour, entry.dash_line_widths)
        for entry in library().modalities
    }


@EVERY_EYE
@BOTH_THEMES
def test_two_options_never_share_both_colour_and_dash(theme: Palette, kind: str | None) -> None:
    near = {}
    for (one, (colour, dash)), (other, (far, its_dash)) in combinations(modality_colours(theme).items(), 2):
        distance = apart(colour, far, kind)
        if distance < NEAREST or (distance < FAR and dash == its_dash):
            near[one, other] = round(distance, 1)
    assert near == {}


@EVERY_EYE
@BOTH_THEMES
def test_two_verdicts_never_look_alike_and_each_has_a_symbol_of_its_own(theme: Palette, kind: str | None) -> None:
    near = {
        (one, other)
        for one, other in combinations(Verdict, 2)
        if apart(theme.verdicts[one], theme.verdicts[other], kind) < NEAREST
    }
    assert near == set()
    assert len(set(VERDICT_GLYPH.values())) == len(Verdict) and len(set(FINDING_GLYPH.values())) == len(FINDING_GLYPH)


@EVERY_EYE
@BOTH_THEMES
def test_the_four_kinds_of_response_and_harm_are_far_apart(theme: Palette, kind: str | None) -> None:
    colours = [*(theme.response[part] for part in PARTS), theme.harm]
    assert min(apart(one, other, kind) for one, other in combinations(colours, 2)) >= FAR


def test_a_red_and_a_green_that_only_colour_tells_apart_would_be_noticed() -> None:
    assert apart("#9B2F2F", "#4F6B1A", None) > FAR > NEAREST > apart("#8A6A3A", "#7A703A", "deuteranomaly")


def test_a_theme_is_dark_only_where_it_is_called_so() -> None:
    assert palette("dark") is DARK
    assert [palette(name) for name in ("light", "", None)] == [LIGHT] * 3
