"""What a registry or another hospital writes is drawn as text: labels, columns, reasons, sites, definitions, files."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache

from each import each
from own_cohorts import LATER, THREE, arm, result
from strangers import NASTY, drawn_curves, faults_of, nasty_library, read_lines, shows, words_of

from haic_core.chart.own import OwnChart, own_chart
from haic_core.cohort.counts import Listed
from haic_core.cohort.engines.running import Progress, Stage
from haic_core.cohort.guess.part import Part
from haic_core.cohort.result import Result
from haic_core.cohort.sites.counts_file import CountsFile, to_send
from haic_core.cohort.sites.joined import Joined, joined
from haic_core.screen.cohort.compared import comparison
from haic_core.screen.cohort.guesses import questions, under_field
from haic_core.screen.cohort.joined import joined_comparison, sites_table
from haic_core.screen.cohort.notes import own_key, own_notes
from haic_core.screen.cohort.numbers import incidence_table, numbers_table
from haic_core.screen.cohort.rows import bounded, listed_table, steps_table
from haic_core.screen.cohort.waiting import waiting
from haic_core.screen.plotly.survival import survival_figure

OTHER = f"2 {NASTY}"
LONG = f"{'column ' * 10}{NASTY}"


@cache
def own(begins: float = 0.0) -> Result:
    """Two groups, a third too small to draw, an event of another kind; the site, its event and its clock strangers."""
    groups = [arm(NASTY, competing=(3,)), arm(OTHER, LATER), arm(f"3 {NASTY}", THREE)]
    late = replace(groups[1], entered=((0.0, 5), (1.0, groups[1].n - 5)))
    found = result(groups[0], late, groups[2], begins=begins, alike=NASTY)
    return replace(found, site=NASTY, endpoint=NASTY, clock=NASTY, step=1.0)


@cache
def ungrouped() -> Result:
    """All patients of a site as one line, so that it is named by the site."""
    return replace(result(arm("all", competing=(3,))), site=NASTY, endpoint=NASTY, clock=NASTY)


def chart(found: Result, is_alone: bool = False) -> OwnChart:
    return own_chart(found, [] if is_alone else drawn_curves()[:2], nasty_library())


@cache
def hospitals() -> Joined:
    """Two hospitals with the same groups and different times."""

    def sent(site: str, late: int) -> CountsFile:
        groups = [arm(NASTY), arm(OTHER, tuple((month + late, event) for month, event in LATER))]
        return to_send(groups, site=site, endpoint=NASTY, clock=NASTY, unit="months", k=1)

    return joined([sent(NASTY, 0), sent(OTHER, 3)])


def every_note() -> str:
    """Over the chart, at length and in one line, with a landmark, groups by a stranger's column, alone and not."""
    unsaid = replace(own(), endpoint="", clock="")
    told = [own_notes(chart(found, alone), f"best_response {NASTY}") for found in all_own() for alone in (True, False)]
    return "".join([*told, own_notes(chart(unsaid)), own_notes(chart(own()), NASTY, brief=True)])


def all_own() -> tuple[Result, ...]:
    return own(), own(5), ungrouped()


def guess(use: str, value: str | tuple[str, ...] | None) -> Part:
    return Part(use, value, f"hold {NASTY}", 100, 160, f"Which, {NASTY}?", (NASTY,))


def under_fields() -> str:
    """A guess that stands, one of values, one changed by hand, a part where nothing was found but is asked."""
    held: list[tuple[Part | None, object]] = [
        (guess("event", NASTY), NASTY), (guess("dead", (NASTY,)), [NASTY]), (guess("event", NASTY), OTHER),
        (guess(f"facts: {NASTY}", None), NASTY), (guess("time", None), None), (None, NASTY),
    ]  # fmt: skip
    return "".join(under_field(part, value) for part, value in held)


def under_way() -> str:
    stages = [Progress(stage, 12.0, 600.0, is_stopping) for stage in Stage for is_stopping in (True, False)]
    return "".join(waiting(one) for one in [*stages, Progress(Stage.COUNTING, 12.0, 0.0, False)])


# Each renderer by its name, and whether a stranger's text stands in what it draws.
RENDERERS: dict[str, tuple[Callable[[], str], bool]] = {
    "a column as it stands": (lambda: listed_table([Listed(18, f"n {NASTY}", "blank")], 1), True),
    "a row's reason": (lambda: listed_table([Listed(None, "n", f"a date, but {NASTY} was found")], 9), True),
    "a column too long for its line": (lambda: listed_table([Listed(18, LONG, "blank")], 1), False),
    "a column cut within its markup": (lambda: listed_table([Listed(18, NASTY * 2, "blank")], 1), True),
    "from step to step": (lambda: steps_table([(NASTY, 1200), (OTHER, 7)]), True),
    "numbers of the groups": (lambda: "".join(numbers_table(found, 12) for found in all_own()), True),
    "both kinds of event": (lambda: "".join(incidence_table(found) for found in all_own()), True),
    "between the groups": (lambda: comparison(own(), NASTY, 12) + comparison(own(), OTHER, 120), True),
    "one group alone": (lambda: comparison(ungrouped(), "all", 12), False),
    "around the site's chart": (every_note, True),
    "the signs of the site's chart": (lambda: "".join(own_key(chart(found)) for found in all_own()), False),
    "under the fields of a mapping": (under_fields, True),
    "what is asked first": (
        lambda: questions([guess(use, NASTY) for use in ("event", NASTY, f"facts: {NASTY}")]),
        True,
    ),
    "who sent what": (lambda: sites_table(hospitals()), True),
    "between hospitals": (lambda: joined_comparison(hospitals()), True),
    "a count under way": (under_way, False),
}


@each("name", RENDERERS)
def test_a_registrys_text_is_drawn_as_text_and_nothing_else(name: str) -> None:
    render, has_strangers = RENDERERS[name]
    drawn_as = render()
    assert faults_of(drawn_as) == []
    assert shows(drawn_as) is has_strangers


def test_every_text_of_a_registry_reaches_its_renderer() -> None:
    """Else nothing would be tried above: three groups, two hospitals that differ, a ratio of each, both clocks."""
    assert [one.group for one in own().too_few] == [f"3 {NASTY}"] and len(own().drawn) == 2 and own().enters_late
    assert hospitals().differing and hospitals().ratios and own(5).gone
    assert every_note().count("best_response") == 0 and "had to live" in every_note()


def test_a_label_is_cut_where_a_line_has_no_more_room() -> None:
    """Fields of Streamlit show it as it is; in HTML it is escaped after it is cut, so no escape is torn."""
    assert bounded(NASTY) == NASTY and len(bounded(LONG)) == 60 and bounded(LONG).endswith("…")
    cut = listed_table([Listed(1, f"{'x' * 58}<b title=evil>", "blank")], 1)
    assert f"{'x' * 58}&lt;…" in cut


@each("found", [own(), own(5), ungrouped()], ids=["groups", "landmark", "one line"])
def test_the_charting_library_gets_no_markup_of_a_registry(found: Result) -> None:
    told = read_lines(words_of(survival_figure(chart(found))))
    assert [word for word in told if faults_of(word)] == []
    assert any(shows(word) for word in told)
