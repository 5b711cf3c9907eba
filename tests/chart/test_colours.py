"""Nobody needs to see colours: options, further curves and verdicts stay apart under the three colour blindnesses.

Colours are turned into what a person with full protanopia, deuteranopia or tritanopia sees (Machado 2009) and compared
by CAM02-UCS distance. The mark: 10 apart, or told apart by another dash or another symbol; nowhere below 4.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import combinations, pairwise, permutations

import numpy as np
import pytest
from colorspacious import cspace_convert, deltaE
from each import each
from numpy.typing import NDArray
from screens import library

from haic_core.chart.drawn import Drawn
from haic_core.chart.palette import DARK, LIGHT, Palette, aside, palette
from haic_core.chart.survival import ASIDE_DASHES, survival_chart
from haic_core.curves.published import PublishedCurve, draw
from haic_core.evidence.response import PARTS
from haic_core.judgement.curve_choice import MOST_CURVES, choices_of, options_drawn
from haic_core.screen.plotly.survival import INNER, OUTER
from haic_core.wording.judgement import FINDING_GLYPH, VERDICT_GLYPH
from haic_core.words.vocabulary import Endpoint, Modality, Verdict

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


def lines(theme: Palette) -> dict[str, tuple[str, tuple[float, ...]]]:
    """Every line that a survival chart can hold: the options, and further curves of one option, colour and dash."""
    pairs = zip(theme.aside, ASIDE_DASHES, strict=True)
    further = {f"further curve {step + 1}": pair for step, pair in enumerate(pairs)}
    return modality_colours(theme) | further


def kind_of_dash(dash: tuple[float, ...]) -> int:
    """How many parts it has before it repeats: solid lines, dashes, dashes with one dot, with two."""
    return len(dash)


@EVERY_EYE
@BOTH_THEMES
def test_a_further_curve_of_an_option_is_taken_for_no_option_and_for_no_other_curve(
    theme: Palette, kind: str | None
) -> None:
    """Ten apart where the dashes are of one kind; and whatever its dash, five."""
    near = {}
    for (one, (colour, dash)), (other, (far, its_dash)) in combinations(lines(theme).items(), 2):
        least = FAR if kind_of_dash(dash) == kind_of_dash(its_dash) else 5
        if "further" in other and apart(colour, far, kind) < least:
            near[one, other] = round(apart(colour, far, kind), 1)
    assert near == {}


@EVERY_EYE
@BOTH_THEMES
def test_further_curves_are_far_from_each_other_by_their_hue_alone(theme: Palette, kind: str | None) -> None:
    assert min(apart(one, other, kind) for one, other in combinations(theme.aside, 2)) >= FAR


@EVERY_EYE
@BOTH_THEMES
def test_systemic_therapy_alone_has_a_dash_of_its_own_that_is_not_the_dots_of_few_at_risk(
    theme: Palette, kind: str | None
) -> None:
    options = modality_colours(theme)
    colour, dash = options.pop("Systemic alone")
    assert list(dash) == [6, 1.5, 2, 1.5] and max(dash) > 2 * min(dash), "dots have one length"
    assert dash not in [its_dash for _, its_dash in options.values()] and dash not in ASIDE_DASHES
    same_kind = [far for far, its_dash in options.values() if kind_of_dash(its_dash) == kind_of_dash(dash)]
    assert same_kind and min(apart(colour, far, kind) for far in same_kind) >= FAR


def luminance(colour: str) -> float:
    """WCAG's relative luminance."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_that_of_the_guideline() -> None:
    """Black on white 21, white on itself 1, and #767676 the lightest grey of 4.5 on white."""
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#FFFFFF", "#FFFFFF") == 1
    assert contrast("#767676", "#FFFFFF") > 4.5 > contrast("#777777", "#FFFFFF")


@BOTH_THEMES
def test_every_line_stands_out_from_the_page_and_its_name_in_its_colour_can_be_read(theme: Palette) -> None:
    """3:1 for a line, 4.5:1 for text, on the page and on the raised box of a pointer; so are the greys of guesses."""
    shades = {name: colour for name, (colour, _) in lines(theme).items()} | {"text": theme.text, "guess": theme.muted}
    grounds = (theme.surface, theme.raised)
    pale = {name: colour for name, colour in shades.items() if min(contrast(colour, one) for one in grounds) < 4.5}
    assert pale == {}


