"""The colours of a theme as the style sheet finds them, and the small pieces of HTML that every page is made of."""

from __future__ import annotations

import re

import pytest

from haic_core.chart.palette import DARK, LIGHT, Palette
from haic_core.screen.html import note, table, theme_variables


@pytest.mark.parametrize(
    ("theme", "harm", "partial"), [(LIGHT, "#9B2F2F", "#4C9BB8"), (DARK, "#F19A92", "#3E8FAE")], ids=["light", "dark"]
)
def test_every_colour_of_a_theme_is_a_variable_of_the_style_sheet(theme: Palette, harm: str, partial: str) -> None:
    css, _ = theme_variables(theme).split("@media print", 1)
    declared = dict(re.findall(r"--([\w-]+):(#[0-9A-F]{6});", css))
    assert css == ":root{" + "".join(f"--{name}:{colour};" for name, colour in declared.items()) + "}"
    assert (declared["harm"], declared["response-pr"], declared["response-orr"]) == (harm, partial, partial)
    assert {"surface", "raised", "text", "muted", "line", "accent"} < set(declared)
    assert {name for name in declared if name.startswith("response-")} == {
        "response-cr", "response-pr", "response-sd", "response-pd", "response-orr",
    }  # fmt: skip
    assert {name: declared.get(name) for name in theme.verdicts} == theme.verdicts


def test_paper_is_light_whatever_the_screen_shows_and_a_chart_drawn_for_the_dark_is_turned_over() -> None:
    light, dark = (theme_variables(theme).split("@media print", 1)[1] for theme in (LIGHT, DARK))
    assert light == "{" + theme_variables(LIGHT).split("@media print", 1)[0] + "}"
    assert dark.startswith(light[:-1]) and "invert(1)" in dark and "invert" not in light


def test_a_table_heads_its_columns_and_its_rows() -> None:
    assert table(("Paper", "<n>"), [["<b>Arden</b>", "40"], ["Birch", "25"]]) == (
        '<div class="hb-scroll"><table class="hb-table"><thead><tr><th scope="col">Paper</th>'
        '<th scope="col">&lt;n&gt;</th></tr></thead><tbody>'
        '<tr><th scope="row"><b>Arden</b></th>'
        '<td data-head="&lt;n&gt;">40</td></tr><tr><th scope="row">Birch</th><td data-head="&lt;n&gt;">25</td>'
        "</tr></tbody></table></div>"
    )


def test_a_note_is_text() -> None:
    assert note("fewer < ten") == '<p class="hb-small hb-muted">fewer &lt; ten</p>'