@BOTH_THEMES
def test_further_curves_have_three_hues_and_after_them_the_first_again(theme: Palette) -> None:
    assert [aside(theme, step) for step in (1, 2, 3, 4)] == [*theme.aside, theme.aside[0]]
    assert len(set(theme.aside)) == len(set(ASIDE_DASHES)) == 3


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


# A chart as it is drawn, to every eye and on a grey print.

GREY, GREY_APART = "grey", 10


def lightness(colour: str) -> float:
    """CIE 1976 L*, what a grey print keeps of a colour: 0 is black, 100 white, mid grey (18 %) near 50."""
    light = luminance(colour)
    return 116 * light ** (1 / 3) - 16 if light > 216 / 24389 else light * 24389 / 27


def test_lightness_is_that_of_the_colorimetrists() -> None:
    """White 100, black 0, #777777 50.0 by every table of sRGB."""
    assert [round(lightness(colour), 1) for colour in ("#FFFFFF", "#000000", "#777777")] == [100, 0, 50]


def alike(one: Drawn, other: Drawn, kind: str | None) -> bool:
    """Whether an eye, or a grey print, takes two lines of one chart for each other."""
    if one.dash != other.dash:
        return False
    if kind == GREY:
        return abs(lightness(one.colour) - lightness(other.colour)) < GREY_APART
    return apart(one.colour, other.colour, kind) < FAR


@lru_cache(maxsize=1)
def of_every_option() -> dict[Modality, list[PublishedCurve]]:
    """Of each option of the library the first four curves of survival."""
    choices = choices_of(library().sources, Endpoint.OS)
    own = {each: [one for one in choices.values() if one.modality is each] for each in options_drawn(choices)}
    return {each: [draw(one) for one in found[:MOST_CURVES]] for each, found in own.items()}


@pytest.mark.parametrize("kind", [*SEEING, GREY])
@BOTH_THEMES
def test_no_two_lines_of_one_chart_are_taken_for_each_other(theme: Palette, kind: str | None) -> None:
    """Every pair of options on one chart, and the four curves that one option may have beside each other."""
    curves = of_every_option()
    mixed = [[curves[one][0], curves[other][0]] for one, other in permutations(curves, 2)]
    assert len(mixed) == 30
    for shown in (*mixed, *curves.values()):
        record = survival_chart(shown, library(), theme)
        near = [(one.name, other.name) for one, other in combinations(record.curves, 2) if alike(one, other, kind)]
        assert near == [], kind


def over(colour: str, opacity: float, ground: str) -> str:
    """A half transparent colour on a ground."""
    pairs = [(int(colour[at : at + 2], 16), int(ground[at : at + 2], 16)) for at in (1, 3, 5)]
    return "#" + "".join(f"{round(opacity * top + (1 - opacity) * below):02X}" for top, below in pairs)


@BOTH_THEMES
def test_the_two_bands_and_the_page_are_told_apart_by_lightness_alone(theme: Palette) -> None:
    """Inner band, outer band and page: 4.5 of lightness from one to the next, whatever an eye sees of the hue."""
    for name, (colour, _) in modality_colours(theme).items():
        outer = over(colour, OUTER, theme.surface)
        steps = [lightness(one) for one in (theme.surface, outer, over(colour, INNER, outer))]
        assert min(abs(one - next_) for one, next_ in pairwise(steps)) >= 4.5, name


def test_a_red_and_a_green_that_only_colour_tells_apart_would_be_noticed() -> None:
    assert apart("#9B2F2F", "#4F6B1A", None) > FAR > NEAREST > apart("#8A6A3A", "#7A703A", "deuteranomaly")


def test_a_theme_is_dark_only_where_it_is_called_so() -> None:
    assert palette("dark") is DARK
    assert [palette(name) for name in ("light", "", None)] == [LIGHT] * 3


@each("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_a_sites_own_lines_can_be_read_on_their_surface_and_are_no_curve_of_a_paper(theme: Palette) -> None:
    assert all(contrast(colour, theme.surface) >= 4.5 for colour in theme.own)
    assert not {*theme.own} & {*theme.aside}
